//! What an import did, or would do: one record for the person at the terminal, for programs and for the page.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::preview::PreviewedClaim;
use crate::text::counted;

/// How many pieces there were, what became of them, and what was added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Pieces read.
    pub read: usize,
    /// Pieces that brought something new.
    pub added: usize,
    /// Pieces that brought nothing new.
    #[serde(rename = "already_there")]
    pub known: usize,
    /// Pieces that changed a claim that was there.
    pub updated: usize,
    /// Pieces that say other things than the book, which stays as it is.
    pub differ: usize,
    /// Pieces that were rejected.
    pub rejected: usize,
    /// Claims added.
    pub claims: usize,
    /// Statements added.
    pub statements: usize,
    /// Places added where a claim appears.
    #[serde(default)]
    pub appearances: usize,
    /// Verdicts added.
    pub verdicts: usize,
    /// Pieces of evidence added.
    pub evidence: usize,
    /// Documents added.
    pub documents: usize,
    /// Speakers added.
    pub speakers: usize,
    /// Saved filters added.
    pub saved: usize,
    /// Other wordings of claims added.
    pub wordings: usize,
    /// Relations between claims added.
    pub relations: usize,
    /// Requests for a reply added.
    #[serde(default)]
    pub requests: usize,
    /// Corrections added.
    #[serde(default)]
    pub corrections: usize,
    /// Pairs added that are not the same.
    #[serde(default)]
    pub distinct_pairs: usize,
    /// Members of the desk added.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub members: usize,
    /// Claims that were assigned to a member.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub assignments: usize,
    /// Comments added.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub comments: usize,
    /// Changes to claims that were there.
    #[serde(skip)]
    pub changes: usize,
    /// Differences from the book that were left out.
    #[serde(skip)]
    pub differences: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl ImportCounts {
    /// How many of each kind were added, those that something was added of, with the word for one.
    pub fn by_kind(&self) -> impl Iterator<Item = (usize, &'static str)> {
        [
            (self.claims, "claim"),
            (self.statements, "statement"),
            (self.appearances, "appearance"),
            (self.verdicts, "verdict"),
            (self.evidence, "evidence item"),
            (self.documents, "document"),
            (self.speakers, "speaker"),
            (self.saved, "saved filter"),
            (self.wordings, "other wording"),
            (self.relations, "relation"),
            (self.requests, "request"),
            (self.corrections, "correction"),
            (self.distinct_pairs, "distinct pair"),
            (self.members, "member"),
            (self.assignments, "assignment"),
            (self.comments, "comment"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
    }

    /// How much was added, of whatever kind.
    pub fn rows(&self) -> usize {
        self.by_kind().map(|(count, _)| count).sum()
    }
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// In numbers.
    #[serde(flatten)]
    pub counts: ImportCounts,
    /// Whether nothing of it was kept.
    pub dry_run: bool,
    /// The entry of the history that it is; none where nothing was kept.
    pub entry: Option<i64>,
    /// How the files were read, in words.
    pub read_as: Vec<String>,
    /// What each file was taken for.
    pub files: Vec<ImportedFile>,
    /// What was taken for something of the book that is not quite the same, in words; the first of it.
    pub taken: Vec<String>,
    /// What is odd about pieces that were read as best they can be; the first of it.
    pub odd: Vec<String>,
    /// Cells that were not understood, by column and word.
    pub unread: Vec<UnreadCells>,
    /// The first claims as they would be recorded; only in a dry run.
    pub preview: Vec<PreviewedClaim>,
    /// What was done with claims that the book had: `skip`, `update` or `error`.
    #[serde(skip)]
    pub on_duplicate: String,
    /// The first pieces that were rejected.
    pub rejections: Vec<Rejection>,
    /// Where all that were rejected were written.
    pub rejected_files: Vec<PathBuf>,
}

/// Cells of a column that were not understood. They are kept in the note of the claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadCells {
    /// The heading of the column.
    pub column: String,
    /// The field that the column means.
    pub field: String,
    /// Whether they should be dates.
    pub is_date: bool,
    /// Whether they are dates as soon as the order of day and month is known.
    pub is_ambiguous: bool,
    /// The text of the cells; of dates, the first of them.
    pub text: String,
    /// How many there are.
    pub count: usize,
}

impl UnreadCells {
    /// Whether a further cell is counted with these.
    pub fn is_like(&self, other: &Self) -> bool {
        let same_word = self.is_date || self.text == other.text;
        same_word && (self.is_date, &self.column, &self.field) == (other.is_date, &other.column, &other.field)
    }

    /// Describes them. A hint follows where the command line or the page has one.
    pub fn in_words(&self) -> String {
        let Self { column, text, .. } = self;
        if self.is_date {
            return format!("{} of column {column} not read, for example {text}", counted(self.count, "date"));
        }
        format!("{} of column {column} not understood: “{text}”", counted(self.count, "cell"))
    }

    /// Returns the flag that says what they mean.
    pub fn flag(&self) -> Option<String> {
        if self.is_date {
            return self.is_ambiguous.then(|| "--dates dmy reads them, or --dates mdy".to_string());
        }
        Some(format!("--map-value \"{}:{}=…\" says what it means", self.field, self.text))
    }
}

/// A piece that was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Where it stands in the file.
    pub place: String,
    /// The column or key that is at fault, where it is one.
    pub column: Option<String>,
    /// Why, with what to do about it.
    pub reason: String,
}

/// How a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// What it is, in words: a table, a workbook, JSON Lines.
    pub kind: String,
    /// How it was read, in words; empty if there is nothing to say.
    pub description: String,
    /// The encoding of a text.
    pub encoding: Option<String>,
    /// The delimiter between the cells of a table.
    pub delimiter: Option<String>,
    /// Whether cells may be in quotation marks.
    pub quoted: bool,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// Its tables.
    pub tables: Vec<ImportedTable>,
}

/// How a table was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedTable {
    /// Its sheet, if it is part of a workbook.
    pub sheet: Option<String>,
    /// The line or row of the headings, if it has any.
    pub headings_in: Option<u64>,
    /// How it was read, in words; empty if there is nothing to say.
    pub description: String,
    /// Whether its columns are known, because this program or a known data set has them.
    pub is_known: bool,
    /// Its columns.
    pub columns: Vec<ImportedColumn>,
    /// The columns as `--mapping` reads them.
    pub mapping: String,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedColumn {
    /// Its heading.
    pub heading: String,
    /// How `--map` names it: by its heading, or else by its number.
    pub named: String,
    /// The fields it was taken for; none where it is left out.
    pub means: Vec<String>,
    /// Whether it may mean two things.
    pub is_unsure: bool,
    /// The first of its cells that are not empty.
    pub cells: Vec<String>,
}

impl ImportReport {
    /// Returns the remarks on how the files were read that describe neither a file nor a table.
    pub fn remarks(&self) -> impl Iterator<Item = &str> {
        let is_description = |remark: &&String| {
            let describes_table = |table: &ImportedTable| table.description == **remark;
            self.files.iter().any(|file| file.description == **remark || file.tables.iter().any(describes_table))
        };
        self.read_as.iter().filter(move |remark| !is_description(remark)).map(String::as_str)
    }
}

impl ImportedTable {
    /// What each of its columns means, in the lines of a mapping, so that nothing is inferred. Empty where its columns are
    /// recognised by their headings.
    pub fn whole_mapping(&self) -> String {
        if self.is_known && self.headings_in.is_some() {
            return String::new();
        }
        let left = self.columns.iter().filter(|column| column.means.is_empty() && !column.heading.trim().is_empty());
        let left: Vec<_> = left.map(|column| column.named.as_str()).collect();
        let has_skip = self.mapping.lines().any(|line| line.starts_with("skip="));
        let skip = if left.is_empty() || has_skip { String::new() } else { format!("skip={}\n", left.join("+")) };
        format!("{}{skip}", self.mapping)
    }

    /// Its headings.
    pub fn headings(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.heading.clone()).collect()
    }
}
