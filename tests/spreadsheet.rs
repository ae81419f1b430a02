//! What spreadsheets make of exports: what they would run as a formula is guarded in CSV, as the manual says, and text in a
//! workbook; and a workbook is made for reading.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::common::program::{said, word};
use crate::common::{folder, new_book, stamp};
use calamine::{Data, Reader, Xlsx};
use gainsay::model::records::NewClaim;

/// A text without a formula inside it, and whether CSV has an apostrophe before it.
const TABLE: &[(&str, bool)] = &[
    ("=1+1", true),
    ("=cmd|' /C calc'!A0", true),
    ("=HYPERLINK(\"https://desk.example\",\"x\")", true),
    ("+1", false),
    ("+1.50", false),
    ("+44 20 7946 0000", true),
    ("+1+cmd|' /C calc'!A0", true),
    ("-5.2", false),
    ("-5,2", true),
    ("-5.2.1", true),
    ("- he said so", true),
    ("-", true),
    ("+", true),
    ("@x", true),
    ("@SUM(1+9)*cmd|' /C calc'!A0", true),
    ("\tx", true),
    ("\rx", true),
    ("\nx", true),
    ("＝1+1", true),
    ("＋1", true),
    ("'=1+1", true),
    ("''+x", true),
    ("'tis so", false),
    ("\"=1+1\"", false),
    ("a=b", false),
    ("x\n1+1", false),
    ("1,1=1", false),
    ("1+1", false),
    ("0012", false),
];

fn cell(csv: &str, column: &str, row: usize) -> String {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let at = reader.headers().unwrap().iter().position(|heading| heading == column).unwrap();
    reader.records().nth(row).unwrap().unwrap()[at].to_string()
}

#[test]
fn formulas_are_guarded_in_csv_and_text_in_a_workbook() {
    let folder = folder();
    let (_, store) = new_book(folder.path());
    store
        .record(&stamp("texts"), |writer| {
            for (at, (text, _)) in TABLE.iter().enumerate() {
                let tags = vec![(*text).to_string(), "zz".to_string()];
                let (text, note) = (format!("claim {at}"), Some((*text).to_string()));
                writer.add_claim(&NewClaim { text, note, tags, ..NewClaim::default() })?;
            }
            Ok(())
        })
        .unwrap();
    let book = folder.path().join("book.db");
    let guarded = said(&["--db", word(&book), "export", "-"]).unwrap().0;
    let raw = said(&["--db", word(&book), "export", "-", "--raw"]).unwrap().0;
    let sheet = folder.path().join("book.xlsx");
    said(&["--db", word(&book), "export", word(&sheet)]).unwrap();
    let mut workbook: Xlsx<_> = calamine::open_workbook(&sheet).unwrap();
    let claims = workbook.worksheet_range("claims").unwrap();
    let heading = |name: &str| claims.rows().next().unwrap().iter().position(|cell| *cell == Data::String(name.into()));
    let (note, tags) = (heading("note").unwrap(), heading("tags").unwrap());
    for (row, (text, is_guarded)) in TABLE.iter().enumerate() {
        let guard = if *is_guarded { "'" } else { "" };
        assert_eq!(cell(&guarded, "note", row), format!("{guard}{text}"), "{text:?}");
        assert_eq!(cell(&raw, "note", row), *text, "{text:?}");
        assert_eq!(claims[(row + 1, note)], Data::String((*text).to_string()));
        assert!(matches!(claims[(row + 1, tags)], Data::String(_)));
    }
    let parts = parts(&sheet);
    assert!(parts.iter().all(|(_, xml)| !xml.contains("<f>") && !xml.contains("<f ")), "a formula: {parts:#?}");
    assert_eq!(parts.iter().filter(|(_, xml)| xml.contains("<sheetData>")).count(), 14);
}

/// The parts of a workbook by name.
fn parts(workbook: &Path) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(File::open(workbook).unwrap()).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        parts.push((part.name().unwrap().to_string(), xml));
    }
    parts
}

#[test]
fn a_workbook_has_a_frozen_heading_filters_links_dates_and_long_texts_whole() {
    let folder = folder();
    let (book, sheet) = (folder.path().join("book.db"), folder.path().join("book.xlsx"));
    let long = "so it went on and on,".repeat(2_000);
    for line in [
        &[
            "add",
            "It rains",
            "--by",
            "Ann Lee",
            "--on",
            "2021-11-18",
            "--url",
            "https://desk.example/a",
            "--quote",
            &long,
        ][..],
        &["export", word(&sheet)],
    ] {
        said(&[&["--db", word(&book)], line].concat()).unwrap();
    }
    let parts = parts(&sheet);
    let (_, claims) = parts.iter().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    let found = ["state=\"frozen\"", "<autoFilter ref=\"A1:AO2\"", "hidden=\"1\"", "<hyperlink ref=\"K2\""];
    for part in found {
        assert!(claims.contains(part), "no {part} in {claims}");
    }
    let mut workbook: Xlsx<_> = calamine::open_workbook(&sheet).unwrap();
    let claims = workbook.worksheet_range("claims").unwrap();
    let at =
        |name: &str| claims.rows().next().unwrap().iter().position(|cell| *cell == Data::String(name.into())).unwrap();
    assert!(matches!(claims[(1, at("first_said_on"))], Data::DateTime(_)));
    let Data::String(begins) = &claims[(1, at("quote"))] else { panic!("the quote is no text") };
    let rest = workbook.worksheet_range("continued").unwrap();
    let goes_on = rest.rows().find(|row| row[0] == Data::String("claims".into())).unwrap();
    assert!(format!("{begins}{}", goes_on[3]) == long, "the quote is not whole");
}
