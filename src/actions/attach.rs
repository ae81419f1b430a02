//! `gainsay document attach` and `detach`: files that are kept beside a document, as they are.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::import::media_type;
use crate::model::Right;
use crate::model::records::AttachmentRow;
use crate::store::{LARGEST_ATTACHMENT, Writer};

/// Keep files beside a document, as they are: the saved page, a PDF, a picture
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay document attach 3 screenshot.png\n  gainsay document attach \"Talks denied\" article.html letter.pdf",
    after_help = "The files are in the book, compressed, up to 64 MiB each; a file that several documents have is stored once. The history has their hashes. gainsay document save writes them into a folder. gainsay document add --file keeps a page, DOCX or PDF by itself."
)]
pub struct AttachFiles {
    /// A number, address or title
    #[arg(value_name = "DOCUMENT")]
    document: String,
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Remove files that are kept beside documents; undo brings them back
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay document detach 2\n  gainsay document detach 2 3")]
pub struct DetachFiles {
    /// The attachments, by the numbers that document show lists
    #[arg(value_name = "ATTACHMENT", required = true)]
    attachments: Vec<i64>,
}

/// Returns a file in words: its name, what it is, its size.
pub fn describe_attachment(row: &AttachmentRow) -> String {
    format!("{} ({}, {} bytes)", row.name, row.media_type, row.size)
}

/// Keeps a file beside a document, and says so.
pub(super) fn attach(
    writer: &Writer,
    document: i64,
    (path, content): (&Path, &[u8]),
    outcome: &mut Outcome,
) -> Result<()> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let (id, was_there) = writer.attach(document, &name, media_type(content), content)?;
    let row = writer.attachment(id)?;
    if was_there {
        outcome.note(format!("document {document} has that file already, as attachment {id}: {}", row.name));
    } else {
        outcome.added("attachment", id, format!("{}, beside document {document}", describe_attachment(&row)));
    }
    Ok(())
}

impl Action for AttachFiles {
    const COMMAND: &'static str = "document attach";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "attachment";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let document = writer.document_id(&self.document).about("document")?;
        for path in &self.files {
            if path == Path::new("-") {
                return Err(Error::usage("standard input has no name")
                    .hint("write it into a file first")
                    .about("files"));
            }
            let bytes = context.read_bytes(path, LARGEST_ATTACHMENT).about("files")?;
            attach(writer, document, (path, &bytes), &mut outcome).about("files")?;
        }
        Ok(outcome)
    }
}

impl Action for DetachFiles {
    const COMMAND: &'static str = "document detach";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        for id in &self.attachments {
            let row = writer.detach(*id).about("attachments")?;
            outcome.became("attachment", *id, format!("removed from document {}: {}", row.document_id, row.name));
        }
        outcome.note(Suggestion::Undo + " brings it back");
        Ok(outcome)
    }
}
