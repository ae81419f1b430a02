//! The demo story: a real news story, loaded into an empty book, and an invented article to try out reading.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::{Detail, Outcome};
use crate::error::{Error, Result};
use crate::import::jsonl;
use crate::model::Right;
use crate::store::Store;
use crate::store::exchange::{OnDuplicate, Rejected};

/// The story as JSON Lines of gainsay.
const STORY: &str = include_str!("../../data/albania.jsonl");
/// An invented article, on which reading can be tried out: no claim of it is recorded.
const ARTICLE: &str = include_str!("../../data/ferry.jsonl");

/// Load a real news story into an empty book
#[derive(Args, Debug, Deserialize, Serialize)]
pub struct LoadDemo {}

impl Action for LoadDemo {
    const COMMAND: &'static str = "demo";
    const NEEDS: Right = Right::Edit;
    const STARTS_BOOK: bool = true;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        if !store.has_no_history()? {
            return Err(Error::refused("the story comes into an empty book only, and something was done in this one")
                .hint("in a terminal, the command demo makes a book of its own for it"));
        }
        store.record(&self.stamp(context)?, |writer| {
            let mut reject = |piece: Rejected| Err(Error::integrity(piece.reason).at(piece.place));
            let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
            for lines in [STORY, ARTICLE] {
                jsonl::pieces(&mut lines.as_bytes(), &mut |piece| importer.take(piece))?;
            }
            importer.finish()
        })?;
        Ok(Outcome { detail: Detail::DemoLoaded, ..Outcome::default() })
    }
}
