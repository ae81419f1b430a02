//! Analyzes a text for comparing: its words with their stems, its 4-grams, its quantities, and what it means.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::text::language::is_rather_foreign;
use crate::text::meaning::{TextMeaning, WordVector, word_vector};
use crate::text::quantity::{Quantity, quantities};
use crate::text::words::{Stems, is_sign, words};

use super::background;
use super::canonical::with_digits;
use super::names::{ComparableWord, NameGroups, comparable_words, phrases};

/// What is known of texts, by the text.
type TextCache<T> = RefCell<HashMap<String, T>>;

/// Analyzes texts. It caches stems.
pub struct TextAnalyzer {
    stems: Stems,
    /// Other names that every book has.
    common: NameGroups,
    /// Other names of the speakers of the book.
    speakers: NameGroups,
    /// The stem of each word read so far, and its weight.
    cache: RefCell<HashMap<String, (Rc<str>, f32)>>,
    /// The vector of each word compared so far, if it has one.
    vectors: RefCell<HashMap<String, Option<Rc<WordVector>>>>,
    /// The stems of the words of texts read so far, as they are and with digits in place of number words.
    lists: [TextCache<Rc<[Rc<str>]>>; 2],
    /// Texts analyzed so far.
    texts: TextCache<Rc<AnalyzedText>>,
}

impl Default for TextAnalyzer {
    fn default() -> Self {
        Self {
            stems: Stems::default(),
            common: NameGroups::common(),
            speakers: NameGroups::default(),
            cache: RefCell::default(),
            vectors: RefCell::default(),
            lists: Default::default(),
            texts: RefCell::default(),
        }
    }
}

/// Maximum number of texts whose stems are cached: some 20 MB.
const CACHED_LISTS: usize = 20_000;
/// Maximum number of analyzed texts that are cached: some 40 MB.
const CACHED_TEXTS: usize = 5_000;
/// Maximum number of bytes of a text that is cached.
const LONGEST_CACHED: usize = 1_000;
/// Maximum number of words in the cache of stems.
const CACHED: usize = 100_000;
/// Maximum number of words in the cache of vectors.
const CACHED_VECTORS: usize = 20_000;

/// Minimum share of the words of an English text that the table of vectors has as a whole; the share above which a text is English
/// although more of its words are frequent ones of another language, as in "La Guardia".
const KNOWN: f32 = 0.4;
const SURELY_KNOWN: f32 = 0.8;

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
    /// What it means.
    pub(super) meaning: TextMeaning,
    /// Stems of number words that digits stand for.
    replaced: Vec<Rc<str>>,
    /// The stem of each name that stands for others, with all of them as a full-text query.
    named: Vec<(Rc<str>, Rc<str>)>,
}

impl TextAnalyzer {
    /// Replaces the other names of speakers.
    pub fn set_speakers(&mut self, speakers: NameGroups) {
        if speakers != self.speakers {
            self.speakers = speakers;
            self.lists.iter_mut().for_each(|list| list.get_mut().clear());
            self.texts.get_mut().clear();
        }
    }

    /// As [`Self::read`], of a text that may be read again.
    pub fn read_cached(&self, text: &str) -> Rc<AnalyzedText> {
        cached(&self.texts, CACHED_TEXTS, text, || Rc::new(self.read(text)))
    }

    fn words(&self, text: &str) -> Vec<ComparableWord> {
        comparable_words(text, [&self.common, &self.speakers])
    }

    /// Analyzes a text.
    pub fn read(&self, text: &str) -> AnalyzedText {
        let plain = without_addresses(text);
        let quantities = quantities(without_signature(&plain));
        let (plain, replaced) = with_digits(&plain, &quantities);
        let mut tokens: Vec<AnalyzedWord> = Vec::new();
        let (mut first, mut grams, mut vectors, mut named) = (Vec::new(), Grams::default(), Vec::new(), Vec::new());
        let (mut end, mut seen) = (0, HashSet::new());
        let signature = without_signature(&plain).len();
        for word in self.words(&plain) {
            let written = &plain[word.range.clone()];
            let begins = end == 0
                || plain[end.min(word.range.start)..word.range.start].contains(['.', '!', '?', ':', '"', '“', '\n']);
            end = word.range.end;
            let digits = written.contains(|c: char| c.is_ascii_digit());
            let mut letters = word.folded.chars();
            if letters.next().is_some_and(|c| !is_sign(c)) && letters.next().is_none() && !digits {
                continue;
            }
            if end <= signature {
                vectors.push(self.vector(&word.folded));
            }
            let name = !begins && written.starts_with(char::is_uppercase);
            grams.push(&word.folded, tokens.len());
            let (stem, weight) = self.stem(word.folded);
            if seen.insert(Rc::clone(&stem)) {
                first.push(tokens.len());
                named.extend(word.name.map(|name| (Rc::clone(&stem), phrases(&name))));
            }
            tokens.push(AnalyzedWord { written: written.to_string(), stem, name, weight });
        }
        let replaced = words(&replaced).into_iter().map(|word| self.stem(word.folded).0).collect();
        let meaning = TextMeaning::new(vectors.iter());
        AnalyzedText { tokens, first, grams: grams.sorted(), quantities, meaning, replaced, named }
    }

    /// Returns the stems of several texts together.
    pub fn stems_of<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> StemList {
        let stems = |text: &str| self.words(text).into_iter().map(|word| self.stem(word.folded).0).collect();
        let list = |text: &str| cached(&self.lists[0], CACHED_LISTS, text, || stems(text));
        StemList(texts.into_iter().flat_map(|text| list(text).to_vec()).collect())
    }

    /// As [`Self::stems_of`], with digits in place of number words.
    pub fn stems_with_digits<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> StemList {
        let stems = |text: &str| {
            let text = with_digits(text, &quantities(text)).0;
            self.words(&text).into_iter().map(|word| self.stem(word.folded).0).collect()
        };
        let list = |text: &str| cached(&self.lists[1], CACHED_LISTS, text, || stems(text));
        StemList(texts.into_iter().flat_map(|text| list(text).to_vec()).collect())
    }

    fn vector(&self, word: &str) -> Option<Rc<WordVector>> {
        let mut cache = self.vectors.borrow_mut();
        if let Some(vector) = cache.get(word) {
            return vector.clone();
        }
        if cache.len() >= CACHED_VECTORS {
            cache.clear();
        }
        let vector = word_vector(word).map(Rc::new);
        cache.insert(word.to_string(), vector.clone());
        vector
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

/// Takes what is known of a text out of a cache, or works it out and puts it there; a full cache begins anew.
fn cached<T: Clone>(cache: &RefCell<HashMap<String, T>>, most: usize, text: &str, work_out: impl FnOnce() -> T) -> T {
    if text.len() > LONGEST_CACHED {
        return work_out();
    }
    if let Some(known) = cache.borrow().get(text) {
        return known.clone();
    }
    let new = work_out();
    let mut cache = cache.borrow_mut();
    if cache.len() >= most {
        cache.clear();
    }
    cache.insert(text.to_string(), new.clone());
    new
}

impl AnalyzedText {
    /// Returns the distinct stems, in order of their first word; then those of number words.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.first.iter().map(|at| &*self.tokens[*at].stem).chain(self.replaced.iter().map(|stem| &**stem))
    }

    /// Whether it is in English, as far as its words tell: vectors of English words say nothing of others.
    pub(super) fn is_english(&self) -> bool {
        let words: Vec<String> = self.tokens.iter().map(|token| token.written.to_lowercase()).collect();
        let known = self.meaning.known_share();
        known >= KNOWN && !(known < SURELY_KNOWN && is_rather_foreign(words.iter().map(String::as_str)))
    }

    /// Returns the names for which a stem stands, as a full-text query.
    pub fn names_of(&self, stem: &str) -> Option<&str> {
        self.named.iter().find(|(known, _)| **known == *stem).map(|(_, names)| &**names)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_from_other_languages() {
        let analyzer = TextAnalyzer::default();
        for (text, expected) in [
            ("The mayor lied about the money", true),
            ("£100,000 per migrant", true),
            ("La Guardia was closed", true),
            ("Crime has fallen", true),
            ("Der Bürgermeister hat gelogen und das Geld genommen", false),
            ("El alcalde mintió sobre el dinero de la ciudad", false),
            ("Le maire a menti sur le coût du pont", false),
            ("O prefeito mentiu sobre o dinheiro da cidade", false),
            ("Il sindaco ha mentito sui soldi", false),
            ("Burmistrz skłamał w sprawie pieniędzy", false),
            ("Мэр солгал о деньгах", false),
            ("市長は嘘をついた", false),
        ] {
            assert_eq!(analyzer.read(text).is_english(), expected, "{text}");
        }
    }
}
