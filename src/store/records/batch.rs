//! What was said of many claims, read together: claims that stand together are one stretch of an index, read from its
//! beginning to its end.

use std::collections::HashMap;
use std::rc::Rc;

use super::cache::{NameCache, Person, Source};
use super::rows::{RowReader, each_row, value};
use crate::error::Result;
use crate::model::records::{ClaimRow, Columns};
use crate::model::{Basis, Part, Stance};
use crate::store::Store;

/// Number of claims read before their statements are read together.
pub(in crate::store) const BATCH_SIZE: usize = 256;

/// Some claims, as SQL says it of a column.
pub(in crate::store) enum Among {
    /// The claims from one to another, among which there may be some that are not asked about.
    Stretch(i64, i64),
    /// These, as a list in JSON.
    These(String),
}

/// The claims of a batch. Where at least every second one of a stretch is in it, that is read as a whole: to look for each
/// costs more than to pass over one.
pub(in crate::store) fn among(batch: &[ClaimRow]) -> Result<Among> {
    let ids = || batch.iter().map(|claim| claim.id);
    if let (Some(first), Some(last)) = (ids().min(), ids().max())
        && usize::try_from(last - first).is_ok_and(|length| length < 2 * batch.len())
    {
        return Ok(Among::Stretch(first, last));
    }
    Ok(Among::These(serde_json::to_string(&ids().collect::<Vec<_>>())?))
}

impl Among {
    /// Gives each row of a query in which `{}` stands behind the column of the claim.
    pub(in crate::store) fn each(
        &self,
        store: &Store,
        sql: &str,
        row: &mut dyn FnMut(&mut RowReader) -> Result<()>,
    ) -> Result<()> {
        let condition = match self {
            Self::Stretch(..) => "between ?1 and ?2",
            Self::These(_) => "in (select value from json_each(?1))",
        };
        let sql = sql.replace("{}", condition);
        match self {
            Self::Stretch(first, last) => each_row(&store.conn, &sql, [first, last], row),
            Self::These(claims) => each_row(&store.conn, &sql, [claims], row),
        }
    }
}

/// The rows that belong to some claims, grouped by claim.
pub(in crate::store) fn of_claim<T, C: Ord + Copy>(all: &mut [T], claim: C, of: impl Fn(&T) -> C) -> &mut [T] {
    let begin = all.partition_point(|one| of(one) < claim);
    let length = all[begin..].partition_point(|one| of(one) == claim);
    &mut all[begin..begin + length]
}

/// A statement that bears upon a claim, as far as lists tell of it.
pub(in crate::store) struct BearingStatement {
    /// The claim.
    pub(in crate::store) claim: i64,
    /// The statement.
    pub(in crate::store) id: i64,
    /// The part that the statement plays for the claim.
    pub(in crate::store) part: Part,
    /// How the statement reaches the claim.
    pub(in crate::store) basis: Basis,
    /// Whether the statement was not retracted.
    pub(in crate::store) stands: bool,
    /// The speaker, after joins.
    pub(in crate::store) speaker: Rc<Person>,
    /// What is told of those only that carry the claim.
    pub(in crate::store) carries: Option<Carries>,
}

/// How a claim was made or passed on.
pub(in crate::store) struct Carries {
    /// Whether the statement confirms the claim.
    pub(in crate::store) confirms: bool,
    /// The statement it reports.
    pub(in crate::store) target: Option<i64>,
    /// The role of the speaker, as the document words it.
    pub(in crate::store) role: Option<String>,
    /// The day, in ISO 8601: that of the statement, or that on which its document was published.
    pub(in crate::store) day: Option<String>,
    /// The words of the speaker.
    pub(in crate::store) quote: Option<String>,
    /// The document in which it can be read.
    pub(in crate::store) document: Option<(i64, Rc<Source>)>,
}

impl Store {
    /// Adds what was said of some claims, claim by claim, in the order in which it was recorded.
    pub(in crate::store) fn bearing_statements(
        &self,
        among: &Among,
        known: &mut NameCache,
        all: &mut Vec<BearingStatement>,
    ) -> Result<()> {
        let bearing = "select claim_id, id, part, basis, retracted_by_id is null, principal_id,
                              stance, target_statement_id, role, day, quote, document_id
                       from statement_part where claim_id {}";
        among.each(self, bearing, &mut |columns| {
            let (claim, id, part) = (columns.next()?, columns.next()?, columns.next()?);
            if matches!(part, Part::Responds | Part::Withdraws) {
                return Ok(());
            }
            let (basis, stands) = (columns.next()?, columns.next()?);
            let Some(speaker) = known.person(columns.next()?)? else { return Ok(()) };
            let carries = match part {
                Part::Makes | Part::Relays => Some(carries(columns, known)?),
                _ => None,
            };
            all.push(BearingStatement { claim, id, part, basis, stands, speaker, carries });
            Ok(())
        })?;
        // Most books have none of these.
        if self.documents_are_targets()? {
            let document_bearing = "select claim_id, statement_id, principal_id from document_bearing
                               where claim_id {} and part = 'disputes' and stands";
            among.each(self, document_bearing, &mut |columns| {
                let (claim, id) = (columns.next()?, columns.next()?);
                let Some(speaker) = known.person(columns.next()?)? else { return Ok(()) };
                let (part, basis) = (Part::Disputes, Basis::Document);
                all.push(BearingStatement { claim, id, part, basis, stands: true, speaker, carries: None });
                Ok(())
            })?;
        }
        // Sorted here: they are nearly in this order, and a sorter in SQL would cost more than reading them.
        all.sort_by_key(|said| (said.claim, said.id));
        Ok(())
    }

    /// Whether anything was said about a document as a whole.
    pub(in crate::store) fn documents_are_targets(&self) -> Result<bool> {
        value(&self.conn, "select exists (select 1 from statement where target_document_id is not null)", [])
    }

    /// The tags of each of some claims, in order.
    pub(in crate::store) fn tags(&self, among: &Among) -> Result<HashMap<i64, Vec<String>>> {
        let mut all: HashMap<i64, Vec<String>> = HashMap::new();
        among.each(
            self,
            "select claim_id, tag from claim_tag where claim_id {} order by claim_id, tag",
            &mut |columns| {
                all.entry(columns.next()?).or_default().push(columns.next()?);
                Ok(())
            },
        )?;
        Ok(all)
    }
}

fn carries(columns: &mut RowReader, known: &mut NameCache) -> Result<Carries> {
    let confirms = columns.next::<Stance>()? == Stance::Confirms;
    let (target, role, day, quote) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let document = match columns.next::<Option<i64>>()? {
        Some(id) => known.source(id)?.map(|source| (id, source)),
        None => None,
    };
    Ok(Carries { confirms, target, role, day, quote, document })
}
