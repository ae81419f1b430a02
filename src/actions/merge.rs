//! `gainsay merge`: merges other copies of the book into it.

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::{ActionContext, no_local_files, refuse_unreadable};
use super::outcome::Outcome;
use crate::error::{Result, Suggestion};
use crate::model::Right;
use crate::model::results::merged::MergeReport;
use crate::store::{OtherBook, Store, Writer};
use crate::text::counted;

/// Merge other copies of the book into it; where both say different things, you decide
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay merge laptop.db --dry-run\n  gainsay merge laptop.db",
    after_help = "What only one copy has is added; what one changed or removed is changed or removed here. Where both changed the same thing in different ways, this book keeps what it says, and the other is kept beside it: gainsay conflicts lists these, and gainsay settle decides them. The other file is only read. Merge in both directions, and both books say the same. gainsay undo takes a merge back."
)]
pub struct Merge {
    /// The files of the other copies, in one entry of the history
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Only show what would change
    #[arg(long, short = 'n')]
    dry_run: bool,
}

/// Maximum number of rows of one kind that are named.
const MAX_NAMED: usize = 20;

impl Action for Merge {
    const COMMAND: &'static str = "merge";
    const NEEDS: Right = Right::Edit;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        if !context.local_files {
            return Err(no_local_files());
        }
        let stamp = self.stamp(context)?;
        store.author(stamp.member.as_deref(), Self::NEEDS)?.require(Self::NEEDS, Self::COMMAND)?;
        let mut others = Vec::new();
        for file in &self.files {
            refuse_unreadable(file)?;
            others.push(OtherBook::open(file)?);
        }
        let work = |writer: &Writer| {
            let _announced = writer.announce_import();
            let before = writer.count_conflicts(None)?;
            let reports = others.iter().map(|other| writer.merge(other)).collect::<Result<Vec<_>>>()?;
            Ok((reports, before, writer.count_conflicts(None)?))
        };
        let (reports, before, after) =
            if self.dry_run { store.dry_run(&stamp, work)? } else { store.record(&stamp, work)? };
        let mut outcome = Outcome::default();
        for report in &reports {
            note_report(&mut outcome, report);
        }
        note_conflicts(&mut outcome, before, after, self.dry_run);
        if self.dry_run {
            outcome.note("nothing was written");
        }
        Ok(outcome)
    }
}

/// Says what came of one copy.
fn note_report(outcome: &mut Outcome, report: &MergeReport) {
    let book = &report.book;
    if report.entries == 0 {
        outcome.note(format!("{book} has nothing that is not known here"));
        return;
    }
    let by: Vec<_> = report.by.iter().map(String::as_str).collect();
    let by = if by.is_empty() { String::new() } else { format!(", by {}", by.join(", ")) };
    let new = if report.entries == 1 { "1 entry".to_string() } else { format!("{} entries", report.entries) };
    outcome.note(format!("from {book}: {new} of its history that were not known here{by}"));
    if !report.is_copy {
        outcome.note(format!("{book} is no copy of this book: their histories have nothing in common"));
    }
    for (verb, added, removed) in [("is new", true, false), ("changed", false, false), ("is removed", false, true)] {
        let mut tables: Vec<&str> = Vec::new();
        for row in report.rows.iter().filter(|row| (row.is_added, row.is_removed) == (added, removed)) {
            if !tables.contains(&row.table) {
                tables.push(row.table);
            }
        }
        for table in tables {
            let rows = report
                .rows
                .iter()
                .filter(|row| row.table == table && (row.is_added, row.is_removed) == (added, removed));
            let rows: Vec<_> = rows.collect();
            for row in rows.iter().take(MAX_NAMED) {
                let noun = noun(table);
                let text = if row.text.is_empty() { verb.to_string() } else { format!("{verb}: {}", row.text) };
                outcome.became(noun, row.id, text);
            }
            if rows.len() > MAX_NAMED {
                let more = counted(i64::try_from(rows.len() - MAX_NAMED).unwrap_or(i64::MAX), "row");
                outcome.note(format!("{more} more like {} {}: {verb}", noun(table), rows[0].id));
            }
        }
    }
}

fn note_conflicts(outcome: &mut Outcome, before: i64, after: i64, is_dry_run: bool) {
    let (are, one) = if is_dry_run { ("would be", "would be") } else { ("are", "is") };
    if after > 0 {
        let verb = if after == 1 { one } else { are };
        outcome.note(
            Suggestion::Conflicts
                + format!(" lists what you decide: {} {verb} open", counted(after, "conflict")).as_str(),
        );
    } else if before > 0 {
        outcome.note(format!("no conflict {one} open any more"));
    }
}

/// What a table is called.
fn noun(table: &'static str) -> &'static str {
    match table {
        "saved" => "saved filter",
        "claim_tag" => "tag",
        "claim_wording" => "wording",
        "claim_relation" => "relation",
        "claim_appearance" => "appearance",
        "speaker_alias" => "alias",
        "document_alias" => "other address",
        "marked_passage" => "marked passage",
        "distinct_pair" => "pair that is not the same",
        "correction_cause" => "cause of corrections",
        other => other,
    }
}
