//! `gainsay document`: lists, shows and records documents.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::attachment_files::write_attachments;
use super::session::{Run, Session};
use crate::actions::{DocumentAction, document_page};
use crate::error::{Error, Result, Suggestion, terminal_only};
use crate::model::display::{Block, Display};
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
    #[command(before_help = "  gainsay document list\n  gainsay document list --format json")]
    List,
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

impl Run for Document {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            DocumentCommand::List => {
                let store = session.open()?;
                Ok(Reply::records("no document is recorded yet", move |each| store.documents(None, each)))
            }
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
