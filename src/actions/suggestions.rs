//! Suggestions of a stored text, and dismissing some, which are then not made again.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::known_suggestions::find_known;
use super::lookup::numbers;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Suggestion, terminal_only};
use crate::model::records::{MarkedPassageRow, NewMarkedPassage};
use crate::model::results::suggested_statement::SuggestedStatement;
use crate::model::{Article, Date, PassageMark, Right};
use crate::store::{Store, Writer};
use crate::suggestion::suggest;
use crate::text::counted;
use crate::text::quotes::slice;

/// A suggestion of a stored text, with what was said of it.
pub struct MarkedSuggestion {
    /// The suggestion.
    pub suggestion: SuggestedStatement,
    /// The speaker, the stance and the claim as the text alone suggests them, by which a mark is recognised.
    what: String,
    /// The row that says that it was recorded or dismissed, if one does.
    pub mark: Option<MarkedPassageRow>,
}

/// The suggestions of a document, and the article in which they stand.
pub struct DocumentSuggestions {
    /// The stored text, and what is known of it.
    pub article: Article,
    /// The suggestions, in the order of the text.
    pub suggestions: Vec<MarkedSuggestion>,
}

impl DocumentSuggestions {
    /// Reads the stored text of a document.
    ///
    /// # Errors
    /// No such document; no stored text, or one in a language that is not read.
    pub fn of(store: &Store, document: i64) -> Result<Self> {
        let article = stored_article(store, document)?;
        let found = suggest(&article, &document.to_string()).ok_or_else(|| {
            Error::refused(format!("the text of document {document} is not in a language that gainsay reads"))
                .hint("English is read in full, and of Spanish, French, German, Portuguese and Italian what is quoted")
        })?;
        let mut suggestions = marked(store, document, &article, found)?;
        let mut compared: Vec<_> = suggestions.iter().map(|one| one.suggestion.clone()).collect();
        find_known(store, &mut compared)?;
        suggestions.iter_mut().zip(compared).for_each(|(one, compared)| one.suggestion = compared);
        Ok(Self { article, suggestions })
    }

    /// Returns the suggestions with these numbers.
    pub(super) fn chosen(&self, typed: &[String]) -> Result<Vec<&MarkedSuggestion>> {
        let mut chosen = Vec::new();
        for word in typed {
            let ranges = numbers(word).ok_or_else(|| {
                Error::usage(format!("“{word}” is no number of a suggestion")).hint("numbers and ranges are as 1-7,9")
            })?;
            for (first, last) in ranges {
                self.numbered(first)?;
                self.numbered(last)?;
                chosen.extend(self.suggestions.iter().filter(|one| (first..=last).contains(&one.suggestion.number)));
            }
        }
        chosen.sort_by_key(|one| one.suggestion.number);
        chosen.dedup_by_key(|one| one.suggestion.number);
        Ok(chosen)
    }

    fn numbered(&self, number: i64) -> Result<&MarkedSuggestion> {
        self.suggestions.iter().find(|one| one.suggestion.number == number).ok_or_else(|| {
            Error::not_found(format!(
                "there is no suggestion {number}: the text has {}",
                counted(self.suggestions.len(), "suggestion")
            ))
            .hint(terminal_only("gainsay read DOCUMENT --all shows them with their numbers"))
        })
    }
}

/// Dismiss suggestions of a stored text, so that they are not made again
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay dismiss 3 8,10-12\n  gainsay dismiss 3 8 --remove")]
pub struct DismissSuggestions {
    /// The document, with a stored text: its number, address or title
    #[arg(value_name = "DOCUMENT")]
    document: String,

    /// The numbers of the suggestions: 1-7,9
    #[arg(value_name = "NUMBERS", required = true)]
    numbers: Vec<String>,

    /// Make them again
    #[arg(long)]
    remove: bool,
}

impl DismissSuggestions {
    /// An action on suggestions of a document.
    pub fn of(document: String, numbers: Vec<String>) -> Self {
        Self { document, numbers, remove: false }
    }
}

impl Action for DismissSuggestions {
    const COMMAND: &'static str = "dismiss";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let id = writer.document_id(&self.document).about("document")?;
        let read = DocumentSuggestions::of(writer, id).about("document")?;
        for one in read.chosen(&self.numbers).about("numbers")? {
            let number = one.suggestion.number;
            match (&one.mark, self.remove) {
                (Some(mark), true) if mark.mark == PassageMark::Dismissed => {
                    writer.unmark_passage(mark.id)?;
                    outcome.changed("document", id, format!("suggestion {number} is made again"));
                }
                (_, true) => outcome.note(format!("suggestion {number} was not dismissed")),
                (Some(mark), false) if mark.mark == PassageMark::Dismissed => {
                    outcome.note(format!("suggestion {number} is dismissed already"));
                }
                (_, false) => {
                    set_mark(writer, id, &read.article, one, (PassageMark::Dismissed, None))?;
                    outcome.changed("document", id, format!("suggestion {number} is dismissed"));
                }
            }
        }
        Ok(outcome)
    }
}

/// Returns suggestions of a document with what was said of each.
///
/// # Errors
/// Errors of the book.
pub fn marked(
    store: &Store,
    document: i64,
    article: &Article,
    found: Vec<SuggestedStatement>,
) -> Result<Vec<MarkedSuggestion>> {
    let mut marks = store.marked_passages(document)?;
    let with_mark = |suggestion: SuggestedStatement| {
        let (quote, start, end) = passage(article, &suggestion);
        let what = what(&suggestion);
        let is_of = |mark: &MarkedPassageRow| {
            mark.suggested.as_deref() == Some(what.as_str()) && mark.quote == quote && mark.quote_start == Some(start)
        };
        let mark = marks.iter().position(is_of).map(|at| marks.remove(at));
        let mark = mark.or_else(|| marks.iter().find(|mark| has_nothing(mark, start, end)).cloned());
        MarkedSuggestion { suggestion, what, mark }
    };
    Ok(found.into_iter().map(with_mark).collect())
}

/// Whether somebody said that nothing has to be checked in a passage.
fn has_nothing(mark: &MarkedPassageRow, start: i64, end: i64) -> bool {
    let is_around = mark.quote_start.is_some_and(|from| from <= start) && mark.quote_end.is_some_and(|to| end <= to);
    mark.mark == PassageMark::NothingToCheck && is_around
}

/// Whether a suggestion was recorded or dismissed.
pub(super) fn is_marked(one: &MarkedSuggestion, mark: PassageMark) -> bool {
    one.mark.as_ref().is_some_and(|known| known.mark == mark)
}

/// Marks the passage of a suggestion, in the place of any other mark; with the claim that was recorded, if one was.
pub(super) fn set_mark(
    writer: &Writer,
    document: i64,
    article: &Article,
    one: &MarkedSuggestion,
    (mark, claim): (PassageMark, Option<i64>),
) -> Result<()> {
    if let Some(known) = &one.mark {
        writer.unmark_passage(known.id)?;
    }
    let (quote, start, end) = passage(article, &one.suggestion);
    writer.mark_passage(&NewMarkedPassage {
        document,
        mark,
        suggested: Some(one.what.clone()),
        quote,
        start: Some(start),
        end: Some(end),
        claim,
        ..NewMarkedPassage::default()
    })?;
    Ok(())
}

/// The speaker, the stance and the claim of a suggestion.
fn what(suggestion: &SuggestedStatement) -> String {
    let speaker = suggestion.speaker.as_deref().unwrap_or("somebody");
    format!("{speaker} {}: {}", suggestion.stance, suggestion.claim)
}

/// The words that tell what is said, from the first to the last piece, and their place in the text.
fn passage(article: &Article, suggestion: &SuggestedStatement) -> (String, i64, i64) {
    let start = suggestion.content.iter().map(|(start, _)| *start).min().unwrap_or_default();
    let end = suggestion.content.iter().map(|(_, end)| *end).max().unwrap_or_default();
    let number = |offset: usize| i64::try_from(offset).unwrap_or(i64::MAX);
    (slice(&article.text, start, end).unwrap_or_default().to_string(), number(start), number(end))
}

/// Returns the stored text of a document as an article.
///
/// # Errors
/// No such document; no stored text.
pub fn stored_article(store: &Store, id: i64) -> Result<Article> {
    let row = store.document(id)?;
    let text = store.document_text(id)?.ok_or_else(|| {
        Error::not_found(format!("no text is stored for document {id}"))
            .hint(Suggestion::EditDocument(id) + terminal_only(" --file FILE") + " stores it")
    })?;
    Ok(Article {
        text,
        title: Some(row.title),
        publisher: row.publisher,
        published: row.published_on.as_deref().and_then(|day| Date::parse(day).ok()),
        url: row.url,
        language: row.language,
        kind: row.kind.parse().unwrap_or_default(),
        format: "a stored text",
        ..Article::default()
    })
}
