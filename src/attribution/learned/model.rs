//! All fitted models together.

use std::sync::LazyLock;

use super::super::tokenized::TokenizedText;
use super::acceptance::Acceptance;
use super::chain::{Chain, Labelled, edge_classes};
use super::facts::Facts;
use super::features::FeatureKeys;
use super::links::Linker;
use super::proposals::{Proposal, Proposer};
use super::table::{WeightTable, split_tables};
use super::tagger::Tagger;
use super::token_features::TokenFeatures;
use super::vocabulary::Vocabulary;

/// The number of labels of the first and the second chain.
pub const LABELS: [usize; 2] = [7, 5];

static FITTED: LazyLock<Model> = LazyLock::new(|| Model::new(include_bytes!("../../../data/reading/weights.bin")));

/// The fitted models.
#[derive(Debug, Clone)]
pub struct Model {
    /// The words that features name.
    pub vocabulary: Vocabulary,
    /// Finds parts of speech.
    pub tagger: Tagger,
    /// Labels the tokens of a paragraph.
    pub tokens: Chain,
    /// Joins pieces to cues.
    pub linker: Linker,
    /// Finds what belongs to a cue.
    pub cues: Chain,
    /// Tells the chance that a proposal is right.
    pub acceptance: Acceptance,
}

impl Model {
    /// The models of the program.
    pub fn fitted() -> &'static Self {
        &FITTED
    }

    /// The models of a file: the tables of the vocabulary, the tagger, the first chain, the linker, the second chain and the
    /// acceptance. A table that is missing has no weights.
    pub fn new(bytes: &'static [u8]) -> Self {
        let tables = split_tables(bytes);
        let table = |at: usize| WeightTable::new(tables.get(at).copied().unwrap_or_default());
        let vocabulary = Vocabulary::new(table(0));
        Self {
            vocabulary,
            tagger: Tagger::new(table(1), vocabulary),
            tokens: Chain::new(LABELS[0], table(2)),
            linker: Linker::new(table(3)),
            cues: Chain::new(LABELS[1], table(4)),
            acceptance: Acceptance::new(table(5)),
        }
    }

    /// Labels the tokens of a text, paragraph by paragraph.
    pub fn label_tokens(&self, text: &TokenizedText, facts: &Facts) -> Labelled {
        let mut all = Labelled::default();
        let mut features = FeatureKeys::default();
        for paragraph in &text.paragraphs {
            let writer = TokenFeatures::new(text, facts, paragraph);
            let scores: Vec<_> = paragraph
                .clone()
                .map(|at| {
                    let mut scores = Default::default();
                    writer.write(at, &mut features);
                    self.tokens.add(features.keys(), &mut scores);
                    scores
                })
                .collect();
            let mut labelled = self.tokens.label(&scores, &edge_classes(text, paragraph));
            all.labels.append(&mut labelled.labels);
            all.chances.append(&mut labelled.chances);
        }
        all
    }

    /// Proposes an attribution for each cue that may be one.
    pub fn proposals(&self, text: &TokenizedText, facts: &Facts, labelled: &Labelled) -> Vec<Proposal> {
        self.proposer(text, facts, labelled).proposals()
    }

    /// What reads the cues of a text.
    pub fn proposer<'a>(&'a self, text: &'a TokenizedText, facts: &'a Facts, labelled: &'a Labelled) -> Proposer<'a> {
        let Self { linker, cues, acceptance, .. } = self;
        Proposer { text, facts, labelled, linker, cues, acceptance }
    }
}
