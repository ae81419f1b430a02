//! The flags and words that say which claims are meant.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Args, Command};

use super::session::Session;
use crate::actions::FILTER;
use crate::error::Result;
use crate::model::filter::{FilterReader, empty_filter, may_be_denied};
use crate::model::{Condition, Filter, Predicate, Sort, Stage, Status};
use crate::store::Store;

/// Which claims are meant, in which order, and how many of them.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Which claims")]
pub(super) struct FilterFlags {
    #[command(flatten)]
    pub(super) which: Which,

    /// id, newest, status, said or text
    #[arg(long, value_name = "ORDER", hide_possible_values = true, value_parser = PossibleValuesParser::new(Sort::WORDS))]
    sort: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Leave out so many at the start
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u64,
}

/// Which claims are meant. Several values of one flag mean any of them; all flags and words must hold.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Which claims")]
pub(super) struct Which {
    /// What must hold of the claims, as in status:disputed by:"Jane Doe" -tag:old; see gainsay help filters
    #[arg(value_name = FILTER, help_heading = None)]
    pub(super) words: Vec<String>,

    /// Those that somebody disputes: the claim, its attribution, or a document that carries it
    #[arg(long)]
    pub(super) disputed: bool,

    /// withdrawn, disputed, attribution-disputed, document-disputed, not-denied, undisputed
    #[arg(long, value_name = "STATUS", hide_possible_values = true, value_parser = PossibleValuesParser::new(Status::WORDS))]
    status: Vec<String>,

    /// new, checking, awaiting-reply, checked, dropped
    #[arg(long, value_name = "STAGE", hide_possible_values = true, value_parser = PossibleValuesParser::new(Stage::WORDS))]
    stage: Vec<String>,

    /// The label or bucket of the verdict that stands, or none
    #[arg(long, value_name = "LABEL")]
    verdict: Vec<String>,

    /// Who made the claim, or none
    #[arg(long, value_name = "SPEAKER")]
    by: Vec<String>,

    /// Who disputes it
    #[arg(long, value_name = "SPEAKER")]
    disputed_by: Vec<String>,

    /// A document in which something is said of it
    #[arg(long, value_name = "DOCUMENT")]
    document: Vec<String>,

    /// A tag, or none
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,

    /// Something was said of it on or after this day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Something was said of it on or before this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Those that nobody is on record as having made
    #[arg(long)]
    unsourced: bool,
}

impl FilterFlags {
    /// The flags and words as a filter, with notes as [`Which::wanted`] has them.
    ///
    /// # Errors
    /// As [`Which::wanted`].
    pub(super) fn filter(&self, session: &Session, store: &Store, notes: &mut Vec<String>) -> Result<Filter> {
        Ok(Filter {
            predicate: self.which.something(session, store, notes)?,
            sort: self.sort.as_deref().and_then(Sort::of).unwrap_or_default(),
            limit: self.limit,
            offset: self.offset,
        })
    }
}

impl Which {
    /// As [`Which::wanted`], where words that ask for nothing must not mean every claim.
    ///
    /// # Errors
    /// As [`Which::wanted`]; words of which none has a letter or digit.
    pub(super) fn something(&self, session: &Session, store: &Store, notes: &mut Vec<String>) -> Result<Predicate> {
        let wanted = self.wanted(session, store, notes)?;
        if wanted == Predicate::default() && !self.words.is_empty() {
            return Err(empty_filter());
        }
        Ok(wanted)
    }

    /// Takes the words at the beginning that are not more than words, and puts them behind a text.
    pub(super) fn take_plain(&mut self, mut text: String) -> String {
        let mut plain = self.words.iter().position(|word| may_be_denied(word)).unwrap_or(self.words.len());
        if plain > 0 && plain < self.words.len() && self.words[plain - 1] == "not" {
            plain -= 1;
        }
        for word in self.words.drain(..plain) {
            text.push(' ');
            text.push_str(&word);
        }
        text
    }

    /// Puts a word before those that were typed.
    pub(super) fn begin_with(&mut self, word: Option<String>) {
        self.words.splice(0..0, word);
    }

    /// What the flags and words ask for. What a date was taken for, where it was not typed as it is kept, goes into the notes.
    ///
    /// # Errors
    /// A date that cannot be read; as [`FilterReader::arguments`].
    pub(super) fn wanted(&self, session: &Session, store: &Store, notes: &mut Vec<String>) -> Result<Predicate> {
        let saved = |name: &str| Ok(store.saved_filter(name)?.filter);
        let mut reader = FilterReader::new(session.now, &saved);
        let mut all = Vec::new();
        all.extend(self.disputed.then_some(Predicate::Is(Condition::Disputed)));
        for (key, values) in [
            ("status", &self.status),
            ("stage", &self.stage),
            ("verdict", &self.verdict),
            ("by", &self.by),
            ("disputed-by", &self.disputed_by),
            ("document", &self.document),
            ("tag", &self.tag),
        ] {
            all.extend(reader.any(key, values)?);
        }
        all.extend(reader.said(self.since.as_deref(), self.until.as_deref())?);
        all.extend(self.unsourced.then_some(Predicate::Is(Condition::Unsourced)));
        all.push(reader.arguments(&self.words)?);
        notes.extend(reader.notes().into_iter().map(|note| format!("note: {note}")));
        Ok(Predicate::all(all))
    }
}

/// A command line in which `-tag:x` is `not tag:x`, as it may be written in a filter, so that it is not read as flags. Only
/// where it can be meant so: in a command that takes a filter, before `--`, and never for what may be a slip in a flag.
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
