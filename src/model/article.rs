//! An article that was read from a file: its text, and what the file says about it.

use super::{Date, DocumentKind};

/// An article. Nothing of it is recorded yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The text, a paragraph a line. The text of a plain text file has as many characters as the file.
    pub text: String,
    /// The title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it appeared.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its language (BCP 47), as the file states it.
    pub language: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// The format of the file, in words: `a web page`.
    pub format: &'static str,
    /// What a person should know about how it was read.
    pub notes: Vec<String>,
}
