//! `gainsay man`: the manual page.

use clap::{Args, CommandFactory};

use super::{Cli, Session};
use crate::error::{Error, Result};
use crate::output::Reply;

/// Print the manual page of gainsay, or of one command
#[derive(Args, Debug)]
#[command(before_help = "  gainsay man\n  gainsay man dispute")]
pub struct Man {
    /// The command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub(super) fn run(self, _session: &Session) -> Result<Reply> {
        let mut all = Cli::command();
        all.build();
        let page = match &self.command {
            None => all,
            Some(name) => {
                let Some(command) = all.find_subcommand(name) else {
                    let names: Vec<_> = all.get_subcommands().map(clap::Command::get_name).collect();
                    let like = crate::text::suggest::did_you_mean(name, names.iter().copied());
                    let hint = like.map_or_else(
                        || "gainsay --help lists them".to_string(),
                        |like| format!("did you mean {like}?"),
                    );
                    return Err(Error::usage(format!("no such command: {name}")).hint(hint));
                };
                command.clone()
            }
        };
        let mut roff = Vec::new();
        clap_mangen::Man::new(page).render(&mut roff)?;
        Ok(Reply::text(String::from_utf8_lossy(&roff)))
    }
}
