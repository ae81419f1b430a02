//! What may stand where a book should be, and who may read what we write.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use rusqlite::Connection;

use super::{is_plain, within};
use crate::common::measures::tell;
use crate::common::{folder, gainsay, run, text};

/// How something else than a book is put in its place, and how that is met: the exit code and words of the sentence.
struct State {
    name: &'static str,
    make: fn(&Path),
    code: i32,
    told: &'static str,
}

fn made(path: &Path) {
    let name = path.to_str().unwrap();
    assert!(run(path.parent().unwrap(), &format!("--db '{name}' add 'It rains' --by 'Ann Lee'")).status.success());
}

fn sql(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

const STATES: &[State] = &[
    State { name: "nothing", make: |_| (), code: 3, told: "there is no book at" },
    State { name: "no bytes", make: |path| fs::write(path, "").unwrap(), code: 5, told: "is empty" },
    State {
        name: "a text",
        make: |path| fs::write(path, "x".repeat(9000)).unwrap(),
        code: 5,
        told: "is not a database",
    },
    State {
        name: "half a header",
        make: |path| fs::write(path, "SQLite format 3\0").unwrap(),
        code: 5,
        told: "is not a database",
    },
    State {
        name: "another program's",
        make: |path| sql(path, "create table t (x)"),
        code: 5,
        told: "of another program",
    },
    State {
        name: "a newer book",
        make: |path| {
            made(path);
            sql(path, "pragma user_version = 99");
        },
        code: 4,
        told: "written by a newer gainsay (format 99)",
    },
    State { name: "a folder", make: |path| fs::create_dir(path).unwrap(), code: 2, told: "is a folder, not a book" },
    State {
        name: "a pipe",
        make: |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        code: 2,
        told: "is not a file",
    },
    State {
        name: "a link to nothing",
        make: |path| symlink("nowhere.db", path).unwrap(),
        code: 1,
        told: "is a link to",
    },
    State {
        name: "a link in a circle",
        make: |path| symlink(path.file_name().unwrap(), path).unwrap(),
        code: 1,
        told: "",
    },
    State {
        name: "a book cut in half",
        make: |path| {
            made(path);
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        },
        code: 5,
        told: "the book is damaged",
    },
];

/// What is tried on each. A book is only begun where there is nothing.
const TRIED: &[&[&str]] = &[
    &["list"],
    &["show", "1"],
    &["add", "It snows"],
    &["undo"],
    &["export", "out.csv"],
    &["import", "more.jsonl"],
    &["backup", "copy.db"],
    &["doctor"],
];

/// All that can be seen of a file without opening a pipe.
fn seen(path: &Path) -> String {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => format!("{:?} {:?}", meta.permissions(), fs::read(path).unwrap()),
        Ok(meta) => format!("{:?}", meta.file_type()),
        Err(error) => format!("{:?}", error.kind()),
    }
}

fn is_told(output: &Output, words: &str, what: &str) {
    let said = text(&output.stderr);
    assert!(said.starts_with("error: ") && said.contains("\nhint: ") && said.contains(words), "{what}: {said}");
}

#[test]
fn what_is_no_book_is_told_and_left_alone() {
    let mut sentences = BTreeSet::new();
    for state in STATES {
        let folder = folder();
        let path = folder.path().join("book.db");
        (state.make)(&path);
        fs::write(folder.path().join("more.jsonl"), "{\"text\":\"It snows\"}\n").unwrap();
        let before = seen(&path);
        for words in TRIED {
            if state.name == "nothing" && matches!(words[0], "add" | "import") {
                continue;
            }
            let what = format!("{} {words:?}", state.name);
            let output = within(gainsay(folder.path()).args(["--db", "book.db"]).args(*words), Duration::from_secs(60));
            assert!(is_plain(&output), "{what}: {}", text(&output.stderr));
            assert_eq!(seen(&path), before, "{what}");
            if words[0] == "doctor" && output.status.code() == Some(5) {
                continue;
            }
            assert_eq!(output.status.code(), Some(state.code), "{what}: {}", text(&output.stderr));
            is_told(&output, state.told, &what);
            sentences.insert((state.name, text(&output.stderr)));
        }
        assert!(!folder.path().join("out.csv").exists() && !folder.path().join("copy.db").exists(), "{}", state.name);
    }
    let folder = folder();
    let output = run(folder.path(), "--db no/such/folder/book.db add 'It rains'");
    assert_eq!(output.status.code(), Some(1));
    is_told(&output, "there is no folder", "a missing folder");
    tell(
        "what may stand where a book should be",
        &format!(
            "{} states × {} commands: a sentence of its own, its exit code, the file as it was",
            STATES.len() + 1,
            TRIED.len()
        ),
    );
}

/// The program as somebody who is not root, and may not do everything.
fn as_nobody(folder: &Path, words: &[&str]) -> Output {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| text(&output.stdout).trim() == "0");
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(env!("CARGO_BIN_EXE_gainsay"));
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_gainsay"))
    };
    command.env_clear().env("HOME", folder).current_dir(folder).args(words);
    within(&mut command, Duration::from_secs(60))
}

#[test]
fn what_may_not_be_written_or_read_is_told() {
    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    if !as_nobody(folder.path(), &["--version"]).status.success() {
        tell(
            "a book that is read-only, unreadable, or in such a folder",
            "not tried: nobody else may run the program here",
        );
        return;
    }
    let own = |path: &Path| std::os::unix::fs::chown(path, Some(65534), Some(65534)).unwrap_or_default();
    let book = |name: &str| -> PathBuf {
        let at = folder.path().join(name);
        fs::create_dir(&at).unwrap();
        made(&at.join("book.db"));
        own(&at);
        own(&at.join("book.db"));
        at
    };
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let read_only = book("read-only");
    mode(&read_only.join("book.db"), 0o400);
    let closed = book("closed");
    mode(&closed.join("book.db"), 0o000);
    let folder_only = book("folder-only");
    mode(&folder_only, 0o500);
    for (at, list, add, told) in
        [(&read_only, 0, 4, "read-only"), (&closed, 1, 1, "permission denied"), (&folder_only, 0, 4, "read-only")]
    {
        let before = fs::read(at.join("book.db")).unwrap();
        let listed = as_nobody(at, &["--db", "book.db", "list"]);
        assert_eq!(listed.status.code(), Some(list), "{}: {}", at.display(), text(&listed.stderr));
        let added = as_nobody(at, &["--db", "book.db", "add", "It snows"]);
        assert_eq!(added.status.code(), Some(add), "{}: {}", at.display(), text(&added.stderr));
        is_told(&added, told, &at.display().to_string());
        assert_eq!(fs::read(at.join("book.db")).unwrap(), before, "{}", at.display());
    }
    tell("a book that is read-only, unreadable, or in such a folder", "3 states: a plain sentence, the file as it was");
}

/// The mode that any file in a folder has, for its name.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let meta = entry.metadata().unwrap();
        if meta.is_dir() {
            found.extend(modes(&entry.path()));
        } else {
            found.push((entry.file_name().to_string_lossy().into_owned(), meta.permissions().mode() & 0o777));
        }
    }
    found
}

#[test]
fn whatever_is_written_is_for_its_owner_only() {
    let folder = folder();
    let done = |line: &str| {
        let output = Command::new("bash")
            .args(["-c", &format!("umask 000; \"$0\" --db book.db {line}"), env!("CARGO_BIN_EXE_gainsay")])
            .env("HOME", folder.path())
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    };
    done("add 'It rains' --by 'Ann Lee'");
    // A reader who stays, so that the log is there to be looked at.
    let reader = Connection::open(folder.path().join("book.db")).unwrap();
    reader.execute_batch("begin; select * from claim").unwrap();
    done("add 'It snows'");
    for name in ["out.csv", "out.xlsx", "out.json", "out.jsonl", "out.jsonld"] {
        done(&format!("export {name}"));
    }
    done("report out.html");
    done("backup copy.db");
    done("backup");
    done("backup --auto");
    done("restore copy.db");
    let found = modes(folder.path());
    assert!(found.len() >= 10, "{found:?}");
    for (name, mode) in &found {
        assert_eq!(*mode, 0o600, "{name}");
    }
    tell("modes of the book, its log, backups, exports and reports", &format!("{} files, all 0600", found.len()));
}
