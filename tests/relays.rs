//! Relays of what was said, above all by unnamed speakers; and denials, which are never offered as assertions.

use crate::common::typed::TypedBook;

/// A claim of a senior official whom the Courier leaves unnamed, in its document 1; statement 2 is its report.
const LEAK: [&str; 1] = [
    "add 'The talks begin in May' --by 'a senior official' --unnamed --via Courier --title 'Talks' --publisher Courier",
];

fn origins(book: &TypedBook) -> (i64, i64, i64) {
    let said = book.json("repeats 1");
    let number = |name: &str| said[name].as_i64().unwrap();
    (number("times"), number("speakers"), number("origins"))
}

#[test]
fn a_relay_of_a_claim_is_one_of_the_only_statement_that_makes_it() {
    let book = TypedBook::after(&LEAK);
    let said = book.says("relay 1 --by Nordwire --title 'Talks in May' --kind article");
    assert!(said.contains("Nordwire: reports statement 1"), "{said}");
    assert!(said.contains("Nordwire (outlet, new)"), "{said}");
    book.says("relay --statement 2 --by 'Evening Post' --title 'May talks'");
    assert_eq!(origins(&book), (4, 4, 1));
    assert!(book.refused("relay 1 --by Nordwire --in 2").starts_with("that is statement 3 already"));
    book.says("say 1 --by 'Ann Lee'");
    assert_eq!(
        book.refused("relay 1 --by Wire"),
        "claim 1 was made in several statements: 1 (a senior official), 5 (Ann Lee)\nhint: gainsay relay --statement S names the one that is reported"
    );
    book.says("add 'It rains'");
    assert!(book.refused("relay 2 --by Wire").starts_with("nobody is on record as having made claim 2"));
    assert!(book.refused("relay --statement 99 --by Wire").starts_with("no such statement: 99"));
    assert!(book.refused("relays 1 --by Wire").contains("gainsay relay 2 --by OUTLET"));
}

#[test]
fn a_reprint_of_an_unnamed_speakers_words_is_no_second_origin() {
    for place in ["", " --title 'Talks in May'"] {
        let book = TypedBook::after(&LEAK);
        let line = format!("say 1 --by 'A senior official' --unnamed --via Courier --via Nordwire{place}");
        let said = book.says(&line);
        assert!(said.contains("Courier reports that already, in statement 2; what is new is a relay of it"), "{said}");
        assert!(said.contains("Nordwire: reports statement 2"), "{said}");
        assert_eq!(origins(&book), (3, 3, 1));
        if place.is_empty() {
            assert!(book.refused(&line).starts_with("that is statement 1 already, with its reports"));
        }
    }
    // An outlet that is not on record may have asked another official.
    let book = TypedBook::after(&LEAK);
    book.says("say 1 --by 'a senior official' --unnamed --via Nordwire --title 'Talks in May'");
    assert_eq!(origins(&book), (4, 4, 2));
    // Nothing is guessed between two.
    book.says("say 1 --by 'a senior official' --unnamed --via Courier --title 'More talks' --force");
    let asked = book.refused("say 1 --by 'a senior official' --unnamed --via Courier --via Wire");
    assert!(asked.starts_with("Courier reports claim 1 from several who are called “a senior official”"), "{asked}");
}

#[test]
fn the_only_unnamed_speaker_of_a_document_is_meant_by_its_words() {
    let book = TypedBook::after(&LEAK);
    let said = book.says("dispute 1 --by 'A Senior Official' --in 1 --quote 'I never said May'");
    assert!(said.contains("is the unnamed speaker of document 1"), "{said}");
    assert_eq!(book.rows("select count(*) from speaker where name like 'a senior%'"), [1]);
    // A named speaker of that name is the one who is meant; in another document nobody is called so.
    book.says("speaker add 'A senior official' --kind person");
    book.says("say 1 --by 'A senior official' --in 1");
    assert_eq!(book.rows("select speaker_id from statement where stance = 'asserts' order by id"), [2, 3]);
}

#[test]
fn what_a_speaker_denies_is_never_offered_as_said_by_them() {
    let book = TypedBook::after(&[
        "add 'The government is in talks with Albania' --by 'Ann Lee'",
        "dispute 1 --by Qirko --quote 'there are no talks'",
    ]);
    let known = book.refused("add 'the government is in talks with Albania' --by Qirko");
    assert!(known.contains("gainsay dispute 1 --by Qirko records that they deny it"), "{known}");
    assert!(!known.contains("gainsay say"), "{known}");
    let denial = book.says("add 'The government is not in talks with Albania' --by 'Tom Hill'");
    assert!(denial.contains("gainsay dispute 1 --by 'Tom Hill' records that they deny it"), "{denial}");
    assert!(!denial.contains("gainsay say"), "{denial}");
    let quoted = book.says("add 'The government talks with Albania' --by 'Una Fay' --quote 'it is fake that we talk'");
    assert!(!quoted.contains("gainsay say"), "{quoted}");
    let other = book.refused("add 'the government is in talks with Albania' --by 'Una Fay'");
    assert!(other.contains("gainsay say 1 --by 'Una Fay' records who else says it"), "{other}");
}
