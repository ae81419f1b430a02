//! The mapping from columns to fields.

use super::fields::{Field, LEFT_OUT, plain};
use crate::error::{Error, Result, terminal_or_page};
use crate::import::table_row::TableRow;
use crate::model::import::report::ImportedColumn;
use crate::text::suggest::did_you_mean;

/// Error for a table in which no column holds the claim.
pub const NO_CLAIM: &str = "no column says what is claimed";
/// Error for a field that takes one column and got several.
pub const ONE_COLUMN: &str = "takes one column";
/// Maximum number of sample cells of a column.
const SAMPLES: usize = 3;
/// Maximum length of a sample cell, in characters.
const SAMPLE: usize = 120;

/// The columns of a table and what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Mapping {
    /// The headings; numbers if the table has none.
    pub(in crate::import) headings: Vec<String>,
    /// The columns of each field.
    pub(in crate::import) columns: Vec<(&'static str, Vec<usize>)>,
    /// Fields with one value for every row, which no column holds.
    pub(in crate::import) constants: Vec<(&'static str, &'static str)>,
    /// In `ClaimsKG`: the column that may name the claimant, and those that name the checker.
    pub(in crate::import) doubtful: Option<(usize, Vec<usize>)>,
    /// Columns that the user has mapped.
    pub(in crate::import) chosen: Vec<usize>,
    /// Columns with two possible meanings, which go into the note.
    pub(in crate::import) unsure: Vec<usize>,
    /// Whether the columns are those of a known data set.
    pub(in crate::import) is_known: bool,
}

impl Mapping {
    /// Errors if no column holds the claim.
    pub(in crate::import) fn refuse_without_claim(&self) -> Result<()> {
        if self.has("claim") {
            return Ok(());
        }
        let headings = self.headings.iter().filter(|heading| !heading.trim().is_empty());
        Err(Error::usage(NO_CLAIM).hint(format!(
            "--map claim=HEADING says which; the headings are: {}",
            headings.cloned().collect::<Vec<_>>().join(", ")
        )))
    }

    /// Returns the columns, each with its first cells in `rows`.
    pub(in crate::import) fn shown(&self, rows: &[TableRow]) -> Vec<ImportedColumn> {
        let column = |(at, heading): (usize, &String)| {
            let takes = |(name, columns): &(&'static str, Vec<usize>)| {
                (columns.contains(&at) && *name != LEFT_OUT).then(|| (*name).to_string())
            };
            let mut cells: Vec<String> = Vec::new();
            for cell in rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()) {
                let start: String = cell.chars().take(SAMPLE).collect();
                if cells.len() < SAMPLES && !start.is_empty() && !cells.contains(&start) {
                    cells.push(start);
                }
            }
            ImportedColumn {
                heading: heading.clone(),
                named: self.named(at),
                means: self.columns.iter().filter_map(takes).collect(),
                is_unsure: self.unsure.contains(&at) || self.doubtful.as_ref().is_some_and(|(author, _)| *author == at),
                cells,
            }
        };
        self.headings.iter().enumerate().map(column).collect()
    }

    /// Returns how `--map` names a column: by its heading, or by its number if the heading would be read differently.
    fn named(&self, at: usize) -> String {
        let heading = self.headings[at].trim();
        let reads = |letter: char| letter.is_control() || matches!(letter, '+' | ',' | '=' | '|' | ':');
        let plain = !heading.is_empty() && heading != "*" && !heading.contains(reads);
        if plain && self.find(heading) == Some(at) { heading.to_string() } else { format!("#{}", at + 1) }
    }

    /// Returns the columns of a field.
    pub(in crate::import) fn of_field(&self, name: &str) -> &[usize] {
        self.columns.iter().find(|(known, _)| *known == name).map_or(&[], |(_, columns)| columns)
    }

    /// Returns whether a column means a field.
    pub(in crate::import) fn has(&self, name: &str) -> bool {
        !self.of_field(name).is_empty()
    }

    /// Returns the heading of a field's first column.
    pub(in crate::import) fn heading(&self, name: &str) -> Option<&str> {
        self.of_field(name).first().map(|at| self.headings[*at].as_str())
    }

    /// Describes the columns, and those that are left out.
    pub(in crate::import) fn in_words(&self) -> String {
        let named =
            |columns: &[usize]| columns.iter().map(|at| self.headings[*at].as_str()).collect::<Vec<_>>().join(" + ");
        let used = self.columns.iter().filter(|(name, _)| *name != LEFT_OUT);
        let used: Vec<_> = used.map(|(name, columns)| format!("{name} = {}", named(columns))).collect();
        let mut text = format!("columns: {}", used.join(", "));
        for (name, value) in &self.constants {
            text.push_str(&format!(", {name} is {value}"));
        }
        if !self.unsure.is_empty() {
            let unsure = self.unsure.iter().map(|at| self.headings[*at].as_str()).collect::<Vec<_>>().join(", ");
            text.push_str(&format!("\nput into the note, because it may mean two things: {unsure} (--map says which)"));
        }
        let named_out = self.of_field(LEFT_OUT);
        let left: Vec<_> = (0..self.headings.len()).filter(|at| self.is_left(*at) || named_out.contains(at)).collect();
        if !left.is_empty() {
            let left: Vec<_> = left.into_iter().map(|at| self.headings[at].as_str()).collect();
            text.push_str(&format!("\nleft out: {} (--map note=* keeps them in the note)", left.join(", ")));
        }
        text
    }

    /// Returns the columns as a file for `--mapping`.
    pub(in crate::import) fn to_mapping_file(&self) -> String {
        let named = |columns: &[usize]| columns.iter().map(|at| self.named(*at)).collect::<Vec<_>>().join("+");
        let lines: Vec<_> = self.columns.iter().map(|(name, columns)| format!("{name}={}", named(columns))).collect();
        lines.join("\n") + "\n"
    }

    /// Returns whether a column with a heading means nothing.
    pub(in crate::import) fn is_left(&self, at: usize) -> bool {
        let doubtful = self.doubtful.as_ref().is_some_and(|(author, _)| *author == at);
        !doubtful && !self.headings[at].trim().is_empty() && !self.is_taken(at)
    }

    /// Returns whether a column means a field.
    pub(in crate::import) fn is_taken(&self, at: usize) -> bool {
        self.columns.iter().any(|(_, columns)| columns.contains(&at))
    }

    /// Adds a column to a field.
    pub(in crate::import) fn put(&mut self, name: &'static str, at: usize) {
        match self.columns.iter_mut().find(|(known, _)| *known == name) {
            Some((_, columns)) => columns.push(at),
            None => self.columns.push((name, vec![at])),
        }
    }

    /// Parses `FIELD=HEADING` lines. `+` joins several headings, `*` means all free columns, and an empty heading means
    /// none.
    pub(super) fn parse(&self, map: &str) -> Result<Vec<(&'static str, Vec<usize>)>> {
        let mut columns = Vec::new();
        for line in map.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let Some((name, headings)) = line.split_once('=') else {
                return Err(
                    Error::usage(format!("not a FIELD=HEADING: {line}")).hint("--map claim=Statement,made_by=Person")
                );
            };
            let field =
                Field::named_or_error(name).map_err(|error| {
                    // FIELD and HEADING are easily swapped.
                    match (self.find(name), Field::named(headings.trim())) {
                        (Some(at), Some(field)) => Error::usage(format!("no such field: {}", name.trim()))
                            .hint(format!("the field comes first: {}={}", field.name, self.named(at))),
                        _ => error,
                    }
                })?;
            let at = match headings.trim() {
                "" => Vec::new(),
                "*" => vec![usize::MAX],
                one if self.find(one).is_some() => self.find(one).into_iter().collect(),
                several => several
                    .split('+')
                    .map(|one| self.find(one).ok_or_else(|| self.no_heading(one)))
                    .collect::<Result<_>>()?,
            };
            if at.len() > 1 && !field.takes_several() {
                let headings: Vec<_> = at.iter().map(|at| self.headings[*at].trim()).collect();
                return Err(Error::usage(format!(
                    "{} {ONE_COLUMN}, not {}: {}",
                    field.name,
                    at.len(),
                    headings.join(", ")
                ))
                .hint(terminal_or_page(
                    format!("--map {}=HEADING,note=HEADING+HEADING keeps the others in the note", field.name),
                    "choose it for one of them, and “note” for the others",
                )));
            }
            columns.push((field.name, at));
        }
        Ok(columns)
    }

    fn find(&self, heading: &str) -> Option<usize> {
        let heading = heading.trim();
        let exact = self.headings.iter().position(|known| known.trim() == heading);
        let number = heading.strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
        let numbered = number.and_then(|number| number.checked_sub(1)).filter(|at| *at < self.headings.len());
        exact.or(numbered).or_else(|| self.headings.iter().position(|known| plain(known) == plain(heading)))
    }

    fn no_heading(&self, heading: &str) -> Error {
        let hint = match did_you_mean(heading, self.headings.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the headings are: {}", self.headings.join(", ")),
        };
        Error::usage(format!("no such heading: {}", heading.trim())).hint(hint)
    }

    /// Replaces `*` by all free columns, and removes fields without a column.
    pub(super) fn assign_rest(&mut self) {
        let left: Vec<_> = (0..self.headings.len()).filter(|at| self.is_left(*at)).collect();
        for (_, columns) in &mut self.columns {
            if columns[..] == [usize::MAX] {
                columns.clone_from(&left);
            }
        }
        self.columns.retain(|(_, columns)| !columns.is_empty());
    }
}
