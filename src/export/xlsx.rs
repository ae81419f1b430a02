//! Writes workbooks. Text is never a formula, days are dates, and texts that are too long for a cell continue in a
//! sheet of their own.

use std::io::{Seek, SeekFrom, Write};

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::error::{Error, Result, catch_panic, terminal_or_page};
use crate::model::records::{Cell, Head};

/// Name of the sheet with the rest of long texts: sheet, row, column (from 1) and text.
const CONTINUED: &str = "continued";
/// Maximum length of a cell, in UTF-16 units. Excel allows 32,767 (Excel specifications and limits).
const LONGEST: usize = 32_000;
/// Maximum number of rows in a sheet, headings included.
const ROWS: u32 = 1_048_576;
/// Maximum number of links in a sheet.
const LINKS: u32 = 60_000;
/// Maximum length of a link, in bytes. Excel allows 2,080 characters.
const LINK: usize = 2_000;

/// Writes a workbook, one sheet after the other or several at once. No rows are held in memory.
pub struct Sheets {
    book: Workbook,
    made: Vec<Sheet>,
    dates: [Format; 2],
}

struct Sheet {
    name: String,
    heads: Vec<Head>,
    rows: u32,
    links: u32,
}

impl Default for Sheets {
    fn default() -> Self {
        let mut book = Workbook::new();
        // The same book always gives the same bytes.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).unwrap_or_default();
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let dates = ["yyyy-mm-dd", "yyyy-mm-dd\"T\"hh:mm"].map(|form| Format::new().set_num_format(form));
        Self { book, made: Vec::new(), dates }
    }
}

impl Sheets {
    /// Adds a sheet and returns its number. The header row is frozen, and columns for programs are hidden.
    ///
    /// # Errors
    /// Errors of the temporary file for its rows.
    pub fn sheet(&mut self, name: &str, heads: Vec<Head>) -> Result<usize> {
        guarded(|| self.add_sheet(name, heads))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Errors if the sheet is full, and errors of the temporary file.
    pub fn row(&mut self, sheet: usize, cells: Vec<Cell<'_>>) -> Result<()> {
        guarded(|| self.add_row(sheet, cells))
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// Errors of the output.
    pub fn end(self, out: &mut dyn Write) -> Result<()> {
        guarded(|| self.save(out))
    }

    fn add_sheet(&mut self, name: &str, heads: Vec<Head>) -> Result<usize> {
        let heads: Vec<_> = heads.into_iter().filter(Head::in_files).collect();
        let bold = Format::new().set_bold();
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).and_then(|sheet| sheet.set_freeze_panes(1, 0)).map_err(failed)?;
        for (column, head) in (0u16..).zip(&heads) {
            sheet.set_column_width(column, width(head.name)).map_err(failed)?;
            // Programs identify a row by its uid; people use the number.
            if head.name.ends_with("uid") || head.name == "appears_in" {
                sheet.set_column_hidden(column).map_err(failed)?;
            }
        }
        for (column, head) in (0u16..).zip(&heads) {
            sheet.write_string_with_format(0, column, head.name, &bold).map_err(failed)?;
        }
        self.made.push(Sheet { name: name.to_string(), heads, rows: 1, links: 0 });
        Ok(self.made.len() - 1)
    }

    fn add_row(&mut self, sheet: usize, cells: Vec<Cell<'_>>) -> Result<()> {
        let row = self.made[sheet].rows;
        if row >= ROWS {
            return Err(Error::refused(format!("a sheet holds no more than {} rows", ROWS - 1))
                .hint("export fewer claims, or as CSV or JSON Lines"));
        }
        self.made[sheet].rows += 1;
        for (column, cell) in cells.into_iter().enumerate().take(self.made[sheet].heads.len()) {
            let worksheet = self.worksheet(sheet)?;
            let written = match cell {
                Cell::Nothing => continue,
                // Row numbers are far below 2^53, up to which a cell is exact.
                Cell::Number(number) => worksheet.write_number(row, at(column), number as f64),
                Cell::Share(share) => worksheet.write_number(row, at(column), share),
                Cell::Flag(flag) => worksheet.write_boolean(row, at(column), flag),
                other => {
                    self.long_text(sheet, row, column, &other.plain())?;
                    continue;
                }
            };
            written.map_err(failed)?;
        }
        Ok(())
    }

    fn save(mut self, out: &mut dyn Write) -> Result<()> {
        for (at, made) in self.made.iter().enumerate().filter(|(_, made)| made.rows > 1) {
            let sheet = self.book.worksheet_from_index(at).map_err(failed)?;
            sheet.autofilter(0, 0, made.rows - 1, self::at(made.heads.len() - 1)).map_err(failed)?;
        }
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file).map_err(failed)?;
        file.seek(SeekFrom::Start(0))?;
        std::io::copy(&mut file, out)?;
        Ok(())
    }

    fn worksheet(&mut self, sheet: usize) -> Result<&mut Worksheet> {
        self.book.worksheet_from_index(sheet).map_err(failed)
    }

    /// Writes a text, as much as fits into its cell and the rest elsewhere.
    fn long_text(&mut self, sheet: usize, row: u32, column: usize, text: &str) -> Result<()> {
        let mut parts = parts(text);
        parts.next().map_or(Ok(()), |first| self.text(sheet, row, column, first))?;
        parts.try_for_each(|part| self.continue_text(sheet, row, column, part))
    }

    fn text(&mut self, sheet: usize, row: u32, column: usize, text: &str) -> Result<()> {
        let name = self.made[sheet].heads[column].name;
        let links = self.made[sheet].links;
        let is_link = name.ends_with("url") && text.starts_with("http") && text.len() <= LINK && links < LINKS;
        let column = at(column);
        if let Some((date, form)) = date(name, text) {
            let form = self.dates[form].clone();
            self.worksheet(sheet)?.write_datetime_with_format(row, column, date, &form).map_err(failed)?;
        } else if is_link && url_safe(text) {
            self.made[sheet].links += 1;
            self.worksheet(sheet)?.write_url(row, column, text).map_err(failed)?;
        } else {
            self.worksheet(sheet)?.write_string(row, column, text).map_err(failed)?;
        }
        Ok(())
    }

    fn continue_text(&mut self, sheet: usize, row: u32, column: usize, text: &str) -> Result<()> {
        let known = self.made.iter().position(|sheet| sheet.name == CONTINUED);
        let continued = if let Some(at) = known {
            at
        } else {
            let heads = ["sheet", "row", "column", "text"].map(|name| Head { name, heading: None });
            self.add_sheet(CONTINUED, heads.to_vec())?
        };
        let name = self.made[sheet].name.clone();
        let place = [i64::from(row) + 1, i64::try_from(column).unwrap_or(i64::MAX) + 1];
        self.add_row(continued, vec![name.into(), place[0].into(), place[1].into(), text.into()])
    }
}

/// Runs work of the library, which panics if it cannot write its temporary file.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_panic(work).unwrap_or_else(|| {
        Err(Error::failure("the workbook cannot be written: the folder for temporary files is full or gone").hint(
            terminal_or_page(
                format!("make room in {}, or set TMPDIR to a folder that has room", std::env::temp_dir().display()),
                "make room in the folder for temporary files, or export CSV or JSON Lines",
            ),
        ))
    })
}

fn at(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => error.into(),
        other => {
            Error::failure(format!("the workbook cannot be written: {other}")).hint("CSV or JSON Lines can hold it")
        }
    }
}

/// Returns whether an address can be a link without being rewritten.
fn url_safe(text: &str) -> bool {
    text.bytes().all(|byte| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'[' | b']' | b'\\' | b'^' | b'`' | b'{' | b'}' | b'#' | b'\'')
    })
}

/// Returns the width of a column, in characters.
fn width(name: &str) -> f64 {
    match name {
        "id" | "claim_id" | "quote_start" | "quote_end" | "origins" => 8.0,
        "unsourced" | "access" | "stage" | "family" | "target" => 12.0,
        "claim" | "quote" | "text" | "rationale" | "note" => 60.0,
        "title" | "document" | "attribution" | "review_title" | "url" | "review_url" => 36.0,
        _ => 18.0,
    }
}

/// Returns a day or minute as a date of the workbook, with the index of its format, if reading it gives the same text.
/// Workbooks have no dates before 1900, and a wrong one before March of that year.
fn date(name: &str, text: &str) -> Option<(NaiveDateTime, usize)> {
    if !name.ends_with("_on") {
        return None;
    }
    let day = || text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text);
    let minute = || {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
            .ok()
            .filter(|_| text.len() == 16 && !text.ends_with("00:00"))
    };
    let read = match text.len() {
        10 => day().map(|day| (day.and_time(chrono::NaiveTime::MIN), 0)),
        16 => minute().map(|minute| (minute, 1)),
        _ => None,
    };
    read.filter(|(date, _)| {
        *date >= NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN)
    })
}

/// Splits a text into parts that fit into a cell.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut units = 0;
        let end = rest.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST
        });
        let (part, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_come_back_are_dates() {
        for (text, form) in [
            ("2021-11-18", Some(0)),
            ("2021-11-18T09:30", Some(1)),
            ("2021-11", None),
            ("1899-01-01", None),
            ("2021-11-18T09:30:00Z", None),
        ] {
            assert_eq!(date("said_on", text).map(|date| date.1), form, "{text}");
        }
        assert!(date("claim", "2021-11-18").is_none(), "a claim is text");
    }

    #[test]
    fn long_texts_are_parted_between_characters() {
        let text = "😀".repeat(40_000);
        assert!(parts(&text).all(|part| part.encode_utf16().count() <= LONGEST));
        assert_eq!(parts(&text).collect::<String>(), text);
        assert_eq!(parts("").count(), 0);
    }
}
