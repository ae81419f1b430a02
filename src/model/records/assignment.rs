//! Who of the desk works on a claim.

use super::declare::record;

record! {
    {
        /// The assignment of a claim to a member of the desk.
        row AssignmentRow("r");
        /// An assignment to record.
        new NewAssignment(AssignmentLine);
        /// An assignment as a line.
        line AssignmentLine(AssignmentRow);
    }
    {
        /// The claim.
        claim_id: row(i64, "claim") new(claim: i64);
        /// The words of the claim.
        text: row(String, "text");
        /// The claim, by uid or ref.
        claim: line(String) in_table(|a| (&a.claim).into());
        /// The member.
        member_id: row(i64) new(member: i64);
        /// The name of the member.
        member: row(String, "assigned to") line(String) in_table(|a| (&a.member).into());
        /// The day until which it is to be done.
        due_on: row(Option<String>, "due") new(due_on: Option<crate::model::Date>) line(Option<String>) in_table(|a| (&a.due_on).into());
        /// The stage of the claim.
        stage: row(String, "stage");
        /// When it was assigned, in UTC.
        assigned_at: row(String) new(assigned_at: Option<String>) line(Option<String>) in_table(|a| (&a.assigned_at).into());
    }
}

impl AssignmentRow {
    /// Whether it should be done by now: it was due before a day, and the claim is neither checked nor dropped.
    pub fn is_overdue(&self, today: &str) -> bool {
        self.due_on.as_deref().is_some_and(|due| due < today) && !self.is_done()
    }

    /// Whether the claim is checked or dropped.
    pub fn is_done(&self) -> bool {
        matches!(self.stage.as_str(), "checked" | "dropped")
    }

    /// Returns who has the claim and until when: "Ann, until 2021-11-19".
    pub fn in_words(&self) -> String {
        let due = self.due_on.as_ref().map_or_else(String::new, |due| format!(", until {due}"));
        format!("{}{due}", self.member)
    }
}
