//! Filters on a command line: words that begin with a minus, and notes.

use std::ffi::OsString;

use clap::Command;

use super::session::Session;
use crate::actions::{ConditionArgs, FILTER};
use crate::error::Result;
use crate::model::Predicate;
use crate::model::filter::may_be_denied;
use crate::store::Store;

/// Returns a command line with `not tag:x` in place of `-tag:x`, which would be read as flags. Only in a command that takes a
/// filter, before `--`, and not for words that may be mistyped flags.
pub(super) fn without_minus(command_line: &Command, line: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut words = Vec::new();
    let mut line = line.into_iter();
    for word in line.by_ref() {
        match word.to_str().and_then(|word| word.strip_prefix('-')).filter(|term| may_be_denied(term)) {
            Some(term) if takes_filter(command_line, &words) => words.extend(["not".into(), term.into()]),
            _ if word == "--" => {
                words.push(word);
                break;
            }
            _ => words.push(word),
        }
    }
    words.extend(line);
    words
}

/// Whether the command that a command line begins with takes words of the filter language.
fn takes_filter(mut command: &Command, line: &[OsString]) -> bool {
    let mut words = line.iter().skip(1).filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        match command.find_subcommand(word) {
            Some(found) => command = found,
            None if matches!(word, "--db" | "--format") => _ = words.next(),
            None => {}
        }
    }
    command
        .get_positionals()
        .any(|argument| argument.get_value_names().is_some_and(|names| names.contains(&FILTER.into())))
}

/// Returns a filter with its notes as a terminal shows them.
pub(super) fn with_notes<T>((filter, notes): (T, Vec<String>)) -> (T, Vec<String>) {
    (filter, notes.into_iter().map(|note| format!("note: {note}")).collect())
}

/// Returns the claims to which words narrow a list of something else, and notes; all claims where there are no words.
///
/// # Errors
/// Errors of the filter.
pub(super) fn narrowing(store: &Store, session: &Session, words: Vec<String>) -> Result<(Predicate, Vec<String>)> {
    let which = ConditionArgs { words, ..ConditionArgs::default() };
    Ok(with_notes(which.predicate(store, session.time_of(store))?))
}
