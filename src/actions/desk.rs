//! `gainsay desk`: says which speaker is the desk that keeps the book.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::speaker_named;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result};
use crate::model::records::SpeakerRow;
use crate::model::{Right, SpeakerKind};
use crate::store::{Store, Writer};

/// Say what your desk is called: it is who rates, unless --by says otherwise
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay desk \"Our desk\"\n  gainsay desk",
    after_help = "Without a name it says which desk is set. Where checkers disagree, the desk's own verdict stands first. A verdict without a reviewer is the desk's."
)]
pub struct SetDesk {
    /// The name of the desk, or the number of a speaker
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Forget which desk it is
    #[arg(long, conflicts_with = "name")]
    #[serde(default)]
    none: bool,
}

impl Action for SetDesk {
    const COMMAND: &'static str = "desk";
    const NEEDS: Right = Right::Edit;
    const STARTS_BOOK: bool = true;

    fn only_looks(&self) -> bool {
        self.name.is_none() && !self.none
    }

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let before = writer.desk()?;
        let id = match self.name.as_deref() {
            Some(name) if !name.trim().is_empty() => {
                let kind = SpeakerKind::of_name(name, SpeakerKind::Organisation);
                Some(speaker_named(writer, ("name", name), kind, &mut outcome)?)
            }
            Some(_) => {
                return Err(Error::usage("a desk needs a name").hint("gainsay desk \"Our desk\"").about("name"));
            }
            None => None,
        };
        writer.set_desk(id).about("name")?;
        match (id, before) {
            (Some(id), _) => describe(&writer.canonical_speaker(id)?, &mut outcome),
            (None, Some(desk)) => outcome.changed("speaker", desk.id, format!("{}, no longer the desk", desk.name)),
            (None, None) => {}
        }
        Ok(outcome)
    }

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        if !self.only_looks() {
            return store.record(&self.stamp(context)?, |writer| {
                context.refuse_if_changed(writer)?;
                self.run(writer, context)
            });
        }
        let desk = store
            .desk()?
            .ok_or_else(|| Error::not_found("no desk is set").hint("gainsay desk \"Our desk\" says which it is"))?;
        let mut outcome = Outcome::default();
        describe(&desk, &mut outcome);
        Ok(outcome)
    }
}

/// Says which speaker is the desk.
fn describe(desk: &SpeakerRow, outcome: &mut Outcome) {
    outcome.changed("speaker", desk.id, format!("{}, the desk that keeps this book", desk.name));
}
