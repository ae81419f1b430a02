//! An action as a command line: the line of the history, which parses to the same action.

use clap::{Arg, ArgAction, Command};
use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Returns the words behind the command of an action: first the values without a flag, then the flags in the order of their
/// declaration. A value is never read as a flag: one that begins with `-` stands behind `=` or behind `--`.
pub(super) fn words(arguments: &Command, values: &Map<String, Value>) -> Vec<String> {
    let (mut positional, mut flags) = (Vec::new(), Vec::new());
    for argument in arguments.get_arguments() {
        let texts = texts(arguments, argument, values);
        let default = argument.get_default_values().iter().map(|value| value.to_string_lossy());
        if argument.get_action().takes_values() && default.eq(texts.iter().map(String::as_str)) {
            continue;
        }
        match argument.get_long() {
            None => positional.extend(texts),
            Some(flag) if !argument.get_action().takes_values() => {
                flags.extend(texts.first().map(|_| format!("--{flag}")));
            }
            Some(flag) => {
                for text in texts {
                    if is_like_flag(&text) {
                        flags.push(format!("--{flag}={text}"));
                    } else {
                        flags.extend([format!("--{flag}"), text]);
                    }
                }
            }
        }
    }
    if positional.iter().any(|word| is_like_flag(word)) {
        flags.push("--".to_string());
        flags.append(&mut positional);
    }
    positional.append(&mut flags);
    positional
}

/// Returns the values of an argument as texts; one empty text for a switch that is set.
fn texts(arguments: &Command, argument: &Arg, values: &Map<String, Value>) -> Vec<String> {
    let id = argument.get_id().as_str();
    if matches!(argument.get_action(), ArgAction::SetTrue) {
        let is_chosen = || group_of(arguments, id).and_then(|group| values.get(group)).is_some_and(|word| word == id);
        let is_set = values.get(id).is_some_and(|value| value == true) || is_chosen();
        return if is_set { vec![String::new()] } else { Vec::new() };
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    match values.get(id) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().map(text).collect(),
        Some(value) => vec![text(value)],
    }
}

/// Returns the group of a switch of which exactly one is chosen. The value of the group is the name of that switch.
fn group_of<'a>(arguments: &'a Command, switch: &str) -> Option<&'a str> {
    let mut groups = arguments.get_groups().filter(|group| group.is_required_set());
    let found = groups.find(|group| group.get_args().any(|id| id.as_str() == switch))?;
    Some(found.get_id().as_str())
}

/// Whether a word would be read as a flag. A single `-` is a value: standard input.
fn is_like_flag(word: &str) -> bool {
    word.starts_with('-') && word != "-"
}

/// Returns a command and its words as a line.
///
/// # Errors
/// A word with a null character, which no command line can have.
pub(super) fn join(command: &str, words: &[String]) -> Result<String> {
    let words = shlex::try_join(words.iter().map(String::as_str)).map_err(|_| {
        Error::usage("a text holds a null character, which no command line can have").hint("take it out of the text")
    })?;
    Ok(format!("gainsay {command} {words}").trim_end().to_string())
}
