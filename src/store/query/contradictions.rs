//! Pairs of claims about the same matter that cannot both be true.

use crate::error::Result;
use crate::model::records::Columns as _;
use crate::model::results::contradictions::ContradictionPair;
use crate::store::Store;
use crate::store::records::distinct_pairs::Pairs;
use crate::store::records::rows::read_all;
use crate::text::difference::{DifferenceKind, TextDifference, differences};

/// Maximum number of speakers of a claim that are named.
const NAMED: usize = 5;
/// How many similar pairs are compared for each pair that is asked for.
const COMPARED: usize = 4;

/// A speaker who made a claim: the number after joins, the name, and the day of the first time.
type Maker = (i64, String, Option<String>);

impl Store {
    /// The pairs of claims that are about the same matter and differ in an amount or a date, or of which one says the opposite of the
    /// other: the likeliest first, at most `most`. Claims that are related in any way are left out: they are decided. Two claims that are not the same may well contradict each other.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn contradictions(&self, most: usize) -> Result<Vec<ContradictionPair>> {
        self.in_snapshot(|| {
            let apart = self.with_related(Pairs::default())?;
            let mut found = Vec::new();
            for similar in self.similar_claims(most.saturating_mul(COMPARED), &apart)? {
                let (text, other_text) = (self.claim_text(similar.first)?, self.claim_text(similar.second)?);
                let mut differs = differences(&text, &other_text);
                if !differs.iter().any(|one| one.kind != DifferenceKind::Name) {
                    continue;
                }
                differs.sort_by_key(|one| !one.is_opposite());
                let (makers, other_makers) = (self.makers(similar.first)?, self.makers(similar.second)?);
                let both = makers.iter().filter(|(id, ..)| other_makers.iter().any(|(other, ..)| other == id));
                found.push(ContradictionPair {
                    score: similar.compared.chance,
                    id: similar.first,
                    said_both: both.map(|(_, name, _)| name.clone()).collect(),
                    text,
                    said_by: shown(&makers),
                    other: similar.second,
                    other_text,
                    other_said_by: shown(&other_makers),
                    differs: differs.iter().map(TextDifference::to_string).collect(),
                });
                if found.len() == most {
                    break;
                }
            }
            Ok(found)
        })
    }

    /// Who made a claim, each with the first day, in that order.
    fn makers(&self, claim: i64) -> Result<Vec<Maker>> {
        read_all(
            &self.conn,
            "select p.canonical_id, p.name, min(k.day) from claim_bearing k join canonical_speaker p on p.speaker_id = k.principal_id
             where k.claim_id = ?1 and k.part = 'makes' and k.stands
             group by p.canonical_id order by min(k.day_from) is null, min(k.day_from), p.canonical_id",
            [claim],
            |columns| Ok((columns.next()?, columns.next()?, columns.next()?)),
        )
    }
}

/// The speakers of a claim as they are shown: "Ann Lee (2021-11-18)".
fn shown(makers: &[Maker]) -> Vec<String> {
    let mut all: Vec<String> = makers
        .iter()
        .take(NAMED)
        .map(|(_, name, day)| day.as_ref().map_or_else(|| name.clone(), |day| format!("{name} ({day})")))
        .collect();
    if makers.len() > NAMED {
        all.push(format!("{} more", makers.len() - NAMED));
    }
    all
}
