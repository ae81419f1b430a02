//! Logs that lie about: SQLite reads one into whatever takes the name beside it.

use std::fs;
use std::path::{Path, PathBuf};

use gainsay::model::records::NewSaved;
use gainsay::store::Store;
use rusqlite::Connection;

use super::{broken, examine, some_book};
use crate::common::{folder, record_of, run, text};

/// What a log holds of a book that has gone, and the ending of its name.
fn stale(folder: &Path, ending: &str) -> Vec<u8> {
    let book = some_book(folder);
    let conn = Connection::open(&book).unwrap();
    let mode = if ending == "-wal" { "wal" } else { "delete" };
    conn.query_row(&format!("pragma journal_mode = {mode}"), [], |_| Ok(())).unwrap();
    conn.execute_batch("pragma cache_spill = 1; pragma cache_size = 1; pragma wal_autocheckpoint = 0; begin immediate; update claim set note = 'lost'; update statement set occasion = 'lost'; update journal set command = 'gainsay lost' || id;").unwrap();
    if ending == "-wal" {
        conn.execute_batch("commit").unwrap();
    }
    fs::read(log(&book, ending)).unwrap()
}

fn log(book: &Path, ending: &str) -> PathBuf {
    format!("{}{ending}", book.display()).into()
}

#[test]
fn no_file_is_named_beside_a_log_of_another_one() {
    for ending in ["-wal", "-journal"] {
        let far = folder();
        let stale = stale(far.path(), ending);
        assert!(stale.len() > 4096, "{ending} holds something");
        let folder = folder();
        some_book(folder.path());
        for line in ["--db new.db add x --by y", "--db book.db backup new.db", "--db book.db backup new.db --force"] {
            fs::write(folder.path().join(format!("new.db{ending}")), &stale).unwrap();
            let refused = run(folder.path(), line);
            assert_eq!(refused.status.code(), Some(4), "{line} {ending}: {}", text(&refused.stderr));
            assert!(
                text(&refused.stderr)
                    .starts_with(&format!("error: new.db{ending} belongs to a book that is gone\nhint: ")),
                "{}",
                text(&refused.stderr)
            );
            assert!(!folder.path().join("new.db").exists());
            assert_eq!(fs::read(folder.path().join(format!("new.db{ending}"))).unwrap(), stale);
        }
        // Where names are chosen, another one is.
        fs::create_dir(folder.path().join("backups")).unwrap();
        fs::write(folder.path().join(format!("backups/book.2021-11-19.db{ending}")), &stale).unwrap();
        let kept = Store::back_up_beside(&folder.path().join("book.db"), "2021-11-19").unwrap().file;
        assert!(kept.ends_with("book.2021-11-19-2.db"));
    }
}

#[test]
fn a_log_that_lies_where_a_book_is_restored_is_kept_and_not_read() {
    for (ending, there) in [("-wal", false), ("-journal", false), ("-wal", true), ("-journal", true)] {
        let far = folder();
        let stale = stale(far.path(), ending);
        let folder = folder();
        let book = some_book(folder.path());
        let copy = Store::back_up_beside(&book, "2021-11-19").unwrap().file;
        let before = record_of(&Connection::open(&copy).unwrap());
        if there {
            fs::write(&book, "no database at all").unwrap();
        } else {
            fs::remove_file(&book).unwrap();
        }
        fs::write(log(&book, ending), &stale).unwrap();
        let told = run(folder.path(), "--db book.db restore backups/book.2021-11-19.db --dry-run");
        assert_eq!(
            text(&told.stderr),
            format!("note: book.db{ending} is not of this backup; it would be kept aside\n")
        );
        assert_eq!(fs::read(log(&book, ending)).unwrap(), stale);
        let restored = Store::restore(&book, &copy, "2021-11-19", false).unwrap();
        let kept = folder.path().join(format!("backups/book.2021-11-19.before-restore.db{ending}"));
        assert_eq!(restored.logs, std::slice::from_ref(&kept), "{ending}");
        assert_eq!(fs::read(kept).unwrap(), stale);
        assert_eq!(restored.kept.is_some(), there);
        assert_eq!(record_of(&Connection::open(&book).unwrap()), before, "{ending}");
        assert_eq!(broken(&examine(&book)), Vec::<&str>::new(), "{ending}");
    }
}

#[test]
fn whoever_comes_second_to_make_a_book_finds_it_though_it_has_a_log() {
    let folder = folder();
    let book = folder.path().join("book.db");
    let (_, first) = super::new_book(folder.path());
    first.record(&super::stamp("x"), |writer| writer.save_filter(&NewSaved::named("x", "bridge")).map(drop)).unwrap();
    assert!(fs::metadata(log(&book, "-wal")).unwrap().len() > 0);
    assert!(Store::create(&book, |_| Ok(())).unwrap().is_none());
    // But it is not replaced, with what is in the log.
    assert!(run(folder.path(), "--db other.db add x --by y").status.success());
    let refused = run(folder.path(), "--db other.db backup book.db --force");
    assert_eq!(refused.status.code(), Some(4));
    assert!(
        text(&refused.stderr).contains("book.db-wal contains changes that are not in"),
        "{}",
        text(&refused.stderr)
    );
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
}
