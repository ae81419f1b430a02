//! A merge that is killed, and merges of large books.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::copies::Copy;
use crate::common::measures::{in_full, tell, times};
use crate::common::{folder, gainsay, run, stamp, take_lines, text};
use crate::reliability::chance;

/// A book of some claims, and a copy of it in which so many are changed, removed and added.
fn large(folder: &Path, claims: usize, changes: usize) -> (Copy, Copy) {
    let here = Copy::new(folder, &format!("book-{claims}-{changes}.db"));
    let line = |at: usize| {
        format!(
            "{{\"text\":\"claim {at}\",\"statements\":[{{\"speaker\":\"Speaker {}\",\"stance\":\"asserts\",\"quote\":\"words {at}\"}}]}}\n",
            at % 500
        )
    };
    let lines: String = (0..claims).map(line).collect();
    here.store.record(&stamp("import"), |writer| take_lines(writer, &lines)).unwrap();
    let there = here.copied(&format!("copy-{claims}-{changes}.db"));
    let change_some = |copy: &Copy, first: usize| {
        copy.store
            .record(&stamp("change"), |writer| {
                for at in 0..changes {
                    let claim = i64::try_from((first + at * 7) % claims + 1).unwrap();
                    if writer.claim_id(claim).is_err() {
                        continue;
                    }
                    match at % 3 {
                        0 => writer.remove_claim(claim)?,
                        1 => drop(writer.add_tag(claim, &format!("tag {first}"))?),
                        _ => {
                            let edit =
                                gainsay::store::ClaimEdit { text: Some(format!("changed {first} {at}")), note: None };
                            writer.edit_claim(claim, &edit)?;
                        }
                    }
                }
                Ok(())
            })
            .unwrap();
    };
    change_some(&there, 1);
    change_some(&here, 3);
    (here, there)
}

#[test]
fn a_merge_that_is_killed_is_done_or_not() {
    let folder = folder();
    let (here, there) = large(folder.path(), 600, 120);
    let merged = here.copied("merged.db");
    merged.merge(&there).unwrap();
    let (old, new) = (here.cells(), merged.cells());
    assert_ne!(old, new);
    let line = format!("merge {} --as Ann", there.path.display());
    // Each time a new name, because `doctor` remembers the newest entry that it saw of a book.
    let merging = |number: usize| {
        let book = here.copied(&format!("book-{number}.db"));
        let mut command = gainsay(folder.path());
        command.arg("--db").arg(&book.path).args(shlex::split(&line).unwrap());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        (book, command)
    };
    let begun = Instant::now();
    assert!(merging(0).1.status().unwrap().success());
    let takes = begun.elapsed();
    let mut chance = chance();
    let (kills, mut before_it, mut done) = (times(15, 150), 0, 0);
    while before_it < kills {
        let (book, mut command) = merging(1 + before_it + done);
        let mut child = command.spawn().unwrap();
        std::thread::sleep(takes.mul_f64(chance.f64() * 1.05));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(book.broken(), Vec::<String>::new());
        let cells = book.cells();
        if cells == old {
            assert_eq!(book.kept(), here.kept());
            before_it += 1;
        } else {
            assert!(cells == new && book.kept() == merged.kept(), "neither as before nor merged");
            done += 1;
        }
        assert!(done < 20 * (kills + 1), "it is never killed in time");
    }
    tell(
        "kill −9 during a merge",
        &format!("{} kills, {before_it} times as before, {done} times done, never between", before_it + done),
    );
}

/// How long a merge takes, the shortest of some times.
fn takes(folder: &Path, claims: usize, changes: usize) -> Duration {
    let (here, there) = large(folder, claims, changes);
    let once = |number: usize| {
        let into = here.copied(&format!("into-{claims}-{changes}-{number}.db"));
        let begun = Instant::now();
        into.merge(&there).unwrap();
        begun.elapsed()
    };
    (0..2).map(once).min().unwrap()
}

#[test]
fn twice_the_changes_take_twice_the_time_at_most() {
    let folder = folder();
    let (claims, changes) = if in_full() { (20_000, 2_000) } else { (2_000, 400) };
    let (one, two) = (takes(folder.path(), claims, changes), takes(folder.path(), claims, 2 * changes));
    tell(
        "merge of a changed copy",
        &format!(
            "{claims} claims: {changes} changes in {} ms, {} in {} ms",
            one.as_millis(),
            2 * changes,
            two.as_millis()
        ),
    );
    assert!(two < one * 4 + Duration::from_millis(200), "{one:?}, then {two:?}");
}

#[test]
fn a_book_that_another_command_writes_waits_its_turn() {
    let folder = folder();
    let (here, there) = large(folder.path(), 60, 30);
    let line = |name: &Path, line: &str| format!("--db {} {line} --as Ann", name.display());
    std::thread::scope(|scope| {
        let merge = scope.spawn(|| run(folder.path(), &line(&here.path, &format!("merge {}", there.path.display()))));
        let add = scope.spawn(|| run(folder.path(), &line(&here.path, "add 'It rains' --by 'Ann Lee'")));
        for done in [merge.join().unwrap(), add.join().unwrap()] {
            assert!(done.status.success(), "{}", text(&done.stderr));
        }
    });
    assert_eq!(here.broken(), Vec::<String>::new());
}
