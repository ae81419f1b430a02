//! `gainsay document`: lists, shows and records documents.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::json;

use super::attachment_files::write_attachments;
use super::session::{Run, Session};
use crate::actions::{DocumentAction, document_page};
use crate::error::{Error, Result, Suggestion, terminal_only};
use crate::model::DocumentKind;
use crate::model::display::{Block, Display};
use crate::model::filter::{DocumentFilter, DocumentSort};
use crate::output::Reply;

/// List, show, add, edit and join documents
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay document list\n  gainsay document add --title \"Talks denied\" --publisher \"The Paper\" --file article.txt"
)]
pub struct Document {
    #[command(subcommand)]
    command: DocumentCommand,
}

#[derive(Debug, Subcommand)]
enum DocumentCommand {
    /// List the documents
    #[command(before_help = "  gainsay document list\n  gainsay document list Times --sort disputes --limit 10")]
    List(DocumentList),
    /// Show a document, the statements in it and the statements about it
    #[command(before_help = "  gainsay document show 1\n  gainsay document show \"Talks denied\" --text")]
    Show {
        /// A number, address or title
        #[arg(value_name = "DOCUMENT")]
        document: String,
        /// Print only the stored text
        #[arg(long)]
        text: bool,
    },
    /// Write the files that are kept beside a document into a folder
    #[command(before_help = "  gainsay document save 1\n  gainsay document save \"Talks denied\" --to evidence")]
    Save {
        /// A number, address or title
        #[arg(value_name = "DOCUMENT")]
        document: String,
        /// The folder, which is made if it is not there
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        to: PathBuf,
    },
    #[command(flatten)]
    Action(DocumentAction),
}

/// Which documents are listed.
#[derive(Args, Debug)]
struct DocumentList {
    /// Words of the title, the publisher or the address
    #[arg(value_name = "WORD")]
    words: Vec<String>,

    /// The kind, such as article or letter
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(DocumentKind::WORDS))]
    kind: Option<String>,

    /// id, title, published, statements, claims or disputes
    #[arg(long, value_name = "ORDER", hide_possible_values = true, value_parser = PossibleValuesParser::new(DocumentSort::WORDS))]
    sort: Option<String>,

    /// Maximum number of documents
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Number of documents to skip at the start
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u64,
}

impl Run for DocumentList {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let which = DocumentFilter {
            words: self.words,
            kind: self.kind.map(|kind| kind.parse()).transpose()?,
            sort: self.sort.as_deref().and_then(DocumentSort::of).unwrap_or_default(),
            limit: self.limit,
            offset: self.offset,
        };
        let is_narrow = !which.words.is_empty() || which.kind.is_some();
        let none = if is_narrow { "no document fits" } else { "no document is recorded yet" };
        Ok(Reply::records(none, move |each| store.documents(&which, each)))
    }
}

impl Run for Document {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            DocumentCommand::List(list) => list.run(session),
            DocumentCommand::Show { document, text: true } => text(session, &document),
            DocumentCommand::Show { document, text: false } => show(session, &document),
            DocumentCommand::Save { document, to } => save(session, &document, &to),
            DocumentCommand::Action(action) => session.perform(&*action.into_action()),
        }
    }
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

/// Writes the files of a document. A file that is there already is never overwritten.
fn save(session: &Session, document: &str, folder: &Path) -> Result<Reply> {
    let store = session.open()?;
    let id = store.document_id(document)?;
    let files = store.attachments(id)?;
    if files.is_empty() {
        return Err(Error::not_found(format!("no file is kept beside document {id}"))
            .hint(terminal_only(format!("gainsay document attach {id} FILE keeps one"))));
    }
    let written = write_attachments(&store, &files, folder, false)?;
    let blocks = written.iter().map(|path| Block::Text(format!("wrote {path}").into())).collect();
    Ok(Reply::page(Display { blocks, value: json!({ "written": written }), ..Display::default() }).confirming())
}

fn show(session: &Session, document: &str) -> Result<Reply> {
    let store = session.open()?;
    let id = store.document_id(document)?;
    Ok(Reply::page(document_page(&store, id)?))
}
