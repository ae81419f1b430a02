//! A batch file out of an article: its document, and a line for each suggestion.

use std::collections::HashSet;

use super::batch::refused_lines;
use super::batch_words::{BatchWords, on_one_line};
use super::context::ActionContext;
use crate::error::{Error, Result};
use crate::model::results::suggested_statement::{SuggestedDocument, SuggestedStatement, SuggestedTarget};
use crate::model::{Article, DocumentKind, Family, Right, Stance};
use crate::store::Store;
use crate::text::quotes::QuotableText;

/// Words that stand for a speaker who is named elsewhere.
const PRONOUNS: [&str; 16] = [
    "he", "she", "they", "it", "we", "i", "you", "who", "which", "that", "this", "these", "those", "one", "some",
    "many",
];

/// What a batch file is made of.
pub struct ArticleBatch<'a> {
    /// The article.
    pub article: &'a Article,
    /// The file that it was read from; none for standard input.
    pub file: Option<&'a str>,
    /// The document, if the book has it, and whether its text is stored.
    pub document: Option<(i64, bool)>,
    /// The suggestions.
    pub suggestions: &'a [SuggestedStatement],
}

/// A command of a batch file, perhaps commented out.
#[derive(Clone, Debug, Default)]
struct DraftLine {
    /// What stands above it, without `# `.
    above: Vec<String>,
    /// The commands; several for a claim that nobody is recorded as making.
    commands: Vec<String>,
    is_used: bool,
    /// The number of the suggestion that it records.
    suggestion: Option<i64>,
}

impl ArticleBatch<'_> {
    /// Returns the batch file. What the book would refuse is commented out.
    ///
    /// # Errors
    /// Errors of the book.
    pub fn text(&self, store: Option<&Store>, context: &ActionContext) -> Result<String> {
        let mut lines = self.lines(&|one| one.is_likely() && doubt(one).is_none());
        loop {
            let text = written(&lines);
            let meta = context.stamp(String::new(), Right::Look);
            let refused = match store {
                Some(store) => store.dry_run(&meta, |writer| refused_lines(&text, writer, context))?,
                None => Store::dry_run_new(&meta, |writer| refused_lines(&text, writer, context))?,
            };
            // What rests on a line that is left out is refused in the next round.
            if !leave_out(&mut lines, &refused) {
                return Ok(text);
            }
        }
    }

    /// Returns the lines that record some of the suggestions, each with its place for errors.
    ///
    /// # Errors
    /// A report that is recorded with what it reports, where that is not chosen.
    pub(super) fn chosen(&self, numbers: &[i64]) -> Result<Vec<(String, String)>> {
        let is_chosen = |one: &SuggestedStatement| numbers.contains(&one.number);
        for one in self.suggestions.iter().filter(|one| is_chosen(one) && self.is_reported_below(one)) {
            if let SuggestedTarget::Suggestion(reported) = one.target
                && !numbers.contains(&reported)
            {
                let what = format!("suggestion {} is a report of suggestion {reported}", one.number);
                return Err(Error::usage(what).hint(format!("choose {reported}: the report is recorded with it")));
            }
        }
        let used = self.lines(&is_chosen).into_iter().filter(|line| line.is_used);
        let lines = used.flat_map(|line| {
            let place = line.suggestion.map_or("what the text tells of".to_string(), place_of);
            line.commands.into_iter().map(move |command| (place.clone(), command))
        });
        Ok(lines.collect())
    }

    /// Returns the numbers of the reports that are recorded with what they report, if that is among `numbers`.
    pub(super) fn reports_of(&self, numbers: &[i64]) -> Vec<i64> {
        let reports = self.suggestions.iter().filter(|one| self.is_reported_below(one));
        let of = |one: &&SuggestedStatement| matches!(one.target, SuggestedTarget::Suggestion(reported) if numbers.contains(&reported));
        reports.filter(of).map(|one| one.number).collect()
    }

    /// Returns all lines; those of the suggestions for which `is_used` is true are not commented out.
    fn lines(&self, is_used: &dyn Fn(&SuggestedStatement) -> bool) -> Vec<DraftLine> {
        let mut lines = vec![self.document()];
        let text = QuotableText::new(self.article.text.clone());
        let documents = self.further_documents(is_used);
        let name = self.document.map_or_else(|| "@doc".to_string(), |(id, _)| id.to_string());
        lines.extend(documents.iter().zip(1..).map(|((document, is_used), number)| DraftLine {
            above: vec!["Nobody here has read it.".to_string()],
            commands: vec![added_document(document, &name, number)],
            is_used: *is_used,
            suggestion: None,
        }));
        let known = WrittenLines {
            text,
            documents: documents.into_iter().map(|(document, _)| document).collect(),
            document: name,
        };
        let mut claims = HashSet::new();
        for one in self.suggestions.iter().filter(|one| !self.is_reported_below(one)) {
            let above = vec![format!("{:.0} %: {}", one.score * 100.0, one.passage)];
            let doubt = doubt(one);
            let is_used = is_used(one);
            let commands = known.commands(one, is_used, &mut claims);
            let above = above.into_iter().chain(doubt).collect();
            lines.push(DraftLine { above, commands, is_used, suggestion: Some(one.number) });
        }
        lines
    }

    /// The documents that the text tells of and the book does not have, and whether a suggestion that is used needs each.
    fn further_documents(&self, is_used: &dyn Fn(&SuggestedStatement) -> bool) -> Vec<(SuggestedDocument, bool)> {
        let mut all: Vec<(SuggestedDocument, bool)> = Vec::new();
        for one in self.suggestions {
            let target = match &one.target {
                SuggestedTarget::Document(document) => Some(document),
                _ => None,
            };
            for document in target.into_iter().chain(&one.document).filter(|document| document.known.is_none()) {
                let is_used = is_used(one);
                match all.iter_mut().find(|(known, _)| known == document) {
                    Some((_, used)) => *used |= is_used,
                    None => all.push((document.clone(), is_used)),
                }
            }
        }
        all
    }

    /// Whether a report is recorded by the line of what it reports.
    fn is_reported_below(&self, one: &SuggestedStatement) -> bool {
        let SuggestedTarget::Suggestion(number) = one.target else { return false };
        let reported = self.suggestions.iter().find(|other| other.number == number);
        let by = |reported: &SuggestedStatement| {
            one.speaker.as_ref().is_some_and(|speaker| reported.reported_by.contains(speaker))
        };
        one.stance == Stance::Reports && reported.is_some_and(by)
    }

    /// The lines that record the document and set it for the lines below.
    fn document(&self) -> DraftLine {
        let title = self.article.title.as_deref().or(self.file).unwrap_or("Untitled article");
        let mut above = vec![
            format!("{}: what gainsay read suggests.", on_one_line(title)),
            "Look at each line, and correct it; take the # off what is right, and put one before what is wrong."
                .to_string(),
        ];
        let mut commands = Vec::new();
        let mut name = "@doc".to_string();
        if let Some((id, has_text)) = self.document {
            name = id.to_string();
            if let (false, Some(file)) = (has_text, self.file) {
                commands.push(BatchWords::of("document edit").text(&name).flag("file", Some(file)).line(None));
            }
        } else {
            let Article { publisher, published, url, language, kind, .. } = self.article;
            let published = published.as_ref().map(ToString::to_string);
            let mut words = BatchWords::of("document add").flag("title", Some(title));
            words = words.flag("kind", (*kind != DocumentKind::Article).then(|| kind.as_str()));
            words = words.flag("publisher", publisher.as_deref()).flag("published", published.as_deref());
            words = words.flag("url", url.as_deref()).flag("language", language.as_deref()).flag("file", self.file);
            if self.file.is_none() {
                above.push("The text is not stored: it came from standard input. --file FILE stores it.".to_string());
            }
            commands.push(words.line(Some("doc")));
        }
        commands.push(String::new());
        commands.push(format!("with --in {name}"));
        DraftLine { above, commands, is_used: true, suggestion: None }
    }
}

/// The place of the line that records a suggestion.
pub(super) fn place_of(number: i64) -> String {
    format!("suggestion {number}")
}

/// Why a suggestion cannot be used as it is.
fn doubt(one: &SuggestedStatement) -> Option<String> {
    let lower = one.speaker.as_deref().unwrap_or_default().to_lowercase();
    if one.is_own && lower.is_empty() {
        return None;
    }
    if lower.is_empty() {
        return Some("who says so?".to_string());
    }
    PRONOUNS.contains(&lower.as_str()).then(|| format!("who is “{lower}”?"))
}

/// The line that adds a document which the article tells of.
fn added_document(document: &SuggestedDocument, through: &str, number: i64) -> String {
    let words = BatchWords::of("document add").flag("title", Some(&document.title));
    let words = words.flag("kind", (document.kind != DocumentKind::Article).then(|| document.kind.as_str()));
    let words = words.flag("publisher", document.publisher.as_deref()).flag("through", Some(through));
    words.line(Some(&format!("d{number}")))
}

/// What the lines of suggestions can name.
struct WrittenLines {
    text: QuotableText,
    /// The documents that the article tells of: `@d1`, `@d2` …
    documents: Vec<SuggestedDocument>,
    /// The article.
    document: String,
}

impl WrittenLines {
    /// Returns the commands of a suggestion. `claims` are the numbers of the suggestions whose claim a line above adds.
    fn commands(&self, one: &SuggestedStatement, is_used: bool, claims: &mut HashSet<i64>) -> Vec<String> {
        let (number, flag) = match &one.target {
            SuggestedTarget::NewClaim => (one.number, None),
            SuggestedTarget::Suggestion(number) => (*number, None),
            SuggestedTarget::Claim(id) => return vec![self.statement(one, None, &id.to_string())],
            SuggestedTarget::Document(document) => (0, Some(document)),
        };
        if let Some(document) = flag {
            return vec![self.statement(one, Some("document"), &self.name(document))];
        }
        let name = format!("c{number}");
        if claims.contains(&number) {
            return vec![self.statement(one, None, &format!("@{name}"))];
        }
        if is_used {
            claims.insert(number);
        }
        let new = BatchWords::of("add").text(&one.claim);
        if one.stance == Stance::Asserts {
            return vec![self.said(new, one).line(is_used.then_some(name.as_str()))];
        }
        vec![new.line(Some(&name)), self.statement(one, None, &format!("@{name}"))]
    }

    /// The name of a document that the article tells of, or its number if the book has it.
    fn name(&self, document: &SuggestedDocument) -> String {
        if let Some(id) = document.known {
            return id.to_string();
        }
        let at = self.documents.iter().position(|known| known == document).unwrap_or_default();
        format!("@d{}", at + 1)
    }

    /// The line of a statement on a target that is recorded.
    fn statement(&self, one: &SuggestedStatement, flag: Option<&str>, target: &str) -> String {
        let command = match (one.stance, one.stance.family()) {
            (Stance::Asserts | Stance::Confirms, _) if flag.is_none() => "say",
            (_, Family::Against) => "dispute",
            _ => "respond",
        };
        let mut words = BatchWords::of(command);
        words = match flag {
            Some(flag) => words.flag(flag, Some(target)),
            None => words.name(target),
        };
        words = match (command, one.stance) {
            ("say", Stance::Confirms) => words.switch("confirms"),
            ("say", _) | ("dispute", Stance::Denies) => words,
            (_, stance) => words.flag("stance", Some(stance.as_str())),
        };
        self.said(words, one).line(None)
    }

    /// Adds who says something, in which words, when, and who reports it.
    fn said(&self, words: BatchWords, one: &SuggestedStatement) -> BatchWords {
        // Of whom a text is, the claim is; if that is not recorded, it appears in the text.
        if one.is_own && one.speaker.is_none() {
            return words;
        }
        let mut words = words.flag("by", one.speaker.as_deref().or(Some("?")));
        if one.is_unnamed {
            words = words.switch("unnamed");
        }
        let said_on = one.said_on.as_ref().map(ToString::to_string);
        words = words.flag("for", one.for_speaker.as_deref()).flag("role", one.role.as_deref());
        words = words.flag("occasion", one.occasion.as_deref()).flag("on", said_on.as_deref());
        for outlet in &one.reported_by {
            words = words.flag("via", Some(outlet));
        }
        if let Some(document) = &one.document {
            words = words.flag("in", Some(&self.name(document)));
            if !one.reported_by.is_empty() {
                words = words.flag("in", Some(&self.document));
            }
        }
        // Only one quote belongs to a statement; the longest says most.
        let mut quotes: Vec<_> = one.quotes.iter().map(|quote| (quote, self.text.find(quote))).collect();
        quotes.retain(|(_, places)| !places.is_empty());
        let Some((quote, places)) = quotes.into_iter().max_by_key(|(quote, _)| quote.len()) else { return words };
        words = words.flag("quote", Some(quote));
        let begin = one.content.first().map_or(0, |(start, _)| *start);
        if places.len() > 1 && one.document.is_none() {
            words.flag("quote-at", Some(&begin.to_string()))
        } else {
            words
        }
    }
}

/// Writes lines as a batch file.
fn written(lines: &[DraftLine]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        line.above.iter().for_each(|above| text += &format!("# {}\n", on_one_line(above)));
        for command in &line.commands {
            let sign = if line.is_used || command.is_empty() { "" } else { "# " };
            text += &format!("{sign}{command}\n");
        }
    }
    text
}

/// Comments out the drafts to which refused lines of the written file belong, and says above each why. Returns whether any was; that of
/// the document, without which nothing is left, stays.
fn leave_out(lines: &mut [DraftLine], refused: &[(usize, Error)]) -> bool {
    let mut refused = refused.iter().peekable();
    let (mut end, mut is_changed) = (0, false);
    for (at, line) in lines.iter_mut().enumerate() {
        end += usize::from(at > 0) + line.above.len() + line.commands.len();
        while let Some((_, error)) = refused.next_if(|(number, _)| *number <= end) {
            if at > 0 && line.is_used {
                line.is_used = false;
                line.above.push(format!("left out: {}", on_one_line(&error.to_string())));
                is_changed = true;
            }
        }
    }
    is_changed
}
