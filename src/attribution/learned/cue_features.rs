//! The features of a token in the second chain, which tells what belongs to one cue.

use std::ops::Range;

use super::super::finding::overlap;
use super::super::token::Token;
use super::super::tokenized::TokenizedText;
use super::candidates::CueCandidate;
use super::chain::{CONTENT, CUE, Labelled, SOURCE};
use super::facts::{Facts, TokenFacts};
use super::features::{FeatureKeys, chance_bin, distance_bin, hash_of, mix};

/// Maximum number of tokens that are read before and after a cue.
const WINDOW: [usize; 2] = [150, 200];

/// What stands between a cue and a token.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    bits: u64,
    commas: u64,
    marks: u64,
    cues: u64,
}

/// What is known of a text when its cues are read.
#[derive(Debug, Clone, Copy)]
pub struct CueReading<'a> {
    /// The text.
    pub text: &'a TokenizedText,
    /// The facts about its tokens.
    pub facts: &'a Facts,
    /// What the first chain says of the whole text.
    pub labelled: &'a Labelled,
    /// For each token, whether it is in a likely cue.
    pub is_cue: &'a [bool],
}

/// Writes the features of the tokens around a cue.
#[derive(Debug)]
pub struct CueFeatures<'a> {
    reading: CueReading<'a>,
    cue: &'a CueCandidate,
    /// The pieces that the linker gives to this cue.
    linked: &'a [Range<usize>],
    paragraph: Range<usize>,
    window: Range<usize>,
    gaps: Vec<Gap>,
    /// The words of the cue: the last one, the first and last one.
    cue_word: u64,
    cue_words: u64,
    /// The family of the cue's last word, and its base form.
    cue_family: u64,
    cue_base: u64,
    /// What stands right after and before the cue, and both.
    next: u64,
    before: u64,
    pattern: u64,
}

/// Where a token is from the cue.
#[derive(Clone, Copy)]
struct Position {
    /// 0 left, 1 right, 2 in the cue.
    side: u64,
    /// The side and the distance.
    distance: u64,
    /// The side, and whether the token is in the cue's sentence.
    place: u64,
    /// Sentences between, at most 3.
    sentences: u64,
    gap: Gap,
}

impl<'a> CueFeatures<'a> {
    /// For a cue. Tokens outside the limits are not read.
    pub fn new(
        reading: CueReading<'a>,
        cue: &'a CueCandidate,
        linked: &'a [Range<usize>],
        limits: &Range<usize>,
    ) -> Self {
        let paragraph = reading.text.paragraph_of(cue.tokens.start);
        let window =
            limits.start.max(cue.tokens.start.saturating_sub(WINDOW[0]))..limits.end.min(cue.tokens.end + WINDOW[1]);
        let word = |at: usize| reading.facts.get(at).word;
        let last = reading.facts.get(cue.tokens.end.saturating_sub(1));
        let cue_word = last.word;
        let token =
            |at: Option<usize>| at.filter(|at| paragraph.contains(at)).and_then(|at| reading.text.tokens.get(at));
        let describe = |token: Option<&Token>, known: &[&str], base: u64| match token {
            None => base + 3,
            Some(token) if token.is_quoted() => base,
            Some(token) if token.is(known) => hash_of(&token.word),
            Some(token) => 1000 + token.tag as u64,
        };
        let after = [
            "that", "to", ",", ":", ".", "in", "on", "of", "the", "he", "she", "it", "for", "his", "her", "about", "a",
            "as",
        ];
        let next = describe(token(Some(cue.tokens.end)), &after, 900);
        let before = ["he", "she", "they", "who", ",", "and", "to", "i", "we", "it", "which", "--"];
        let before = describe(token(cue.tokens.start.checked_sub(1)), &before, 910);
        let mut features = Self {
            reading,
            cue,
            linked,
            gaps: vec![Gap::default(); window.len()],
            paragraph,
            window,
            cue_word,
            cue_family: last.family,
            cue_base: last.base,
            cue_words: mix(1, word(cue.tokens.start), cue_word),
            next,
            before,
            pattern: mix(2, next, before),
        };
        features.set_gaps();
        features
    }

    /// The tokens that are read.
    pub fn window(&self) -> Range<usize> {
        self.window.clone()
    }

    fn set_gaps(&mut self) {
        let (cue, window) = (self.cue.tokens.clone(), self.window.clone());
        let right: Vec<usize> = (cue.end..window.end).collect();
        let left: Vec<usize> = (window.start..cue.start).rev().collect();
        for side in [right, left] {
            let mut gap = Gap::default();
            let mut was_cue = false;
            for at in side {
                if let Some(slot) = self.gaps.get_mut(at - window.start) {
                    *slot = gap;
                }
                let facts = self.reading.facts.get(at);
                let is_cue = self.is_cue(at);
                gap.bits |= facts.bits & !2;
                gap.commas += u64::from(self.reading.text.tokens.get(at).is_some_and(|token| token.word == ","));
                gap.marks += u64::from(facts.quote & 3 != 0);
                gap.cues += u64::from(is_cue && !was_cue);
                was_cue = is_cue;
            }
        }
    }

    fn is_cue(&self, at: usize) -> bool {
        self.reading.is_cue.get(at).copied().unwrap_or_default()
    }

    fn position(&self, at: usize) -> Position {
        let cue = &self.cue.tokens;
        let (side, distance) = if at < cue.start {
            (0, cue.start - at)
        } else if at >= cue.end {
            (1, at + 1 - cue.end)
        } else {
            (2, 0)
        };
        let sentence = |at: usize| self.reading.text.tokens.get(at).map_or(0, |token| token.sentence);
        let sentences = sentence(at).abs_diff(sentence(cue.start)).min(3) as u64;
        let mut gap = self.gaps.get(at - self.window.start.min(at)).copied().unwrap_or_default();
        (gap.commas, gap.marks, gap.cues) = (gap.commas.min(3), gap.marks.min(3), gap.cues.min(2));
        let place = side * 2 + u64::from(sentences == 0);
        Position { side, distance: side * 20 + distance_bin(distance), place, sentences, gap }
    }

    /// Writes the features of a token of the window.
    pub fn write(&self, at: usize, features: &mut FeatureKeys) {
        let here = self.reading.facts.get(at);
        let position = self.position(at);
        self.places(at, &here, &position, features);
        self.words(at, &position, features);
        self.gaps(at, &here, &position, features);
        self.families(at, &here, &position, features);
        self.rules(at, &here, &position, features);
        self.first_chain(at, &here, &position, features);
    }

    fn near(&self, at: usize, offset: isize, fact: fn(&TokenFacts) -> u64) -> u64 {
        self.reading.facts.near(at, offset, &self.paragraph, fact)
    }

    fn places(&self, at: usize, here: &TokenFacts, position: &Position, features: &mut FeatureKeys) {
        let Position { distance, place, .. } = *position;
        let tag = self.near(at, 0, |facts| facts.tag + 3);
        features.start(500);
        features.add(distance, 0);
        features.add(distance, self.cue_word);
        features.add(place, self.cue_word);
        features.add(place, self.cue_words);
        features.add(distance, tag);
        features.add(place * 100 + tag, self.pattern);
        features.add(distance, self.pattern);
        features.add(place, self.pattern);
        features.add(place * 100 + tag, self.cue_word);
        features.add(distance, self.next);
        features.add(distance, self.before);
        features.add(place, mix(9, here.suffix2, tag));
        features.add(place, u64::from(self.is_cue(at)));
        features.add(place * 8 + here.cue_bin, here.quote);
        (-1..=1)
            .for_each(|offset| features.add(self.near(at, offset, |facts| facts.shape + 3), place * 8 + here.quote));
    }

    fn words(&self, at: usize, position: &Position, features: &mut FeatureKeys) {
        let Position { distance, place, .. } = *position;
        let [left, word, right] = [-1, 0, 1].map(|offset| self.near(at, offset, |facts| facts.word));
        let [before2, before, tag, after, after2] =
            [-2, -1, 0, 1, 2].map(|offset| self.near(at, offset, |facts| facts.tag + 3));
        features.continue_from(520);
        features.add(place, word);
        features.add(place, left);
        features.add(place, right);
        features.add(place, mix(1, word, right));
        features.add(place, mix(1, left, word));
        features.add(distance.min(25), word);
        features.add(place * 100 + tag, after);
        features.add(place * 100 + before, tag);
        features.add(place * 10_000 + before * 100 + tag, after);
        features.add(place * 10_000 + tag * 100 + after, after2);
        features.add(place * 10_000 + before2 * 100 + before, tag);
    }

    fn gaps(&self, at: usize, here: &TokenFacts, position: &Position, features: &mut FeatureKeys) {
        let Position { place, side, sentences, gap, .. } = *position;
        let tag = self.near(at, 0, |facts| facts.tag + 3);
        let sentence = self.reading.text.sentence_of(at);
        let edge = u64::from(at == sentence.start) * 2 + u64::from(at + 1 == sentence.end);
        let counts = place * 16 + gap.commas * 4 + gap.marks;
        let quote = here.quote;
        features.continue_from(540);
        features.add(place, gap.bits);
        features.add(place * 100 + tag, gap.bits);
        features.add(place, gap.bits * 8 + quote);
        features.add(counts, gap.cues);
        features.add(counts, quote + 8);
        features.add(place * 4 + gap.cues, self.cue_word);
        features.add(place * 4 + gap.cues, quote * 4 + edge);
        features.add(side * 4 + sentences, quote * 4 + gap.cues);
        features.add(side * 4 + sentences, gap.bits);
        features.add(place * 4 + gap.cues, gap.bits);
        features.add(place, here.segment);
        features.add(place, mix(3, here.segment, self.pattern));
        features.add(place, mix(2, here.quotation, quote));
        features.add(place, mix(2, here.quotation, here.beside));
        features.add(place, here.beside);
        features.add(place * 8 + quote, self.next);
        features.add(place * 8 + quote, self.before);
        features.add(place * 4 + edge, self.pattern);
        features.add(place, mix(5, gap.bits, self.pattern));
        features.add(place * 8 + gap.commas, mix(6, self.next, quote));
        features.add(place * 8 + gap.commas, mix(7, self.before, quote));
        features.add(place * 8 + gap.commas, mix(8, self.cue_word, quote));
    }

    /// The family of the cue's last word, of the token and of its neighbours.
    fn families(&self, at: usize, here: &TokenFacts, position: &Position, features: &mut FeatureKeys) {
        let Position { place, distance, .. } = *position;
        let tag = self.near(at, 0, |facts| facts.tag + 3);
        let (family, base) = (self.cue_family, self.cue_base);
        features.continue_from(565);
        features.add(distance, family);
        features.add(place, mix(1, family, tag));
        features.add(place, mix(2, family, here.quote));
        features.add(place, base);
        features.add(place * 100 + here.family, 0);
    }

    fn rules(&self, at: usize, here: &TokenFacts, position: &Position, features: &mut FeatureKeys) {
        let [left, right] = [-1, 1].map(|offset| self.near(at, offset, |facts| facts.rule + 3));
        let Position { place, gap, .. } = *position;
        features.continue_from(570);
        features.add(here.rule, place);
        features.add(here.rule * 10 + gap.cues, place);
        features.add(here.rule * 10 + right, place * 10 + left);
    }

    /// What the first chain and the linker say.
    fn first_chain(&self, at: usize, here: &TokenFacts, position: &Position, features: &mut FeatureKeys) {
        let Position { place, distance, gap, .. } = *position;
        let labelled = self.reading.labelled;
        let label = |at: Option<usize>| {
            let at = at.filter(|at| self.paragraph.contains(at));
            at.and_then(|at| labelled.labels.get(at)).map_or(9, |label| *label as u64)
        };
        let [left, label, right] = [label(at.checked_sub(1)), label(Some(at)), label(Some(at + 1))];
        let [content, source, cue] = [CONTENT, SOURCE, CUE].map(|first| chance_bin(labelled.chance(at, first)));
        let [content_start, source_start] = [CONTENT, SOURCE].map(|first| chance_bin(labelled.start_chance(at, first)));
        let is_linked = u64::from(self.linked.iter().any(|piece| overlap(piece, &(at..at + 1))));
        let own = u64::from(self.cue.is_on_best_path) * 10 + chance_bin(self.cue.chance);
        let tag = self.near(at, 0, |facts| facts.tag + 3);
        features.continue_from(600);
        features.add(place, label);
        features.add(place * 4 + gap.cues, label * 2 + is_linked);
        features.add(place, label * 100 + left);
        features.add(place, label * 100 + right);
        features.add(distance, label);
        features.add(place, content);
        features.add(place, source);
        features.add(place * 10 + content, is_linked * 4 + gap.cues);
        features.add(place * 10 + source, is_linked * 4 + gap.cues);
        features.add(distance, source * 2 + is_linked);
        features.add(place * 10 + cue, 0);
        features.add(place * 10 + content, tag);
        features.add(place * 10 + source, tag);
        features.add(place * 10 + content, self.pattern);
        features.add(is_linked * 10 + label, gap.bits * 10 + place);
        features.add(is_linked, label);
        features.add(content_start, place * 8 + here.quote);
        features.add(source_start, place);
        features.add(own, place * 10 + content);
        features.add(place * 10 + content, label * 10 + is_linked + 2 * gap.cues);
    }
}
