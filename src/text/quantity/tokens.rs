//! Splits a text into words, numbers and punctuation marks.

use rust_decimal::Decimal;

use super::digits::{self, DecimalSign, DigitNumber};
use super::letters::{char_at, is_letter, run, word_end};
use super::term::{self, Term};
use super::vocabulary::QuantityWords;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TokenKind {
    Word(Term),
    /// A number in digits. `digits` is their number if there is nothing else, or 0.
    Number {
        value: Decimal,
        digits: u8,
    },
    Mark(char),
    /// An address, a handle or a number that is too large.
    Junk,
}

/// A word, number or mark, with its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuantityToken {
    /// First byte.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// A text and its tokens. Positions outside the text are allowed and empty.
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// The words of its language; none for English.
    vocabulary: Option<&'static QuantityWords>,
    list: Vec<QuantityToken>,
    /// The byte up to which groups of digits do not make one number.
    loose_to: usize,
}

impl<'a> Tokens<'a> {
    /// Splits a text.
    pub(super) fn of(text: &'a str, vocabulary: Option<&'static QuantityWords>) -> Self {
        let mut tokens = Self { text, vocabulary, list: Vec::with_capacity(text.len() / 4 + 4), loose_to: 0 };
        let (mut at, mut chunk, mut chunk_read) = (0, 0, 0);
        let mut spaced = true;
        while let Some(c) = char_at(text, at) {
            if c.is_whitespace() {
                let end = run(text, at, char::is_whitespace);
                if text[at..end].bytes().filter(|&b| b == b'\n').nth(1).is_some() {
                    tokens.list.push(QuantityToken { start: at, end, spaced: true, kind: TokenKind::Mark('¶') });
                }
                (at, chunk, spaced) = (end, end, true);
                continue;
            }
            if c.is_ascii_digit() && at >= chunk_read {
                chunk_read = run(text, at, |c| !c.is_whitespace());
                if is_address(&text[chunk..chunk_read]) {
                    tokens.list.push(QuantityToken { start: at, end: chunk_read, spaced, kind: TokenKind::Junk });
                    at = chunk_read;
                    continue;
                }
            }
            let (end, kind) = tokens.one(at, c, spaced);
            tokens.list.push(QuantityToken { start: at, end, spaced, kind });
            (at, spaced) = (end, false);
        }
        tokens
    }

    /// Reads the token that starts at a byte.
    fn one(&mut self, at: usize, c: char, spaced: bool) -> (usize, TokenKind) {
        let next = at + c.len_utf8();
        if is_letter(c) {
            let (end, term) = if let Some(vocabulary) = self.vocabulary {
                vocabulary.phrase(self.text, at)
            } else {
                let end = word_end(self.text, at);
                (end, Term::of(&self.text[at..end]))
            };
            return (end, TokenKind::Word(term));
        }
        let before = self.list.last().map(|token| token.kind);
        let may_lead = spaced || matches!(before, Some(TokenKind::Mark(mark)) if term::currency(mark).is_some());
        let leading_point = c == '.' && may_lead && char_at(self.text, next).is_some_and(|c| c.is_ascii_digit());
        if !c.is_ascii_digit() && !leading_point {
            return (next, TokenKind::Mark(c));
        }
        let DigitNumber { end, value, loose_to, digits } =
            digits::read(self.text, at, self.loose_to, self.decimal_sign());
        self.loose_to = loose_to;
        (end, value.map_or(TokenKind::Junk, |value| TokenKind::Number { value, digits }))
    }

    /// Whether the text is in another language than English.
    pub(super) fn is_foreign(&self) -> bool {
        self.vocabulary.is_some()
    }

    fn decimal_sign(&self) -> DecimalSign {
        match self.vocabulary {
            None => DecimalSign::Point,
            Some(vocabulary) if vocabulary.has_decimal_comma() => DecimalSign::Comma,
            Some(_) => DecimalSign::Either,
        }
    }

    /// Returns the number of tokens.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the kind of a token.
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.list.get(at).map(|token| token.kind)
    }

    /// Returns the meaning of a token that is a word.
    pub(super) fn term(&self, at: usize) -> Option<Term> {
        if let Some(TokenKind::Word(term)) = self.kind(at) { Some(term) } else { None }
    }

    /// Returns the character of a token that is a punctuation mark.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        if let Some(TokenKind::Mark(mark)) = self.kind(at) { Some(mark) } else { None }
    }

    /// Whether a token is a number in digits.
    pub(super) fn is_number(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Number { .. }))
    }

    /// Returns the factor of a word such as "million".
    pub(super) fn scale(&self, at: usize) -> Option<Decimal> {
        self.term(at)?.scale()
    }

    /// Whether a word is a number or a factor of one.
    pub(super) fn is_number_word(&self, at: usize) -> bool {
        matches!(self.term(at), Some(Term::Small(_))) || self.scale(at).is_some()
    }

    /// Whether a token is a minus sign or a hyphen.
    pub(super) fn is_minus(&self, at: usize) -> bool {
        matches!(self.mark(at), Some('-' | '−'))
    }

    /// Returns a number of at most four digits without any marks, and how many digits it has.
    pub(super) fn plain(&self, at: usize) -> Option<(u32, u8)> {
        let Some(TokenKind::Number { value, digits: digits @ 1..=4 }) = self.kind(at) else {
            return None;
        };
        Some((u32::try_from(value.mantissa()).ok()?, digits))
    }

    /// Returns the text of a token.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether there is a token with nothing between it and the one before it.
    pub(super) fn close(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| !token.spaced)
    }

    /// Whether a token is a hyphen within a word.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        let hyphen = matches!(self.mark(at), Some('-' | '\u{2010}' | '\u{2011}'));
        hyphen && self.close(at) && self.close(at + 1)
    }

    /// Whether a token is a hyphen or dash that ties two things.
    pub(super) fn tie(&self, at: usize) -> bool {
        self.hyphen(at) || self.mark(at) == Some('–') && self.close(at) && self.close(at + 1)
    }

    /// Skips a hyphen within a word, if there is one.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.hyphen(at))
    }

    /// Returns the end of an expression that joins digits otherwise than in a range: `10:30`, `24/7`, `1.2.3`, `4x4`, `555-123-4567`,
    /// `020 7946 0958`.
    pub(super) fn tied(&self, at: usize) -> Option<usize> {
        let (mut end, mut other_marks, mut ties) = (at + 1, false, 0);
        loop {
            let crossed = self.term(end) == Some(Term::X) || self.mark(end) == Some('×');
            let close = self.close(end) && self.close(end + 1);
            let marked = close && matches!(self.mark(end), Some(':' | '/' | '\'' | '’' | '.' | ',' | '\\' | '=' | '*'));
            if !self.is_number(end + 1) || !(crossed || marked || self.tie(end)) {
                break;
            }
            (end, other_marks, ties) = (end + 2, other_marks || crossed || marked, ties + 1);
        }
        let zero = self.text(at).starts_with('0') && self.plain(at).is_none_or(|(_, digits)| digits > 1);
        let zero = zero && matches!(self.kind(at), Some(TokenKind::Number { digits: 1.., .. }));
        let plus = self.mark(at.wrapping_sub(1)) == Some('+') && self.close(at) && self.is_number(at + 1);
        // Telephone numbers begin with a zero or a plus.
        if !zero && !plus {
            return (other_marks || ties > 1).then_some(end);
        }
        while self.is_number(end) || self.tie(end) && self.is_number(end + 1) {
            end += 1;
        }
        Some(end)
    }

    /// Whether a number is part of a name: `G7`, `F-16`, `COVID-19`; but not `mid-2020`.
    pub(super) fn is_named(&self, at: usize) -> bool {
        let (before, second) = (at.wrapping_sub(1), at.wrapping_sub(2));
        let word = |at: usize| matches!(self.kind(at), Some(TokenKind::Word(_) | TokenKind::Junk));
        let currency = matches!(self.term(before), Some(Term::Code(_) | Term::Money(_)));
        let qualified = self.term(second) == Some(Term::Mid) || self.is_number_word(second);
        self.close(at) && word(before) && !currency || self.hyphen(before) && word(second) && !qualified
    }

    /// Returns the bytes of a range of tokens that is not empty.
    pub(super) fn bytes(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        self.list[start].start..self.list[end - 1].end
    }
}

/// Whether characters between white space are an address, a handle or a hashtag.
fn is_address(chunk: &str) -> bool {
    if chunk.contains(['@', '#', '_']) || chunk.contains("://") || chunk.starts_with("www.") {
        return true;
    }
    let host = chunk.split_once('/').map_or("", |(host, _)| host);
    host.as_bytes()
        .windows(3)
        .any(|three| three[1] == b'.' && three[0].is_ascii_alphabetic() && three[2].is_ascii_alphabetic())
}
