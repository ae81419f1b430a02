//! Days that contradict each other are refused with a sentence, whatever door they come through; and what the desk says among themselves
//! changes no publication.

use crate::common::server::Served;
use crate::common::typed::TypedBook;
use crate::common::{folder, run, text};

fn asked() -> TypedBook {
    TypedBook::after(&[
        "add 'It rains' --by 'Ann Lee'",
        "add 'It snows' --by 'Ann Lee'",
        "ask 1 2 --of 'Tom Hill' --on 2021-11-17 --due 2021-11-18",
        "answer 2 --stance denies --on 2021-11-18",
        "document add --title Piece --publisher 'Our desk' --published 2021-11-18",
        "rate 1 false --because 'it is dry' --on 2021-11-18 --by 'Our desk'",
        "correction add --document Piece --wrong a --correct b --on 2021-11-19",
    ])
}

#[test]
fn days_that_contradict_each_other_are_refused() {
    let book = asked();
    let entries = book.rows("select count(*) from journal");
    for (line, said) in [
        (
            "answer 1 --stance denies --on 2021-11-16",
            "Tom Hill was asked on 2021-11-17, so the request cannot be closed on 2021-11-16",
        ),
        ("close 1 --on 2021-11-16", "Tom Hill was asked on 2021-11-17, so the request cannot be closed on 2021-11-16"),
        ("close 1 --on 2021-11-20", "2021-11-20 is in the future"),
        ("answer 1 --stance denies --on tomorrow", "2021-11-20 is in the future"),
        (
            "request edit 2 --on 2021-11-19 --due ''",
            "was asked on 2021-11-19, so the request cannot be closed on 2021-11-18",
        ),
        (
            "request edit 1 --on 2021-11-19",
            "the reply would be due on 2021-11-18, before it was asked for on 2021-11-19",
        ),
        ("edit --statement 3 --on 2021-11-16", "so the request cannot be closed on 2021-11-16"),
        (
            "ask 1 --of 'Mia Roe' --on 2021-11-18 --due 2021-11-17",
            "the reply would be due on 2021-11-17, before it was asked for on 2021-11-18",
        ),
        ("ask 1 --of 'Mia Roe' --on 2021-12", "2021-12 is in the future"),
        ("correction add 1 --wrong a --correct b --on 2021-11-20", "2021-11-20 is in the future"),
        ("correction edit 1 --on tomorrow", "2021-11-20 is in the future"),
        (
            "correction edit 1 --on 2021-11-17",
            "the correction would be published on 2021-11-17, before what it corrects",
        ),
        ("correction add --verdict 1 --wrong a --correct b --on 2021-10", "verdict 1 is of 2021-11-18"),
    ] {
        let error = book.refused(line);
        assert!(error.contains(said), "{line}: {error}");
        let hint = error.split_once("\nhint: ").map_or("", |(_, hint)| hint);
        assert!(!hint.is_empty(), "{line} has no hint: {error}");
    }
    assert_eq!(book.rows("select count(*) from journal"), entries);
    // What is possible is recorded: the same day, at whatever time; a month that may be meant.
    book.says("answer 1 --stance denies --on 2021-11-17T08:00");
    book.says("correction edit 1 --on 2021-11");
}

#[test]
fn a_request_follows_the_day_of_its_reply() {
    let book = asked();
    book.says("edit --statement 3 --on 2021-11-19");
    assert!(
        book.says("asked --all").contains("2021-11-19") || book.json("asked --all")[1]["closed_on"] == "2021-11-19"
    );
    let shown = book.says("show 2");
    assert!(shown.contains("replied on 2021-11-19"), "{shown}");
    book.says("undo");
    assert!(book.says("show 2").contains("replied on 2021-11-18"));
}

#[test]
fn the_page_the_api_and_a_batch_refuse_such_days_too() {
    let folder = folder();
    for line in ["add 'It rains' --by 'Ann Lee'", "ask 1 --of 'Tom Hill' --on 2021-11-17 --due 2021-11-18"] {
        assert!(run(folder.path(), &format!("--db book.db {line}")).status.success(), "{line}");
    }
    std::fs::write(folder.path().join("one.batch"), "answer 1 --stance denies --on 2021-11-16\n").unwrap();
    let said = "Tom Hill was asked on 2021-11-17, so the request cannot be closed on 2021-11-16, which is earlier";
    let batch = run(folder.path(), "--db book.db batch one.batch");
    assert!(text(&batch.stderr).contains(said), "{}", text(&batch.stderr));
    let served = Served::start(folder.path(), "--db book.db serve");
    for (path, fields) in [
        ("/requests/1/answer", &[("stance", "denies"), ("on", "2021-11-16")][..]),
        ("/requests/1/close", &[("on", "2021-11-16")][..]),
    ] {
        let page = served.post(path, fields);
        assert_eq!(page.status, 422, "{path}");
        assert!(page.texts(".error, [role=alert]").join(" ").contains(said), "{path}: {}", page.text());
        let values: serde_json::Map<_, _> =
            fields.iter().map(|(name, value)| ((*name).to_string(), (*value).into())).collect();
        let api = served.post_json(&format!("/api{path}"), &serde_json::Value::from(values).to_string());
        assert_eq!(api.status, 400, "{path}");
        assert!(api.text().contains(said), "{path}: {}", api.text());
    }
    let lines = text(&run(folder.path(), "--db book.db export --format jsonl").stdout);
    assert!(lines.contains("\"asked_on\":\"2021-11-17\""), "{lines}");
}

#[test]
fn what_the_desk_does_among_themselves_changes_no_publication() {
    let folder = folder();
    let at = |hour: u32, line: &str| {
        let mut command = crate::common::gainsay(folder.path());
        command.env("GAINSAY_NOW", format!("2021-11-19T{hour:02}:00:00Z")).arg("--db").arg("book.db");
        let done = command.args(shlex::split(line).unwrap()).output().unwrap();
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
        text(&done.stderr)
    };
    at(8, "member add Ann");
    at(8, "member add Bob --as Ann");
    at(9, "add 'It rains' --by 'Ann Lee' --as Ann");
    at(9, "ask 1 --of 'Tom Hill' --as Ann");
    let publish = |hour: u32| at(hour, "publish site --url https://desk.example/");
    publish(10);
    for (hour, line) in (11..).zip([
        "comment 1 '@Bob is it so?' --as Ann",
        "comment --edit 1 '@Bob is it really so?' --as Ann",
        "assign 1 --to Bob --due 2021-11-20 --as Ann",
        "unassign 1 --as Ann",
        "request edit 1 --note 'they call back' --as Ann",
        "edit 1 --note 'not for print' --as Ann",
        "stage 1 checking --as Ann",
        "member add Zoe --as Ann",
        "undo --as Ann",
        "comment --remove 1 --as Ann",
    ]) {
        at(hour, line);
        let said = publish(hour);
        assert!(said.contains(": 0 files written"), "{line}: {said}");
    }
    at(22, "edit 1 --text 'It pours' --as Ann");
    assert!(!publish(22).contains(": 0 files written"), "a public change is published");
    let feed = std::fs::read_to_string(folder.path().join("site/feed.xml")).unwrap();
    assert!(feed.contains("<updated>2021-11-19T22:00:00Z</updated>"), "{feed}");
}

#[test]
fn a_time_of_today_is_a_deadline_and_closing_says_by_when_there_was_no_reply() {
    let folder = folder();
    let at = |time: &str, line: &str| {
        let mut command = crate::common::gainsay(folder.path());
        command.env("GAINSAY_NOW", format!("2021-11-19T{time}:00Z")).arg("--db").arg("book.db");
        let done = command.args(shlex::split(line).unwrap()).output().unwrap();
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
        text(&done.stdout) + &text(&done.stderr)
    };
    at("12:00", "add 'It rains' --by 'Ann Lee'");
    let asked = at("13:00", "ask 1 --of 'Tom Hill' --of 'Mia Roe' --due 15:00");
    assert!(asked.contains("to reply by 2021-11-19T15:00") && asked.contains("15:00 is 2021-11-19T15:00"), "{asked}");
    let early = at("14:10", "close 1");
    assert!(early.contains("did not reply by 2021-11-19T14:10"), "{early}");
    let late = at("15:30", "close 2");
    assert!(late.contains("did not reply by 2021-11-19T15:00"), "{late}");
}

#[test]
fn a_comment_on_a_claim_that_is_checked_already_is_listed() {
    let book = TypedBook::after(&[
        "member add Ann",
        "member add Bob",
        "add 'It rains' --by 'Ann Lee'",
        "comment 1 '@Bob before it is checked'",
        "stage 1 checked",
        "comment 1 '@Bob after it was checked'",
    ]);
    let mine = book.says("mine --as Bob");
    assert!(mine.contains("after it was checked") && !mine.contains("before it is checked"), "{mine}");
    book.says("stage 1 checked");
    assert!(book.says("mine --as Bob").contains("after it was checked"), "nothing changed");
    book.says("stage 1 checking");
    assert!(book.says("mine --as Bob").contains("before it is checked"));
}
