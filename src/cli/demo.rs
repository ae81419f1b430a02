//! `gainsay demo`: a real story in a fresh book.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::aside::write_aside;
use super::session::Session;
use crate::error::{Error, Result};
use crate::export::write;
use crate::import::jsonl;
use crate::model::{Condition, Filter, Wanted};
use crate::output::{Format, Reply};
use crate::store::Store;
use crate::store::exchange::{OnDuplicate, Rejected};
use crate::text::quoted;

/// The story, in the form in which gainsay writes a book and reads it back.
const STORY: &str = include_str!("../../data/albania.jsonl");

/// Load a real story into a fresh book, and list what is disputed in it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay demo\n  gainsay demo --db story.db",
    after_help = "The book is gainsay-demo.db in the current folder unless --db names another; $GAINSAY_DB is left alone."
)]
pub struct Demo {}

impl Demo {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let path = session.db.clone().unwrap_or_else(|| PathBuf::from("gainsay-demo.db"));
        let shown = path.display().to_string();
        let tell = |store: &Store| {
            store.record(&session.stamp, |writer| {
                let mut reject = |piece: Rejected| Err(Error::integrity(piece.reason).at(piece.place));
                let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
                jsonl::pieces(&mut STORY.as_bytes(), &mut |piece| importer.take(piece))?;
                importer.finish()
            })
        };
        let mut made = Store::is_free(&path) && Store::create(&path, tell)?.is_some();
        let store = session.open_at(&path)?;
        if !made && store.has_no_history()? {
            tell(&store)?;
            made = true;
        }
        if session.brought.is_some() {
            return told_to_a_page(made);
        }
        let first = if made {
            format!("made the book {shown} from a news story of November 2021; what is disputed in it:")
        } else {
            format!("the book {shown} is there already; what is disputed in it:")
        };
        let disputed = Filter::from(Wanted::Is(Condition::Disputed));
        let csv = path.with_file_name("disputed.csv");
        let after = if write_csv(&path, &csv, &disputed)? {
            format!("wrote the same list to {}", csv.display())
        } else {
            format!("{} is there already and was left as it is", csv.display())
        };
        let this = format!("{} --db {}", quoted(&session.program), quoted(&shown));
        let next =
            ["show 2", "list", "rate 2 unproven --because \"no document shows the figure\" --by \"Our desk\"", "undo"];
        let next = next.map(|words| format!("  {this} {words}")).join("\n");
        let answer = Reply::records("nothing in this book is disputed", move |each| store.claims(&disputed, each));
        Ok(answer.notes_before(vec![first]).note(after).note(format!("\nnext:\n{next}")))
    }
}

/// What is said where a page asked for the story; it writes no file beside the book.
fn told_to_a_page(made: bool) -> Result<Reply> {
    if made {
        let said = "the book now holds a news story of November 2021";
        let value = json!({ "done": [], "claims": [], "notes": [said] });
        return Ok(Reply::text("").replace_body(said.to_string(), value));
    }
    Err(Error::refused("the story comes into an empty book only, and something was done in this one")
        .hint("in a terminal, the command demo makes a book of its own for it"))
}

/// Writes the list as CSV, unless there is a file of that name; says whether it did.
fn write_csv(book: &Path, csv: &Path, filter: &Filter) -> Result<bool> {
    if std::fs::symlink_metadata(csv).is_ok() {
        return Ok(false);
    }
    let (store, filter) = (Store::open(book)?, filter.clone());
    write_aside(csv, false, |out| {
        write(&store, &filter, false, Format::Csv(crate::output::csv::Style::default()), out)
    })?;
    Ok(true)
}
