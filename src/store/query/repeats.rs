//! The claims that were repeated most, and each repetition of a claim.

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

/// The rank of a claim, the smallest first: by speakers, then origins, then times, then its id.
type RepeatRank = (Reverse<i64>, Reverse<i64>, Reverse<i64>, i64);

impl Store {
    /// Calls `each` with the claims that were said more than once, at most `most`: those with most speakers first, then with most
    /// origins, then those said most often.
    ///
    /// # Errors
    /// A name, tag or label in the filter that is not in the book; those of the database and of `each`.
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

    /// Counts speakers and origins claim by claim, those with most statements first. No index has the number of independent
    /// speakers, because a join of two speakers would change every claim of theirs. A claim never has more speakers than
    /// statements, so the search ends when no further claim can come before the last one found.
    fn most_repeated(&self, wanted: Predicate, most: usize) -> Result<BTreeMap<RepeatRank, RepeatedClaim>> {
        let wanted = Predicate::all([Predicate::Is(Condition::Repeated), wanted]);
        let conditions = self.conditions(&wanted.into())?;
        let sql =
            format!("select c.id, c.times from claim_summary c {} order by c.times desc, c.id", conditions.clause());
        let mut query = self.conn.prepare(&sql)?;
        let mut rows = query.query(rusqlite::params_from_iter(conditions.values()))?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (id, times) = (row.get(0)?, row.get(1)?);
            let best_possible = (Reverse(times), Reverse(times), Reverse(times), id);
            if found.len() >= most && found.last_key_value().is_none_or(|(last, _)| best_possible > *last) {
                break;
            }
            let said = self.said(id)?;
            found.insert((Reverse(said.speakers), Reverse(said.origins), Reverse(said.times), id), said);
            if found.len() > most {
                found.pop_last();
            }
        }
        Ok(found)
    }

    /// A claim with how often it was said, and its statements in the order of their dates, also those that were retracted.
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

    /// How often a claim was said, without the columns of the claim.
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

    /// Adds the columns of the claim.
    fn with_claim(&self, said: RepeatedClaim) -> Result<RepeatedClaim> {
        let mut query = self
            .conn
            .prepare_cached("select uid, text, status, all_verdicts as verdict from claim_summary where id = ?1")?;
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

/// Statements, each with the first statement that has the same words.
fn repeats(statements: Vec<StatementRow>) -> Vec<Repeat> {
    let mut first_with_words = HashMap::new();
    let repeat = |statement: StatementRow| {
        let first =
            statement.quote.as_deref().map(|quote| *first_with_words.entry(fold(quote)).or_insert(statement.id));
        Repeat { same_words_as: first.filter(|first| *first != statement.id), statement }
    };
    statements.into_iter().map(repeat).collect()
}
