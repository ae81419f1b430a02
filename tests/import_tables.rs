//! What is in the cells of tables: nothing is lost, and nothing is invented.

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
fn a_text_in_a_column_of_addresses_is_kept_in_the_note() {
    let table: [&[&str]; 4] = [
        &["Claim", "Claimant", "Link", "Fact check link", "Verdict"],
        &["The quay is safe", "Ann Lee", "see the paper", "soon", "False"],
        &["The pier is open", "Ann Lee", "https://a.example/1 (second edition)", "https://desk.example/1", "False"],
        &["The tram is late", "Ann Lee", "https://a.example/2; https://a.example/3", "desk.example/2", "False"],
    ];
    for (name, bytes) in in_every_format(&table) {
        let done = import_bytes(name, &bytes, &[]);
        assert!(done.said.contains("\"documents\": 2"), "{name}: {}", done.said);
        for part in [
            "Link: see the paper",
            "Fact check link: soon",
            "(second edition)",
            "https://a.example/3",
            "\"desk.example/2\"",
        ] {
            assert!(done.book.contains(part), "{name}, {part}: {}", done.book);
        }
    }
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
fn links_behind_cells_are_kept_in_every_column() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Claim", "Claimant", "Verdict", "Reviewer", "Note"]).unwrap();
    sheet.write_url(1, 0, Url::new("https://posts.example/1").set_text("The quay is safe")).unwrap();
    sheet.write_url(1, 1, Url::new("https://people.example/ann").set_text("Ann Lee")).unwrap();
    sheet.write_url(1, 2, Url::new("https://desk.example/1").set_text("False")).unwrap();
    sheet.write_url(1, 3, Url::new("https://desk.example/").set_text("Harbour Facts")).unwrap();
    sheet.write_url(1, 4, Url::new("https://notes.example/1").set_text("look")).unwrap();
    let done = import_bytes("a.xlsx", &book.save_to_buffer().unwrap(), &[]);
    for part in [
        "\"review_url\":\"https://desk.example/1\"",
        "\"url\":\"https://posts.example/1\"",
        "Claimant: https://people.example/ann",
        "Reviewer: https://desk.example/",
        "look (https://notes.example/1)",
    ] {
        assert!(done.book.contains(part), "{part}: {}", done.book);
    }
    let formula = "Claim,Claimant,Verdict\n\"=HYPERLINK(\"\"https://posts.example/2\"\";\"\"The pier is open\"\")\",Ann Lee,False\n";
    let done = import_bytes("a.csv", formula.as_bytes(), &[]);
    assert!(
        done.book.contains("\"text\":\"The pier is open\"") && done.book.contains("posts.example/2"),
        "{}",
        done.book
    );
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

/// Own exports as a spreadsheet saves them again.
#[test]
fn own_exports_come_back_from_spreadsheets() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let table = "ref,Claim,Claimant,Role,Date,Link,Published,Verdict,Reviewer,Review URL,Review date,Tags,Note\n\
        T-1,The quay is safe,Ann Lee,Mayor,2020-01-30,https://posts.example/1,2020-01-31,False,Desk,https://desk.example/1,2020-02-03,sea; money,first\n\
        T-2,The pier is open,Tom Hill,,2020-02,https://posts.example/2,,True,Desk,https://desk.example/2,2020-02-13,,\n";
    fs::write(path("t.csv"), table).unwrap();
    let book = path("book.db");
    let run =
        |words: &[&str]| said(&[&["--db", word(&book)], words].concat()).unwrap_or_else(|error| panic!("{error}"));
    run(&["import", word(&path("t.csv"))]);
    run(&["export", word(&path("c.csv"))]);
    run(&["export", word(&path("s.csv")), "--statements"]);
    let before = run(&["export", "-", "--format", "jsonl"]);
    for (order, sign) in [("us", '/'), ("de", '.')] {
        let saved = |name: &str| {
            let mut rows = csv::Reader::from_path(path(name)).unwrap();
            let mut out =
                csv::WriterBuilder::new().delimiter(if order == "de" { b';' } else { b',' }).from_writer(Vec::new());
            out.write_record(rows.headers().unwrap()).unwrap();
            for row in rows.records().map(Result::unwrap) {
                out.write_record(row.iter().map(|cell| as_saved(cell, order, sign))).unwrap();
            }
            let file = path(&format!("{order}-{name}"));
            fs::write(&file, [b"\xef\xbb\xbf", &out.into_inner().unwrap()[..]].concat()).unwrap();
            file
        };
        let (claims, statements) = (saved("c.csv"), saved("s.csv"));
        let own = said(&[
            "--db",
            word(&book),
            "import",
            "--strict",
            word(&claims),
            word(&statements),
            "--on-duplicate",
            "update",
        ]);
        own.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            run(&["export", "-", "--format", "jsonl"]),
            before,
            "{order}: an import into the own book changes nothing"
        );
        let other = path(&format!("{order}.db"));
        said(&["--db", word(&other), "import", "--strict", word(&claims), word(&statements)])
            .unwrap_or_else(|error| panic!("{error}"));
        for (name, flags) in [("c.csv", &[][..]), ("s.csv", &["--statements"][..])] {
            let again = path(&format!("{order}-again-{name}"));
            said(&[&["--db", word(&other), "export", word(&again)], flags].concat()).unwrap();
            assert_eq!(fs::read_to_string(&again).unwrap(), fs::read_to_string(path(name)).unwrap(), "{order} {name}");
        }
    }
}

/// A cell as a spreadsheet in English or German saves it.
fn as_saved(cell: &str, order: &str, sign: char) -> String {
    let parts: Vec<_> = cell.split('-').collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let short = |text: &str| text.trim_start_matches('0').to_string();
    match parts[..] {
        [year, month, day] if year.len() == 4 && [year, month, day].into_iter().all(is_number) => match order {
            "us" => format!("{}{sign}{}{sign}{year}", short(month), short(day)),
            _ => format!("{day}{sign}{month}{sign}{year}"),
        },
        [year, "02"] if year.len() == 4 => format!("Feb-{}", &year[2..]),
        _ => match (cell, order) {
            ("true", "us") => "TRUE".to_string(),
            ("false", "us") => "FALSE".to_string(),
            ("true", _) => "WAHR".to_string(),
            ("false", _) => "FALSCH".to_string(),
            _ => cell.to_string(),
        },
    }
}

#[test]
fn an_edited_export_makes_the_book_what_it_says() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(
        path("t.csv"),
        "ref,Claim,Claimant,Verdict,Reviewer,Tags,Note\nT-1,The quay is safe,Ann Lee,False,Desk,sea; money,first\nT-2,x is y,Tom Hill,True,Desk,sea,second\n",
    )
    .unwrap();
    let book = path("book.db");
    let run =
        |words: &[&str]| said(&[&["--db", word(&book)], words].concat()).unwrap_or_else(|error| panic!("{error}"));
    run(&["import", word(&path("t.csv"))]);
    run(&["export", word(&path("c.csv"))]);
    let edited = fs::read_to_string(path("c.csv")).unwrap();
    let edited = edited.replacen(",False,", ",Half true,", 1).replace("money; sea", "sea").replace(",first,", ",,");
    fs::write(path("c.csv"), &edited).unwrap();
    let plain = run(&["import", word(&path("c.csv")), "--format", "json"]);
    assert!(plain.contains("\"differ\": 1"), "{plain}");
    run(&["import", word(&path("c.csv")), "--on-duplicate", "update"]);
    run(&["export", word(&path("again.csv")), "--force"]);
    let again = fs::read_to_string(path("again.csv")).unwrap();
    let row = again.lines().nth(1).unwrap();
    assert!(row.contains("Half true") && !row.contains("money") && !row.contains("first"), "{row}");
    let twice = run(&["import", word(&path("c.csv")), "--on-duplicate", "update", "--format", "json"]);
    assert!(twice.contains("\"updated\": 0") && twice.contains("\"verdicts\": 0"), "{twice}");
}

/// Headings of every field and some that nobody knows, and cells of every kind.
const HEADINGS: &[&str] = &[
    "Claimant",
    "Role",
    "Stance",
    "Date",
    "Quote",
    "Occasion",
    "Outlet",
    "Article",
    "Document kind",
    "Publisher",
    "Link",
    "Published",
    "Denied by",
    "Not denied by",
    "Verdict",
    "Rating value",
    "Worst rating",
    "Best rating",
    "Bucket",
    "Fact checker",
    "Reason",
    "Status",
    "Stage",
    "Topics",
    "Notes",
    "ref",
    "Review URL",
    "Review title",
    "Review date",
    "Author",
    "Source",
    "Fact check",
    "Our call",
    "When",
    "Wer",
];

fn cell() -> impl Strategy<Value = String> {
    let word = "[a-z]{6,9}";
    prop_oneof![
        2 => Just(String::new()),
        4 => word.prop_map(|word| format!("q{word}")),
        2 => word.prop_map(|word| format!("https://{word}.example/{word}")),
        1 => word.prop_map(|word| format!("https://{word}.example/1 and {word}")),
        1 => (1..29u8, 1..13u8).prop_map(|(day, month)| format!("{day}/{month}/2021")),
        1 => Just("half true".to_string()),
        1 => Just("in progress".to_string()),
        1 => word.prop_map(|word| format!("Z{word} Q{word}; X{word} Y{word}")),
        1 => (0..9u8).prop_map(|number| number.to_string()),
    ]
}

/// Everything that a cell says, in the forms in which a book may have it.
fn is_kept(cell: &str, all: &str) -> bool {
    let parts = cell.split([';', ' ']).map(str::trim).filter(|part| !part.is_empty() && *part != "and");
    parts.into_iter().all(|part| {
        let numbers: Vec<_> = part.split('/').filter_map(|number| number.parse::<u32>().ok()).collect();
        let dates = match numbers[..] {
            [day, month, year] => vec![format!("{year}-{month:02}-{day:02}"), format!("{year}-{day:02}-{month:02}")],
            _ => Vec::new(),
        };
        let usual = [("in", "checking"), ("progress", "checking"), ("half", "mixed"), ("true", "mixed")];
        let usual = usual.iter().any(|(word, meaning)| *word == part && all.contains(meaning));
        all.contains(&part.to_lowercase()) || dates.iter().any(|date| all.contains(date)) || usual
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is in a cell that a column was found for is in the book or in the report.
    #[test]
    fn no_cell_is_lost_in_silence(
        headings in prop::sample::subsequence(HEADINGS, 3..14),
        cells in prop::collection::vec(prop::collection::vec(cell(), 14), 1..7),
    ) {
        let folder = folder();
        let file = folder.path().join("table.csv");
        let mut rows = csv::Writer::from_path(&file).unwrap();
        rows.write_record(["Claim"].iter().chain(&headings)).unwrap();
        let rows_of_cells: Vec<Vec<String>> = cells.iter().enumerate().map(|(at, row)| {
            let claim = format!("claim number {at} is so");
            [claim].into_iter().chain(row.iter().take(headings.len()).cloned()).collect()
        }).collect();
        rows_of_cells.iter().for_each(|row| rows.write_record(row).unwrap());
        rows.flush().unwrap();
        drop(rows);
        let done = import_file(folder.path(), &file, &[]);
        let report: serde_json::Value = serde_json::from_str(&done.said).unwrap();
        let table = &report["files"][0]["tables"][0]["columns"];
        let book = &done.book;
        let rejected = fs::read_to_string(folder.path().join("table.csv.rejected.csv")).unwrap_or_default();
        let shown = format!("{}{}{}{rejected}", report["unread"], report["odd"], report["taken"]);
        let all = format!("{book}{shown}").to_lowercase();
        for row in &rows_of_cells {
            for (at, cell) in row.iter().enumerate() {
                let means = table[at]["means"].as_array().map_or(0, Vec::len);
                prop_assert!(means == 0 || is_kept(cell, &all), "{:?} of {:?} in\n{book}\n{shown}", cell, table[at]);
            }
        }
    }
}
