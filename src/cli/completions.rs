//! `gainsay completions`: for shells.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Session};
use crate::error::Result;
use crate::output::Reply;

/// Print completions for a shell: bash, elvish, fish, powershell or zsh
#[derive(Args, Debug)]
#[command(before_help = "  gainsay completions bash\n  gainsay completions zsh")]
pub struct Completions {
    /// The shell
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

impl Completions {
    #[expect(clippy::unnecessary_wraps, reason = "every command has one shape")]
    pub(super) fn run(self, _session: &Session) -> Result<Reply> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "gainsay", &mut script);
        Ok(Reply::text(String::from_utf8_lossy(&script)))
    }
}
