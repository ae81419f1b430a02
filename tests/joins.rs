//! Claims, speakers and documents that are one, are related, or are not the same.

use crate::common::typed::TypedBook;
use crate::common::{TABLES, dump};

/// Claims 1 and 3 say the same; 2 is another one. Claim 3 has a denial of a report, a verdict, evidence, a tag and a note.
const TWO: [&str; 11] = [
    "add 'It costs 5 million' --by 'Ann Lee' --tag costs --note first --on 2023-01-10",
    "add 'It rains' --by 'Ann Lee'",
    "add 'The price is five millions' --by 'Tom Hill' --via Courier --title 'Prices' --tag costs --tag bridge --note second --on 2023-01-11 --force",
    "dispute --statement 4 --by 'Tom Hill' --quote 'never said it'",
    "dispute 3 --by 'Una Fay'",
    "rate 3 false --because 'it is four' --by 'Desk A' --on 2023-02-01",
    "evidence 3 --contradicts --title Accounts",
    "relate 3 updates 2",
    "stage 3 checking",
    "add 'It snows' --by 'Ann Lee'",
    "relate 1 contradicts 4",
];

/// The record of a book without the uids of rows, which differ from run to run.
fn record(book: &TypedBook) -> String {
    let conn = book.connection();
    let mut text = String::new();
    for table in TABLES {
        dump(&conn, &format!("select * from {table} order by id"), &mut text);
    }
    text
}

fn count(book: &TypedBook, sql: &str) -> i64 {
    book.connection().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_joined_claim_brings_all_that_is_recorded_of_it_and_undo_gives_it_back() {
    let book = TypedBook::after(&TWO);
    let before = record(&book);
    let said = book.says("claim join 3 --into 1");
    assert!(said.contains("claim 3 is joined into claim 1: It costs 5 million"), "{said}");
    assert!(said.contains("claim 1 stays at the stage new; claim 3 was at checking"), "{said}");
    let after = record(&book);
    assert_eq!(count(&book, "select count(*) from claim"), 3);
    for (table, rows) in [("statement", 5), ("verdict", 1), ("evidence", 1), ("claim_tag", 2), ("claim_wording", 1)] {
        assert_eq!(count(&book, &format!("select count(*) from {table} where claim_id = 1")), rows, "{table}");
    }
    assert_eq!(count(&book, "select count(*) from claim_relation where claim_id = 1"), 2);
    assert_eq!(book.status(1), "disputed");
    let shown = book.says("show 1");
    for part in ["The price is five millions", "updates claim 2: It rains", "contradicts claim 4", "false, Desk A"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(book.json("show 1")["note"], "first\nsecond");
    assert!(
        book.refused("show 3").starts_with("claim 3 was joined into claim 1\nhint: gainsay show 1"),
        "{}",
        book.refused("show 3")
    );
    book.says("undo");
    assert_eq!(record(&book), before);
    assert_eq!(book.status(3), "disputed");
    book.says("redo");
    assert_eq!(record(&book), after);
    assert!(book.says("doctor").contains("the history"), "{}", book.says("doctor"));
}

#[test]
fn a_claim_is_recognised_by_the_words_uid_and_ref_of_one_that_was_joined_to_it() {
    let book = TypedBook::after(&["add 'It costs 5 million' --by 'Ann Lee'"]);
    book.write(
        "old.jsonl",
        r#"{"uid": "c0000000000000000001", "ref": "X7", "text": "The bridge has a price of five millions"}"#,
    );
    book.says("import DIR/old.jsonl");
    book.says("claim join 2 --into 1");
    let known = book.refused("add 'the bridge  has a price of FIVE millions' --by Bo");
    assert!(known.starts_with("that is claim 1 already"), "{known}");
    assert!(book.says("match 'Has the bridge a price of five millions?'").contains("It costs 5 million"));
    assert!(book.says("search bridge").contains("It costs 5 million"));
    assert!(book.says("list ref:X7").contains("It costs 5 million"));
    for (name, line) in [
        (
            "uid",
            r#"{"uid": "c0000000000000000001", "text": "The bridge has a price of five millions", "stage": "checked"}"#,
        ),
        ("ref", r#"{"ref": "X7", "text": "Whatever"}"#),
        ("words", r#"{"text": "the bridge has a price of five millions"}"#),
    ] {
        for duplicates in ["skip", "update"] {
            book.write("new.jsonl", line);
            let said = book.says(&format!("import DIR/new.jsonl --on-duplicate {duplicates}"));
            assert!(!said.contains("1 claim"), "{name}: {said}");
            assert_eq!(count(&book, "select count(*) from claim"), 1, "{name}");
            assert!(book.says("show 1").contains("Claim 1: It costs 5 million"), "{name}");
        }
    }
}

#[test]
fn joins_and_relations_go_out_and_come_in() {
    let book = TypedBook::after(&TWO);
    book.says("claim join 3 --into 1");
    let export = book.says("export - --format jsonl");
    for (file, format) in [("b.jsonl", "jsonl"), ("b.xlsx", "xlsx")] {
        book.says(&format!("export DIR/{file}"));
        let other = TypedBook::after(&[]);
        std::fs::copy(book.file(file), other.file(file)).unwrap();
        other.says(&format!("import DIR/{file}"));
        if format == "jsonl" {
            assert_eq!(other.says("export - --format jsonl"), export);
        }
        for book in [&other, &book] {
            let before = record(book);
            let said = book.says(&format!("import DIR/{file}"));
            assert_eq!(record(book), before, "{format}: {said}");
        }
        assert!(other.says("show 1").contains("The price is five millions"), "{format}");
        assert!(other.says("show 2").contains("is updated by claim 1: It costs 5 million"), "{format}");
    }
    let csv = book.says("list --format csv");
    assert!(csv.contains("The price is five millions") && csv.contains("is updated by claim 1"), "{csv}");
    // A book that has both claims keeps them, and says so.
    let both = TypedBook::after(&[]);
    let uid = export.split(r#""wordings":[{"uid":""#).nth(1).unwrap()[..20].to_string();
    both.write("c.jsonl", &format!(r#"{{"uid": "{uid}", "text": "The price is five millions"}}"#));
    both.says("import DIR/c.jsonl");
    both.write("b.jsonl", &export);
    let said = both.says("import DIR/b.jsonl");
    assert!(said.contains("in the file, claim 1 is joined into claim 2; here they are two"), "{said}");
}

#[test]
fn wordings_and_relations_come_back_from_csv() {
    let book = TypedBook::after(&TWO);
    book.says("claim join 3 --into 1");
    book.says("export DIR/b.csv");
    let other = TypedBook::after(&["add 'Of this book'", "remove 1"]);
    std::fs::copy(book.file("b.csv"), other.file("b.csv")).unwrap();
    let said = other.says("import DIR/b.csv");
    assert!(said.contains("1 other wording") && said.contains("2 relations"), "{said}");
    let texts = |book: &TypedBook, column: &str| book.listed("", column);
    assert_eq!(texts(&other, "wordings"), texts(&book, "wordings"));
    assert_eq!(texts(&other, "related_uids"), texts(&book, "related_uids"));
    assert!(other.says("list --format csv").contains("contradicts claim"));
    for book in [&book, &other] {
        let before = record(book);
        book.says("import DIR/b.csv");
        assert_eq!(record(book), before, "once more");
    }
    // What is related to a claim that is not in the file is left out, and the claim comes in.
    book.says("export DIR/part.csv claim:1");
    let part = TypedBook::after(&[]);
    std::fs::copy(book.file("part.csv"), part.file("part.csv")).unwrap();
    part.says("import DIR/part.csv");
    assert_eq!(
        [count(&part, "select count(*) from claim"), count(&part, "select count(*) from claim_relation")],
        [1, 0]
    );
}

#[test]
fn a_statement_moves_to_another_claim_with_what_is_about_it() {
    let book = TypedBook::after(&[
        "add 'It costs 5 million' --by 'Ann Lee' --via Courier",
        "add 'It rains' --by 'Tom Hill'",
        "dispute --statement 2 --by 'Ann Lee'",
        "document add --title Prices",
        "dispute --document 1 --by 'Tom Hill'",
    ]);
    assert!(
        book.refused("edit --statement 2 --claim 2").starts_with("statement 2 is about statement 1, and follows it")
    );
    assert!(book.refused("edit --statement 1 --claim 1").starts_with("statement 1 is about claim 1 already"));
    assert!(book.refused("edit --statement 5 --claim 1").starts_with("statement 5 is about document 1 as a whole"));
    assert!(book.refused("edit --statement 1 --claim 9").starts_with("no such claim: 9"));
    assert!(book.refused("edit 1 --claim 2").contains("gainsay claim join 1 --into 2"));
    book.says("edit --statement 1 --claim 2");
    assert_eq!(count(&book, "select count(*) from statement where claim_id = 2"), 4);
    assert_eq!([book.status(1), book.status(2)], ["undisputed", "attribution-disputed"]);
    book.says("undo");
    assert_eq!([book.status(1), book.status(2)], ["attribution-disputed", "undisputed"]);
}

#[test]
fn a_relation_is_shown_on_both_claims_and_found_and_removed() {
    let book = TypedBook::after(&["add 'It costs 5 million'", "add 'It costs 6 million'", "add 'It is dear'"]);
    let said = book.says("relate 2 updates 1");
    assert!(said.contains("claim 2 updates claim 1: It costs 5 million"), "{said}");
    book.says("relate 2 contradicts 3");
    book.says("relate 1 part-of 3");
    assert!(book.says("show 1").contains("is updated by claim 2: It costs 6 million"));
    assert!(
        book.says("show 3").contains("is contradicted by claim 2")
            && book.says("show 3").contains("has as a part claim 1")
    );
    assert_eq!(book.says("list related:3 --format csv").lines().count(), 3);
    assert_eq!(book.says("list is:related related:1 --format csv").lines().count(), 3);
    assert!(book.says("relate 3 contradicts 2").contains("it is recorded already that claim 3 contradicts claim 2"));
    assert!(book.refused("relate 1 updates 2").starts_with("claim 2 updates claim 1 already"));
    assert!(book.refused("relate 1 updates 1").starts_with("claim 1 cannot be related to itself"));
    assert!(book.refused("relate 1 update 2").contains("did you mean"), "{}", book.refused("relate 1 update 2"));
    assert!(book.refused("relate 1 updates 3 --remove").starts_with("it is not recorded"));
    book.says("relate 2 contradicts 3 --remove");
    assert_eq!(book.says("list related:2 --format csv").lines().count(), 2);
    book.says("undo");
    assert_eq!(book.says("list related:2 --format csv").lines().count(), 3);
    // What is related to a removed claim is related to nothing; an undo gives both back.
    book.says("remove 3");
    assert!(!book.says("show 2").contains("contradicts claim 3:"));
    book.says("undo");
    assert!(book.says("show 2").contains("contradicts claim 3:"));
}

#[test]
fn a_relation_of_one_claim_is_exported_with_both_only() {
    let book = TypedBook::after(&[
        "add One --tag a",
        "add Two --tag a",
        "add Three",
        "relate 1 updates 2",
        "relate 1 updates 3",
    ]);
    assert_eq!(book.says("export - --format jsonl tag:a").matches(r#""type":"relation""#).count(), 1);
    assert_eq!(book.says("export - --format jsonl").matches(r#""type":"relation""#).count(), 2);
}

#[test]
fn a_joined_document_is_recognised_by_its_address_and_brings_what_was_read_in_it() {
    let book = TypedBook::after(&[
        "add 'It costs 5 million' --by 'Ann Lee' --url https://example.org/a --title Prices",
        "add 'It rains' --by 'a senior official' --unnamed --url https://example.org/amp/a --title 'Prices (AMP)' --publisher Courier",
        "evidence 1 --supports --in 2",
        "document add --title Letter --kind letter --through 2",
    ]);
    book.write("text.txt", "It rains, said a senior official. It costs 5 million.");
    book.says("document edit 2 --file DIR/text.txt");
    book.says("edit --statement 1 --quote 'costs 5 million'");
    book.says("dispute --document 2 --by 'Tom Hill'");
    let before = record(&book);
    let said = book.says("document join 2 --into 1");
    assert!(said.contains("document 2 is joined into document 1: Prices"), "{said}");
    assert_eq!([book.status(1), book.status(2)], ["document-disputed", "document-disputed"]);
    assert_eq!(book.rows("select quote_start from statement where id = 1"), [37]);
    for (table, column) in [("statement", "document_id"), ("evidence", "document_id"), ("speaker", "document_id")] {
        let wrong = format!("select count(*) from {table} where {column} = 2");
        assert_eq!(count(&book, &wrong), 0, "{table}");
    }
    assert_eq!(count(&book, "select through_id from document where id = 3"), 1);
    let shown = book.says("document show https://example.org/amp/a?utm_source=x");
    assert!(
        shown.contains("Document 1: Prices") && shown.contains("Prices (AMP) (https://example.org/amp/a)"),
        "{shown}"
    );
    assert!(book.says("document show 1 --text").starts_with("It rains"));
    assert!(book.refused("document show 2").starts_with("document 2 was joined into document 1"));
    let known = book.refused("document add --url https://example.org/amp/a");
    assert!(known.starts_with("that is document 1 already"), "{known}");
    book.write("c.csv", "claim,speaker,url\nIt snows,Ann Lee,https://example.org/amp/a\n");
    book.says("import DIR/c.csv");
    assert_eq!(count(&book, "select count(*) from document"), 2);
    book.says("undo");
    for file in ["b.jsonl", "b.xlsx"] {
        book.says(&format!("export DIR/{file}"));
        let other = TypedBook::after(&[]);
        std::fs::copy(book.file(file), other.file(file)).unwrap();
        other.says(&format!("import DIR/{file}"));
        assert!(other.says("document show https://example.org/amp/a").contains("Document 1: Prices"), "{file}");
        let now = record(&other);
        other.says(&format!("import DIR/{file}"));
        assert_eq!(record(&other), now, "{file}");
    }
    book.says("undo 8");
    assert_eq!(record(&book), before);
    assert_eq!([book.status(1), book.status(2)], ["undisputed", "document-disputed"]);
    let through = book.refused("document join 3 --into 2");
    assert!(through.starts_with("document 3 is known through document 2; they are two"), "{through}");
    assert!(book.refused("document join 1 --into 1").starts_with("document 1 cannot be joined to itself"));
    book.write("other.txt", "It costs 5 million, here.");
    book.says("document edit 1 --file DIR/other.txt");
    assert!(book.refused("document join 1 --into 2").starts_with("documents 2 and 1 have different stored texts"));
    book.says("document join 1 --into 2 --force");
    assert!(book.says("doctor").contains("index"), "{}", book.says("doctor"));
}

#[test]
fn every_edit_says_what_it_changed() {
    let book = TypedBook::after(&["add 'It rains' --by 'Ann Lee'", "document add --title Story"]);
    for (line, said) in [
        ("edit 1 --note 'ask Ann'", "claim 1: It rains; note: ask Ann"),
        ("edit 1 --note ''", "claim 1: It rains; no note"),
        ("edit --statement 1 --note heard", "statement 1: Ann Lee: asserts claim 1; note: heard"),
        ("speaker edit 1 --wikidata Q42 --note tall", "speaker 1: Ann Lee (person); Wikidata: Q42; note: tall"),
        ("document edit 1 --url https://example.org/a", "document 1: Story (article); address: https://example.org/a"),
    ] {
        assert_eq!(book.says(line).lines().next(), Some(said), "{line}");
    }
}
