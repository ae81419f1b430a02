//! `gainsay read`: who says what in an article, as suggestions to record.

use std::path::Path;

use clap::Args;
use serde_json::json;

use super::session::Session;
use crate::actions::{
    AcceptSuggestions, ArticleArgs, ArticleBatch, DismissSuggestions, find_known, marked, stored_article,
};
use crate::error::{Error, Result, terminal_only};
use crate::model::display::{Block, Display};
use crate::model::results::suggested_statement::SuggestedStatement;
use crate::model::{Article, PassageMark};
use crate::output::{Format, Reply};
use crate::store::Store;
use crate::suggestion::suggest;
use crate::text::counted;

/// The word of `--format` for a batch file.
pub(super) const BATCH: &str = "batch";

/// Read an article: what it is, and who says what in it. Nothing is recorded
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay read article.txt --publisher \"The Paper\" --published 2021-11-18 --all\n  gainsay read 1 --format json",
    after_help = "Text, Markdown, saved web pages, DOCX and PDF with a text layer can be read. Each suggestion is a statement that somebody makes in the text, with the chance that it is one; those below one half are only counted, unless --all is given. JSON, CSV and Markdown have all of them, with their places in the text, in characters from its beginning. --format batch writes a file for gainsay batch: the likely ones as lines, the others commented out."
)]
pub struct ReadArticle {
    /// Files, - for standard input, or documents of the book: a number, address or title
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// Show the suggestions with a chance below one half too
    #[arg(long)]
    all: bool,
    /// Show only the article: its text, as JSON also what it states about itself
    #[arg(long)]
    text: bool,
    /// Record the suggestions with these numbers, of a document of the book: 1-7,9
    #[arg(long, value_name = "NUMBERS", conflicts_with_all = ["all", "text", "dismiss", "title", "kind", "publisher", "url", "language", "published"])]
    accept: Option<String>,
    /// Dismiss the suggestions with these numbers, of a document of the book: they are not made again
    #[arg(long, value_name = "NUMBERS", conflicts_with_all = ["all", "text", "title", "kind", "publisher", "url", "language", "published"])]
    dismiss: Option<String>,
    #[command(flatten)]
    known: ArticleArgs,
}

impl ReadArticle {
    /// Runs the command; `is_batch` is whether a batch file is asked for.
    ///
    /// # Errors
    /// What is wrong with a file; errors of the book.
    pub(super) fn run_as(self, session: &Session, is_batch: bool) -> Result<Reply> {
        if self.files.len() > 1 && (is_batch || !self.known.fits_many()) {
            return Err(Error::usage("a batch file, a title or an address belongs to one article")
                .hint("read the others in a command of their own"));
        }
        if let Some(numbers) = &self.accept {
            return session.perform(&AcceptSuggestions::of(self.document(numbers)?, vec![numbers.clone()]));
        }
        if let Some(numbers) = &self.dismiss {
            return session.perform(&DismissSuggestions::of(self.document(numbers)?, vec![numbers.clone()]));
        }
        let mut articles = Vec::new();
        let store = if Store::is_free(&session.path()?) { None } else { Some(session.open()?) };
        for file in &self.files {
            let mut read = Intake::of(session, store.as_ref(), file)?;
            self.known.correct(&mut read.article, &session.context())?;
            articles.push(read);
        }
        if self.text {
            let is_for_people = matches!(session.format, None | Some(Format::Table | Format::Md));
            return Ok(if is_for_people { plain_texts(&articles) } else { texts(&articles) });
        }
        let (mut blocks, mut suggestions, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for read in &articles {
            blocks.extend(article_blocks(read));
            let found = suggest(&read.article, &read.file).unwrap_or_else(|| {
                notes.push(format!("{}: this text is not in a language that gainsay reads", read.file));
                Vec::new()
            });
            let mut found = match (&store, read.document) {
                (Some(store), Some(document)) => without_marked(store, document, &read.article, found, &mut notes)?,
                _ => found,
            };
            if let Some(store) = &store {
                find_known(store, &mut found)?;
            }
            if is_batch {
                return Ok(Reply::text(read.batch(session, store.as_ref(), &found)?).notes(notes));
            }
            blocks.extend(suggestion_blocks(&found, self.all));
            suggestions.extend(found);
        }
        let each =
            move |each: &mut dyn FnMut(SuggestedStatement) -> Result<()>| suggestions.into_iter().try_for_each(each);
        Ok(Reply::records("nobody is found to say anything in it", each).with_blocks(blocks).notes(notes))
    }

    /// Returns the document of the book whose suggestions are recorded or dismissed.
    fn document(&self, numbers: &str) -> Result<String> {
        let [document] = self.files.as_slice() else {
            return Err(Error::usage("the numbers are those of one document")
                .hint("decide on the others in commands of their own"));
        };
        if Path::new(document).exists() {
            let flag = if self.accept.is_some() { "--accept" } else { "--dismiss" };
            return Err(Error::usage(format!("{document} is a file: its text is not in the book yet")).hint(format!(
                "gainsay document add --file {document} stores it; then gainsay read DOCUMENT {flag} {numbers}"
            )));
        }
        Ok(document.clone())
    }
}

/// Leaves out what was recorded or dismissed of a document, and says how much that was.
fn without_marked(
    store: &Store,
    document: i64,
    article: &Article,
    found: Vec<SuggestedStatement>,
    notes: &mut Vec<String>,
) -> Result<Vec<SuggestedStatement>> {
    let (mut open, mut recorded, mut dismissed, mut nothing) = (Vec::new(), 0, 0, 0);
    for one in marked(store, document, article, found)? {
        match one.mark.map(|mark| mark.mark) {
            Some(PassageMark::Recorded) => recorded += 1,
            Some(PassageMark::Dismissed) => dismissed += 1,
            Some(PassageMark::NothingToCheck) => nothing += 1,
            _ => open.push(one.suggestion),
        }
    }
    if recorded + dismissed + nothing > 0 {
        let parts = [(recorded, "recorded"), (dismissed, "dismissed"), (nothing, "in a line with nothing to check")];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        notes.push(format!("not shown again: {}", parts.join(", ")));
    }
    Ok(open)
}

/// An article, and where it was read.
struct Intake {
    /// As it was typed.
    file: String,
    article: Article,
    /// The document of the book, if that was named.
    document: Option<i64>,
}

impl Intake {
    /// Reads the article in a file, or the stored text of a document.
    fn of(session: &Session, store: Option<&Store>, typed: &str) -> Result<Self> {
        let path = Path::new(typed);
        let file = typed.to_string();
        if typed == "-" || path.exists() {
            return Ok(Self { file, article: session.context().read_article(path)?, document: None });
        }
        let store = store.ok_or_else(|| no_file(typed))?;
        let id = match store.document_id(typed) {
            Ok(id) => id,
            Err(error) if typed.trim().parse::<i64>().is_ok() => return Err(error),
            Err(_) => return Err(no_file(typed)),
        };
        Ok(Self { file, article: stored_article(store, id)?, document: Some(id) })
    }

    /// Returns a batch file that records the article and what is suggested.
    fn batch(&self, session: &Session, store: Option<&Store>, suggestions: &[SuggestedStatement]) -> Result<String> {
        let known = match (store, self.document) {
            (Some(store), None) => store.document_of(&self.article)?,
            _ => self.document,
        };
        let has_text = |id| store.map_or(Ok(false), |store| Ok::<_, Error>(store.document_text(id)?.is_some()));
        let document = known.map(|id| Ok::<_, Error>((id, has_text(id)?))).transpose()?;
        let is_file = self.document.is_none() && self.file != "-";
        let file = is_file.then_some(self.file.as_str());
        ArticleBatch { article: &self.article, file, document, suggestions }.text(store, &session.context())
    }
}

fn no_file(typed: &str) -> Error {
    Error::not_found(format!("there is no file {typed}, and no document of that name"))
        .hint("ls shows the files that are there, gainsay document list the documents of the book")
}

/// Returns the texts of articles as they are.
fn plain_texts(articles: &[Intake]) -> Reply {
    let mut text = String::new();
    for read in articles {
        text += read.article.text.trim_end();
        text += "\n";
    }
    Reply::text(text)
}

/// Returns articles for programs: their texts, and what the files state.
fn texts(articles: &[Intake]) -> Reply {
    let value = articles.iter().map(|Intake { file, article, .. }| {
        json!({
            "file": file, "title": article.title, "kind": article.kind, "publisher": article.publisher, "authors": article.authors,
            "published": article.published.as_ref().map(ToString::to_string), "url": article.url, "language": article.language,
            "format": article.format, "notes": article.notes, "text": article.text,
        })
    });
    Reply::page(Display { value: value.collect(), ..Display::default() })
}

fn article_blocks(Intake { file, article, .. }: &Intake) -> Vec<Block> {
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Option<String>| fields.extend(value.map(|value| (name.to_string(), value)));
    add("publisher", article.publisher.clone());
    add("authors", Some(article.authors.join(", ")).filter(|names| !names.is_empty()));
    add("published", article.published.as_ref().map(ToString::to_string));
    add("address", article.url.clone());
    add("language", article.language.clone());
    let words = article.text.split_whitespace().count();
    add("read from", Some(format!("{file}, {}, {}", article.format, counted(words, "word"))));
    for note in &article.notes {
        add("note", Some(note.clone()));
    }
    let title = article.title.clone().unwrap_or_else(|| format!("An untitled {}", article.kind));
    vec![Block::Title(title), Block::Fields(fields)]
}

fn suggestion_blocks(found: &[SuggestedStatement], all: bool) -> Vec<Block> {
    let shown: Vec<_> = found.iter().filter(|one| all || one.is_likely()).collect();
    let mut blocks = vec![Block::Heading(match shown.len() {
        0 => "No suggestions".to_string(),
        count => counted(count, "suggestion"),
    })];
    blocks.extend(shown.iter().map(|one| {
        let chance = format!("{:.0} %", one.score * 100.0);
        Block::Item(format!("{} · {} · {chance}", one.number, one.who_does_what()), vec![said(one)])
    }));
    if shown.len() < found.len() {
        let more = found.len() - shown.len();
        blocks.push(Block::Text(terminal_only(format!("{more} more with a chance below one half: --all shows them"))));
    }
    blocks
}

/// Returns what is said: the quotes, or the claim.
fn said(one: &SuggestedStatement) -> String {
    match &one.quotes[..] {
        [] => one.claim.clone(),
        quotes => quotes.iter().map(|quote| format!("“{quote}”")).collect::<Vec<_>>().join(" … "),
    }
}
