//! A text read for comparing: its words with their stems, its 4-grams, its quantities.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::text::numbers::{Quantity, quantities};
use crate::text::words::{Stems, is_sign, words};

use super::background;

/// Reads texts.
#[derive(Default)]
pub struct Reader {
    stems: Stems,
    /// Words that were met, with their stem and its weight.
    met: RefCell<HashMap<String, (Rc<str>, f32)>>,
}

/// So many words are remembered.
const REMEMBERED: usize = 100_000;

/// A text that was only glanced at: the stems of its words.
pub struct Glance(pub(super) Vec<Rc<str>>);

/// A word of a text that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// As it is written.
    pub(super) written: String,
    /// As it is compared, without ending.
    pub(super) stem: Rc<str>,
    /// Whether it begins with a capital within a sentence.
    pub(super) name: bool,
    /// How rare it is at large.
    pub(super) weight: f32,
}

/// A text that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    pub(super) tokens: Vec<Token>,
    /// The place of each stem's first token.
    pub(super) first: Vec<usize>,
    /// Each sequence of four characters, words with one space between them, and the two tokens its middle belongs to.
    pub(super) grams: Vec<(u64, usize, usize)>,
    /// The amounts and dates in it.
    pub quantities: Vec<Quantity>,
}

impl Reader {
    /// Reads a text.
    pub fn read(&self, text: &str) -> Text {
        let plain = without_addresses(text);
        let mut tokens: Vec<Token> = Vec::new();
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
            tokens.push(Token { written: written.to_string(), stem, name, weight });
        }
        Text { tokens, first, grams: grams.sorted(), quantities: quantities(without_signature(&plain)) }
    }

    /// Glances at texts that belong together.
    pub fn glance<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Glance {
        let words = texts.into_iter().flat_map(words);
        Glance(words.map(|word| self.stem(word.folded).0).collect())
    }

    fn stem(&self, word: String) -> (Rc<str>, f32) {
        let mut met = self.met.borrow_mut();
        if let Some((stem, weight)) = met.get(&word) {
            return (Rc::clone(stem), *weight);
        }
        if met.len() >= REMEMBERED {
            met.clear();
        }
        let stem: Rc<str> = self.stems.of(&word).into();
        let weight = background::weight(&stem);
        met.insert(word, (Rc::clone(&stem), weight));
        (stem, weight)
    }
}

impl Text {
    /// The different stems, in the order in which they first come.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.first.iter().map(|at| &*self.tokens[*at].stem)
    }
}

/// Gathers the sequences of four characters of the words that are pushed.
#[derive(Default)]
struct Grams {
    window: [(u16, usize); 4],
    seen: usize,
    all: Vec<(u64, usize, usize)>,
}

impl Grams {
    fn push(&mut self, word: &str, token: usize) {
        if self.seen == 0 {
            self.character(' ', token);
        }
        word.chars().chain([' ']).for_each(|c| self.character(c, token));
    }

    fn character(&mut self, c: char, token: usize) {
        self.window.rotate_left(1);
        // Two bytes tell characters apart well enough.
        self.window[3] = ((u32::from(c) & 0xffff) as u16, token);
        self.seen += 1;
        if self.seen >= 4 {
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

/// A text without web addresses, and with the words within a hashtag or handle apart: `#FakeNews` as `#Fake News`.
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

/// A post without the signature of its embedding, "— Name (@name) November 18, 2021": that day is not what it speaks of.
fn without_signature(text: &str) -> &str {
    match text.rfind("— ") {
        Some(at) if text[at..].contains("(@") => &text[..at],
        _ => text,
    }
}
