//! Normal forms of texts: the key for comparing claims, the key for comparing names, and the canonical form for finding quotes.

use std::iter::once;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns the key for comparing claims without case, quotation marks and white space: Unicode NFC, lower-case, no quotation marks or invisible
/// characters, single spaces, trimmed.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return collapse(&text.replace(['\'', '"', '`'], "").to_ascii_lowercase());
    }
    let lower = composed(text.chars().filter(|&c| !is_invisible(c)).collect()).to_lowercase();
    // The final sigma is only a different form of the letter.
    let unmarked =
        lower.chars().filter(|&c| !matches!(plain_mark(c), '\'' | '"')).map(|c| if c == 'ς' { 'σ' } else { c });
    collapse(&composed(unmarked.collect()))
}

/// Returns a text in Unicode NFC. Most texts are in it already.
fn composed(text: String) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

/// Returns the key for comparing names: lower-case, without
/// accents, with punctuation, hyphens and apostrophes as single spaces.
///
/// Vowel signs of scripts that spell with them (Devanagari, Thai, …) stay.
#[must_use]
pub fn name_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.to_lowercase().nfd().filter(|&c| !is_accent(c) && !is_unseen(c)) {
        match plain_letters(c) {
            Some(letters) => key.push_str(letters),
            None if is_word_char(c) => key.push(c),
            None => key.push(' '),
        }
    }
    collapse(&key).nfc().collect()
}

/// Returns a name as it is stored and looked up: Unicode NFC, without invisible characters and direction marks, with single
/// spaces. Zero-width joiners stay between letters of scripts that are written with them (Arabic, Devanagari, …) and emoji.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let joins = |c: Option<char>| c.is_some_and(|c| c >= '\u{600}' && !c.is_whitespace() && !is_unseen(c));
    let mut kept = String::with_capacity(name.len());
    let mut rest = name.chars();
    while let Some(c) = rest.next() {
        let joiner = matches!(c, '\u{200c}' | '\u{200d}');
        if !is_unseen(c) || joiner && joins(kept.chars().next_back()) && joins(rest.clone().next()) {
            kept.push(c);
        }
    }
    composed(collapse(&kept))
}

/// Whether a character is invisible or only sets the direction of writing.
pub(super) fn is_unseen(c: char) -> bool {
    is_invisible(c)
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns the letters and digits of a word in the form in which words are found: lower-case, without accents, marks and
/// differences of form only (Unicode compatibility decomposition: full-width letters, ligatures).
pub(super) fn letters(word: &str) -> String {
    let mut bare = String::with_capacity(word.len());
    // Some capital letters, such as 𝔻, become plain ones only when they are decomposed.
    for c in word
        .to_lowercase()
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_accent(c) && is_word_char(c) && c != TATWEEL)
    {
        match plain_letters(c) {
            Some(letters) => bare.push_str(letters),
            None => bare.push(c),
        }
    }
    bare.nfc().collect()
}

/// The Arabic sign that only stretches a word.
const TATWEEL: char = '\u{640}';

/// Turns every run of white space into one space and trims both ends.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a character belongs to a word: a letter, a digit or a mark on one.
pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

/// Returns `'` for every single and `"` for every double quotation mark (Unicode
/// property `Quotation_Mark`, with apostrophes and primes); other characters as they are.
pub(super) fn plain_mark(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '′' | '‵' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '՚' | '׳' | '❛' | '❜'
        | '❟' | '❮' | '❯' | '＇' | '｀' | '「' | '」' | '｢' | '｣' | '﹁' | '﹂' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | '״' | '❝' | '❞' | '❠' | '〝' | '〞' | '〟' | '＂' | '『'
        | '』' | '﹃' | '﹄' => '"',
        other => other,
    }
}

/// Whether a character is a hyphen, a dash or a minus sign.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－')
}

/// Whether a character can part a word at the end of a line.
fn is_line_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// Returns the length in characters of a line break after a hyphen, if a word goes on after it in small letters.
fn line_break(mut after: impl Iterator<Item = char>) -> Option<usize> {
    let (mut length, mut lines) = (0, 0);
    let next = loop {
        let c = after.next()?;
        if !c.is_whitespace() {
            break c;
        }
        length += 1;
        lines += usize::from(c == '\n');
    };
    (lines == 1 && next.is_alphabetic() && !next.is_uppercase()).then_some(length)
}

/// Returns the plain signs or letters for a dash, an ellipsis or a ligature.
fn plain_sign(c: char) -> Option<&'static str> {
    Some(match c {
        c if c < '\u{2010}' => return None,
        c if is_dash(c) => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Whether a character is invisible: soft hyphen,
/// zero-width space, joiners, word joiner, byte order mark.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character never joins the one before it under NFC
/// (a boundary in the sense of Unicode Standard Annex #15, section 9.1).
pub(super) fn starts_segment(c: char) -> bool {
    if c < '\u{300}' {
        return true;
    }
    match is_nfc_quick(once(c)) {
        IsNormalized::Yes => canonical_combining_class(c) == 0,
        IsNormalized::Maybe => false,
        IsNormalized::No => {
            let mut first = None;
            decompose_canonical(c, |part| {
                first.get_or_insert(part);
            });
            first.is_some_and(|f| f != c && starts_segment(f))
        }
    }
}

/// Accents of the Latin, Greek and Cyrillic scripts and the optional points of
/// Hebrew and Arabic, by Unicode block.
fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'..='\u{5c7}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Returns the plain letters for a letter that Unicode does not decompose.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ſ' => "s",
        'ς' => "σ",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ĳ' => "ij",
        _ => return None,
    })
}

/// A text in the canonical form for finding quotes, with the positions in the
/// source text.
///
/// Unicode NFC; quotation marks and apostrophes straight; hyphens and dashes
/// `-`; `…` three dots; ligatures as letters; every run of white space one
/// space; soft hyphens, zero-width characters and direction marks dropped.
/// Letters keep their case. All offsets are in characters (Unicode scalar
/// values).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    text: String,
    source: Vec<Range<usize>>,
}

/// What may be meant in two ways where a text was broken into lines or words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breaks {
    /// Whether a hyphen at the end of a line belongs to the word: "well-⏎known"; else it does not: "govern-⏎ment".
    pub(super) keep_hyphens: bool,
    /// Whether a zero-width space parts two words; else it is dropped.
    pub(super) part_words: bool,
}

impl Breaks {
    /// Returns every way in which the breaks of a text can be read, the usual one first.
    pub(super) fn of(text: &str) -> Vec<Self> {
        let hyphens = text.contains('\n') && text.contains(is_dash);
        let spaces = text.contains('\u{200b}');
        let ways = [(false, false), (true, false), (false, true), (true, true)];
        let possible = ways.into_iter().filter(|(keep, part)| (hyphens || !keep) && (spaces || !part));
        possible.map(|(keep_hyphens, part_words)| Self { keep_hyphens, part_words }).collect()
    }
}

impl Canonical {
    /// Returns the canonical form of a text. One pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::with(text, Breaks::default())
    }

    /// Returns the canonical form of a text whose breaks are read in one way. One pass.
    pub(super) fn with(text: &str, breaks: Breaks) -> Self {
        let mut canonical = Self { text: String::with_capacity(text.len()), source: Vec::with_capacity(text.len()) };
        let mut segment = Vec::new();
        let mut range = 0..0;
        let mut chars = text.chars().enumerate();
        let mut before = ' ';
        while let Some((at, c)) = chars.next() {
            let broken = is_line_hyphen(c) && before.is_alphabetic();
            if broken && let Some(skipped) = line_break(chars.clone().map(|(_, c)| c)) {
                chars.nth(skipped - 1);
                if !breaks.keep_hyphens || c == '\u{ad}' {
                    continue;
                }
            }
            before = c;
            let c = if breaks.part_words && c == '\u{200b}' { ' ' } else { c };
            if is_unseen(c) {
                continue;
            }
            if starts_segment(c) {
                canonical.push_segment(&segment, &range);
                segment.clear();
                range.start = at;
            }
            segment.push(c);
            range.end = at + 1;
        }
        canonical.push_segment(&segment, &range);
        canonical
    }

    /// Returns the canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the characters of the source that a run of canonical characters
    /// came from, end exclusive; none when the run is empty or out of range.
    #[must_use]
    pub fn source(&self, chars: Range<usize>) -> Option<Range<usize>> {
        let spans = self.source.get(chars)?;
        Some(spans.first()?.start..spans.last()?.end)
    }

    /// Adds characters that NFC can only join to each other.
    fn push_segment(&mut self, segment: &[char], range: &Range<usize>) {
        match segment {
            [c] if *c < '\u{300}' => self.push(*c, range),
            _ => {
                for c in segment.iter().copied().nfc() {
                    self.push(c, range);
                }
            }
        }
    }

    fn push(&mut self, c: char, range: &Range<usize>) {
        if let Some(letters) = plain_sign(c) {
            self.text.push_str(letters);
            self.source.extend(letters.chars().map(|_| range.clone()));
        } else if !c.is_whitespace() {
            self.text.push(plain_mark(c));
            self.source.push(range.clone());
        } else if self.text.ends_with(' ')
            && let Some(last) = self.source.last_mut()
        {
            last.end = range.end;
        } else {
            self.text.push(' ');
            self.source.push(range.clone());
        }
    }
}

#[cfg(test)]
mod tests;
