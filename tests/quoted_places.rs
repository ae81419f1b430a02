//! Quotes beside a stored text: what counts as equal, which place is taken, and what is kept though it is not there.

use crate::common::{folder, run, text};

const ARTICLE: &str = "The port will close, the mayor said. \"That is wrong,\" said Ann Roe, who sells nets.
\"That is wrong,\" said Bo Lind. From 10\u{2013}12 per cent \u{2014} the of\u{fb01}ce\u{2026} The govern-
ment lies. It\u{200b}is\u{200b}safe.
";

fn book() -> tempfile::TempDir {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    run(folder.path(), "--db b.db document add --title Port --file a.txt");
    run(folder.path(), "--db b.db add 'The port will close' --by Mayor --in 1");
    folder
}

fn said(folder: &tempfile::TempDir, line: &str) -> String {
    let output = run(folder.path(), &format!("--db b.db {line}"));
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn words_that_stand_twice_take_the_place_that_is_free() {
    let book = book();
    let first = said(&book, "dispute 1 --by 'Ann Roe' --in 1 --quote 'That is wrong'");
    assert!(
        first.contains("stand in the text 2 times, at 38 and 85; 38 is taken; --quote-at names another"),
        "{first}"
    );
    let second = said(&book, "dispute 1 --by 'Bo Lind' --in 1 --quote 'That is wrong'");
    assert!(second.contains("85 is taken"), "{second}");
    let third = said(&book, "dispute 1 --by 'Cy Orr' --in 1 --quote 'That is wrong'");
    assert!(third.contains("38 is taken"), "{third}");
    let chosen = said(&book, "dispute 1 --by 'Di Poe' --in 1 --quote 'That is wrong' --quote-at 85");
    assert!(!chosen.contains("times"), "{chosen}");
    assert!(
        said(&book, "doctor").contains("4 quotes are in the stored text")
            || said(&book, "doctor --format json").contains("4 quotes are")
    );
}

#[test]
fn a_quote_is_found_in_the_signs_of_a_keyboard() {
    for quote in [
        "From 10-12 per cent - the office...",
        "The government lies",
        "It is safe",
        "said Ann Roe, who [\u{2026}] nets",
    ] {
        let book = book();
        let line = said(&book, &format!("say 1 --by Kay --in 1 --quote '{quote}'"));
        assert!(!line.contains("error"), "{quote}: {line}");
        assert!(!said(&book, "show 1").contains("not found"), "{quote}");
        let evidence = said(&book, &format!("evidence 1 --supports --in 1 --quote '{quote}'"));
        assert!(!evidence.contains("error"), "{quote}: {evidence}");
    }
}

#[test]
fn a_quote_that_is_not_there_is_kept_as_that() {
    let book = book();
    let refused = said(&book, "say 1 --by Kay --in 1 --quote 'The port is fine'");
    assert!(refused.contains("do not occur") && refused.contains("--force keeps the quote as not found"), "{refused}");
    let forced = said(&book, "say 1 --by Kay --in 1 --quote 'The port is fine' --force");
    assert!(forced.contains("it is kept as not found there"), "{forced}");
    for line in ["show 1", "report - --all"] {
        assert!(said(&book, line).contains("\u{201d} (not found in the stored text)"), "{line}: {}", said(&book, line));
    }
    assert!(said(&book, "doctor").contains("with a quote that is not in the present text"));
    said(&book, "say 1 --by Kit --in 1 --quote 'That is wrong'");
    let edited = said(&book, "edit --statement 3 --quote 'Nothing like it' --force");
    assert!(edited.starts_with("statement 3"), "{edited}");
    assert_eq!(said(&book, "show 1").matches("not found in the stored text").count(), 2);
}
