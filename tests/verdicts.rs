//! The verdicts of several reviewers on one claim, and the desk's own.

use crate::common::server::Served;
use crate::common::{folder, run, text};

/// Runs a command on the book `book.db` in a folder, which must succeed; returns what it prints.
fn gainsay(folder: &std::path::Path, command: &str) -> String {
    let output = run(folder, &format!("--db book.db {command}"));
    assert!(output.status.success(), "{command}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// What `gainsay desk` says of a book.
fn desk(folder: &std::path::Path, book: &str) -> String {
    let output = run(folder, &format!("--db {book} desk"));
    text(&output.stdout) + &text(&output.stderr)
}

/// What a command prints as JSON.
fn json(folder: &std::path::Path, command: &str) -> serde_json::Value {
    serde_json::from_str(&gainsay(folder, &format!("{command} --format json"))).unwrap()
}

/// The numbers of the claims that a filter selects.
fn selected(folder: &std::path::Path, filter: &str) -> Vec<i64> {
    let rows = json(folder, &format!("list {filter}"));
    rows.as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

/// The number of claims in a category, as `counts` says it.
fn counted(folder: &std::path::Path, what: &str, value: &str) -> i64 {
    let rows = json(folder, "counts");
    let row = rows.as_array().unwrap().iter().find(|row| row["what"] == what && row["value"] == value);
    row.map_or(0, |row| row["claims"].as_i64().unwrap())
}

#[test]
fn the_newest_verdict_of_each_reviewer_stands() {
    let folder = folder();
    let at = folder.path();
    gainsay(at, "add 'Crime has fallen' --by 'Jane Doe'");
    gainsay(at, "add 'Rents have doubled' --by 'Jane Doe'");
    gainsay(at, "add 'Taxes will fall' --by 'Jane Doe'");
    gainsay(at, "rate 1 false --because 'the table says so' --by 'Our desk' --on 2024-03-02");
    gainsay(at, "rate 1 true --because 'another table' --by 'Fact House' --on 2025-01-01");
    gainsay(at, "rate 2 'Half baked' --because 'partly' --by 'Fact House'");

    // Another checker supersedes nothing of ours.
    let story = json(at, "show 1");
    let standing: Vec<_> = story["verdicts"].as_array().unwrap().iter().map(|one| one["standing"].as_bool()).collect();
    assert_eq!(standing, [Some(true), Some(true)]);
    assert!(gainsay(at, "show 1").contains("checkers disagree: true (Fact House); false (Our desk)"));
    assert_eq!(selected(at, "verdict:true"), [1]);
    assert_eq!(selected(at, "verdict:false"), [1]);
    assert_eq!(selected(at, "is:checkers-disagree"), [1]);

    // The desk's own verdict is the first, whatever its day.
    gainsay(at, "desk 'Our desk'");
    assert_eq!(json(at, "show 1")["verdict"], "false");
    assert!(gainsay(at, "list").contains("false (Our desk); true (Fact House)"));

    // A newer one of the same reviewer supersedes the older one, which is kept.
    gainsay(at, "rate 1 mostly-true --because 'a newer table' --on 2025-02-01");
    let story = json(at, "show 1");
    assert_eq!(story["verdict"], "mostly-true");
    assert_eq!(story["verdicts"].as_array().unwrap().len(), 3);
    assert_eq!(story["verdicts"][2]["standing"], false);
    assert_eq!(selected(at, "verdict:false"), [] as [i64; 0]);
    assert_eq!(selected(at, "is:checkers-disagree"), [] as [i64; 0]);
    assert!(!gainsay(at, "show 1").contains("disagree"));

    gainsay(at, "undo");
    assert_eq!(selected(at, "is:checkers-disagree"), [1]);
}

#[test]
fn every_list_counts_verdicts_alike() {
    let folder = folder();
    let at = folder.path();
    for claim in ["Crime has fallen", "Rents have doubled", "Taxes will fall"] {
        gainsay(at, &format!("add '{claim}' --by 'Jane Doe'"));
    }
    gainsay(at, "rate 1 false --because 'the table says so' --by 'Our desk'");
    gainsay(at, "rate 1 true --because 'another table' --by 'Fact House'");
    gainsay(at, "rate 2 'Half baked' --because 'partly' --by 'Fact House'");
    for (value, expected) in [("true", 1), ("false", 1), ("other", 1), ("none", 1), ("mixed", 0)] {
        assert_eq!(counted(at, "verdict", value), expected, "counts: {value}");
        let listed = if value == "mixed" { 0 } else { selected(at, &format!("verdict:{value}")).len() };
        assert_eq!(i64::try_from(listed).unwrap(), expected, "list: {value}");
    }
    assert_eq!(counted(at, "verdict", "disagree"), 1);
    assert_eq!(selected(at, "'verdict:half baked'"), [2]);
    gainsay(at, "speaker join 'Our desk' 'Fact House'");
    assert_eq!(counted(at, "verdict", "disagree"), 0, "after a join they are one reviewer, with one verdict");
    assert_eq!(selected(at, "verdict:false"), [] as [i64; 0]);
}

#[test]
fn a_label_brings_no_number_that_nobody_gave() {
    let folder = folder();
    let at = folder.path();
    gainsay(at, "add 'Crime has fallen' --by 'Jane Doe'");
    gainsay(at, "rate 1 false --because 'the table says so' --by 'Our desk'");
    assert_eq!(json(at, "show 1")["verdicts"][0]["value"], serde_json::Value::Null);
    assert!(!gainsay(at, "show 1").contains("scale"));
    gainsay(at, "rate 1 false --value 1 --worst 1 --best 5 --because 'as a number' --by 'Our desk'");
    assert!(gainsay(at, "show 1").contains("false (1 on a scale from 1 to 5)"));
}

#[test]
fn the_desk_rates_unless_somebody_else_is_named() {
    let folder = folder();
    let at = folder.path();
    gainsay(at, "add 'Crime has fallen' --by 'Jane Doe'");
    let output = run(at, "--db book.db rate 1 false --because 'the table says so'");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("who checked?"), "{}", text(&output.stderr));
    gainsay(at, "desk 'The Daily'");
    assert!(desk(at, "book.db").contains("The Daily, the desk that keeps this book"));
    gainsay(at, "rate 1 false --because 'the table says so'");
    assert_eq!(json(at, "show 1")["reviewer"], "The Daily");

    // A copy of the book keeps the desk; another book does not become that desk.
    gainsay(at, "export book.jsonl");
    assert!(run(at, "--db copy.db import book.jsonl").status.success());
    assert!(desk(at, "copy.db").contains("The Daily, the desk that keeps this book"));
    assert!(run(at, "--db other.db add 'It rains' --by 'Ann Lee'").status.success());
    assert!(run(at, "--db other.db import book.jsonl").status.success());
    assert!(desk(at, "other.db").contains("no desk is set"));

    gainsay(at, "desk --none");
    assert!(desk(at, "book.db").contains("no desk is set"));
    gainsay(at, "undo");
    assert!(desk(at, "book.db").contains("The Daily, the desk that keeps this book"));
}

#[test]
fn a_vague_day_of_a_verdict_counts_from_its_first_day() {
    let folder = folder();
    let at = folder.path();
    gainsay(at, "add 'Crime has fallen' --by 'Jane Doe'");
    gainsay(at, "add 'Rents have doubled' --by 'Jane Doe'");
    gainsay(at, "rate 1 mixed --because 'in summer' --by 'Fact House' --on 2023-07-01");
    gainsay(at, "rate 1 false --because 'in spring' --by 'Fact House' --on 'spring 2023'");
    gainsay(at, "rate 2 true --because 'about then' --by 'Fact House' --on 2023-04");
    assert_eq!(json(at, "show 1")["verdict"], "mixed");
    let given = json(at, "speaker show 'Fact House'");
    let days: Vec<_> = given["verdicts"].as_array().unwrap().iter().map(|one| one["decided_on"].as_str()).collect();
    assert_eq!(days, [Some("2023-07-01"), Some("2023-04"), Some("2023-21")]);
    gainsay(at, "rate 1 true --because 'in autumn' --by 'Fact House' --on 'autumn 2023'");
    assert_eq!(json(at, "show 1")["verdict"], "true");
}

#[test]
fn a_table_has_all_verdicts_that_stand_and_the_page_of_a_reviewer_those_given() {
    let folder = folder();
    let at = folder.path();
    gainsay(at, "add 'Crime has fallen' --by 'Jane Doe'");
    gainsay(at, "add 'Rents have doubled' --by 'Jane Doe'");
    gainsay(at, "rate 1 false --because a --by 'Our desk' --on 2024-03-02");
    gainsay(at, "rate 1 'Pants on fire' --bucket false --because b --by 'Fact House' --on 2024-04-01");
    gainsay(at, "rate 1 mixed --because c --by 'Fact House' --on 2024-05-01");
    gainsay(at, "rate 2 true --because d --by 'Fact House' --on 2024-06-01");
    let table = json(at, "list");
    assert_eq!(table[0]["standing_verdicts"], serde_json::json!(["mixed (Fact House)", "false (Our desk)"]));
    assert_eq!(table[1]["standing_verdicts"], serde_json::json!([]));
    assert!(gainsay(at, "list --format csv").contains("mixed (Fact House); false (Our desk)"));
    let served = Served::start(at, "--db book.db serve");
    let page = served.get("/speakers/3");
    assert_eq!(page.texts("#verdicts"), ["Verdicts given 3"]);
    let rows = page.texts("section[aria-labelledby=verdicts] tbody tr");
    assert!(rows[0].contains("true") && rows[0].contains("Rents have doubled"), "{rows:?}");
    assert!(rows[2].contains("Pants on fire superseded"), "{rows:?}");
    assert!(served.get("/speakers/1").texts("#verdicts").is_empty());
}

#[test]
fn each_verdict_that_stands_is_a_review() {
    let folder = folder();
    let at = folder.path();
    gainsay(at, "add 'Crime has fallen' --by 'Jane Doe'");
    gainsay(at, "rate 1 false --because 'the table' --by 'Our desk' --url https://desk.example/1 --on 2024-03-02");
    gainsay(at, "rate 1 true --because 'a table' --by 'Fact House' --url https://house.example/1 --on 2024-03-03");
    gainsay(at, "export --claimreview reviews.json");
    let reviews: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(at.join("reviews.json")).unwrap()).unwrap();
    let authors: Vec<_> = reviews.as_array().unwrap().iter().map(|one| one["author"]["name"].clone()).collect();
    assert_eq!(authors, ["Fact House", "Our desk"]);
}
