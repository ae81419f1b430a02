//! `gainsay match`: the recorded claims that a text repeats or contradicts.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;
use serde_json::Value;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::{ConditionArgs, read_text};
use crate::error::{Error, Result, Sentence, Suggestion};
use crate::model::Predicate;
use crate::model::filter::may_be_denied;
use crate::output::Reply;
use crate::store::{Matcher, Store};
use crate::text::similarity::SHOWN;

/// Find the claims that a text repeats or contradicts
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay match \"It will cost £200,000 for each migrant\"\n  gainsay match --batch sentences.jsonl --limit 20 --format jsonl",
    after_help = "The score is a probability: of the claims with a score of 0.8, about eight in ten say what the text says, or the opposite. Claims with a lower score than --at-least are not shown. In a text of several sentences, each sentence is matched. What differs is told: amounts, dates, names, and where the text says the opposite. A batch has one JSON object per line, {\"id\": …, \"text\": …}; without --at-least all its hits are written, so that the program that reads them can choose."
)]
pub struct Match {
    /// The text, a file with the text, or - for standard input; following words that are no filter belong to it
    #[arg(value_name = "TEXT", required_unless_present = "batch")]
    text: Option<String>,

    /// Many texts: a file of JSON lines, or - for standard input
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,

    /// Maximum number of claims for each text
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    limit: u16,

    /// Only claims with this score or more, from 0 to 1 [default: 0.2, in a batch 0]
    #[arg(long, value_name = "SCORE", value_parser = probability)]
    at_least: Option<f64>,

    #[command(flatten)]
    which: ConditionArgs,
}

impl Run for Match {
    fn run(mut self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let limit = usize::from(self.limit);
        if let Some(path) = self.batch {
            self.which.words.splice(0..0, self.text);
            let (wanted, notes) = with_notes(self.which.read(&store, session.time_of(&store))?);
            let lines = open(&path)?;
            let least = self.at_least.unwrap_or_default();
            return Ok(Reply::records("nothing in this book says any of that", move |each| {
                batch(&store, wanted, &path, lines, &mut |matcher, text, id| {
                    for mut hit in matcher.matches(text, limit, least)? {
                        hit.query.clone_from(id);
                        each(hit)?;
                    }
                    Ok(())
                })
            })
            .notes_before(notes));
        }
        self.text = self.text.map(|text| with_plain_words(text, &mut self.which.words));
        let (wanted, notes) = with_notes(self.which.read(&store, session.time_of(&store))?);
        let text = text_of(self.text.as_deref().unwrap_or_default())?;
        let least = self.at_least.unwrap_or(SHOWN);
        let hits = store.matcher(wanted)?.matches_by_sentence(&text, limit, least)?;
        let none = "nothing in this book says that";
        let opposite = hits.iter().find(|hit| hit.is_opposite).map(|hit| hit.claim);
        let reply = Reply::records(none, move |each| hits.into_iter().try_for_each(each)).notes_before(notes);
        Ok(match opposite {
            Some(claim) => reply.note(
                Sentence::from(format!("the text says the opposite of claim {claim}: "))
                    + Suggestion::Dispute(claim)
                    + " records who denies it",
            ),
            None => reply,
        })
    }
}

/// Returns a text with the words behind it that are no filter, which are removed from `words`.
fn with_plain_words(mut text: String, words: &mut Vec<String>) -> String {
    let mut plain = words.iter().position(|word| may_be_denied(word)).unwrap_or(words.len());
    if plain > 0 && plain < words.len() && words[plain - 1] == "not" {
        plain -= 1;
    }
    for word in words.drain(..plain) {
        text.push(' ');
        text.push_str(&word);
    }
    text
}

/// Returns the text itself, or the contents of the file that it names, or standard input.
fn text_of(typed: &str) -> Result<String> {
    let path = Path::new(typed);
    let text = if typed == "-" || path.is_file() { read_text(path)? } else { typed.to_string() };
    let like_a_file = !typed.contains(char::is_whitespace)
        && (typed.contains('/') || path.extension().is_some_and(|ending| ending.len() < 6))
        && !typed.contains("://");
    if like_a_file && !path.is_file() {
        return Err(Error::not_found(format!("there is no file {typed}"))
            .hint("ls shows what is there; a text to look for is a sentence"));
    }
    if text.trim().is_empty() {
        return Err(Error::usage("there is no text to look for").hint("gainsay match \"It will cost £200,000\""));
    }
    Ok(text)
}

/// A line of a batch.
#[derive(Deserialize)]
struct TextLine {
    id: Value,
    text: String,
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    if path.is_dir() {
        return Err(Error::from(std::io::Error::from(std::io::ErrorKind::IsADirectory)).at(path.display()));
    }
    let file = File::open(path).map_err(|error| Error::from(error).at(path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

/// Reads a batch line by line; calls `each` with the text and the id of each line.
fn batch(
    store: &Store,
    wanted: Predicate,
    path: &Path,
    lines: Box<dyn BufRead>,
    each: &mut dyn FnMut(&mut Matcher, &str, &String) -> Result<()>,
) -> Result<()> {
    let mut matcher = store.matcher(wanted)?;
    for (number, line) in (1..).zip(lines.lines()) {
        let line = line.map_err(|error| Error::from(error).at(format!("{}:{number}", path.display())))?;
        let line = line.trim_start_matches('\u{feff}');
        if line.trim().is_empty() {
            continue;
        }
        let line: TextLine = serde_json::from_str(line).map_err(|_| {
            Error::usage(format!("{}:{number}: that is not a JSON object with id and text", path.display()))
                .hint("a line is written {\"id\": 1, \"text\": \"It will cost £200,000\"}")
        })?;
        let id = line.id.as_str().map_or_else(|| line.id.to_string(), str::to_string);
        each(&mut matcher, &line.text, &id)?;
    }
    Ok(())
}

fn probability(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(score) if (0.0..=1.0).contains(&score) => Ok(score),
        _ => Err("a score is a number from 0 to 1".to_string()),
    }
}
