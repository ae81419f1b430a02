//! `gainsay restore`: replaces the book with a backup.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::session::{Run, Session};
use crate::error::Result;
use crate::model::display::{Block, Display};
use crate::model::records::{Column, Record};
use crate::model::results::health::BookContents;
use crate::output::Reply;
use crate::store::{RestoreOutcome, Store};

/// Replace the book with a backup; the replaced book is kept
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay restore backups/claims.2021-11-18.db --dry-run\n  gainsay restore backups/claims.2021-11-18.db",
    after_help = "The backup is checked first: one that is damaged, or that this program cannot read, is refused. The replaced book is kept in the folder backups beside it. A page that gainsay serve has open continues with the restored book."
)]
pub struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Also accept a backup that another program has changed, if all of it can be read
    #[arg(long)]
    force: bool,

    /// Only show what would be different
    #[arg(long)]
    dry_run: bool,
}

impl Run for Restore {
    fn run(self, session: &Session) -> Result<Reply> {
        let (book, day) = (session.path()?, session.now.date().to_string());
        let restored = if self.dry_run {
            Store::preview_restore(&book, &self.file, self.force)?
        } else {
            Store::restore(&book, &self.file, &day, self.force)?
        };
        let mut first = if self.dry_run {
            format!("{} would become what {} is", book.display(), self.file.display())
        } else {
            session.open_at(&book)?;
            format!("restored {} from {}", book.display(), self.file.display())
        };
        if let Some(kept) = &restored.kept {
            first.push_str(&format!("; as it was, it is kept in {}", kept.display()));
        }
        let rows = differences(&restored);
        let mut page = Display {
            value: json!({ "book": book, "from": self.file, "kept": restored.kept, "before": restored.before,
                           "after": restored.after, "newer": restored.newer, "only_backup": restored.only_backup,
                           "fault": restored.fault, "logs": restored.logs,
                           "dry_run": self.dry_run }),
            ..Display::default()
        };
        page.records(&rows);
        if self.dry_run {
            page.heads.iter_mut().filter(|head| head.name == "after").for_each(|head| head.heading = Some("would be"));
        }
        page.blocks = vec![Block::Text(first.into()), Block::Table(page.heads.clone(), page.rows.clone())];
        if rows.is_empty() {
            page.blocks = page.blocks.into_iter().take(1).chain([Block::Text("both hold the same".into())]).collect();
        }
        page.blocks.extend(lost(&restored, self.dry_run).map(|line| Block::Text(line.into())));
        let logs = restored.logs.iter().map(|log| {
            let (book, log) = (book.display(), log.display());
            if self.dry_run {
                format!("note: {log} is not of this backup; it would be kept aside")
            } else {
                format!("note: a log of another book lay beside {book}; it is kept in {log}")
            }
        });
        let fault = restored
            .fault
            .iter()
            .map(|what| format!("warning: {} was changed by another program: {what}", self.file.display()));
        let answer = Reply::page(page).notes(fault.chain(logs));
        Ok(match restored.before {
            None if restored.kept.is_some() => answer.note("note: what the book held before could not be read"),
            _ => answer,
        })
    }
}

/// What the history loses, and whether the two were changed apart, in sentences.
fn lost(restored: &RestoreOutcome, dry_run: bool) -> impl Iterator<Item = String> {
    let entries = |count: i64| if count == 1 { "1 entry".to_string() } else { format!("{count} entries") };
    let newer = restored.newer.filter(|newer| *newer > 0).map(|newer| {
        let go = match (dry_run, newer) {
            (true, _) => "would go",
            (false, 1) => "is gone",
            (false, _) => "are gone",
        };
        format!("{} of the history, newer than the backup, {go}", entries(newer))
    });
    let changed = if newer.is_some() { "; the two were changed apart" } else { "" };
    let apart = restored
        .only_backup
        .filter(|only| *only > 0)
        .map(|only| format!("the backup has {} that the book did not have{changed}", entries(only)));
    newer.into_iter().chain(apart)
}

/// A difference between the book and the backup; without a value before, the book could not be read.
struct Difference {
    what: &'static str,
    before: Option<String>,
    after: String,
}

impl Record for Difference {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("what", "", |d| d.what.into()),
        Column::shown("before", "before", |d| (&d.before).into()),
        Column::shown("after", "restored", |d| (&d.after).into()),
    ];
}

fn differences(restored: &RestoreOutcome) -> Vec<Difference> {
    let before = restored.before.as_ref().map(properties);
    let all = properties(&restored.after).into_iter().enumerate().map(|(at, (what, after))| {
        let before = before.as_ref().map(|before| before[at].1.clone());
        Difference { what, before, after }
    });
    all.filter(|difference| difference.before.as_ref() != Some(&difference.after)).collect()
}

/// Returns the properties of a book, each with its name.
fn properties(contents: &BookContents) -> [(&'static str, String); 8] {
    let newest = contents.newest.as_ref();
    [
        ("claims", contents.claims.to_string()),
        ("statements", contents.statements.to_string()),
        ("speakers", contents.speakers.to_string()),
        ("documents", contents.documents.to_string()),
        ("verdicts", contents.verdicts.to_string()),
        ("evidence", contents.evidence.to_string()),
        ("entries", contents.entries.to_string()),
        ("newest entry", newest.map_or("none".to_string(), |one| format!("{}, {}: {}", one.id, one.at, one.command))),
    ]
}
