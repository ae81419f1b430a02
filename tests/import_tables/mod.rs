//! What is in the cells of tables: nothing is lost, and nothing is invented.

mod kept;
mod links;
mod own_exports;

use std::fs;
use std::path::Path;

use crate::common::folder;
use crate::common::program::{self, word};
use gainsay::error::Result;
use proptest::prelude::*;
use rust_xlsxwriter::{Url, Workbook};

/// What a command says on standard output.
fn said(words: &[&str]) -> Result<String> {
    program::said(words).map(|(out, _)| out)
}

/// What an import says and what the book then has, as lines of JSON.
struct Imported {
    said: String,
    book: String,
}

/// Imports a file into a new book. Flags follow the file.
fn import_bytes(name: &str, bytes: &[u8], flags: &[&str]) -> Imported {
    let folder = folder();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    import_file(folder.path(), &file, flags)
}

fn import_file(folder: &Path, file: &Path, flags: &[&str]) -> Imported {
    let book = folder.join("book.db");
    let words = [&["--db", word(&book), "import", word(file), "--format", "json"], flags].concat();
    let said_of_import = said(&words).unwrap_or_else(|error| panic!("{error}"));
    let book = said(&["--db", word(&book), "export", "-", "--format", "jsonl"]).unwrap_or_default();
    Imported { said: said_of_import, book }
}

/// A table as CSV, TSV, XLSX, JSON and JSON Lines.
fn in_every_format(table: &[&[&str]]) -> Vec<(&'static str, Vec<u8>)> {
    let by = |sign: u8| {
        let mut rows = csv::WriterBuilder::new().delimiter(sign).from_writer(Vec::new());
        table.iter().for_each(|row| rows.write_record(*row).unwrap());
        rows.into_inner().unwrap()
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0u32..).zip(table) {
        sheet.write_row(line, 0, row.iter().copied()).unwrap();
    }
    let objects = table[1..].iter().map(|row| {
        let pairs = table[0].iter().zip(*row).map(|(key, cell)| ((*key).to_string(), (*cell).into()));
        serde_json::Value::Object(pairs.collect())
    });
    let objects: Vec<_> = objects.collect();
    let lines = objects.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    vec![
        ("table.csv", by(b',')),
        ("table.tsv", by(b'\t')),
        ("table.xlsx", book.save_to_buffer().unwrap()),
        ("table.json", serde_json::Value::from(objects).to_string().into_bytes()),
        ("table.jsonl", lines.into_bytes()),
    ]
}

#[test]
fn placeholders_are_nothing_in_every_column_and_format() {
    for nothing in ["-", "N/A", "#REF!", "keine Angabe", "s/d", "néant", "n.v.t.", "nessuno", "não informado", "…"]
    {
        let row = ["The quay is safe", nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing];
        let other = ["The pier is open", "Ann Lee", "", "", "", "", "", "", ""];
        let headings = ["Claim", "Claimant", "Denied by", "Reviewer", "Verdict", "Source URL", "Tags", "Date", "Note"];
        for (name, bytes) in in_every_format(&[&headings, &row, &other]) {
            let done = import_bytes(name, &bytes, &[]);
            let claim = done.book.lines().find(|line| line.contains("The quay is safe")).unwrap();
            for made in ["statements", "verdicts", "tags", "note", "evidence"] {
                assert!(!claim.contains(made), "{nothing} in {name}: {claim}");
            }
            assert!(done.said.contains("\"speakers\": 1") && done.said.contains("\"documents\": 0"), "{}", done.said);
        }
    }
    let no = import_bytes("a.csv", b"Claim,Claimant,Denied by,Checked by,Verdict\nx is y,No,Nein,non,No\n", &[]);
    assert!(no.said.contains("\"speakers\": 0") && no.book.contains("\"label\":\"No\""), "{}", no.book);
}

#[test]
fn dates_are_read_by_their_column_and_the_rest_is_counted() {
    let table = "Claim,Claimant,Date,Verdict,Review date\n\
                 a b,Ann Lee,3/4/21,False,13/2/2021\nc d,Ann Lee,5/4/21,False,3/4/2021\ne f,Ann Lee,soon,False,2021-03-04Z\n";
    let done = import_bytes("a.csv", table.as_bytes(), &[]);
    assert!(done.book.contains("\"decided_on\":\"2021-04-03\""), "{}", done.book);
    assert!(!done.book.contains("said_on") && done.book.contains("Date: 3/4/21"), "{}", done.book);
    assert!(done.said.contains("\"count\": 3") && done.said.contains("\"is_ambiguous\": true"), "{}", done.said);
    for (order, date) in [("dmy", "2021-04-03"), ("mdy", "2021-03-04")] {
        let done = import_bytes("a.csv", table.as_bytes(), &["--dates", order]);
        assert!(done.book.contains(&format!("\"said_on\":\"{date}\"")), "{order}: {}", done.book);
        assert!(done.said.contains("\"count\": 1") && done.said.contains(&format!("dates={order}")), "{}", done.said);
    }
    let mapped = folder();
    let map = mapped.path().join("desk.map");
    fs::write(&map, "claim=Claim\nmade_by=Claimant\nsaid_on=Date\ndates=mdy\nstage:parked=dropped\n").unwrap();
    let done = import_bytes("a.csv", table.as_bytes(), &["--mapping", word(&map)]);
    assert!(done.book.contains("\"said_on\":\"2021-03-04\""), "{}", done.book);
}

#[test]
fn for_whom_somebody_speaks_is_read_in_every_format() {
    for heading in [
        "On behalf of",
        "for_speaker",
        "Speaking for",
        "Spokesperson for",
        "Sprecherin für",
        "Im Namen von",
        "Porte-parole de",
        "Au nom de",
        "En nombre de",
        "Portavoz de",
        "Em nome de",
        "Per conto di",
        "Woordvoerder van",
    ] {
        let table: [&[&str]; 4] = [
            &["Claim", "Claimant", heading, "Role"],
            &["a b", "Ann Lee", "Home Office", "spokesperson"],
            &["c d", "Home Office", "Home Office", ""],
            &["e f", "", "Home Office", ""],
        ];
        for (name, bytes) in in_every_format(&table) {
            let done = import_bytes(name, &bytes, &[]);
            let line = |text: &str| done.book.lines().find(|line| line.contains(text)).unwrap_or_default().to_string();
            let said = line("\"text\":\"a b\"");
            assert!(
                said.contains("\"speaker\":\"Ann Lee\"") && said.contains("\"for\":\"Home Office\""),
                "{name} {heading}: {said}"
            );
            assert!(!line("\"text\":\"c d\"").contains("\"for\":"), "{name} {heading}: {}", done.book);
            let unsaid = line("\"text\":\"e f\"");
            assert!(unsaid.contains(&format!("{heading}: Home Office")), "{name} {heading}: {unsaid}");
        }
    }
}

#[test]
fn words_of_the_desk_are_understood_or_counted() {
    for (heading, checking, checked) in [
        ("Status", "In progress", "Published"),
        ("Stand", "in Bearbeitung", "erledigt"),
        ("État", "En cours", "publié"),
        ("Estado", "en curso", "Cerrado"),
        ("Estado", "Em andamento", "concluído"),
        ("Stato", "in corso", "Pubblicato"),
        ("Status", "bezig", "Afgerond"),
    ] {
        let table: [&[&str]; 4] = [
            &["Claim", "Claimant", heading],
            &["a b", "Ann Lee", checking],
            &["c d", "Ann Lee", checked],
            &["e f", "Ann Lee", "parked"],
        ];
        for (name, bytes) in in_every_format(&table) {
            let done = import_bytes(name, &bytes, &[]);
            assert!(done.said.contains("\"claims\": 3"), "{name}: {}", done.said);
            for part in ["\"stage\":\"checking\"", "\"stage\":\"checked\"", "parked"] {
                assert!(done.book.contains(part), "{name} {part}: {}", done.book);
            }
            assert!(done.said.contains("\"text\": \"parked\""), "{}", done.said);
            let done = import_bytes(name, &bytes, &["--map-value", "stage:Parked=awaiting-reply"]);
            assert!(done.book.contains("awaiting-reply") && !done.book.contains("note"), "{name}: {}", done.book);
        }
    }
    let table = b"Claim,Claimant,Stance,Document kind,Article,Verdict\na b,Ann Lee,wobbles,pamphlet,Sold!,Wobbly\n";
    let done = import_bytes("a.csv", table, &[]);
    assert!(!done.book.contains("\"statements\"") && done.book.contains("Claimant: Ann Lee"), "{}", done.book);
    assert!(["wobbles", "pamphlet", "Wobbly"].iter().all(|word| done.said.contains(word)), "{}", done.said);
}

#[test]
fn rejected_rows_come_back_with_their_mapping() {
    let folder = folder();
    let file = folder.path().join("desk.csv");
    let table = "Was,Wer,Tag,Lage\n,Ann Lee,3/4/21,parked\nOK claim,Ann Lee,5/4/21,parked\n";
    fs::write(&file, table).unwrap();
    let flags = [
        "--map",
        "claim=Was,made_by=Wer,said_on=Tag,stage=Lage",
        "--dates",
        "mdy",
        "--map-value",
        "stage:parked=dropped",
    ];
    let done = import_file(folder.path(), &file, &flags);
    assert!(done.said.contains("\"rejected\": 1"), "{}", done.said);
    let rejected = folder.path().join("desk.csv.rejected.csv");
    let text = fs::read_to_string(&rejected).unwrap().replace("\n,Ann", "\nThe quay is safe,Ann");
    fs::write(&rejected, text).unwrap();
    let done = import_file(folder.path(), &rejected, &[]);
    let claim = done.book.lines().find(|line| line.contains("The quay is safe")).unwrap();
    assert!(claim.contains("\"said_on\":\"2021-03-04\"") && claim.contains("\"stage\":\"dropped\""), "{claim}");
}

#[test]
fn a_preview_shows_records() {
    let table = b"Claim,Claimant,Date,Link,Verdict,Checked by\nThe quay is safe,Ann Lee,2021-11-18,https://a.example/1,False,Desk\n";
    let folder = folder();
    let file = folder.path().join("a.csv");
    fs::write(&file, table).unwrap();
    let book = folder.path().join("book.db");
    let done = said(&["--db", word(&book), "import", word(&file), "--dry-run", "--format", "json"]).unwrap();
    for part in ["The quay is safe", "Ann Lee asserts, 18 November 2021", "https://a.example/1", "False, Desk"] {
        assert!(done.contains(part), "{part}: {done}");
    }
}

#[test]
fn flags_that_do_not_fit_are_refused() {
    let table = b"Tracker 2021,,\n,,\nClaim,Claimant,Verdict\nx is y,Ann Lee,False\n";
    let refused = |flags: &[&str]| {
        let folder = folder();
        let file = folder.path().join("a.csv");
        fs::write(&file, table).unwrap();
        let book = folder.path().join("book.db");
        let error = said(&[&["--db", word(&book), "import", word(&file)], flags].concat()).unwrap_err();
        format!("{error}; {}", error.hint_text().unwrap_or_default())
    };
    assert!(refused(&["--map", "claim=Clam"]).contains("did you mean Claim?"), "{}", refused(&["--map", "claim=Clam"]));
    assert!(refused(&["--sheet", "2"]).contains("no sheet 2"), "{}", refused(&["--sheet", "2"]));
    let swapped = refused(&["--map", "Claim=claim,Claimant=made_by"]);
    assert!(swapped.contains("claim=Claim"), "{swapped}");
}
