//! Where something can be read: the arguments that name a document of the book, or describe a new one.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::ActionContext;
use super::lookup::{address, similar_document, speaker_named};
use super::outcome::{Outcome, describe_document};
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only, terminal_or_page};
use crate::model::records::NewDocument;
use crate::model::{Access, DocumentKind, SpeakerKind};
use crate::store::Writer;

/// The document it can be read in: one of the book, or a new one.
#[derive(Args, Debug, Default, Deserialize, Serialize)]
#[command(next_help_heading = "Where it can be read")]
pub(super) struct SourceArgs {
    /// The document it can be read in: a number, address or title; can be repeated for the document of a further report
    #[arg(id = "in", long = "in", value_name = "DOCUMENT", conflicts_with_all = ["url", "title", "publisher", "published", "through"])]
    #[serde(rename = "in")]
    documents: Vec<String>,

    /// The address of the document; a new one if the book does not have it
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The title of a new document
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Who published a new document
    #[arg(long, value_name = "SPEAKER")]
    publisher: Option<String>,

    /// When a new document was published
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// For a new document that nobody here has read: the document that tells about it
    #[arg(long, value_name = "DOCUMENT")]
    through: Option<String>,
}

impl SourceArgs {
    /// Returns the documents; a new one is added. `kind` is the kind of a new one.
    ///
    /// # Errors
    /// An unknown document, an invalid address, or an invalid date.
    pub(super) fn documents(
        &self,
        kind: Option<DocumentKind>,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
    ) -> Result<Vec<i64>> {
        if !self.documents.is_empty() {
            return self.documents.iter().map(|typed| writer.document_id(typed).about("in")).collect();
        }
        let Some(title) = self.title.as_ref().or(self.url.as_ref()) else {
            if self.has_more() {
                return Err(Error::usage("a new document needs a title or an address")
                    .hint(
                        flag("--title")
                            + terminal_only(" \"…\"")
                            + " or "
                            + flag("--url")
                            + terminal_only(" https://…"),
                    )
                    .about("title"));
            }
            return Ok(Vec::new());
        };
        let url = self.url.as_deref().map(|url| address("url", url)).transpose()?;
        if let Some(known) = url.map(|url| writer.document_at(url)).transpose()?.flatten() {
            if self.title.is_some() || self.has_more() {
                outcome.note(
                    Sentence::from(format!(
                        "document {known} has that address; what else was said of it is not used: "
                    )) + Suggestion::EditDocument(known),
                );
            }
            return Ok(vec![known]);
        }
        if let Some((known, title)) = similar_document(writer, url)? {
            outcome.note(
                Sentence::from(format!("that looks like document {known} ({title}), and is taken for it; "))
                    + terminal_or_page("gainsay document add --force", "a new document")
                    + " records another one",
            );
            return Ok(vec![known]);
        }
        let through = self.through.as_deref().map(|typed| writer.document_id(typed).about("through")).transpose()?;
        let publisher = match &self.publisher {
            Some(name) => {
                Some(speaker_named(writer, ("publisher", name), SpeakerKind::of_publisher(name, kind), outcome)?)
            }
            None => None,
        };
        let new = NewDocument {
            publisher,
            url: url.map(str::to_string),
            published_on: context.date(self.published.as_deref(), "published", outcome)?,
            access: if through.is_some() { Access::Secondhand } else { Access::Read },
            through,
            ..NewDocument::titled(title, kind.unwrap_or(DocumentKind::Article))
        };
        if let Some(known) = writer.same_document(&new)? {
            return Ok(vec![known]);
        }
        let id = writer.add_document(&new).about("title")?;
        outcome.added("document", id, describe_document(&writer.document(id)?));
        Ok(vec![id])
    }

    /// Whether a new document has more properties than its title and its address.
    fn has_more(&self) -> bool {
        self.publisher.is_some() || self.published.is_some() || self.through.is_some()
    }
}
