//! The story of a claim: everything that is recorded of it.

use crate::model::Part;
use crate::model::records::{AssignmentRow, ClaimRow, ClaimStatement, CommentRow};
use crate::model::records::{CorrectionRow, DocumentRow, EvidenceRow, RelationRow, RequestRow, VerdictRow, WordingRow};
use crate::model::results::history::EntryRow;

/// A claim with everything that is recorded of it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The claim and where it stands.
    pub claim: ClaimRow,
    /// Every statement that bears upon it, in order of date; what is not dated stays behind what was recorded before it.
    pub statements: Vec<ClaimStatement>,
    /// The documents in which it appears, without anybody who is known to have said it there.
    pub appearances: Vec<DocumentRow>,
    /// Who was asked to reply.
    pub requests: Vec<RequestRow>,
    /// What was published of it and was wrong, the newest first.
    pub corrections: Vec<CorrectionRow>,
    /// The verdicts, the standing one first.
    pub verdicts: Vec<VerdictRow>,
    /// The evidence.
    pub evidence: Vec<EvidenceRow>,
    /// Its other wordings.
    pub wordings: Vec<WordingRow>,
    /// Its relations to other claims.
    pub relations: Vec<RelationRow>,
    /// Who of the desk works on it.
    pub assignment: Option<AssignmentRow>,
    /// What the people of the desk say to each other about it.
    pub comments: Vec<CommentRow>,
    /// The entries of the history that touch it, newest first.
    pub history: Vec<EntryRow>,
}

impl Story {
    /// The statements that give the claim its status; none where it is undisputed.
    pub fn reasons(&self) -> Vec<&ClaimStatement> {
        let with = |part: Part| self.statements.iter().filter(move |one| one.part == part);
        match self.claim.status.as_str() {
            "withdrawn" => with(Part::Withdraws).collect(),
            "not-denied" => with(Part::DoesNotDeny).filter(|one| one.stands()).collect(),
            "undisputed" => Vec::new(),
            _ => with(Part::Disputes).filter(|one| one.stands()).collect(),
        }
    }
}
