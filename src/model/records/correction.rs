//! A correction: something of our own that was published and was wrong.

use super::declare::record;
use crate::model::Date;

record! {
    {
        /// A correction; the columns of the view `correction_row`.
        row CorrectionRow("r", "id");
        /// A correction to record.
        new NewCorrection(CorrectionLine);
        /// What to change in a correction; nothing where nothing is given. An empty text forgets what was there.
        edit CorrectionEdit();
        /// A correction as a line.
        line CorrectionLine(CorrectionRow);
    }
    {
        /// The claim that it is about, also where it is about a verdict.
        claim_id: row(Option<i64>, "claim") new(claim: Option<i64>);
        /// The verdict that it is about.
        verdict_id: row(Option<i64>) new(verdict: Option<i64>);
        /// The document that it is about.
        document_id: row(Option<i64>, "document") new(document: Option<i64>);
        /// What it is about, in words: the claim, the verdict or the title of the document.
        about: row(String, "about");
        /// The claim, by uid or ref.
        claim: line(Option<String>) in_table(|c| (&c.claim).into());
        /// The verdict, by uid.
        verdict: line(Option<String>) in_table(|c| (&c.verdict).into());
        /// The document, by uid, key, address or title.
        document: line(Option<String>) in_table(|c| (&c.document).into());
        /// What was published.
        wrong: row(String, "published") new(wrong: String) edit(wrong: String) line(String) in_table(|c| (&c.wrong).into());
        /// What is right.
        correct: row(String, "correct") new(correct: String) edit(correct: String) line(String) in_table(|c| (&c.correct).into());
        /// Why it was wrong, in a word of the desk.
        cause: every(text, "cause");
        /// Who reported it.
        reported_by: every(text);
        /// The day on which the correction was published.
        published_on: row(Option<String>, "on") new(published_on: Option<Date>) edit(published_on: Option<Date>) line(Option<String>) in_table(|c| (&c.published_on).into());
        /// The address at which it was published.
        url: every(text);
        /// A note of the desk.
        note: every(text);
        /// The day by which corrections are ordered: that of its publication or, if that is unknown, that on which it was recorded.
        day: row(String);
        /// The time at which it was recorded, in UTC; now where nothing is said.
        recorded_at: row(String) new_only(Option<String>) line(Option<String>) in_table(|c| (&c.recorded_at).into());
        /// The uid of what it is about.
        target_uid: read(Option<String>);
    }
}

/// The causes of a desk that has chosen none.
pub const USUAL_CAUSES: [&str; 10] = [
    "misread-source",
    "wrong-source",
    "outdated",
    "wrong-figure",
    "wrong-name",
    "wrong-date",
    "misquoted",
    "mistranslated",
    "typing-error",
    "other",
];

impl CorrectionRow {
    /// What it is about, with its number: `claim 2`, `verdict 3`, `document 4`.
    pub fn subject(&self) -> String {
        match (self.verdict_id, self.claim_id, self.document_id) {
            (Some(id), ..) => format!("verdict {id}"),
            (None, Some(id), _) => format!("claim {id}"),
            (None, None, Some(id)) => format!("document {id}"),
            (None, None, None) => "nothing".to_string(),
        }
    }

    /// Why, who reported it, and when and where it was published: "wrong-figure; reported by Ann Lee; 2021-11-20".
    pub fn details(&self) -> String {
        let reported = self.reported_by.as_ref().map(|by| format!("reported by {by}"));
        let parts = [self.cause.clone(), reported, self.published_on.clone(), self.url.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The correction as one text for readers: "Tirana has 862,000 inhabitants. Before, this said: Tirana has 86,200 inhabitants."
    pub fn text_for_readers(&self) -> String {
        let ended = |text: &str| {
            let text = text.trim();
            if text.ends_with(['.', '!', '?', '…', '”', '"']) { text.to_string() } else { format!("{text}.") }
        };
        format!("{} Before, this said: {}", ended(&self.correct), ended(&self.wrong))
    }
}

record! {
    {
        /// A cause of corrections that the desk has chosen.
        row CorrectionCauseRow("r", "id");
        /// A cause as a line.
        line CorrectionCauseLine(CorrectionCauseRow);
    }
    {
        /// The word for it.
        name: row(String, "cause") line(String) in_table(|c| (&c.name).into());
    }
}
