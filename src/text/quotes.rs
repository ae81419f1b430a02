//! Finds a quote in a stored text, and finds it again after the text has changed.
//! Quotes and texts are compared in canonical form, see [`Canonical`].

use std::cell::OnceCell;
use std::iter::once;
use std::ops::Range;

use bracketed::QuotePart;

pub use super::nearest::nearest;
use super::normalize::{Breaks, Canonical, is_invisible, starts_segment};

/// Number of characters of context that an anchor keeps on either side.
const CONTEXT: usize = 32;

/// The position of a quote in a text: a `TextPositionSelector` and the context of a
/// `TextQuoteSelector` of the W3C Web Annotation Data Model (sections 4.2.4, 4.2.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The first character of the quote, in Unicode scalar values of the text, from 0.
    pub start: usize,
    /// The character after the quote, counted likewise.
    pub end: usize,
    /// Up to 32 characters of the text right before the quote.
    pub prefix: String,
    /// Up to 32 characters of the text right after the quote.
    pub suffix: String,
}

/// The state of an anchored quote in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchored {
    /// The words are at the same position.
    Unchanged,
    /// The words are now at this position, and the match is certain.
    Moved(Anchor),
    /// The words are gone, or occur several times and no match is certain.
    Lost,
}

/// A stored text in which quotes are looked up. Its canonical forms are made once, for the first quote that needs them.
#[derive(Debug)]
pub struct QuotableText {
    text: String,
    canonical: OnceCell<Vec<Canonical>>,
}

impl QuotableText {
    /// Returns the text for looking up quotes.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text, canonical: OnceCell::new() }
    }

    /// Returns the text as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the canonical forms, one for each way in which the breaks of the text can be read.
    fn canonical(&self) -> &[Canonical] {
        let forms = || Breaks::of(&self.text).into_iter().map(|breaks| Canonical::with(&self.text, breaks)).collect();
        self.canonical.get_or_init(forms)
    }

    /// Finds all positions of a quote in the text, in order, without overlaps.
    ///
    /// White space around the quote and one enclosing pair of quotation marks are
    /// ignored. Parts of longer numbers do not match: "5%" does not occur in "15%".
    /// A quote with words left out or put in, `[…]` or `[his]`, stands where its
    /// parts stand one after the other.
    #[must_use]
    pub fn find(&self, quote: &str) -> Vec<Anchor> {
        let whole = self.find_words(&bare(quote));
        if !whole.is_empty() || !quote.contains('[') {
            return whole;
        }
        let versions = bracketed::versions(quote).into_iter();
        versions.map(|parts| self.find_parts(&parts)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Finds all positions of words in canonical form, in order.
    fn find_words(&self, words: &str) -> Vec<Anchor> {
        let found = |canonical: &Canonical| anchors(&self.text, canonical, &places(canonical.as_str(), words));
        let mut found: Vec<_> = self.canonical().iter().flat_map(found).collect();
        found.sort_by_key(|anchor| (anchor.start, anchor.end));
        found.dedup();
        found
    }

    /// Finds the positions where the parts of a quote stand one after the other, with no more between them than was left out.
    fn find_parts(&self, parts: &[QuotePart]) -> Vec<Anchor> {
        let places: Vec<_> = parts.iter().map(|part| self.find_words(&bare(&part.words))).collect();
        let Some((first, others)) = places.split_first() else { return Vec::new() };
        let mut found: Vec<Anchor> = Vec::new();
        for start in first {
            let next = |from: &Anchor, (places, part): (&Vec<Anchor>, &QuotePart)| {
                let after = &places[places.partition_point(|place| place.start < from.end)..];
                after.first().filter(|place| place.start - from.end <= part.gap).cloned()
            };
            let last = others.iter().zip(&parts[1..]).try_fold(start.clone(), |from, part| next(&from, part));
            if let Some(last) = last
                && found.last().is_none_or(|before| before.end <= start.start)
            {
                found.push(Anchor { start: start.start, prefix: start.prefix.clone(), ..last });
            }
        }
        found
    }

    /// Checks a quote that was anchored in an earlier state of the text.
    #[must_use]
    pub fn check(&self, quote: &str, anchor: &Anchor) -> Anchored {
        let words = bare(quote);
        if words.is_empty() {
            return Anchored::Lost;
        }
        if still_there(&self.text, &words, anchor) {
            return Anchored::Unchanged;
        }
        let all = self.find(quote);
        if all.iter().any(|found| (found.start, found.end) == (anchor.start, anchor.end)) {
            return Anchored::Unchanged;
        }
        let place = only(all.iter()).or_else(|| {
            let context = Context::of(anchor);
            only(all.iter().filter(|place| context.fits(&self.text, place)))
        });
        place.cloned().map_or(Anchored::Lost, Anchored::Moved)
    }
}

/// Returns the characters of a text from `start` to before `end`; none when the
/// text is shorter or `end` lies before `start`.
#[must_use]
pub fn slice(text: &str, start: usize, end: usize) -> Option<&str> {
    bytes(text, start, end).map(|range| &text[range])
}

/// Returns the byte range of a character range.
fn bytes(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let length = end.checked_sub(start)?;
    let starts = text.char_indices().map(|(byte, _)| byte);
    let mut from_start = starts.chain(once(text.len())).skip(start).peekable();
    let from = *from_start.peek()?;
    Some(from..from_start.nth(length)?)
}

/// Returns the words of a quote in canonical form, without enclosing quotation marks.
fn bare(quote: &str) -> String {
    let canonical = Canonical::new(quote);
    let words = canonical.as_str().trim();
    let inside = ['"', '\''].into_iter().find_map(|mark| words.strip_prefix(mark)?.strip_suffix(mark));
    inside.unwrap_or(words).trim().to_owned()
}

/// Finds the byte ranges of canonical text where canonical words stand on their own.
fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // The algorithm of Knuth, Morris and Pratt: one pass, whatever the words are. For words such as "aaa…", a search that
    // begins again after each place inside a word would take their length for each letter of the text.
    let (words_bytes, borders) = (words.as_bytes(), borders(words.as_bytes()));
    let mut matched = 0;
    for (at, byte) in text.bytes().enumerate() {
        while matched > 0 && words_bytes.get(matched) != Some(&byte) {
            matched = borders[matched - 1];
        }
        matched += usize::from(words_bytes.get(matched) == Some(&byte));
        if matched == words.len() && matched > 0 {
            let (start, end) = (at + 1 - matched, at + 1);
            if stands_alone(&text[..start], words, &text[end..]) {
                found.push(start..end);
                matched = 0;
            }
        }
    }
    found
}

/// Returns for each prefix of some bytes the length of the longest shorter prefix that it also ends with.
fn borders(bytes: &[u8]) -> Vec<usize> {
    let mut borders = vec![0; bytes.len()];
    for at in 1..bytes.len() {
        let mut length = borders[at - 1];
        while length > 0 && bytes[length] != bytes[at] {
            length = borders[length - 1];
        }
        borders[at] = length + usize::from(bytes[length] == bytes[at]);
    }
    borders
}

/// Whether words do not start or end inside a word, an accented letter or a number.
fn stands_alone(before: &str, words: &str, after: &str) -> bool {
    let before = before.chars().rev().filter(|&c| !is_invisible(c));
    let mut before = before.peekable();
    let mut after = after.chars().filter(|&c| !is_invisible(c)).peekable();
    let whole = before.peek().is_none() || words.starts_with(starts_segment);
    whole
        && after.peek().is_none_or(|&c| starts_segment(c))
        && !splits_word(words.chars().next(), before.peek().copied())
        && !splits_word(words.chars().next_back(), after.peek().copied())
        && !splits_number(words.chars(), before)
        && !splits_number(words.chars().rev(), after)
}

/// Whether an edge of a quote is inside a word, in scripts that separate words by spaces and do not attach affixes:
/// Latin, Greek, Cyrillic, Armenian, Georgian.
fn splits_word(inside: Option<char>, outside: Option<char>) -> bool {
    let parted =
        |c: char| c.is_alphabetic() && matches!(c, 'A'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' | '\u{1e00}'..='\u{1fff}');
    inside.zip(outside).is_some_and(|(inner, outer)| parted(inner) && parted(outer))
}

/// Whether an edge of a quote lies within a number, looking from the edge
/// into the quote and out of it: `5|5`, `5|,000`, `5,|000`.
fn splits_number(mut inside: impl Iterator<Item = char>, mut outside: impl Iterator<Item = char>) -> bool {
    let (Some(inner), Some(outer)) = (inside.next(), outside.next()) else {
        return false;
    };
    if is_digit(inner) {
        is_digit(outer) || is_separator(outer) && outside.next().is_some_and(is_digit)
    } else {
        is_separator(inner) && is_digit(outer) && inside.next().is_some_and(is_digit)
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹' | '०'..='९' | '０'..='９')
}

/// Returns the only item, if there is exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

/// Whether the words are still at the position of an anchor.
fn still_there(text: &str, words: &str, anchor: &Anchor) -> bool {
    bytes(text, anchor.start, anchor.end).is_some_and(|range| {
        let here = &text[range.clone()];
        (Canonical::new(here).as_str().trim() == words || bare(here) == words)
            && stands_alone(&text[..range.start], words, &text[range.end..])
    })
}

/// The canonical text around a quote, from its anchor.
struct Context {
    before: String,
    after: String,
}

impl Context {
    fn of(anchor: &Anchor) -> Self {
        let mut before = Canonical::new(&anchor.prefix).as_str().to_owned();
        let mut after = Canonical::new(&anchor.suffix).as_str().to_owned();
        // The outermost character can be incomplete, such as an accent without its letter.
        if anchor.prefix.chars().count() >= CONTEXT && !before.is_empty() {
            before.remove(0);
        }
        if anchor.suffix.chars().count() >= CONTEXT {
            after.pop();
        }
        Self { before, after }
    }

    /// Whether a place of a text has this context; nothing before or after
    /// the quote means the start or the end of the text.
    fn fits(&self, text: &str, place: &Anchor) -> bool {
        let Some(range) = bytes(text, place.start, place.end) else { return false };
        let (before, after) = (&text[..range.start], &text[range.end..]);
        // Characters that the canonical form drops may stand between those of the context.
        let first = before.char_indices().rev().take(4 * CONTEXT).last().map_or(0, |(at, _)| at);
        let last = after.char_indices().nth(4 * CONTEXT).map_or(after.len(), |(at, _)| at);
        let (before, after) = (Canonical::new(&before[first..]), Canonical::new(&after[..last]));
        let (before, after) = (before.as_str(), after.as_str());
        let starts = match self.before.trim_start() {
            "" => before.trim().is_empty(),
            words => before.ends_with(words),
        };
        let ends = match self.after.trim_end() {
            "" => after.trim().is_empty(),
            words => after.starts_with(words),
        };
        starts && ends
    }
}

/// A position in a text that only moves forward, so that many look-ups need one pass.
struct Walk<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, chars: 0 }
    }

    /// Moves to a byte, and returns its character offset.
    fn chars_at(&mut self, byte: usize) -> usize {
        self.chars += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }

    /// Moves to a character, and returns its byte offset.
    fn byte_at(&mut self, chars: usize) -> usize {
        let rest = self.text[self.byte..].chars();
        let moved = rest.take(chars - self.chars).map(char::len_utf8);
        self.byte += moved.sum::<usize>();
        self.chars = chars;
        self.byte
    }
}

/// Makes the anchors of places of canonical text, which are in order.
fn anchors(text: &str, canonical: &Canonical, places: &[Range<usize>]) -> Vec<Anchor> {
    let mut found = Walk::new(canonical.as_str());
    let mut stands = Walk::new(text);
    let anchor = |place: &Range<usize>| {
        let chars = found.chars_at(place.start)..found.chars_at(place.end);
        let Range { start, end } = canonical.source(chars)?;
        let before = &text[..stands.byte_at(start)];
        let after = &text[stands.byte_at(end)..];
        let (cut, _) = before.char_indices().rev().take(CONTEXT).last().unzip();
        Some(Anchor {
            start,
            end,
            prefix: before[cut.unwrap_or(before.len())..].to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
        })
    };
    places.iter().filter_map(anchor).collect()
}

mod bracketed;

#[cfg(test)]
mod tests;
