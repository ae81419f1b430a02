//! Recording suggestions of a stored text.

use std::collections::HashMap;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::article_batch::{ArticleBatch, place_of};
use super::batch::run_each_line;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::suggestion_args::SuggestionArgs;
use super::suggestions::{DocumentSuggestions, MarkedSuggestion, is_marked, set_mark};
use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::model::{PassageMark, Right};
use crate::store::Writer;

/// Record statements that a stored text suggests
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay accept 3 1-7,9\n  gainsay accept 3 8 --by \"Tom Hill\" --stance denies",
    after_help = "gainsay read DOCUMENT shows the suggestions with their numbers. All are recorded in one entry of the history, as the lines of gainsay read --format batch would."
)]
pub struct AcceptSuggestions {
    /// The document, with a stored text: its number, address or title
    #[arg(value_name = "DOCUMENT")]
    document: String,

    /// The numbers of the suggestions: 1-7,9
    #[arg(value_name = "NUMBERS", required = true)]
    numbers: Vec<String>,

    #[command(flatten)]
    #[serde(flatten)]
    corrections: SuggestionArgs,
}

impl AcceptSuggestions {
    /// An action on suggestions of a document.
    pub fn of(document: String, numbers: Vec<String>) -> Self {
        Self { document, numbers, corrections: SuggestionArgs::default() }
    }
}

impl Action for AcceptSuggestions {
    const COMMAND: &'static str = "accept";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let id = writer.document_id(&self.document).about("document")?;
        let read = DocumentSuggestions::of(writer, id).about("document")?;
        let chosen = read.chosen(&self.numbers).about("numbers")?;
        if let Some(one) = chosen.iter().find(|one| is_marked(one, PassageMark::Recorded)) {
            let number = one.suggestion.number;
            return Err(Error::refused(format!("suggestion {number} of document {id} is recorded already"))
                .hint(Suggestion::Document(id) + " shows what was")
                .about("numbers"));
        }
        let mut suggestions: Vec<_> = read.suggestions.iter().map(|one| one.suggestion.clone()).collect();
        let mut noted = Outcome::default();
        if !self.corrections.is_empty() {
            let [one] = chosen.as_slice() else {
                return Err(Error::usage("a correction belongs to one suggestion")
                    .hint("record the others in a command of their own")
                    .about("numbers"));
            };
            let read = suggestions.iter_mut().find(|other| other.number == one.suggestion.number);
            read.map(|read| self.corrections.correct(read, (writer, context), &mut noted)).transpose()?;
        }
        let batch =
            ArticleBatch { article: &read.article, file: None, document: Some((id, true)), suggestions: &suggestions };
        let numbers: Vec<_> = chosen.iter().map(|one| one.suggestion.number).collect();
        let lines = batch.chosen(&numbers).about("numbers")?;
        let mut claims = HashMap::new();
        let mut outcome = run_each_line(&lines, writer, context, &mut |place, outcome| {
            claims.extend(outcome.claims.first().map(|claim| (place.to_string(), *claim)));
        })
        .about("numbers")?;
        outcome.notes.extend(noted.notes);
        let with_them = batch.reports_of(&numbers);
        let is_recorded = |one: &&MarkedSuggestion| {
            let number = one.suggestion.number;
            numbers.contains(&number) || with_them.contains(&number)
        };
        for one in read.suggestions.iter().filter(is_recorded) {
            let claim = claims.get(&place_of(one.suggestion.number)).copied();
            set_mark(writer, id, &read.article, one, (PassageMark::Recorded, claim))?;
        }
        Ok(outcome)
    }
}
