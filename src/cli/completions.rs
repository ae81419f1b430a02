//! `gainsay completions`: completions for shells.

use clap::{Args, Command};
use clap_complete::Shell;

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
    /// Returns the completions of a command line.
    pub(super) fn run(self, command_line: &mut Command) -> Reply {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, command_line, "gainsay", &mut script);
        Reply::text(String::from_utf8_lossy(&script))
    }
}
