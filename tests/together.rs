//! What several speakers say together: a statement of each, in the same words on the same occasion.

use crate::common::server::{Served, newest};
use crate::common::typed::TypedBook;
use crate::common::{folder, run};

/// The speakers, roles, days, occasions and places of all statements.
fn statements(book: &TypedBook) -> Vec<String> {
    let lines = book.typed("export - --format jsonl claim:1").unwrap().0;
    let claim: serde_json::Value =
        serde_json::from_str(lines.lines().find(|line| line.contains(r#""statements""#)).unwrap()).unwrap();
    let said = claim["statements"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_string();
    said.iter()
        .map(|one| {
            format!(
                "{} {} {} {} {} {}",
                text(&one["speaker"]),
                text(&one["role"]),
                text(&one["stance"]),
                text(&one["said_on"]),
                text(&one["occasion"]),
                one["span"]
            )
        })
        .collect()
}

/// A book with a text in which the words stand twice.
fn book() -> TypedBook {
    let book = TypedBook::after(&[]);
    book.write("text.txt", "We will build it. We will build it, they said.");
    book.says("document add --title Statement --file DIR/text.txt");
    book
}

#[test]
fn two_who_say_it_together_make_two_statements_in_one_entry() {
    let book = book();
    let said = book.says(
        "add 'The bridge will be built' --by 'Ann Lee' --by 'Tom Hill' --role mayor --quote 'We will build it' --on 2021-11-15 --occasion 'a press conference' --in 1",
    );
    assert!(said.contains("statement 1: Ann Lee, mayor:") && said.contains("statement 2: Tom Hill, mayor:"), "{said}");
    let expected =
        ["Ann Lee", "Tom Hill"].map(|who| format!("{who} mayor asserts 2021-11-15 a press conference [0,16]"));
    assert_eq!(statements(&book), expected);
    assert_eq!(said.matches("these words stand in the text 2 times").count(), 1, "{said}");
    book.says("undo");
    assert_eq!(book.rows("select count(*) from statement"), [0]);
}

#[test]
fn each_has_a_role_where_there_are_as_many_roles() {
    let book = TypedBook::after(&["add 'It rains'"]);
    book.says("dispute 1 --by 'Ann Lee' --role mayor --by 'Tom Hill' --role 'head of the council'");
    assert_eq!(statements(&book), ["Ann Lee mayor denies - - null", "Tom Hill head of the council denies - - null"]);
    assert_eq!(book.status(1), "disputed");
    let refused = book.refused("say 1 --by Una --by Mia --by Zoe --role a --role b");
    assert_eq!(refused, "2 roles for 3 speakers\nhint: give one role for all of them, or one for each, in their order");
    let refused = book.refused("say 1 --by 'Una Fay' --by Fay");
    assert!(refused.starts_with("Una Fay is named twice"), "{refused}");
    let refused = book.refused("retract 1 --by 'Ann Lee' --by 'Tom Hill' --dispute");
    assert!(refused.starts_with("each speaker takes back"), "{refused}");
    assert!(book.refused("respond 1 --stance retracts --by 'Ann Lee' --by 'Tom Hill'").starts_with("each speaker"));
}

#[test]
fn responses_reports_and_relays_are_of_each() {
    let book = TypedBook::after(&["add 'It rains' --by 'Ann Lee'"]);
    book.says("respond 1 --stance declines-to-deny --by 'Tom Hill' --by 'Una Fay'");
    book.says("relay 1 --by Courier --by Nordwire --url https://example.org/a");
    book.says("say 1 --by 'Mia Roe' --by 'Zoe Fox' --via Echo --confirms");
    assert_eq!(
        book.rows("select coalesce(target_statement_id, 0) from statement order by id"),
        [0, 0, 0, 1, 1, 0, 6, 0, 8]
    );
    assert!(book.refused("add 'It rains' --by Bo --by Jo").contains("gainsay say 1 --by Bo --by Jo records"));
}

#[test]
fn a_batch_names_the_last_and_the_history_is_the_command() {
    let book = TypedBook::after(&[]);
    book.write(
        "lines.batch",
        "add 'It rains' --by 'Ann Lee' --by 'Tom Hill'\ndispute --statement @statement --by 'Una Fay'\n",
    );
    book.says("batch DIR/lines.batch");
    assert_eq!(book.rows("select target_statement_id from statement where id = 3"), [2]);
    book.says("say 1 --by 'Mia Roe' --by 'Zoe Fox'");
    assert!(book.says("log").contains("gainsay say 1 --by 'Mia Roe' --by 'Zoe Fox'"));
}

#[test]
fn a_form_takes_several_speakers_with_a_semicolon_and_the_api_a_list() {
    let folder = folder();
    assert!(run(folder.path(), "--db t.db add 'It rains'").status.success());
    let served = Served::start(folder.path(), "--db t.db serve");
    assert_eq!(served.post("/claims/1/say", &[("by", "Ann Lee; Tom Hill"), ("role", "guide")]).status, 303);
    assert_eq!(newest(&served)["command"], "gainsay say 1 --by 'Ann Lee' --by 'Tom Hill' --role guide");
    let reply = served.post_json("/api/claims/1/dispute", r#"{"by": ["Una Fay", "Mia Roe"], "stance": "denies"}"#);
    assert_eq!(reply.status, 200);
    assert_eq!(newest(&served)["command"], "gainsay dispute 1 --by 'Una Fay' --by 'Mia Roe'");
}
