//! The program as a whole: its help, its files, its neighbours.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use crate::common::{folder, gainsay, run, text};
use clap::{Command, CommandFactory};
use gainsay::cli::Cli;
use gainsay::model::{Family, Stance};
use rusqlite::Connection;

/// Every command with its path of names, without those that only hold others.
fn commands() -> Vec<(Vec<String>, Command)> {
    fn walk(path: &[String], command: &Command, all: &mut Vec<(Vec<String>, Command)>) {
        for sub in command.get_subcommands() {
            let path: Vec<_> = path.iter().cloned().chain([sub.get_name().to_string()]).collect();
            all.push((path.clone(), sub.clone()));
            walk(&path, sub, all);
        }
    }
    let mut all = Vec::new();
    walk(&[], &Cli::command(), &mut all);
    all
}

#[test]
fn help_of_each_command_opens_with_two_examples_that_can_be_typed() {
    let all = commands();
    assert!(all.len() > 35, "only {} commands", all.len());
    for (path, command) in all {
        let name = path.join(" ");
        let help = command.clone().render_long_help().to_string();
        let examples: Vec<_> = help.lines().take_while(|line| !line.is_empty()).map(str::trim).collect();
        assert_eq!(examples.len(), 2, "{name}: {help}");
        for example in examples {
            let words = shlex::split(example).unwrap();
            assert!(example.starts_with(&format!("gainsay {}", path[0])), "{name}: {example}");
            let parsed = Cli::command().try_get_matches_from(&words);
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
        assert!(command.get_about().is_some(), "{name} does not say what it does");
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some(), "{name}: {} has no help", argument.get_id());
        }
    }
}

#[test]
fn the_reference_is_the_help_of_each_command() {
    let mut reference = "# Reference\n\nWhat `--help` says, for the program and each command.\n".to_string();
    let mut all = vec![(Vec::new(), Cli::command())];
    all.extend(commands());
    for (path, _) in all {
        let line = [&["gainsay".to_string()], &path[..], &["--help".to_string()]].concat().join(" ");
        reference.push_str(&format!("\n```console\n$ {line}\n```\n"));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md");
    let written = fs::read_to_string(&path).unwrap_or_default();
    let asked = |text: &str| text.lines().filter(|line| line.starts_with("$ ")).map(str::to_string).collect::<Vec<_>>();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, reference).unwrap();
    } else {
        assert_eq!(asked(&written), asked(&reference), "a command is missing from the reference: UPDATE=1 cargo test");
    }
}

#[test]
fn help_of_a_command_is_what_it_says_when_asked_for_help() {
    let folder = folder();
    for path in ["", "list", "saved add"] {
        let (help, asked) =
            (run(folder.path(), &format!("help {path}")), run(folder.path(), &format!("{path} --help")));
        assert_eq!(text(&help.stdout), text(&asked.stdout), "{path}");
        assert!(help.status.success() && !help.stdout.is_empty(), "{path}");
    }
}

#[test]
fn the_story_comes_out_as_it_was_told() {
    let folder = folder();
    let made = run(folder.path(), "demo");
    assert!(made.status.success(), "{}", text(&made.stderr));
    let list = text(&run(folder.path(), "--db gainsay-demo.db list --format jsonl").stdout);
    let rows: Vec<serde_json::Value> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = rows.iter().map(|row| (row["ref"].as_str().unwrap(), row["status"].as_str().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("albania-1", "disputed"),
            ("albania-2", "document-disputed"),
            ("albania-3", "document-disputed"),
            ("albania-4", "document-disputed"),
            ("albania-5", "document-disputed"),
            ("albania-6", "not-denied"),
            ("albania-7", "undisputed"),
            ("albania-8", "undisputed"),
            ("albania-9", "undisputed"),
        ]
    );
    assert_eq!(rows[0]["disputed_by"], serde_json::json!(["Qirjako Qirko", "Olta Xhacka"]));
    assert_eq!(rows[0]["not_denied_by"], serde_json::json!(["Dominic Raab"]));
    assert_eq!(
        rows[1]["attribution"],
        serde_json::json!(["The Independent reports that The Times reports that officials said it"])
    );
    assert_eq!(rows[1]["origins"], 1, "ten reports of one origin are one origin");
    let documents = text(&run(folder.path(), "--db gainsay-demo.db document list --format csv").stdout);
    assert_eq!(documents.matches(",secondhand,").count(), 4);
    let (csv, again) = (fs::read(folder.path().join("disputed.csv")).unwrap(), run(folder.path(), "demo"));
    assert!(text(&again.stderr).contains("is there already"), "{}", text(&again.stderr));
    assert_eq!(text(&made.stdout), text(&again.stdout));
    assert_eq!(fs::read(folder.path().join("disputed.csv")).unwrap(), csv);
}

#[test]
fn the_schema_and_the_program_know_the_same_families() {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../schema.sql")).unwrap();
    conn.execute_batch(
        "insert into claim (text, text_key, recorded_at) values ('c', 1, '2021');
         insert into speaker (kind, name) values ('person', 'A');
         insert into document (kind, title) values ('article', 'D');
         insert into statement (speaker_id, stance, claim_id) values (1, 'asserts', 1);",
    )
    .unwrap();
    for stance in Stance::ALL {
        let target = i64::from(stance.family() == Family::Relay);
        let family: String = conn
            .query_row(
                "insert into statement (speaker_id, stance, claim_id, target_statement_id, origin_id)
                 values (1, ?1, 1, nullif(?2, 0), nullif(?2, 0)) returning family",
                rusqlite::params![stance.as_str(), target],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(family, stance.family().as_str());
    }
}

/// Wrong input, and the exit code it is met with.
const WRONG: &[(&str, i32)] = &[
    ("show 9", 3),
    ("show -1", 2),
    ("show 99999999999999999999", 2),
    ("dispute 9 --by 'Ann Lee'", 3),
    ("dispute --statement 9 --by 'Ann Lee'", 3),
    ("dispute --document 9 --by 'Ann Lee'", 3),
    ("dispute 1 --by 'Ann Lee' --in nowhere", 3),
    ("dispute 1", 2),
    ("list --by Nobody", 3),
    ("list --tag nothing", 3),
    ("list sttaus:disputed", 2),
    ("list status:disputd", 2),
    ("list is:undisputed", 2),
    ("list by:Nobody", 3),
    ("list tag:nothing", 3),
    ("list document:nowhere", 3),
    ("list claim:9", 3),
    ("list ref:nowhere", 3),
    ("list said:2021-13", 2),
    ("list said:2022..2021", 2),
    ("list @nothing", 3),
    ("list -disputed", 2),
    ("list --disputd", 2),
    ("list --verdict wrongish", 3),
    ("list --status gone", 2),
    ("list --since 2021-13", 2),
    ("list --limit many", 2),
    ("add ' '", 2),
    ("add 'It snows' --by 'Ann Lee' --on 2021-02-30", 2),
    ("add 'It snows' --by 'Ann Lee' --on 01/04/2024", 2),
    ("add 'It snows' --by 'a source' --unnamed", 2),
    ("add '«it RAINS»'", 4),
    ("add 'It snows' --quote words", 2),
    ("retract 1 --by 'Tom Hill'", 4),
    ("respond 1 --by 'Ann Lee' --stance reports", 2),
    ("edit 1", 2),
    ("edit --statement 1 --stance denies", 4),
    ("edit --statement 1 --reports 1", 4),
    ("remove --document 1", 4),
    ("remove", 2),
    ("rate 1 true --because x --by Desk --value 3", 2),
    ("rate 1 true --because ' ' --by Desk", 2),
    ("rate 1 good --because x --by Desk --value three --worst 1 --best 5", 2),
    ("evidence 1 --in 1", 2),
    ("stage 1 later", 2),
    ("stage one new", 2),
    ("tag 1", 2),
    ("import nowhere.jsonl", 1),
    ("export book.db --format csv", 4),
    ("export no/folder/x.csv", 1),
    ("export tag:x", 2),
    ("export -tag:x", 2),
    ("export a.json --excel", 2),
    ("export a.xlsx --delimiter tab", 2),
    ("export a.jsonl --raw", 2),
    ("export a.xlsx --statements", 2),
    ("export a.jsonld --statements", 2),
    ("export nowhere/a.csv", 1),
    ("export .", 2),
    ("export . --force", 2),
    ("report book.db --force", 2),
    ("report is:disputed", 2),
    ("report page.html --format csv", 2),
    ("report no/folder/x.html", 1),
    ("repeats 99", 3),
    ("repeats 99999999999999999999", 3),
    ("repeats -1", 2),
    ("repeats 1 --tag nothing", 2),
    ("repeats 1 --disputed", 2),
    ("repeats 1 --limit 3", 2),
    ("repeats nonsense:x", 2),
    ("repeats tag:nothing", 3),
    ("repeats --sort said", 2),
    ("saved add x tag:nothing", 3),
    ("saved add 'a b' 'It rains'", 2),
    ("saved add x @x", 4),
    ("saved add x", 2),
    ("saved add x ''", 2),
    ("help filter", 2),
    ("saved remove x", 3),
    ("tag 1 -tag:x", 2),
    ("help nothing", 2),
    ("serve --listen 127.0.0.1", 2),
    ("serve --listen nowhere.invalid --password-file nowhere.txt", 1),
    ("serve --port 70000", 2),
    ("document add", 2),
    ("document add --title x --file nowhere.txt", 1),
    ("speaker add 'ann lee'", 4),
    ("speaker join 1 1", 4),
    ("speaker part 1", 4),
    ("undo 77", 3),
    ("redo", 4),
    ("man nothing", 2),
    ("lst", 2),
];

/// Whatever is refused leaves the book as it was, to the byte, and says why in a sentence of its own.
#[test]
fn what_is_refused_changes_nothing() {
    let folder = folder();
    assert!(
        run(folder.path(), "--db book.db add 'It rains' --by 'Ann Lee' --url https://example.org/a").status.success()
    );
    let book = folder.path().join("book.db");
    let before = fs::read(&book).unwrap();
    for (line, code) in WRONG {
        let output = run(folder.path(), &format!("--db book.db {line}"));
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{line}: {said}");
        assert!(said.starts_with("error: ") && said.contains("\nhint: "), "{line}: {said}");
        for raw in ["Error {", "Some(", "SQLITE", "panicked", "constraint failed", "os error"] {
            assert!(!said.contains(raw), "{line}: {said}");
        }
        assert!(output.stdout.is_empty(), "{line} printed something");
        assert_eq!(fs::read(&book).unwrap(), before, "{line} changed the book");
    }
    println!("{} kinds of wrong input refused", WRONG.len());
}

#[test]
fn files_that_are_not_books_are_left_as_they_are() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("empty.db"), "").unwrap();
    fs::write(at("text.db"), "x".repeat(4096)).unwrap();
    Connection::open(at("foreign.db")).unwrap().execute_batch("create table t (x)").unwrap();
    assert!(run(folder.path(), "--db newer.db add 'It rains'").status.success());
    Connection::open(at("newer.db")).unwrap().execute_batch("pragma user_version = 99").unwrap();
    assert!(run(folder.path(), "--db early.db add 'It rains'").status.success());
    Connection::open(at("early.db"))
        .unwrap()
        .execute_batch("pragma user_version = 1; drop table saved; alter table journal drop column hash")
        .unwrap();
    for (name, code, said) in [
        ("early.db", 4, "an early gainsay, before the format of books was fixed"),
        ("empty.db", 5, "is empty"),
        ("text.db", 5, "is not a database"),
        ("foreign.db", 5, "a database of another program"),
        ("newer.db", 4, "written by a newer gainsay (format 99)"),
    ] {
        let before = fs::read(at(name)).unwrap();
        for line in ["list", "add 'It snows'", "undo"] {
            let output = run(folder.path(), &format!("--db {name} {line}"));
            assert_eq!(output.status.code(), Some(code), "{name} {line}");
            assert!(text(&output.stderr).contains(said), "{name}: {}", text(&output.stderr));
        }
        assert_eq!(fs::read(at(name)).unwrap(), before, "{name}");
    }
}

#[test]
fn a_book_and_what_is_exported_are_for_their_owner_only() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'It rains'").status.success());
    assert!(run(folder.path(), "--db book.db export out.csv").status.success());
    assert!(run(folder.path(), "add 'It rains'").status.success());
    for name in ["book.db", "out.csv", ".local/share/gainsay/claims.db"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let conn = Connection::open(folder.path().join("book.db")).unwrap();
    conn.execute_batch("begin immediate; update claim set note = 'x'").unwrap();
    for name in ["book.db-wal", "book.db-shm"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn two_who_write_at_once_wait_for_each_other() {
    let folder = folder();
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let path = folder.path().to_path_buf();
            std::thread::spawn(move || {
                for number in 0..15 {
                    let output =
                        run(&path, &format!("--db book.db add 'claim {writer} {number}' --by 'Speaker {writer}'"));
                    assert!(output.status.success(), "{}", text(&output.stderr));
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    let counts = text(&run(folder.path(), "--db book.db counts --format csv").stdout);
    assert!(counts.contains("stage,new,60"), "{counts}");
}

#[test]
fn a_reader_who_leaves_and_a_full_disk_are_met_in_silence_and_in_words() {
    let folder = folder();
    let mut lines = String::new();
    for number in 0..3000 {
        lines.push_str(&format!("{{\"text\": \"claim number {number}, with some words to make it long enough\"}}\n"));
    }
    fs::write(folder.path().join("many.jsonl"), lines).unwrap();
    assert!(run(folder.path(), "--db book.db import many.jsonl").status.success());
    let script = format!("{} --db book.db list --format jsonl | head -1 | wc -l", env!("CARGO_BIN_EXE_gainsay"));
    let piped = Process::new("bash")
        .args(["-c", &format!("set -o pipefail; {script}")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!((piped.status.code(), text(&piped.stdout).trim(), text(&piped.stderr).as_str()), (Some(0), "1", ""));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = gainsay(folder.path()).args(["--db", "book.db", "list"]).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("the disk is full"), "{}", text(&output.stderr));
}

#[test]
fn a_terminal_gets_one_line_a_claim_and_no_more_than_its_width() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    for width in ["20", "60", "80", "200"] {
        let list = |extra: &[&str]| {
            let mut command = gainsay(folder.path());
            command.env("GAINSAY_WIDTH", width).args(["--db", "gainsay-demo.db", "list"]).args(extra);
            text(&command.output().unwrap().stdout)
        };
        let cut = list(&[]);
        assert_eq!(cut.lines().count(), 11, "{cut}");
        let limit = width.parse::<usize>().unwrap().max(50);
        assert!(cut.lines().all(|line| line.chars().count() <= limit), "{width}:\n{cut}");
        assert!(list(&["--wide"]).contains("what it costs to keep an inmate for a year in England and Wales"));
        assert!(!cut.contains('\u{1b}'));
    }
    let mut coloured = gainsay(folder.path());
    coloured.env("CLICOLOR_FORCE", "1").args(["--db", "gainsay-demo.db", "list"]);
    assert!(text(&coloured.output().unwrap().stdout).contains("\u{1b}["));
    coloured.env("NO_COLOR", "1");
    assert!(!text(&coloured.output().unwrap().stdout).contains('\u{1b}'));
}
