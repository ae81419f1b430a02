//! `gainsay completions`: completions for shells.

use clap::{Arg, Args, Command, ValueHint};
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
        *command_line = with_hints(std::mem::take(command_line));
        clap_complete::generate(self.shell, command_line, "gainsay", &mut script);
        Reply::text(String::from_utf8_lossy(&script))
    }
}

/// Returns a command line of which the shell completes files only where a file is meant.
fn with_hints(command: Command) -> Command {
    let hint = |argument: Arg| {
        if !argument.get_action().takes_values() {
            return argument;
        }
        let is_file = argument.get_value_names().is_some_and(|names| names.iter().any(|name| name.starts_with("FILE")));
        argument.value_hint(if is_file { ValueHint::FilePath } else { ValueHint::Other })
    };
    command.mut_args(hint).mut_subcommands(with_hints)
}
