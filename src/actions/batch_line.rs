//! Parses the lines of a batch: the action of each, the flags that `with` adds to it, and the names in it.

use std::collections::HashMap;

use clap::Command;
use clap::error::{ContextKind, ContextValue};

use super::action::{AnyAction, Definition};
use super::outcome::Outcome;
use super::record_actions::ACTIONS;
use super::usage::usage_error;
use crate::error::{Error, Result};
use crate::text::suggest::did_you_mean;

/// The kinds of rows that can be named: `@claim` is the newest.
const KINDS: [&str; 6] = ["claim", "statement", "document", "speaker", "verdict", "evidence"];

/// Reads the lines of a batch, one after the other.
#[derive(Default)]
pub(super) struct BatchReader {
    /// The numbers that the names stand for.
    names: HashMap<String, i64>,
    /// The flags that `with` sets: the name of each, and its words.
    with: Vec<(String, Vec<String>)>,
    /// The arguments of the commands that were read so far.
    arguments: HashMap<&'static str, Command>,
}

/// An action of a batch, with the name that is given to what it adds.
pub(super) struct BatchLine {
    /// The action.
    pub(super) action: Box<dyn AnyAction>,
    /// The name for what it adds, without `@`.
    pub(super) name: Option<String>,
}

impl BatchReader {
    /// Returns the action of a line; `None` if the line is empty, a comment, or sets flags for others.
    ///
    /// # Errors
    /// A line that is no action, or has no such flags; a name that stands for nothing.
    pub(super) fn read(&mut self, text: &str) -> Result<Option<BatchLine>> {
        if text.trim().is_empty() || text.trim_start().starts_with('#') {
            return Ok(None);
        }
        let mut words = shlex::split(text).ok_or_else(|| {
            if text.ends_with('\\') {
                return Error::usage("the line ends with \\")
                    .hint("an action is one line; \\\\ is the character itself");
            }
            Error::usage("a quotation mark is not closed").hint("close it; \\' and \\\" are marks that close nothing")
        })?;
        if words.first().is_some_and(|word| word == "gainsay") {
            words.remove(0);
        }
        if words.first().is_some_and(|word| word == "with") {
            let words = self.resolve(words.split_off(1))?;
            self.with = flags(words)?;
            return Ok(None);
        }
        let name = take_name(&mut words)?;
        if words.is_empty() {
            return Err(Error::usage("the line has no action").hint(
                "a line is an action, perhaps with a name at its end: add \"It rains\" --by \"Ann Lee\" as rain",
            ));
        }
        let definition = definition(&words)?;
        let words = self.resolve(words.split_off(definition.command.split(' ').count()))?;
        let action = self.action(definition, words)?;
        Ok(Some(BatchLine { action, name }))
    }

    /// Whether no action was read.
    pub(super) fn is_empty(&self) -> bool {
        self.arguments.is_empty()
    }

    /// Stores the numbers of the rows that a line added, under their kinds and under the name that the line gives.
    ///
    /// # Errors
    /// A name for a line that added nothing.
    pub(super) fn store_names(
        &mut self,
        action: &dyn AnyAction,
        name: Option<String>,
        outcome: &Outcome,
    ) -> Result<()> {
        for change in outcome.changes.iter().filter(|change| change.is_new) {
            self.names.insert(change.what.to_string(), change.id);
        }
        let Some(name) = name else { return Ok(()) };
        let adds = action.definition().adds;
        let Some(id) = outcome.new_rows(adds).next() else {
            return Err(Error::usage(format!("this line adds nothing that could be called {name}"))
                .hint(format!("leave out: as {name}")));
        };
        if self.names.contains_key(&name) {
            return Err(
                Error::usage(format!("a line above gave the name {name} already")).hint("give this one another name")
            );
        }
        self.names.insert(name, id);
        Ok(())
    }

    /// Puts numbers in the place of names.
    fn resolve(&self, words: Vec<String>) -> Result<Vec<String>> {
        words.into_iter().map(|word| self.resolve_word(word)).collect()
    }

    fn resolve_word(&self, word: String) -> Result<String> {
        let Some(name) = word.strip_prefix('@') else { return Ok(word) };
        if name.starts_with('@') {
            return Ok(name.to_string());
        }
        if !is_name(name) {
            return Ok(word);
        }
        self.names.get(name).map(ToString::to_string).ok_or_else(|| {
            let error = Error::usage(format!("no line above added anything that is called {word}"));
            match did_you_mean(name, self.names.keys().map(String::as_str)) {
                Some(known) => error.hint(format!("did you mean @{known}?")),
                None => {
                    error.hint(format!("`as {name}` at the end of a line gives the name; @{word} is the text {word}"))
                }
            }
        })
    }

    /// The action of a command, with the flags of `with` that it takes.
    fn action(&mut self, definition: &Definition, words: Vec<String>) -> Result<Box<dyn AnyAction>> {
        let command = definition.command;
        let arguments = self.arguments.entry(command).or_insert_with(|| {
            let mut arguments = (definition.arguments)();
            arguments.build();
            arguments
        });
        let added = added_flags(arguments, &self.with, &words);
        let words = merged(words, added.iter().flat_map(|(_, words)| words));
        (definition.from_words)(arguments, &words).map_err(|error| usage_error(&error, arguments))
    }
}

/// The flags of `with` that a command takes: those that it knows, that the line does not set itself or exclude, and that
/// need no other flag that is missing.
fn added_flags<'a>(
    arguments: &mut Command,
    with: &'a [(String, Vec<String>)],
    words: &[String],
) -> Vec<&'a (String, Vec<String>)> {
    let is_set = |long: &str| {
        let before = words.iter().take_while(|word| *word != "--");
        before.filter_map(|word| word.strip_prefix("--")).any(|word| word.split('=').next() == Some(long))
    };
    let excluded = |arguments: &Command, long: &str| {
        let argument = arguments.get_arguments().find(|argument| argument.get_long() == Some(long));
        argument.is_none_or(|argument| {
            let conflicts = arguments.get_arg_conflicts_with(argument);
            is_set(long) || conflicts.iter().filter_map(|other| other.get_long()).any(is_set)
        })
    };
    let known: Vec<_> = with.iter().filter(|(long, _)| !excluded(arguments, long)).collect();
    let missing = missing(arguments, words);
    let mut added = Vec::new();
    for flag in &known {
        let needed = self::missing(arguments, &merged(words.to_vec(), &flag.1));
        let given = |argument: &String| {
            missing.contains(argument) || known.iter().any(|(long, _)| argument.starts_with(&format!("--{long} ")))
        };
        if needed.iter().all(given) {
            added.push(*flag);
        }
    }
    added
}

/// The arguments that clap misses in some words.
fn missing(arguments: &mut Command, words: &[String]) -> Vec<String> {
    match arguments.try_get_matches_from_mut(words).err().as_ref().and_then(|error| error.get(ContextKind::InvalidArg))
    {
        Some(ContextValue::Strings(missing)) => missing.clone(),
        _ => Vec::new(),
    }
}

/// Returns words with flags, which stand before `--`.
fn merged<'a>(mut words: Vec<String>, flags: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let at = words.iter().position(|word| word == "--").unwrap_or(words.len());
    words.splice(at..at, flags.into_iter().cloned());
    words
}

/// The flags of a line that begins with `with`, each with its values.
fn flags(words: Vec<String>) -> Result<Vec<(String, Vec<String>)>> {
    let mut flags: Vec<(String, Vec<String>)> = Vec::new();
    for word in words {
        match (word.strip_prefix("--"), flags.last_mut()) {
            (Some(long), _) if !long.is_empty() => {
                flags.push((long.split('=').next().unwrap_or(long).to_string(), vec![word.clone()]));
            }
            (_, Some((_, words))) if words.len() == 1 => words.push(word),
            _ => {
                return Err(Error::usage(format!(
                    "`with` is followed by flags, each with its value; “{word}” is neither"
                ))
                .hint("with --in @document --on 2021-11-18"));
            }
        }
    }
    if let Some((long, _)) = flags.iter().find(|(long, _)| !is_known(long)) {
        return Err(Error::usage(format!("no action takes --{long}")).hint("with --in @document --on 2021-11-18"));
    }
    Ok(flags)
}

/// Whether any action takes a flag.
fn is_known(long: &str) -> bool {
    ACTIONS
        .iter()
        .any(|definition| (definition.arguments)().get_arguments().any(|argument| argument.get_long() == Some(long)))
}

/// The name that a line gives with `as NAME` at its end.
fn take_name(words: &mut Vec<String>) -> Result<Option<String>> {
    let [.., word, name] = &words[..] else { return Ok(None) };
    if word != "as" {
        return Ok(None);
    }
    let name = name.trim_start_matches('@').to_string();
    if !is_name(&name) || KINDS.contains(&name.as_str()) {
        return Err(Error::usage(format!("{name} cannot be a name"))
            .hint(format!("a name has letters, digits, - and _, and is none of {}", KINDS.join(", "))));
    }
    words.truncate(words.len() - 2);
    Ok(Some(name))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// The action that a line begins with.
fn definition(words: &[String]) -> Result<&'static Definition> {
    let begins = |definition: &&Definition| {
        let mut command = definition.command.split(' ').zip(words.iter().map(Some).chain([None, None]));
        command.all(|(word, typed)| typed.is_some_and(|typed| typed == word))
    };
    if let Some(found) = ACTIONS.iter().find(begins) {
        return Ok(found);
    }
    let typed = words.iter().take(2).map(String::as_str).collect::<Vec<_>>();
    let commands = || ACTIONS.iter().map(|definition| definition.command);
    let similar = did_you_mean(&typed.join(" "), commands()).or_else(|| did_you_mean(typed[0], commands()));
    Err(Error::usage(format!("“{}” is not something that a batch can record", typed[0])).hint(match similar {
        Some(similar) => format!("did you mean {similar}?"),
        None => "a line begins with add, say, dispute, respond, retract, rate, evidence, appears, stage, tag, edit, remove, \
                 speaker, document or saved"
            .to_string(),
    }))
}
