//! What was chosen for a file: how it is read, what its columns mean, what is done with claims that are there already; and
//! the command that it is.

use crate::actions::{Import, TableArgs};
use crate::error::{Error, Result};
use crate::import::{FIELDS, Field, LEFT_OUT};
use crate::model::import::report::{ImportedColumn, ImportedFile, ImportedTable};
use crate::store::exchange::OnDuplicate;
use crate::web::http::Query;

/// What is done with claims that are there already: as the command has it, and what it means.
pub(super) const DUPLICATES: &[(&str, &str)] = &[
    ("skip", "leave it as it is, and add what is new about it"),
    ("update", "make it what the file says"),
    ("error", "reject the row"),
];
/// What may part the cells of a table.
pub(super) const DELIMITERS: &[(&str, &str)] =
    &[("", "found out"), (",", "comma ,"), (";", "semicolon ;"), ("tab", "tab"), ("|", "bar |")];

/// The meanings of so many columns are read: a sheet has no more.
const MAX_COLUMNS: usize = 16_384;

/// What was chosen for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UploadOptions {
    /// How it is read.
    pub(super) reading: ReadOptions,
    /// What each column means, as fields; empty for one that is left out.
    pub(super) columns: Vec<String>,
    /// What is done with claims that are there already; empty for the usual.
    pub(super) on_duplicate: String,
    /// Whether nothing is imported where anything is rejected.
    pub(super) strict: bool,
}

/// How a file is read; what is empty is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadOptions {
    pub(super) delimiter: String,
    pub(super) encoding: String,
    pub(super) sheet: String,
    pub(super) no_header: bool,
    pub(super) no_quoting: bool,
}

impl UploadOptions {
    /// What a form says.
    ///
    /// # Errors
    /// Something that none of its choices is.
    pub(super) fn of(typed: &Query) -> Result<Self> {
        let text = |name: &str| typed.value(name).unwrap_or_default().to_string();
        let ticked = |name: &str| typed.value(name).is_some();
        let known = |name: &str, words: &[(&str, &str)]| {
            let word = text(name);
            let is_one = word.is_empty() || words.iter().any(|(known, _)| *known == word);
            if is_one { Ok(word) } else { Err(none_of(name, &word)) }
        };
        let columns = (0..MAX_COLUMNS).map_while(|at| typed.raw_value(&column_name(at))).map(|field| {
            let is_one = field.is_empty() || FIELDS.iter().any(|known| known.name == field);
            if is_one { Ok(field.to_string()) } else { Err(none_of("column", field)) }
        });
        let on_duplicate = known("on_duplicate", DUPLICATES)?;
        Ok(Self {
            columns: columns.collect::<Result<_>>()?,
            on_duplicate: if on_duplicate == DUPLICATES[0].0 { String::new() } else { on_duplicate },
            strict: ticked("strict"),
            reading: ReadOptions {
                delimiter: known("delimiter", DELIMITERS)?,
                encoding: text("encoding"),
                sheet: text("sheet"),
                no_header: ticked("no_header"),
                no_quoting: ticked("no_quoting"),
            },
        })
    }

    /// Keeps in the note what is left out.
    pub(super) fn keep_all(&mut self) {
        for word in self.columns.iter_mut().filter(|word| word.is_empty() || *word == LEFT_OUT) {
            *word = "note".to_string();
        }
    }

    /// The first column that means what one before it means, where only one can.
    pub(super) fn twice(&self) -> Option<usize> {
        let takes_one = |word: &String| Field::named(word).is_some_and(|field| !field.takes_several());
        (0..self.columns.len())
            .find(|at| takes_one(&self.columns[*at]) && self.columns[..*at].contains(&self.columns[*at]))
    }

    /// The import that it is, or its dry run. Nothing is said of columns that would be taken so anyway.
    pub(super) fn action(&self, name: &str, taken: Option<&ImportedFile>, guess: &[String], imports: bool) -> Import {
        let table = taken.and_then(table);
        let table = table.filter(|table| self.columns.len() == table.columns.len() && self.columns != guess);
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        let reading = &self.reading;
        Import {
            files: vec![name.into()],
            dry_run: !imports,
            on_duplicate: match self.on_duplicate.as_str() {
                "update" => OnDuplicate::Update,
                "error" => OnDuplicate::Error,
                _ => OnDuplicate::Skip,
            },
            // With it, a dry run would only say that something is rejected.
            strict: self.strict && imports,
            table: TableArgs {
                map: table.map(|table| map(&table.columns, &self.columns)),
                delimiter: given(&reading.delimiter),
                encoding: given(&reading.encoding),
                sheet: given(&reading.sheet),
                no_header: reading.no_header,
                no_quoting: reading.no_quoting,
                ..TableArgs::default()
            },
        }
    }
}

/// The name of the field that says what a column means.
pub(super) fn column_name(at: usize) -> String {
    format!("column{}", at + 1)
}

/// The table of a file whose columns can be chosen: the only one, unless its columns are known.
pub(super) fn table(taken: &ImportedFile) -> Option<&ImportedTable> {
    match &taken.tables[..] {
        [table] if !table.is_known => Some(table),
        _ => None,
    }
}

/// What the columns of a file were taken for.
pub(super) fn meanings(taken: &ImportedFile) -> Vec<String> {
    let meaning = |column: &ImportedColumn| column.means.first().cloned().unwrap_or_default();
    table(taken).map_or_else(Vec::new, |table| table.columns.iter().map(meaning).collect())
}

/// What is chosen for each column, so that nothing is left to be guessed.
fn map(columns: &[ImportedColumn], chosen: &[String]) -> String {
    let mut parts = Vec::new();
    for field in FIELDS.iter() {
        let meant = columns.iter().zip(chosen).filter(|(column, _)| !column.heading.trim().is_empty());
        let meant = meant.filter(|(_, word)| **word == field.name || (word.is_empty() && field.name == LEFT_OUT));
        let named: Vec<_> = meant.map(|(column, _)| column.named.as_str()).collect();
        if !named.is_empty() {
            parts.push(format!("{}={}", field.name, named.join("+")));
        }
    }
    parts.join(",")
}

fn none_of(what: &str, word: &str) -> Error {
    Error::usage(format!("{} is not {word}", what.replace('_', " "))).hint("choose one of the list")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::Action as _;

    fn taken(headings: &[(&str, &str, &str)]) -> ImportedFile {
        let column = |(heading, named, means): &(&str, &str, &str)| ImportedColumn {
            heading: (*heading).to_string(),
            named: (*named).to_string(),
            means: vec![(*means).to_string()],
            ..ImportedColumn::default()
        };
        let table = ImportedTable { columns: headings.iter().map(column).collect(), ..ImportedTable::default() };
        ImportedFile { tables: vec![table], ..ImportedFile::default() }
    }

    #[test]
    fn a_choice_is_the_import_that_would_be_typed() {
        let file =
            taken(&[("What, exactly", "#1", "claim"), ("Who", "Who", "made_by"), ("Page", "Page", ""), ("", "#4", "")]);
        let guess = meanings(&file);
        assert_eq!(guess, ["claim", "made_by", "", ""]);
        let line = |text: &str, imports| {
            let choice = UploadOptions::of(&Query::parse(text)).unwrap();
            choice.action("-t.csv", Some(&file), &guess, imports).line().unwrap()
        };
        assert_eq!(line("", true), "gainsay import -- -t.csv");
        let same = "column1=claim&column2=made_by&column3=&column4=";
        assert_eq!(line(same, true), "gainsay import -- -t.csv", "nothing is said of what would be guessed");
        assert_eq!(
            line("column1=claim&column2=note&column3=note&column4=&strict=on&delimiter=%3B&on_duplicate=skip", true),
            "gainsay import --strict --map 'claim=#1,note=Who+Page' --delimiter ';' -- -t.csv"
        );
        assert_eq!(
            line("column1=quote&column2=&column3=&column4=&strict=on&no_header=on&on_duplicate=update", false),
            "gainsay import --dry-run --on-duplicate update --map 'quote=#1,skip=Who+Page' --no-header -- -t.csv"
        );
        for wrong in ["on_duplicate=x", "delimiter=a", "column1=nothing"] {
            assert!(UploadOptions::of(&Query::parse(wrong)).is_err(), "{wrong}");
        }
    }
}
