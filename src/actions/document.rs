//! `gainsay document add`, `edit` and `join`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::attach::attach;
use super::context::ActionContext;
use super::lookup::{address, similar_document, speaker_named};
use super::outcome::{Outcome, describe_document, with_given};
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::NewDocument;
use crate::model::{Access, Article, DocumentKind, Right, SpeakerKind};
use crate::store::{DocumentEdit, Writer};

/// Record a document, with its text if there is a file of it
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay document add --title \"Talks denied\" --publisher \"The Paper\" --file article.txt\n  gainsay document add --title \"Letter to The Times\" --kind letter --through 1"
)]
pub struct AddDocument {
    #[command(flatten)]
    #[serde(flatten)]
    details: DocumentArgs,
    /// Add it even if the book seems to have it
    #[arg(long)]
    force: bool,
}

/// Correct a document, or store its text; quotes from it are looked up again
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay document edit 1 --file article.txt\n  gainsay document edit \"Talks denied\" --published 2021-11-18"
)]
pub struct EditDocument {
    /// A number, address or title
    #[arg(value_name = "DOCUMENT")]
    document: String,
    #[command(flatten)]
    #[serde(flatten)]
    details: DocumentArgs,
}

/// Join a document into another one: one article is one document
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay document join 4 --into 1\n  gainsay document join \"Talks denied (AMP)\" --into \"Talks denied\"",
    after_help = "Statements, evidence, unnamed speakers and documents known through it move to the document that stays, and what that one lacks is taken over: text, address, publisher, day. The uid, the title and the address of the joined one are still recognised. gainsay undo takes the join back."
)]
pub struct JoinDocuments {
    /// The documents that are joined: a number, address or title
    #[arg(value_name = "DOCUMENT", required = true)]
    documents: Vec<String>,
    /// The document that stays
    #[arg(long, value_name = "DOCUMENT")]
    into: String,
    /// Join them although their stored texts differ
    #[arg(long)]
    force: bool,
}

/// The properties of a document.
#[derive(Args, Clone, Debug, Deserialize, Serialize)]
struct DocumentArgs {
    /// The title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// article, post, letter, broadcast, interview, speech, press-release, report, dataset, video, draft, other
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = one_of::<DocumentKind>(DocumentKind::WORDS))]
    kind: Option<DocumentKind>,
    /// Who published it
    #[arg(long, value_name = "SPEAKER")]
    publisher: Option<String>,
    /// Its address
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The address of a copy
    #[arg(long, value_name = "URL")]
    archive: Option<String>,
    /// Its language, such as en or sq-AL
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// read or secondhand [default: read, or secondhand with --through]
    #[arg(long, value_name = "ACCESS", hide_possible_values = true, value_parser = one_of::<Access>(Access::WORDS))]
    access: Option<Access>,
    /// If nobody here has read it: the document that tells about it
    #[arg(long, value_name = "DOCUMENT")]
    through: Option<String>,
    /// A file with it: text, Markdown, a web page, DOCX or PDF; - is its text on standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl DocumentArgs {
    /// Reads standard input, if the text comes from there.
    fn prepare(&self, context: &ActionContext) -> Result<()> {
        if self.file.as_deref() == Some(Path::new("-")) {
            context.read_input()?;
        }
        Ok(())
    }

    /// Returns the arguments as changes to a document.
    fn edit(
        &self,
        article: Option<Article>,
        (writer, context): (&Writer, &ActionContext),
        outcome: &mut Outcome,
    ) -> Result<DocumentEdit> {
        Ok(DocumentEdit {
            title: self.title.clone(),
            kind: self.kind,
            publisher: match self.publisher.as_deref() {
                Some("") => Some(None),
                Some(name) => Some(Some(speaker_named(
                    writer,
                    ("publisher", name),
                    SpeakerKind::of_publisher(name, self.kind),
                    outcome,
                )?)),
                None => None,
            },
            url: address_or_none("url", self.url.as_deref())?,
            archive_url: address_or_none("archive", self.archive.as_deref())?,
            language: self.language.clone(),
            published_on: match self.published.as_deref() {
                Some("") => Some(None),
                typed => context.date(typed, "published", outcome)?.map(Some),
            },
            access: self.access,
            through: self.through.as_deref().map(|typed| writer.document_id(typed).about("through")).transpose()?,
            note: self.note.clone(),
            text: article.map(|article| article.text),
        })
    }

    /// Returns the article in the file, if one is given. Standard input is its text.
    fn article(&self, context: &ActionContext) -> Result<Option<(Article, Vec<u8>)>> {
        let Some(file) = self.file.as_deref() else { return Ok(None) };
        let (article, bytes) = if file == Path::new("-") {
            (Article { text: context.read_input()?.clone(), ..Article::default() }, Vec::new())
        } else {
            context.read_article_file(file).about("file")?
        };
        if article.text.trim().is_empty() {
            return Err(Error::usage("the file has no text")
                .hint(terminal_only("name another file with --file"))
                .about("file"));
        }
        if article.text.contains('\u{fffd}') {
            return Err(Error::refused("some characters of the text cannot be read, and would be stored as \u{fffd}")
                .hint("save the file in UTF-8")
                .about("file"));
        }
        Ok(Some((article, bytes)))
    }

    /// Keeps the file beside the document, where its text is not all that was in it.
    fn keep_file(&self, writer: &Writer, id: i64, (format, bytes): (&str, &[u8]), outcome: &mut Outcome) -> Result<()> {
        match self.file.as_deref() {
            Some(path) if !bytes.is_empty() && format != "text" => {
                attach(writer, id, (path, bytes), outcome).about("file")
            }
            _ => Ok(()),
        }
    }

    /// Returns the arguments, with what the article states where they say nothing; and what was taken from there.
    fn filled(&self, article: &Article) -> (Self, Vec<String>) {
        let mut filled = self.clone();
        let mut taken = Vec::new();
        let mut fill = |slot: &mut Option<String>, name: &str, stated: Option<String>| {
            if let (None, Some(stated)) = (&slot, stated) {
                taken.push(format!("{name} {stated}"));
                *slot = Some(stated);
            }
        };
        fill(&mut filled.title, "title", article.title.clone());
        fill(&mut filled.publisher, "publisher", article.publisher.clone());
        fill(&mut filled.published, "published", article.published.as_ref().map(ToString::to_string));
        fill(&mut filled.url, "address", article.url.clone());
        fill(&mut filled.language, "language", article.language.clone());
        let authors = article.authors.join(", ");
        fill(&mut filled.note, "note", (!authors.is_empty()).then(|| format!("by {authors}")));
        if self.kind.is_none() && article.kind != DocumentKind::Article {
            taken.push(format!("kind {}", article.kind));
            filled.kind = Some(article.kind);
        }
        (filled, taken)
    }
}

impl Action for AddDocument {
    const COMMAND: &'static str = "document add";
    const NEEDS: Right = Right::Record;
    const STARTS_BOOK: bool = true;
    const ADDS: &'static str = "document";

    fn prepare(&self, context: &ActionContext) -> Result<()> {
        self.details.prepare(context)
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let (article, bytes) = self.details.article(context)?.unzip();
        let format = article.as_ref().map_or("", |article| article.format);
        let (filled, taken) = article.as_ref().map_or((None, Vec::new()), |article| {
            let (filled, taken) = self.details.filled(article);
            (Some(filled), taken)
        });
        if !taken.is_empty() {
            outcome.note(format!("taken from the file: {}", taken.join("; ")));
        }
        article.iter().flat_map(|article| &article.notes).for_each(|note| outcome.note(note.clone()));
        let details = filled.as_ref().unwrap_or(&self.details).edit(article, (writer, context), &mut outcome)?;
        let title = details.title.or(details.url.clone()).unwrap_or_default();
        let access = if details.through.is_some() { Access::Secondhand } else { Access::Read };
        let new = NewDocument {
            publisher: details.publisher.flatten(),
            url: details.url.filter(is_given),
            archive_url: details.archive_url.filter(is_given),
            language: details.language.filter(is_given),
            published_on: details.published_on.flatten(),
            access: details.access.unwrap_or(access),
            through: details.through,
            text: details.text,
            note: details.note.filter(is_given),
            ..NewDocument::titled(&title, details.kind.unwrap_or(DocumentKind::Article))
        };
        if let (Some(known), false) = (writer.same_document(&new)?, self.force) {
            return Err(Error::refused(format!("that is document {known} already"))
                .hint(Suggestion::Document(known) + " shows it; " + flag("--force") + " adds it once more")
                .about("title"));
        }
        if let (Some((known, title)), false) = (similar_document(writer, new.url.as_deref())?, self.force) {
            return Err(Error::refused(format!("that looks like document {known}: {title}"))
                .hint(Suggestion::Document(known) + " shows it; " + flag("--force") + " adds another one")
                .about("url"));
        }
        let id = writer.add_document(&new).about("title")?;
        outcome.added("document", id, describe_document(&writer.document(id)?));
        self.details.keep_file(writer, id, (format, &bytes.unwrap_or_default()), &mut outcome)?;
        Ok(outcome)
    }
}

impl Action for EditDocument {
    const COMMAND: &'static str = "document edit";
    const NEEDS: Right = Right::Record;

    fn prepare(&self, context: &ActionContext) -> Result<()> {
        self.details.prepare(context)
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let id = writer.document_id(&self.document).about("document")?;
        let (article, bytes) = self.details.article(context)?.unzip();
        let format = article.as_ref().map_or("", |article| article.format);
        let edit = self.details.edit(article, (writer, context), &mut outcome)?;
        if edit == DocumentEdit::default() {
            return Err(Error::usage(format!("what is to change in document {id}?")).hint(terminal_only(
                "--title, --publisher, --url, --published, --file … : gainsay document edit --help",
            )));
        }
        let edited = writer.edit_document(id, &edit).about("title")?;
        let given = [
            ("address", edit.url.as_deref()),
            ("copy", edit.archive_url.as_deref()),
            ("language", edit.language.as_deref()),
            ("note", edit.note.as_deref()),
        ];
        outcome.changed("document", id, with_given(describe_document(&writer.document(id)?), &given));
        self.details.keep_file(writer, id, (format, &bytes.unwrap_or_default()), &mut outcome)?;
        if let Some(version) = &edited.version {
            outcome.text_changed(version);
        }
        outcome.quotes_moved(&edited.unanchored);
        Ok(outcome)
    }
}

impl Action for JoinDocuments {
    const COMMAND: &'static str = "document join";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let into = writer.document_id(&self.into).about("into")?;
        for typed in &self.documents {
            let from = writer.document_id(typed).about("documents")?;
            let unplaced = writer.join_documents(into, from, self.force).about("documents")?;
            outcome.became(
                "document",
                from,
                format!("is joined into document {into}: {}", writer.document(into)?.title),
            );
            outcome.quotes_moved(&unplaced);
        }
        writer.carried_by(into)?.iter().for_each(|claim| outcome.affects(*claim));
        for (name, speakers) in writer.unnamed_twice(into)? {
            outcome.note(
                Sentence::from(format!("“{name}” is in document {into} twice; if they are one: "))
                    + Suggestion::Join(speakers[0])
                    + terminal_only(format!(" {}", speakers[1])),
            );
        }
        Ok(outcome)
    }
}

/// Whether a text is given: an empty one says that there is none, whatever the file states.
#[expect(clippy::ptr_arg, reason = "options of texts are filtered by it")]
fn is_given(text: &String) -> bool {
    !text.is_empty()
}

/// Checks an address; an empty text removes the address of the document.
fn address_or_none(field: &str, typed: Option<&str>) -> Result<Option<String>> {
    let url = |typed| if str::is_empty(typed) { Ok(typed) } else { address(field, typed) };
    typed.map(|typed| url(typed).map(str::to_string)).transpose()
}
