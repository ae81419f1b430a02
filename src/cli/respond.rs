//! `gainsay respond`: any stance, above all those that neither support nor dispute.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::saying::Saying;
use super::session::Session;
use super::targets::Targets;
use crate::error::Result;
use crate::model::Stance;
use crate::model::records::Target;
use crate::output::Reply;

/// Record any stance: declines-to-deny, declines-to-comment, does-not-respond, questions, comments, reports …
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay respond 1 --by \"Dominic Raab\" --stance declines-to-deny --occasion \"Times Radio\"\n  gainsay respond --statement 3 --by \"The Independent\" --stance reports --in 1",
    after_help = "Stances: asserts, confirms; reports (of a statement); denies, disputes-part, calls-misleading, corrects;\nretracts; declines-to-deny, declines-to-comment, does-not-respond, questions, comments."
)]
pub struct Respond {
    #[command(flatten)]
    targets: Targets,

    /// What the speaker does
    #[arg(long, value_name = "STANCE", hide_possible_values = true, value_parser = PossibleValuesParser::new(Stance::WORDS))]
    stance: String,

    #[command(flatten)]
    saying: Saying,
}

impl Respond {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        record(session, &self.targets, &self.saying, self.stance.parse()?)
    }
}

/// Records a stance on each target.
///
/// # Errors
/// No such target or document; what [`Saying::record`] refuses.
pub(super) fn record(session: &Session, targets: &Targets, saying: &Saying, stance: Stance) -> Result<Reply> {
    session.change(|writer, receipt| {
        let documents = saying.documents(writer, session, receipt)?;
        for target in targets.find(writer)? {
            saying.record(writer, session, receipt, (stance, target, &documents))?;
            if let Target::Document(document) = target {
                let carried = writer.carried_by(document)?;
                carried.iter().for_each(|claim| receipt.touch(*claim));
                if carried.is_empty() {
                    receipt.note(format!("document {document} carries no claim of this book, so none is touched"));
                }
            }
        }
        Ok(())
    })
}
