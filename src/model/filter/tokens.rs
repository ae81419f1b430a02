//! The filter language as tokens. What somebody types may always be meant as plain words: where a sign cannot be a sign of
//! the language it is a part of a word, and only `word:value` with an unknown word is an error.

use std::fmt;

use super::{KEYS, Key, Values, Words};
use crate::error::{Error, Result, Sentence, Suggestion, terminal_or_page};
use crate::text::similar::did_you_mean;

/// The smallest part of a filter that means something.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Open,
    Close,
    /// `-` before a term.
    Minus,
    /// `and`, `or`, `not`, as typed.
    Operator(Operator, String),
    /// A key and its values, any of which is meant.
    Key(&'static Key, Vec<String>),
    /// The name of a saved filter.
    Saved(String),
    Words(Words),
}

/// A word that joins or turns round what is beside it.
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

    /// The operator of `not(…)`.
    fn before_parenthesis(text: &str) -> Option<(&str, Self)> {
        let (word, _) = text.split_once('(')?;
        Some((word, Self::of(word)?))
    }
}

/// The tokens of a text.
///
/// # Errors
/// A key that is not known.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        tokens.push(token(&mut rest)?);
        rest = rest.trim_start();
    }
    Ok(tokens)
}

/// The tokens of one argument of a command line. The shell has taken quotes away that stood around a value: an argument
/// `by:Qirjako Qirko` is `by:"Qirjako Qirko"`.
///
/// # Errors
/// As [`tokens`].
pub(super) fn tokens_of_argument(argument: &str) -> Result<Vec<Token>> {
    let argument = argument.trim();
    let (minus, term) = match argument.strip_prefix('-') {
        Some(term) => (Some(Token::Minus), term),
        None => (None, argument),
    };
    match key(term) {
        Ok(Some((key, value))) if is_one_value(key, value) => {
            let mut values: Vec<String> = Vec::new();
            for part in value.split(',').filter(|part| !part.trim().is_empty()) {
                match values.last_mut() {
                    // A comma with a space after it is one of a name.
                    Some(last) if part.starts_with(char::is_whitespace) => last.push_str(&format!(",{part}")),
                    _ => values.push(part.to_string()),
                }
            }
            Ok(minus.into_iter().chain([Token::Key(key, values)]).collect())
        }
        _ => tokens(argument),
    }
}

/// Whether what follows a key in an argument is all of it the value: it has spaces, and nothing of the language. An `and`
/// in small letters is taken for a part of a name: Marks and Spencer.
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

fn token(rest: &mut &str) -> Result<Token> {
    let text = *rest;
    let after = |signs: usize| text.get(signs..).unwrap_or_default();
    if text.starts_with('(') || text.starts_with(')') {
        *rest = after(1);
        return Ok(if text.starts_with('(') { Token::Open } else { Token::Close });
    }
    if after(1).starts_with(|next: char| !next.is_whitespace() && !matches!(next, '-' | ')')) && text.starts_with('-') {
        *rest = after(1);
        return Ok(Token::Minus);
    }
    if let Some(phrase) = quoted(rest) {
        let prefix = rest.starts_with('*');
        *rest = rest.strip_prefix('*').unwrap_or(rest);
        return Ok(Token::Words(Words { text: phrase, phrase: true, prefix }));
    }
    if let Some((key, value)) = key(text)? {
        *rest = value;
        return Ok(Token::Key(key, values(rest)));
    }
    if let Some((word, operator)) = Operator::before_parenthesis(text) {
        *rest = after(word.len());
        return Ok(Token::Operator(operator, word.to_string()));
    }
    let word = plain(rest, &[]);
    if let Some(name) = word.strip_prefix('@').filter(|name| super::is_name(name)) {
        return Ok(Token::Saved(name.to_string()));
    }
    if let Some(operator) = Operator::of(word) {
        return Ok(Token::Operator(operator, word.to_string()));
    }
    let begin = word.strip_suffix('*');
    Ok(Token::Words(Words { text: begin.unwrap_or(word).to_string(), phrase: false, prefix: begin.is_some() }))
}

/// The key that a text begins with, and what follows. A key is of letters and hyphens, with a value right after its colon.
pub(super) fn key(text: &str) -> Result<Option<(&'static Key, &str)>> {
    let Some((word, value)) = text.split_once(':') else { return Ok(None) };
    let is_word = word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_value =
        !value.starts_with("//") && value.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ':' | ',' | ')'));
    if !is_word || !is_value {
        return Ok(None);
    }
    Key::of(word).map(|key| Some((key, value))).ok_or_else(|| no_such_key(word, value))
}

/// That a key is not known, with what may help.
pub(super) fn no_such_key(word: &str, value: &str) -> Error {
    let value = plain(&mut { value }, &[]);
    // The number of a claim is called id in lists.
    let like = if word == "id" { Some("claim") } else { did_you_mean(word, KEYS.iter().map(|key| key.word)) };
    let like = like.map_or_else(String::new, |like| format!("did you mean {like}:{value}? "));
    Error::usage(format!("no such key: {word}:")).hint(
        Sentence::from(like)
            + Suggestion::Filters
            + " lists the keys; "
            + terminal_or_page(format!("'\"{word}:{value}\"'"), format!("\"{word}:{value}\""))
            + " looks for the words",
    )
}

/// Takes the values after a key: plain or quoted, with commas between.
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

/// Takes one value; quotes may stand around a part of it: `>="18 Nov 2021"`.
fn value(rest: &mut &str) -> String {
    let mut value = String::new();
    loop {
        match (quoted(rest), plain(rest, &[',', '"', '“'])) {
            (None, "") => return value,
            (inside, plain) => value.push_str(&(inside.unwrap_or_default() + plain)),
        }
    }
}

/// Takes a quoted text, if one begins here; without a closing quote it goes on to the end.
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

/// Takes what goes on to the next space, to a parenthesis that was not opened in it, or to one of the given signs.
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

/// The tokens as a text that has these tokens.
pub(super) fn written(tokens: &[Token]) -> String {
    let mut text = String::new();
    let mut before: Option<&Token> = None;
    for token in tokens {
        let beside = match (before, token) {
            // A word with a parenthesis in it would take another one along.
            (Some(Token::Words(words)), Token::Close) => !words.text.contains('('),
            (None | Some(Token::Open | Token::Minus), _) | (Some(_), Token::Close) => true,
            _ => false,
        };
        text.push_str(if beside { "" } else { " " });
        text.push_str(&token.to_string());
        before = Some(token);
    }
    text
}

impl fmt::Display for Token {
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
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“');
    let plain = !value.contains(ends) && !value.starts_with(['/', ':']) && !value.is_empty();
    if plain { value.to_string() } else { in_quotes(value) }
}

fn in_quotes(text: &str) -> String {
    match (text.contains('"'), text.contains('”')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("“{text}”"),
        // Only a value can have both, and its quotes may change on the way.
        (true, true) => format!("\"{}\"", text.replace('"', "\"“\"”\"")),
    }
}
