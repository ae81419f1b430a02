//! The options that were chosen for a file: the arguments of the import, and what its columns mean.

use serde_json::Map;

use crate::actions::{Import, TableArgs, delimiter, read_action};
use crate::error::{Error, Result};
use crate::import::{FIELDS, Field, LEFT_OUT};
use crate::model::date::DayOrder;
use crate::model::import::report::{ImportedColumn, ImportedFile, ImportedTable};
use crate::store::exchange::OnDuplicate;
use crate::web::http::Query;

/// What can be done with claims that the book has already: as the action has it, its word, and what it means.
pub(super) const DUPLICATES: &[(OnDuplicate, &str, &str)] = &[
    (OnDuplicate::Skip, "skip", "leave it as it is, and add what is new about it"),
    (OnDuplicate::Update, "update", "make it what the file says"),
    (OnDuplicate::Error, "error", "reject the row"),
];
/// What can separate the cells of a table: as the action has it, and its name.
pub(super) const DELIMITERS: &[(&str, &str)] =
    &[("", "found out"), (",", "comma ,"), (";", "semicolon ;"), ("tab", "tab"), ("|", "bar |")];

/// The orders of day and month in dates: as the action has it, its word, and its name.
pub(super) const ORDERS: &[(Option<DayOrder>, &str, &str)] = &[
    (None, "", "found out by the dates of each column"),
    (Some(DayOrder::DayFirst), "dmy", "day first"),
    (Some(DayOrder::MonthFirst), "mdy", "month first"),
];

/// The names of the options, which are arguments of the import.
const OPTIONS: [&str; 8] =
    ["on_duplicate", "strict", "delimiter", "encoding", "sheet", "dates", "no_header", "no_quoting"];
/// Maximum number of columns whose meanings are read: a sheet has no more.
const MAX_COLUMNS: usize = 16_384;

/// The options that were chosen for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UploadOptions {
    /// The arguments of the import, without the file and the columns.
    pub(super) import: Import,
    /// What each column means, as fields; empty for one that is left out.
    pub(super) columns: Vec<String>,
}

impl UploadOptions {
    /// Reads the values of a form.
    ///
    /// # Errors
    /// A value that its option cannot have.
    pub(super) fn of(typed: &Query) -> Result<Self> {
        let columns = (0..MAX_COLUMNS).map_while(|at| typed.raw_value(&column_name(at))).map(|field| {
            let is_known = field.is_empty() || Field::named(field).is_some();
            let error = || Error::usage(format!("column is not {field}")).hint("choose one of the list");
            if is_known { Ok(field.to_string()) } else { Err(error()) }
        });
        let columns = columns.collect::<Result<_>>()?;
        let options = OPTIONS.iter().filter_map(|name| Some(((*name).to_string(), typed.value(name)?.into())));
        let file = ("files".to_string(), "-".into());
        let import: Import = read_action(options.chain([file]).collect::<Map<_, _>>())?;
        import.table.delimiter.as_deref().map(delimiter).transpose()?;
        Ok(Self { import: Import { files: Vec::new(), ..import }, columns })
    }

    /// Puts the columns that are left out into the note.
    pub(super) fn keep_all(&mut self) {
        for word in self.columns.iter_mut().filter(|word| word.is_empty() || *word == LEFT_OUT) {
            *word = "note".to_string();
        }
    }

    /// Returns the first column with the same meaning as one before it, where a meaning can have only one column.
    pub(super) fn twice(&self) -> Option<usize> {
        let takes_one = |word: &String| Field::named(word).is_some_and(|field| !field.takes_several());
        (0..self.columns.len())
            .find(|at| takes_one(&self.columns[*at]) && self.columns[..*at].contains(&self.columns[*at]))
    }

    /// Returns the import, or its dry run. Columns are left out where they would be inferred so anyway.
    pub(super) fn action(&self, name: &str, file: Option<&ImportedFile>, guess: &[String], imports: bool) -> Import {
        let table = file.and_then(table);
        let table = table.filter(|table| self.columns.len() == table.columns.len() && self.columns != guess);
        let map = table.map(|table| map(&table.columns, &self.columns));
        Import {
            files: vec![name.into()],
            dry_run: !imports,
            // A strict dry run would only say that something is rejected.
            strict: self.import.strict && imports,
            table: TableArgs { map, ..self.import.table.clone() },
            ..self.import
        }
    }
}

/// Returns the name of the form field for the meaning of a column.
pub(super) fn column_name(at: usize) -> String {
    format!("column{}", at + 1)
}

/// Returns the table of a file whose columns can be chosen: the only one, unless its columns are known.
pub(super) fn table(file: &ImportedFile) -> Option<&ImportedTable> {
    match &file.tables[..] {
        [table] if !table.is_known => Some(table),
        _ => None,
    }
}

/// Returns the inferred meanings of the columns of a file.
pub(super) fn meanings(file: &ImportedFile) -> Vec<String> {
    let meaning = |column: &ImportedColumn| column.means.first().cloned().unwrap_or_default();
    table(file).map_or_else(Vec::new, |table| table.columns.iter().map(meaning).collect())
}

/// Returns the mapping of all columns, so that nothing is inferred.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::Action as _;

    fn file(headings: &[(&str, &str, &str)]) -> ImportedFile {
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
            file(&[("What, exactly", "#1", "claim"), ("Who", "Who", "made_by"), ("Page", "Page", ""), ("", "#4", "")]);
        let guess = meanings(&file);
        assert_eq!(guess, ["claim", "made_by", "", ""]);
        let line = |text: &str, imports| {
            let choice = UploadOptions::of(&Query::parse(text)).unwrap();
            choice.action("-t.csv", Some(&file), &guess, imports).line().unwrap()
        };
        assert_eq!(line("", true), "gainsay import -- -t.csv");
        let same = "column1=claim&column2=made_by&column3=&column4=";
        assert_eq!(line(same, true), "gainsay import -- -t.csv", "what would be inferred is left out");
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
