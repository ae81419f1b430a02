//! Bytes of a book that turned: no command panics or hangs, and `doctor` calls nothing well that SQLite can see is not.

use std::fs;
use std::path::Path;
use std::time::Duration;

use gainsay::store::Store;
use rusqlite::Connection;

use super::{chance, is_plain, within};
use crate::common::measures::{in_full, tell, times};
use crate::common::texts::every_kind;
use crate::common::{folder, gainsay, stamp, text};

/// How long a command may take on a damaged book; where this is not tried in full, the machine may be slow.
fn patience() -> Duration {
    Duration::from_secs(if in_full() { 5 } else { 60 })
}

/// What is asked of a damaged book; the last is what it can be compared by.
const ASKED: &[&[&str]] = &[
    &["list", "--wide"],
    &["show", "1"],
    &["search", "claim"],
    &["counts"],
    &["log"],
    &["add", "It snows", "--by", "Ann Lee"],
    &["undo"],
];
const COMPARED: &[&str] = &["export", "-", "--format", "jsonl"];

/// A book with one of everything and a few hundred claims.
fn book(path: &Path) {
    Store::create(path, |store| {
        store.record(&stamp("gainsay import"), |writer| every_kind(writer, "plain words").map(drop))?;
        store.record(&stamp("gainsay import"), |writer| {
            let lines: String = (0..300)
                .map(|at| {
                    format!(
                        r#"{{"text":"claim {at} of the ferry to Northport","note":"note {at}","statements":[{{"speaker":"Speaker {}","stance":"asserts","quote":"words {at}"}}]}}"#,
                        at % 40
                    ) + "\n"
                })
                .collect();
            crate::common::take_lines(writer, &lines).map(drop)
        })
    })
    .unwrap()
    .unwrap();
}

/// What SQLite itself says of a file.
fn sqlite_sees(path: &Path) -> bool {
    let check = || -> rusqlite::Result<bool> {
        let conn = Connection::open(path)?;
        let said: String = conn.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
        let orphans = conn.prepare("pragma foreign_key_check")?.exists([])?;
        Ok(said != "ok" || orphans)
    };
    check().unwrap_or(true)
}

#[test]
fn bytes_that_turned() {
    let folder = folder();
    let (whole, copy) = (folder.path().join("whole.db"), folder.path().join("copy.db"));
    book(&whole);
    let ask = |name: &str, words: &[&str]| {
        let mut command = gainsay(folder.path());
        within(command.args(["--db", name]).args(words), patience())
    };
    let right = ask("whole.db", COMPARED);
    assert!(right.status.success() && ask("whole.db", &["doctor"]).status.success());
    let (sound, mut chance, copies) = (fs::read(&whole).unwrap(), chance(), times(60, 2000));
    let (mut ill, mut unharmed, mut unseen) = (0, 0, 0);
    for _ in 0..copies {
        let mut bytes = sound.clone();
        for _ in 0..chance.usize(1..=64) {
            let at = chance.usize(..bytes.len());
            bytes[at] = chance.u8(..);
        }
        let fresh = || {
            for end in ["-wal", "-shm"] {
                fs::remove_file(folder.path().join(format!("copy.db{end}"))).unwrap_or_default();
            }
            fs::write(&copy, &bytes).unwrap();
        };
        fresh();
        let well = ask("copy.db", &["doctor"]);
        assert!(is_plain(&well), "doctor: {}", text(&well.stderr));
        assert_eq!(fs::read(&copy).unwrap(), bytes, "doctor changed the file");
        let seen = sqlite_sees(&copy);
        fresh();
        let compared = ask("copy.db", COMPARED);
        assert!(is_plain(&compared), "{COMPARED:?}: {}", text(&compared.stderr));
        if well.status.success() {
            assert!(!seen, "doctor calls well what SQLite can see is not: {}", text(&well.stdout));
            assert!(compared.status.success(), "doctor calls well what cannot be read: {}", text(&compared.stderr));
            if compared.stdout == right.stdout { unharmed += 1 } else { unseen += 1 }
        } else {
            ill += 1;
        }
        for words in ASKED {
            let said = ask("copy.db", words);
            assert!(is_plain(&said), "{words:?}: {}", text(&said.stderr));
        }
    }
    tell(
        "1 to 64 random bytes turned",
        &format!(
            "{copies} copies × {} commands: no panic, none longer than {} s; doctor calls {ill} broken, {unharmed} well that answer \
             as before, {unseen} well whose texts differ where SQLite keeps no sums",
            ASKED.len() + 2,
            patience().as_secs()
        ),
    );
}
