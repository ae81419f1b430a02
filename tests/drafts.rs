//! A draft is checked line by line before it appears: what a new version keeps, what it changes, and the text with its notes.

use std::fs;
use std::io::{Cursor, Read as _};
use std::time::Duration;

use proptest::prelude::*;
use serde_json::Value;

use crate::common::server::Served;
use crate::common::typed::TypedBook;
use crate::common::{folder, run};

/// An invented draft.
const DRAFT: &str = "Ferry to stop

The ferry of Northport carried 40,000 people last year. It is the oldest ferry of the coast.

“We have no choice,” said Ann Lee, the mayor of Northport. The evening was quiet.

The council will vote in March 2022. Tom Hill voted against it.
";

/// A book with the draft, and what its text suggests recorded.
fn book() -> TypedBook {
    let book = TypedBook::after(&[]);
    book.write("ferry.txt", DRAFT);
    book.says("document add --kind draft --file DIR/ferry.txt --title Ferry --publisher Courier");
    let read = book.json("read 1");
    let likely = read.as_array().unwrap().iter().filter(|one| one["score"].as_f64().unwrap() >= 0.5);
    let numbers: Vec<_> = likely.map(|one| one["number"].to_string()).collect();
    book.says(&format!("accept 1 {}", numbers.join(",")));
    book
}

/// Another version of the draft.
fn edit(book: &TypedBook, text: &str) -> String {
    book.write("ferry.txt", text);
    book.says("document edit 1 --file DIR/ferry.txt")
}

fn lines(book: &TypedBook, filter: &str) -> Vec<Value> {
    book.json(&format!("lines 1 {filter}")).as_array().unwrap().clone()
}

/// Where a line stands in the text.
fn place(line: &Value) -> (usize, usize) {
    let at = |name: &str| usize::try_from(line[name].as_u64().unwrap()).unwrap();
    (at("start"), at("end"))
}

/// The line with some words.
fn line(book: &TypedBook, words: &str) -> Value {
    let all = lines(book, "");
    all.iter().find(|one| one["text"].as_str().unwrap().contains(words)).unwrap_or_else(|| panic!("{all:#?}")).clone()
}

fn claim_of(line: &Value) -> i64 {
    line["claims"][0]["id"].as_i64().unwrap_or_else(|| panic!("{line:#}"))
}

#[test]
fn every_sentence_is_a_line_with_what_is_claimed_there() {
    let book = book();
    let all = lines(&book, "");
    let states: Vec<_> = all.iter().map(|one| one["state"].as_str().unwrap()).collect();
    let (r, u) = ("recorded", "undecided");
    assert_eq!(states, [u, r, r, r, u, r, r], "{all:#?}");
    for one in &all {
        let (start, end) = place(one);
        assert_eq!(DRAFT.chars().skip(start).take(end - start).collect::<String>(), one["text"].as_str().unwrap());
    }
    // What the text says itself is its publisher's.
    assert_eq!(line(&book, "40,000")["claims"][0]["made_by"], serde_json::json!(["Courier"]));
    assert_eq!(line(&book, "no choice")["claims"][0]["made_by"], serde_json::json!(["Ann Lee"]));
    assert!(book.says("lines 1").contains("7 sentences, 5 with claims, 5 without a source, 2 undecided"));
}

#[test]
fn a_draft_without_a_publisher_has_claims_that_nobody_is_known_to_have_made() {
    let book = TypedBook::after(&[]);
    book.write("ferry.txt", DRAFT);
    book.says("document add --kind draft --file DIR/ferry.txt --title Ferry");
    book.says("accept 1 1-2");
    let found = line(&book, "40,000");
    assert_eq!((claim_of(&found), &found["claims"][0]["made_by"]), (1, &serde_json::json!([])));
    assert_eq!(book.listed("is:unsourced", "claim").len(), 2);
}

#[test]
fn a_person_says_where_there_is_nothing_to_check_and_takes_it_back() {
    let book = book();
    book.says("nothing-to-check 1 1 'The evening was quiet'");
    assert_eq!(line(&book, "evening")["state"], "nothing-to-check");
    assert_eq!(lines(&book, "is:open").len(), 5);
    assert!(book.refused("nothing-to-check 1 2").contains("was recorded in line 2"));
    assert!(book.refused("nothing-to-check 1 99").contains("there is no line 99: the text has 7 lines"));
    assert!(book.refused("nothing-to-check 1 'The evening was loud'").contains("the nearest passage is"));
    book.says("nothing-to-check 1 1 --remove");
    assert_eq!(line(&book, "Ferry to stop")["state"], "undecided");
    for _ in 0..2 {
        book.says("undo");
    }
    assert_eq!(line(&book, "evening")["state"], "undecided");
    book.says("redo");
    book.says("redo");
    assert_eq!(line(&book, "evening")["state"], "nothing-to-check");
    assert!(book.says("doctor").contains("the book is sound"));
}

#[test]
fn lines_are_open_until_their_claims_are_checked() {
    let book = book();
    let claim = claim_of(&line(&book, "40,000"));
    let open = |words: &str| {
        line(&book, words)["open"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(open("40,000"), ["not checked", "no source"]);
    book.says(&format!("evidence {claim} --supports --title Accounts --url https://northport.example/accounts"));
    assert_eq!(open("40,000"), ["not checked"]);
    book.says(&format!("stage {claim} awaiting-reply"));
    assert_eq!(open("40,000"), ["awaiting a reply"]);
    book.says(&format!("rate {claim} true --because 'the accounts say so' --by Desk"));
    assert_eq!(open("40,000"), Vec::<String>::new());
    // What the text itself says and is not true has to be put right; what it quotes may be wrong.
    book.says(&format!("rate {claim} false --because 'they do not' --by Desk"));
    assert_eq!(open("40,000"), ["found false, and the text says it"]);
    let quoted = claim_of(&line(&book, "no choice"));
    book.says(&format!("rate {quoted} false --because 'she has' --by Desk"));
    assert_eq!(open("no choice"), ["no source"]);
    book.says(&format!("stage {} dropped", claim_of(&line(&book, "oldest"))));
    assert_eq!(open("oldest"), Vec::<String>::new());
    assert_eq!(lines(&book, "verdict:false").len(), 2);
    assert_eq!(lines(&book, "verdict:false -is:open").len(), 0);
    assert_eq!(lines(&book, "council").len(), 1);
    assert_eq!(book.listed("is:open", "id").len(), 2, "claims that are neither checked nor dropped");
}

#[test]
fn a_new_version_keeps_what_stands_and_says_what_is_new_changed_or_gone() {
    let book = book();
    let [ferry, oldest, vote, hill] =
        ["40,000", "oldest", "council", "Tom Hill"].map(|words| claim_of(&line(&book, words)));
    book.says(&format!("rate {ferry},{vote} true --because 'it is so' --by Desk"));
    book.says("nothing-to-check 1 1,5");
    let told = edit(
        &book,
        "Ferry to stop\n\nNobody asked the fishermen.\n\nThe evening was quiet.\n\nThe council will vote in March 2022.\n\n\
         The ferry of Northport carried 30,000 people last year. It is the oldest ferry of the coast.\n\nTom Hill voted against it.\n",
    );
    for expected in [
        "is new: “Nobody asked the fishermen.”",
        &format!("changed: “The ferry of Northport carried 30,000 people last year.” (claim {ferry})"),
        "is gone: “““We have no choice,” said Ann Lee, the mayor of Northport.”",
        "5 lines stand as before",
    ] {
        let expected = expected.replace("““", "“");
        assert!(told.contains(&expected), "{expected}\n{told}");
    }
    // What moved with its line is at its new place.
    for (words, claim) in [("oldest", oldest), ("council", vote), ("Tom Hill", hill)] {
        assert_eq!(claim_of(&line(&book, words)), claim, "{words}");
    }
    assert!(!told.contains("“It is the oldest ferry of the coast.” stands elsewhere"), "{told}");
    assert_eq!(line(&book, "evening")["state"], "nothing-to-check");
    assert_eq!(line(&book, "council")["claims"][0]["checked"], true);
    // What changed is to be checked again.
    let changed = line(&book, "30,000");
    assert_eq!((claim_of(&changed), &changed["claims"][0]["checked"]), (ferry, &Value::Bool(false)));
    assert_eq!(changed["open"][0], "changed after it was checked");
    // What is gone is still recorded of the draft.
    let shown = book.says("lines 1");
    assert!(
        shown.contains("Recorded of it, at no line") && shown.contains("its words are no longer in the text"),
        "{shown}"
    );
    book.says(&format!("still-stands 1 {}", changed["line"]));
    assert_eq!(line(&book, "30,000")["claims"][0]["checked"], true);
    book.says("undo");
    assert_eq!(line(&book, "30,000")["claims"][0]["checked"], false);
    book.says(&format!("rate {ferry} false --because 'it is 40,000' --by Desk"));
    assert_eq!(line(&book, "30,000")["claims"][0]["checked"], true);
    // All of it can be taken back.
    for _ in 0..3 {
        book.says("undo");
    }
    assert_eq!(claim_of(&line(&book, "40,000")), ferry);
    assert_eq!(line(&book, "no choice")["state"], "recorded");
    assert!(book.says("doctor").contains("the book is sound"));
}

#[test]
fn places_of_claims_go_out_and_come_in_again() {
    let book = book();
    let ferry = claim_of(&line(&book, "40,000"));
    book.says("nothing-to-check 1 1,5");
    edit(&book, &DRAFT.replace("40,000", "30,000"));
    let before = lines(&book, "");
    book.says("export DIR/out.jsonl");
    let other = TypedBook::after(&[]);
    fs::copy(book.file("out.jsonl"), other.file("out.jsonl")).unwrap();
    for _ in 0..2 {
        other.says("import DIR/out.jsonl");
        assert_eq!(lines(&other, ""), before);
    }
    assert_eq!(other.rows("select count(*) from marked_passage where changed_at is not null"), [1]);
    other.says("export DIR/again.jsonl");
    let read = |book: &TypedBook, name: &str| fs::read_to_string(book.file(name)).unwrap();
    assert_eq!(read(&other, "again.jsonl"), read(&book, "out.jsonl"));
    // A claim that is joined into another one or removed leaves nothing behind.
    let hill = claim_of(&line(&book, "Tom Hill"));
    book.says(&format!("claim join {ferry} --into {hill}"));
    assert_eq!(claim_of(&line(&book, "30,000")), hill);
    book.says(&format!("remove {hill}"));
    assert_eq!(line(&book, "30,000")["claims"], serde_json::json!([]));
    assert!(book.says("doctor").contains("the book is sound"));
}

#[test]
fn a_text_in_any_language_has_lines() {
    let book = TypedBook::after(&[]);
    book.write("thai.txt", "นายกเทศมนตรีกล่าวว่าท่าเรือขาดทุน\n");
    book.says("document add --kind draft --file DIR/thai.txt --title Thai");
    let shown = book.says("lines 1");
    assert!(
        shown.contains("1 sentence, 1 undecided") && shown.contains("not in a language that gainsay reads"),
        "{shown}"
    );
    book.says("nothing-to-check 1 1");
    assert_eq!(lines(&book, "is:open").len(), 0);
    book.says("document add --title Empty");
    assert!(book.refused("lines 2").contains("no text is stored for document 2"));
}

#[test]
fn the_annotated_draft_has_a_note_for_each_claim_and_escapes_everything() {
    let book = TypedBook::after(&[]);
    let hard = "<script>alert(1)</script> & \"x\" [y](javascript:z) cost £3.";
    book.write("hard.txt", &format!("{DRAFT}\n{hard}\n"));
    book.says("document add --kind draft --file DIR/hard.txt --title '<b>Ferry</b>' --publisher Courier");
    book.says("accept 1 1-6");
    book.says("rate 1 true --because 'a <i>report</i>' --by Desk --on 2021-11-18");
    book.says("evidence 1 --supports --title 'Accounts & more' --url https://northport.example/?a=1&b=2 --note secret");
    let page = book.says("annotate 1");
    assert!(!page.contains("<script") && !page.contains("<b>Ferry") && !page.contains("<i>report"), "{page}");
    assert!(
        page.contains("Desk, 2021-11-18") && page.contains("href=\"https://northport.example/?a=1&amp;b=2\""),
        "{page}"
    );
    assert!(
        !page.contains("src=") && !page.contains("url(") && !page.contains("secret"),
        "nothing is asked of the network"
    );
    assert_eq!(page.matches("<li id=\"note-").count(), 6, "{page}");
    assert!(book.says("annotate 1 --notes").contains("secret"));
    let markdown = book.says("annotate 1 --format md");
    assert!((1..=6).all(|number| markdown.matches(&format!("[^{number}]")).count() == 2), "{markdown}");
    assert!(markdown.contains("\\<script\\>") && markdown.contains("\\[y\\](javascript"), "{markdown}");
    book.says("annotate 1 DIR/out.docx");
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(book.file("out.docx")).unwrap())).unwrap();
    let mut footnotes = String::new();
    archive.by_name("word/footnotes.xml").unwrap().read_to_string(&mut footnotes).unwrap();
    assert_eq!(footnotes.matches("<w:footnoteRef/>").count(), 6);
    assert!(footnotes.contains("Accounts &amp; more") && footnotes.contains("&lt;i&gt;report"), "{footnotes}");
    // It is an article like any other.
    assert!(book.says("read DIR/out.docx --text").contains("The ferry of Northport carried 40,000 people last year."));
    assert!(book.refused("annotate 1 DIR/out.docx").contains("out.docx"));
    assert!(book.refused("annotate 1 DIR/out.pdf").contains("is not clear"));
    assert!(book.refused("annotate 1 DIR/new.md --format md").contains("the ending of the file says what it is"));
}

#[test]
fn the_page_checks_a_draft_without_javascript() {
    let folder = folder();
    fs::write(folder.path().join("ferry.txt"), DRAFT).unwrap();
    let added =
        run(folder.path(), "--db b.db document add --kind draft --file ferry.txt --title Ferry --publisher Courier");
    assert!(added.status.success());
    let served = Served::start(folder.path(), "--db b.db serve");
    assert!(served.get("/documents/1").text().contains("/documents/1/lines"));
    let page = served.get("/documents/1/lines");
    assert_eq!(page.texts("h1"), ["Line by line"]);
    assert_eq!(page.texts("tbody tr").len(), 7);
    let done = served.post("/documents/1/lines/nothing-to-check", &[("lines", "1,5")]);
    assert!(done.status == 303 && done.header("location").starts_with("/documents/1/lines"));
    let done = served.post("/documents/1/lines/accept", &[("numbers", "1")]);
    assert_eq!(done.status, 303);
    assert_eq!(served.get("/documents/1/lines?q=is%3Aopen").texts("tbody tr").len(), 5);
    let refused = served.post("/documents/1/lines/nothing-to-check", &[("lines", "2")]);
    assert_eq!(refused.status, 422);
    let page = served.get("/documents/1/annotated");
    assert_eq!(page.texts(".notes li").len(), 1, "{}", page.text());
    for (path, kind) in
        [("docx", "application/vnd.openxmlformats"), ("md", "text/markdown"), ("html", "application/octet-stream")]
    {
        let file = served.get(&format!("/documents/1/annotated.{path}"));
        assert!(
            file.header("content-type").starts_with(kind) && file.header("content-disposition").contains("attachment")
        );
    }
    let api: Value = serde_json::from_str(&served.get("/api/documents/1/lines").text()).unwrap();
    assert_eq!(api.as_array().unwrap().len(), 7);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever a draft becomes, each line is where it says, each claim that is placed stands in its line, and undo brings everything back.
    #[test]
    fn any_new_version_leaves_the_book_sound(
        cut in prop::collection::vec(0..7_usize, 0..5),
        added in prop::collection::vec("[A-Za-z£0-9 .?!\\n“”é東א]{0,40}", 0..3),
        rotated in 0..7_usize,
    ) {
        let book = book();
        let before = lines(&book, "");
        let mut sentences: Vec<String> = before.iter().map(|one| one["text"].as_str().unwrap().to_string()).collect();
        for at in cut {
            let place = at % sentences.len();
            sentences[place] = sentences[place].chars().skip(at).collect();
        }
        sentences.rotate_left(rotated);
        sentences.extend(added.into_iter().filter(|text| !text.contains('\u{fffd}')));
        let text = format!("Ferry\n{}\n", sentences.join("\n"));
        edit(&book, &text);
        let stored = book.says("document show 1 --text");
        for one in lines(&book, "") {
            let (start, end) = place(&one);
            let words: String = stored.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(Some(words.as_str()), one["text"].as_str());
        }
        prop_assert!(book.says("doctor").contains("the book is sound"));
        book.says("undo");
        prop_assert_eq!(lines(&book, ""), before);
    }
}

/// The time that a processor has spent on this thread: other work on the machine does not count.
fn processor_time() -> Duration {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(spent.split(' ').next().unwrap().parse().unwrap())
}

#[test]
fn a_long_draft_is_read_in_proportion() {
    let time = |times: usize| {
        let book = TypedBook::after(&[]);
        let paragraph = |number: usize| format!("{}\n", DRAFT.replace("40,000", &format!("{number}")));
        book.write("long.txt", &(0..times).map(paragraph).collect::<String>());
        book.says("document add --kind draft --file DIR/long.txt --title Long --publisher Courier");
        let least = (0..3).map(|_| {
            let start = processor_time();
            book.json("lines 1");
            processor_time().saturating_sub(start)
        });
        least.min().unwrap_or_default()
    };
    let (little, much) = (time(10), time(100));
    assert!(much <= 14 * little + Duration::from_millis(200), "{little:?} for 10, {much:?} for 100");
}
