//! What was found wrong once stays right.

use std::fs;
use std::path::Path;

use crate::common::{folder, run, text};
use serde_json::Value;

/// Runs lines that must all be done, on the book `book.db`.
fn done(folder: &Path, lines: &[&str]) {
    for line in lines {
        let output = run(folder, &format!("--db book.db {line}"));
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    }
}

/// Runs a line that must be refused, and gives what it says.
fn refused(folder: &Path, line: &str) -> String {
    let output = run(folder, &format!("--db book.db {line}"));
    assert!(!output.status.success(), "{line}: {}", text(&output.stdout));
    text(&output.stderr)
}

fn claims(folder: &Path, book: &str) -> Vec<Value> {
    let listed = text(&run(folder, &format!("--db {book} list --format jsonl")).stdout);
    listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn statuses(folder: &Path, book: &str) -> Vec<String> {
    claims(folder, book).iter().map(|claim| claim["status"].as_str().unwrap().to_string()).collect()
}

#[test]
fn a_line_that_is_left_out_takes_its_keys_along() {
    let folder = folder();
    let lines = [
        r#"{"type":"speaker","key":"a","name":"Anna"}"#,
        r#"{"type":"speaker","key":"a","name":"Berta","aliases":[""]}"#,
        r#"{"type":"speaker","key":"b","name":"Clara"}"#,
        r#"{"text":"","statements":[{"key":"k","speaker":"b","stance":"asserts"}]}"#,
        r#"{"text":"Hello","statements":[{"speaker":"a","stance":"asserts"}]}"#,
        r#"{"text":"Bye","statements":[{"speaker":"b","stance":"reports","target_statement":"k"}]}"#,
        r#"{"text":"Label","verdicts":[{"label":""}]}"#,
        "[1]",
        r#"{"text":"Uid","uid":""}"#,
    ];
    fs::write(folder.path().join("lines.jsonl"), lines.join("\r\n")).unwrap();
    done(folder.path(), &["import lines.jsonl"]);
    let claims = claims(folder.path(), "book.db");
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0]["made_by"], serde_json::json!(["Anna"]));
    let said = refused(folder.path(), "import lines.jsonl --strict");
    assert_eq!(
        said.lines().filter(|line| line.trim_start_matches("error: ").starts_with("line ")).count(),
        6,
        "{said}"
    );
    assert!(!said.contains("struct") && !said.contains("constraint"), "{said}");
}

#[test]
fn two_people_of_one_name_stay_two() {
    let (here, there) = (folder(), folder());
    done(
        here.path(),
        &[
            "speaker add 'John Smith' --wikidata Q1",
            "speaker add 'John Smith' --wikidata Q2 --force",
            "add 'It rains' --by 1",
            "dispute 1 --by 2",
            "export book.jsonl",
        ],
    );
    fs::copy(here.path().join("book.jsonl"), there.path().join("book.jsonl")).unwrap();
    done(
        there.path(),
        &[
            "speaker add 'John Smith' --wikidata Q3",
            "speaker add 'John Smith' --wikidata Q4 --force",
            "import book.jsonl",
        ],
    );
    let speakers = text(&run(there.path(), "--db book.db speaker list --format csv").stdout);
    assert_eq!(speakers.matches("John Smith").count(), 4, "{speakers}");
}

#[test]
fn a_report_of_a_denial_does_not_carry_the_claim() {
    let folder = folder();
    done(
        folder.path(),
        &[
            "add C --by officials --unnamed --title T --publisher 'The Times'",
            "dispute --statement 1 --by X",
            "respond --statement 2 --stance reports --by 'The Mail' --title 'X denies it'",
            "dispute --document 2 --by Y",
            "retract --statement 2 --by X",
        ],
    );
    let claims = claims(folder.path(), "book.db");
    assert_eq!(
        (&claims[0]["status"], &claims[0]["attribution"]),
        (&"undisputed".into(), &serde_json::json!(["officials said it"]))
    );
}

#[test]
fn a_retraction_survives_export_and_import_in_parts() {
    let (here, there) = (folder(), folder());
    done(
        here.path(),
        &[
            "add One --by 'The Times' --kind outlet --title T",
            "add Two --by 'The Times' --in 1",
            "retract --document 1 --by 'The Times'",
            "add Three --by 'The Times' --in 1",
            "export one.jsonl --limit 1",
            "export all.jsonl",
        ],
    );
    // A document that is taken back is so with all that its speaker said in it, whenever that was recorded.
    assert_eq!(statuses(here.path(), "book.db"), ["withdrawn", "withdrawn", "withdrawn"]);
    for file in ["one.jsonl", "all.jsonl"] {
        fs::copy(here.path().join(file), there.path().join(file)).unwrap();
        done(there.path(), &[&format!("import {file}")]);
    }
    assert_eq!(statuses(there.path(), "book.db"), ["withdrawn", "withdrawn", "withdrawn"]);
    // Lines of earlier versions said what is taken back; it is not believed.
    let earlier = r#"{"text":"X","statements":[{"key":"s","speaker":"Anna","stance":"asserts"},{"speaker":"Bob","stance":"comments","takes_back":["s"]}]}"#;
    fs::write(there.path().join("earlier.jsonl"), earlier).unwrap();
    done(there.path(), &["import earlier.jsonl --strict"]);
    assert_eq!(statuses(there.path(), "book.db"), ["withdrawn", "withdrawn", "withdrawn", "undisputed"]);
}

#[test]
fn an_undo_is_never_without_effect() {
    let folder = folder();
    done(folder.path(), &["add AAA", "edit 1 --text BBB", "edit 1 --text AAA", "tag 1 x", "undo"]);
    assert!(refused(folder.path(), "undo 2").contains("entry 2 cannot be undone or redone on its own: entry 3"));
    assert!(refused(folder.path(), "undo 1").contains("entry 2 (claim 1 (text AAA → BBB)) and entry 3"));
    done(folder.path(), &["undo", "undo", "undo"]);
    assert!(refused(folder.path(), "undo").contains("nothing to undo"));
    done(folder.path(), &["redo", "redo", "redo", "redo"]);
    let claims = claims(folder.path(), "book.db");
    assert_eq!((&claims[0]["claim"], &claims[0]["tags"]), (&"AAA".into(), &serde_json::json!(["x"])));
}

#[test]
fn what_a_later_undo_needs_is_not_taken_back_alone() {
    let folder = folder();
    done(folder.path(), &["document add --title D", "add C --by A --in 1", "remove --statement 1"]);
    assert!(
        refused(folder.path(), "undo 1")
            .contains("entry 1 cannot be undone or redone on its own: entry 3 (− statement 1")
    );
    done(folder.path(), &["undo", "undo", "undo"]);
    assert!(refused(folder.path(), "undo").contains("nothing to undo"));
}

#[test]
fn removing_a_retraction_and_undoing_that_changes_no_status() {
    let folder = folder();
    done(
        folder.path(),
        &["add C --by A --title D", "retract --document 1 --by A", "add C2 --by A --in 1", "remove --statement 2"],
    );
    assert_eq!(statuses(folder.path(), "book.db"), ["undisputed", "undisputed"]);
    done(folder.path(), &["undo"]);
    assert_eq!(statuses(folder.path(), "book.db"), ["withdrawn", "withdrawn"]);
}

#[test]
fn a_book_is_not_exported_over_itself() {
    let folder = folder();
    done(folder.path(), &["add C"]);
    let before = fs::read(folder.path().join("book.db")).unwrap();
    fs::write(folder.path().join("book.db-wal"), "").unwrap();
    for file in ["book.db", "book.db-wal", "./book.db"] {
        assert!(
            refused(folder.path(), &format!("export {file} --force --format csv")).contains("the book itself"),
            "{file}"
        );
    }
    assert_eq!(fs::read(folder.path().join("book.db")).unwrap(), before);
}

#[test]
fn a_paper_is_never_taken_for_another_and_an_article_makes_no_new_one() {
    let folder = folder();
    done(
        folder.path(),
        &[
            "add C --by 'The Sun on Sunday' --kind outlet",
            "say 1 --by 'The Sun' --kind outlet",
            "speaker add 'Evening Post' --kind outlet",
            "dispute 1 --by 'the evening post'",
            "speaker add 'Qirjako Qirko'",
            "dispute 1 --by 'Mr Qirko'",
        ],
    );
    let claims = claims(folder.path(), "book.db");
    assert_eq!(claims[0]["made_by"], serde_json::json!(["The Sun on Sunday", "The Sun"]));
    assert_eq!(claims[0]["disputed_by"], serde_json::json!(["Evening Post", "Qirjako Qirko"]));
}

#[test]
fn the_newer_verdict_of_one_day_stands_and_the_words_of_filters_know_no_case() {
    let folder = folder();
    done(
        folder.path(),
        &[
            "add C --tag Migration",
            "add D --tag migration",
            "rate 1 Übertrieben --because x --by Desk",
            "rate 2 false --because x --by Desk",
            "rate 2 true --because y --by Desk --on 2021-11-19",
        ],
    );
    let claims = claims(folder.path(), "book.db");
    assert_eq!(claims[1]["verdict"], "true");
    for (filter, count) in [("--tag MIGRATION", 2), ("--verdict übertrieben", 1), ("--verdict TRUE", 1)] {
        let listed = run(folder.path(), &format!("--db book.db list {filter} --format jsonl"));
        assert_eq!(text(&listed.stdout).lines().count(), count, "{filter}");
    }
}

#[test]
fn nothing_that_fails_starts_a_book() {
    let folder = folder();
    for line in ["add ''", "import nowhere.jsonl", "document add", "speaker add ''"] {
        refused(folder.path(), line);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn nobody_without_a_name_signs_anything() {
    let folder = folder();
    done(folder.path(), &["add 'It rains' --by 'a source' --unnamed --title 'Rain'"]);
    let said = refused(folder.path(), "rate 1 false --because 'it did not' --by 1");
    assert!(said.contains("“a source” is unnamed and cannot have found a verdict"), "{said}");
    let said = refused(folder.path(), "document edit 1 --publisher 1");
    assert!(said.contains("“a source” is unnamed and cannot have published a document"), "{said}");
}

#[test]
fn an_empty_text_is_none_and_comes_back_as_none() {
    let folder = folder();
    let line =
        r#"{"text":"It rains","note":"","statements":[{"speaker":"Ann Lee","stance":"asserts","role":"","quote":""}]}"#;
    fs::write(folder.path().join("line.jsonl"), line).unwrap();
    done(folder.path(), &["import line.jsonl", "say 1 --by 'Tom Hill' --occasion ''", "export out.jsonl"]);
    let out = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert!(!out.contains("\"\""), "{out}");
}

#[test]
fn the_ending_of_a_file_is_known_in_capitals() {
    let folder = folder();
    done(folder.path(), &["add 'It rains'", "export A.XLSX", "export B.JSONL"]);
    assert!(fs::read(folder.path().join("A.XLSX")).unwrap().starts_with(b"PK"));
    assert!(fs::read(folder.path().join("B.JSONL")).unwrap().starts_with(b"{"));
}

#[test]
fn a_report_of_a_statement_that_was_recorded_later_comes_in_again() {
    let folder = folder();
    done(
        folder.path(),
        &[
            "add 'It rains' --by 'Ann Lee' --via 'Northport Echo'",
            "say 1 --by 'Tom Hill' --via 'Desk Weekly'",
            "edit --statement 2 --reports 4",
        ],
    );
    for (files, import) in
        [(&["a.csv", "b.csv --statements"][..], "a.csv b.csv"), (&["a.xlsx"], "a.xlsx"), (&["a.jsonl"], "a.jsonl")]
    {
        for file in files {
            done(folder.path(), &[&format!("export {file}")]);
        }
        let output = run(folder.path(), &format!("--db {}.db import --strict {import}", &import[2..5]));
        assert!(output.status.success(), "{import}: {}", text(&output.stderr));
    }
    let exported = text(&run(folder.path(), "--db book.db export - --statements").stdout);
    for copy in ["csv", "xls", "jso"] {
        let again = text(&run(folder.path(), &format!("--db {copy}.db export - --statements")).stdout);
        assert_eq!(again.lines().count(), exported.lines().count(), "{copy}");
    }
}

#[test]
fn what_is_about_a_claim_known_by_its_ref_comes_in_with_it() {
    let folder = folder();
    let line = r#"{"ref":"a-1","text":"It rains","statements":[{"speaker":"Ann Lee","stance":"asserts"}],"verdicts":[{"label":"false"}]}"#;
    fs::write(folder.path().join("one.jsonl"), line).unwrap();
    fs::write(folder.path().join("other.jsonl"), line.replace("Ann Lee", "Tom Hill")).unwrap();
    done(folder.path(), &["import one.jsonl", "export a.xlsx", "export a.csv", "export b.csv --statements"]);
    for files in ["a.xlsx", "a.csv b.csv"] {
        let book = format!("--db {}.db", files.len());
        assert!(run(folder.path(), &format!("{book} import other.jsonl")).status.success());
        let output = run(folder.path(), &format!("{book} import {files} --strict"));
        assert!(output.status.success(), "{files}: {}", text(&output.stderr));
        let made = text(&run(folder.path(), &format!("{book} list --format jsonl")).stdout);
        assert!(made.contains(r#"["Tom Hill","Ann Lee"]"#) && made.lines().count() == 1, "{files}: {made}");
    }
}

#[test]
fn unnamed_speakers_of_two_documents_who_were_joined_keep_their_documents_in_csv() {
    let folder = folder();
    done(
        folder.path(),
        &[
            "add 'It rains' --by 'a source' --unnamed --title 'Rain'",
            "say 1 --by 'a minister' --unnamed --title 'Snow'",
            "speaker join 1 2",
            "remove --statement 1",
            "export a.csv",
            "export b.csv --statements",
        ],
    );
    let output = run(folder.path(), "--db copy.db import a.csv b.csv --strict");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let exported = fs::read_to_string(folder.path().join("b.csv")).unwrap();
    assert_eq!(text(&run(folder.path(), "--db copy.db export - --statements").stdout), exported);
    assert!(exported.contains(",Snow,Rain,"), "{exported}");
}

#[test]
fn white_space_around_a_name_is_taken_away_when_it_is_changed_too() {
    let folder = folder();
    done(
        folder.path(),
        &[
            "add 'It rains' --by 'Ann Lee' --title 'Rain'",
            "document edit 1 --title '\tRain again\u{a0}'",
            "speaker edit 1 --name '\nAnn Hill\t'",
            "export out.jsonl",
        ],
    );
    let out = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert!(out.contains(r#""title":"Rain again""#) && out.contains(r#""name":"Ann Hill""#), "{out}");
}

#[test]
fn a_removed_speaker_leaves_no_word_of_its_name_in_the_search() {
    let folder = folder();
    for line in [
        "add 'The bridge is shut' --by 'Ann Lee'",
        "speaker add 'A. Leigh'",
        "speaker join 1 2",
        "remove --speaker 2",
        "doctor",
    ] {
        let said = run(folder.path(), &format!("--db b.db {line}"));
        assert!(said.status.success(), "{line}: {}", text(&said.stdout));
    }
}
