//! The quotes that stand in a stored text.

/// A quote that stands in a stored text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotedRow {
    /// `statement` or `evidence`.
    pub of: String,
    /// Its number.
    pub id: i64,
    /// The claim it is about in the end; none where it is about a document.
    pub claim_id: Option<i64>,
    /// The words of that claim.
    pub claim: Option<String>,
    /// What it does: the stance of a statement, the relation of evidence.
    pub does: String,
    /// Who said it; none for evidence.
    pub speaker: Option<String>,
    /// The words.
    pub quote: String,
    /// Where they begin in the text, in characters.
    pub start: i64,
    /// Where they end, exclusive.
    pub end: i64,
}

impl QuotedRow {
    /// Where it stands in the text, in characters: from, to.
    pub fn place(&self) -> Option<(usize, usize)> {
        Some((usize::try_from(self.start).ok()?, usize::try_from(self.end).ok()?))
    }
}
