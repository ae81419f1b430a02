//! The day of a statement, also where only the day of its document is known.

use crate::common::typed::TypedBook;

fn book() -> TypedBook {
    TypedBook::after(&[
        "document add --title News --publisher Courier --published 2021-03-03",
        "add 'It rains' --by 'Ann Lee' --via Courier --in News",
        "add 'It snows' --by 'Tom Hill' --on 2021-04-01",
    ])
}

#[test]
fn the_day_of_the_document_stands_in_for_that_of_a_statement() {
    let book = book();
    assert_eq!(book.rows("select count(*) from statement where said_on is not null"), [1]);
    let shown = book.says("show 1");
    assert!(shown.contains("1 · published 2021-03-03 · Ann Lee: asserts claim 1"), "{shown}");
    assert!(shown.contains("2 · published 2021-03-03 · Courier: reports statement 1"), "{shown}");
    for (filter, found) in [("said:2021-03", "1"), ("said:>2021-03-15", "2"), ("said:..2021-03-02", "")] {
        assert_eq!(book.listed(filter, "id").join(" "), found, "{filter}");
    }
    assert_eq!(book.listed("--sort said", "id"), ["1", "2"]);
    let said = book.json("list claim:1");
    assert_eq!(said[0]["first_said_on"], "2021-03-03");
    book.says("document edit News --published 2021-05-01");
    assert_eq!(book.listed("--sort said", "id"), ["2", "1"]);
    assert_eq!(book.listed("said:2021-05", "id"), ["1"]);
}

#[test]
fn a_day_that_cannot_be_is_noted_and_listed() {
    let book = book();
    let after = book.says("say 1 --by 'Mia Roe' --in News --on 2021-03-04");
    assert!(after.contains("2021-03-04 is after document 1 was published (2021-03-03)"), "{after}");
    let future = book.says("say 2 --by 'Mia Roe' --on 2022-01-01");
    assert!(future.contains("2022-01-01 is in the future"), "{future}");
    let edited = book.says("edit --statement 3 --on 2023");
    assert!(edited.contains("2023 is in the future"), "{edited}");
    let examined = book.says("doctor");
    assert!(
        examined.contains("days: 3 statements said in the future or after the publication of the document (3, 4, 5)"),
        "{examined}"
    );
}

#[test]
fn a_spokesperson_speaks_for_an_organisation() {
    let book = TypedBook::after(&[
        "add 'It rains' --by 'Ann Lee'",
        "dispute 1 --by 'Tom Hill' --role spokesman --for 'Home Office'",
        "dispute 1 --by 'Mia Roe' --for 'Home Office'",
    ]);
    assert_eq!(book.listed("claim:1", "disputed_by"), ["[\"Home Office\"]"]);
    let shown = book.says("show 1");
    assert!(shown.contains("Tom Hill, spokesman, for Home Office, denies the claim"), "{shown}");
    for filter in ["disputed-by:'Home Office'", "disputed-by:Hill", "speaker:'Home Office'", "speaker:Roe"] {
        assert_eq!(book.listed(filter, "id"), ["1"], "{filter}");
    }
    assert_eq!(book.json("speaker show 'Home Office'")["kind"], "organisation");
    // What one spokesperson said is the organisation's to take back, not the spokesperson's own.
    assert!(book.refused("retract 1 --by 'Tom Hill' --dispute").contains("Tom Hill has not disputed claim 1"));
    book.says("retract 1 --by 'Olga May' --for 'Home Office' --dispute");
    assert_eq!(book.status(1), "undisputed");
}

#[test]
fn the_same_words_on_another_day_or_occasion_are_another_statement() {
    let book =
        TypedBook::after(&["add 'It rains' --by 'Ann Lee' --quote 'it rains' --on 2021-03-01 --occasion 'a speech'"]);
    for same in ["", "--on 2021-03-01", "--occasion 'a speech'"] {
        let refused = book.refused(&format!("say 1 --by 'Ann Lee' --quote 'it rains' {same}"));
        assert!(refused.starts_with("that is statement 1 already"), "{same}: {refused}");
    }
    book.says("say 1 --by 'Ann Lee' --quote 'it rains' --on 2021-03-02");
    book.says("say 1 --by 'Ann Lee' --quote 'it rains' --occasion 'an interview'");
    assert_eq!(book.standing(), [1, 2, 3]);
}

#[test]
fn a_vague_day_is_kept_as_it_is_sorted_by_its_first_day_and_found_where_it_may_be_meant() {
    let book = TypedBook::after(&[
        "add 'It rained' --by 'Ann Lee' --on 'about 1990'",
        "add 'It snowed' --by 'Ann Lee' --on 'the 1980s'",
        "add 'It hailed' --by 'Ann Lee' --on 'spring 2023'",
        "add 'It froze' --by 'Ann Lee' --on 'between 2021-11 and 2021-12'",
        "add 'It thawed' --by 'Ann Lee' --on 'before 1970'",
        "add 'It blew' --by 'Ann Lee' --on 2021-11-18",
    ]);
    assert_eq!(
        book.rows(
            "select count(*) from statement where said_on in ('1990~', '198X', '2023-21', '2021-11/2021-12', '../1970')"
        ),
        [5]
    );
    assert_eq!(book.listed("--sort said", "id"), ["5", "2", "1", "4", "6", "3"]);
    for (filter, found) in [
        ("said:1985", "2"),
        ("said:198X", "2"),
        ("said:<1980", "5"),
        ("said:1990", "1"),
        ("said:2023-04-10", "3"),
        ("said:2023-06", ""),
        ("said:2021-12", "4"),
        ("said:2021-11-18", "4 6"),
        ("said:2021-11/2021-12", "4 6"),
        ("said:>=2022", "3"),
    ] {
        assert_eq!(book.listed(filter, "id").join(" "), found, "{filter}");
    }
    assert!(book.says("add 'It poured' --by 'Ann Lee' --on 'spring 2024'").contains("spring 2024 is 2024-21"));
    assert!(
        book.refused("add 'It dripped' --by 'Ann Lee' --on 'between 2022 and 2021'")
            .contains("there is no time from 2022 to 2021")
    );
}
