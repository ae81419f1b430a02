//! Reads articles, and suggests the statements in them. Nothing is recorded here.

use std::io::Read;
use std::ops::Range;
use std::path::Path;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::{ActionContext, no_local_files, refuse_unreadable};
use super::lookup::address;
use super::outcome::Outcome;
use super::words::one_of;
use crate::attribution::{Attribution, Language, Mark, Reading, TokenizedText, find_attributions};
use crate::error::{Error, Result};
use crate::import::{LARGEST_ARTICLE, read_article};
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, DocumentKind, Stance};

/// What is known of an article better than from its file.
#[derive(Args, Clone, Debug, Default, Deserialize, Serialize)]
#[command(next_help_heading = "What the file states wrongly, or not at all")]
pub struct ArticleArgs {
    /// The title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// article, post, letter, broadcast, interview, speech, press-release, report, dataset, video, other
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

    /// Reads the bytes of a file that a person named, and no more than one beyond a limit; `-` is standard input.
    pub(super) fn read_bytes(&self, path: &Path, limit: usize) -> Result<Vec<u8>> {
        if !self.local_files {
            return Err(no_local_files());
        }
        let mut bytes = Vec::new();
        let limit = limit as u64 + 1;
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

/// Returns the statements that a text suggests; none if it is in a language that is not read. `file` names it in each of them.
pub fn suggested_statements(text: &str, file: &str) -> Option<Vec<SuggestedStatement>> {
    let reading = find_attributions(text);
    if reading.language == Language::Unknown {
        return None;
    }
    let places = CharPlaces::of(text);
    let suggest = |(found, number): (&Attribution, i64)| SuggestedStatement {
        number,
        file: file.to_string(),
        content: found.content.iter().map(|range| places.of_range(range)).collect(),
        source: found.source.as_ref().map(|range| places.of_range(range)),
        cue: found.cue.as_ref().map(|range| places.of_range(range)),
        ..suggested(text, &reading, found)
    };
    Some(reading.attributions.iter().zip(1..).map(suggest).collect())
}

/// Returns the suggestion of an attribution, without places.
fn suggested(text: &str, reading: &Reading, found: &Attribution) -> SuggestedStatement {
    let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let pieces: Vec<_> = found.content.iter().map(words).collect();
    let ranges = found.content.iter().chain(&found.source).chain(&found.cue);
    let begin = ranges.clone().map(|range| range.start).min().unwrap_or_default();
    let end = ranges.map(|range| range.end).max().unwrap_or_default();
    let speaker = found.source.as_ref().map(|range| on_one_line(words(range)).trim_end_matches([',', ';']).to_string());
    SuggestedStatement {
        as_worded: speaker.clone(),
        is_unnamed: speaker.as_deref().is_some_and(|name| !name.contains(char::is_uppercase)),
        speaker,
        stance: Stance::Asserts,
        target: SuggestedTarget::NewClaim,
        claim: as_claim(&pieces),
        quotes: quotes(text, &reading.text, found),
        score: found.score,
        passage: on_one_line(text.get(begin..end).unwrap_or_default()),
        ..SuggestedStatement::default()
    }
}

/// Signs that open or close a quotation.
const QUOTATION_MARKS: [char; 8] = ['"', '“', '”', '„', '«', '»', '‹', '›'];

/// Returns what is said as a sentence: without marks around it, with a capital at the beginning.
fn as_claim(pieces: &[&str]) -> String {
    let joined = on_one_line(&pieces.join(" "));
    let bare = joined.replace(QUOTATION_MARKS, "");
    let bare = bare
        .trim()
        .trim_start_matches("that ")
        .trim_matches(|c: char| matches!(c, ',' | ';' | ':') || c.is_whitespace());
    let bare = bare.trim_end_matches(['.', ',']);
    let mut letters = bare.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the words between quotation marks in the content of an attribution, a quotation each.
fn quotes(text: &str, tokenized: &TokenizedText, found: &Attribution) -> Vec<String> {
    let mut quotes: Vec<(usize, Range<usize>)> = Vec::new();
    let tokens = found.content.iter().flat_map(|range| tokenized.tokens_in(range));
    for token in tokens.filter_map(|at| tokenized.tokens.get(at)).filter(|token| token.mark == Mark::None) {
        let Some(quotation) = token.quotation else { continue };
        match quotes.last_mut().filter(|(last, _)| *last == quotation) {
            Some((_, range)) => range.end = token.range.end,
            None => quotes.push((quotation, token.range.clone())),
        }
    }
    let words = quotes.iter().map(|(_, range)| text.get(range.clone()).unwrap_or_default());
    let trimmed = words.map(|words| on_one_line(words.trim_end_matches([',', ';', ':'])));
    trimmed.filter(|words| words.chars().any(char::is_alphanumeric)).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of characters before each byte of a text.
struct CharPlaces(Vec<usize>);

impl CharPlaces {
    fn of(text: &str) -> Self {
        let mut places = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for character in text.chars() {
            places.extend(std::iter::repeat_n(count, character.len_utf8()));
            count += 1;
        }
        places.push(count);
        Self(places)
    }

    fn of_range(&self, range: &Range<usize>) -> (usize, usize) {
        let at = |byte: usize| self.0.get(byte).or(self.0.last()).copied().unwrap_or_default();
        (at(range.start), at(range.end))
    }
}
