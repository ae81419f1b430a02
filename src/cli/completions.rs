//! `gainsay completions`: scripts by which a shell asks the program at the Tab key, and what the program offers then.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, Args, Command, ValueHint};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Zsh};

use crate::error::{Error, Result};
use crate::model::filter::{KEYS, Key, Values};
use crate::model::scale::labels;
use crate::model::{Bucket, Stage};
use crate::output::Reply;
use crate::store::{Completion, Store};

/// The variable by which a shell asks for completions.
pub const VARIABLE: &str = "COMPLETE";

/// Print completions for a shell: bash, elvish, fish, powershell or zsh
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay completions bash\n  gainsay completions zsh",
    after_help = "The shell asks gainsay at the Tab key, so that it offers numbers, names, tags and saved filters of the book."
)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// The script for bash. A value with spaces is escaped unless a quotation mark is open, and `:` and `@` are parts of a word.
const BASH: &str = r#"_gainsay() {
    local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\013' at
    local words=("${COMP_WORDS[@]}")
    words[COMP_CWORD]="$2"
    COMPREPLY=( $( _CLAP_IFS="$IFS" _CLAP_COMPLETE_INDEX="$COMP_CWORD" _CLAP_COMPLETE_COMP_TYPE="${COMP_TYPE:-9}" \
        COMPLETE=bash gainsay -- "${words[@]}" 2>/dev/null ) )
    if [[ "$word" != [\"\']* ]]; then
        for at in "${!COMPREPLY[@]}"; do printf -v "COMPREPLY[$at]" %q "${COMPREPLY[at]}"; done
    fi
    if [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" =~ [=:]$ ]]; then compopt -o nospace 2>/dev/null; fi
}
COMP_WORDBREAKS=${COMP_WORDBREAKS//[:@]/}
complete -o bashdefault -F _gainsay gainsay
"#;

impl Completions {
    /// Returns the script of a shell.
    ///
    /// # Errors
    /// A shell for which there is none.
    pub(super) fn run(self) -> Result<Reply> {
        let completer: &dyn EnvCompleter = match self.shell {
            Shell::Bash => return Ok(Reply::text(BASH)),
            Shell::Elvish => &Elvish,
            Shell::Fish => &Fish,
            Shell::PowerShell => &Powershell,
            Shell::Zsh => &Zsh,
            _ => return Err(Error::usage("there are no completions for that shell")),
        };
        let mut script = Vec::new();
        completer.write_registration(VARIABLE, "gainsay", "gainsay", "gainsay", &mut script)?;
        Ok(Reply::text(String::from_utf8_lossy(&script)))
    }
}

/// Returns a command line whose arguments are completed out of a book. Files are offered only where a file is meant.
pub(super) fn with_completions(command: Command, book: &Arc<PathBuf>) -> Command {
    let complete = |argument: Arg| {
        let names = argument.get_value_names().unwrap_or_default();
        let name = names.first().map(ToString::to_string).unwrap_or_default();
        let has_words = !argument.get_possible_values().is_empty();
        if !argument.get_action().takes_values() || has_words {
            return argument;
        }
        if name.starts_with("FILE") {
            return argument.value_hint(ValueHint::FilePath);
        }
        let book = Arc::clone(book);
        let offered = move |typed: &OsStr| candidates(&book, &name, &typed.to_string_lossy());
        argument.value_hint(ValueHint::Other).add(ArgValueCompleter::new(offered))
    };
    command.mut_args(complete).mut_subcommands(|command| with_completions(command, book))
}

/// Returns what is offered for a value of an argument, by the name that the help gives the value.
fn candidates(book: &Path, name: &str, typed: &str) -> Vec<CompletionCandidate> {
    // What the shell hands over may begin with a quotation mark, or have spaces escaped.
    let typed = typed.trim_start_matches(['"', '\'']).replace('\\', "");
    let from = |what: Completion| offered(Store::completions(book, what, &typed), "");
    match name {
        "SPEAKER" | "OTHER" => from(Completion::Speakers),
        "DOCUMENT" | "D" => from(Completion::Documents),
        "MEMBER" => from(Completion::Members),
        "S" => from(Completion::Statements),
        "TAG" | "WORD" => from(Completion::Tags),
        "LABEL" => [words(labels(), &typed), from(Completion::Labels)].into_iter().flatten().collect(),
        "NAME" => from(Completion::Saved),
        "CLAIM" => [from(Completion::Claims), filter(book, &typed)].into_iter().flatten().collect(),
        "CLAIM… STAGE" => {
            [from(Completion::Claims), words(Stage::WORDS.iter().copied(), &typed), filter(book, &typed)]
                .into_iter()
                .flatten()
                .collect()
        }
        "CLAIM… WORD…" => {
            [from(Completion::Claims), from(Completion::Tags), filter(book, &typed)].into_iter().flatten().collect()
        }
        "FILTER" => filter(book, &typed),
        "TOPIC" => words(["filters", "columns"].into_iter(), &typed),
        _ => Vec::new(),
    }
}

/// Returns what is offered for a word of a filter: keys, values of a key, and saved filters.
fn filter(book: &Path, typed: &str) -> Vec<CompletionCandidate> {
    if let Some(begin) = typed.strip_prefix('@') {
        return offered(Store::completions(book, Completion::Saved, begin), "@");
    }
    let Some((word, begin)) = typed.split_once(':') else {
        let keys = KEYS.iter().filter(|key| key.word.starts_with(typed));
        let saved =
            if typed.is_empty() { offered(Store::completions(book, Completion::Saved, ""), "@") } else { Vec::new() };
        let keys = keys.map(|key| candidate(&format!("{}:", key.word), key.meaning));
        return keys.chain(saved).collect();
    };
    let Some(key) = Key::of(word) else { return Vec::new() };
    let prefix = format!("{word}:");
    let known = |what: Completion| offered(Store::completions(book, what, begin.trim_start_matches('"')), &prefix);
    match (key.values, key.word) {
        (Values::Words(all), _) => {
            let all = all.iter().filter(|value| value.starts_with(begin));
            all.map(|value| candidate(&format!("{prefix}{value}"), "")).collect()
        }
        (_, "by" | "disputed-by" | "speaker") => known(Completion::Speakers),
        (_, "document") => known(Completion::Documents),
        (_, "tag") => known(Completion::Tags),
        (_, "assigned") => known(Completion::Members),
        (_, "claim") => known(Completion::Claims),
        (_, "verdict") => {
            let built_in = Bucket::WORDS.iter().copied().chain(labels()).filter(|label| label.starts_with(begin));
            let built_in = built_in.map(|label| candidate(&format!("{prefix}{label}"), ""));
            built_in.chain(known(Completion::Labels)).collect()
        }
        _ => Vec::new(),
    }
}

fn words(all: impl Iterator<Item = &'static str>, typed: &str) -> Vec<CompletionCandidate> {
    all.filter(|word| word.starts_with(typed)).map(|word| candidate(word, "")).collect()
}

fn offered(values: Vec<(String, String)>, prefix: &str) -> Vec<CompletionCandidate> {
    values.into_iter().map(|(value, help)| candidate(&format!("{prefix}{value}"), &help)).collect()
}

/// Returns a candidate without signs that a terminal would obey.
fn candidate(value: &str, help: &str) -> CompletionCandidate {
    let plain = |text: &str| text.replace(char::is_control, " ");
    let help = (!help.is_empty()).then(|| plain(help).into());
    CompletionCandidate::new(plain(value)).help(help)
}
