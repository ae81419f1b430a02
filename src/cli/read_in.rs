//! Where something can be read: the flags by which a document of the book is named, or a new one described.

use clap::Args;

use super::receipt::{Receipt, in_a_line};
use super::saying::named;
use super::session::Session;
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::NewDocument;
use crate::model::{Access, DocumentKind, SpeakerKind};
use crate::store::Writer;

/// The document it can be read in: one of the book, or a new one.
#[derive(Args, Debug)]
#[command(next_help_heading = "Where it can be read")]
pub(super) struct ReadIn {
    /// The document it can be read in: a number, address or title; again for the document of a further report
    #[arg(long = "in", value_name = "DOCUMENT", conflicts_with_all = ["url", "title", "publisher", "published", "through"])]
    documents: Vec<String>,

    /// The address of the document; a new one where the book does not have it
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The title of a new document
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Who published a new document
    #[arg(long, value_name = "SPEAKER")]
    publisher: Option<String>,

    /// When a new document appeared
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// The document through which a new one is known that nobody here has read
    #[arg(long, value_name = "DOCUMENT")]
    through: Option<String>,
}

impl ReadIn {
    /// The documents, found or made; `kind` is what a new one is.
    ///
    /// # Errors
    /// A document that is not there, an address that is none, or a date that cannot be read.
    pub(super) fn documents(
        &self,
        kind: Option<DocumentKind>,
        writer: &Writer,
        session: &Session,
        receipt: &mut Receipt,
    ) -> Result<Vec<i64>> {
        if !self.documents.is_empty() {
            return self.documents.iter().map(|typed| writer.document_id(typed)).collect();
        }
        let Some(title) = self.title.as_ref().or(self.url.as_ref()) else {
            if self.says_more() {
                return Err(Error::usage("a new document needs a title or an address").hint(
                    flag("--title") + terminal_only(" \"…\"") + " or " + flag("--url") + terminal_only(" https://…"),
                ));
            }
            return Ok(Vec::new());
        };
        let url = self.url.as_deref().map(address).transpose()?;
        if let Some(known) = url.map(|url| writer.document_at(url)).transpose()?.flatten() {
            if self.title.is_some() || self.says_more() {
                receipt.note(
                    Sentence::from(format!(
                        "document {known} has that address; what else was said of it is not used: "
                    )) + Suggestion::EditDocument(known),
                );
            }
            return Ok(vec![known]);
        }
        let through = self.through.as_deref().map(|typed| writer.document_id(typed)).transpose()?;
        let publisher = match &self.publisher {
            Some(name) => Some(named(writer, name, SpeakerKind::Outlet, receipt)?),
            None => None,
        };
        let new = NewDocument {
            publisher,
            url: url.map(str::to_string),
            published_on: session.date_maybe(self.published.as_deref(), receipt)?,
            access: if through.is_some() { Access::Secondhand } else { Access::Read },
            through,
            ..NewDocument::titled(title, kind.unwrap_or(DocumentKind::Article))
        };
        if let Some(known) = writer.same_document(&new)? {
            return Ok(vec![known]);
        }
        let id = writer.add_document(&new)?;
        receipt.did("document", id, in_a_line(&writer.document(id)?));
        Ok(vec![id])
    }

    /// Whether more is said of a new document than its title and its address.
    fn says_more(&self) -> bool {
        self.publisher.is_some() || self.published.is_some() || self.through.is_some()
    }
}

/// What was typed as an address, if it is one that a browser can open.
///
/// # Errors
/// Something else.
pub(super) fn address(typed_url: &str) -> Result<&str> {
    let url = typed_url.trim();
    let host = ["https://", "http://"].iter().find_map(|scheme| {
        let starts = url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        starts.then(|| &url[scheme.len()..])
    });
    if host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !url.contains(char::is_whitespace)) {
        return Ok(url);
    }
    Err(Error::usage(format!("not an address: {typed_url}"))
        .hint("an address begins with https:// or http://, and has no space in it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_be_opened() {
        for typed in ["https://example.org", "http://example.org/a?b=c#d", " HTTPS://bücher.example/ü "] {
            assert_eq!(address(typed).ok(), Some(typed.trim()));
        }
        for typed in
            ["", "example.org", "https://", "http:// example.org", "https://a b", "javascript:alert(1)", "ftp://a.b"]
        {
            assert!(address(typed).is_err(), "{typed}");
        }
    }
}
