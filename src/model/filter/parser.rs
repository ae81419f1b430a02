//! The parser of the filter language. Terms side by side must all hold, `or` means either, `not` and `-` negate, and
//! parentheses group.
//!
//! It accepts nearly everything: an operator without an operand is a word to search for, an unbalanced parenthesis is
//! ignored, and so is a word without a letter or digit.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use super::condition::{Condition, DateRange, Predicate, SearchWords};
use super::dates::DateReader;
use super::figures::joined_thousands;
use super::keys::{Key, Values};
use super::tokens::{FilterToken, Operator, no_such_key, refuse_too_long, tokens, tokens_of_arguments};
use crate::error::{Error, Result, Suggestion, terminal_or_page};

/// Maximum nesting of parentheses and saved filters.
const MAX_DEPTH: usize = 40;
/// Maximum number of values and words in a filter and its saved filters. SQLite limits the size of an expression.
const MAX_TERMS: usize = 400;

/// Parses filters, and collects notes for the user.
pub struct FilterReader<'a> {
    dates: DateReader,
    saved: &'a dyn Fn(&str) -> Result<String>,
    within: Vec<String>,
    depth: usize,
    count: usize,
}

impl<'a> FilterReader<'a> {
    /// Returns a reader for a local time, which relative dates start from. `saved` returns the text of a saved filter by name.
    pub fn new(now: NaiveDateTime, saved: &'a dyn Fn(&str) -> Result<String>) -> Self {
        Self { dates: DateReader::new(now), saved, within: Vec::new(), depth: 0, count: 0 }
    }

    /// Treats the text as part of the saved filter `name`, which it then must not refer to.
    #[must_use]
    pub fn within(mut self, name: &str) -> Self {
        self.within.push(name.to_string());
        self
    }

    /// Returns the notes, such as how a relative date was read.
    pub fn notes(self) -> Vec<String> {
        self.dates.notes
    }

    /// Parses a filter in one text.
    ///
    /// # Errors
    /// An unknown key, value or saved filter; an invalid date; a saved filter that refers to itself; too many terms.
    pub fn text(&mut self, text: &str) -> Result<Predicate> {
        self.parsed(tokens(text)?)
    }

    /// Parses a filter in arguments of the command line.
    ///
    /// # Errors
    /// As [`FilterReader::text`].
    pub fn arguments(&mut self, arguments: &[String]) -> Result<Predicate> {
        for key in arguments.iter().filter_map(|argument| Key::of(argument.strip_suffix(':')?)) {
            // The shell reads `said:>2021` as a redirection into the file 2021.
            let quoted =
                if matches!(key.values, Values::Dates | Values::Figures) { ", with quotes around < and >" } else { "" };
            self.dates.notes.push(format!(
                "{0}: is searched for as a word; write the value after it without a space{quoted}",
                key.word
            ));
        }
        self.parsed(tokens_of_arguments(arguments)?)
    }

    /// Parses a key with alternative values. Returns `None` without values.
    ///
    /// # Errors
    /// An invalid value.
    pub fn any(&mut self, key: &str, values: &[String]) -> Result<Option<Predicate>> {
        let key = Key::of(key).ok_or_else(|| no_such_key(key, ""))?;
        if values.is_empty() { Ok(None) } else { self.key(key, values).map(Some) }
    }

    /// Parses the range of dates of statements, if any end is given.
    ///
    /// # Errors
    /// An invalid date; an end before the start.
    pub fn said(&mut self, from: Option<&str>, to: Option<&str>) -> Result<Option<Predicate>> {
        if from.is_none() && to.is_none() {
            return Ok(None);
        }
        let from = from.map(|typed| self.dates.date(typed)).transpose()?;
        let to = to.map(|typed| self.dates.date(typed)).transpose()?;
        Ok(Some(Predicate::Is(Condition::Said(DateRange::new(from, to)?))))
    }

    fn key(&mut self, key: &Key, values: &[String]) -> Result<Predicate> {
        self.count(values.len())?;
        refuse_too_long(values.iter().map(String::as_str))?;
        let joined = if key.values == Values::Figures { joined_thousands(values) } else { Vec::new() };
        let values = if joined.is_empty() { values } else { &joined };
        let any = values
            .iter()
            .map(|value| Ok(Predicate::Is(key.condition(value, &mut self.dates)?)))
            .collect::<Result<Vec<_>>>()?;
        Ok(Predicate::any(any))
    }

    /// Parses a saved filter.
    fn saved(&mut self, name: &str) -> Result<Predicate> {
        self.count(1)?;
        if self.within.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            let circle: Vec<_> = self.within.iter().map(|name| format!("@{name}")).collect();
            return Err(Error::refused(format!(
                "a saved filter cannot refer to itself: {} → @{name}",
                circle.join(" → ")
            ))
            .hint(Suggestion::SavedFilters + " shows what they ask for"));
        }
        let text = (self.saved)(name)?;
        self.enter()?;
        self.within.push(name.to_string());
        let wanted = self.text(&text).map_err(|error| error.at(format!("in @{name}")))?;
        self.within.pop();
        self.leave();
        Ok(wanted)
    }

    fn count(&mut self, more: usize) -> Result<()> {
        self.count += more;
        if self.count <= MAX_TERMS {
            return Ok(());
        }
        Err(Error::usage(format!(
            "a filter can have at most {MAX_TERMS} values and words, including those of its saved filters"
        ))
        .hint("tag the claims, then filter by the tag"))
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(());
        }
        Err(Error::usage(format!("a filter can have at most {MAX_DEPTH} nested parentheses"))
            .hint("remove parentheses that are not needed"))
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn parsed(&mut self, mut tokens: Vec<FilterToken>) -> Result<Predicate> {
        drop_unbalanced(&mut tokens);
        let mut parser = Parser { reader: self, tokens, at: 0 };
        Ok(parser.any_of()?.unwrap_or_default())
    }
}

/// Removes unbalanced parentheses.
fn drop_unbalanced(tokens: &mut Vec<FilterToken>) {
    let mut open = Vec::new();
    let mut lonely = HashSet::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            FilterToken::Open => open.push(at),
            FilterToken::Close if open.pop().is_none() => {
                lonely.insert(at);
            }
            _ => {}
        }
    }
    lonely.extend(open);
    let mut places = 0..;
    tokens.retain(|_| !places.next().is_some_and(|at| lonely.contains(&at)));
}

/// A recursive-descent parser over tokens with balanced parentheses. A method returns `None` for an empty expression.
struct Parser<'r, 'a> {
    reader: &'r mut FilterReader<'a>,
    tokens: Vec<FilterToken>,
    at: usize,
}

impl Parser<'_, '_> {
    fn any_of(&mut self) -> Result<Option<Predicate>> {
        let mut any = Vec::new();
        any.extend(self.all_of()?);
        while self.joins(Operator::Or) {
            self.at += 1;
            any.extend(self.all_of()?);
        }
        Ok((!any.is_empty()).then(|| Predicate::any(any)))
    }

    fn all_of(&mut self) -> Result<Option<Predicate>> {
        let mut all = Vec::new();
        all.extend(self.negation()?);
        while !matches!(self.tokens.get(self.at), None | Some(FilterToken::Close)) && !self.joins(Operator::Or) {
            self.at += usize::from(self.joins(Operator::And));
            all.extend(self.negation()?);
        }
        Ok((!all.is_empty()).then(|| Predicate::all(all)))
    }

    fn negation(&mut self) -> Result<Option<Predicate>> {
        let mut not = false;
        while matches!(self.tokens.get(self.at), Some(FilterToken::Minus)) || self.joins(Operator::Not) {
            not = !not;
            self.at += 1;
        }
        let term = self.term()?;
        Ok(if not { term.map(|term| Predicate::Not(Box::new(term))) } else { term })
    }

    fn term(&mut self) -> Result<Option<Predicate>> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Ok(None) };
        if matches!(token, FilterToken::Close) {
            return Ok(None);
        }
        self.at += 1;
        match token {
            FilterToken::Key(key, values) => match self.reader.key(key, &values) {
                // A value with letters is probably not meant as a date.
                Err(error) if key.values == Values::Dates && values.concat().contains(char::is_alphabetic) => {
                    let hint = error.hint_sentence();
                    let typed = format!("{}:{}", key.word, values.join(","));
                    let words = terminal_or_page(format!("'\"{typed}\"'"), format!("\"{typed}\""));
                    Err(error.hint(hint + "; " + words + " searches for the words"))
                }
                read => read.map(Some),
            },
            FilterToken::Saved(name) => self.reader.saved(&name).map(Some),
            FilterToken::Words(words) => self.words(words),
            FilterToken::Operator(_, word) => {
                self.reader.dates.notes.push(format!("“{word}” has nothing to join, so it is searched for as a word"));
                self.words(SearchWords { text: word, phrase: false, prefix: false })
            }
            FilterToken::Open => {
                self.reader.enter()?;
                let inside = self.any_of()?;
                self.reader.leave();
                self.at += 1;
                Ok(inside)
            }
            FilterToken::Minus | FilterToken::Close => Ok(None),
        }
    }

    fn words(&mut self, words: SearchWords) -> Result<Option<Predicate>> {
        if !words.text.contains(char::is_alphanumeric) {
            return Ok(None);
        }
        self.reader.count(1)?;
        Ok(Some(Predicate::Is(Condition::Words(words))))
    }

    /// Whether the next token is this operator and an operand follows.
    fn joins(&self, operator: Operator) -> bool {
        matches!(self.tokens.get(self.at), Some(FilterToken::Operator(known, _)) if *known == operator)
            && !matches!(self.tokens.get(self.at + 1), None | Some(FilterToken::Close))
    }
}

#[cfg(test)]
mod tests;
