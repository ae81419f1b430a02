//! Infers what columns mean from their headings, and, if a heading has two meanings, from their cells.

use super::fields::{FIELDS, is_known, is_listed, plain, usual_meaning};
use super::mapping::Mapping;
use super::other_rows::reason_to_skip;
use crate::error::Result;
use crate::import::table_row::{TableRow, is_address};
use crate::model::date::{DateForm, DayOrder};
use crate::model::{Date, Rating, Stage};

/// Maximum length of a label, in bytes. A longer text is an explanation.
const LABEL: usize = 60;
/// Maximum number of digits of a row number.
const COUNT: usize = 7;

/// Returns what the columns mean.
///
/// # Errors
/// Errors if `map` names an unknown field or heading, or if no column holds the claim.
pub(in crate::import) fn mapping_with_claim(headings: &[String], map: Option<&str>) -> Result<Mapping> {
    let mapping = infer_mapping(headings, map)?;
    mapping.refuse_without_claim()?;
    Ok(mapping)
}

/// Returns what the columns mean, even if no column holds the claim.
///
/// # Errors
/// Errors if `map` names an unknown field or heading.
pub(in crate::import) fn infer_mapping(headings: &[String], map: Option<&str>) -> Result<Mapping> {
    let mut mapping = Mapping { headings: headings.to_vec(), ..Mapping::default() };
    let chosen = map.map(|map| mapping.parse(map)).transpose()?.unwrap_or_default();
    mapping.chosen = chosen.iter().flat_map(|(_, columns)| columns.clone()).collect();
    mapping.columns = chosen;
    mapping.is_known = mapping.map_dataset();
    if !mapping.is_known {
        mapping.infer_by_heading();
    }
    mapping.assign_rest();
    Ok(mapping)
}

impl Mapping {
    /// Assigns every free column to the field that its heading fits best.
    pub(in crate::import) fn infer_by_heading(&mut self) {
        let chosen: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
        for field in FIELDS.iter().filter(|field| !chosen.contains(&field.name)) {
            let free = (0..self.headings.len()).filter(|at| !self.is_taken(*at));
            let best = free.filter_map(|at| Some((field.fits(&self.headings[at])?, at))).min();
            if let Some((_, at)) = best {
                self.put(field.name, at);
            }
        }
        let quote = self.of_field("quote").first().copied();
        if let Some(at) = quote.filter(|_| !self.has("claim")) {
            self.put("claim", at);
        }
    }

    /// Decides by the first rows what headings leave open. Columns that stay ambiguous go into the note: a checker is
    /// never taken for a claimant, nor the page of a verdict for that of a claim.
    pub(in crate::import) fn infer_by_cells(&mut self, rows: &[TableRow]) {
        if self.is_known {
            return;
        }
        let of_claims = |(at, row): &(usize, &TableRow)| reason_to_skip(&row.cells, &self.headings, *at == 0).is_none();
        let rows: Vec<&TableRow> = rows.iter().enumerate().filter(of_claims).map(|(_, row)| row).collect();
        for at in 0..self.headings.len() {
            let heading = plain(&self.headings[at]);
            let is = |list| is_listed(list, &heading);
            let linked = |row: &TableRow| row.links.iter().any(|(column, _)| *column == at);
            let led = |row: &TableRow| {
                linked(row) || row.cells.get(at).is_none_or(|cell| cell.trim().is_empty() || is_address(cell.trim()))
            };
            let cells = || {
                rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
            };
            let addresses = cells().next().is_some() && rows.iter().copied().all(led);
            let short = cells().all(|cell| cell.len() <= LABEL);
            if self.is_taken(at) {
                continue;
            }
            match () {
                () if is("check") && addresses && !self.has("review_url") => self.put("review_url", at),
                () if is("check") && short && !addresses && !self.has("verdict") => self.put("verdict", at),
                () if is("source") && addresses && !self.has("url") => self.put("url", at),
                () if is("check") || is("source") || is("either") => self.mark_unsure(at),
                () if is("stage") && !self.has("stage") && are_stages(cells()) => self.put("stage", at),
                () => {}
            }
        }
        if !self.is_chosen_whole() {
            self.infer_unknown_headings(&rows);
        }
        self.check_verdict(&rows);
        self.check_ref(&rows);
        // Where verdicts link to their pages, another address is that of the claim.
        let verdicts = self.of_field("verdict").to_vec();
        let is_linked = |row: &&TableRow| row.links.iter().any(|(at, _)| verdicts.contains(at));
        if self.has("verdict") && !rows.iter().any(is_linked) {
            for (field, other, list) in [
                ("url", "review_url", "address"),
                ("via", "reviewer", "outlet"),
                ("publisher", "reviewer", "outlet"),
                ("published_on", "decided_on", "published"),
            ] {
                if !self.has(other) {
                    self.mark_inferred_unsure(field, list);
                }
            }
        }
    }

    /// Whether the user has said what every column means.
    fn is_chosen_whole(&self) -> bool {
        (0..self.headings.len()).all(|at| self.headings[at].trim().is_empty() || self.is_taken(at))
    }

    /// Decides by the cells alone what columns mean of which the heading says nothing: labels of verdicts, and addresses
    /// and dates where they can only be those of the claim. Names, and what may be of the claim or of the review, go into
    /// the note.
    fn infer_unknown_headings(&mut self, rows: &[&TableRow]) {
        let width = self.headings.len();
        for (at, is_last_pass) in (0..2 * width).map(|step| (step % width, step >= width)) {
            let is_reviewed = ["verdict", "reviewer", "review_url"].iter().any(|field| self.has(field));
            if self.is_taken(at) || says_otherwise(&self.headings[at]) {
                continue;
            }
            let cells = || rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
            let filled: Vec<&str> = cells().filter(|cell| !cell.is_empty()).collect();
            if filled.is_empty() {
                continue;
            }
            let all = |is: fn(&str) -> bool| filled.iter().all(|cell| is(cell));
            let has_addresses = || filled.iter().any(|cell| cell.starts_with("http")) || all(is_address);
            match () {
                // Another column has that meaning already; no address is lost.
                () if is_known(&self.headings[at]) => {
                    if is_last_pass && has_addresses() {
                        self.mark_unsure(at);
                    }
                }
                () if all(is_label) && !self.has("verdict") => self.put("verdict", at),
                // Labels come first: where there is a verdict, an address may be that of its review.
                () if !is_last_pass => {}
                () if all(is_address) && !self.has("url") && !is_reviewed => self.put("url", at),
                () if all(is_written_date) && !self.has("said_on") && !is_reviewed => self.put("said_on", at),
                () if has_addresses() || all(is_written_date) => self.mark_unsure(at),
                () => {}
            }
        }
    }

    /// Takes a verdict column of long texts as the explanation of the verdict.
    fn check_verdict(&mut self, rows: &[&TableRow]) {
        let Some(at) = self.of_field("verdict").first().copied().filter(|at| !self.chosen.contains(at)) else { return };
        let cells = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.trim().is_empty());
        let (all, long) = cells.fold((0, 0), |(all, long), cell| (all + 1, long + usize::from(cell.len() > LABEL)));
        if long * 2 > all {
            self.unassign("verdict", at);
            if self.has("rationale") { self.mark_unsure(at) } else { self.put("rationale", at) }
        }
    }

    /// Drops a `ref` column of plain numbers: they count the rows, and another table has the same numbers for other
    /// claims. Numbers that a workbook has rounded are no ids either. A heading that is exactly `ref` is trusted.
    fn check_ref(&mut self, rows: &[&TableRow]) {
        let Some(at) = self.of_field("ref").first().copied().filter(|at| !self.chosen.contains(at)) else { return };
        let counts = |cell: &str| cell.len() <= COUNT && cell.bytes().all(|byte| byte.is_ascii_digit());
        let cells = || rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
        if plain(&self.headings[at]) == "ref" {
            return;
        }
        if cells().all(|cell| counts(cell.trim_matches(['.', '#']))) || cells().any(|cell| cell.contains("E+")) {
            self.unassign("ref", at);
        }
    }

    /// Moves an inferred column to the note, if its heading is in the list of `word_lists.txt`.
    fn mark_inferred_unsure(&mut self, field: &str, list: &str) {
        let guessed = self.of_field(field).first().copied().filter(|at| !self.chosen.contains(at));
        if let Some(at) = guessed.filter(|at| is_listed(list, &plain(&self.headings[*at]))) {
            self.unassign(field, at);
            self.mark_unsure(at);
        }
    }

    fn mark_unsure(&mut self, at: usize) {
        self.put("note", at);
        self.unsure.push(at);
        self.unsure.sort_unstable();
        self.columns.iter_mut().filter(|(name, _)| *name == "note").for_each(|(_, columns)| columns.sort_unstable());
    }

    fn unassign(&mut self, field: &str, at: usize) {
        self.columns
            .iter_mut()
            .filter(|(name, _)| *name == field)
            .for_each(|(_, columns)| columns.retain(|one| *one != at));
        self.columns.retain(|(_, columns)| !columns.is_empty());
    }
}

/// Whether at least half of the cells are words for stages.
fn are_stages<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let is_stage = |cell: &str| cell.parse::<Stage>().is_ok() || usual_meaning("stage", cell).is_some();
    let (all, known) = cells.fold((0, 0), |(all, known), cell| (all + 1, known + usize::from(is_stage(cell))));
    all > 0 && known * 2 >= all
}

/// Whether a cell is the label of a verdict.
fn is_label(cell: &str) -> bool {
    Rating::as_given(cell, [None; 3], None).is_ok_and(|rating| rating.bucket.is_some())
}

/// Whether a cell is a date that is no plain number.
fn is_written_date(cell: &str) -> bool {
    let has_signs = !cell.bytes().all(|byte| byte.is_ascii_digit());
    let form = DateForm { order: Some(DayOrder::DayFirst), this_year: None };
    let other = DateForm { order: Some(DayOrder::MonthFirst), this_year: None };
    has_signs && (Date::from_import(cell, form).is_ok() || Date::from_import(cell, other).is_ok())
}

/// Whether a heading has a word that makes its column one about something else.
fn says_otherwise(heading: &str) -> bool {
    plain(heading).split(' ').any(|word| is_listed("other", word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headings, the first cells below them, and the inferred columns without those that are left out.
    const TABLES: &str = include_str!("newsroom_tables.txt");

    #[test]
    fn columns_of_newsrooms_are_inferred() {
        for table in TABLES.split("\n\n").skip(1) {
            let [headings, cells, taken] = table.lines().collect::<Vec<_>>()[..] else { panic!("{table}") };
            let part = |text: &str| text.split('|').map(str::to_string).collect::<Vec<_>>();
            let mut mapping = mapping_with_claim(&part(headings), None).unwrap();
            mapping.infer_by_cells(&[TableRow { cells: part(cells), ..TableRow::default() }]);
            let mut taken: Vec<_> = taken.split(' ').fold(Vec::<String>::new(), |mut parts, word| {
                match parts.last_mut() {
                    Some(last) if !word.contains('=') => *last = format!("{last} {word}"),
                    _ => parts.push(word.to_string()),
                }
                parts
            });
            let mut found: Vec<_> = mapping.to_mapping_file().lines().map(str::to_string).collect();
            taken.sort();
            found.sort();
            assert_eq!(found, taken, "{headings}");
        }
    }

    #[test]
    fn every_column_can_be_named_and_left_out() {
        let headings = ["Claim", "What, exactly", "a+b", "claim (2)", "Source", "*", "x=y", "nul\0", "#9", "Author"];
        let headings = headings.map(str::to_string);
        let plain = infer_mapping(&headings, None).unwrap();
        let named: Vec<_> = plain.shown(&[]).into_iter().map(|column| column.named).collect();
        assert_eq!(named, ["Claim", "#2", "#3", "claim (2)", "Source", "#6", "#7", "#8", "#9", "Author"]);
        for (at, name) in named.iter().enumerate() {
            let mapping = mapping_with_claim(&headings, Some(&format!("tags={name}\nclaim={}", named[(at + 1) % 10])));
            let mapping = mapping.unwrap();
            assert_eq!(
                (mapping.of_field("tags"), mapping.of_field("claim")),
                (&[at][..], &[(at + 1) % 10][..]),
                "{name}"
            );
        }
        let rows = [TableRow { cells: headings.to_vec(), ..TableRow::default() }];
        let mut left = mapping_with_claim(&headings, Some("claim=#2\nskip=Claim+Source+Author")).unwrap();
        left.infer_by_cells(&rows);
        assert!(left.unsure.is_empty() && left.to_mapping_file() == "claim=#2\nskip=Claim+Source+Author\n", "{left:?}");
        assert!(left.in_words().contains("left out: Claim, a+b,"), "{}", left.in_words());
        let again = mapping_with_claim(&headings, Some(&left.to_mapping_file())).unwrap();
        assert_eq!(again.columns, left.columns);
    }
}
