//! Reads articles, and suggests the statements in them. Nothing is recorded here.

use std::io::Read;
use std::path::Path;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::{ActionContext, no_local_files, refuse_unreadable};
use super::lookup::address;
use super::outcome::Outcome;
use super::words::one_of;
use crate::error::{Error, Result};
use crate::import::{LARGEST_ARTICLE, read_article};
use crate::model::{Article, DocumentKind};

/// What is known of an article better than from its file.
#[derive(Args, Clone, Debug, Default, Deserialize, Serialize)]
#[command(next_help_heading = "What the file states wrongly, or not at all")]
pub struct ArticleArgs {
    /// The title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// article, post, letter, broadcast, interview, speech, press-release, report, dataset, video, draft, other
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = one_of::<DocumentKind>(DocumentKind::WORDS))]
    pub kind: Option<DocumentKind>,
    /// Who published it
    #[arg(long, value_name = "SPEAKER")]
    pub publisher: Option<String>,
    /// Its address
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Its language, such as en or sq-AL
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
}

impl ArticleArgs {
    /// Puts what is given in the place of what the file states. An empty text forgets it.
    ///
    /// # Errors
    /// An invalid address or date.
    pub fn correct(&self, article: &mut Article, context: &ActionContext) -> Result<()> {
        let mut noted = Outcome::default();
        let put = |slot: &mut Option<String>, given: &Option<String>| {
            if let Some(text) = given {
                *slot = Some(text.trim().to_string()).filter(|text| !text.is_empty());
            }
        };
        put(&mut article.title, &self.title);
        put(&mut article.publisher, &self.publisher);
        put(&mut article.language, &self.language);
        if let Some(url) = self.url.as_deref().filter(|url| !url.is_empty()) {
            address("url", url)?;
        }
        put(&mut article.url, &self.url);
        article.kind = self.kind.unwrap_or(article.kind);
        if let Some(typed) = self.published.as_deref() {
            let typed = (!typed.is_empty()).then_some(typed);
            article.published = context.date(typed, "published", &mut noted)?;
        }
        Ok(())
    }

    /// Whether nothing is given that belongs to one article only.
    pub fn fits_many(&self) -> bool {
        self.title.is_none() && self.url.is_none()
    }
}

impl ActionContext<'_> {
    /// Reads the article in a file that a person named; `-` is standard input.
    ///
    /// # Errors
    /// A file, if the action may name none; a file that is not there; what [`read_article`] refuses.
    pub fn read_article(&self, path: &Path) -> Result<Article> {
        Ok(self.read_article_file(path)?.0)
    }

    /// Reads the article in a file, and the bytes of the file.
    ///
    /// # Errors
    /// As [`Self::read_article`].
    pub(super) fn read_article_file(&self, path: &Path) -> Result<(Article, Vec<u8>)> {
        let bytes = self.read_bytes(path, LARGEST_ARTICLE)?;
        let name = if path == Path::new("-") { "standard input".to_string() } else { path.display().to_string() };
        let article = read_article(&bytes, &name).map_err(|error| error.at(name))?;
        Ok((article, bytes))
    }

    /// Reads the bytes of a file that a person named or a form sent, and no more than one beyond a limit; `-` is standard input.
    pub(super) fn read_bytes(&self, path: &Path, limit: usize) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = limit as u64 + 1;
        if let Some(sent) = self.form_files.iter().find(|file| path == Path::new(&file.name)) {
            std::fs::File::open(&sent.path)?.take(limit).read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        if !self.local_files {
            return Err(no_local_files());
        }
        if path == Path::new("-") {
            std::io::stdin().take(limit).read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        refuse_unreadable(path)?;
        let read = std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
        read.map_err(|error| Error::from(error).at(path.display()))?;
        Ok(bytes)
    }
}
