//! What `doctor` finds and mends.

use gainsay::model::keeping::Health;
use gainsay::store::Store;
use rusqlite::Connection;

use super::common::{folder, record_of, run};
use super::{broken, examine, frozen_book, health, some_book, sql};

#[test]
fn whoever_changes_the_book_past_the_program_is_found_out() {
    for (change, said) in [
        ("update statement set quote = 'another' where id = 2", "entry"),
        ("update statement set occasion = 'the radio' where id = (select max(id) from statement)", "entry"),
        ("update claim set note = 'mine' where id = 1", "entry"),
        ("update journal set command = 'gainsay add x' where id = 3", "entry 3 is not what was recorded"),
        ("update journal set at = '2020-01-01T00:00:00Z' where id = 4", "entry 4 is not what was recorded"),
        ("delete from journal_change where entry_id = 2", "entry 2 is not what was recorded"),
        (
            "delete from journal where id = (select max(id) from journal where undoes is null)",
            "is not what was recorded",
        ),
        ("delete from journal where id = (select max(id) from journal)", "is gone"),
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
        "claim 1, which entry 1 added, is not as the history left it; before that, 0 entries fit"
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
        ("update claim_standing set status = 'withdrawn' where claim_id = 1", "standings"),
        ("delete from claim_standing where claim_id = 1", "standings"),
        (
            "insert into claim_standing (claim_id, status, sourced, times, stage) values (999, 'disputed', 0, 0, 'new')",
            "standings",
        ),
        ("update tally set n = n + 1 where what = 'status'", "tally"),
        ("delete from claim_words where rowid = 1", "index"),
        ("insert into claim_words (rowid, claim) values (999, 'nothing of the kind')", "index"),
        ("insert into document_words (document_words) values ('delete-all')", "index"),
        ("delete from word_stem", "index"),
        ("drop index statement_claim", "schema"),
        ("drop view claim_now; create view claim_now as select 1 as x", "schema"),
        ("create trigger t after insert on claim begin delete from claim; end", "schema"),
        ("create table mine (x)", "schema"),
        // An index that lacks rows: SQLite was told that it has others than it was made with.
        (
            "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'undisputed', 'x') where name = 'claim_standing_status'",
            "integrity",
        ),
    ] {
        let folder = folder();
        let book = some_book(folder.path());
        let before = record_of(&Connection::open(&book).unwrap());
        sql(&book, harm);
        let checks = examine(&book);
        assert_eq!(health(&checks, name).0, Health::Broken, "{harm}");
        assert!(!Store::mend(&book, &checks).unwrap().is_empty());
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
        Store::mend(&book, &checks).unwrap_or_default();
        assert_eq!(health(&examine(&book), name).0, Health::Broken, "{harm} was mended");
    }
}
