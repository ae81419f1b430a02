//! A batch file out of an article: its document, and a line for each suggestion.

use std::collections::HashMap;

use super::batch::first_refused;
use super::context::ActionContext;
use crate::error::{Error, Result};
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, DocumentKind, Family, Stance};
use crate::store::Store;
use crate::text::quotes::{QuotableText, slice};

/// Words that stand for a speaker who is named elsewhere.
const PRONOUNS: [&str; 16] = [
    "he", "she", "they", "it", "we", "i", "you", "who", "which", "that", "this", "these", "those", "one", "some",
    "many",
];

/// Beginnings of words after which it is not sure that something is asserted.
const DOUBTS: [&str; 9] = ["den", "declin", "refus", "reject", "dismiss", "disput", "question", "doubt", "not"];

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
}

impl ArticleBatch<'_> {
    /// Returns the batch file. What the book would refuse is commented out.
    ///
    /// # Errors
    /// Errors of the book.
    pub fn text(&self, store: Option<&Store>, context: &ActionContext) -> Result<String> {
        let mut lines = self.lines();
        for _ in 0..=lines.len() {
            let text = written(&lines);
            let meta = context.stamp(String::new());
            let refused = match store {
                Some(store) => store.dry_run(&meta, |writer| first_refused(&text, writer, context))?,
                None => Store::dry_run_new(&meta, |writer| first_refused(&text, writer, context))?,
            };
            let Some((number, error)) = refused else { return Ok(text) };
            let Some(line) = line_at(&mut lines, number) else { return Ok(text) };
            line.is_used = false;
            line.above.push(format!("left out: {}", on_one_line(&error.to_string())));
        }
        Ok(written(&lines))
    }

    /// Returns the lines that record some of the suggestions, each with its place for errors. A claim of which only others speak is
    /// added without them.
    ///
    /// # Errors
    /// A report of what is not among the suggestions that are recorded.
    pub(super) fn chosen(&self, numbers: &[i64]) -> Result<Vec<(String, String)>> {
        let text = QuotableText::new(self.article.text.clone());
        let document = self.document.map_or("@doc".to_string(), |(id, _)| id.to_string());
        let mut lines = vec![(String::new(), format!("with --in {document}"))];
        let mut added: Vec<i64> = Vec::new();
        for one in self.suggestions.iter().filter(|one| numbers.contains(&one.number)) {
            let place = format!("suggestion {}", one.number);
            if let SuggestedTarget::Suggestion(other) = one.target
                && !numbers.contains(&other)
            {
                if one.stance == Stance::Reports {
                    return Err(Error::usage(format!(
                        "{place} reports suggestion {other}, which is not recorded with it"
                    ))
                    .hint("choose both"));
                }
                if !added.contains(&other) {
                    let line = BatchWords::of("add").text(&one.claim).line(Some(&format!("c{other}")));
                    lines.push((place.clone(), line));
                    added.push(other);
                }
            }
            lines.extend(self.commands(one, &text).0.into_iter().map(|line| (place.clone(), line)));
        }
        Ok(lines)
    }

    fn lines(&self) -> Vec<DraftLine> {
        let mut lines = vec![self.document()];
        let text = QuotableText::new(self.article.text.clone());
        for one in self.suggestions {
            let above = vec![format!("{:.0} %: {}", one.score * 100.0, one.passage)];
            let (commands, doubt) = self.commands(one, &text);
            let is_used = one.is_likely() && doubt.is_none();
            lines.push(DraftLine { above: above.into_iter().chain(doubt).collect(), commands, is_used });
        }
        lines
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
        DraftLine { above, commands, is_used: true }
    }

    /// Returns the commands of a suggestion, or what they would be, and why they cannot be used as they are.
    fn commands(&self, one: &SuggestedStatement, text: &QuotableText) -> (Vec<String>, Option<String>) {
        let name = format!("c{}", one.number);
        let (mut commands, mut doubt) = (Vec::new(), None);
        let is_reported = self
            .suggestions
            .iter()
            .any(|other| other.stance == Stance::Reports && other.target == SuggestedTarget::Suggestion(one.number));
        let target = match &one.target {
            SuggestedTarget::NewClaim if one.stance == Stance::Asserts && !is_reported => {
                commands.push(said(BatchWords::of("add").text(&one.claim), one, text).line(Some(&name)));
                None
            }
            SuggestedTarget::NewClaim => {
                commands.push(BatchWords::of("add").text(&one.claim).line(Some(&name)));
                Some((None, format!("@{name}")))
            }
            SuggestedTarget::Claim(id) => Some((None, id.to_string())),
            SuggestedTarget::Suggestion(number) if one.stance == Stance::Reports => {
                Some((Some("statement"), format!("@s{number}")))
            }
            SuggestedTarget::Suggestion(number) => Some((None, format!("@c{number}"))),
            SuggestedTarget::Document(title) => {
                doubt = Some("the document that it is about must be in the book: document add".to_string());
                Some((Some("document"), title.clone()))
            }
        };
        if let Some((flag, target)) = target {
            let command = match (one.stance, one.stance.family()) {
                (Stance::Asserts | Stance::Confirms, _) => "say",
                (_, Family::Against) => "dispute",
                _ => "respond",
            };
            let mut words = BatchWords::of(command);
            words = match flag {
                Some(flag) => words.flag(flag, Some(&target)),
                None => words.name(&target),
            };
            words = match (command, one.stance) {
                ("say", Stance::Confirms) => words.switch("confirms"),
                ("say", _) | ("dispute", Stance::Denies) => words,
                (_, stance) => words.flag("stance", Some(stance.as_str())),
            };
            let statement = (command == "say" && is_reported).then(|| format!("s{}", one.number));
            commands.push(said(words, one, text).line(statement.as_deref()));
        }
        let lower = one.speaker.as_deref().unwrap_or_default().to_lowercase();
        if lower.is_empty() {
            doubt = Some("who says so?".to_string());
        } else if PRONOUNS.contains(&lower.as_str()) {
            doubt = Some(format!("who is “{lower}”?"));
        } else if one.stance == Stance::Asserts && is_doubtful(&self.article.text, one.cue) {
            doubt = Some("is that asserted, or denied?".to_string());
        }
        (commands, doubt)
    }
}

/// Whether the words that tell that something is said may tell that it is denied.
fn is_doubtful(text: &str, cue: Option<(usize, usize)>) -> bool {
    let words = cue.and_then(|(start, end)| slice(text, start, end)).unwrap_or_default().to_lowercase();
    words.split_whitespace().any(|word| {
        word.ends_with("n’t") || word.ends_with("n't") || DOUBTS.iter().any(|begin| word.starts_with(begin))
    })
}

/// Adds who says something, in which words, when.
fn said(words: BatchWords, one: &SuggestedStatement, text: &QuotableText) -> BatchWords {
    let mut words = words.flag("by", one.speaker.as_deref().or(Some("?")));
    if one.is_unnamed {
        words = words.switch("unnamed");
    }
    let said_on = one.said_on.as_ref().map(ToString::to_string);
    words = words.flag("for", one.for_speaker.as_deref()).flag("role", one.role.as_deref());
    words = words.flag("occasion", one.occasion.as_deref()).flag("on", said_on.as_deref());
    // Only one quote belongs to a statement; the longest says most.
    let mut quotes: Vec<_> = one.quotes.iter().map(|quote| (quote, text.find(quote))).collect();
    quotes.retain(|(_, places)| !places.is_empty());
    let Some((quote, places)) = quotes.into_iter().max_by_key(|(quote, _)| quote.len()) else { return words };
    words = words.flag("quote", Some(quote));
    let begin = one.content.first().map_or(0, |(start, _)| *start);
    if places.len() > 1 { words.flag("quote-at", Some(&begin.to_string())) } else { words }
}

/// The words of a line of a batch file.
struct BatchWords {
    words: Vec<String>,
    /// Texts that look like flags, which stand behind `--` at the end.
    last: Vec<String>,
}

impl BatchWords {
    fn of(command: &str) -> Self {
        Self { words: command.split(' ').map(str::to_string).collect(), last: Vec::new() }
    }

    /// Adds a text that is no flag's.
    fn text(mut self, text: &str) -> Self {
        let text = on_one_line(text);
        let text = if text.starts_with('@') { format!("@{text}") } else { text };
        let into = if text.starts_with('-') { &mut self.last } else { &mut self.words };
        into.push(text);
        self
    }

    /// Adds a name or a number as it is.
    fn name(mut self, name: &str) -> Self {
        self.words.push(name.to_string());
        self
    }

    fn switch(mut self, flag: &str) -> Self {
        self.words.push(format!("--{flag}"));
        self
    }

    /// Adds a flag, if there is a value for it.
    fn flag(mut self, flag: &str, value: Option<&str>) -> Self {
        let Some(value) = value.map(on_one_line).filter(|value| !value.is_empty()) else { return self };
        let is_name = flag == "statement" && value.starts_with('@');
        if !is_name && (value.starts_with(['-', '@']) || value == "as") {
            self.words.push(format!("--{flag}={value}"));
        } else {
            self.words.extend([format!("--{flag}"), value]);
        }
        self
    }

    /// Returns the line; `name` is that of what it adds.
    fn line(self, name: Option<&str>) -> String {
        let end = if self.last.is_empty() { Vec::new() } else { vec!["--".to_string()] };
        let named = name.map(|name| vec!["as".to_string(), name.to_string()]).unwrap_or_default();
        let words: Vec<_> = self.words.into_iter().chain(end).chain(self.last).chain(named).collect();
        words.iter().map(|word| quoted_word(word)).collect::<Vec<_>>().join(" ")
    }
}

/// Quotes a word as people do, with double marks where no sign in it has a meaning.
fn quoted_word(word: &str) -> String {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '@' | '.' | '/' | ':' | '=' | ',' | '+');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_string();
    }
    if word.contains(['"', '\\', '$', '`', '!']) {
        return shlex::try_quote(word).map_or_else(|_| String::from("\"\""), std::borrow::Cow::into_owned);
    }
    format!("\"{word}\"")
}

/// Returns a text on one line, without characters that a line cannot have.
fn on_one_line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Returns the draft with a line of the written file, counted from 1; none for that of the document, without which nothing is left.
fn line_at(lines: &mut [DraftLine], number: usize) -> Option<&mut DraftLine> {
    let mut ends = HashMap::new();
    let mut end = 0;
    for (at, line) in lines.iter().enumerate() {
        end += usize::from(at > 0) + line.above.len() + line.commands.len();
        ends.insert(at, end);
    }
    let at = (0..lines.len()).find(|at| ends[at] >= number).filter(|at| *at > 0)?;
    lines.get_mut(at)
}
