//! What a retraction takes back: a rule, worked out from what was said.

use crate::common::typed::TypedBook;

/// A claim that the Courier asserts, reports and corrects: statements 1, 2 (Ann Lee), 3 and 4.
const BOTH: [&str; 3] = [
    "add 'It costs 5 million' --by Courier --kind outlet --on 2023-01-10",
    "say 1 --by 'Ann Lee' --via Courier --on 2023-01-11",
    "dispute 1 --by Courier --stance corrects --quote 'it is 4 million' --on 2023-02-01",
];

#[test]
fn a_correction_is_not_taken_back_with_the_report() {
    let book = TypedBook::after(&BOTH);
    let asked = book.refused("retract 1 --by Courier --on 2023-03-01");
    assert_eq!(
        asked,
        "Courier has asserted or reported claim 1, in statements 1, 3, and disputed it, in statement 4: which is taken back?\n\
         hint: --assertion takes back what was asserted or reported, --dispute the dispute; --statement S one statement"
    );
    assert_eq!(asked, book.refused("respond 1 --by Courier --stance retracts").replace("gainsay retract 1: ", ""));
    book.says("retract 1 --by Courier --on 2023-03-01 --assertion");
    assert_eq!(book.standing(), [2, 4, 5]);
    assert_eq!(book.status(1), "disputed");
    book.says("retract 1 --by Courier --on 2023-03-02 --dispute");
    assert_eq!((book.standing(), book.status(1)), (vec![2, 5, 6], "undisputed".into()));
    book.says("undo");
    assert_eq!((book.standing(), book.status(1)), (vec![2, 4, 5], "disputed".into()));
}

#[test]
fn what_only_disputes_is_withdrawn_by_its_name() {
    let book = TypedBook::after(&["add 'It rains' --by 'Ann Lee'", "dispute 1 --by 'Tom Hill'"]);
    assert_eq!(
        book.refused("retract 1 --by 'Tom Hill'"),
        "Tom Hill has only disputed claim 1, in statement 2\nhint: --dispute withdraws that"
    );
    book.says("retract 1 --by 'Tom Hill' --dispute");
    assert_eq!((book.status(1), book.standing()), ("undisputed".into(), vec![1, 3]));
    assert!(book.refused("retract 1 --by 'Tom Hill' --dispute").contains("has not disputed claim 1"));
    book.says("undo");
    book.says("retract --statement 2 --by 'Tom Hill'");
    assert_eq!(book.standing(), [1, 4]);
}

#[test]
fn the_day_of_the_retraction_decides_not_the_order_of_recording() {
    let book = TypedBook::after(&[
        "add 'It rains' --by 'Ann Lee' --on 2023-01-10",
        "retract 1 --by 'Ann Lee' --on 2023-02-01",
        "say 1 --by 'Ann Lee' --on 2023-01-20 --quote again",
    ]);
    assert_eq!((book.status(1), book.standing()), ("withdrawn".into(), vec![2]));
    book.says("say 1 --by 'Ann Lee' --on 2023-03-01 --quote later");
    assert_eq!((book.status(1), book.standing()), ("undisputed".into(), vec![2, 4]));
    // An edit of a day changes what stands: of the statement, of the retraction, of the document in which it stands.
    book.says("edit --statement 4 --on 2023-01-31");
    assert_eq!(book.status(1), "withdrawn");
    book.says("edit --statement 2 --on 2023-01-15");
    assert_eq!((book.status(1), book.standing()), ("undisputed".into(), vec![2, 3, 4]));
    book.says("document add --title News --published 2023-01-12");
    book.says("edit --statement 3 --on '' --in News");
    book.says("edit --statement 4 --on '' --in News");
    assert_eq!((book.status(1), book.standing()), ("withdrawn".into(), vec![2]));
    book.says("document edit News --published 2023-01-16");
    assert_eq!((book.status(1), book.standing()), ("undisputed".into(), vec![2, 3, 4]));
}

#[test]
fn without_days_the_order_of_recording_decides() {
    let book = TypedBook::after(&[
        "add 'It rains' --by 'Ann Lee'",
        "retract 1 --by 'Ann Lee' --on 2023-02-01",
        "say 1 --by 'Ann Lee' --quote again",
    ]);
    assert_eq!((book.status(1), book.standing()), ("undisputed".into(), vec![2, 3]));
}

#[test]
fn a_retraction_can_be_taken_back() {
    let book = TypedBook::after(&[
        "add 'It rains' --by 'Ann Lee'",
        "retract 1 --by 'Ann Lee'",
        "retract --statement 2 --by 'Ann Lee'",
    ]);
    assert_eq!((book.status(1), book.standing()), ("undisputed".into(), vec![1, 3]));
    book.says("retract --statement 3 --by 'Ann Lee'");
    assert_eq!((book.status(1), book.standing()), ("withdrawn".into(), vec![2, 4]));
    assert!(book.refused("retract --statement 4 --by 'Ann Lee'").starts_with("statement 4 takes back a retraction"));
    book.says("remove --statement 4");
    assert_eq!(book.status(1), "undisputed");
    book.says("retract 1 --by 'Ann Lee'");
    assert_eq!(book.status(1), "withdrawn");
}

#[test]
fn a_document_takes_back_what_its_speaker_said_and_reported_in_it() {
    let book = TypedBook::after(&[
        "document add --title News --publisher Courier --published 2023-01-10",
        "add 'It rains' --by Courier --kind outlet --in News",
        "say 1 --by 'Ann Lee' --via Courier --in News",
        "dispute 1 --by 'Tom Hill' --via Courier --in News",
        "add 'It snows' --by Courier --in News",
        "dispute 2 --by Courier --in News",
        "retract --document News --by Courier",
    ]);
    // 2 Ann Lee, 4 Tom Hill's denial, 7 the Courier's own denial, 8 the retraction.
    assert_eq!(book.standing(), [2, 4, 7, 8]);
    assert_eq!((book.status(1), book.status(2)), ("disputed".into(), "withdrawn".into()));
    book.says("retract --statement 8 --by Courier");
    assert_eq!((book.status(1), book.status(2)), ("disputed".into(), "disputed".into()));
}

#[test]
fn joined_speakers_retract_as_one() {
    let book = TypedBook::after(&[
        "add 'It rains' --by 'Zoë Müller'",
        "speaker add 'Z. Mueller'",
        "speaker join 'Zoë Müller' 'Z. Mueller'",
        "retract 1 --by 'Z. Mueller'",
    ]);
    assert_eq!(book.status(1), "withdrawn");
    book.says("speaker part 'Z. Mueller'");
    assert_eq!(book.status(1), "undisputed");
    book.says("undo");
    assert_eq!(book.status(1), "withdrawn");
}

#[test]
fn a_retraction_of_a_denial_of_a_document_frees_its_claims() {
    let book = TypedBook::after(&[
        "document add --title News",
        "add 'It rains' --by 'Ann Lee' --in News",
        "dispute --document News --by 'Tom Hill'",
    ]);
    assert_eq!(book.status(1), "document-disputed");
    book.says("retract --statement 2 --by 'Tom Hill'");
    assert_eq!(book.status(1), "undisputed");
    book.says("retract --statement 3 --by 'Tom Hill'");
    assert_eq!(book.status(1), "document-disputed");
    book.says("undo");
    assert_eq!(book.status(1), "undisputed");
    book.says("undo");
    assert_eq!(book.status(1), "document-disputed");
    book.says("retract --document News --by 'Tom Hill' --dispute");
    assert_eq!(book.status(1), "undisputed");
}

#[test]
fn an_export_brings_what_stands_with_it() {
    let book = TypedBook::after(&BOTH);
    book.says("retract 1 --by Courier --on 2023-03-01 --assertion");
    let lines = book.typed("export - --format jsonl").unwrap().0;
    assert!(!lines.contains("takes_back"));
    let copy = TypedBook::after(&[]);
    std::fs::write(copy.path().with_extension("jsonl"), &lines).unwrap();
    copy.says(&format!("import {}", copy.path().with_extension("jsonl").display()));
    assert_eq!((copy.standing(), copy.status(1)), (book.standing(), "disputed".into()));
    assert_eq!(copy.typed("export - --format jsonl").unwrap().0, lines);
}
