//! What a stored text suggests is recorded or dismissed, and then not suggested again.

use std::fs;

use crate::common::server::Served;
use crate::common::typed::TypedBook;
use crate::common::{folder, run};

/// An invented article.
const ARTICLE: &str = "Ann Lee, the leader of Northport council, said that harbour fees would double next year.

Tom Hill, chairman of the association of fishermen, said that the quay was safe.

Una Fay, a teacher, said that the ferry was late.
";

fn book() -> TypedBook {
    let book = TypedBook::after(&[]);
    book.write("fees.txt", ARTICLE);
    book.says("document add --file DIR/fees.txt --title Fees --publisher Courier --published 2021-11-18");
    book
}

/// The numbers of the suggestions that are made.
fn numbers(book: &TypedBook) -> Vec<i64> {
    let all = book.json("read 1 --all");
    all.as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()).collect()
}

#[test]
fn what_is_accepted_is_recorded_once_and_what_is_dismissed_is_not_suggested_again() {
    let book = book();
    let all = numbers(&book);
    assert!(all.len() >= 3, "{all:?}");
    book.says("read 1 --accept 1,3");
    assert_eq!(numbers(&book), all.iter().filter(|n| ![1, 3].contains(*n)).copied().collect::<Vec<_>>());
    let claims = book.listed("", "claim");
    assert_eq!(claims.len(), 2, "{claims:?}");
    assert!(claims[0].contains("fees would double") && claims[1].contains("ferry was late"), "{claims:?}");
    assert_eq!(book.rows("select count(*) from statement where document_id = 1"), [2]);
    assert!(book.refused("accept 1 3").contains("suggestion 3 of document 1 is recorded already"));
    book.says("dismiss 1 2");
    assert!(!numbers(&book).contains(&2));
    book.says("dismiss 1 2 --remove");
    assert!(numbers(&book).contains(&2));
    // Each was one entry of the history.
    for _ in 0..3 {
        book.says("undo");
    }
    assert_eq!(numbers(&book), all);
    assert_eq!(book.rows("select count(*) from claim"), [0]);
    assert!(book.refused("accept 1 99").contains("there is no suggestion 99"));
    assert!(book.refused("accept 1 x").contains("“x” is no number of a suggestion"));
    assert!(book.refused("read DIR/fees.txt --accept 1").contains("fees.txt is a file"));
    book.says("document add --title Empty");
    assert!(book.refused("dismiss 2 1").contains("no text is stored for document 2"));
}

#[test]
fn what_was_read_wrongly_is_corrected_before_it_is_recorded() {
    let book = book();
    book.says("add 'The quay is safe'");
    book.says("accept 1 1 --by 'the leader' --unnamed --text 'Fees will be doubled' --stance denies --role '' --on 2021-11-17");
    book.says("accept 1 2 --claim 1");
    let statements = book.rows("select count(*) from statement where document_id = 1");
    assert_eq!(statements, [2]);
    let said = book.json("show 2")["statements"][0].clone();
    assert_eq!(
        ["speaker", "stance", "role", "said_on"].map(|name| said[name].as_str().unwrap_or_default().to_string()),
        ["the leader", "denies", "", "2021-11-17"]
    );
    assert_eq!(
        (said["unnamed"].as_bool(), book.json("show 2")["claim"].as_str()),
        (Some(true), Some("Fees will be doubled"))
    );
    assert_eq!(book.json("show 1")["statements"][0]["speaker"], "Tom Hill");
    assert!(numbers(&book).iter().all(|number| ![1, 2].contains(number)), "both are recorded");
    assert!(book.refused("accept 1 3 --claim 99").contains("99"));
    assert!(book.refused("accept 1 3 --claim soon").contains("“soon” is no number of a claim"));
    assert!(book.refused("accept 1 3 --text ''").contains("the claim is empty"));
    book.says("dismiss 1 1 --remove");
    assert!(book.refused("accept 1 3-4 --by X").contains("no suggestion 4"));
}

#[test]
fn a_document_that_the_text_tells_of_is_added_once() {
    let book = TypedBook::after(&[]);
    book.write(
        "answer.txt",
        "The Times reported that the harbour had been sold.\n\nTom Hill said the article in The Times was \"100 per cent fake\".\n\n\
         Una Fay said that the report in The Times was \"fake news\".\n",
    );
    book.says("document add --file DIR/answer.txt --title Answers --publisher Courier --published 2021-11-18");
    let all = book.json("read 1 --all");
    let about: Vec<i64> = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["target"].get("document").is_some())
        .map(|one| one["number"].as_i64().unwrap())
        .collect();
    assert_eq!(about.len(), 2, "{all:#}");
    for number in about {
        book.says(&format!("accept 1 {number}"));
    }
    assert_eq!(book.rows("select count(*) from document where through_id = 1"), [1]);
    assert_eq!(book.rows("select count(distinct speaker_id) from statement where target_document_id = 2"), [2]);
}

#[test]
fn marks_go_out_and_come_in_again_and_follow_the_text() {
    let book = book();
    book.says("read 1 --dismiss 2");
    let open = numbers(&book);
    book.says("export DIR/out.jsonl");
    let other = TypedBook::after(&[]);
    fs::copy(book.file("out.jsonl"), other.file("out.jsonl")).unwrap();
    for _ in 0..2 {
        other.says("import DIR/out.jsonl");
        assert_eq!(numbers(&other), open);
        assert_eq!(other.rows("select count(*) from marked_passage"), [1]);
    }
    // A sentence more at the beginning moves the passage, and it stays dismissed.
    book.write("new.txt", &format!("The fees are high.\n\n{ARTICLE}"));
    book.says("document edit 1 --file DIR/new.txt");
    assert_eq!(numbers(&book).len(), open.len());
    // Without the sentence, nothing is left of it but the mark.
    book.write("new.txt", "The fees are high.");
    book.says("document edit 1 --file DIR/new.txt");
    assert_eq!(book.rows("select count(*) from marked_passage where quote_start is null"), [1]);
    assert!(book.says("doctor").contains("the book is sound"));
}

#[test]
fn the_page_of_suggestions_records_and_dismisses_without_javascript() {
    let folder = folder();
    fs::write(folder.path().join("fees.txt"), ARTICLE).unwrap();
    let added = run(folder.path(), "--db b.db document add --file fees.txt --title Fees --published 2021-11-18");
    assert!(added.status.success());
    let served = Served::start(folder.path(), "--db b.db serve");
    assert!(served.get("/documents/1").text().contains("/documents/1/suggestions"));
    let page = served.get("/documents/1/suggestions");
    assert_eq!(page.texts("h1"), ["Fees"]);
    assert_eq!(page.texts(".stored .spot").len(), page.texts("#chosen li").len(), "each has a place in the text");
    let offered = page.texts("#chosen li").len();
    assert!(offered >= 3);
    let done = served.post("/documents/1/suggestions/accept", &[("numbers", "1"), ("numbers", "3")]);
    assert!(done.status == 303 && done.header("location").starts_with("/documents/1/suggestions"));
    let done = served.post("/documents/1/suggestions/dismiss", &[("numbers", "2")]);
    assert_eq!(done.status, 303);
    let page = served.get("/documents/1/suggestions");
    assert_eq!(page.texts("#chosen li").len(), offered - 3);
    assert!(page.texts("h2").iter().any(|text| text.starts_with("Dismissed")), "{:?}", page.texts("h2"));
    let refused = served.post("/documents/1/suggestions/accept", &[("numbers", "99")]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("here is no suggestion 99"), "{}", refused.text());
}

#[test]
fn the_page_corrects_a_suggestion_and_undoes_the_decision() {
    let folder = folder();
    fs::write(folder.path().join("fees.txt"), ARTICLE).unwrap();
    assert!(run(folder.path(), "--db b.db document add --file fees.txt --title Fees").status.success());
    let served = Served::start(folder.path(), "--db b.db serve");
    let address = "/documents/1/suggestions";
    // Empty fields say that there is nothing; what is wrong is said at its field, with what was typed.
    let typed = [
        ("numbers", "1"),
        ("text", "Fees will double"),
        ("by", "Ann Lee"),
        ("role", ""),
        ("claim", "seven"),
        ("on", ""),
    ];
    let refused = served.post(&format!("{address}/accept"), &typed);
    assert_eq!(
        (refused.status, refused.texts("#error-documents-suggestions-accept-claim").len()),
        (422, 1),
        "{}",
        refused.text()
    );
    let typed = typed.map(|(name, value)| (name, if name == "claim" { "" } else { value }));
    assert_eq!(served.post(&format!("{address}/accept"), &typed).status, 303);
    let page = served.get(address);
    assert_eq!((page.texts("mark.recorded").len(), page.texts("#undo button").len()), (1, 1));
    let entry = scraper::Html::parse_document(&page.text());
    let entry = entry
        .select(&scraper::Selector::parse("#undo [name=number]").unwrap())
        .next()
        .unwrap()
        .attr("value")
        .unwrap()
        .to_string();
    assert_eq!(served.post(&format!("{address}/undo"), &[("number", &entry)]).status, 303);
    let page = served.get(address);
    assert_eq!((page.texts("mark.recorded").len(), page.texts("#undo").len()), (0, 0), "an undo is no decision");
}
