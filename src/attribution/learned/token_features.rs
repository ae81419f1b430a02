//! The features of a token in the first chain, which labels a paragraph.

use std::ops::Range;

use super::super::tokenized::TokenizedText;
use super::facts::{Facts, TokenFacts};
use super::features::{FeatureKeys, distance_bin, mix};

/// Maximum number of tokens between a token and a cue that are looked at for words that part clauses.
const MAX_GAP: usize = 25;

/// Writes the features of tokens of a paragraph.
#[derive(Debug, Clone, Copy)]
pub struct TokenFeatures<'a> {
    text: &'a TokenizedText,
    facts: &'a Facts,
    paragraph: &'a Range<usize>,
}

/// A fact about the tokens around one.
type Around<'a> = &'a dyn Fn(isize) -> u64;

impl<'a> TokenFeatures<'a> {
    /// For the tokens of this paragraph.
    pub fn new(text: &'a TokenizedText, facts: &'a Facts, paragraph: &'a Range<usize>) -> Self {
        Self { text, facts, paragraph }
    }

    /// Writes the features of a token.
    pub fn write(&self, at: usize, features: &mut FeatureKeys) {
        let near = |offset: isize, fact: fn(&TokenFacts) -> u64| self.facts.near(at, offset, self.paragraph, fact);
        let word = |offset: isize| near(offset, |facts| facts.word);
        let tag = |offset: isize| near(offset, |facts| facts.tag + 3);
        let cue = |offset: isize| near(offset, |facts| 3 + facts.cue_bin * 2 + (facts.quote >> 2));
        let here = self.facts.get(at);
        self.words(at, &here, &word, features);
        self.cues(at, &here, &cue, features);
        Self::tags(&word, &tag, &cue, features);
        self.families(at, &here, &tag, features);
        self.surroundings(at, &here, &word, features);
        self.gaps(at, &here, features);
        self.rules(at, &here, &[&word, &tag, &cue], features);
    }

    fn words(&self, at: usize, here: &TokenFacts, word: Around, features: &mut FeatureKeys) {
        let near = |offset: isize, fact: fn(&TokenFacts) -> u64| self.facts.near(at, offset, self.paragraph, fact);
        features.start(0);
        features.add(0, 0);
        features.add(here.quote, 0);
        (-3..=3).for_each(|offset| features.add(word(offset), 0));
        for (one, other) in [(-1, 0), (0, 1), (-1, 1), (-2, -1), (1, 2)] {
            features.add(word(one), word(other));
        }
        features.add(here.word, here.quote);
        (-1..=1).for_each(|offset| features.add(near(offset, |facts| facts.shape + 3), here.quote));
        (-1..=1).for_each(|offset| features.add(near(offset, |facts| facts.suffix3), 0));
        features.add(here.suffix2, 0);
        features.add(here.suffix2, word(-1));
        features.add(here.suffix2, word(1));
    }

    fn cues(&self, at: usize, here: &TokenFacts, cue: Around, features: &mut FeatureKeys) {
        let sentence = self.text.sentence_of(at);
        let (from_start, to_end) = (at - sentence.start.min(at), sentence.end.saturating_sub(at + 1));
        features.continue_from(100);
        (-2..=2).for_each(|offset| features.add(cue(offset), 0));
        features.add(cue(-1), cue(0));
        features.add(cue(0), cue(1));
        features.add(cue(0), mix(0, cue(-1), cue(1)));
        features.add(u64::from(from_start == 0) * 2 + u64::from(to_end == 0), here.quote >> 2);
        features.add(distance_bin(from_start), 0);
        features.add(distance_bin(to_end), 0);
    }

    fn tags(word: Around, tag_at: Around, cue: Around, features: &mut FeatureKeys) {
        let [before3, before2, before, tag, after, after2, after3] = [-3, -2, -1, 0, 1, 2, 3].map(tag_at);
        features.continue_from(200);
        [before3, before2, before, tag, after, after2, after3].iter().for_each(|one| features.add(*one, 0));
        features.add(before, tag);
        features.add(tag, after);
        features.add(before * 100 + tag, after);
        features.add(before2 * 100 + before, tag);
        features.add(tag * 100 + after, after2);
        for tags in [tag, tag * 100 + after, before * 100 + tag, before2 * 100 + before, after * 100 + after2] {
            features.add(tags, cue(0));
        }
        (-1..=1).for_each(|offset| features.add(word(offset), tag));
        features.add(before * 100 + tag, word(1));
        features.add(after * 100 + after2, word(-1));
    }

    /// The families of the word and of its neighbours.
    fn families(&self, at: usize, here: &TokenFacts, tag: Around, features: &mut FeatureKeys) {
        let family = |offset: isize| self.facts.near(at, offset, self.paragraph, |facts| facts.family + 3);
        features.continue_from(260);
        (-2..=2).for_each(|offset| features.add(family(offset), u64::from(here.quote > 0)));
        features.add(family(0), tag(0));
        features.add(family(0), tag(-1) * 100 + tag(1));
        features.add(family(-1), tag(0));
        features.add(here.base, tag(0));
        features.add(here.base, tag(1));
        for cue in [here.left_cue, here.right_cue] {
            let cue = cue.map_or(2, |cue| 3 + self.facts.get(cue).family);
            features.add(cue, here.quote);
            features.add(cue, tag(0));
        }
    }

    /// The nearest cues, the segment, the quotation, the sentence and the paragraph.
    fn surroundings(&self, at: usize, here: &TokenFacts, word: Around, features: &mut FeatureKeys) {
        let near = |offset: isize| self.facts.near(at, offset, self.paragraph, |facts| facts.quotation);
        let cue_word = |cue: Option<usize>| cue.map_or(1, |cue| self.facts.get(cue).word);
        let (left, right) = (cue_word(here.left_cue), cue_word(here.right_cue));
        let has = [here.left_cue, here.right_cue].map(|cue| u64::from(cue.is_some()));
        let strong = u64::from(here.is_strong);
        let is_mark = |at: Option<usize>| at.is_some_and(|at| self.facts.get(at).quote & 3 != 0);
        let before = at.checked_sub(1).filter(|before| *before >= self.paragraph.start);
        features.continue_from(300);
        features.add(self.facts.cue_at(here.left_cue, at), 0);
        features.add(self.facts.cue_at(here.right_cue, at), 0);
        features.add(left, here.quote);
        features.add(right, here.quote);
        features.add(left, right);
        features.add(strong, has[0] * 2 + has[1]);
        features.add(here.segment, here.quote);
        features.add(here.segment, strong + 2 * has[0]);
        features.add(here.quotation, here.quote);
        features.add(here.beside, here.quote);
        features.add(here.quotation, here.beside);
        features.add(here.sentence, here.quote);
        features.add(here.sentence, has[0] * 4 + has[1] * 2 + strong);
        features.add(here.paragraph, here.quote);
        features.add(here.paragraph, here.cue_bin);
        features.add(near(-1), near(0));
        features.add(near(0), near(1));
        features.add(if is_mark(Some(at)) || is_mark(before) { here.beside } else { 0 }, word(0));
    }

    /// Which words that part clauses stand between the token and the cues beside it.
    fn gaps(&self, at: usize, here: &TokenFacts, features: &mut FeatureKeys) {
        let bits = |range: Range<usize>| {
            self.facts.0.get(range).unwrap_or_default().iter().fold(0, |bits, facts| bits | facts.bits)
        };
        features.continue_from(350);
        if let Some(cue) = here.left_cue {
            let gap = bits(cue + 1..(at + 1).min(cue + 1 + MAX_GAP)) & 0x3f;
            features.add(gap, here.quote);
            features.add(gap, self.facts.get(cue).word);
            features.add(gap, here.word);
        }
        features.continue_from(360);
        if let Some(cue) = here.right_cue {
            let gap = bits(at.max(cue.saturating_sub(MAX_GAP))..cue) & 0x7f;
            features.add(gap, here.quote + 8 * distance_bin(cue - at));
            features.add(gap, self.facts.get(cue).word);
            features.add(gap, here.word);
        }
    }

    /// The labels of the rules.
    fn rules(&self, at: usize, here: &TokenFacts, around: &[Around; 3], features: &mut FeatureKeys) {
        let [word, tag, cue] = around;
        let rule = |offset: isize| self.facts.near(at, offset, self.paragraph, |facts| facts.rule + 3);
        let [before, label, after] = [-1, 0, 1].map(rule);
        features.continue_from(400);
        features.add(label, here.quote);
        features.add(before, label);
        features.add(label, after);
        features.add(label, cue(0));
        features.add(label * 100 + after, before);
        features.add(label, here.segment);
        features.add(label, tag(0));
        features.add(label * 100 + after, word(0));
        features.add(before * 100 + label, word(0));
        features.add(rule(-2), rule(2));
        features.add(label, word(0));
    }
}
