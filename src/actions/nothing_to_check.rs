//! What a person says of sentences of a stored text: that nothing there has to be checked, or that what was checked still stands there.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::numbers;
use super::outcome::Outcome;
use super::sentences::DocumentSentences;
use crate::error::{AboutField as _, Error, Result, terminal_or_page};
use crate::model::records::{MarkedPassageRow, NewMarkedPassage};
use crate::model::results::sentence_check::SentenceCheck;
use crate::model::{PassageMark, Right};
use crate::store::Writer;
use crate::text::counted;
use crate::text::quotes::{QuotableText, nearest};

/// Some lines of a stored text.
#[derive(Args, Debug, Deserialize, Serialize)]
struct LinesArgs {
    /// The document, with a stored text: its number, address or title
    #[arg(value_name = "DOCUMENT")]
    document: String,

    /// The lines: 1,4-6, or words of a line
    #[arg(value_name = "LINES", required = true)]
    lines: Vec<String>,
}

/// Say that nothing has to be checked in some lines of a text
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay nothing-to-check 3 1,4-6\n  gainsay nothing-to-check 3 \"Nobody was hurt\"",
    after_help = "gainsay lines DOCUMENT shows the lines with their numbers. The words are kept: where a new version of the text has them, nothing is to be checked there either."
)]
pub struct NothingToCheck {
    #[command(flatten)]
    #[serde(flatten)]
    of: LinesArgs,

    /// Take it back: the lines have to be checked
    #[arg(long)]
    remove: bool,
}

/// Say that changed lines of a draft still say what was recorded and checked
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay still-stands 3 4,7\n  gainsay still-stands 3 \"The harbour lost\"",
    after_help = "A line that changed in a new version of the text is open until its claims have a newer verdict, or somebody says this."
)]
pub struct StillStands {
    #[command(flatten)]
    #[serde(flatten)]
    of: LinesArgs,
}

impl Action for NothingToCheck {
    const COMMAND: &'static str = "nothing-to-check";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let id = writer.document_id(&self.of.document).about("document")?;
        let read = DocumentSentences::of(writer, id).about("document")?;
        let marks = writer.marked_passages(id)?;
        for one in chosen(&read, &self.of.lines).about("lines")? {
            let is_known =
                |mark: &&MarkedPassageRow| mark.mark == PassageMark::NothingToCheck && mark.meets(one.start, one.end);
            let known: Vec<_> = marks.iter().filter(is_known).map(|mark| mark.id).collect();
            if self.remove {
                if known.is_empty() {
                    outcome.note(format!("nobody said that nothing has to be checked in line {}", one.number));
                    continue;
                }
                known.iter().try_for_each(|mark| writer.unmark_passage(*mark))?;
                outcome.became("line", one.number, format!("has to be checked: {}", one.text));
            } else if let Some(claim) = one.claims.first() {
                return Err(Error::refused(format!("claim {} was recorded in line {}", claim.claim.id, one.number))
                    .hint(terminal_or_page(
                        format!("gainsay stage {} dropped, if it is not to be checked", claim.claim.id),
                        "set the stage of the claim to dropped, if it is not to be checked",
                    ))
                    .about("lines"));
            } else if !known.is_empty() {
                outcome.note(format!("that nothing has to be checked in line {} is recorded already", one.number));
            } else {
                writer.mark_passage(&NewMarkedPassage {
                    document: id,
                    mark: PassageMark::NothingToCheck,
                    quote: one.text.clone(),
                    start: Some(number(one.start)),
                    end: Some(number(one.end)),
                    ..NewMarkedPassage::default()
                })?;
                outcome.became("line", one.number, format!("has nothing to check: {}", one.text));
            }
        }
        Ok(outcome)
    }
}

impl Action for StillStands {
    const COMMAND: &'static str = "still-stands";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let id = writer.document_id(&self.of.document).about("document")?;
        let read = DocumentSentences::of(writer, id).about("document")?;
        let marks = writer.marked_passages(id)?;
        for one in chosen(&read, &self.of.lines).about("lines")? {
            let is_changed = |mark: &&MarkedPassageRow| mark.changed_at.is_some() && mark.meets(one.start, one.end);
            let changed: Vec<_> = marks.iter().filter(is_changed).collect();
            if changed.is_empty() {
                outcome.note(format!("line {} did not change since it was looked at", one.number));
                continue;
            }
            for mark in changed {
                writer.passage_still_holds(mark.id)?;
                mark.claim_id.iter().for_each(|claim| outcome.affects(*claim));
            }
            outcome.became("line", one.number, format!("still says what was recorded: {}", one.text));
        }
        Ok(outcome)
    }
}

fn number(offset: usize) -> i64 {
    i64::try_from(offset).unwrap_or(i64::MAX)
}

/// Returns the sentences with these numbers, or with these words.
fn chosen<'r>(read: &'r DocumentSentences, typed: &[String]) -> Result<Vec<&'r SentenceCheck>> {
    let mut chosen: Vec<&SentenceCheck> = Vec::new();
    let mut text = None;
    for word in typed {
        if let Some(ranges) = numbers(word) {
            for (first, last) in ranges {
                for end in [first, last] {
                    if !read.sentences.iter().any(|one| one.number == end) {
                        let count = counted(read.sentences.len(), "line");
                        return Err(Error::not_found(format!("there is no line {end}: the text has {count}")).hint(
                            terminal_or_page(
                                "gainsay lines DOCUMENT shows them with their numbers",
                                "the page has their numbers",
                            ),
                        ));
                    }
                }
                chosen.extend(read.sentences.iter().filter(|one| (first..=last).contains(&one.number)));
            }
            continue;
        }
        let text = text.get_or_insert_with(|| QuotableText::new(read.text.clone()));
        let places = text.find(word);
        let Some(place) = places.first() else {
            let error = Error::refused(format!("these words do not occur in the text: “{word}”"));
            return Err(match nearest(text.as_str(), word) {
                Some(passage) => error.hint(format!("the nearest passage is: {passage}")),
                None => error.hint("name a line by its number"),
            });
        };
        let found: Vec<_> = places
            .iter()
            .flat_map(|place| read.sentences.iter().filter(|one| one.start < place.end && place.start < one.end))
            .collect();
        if places.len() > 1 {
            let lines: Vec<_> = found.iter().map(|one| one.number.to_string()).collect();
            return Err(Error::usage(format!("“{word}” stands in lines {}", lines.join(", ")))
                .hint("name the line by its number, or more of its words"));
        }
        chosen.extend(found.into_iter().filter(|one| one.start < place.end));
    }
    chosen.sort_by_key(|one| one.number);
    chosen.dedup_by_key(|one| one.number);
    Ok(chosen)
}
