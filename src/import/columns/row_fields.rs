//! The cells of a row by field, and the note for everything without a field.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::cells::{is_nobody, is_nothing};
use super::fields::{Field, LEFT_OUT, is_listed, plain, usual_meaning};
use super::mapping::Mapping;
use crate::error::Error;
use crate::import::event::CellMeaning;
use crate::import::table_row::is_address;
use crate::model::date::DateForm;
use crate::model::import::item::Fault;
use crate::model::import::report::UnreadCells;
use crate::model::{Date, DateError};
use crate::output::csv::unguarded;
use crate::text::html;

/// How the rows of a table are read as claims.
pub(in crate::import) struct ClaimRows {
    /// What the columns mean.
    pub(in crate::import) mapping: Mapping,
    /// Whether texts may have a guard before a formula. Workbooks need none.
    pub(in crate::import) guarded: bool,
    /// For each column, how its dates are written.
    pub(in crate::import) forms: Vec<DateForm>,
    /// What words in cells mean.
    pub(in crate::import) values: Vec<CellMeaning>,
    /// Labels of verdicts, and whether it is known what each comes to.
    pub(in crate::import) labels: RefCell<HashMap<String, bool>>,
}

impl ClaimRows {
    /// Returns a cell without guards and HTML.
    fn plain<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        match if self.guarded { unguarded(cell) } else { cell.into() } {
            Cow::Borrowed(bare) => html::plain(bare),
            Cow::Owned(bare) => html::plain(&bare).into_owned().into(),
        }
    }
}

/// One row, while it is read.
pub(in crate::import) struct RowFields<'a> {
    /// How the rows of the table are read.
    pub(in crate::import) claims: &'a ClaimRows,
    /// The cells.
    pub(in crate::import) cells: &'a [String],
    /// The addresses that cells link to, by column, until they are used.
    pub(in crate::import) links: Vec<(usize, String)>,
    /// The texts of cells whose address was taken instead, by column.
    pub(in crate::import) labels: Vec<(usize, String)>,
    /// Lines for the note.
    pub(in crate::import) notes: Vec<String>,
    /// The cells that were not understood.
    pub(in crate::import) unread: Vec<UnreadCells>,
}

impl<'a> RowFields<'a> {
    /// Returns the text of a field, without HTML and surrounding white space, or nothing if it is empty.
    pub(in crate::import) fn text(&self, name: &str) -> Option<String> {
        let constant = self.claims.mapping.constants.iter().find(|(known, _)| *known == name);
        let cell = self.cell(name).or_else(|| constant.map(|(_, value)| Cow::Borrowed(*value)))?;
        let text = Some(cell.trim()).filter(|text| !text.is_empty())?;
        Some(self.meaning(name, text).unwrap_or(text).to_string())
    }

    /// Returns what a word in the cells of a field means, if the user has said so.
    pub(in crate::import) fn meaning(&self, name: &str, text: &str) -> Option<&'a str> {
        let known = |value: &&CellMeaning| value.field == name && plain(&value.word) == plain(text);
        self.claims.values.iter().find(known).map(|value| value.meaning.as_str())
    }

    /// Returns a name. A word that says that there is none is no name.
    pub(in crate::import) fn name(&self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !is_nobody(text))
    }

    /// Returns the word of a field that can have only some words, if the cell has one of them or a usual word for one.
    /// Other texts are added to the note.
    pub(in crate::import) fn word<W: FromStr>(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let word = text.to_lowercase().replace([' ', '_'], "-");
        let usual = || usual_meaning(name, &text).map(str::to_string);
        let known = Some(word).filter(|word| W::from_str(word).is_ok()).or_else(usual);
        if known.is_none() {
            self.note_field(name, &text);
            self.add_unread(name, &text, false, false);
        }
        known
    }

    /// Returns the first address in a cell. Everything else in the cell is added to the note.
    pub(in crate::import) fn address(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let first = text.split_whitespace().next().unwrap_or_default();
        let several =
            first.get(8..).and_then(|rest| rest.find([';', ',', '|']).filter(|at| rest[at + 1..].starts_with("http")));
        let address = several.map_or(first, |at| &first[..at + 8]).trim_end_matches([';', ',', '|']);
        if !is_address(address) {
            self.note_field(name, &text);
            return None;
        }
        let rest = text[address.len()..].trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|'));
        if !rest.is_empty() {
            self.note_field(name, rest);
        }
        Some(address.to_string())
    }

    /// Returns the first address that cells of some fields link to. It is used up.
    pub(in crate::import) fn take_link(&mut self, names: &[&str]) -> Option<String> {
        let is_of = |at: usize| names.iter().any(|name| self.claims.mapping.of_field(name).contains(&at));
        let found = self.links.iter().position(|(at, _)| is_of(*at))?;
        Some(self.links.remove(found).1)
    }

    /// Returns the title that a row gives, or else the text of the cell that links to the address, if it says more than "here". Any
    /// other text of that cell is added to the note.
    pub(in crate::import) fn title_or_label(&mut self, title: Option<String>, name: &str) -> Option<String> {
        let columns = self.claims.mapping.of_field(name);
        let label = self.labels.iter().find(|(at, _)| columns.contains(at)).map(|(_, label)| label.trim().to_string());
        let Some(label) = label.filter(|label| !label.is_empty()) else { return title };
        if title.is_none() && !is_listed("here", &plain(&label)) {
            return Some(label);
        }
        if title.as_deref() != Some(label.as_str()) {
            self.note_field(name, &label);
        }
        title
    }

    /// Counts a cell that was not understood.
    pub(in crate::import) fn add_unread(&mut self, name: &str, text: &str, is_date: bool, is_ambiguous: bool) {
        self.unread.push(UnreadCells {
            column: self.claims.mapping.heading(name).unwrap_or(name).to_string(),
            field: name.to_string(),
            is_date,
            is_ambiguous,
            text: text.to_string(),
            count: 1,
        });
    }

    /// Returns the cell of a field without HTML, or nothing if it is empty.
    pub(in crate::import) fn cell(&self, name: &str) -> Option<Cow<'a, str>> {
        let at = *self.claims.mapping.of_field(name).first()?;
        let cell = self.cells.get(at)?;
        (!cell.trim().is_empty()).then(|| self.claims.plain(cell))
    }

    /// Returns the names in a cell, separated by semicolons, each once.
    pub(in crate::import) fn names(&self, name: &str) -> Vec<String> {
        let text = self.text(name).unwrap_or_default();
        let mut seen = HashSet::new();
        let names = text.split(';').map(str::trim).filter(|name| !name.is_empty() && !is_nobody(name));
        names.filter(|name| seen.insert(name.to_string())).map(str::to_string).collect()
    }

    /// Returns a number as it is written. Other texts are added to the note.
    pub(in crate::import) fn number(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if crate::model::scale::is_decimal(&text) {
            return Some(text);
        }
        self.note_field(name, &text);
        None
    }

    /// Returns a date. A text that is no date, or may be two dates, is added to the note.
    pub(in crate::import) fn date(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let column = self.claims.mapping.of_field(name).first();
        let form = column.and_then(|at| self.claims.forms.get(*at)).copied().unwrap_or_default();
        match Date::from_import(&text, form) {
            Ok(date) => Some(date.to_string()),
            Err(error) => {
                self.note_field(name, &text);
                let is_ambiguous = matches!(error, DateError::Ambiguous { .. });
                if !Date::is_zero(&text) {
                    self.add_unread(name, &text, true, is_ambiguous);
                }
                None
            }
        }
    }

    /// Returns the tags, separated by semicolons or else by commas. Lists of Python are read too.
    pub(in crate::import) fn tags(&self) -> Vec<String> {
        let (mut tags, mut seen) = (Vec::new(), HashSet::new());
        for at in self.claims.mapping.of_field("tags") {
            let cell = self.cells.get(*at).map_or("", |cell| cell.trim()).trim_matches(['[', ']']);
            let sign = if cell.contains(';') { ';' } else { ',' };
            for tag in cell.split(sign).map(|tag| tag.trim().trim_matches(['\'', '"']).trim()) {
                if !tag.is_empty() && !is_nothing(tag) && seen.insert(tag.to_ascii_lowercase()) {
                    tags.push(tag.to_string());
                }
            }
        }
        tags
    }

    /// Returns the note: its columns, with their headings if there are several, and what was added to it.
    pub(in crate::import) fn note(&mut self) -> Option<String> {
        let columns = self.claims.mapping.of_field("note");
        let links = std::mem::take(&mut self.links);
        let mut parts = Vec::new();
        for at in columns {
            let text = self.cells.get(*at).map(|cell| self.claims.plain(cell)).unwrap_or_default();
            let link = links.iter().find(|(column, _)| column == at).map(|(_, link)| link.as_str());
            let cell = match link.filter(|link| text.trim() != *link) {
                Some(link) if text.trim().is_empty() => link.into(),
                Some(link) => format!("{} ({link})", text.trim()).into(),
                None => text,
            };
            if cell.trim().is_empty() {
                continue;
            }
            let heading = &self.claims.mapping.headings[*at];
            let own = columns.len() == 1 && Field::named("note").is_some_and(|note| note.fits(heading).is_some());
            let named = !own && !heading.bytes().all(|byte| byte.is_ascii_digit());
            parts.push(if named { format!("{heading}: {}", cell.trim()) } else { cell.trim().to_string() });
        }
        for (at, link) in links {
            let is_used = self.claims.mapping.is_taken(at) && !self.claims.mapping.of_field(LEFT_OUT).contains(&at);
            if is_used && !columns.contains(&at) && self.cells.get(at).is_none_or(|cell| !cell.contains(&link)) {
                parts.push(format!("{}: {link}", self.claims.mapping.headings[at]));
            }
        }
        parts.append(&mut self.notes.clone());
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    /// Adds fields to the note that have no other place: for example the date of a claim that nobody made.
    pub(in crate::import) fn note_all(&mut self, names: &[&str]) {
        let claim = self.claims.mapping.of_field("claim").first();
        for name in names {
            let column = self.claims.mapping.of_field(name).first();
            if let Some(text) = column.filter(|at| Some(*at) != claim).and_then(|_| self.text(name)) {
                self.note_field(name, &text);
            }
        }
    }

    /// Adds the text of a field to the note, once.
    pub(in crate::import) fn note_field(&mut self, name: &str, text: &str) {
        let note = format!("{}: {text}", self.claims.mapping.heading(name).unwrap_or(name));
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Returns the fault of a field.
    pub(in crate::import) fn fault(&self, name: &str, error: Error) -> Fault {
        Fault { column: self.claims.mapping.heading(name).map(str::to_string), error }
    }
}
