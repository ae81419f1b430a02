//! Lists of speakers and documents, the page of a speaker, and merging from there.

use crate::common::server::Served;
use crate::common::typed::TypedBook;

/// Qirko makes three claims and takes one back; Frost disputes two of them and the document in which a third stands.
const STORY: &[&str] = &[
    "add 'It rains in Tirana' --by Qirko --on 2019-05 --title Echo --publisher 'The Paper'",
    "add 'The bridge costs 5 million' --by Qirko --on 2021-11-18 --in Echo",
    "add 'The bridge is old' --by Qirko --on 2021-03 --title Letter",
    "retract 3 --by Qirko --on 2021-04",
    "dispute 1 --by Frost --on 2021-12-01",
    "dispute 2 --by Frost --in Echo",
    "dispute --document 2 --by Frost --on 2020",
    "rate 2 false --because 'It costs 6' --by 'Our desk'",
    "speaker add Frosts",
    "document add --title echo --publisher 'The Paper' --force",
];

fn names(book: &TypedBook, line: &str) -> Vec<String> {
    let rows = book.json(line);
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().or(row["title"].as_str()).unwrap().to_string())
        .collect()
}

#[test]
fn speakers_are_counted_and_sorted() {
    let book = TypedBook::after(STORY);
    let all = book.json("speaker list --sort claims");
    let row = |name: &str| all.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    assert_eq!((row("Qirko")["claims"].clone(), row("Qirko")["last_said"].clone()), (2.into(), "2021-11-18".into()));
    assert_eq!(
        (row("Frost")["claims_disputed"].clone(), row("Frost")["last_said"].clone()),
        (3.into(), "2021-12-01".into())
    );
    assert_eq!(row("Frosts")["last_said"], serde_json::Value::Null);
    assert_eq!(names(&book, "speaker list --sort claims --limit 1"), ["Qirko"]);
    assert_eq!(names(&book, "speaker list --sort disputes --limit 1"), ["Frost"]);
    assert_eq!(names(&book, "speaker list --sort last-said --limit 2"), ["Frost", "Qirko"]);
    // Whoever was found to be the same counts with the other one.
    book.says("add 'The sun shines' --by Frosts");
    book.says("speaker join Qirko Frosts");
    assert_eq!(book.json("speaker list qirko")[0]["claims"], 3);
    assert_eq!(book.json("speaker show Qirko")["claims"], 3);
}

#[test]
fn documents_are_found_counted_and_sorted() {
    let book = TypedBook::after(STORY);
    let first = book.json("document list --sort claims --limit 1");
    assert_eq!(
        (&first[0]["title"], &first[0]["claims"], &first[0]["disputed"]),
        (&"Echo".into(), &2.into(), &2.into())
    );
    assert_eq!(names(&book, "document list paper --sort title"), ["Echo", "echo"]);
    assert_eq!(names(&book, "document list --sort disputes --limit 1"), ["Echo"]);
    assert_eq!(names(&book, "document list --kind letter"), Vec::<String>::new());
    assert_eq!(names(&book, "document list --offset 1 --limit 1"), ["Letter"]);
    assert!(book.refused("document list --sort size").contains("title"));
}

#[test]
fn the_page_of_a_speaker_is_a_scorecard() {
    let book = TypedBook::after(STORY);
    let served = Served::start(&book.file(""), "--db book.db serve");
    let list = served.get("/speakers?sort=claims&q=q");
    assert_eq!(list.texts("tbody th a"), ["Qirko"]);
    assert!(list.text().contains("aria-sort=\"descending\""), "{}", list.text());
    let number = |name: &str| book.json(&format!("speaker show '{name}'"))["id"].to_string();
    let qirko = number("Qirko");
    let page = served.get(&format!("/speakers/{qirko}"));
    let said = page.texts(".statements .date");
    assert_eq!(said[0], "18 November 2021", "the newest first: {said:?}");
    assert_eq!(page.texts(".years tbody th"), ["2019", "2021"]);
    assert!(page.texts(".bars th").iter().any(|label| label == "false"), "{:?}", page.texts(".bars th"));
    assert!(page.texts(".opponents th a").contains(&"Frost".to_string()));
    let given = served.get(&format!("/speakers/{}", number("Our desk")));
    assert_eq!(given.texts("#verdicts + .scroll tbody th"), ["The bridge costs 5 million"], "{}", given.text());
    // A long list is in pages.
    for number in 0..60 {
        book.says(&format!("add 'Claim number {number} of many' --by Qirko --force"));
    }
    let (one, two) = (served.get(&format!("/speakers/{qirko}")), served.get(&format!("/speakers/{qirko}?page=2")));
    assert_eq!((one.texts(".statements > li").len(), two.texts(".statements > li").len()), (50, 14));
}

#[test]
fn no_row_and_no_column_of_the_matrix_is_empty() {
    let book = TypedBook::after(STORY);
    for number in 0..12 {
        book.says(&format!("add 'Wages fell by {number} per cent' --by 'Minister {number}' --force"));
        book.says(&format!("dispute {} --by Frost", number + 4));
    }
    let served = Served::start(&book.file(""), "--db book.db serve");
    let page = served.get("/speakers");
    let (rows, cells) = (page.texts(".matrix tbody tr"), page.texts(".matrix td a"));
    assert!(rows.len() == 1 && cells.len() == 10 && cells[0] == "2", "{rows:?} {cells:?}");
}

#[test]
fn look_alikes_are_merged_or_told_apart_in_one_step() {
    let book = TypedBook::after(STORY);
    book.says("speaker add Qirkos");
    let served = Served::start(&book.file(""), "--db book.db serve");
    assert!(served.get("/speakers").texts(".alike").iter().any(|text| text.contains("looks like")));
    let frost = book.json("speaker list Frost --sort id")[0]["id"].to_string();
    let frosts = book.json("speaker list Frosts")[0]["id"].to_string();
    assert_eq!(served.get(&format!("/speakers/{frost}")).texts(".alike a"), ["Frosts"]);
    // From the list, one comes back to the list; from the page, to the page.
    let list = [("other", &frosts[..]), ("list", "sort=claims&page=1")];
    let done = served.post(&format!("/speakers/{frost}/join"), &list);
    assert!(done.header("location").starts_with("/speakers?sort=claims"), "{}", done.header("location"));
    assert_eq!(book.json("speaker show Frosts")["same_as_id"].to_string(), frost);
    let other = book.json("speaker list Qirkos")[0]["id"].to_string();
    let page = format!("/speakers/{}", book.json("speaker show Qirko")["id"]);
    let done = served.post(&format!("{page}/not-same"), &[("other", &other)]);
    assert!(done.header("location").starts_with(&format!("{page}?")), "{}", done.header("location"));
    assert_eq!(served.get(&page).texts(".alike"), Vec::<String>::new());
    let documents = served.get("/documents").texts(".alike");
    assert_eq!(documents.len(), 2, "{documents:?}");
    served.post("/documents/1/not-same", &[("other", "3"), ("list", "sort=id")]);
    assert!(
        served.get("/documents").texts(".alike").is_empty() && served.get("/documents/1").texts(".alike").is_empty()
    );
}
