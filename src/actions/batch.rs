//! `gainsay batch`: many actions from a file, in one transaction and one entry of the history.

use std::cell::OnceCell;
use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::batch_line::{BatchLine, BatchReader};
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{Error, Result, Sentence};
use crate::model::Right;
use crate::store::{Store, Writer};

/// Record many things at once, from a file with one command per line: all of them or none
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay batch story.batch\n  gainsay batch - --db story.db",
    after_help = "A line is a command as it would be typed, without gainsay; a line that begins with # is a comment. A line can name what an earlier line added: @claim, @statement, @document, @speaker, @verdict or @evidence is the newest; after `as NAME` at the end of a line, @NAME is what that line added. @@ writes an @ at the beginning of a word.\nA line `with --in @document --on 2021-11-18` sets flags for the lines below that accept them, until the next such line; `with` alone ends it.\nAll lines are one entry of the history, which one gainsay undo takes back. If a line is wrong, nothing is written."
)]
pub struct RunBatch {
    /// The file, in UTF-8; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Action for RunBatch {
    const COMMAND: &'static str = "batch";
    const NEEDS: Right = Right::Record;
    const STARTS_BOOK: bool = true;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        let text = context.read_text(&self.file)?;
        let name = match self.file.display().to_string() {
            _ if !context.local_files => "line ".to_string(),
            name if name == "-" => "standard input:".to_string(),
            name => format!("{name}:"),
        };
        let lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
        let lines: Vec<_> =
            lines.map(|(number, line): (usize, _)| (format!("{name}{number}"), line.to_string())).collect();
        store.record(&self.stamp(context)?, |writer| run_lines(&lines, writer, context))
    }
}

/// Runs the lines, and passes over those that are refused. Returns their numbers, from 1, and why each is.
///
/// # Errors
/// Errors of the book, for which no line is to blame.
pub(super) fn refused_lines(text: &str, writer: &Writer, context: &ActionContext) -> Result<Vec<(usize, Error)>> {
    let context = context_of_lines(context);
    let mut reader = BatchReader::default();
    let mut refused = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match run_line(&mut reader, line, writer, &context) {
            Err(error) if error.is_final() => return Err(error),
            Err(error) => refused.push((number, error)),
            Ok(_) => {}
        }
    }
    Ok(refused)
}

/// Returns the context of the lines of a batch, which have no standard input: the file may be that.
fn context_of_lines<'a>(context: &ActionContext<'a>) -> ActionContext<'a> {
    ActionContext {
        input: OnceCell::from(String::new()),
        local_files: context.local_files,
        member: context.member.clone(),
        ..ActionContext::at_terminal(context.now, context.recorded_at.clone(), context.progress)
    }
}

/// Runs every line. Errors and notes begin with the place of the line, which stands before it.
///
/// # Errors
/// A line that is refused; lines of which none is a command.
pub(super) fn run_lines(lines: &[(String, String)], writer: &Writer, context: &ActionContext) -> Result<Outcome> {
    run_each_line(lines, writer, context, &mut |_, _| {})
}

/// Runs every line, and gives the place of each with its outcome.
///
/// # Errors
/// As [`run_lines`].
pub(super) fn run_each_line(
    lines: &[(String, String)],
    writer: &Writer,
    context: &ActionContext,
    each: &mut dyn FnMut(&str, &Outcome),
) -> Result<Outcome> {
    let context = context_of_lines(context);
    let mut reader = BatchReader::default();
    let mut all = Outcome::default();
    for (place, text) in lines {
        let outcome = run_line(&mut reader, text, writer, &context).map_err(|error| error.at(place))?;
        let Some(outcome) = outcome else { continue };
        each(place, &outcome);
        all.changes.extend(outcome.changes);
        all.notes.extend(outcome.notes.into_iter().map(|note| Sentence::from(format!("{place}: ")) + note));
        outcome.claims.into_iter().for_each(|claim| all.affects(claim));
    }
    if reader.is_empty() {
        return Err(Error::usage("there is no command in that").hint(
            "a line is a command as it would be typed, without gainsay: add \"Crime has fallen\" --by \"Jane Doe\"",
        ));
    }
    // A later line may have removed a claim.
    all.claims.retain(|claim| writer.claim_id(*claim).is_ok());
    Ok(all)
}

fn run_line(reader: &mut BatchReader, text: &str, writer: &Writer, context: &ActionContext) -> Result<Option<Outcome>> {
    let Some(BatchLine { action, name }) = reader.read(text)? else { return Ok(None) };
    let outcome = action.run(writer, context)?;
    reader.store_names(&*action, name, &outcome)?;
    Ok(Some(outcome))
}
