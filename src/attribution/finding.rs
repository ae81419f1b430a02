//! An attribution as ranges of tokens, before it is given out.

use std::ops::Range;

/// An attribution that a rule or a model found, in tokens of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Finding {
    /// Who says it.
    pub source: Option<Range<usize>>,
    /// The words that tell that it is said.
    pub cue: Option<Range<usize>>,
    /// What is said, in one or more pieces.
    pub content: Vec<Range<usize>>,
    /// The chance that it is right, 0 to 1.
    pub score: f32,
}

/// Whether two ranges have a token in common.
pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

impl Finding {
    /// Whether a piece of the content has a token in common with a range.
    pub fn content_overlaps(&self, range: &Range<usize>) -> bool {
        self.content.iter().any(|piece| overlap(piece, range))
    }

    /// Whether the cue has a token in common with a range.
    pub fn cue_overlaps(&self, range: &Range<usize>) -> bool {
        self.cue.as_ref().is_some_and(|cue| overlap(cue, range))
    }

    /// The first token of the content.
    pub fn start(&self) -> usize {
        self.content.iter().map(|piece| piece.start).min().unwrap_or_default()
    }
}
