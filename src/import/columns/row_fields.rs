//! The cells of a row by field, and the note for everything without a field.

use std::borrow::Cow;
use std::collections::HashSet;

use super::fields::Field;
use super::mapping::Mapping;
use crate::error::Error;
use crate::model::Date;
use crate::model::date::DayOrder;
use crate::model::import::item::Fault;
use crate::output::csv::unguarded;
use crate::text::html;

/// How the rows of a table are read as claims.
pub(in crate::import) struct ClaimRows {
    /// What the columns mean.
    pub(in crate::import) mapping: Mapping,
    /// Whether texts may have a guard before a formula. Workbooks need none.
    pub(in crate::import) guarded: bool,
    /// For each column, whether days come before months in its dates, if known.
    pub(in crate::import) orders: Vec<Option<DayOrder>>,
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
    /// Lines for the note.
    pub(in crate::import) notes: Vec<String>,
}

impl<'a> RowFields<'a> {
    /// Returns the text of a field, without HTML and surrounding white space, or nothing if it is empty.
    pub(in crate::import) fn text(&self, name: &str) -> Option<String> {
        let constant = self.claims.mapping.constants.iter().find(|(known, _)| *known == name);
        let cell = self.cell(name).or_else(|| constant.map(|(_, value)| Cow::Borrowed(*value)))?;
        Some(cell.trim().to_string()).filter(|text| !text.is_empty())
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
        let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
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
        let order =
            self.claims.mapping.of_field(name).first().and_then(|at| self.claims.orders.get(*at).copied().flatten());
        let date = Date::from_import(&text, order).ok().map(|date| date.to_string());
        if date.is_none() {
            self.note_field(name, &text);
        }
        date
    }

    /// Returns the tags, separated by semicolons or else by commas. Lists of Python are read too.
    pub(in crate::import) fn tags(&self) -> Vec<String> {
        let (mut tags, mut seen) = (Vec::new(), HashSet::new());
        for at in self.claims.mapping.of_field("tags") {
            let cell = self.cells.get(*at).map_or("", |cell| cell.trim()).trim_matches(['[', ']']);
            let sign = if cell.contains(';') { ';' } else { ',' };
            for tag in cell.split(sign).map(|tag| tag.trim().trim_matches(['\'', '"']).trim()) {
                if !tag.is_empty() && seen.insert(tag.to_ascii_lowercase()) {
                    tags.push(tag.to_string());
                }
            }
        }
        tags
    }

    /// Returns the note: its columns, with their headings if there are several, and what was added to it.
    pub(in crate::import) fn note(&mut self) -> Option<String> {
        let columns = self.claims.mapping.of_field("note");
        let mut parts = Vec::new();
        for at in columns {
            let Some(cell) =
                self.cells.get(*at).map(|cell| self.claims.plain(cell)).filter(|cell| !cell.trim().is_empty())
            else {
                continue;
            };
            let heading = &self.claims.mapping.headings[*at];
            let own = columns.len() == 1 && Field::named("note").is_some_and(|note| note.fits(heading).is_some());
            let named = !own && !heading.bytes().all(|byte| byte.is_ascii_digit());
            parts.push(if named { format!("{heading}: {}", cell.trim()) } else { cell.trim().to_string() });
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
