//! `gainsay help`: the help of a command, and topics that several commands share.

use clap::{Args, Command};
use serde_json::{Value, json};

use crate::actions::usage_error;
use crate::error::{Error, Result};
use crate::import::FIELDS;
use crate::model::display::{Block, Display};
use crate::model::filter::{HelpSection, KEYS, Key, SECTIONS, Values};
use crate::model::records::Record;
use crate::output::Reply;
use crate::text::suggest::did_you_mean;

/// Print the help of a command, or of a topic: filters, columns
#[derive(Args, Debug)]
#[command(before_help = "  gainsay help filters\n  gainsay help speaker add")]
pub struct Help {
    /// A command, or a topic: filters (how to select claims) or columns (what a table can hold)
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

/// Help topics that several commands share.
const TOPICS: [&str; 2] = ["filters", "columns"];

impl Help {
    /// Returns the help of a command of the command line, or of a topic.
    ///
    /// # Errors
    /// An unknown command or topic.
    pub(super) fn run(self, mut command_line: Command) -> Result<Reply> {
        if self.topic == ["filters"] {
            return Ok(Reply::page(filters()));
        }
        if self.topic == ["columns"] {
            return Ok(Reply::page(columns()));
        }
        let words = self.topic.iter().map(String::as_str);
        match command_line.try_get_matches_from_mut(["gainsay"].into_iter().chain(words).chain(["--help"])) {
            Err(help) if !help.use_stderr() => Ok(Reply::text(help.to_string())),
            Err(_) if did_you_mean(&self.topic.join(" "), TOPICS).is_some() => {
                Err(Error::usage(format!("no such topic: {}", self.topic.join(" ")))
                    .hint(format!("the topics are: {}", TOPICS.join(", "))))
            }
            Err(error) => Err(usage_error(&error, &command_line)),
            Ok(_) => Err(Error::usage("no such topic").hint("gainsay help lists the commands")),
        }
    }
}

/// How to write filters so that a shell leaves them as they are.
const SHELL: HelpSection = (
    "In the shell",
    "Single quotes keep the shell from quotes, spaces and < > ( ) *.",
    &[
        ("by:\"Qirjako Qirko\"", "a value goes on to the end of the argument"),
        ("'said:>2021-11'", "else the shell writes into a file 2021-11"),
        ("'\"per migrant\"'", "a phrase; without the inner quotes it is two words"),
        ("not migrant", "-migrant would be read as a flag; -tag:talks is not"),
    ],
);

/// Width of the column of terms, in characters.
const TERMS: usize = 24;
/// Maximum width of a meaning, in characters: it fits beside its term on 80 columns.
const MEANING: usize = 52;

/// Returns the help on the filter language.
fn filters() -> Display {
    let text = |text: &str| Block::Text(text.into());
    let mut blocks = vec![
        Block::Title("Filters: which claims are meant".to_string()),
        text("list, disputed, search, match, repeats, export, report and saved take these:"),
        Block::Item(
            "gainsay list status:disputed by:\"The Times\" said:2021-11.. -stage:dropped".to_string(),
            Vec::new(),
        ),
        Block::Item("gainsay list --status disputed --by \"The Times\" --since 2021-11".to_string(), Vec::new()),
        Block::Heading("Keys".to_string()),
        Block::Fields(KEYS.iter().flat_map(rows).collect()),
    ];
    for (heading, sentence, terms) in SECTIONS.into_iter().chain([SHELL]) {
        let terms = terms.iter().map(|(term, meaning)| (format!("{term:TERMS$}"), (*meaning).to_string()));
        blocks.push(Block::Heading(heading.to_string()));
        blocks.extend((!sentence.is_empty()).then(|| text(sentence)));
        blocks.push(Block::Fields(terms.collect()));
    }
    let value = KEYS.iter().map(Record::json).collect::<Vec<Value>>().into();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(KEYS);
    page
}

/// Returns the help on the columns of a table, for `gainsay import --map`.
fn columns() -> Display {
    let text = |text: &str| Block::Text(text.into());
    let fields = FIELDS.iter().map(|field| (field.name.to_string(), field.about.to_string())).collect();
    let value = FIELDS.iter().map(|field| json!({ "field": field.name, "about": field.about })).collect::<Vec<_>>();
    let blocks = vec![
        Block::Title("Columns: what a table can hold".to_string()),
        text("gainsay import guesses from the headings, and says what it took; --map says otherwise:"),
        Block::Item(
            "gainsay import tracker.csv --map claim=Statement,made_by=Person --dry-run".to_string(),
            Vec::new(),
        ),
        Block::Item(
            "gainsay import tracker.csv --map \"claim=What they said,note=Remarks+Source,tags=\"".to_string(),
            Vec::new(),
        ),
        Block::Heading("Fields".to_string()),
        Block::Fields(fields),
        Block::Heading("Headings".to_string()),
        text("Several columns of one field are joined with +, * is every column that is left."),
        text("A field with nothing behind = is not filled. Only claim must be there."),
    ];
    Display { blocks, value: value.into(), ..Display::default() }
}

/// Returns a key with its meaning, and below it the words that it takes.
fn rows(key: &Key) -> Vec<(String, String)> {
    let words = match key.values {
        Values::Words(words) => words.join(", "),
        Values::Known | Values::Dates | Values::Figures => String::new(),
    };
    let options = textwrap::Options::new(MEANING).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(&words, options).into_iter().filter(|line| !line.is_empty());
    let under = lines.map(|line| (String::new(), line.into_owned()));
    [(format!("{:TERMS$}", key.example), key.meaning.to_string())].into_iter().chain(under).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::filter::FilterReader;

    #[test]
    fn every_term_of_the_help_is_read() {
        let saved = |_: &str| Ok(String::new());
        let now = chrono::NaiveDateTime::default();
        for (term, _) in SECTIONS.iter().chain([&SHELL]).flat_map(|(_, _, terms)| *terms) {
            let text = FilterReader::new(now, &saved).text(term);
            text.unwrap_or_else(|error| panic!("{term}: {error}"));
            let arguments = shlex::split(term).unwrap();
            let typed = FilterReader::new(now, &saved).arguments(&arguments);
            typed.unwrap_or_else(|error| panic!("{term} as typed: {error}"));
        }
    }

    #[test]
    fn every_key_is_in_the_help_with_all_its_words() {
        let page = filters();
        let text = format!("{:?}", page.blocks);
        for key in KEYS {
            assert!(text.contains(&format!("{:?}", format!("{:TERMS$}", key.example))), "{}", key.word);
            if let Values::Words(words) = key.values {
                assert!(words.iter().all(|word| text.contains(word)), "{}", key.word);
            }
        }
        assert!(page.blocks.iter().all(|block| {
            match block {
                Block::Text(text) => text.to_string().chars().count() <= 100,
                Block::Fields(fields) => fields
                    .iter()
                    .all(|(term, meaning)| term.chars().count() <= TERMS && meaning.chars().count() <= 100 - TERMS),
                _ => true,
            }
        }));
    }
}
