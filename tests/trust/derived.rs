//! After every action of every door, with texts of every kind, what is computed agrees with what is recorded: the index, the
//! counts and the status cache, as `doctor` and as the rules see them.

use std::path::Path;

use rusqlite::Connection;
use serde_json::json;

use crate::common::measures::times;
use crate::common::program::{said, word};
use crate::common::server::Served;
use crate::common::{folder, run, standings_are_right};

/// More than the longest word of FTS5, in bytes.
const LONG: usize = 33_000;

/// A text of some kind, with a number so that few are the same.
fn text_of(random: &mut fastrand::Rng) -> String {
    let number = random.u32(..1000);
    let long = |unit: &str| unit.repeat(LONG / unit.len() + 2);
    match random.u8(..16) {
        0 => format!("{}{number}", long("0f3a")),
        1 => format!("{number} {} {}", long("a"), long("b")),
        2 => format!("{}s", long("running")),
        3 => format!("{number}{}", long("東京")),
        4 => format!("{number} {}", long("สวัสดี")),
        5 => format!("e{}{number}", long("\u{301}")),
        6 => format!("x{} {number}", long("\u{94d}")),
        7 => format!("{number} 👩‍👩‍👧 🇦🇱 {}", "👍🏽".repeat(50)),
        8 => format!("a\0b {number}"),
        9 => format!("\u{202e}{number} gnp.exe\u{2066} \u{200f}שלום"),
        10 => format!("The tunnel costs {number},000,000 pounds, he said"),
        11 => format!("l’Élysée {number}\u{a0}% \u{ad}co\u{ad}operate"),
        12 => format!("{number}{}", long("한국어")),
        13 => format!("{}é{number}", "x".repeat(32_767)),
        14 => format!("{number} \u{e000} \u{fffd} \t x"),
        _ => format!("claim {number}"),
    }
}

/// An action: the path of its form, the words of its command, and its values by name. A value without a name is an argument.
type Step = (String, Vec<String>, Vec<(&'static str, String)>);

fn step(random: &mut fastrand::Rng, claims: i64) -> Step {
    let (claim, text, other) = (random.i64(1..=claims.max(1)).to_string(), text_of(random), text_of(random));
    let of = |path: &str| format!("/claims/{claim}/{path}");
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let short = |text: &str| text.chars().take(100).collect::<String>();
    match random.u8(..9) {
        0..=2 => {
            let values = vec![("text", text), ("by", short(&other)), ("quote", other), ("force", String::new())];
            ("/claims".to_string(), words(&["add"]), values)
        }
        3 => (of("edit"), words(&["edit", &claim]), vec![("text", text), ("note", other)]),
        4 => {
            (of("say"), words(&["say", &claim]), vec![("by", short(&text)), ("quote", other), ("force", String::new())])
        }
        5 => (of("dispute"), words(&["dispute", &claim]), vec![("by", short(&text)), ("quote", other)]),
        6 => (of("tag"), words(&["tag", &claim]), vec![("tag", short(&text))]),
        7 => {
            let values = vec![("by", short(&text)), ("label", "False".to_string()), ("because", other)];
            (of("rate"), words(&["rate", &claim]), values)
        }
        _ => (of("remove"), words(&["remove", &claim]), Vec::new()),
    }
}

/// The action as words of a command line.
fn command((_, begin, values): &Step) -> Vec<String> {
    let mut words = begin.clone();
    for (name, value) in values {
        match *name {
            "text" if begin[0] == "add" => words.insert(1, value.clone()),
            "tag" | "label" => words.insert(2, value.clone()),
            "force" => words.push("--force".to_string()),
            name => words.push(format!("--{name}={value}")),
        }
    }
    words
}

fn go_through(door: u8, (path, begin, values): Step, folder: &Path, served: &Served) {
    let book = folder.join("book.db");
    let with_force = |value: &str| if value.is_empty() { "on".to_string() } else { value.to_string() };
    match door {
        0 => {
            let words = command(&(path, begin, values));
            let words: Vec<_> = ["--db", word(&book)].into_iter().chain(words.iter().map(String::as_str)).collect();
            said(&words).ok();
        }
        1 => {
            let owned: Vec<_> = values.iter().map(|(name, value)| (*name, with_force(value))).collect();
            served.post(&path, &owned.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        }
        2 => {
            let body: serde_json::Map<_, _> =
                values.iter().map(|(name, value)| ((*name).to_string(), with_force(value).into())).collect();
            served.post_json(&format!("/api{path}"), &serde_json::Value::from(body).to_string());
        }
        3 => {
            let words = command(&(path, begin, values));
            let Ok(line) = shlex::try_join(words.iter().map(String::as_str)) else { return };
            std::fs::write(folder.join("lines"), line + "\n").unwrap();
            said(&["--db", word(&book), "batch", word(&folder.join("lines"))]).ok();
        }
        4 => {
            let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
            let text = value("text").or_else(|| value("quote")).unwrap_or_else(|| "nothing new".to_string());
            let statements =
                json!([{"speaker": value("by").unwrap_or_default(), "stance": "asserts", "quote": value("quote")}]);
            let line = json!({"text": text, "note": value("note"), "statements": statements});
            std::fs::write(folder.join("lines.jsonl"), line.to_string()).unwrap();
            said(&["--db", word(&book), "import", word(&folder.join("lines.jsonl"))]).ok();
        }
        5 => {
            let mut rows = csv::Writer::from_path(folder.join("rows.csv")).unwrap();
            let first = values.first().map_or("", |(_, value)| value.as_str());
            rows.write_record(["claim", "made by", "note"]).unwrap();
            rows.write_record([first, values.get(1).map_or("", |(_, value)| value.as_str()), first]).unwrap();
            rows.flush().unwrap();
            served.upload("/import", "rows.csv", &std::fs::read(folder.join("rows.csv")).unwrap());
            said(&["--db", word(&book), "import", word(&folder.join("rows.csv"))]).ok();
        }
        _ => {
            said(&["--db", word(&book), if path.len().is_multiple_of(2) { "undo" } else { "redo" }]).ok();
        }
    }
}

#[test]
fn what_is_computed_agrees_with_the_record_after_every_action_of_every_door() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'The bridge is shut' --by 'Ann Lee'").status.success());
    let book = folder.path().join("book.db");
    let served = Served::start(folder.path(), "--db book.db serve");
    let conn = Connection::open(&book).unwrap();
    let mut random = fastrand::Rng::with_seed(14);
    let mut done = [0; 7];
    let entries = || conn.query_row("select count(*) from journal", [], |row| row.get::<_, i64>(0)).unwrap();
    for number in 0..times(40, 1000) {
        let claims = conn.query_row("select coalesce(max(id), 0) from claim", [], |row| row.get(0)).unwrap();
        let (door, step) = (random.u8(..7), step(&mut random, claims));
        let (what, before) = (format!("{number}: door {door}, {} {:.60?}", step.0, step.2), entries());
        go_through(door, step, folder.path(), &served);
        if entries() == before {
            continue;
        }
        done[usize::from(door)] += 1;
        assert!(standings_are_right(&conn), "{what}");
        let report = said(&["--db", word(&book), "doctor", "--format", "json"]).map(|report| report.0);
        let report = report.unwrap_or_else(|error| panic!("{what}: {error}"));
        for wrong in ["broken", "wrong"] {
            assert!(!report.contains(&format!("\"{wrong}\"")), "{what}: {report}");
        }
    }
    assert!(done.iter().all(|done| *done > 1), "each door was used: {done:?}");
}
