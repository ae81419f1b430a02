//! What is left behind on a shared machine: temporary files, modes, links, pipes, and entries that were cut off.

#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use crate::common::{folder, gainsay, run, text};
use crate::reliability::within;

fn new_book(folder: &Path) {
    for claim in ["It rains", "It snows", "It thaws"] {
        assert!(run(folder, &format!("--db book.db add '{claim}' --by 'Ann Lee'")).status.success());
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Makes a file two minutes old.
fn age(file: &Path) {
    File::options()
        .append(true)
        .open(file)
        .unwrap()
        .set_modified(SystemTime::now() - Duration::from_secs(120))
        .unwrap();
}

#[test]
fn temporary_files_of_a_killed_process_are_removed_by_the_next_one() {
    let folder = folder();
    new_book(folder.path());
    for name in [
        ".gainsay-old.db",
        ".gainsay-gone.db-wal",
        ".gainsay-used.db",
        ".gainsay-used.db-journal",
        ".gainsay-young",
        "notes",
    ] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    symlink(folder.path().join("notes"), folder.path().join(".gainsay-link")).unwrap();
    for name in [".gainsay-old.db", ".gainsay-gone.db-wal", ".gainsay-used.db", ".gainsay-used.db-journal", "notes"] {
        age(&folder.path().join(name));
    }
    let used = File::open(folder.path().join(".gainsay-used.db")).unwrap();
    used.lock().unwrap();
    assert!(run(folder.path(), "--db book.db export out.csv").status.success());
    let left: Vec<_> = names(folder.path()).into_iter().filter(|name| !name.starts_with("book.db")).collect();
    assert_eq!(
        left,
        [".gainsay-link", ".gainsay-used.db", ".gainsay-used.db-journal", ".gainsay-young", "notes", "out.csv"]
    );
}

/// Starts a backup that waits for its disk, sends a signal, and returns the exit code and what is left in the folder.
fn stopped(signal: &str, by: &str) -> (Option<i32>, Vec<String>) {
    let folder = folder();
    new_book(folder.path());
    let fifo = folder.path().join("input");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    // Standard input stays open and empty, so the import waits with its temporary file.
    let mut command = Command::new("bash");
    let line = format!("{by} \"$0\" --db book.db import - <> input & echo $!; wait $!; echo \"code $?\"");
    command.args(["-c", &line, env!("CARGO_BIN_EXE_gainsay")]).current_dir(folder.path()).env("TMPDIR", folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut out, &mut line).unwrap();
    let begun = std::time::Instant::now();
    while !names(folder.path()).iter().any(|name| name.starts_with(".gainsay-")) {
        assert!(begun.elapsed() < Duration::from_secs(20), "no temporary file");
        std::thread::sleep(Duration::from_millis(5));
    }
    Command::new("kill").args([&format!("-{signal}"), line.trim()]).status().unwrap();
    let mut rest = String::new();
    std::thread::scope(|scope| {
        // A program that ignores the signal goes on; end it.
        scope.spawn(|| {
            std::thread::sleep(Duration::from_secs(2));
            Command::new("kill").args(["-KILL", line.trim()]).stderr(Stdio::null()).status().unwrap();
        });
        std::io::Read::read_to_string(&mut out, &mut rest).unwrap();
    });
    child.wait().unwrap();
    let code = rest.trim().strip_prefix("code ").and_then(|code| code.parse().ok());
    (code, names(folder.path()).into_iter().filter(|name| name.starts_with(".gainsay-")).collect())
}

#[test]
fn a_signal_removes_the_temporary_files() {
    // Under `nohup`, the tests and all that they start ignore SIGHUP.
    let hangup = Some(("HUP", 129)).filter(|_| !gainsay::output::is_hangup_ignored());
    for (signal, code) in [("INT", 130), ("TERM", 143)].into_iter().chain(hangup) {
        let (ended, left) = stopped(signal, "");
        // Bash starts a job in the background with SIGINT ignored, which the program does not undo for others.
        assert!(ended == Some(code) || ended == Some(137) && signal == "INT", "{signal}: {ended:?}");
        assert!(ended == Some(137) || left.is_empty(), "{signal}: {left:?}");
    }
    assert_eq!(stopped("HUP", "nohup").0, Some(137), "nohup does not keep the program from ending");
}

#[test]
fn what_is_written_beside_an_input_is_for_its_owner_only() {
    let folder = folder();
    new_book(folder.path());
    fs::write(folder.path().join("in.csv"), "claim,speaker,date\n,Ann Lee,2024-01-01\nIt hails,Ann Lee,2024-01-01\n")
        .unwrap();
    run(folder.path(), "--db book.db import in.csv");
    let mode = fs::metadata(folder.path().join("in.csv.rejected.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn doctor_follows_no_link() {
    let folder = folder();
    new_book(folder.path());
    let other = folder.path().join("other");
    fs::write(&other, "of somebody else").unwrap();
    fs::set_permissions(&other, Permissions::from_mode(0o644)).unwrap();
    fs::create_dir(folder.path().join("backups")).unwrap();
    symlink(&other, folder.path().join("backups/book.2021-11-18.db")).unwrap();
    fs::remove_file(folder.path().join("book.db-wal")).ok();
    symlink(&other, folder.path().join("book.db-journal")).unwrap();
    run(folder.path(), "--db book.db doctor --fix");
    assert_eq!(fs::metadata(&other).unwrap().permissions().mode() & 0o777, 0o644);
    assert_eq!(fs::read(&other).unwrap(), b"of somebody else");
}

#[test]
fn a_pipe_on_the_disk_is_no_file_and_one_of_the_shell_is() {
    let folder = folder();
    new_book(folder.path());
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    for line in [
        "import pipe",
        "batch pipe",
        "document add x --file pipe",
        "import in.csv --mapping pipe",
        "serve --listen 127.0.0.1 --password-file pipe",
    ] {
        fs::write(folder.path().join("in.csv"), "claim\nIt hails\n").unwrap();
        let mut command = gainsay(folder.path());
        command.args(["--db", "book.db"]).args(shlex::split(line).unwrap());
        let output = within(&mut command, Duration::from_secs(60));
        let printed = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line}: {printed}");
        assert!(printed.contains("pipe is not a file") || line.contains("document"), "{line}: {printed}");
    }
    let mut shell = Command::new("bash");
    shell.args(["-c", "\"$0\" --db book.db batch <(echo \"add 'It hails'\")", env!("CARGO_BIN_EXE_gainsay")]);
    let output = within(shell.current_dir(folder.path()), Duration::from_secs(60));
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// Cuts off the newest entry with everything that it did, and counts the ids anew.
fn cut(book: &Path) {
    Connection::open(book)
        .unwrap()
        .execute_batch(
            "pragma foreign_keys = off;
             create temp table cut as select table_name, row_id, last_id from journal_change where entry_id = (select max(id) from journal);
             delete from statement where id between (select row_id from cut where table_name = 'statement') and (select last_id from cut where table_name = 'statement');
             delete from claim where id between (select row_id from cut where table_name = 'claim') and (select last_id from cut where table_name = 'claim');
             delete from journal_change where entry_id = (select max(id) from journal);
             delete from journal where id = (select max(id) from journal);
             update sqlite_sequence set seq = (select max(id) from journal) where name = 'journal';
             update sqlite_sequence set seq = (select max(id) from claim) where name = 'claim';
             update sqlite_sequence set seq = (select max(id) from statement) where name = 'statement';",
        )
        .unwrap();
}

#[test]
fn entries_that_were_cut_off_are_missed_by_doctor() {
    let folder = folder();
    new_book(folder.path());
    let doctor = |line: &str| {
        let output = run(folder.path(), &format!("--db book.db doctor {line}"));
        (output.status.code(), text(&output.stdout))
    };
    assert_eq!(doctor("").0, Some(0));
    cut(&folder.path().join("book.db"));
    for line in ["--fix", "", "--fix", ""] {
        let (code, printed) = doctor(line);
        assert_eq!(code, Some(5), "{printed}");
        assert!(printed.contains("the history had 3 entries when doctor looked last, and has 2 now"), "{printed}");
    }
    // Going back to a backup is no loss.
    assert!(run(folder.path(), "--db book.db backup copy.db").status.success());
    assert!(run(folder.path(), "--db book.db restore copy.db").status.success());
    assert_eq!(doctor("").0, Some(0));
}

#[test]
fn counters_that_were_changed_are_found() {
    for (change, expected) in [
        (
            "seq = seq + 5 where name = 'claim'",
            "the ids of the table claim are counted up to 8, and the last that was given out is 3",
        ),
        ("seq = '3' where name = 'claim'", "the counter of the ids of the table claim is not a whole number"),
    ] {
        let folder = folder();
        new_book(folder.path());
        Connection::open(folder.path().join("book.db"))
            .unwrap()
            .execute_batch(&format!("update sqlite_sequence set {change}"))
            .unwrap();
        let output = run(folder.path(), "--db book.db doctor");
        assert_eq!(output.status.code(), Some(5));
        assert!(text(&output.stdout).contains(expected), "{}", text(&output.stdout));
    }
}
