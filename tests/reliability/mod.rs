//! What must hold whatever happens to the machine, the file or the one who types. Each test tells what it tried and how
//! often; `tests/run --full` runs them in full and puts what they tell in a table, else they are shortened.

mod concurrent_writers;
mod damaged_bytes;
mod damaged_logs;
mod foreign_files;
mod full_disk;
mod fuzz;
mod killed_processes;
mod terminal;

use std::path::Path;
use std::process::Output;
use std::time::Duration;

use crate::common::{standings_are_right, text};
use gainsay::store::Store;
use rusqlite::Connection;

/// Chance that can be had again: the number it begins with is told where a test fails.
pub fn chance() -> fastrand::Rng {
    let begin = std::env::var("GAINSAY_CHANCE").ok().and_then(|text| text.parse().ok());
    let begin = begin.unwrap_or_else(|| fastrand::u64(..));
    eprintln!("GAINSAY_CHANCE={begin}");
    fastrand::Rng::with_seed(begin)
}

/// Does a command whose answer is short, and is sure that it ends in time.
pub fn within(command: &mut std::process::Command, patience: Duration) -> Output {
    use std::process::Stdio;
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let out = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut out, &mut bytes).map(|_| bytes)
    });
    let err = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut err, &mut bytes).map(|_| bytes)
    });
    let begun = std::time::Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > patience {
            child.kill().unwrap();
            panic!("{command:?} did not end within {patience:?}");
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    Output { status, stdout: out.join().unwrap().unwrap(), stderr: err.join().unwrap().unwrap() }
}

/// Whether an answer is one that people may get: an exit code of ours, and no panic.
pub fn is_plain(output: &Output) -> bool {
    let said = text(&output.stderr);
    matches!(output.status.code(), Some(0..=5)) && !said.contains("panicked") && !said.contains("RUST_BACKTRACE")
}

/// Opens a book as the program does, which mends what a crash left behind, and sees that all of it is sound.
fn sound(path: &Path) -> Connection {
    let store = Store::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let conn = Connection::open(path).unwrap();
    let check: String = conn.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok", "{}", path.display());
    assert!(!conn.prepare("pragma foreign_key_check").unwrap().exists([]).unwrap());
    assert!(standings_are_right(&conn), "{}", path.display());
    drop(store);
    conn
}

/// The one number that a query gives.
pub fn number(conn: &Connection, sql: &str) -> i64 {
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}
