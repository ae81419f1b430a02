//! The claims that are repeated most, and each time that one was said.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::model::records::{ClaimStatement, StatementRow};
use crate::model::results::repeats::{Repeat, RepeatedClaim};
use crate::model::{Condition, Predicate};
use crate::store::Store;
use crate::store::records::summarize::by_date;
use crate::text::normalize::fold;

/// How far in front a claim stands, smallest first: by speakers, then origins, then times, then its number.
type Rank = (Reverse<i64>, Reverse<i64>, Reverse<i64>, i64);

impl Store {
    /// The claims that were said more than once, among those that are meant: by most speakers first, then from most origins,
    /// then most often. At most `most` of them are kept in memory.
    ///
    /// # Errors
    /// A name, tag or label in what is wanted that the book does not know; those of the database and of `each`.
    pub fn repeated(
        &self,
        wanted: Predicate,
        most: usize,
        each: &mut dyn FnMut(RepeatedClaim) -> Result<()>,
    ) -> Result<()> {
        self.in_snapshot(|| {
            let most = self.most_repeated(wanted, most)?;
            most.into_values().try_for_each(|counts| each(self.with_claim(counts)?))
        })
    }

    /// Speakers and origins are counted for one claim after the other, those with most statements first: there are never
    /// more of them than statements, so it ends where no further claim can come before the last of those that are kept.
    fn most_repeated(&self, wanted: Predicate, most: usize) -> Result<BTreeMap<Rank, RepeatedClaim>> {
        let wanted = Predicate::all([Predicate::Is(Condition::Repeated), wanted]);
        let conditions = self.conditions(&wanted.into())?;
        let sql =
            format!("select c.id, c.times from claim_summary c {} order by c.times desc, c.id", conditions.clause());
        let mut query = self.conn.prepare(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        let mut kept = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (id, times) = (row.get(0)?, row.get(1)?);
            let at_best = (Reverse(times), Reverse(times), Reverse(times), id);
            if kept.len() >= most && kept.last_key_value().is_none_or(|(last, _)| at_best > *last) {
                break;
            }
            let said = self.said(id)?;
            kept.insert((Reverse(said.speakers), Reverse(said.origins), Reverse(said.times), id), said);
            if kept.len() > most {
                kept.pop_last();
            }
        }
        Ok(kept)
    }

    /// A claim with how often it was said, and each time it was, in order of date, also what was taken back.
    ///
    /// # Errors
    /// No such claim.
    pub fn repeats(&self, claim: i64) -> Result<(RepeatedClaim, Vec<Repeat>)> {
        self.in_snapshot(|| {
            let said = self.with_claim(self.said(self.claim_id(claim)?)?)?;
            let carrying = self.claim_statements(claim)?.into_iter().filter(ClaimStatement::carries).collect();
            Ok((said, repeats(by_date(carrying).into_iter().map(|one| one.statement).collect())))
        })
    }

    /// How often a claim was said, without the claim itself.
    fn said(&self, id: i64) -> Result<RepeatedClaim> {
        let mut query = self.conn.prepare_cached("select * from claim_repetition where claim_id = ?1")?;
        let counts = query.query_row([id], |row| {
            Ok(RepeatedClaim {
                times: row.get("times")?,
                speakers: row.get("speakers")?,
                origins: row.get("origins")?,
                first_said_on: row.get("first_said_on")?,
                last_said_on: row.get("last_said_on")?,
                ..RepeatedClaim::default()
            })
        });
        Ok(RepeatedClaim { id, ..counts.optional()?.unwrap_or_default() })
    }

    fn with_claim(&self, said: RepeatedClaim) -> Result<RepeatedClaim> {
        let mut query =
            self.conn.prepare_cached("select uid, text, status, verdict from claim_summary where id = ?1")?;
        Ok(query.query_row([said.id], |row| {
            Ok(RepeatedClaim {
                uid: row.get("uid")?,
                text: row.get("text")?,
                status: row.get("status")?,
                verdict: row.get("verdict")?,
                ..said
            })
        })?)
    }
}

/// Statements with whom they report, and which earlier one said it in the same words.
fn repeats(statements: Vec<StatementRow>) -> Vec<Repeat> {
    let speakers: HashMap<_, _> = statements.iter().map(|one| (one.id, one.speaker.clone())).collect();
    let mut worded = HashMap::new();
    let repeat = |statement: StatementRow| {
        let first = statement.quote.as_deref().map(|quote| *worded.entry(fold(quote)).or_insert(statement.id));
        Repeat {
            reported: statement.target_statement_id.and_then(|target| speakers.get(&target).cloned()),
            same_words_as: first.filter(|first| *first != statement.id),
            statement,
        }
    };
    statements.into_iter().map(repeat).collect()
}
