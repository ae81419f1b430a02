//! The relation of a claim to another one.

use super::declare::record;
use crate::model::ClaimRelation;

record! {
    {
        /// The relation of a claim to another one, as seen from one of the two.
        row RelationRow("r", "id");
        /// A relation to record.
        new NewRelation(RelationLine);
        /// A relation as a line.
        line RelationLine(RelationRow);
    }
    {
        /// The claim that is related to the other.
        claim_id: row(i64) new(claim: i64);
        /// The claim, by uid or ref.
        claim: line(String) in_table(|r| (&r.claim).into());
        /// What it is to the other: `contradicts`, `updates` or `part-of`.
        relation: row(String, "relation") new(relation: ClaimRelation) line(String) in_table(|r| (&r.relation).into());
        /// The other claim.
        other_id: row(i64) new(other: i64);
        /// The other claim, by uid or ref.
        other: line(String) in_table(|r| (&r.other).into());
        /// Whether it is left out where the other claim is not known: the row of that one says it too.
        may_be_unknown: hidden(bool);
        /// The words of the claim that is not the one from which the relation is seen.
        text: row(String, "text");
    }
}

impl RelationRow {
    /// The number of the claim that is not the one from which the relation is seen.
    pub fn related(&self, from: i64) -> i64 {
        if self.claim_id == from { self.other_id } else { self.claim_id }
    }

    /// The relation in words as seen from a claim, without the other one: "is contradicted by".
    pub fn words(&self, from: i64) -> &'static str {
        ClaimRelation::stored(&self.relation).words(self.claim_id == from)
    }

    /// The relation in words as seen from a claim: "is contradicted by claim 3".
    pub fn told(&self, from: i64) -> String {
        format!("{} claim {}", self.words(from), self.related(from))
    }
}
