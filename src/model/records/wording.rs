//! Another wording of a claim: that of a claim that was joined into it.

use super::declare::record;

record! {
    {
        /// Another wording of a claim. Its uid is that of the claim that was joined.
        row WordingRow("r");
        /// Another wording to record.
        new NewWording(WordingLine);
        /// Another wording as a line.
        line WordingLine(WordingRow);
    }
    {
        /// The claim.
        claim_id: row(i64) new(claim: i64);
        /// The claim, by uid or ref, on a line of its own.
        claim: line(Option<String>) in_table(|w| (&w.claim).into());
        /// The words.
        text: row(String, "wording") new(text: String) line(String) in_table(|w| (&w.text).into());
        /// The id that the joined claim had in the system from which it was imported.
        reference: row(Option<String>) new(reference: Option<String>) line(#[serde(rename = "ref")] Option<String>) in_table(|w| (&w.reference).into());
    }
}
