//! `gainsay man`: the manual page.

use clap::{Args, Command};

use crate::error::{Error, Result};
use crate::output::Reply;
use crate::text::suggest::did_you_mean;

/// Show the manual page of gainsay, or of one command; off a terminal, print it for man
#[derive(Args, Debug)]
#[command(before_help = "  gainsay man\n  gainsay man dispute")]
pub struct Man {
    /// The command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    /// Returns the manual page of a command line, or of one of its commands.
    ///
    /// # Errors
    /// An unknown command.
    pub(super) fn run(self, mut command_line: Command) -> Result<Reply> {
        command_line.build();
        let page = match self.command {
            None => command_line,
            Some(name) => {
                let names = command_line.get_subcommands().map(Command::get_name);
                let hint = did_you_mean(&name, names).map_or_else(
                    || "gainsay --help lists them".to_string(),
                    |similar| format!("did you mean {similar}?"),
                );
                let command = command_line.find_subcommand(&name).cloned();
                command.ok_or_else(|| Error::usage(format!("no such command: {name}")).hint(hint))?
            }
        };
        let mut roff = Vec::new();
        let plain = page.clone().render_long_help().to_string();
        clap_mangen::Man::new(page).render(&mut roff)?;
        Ok(Reply::manual(String::from_utf8_lossy(&roff).into_owned(), plain))
    }
}
