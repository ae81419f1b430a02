//! Errors of clap in the words of this program.

use clap::Command;
use clap::error::{ContextKind, ContextValue};

use crate::error::{Error, Sentence, Suggestion, flag, terminal_only, terminal_or_page};
use crate::model::Stance;

/// Returns what is wrong with a command line, and which argument of the command is wrong.
pub fn usage_error(error: &clap::Error, arguments: &Command) -> Error {
    let text = error.to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty() && !line.starts_with('['));
    let message = lines.collect::<Vec<_>>().join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let named: Vec<_> =
        [ContextKind::InvalidArg, ContextKind::PriorArg].into_iter().flat_map(|kind| context(error, kind)).collect();
    let message = match message.split_once("not provided: ") {
        Some((before, rest)) => {
            terminal_or_page(format!("{before}not provided: "), "needed as well: ") + with_flags(rest, &named)
        }
        None => with_flags(message, &named),
    };
    let wrong = Error::usage(message).hint(hint(error));
    match named.first().and_then(|shown| field_of(arguments, shown)) {
        Some(field) => wrong.about(field),
        None => wrong,
    }
}

/// Returns the field of an argument that clap shows as `--by <SPEAKER>`, `<CLAIM>` or `[CLAIM]...`.
fn field_of<'a>(arguments: &'a Command, shown: &str) -> Option<&'a str> {
    let mut all = arguments.get_arguments();
    let found = match shown.strip_prefix("--") {
        Some(flag) => {
            let flag = flag.split([' ', '=', '[']).next();
            all.find(|argument| argument.get_long().is_some() && argument.get_long() == flag)
        }
        None => all.find(|argument| {
            let name = argument.get_value_names().and_then(|names| names.first());
            argument.is_positional() && name.is_some_and(|name| shown[1..].starts_with(name.as_str()))
        }),
    };
    found.map(|argument| argument.get_id().as_str())
}

/// Returns the hint for an error of clap.
fn hint(error: &clap::Error) -> Sentence {
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggested = suggested.into_iter().flat_map(|kind| context(error, kind)).next();
    let valid = context(error, ContextKind::ValidValue);
    let stance = context(error, ContextKind::InvalidValue).first().and_then(|word| word.parse::<Stance>().ok());
    let tips = context(error, ContextKind::Suggested);
    match suggested {
        _ if stance.is_some() => Suggestion::Respond + " records any stance",
        Some(word) => Sentence::from(format!("did you mean {word}?")),
        None if !valid.is_empty() => Sentence::from(format!("one of: {}", valid.join(", "))),
        None if tips.iter().any(|tip| tip.contains("as a value")) => {
            "in a filter, not WORD leaves a word out; what stands behind -- is never a flag".into()
        }
        None if !tips.is_empty() => terminal_only(tips.join("; ")),
        None => terminal_only("gainsay --help lists the commands, and gainsay COMMAND --help its flags"),
    }
}

/// Returns the values of one kind in an error of clap.
fn context(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::StyledStrs(words)) => words.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// Returns the message of clap, with the arguments that it names as flags: `'--by <SPEAKER>'`.
fn with_flags(text: &str, arguments: &[String]) -> Sentence {
    let found = arguments.iter().filter_map(|argument| {
        let name = argument.split([' ', '=', '[']).next().filter(|name| name.starts_with("--"))?;
        Some((text.find(argument.as_str())?, argument.as_str(), name))
    });
    let Some((at, argument, name)) = found.min() else { return text.into() };
    let (before, after) = (&text[..at], &text[at + argument.len()..]);
    let (before, after, mark) = match (before.strip_suffix('\''), after.strip_prefix('\'')) {
        (Some(before), Some(after)) => (before, after, "'"),
        _ => (before, after, ""),
    };
    let rest = argument.strip_prefix(name).unwrap_or_default();
    Sentence::from(before)
        + terminal_only(mark)
        + flag(name.to_string())
        + terminal_only(rest)
        + terminal_only(mark)
        + with_flags(after, arguments)
}
