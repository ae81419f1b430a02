//! `gainsay read`: articles in files and in the book.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::common::typed::TypedBook;
use crate::common::{folder, gainsay, run, text};

const ARTICLE: &str = "Harbour to be sold\n\nMayor Zoë Lee said the harbour loses money – “a great deal of it” every year.\n\
    “That figure is invented,” said Tom Hill, who leads the opposition.\n";

/// The suggestions of a text, by the program; with no book at all.
fn suggestions(bytes: &[u8], name: &str) -> Vec<Value> {
    let folder = folder();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let done = run(folder.path(), &format!("--db none.db read {name} --format json"));
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(!folder.path().join("none.db").exists(), "reading starts no book");
    serde_json::from_slice(&done.stdout).unwrap()
}

/// The words at a place of a text.
fn words(text: &str, place: &Value) -> String {
    let at = |index: usize| usize::try_from(place[index].as_u64().unwrap()).unwrap();
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

#[test]
fn places_are_characters_of_the_file() {
    for text in [ARTICLE.to_string(), ARTICLE.replace('\n', "\r\n")] {
        let found = suggestions(text.as_bytes(), "article.txt");
        let parts: Vec<_> = found
            .iter()
            .map(|one| {
                format!(
                    "{} | {} | {}",
                    words(&text, &one["source"]),
                    words(&text, &one["cue"]),
                    words(&text, &one["content"][0])
                )
            })
            .collect();
        assert_eq!(
            parts,
            [
                "Mayor Zoë Lee | said | the harbour loses money – “a great deal of it” every year",
                "Tom Hill, who leads the opposition | said | “That figure is invented,”"
            ]
        );
        assert_eq!(found[0]["quotes"], serde_json::json!(["a great deal of it"]));
        assert_eq!(found[1]["quotes"], serde_json::json!(["That figure is invented"]));
    }
}

#[test]
fn documents_and_standard_input_are_read_as_files_are() {
    let book = TypedBook::after(&[]);
    book.write("article.txt", ARTICLE);
    book.says("document add --title 'Harbour to be sold' --file DIR/article.txt");
    let shape = |mut found: Value| {
        for one in found.as_array_mut().unwrap() {
            one["file"].take();
        }
        found
    };
    let of_file = shape(book.json("read DIR/article.txt"));
    assert_eq!(of_file.as_array().unwrap().len(), 2);
    assert_eq!(shape(book.json("read 1")), of_file);
    assert_eq!(shape(book.json("read 'Harbour to be sold'")), of_file);
    assert_eq!(book.json("log").as_array().unwrap().len(), 1, "reading records nothing");
    assert!(book.refused("read 2").contains("no such document: 2"), "{}", book.refused("read 2"));
    book.says("document add --title Empty");
    assert!(book.refused("read 2").contains("no text is stored for document 2"));

    let mut child = gainsay(book.path().parent().unwrap())
        .args(["--db", "none.db", "read", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(ARTICLE.as_bytes()).unwrap();
    let found: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(shape(found), of_file);
}

#[test]
fn what_the_file_states_can_be_corrected() {
    let book = TypedBook::after(&[]);
    book.write("article.md", "---\ntitle: Harbour\ndate: 2021-11-17\n---\n\nThe mayor said the harbour loses money.\n");
    let of = |flags: &str| book.json(&format!("read DIR/article.md --text {flags}"))[0].clone();
    let stated = of("");
    assert_eq!((&stated["title"], &stated["published"]), (&"Harbour".into(), &"2021-11-17".into()));
    let corrected =
        of("--title 'Harbour sold' --published yesterday --publisher 'The Bay Paper' --language en --kind report");
    assert_eq!((&corrected["title"], &corrected["published"]), (&"Harbour sold".into(), &"2021-11-18".into()));
    assert_eq!((&corrected["publisher"], &corrected["kind"]), (&"The Bay Paper".into(), &"report".into()));
    assert_eq!(of("--title ''")["title"], Value::Null);
    assert!(book.refused("read DIR/article.md --url nonsense").contains("nonsense"));
    assert!(book.refused("read DIR/article.md DIR/article.md --title x").contains("one article"));
}

#[test]
fn each_bad_file_has_its_sentence_and_nothing_is_stored() {
    let book = TypedBook::after(&[]);
    book.write("empty.txt", "\n");
    book.write(
        "links.html",
        &format!("<html><body><ul>{}</ul></body></html>", "<li><a href=x>Ferry late</a></li>".repeat(50)),
    );
    book.write("thai.txt", "นายกเทศมนตรีกล่าวว่าท่าเรือจะถูกขาย หลังจากการลงคะแนนเสียงที่ยาวนานถึงเที่ยงคืน\n");
    std::fs::write(book.file("a.bin"), [0u8; 5_000]).unwrap();
    for (file, expected) in [
        ("empty.txt", "empty.txt: the file is empty"),
        ("links.html", "links.html: there is no article in the page"),
        ("a.bin", "a.bin: this is not text"),
        ("none.txt", "none.txt, and no document of that name"),
        ("", "is a folder"),
    ] {
        let said = book.refused(&format!("read DIR/{file}"));
        assert!(said.contains(expected), "{file}: {said}");
    }
    assert!(book.says("read DIR/thai.txt").contains("this text is not in a language that gainsay reads"));
    assert!(!book.path().exists());
}

/// A page of our own invention.
const PAGE: &str = "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Harbour to be sold | The Bay Paper</title>
    <script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"Harbour to be sold\",
    \"datePublished\": \"2021-11-18T06:00:00Z\", \"url\": \"https://baypaper.example/harbour\", \"author\": {\"name\": \"Iris Vane\"},
    \"publisher\": {\"name\": \"The Bay Paper\"}}</script></head><body><article><h1>Harbour to be sold</h1>
    <p>The harbour of Marrow Bay will be sold to a company from abroad, Mayor Ann Lee said on Tuesday, after a long vote.</p>
    <p>“The figure of the opposition is invented,” said Tom Hill, who owns a ferry and the café beside the old harbour.</p>
    <p>He added that nobody had asked the fishermen, who work there every night and would have to go to another town.</p></article></body></html>";

#[test]
fn a_page_becomes_a_document_with_what_it_states() {
    let book = TypedBook::after(&[]);
    book.write("harbour.html", PAGE);
    let said = book.says("document add --file DIR/harbour.html --language en");
    let taken = "taken from the file: title Harbour to be sold; publisher The Bay Paper; published 2021-11-18; \
                 address https://baypaper.example/harbour; note by Iris Vane";
    assert!(said.contains(taken), "{said}");
    let row = book.json("document show 1");
    assert_eq!(
        (&row["title"], &row["publisher"], &row["published_on"]),
        (&"Harbour to be sold".into(), &"The Bay Paper".into(), &"2021-11-18".into())
    );
    assert_eq!((&row["language"], &row["note"]), (&"en".into(), &"by Iris Vane".into()));
    assert!(book.says("document show 1 --text").starts_with("Harbour to be sold\nThe harbour of Marrow Bay"));
    // The same page again is the same document, and a flag goes before the file.
    assert!(book.refused("document add --file DIR/harbour.html").contains("that is document 1 already"));
    book.says("document add --file DIR/harbour.html --title Other --url https://other.example/x --note mine");
    assert_eq!(book.json("document show 2")["note"], "mine");
    std::fs::write(book.file("mixed.txt"), [ARTICLE.repeat(9).as_bytes(), b"caf\xe9 noir"].concat()).unwrap();
    assert!(book.refused("document add --file DIR/mixed.txt").contains("cannot be read"));
}

#[test]
fn a_batch_file_records_the_article_and_anchors_its_quotes() {
    let book = TypedBook::after(&[]);
    book.write("harbour.html", PAGE);
    let batch = book.says("read DIR/harbour.html --format batch");
    assert!(
        batch.contains("\nwith --in @doc\n")
            && batch.contains(
                "fishermen, who work there every night and would have to go to another town\" --by \"Tom Hill\""
            ),
        "{batch}"
    );
    book.write("harbour.batch", &batch);
    book.says("batch DIR/harbour.batch");
    assert_eq!(book.json("log").as_array().unwrap().len(), 1);
    let quote = &book.json("show 2")["statements"][0];
    assert_eq!(quote["quote"], "The figure of the opposition is invented");
    let anchored = "select count(*) from statement where quote is not null and quote_start is not null";
    assert_eq!(book.rows(anchored), [1]);
    // A second reading finds the document, and comments out what is recorded.
    let again = book.says("read DIR/harbour.html --format batch");
    assert!(again.contains("\nwith --in 1\n") && again.contains("# left out: that is statement 1 already"), "{again}");
    assert!(book.refused("list --format batch").contains("only gainsay read writes a batch file"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 8, ..Default::default() })]

    #[test]
    fn every_batch_file_can_be_recorded(parts in proptest::collection::vec(0..PARTS.len(), 1..60)) {
        let text: Vec<_> = parts.iter().map(|part| PARTS[*part]).collect();
        let text = text.join(" ");
        let book = TypedBook::after(&[]);
        book.write("article.txt", &text);
        let Ok((batch, _)) = book.typed("read DIR/article.txt --format batch") else {
            assert!(text.trim().is_empty());
            return Ok(());
        };
        book.write("article.batch", &batch);
        let done = book.typed("batch DIR/article.batch");
        assert!(done.is_ok(), "{}\n{text}\n{batch}", done.unwrap_err());
    }
}

/// Parts of texts, with everything that could break a line of a batch file.
const PARTS: [&str; 26] = [
    "said",
    "Ann Lee",
    "Tom Hill, the mayor,",
    "“",
    "”",
    "\"",
    "'",
    "the harbour is sold",
    "the harbour loses money",
    ".",
    ",",
    "\n",
    "\n\n",
    "he",
    "denied that",
    "according to officials",
    "@claim",
    "--by",
    "- -x",
    "as",
    "\\ $HOME `x` !",
    "told the Bay Paper:",
    "#",
    "\u{0}\u{7}",
    "that",
    "declined to comment",
];
