//! `gainsay assign` and `gainsay unassign`: who of the desk works on which claims.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::claims_named;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Result};
use crate::model::Right;
use crate::model::records::NewAssignment;
use crate::store::Writer;

/// Give claims to a member of the desk, who works on them until a day
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay assign 2 3 --to Ann --due friday\n  gainsay assign tag:talks assigned:none --to Bob",
    after_help = "A claim belongs to one member: who had it before has it no more. gainsay mine shows your own claims, and the filters assigned:Ann, assigned:none, due:<=friday and is:overdue select them."
)]
pub struct Assign {
    /// The claims, by number (1-20,31) or filter (tag:x, @saved)
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,
    /// The name of the member
    #[arg(long, value_name = "MEMBER")]
    to: String,
    /// The day until which they are to be done, such as 2021-11-19, tomorrow or friday
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// Only show what would change
    #[arg(long)]
    #[serde(default)]
    dry_run: bool,
}

/// Take claims from whoever works on them
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay unassign 2 3\n  gainsay unassign assigned:Bob")]
pub struct Unassign {
    /// The claims, by number (1-20,31) or filter (tag:x, @saved)
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,
    /// Only show what would change
    #[arg(long)]
    #[serde(default)]
    dry_run: bool,
}

impl Action for Assign {
    const COMMAND: &'static str = "assign";
    const NEEDS: Right = Right::Record;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let member = writer.member_named(&self.to).about("to")?;
        let due = self.due.as_deref().filter(|due| !due.trim().is_empty());
        let due = due.map(|due| context.day_ahead(due, "due", &mut outcome)).transpose()?;
        for claim in claims_named(writer, context, &self.claims, &mut outcome).about("claims")? {
            let before = writer.assignment(claim)?;
            let new = NewAssignment { claim, member: member.id, due_on: due.clone(), ..NewAssignment::default() };
            if !writer.assign(&new)? {
                outcome.note(format!("claim {claim} is {}'s already", member.name));
                continue;
            }
            let now = writer.assignment(claim)?.map(|now| now.in_words()).unwrap_or_default();
            let before = before.filter(|before| before.member_id != member.id);
            let before = before.map_or_else(String::new, |before| format!("; until now {}'s", before.member));
            outcome.changed("claim", claim, format!("assigned to {now}{before}"));
        }
        Ok(outcome)
    }
}

impl Action for Unassign {
    const COMMAND: &'static str = "unassign";
    const NEEDS: Right = Right::Record;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        for claim in claims_named(writer, context, &self.claims, &mut outcome).about("claims")? {
            match writer.assignment(claim)? {
                Some(before) => {
                    writer.unassign(claim)?;
                    outcome.changed("claim", claim, format!("nobody's now, until now {}'s", before.member));
                }
                None => outcome.note(format!("claim {claim} is nobody's already")),
            }
        }
        Ok(outcome)
    }
}
