//! What a speaker said and found, with what became of it.

use std::collections::BTreeMap;

use super::opponents::OpponentRow;
use crate::model::Status;
use crate::model::records::{Column, Record};

/// A statement of a speaker, with where its claim stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidRow {
    /// The number of the statement.
    pub statement: i64,
    /// Its day or, if that is unknown, the day on which its document was published.
    pub day: Option<String>,
    /// Its stance.
    pub stance: String,
    /// Whether the speaker makes the claim by it.
    pub makes: bool,
    /// Whether it was not taken back.
    pub stands: bool,
    /// The number of the claim it is about in the end.
    pub claim: Option<i64>,
    /// The text of that claim, or the title of the document that it is about.
    pub text: Option<String>,
    /// The status of the claim.
    pub status: Option<String>,
    /// The labels of the verdicts that stand.
    pub verdict: Option<String>,
    /// What they come to.
    pub buckets: Vec<String>,
    /// The document in which it can be read.
    pub document: Option<String>,
}

impl Record for SaidRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("day", "on", |row| (&row.day).into()),
        Column::shown("stance", "stance", |row| (&row.stance).into()),
        Column::shown("claim_id", "claim", |row| (&row.claim).into()),
        Column::shown("claim", "text", |row| (&row.text).into()),
        Column::shown("status", "status", |row| (&row.status).into()),
        Column::shown("verdict", "verdict", |row| (&row.verdict).into()),
        Column::shown("document", "in", |row| (&row.document).into()),
        Column::shown("statement", "statement", |row| (&row.statement).into()),
        Column::of("stands", |row| (&row.stands).into()),
    ];
}

/// A verdict that a speaker gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenVerdict {
    /// The day on which it was decided.
    pub day: Option<String>,
    /// The number of the claim.
    pub claim: i64,
    /// The text of the claim.
    pub text: String,
    /// Its label.
    pub label: String,
    /// Whether it stands.
    pub standing: bool,
}

impl Record for GivenVerdict {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("decided_on", "on", |row| (&row.day).into()),
        Column::shown("verdict", "verdict", |row| (&row.label).into()),
        Column::shown("claim_id", "claim", |row| (&row.claim).into()),
        Column::shown("claim", "text", |row| (&row.text).into()),
        Column::shown("standing", "stands", |row| (&row.standing).into()),
    ];
}

/// All that is known of what a speaker said and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// What the speaker said, or others for the speaker; the newest first.
    pub said: Vec<SaidRow>,
    /// The verdicts that the speaker gave, the newest first.
    pub verdicts: Vec<GivenVerdict>,
    /// Who disputes the claims of the speaker.
    pub disputed_by: Vec<OpponentRow>,
    /// Whose claims the speaker disputes.
    pub disputes: Vec<OpponentRow>,
}

/// A number of claims under each of some words.
pub type Total = Vec<(String, usize)>;

impl Scorecard {
    /// Returns, for each kind of total, the number of claims that the speaker made: by status, by bucket and by month.
    pub fn totals(&self) -> [(&'static str, Total); 3] {
        let mut claims: BTreeMap<i64, &SaidRow> = BTreeMap::new();
        for row in self.said.iter().filter(|row| row.makes && row.stands) {
            if let Some(claim) = row.claim {
                // The newest comes first, so the earliest day stays.
                claims.insert(claim, row);
            }
        }
        let (mut status, mut bucket, mut month) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for row in claims.values() {
            *status.entry(row.status.clone().unwrap_or_default()).or_default() += 1;
            for word in &row.buckets {
                *bucket.entry(word.clone()).or_default() += 1;
            }
            if row.buckets.is_empty() {
                *bucket.entry("none".to_string()).or_default() += 1;
            }
            let day = row.day.as_deref().unwrap_or("unknown");
            *month.entry(day.get(..7).unwrap_or(day).to_string()).or_default() += 1;
        }
        let listed = |counts: BTreeMap<String, usize>| counts.into_iter().collect::<Total>();
        let mut by_status = listed(status);
        by_status.sort_by_key(|(word, _)| Status::WORDS.iter().position(|known| known == word));
        [("status", by_status), ("verdict", listed(bucket)), ("month", listed(month))]
    }

    /// Returns the number of claims that the speaker made and did not take back.
    pub fn claims_made(&self) -> usize {
        let [(_, by_status), ..] = self.totals();
        by_status.iter().map(|(_, claims)| claims).sum()
    }
}
