//! Tags words with their parts of speech, from left to right.

use super::super::part_of_speech::PartOfSpeech;
use super::super::tokenized::TokenizedText;
use super::features::{FeatureKeys, mix};
use super::table::WeightTable;
use super::vocabulary::{Vocabulary, shape, suffix};

/// Stands for the tag before the first one.
const NO_TAG: u64 = 24;

/// Finds parts of speech.
#[derive(Debug, Clone, Copy)]
pub struct Tagger {
    table: WeightTable,
    vocabulary: Vocabulary,
}

/// What the tagger's features tell of a token.
#[derive(Clone, Copy)]
struct TaggedWord {
    id: u64,
    shape: u64,
    /// The last one to four characters.
    suffixes: [u64; 4],
}

/// Stand for what is before and after a sentence.
const BEFORE: TaggedWord = TaggedWord { id: 1, shape: 1, suffixes: [1; 4] };
const AFTER: TaggedWord = TaggedWord { id: 2, shape: 2, suffixes: [2; 4] };

/// A sentence's words as the tagger sees them.
pub struct TaggerSentence(Vec<TaggedWord>);

impl TaggerSentence {
    /// Reads a sentence.
    pub fn new(text: &TokenizedText, sentence: usize, vocabulary: &Vocabulary) -> Self {
        let tokens = text.sentences.get(sentence).and_then(|range| text.tokens.get(range.clone())).unwrap_or_default();
        let word = |token| {
            let shape = shape(token);
            let suffixes = [1, 2, 3, 4].map(|length| suffix(&token.word, length, shape));
            TaggedWord { id: vocabulary.identity(token, shape).id, shape, suffixes }
        };
        Self(tokens.iter().map(word).collect())
    }

    fn word(&self, at: usize, offset: isize) -> TaggedWord {
        match at.checked_add_signed(offset) {
            Some(at) => self.0.get(at).copied().unwrap_or(AFTER),
            None => BEFORE,
        }
    }

    /// Writes the features of the token at a place of the sentence, after two tags.
    pub fn features(&self, at: usize, tags: [Option<PartOfSpeech>; 2], features: &mut FeatureKeys) {
        let [last, second_last] = tags.map(|tag| tag.map_or(NO_TAG, |tag| tag as u64));
        let [left2, left, here, right, right2] = [-2, -1, 0, 1, 2].map(|offset| self.word(at, offset));
        let [here1, here2, here3, here4] = here.suffixes;
        features.start(2000);
        features.add(0, 0);
        for value in [here.id, here2, here3, here4, last, left.id, right.id, right2.id, left2.id] {
            features.add(value, 0);
        }
        features.add(right.suffixes[2], 0);
        features.add(left.suffixes[2], 0);
        features.add(last, second_last);
        features.add(last, here.id);
        features.add(here.shape, u64::from(at == 0));
        features.add(right.shape, left.shape);
        features.add(last, here3);
        features.add(last, right.suffixes[1]);
        features.add(last, right.id);
        features.add(here.shape, here1);
        features.add(mix(1, last, second_last), here2);
    }
}

impl Tagger {
    /// The tagger of a table with a weight for each tag.
    pub fn new(table: WeightTable, vocabulary: Vocabulary) -> Self {
        Self { table, vocabulary }
    }

    /// Sets the tags of all tokens.
    pub fn tag(&self, text: &mut TokenizedText) {
        let mut features = FeatureKeys::default();
        for sentence in 0..text.sentences.len() {
            let words = TaggerSentence::new(text, sentence, &self.vocabulary);
            let range = text.sentences.get(sentence).cloned().unwrap_or_default();
            let mut tags = [None, None];
            for (at, token) in text.tokens.get_mut(range).unwrap_or_default().iter_mut().enumerate() {
                words.features(at, tags, &mut features);
                let mut scores = [0.0; PartOfSpeech::ALL.len()];
                features.keys().iter().for_each(|key| self.table.add(*key, &mut scores));
                let best = PartOfSpeech::ALL.into_iter().zip(scores).max_by(|one, other| one.1.total_cmp(&other.1));
                token.tag = best.map(|best| best.0).unwrap_or_default();
                tags = [Some(token.tag), tags[0]];
            }
        }
    }
}
