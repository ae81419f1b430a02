//! `gainsay document`: what can be read, cited and denied as a whole.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::read_in::address;
use super::receipt::{Receipt, in_a_line, sentence};
use super::saying::named;
use super::session::Session;
use crate::error::{Error, Result, Suggestion, flag, terminal_only};
use crate::output::Reply;

use crate::model::display::{Block, Display, fields};
use crate::model::records::NewDocument;
use crate::model::records::Record;
use crate::model::{Access, DocumentKind, SpeakerKind};
use crate::store::{DocumentEdit, Writer};

/// List, show, add and edit documents
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay document list\n  gainsay document add --title \"Talks denied\" --publisher \"The Paper\" --file article.txt"
)]
pub struct Document {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the documents
    #[command(before_help = "  gainsay document list\n  gainsay document list --format json")]
    List,
    /// Show a document and everything that is read in it or said about it
    #[command(before_help = "  gainsay document show 1\n  gainsay document show \"Talks denied\" --text")]
    Show {
        /// A number, address or title
        #[arg(value_name = "DOCUMENT")]
        document: String,
        /// Print the stored text, and nothing else
        #[arg(long)]
        text: bool,
    },
    /// Record a document, with its text where there is a file of it
    #[command(
        before_help = "  gainsay document add --title \"Talks denied\" --publisher \"The Paper\" --file article.txt\n  gainsay document add --title \"Letter to The Times\" --kind letter --through 1"
    )]
    Add {
        #[command(flatten)]
        flags: Flags,
        /// Add it although the book seems to have it
        #[arg(long)]
        force: bool,
    },
    /// Correct a document, or store its text; quotes from it are looked up again
    #[command(
        before_help = "  gainsay document edit 1 --file article.txt\n  gainsay document edit \"Talks denied\" --published 2021-11-18"
    )]
    Edit {
        /// A number, address or title
        #[arg(value_name = "DOCUMENT")]
        document: String,
        #[command(flatten)]
        flags: Flags,
    },
}

#[derive(Args, Debug)]
struct Flags {
    /// The title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// article, post, letter, broadcast, interview, speech, press-release, report, dataset, video, other
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(DocumentKind::WORDS))]
    kind: Option<String>,
    /// Who published it
    #[arg(long, value_name = "SPEAKER")]
    publisher: Option<String>,
    /// Where it is
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Where a copy of it is
    #[arg(long, value_name = "URL")]
    archive: Option<String>,
    /// Its language, such as en or sq-AL
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// When it appeared
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// read or secondhand [default: read, or secondhand with --through]
    #[arg(long, value_name = "ACCESS", hide_possible_values = true, value_parser = PossibleValuesParser::new(Access::WORDS))]
    access: Option<String>,
    /// The document through which it is known that nobody here has read
    #[arg(long, value_name = "DOCUMENT")]
    through: Option<String>,
    /// A file with its text, in UTF-8; - is standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// An address that was typed; what is empty takes one away.
fn address_or_none(typed: Option<&str>) -> Result<Option<String>> {
    typed.map(|typed| if typed.is_empty() { Ok(typed) } else { address(typed) }.map(str::to_string)).transpose()
}

impl Flags {
    /// The flags as changes to a document.
    fn edit(
        &self,
        writer: &Writer,
        session: &Session,
        receipt: &mut Receipt,
        text: Option<&String>,
    ) -> Result<DocumentEdit> {
        Ok(DocumentEdit {
            title: self.title.clone(),
            kind: self.kind.as_deref().map(str::parse).transpose()?,
            publisher: match self.publisher.as_deref() {
                Some("") => Some(None),
                Some(name) => Some(Some(named(writer, name, SpeakerKind::Outlet, receipt)?)),
                None => None,
            },
            url: address_or_none(self.url.as_deref())?,
            archive_url: address_or_none(self.archive.as_deref())?,
            language: self.language.clone(),
            published_on: match self.published.as_deref() {
                Some("") => Some(None),
                typed => session.date_maybe(typed, receipt)?.map(Some),
            },
            access: self.access.as_deref().map(str::parse).transpose()?,
            through: self.through.as_deref().map(|typed| writer.document_id(typed)).transpose()?,
            note: self.note.clone(),
            text: text.cloned(),
        })
    }

    /// The text of the file, where one is named.
    fn text(&self, session: &Session) -> Result<Option<String>> {
        let text = self.file.as_deref().map(|file| session.read_text(file)).transpose()?;
        if text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            return Err(Error::usage("the file has no text").hint(terminal_only("name another file with --file")));
        }
        Ok(text)
    }
}

impl Document {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        match self.what {
            What::List => {
                let store = session.open()?;
                Ok(Reply::records("no document is recorded yet", move |each| store.documents(None, each)))
            }
            What::Show { document, text: true } => text(session, &document),
            What::Show { document, text: false } => show(session, &document),
            What::Add { flags, force } => add(session, &flags, force),
            What::Edit { document, flags } => {
                let text = flags.text(session)?;
                session.change(|writer, receipt| {
                    let id = writer.document_id(&document)?;
                    let edit = flags.edit(writer, session, receipt, text.as_ref())?;
                    if edit == DocumentEdit::default() {
                        return Err(Error::usage(format!("what is to change in document {id}?")).hint(terminal_only(
                            "--title, --publisher, --url, --published, --file … : gainsay document edit --help",
                        )));
                    }
                    let unanchored = writer.edit_document(id, &edit)?;
                    receipt.did("document", id, in_a_line(&writer.document(id)?));
                    receipt.unanchored(&unanchored);
                    Ok(())
                })
            }
        }
    }
}

fn add(session: &Session, flags: &Flags, force: bool) -> Result<Reply> {
    let text = flags.text(session)?;
    session.record(|writer, receipt| {
        let edit = flags.edit(writer, session, receipt, text.as_ref())?;
        let title = edit.title.or(edit.url.clone()).unwrap_or_default();
        let access = if edit.through.is_some() { Access::Secondhand } else { Access::Read };
        let new = NewDocument {
            publisher: edit.publisher.flatten(),
            url: edit.url,
            archive_url: edit.archive_url,
            language: edit.language,
            published_on: edit.published_on.flatten(),
            access: edit.access.unwrap_or(access),
            through: edit.through,
            text: edit.text,
            note: edit.note,
            ..NewDocument::titled(&title, edit.kind.unwrap_or(DocumentKind::Article))
        };
        if let (Some(known), false) = (writer.same_document(&new)?, force) {
            return Err(Error::refused(format!("that is document {known} already"))
                .hint(Suggestion::Document(known) + " shows it; " + flag("--force") + " adds it once more"));
        }
        let id = writer.add_document(&new)?;
        receipt.did("document", id, in_a_line(&writer.document(id)?));
        Ok(())
    })
}

fn text(session: &Session, document: &str) -> Result<Reply> {
    let store = session.open()?;
    let id = store.document_id(document)?;
    match store.document_text(id)? {
        Some(text) => Ok(Reply::text(text)),
        None => Err(Error::not_found(format!("no text is stored for document {id}"))
            .hint(Suggestion::EditDocument(id) + terminal_only(" --file FILE") + " stores it")),
    }
}

fn show(session: &Session, typed: &str) -> Result<Reply> {
    let store = session.open()?;
    let row = store.document(store.document_id(typed)?)?;
    let (read, about) = (store.read_in(row.id)?, store.said_about(row.id)?);
    let mut blocks = vec![Block::Title(format!("Document {}: {}", row.id, row.title))];
    blocks.push(Block::Fields(fields(&row, &["id", "title", "statements"])));
    for (heading, statements) in [("Said about it", &about), ("Read in it", &read)] {
        if !statements.is_empty() {
            blocks.push(Block::Heading(heading.to_string()));
            blocks.extend(
                statements.iter().map(|one| Block::Item(format!("{} · {}", one.id, sentence(one)), Vec::new())),
            );
        }
    }
    let mut value = row.json();
    value["said_about_it"] = about.iter().map(Record::json).collect();
    value["read_in_it"] = read.iter().map(Record::json).collect();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&read);
    Ok(Reply::page(page))
}
