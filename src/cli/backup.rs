//! `gainsay backup`: a copy of the book.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::output_file::refuse_book;
use super::session::{Run, Session};
use crate::error::{Error, Result};
use crate::model::display::{Block, Display};
use crate::output::Reply;
use crate::store::{Store, refuse_other_than_file};

/// Copy the book into a file and check the copy; others can use the book meanwhile
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay backup\n  gainsay backup --auto --keep 30",
    after_help = "Without FILE, the copy goes into the folder backups beside the book, and its name has the date. It is written to a temporary file and checked before it gets its name, so a damaged book never replaces a good backup. A backup is a book: gainsay --db FILE list shows its claims, and gainsay restore FILE restores it."
)]
pub struct Backup {
    /// The file [default: a file with the date in its name, in the folder backups beside the book]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// Overwrite FILE if it exists
    #[arg(long, requires = "file")]
    force: bool,

    /// Make the backup of today if the book has changed, and remove backups older than the last N days
    #[arg(long, conflicts_with = "file")]
    auto: bool,

    /// Number of days whose backups are kept
    #[arg(long, value_name = "N", requires = "auto", default_value = "14",
          value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
}

impl Run for Backup {
    fn run(self, session: &Session) -> Result<Reply> {
        let (book, day) = (session.path()?, session.now.date().to_string());
        if self.auto {
            let daily = Store::back_up_daily(&book, &day, usize::try_from(self.keep).unwrap_or(usize::MAX))?;
            let first = if daily.made {
                made(&book, &daily.file)
            } else {
                format!("nothing was done since the newest backup, {}", daily.file.display())
            };
            let removed: Vec<_> = daily.removed.iter().map(|file| file.display().to_string()).collect();
            let value = json!({ "backup": daily.file, "made": daily.made, "moved": daily.moved, "left": daily.left, "removed": removed });
            let moved =
                daily.moved.iter().map(|away| format!("that of today was damaged; it is in {} now", away.display()));
            let left = daily.left.iter().map(|other| {
                format!("{} is not an earlier state of this book, so it was left as it is", other.display())
            });
            let last = if self.keep == 1 { "one is".to_string() } else { format!("{} are", self.keep) };
            let gone = removed.iter().map(|file| format!("removed {file}; the last {last} kept"));
            return Ok(page(std::iter::once(first).chain(moved).chain(left).chain(gone), value));
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
                "warning: another program has changed {}: {what}; the backup has the same change, and restore accepts it only with --force",
                book.display()
            )),
        })
    }
}

fn made(book: &Path, file: &Path) -> String {
    format!("backed up {} to {}", book.display(), file.display())
}

fn page(lines: impl Iterator<Item = String>, value: serde_json::Value) -> Reply {
    Reply::page(Display { blocks: lines.map(|line| Block::Text(line.into())).collect(), value, ..Display::default() })
}
