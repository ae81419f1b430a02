//! The tokens of the filter language. A character that cannot be syntax is part of a word. The only error is an unknown
//! key: `word:value` with a word that is no key.

use std::fmt;

use super::condition::SearchWords;
use super::keys::{KEYS, Key, Values, is_none};
use crate::error::{Error, Result, Sentence, Suggestion, terminal_or_page};
use crate::text::suggest::did_you_mean;

/// A token of a filter.
#[derive(Clone, Debug)]
pub(super) enum FilterToken {
    Open,
    Close,
    /// `-` before a term.
    Minus,
    /// `and`, `or` or `not`, with the word as typed.
    Operator(Operator, String),
    /// A key and its alternative values.
    Key(&'static Key, Vec<String>),
    /// The name of a saved filter.
    Saved(String),
    Words(SearchWords),
}

/// A logical operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
}

impl Operator {
    fn of(word: &str) -> Option<Self> {
        let all = [("and", Self::And), ("or", Self::Or), ("not", Self::Not)];
        all.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, operator)| operator)
    }

    /// Returns the operator right before a parenthesis, as in `not(…)`.
    fn before_parenthesis(text: &str) -> Option<(&str, Self)> {
        let (word, rest) = text.split_at(letters(text));
        rest.starts_with('(').then(|| Some((word, Self::of(word)?)))?
    }
}

/// Splits a text into tokens.
///
/// # Errors
/// An unknown key.
pub(super) fn tokens(text: &str) -> Result<Vec<FilterToken>> {
    refuse_too_long([text])?;
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        tokens.push(token(&mut rest)?);
        rest = rest.trim_start();
    }
    Ok(tokens)
}

/// Splits one argument of the command line into tokens. The shell has removed the quotation marks around a value: the argument
/// `by:Qirjako Qirko` means `by:"Qirjako Qirko"`.
///
/// # Errors
/// As [`tokens`].
fn tokens_of_argument(argument: &str) -> Result<Vec<FilterToken>> {
    let argument = argument.trim();
    let (minus, term) = match argument.strip_prefix('-') {
        Some(term) => (Some(FilterToken::Minus), term),
        None => (None, argument),
    };
    match key(term) {
        Ok(Some((key, value))) if is_one_value(key, value) => {
            let mut values: Vec<String> = Vec::new();
            for part in value.split(',').filter(|part| !part.trim().is_empty()) {
                match values.last_mut() {
                    // A comma before a space is part of a name.
                    Some(last) if part.starts_with(char::is_whitespace) => last.push_str(&format!(",{part}")),
                    _ => values.push(part.to_string()),
                }
            }
            Ok(minus.into_iter().chain([FilterToken::Key(key, values)]).collect())
        }
        _ => tokens(argument),
    }
}

/// Whether everything after a key in an argument is its value: it has spaces and no syntax of the language. A lower-case
/// `and` counts as part of a name: Marks and Spencer.
fn is_one_value(key: &Key, value: &str) -> bool {
    let of_language = |word: &str| {
        (Operator::of(word).is_some() && word != "and")
            || word.starts_with(['-', '@'])
            || self::key(word).is_ok_and(|key| key.is_some())
    };
    !matches!(key.values, Values::Words(_))
        && value.contains(char::is_whitespace)
        && !value.contains(['"', '“', '(', ')'])
        && !value.split_whitespace().any(of_language)
}

fn token(rest: &mut &str) -> Result<FilterToken> {
    let text = *rest;
    let after = |signs: usize| text.get(signs..).unwrap_or_default();
    if text.starts_with('(') || text.starts_with(')') {
        *rest = after(1);
        return Ok(if text.starts_with('(') { FilterToken::Open } else { FilterToken::Close });
    }
    if after(1).starts_with(|next: char| !next.is_whitespace() && !matches!(next, '-' | ')')) && text.starts_with('-') {
        *rest = after(1);
        return Ok(FilterToken::Minus);
    }
    if let Some(phrase) = quoted(rest) {
        let prefix = rest.starts_with('*');
        *rest = rest.strip_prefix('*').unwrap_or(rest);
        return Ok(FilterToken::Words(SearchWords { text: phrase, phrase: true, prefix }));
    }
    if let Some((key, value)) = key(text)? {
        *rest = value;
        return Ok(FilterToken::Key(key, values(rest)));
    }
    if let Some((word, operator)) = Operator::before_parenthesis(text) {
        *rest = after(word.len());
        return Ok(FilterToken::Operator(operator, word.to_string()));
    }
    let word = plain(rest, &[]);
    if let Some(name) = word.strip_prefix('@').filter(|name| is_name(name)) {
        return Ok(FilterToken::Saved(name.to_string()));
    }
    if let Some(operator) = Operator::of(word) {
        return Ok(FilterToken::Operator(operator, word.to_string()));
    }
    let begin = word.strip_suffix('*');
    Ok(FilterToken::Words(SearchWords {
        text: begin.unwrap_or(word).to_string(),
        phrase: false,
        prefix: begin.is_some(),
    }))
}

/// Returns arguments of the command line as one text, the form in which a filter is saved.
///
/// # Errors
/// An unknown key.
pub fn as_kept(arguments: &[String]) -> Result<String> {
    Ok(to_text(&tokens_of_arguments(arguments)?))
}

/// Whether a word is a valid name of a saved filter: letters, digits, `-` and `_`, without a leading `-`.
pub fn is_name(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && word.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
}

/// Whether `-` and this term can only be a negated term of a filter, and not a flag.
pub fn may_be_denied(term: &str) -> bool {
    matches!(key(term), Ok(Some(_))) || term.strip_prefix('@').is_some_and(is_name) || term.starts_with(['"', '“', '('])
}

/// Whether an argument looks like the start of a filter.
pub fn begins_filter(argument: &str) -> bool {
    let term = argument.strip_prefix('-').unwrap_or(argument);
    may_be_denied(term) || matches!(tokens(argument).as_deref(), Ok([FilterToken::Operator(..)]))
}

pub(super) fn tokens_of_arguments(arguments: &[String]) -> Result<Vec<FilterToken>> {
    refuse_too_long(arguments.iter().map(String::as_str))?;
    let mut all = Vec::new();
    for argument in arguments {
        all.extend(tokens_of_argument(argument)?);
    }
    Ok(all)
}

/// Returns the length in bytes of the letters and hyphens that a text starts with. No look-up of a key or an operator reads
/// beyond them, so that the time to read a filter grows with its length.
fn letters(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(text.len())
}

/// Maximum length of a filter, in bytes.
const MAX_BYTES: usize = 50_000;

/// Refuses a filter that is too long.
pub(super) fn refuse_too_long<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<()> {
    if texts.into_iter().map(str::len).sum::<usize>() <= MAX_BYTES {
        return Ok(());
    }
    Err(Error::usage("a filter can have at most 50,000 letters and signs")
        .hint("tag the claims, then filter by the tag"))
}

/// Returns the key that a text starts with, and the rest. A key has letters and hyphens; its value follows the colon directly.
fn key(text: &str) -> Result<Option<(&'static Key, &str)>> {
    let (word, rest) = text.split_at(letters(text));
    let Some(value) = rest.strip_prefix(':') else { return Ok(None) };
    let is_word = word.starts_with(char::is_alphabetic);
    let is_value =
        !value.starts_with("//") && value.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ':' | ',' | ')'));
    if !is_word || !is_value {
        return Ok(None);
    }
    Key::of(word).map(|key| Some((key, value))).ok_or_else(|| no_such_key(word, value))
}

/// Returns the error for an unknown key, with a hint.
pub(super) fn no_such_key(word: &str, value: &str) -> Error {
    let value = plain(&mut { value }, &[]);
    // Lists call the number of a claim "id".
    let like = if word == "id" { Some("claim") } else { did_you_mean(word, KEYS.iter().map(|key| key.word)) };
    let like = like.map_or_else(String::new, |like| format!("did you mean {like}:{value}? "));
    Error::usage(format!("no such key: {word}:")).hint(
        Sentence::from(like)
            + Suggestion::Filters
            + " lists the keys; "
            + terminal_or_page(format!("'\"{word}:{value}\"'"), format!("\"{word}:{value}\""))
            + " searches for the words",
    )
}

/// Takes the values after a key. They are plain or quoted, and separated by commas.
fn values(rest: &mut &str) -> Vec<String> {
    let mut values = Vec::new();
    loop {
        let value = value(rest);
        if !value.is_empty() || !rest.starts_with(',') {
            values.push(value);
        }
        let goes_on = |more: &&str| more.starts_with(|c: char| !c.is_whitespace() && c != ')');
        let Some(more) = rest.strip_prefix(',').filter(goes_on) else {
            *rest = rest.trim_start_matches(',');
            return values;
        };
        *rest = more;
    }
}

/// Takes one value. A part of it can be quoted: `>="18 Nov 2021"`.
fn value(rest: &mut &str) -> String {
    let mut value = String::new();
    loop {
        match (quoted(rest), plain(rest, &[',', '"', '“'])) {
            (None, "") => return value,
            // "none" in quotation marks is the word itself, and keeps them.
            (Some(inside), "") if value.is_empty() && is_none(&inside) => value = format!("\"{inside}\""),
            (inside, plain) => value.push_str(&(inside.unwrap_or_default() + plain)),
        }
    }
}

/// Takes a quoted text, if one starts here. Without a closing mark it ends with the filter.
fn quoted<'a>(rest: &mut &'a str) -> Option<String> {
    let text: &'a str = rest;
    let (inside, end) = match text.strip_prefix('"') {
        Some(inside) => (inside, '"'),
        None => (text.strip_prefix('“')?, '”'),
    };
    let (inside, after) = inside.split_once(end).unwrap_or((inside, ""));
    *rest = after;
    Some(inside.to_string())
}

/// Takes everything up to a space, an unbalanced closing parenthesis, or one of the characters in `ends`.
fn plain<'a>(rest: &mut &'a str, ends: &[char]) -> &'a str {
    let text: &'a str = rest;
    let mut open = 0_usize;
    let end = text.find(|c: char| {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return true,
            ')' => open -= 1,
            _ => {}
        }
        c.is_whitespace() || ends.contains(&c)
    });
    let (plain, after) = text.split_at(end.unwrap_or(text.len()));
    *rest = after;
    plain
}

/// Writes tokens as a text that is parsed into the same tokens.
fn to_text(tokens: &[FilterToken]) -> String {
    let mut text = String::new();
    let mut before: Option<&FilterToken> = None;
    for token in tokens {
        let beside = match (before, token) {
            // A word that contains an opening parenthesis would swallow the closing one.
            (Some(FilterToken::Words(words)), FilterToken::Close) => !words.text.contains('('),
            (None | Some(FilterToken::Open | FilterToken::Minus), _) | (Some(_), FilterToken::Close) => true,
            _ => false,
        };
        text.push_str(if beside { "" } else { " " });
        text.push_str(&token.to_string());
        before = Some(token);
    }
    text
}

impl fmt::Display for FilterToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("("),
            Self::Close => f.write_str(")"),
            Self::Minus => f.write_str("-"),
            Self::Operator(_, word) => f.write_str(word),
            Self::Saved(name) => write!(f, "@{name}"),
            Self::Words(words) => {
                let star = if words.prefix { "*" } else { "" };
                let text = if words.phrase { in_quotes(&words.text) } else { words.text.clone() };
                write!(f, "{text}{star}")
            }
            Self::Key(key, values) => {
                let values: Vec<_> = values.iter().map(|value| value_written(value)).collect();
                write!(f, "{}:{}", key.word, values.join(","))
            }
        }
    }
}

fn value_written(value: &str) -> String {
    if value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).is_some_and(is_none) {
        return value.to_string();
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“');
    let plain = !value.contains(ends) && !value.starts_with(['/', ':']) && !value.is_empty();
    if plain { value.to_string() } else { in_quotes(value) }
}

fn in_quotes(text: &str) -> String {
    match (text.contains('"'), text.contains('”')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("“{text}”"),
        // Only a value can have both kinds of quotation marks.
        (true, true) => format!("\"{}\"", text.replace('"', "\"“\"”\"")),
    }
}
