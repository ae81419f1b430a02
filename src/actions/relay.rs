//! `gainsay relay`: records that an outlet reports what somebody said.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::statement_args::StatementArgs;
use crate::error::{AboutField as _, Error, Result, Suggestion, terminal_only};
use crate::model::records::Target;
use crate::model::{Family, Right, Stance};
use crate::store::Writer;

/// Record that somebody reports or reprints what was said
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay relay 1 --by Nordwire --url https://example.org/a\n  gainsay relay --statement 4 --by \"The Independent\" --in 2",
    after_help = "A relay is no origin of its own: ten reprints of one statement are one origin. Of a claim, the statement that makes it is meant, if there is one only."
)]
pub struct Relay {
    /// The claim, by number
    #[arg(value_name = "CLAIM", required_unless_present = "statement", conflicts_with = "statement")]
    claim: Option<i64>,

    /// The statement that is reported, which can be a report itself
    #[arg(long, value_name = "S")]
    statement: Option<i64>,

    #[command(flatten)]
    #[serde(flatten)]
    details: StatementArgs,
}

impl Action for Relay {
    const COMMAND: &'static str = "relay";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let reported = match self.statement {
            Some(id) => writer.target(Target::Statement(id)).about("statement")?,
            None => Target::Statement(made_by(writer, self.claim.unwrap_or_default()).about("claim")?),
        };
        let documents = self.details.documents(writer, context, &mut outcome)?;
        self.details.record(writer, context, &mut outcome, (Stance::Reports, reported, &documents))?;
        Ok(outcome)
    }
}

/// Returns the only statement that makes a claim.
fn made_by(writer: &Writer, claim: i64) -> Result<i64> {
    let said = writer.claim_statements(writer.claim_id(claim)?)?;
    let makes: Vec<_> =
        said.iter().filter(|one| one.statement.stance.family() == Family::For && one.stands()).collect();
    match &makes[..] {
        [one] => Ok(one.statement.id),
        [] => Err(Error::refused(format!("nobody is on record as having made claim {claim}")).hint(
            Suggestion::Say(Some(claim)) + terminal_only(" --by NAME --via OUTLET") + " records who said it first",
        )),
        several => {
            let list: Vec<_> =
                several.iter().map(|one| format!("{} ({})", one.statement.id, one.statement.speaker)).collect();
            Err(Error::usage(format!("claim {claim} was made in several statements: {}", list.join(", ")))
                .hint(Suggestion::Report + " names the one that is reported"))
        }
    }
}
