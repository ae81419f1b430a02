//! Pairs that may be one, and what is recorded not to be the same.

use crate::common::server::Served;
use crate::common::typed::TypedBook;
use crate::common::{dump, folder, run};

/// Claims 1 and 2 say the same in other words, claim 3 gives another figure; speakers 1 and 2 are spelt alike; documents 1 and 2 have one
/// address, documents 3 and 4 the same title, publisher and day.
const STORY: &[&str] = &[
    "add 'The bridge costs 5 million' --by 'Annika Lehtonen'",
    "add 'The price of the bridge is five millions' --by 'Anika Lehtonen' --force",
    "add 'The bridge costs 6 million' --by 'Tom Hill' --force",
    "add 'It rains in Northport' --by 'Una Fay'",
    "document add --title Prices --url https://example.org/a",
    "document add --title 'Prices (AMP)' --url http://www.example.org/a/ --force",
    "document add --title Letters --publisher Courier --published 2021-11-18 --force",
    "document add --title letters --publisher Courier --published 2021-11-18 --force",
    "document add --title Letters --publisher Courier --published 2021-11-19 --force",
];

/// The pairs that are listed, each as `claim 1 2`.
fn pairs(book: &TypedBook, words: &str) -> Vec<String> {
    let all = book.json(&format!("duplicates {words}"));
    let told =
        |pair: &serde_json::Value| format!("{} {} {}", pair["what"].as_str().unwrap(), pair["id"], pair["other_id"]);
    all.as_array().unwrap().iter().map(told).collect()
}

/// What is recorded not to be the same, by uids: numbers of speakers are others in another book.
fn distinct_pairs(book: &TypedBook) -> String {
    let mut text = String::new();
    let sql = "select d.uid, a.uid, b.uid, p.uid, q.uid, e.uid, f.uid from distinct_pair d
               left join claim a on a.id = d.claim_id left join claim b on b.id = d.other_claim_id
               left join speaker p on p.id = d.speaker_id left join speaker q on q.id = d.other_speaker_id
               left join document e on e.id = d.document_id left join document f on f.id = d.other_document_id order by d.id";
    dump(&book.connection(), sql, &mut text);
    text
}

#[test]
fn pairs_that_may_be_one_are_listed_the_likeliest_first() {
    let book = TypedBook::after(STORY);
    let all = pairs(&book, "");
    assert_eq!(all[0], "document 1 2", "{all:?}");
    for pair in ["claim 1 2", "speaker 1 2", "document 3 4"] {
        assert!(all.contains(&pair.to_string()), "{pair}: {all:?}");
    }
    assert!(!all.contains(&"document 3 5".to_string()), "another day: {all:?}");
    // Another figure comes after all others.
    assert_eq!(all.last().unwrap(), "claim 1 3", "{all:?}");
    assert!(
        book.says("duplicates claims").contains("5 million, but here: 6 million"),
        "{}",
        book.says("duplicates claims")
    );
    assert_eq!(pairs(&book, "speakers"), ["speaker 1 2"]);
    assert_eq!(pairs(&book, "documents --limit 1"), ["document 1 2"]);
    assert!(book.refused("duplicates verdicts").contains("claims, speakers, documents"));
}

#[test]
fn unnamed_speakers_related_claims_and_joined_speakers_are_not_listed() {
    let book = TypedBook::after(STORY);
    for title in ["Talks", "More talks"] {
        let line = format!("add 'Talks begin: {title}' --by 'a senior official' --unnamed --title '{title}'");
        book.says(&line);
    }
    book.says("relate 3 updates 1");
    book.says("speaker join 1 2");
    let all = pairs(&book, "");
    assert!(!all.contains(&"claim 1 3".to_string()) && all.iter().all(|pair| !pair.starts_with("speaker")), "{all:?}");
    book.says("speaker part 2");
    assert_eq!(pairs(&book, "speakers"), ["speaker 1 2"]);
}

#[test]
fn what_is_not_the_same_is_not_listed_again_and_not_joined() {
    let book = TypedBook::after(STORY);
    for (line, said, joins) in [
        ("claim 2 1", "claim 2 is not the same as claim 1: The bridge costs 5 million", "claim join 2 --into 1"),
        (
            "speaker 'Annika Lehtonen' 'Anika Lehtonen'",
            "speaker 1 is not the same as speaker 2: Anika Lehtonen",
            "speaker join 2 1",
        ),
        (
            "document https://example.org/a http://www.example.org/a/",
            "document 1 is not the same as document 2: Prices (AMP)",
            "document join 1 --into 2",
        ),
    ] {
        let pair = format!("{} 1 2", line.split(' ').next().unwrap());
        assert!(pairs(&book, "").contains(&pair));
        assert_eq!(book.says(&format!("not-same {line}")).trim(), said);
        assert!(!pairs(&book, "").contains(&pair), "{pair}");
        assert!(pairs(&book, "--not-same").iter().any(|told| told == &pair || *told == line), "{pair}");
        assert!(book.says(&format!("not-same {line}")).contains("it is recorded already"));
        let refused = book.refused(joins);
        assert!(refused.contains("are not the same\nhint: if they are: gainsay not-same"), "{refused}");
        book.says(&format!("not-same {line} --remove"));
        assert!(pairs(&book, "").contains(&pair));
        assert!(book.refused(&format!("not-same {line} --remove")).starts_with("nobody said that"));
        book.says("undo");
        assert!(!pairs(&book, "").contains(&pair), "the undo of a removal");
    }
    assert!(book.says("log").contains("− speakers 1 and 2 are not the same"), "{}", book.says("log"));
    assert!(book.says("doctor").contains("history"));
    assert!(book.refused("not-same claim 1 1").starts_with("claim 1 is the same as itself"));
    assert!(book.refused("not-same claim 1 'Tom Hill'").starts_with("a claim is named by its number"));
    assert!(book.refused("not-same claim 1 99").starts_with("no such claim: 99"));
    book.says("speaker add 'Mia Roe'");
    book.says("speaker join 'Una Fay' 'Mia Roe'");
    let refused = book.refused("not-same speaker 'Una Fay' 'Mia Roe'");
    assert!(refused.contains("are joined\nhint: gainsay speaker part"), "{refused}");
    // Somebody who is joined to one of the two is not the other one either.
    book.says("speaker join 2 'Tom Hill'");
    assert!(book.refused("speaker join 'Tom Hill' 1").contains("are not the same"));
    assert!(!pairs(&book, "speakers").contains(&"speaker 1 2".to_string()));
}

#[test]
fn joins_and_removal_keep_what_is_not_the_same_of_the_others() {
    let book = TypedBook::after(STORY);
    book.says("not-same claim 3 1 2");
    book.says("claim join 2 --into 1");
    assert_eq!(book.rows("select claim_id + 10 * other_claim_id from distinct_pair"), [13]);
    assert!(book.refused("claim join 3 --into 1").contains("are not the same"));
    book.says("undo");
    assert_eq!(book.rows("select count(*) from distinct_pair"), [2]);
    book.says("remove 3");
    assert_eq!(book.rows("select count(*) from distinct_pair"), [0]);
    book.says("undo");
    assert_eq!(book.rows("select count(*) from distinct_pair"), [2]);
}

#[test]
fn what_is_not_the_same_goes_out_and_comes_in() {
    let book = TypedBook::after(STORY);
    for line in ["claim 1 2", "speaker 1 2", "document 3 4"] {
        book.says(&format!("not-same {line}"));
    }
    for (file, format) in [("b.jsonl", "jsonl"), ("b.xlsx", "xlsx")] {
        book.says(&format!("export DIR/{file}"));
        let other = TypedBook::after(&[]);
        std::fs::copy(book.file(file), other.file(file)).unwrap();
        let said = other.says(&format!("import DIR/{file}"));
        assert!(said.contains("3 distinct pairs"), "{said}");
        assert_eq!(distinct_pairs(&other), distinct_pairs(&book), "{format}");
        let before = distinct_pairs(&other);
        other.says(&format!("import DIR/{file}"));
        assert_eq!(distinct_pairs(&other), before, "{format}, once more");
        assert!(other.refused("claim join 1 --into 2").contains("are not the same"), "{format}");
    }
    assert_eq!(book.says("export - --format jsonl claim:1").matches(r#""type":"not-same""#).count(), 0);
    // Two of the file can be one here: that is said.
    let joined = TypedBook::after(&[]);
    joined.write("b.jsonl", &book.says("export - --format jsonl"));
    joined.says("import DIR/b.jsonl");
    joined.says("not-same claim 1 2 --remove");
    joined.says("claim join 2 --into 1");
    let said = joined.says("import DIR/b.jsonl");
    assert!(said.contains("in the file, two claims are not the same; here they are claim 1"), "{said}");
}

#[test]
fn a_page_lists_the_pairs_with_a_button_for_each_answer() {
    let folder = folder();
    for line in STORY {
        assert!(run(folder.path(), &format!("--db d.db {line}")).status.success(), "{line}");
    }
    for (document, text) in [(1, "It costs 5 million."), (2, "It costs six million.")] {
        std::fs::write(folder.path().join("text"), text).unwrap();
        assert!(run(folder.path(), &format!("--db d.db document edit {document} --file text")).status.success());
    }
    let served = Served::start(folder.path(), "--db d.db serve");
    for list in ["/", "/speakers", "/documents"] {
        assert!(served.get(list).texts("a").contains(&"Duplicates".to_string()), "{list}");
    }
    let page = served.get("/duplicates?of=claims");
    assert_eq!(page.texts("tr[data-row]").len(), 2);
    let done = served.post("/duplicates/claims/1/not-same", &[("other", "2")]);
    assert_eq!(done.status, 303);
    assert!(done.header("location").starts_with("/duplicates?"), "{}", done.header("location"));
    let page = served.get(done.header("location"));
    assert_eq!(page.texts("#done p"), ["Claim 1 is not the same as claim 2: The price of the bridge is five millions"]);
    assert_eq!(page.texts("section[aria-labelledby=not-same] tr[data-row]").len(), 1);
    // Two stored texts that differ: the page asks, with the answer as a button.
    let refused = served.post("/duplicates/documents/1/join", &[("other", "2")]);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.texts("#summary button.quiet"), ["Join them although their stored texts differ"]);
    assert_eq!(refused.texts("#decide"), ["Two documents are one"]);
    let joined = served.post("/duplicates/documents/1/join", &[("other", "2"), ("force", "on")]);
    assert_eq!(joined.status, 303);
    assert_eq!(served.get("/duplicates?of=verdicts").status, 400);
}
