//! A verdict: what a checker found.

use super::declare::record;
use crate::model::{Date, Rating};

record! {
    {
        /// A verdict; the columns of the view `verdict_row`.
        row VerdictRow("r", "id");
        /// A verdict to record.
        new NewVerdict(VerdictLine);
        /// A verdict as a line.
        line VerdictLine(VerdictRow);
    }
    {
        /// The claim that it is about.
        claim_id: row(i64) new(claim: i64);
        /// The claim, by uid or ref, on a line of its own.
        claim: line(Option<String>) in_table(|v| (&v.claim).into());
        /// The label.
        label: row(String, "verdict") line(String) in_table(|v| (&v.label).into());
        /// Its number.
        value: row(Option<String>) line(Option<String>) in_table(|v| (&v.value).into());
        /// The worst number of its scale.
        worst: row(Option<String>) line(Option<String>) in_table(|v| (&v.worst).into());
        /// The best number of its scale.
        best: row(Option<String>) line(Option<String>) in_table(|v| (&v.best).into());
        /// What it comes to: `true`, `mixed`, `false` or `other`.
        bucket: row(Option<String>, "bucket") line(Option<String>) in_table(|v| (&v.bucket).into());
        /// Label, number, scale and bucket.
        rating: new_only(Rating);
        /// The reason.
        rationale: every(text, "because");
        /// The reviewer, by name.
        reviewer: row(Option<String>, "by") line(Option<String>) in_table(|v| (&v.reviewer).into());
        /// The reviewer.
        reviewer_id: row(Option<i64>) new(reviewer: Option<i64>);
        /// The day on which it was decided.
        decided_on: row(Option<String>, "on") new(decided_on: Option<Date>) line(Option<String>) in_table(|v| (&v.decided_on).into());
        /// The address at which it was published.
        review_url: every(text);
        /// The title under which it was published.
        review_title: every(text);
        /// Whether it is the one that stands.
        standing: row(bool);
        /// The time at which it was recorded, in UTC; now where nothing is said.
        recorded_at: row(String) new_only(Option<String>) line(Option<String>) in_table(|v| (&v.recorded_at).into());
    }
}

impl VerdictRow {
    /// The number and its scale in words, where all three numbers are known: "2 on a scale from 0 to 4".
    pub fn scale(&self) -> Option<String> {
        let (value, worst, best) = (self.value.as_ref()?, self.worst.as_ref()?, self.best.as_ref()?);
        Some(format!("{value} on a scale from {worst} to {best}"))
    }
}
