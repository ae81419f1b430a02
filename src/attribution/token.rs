//! Words and signs of a text, with what is known about each.

use std::ops::Range;

use super::part_of_speech::PartOfSpeech;

/// What a token is to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// A word or another sign.
    #[default]
    None,
    /// A mark that opens a quotation.
    Opens,
    /// A mark that closes a quotation.
    Closes,
}

/// A word, number or sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The token in lower case. Quotation marks are `"`, apostrophes `'`, dashes `--`.
    pub word: String,
    /// The character, of a token that is one sign; the first one of a run.
    pub(super) sign: Option<char>,
    /// Whether the first character is a capital.
    pub is_capitalized: bool,
    /// Whether all letters are capitals.
    pub is_upper: bool,
    /// Whether white space, or nothing, stands before it.
    pub follows_space: bool,
    /// Whether it opens or closes a quotation.
    pub mark: Mark,
    /// The quotation in which it stands, marks included; an index into [`super::TokenizedText::quotations`].
    pub quotation: Option<usize>,
    /// An index into [`super::TokenizedText::sentences`].
    pub sentence: usize,
    /// An index into [`super::TokenizedText::paragraphs`].
    pub paragraph: usize,
    /// The part of speech, as the tagger sees it.
    pub tag: PartOfSpeech,
}

impl Token {
    /// Whether it stands between quotation marks, or is one.
    pub fn is_quoted(&self) -> bool {
        self.quotation.is_some()
    }

    /// Whether it has a letter or digit.
    pub fn is_word(&self) -> bool {
        self.word.chars().any(char::is_alphanumeric)
    }

    /// Whether it is one of these words or signs.
    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word.as_str())
    }
}

/// Abbreviations of English news whose full stop belongs to the word.
const ABBREVIATIONS: &str = "mr. mrs. ms. dr. sen. sens. rep. reps. gov. govs. gen. lt. col. sgt. capt. maj. adm. jr. sr. \
    st. prof. rev. hon. inc. corp. co. ltd. no. vs. jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. ala. ariz. ark. \
    calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. mass. md. mich. minn. miss. mo. mont. neb. nev. okla. ore. pa. \
    tenn. tex. va. vt. wash. wis. wyo. a.m. p.m. e.g. i.e. etc. dept. ave. blvd. rd. mt. ft. cllr. supt. det. insp. pres. \
    sec. atty.";

/// French pronouns after their verb: "dit-il" is three tokens.
const INVERTED: [&str; 4] = ["-il", "-elle", "-ils", "-elles"];

/// Whether a word with its full stop, in lower case, is an abbreviation of English news.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.split_whitespace().any(|one| one == word)
}

/// Whether a sign may be an apostrophe or a single quotation mark.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{201a}' | '\u{201b}' | '\u{02bc}' | '\u{2039}' | '\u{203a}')
}

/// Whether a sign is a double quotation mark, straight or not.
pub(super) fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ff02}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}' | '\u{2212}')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Returns the tokens of a line, which is a part of the text from byte `start` on. Sentence, paragraph, quotation and tag are
/// not known yet.
pub(super) fn tokens_of_line(line: &str, start: usize) -> Vec<Token> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let mut scanner = Scanner { line, start, chars: &chars, at: 0, tokens: Vec::new(), space: true };
    while let Some(c) = scanner.char(0) {
        if is_space(c) {
            scanner.at += 1;
            scanner.space = true;
        } else if c.is_alphanumeric() || (is_prefix(c) && scanner.char(1).is_some_and(char::is_alphanumeric)) {
            scanner.word();
        } else {
            scanner.sign(c);
        }
    }
    scanner.tokens
}

/// Signs that belong to the word that follows.
fn is_prefix(c: char) -> bool {
    matches!(c, '@' | '#' | '$' | '£' | '€')
}

struct Scanner<'a> {
    line: &'a str,
    /// Where the line begins in the text, in bytes.
    start: usize,
    chars: &'a [(usize, char)],
    at: usize,
    tokens: Vec<Token>,
    /// Whether white space stands before the next token.
    space: bool,
}

impl Scanner<'_> {
    fn char(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|(_, c)| *c)
    }

    fn offset(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.line.len(), |(offset, _)| *offset)
    }

    fn text(&self, from: usize, to: usize) -> &str {
        self.line.get(self.offset(from)..self.offset(to)).unwrap_or_default()
    }

    fn push(&mut self, from: usize, to: usize) {
        let text = self.text(from, to);
        let first = text.chars().next().unwrap_or_default();
        let token = Token {
            range: self.start + self.offset(from)..self.start + self.offset(to),
            word: normal_form(text),
            sign: (!text.chars().any(char::is_alphanumeric)).then_some(first),
            is_capitalized: first.is_uppercase(),
            is_upper: !text.chars().any(char::is_lowercase),
            follows_space: self.space,
            mark: Mark::None,
            quotation: None,
            sentence: 0,
            paragraph: 0,
            tag: PartOfSpeech::default(),
        };
        self.tokens.push(token);
        self.space = false;
    }

    /// A word: letters and digits, with hyphens, apostrophes, `.` and `&` between them, `,` and `:` between digits.
    fn word(&mut self) {
        let first = self.at;
        self.at += 1;
        while let Some(c) = self.char(0) {
            let joins = |next: char| {
                matches!(c, '-' | '\u{2010}' | '\u{2011}' | '&' | '.')
                    || is_apostrophe(c)
                    || (matches!(c, ',' | ':') && next.is_ascii_digit() && self.digit_before())
            };
            let goes_on = c.is_alphanumeric()
                || c == '_'
                || is_combining(c)
                || self.char(1).is_some_and(|next| next.is_alphanumeric() && joins(next));
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        let word = self.text(first, self.at);
        let mut tail = word.chars().rev();
        let possessive =
            self.at - first > 2 && matches!(tail.next(), Some('s' | 'S')) && tail.next().is_some_and(is_apostrophe);
        let inverted = INVERTED.iter().find(|pronoun| word.ends_with(*pronoun) && word.len() > pronoun.len());
        let end = self.at;
        if possessive {
            self.push(first, end - 2);
            self.push(end - 2, end);
        } else if let Some(pronoun) = inverted {
            self.push(first, end - pronoun.len());
            self.push(end - pronoun.len(), end - pronoun.len() + 1);
            self.push(end - pronoun.len() + 1, end);
        } else {
            if self.char(0) == Some('.') && self.char(1) != Some('.') && self.keeps_stop(first) {
                self.at += 1;
            }
            self.push(first, self.at);
        }
    }

    fn digit_before(&self) -> bool {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).is_some_and(|(_, c)| c.is_ascii_digit())
    }

    /// Whether the full stop after a word belongs to it: initials, and abbreviations that do not end the line.
    fn keeps_stop(&self, first: usize) -> bool {
        let word = self.text(first, self.at);
        let after_stop = word.rsplit('.').next().unwrap_or_default();
        let single = after_stop.chars().count() == 1;
        let initials = single && (word.contains('.') || word.starts_with(char::is_uppercase));
        let ends_line = self.chars.len() <= self.at + 2;
        initials || (!ends_line && is_abbreviation(&format!("{}.", word.to_lowercase())))
    }

    /// A sign; dashes and full stops that follow each other are one.
    fn sign(&mut self, c: char) {
        let first = self.at;
        self.at += 1;
        while let Some(next) = self.char(0) {
            let same = (is_dash(c) && is_dash(next)) || (c == '.' && next == '.') || is_combining(next);
            let pair = matches!(c, '\'' | '`') && next == c && self.at == first + 1;
            if !same && !pair {
                break;
            }
            self.at += 1;
        }
        self.push(first, self.at);
    }
}

/// Marks that belong to the character before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}')
}

/// A token in lower case, with one form of quotation marks, apostrophes and dashes.
fn normal_form(text: &str) -> String {
    if text == "''" || text == "``" {
        return "\"".to_string();
    }
    if text.chars().all(is_dash) {
        return "--".to_string();
    }
    text.chars()
        .map(|c| match c {
            c if is_apostrophe(c) => '\'',
            c if is_double_mark(c) => '"',
            c if is_dash(c) => '-',
            '\u{2010}' | '\u{2011}' => '-',
            '\u{2026}' => '.',
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_and_signs() {
        let table: [(&str, &[&str]); 6] = [
            ("Mr. Okoro's plan costs $1,500.", &["mr.", "okoro", "'s", "plan", "costs", "$1,500", "."]),
            ("He didn’t — “not now” …", &["he", "didn't", "--", "\"", "not", "now", "\"", "."]),
            (
                "The U.S. vote at 10:30 p.m. was co-run",
                &["the", "u.s.", "vote", "at", "10:30", "p.m.", "was", "co-run"],
            ),
            ("Wait... J. Ade, @ade_j and R&D", &["wait", "...", "j.", "ade", ",", "@ade_j", "and", "r&d"]),
            ("It rained in Calif.", &["it", "rained", "in", "calif", "."]),
            ("", &[]),
        ];
        for (text, expected) in table {
            let words: Vec<_> = tokens_of_line(text, 0).into_iter().map(|token| token.word).collect();
            assert_eq!(words, expected, "{text}");
        }
    }
}
