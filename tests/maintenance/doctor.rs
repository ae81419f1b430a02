//! What `doctor` finds and mends.

use gainsay::model::results::health::Health;
use gainsay::store::Store;
use rusqlite::Connection;

use super::{broken, examine, frozen_book, health, some_book, sql};
use crate::common::{folder, record_of, run, shared_record_of, stamp};

#[test]
fn whoever_changes_the_book_past_the_program_is_found_out() {
    for (change, said) in [
        ("update statement set quote = 'another' where id = 2", "entry"),
        ("update statement set occasion = 'the radio' where id = (select max(id) from statement)", "entry"),
        ("update claim set note = 'mine' where id = 1", "entry"),
        ("update journal set command = 'gainsay add x' where id = 3", "entry 3 is not what was recorded"),
        ("update journal set at = '2020-01-01T00:00:00Z' where id = 4", "entry 4 is not what was recorded"),
        ("delete from journal_change where entry_id = 2", "entry 2 is not what was recorded"),
        ("delete from journal where id = (select max(id) from journal where undoes is null)", "is gone"),
        ("delete from journal where id = (select max(id) from journal)", "is gone"),
        ("delete from journal where id = 3", "entry 3 is gone"),
        (
            "update sqlite_sequence set seq = 3 where name = 'journal'",
            "the ids of the table journal are counted up to 3",
        ),
        ("update sqlite_sequence set seq = 0 where name = 'claim'", "the ids of the table claim are counted up to 0"),
        ("delete from sqlite_sequence where name = 'claim'", "the ids of the table claim are counted up to 0"),
        ("delete from claim_tag where id = 1", "entry"),
        ("insert into speaker (kind, name) values ('person', 'Nobody')", "the table speaker has"),
        ("update journal_change set content = replace(content, 'e', 'f') where content is not null", ""),
    ] {
        let folder = folder();
        let book = some_book(folder.path());
        assert_eq!(health(&examine(&book), "history").0, Health::Ok);
        sql(&book, change);
        let (found, words) = health(&examine(&book), "history");
        assert_eq!(found, Health::Broken, "{change}: {words}");
        assert!(words.contains(said), "{change}: {words}");
    }
}

#[test]
fn a_corrected_row_is_vouched_for_as_it_is_and_as_it_was() {
    let folder = folder();
    let book = folder.path().join("claims.db");
    for line in ["add \"It rains\" --by \"Ann Lee\"", "edit 1 --text \"It snows\"", "edit 1 --text \"It thaws\""] {
        assert!(run(folder.path(), &format!("--db claims.db {line}")).status.success());
    }
    assert_eq!(health(&examine(&book), "history").0, Health::Ok);
    sql(&book, "update claim set text = 'It hails'");
    assert_eq!(
        health(&examine(&book), "history").1,
        "claim 1, which entry 1 added, is not as the history left it; before that, 0 entries are intact"
    );
    sql(
        &book,
        "update claim set text = 'It thaws'; update journal_change set content = replace(content, 'It rains', 'It pours')",
    );
    assert!(health(&examine(&book), "history").1.starts_with("entry 1 is not what was recorded"));
}

#[test]
fn what_is_made_from_the_record_is_mended() {
    for (harm, name) in [
        ("update claim_status_cache set status = 'withdrawn' where claim_id = 1", "statuses"),
        ("delete from claim_status_cache where claim_id = 1", "statuses"),
        ("insert into retracted_cache values (1, 1, 2)", "statuses"),
        (
            "insert into claim_status_cache (claim_id, status, sourced, times, stage, checkers_disagree) values (999, 'disputed', 0, 0, 'new', 0)",
            "statuses",
        ),
        ("update category_count set n = n + 1 where what = 'status'", "counts"),
        ("update claim_words_moved set claim_id = null", "index"),
        ("update claim_status_cache set text_begin = 'z' where claim_id = 1", "statuses"),
        ("insert into claim_words (rowid, claim) values (999, 'nothing of the kind')", "index"),
        ("insert into document_words (document_words) values ('delete-all')", "index"),
        ("delete from word_stem", "index"),
        ("insert into quantity values (1, 'claim', 1, 1, 2, 'count', '5', null, 5, 0)", "quantities"),
        ("insert into quantity values (99, 'claim', 99, 1, 2, 'count', '5', null, 5, 0)", "quantities"),
        ("drop index statement_claim", "schema"),
        ("drop view claim_status; create view claim_status as select 1 as x", "schema"),
        ("create trigger t after insert on claim begin delete from claim; end", "schema"),
        // An index that lacks rows: SQLite was told that it has others than it was made with.
        (
            "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'times > 1', 'times > 0') where name = 'claim_status_cache_times'",
            "schema",
        ),
    ] {
        let folder = folder();
        let book = some_book(folder.path());
        let before = record_of(&Connection::open(&book).unwrap());
        sql(&book, harm);
        let checks = examine(&book);
        assert_eq!(health(&checks, name).0, Health::Broken, "{harm}");
        assert!(!Store::repair(&book, &checks, "2021-11-19").unwrap().is_empty());
        assert_eq!(broken(&examine(&book)), Vec::<&str>::new(), "{harm}");
        assert_eq!(record_of(&Connection::open(&book).unwrap()), before, "{harm}");
    }
}

#[test]
fn what_was_recorded_is_never_mended() {
    for (harm, name) in [
        ("update document set text = text || '.' where text is not null", "texts"),
        ("update claim set text_key = 1 where id = 1", "texts"),
        (
            "update statement set quote_start = quote_start + 1, quote_end = quote_end + 1 where quote_start is not null",
            "quotes",
        ),
        ("update statement set speaker_id = 999 where id = 1", "references"),
        ("update statement set origin_id = null, target_statement_id = null where stance <> 'reports'", "history"),
        ("drop table saved", "schema"),
    ] {
        let folder = folder();
        let book = frozen_book(folder.path());
        sql(&book, harm);
        let checks = examine(&book);
        assert_eq!(health(&checks, name).0, Health::Broken, "{harm}");
        Store::repair(&book, &checks, "2021-11-19").unwrap_or_default();
        assert_eq!(health(&examine(&book), name).0, Health::Broken, "{harm} was mended");
    }
}

#[test]
fn what_gainsay_did_not_make_is_taken_away_and_kept_in_a_copy() {
    let foreign = "create table mine (x); insert into mine values (7); create view my_view as select x from mine;
                   create index my_index on claim (note); create table log (x);
                   create trigger my_own after insert on mine begin insert into log values (new.x); end;";
    for (name, made) in [("book.db", None), ("old.db", Some(super::frozen()[0].1.clone()))] {
        let folder = folder();
        let book = folder.path().join(name);
        match made {
            Some(made) => super::load(&book, &made),
            None => drop(some_book(folder.path())),
        }
        let before = shared_record_of(&Connection::open(&book).unwrap());
        sql(&book, foreign);
        let (found, words) = health(&examine(&book), "schema");
        assert_eq!(found, Health::Broken, "{words}");
        let store = Store::open(&book).unwrap();
        let refused = store.undo(&stamp("undo"), None).unwrap_err();
        assert!(refused.to_string().contains("is not as gainsay made it"), "{refused}");
        let done = Store::repair(&book, &examine(&book), "2021-11-19").unwrap().join("; ");
        assert!(done.contains("took away what gainsay did not make"), "{done}");
        assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
        let conn = Connection::open(&book).unwrap();
        assert_eq!(shared_record_of(&conn), before);
        let left: i64 = conn
            .query_row(
                "select count(*) from sqlite_schema where name in ('mine', 'my_view', 'my_index', 'log')",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(left, 0);
        let kept =
            Connection::open(folder.path().join("backups").join(name.replace(".db", ".2021-11-19.before-fix.db")))
                .unwrap();
        kept.query_row("select x from mine", [], |row| row.get::<_, i64>(0)).unwrap();
        assert!(Store::open(&book).unwrap().undo(&stamp("undo"), None).is_ok());
    }
}

#[test]
fn only_what_is_named_as_a_backup_of_this_book_is_one() {
    let folder = folder();
    let book = some_book(folder.path());
    let backups = folder.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    for name in
        ["book.2021-11-18.before-restore.db", "book.2021-11-18-notes.db", "book.2099-01-01.db", "book.2021-11-18.txt"]
    {
        std::fs::copy(&book, backups.join(name)).unwrap();
    }
    std::fs::write(backups.join("book.2021-11-17.db"), "no book").unwrap();
    assert_eq!(health(&examine(&book), "backups").0, Health::Warning);
    Store::back_up_beside(&book, "2021-11-01").unwrap();
    assert_eq!(
        health(&examine(&book), "backups").1,
        "2 backups, the newest of 2021-11-01, and the book was changed since"
    );
}

#[cfg(unix)]
#[test]
fn only_our_own_files_are_hidden_from_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let book = some_book(folder.path());
    let ours = Store::back_up_beside(&book, "2021-11-01").unwrap().file;
    let other = folder.path().join("backups/book.notes.txt");
    std::fs::write(&other, "notes").unwrap();
    for file in [&ours, &other] {
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    assert_eq!(health(&examine(&book), "modes").0, Health::Warning);
    Store::repair(&book, &examine(&book), "2021-11-19").unwrap();
    let mode = |file: &std::path::Path| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&ours), mode(&other)), (0o600, 0o644));
    assert_eq!(health(&examine(&book), "modes").0, Health::Ok);
}

#[test]
fn evidence_that_lost_its_place_is_named_too() {
    let folder = folder();
    let book = frozen_book(folder.path());
    sql(&book, "update evidence set quote_start = null, quote_end = null where id = 1");
    assert_eq!(
        health(&examine(&book), "unanchored").1,
        "1 piece of evidence (1) with a quote that is not in the present text"
    );
}

#[test]
fn of_a_damaged_file_all_is_said_that_can_be_read() {
    let folder = folder();
    let book = some_book(folder.path());
    // The root page of an index, filled with what is no page.
    let (page, size): (i64, i64) = Connection::open(&book)
        .unwrap()
        .query_row("select rootpage, (select page_size from pragma_page_size) from sqlite_schema where name = 'statement_speaker'", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let mut bytes = std::fs::read(&book).unwrap();
    let at = usize::try_from((page - 1) * size).unwrap();
    bytes[at..at + 64].fill(0xab);
    std::fs::write(&book, bytes).unwrap();
    let (found, said) = health(&examine(&book), "integrity");
    assert_eq!(found, Health::Broken);
    assert!(said.starts_with("the file is damaged: ") && !said.contains("***"), "{said}");
    let refused = run(folder.path(), "--db book.db backup");
    let words = crate::common::text(&refused.stderr);
    assert!(words.contains("book.db is damaged: ") && !words.contains("***"), "{words}");
}

#[test]
fn on_a_narrow_terminal_all_is_said() {
    let folder = folder();
    some_book(folder.path());
    let looked = crate::common::gainsay(folder.path())
        .env("GAINSAY_WIDTH", "80")
        .args(["--db", "book.db", "doctor"])
        .output()
        .unwrap();
    let said = crate::common::text(&looked.stdout);
    assert!(said.starts_with("ok: schema, integrity, references, history, "), "{said}");
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    let whole = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for check in examine(&folder.path().join("book.db"))
        .iter()
        .filter(|check| check.health != Health::Ok && check.name != "backups")
    {
        let words = format!("{}: {}: {}", check.health.as_str(), check.name, check.found);
        assert!(whole.contains(&words), "{words} in {said}");
        assert!(check.todo.iter().all(|todo| whole.contains(todo.as_str())), "{said}");
    }
    let hash = said.lines().last().unwrap();
    assert!(hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{said}");
    let fixed = run(folder.path(), "--db book.db doctor --fix");
    assert!(crate::common::text(&fixed.stderr).starts_with("there is nothing that --fix can repair\n"));
}
