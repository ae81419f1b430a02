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
    let message = &own_words(message);
    let message = match message.split_once("not provided: ") {
        Some((before, rest)) => {
            terminal_or_page(format!("{before}not provided: "), "needed as well: ") + with_flags(rest, &named)
        }
        None => with_flags(message, &named),
    };
    let wrong = Error::usage(message).hint(hint(error, arguments));
    match named.first().and_then(|shown| field_of(arguments, shown)) {
        Some(field) => wrong.about(field),
        None => wrong,
    }
}

/// What a value is, in the words of the standard library and of clap, and in those of this program.
const VALUES: &[(&str, &str)] = &[
    ("invalid digit found in string", "it is not a whole number"),
    ("cannot parse integer from empty string", "a number is missing"),
    ("number too large to fit in target type", "the number is too large"),
    ("number too small to fit in target type", "the number is too small"),
];

/// Returns a message of clap without sentences of libraries.
fn own_words(message: &str) -> String {
    let mut message = message.to_string();
    for (theirs, ours) in VALUES {
        message = message.replace(theirs, ours);
    }
    // "0 is not in 1..18446744073709551615"
    if let Some((before, range)) = message.split_once(" is not in ")
        && let Some((least, most)) = range.split_once("..")
    {
        let most = most.trim_start_matches('=');
        let range =
            if most.len() > 9 { format!("{least} or more") } else { format!("a number from {least} to {most}") };
        return format!("{before} is not {range}");
    }
    message
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
            let shown = shown.trim_start_matches(['<', '[']);
            argument.is_positional() && name.is_some_and(|name| shown.starts_with(name.as_str()))
        }),
    };
    found.map(|argument| argument.get_id().as_str())
}

/// Returns the hint for an error of clap.
fn hint(error: &clap::Error, arguments: &Command) -> Sentence {
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggested = suggested.into_iter().flat_map(|kind| context(error, kind)).next();
    let valid = context(error, ContextKind::ValidValue);
    let stance = context(error, ContextKind::InvalidValue).first().and_then(|word| word.parse::<Stance>().ok());
    let tips = context(error, ContextKind::Suggested);
    let usage = error.to_string();
    if let Some(better) = tried(error, &usage).or_else(|| tried_flag(error, &usage, arguments)) {
        return better;
    }
    match suggested {
        _ if stance.is_some() => Suggestion::Respond + " records any stance",
        Some(word) => Sentence::from(format!("did you mean {word}?")),
        None if !valid.is_empty() => Sentence::from(format!("one of: {}", valid.join(", "))),
        None if tips.iter().any(|tip| tip.contains("as a value")) && usage.contains("[FILTER]") => {
            "in a filter, not WORD leaves a word out; what stands behind -- is never a flag".into()
        }
        None if tips.iter().any(|tip| tip.contains("as a value")) => {
            let command = command_of(&usage).unwrap_or_else(|| "gainsay COMMAND".to_string());
            terminal_only(format!("a text that begins with - stands at the end, behind --: {command} … -- \"-…\""))
        }
        None if !tips.is_empty() => terminal_only(tips.join("; ")),
        None => match command_of(&usage).filter(|command| command.contains(' ')) {
            Some(command) => terminal_only(format!("{command} --help says what it takes")),
            None => terminal_only("gainsay --help lists the commands, and gainsay COMMAND --help its flags"),
        },
    }
}

/// What people try, and what does it here: a verb, and the hint.
const TRIED: &[(&str, &str)] = &[
    ("deny denies denied refute rebut contradict", "gainsay dispute 2 --by NAME records that somebody denies claim 2"),
    ("decline declines", "gainsay respond 2 --by NAME --stance declines-to-deny, or declines-to-comment"),
    ("no-comment comment", "gainsay respond 2 --by NAME --stance declines-to-comment, or comments"),
    (
        "correct corrects correction",
        "gainsay dispute 2 --by NAME --stance corrects records that somebody gives another figure; gainsay edit corrects the book",
    ),
    ("relays report-on reports reprint", "gainsay relay 2 --by OUTLET records who reports what was said"),
    ("assert claim new record", "gainsay add \"…\" --by NAME records a claim"),
    ("confirm confirms", "gainsay say 2 --by NAME --confirms"),
    ("withdraw takeback take-back", "gainsay retract 2 --by NAME"),
    ("delete rm del", "gainsay remove 2"),
    ("find grep", "gainsay search WORDS, or gainsay list WORDS"),
    ("verdict label rating", "gainsay rate 2 LABEL --because \"…\" --by NAME"),
    ("history", "gainsay log"),
    ("revert rollback", "gainsay undo"),
];

/// Returns the command that the usage in an error is of: "gainsay document add".
fn command_of(usage: &str) -> Option<String> {
    let command = usage.lines().find_map(|line| line.strip_prefix("Usage: "))?;
    let command: Vec<_> = command.split(' ').take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    Some(command.join(" "))
}

/// Returns the hint for what was probably meant: another verb, quotation marks around a text, a command of its own.
fn tried(error: &clap::Error, usage: &str) -> Option<Sentence> {
    if let [verb] = &context(error, ContextKind::InvalidSubcommand)[..] {
        let verb = verb.to_lowercase();
        let found = TRIED.iter().find(|(verbs, _)| verbs.split(' ').any(|known| known == verb));
        return found.map(|(_, hint)| terminal_only(*hint));
    }
    if let [typed] = &context(error, ContextKind::InvalidValue)[..] {
        let typed = typed.trim().to_lowercase().replace(' ', "-");
        let valid = context(error, ContextKind::ValidValue);
        let begin = |word: &String| word.starts_with(&typed) || word.ends_with(typed.trim_start_matches("no-"));
        let like: Vec<_> = valid.into_iter().filter(begin).collect();
        let may_be = typed.len() > 3 && (like.len() > 1 || typed.starts_with("no-")) && !like.is_empty();
        return may_be.then(|| Sentence::from(format!("did you mean {}?", like.join(" or "))));
    }
    if error.kind() != clap::error::ErrorKind::UnknownArgument {
        return None;
    }
    let argument = context(error, ContextKind::InvalidArg).first()?.clone();
    let is_of = |command: &str| usage.contains(&format!("Usage: gainsay {command} "));
    match argument.as_str() {
        "--stage" if is_of("edit") => Some(terminal_only("gainsay stage 1 checking sets the stage")),
        "--tag" if is_of("edit") => Some(terminal_only("gainsay tag 1 WORD adds a tag, and with --remove removes it")),
        word if !word.starts_with('-') && is_of("document add") => {
            Some(flag(format!("--title {}", crate::text::quoted(word))) + " says what it is called")
        }
        word if !word.starts_with('-') && usage.contains("<TEXT>") => {
            Some(terminal_only("a text of several words stands in quotation marks: \"Crime has fallen\""))
        }
        _ => None,
    }
}

/// Flags that people try, and the flag that does it here.
const TRIED_FLAGS: &[(&str, &str)] = &[
    ("speaker who author name from reviewer", "by"),
    ("date when day", "on"),
    ("why reason rationale explanation", "because"),
    ("source document doc article", "in"),
    ("link address href", "url"),
    ("comment remark memo", "note"),
    ("label tags", "tag"),
    ("words cite", "quote"),
    ("json csv jsonl md markdown", "format"),
    ("output-format output type", "format"),
    ("max count top", "limit"),
    ("order order-by sort-by", "sort"),
    ("database file book", "db"),
    ("preview simulate test", "dry-run"),
    ("silent", "quiet"),
    ("disputes disputed-claims", "disputed"),
    ("outlet reported-by", "via"),
];

/// Returns the hint for a flag that another flag of the command is meant by.
fn tried_flag(error: &clap::Error, usage: &str, arguments: &Command) -> Option<Sentence> {
    if error.kind() != clap::error::ErrorKind::UnknownArgument {
        return None;
    }
    let typed = context(error, ContextKind::InvalidArg).first()?.strip_prefix("--")?.to_lowercase();
    let found = TRIED_FLAGS.iter().find(|(words, _)| words.split(' ').any(|word| word == typed));
    let (_, meant) = found?;
    let line = usage.lines().find_map(|line| line.strip_prefix("Usage: gainsay "))?;
    let mut command = arguments;
    for word in line.split(' ') {
        let Some(found) = command.find_subcommand(word) else { break };
        command = found;
    }
    let has_it = |command: &Command| command.get_arguments().any(|argument| argument.get_long() == Some(meant));
    let value = if *meant == "format" && typed.len() < 9 { format!(" {typed}") } else { String::new() };
    (has_it(command) || has_it(arguments)).then(|| Sentence::from("here that is ") + flag(format!("--{meant}")) + value)
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
