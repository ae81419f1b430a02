//! Pairs of claims, speakers and documents that may be one.

use std::cmp::Reverse;

use crate::error::Result;
use crate::model::PairKind;
use crate::model::records::{Columns as _, DistinctPairRow};
use crate::model::results::duplicates::DuplicatePair;
use crate::store::Store;
use crate::store::records::distinct_pairs::Pairs;
use crate::store::records::rows::{read_all, value};
use crate::store::search::similar_claims::SimilarClaims;
use crate::text::difference::differences;

/// Maximum number of speakers or documents of a book in which the page of each says which are like it.
const MAX_COMPARED: i64 = 5_000;

impl Store {
    /// The pairs of some kinds that may be one, the likeliest first; those whose amounts or dates differ come last. Pairs of which
    /// somebody said that they are not the same, and claims that are related, are left out; at most `most`.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn duplicates(&self, kinds: &[PairKind], most: usize) -> Result<Vec<DuplicatePair>> {
        self.in_snapshot(|| {
            let mut pairs = Vec::new();
            for kind in kinds {
                let apart = self.all_told_apart(*kind)?;
                pairs.extend(match kind {
                    PairKind::Claim => self.duplicate_claims(apart, most)?,
                    PairKind::Speaker => self.similar_speakers(&apart)?,
                    PairKind::Document => self.similar_documents(&apart)?,
                    PairKind::Unknown => Vec::new(),
                });
            }
            pairs.sort_by(DuplicatePair::compare);
            pairs.truncate(most);
            Ok(pairs)
        })
    }

    /// The pairs of speakers or of documents that may be one, of which one is in `of`; it comes first in the pair. The likeliest come
    /// first. None in a book with more than `MAX_COMPARED` of them: to compare all takes too long for a page.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn alike(&self, kind: PairKind, of: &[i64]) -> Result<Vec<DuplicatePair>> {
        if of.is_empty() || value::<i64>(&self.conn, &format!("select count(*) from {kind}"), [])? > MAX_COMPARED {
            return Ok(Vec::new());
        }
        let apart = self.all_told_apart(kind)?;
        let mut pairs = match kind {
            PairKind::Speaker => self.similar_speakers(&apart)?,
            PairKind::Document => self.similar_documents(&apart)?,
            PairKind::Claim | PairKind::Unknown => Vec::new(),
        };
        pairs.sort_by(DuplicatePair::compare);
        let both = pairs.into_iter().flat_map(|pair| [pair.turned(), pair]);
        Ok(both.filter(|pair| of.contains(&pair.id)).collect())
    }

    /// Adds the pairs of claims that are related.
    pub(super) fn with_related(&self, mut pairs: Pairs) -> Result<Pairs> {
        let related: Vec<(i64, i64)> =
            read_all(&self.conn, "select claim_id, other_id from claim_relation", [], |columns| {
                Ok((columns.next()?, columns.next()?))
            })?;
        related.into_iter().for_each(|(claim, other)| pairs.add(claim, other));
        Ok(pairs)
    }

    fn duplicate_claims(&self, apart: Pairs, most: usize) -> Result<Vec<DuplicatePair>> {
        let apart = self.with_related(apart)?;
        let pair = |similar: SimilarClaims| {
            let likeness = similar.compared.likeness;
            let (text, other_text) = (self.claim_text(similar.first)?, self.claim_text(similar.second)?);
            let differs = differences(&text, &other_text).iter().map(ToString::to_string).collect();
            Ok(DuplicatePair {
                kind: PairKind::Claim,
                score: similar.compared.chance,
                id: similar.first,
                text,
                other: similar.second,
                other_text,
                same: [likeness.agree, likeness.words].concat().join(", "),
                differs,
            })
        };
        self.similar_claims(most, &apart)?.into_iter().map(pair).collect()
    }

    /// The pairs of some kinds of which somebody said that they are not the same, the latest first; at most `most`.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn not_the_same(&self, kinds: &[PairKind], most: usize) -> Result<Vec<DuplicatePair>> {
        self.in_snapshot(|| {
            let mut all = Vec::new();
            for kind in kinds {
                all.extend(self.distinct_pairs(*kind, "true", &[])?.into_iter().map(|pair| (*kind, pair)));
            }
            all.sort_by_key(|(_, pair)| Reverse(pair.id));
            all.truncate(most);
            let text = |kind: PairKind, id: i64| -> Result<String> {
                let column = match kind {
                    PairKind::Claim => "text",
                    PairKind::Speaker => "name",
                    PairKind::Document | PairKind::Unknown => "title",
                };
                value(&self.conn, &format!("select {column} from {kind} where id = ?1"), [id])
            };
            let pair = |(kind, pair): (PairKind, DistinctPairRow)| {
                Ok(DuplicatePair {
                    kind,
                    id: pair.one_id,
                    text: text(kind, pair.one_id)?,
                    other: pair.other_id,
                    other_text: text(kind, pair.other_id)?,
                    ..DuplicatePair::default()
                })
            };
            all.into_iter().map(pair).collect()
        })
    }
}
