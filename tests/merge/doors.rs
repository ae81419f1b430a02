//! Merges and conflicts through every door: the command line, the page, the API, batch files.

use crate::common::server::{Served, newest};
use crate::common::{folder, run, text};

/// A book and a copy of it, which say different things of one claim; the copy removed another claim, of which the book says more.
fn two_copies() -> tempfile::TempDir {
    let folder = folder();
    for line in [
        "--db book.db add 'The bridge cost 2 million' --by 'Tom Hill' --as Ann",
        "--db book.db add 'The ferry is late' --by 'Tom Hill' --as Ann",
        "--db book.db backup copy.db",
        "--db copy.db edit 1 --text 'The bridge cost 3 million' --as Bob",
        "--db copy.db remove 2 --as Bob",
        "--db book.db edit 1 --text 'The bridge cost 4 million' --as Ann",
        "--db book.db dispute 2 --by 'Jane Roe' --as Ann",
        "--db book.db merge copy.db --as Ann",
    ] {
        let done = run(folder.path(), line);
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    folder
}

fn printed(folder: &tempfile::TempDir, line: &str) -> String {
    let done = run(folder.path(), &format!("--db book.db {line} --as Ann"));
    assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    text(&done.stdout)
}

#[test]
fn what_both_changed_stays_until_somebody_decides() {
    let folder = two_copies();
    let shown: serde_json::Value = serde_json::from_str(&printed(&folder, "conflicts --format json")).unwrap();
    let of = |row: usize, name: &str| shown[row][name].as_str().unwrap().to_string();
    assert_eq!(shown.as_array().unwrap().len(), 2, "{shown}");
    assert_eq!(
        (of(0, "here"), of(0, "there")),
        ("The bridge cost 4 million".to_string(), "The bridge cost 3 million".to_string())
    );
    assert_eq!(
        (of(0, "here_by"), of(0, "there_by"), of(0, "field")),
        ("Ann".to_string(), "Bob".to_string(), "text".to_string())
    );
    assert_eq!(
        (of(1, "field"), of(1, "there"), of(1, "there_by")),
        ("removal".to_string(), "removed".to_string(), "Bob".to_string())
    );
    assert_eq!(shown[1]["claim_id"], 2);
    assert!(printed(&folder, "list is:conflicting").contains("The ferry is late"));
    assert!(printed(&folder, "list -is:conflicting --format csv").lines().count() == 1);
    assert!(printed(&folder, "settle 2 --theirs").contains("is settled"));
    assert!(!printed(&folder, "list").contains("The ferry is late"));
    printed(&folder, "undo");
    assert!(printed(&folder, "list").contains("The ferry is late"));
    std::fs::write(folder.path().join("one.batch"), "settle 1 --theirs\nsettle 2 --mine\n").unwrap();
    printed(&folder, "batch one.batch");
    assert_eq!(printed(&folder, "conflicts --format json"), "[]\n");
    assert!(printed(&folder, "list").contains("The bridge cost 3 million"));
}

#[test]
fn the_page_shows_both_and_decides() {
    let folder = two_copies();
    let served = Served::start(folder.path(), "--db book.db serve --as Ann");
    assert!(served.get("/").text().contains("Conflicts: 2"));
    assert!(served.get("/claims/1").text().contains("Another copy of the book says something different"));
    let page = served.get("/conflicts").text();
    assert!(page.contains("The bridge cost 4 million") && page.contains("The bridge cost 3 million"), "{page}");
    let api = served.get("/api/conflicts?claim=1").text();
    assert_eq!(api, printed(&folder, "conflicts 1 --format json"));
    let reply = served.post("/conflicts/1/text", &[("text", "The bridge cost 3 to 4 million")]);
    assert_eq!(reply.status, 303, "{}", reply.text());
    assert_eq!(newest(&served)["command"], "gainsay settle 1 --text 'The bridge cost 3 to 4 million'");
    assert!(served.get("/claims/1").text().contains("The bridge cost 3 to 4 million"));
    assert_eq!(served.post("/conflicts/2/mine", &[]).status, 303);
    assert!(served.get("/conflicts").text().contains("No conflict is open"));
    assert_eq!(served.post("/conflicts/2/mine", &[]).status, 422);
}

#[test]
fn what_is_no_copy_or_no_book_is_told() {
    let folder = two_copies();
    for line in ["--db other.db add 'It rains' --by 'Ann Lee' --as Zoe", "--db copy.db backup changed.db"] {
        assert!(run(folder.path(), line).status.success());
    }
    let told = run(folder.path(), "--db book.db merge other.db --as Ann");
    assert!(text(&told.stderr).contains("other.db is no copy of this book"), "{}", text(&told.stderr));
    assert!(printed(&folder, "list").contains("It rains"));
    std::fs::write(folder.path().join("text.db"), "no book").unwrap();
    let changed = rusqlite::Connection::open(folder.path().join("changed.db")).unwrap();
    changed.execute("update claim set note = 'x' where id = 1", []).unwrap();
    drop(changed);
    for (file, told) in [
        ("nowhere.db", "nowhere.db"),
        ("text.db", "is not a database"),
        ("changed.db", "changed.db was changed by another program"),
    ] {
        let done = run(folder.path(), &format!("--db book.db merge {file} --as Ann"));
        assert!(!done.status.success() && text(&done.stderr).contains(told), "{file}: {}", text(&done.stderr));
    }
}

#[test]
fn a_book_of_an_earlier_version_is_merged_and_stays_as_it_is() {
    let folder = folder();
    let old = folder.path().join("old.db");
    let sql = include_str!("../../data/schema/v7.sql");
    rusqlite::Connection::open(&old).unwrap().execute_batch(sql).unwrap();
    let before = std::fs::read(&old).unwrap();
    for line in ["--db book.db add 'It rains' --by 'Ann Lee' --as Ann", "--db book.db merge old.db --as Ann"] {
        let done = run(folder.path(), line);
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    assert!(std::fs::read(&old).unwrap() == before);
    assert!(!folder.path().join("backups").exists());
    let listed = run(folder.path(), "--db book.db list --as Ann");
    assert!(text(&listed.stdout).contains("The ferry costs 4 million pounds a year"), "{}", text(&listed.stderr));
    assert!(run(folder.path(), "--db book.db doctor --as Ann").status.success());
}
