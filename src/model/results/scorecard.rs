//! What a speaker said and found, with what became of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::opponents::OpponentRow;
use crate::model::Status;
use crate::model::records::{Column, Record};

/// When something was said of which no day is known.
const UNKNOWN: &str = "unknown";

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

/// A year or a month, and the claims that the speaker made first then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScorePeriod {
    /// The year, or the month; `unknown` where no day is known.
    pub when: String,
    /// Number of claims.
    pub claims: usize,
    /// Number of claims with each status.
    pub status: Total,
    /// Number of claims with what each verdict comes to; `none` where there is no verdict.
    pub verdict: Total,
}

impl ScorePeriod {
    fn of(when: &str, rows: &[&SaidRow]) -> Self {
        let (mut status, mut bucket) = (BTreeMap::new(), BTreeMap::new());
        for row in rows {
            *status.entry(row.status.clone().unwrap_or_default()).or_default() += 1;
            for word in &row.buckets {
                *bucket.entry(word.clone()).or_default() += 1;
            }
            if row.buckets.is_empty() {
                *bucket.entry("none".to_string()).or_default() += 1;
            }
        }
        let mut status = listed(status);
        status.sort_by_key(|(word, _)| Status::WORDS.iter().position(|known| known == word));
        Self { when: when.to_string(), claims: rows.len(), status, verdict: listed(bucket) }
    }

    /// Returns how many claims there are under a word of a total; none where there are none.
    pub fn count(total: &Total, word: &str) -> Option<usize> {
        total.iter().find(|(known, _)| known == word).map(|(_, claims)| *claims)
    }
}

fn listed(counts: BTreeMap<String, usize>) -> Total {
    counts.into_iter().collect()
}

impl Scorecard {
    /// The claims that the speaker made and did not take back, each with the first day on which it was made.
    fn claims(&self) -> Vec<&SaidRow> {
        let made = self.said.iter().filter(|row| row.makes && row.stands);
        // The newest comes first, so the earliest day stays.
        let claims: BTreeMap<i64, &SaidRow> = made.filter_map(|row| Some((row.claim?, row))).collect();
        claims.into_values().collect()
    }

    /// Returns the claims that the speaker made: all of them together.
    pub fn whole(&self) -> ScorePeriod {
        ScorePeriod::of("", &self.claims())
    }

    /// Returns the claims that the speaker made in each year, or in each month where all are of one year.
    pub fn over_time(&self) -> Vec<ScorePeriod> {
        let claims = self.claims();
        let day = |row: &SaidRow| row.day.clone().unwrap_or_else(|| UNKNOWN.to_string());
        let begins = |row: &SaidRow, letters: usize| day(row).get(..letters).map_or_else(|| day(row), str::to_string);
        let mut periods: BTreeMap<String, Vec<&SaidRow>> = BTreeMap::new();
        let years: BTreeSet<String> = claims.iter().map(|row| begins(row, 4)).collect();
        let letters = if years.len() > 1 { 4 } else { 7 };
        for row in claims {
            let when = if day(row) == UNKNOWN { UNKNOWN.to_string() } else { begins(row, letters) };
            periods.entry(when).or_default().push(row);
        }
        periods.iter().map(|(when, rows)| ScorePeriod::of(when, rows)).collect()
    }

    /// Returns, for each kind of total, the number of claims that the speaker made: by status, by bucket and by month.
    pub fn totals(&self) -> [(&'static str, Total); 3] {
        let whole = self.whole();
        let mut month = BTreeMap::new();
        for row in self.claims() {
            let day = row.day.as_deref().unwrap_or(UNKNOWN);
            *month.entry(day.get(..7).unwrap_or(day).to_string()).or_default() += 1;
        }
        [("status", whole.status), ("verdict", whole.verdict), ("month", listed(month))]
    }

    /// Returns the number of claims that the speaker made and did not take back.
    pub fn claims_made(&self) -> usize {
        self.claims().len()
    }

    /// Returns how often the speaker gave each verdict that stands, the commonest first.
    pub fn verdicts_given(&self) -> Total {
        let mut counts = BTreeMap::new();
        for verdict in self.verdicts.iter().filter(|verdict| verdict.standing) {
            *counts.entry(verdict.label.clone()).or_default() += 1;
        }
        let mut counts = listed(counts);
        counts.sort_by_key(|(_, verdicts)| Reverse(*verdicts));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(claim: i64, day: &str, status: &str, buckets: &[&str]) -> SaidRow {
        SaidRow {
            claim: Some(claim),
            day: Some(day.to_string()).filter(|day| !day.is_empty()),
            status: Some(status.to_string()),
            buckets: buckets.iter().map(ToString::to_string).collect(),
            makes: true,
            stands: true,
            ..SaidRow::default()
        }
    }

    #[test]
    fn claims_are_counted_once_in_the_year_in_which_they_were_made_first() {
        let said = vec![
            said(2, "2021-11-18", "disputed", &["false"]),
            said(1, "2021-03", "undisputed", &[]),
            said(1, "2019-05-02", "undisputed", &[]),
            said(3, "", "undisputed", &["true"]),
            SaidRow { stands: false, ..said(4, "2021", "withdrawn", &[]) },
        ];
        let card = Scorecard { said, ..Scorecard::default() };
        let years: Vec<_> = card.over_time().into_iter().map(|year| (year.when, year.claims)).collect();
        assert_eq!(years, [("2019".to_string(), 1), ("2021".to_string(), 1), ("unknown".to_string(), 1)]);
        let count = |total: &Total, word| ScorePeriod::count(total, word);
        let whole = card.whole();
        assert_eq!(
            (whole.claims, count(&whole.status, "undisputed"), count(&whole.verdict, "none")),
            (3, Some(2), Some(1))
        );
        assert_eq!(count(&whole.status, "withdrawn"), None);
        let one_year = Scorecard { said: card.said[..2].to_vec(), ..Scorecard::default() };
        assert_eq!(
            one_year.over_time().iter().map(|month| &month.when[..]).collect::<Vec<_>>(),
            ["2021-03", "2021-11"]
        );
    }
}
