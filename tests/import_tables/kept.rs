//! The law of imported tables: what a cell says is in the book or in the report.

use super::*;

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
        let conn = rusqlite::Connection::open(folder.path().join("book.db")).unwrap();
        let unused: i64 = conn.query_row(
            "select count(*) from document d where not exists (select 1 from statement where document_id = d.id)
             and not exists (select 1 from claim_appearance where document_id = d.id)
             and not exists (select 1 from evidence where document_id = d.id)", [], |row| row.get(0)).unwrap();
        prop_assert_eq!(unused, 0, "documents on which nothing rests in\n{}", book);
        for row in &rows_of_cells {
            for (at, cell) in row.iter().enumerate() {
                let means = table[at]["means"].as_array().map_or(0, Vec::len);
                let is_address = cell.starts_with("https://") && !cell.contains(' ');
                prop_assert!(means == 0 && !is_address || is_kept(cell, &all), "{:?} of {:?} in\n{book}\n{shown}", cell, table[at]);
            }
        }
    }
}

/// Several rows about one claim that the file brings: each adds its tags and notes, the first stage stays, and another is told.
#[test]
fn rows_about_one_claim_add_up() {
    let folder = folder();
    let file = folder.path().join("table.csv");
    let rows = "Claim,Topics,Stage,ref\n\
        Rents fell,homes,,R1\n\
        Rents fell,rents; Homes,checking,R1\n\
        Rents fell,,dropped,R1\n";
    fs::write(&file, rows).unwrap();
    let done = import_file(folder.path(), &file, &[]);
    let claim: serde_json::Value = done
        .book
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .find(|line: &serde_json::Value| line["text"].is_string())
        .unwrap();
    assert_eq!((&claim["tags"], &claim["stage"]), (&serde_json::json!(["homes", "rents"]), &"checking".into()));
    assert!(
        done.said.contains("claim 1 keeps the stage checking; a further line about it says dropped"),
        "{}",
        done.said
    );
}
