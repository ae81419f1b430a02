//! Reads a row of a table as a claim, with who made it, who disputes it, and what was found.

use std::collections::HashSet;
use std::str::FromStr;

use super::row_fields::{ClaimRows, RowFields};
use crate::error::{Error, Result};
use crate::import::table_row::{TableRow, is_address};
use crate::model::date::DayOrder;
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::records::{ClaimLine, DocumentLine, Line, StatementLine, VerdictLine};
use crate::model::{Bucket, Date, DateError, DocumentKind, Stage, Stance};
use crate::text::collective::{Claimant, claimants};

/// Key by which statements of a row refer to its document.
const DOCUMENT: &str = "#document of the row";
/// Key by which reports of a row refer to the statement of its claimant.
const MADE: &str = "#made in the row";

impl ClaimRows {
    /// Replaces the text of a cell by the address that it links to, in columns of addresses.
    pub(in crate::import) fn use_links(&self, row: &mut TableRow) {
        for (at, link) in std::mem::take(&mut row.links) {
            let belongs = ["url", "review_url"].iter().any(|name| self.mapping.of_field(name).contains(&at));
            if let Some(cell) = row.cells.get_mut(at).filter(|cell| belongs && !is_address(cell.trim())) {
                *cell = link;
            }
        }
    }

    /// Returns the piece for a row, or nothing if all cells are empty.
    pub(in crate::import) fn piece(&self, place: String, cells: Vec<String>) -> Option<ImportItem> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        let mut row = RowFields { claims: self, cells: &cells, notes: Vec::new() };
        let lines = row.lines();
        Some(ImportItem { place, lines, raw: RawItem::Cells(cells) })
    }
}

impl RowFields<'_> {
    fn lines(&mut self) -> Result<Vec<Line>, Fault> {
        let text = self.text("claim").ok_or_else(|| self.fault("claim", Error::usage("the claim is empty")))?;
        let mut lines = Vec::new();
        let document = self.document()?;
        let mut made_by = self.made_by();
        let collective = made_by.iter().any(|one| one.collective);
        let document = document.or_else(|| if collective { self.review() } else { None });
        if document.is_none() {
            made_by.retain(|one| {
                if one.collective {
                    self.note_field("made_by", &one.name);
                }
                !one.collective
            });
        }
        lines.extend(document.clone().map(Line::Document));
        let statements = self.statements(&made_by, document.is_some())?;
        let verdicts: Vec<_> = self.verdict()?.into_iter().collect();
        if statements.is_empty() {
            self.note_all(&["role", "stance", "said_on", "quote", "occasion", "via"]);
        }
        if document.is_none() {
            self.note_all(&["publisher", "published_on", "document_kind"]);
        }
        if verdicts.is_empty() {
            self.note_all(&[
                "reviewer",
                "decided_on",
                "review_title",
                "verdict_worst",
                "verdict_best",
                "verdict_bucket",
            ]);
        }
        let claim = ClaimLine {
            reference: self.text("ref"),
            text,
            stage: self.word::<Stage>("stage", self.text("stage").map(|stage| stage.replace(' ', "-")))?,
            tags: self.tags(),
            statements,
            verdicts,
            note: self.note(),
            ..ClaimLine::default()
        };
        lines.push(Line::Claim(Box::new(claim)));
        Ok(lines)
    }

    /// Returns the claimants, each once. If the column may name the checker instead, it counts only where another
    /// column names a different checker.
    fn made_by(&mut self) -> Vec<Claimant> {
        let text = match self.claims.mapping.doubtful {
            None => self.text("made_by"),
            Some((author, checker)) => {
                let cell = |at: usize| self.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
                let (author, checker) = (cell(author).map(str::to_string), checker.and_then(cell));
                if author.is_some() && checker.is_none_or(|checker| Some(checker) == author.as_deref()) {
                    let author = author.unwrap_or_default();
                    self.notes.push(format!("author: {author} (probably of the review)"));
                    return Vec::new();
                }
                author
            }
        };
        let mut seen = HashSet::new();
        let all = claimants(&text.unwrap_or_default(), false);
        all.into_iter().filter(|one| seen.insert(one.name.clone())).collect()
    }

    fn statements(&mut self, made_by: &[Claimant], document: bool) -> Result<Vec<StatementLine>, Fault> {
        let stance = self.text("stance").map(|word| word.to_lowercase().parse()).transpose();
        let stance = stance.map_err(|error| self.fault("stance", error))?.unwrap_or(Stance::Asserts);
        let said_on = self.date("said_on");
        let line = |speaker: &str, stance: Stance| StatementLine {
            speaker: speaker.to_string(),
            stance: stance.to_string(),
            document: document.then(|| DOCUMENT.to_string()),
            said_on: said_on.clone(),
            ..StatementLine::default()
        };
        let mut statements = Vec::new();
        for one in made_by {
            let made = StatementLine { unnamed: one.collective, ..line(&one.name, stance) };
            // The note is one of the claim.
            let made = made.fill(|column| Ok::<_, Fault>(self.text(column).filter(|_| column != "note")))?;
            statements.push(StatementLine {
                key: statements.is_empty().then(|| MADE.to_string()),
                occasion: made.occasion.or_else(|| one.platform.clone()),
                ..made
            });
        }
        let made = !statements.is_empty() && stance == Stance::Asserts;
        for outlet in self.names("via").iter().filter(|_| made) {
            let target_statement = Some(MADE.to_string());
            statements.push(StatementLine { target_statement, said_on: None, ..line(outlet, Stance::Reports) });
        }
        for (field, stance) in [("disputed_by", Stance::Denies), ("not_denied_by", Stance::DeclinesToDeny)] {
            for name in self.names(field) {
                statements.push(StatementLine { document: None, said_on: None, ..line(&name, stance) });
            }
        }
        Ok(statements)
    }

    fn document(&mut self) -> Result<Option<DocumentLine>, Fault> {
        let (title, url) = (self.text("document"), self.text("url"));
        if title.is_none() && url.is_none() {
            return Ok(None);
        }
        Ok(Some(DocumentLine {
            key: Some(DOCUMENT.to_string()),
            kind: self.word::<DocumentKind>("document_kind", self.text("document_kind"))?,
            title,
            url,
            publisher: self.text("publisher"),
            published_on: self.date("published_on"),
            ..DocumentLine::default()
        }))
    }

    /// Returns the page of the review as a document, for a group that no other document names.
    fn review(&mut self) -> Option<DocumentLine> {
        let url = self.text("review_url")?;
        Some(DocumentLine {
            key: Some(DOCUMENT.to_string()),
            title: self.text("review_title"),
            url: Some(url),
            publisher: self.text("reviewer"),
            published_on: self.date("decided_on"),
            ..DocumentLine::default()
        })
    }

    fn verdict(&mut self) -> Result<Option<VerdictLine>, Fault> {
        let [value, worst, best] = ["verdict_value", "verdict_worst", "verdict_best"].map(|name| self.number(name));
        let (url, rationale) = (self.text("review_url"), self.text("rationale"));
        let unrated = || (url.is_some() || rationale.is_some()).then(|| "unrated".to_string());
        let Some(label) = self.text("verdict").or_else(|| value.clone()).or_else(unrated) else { return Ok(None) };
        Ok(Some(VerdictLine {
            label,
            value,
            worst,
            best,
            bucket: self.word::<Bucket>("verdict_bucket", self.text("verdict_bucket"))?,
            rationale,
            reviewer: self.text("reviewer"),
            decided_on: self.date("decided_on"),
            review_url: url,
            review_title: self.text("review_title"),
            ..VerdictLine::default()
        }))
    }

    /// Returns the text of a field in lower case, if it is one of the words that the field can have.
    fn word<W: FromStr<Err = Error>>(&self, name: &str, text: Option<String>) -> Result<Option<String>, Fault> {
        let word = text.map(|text| text.to_lowercase());
        word.as_deref().map(W::from_str).transpose().map_err(|error| self.fault(name, error))?;
        Ok(word)
    }
}

/// Returns whether days come before months in a column of dates: if one date shows it, and none shows the opposite.
pub(in crate::import) fn day_order<'a>(cells: impl Iterator<Item = &'a str>) -> Option<DayOrder> {
    let (mut day, mut month) = (false, false);
    for cell in cells {
        let reads = |order| Date::from_import(cell, Some(order)).is_ok();
        if matches!(Date::from_import(cell, None), Err(DateError::Ambiguous { .. })) {
            continue;
        }
        let numbers: Vec<u32> =
            cell.split(['/', '.', '-']).map_while(|part| part.trim().parse().ok()).take(2).collect();
        if let [first, second] = numbers[..] {
            day |= (13..=31).contains(&first) && second <= 12 && reads(DayOrder::DayFirst);
            month |= first <= 12 && (13..=31).contains(&second) && reads(DayOrder::MonthFirst);
        }
    }
    match (day, month) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}
