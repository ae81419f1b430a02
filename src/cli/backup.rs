//! `gainsay backup`: a copy of the book.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::output_file::refuse_book;
use super::session::Session;
use crate::error::{Error, Result};
use crate::model::display::{Block, Display};
use crate::output::Reply;
use crate::store::{Store, refuse_other_than_file};

/// Copy the book into a file, checked, while others may use it
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay backup\n  gainsay backup --auto --keep 30",
    after_help = "Without FILE, the copy gets the day for a name and lies in the folder backups beside the book. The copy is made aside, looked into, and only then given its name: a damaged book never takes the place of a good backup. A backup is a book: gainsay --db FILE list looks into it, and gainsay restore FILE goes back to it."
)]
pub struct Backup {
    /// Where to [default: a file with the day in its name, in the folder backups beside the book]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// Overwrite FILE if it is there
    #[arg(long, requires = "file")]
    force: bool,

    /// See to the one backup of today, and remove those of the days before the last N
    #[arg(long, conflicts_with = "file")]
    auto: bool,

    /// Keep the last N days
    #[arg(long, value_name = "N", requires = "auto", default_value = "14",
          value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
}

impl Backup {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let (book, day) = (session.path()?, session.now.date().to_string());
        if self.auto {
            let daily = Store::back_up_daily(&book, &day, usize::try_from(self.keep).unwrap_or(usize::MAX))?;
            let first = if daily.made {
                made(&book, &daily.file)
            } else {
                format!("nothing was done since the newest backup, {}", daily.file.display())
            };
            let removed: Vec<_> = daily.removed.iter().map(|file| file.display().to_string()).collect();
            let value = json!({ "backup": daily.file, "made": daily.made, "moved": daily.moved, "removed": removed });
            let moved =
                daily.moved.iter().map(|away| format!("that of today was damaged; it is in {} now", away.display()));
            let last = if self.keep == 1 { "one is".to_string() } else { format!("{} are", self.keep) };
            let gone = removed.iter().map(|file| format!("removed {file}; the last {last} kept"));
            return Ok(page(std::iter::once(first).chain(moved).chain(gone), value));
        }
        let done = match self.file {
            Some(file) => {
                if file == Path::new("-") {
                    return Err(Error::usage("a backup is a file; it cannot go to standard output")
                        .hint("gainsay backup FILE, or gainsay export - --format jsonl"));
                }
                refuse_book(&file, &book)?;
                refuse_other_than_file(&file, "name a file, or none: then the backup goes into the folder backups")?;
                Store::back_up(&book, &file, self.force)?
            }
            None => Store::back_up_beside(&book, &day)?,
        };
        let value = json!({ "backup": done.file, "made": true, "removed": [], "fault": done.fault });
        let answer = page([made(&book, &done.file)].into_iter(), value);
        Ok(match done.fault {
            None => answer,
            Some(what) => answer.note(format!(
                "warning: {} was changed past gainsay: {what}; so is the backup, which restore takes with --force only",
                book.display()
            )),
        })
    }
}

fn made(book: &Path, file: &Path) -> String {
    format!("backed up {} to {}", book.display(), file.display())
}

fn page(said: impl Iterator<Item = String>, value: serde_json::Value) -> Reply {
    Reply::page(Display { blocks: said.map(|said| Block::Text(said.into())).collect(), value, ..Display::default() })
}
