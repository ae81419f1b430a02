//! Workbooks as other programs write them.

use calamine::Reader as _;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Written};

use super::*;
use crate::import::{ImportOptions, ReadEvent, SourceFile, read_file};
use crate::model::import::report::{ImportedFile, ImportedTable};
use crate::model::records::Line;

fn saved(mut book: Written) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    book.save(file.path()).unwrap();
    file
}

type ReadClaims = Vec<(String, String, String)>;

/// The notes and descriptions, the warnings, and each claim with its claimants and note.
fn read_claims(book: Written) -> (Vec<String>, Vec<String>, ReadClaims) {
    let file = saved(book);
    let (mut notes, mut warnings, mut claims) = (Vec::new(), Vec::new(), Vec::new());
    read_file(&SourceFile::of(file.path()).unwrap(), &ImportOptions::default(), &mut |event| {
        match event {
            ReadEvent::Note(text) => notes.push(text),
            ReadEvent::Warning(text) => warnings.push(text),
            ReadEvent::Unread(_) => {}
            ReadEvent::Item(piece) => {
                for line in piece.lines.unwrap() {
                    let Line::Claim(claim) = line else { continue };
                    let names: Vec<_> = claim.statements.into_iter().map(|statement| statement.speaker).collect();
                    claims.push((claim.text, names.join(";"), claim.note.unwrap_or_default()));
                }
            }
            ReadEvent::File(ImportedFile { description, .. }) | ReadEvent::Table(ImportedTable { description, .. }) => {
                notes.extend((!description.is_empty()).then_some(description));
            }
        }
        Ok(())
    })
    .unwrap();
    (notes, warnings, claims)
}

#[test]
fn cells_are_read_as_a_spreadsheet_shows_them() {
    let mut book = Written::new();
    let sheet = book.add_worksheet();
    let format = |form: &str| Format::new().set_num_format(form);
    let moment = |days: f64| ExcelDateTime::from_serial_datetime(days).unwrap();
    sheet.write(0, 0, 0.1 + 0.2).unwrap();
    sheet.write(0, 1, 1e-7).unwrap();
    sheet.write(0, 2, 12_345).unwrap();
    sheet.write(0, 3, -1.5).unwrap();
    sheet.write(0, 4, true).unwrap();
    sheet.write_with_format(0, 5, moment(44_518.0), &format("dd/mm/yyyy")).unwrap();
    sheet.write_with_format(0, 6, moment(44_518.395_833_333_3), &format("dd/mm/yyyy hh:mm")).unwrap();
    sheet.write_with_format(0, 7, moment(0.395_833_333_3), &format("hh:mm")).unwrap();
    sheet.write_with_format(0, 8, 1.25, &format("[h]:mm:ss")).unwrap();
    sheet.write(0, 9, Formula::new("1+1").set_result("2")).unwrap();
    sheet.write(0, 10, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(0, 11, 1_464_345_672_345_672_345.0).unwrap();
    let bold = Format::new().set_bold();
    sheet.write_rich_string(0, 12, &[(&bold, "rich "), (&Format::new(), "text")]).unwrap();
    let file = saved(book);
    let mut book: Workbook =
        calamine::open_workbook_from_rs(BufReader::new(SourceFile::of(file.path()).unwrap().open().unwrap())).unwrap();
    let name = book.sheet_names()[0].clone();
    let mut rows = Vec::new();
    read(&mut book, &name, &mut |row| {
        rows.push(row);
        Ok(true)
    })
    .unwrap();
    let shown = [
        "0.3",
        "0.0000001",
        "12345",
        "-1.5",
        "true",
        "2021-11-18",
        "2021-11-18T09:30",
        "09:30",
        "30:00:00",
        "2",
        "",
        "1.46434567234567E+18",
        "rich text",
    ];
    let cells: Vec<_> = rows[0].cells.iter().map(String::as_str).collect();
    assert_eq!(cells, shown);
    let notes = rows[0].notes.join("\n");
    assert!(notes.contains("column K: the formula gave #DIV/0!") && notes.contains("column L: a number"), "{notes}");
}

#[test]
fn a_table_is_found_where_it_stands() {
    let mut book = Written::new();
    book.add_worksheet().set_name("Lists").unwrap().write_column(0, 0, ["Labels", "True", "False"]).unwrap();
    let old = book.add_worksheet().set_name("Old").unwrap();
    old.write_row(0, 0, ["Claim", "Claimant"]).unwrap().write_row(1, 0, ["Gone", "Tom Hill"]).unwrap();
    old.set_hidden(true);
    let sheet = book.add_worksheet().set_name("Tracker").unwrap();
    sheet.merge_range(0, 1, 0, 4, "ReadClaims tracker 2021", &Format::new()).unwrap();
    sheet.write_row(2, 1, ["Claim", "Claimant", "Fact\ncheck", "Notes", "Notes"]).unwrap();
    sheet.write_row(3, 1, ["(as said)", "(full name)"]).unwrap();
    sheet.write_row(4, 1, ["One", "", "", "first", "second"]).unwrap().write_row(5, 1, ["Two"]).unwrap();
    sheet.merge_range(4, 2, 5, 2, "Ann Lee", &Format::new()).unwrap();
    sheet.write_url_with_text(4, 3, "https://desk.example/1", "our check").unwrap();
    sheet.write_row(6, 1, ["Claim", "Claimant"]).unwrap().write_row(7, 1, ["Three", "Tom Hill"]).unwrap();
    sheet.write(7, 7, "aside").unwrap();
    sheet.write(9, 1, "Total").unwrap().write(9, 3, 3).unwrap();
    let (notes, warnings, claims) = read_claims(book);
    let claim = |text: &str, name: &str, note: &str| (text.to_string(), name.to_string(), note.to_string());
    assert_eq!(claims, [claim("One", "Ann Lee", "first"), claim("Two", "Ann Lee", ""), claim("Three", "Tom Hill", "")]);
    let notes = notes.join("\n");
    for part in [
        "the headings are in row 3 of sheet Tracker",
        "review_url = Fact check",
        "left out: Notes (2), column 8",
        "row 4 of sheet Tracker explains how",
        "row 7 of sheet Tracker repeats",
        "row 10 of sheet Tracker has totals",
        "not read: sheet Old",
    ] {
        assert!(notes.contains(part), "{part}: {notes}");
    }
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn one_long_text_in_very_many_cells_is_refused() {
    let rows = |rows: u32| {
        let mut book = Written::new();
        let (sheet, long) = (book.add_worksheet(), "word ".repeat(6_000));
        for row in 0..rows {
            sheet.write(row, 0, &long).unwrap();
        }
        let file = saved(book);
        let opened = SourceFile::of(file.path()).unwrap().open().unwrap();
        let mut workbook = Workbook::new(BufReader::new(opened)).unwrap();
        super::read(&mut workbook, "Sheet1", &mut |_| Ok(true))
    };
    assert!(rows(500).is_ok());
    assert!(rows(2_500).unwrap_err().to_string().contains("over and over"));
}
