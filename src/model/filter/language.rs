//! The filter language: words side by side must all hold, `or` means either, `not` and `-` turn round, parentheses group.
//! Like all that is typed freely it forgives: an operator that has nothing to join is a word, a parenthesis without its
//! other half is punctuation, and a word without a letter or digit says nothing.

use std::collections::HashSet;

use chrono::NaiveDateTime;

use super::tokens::{Operator, Token, key, no_such_key, tokens, tokens_of_argument, written};
use super::{Condition, Days, Key, Values, Wanted, Words};
use crate::error::{Error, Result, Suggestion, terminal_or_page};
use crate::model::Date;

/// How deep parentheses and saved filters may lie within each other.
const DEEPEST: usize = 40;
/// How many values and words a filter may have, with those of the saved filters in it: SQLite has a limit on expressions.
const MOST: usize = 400;

/// What a filter is read with, and what was noticed in reading.
pub struct Reader<'a> {
    now: NaiveDateTime,
    saved: &'a dyn Fn(&str) -> Result<String>,
    within: Vec<String>,
    depth: usize,
    count: usize,
    notes: Vec<String>,
}

impl<'a> Reader<'a> {
    /// Reads filters at a local time, by which "yesterday" is understood, in a book whose saved filters `saved` gives by name.
    pub fn new(now: NaiveDateTime, saved: &'a dyn Fn(&str) -> Result<String>) -> Self {
        Self { now, saved, within: Vec::new(), depth: 0, count: 0, notes: Vec::new() }
    }

    /// Reads as if within the saved filter of a name, which then must not be meant.
    #[must_use]
    pub fn within(mut self, name: &str) -> Self {
        self.within.push(name.to_string());
        self
    }

    /// What a person should know: what a date was taken for that was not typed as it is kept.
    pub fn notes(self) -> Vec<String> {
        self.notes
    }

    /// Reads a filter that was written as one text.
    ///
    /// # Errors
    /// A key, a value of a closed vocabulary, or a saved filter that is not known; a date that cannot be read; a saved filter
    /// that means itself; more than can be asked at once.
    pub fn text(&mut self, text: &str) -> Result<Wanted> {
        self.parsed(tokens(text)?)
    }

    /// Reads a filter that was written as arguments of a command line.
    ///
    /// # Errors
    /// As [`Reader::text`].
    pub fn arguments(&mut self, arguments: &[String]) -> Result<Wanted> {
        for key in arguments.iter().filter_map(|argument| Key::of(argument.strip_suffix(':')?)) {
            // The shell takes `said:>2021` for an order to write into the file 2021.
            let quoted = if key.values == Values::Dates { ", with quotes around < and >" } else { "" };
            self.notes.push(format!("{0}: is a word here; a value follows it without a space{quoted}", key.word));
        }
        self.parsed(tokens_of_arguments(arguments)?)
    }

    /// Reads a key with values of which any is meant; none is none asked for.
    ///
    /// # Errors
    /// A value that cannot be one of the key.
    pub fn any(&mut self, key: &str, values: &[String]) -> Result<Option<Wanted>> {
        let key = Key::of(key).ok_or_else(|| no_such_key(key, ""))?;
        if values.is_empty() { Ok(None) } else { self.key(key, values).map(Some) }
    }

    /// Reads the days from one date to another, if any is given.
    ///
    /// # Errors
    /// A date that cannot be read; an end before the beginning.
    pub fn said(&mut self, from: Option<&str>, to: Option<&str>) -> Result<Option<Wanted>> {
        if from.is_none() && to.is_none() {
            return Ok(None);
        }
        let from = from.map(|typed| self.date(typed)).transpose()?;
        let to = to.map(|typed| self.date(typed)).transpose()?;
        Ok(Some(Wanted::Is(Condition::Said(Days::new(from, to)?))))
    }

    /// Reads a date.
    pub(super) fn date(&mut self, typed: &str) -> Result<Date> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Error::usage("a date is missing").hint("as in said:2021-11 or said:>=2021-11"));
        }
        let date = Date::read(typed, self.now).map_err(|error| Error::usage(error.to_string()).hint(error.hint()))?;
        if date.as_str() != typed {
            self.notes.push(format!("{typed} is {date}"));
        }
        Ok(date)
    }

    fn key(&mut self, key: &Key, values: &[String]) -> Result<Wanted> {
        self.count(values.len())?;
        let any = values.iter().map(|value| Ok(Wanted::Is(key.condition(value, self)?))).collect::<Result<Vec<_>>>()?;
        Ok(Wanted::any(any))
    }

    /// What a saved filter means.
    fn saved(&mut self, name: &str) -> Result<Wanted> {
        self.count(1)?;
        if self.within.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            let circle: Vec<_> = self.within.iter().map(|name| format!("@{name}")).collect();
            return Err(Error::refused(format!("a saved filter cannot mean itself: {} → @{name}", circle.join(" → ")))
                .hint(Suggestion::SavedFilters + " shows what each of them means"));
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
        if self.count <= MOST {
            return Ok(());
        }
        Err(Error::usage(format!("a filter may have {MOST} values and words, with those of the saved filters in it"))
            .hint("a tag on the claims may say the same in one"))
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        Err(Error::usage(format!("a filter may have {DEEPEST} parentheses within each other"))
            .hint("leave out those that change nothing"))
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn parsed(&mut self, mut tokens: Vec<Token>) -> Result<Wanted> {
        drop_unbalanced(&mut tokens);
        let mut parser = Parser { reader: self, tokens, at: 0 };
        Ok(parser.either()?.unwrap_or_default())
    }
}

/// Arguments of a command line as one text, as a filter is kept.
///
/// # Errors
/// A key that is not known.
pub fn as_kept(arguments: &[String]) -> Result<String> {
    Ok(written(&tokens_of_arguments(arguments)?))
}

/// Whether a word can be the name of a saved filter: letters, digits, `-` and `_`, and no `-` at the beginning.
pub fn is_name(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && word.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// Whether an argument that begins with `-` and this term can only be meant as a term that is denied.
pub fn may_be_denied(term: &str) -> bool {
    matches!(key(term), Ok(Some(_))) || term.strip_prefix('@').is_some_and(is_name) || term.starts_with(['"', '“', '('])
}

/// Whether an argument can hardly be anything but the beginning of a filter.
pub fn begins_filter(argument: &str) -> bool {
    let term = argument.strip_prefix('-').unwrap_or(argument);
    may_be_denied(term) || matches!(tokens(argument).as_deref(), Ok([Token::Operator(..)]))
}

fn tokens_of_arguments(arguments: &[String]) -> Result<Vec<Token>> {
    let mut all = Vec::new();
    for argument in arguments {
        all.extend(tokens_of_argument(argument)?);
    }
    Ok(all)
}

/// Takes out the parentheses that have no other half.
fn drop_unbalanced(tokens: &mut Vec<Token>) {
    let mut open = Vec::new();
    let mut lonely = HashSet::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => open.push(at),
            Token::Close if open.pop().is_none() => {
                lonely.insert(at);
            }
            _ => {}
        }
    }
    lonely.extend(open);
    let mut places = 0..;
    tokens.retain(|_| !places.next().is_some_and(|at| lonely.contains(&at)));
}

/// A descent over tokens whose parentheses are balanced. Each step gives nothing where nothing was asked for.
struct Parser<'r, 'a> {
    reader: &'r mut Reader<'a>,
    tokens: Vec<Token>,
    at: usize,
}

impl Parser<'_, '_> {
    fn either(&mut self) -> Result<Option<Wanted>> {
        let mut any = Vec::new();
        any.extend(self.all()?);
        while self.joins(Operator::Or) {
            self.at += 1;
            any.extend(self.all()?);
        }
        Ok((!any.is_empty()).then(|| Wanted::any(any)))
    }

    fn all(&mut self) -> Result<Option<Wanted>> {
        let mut all = Vec::new();
        all.extend(self.one()?);
        while !matches!(self.tokens.get(self.at), None | Some(Token::Close)) && !self.joins(Operator::Or) {
            self.at += usize::from(self.joins(Operator::And));
            all.extend(self.one()?);
        }
        Ok((!all.is_empty()).then(|| Wanted::all(all)))
    }

    fn one(&mut self) -> Result<Option<Wanted>> {
        let mut not = false;
        while matches!(self.tokens.get(self.at), Some(Token::Minus)) || self.joins(Operator::Not) {
            not = !not;
            self.at += 1;
        }
        let one = self.term()?;
        Ok(if not { one.map(|one| Wanted::Not(Box::new(one))) } else { one })
    }

    fn term(&mut self) -> Result<Option<Wanted>> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Ok(None) };
        if matches!(token, Token::Close) {
            return Ok(None);
        }
        self.at += 1;
        match token {
            Token::Key(key, values) => match self.reader.key(key, &values) {
                // Letters are hardly meant as a date.
                Err(error) if key.values == Values::Dates && values.concat().contains(char::is_alphabetic) => {
                    let hint = error.hint_sentence();
                    let typed = format!("{}:{}", key.word, values.join(","));
                    let words = terminal_or_page(format!("'\"{typed}\"'"), format!("\"{typed}\""));
                    Err(error.hint(hint + "; " + words + " looks for the words"))
                }
                read => read.map(Some),
            },
            Token::Saved(name) => self.reader.saved(&name).map(Some),
            Token::Words(words) => self.words(words),
            Token::Operator(_, word) => {
                self.reader.notes.push(format!("“{word}” has nothing to join, and is a word to look for"));
                self.words(Words { text: word, phrase: false, prefix: false })
            }
            Token::Open => {
                self.reader.enter()?;
                let inside = self.either()?;
                self.reader.leave();
                self.at += 1;
                Ok(inside)
            }
            Token::Minus | Token::Close => Ok(None),
        }
    }

    fn words(&mut self, words: Words) -> Result<Option<Wanted>> {
        if !words.text.contains(char::is_alphanumeric) {
            return Ok(None);
        }
        self.reader.count(1)?;
        Ok(Some(Wanted::Is(Condition::Words(words))))
    }

    /// Whether the next token is an operator that has something to join after it.
    fn joins(&self, operator: Operator) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Operator(known, _)) if *known == operator)
            && !matches!(self.tokens.get(self.at + 1), None | Some(Token::Close))
    }
}

#[cfg(test)]
mod tests;
