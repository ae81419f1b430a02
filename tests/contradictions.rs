//! Pairs of claims that cannot both be true, and what is decided about them.

use serde_json::{Value, json};

use crate::common::server::Served;
use crate::common::typed::TypedBook;
use crate::common::{folder, run};

const STORY: &[&str] = &[
    "add 'The bridge at Northport costs 5 million pounds' --by 'Tom Hill' --on 2021-03-01",
    "add 'The bridge at Northport costs 6 million pounds' --by 'Tom Hill' --on 2021-09-01 --force",
    "add 'The bridge is closed to lorries' --by 'Northport Council' --force",
    "add 'The bridge is not closed to lorries' --by 'Ann Lee' --force",
    "add 'The bridge is painted green in Northport' --by 'Una Fay' --force",
    "add 'The bridge is painted green in Southport' --by 'Una Fay' --force",
];

fn pairs(book: &TypedBook) -> Vec<(Value, Value)> {
    let all = book.json("contradictions");
    let mut pairs: Vec<_> =
        all.as_array().unwrap().iter().map(|pair| (pair["id"].clone(), pair["other_id"].clone())).collect();
    pairs.sort_by_key(|pair| pair.0.as_i64());
    pairs
}

#[test]
fn pairs_are_listed_with_who_said_which() {
    let book = TypedBook::after(STORY);
    // Another place is another matter.
    assert_eq!(pairs(&book), [(json!(1), json!(2)), (json!(3), json!(4))]);
    let all = book.json("contradictions");
    let figures = all.as_array().unwrap().iter().find(|pair| pair["id"] == 1).unwrap();
    assert_eq!(figures["said_by"], json!(["Tom Hill (2021-03-01)"]));
    assert_eq!(figures["said_both"], json!(["Tom Hill"]));
    assert_eq!(figures["differs"], json!(["£5 million, but here: £6 million"]));
    let denied = all.as_array().unwrap().iter().find(|pair| pair["id"] == 3).unwrap();
    assert_eq!(denied["said_both"], json!([]));
    assert_eq!(book.json("contradictions --limit 1").as_array().unwrap().len(), 1);
}

#[test]
fn a_pair_that_is_decided_is_not_listed_again() {
    for relation in ["contradicts", "updates", "compatible-with"] {
        let book = TypedBook::after(STORY);
        book.says(&format!("relate 2 {relation} 1"));
        assert_eq!(pairs(&book), [(json!(3), json!(4))], "{relation}");
        let contradicted = book.json("list is:contradicted");
        let expected = if relation == "contradicts" { 2 } else { 0 };
        assert_eq!(contradicted.as_array().unwrap().len(), expected, "{relation}");
        book.says("undo");
        assert_eq!(pairs(&book).len(), 2, "{relation}");
    }
}

#[test]
fn two_that_are_not_the_same_may_still_contradict_each_other() {
    let book = TypedBook::after(STORY);
    book.says("not-same claim 1 2");
    assert_eq!(pairs(&book).len(), 2);
}

#[test]
fn the_page_decides_a_pair() {
    let folder = folder();
    STORY.iter().for_each(|line| {
        run(folder.path(), &format!("--db d.db {line}"));
    });
    let served = Served::start(folder.path(), "--db d.db serve");
    let page = served.get("/contradictions").text();
    assert!(page.contains("Tom Hill said both") && page.contains("No contradiction"), "{page}");
    let reply = served.post("/contradictions/1/relate", &[("other", "2"), ("relation", "compatible-with")]);
    assert!(reply.header("location").starts_with("/contradictions?"));
    assert!(!served.get("/contradictions").text().contains("Tom Hill said both"));
    let refused = served.post("/contradictions/1/relate", &[("other", "1"), ("relation", "contradicts")]).text();
    assert!(refused.contains("Two claims"), "{refused}");
}
