//! Writes a text with its notes: as one page of HTML, as Markdown, and as DOCX.

mod docx;
mod markdown;

use std::io::Write;

use askama::Template;

use crate::error::Result;
use crate::model::results::annotated::{AnnotatedText, ClaimNote};
use crate::output::html;

pub use docx::write_docx;
pub use markdown::write_markdown;

/// Writes it as one page that needs no script, no network and no other file.
///
/// # Errors
/// Errors of the output.
pub fn write_page(text: &AnnotatedText, out: &mut dyn Write) -> Result<()> {
    Ok(AnnotatedPage { text }.write_into(out)?)
}

/// The whole page.
#[derive(Template)]
#[template(path = "annotated.html")]
struct AnnotatedPage<'a> {
    text: &'a AnnotatedText,
}

impl AnnotatedPage<'_> {
    fn body(&self) -> askama::Result<String> {
        AnnotatedBody { text: self.text }.render()
    }

    fn made(&self) -> String {
        html::made_at(&self.text.made_at)
    }
}

/// What stands on that page, and on the same page of the book.
#[derive(Template)]
#[template(path = "annotated-body.html")]
pub struct AnnotatedBody<'a> {
    /// The text.
    pub text: &'a AnnotatedText,
}

impl AnnotatedBody<'_> {
    fn note(&self, number: &usize) -> Option<&ClaimNote> {
        self.text.notes.get(number.checked_sub(1)?)
    }
}
