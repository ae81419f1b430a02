//! A disk that is full: a plain sentence, exit code 1, and everything that was acknowledged is there.

use std::process::{Command, Output};

use super::{number, sound};
use crate::common::measures::{in_full, skipped, tell};
use crate::common::small_disk::SmallDisk;
use crate::common::{folder, gainsay, text};

/// Adds claims until that fails; returns how many were acknowledged, and the failure. With `--full` the claims are shorter.
fn filled(add: impl Fn(&str) -> Output) -> (i64, Output) {
    let words = "words ".repeat(if in_full() { 200 } else { 1_000 });
    for at in 0..5_000 {
        let output = add(&format!("claim {at}: {words}"));
        if !output.status.success() {
            return (at, output);
        }
    }
    panic!("the disk is never full");
}

fn is_told(output: &Output, told: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("error: ") && said.contains(told) && said.contains("\nhint: "), "{said}");
}

#[test]
fn a_full_disk() {
    let folder = folder();
    let Some(small) = SmallDisk::new(folder.path()) else {
        skipped("only root may make a file system of 1 MB");
        return;
    };
    let add = |claim: &str| gainsay(small.path()).args(["--db", "book.db", "add", claim]).output().unwrap();
    let (done, failed) = filled(add);
    is_told(&failed, "the disk is full");
    let listed = gainsay(small.path()).args(["--db", "book.db", "counts"]).output().unwrap();
    assert!(listed.status.success(), "{}", text(&listed.stderr));
    for words in [&["export", "out.jsonl"][..], &["backup", "copy.db"], &["export", "out.xlsx"]] {
        let output = gainsay(small.path()).args(["--db", "book.db"]).args(words).output().unwrap();
        if !output.status.success() {
            is_told(&output, "full");
            assert!(!small.path().join(words[1]).exists(), "{words:?} left a file");
        }
    }
    // With room again, everything that was acknowledged is there, and it goes on.
    let room = Command::new("mount").args(["-o", "remount,size=4m"]).arg(small.path()).status().unwrap();
    assert!(room.success());
    assert_eq!(number(&sound(&small.path().join("book.db")), "select count(*) from claim"), done);
    assert!(add("there is room").status.success());
    tell(
        "disk full (a file system of 1 MB)",
        &format!("{done} claims acknowledged, all there; a plain sentence, exit code 1"),
    );
}

#[test]
fn a_limit_on_files() {
    let folder = folder();
    let add = |claim: &str| {
        let line = "trap '' XFSZ; ulimit -f 800; exec \"$0\" --db book.db add \"$1\"";
        let mut command = Command::new("bash");
        command.args(["-c", line, env!("CARGO_BIN_EXE_gainsay"), claim]).current_dir(folder.path());
        command.output().unwrap()
    };
    let (done, failed) = filled(add);
    is_told(&failed, "is the disk full");
    assert_eq!(number(&sound(&folder.path().join("book.db")), "select count(*) from claim"), done);
    let after = gainsay(folder.path()).args(["--db", "book.db", "add", "there is room"]).output().unwrap();
    assert!(after.status.success(), "{}", text(&after.stderr));
    tell(
        "disk full (a limit on the size of files)",
        &format!("{done} claims acknowledged, all there; a plain sentence, exit code 1"),
    );
}
