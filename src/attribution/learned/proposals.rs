//! Proposes an attribution for each cue that may be one.

use std::ops::Range;

use super::super::finding::{Finding, overlap};
use super::super::tokenized::TokenizedText;
use super::acceptance::{Acceptance, Decoded};
use super::candidates::{CueCandidate, cue_candidates};
use super::chain::{CONTENT, Chain, Labelled, SOURCE, edge_classes};
use super::cue_features::{CueFeatures, CueReading};
use super::facts::Facts;
use super::features::FeatureKeys;
use super::links::{Linker, Pieces};

/// Minimum chance of a token of a source that is not on the best path.
const MIN_SOURCE: f32 = 0.03;

/// Maximum number of candidates on each side of one that its content may reach. Only texts that are made to be hard have more; it
/// keeps the work in proportion.
const MAX_BESIDE: usize = 6;

/// An attribution that may be right.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The attribution, with its score.
    pub finding: Finding,
    /// The features from which the score comes.
    pub keys: Vec<u32>,
}

/// What is known of a text before its cues are read, and the models that read them.
#[derive(Debug, Clone, Copy)]
pub struct Proposer<'a> {
    /// The text.
    pub text: &'a TokenizedText,
    /// The facts about its tokens.
    pub facts: &'a Facts,
    /// What the first chain says of the whole text.
    pub labelled: &'a Labelled,
    /// Joins pieces to cues.
    pub linker: &'a Linker,
    /// The second chain.
    pub cues: &'a Chain,
    /// The score.
    pub acceptance: &'a Acceptance,
}

impl Proposer<'_> {
    /// Proposes attributions for the cues of all paragraphs.
    pub fn proposals(&self) -> Vec<Proposal> {
        let mut found = Vec::new();
        for paragraph in &self.text.paragraphs {
            let candidates = cue_candidates(self.labelled, paragraph);
            self.read_cues(paragraph, &candidates, |candidate, features, others| {
                found.extend(self.proposal(candidate, features, others));
            });
        }
        found
    }

    /// Calls a function for each candidate of a paragraph, with the features around it and what is beside it.
    pub fn read_cues(
        &self,
        paragraph: &Range<usize>,
        candidates: &[CueCandidate],
        mut read: impl FnMut(&CueCandidate, &CueFeatures, Beside),
    ) {
        if candidates.is_empty() {
            return;
        }
        let linked = self.linked(paragraph, candidates);
        let mut is_cue = vec![false; paragraph.end];
        for likely in candidates.iter().filter(|candidate| candidate.is_likely()) {
            is_cue.get_mut(likely.tokens.clone()).unwrap_or_default().fill(true);
        }
        let reading = CueReading { text: self.text, facts: self.facts, labelled: self.labelled, is_cue: &is_cue };
        let cues = candidates.iter().filter(|candidate| candidate.is_likely()).count();
        for (index, (candidate, linked)) in candidates.iter().zip(&linked).enumerate() {
            let far = |at: Option<usize>| at.and_then(|at| candidates.get(at)).map(|far| far.tokens.clone());
            let low = far(index.checked_sub(MAX_BESIDE)).map_or(paragraph.start, |far| far.start);
            let high = far(index.checked_add(MAX_BESIDE)).map_or(paragraph.end, |far| far.end);
            let features = CueFeatures::new(reading, candidate, linked, &(low..high));
            read(candidate, &features, Beside { cues, linked: linked.len() });
        }
    }

    /// The pieces of the first chain that belong to each candidate.
    fn linked(&self, paragraph: &Range<usize>, candidates: &[CueCandidate]) -> Vec<Vec<Range<usize>>> {
        let labels = self.labelled.labels.get(paragraph.clone()).unwrap_or_default();
        let own = Labelled { labels: labels.to_vec(), chances: Vec::new() };
        let pieces = |first| {
            let moved = |piece: Range<usize>| paragraph.start + piece.start..paragraph.start + piece.end;
            own.pieces(first).into_iter().map(moved).collect()
        };
        let cues = candidates.iter().map(|candidate| candidate.tokens.clone()).collect();
        let pieces = Pieces { contents: pieces(CONTENT), sources: pieces(SOURCE), cues };
        let chances: Vec<f32> = candidates.iter().map(|candidate| candidate.chance).collect();
        self.linker.link(self.text, self.facts, &pieces, &chances)
    }

    fn proposal(&self, candidate: &CueCandidate, around: &CueFeatures, beside: Beside) -> Option<Proposal> {
        let window = around.window();
        let mut features = FeatureKeys::default();
        let scores: Vec<_> = window
            .clone()
            .map(|at| {
                let mut scores = Default::default();
                around.write(at, &mut features);
                self.cues.add(features.keys(), &mut scores);
                scores
            })
            .collect();
        let own = self.cues.label(&scores, &edge_classes(self.text, &window));
        let piece = |first| -> Vec<Range<usize>> {
            own.pieces(first).into_iter().map(|piece| window.start + piece.start..window.start + piece.end).collect()
        };
        let content = piece(CONTENT);
        if content.is_empty() {
            return None;
        }
        let chance =
            |range: &Range<usize>| own.mean_chance(range.start - window.start..range.end - window.start, SOURCE);
        let source = piece(SOURCE).into_iter().max_by(|one, other| chance(one).total_cmp(&chance(other)));
        let is_unsure = source.is_none();
        let source = source.or_else(|| self.unsure_source(candidate, &own, &window, &content));
        let decoded = Decoded { own: &own, window: &window, content: &content, source: source.as_ref(), is_unsure };
        let keys = self.acceptance_keys(candidate, &decoded, beside);
        let score = self.acceptance.score(&keys);
        let finding = Finding { source, cue: Some(candidate.tokens.clone()), content, score };
        Some(Proposal { finding, keys })
    }

    /// The most likely source in the cue's sentence, though the best path has none.
    fn unsure_source(
        &self,
        candidate: &CueCandidate,
        own: &Labelled,
        window: &Range<usize>,
        content: &[Range<usize>],
    ) -> Option<Range<usize>> {
        let sentence = self.text.sentence_of(candidate.tokens.start);
        let (low, high) = (sentence.start.max(window.start), sentence.end.min(window.end));
        let chance = |at: usize| own.chance(at - window.start, SOURCE);
        let is_free = |at: &usize| {
            self.text.tokens.get(*at).is_some_and(|token| token.tag.is_nominal())
                && !content.iter().any(|piece| overlap(piece, &(*at..*at + 1)))
        };
        let best = (low..high).filter(is_free).max_by(|one, other| chance(*one).total_cmp(&chance(*other)))?;
        if chance(best) <= MIN_SOURCE {
            return None;
        }
        let belongs = |at: &usize| chance(*at) > 0.5 * chance(best);
        let start = (low..best).rev().take_while(belongs).last().unwrap_or(best);
        let end = (best + 1..high).take_while(belongs).last().unwrap_or(best) + 1;
        Some(start..end)
    }

    fn acceptance_keys(&self, candidate: &CueCandidate, decoded: &Decoded, beside: Beside) -> Vec<u32> {
        let mut features = FeatureKeys::default();
        decoded.write(self.text, self.facts, self.labelled, (candidate, beside.cues, beside.linked), &mut features);
        features.keys().to_vec()
    }
}

/// What is beside a candidate.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// The number of likely cues in the paragraph.
    cues: usize,
    /// The number of pieces that the linker gives to the candidate.
    linked: usize,
}
