//! Which tokens of a line stand between quotation marks.

use std::ops::Range;

use super::token::{Mark, Token, is_apostrophe, is_double_mark};

/// After this many tokens in a quotation, a straight mark at a word's start opens another one: the closing one is missing.
const LONG_QUOTATION: usize = 60;

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens, marks included.
    pub tokens: Range<usize>,
    /// Whether both marks are there. A quotation that goes on in the next paragraph has no closing mark.
    pub is_closed: bool,
}

/// Sets the marks of a line's tokens and returns the quotations, by token of the line.
///
/// Curly marks count by their shape, straight ones by turns and by the space beside them. A quotation without an end goes to
/// the end of the line, one without a start begins with it. Single marks count only where the line has no double ones.
pub(super) fn find_quotations(line: &mut [Token]) -> Vec<Quotation> {
    let has_double = line.iter().any(|token| token.word == "\"");
    let mut reader = MarkReader { style: MarkStyle::of(line), open: None, found: Vec::new(), has_double };
    for at in 0..line.len() {
        let mark = reader.mark(line, at);
        reader.set(line, at, mark);
    }
    if let Some(open) = reader.open {
        if reader.has_double {
            reader.add(open..line.len(), false);
        } else if let Some(token) = line.get_mut(open) {
            token.mark = Mark::None;
        }
    }
    reader.found
}

/// The characters of a token's sign, from its form: what opens and closes in this line.
#[derive(Clone, Copy)]
struct MarkStyle {
    /// „…“: the mark that opens in English closes here.
    is_low: bool,
    /// »…«: guillemets that point inwards.
    is_inward: bool,
}

impl MarkStyle {
    fn of(line: &[Token]) -> Self {
        let first = |signs: [char; 2]| line.iter().find_map(|token| token.sign.filter(|sign| signs.contains(sign)));
        Self {
            is_low: line.iter().any(|token| token.sign == Some('\u{201e}')),
            is_inward: first(['\u{ab}', '\u{bb}']) == Some('\u{bb}'),
        }
    }

    /// What the shape of a sign says.
    fn shape(self, sign: char) -> Option<Mark> {
        match sign {
            '\u{201c}' if self.is_low => Some(Mark::Closes),
            '\u{ab}' | '\u{bb}' if (sign == '\u{bb}') == self.is_inward => Some(Mark::Opens),
            '\u{201c}' | '\u{201e}' | '\u{201f}' => Some(Mark::Opens),
            '\u{201d}' | '\u{ab}' | '\u{bb}' => Some(Mark::Closes),
            _ => None,
        }
    }
}

struct MarkReader {
    style: MarkStyle,
    /// The token that opened the present quotation.
    open: Option<usize>,
    found: Vec<Quotation>,
    has_double: bool,
}

impl MarkReader {
    /// What the token at `at` is to a quotation.
    fn mark(&self, line: &[Token], at: usize) -> Mark {
        let Some(token) = line.get(at) else { return Mark::None };
        let Some(sign) = token.sign else { return Mark::None };
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        let after = line.get(at + 1);
        let space_after = after.is_none_or(|token| token.follows_space);
        let space_before = token.follows_space || before.is_none_or(|token| token.is(&["(", "[", "--"]));
        if token.word == "\"" {
            return self.style.shape(sign).unwrap_or_else(|| match self.open {
                Some(open) if space_before && !space_after && at - open > LONG_QUOTATION => Mark::Opens,
                Some(_) => Mark::Closes,
                // Inches: 10".
                None if !space_before && before.is_some_and(ends_in_digit) => Mark::None,
                None if space_after && !space_before => Mark::Closes,
                None => Mark::Opens,
            });
        }
        if self.has_double || !is_apostrophe(sign) {
            return Mark::None;
        }
        let opens = matches!(sign, '\u{2018}' | '\'' | '\u{201a}' | '\u{2039}') && space_before && !space_after;
        let closes = space_after || after.is_some_and(|token| !token.is_word());
        match self.open {
            None if opens => Mark::Opens,
            Some(open) if closes && at > open + 1 && !is_plural_possessive(line, at) => Mark::Closes,
            _ => Mark::None,
        }
    }

    fn set(&mut self, line: &mut [Token], at: usize, mark: Mark) {
        if let Some(token) = line.get_mut(at) {
            token.mark = mark;
        }
        match (mark, self.open) {
            (Mark::None, _) => {}
            (Mark::Opens, open) => {
                if let Some(open) = open {
                    self.add(open..at, false);
                }
                self.open = Some(at);
            }
            (Mark::Closes, Some(open)) => {
                self.add(open..at + 1, true);
                self.open = None;
            }
            // A mark that closes what was not opened: the line goes on with a quotation of the one before.
            (Mark::Closes, None) => self.add(0..at + 1, false),
        }
    }

    fn add(&mut self, tokens: Range<usize>, is_closed: bool) {
        let end_of_last = self.found.last().map_or(0, |last| last.tokens.end);
        if tokens.start >= end_of_last && tokens.start < tokens.end {
            self.found.push(Quotation { tokens, is_closed });
        }
    }
}

fn ends_in_digit(token: &Token) -> bool {
    token.word.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether an apostrophe after "s" belongs to the word ("the workers' pay"): the next mark closes after a sign.
fn is_plural_possessive(line: &[Token], at: usize) -> bool {
    let ends_in_s =
        at.checked_sub(1).and_then(|before| line.get(before)).is_some_and(|token| token.word.ends_with('s'));
    if !ends_in_s {
        return false;
    }
    let window = line.get(at + 1..).unwrap_or_default().iter().take(LONG_QUOTATION);
    let mut before_is_sign = false;
    for token in window {
        let is_single = token.sign.is_some_and(|sign| is_apostrophe(sign) && !is_double_mark(sign));
        if is_single {
            return before_is_sign && !token.follows_space;
        }
        before_is_sign = token.is(&[",", ".", "?", "!"]);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens_of_line;
    use super::*;

    #[test]
    fn quotations_are_found_in_every_style() {
        let table: [(&str, &[&str]); 14] = [
            ("“It is safe,” she said. “Quite safe.”", &["“It is safe,”", "“Quite safe.”"]),
            ("\"It is safe,\" she said. \"Quite safe.\"", &["\"It is safe,\"", "\"Quite safe.\""]),
            ("'It is safe,' she said, and it didn't fall.", &["'It is safe,'"]),
            ("‘It’s the workers’ bridge,’ she said.", &["‘It’s the workers’ bridge,’"]),
            ("She said the workers' bridge wasn't safe.", &[]),
            ("He called it “a ‘safe’ bridge”.", &["“a ‘safe’ bridge”"]),
            ("« Le pont est sûr », dit-il.", &["« Le pont est sûr »"]),
            ("»Die Brücke ist sicher«, sagte sie.", &["»Die Brücke ist sicher«"]),
            ("„Die Brücke ist sicher“, sagte sie.", &["„Die Brücke ist sicher“"]),
            ("''It is safe,'' she said.", &["''It is safe,''"]),
            ("“It is safe and it will stay so", &["“It is safe and it will stay so"]),
            ("It is safe and it will stay so,” she said.", &["It is safe and it will stay so,”"]),
            ("“It is safe. “It will stay so,” she said.", &["“It is safe. ", "“It will stay so,”"]),
            ("A man 10\" taller said “no”.", &["“no”"]),
        ];
        for (line, expected) in table {
            let mut tokens = tokens_of_line(line, 0);
            let found: Vec<_> = find_quotations(&mut tokens)
                .iter()
                .map(|one| line[tokens[one.tokens.start].range.start..tokens[one.tokens.end - 1].range.end].to_string())
                .collect();
            let expected: Vec<_> = expected.iter().map(|words| words.trim()).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
