//! How often a claim was said, and each time it was.

use crate::model::records::StatementRow;
use crate::model::records::{Column, Record};
use crate::text::counted;

/// A claim with how often it was said. What was taken back does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepeatedClaim {
    /// The number people type.
    pub id: i64,
    /// The name by which two books recognise it.
    pub uid: String,
    /// The proposition.
    pub text: String,
    /// How many independent speakers made or reported it.
    pub speakers: i64,
    /// How many independent speakers made it.
    pub origins: i64,
    /// How many statements make or report it.
    pub times: i64,
    /// The earliest day of them that is known.
    pub first_said_on: Option<String>,
    /// The latest.
    pub last_said_on: Option<String>,
    /// Where it stands in the public record.
    pub status: String,
    /// The label of the verdict that stands.
    pub verdict: Option<String>,
}

impl RepeatedClaim {
    /// How often it was said, in words: "said 3 times by 3 speakers, from 1 origin, 2021-11-18 to 2021-11-20".
    pub fn told(&self) -> String {
        let times = match self.times {
            0 => return "not said on record by anybody who stands by it".to_string(),
            1 => "said once".to_string(),
            more => format!("said {more} times"),
        };
        let by = counted(self.speakers, "speaker");
        let from = match self.origins {
            0 => "no origin that stands".to_string(),
            more => counted(more, "origin"),
        };
        let when = match (&self.first_said_on, &self.last_said_on) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(day), _) | (_, Some(day)) => day.clone(),
            (None, None) => "undated".to_string(),
        };
        format!("{times} by {by}, from {from}, {when}")
    }
}

impl Record for RepeatedClaim {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("id", "id", |c| c.id.into()),
        Column::of("uid", |c| (&c.uid).into()),
        Column::shown("claim", "claim", |c| (&c.text).into()),
        Column::shown("speakers", "speakers", |c| c.speakers.into()),
        Column::shown("origins", "origins", |c| c.origins.into()),
        Column::shown("times", "times", |c| c.times.into()),
        Column::shown("first_said_on", "first", |c| (&c.first_said_on).into()),
        Column::shown("last_said_on", "last", |c| (&c.last_said_on).into()),
        Column::shown("status", "status", |c| (&c.status).into()),
        Column::shown("verdict", "verdict", |c| (&c.verdict).into()),
    ];
}

/// One time that a claim was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The statement that makes the claim, or reports that somebody made it.
    pub statement: StatementRow,
    /// The earlier statement with the same words, but for case, quotation marks and white space.
    pub same_words_as: Option<i64>,
}

impl Record for Repeat {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("said_on", |r| (&r.statement.said_on).into()),
        Column::of("speaker", |r| (&r.statement.speaker).into()),
        Column::of("worded", |r| (&r.statement.worded).into()),
        Column::of("role", |r| (&r.statement.role).into()),
        Column::of("stance", |r| r.statement.stance.as_str().into()),
        Column::of("reported", |r| (&r.statement.target_speaker).into()),
        Column::of("quote", |r| (&r.statement.quote).into()),
        Column::of("same_words_as", |r| (&r.same_words_as).into()),
        Column::of("document", |r| (&r.statement.document).into()),
        Column::of("publisher", |r| (&r.statement.publisher).into()),
        Column::of("url", |r| (&r.statement.url).into()),
        Column::of("occasion", |r| (&r.statement.occasion).into()),
        Column::of("stands", |r| r.statement.retracted_by_id.is_none().into()),
        Column::of("note", |r| (&r.statement.note).into()),
        Column::of("claim_id", |r| (&r.statement.claim_id).into()),
        Column::of("statement_id", |r| r.statement.id.into()),
        Column::of("target_statement_id", |r| (&r.statement.target_statement_id).into()),
        Column::of("person_id", |r| r.statement.person_id.into()),
        Column::of("document_id", |r| (&r.statement.document_id).into()),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_often_is_said_in_words() {
        for ((times, speakers, origins, first, last), told) in [
            ((0, 0, 0, None, None), "not said on record by anybody who stands by it"),
            ((1, 1, 1, None, None), "said once by 1 speaker, from 1 origin, undated"),
            ((3, 3, 1, Some("2021"), Some("2021")), "said 3 times by 3 speakers, from 1 origin, 2021"),
            (
                (2, 1, 0, Some("2021"), Some("2022")),
                "said 2 times by 1 speaker, from no origin that stands, 2021 to 2022",
            ),
        ] {
            let date = |text: Option<&str>| text.map(str::to_string);
            let (first_said_on, last_said_on) = (date(first), date(last));
            let row =
                RepeatedClaim { speakers, origins, times, first_said_on, last_said_on, ..RepeatedClaim::default() };
            assert_eq!(row.told(), told);
        }
    }
}
