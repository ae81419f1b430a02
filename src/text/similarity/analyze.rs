//! Analyzes a text for comparing: its words with their stems, its 4-grams, and its quantities.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::text::quantity::{Quantity, quantities};
use crate::text::words::{Stems, is_sign, words};

use super::background;

/// Analyzes texts. It caches stems.
#[derive(Default)]
pub struct TextAnalyzer {
    stems: Stems,
    /// The stem of each word read so far, and its weight.
    cache: RefCell<HashMap<String, (Rc<str>, f32)>>,
}

/// Maximum number of words in the cache.
const CACHED: usize = 100_000;

/// The stems of the words of a text.
pub struct StemList(pub(super) Vec<Rc<str>>);

impl StemList {
    /// Returns the stems, in the order of their words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|stem| &**stem)
    }
}

/// A word of an analyzed text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AnalyzedWord {
    /// As written.
    pub(super) written: String,
    /// Its stem.
    pub(super) stem: Rc<str>,
    /// Whether it starts with a capital letter within a sentence.
    pub(super) name: bool,
    /// Its weight: how rare it is in general.
    pub(super) weight: f32,
}

/// An analyzed text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnalyzedText {
    /// Its words, in order.
    pub(super) tokens: Vec<AnalyzedWord>,
    /// The index of the first word with each stem.
    pub(super) first: Vec<usize>,
    /// Each sequence of four characters, with one space between words, and the words of its two middle characters.
    pub(super) grams: Vec<(u64, usize, usize)>,
    /// The amounts and dates in it.
    pub quantities: Vec<Quantity>,
}

impl TextAnalyzer {
    /// Analyzes a text.
    pub fn read(&self, text: &str) -> AnalyzedText {
        let plain = without_addresses(text);
        let mut tokens: Vec<AnalyzedWord> = Vec::new();
        let (mut first, mut grams) = (Vec::new(), Grams::default());
        let (mut end, mut seen) = (0, HashSet::new());
        for word in words(&plain) {
            let written = &plain[word.range.clone()];
            let begins = end == 0 || plain[end..word.range.start].contains(['.', '!', '?', ':', '"', '“', '\n']);
            end = word.range.end;
            let digits = written.contains(|c: char| c.is_ascii_digit());
            let mut letters = word.folded.chars();
            if letters.next().is_some_and(|c| !is_sign(c)) && letters.next().is_none() && !digits {
                continue;
            }
            let name = !begins && written.starts_with(char::is_uppercase);
            grams.push(&word.folded, tokens.len());
            let (stem, weight) = self.stem(word.folded);
            if seen.insert(Rc::clone(&stem)) {
                first.push(tokens.len());
            }
            tokens.push(AnalyzedWord { written: written.to_string(), stem, name, weight });
        }
        AnalyzedText { tokens, first, grams: grams.sorted(), quantities: quantities(without_signature(&plain)) }
    }

    /// Returns the stems of several texts together.
    pub fn stems_of<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> StemList {
        let words = texts.into_iter().flat_map(words);
        StemList(words.map(|word| self.stem(word.folded).0).collect())
    }

    fn stem(&self, word: String) -> (Rc<str>, f32) {
        let mut cache = self.cache.borrow_mut();
        if let Some((stem, weight)) = cache.get(&word) {
            return (Rc::clone(stem), *weight);
        }
        if cache.len() >= CACHED {
            cache.clear();
        }
        let stem: Rc<str> = self.stems.of(&word).into();
        let weight = background::weight(&stem);
        cache.insert(word, (Rc::clone(&stem), weight));
        (stem, weight)
    }
}

impl AnalyzedText {
    /// Returns the distinct stems, in order of their first word.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.first.iter().map(|at| &*self.tokens[*at].stem)
    }
}

/// Collects the sequences of four characters of words.
#[derive(Default)]
struct Grams {
    window: [(u16, usize); 4],
    length: usize,
    all: Vec<(u64, usize, usize)>,
}

impl Grams {
    fn push(&mut self, word: &str, token: usize) {
        if self.length == 0 {
            self.character(' ', token);
        }
        word.chars().chain([' ']).for_each(|c| self.character(c, token));
    }

    fn character(&mut self, c: char, token: usize) {
        self.window.rotate_left(1);
        // Two bytes of each character are distinctive enough.
        self.window[3] = ((u32::from(c) & 0xffff) as u16, token);
        self.length += 1;
        if self.length >= 4 {
            let gram = self.window.iter().fold(0, |gram, (c, _)| gram << 16 | u64::from(*c));
            self.all.push((gram, self.window[1].1, self.window[2].1));
        }
    }

    fn sorted(mut self) -> Vec<(u64, usize, usize)> {
        self.all.sort_unstable();
        self.all.dedup_by_key(|(gram, ..)| *gram);
        self.all
    }
}

/// Returns a text without web addresses, and with hashtags and handles split into words: `#FakeNews` as `#Fake News`.
fn without_addresses(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for part in text.split_inclusive(char::is_whitespace) {
        let address = ["://", "www.", "pic.twitter.com"].iter().any(|mark| part.contains(mark));
        if address {
            plain.push(' ');
        } else if part.contains(['#', '@']) {
            let mut before = ' ';
            for c in part.chars() {
                if c.is_uppercase() && before.is_lowercase() {
                    plain.push(' ');
                }
                plain.push(if c == '_' { ' ' } else { c });
                before = c;
            }
        } else {
            plain.push_str(part);
        }
    }
    plain
}

/// Removes the signature of an embedded post, "— Name (@name) November 18, 2021". Its date is not a date in the text.
fn without_signature(text: &str) -> &str {
    match text.rfind("— ") {
        Some(at) if text[at..].contains("(@") => &text[..at],
        _ => text,
    }
}
