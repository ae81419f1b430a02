//! Vectors of words, and of texts.

use std::rc::Rc;

use super::DIMENSIONS;

/// Maximum number of words of a text that are compared one by one: the time grows with the product of both numbers.
const MOST: usize = 200;

/// The vector of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct WordVector {
    /// Its direction: a vector of length 1.
    pub(super) direction: [f32; DIMENSIONS],
    /// Its length: how much the word tells.
    pub(super) length: f32,
    /// Whether the table has the word as a whole.
    pub(super) is_whole: bool,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMeaning {
    /// The direction of the sum of its words; 0 of a text without words.
    direction: [f32; DIMENSIONS],
    /// Its words, each once; of a long text the first [`MOST`].
    words: Vec<Rc<WordVector>>,
    /// The share of its words that the table has as a whole.
    whole: f32,
}

impl WordVector {
    /// A vector with its length apart.
    pub(super) fn new(sum: [f32; DIMENSIONS], is_whole: bool) -> Self {
        let (direction, length) = normalized(sum);
        Self { direction, length, is_whole }
    }
}

impl Default for TextMeaning {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl TextMeaning {
    /// The meaning of the words of a text; none of a word without a vector.
    pub fn new<'w>(words: impl Iterator<Item = &'w Option<Rc<WordVector>>>) -> Self {
        let mut sum = [0.0; DIMENSIONS];
        let mut distinct: Vec<Rc<WordVector>> = Vec::new();
        let (mut all, mut whole) = (0.0_f32, 0.0_f32);
        for word in words {
            all += 1.0;
            let Some(word) = word else { continue };
            sum.iter_mut().zip(&word.direction).for_each(|(sum, own)| *sum += own * word.length);
            whole += f32::from(u8::from(word.is_whole));
            if distinct.len() < MOST && !distinct.iter().any(|known| Rc::ptr_eq(known, word)) {
                distinct.push(Rc::clone(word));
            }
        }
        Self { direction: normalized(sum).0, words: distinct, whole: whole / all.max(1.0) }
    }

    /// Returns the share of the words that the table has as a whole: low for a text of another language.
    pub fn known_share(&self) -> f32 {
        self.whole
    }

    /// Returns the cosine of two texts; 0 if it is negative.
    pub fn cosine(&self, other: &Self) -> f32 {
        dot(&self.direction, &other.direction).max(0.0)
    }

    /// Returns the share of the words, weighted by their length, that other texts say in their words: for each word the greatest
    /// cosine with any of theirs.
    pub fn covered_by(&self, others: &[&Self]) -> f32 {
        let (mut sum, mut all) = (0.0, 0.0);
        for word in &self.words {
            let theirs = others.iter().flat_map(|other| &other.words);
            let best = theirs.map(|other| dot(&word.direction, &other.direction)).fold(0.0, f32::max);
            sum += best * word.length;
            all += word.length;
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }
}

fn dot(one: &[f32; DIMENSIONS], other: &[f32; DIMENSIONS]) -> f32 {
    // Eight sums, which the compiler keeps in one register.
    let mut sums = [0.0; 8];
    for (one, other) in one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0) {
        for at in 0..8 {
            sums[at] += one[at] * other[at];
        }
    }
    sums.iter().sum()
}

/// Returns a vector at length 1, and its length.
fn normalized(sum: [f32; DIMENSIONS]) -> ([f32; DIMENSIONS], f32) {
    let length = dot(&sum, &sum).sqrt();
    if length > 0.0 { (sum.map(|number| number / length), length) } else { (sum, 0.0) }
}
