//! Where a claim appears although nobody is known to have said it there: kept, shown, found, exported, imported, undone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::folder;
use crate::common::program::{said, word};
use crate::common::server::Served;

/// A command on a book; what it says.
fn run(book: &Path, line: &str) -> String {
    let words = shlex::split(line).unwrap();
    let words: Vec<_> = ["--db", word(book)].into_iter().chain(words.iter().map(String::as_str)).collect();
    let (out, notes) = said(&words).unwrap_or_else(|error| panic!("{line}: {error}"));
    format!("{out}{notes}")
}

fn lines(book: &Path) -> String {
    run(book, "export - --format jsonl")
}

const TABLE: &str = "Claim,Claimant,Article title,Link,Publisher,Published on\n\
    The pier was sold,,Sold!,https://echo.example/sold,The Echo,2020-01-31\n\
    Ferries are free,N/A,,https://posts.example/2,,\n\
    Wages fell,Otto Berg,,https://posts.example/3,,\n";

/// A book of the table.
fn imported(folder: &Path) -> PathBuf {
    let (file, book) = (folder.join("t.csv"), folder.join("book.db"));
    fs::write(&file, TABLE).unwrap();
    let done = run(&book, &format!("import {} --format json", word(&file)));
    assert!(done.contains("\"appearances\": 2") && done.contains("\"documents\": 3"), "{done}");
    book
}

#[test]
fn a_link_is_kept_shown_found_and_exported_where_nobody_is_named() {
    let folder = folder();
    let book = imported(folder.path());
    let shown = run(&book, "show 1");
    for part in ["Appears in", "Sold! (The Echo, 2020-01-31)", "https://echo.example/sold", "unsourced"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!run(&book, "show 3").contains("Appears in"));
    assert!(run(&book, "list document:Sold!").contains("The pier was sold"));
    assert!(run(&book, "document show https://posts.example/2").contains("2 · Ferries are free"));
    let table = run(&book, "export - --format csv");
    assert!(table.lines().nth(1).unwrap().contains("Sold!,The Echo,https://echo.example/sold,read"), "{table}");
    assert!(!run(&book, "doctor").contains("nothing refers to"));
    // The second time nothing is new; with another address the claim has a second place.
    let again = folder.path().join("again.csv");
    fs::write(&again, TABLE.replace("posts.example/2", "posts.example/4")).unwrap();
    let done = run(&book, &format!("import {} --format json", word(&again)));
    assert!(done.contains("\"appearances\": 1") && done.contains("\"already_there\": 2"), "{done}");
    assert!(run(&book, "show 2").contains("posts.example/4"));
    // Where somebody is known to have said it, the same link is no news.
    fs::write(&again, "Claim,Link\nWages fell,https://posts.example/3\n").unwrap();
    let done = run(&book, &format!("import {} --format json", word(&again)));
    assert!(done.contains("\"appearances\": 0") && done.contains("\"already_there\": 1"), "{done}");
}

#[test]
fn it_comes_in_again_from_every_format() {
    let here = folder();
    let book = imported(here.path());
    let path = |name: &str| here.path().join(name);
    for (name, flags) in [("b.jsonl", ""), ("b.xlsx", ""), ("c.csv", ""), ("s.csv", "--statements")] {
        run(&book, &format!("export {} {flags}", word(&path(name))));
    }
    for (name, files) in [("jsonl", vec!["b.jsonl"]), ("xlsx", vec!["b.xlsx"]), ("csv", vec!["c.csv", "s.csv"])] {
        let other = path(&format!("{name}.db"));
        let files = files.iter().map(|file| word(&path(file)).to_string()).collect::<Vec<_>>().join(" ");
        run(&other, &format!("import --strict {files}"));
        let shown = run(&other, "show 1");
        assert!(shown.contains("Sold! (The Echo") && shown.contains("https://echo.example/sold"), "{name}: {shown}");
        if name != "csv" {
            assert_eq!(lines(&other), lines(&book), "{name}");
        }
        let before = lines(&other);
        run(&other, &format!("import --strict {files}"));
        assert_eq!(lines(&other), before, "{name}");
    }
    assert!(!lines(&path("csv.db")).contains("\"published_on\":\"2020-01-31\""), "CSV has no day of a document");
}

#[test]
fn it_is_recorded_taken_back_and_undone() {
    let folder = folder();
    let book = folder.path().join("book.db");
    run(&book, "add 'The quay is safe' --url https://posts.example/1 --title 'A post'");
    let before = lines(&book);
    assert!(before.contains("appears_in"), "{before}");
    let done = run(&book, "appears 1 --url https://posts.example/2");
    assert!(done.contains("appears in https://posts.example/2"), "{done}");
    assert!(run(&book, "appears 1 --in 2").contains("recorded already"));
    assert!(run(&book, "log").contains("+ appearance"));
    run(&book, "undo");
    assert_eq!(lines(&book), before);
    run(&book, "redo");
    assert!(run(&book, "show 1").contains("https://posts.example/2"));
    run(&book, "appears 1 --in 2 --remove");
    assert!(!run(&book, "show 1").contains("document 2 · "));
    let refused = said(&["--db", word(&book), "appears", "1", "--in", "2", "--remove"]).unwrap_err();
    assert!(refused.to_string().contains("is not recorded to appear in"), "{refused}");
    let refused = said(&["--db", word(&book), "remove", "--document", "1"]).unwrap_err();
    assert!(refused.to_string().contains("1 claim that appears in it"), "{refused}");
    run(&book, "remove 1");
    run(&book, "remove --document 1");
    run(&book, "undo");
    run(&book, "undo");
    assert!(run(&book, "show 1").contains("A post"));
}

#[test]
fn whoever_denies_the_document_disputes_the_claim() {
    let folder = folder();
    let book = folder.path().join("book.db");
    run(&book, "add 'The quay is safe' --url https://posts.example/1 --title 'A post'");
    run(&book, "add 'The pier is open' --by 'Ann Lee'");
    let done = run(&book, "dispute --document 1 --by 'Tom Hill'");
    assert!(!done.contains("carries no claim"), "{done}");
    let shown = run(&book, "show 1");
    assert!(shown.contains("document-disputed") && shown.contains("which carries it"), "{shown}");
    assert!(run(&book, "list is:disputed").contains("Tom Hill (document)"));
    assert!(run(&book, "list speaker:'Tom Hill'").contains("The quay is safe"));
    // What appears in it later is disputed, too, and no longer when it does not.
    run(&book, "appears 2 --in 1");
    assert!(run(&book, "show 2").contains("document-disputed"));
    run(&book, "appears 2 --in 1 --remove");
    assert!(!run(&book, "show 2").contains("document-disputed"));
    run(&book, "retract --document 1 --by 'Tom Hill' --dispute");
    assert!(run(&book, "list is:disputed").contains("no claim"));
    let doctor = run(&book, "doctor");
    assert!(doctor.contains("ok") && !doctor.contains("against the rules"), "{doctor}");
}

#[test]
fn pages_show_it_and_published_reviews_have_it() {
    let folder = folder();
    let book = imported(folder.path());
    run(
        &book,
        "rate 1 false --because 'It was not.' --by 'Harbour Facts' --url https://desk.example/1 --on 2020-02-03",
    );
    let out = folder.path().join("reviews.jsonld");
    run(&book, &format!("export {}", word(&out)));
    let review: serde_json::Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
    let first = &review[0]["itemReviewed"]["firstAppearance"];
    assert_eq!((&first["url"], &first["headline"]), (&"https://echo.example/sold".into(), &"Sold!".into()));
    let other = folder.path().join("other.db");
    run(&other, &format!("import {}", word(&out)));
    assert!(run(&other, "show 1").contains("Sold! (The Echo, 2020-01-31)"));
    let report = folder.path().join("report.html");
    run(&book, &format!("report {} is:unsourced", word(&report)));
    let report = fs::read_to_string(&report).unwrap();
    assert!(report.contains("Where it can be read") && report.contains("Sold!"), "{report}");
    let server = Served::start(folder.path(), "--db book.db serve");
    let page = server.get("/claims/1").text();
    assert!(page.contains("Where it can be read") && page.contains("https://echo.example/sold"), "{page}");
    let page = server.get("/documents/1").text();
    assert!(page.contains("Claims that appear in it") && page.contains("The pier was sold"), "{page}");
}
