//! A passage of a stored text of which a person said something.

use super::declare::record;
use crate::model::PassageMark;

record! {
    {
        /// A passage of a stored text that a person marked.
        row MarkedPassageRow("r");
        /// A marked passage to record.
        new NewMarkedPassage(MarkedPassageLine);
        /// A marked passage as a line.
        line MarkedPassageLine(MarkedPassageRow);
    }
    {
        /// The document.
        document_id: row(i64) new(document: i64);
        /// What was said of it.
        mark: read(PassageMark) new(mark: PassageMark) line(String);
        /// The speaker, the stance and the claim that were suggested there, if it was marked for that.
        suggested: every(text);
        /// The words of the passage.
        quote: row(String) new(quote: String) line(String);
        /// The character of the text at which it begins; none if the text no longer has it.
        quote_start: row(Option<i64>) new(start: Option<i64>) line(Option<i64>);
        /// The character behind its end.
        quote_end: row(Option<i64>) new(end: Option<i64>) line(Option<i64>);
        /// The claim that was recorded there.
        claim_id: row(Option<i64>) new(claim: Option<i64>);
        /// The document, by uid, where the line stands in that of its claim.
        document: line(Option<String>);
        /// When the words changed by which the claim was recorded, in UTC; none once somebody looked at it again.
        changed_at: every(text);
    }
}

impl MarkedPassageRow {
    /// Where it stands in the text, in characters: from, to; none if the text no longer has it.
    pub fn place(&self) -> Option<(usize, usize)> {
        Some((usize::try_from(self.quote_start?).ok()?, usize::try_from(self.quote_end?).ok()?))
    }

    /// Whether it stands within the characters from `start` to `end`, or partly so.
    pub fn meets(&self, start: usize, end: usize) -> bool {
        self.place().is_some_and(|(from, to)| from < end && start < to)
    }
}
