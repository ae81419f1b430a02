//! `gainsay demo`: a real news story in a new book.

use std::path::{Path, PathBuf};

use clap::Args;

use super::session::{Run, Session};
use crate::actions::{Action as _, LoadDemo};
use crate::error::Result;
use crate::export::write;
use crate::model::{Condition, Filter, Predicate};
use crate::output::{Format, Reply};
use crate::store::{Store, write_atomically};
use crate::text::quoted;

/// Load a real news story into a new book, and list its disputed claims
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay demo\n  gainsay demo --db story.db",
    after_help = "The book is gainsay-demo.db in the current folder unless --db names another; $GAINSAY_DB is not used."
)]
pub struct Demo {}

impl Run for Demo {
    fn run(self, session: &Session) -> Result<Reply> {
        let path = session.db.clone().unwrap_or_else(|| PathBuf::from("gainsay-demo.db"));
        let shown = path.display().to_string();
        let load = |store: &Store| LoadDemo {}.perform(store, &session.context());
        let mut made = Store::is_free(&path) && Store::create(&path, load)?.is_some();
        let store = session.open_at(&path)?;
        if !made && store.has_no_history()? {
            load(&store)?;
            made = true;
        }
        let first = if made {
            format!("made the book {shown} from a news story of November 2021; what is disputed in it:")
        } else {
            format!("the book {shown} is there already; what is disputed in it:")
        };
        let disputed = Filter::from(Predicate::Is(Condition::Disputed));
        let csv = path.with_file_name("disputed.csv");
        let after = if write_csv(&path, &csv, &disputed)? {
            format!("wrote the same list to {}", csv.display())
        } else {
            format!("{} is there already and was left as it is", csv.display())
        };
        let this = format!("{} --db {}", quoted(&session.program), quoted(&shown));
        let next = [
            "show 2",
            "list",
            "read 6",
            "rate 2 unproven --because \"no document shows the figure\" --by \"Our desk\"",
            "undo",
        ];
        let next = next.map(|words| format!("  {this} {words}")).join("\n");
        let answer = Reply::records("nothing in this book is disputed", move |each| store.claims(&disputed, each));
        Ok(answer.notes_before(vec![first]).note(after).note(format!("\nnext:\n{next}")))
    }
}

/// Writes the list as CSV, unless there is a file of that name. Returns whether it did.
fn write_csv(book: &Path, csv: &Path, filter: &Filter) -> Result<bool> {
    if std::fs::symlink_metadata(csv).is_ok() {
        return Ok(false);
    }
    let (store, filter) = (Store::open(book)?, filter.clone());
    write_atomically(csv, false, |out| {
        write(&store, &filter, false, Format::Csv(crate::output::csv::Style::default()), out)
    })?;
    Ok(true)
}
