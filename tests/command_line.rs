//! What is typed on the command line: texts from elsewhere, many claims at once, and hints that help with what was tried.

use crate::common::{folder, gainsay, run, text};
use std::io::Write as _;
use std::process::Stdio;

/// A book with so many claims.
fn book(claims: usize) -> tempfile::TempDir {
    let folder = folder();
    let names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"];
    for name in &names[..claims] {
        assert!(run(folder.path(), &format!("--db b.db add 'What {name} says' --by {name} --force")).status.success());
    }
    folder
}

fn said(folder: &tempfile::TempDir, line: &str) -> String {
    let output = run(folder.path(), &format!("--db b.db {line}"));
    text(&output.stdout) + &text(&output.stderr)
}

fn with_input(folder: &tempfile::TempDir, line: &str, input: &str) -> String {
    let mut child = gainsay(folder.path())
        .args(shlex::split(&format!("--db b.db {line}")).unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn a_minus_is_standard_input_for_every_text_and_at_names_a_file() {
    let book = book(1);
    let added = with_input(&book, "add - --by Ann", "Ships sail twice a day\n");
    assert!(added.starts_with("claim 2: Ships sail twice a day\n"), "{added}");
    with_input(&book, "edit 2 --note -", "two\nlines\n");
    with_input(&book, "dispute 2 --by Bo --quote -", "not so");
    with_input(&book, "rate 2 false --by Desk --because -", "It sails once");
    let shown = said(&book, "show 2 --format json");
    for part in ["two\\nlines\"", "\"not so\"", "\"It sails once\"", "gainsay add 'Ships sail twice a day'"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    std::fs::write(book.path().join("note.txt"), "From a file\n").unwrap();
    said(&book, "edit 2 --note @note.txt");
    assert!(said(&book, "show 2").contains("note    From a file") || said(&book, "show 2").contains("From a file"));
    assert!(said(&book, "add '@unknown says so' --by Ann").starts_with("claim 3: @unknown says so"));
    assert!(with_input(&book, "add - --by Ann", " \n").contains("standard input has no text"));
    assert!(with_input(&book, "add - --by Ann --quote -", "x").contains("can be read only once"));
}

#[test]
fn many_claims_are_changed_at_once() {
    for (line, expected) in [
        ("stage 1-3,5 checking", "claim 5 is checking"),
        ("stage '#2' checking", "claim 2 is checking"),
        ("stage 1-2 by:Ed checked", "claim 5 is checked"),
        ("tag 1-3 '#5' red", "claim 5: is tagged red"),
        ("tag by:Cy red blue", "claim 3: is tagged blue"),
        ("tag @some red", "claim 2: is tagged red"),
        ("tag 1 2021", "claim 1: is tagged 2021"),
        ("remove 1-2,4", "claim 4 removed"),
        ("remove by:Flo", "claim 6 removed"),
    ] {
        let book = book(6);
        said(&book, "saved add some 'by:Ann or by:Bo'");
        let done = said(&book, line);
        assert!(done.contains(expected), "{line}: {done}");
    }
    let book = book(6);
    let dry = said(&book, "stage 1-3,5 checking --dry-run");
    assert!(dry.contains("4 claims are meant") && dry.contains("4 changes would be written; nothing was"), "{dry}");
    for line in ["stage 1-6 dropped --dry-run", "tag 1-6 x --dry-run", "remove 1-6 --dry-run"] {
        assert!(said(&book, line).contains("nothing was"), "{line}");
    }
    assert_eq!(said(&book, "list stage:new tag:none --format csv").lines().count(), 7);
    said(&book, "tag 1-6 x");
    assert!(said(&book, "undo").contains("undid"), "one entry");
    assert!(said(&book, "list tag:none --format csv").lines().count() == 7);
    for (line, expected) in [
        ("stage 9 checking", "no such claim: 9"),
        ("stage x checking", "by its number, not by “x”"),
        ("stage tag:nothing checking", "error"),
        ("remove 3-1", "by its number"),
    ] {
        assert!(said(&book, line).contains(expected), "{line}: {}", said(&book, line));
    }
}

#[test]
fn hints_help_with_what_was_tried() {
    let book = book(1);
    for (line, hint) in [
        ("deny 1 --by Bo", "gainsay dispute"),
        ("decline 1 --by Bo", "declines-to-deny"),
        ("correct 1 --by Bo", "--stance corrects"),
        ("delete 1", "gainsay remove"),
        ("respond 1 --by Bo --stance declines", "declines-to-deny or declines-to-comment"),
        ("respond 1 --by Bo --stance 'no comment'", "did you mean declines-to-comment?"),
        ("no-comment 1 --by Bo", "declines-to-comment"),
        ("add Crime has fallen --by Ann", "quotation marks"),
        ("add '-5% growth is coming' --by Ann", "behind --: gainsay add"),
        ("edit 1 --stage checked", "gainsay stage"),
        ("edit 1 --tag x", "gainsay tag"),
    ] {
        let said = said(&book, line);
        assert!(said.contains(hint) && said.contains("hint: "), "{line}: {said}");
        assert!(!said.contains("in a filter"), "{line}: {said}");
    }
    assert!(said(&book, "list -x").contains("in a filter"));
}

#[test]
fn a_label_is_never_taken_for_its_opposite() {
    for (label, never) in [
        ("Untrue", "mean true"),
        ("Mostly untrue", "mostly-true"),
        ("Not true", "mean true"),
        ("Disproven", "mean proven"),
    ] {
        let book = book(1);
        let rated = said(&book, &format!("rate 1 '{label}' --because x --by Desk"));
        assert!(!rated.contains(never), "{label}: {rated}");
        assert!(!said(&book, &format!("list verdict:un{never}")).contains(&format!("did you {never}")));
    }
}

#[test]
fn none_in_quotation_marks_is_the_word() {
    let book = book(3);
    said(&book, "add 'Boats are red' --by None");
    said(&book, "tag 4 none");
    said(&book, "rate 2 none --because r --by Desk");
    let ids = |filter: &str| -> Vec<String> {
        let listed = said(&book, &format!("list {filter} --format csv"));
        listed.lines().skip(1).filter_map(|line| line.split(',').next().map(str::to_string)).collect()
    };
    assert_eq!(ids("'tag:\"none\"'"), ["4"]);
    assert_eq!(ids("tag:none"), ["1", "2", "3"]);
    assert_eq!(ids("--tag none"), ["1", "2", "3"]);
    assert_eq!(ids("--tag '\"none\"'"), ["4"]);
    assert_eq!(ids("'by:\"None\"'"), ["4"]);
    assert_eq!(ids("'verdict:\"none\"'"), ["2"]);
    assert_eq!(ids("verdict:none"), ["1", "3", "4"]);
    said(&book, "saved add odd 'tag:\"none\"'");
    assert_eq!(ids("@odd"), ["4"]);
}

#[test]
fn recorded_today_is_the_local_day() {
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo", "UTC"] {
        let folder = folder();
        let at = |line: &str| {
            let words = shlex::split(&format!("--db b.db {line}")).unwrap();
            let output = gainsay(folder.path()).env_remove("GAINSAY_NOW").env("TZ", zone).args(words).output().unwrap();
            text(&output.stdout)
        };
        at("add 'The pier is closing' --by Ann");
        for (filter, count) in
            [("recorded:today", 2), ("'recorded:>=today'", 2), ("recorded:yesterday", 1), ("recorded:tomorrow", 1)]
        {
            assert_eq!(at(&format!("list {filter} --format csv")).lines().count(), count, "{zone} {filter}");
        }
    }
}

#[test]
fn a_figure_is_one_word() {
    let folder = folder();
    for claim in [
        "Wages rose 5% in May",
        "He paid 3.5 million",
        "They paid 3 people",
        "They paid 3,000 people",
        "It rose 1,5 per cent",
    ] {
        run(folder.path(), &format!("--db b.db add '{claim}' --by A --force"));
    }
    for (words, found) in [
        ("5%", "1"),
        ("5", "1"),
        ("3", "3"),
        ("3.5", "2"),
        ("3,000", "4"),
        ("3000", "4"),
        ("1.5", "5"),
        ("'\"3.5 million\"'", "2"),
    ] {
        for command in ["list", "search"] {
            let listed = said(&folder, &format!("{command} {words} --format jsonl"));
            assert_eq!(listed.lines().count(), 1, "{command} {words}: {listed}");
            assert!(listed.contains(&format!("\"id\":{found},")), "{command} {words}: {listed}");
        }
    }
}

#[test]
fn the_history_is_shown_since_a_day() {
    let book = book(2);
    assert_eq!(said(&book, "log --since yesterday --format csv").lines().count(), 3);
    assert_eq!(said(&book, "log --since 2021-11-19T11:00 --format csv").lines().count(), 3);
    assert!(said(&book, "log --since tomorrow").contains("nothing was done since then"));
    assert!(said(&book, "log --since someday").contains("error"));
}

#[test]
fn files_are_completed_only_where_a_file_is_meant() {
    let folder = folder();
    std::fs::write(folder.path().join("secret.txt"), "").unwrap();
    let script = text(&run(folder.path(), "completions bash").stdout);
    std::fs::write(folder.path().join("c.bash"), script).unwrap();
    let complete = |words: &str| {
        let line = format!(
            ". ./c.bash; COMP_WORDS=({words} ''); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _gainsay gainsay '' \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[*]}}\""
        );
        let output =
            std::process::Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        text(&output.stdout)
    };
    for words in ["gainsay list --by", "gainsay list --tag", "gainsay add --quote", "gainsay show"] {
        assert!(!complete(words).contains("secret.txt"), "{words}: {}", complete(words));
    }
    for words in ["gainsay --db", "gainsay document add --file"] {
        assert!(complete(words).contains("secret.txt"), "{words}: {}", complete(words));
    }
}
