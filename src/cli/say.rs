//! `gainsay say`: somebody else says it too.

use clap::Args;

use super::saying::Saying;
use super::session::Session;
use crate::error::{Result, Sentence, Suggestion, terminal_only};
use crate::model::Stance;
use crate::model::records::Target;
use crate::output::Reply;

/// Record that somebody else makes a claim of the book, or confirms it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay say 2 --by \"The Times\" --in 1\n  gainsay say 2 --by \"Home Office\" --kind organisation --confirms --quote \"the figure is right\""
)]
pub struct Say {
    /// The claims, by number
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<i64>,

    /// The speaker confirms what others said
    #[arg(long)]
    confirms: bool,

    #[command(flatten)]
    saying: Saying,
}

impl Say {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let stance = if self.confirms { Stance::Confirms } else { Stance::Asserts };
        session.change(|writer, receipt| {
            let documents = self.saying.documents(writer, session, receipt)?;
            for claim in &self.claims {
                let before = writer.claim(*claim)?;
                let first =
                    self.saying.record(writer, session, receipt, (stance, Target::Claim(*claim), &documents))?;
                let speaker = writer.statement(first)?.speaker;
                if before.disputed_by.contains(&speaker) {
                    receipt.note(
                        Sentence::from(format!("{speaker} disputed claim {claim} before; to take that back: "))
                            + Suggestion::Retract(*claim)
                            + terminal_only(format!(" --by \"{speaker}\"")),
                    );
                }
            }
            Ok(())
        })
    }
}
