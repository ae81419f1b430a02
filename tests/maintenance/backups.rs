//! Backups, and going back to them.

use std::fs;
use std::path::Path;

use gainsay::model::records::NewSaved;
use gainsay::store::Store;
use rusqlite::Connection;

use super::{broken, examine, files, frozen, load, some_book, sql};
use crate::common::{folder, gainsay, record_of, run, stamp, text};

/// Does something in a book: one entry more.
fn save(book: &Path, name: &str) {
    let store = Store::open(book).unwrap();
    store.record(&stamp(name), |writer| writer.save_filter(&NewSaved::named(name, "bridge")).map(drop)).unwrap();
}

fn daily(book: &Path, day: &str, keep: usize) -> gainsay::store::DailyBackup {
    Store::back_up_daily(book, day, keep).unwrap()
}

#[test]
fn a_damaged_book_says_so_and_stays_as_it_is() {
    let folder = folder();
    let book = some_book(folder.path());
    let good = fs::read(&book).unwrap();
    fs::copy(&book, folder.path().join("good.db")).unwrap();
    fs::write(&book, &good[..good.len() / 3]).unwrap();
    let before = files(folder.path());
    for line in [
        "list",
        "add x --by y",
        "counts",
        "export -",
        "log",
        "undo",
        "backup",
        "backup --auto",
        "backup good.db --force",
    ] {
        let refused = run(folder.path(), &format!("--db book.db {line}"));
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(5), "{line}: {said}");
        assert!(
            said.contains("damaged") && said.contains("gainsay doctor") && said.contains("gainsay restore"),
            "{line}: {said}"
        );
        assert_eq!(files(folder.path()), before, "{line}");
    }
    let looked = run(folder.path(), "--db book.db doctor");
    assert_eq!(looked.status.code(), Some(5));
    assert!(text(&looked.stdout).contains("broken"), "{}", text(&looked.stdout));
    assert_eq!(files(folder.path()), before);
    assert!(run(folder.path(), "--db book.db restore good.db").status.success());
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
    assert_eq!(
        fs::read(folder.path().join("backups/book.2021-11-19.before-restore.db")).unwrap(),
        good[..good.len() / 3]
    );
}

#[test]
fn backups_are_for_their_owner_and_take_nobodys_place() {
    let folder = folder();
    let book = some_book(folder.path());
    let others =
        ["book.2021-11-01.auto.db", "book.2021-11-02.auto.db", "book.2021-13-01.auto.db", "other.2021-11-01.auto.db"];
    fs::create_dir(folder.path().join("backups")).unwrap();
    // One that is only named so, one of another book, and names that are no days or of other books.
    fs::write(folder.path().join("backups").join(others[0]), "notes").unwrap();
    {
        let far = crate::common::folder();
        fs::copy(some_book(far.path()), folder.path().join("backups").join(others[1])).unwrap();
    }
    for name in &others[2..] {
        fs::copy(&book, folder.path().join("backups").join(name)).unwrap();
    }
    for day in 3..9 {
        save(&book, &format!("day-{day}"));
        let daily = Store::back_up_daily(&book, &format!("2021-11-0{day}"), 3).unwrap();
        assert!(daily.made);
        assert_eq!(daily.removed.len(), usize::from(day > 5), "{daily:?}");
    }
    for name in others {
        assert!(folder.path().join("backups").join(name).exists(), "{name} was removed");
    }
    let left: Vec<_> =
        (3..9).filter(|day| folder.path().join(format!("backups/book.2021-11-0{day}.auto.db")).exists()).collect();
    assert_eq!(left, [6, 7, 8]);
    let refused = Store::back_up(&book, &folder.path().join("backups").join(others[0]), false).unwrap_err();
    assert_eq!(refused.exit_code(), 4);
    assert_eq!(fs::read(folder.path().join("backups").join(others[0])).unwrap(), b"notes");
    #[cfg(unix)]
    for (file, _) in
        files(&folder.path().join("backups")).iter().filter(|(file, _)| file.ends_with("book.2021-11-08.auto.db"))
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let folder = folder();
    let book = some_book(folder.path());
    let writing = Store::open(&book).unwrap();
    let rows = |path: &Path| record_of(&Connection::open(path).unwrap());
    writing
        .record(&stamp("long"), |writer| {
            let before = rows(&book);
            writer.save_filter(&NewSaved::named("half", "bridge"))?;
            let copy = Store::back_up_beside(&book, "2021-11-19").unwrap().file;
            assert_eq!(rows(&copy), before);
            Ok(())
        })
        .unwrap();
    let copy = Store::back_up_beside(&book, "2021-11-19").unwrap().file;
    assert!(copy.ends_with("book.2021-11-19-2.db"));
    assert_eq!(rows(&copy), rows(&book));
    assert_eq!(broken(&examine(&copy)), Vec::<&str>::new());
}

#[test]
fn whoever_has_the_book_open_goes_on_with_what_was_restored() {
    let folder = folder();
    let book = some_book(folder.path());
    let copy = Store::back_up_beside(&book, "2021-11-19").unwrap().file;
    let open = Store::open(&book).unwrap();
    open.record(&stamp("more"), |writer| writer.save_filter(&NewSaved::named("more", "bridge")).map(drop)).unwrap();
    let (later, before) = (record_of(&Connection::open(&book).unwrap()), record_of(&Connection::open(&copy).unwrap()));
    let restored = Store::restore(&book, &copy, "2021-11-20", false).unwrap();
    assert!(open.saved_filters().unwrap().iter().all(|saved| saved.name != "more"));
    open.record(&stamp("after"), |writer| writer.save_filter(&NewSaved::named("after", "bridge")).map(drop)).unwrap();
    open.undo(&stamp("undo"), None).unwrap();
    assert_eq!(record_of(&Connection::open(&book).unwrap()), before);
    assert_eq!(record_of(&Connection::open(restored.kept.unwrap()).unwrap()), later);
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
}

#[test]
fn what_is_restored_is_a_sound_book_or_nothing_is() {
    let folder = folder();
    let book = some_book(folder.path());
    let make = |name: &str, change: &dyn Fn(&Path)| {
        let path = folder.path().join(name);
        fs::copy(&book, &path).unwrap();
        change(&path);
    };
    make("foreign.db", &|path| sql(path, "pragma application_id = 1"));
    make("newer.db", &|path| sql(path, "pragma user_version = 9"));
    make("changed.db", &|path| sql(path, "update claim set text = 'other' where id = 1"));
    make("cut.db", &|path| fs::OpenOptions::new().write(true).open(path).unwrap().set_len(20_000).unwrap());
    fs::write(folder.path().join("empty.db"), "").unwrap();
    let before = files(folder.path());
    for (name, code) in
        [("foreign", 5), ("newer", 4), ("changed", 5), ("cut", 5), ("empty", 5), ("nowhere", 3), ("book", 4)]
    {
        let refused = run(folder.path(), &format!("--db book.db restore {name}.db"));
        assert_eq!(refused.status.code(), Some(code), "{name}: {}", text(&refused.stderr));
        assert!(text(&refused.stderr).contains("\nhint: "), "{name}");
        assert_eq!(files(folder.path()), before, "{name}");
    }
    let old = folder.path().join("old.db");
    load(&old, &frozen()[0].1);
    let restored = gainsay(folder.path()).args(["--db", "book.db", "restore", "old.db"]).output().unwrap();
    assert!(restored.status.success() && text(&restored.stderr).starts_with("upgraded book.db from format 1 to "));
    assert_eq!(broken(&examine(&book)), Vec::<&str>::new());
}

#[test]
fn the_backup_just_made_stays_though_the_clock_went_back() {
    let folder = folder();
    let book = some_book(folder.path());
    for day in ["2021-11-18", "2021-11-19", "2021-11-20"] {
        save(&book, day);
        daily(&book, day, 3);
    }
    save(&book, "later");
    let back = daily(&book, "2021-11-01", 3);
    assert!(back.made && back.file.exists());
    let gone: Vec<_> = back.removed.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(gone, ["book.2021-11-18.auto.db"]);
}

#[test]
fn a_book_in_which_nothing_is_done_keeps_its_earlier_days() {
    let folder = folder();
    let book = some_book(folder.path());
    daily(&book, "2021-11-01", 2);
    save(&book, "more");
    daily(&book, "2021-11-02", 2);
    for day in 3..9 {
        let idle = daily(&book, &format!("2021-11-0{day}"), 2);
        assert!(!idle.made && idle.removed.is_empty() && idle.file.ends_with("book.2021-11-02.auto.db"), "{idle:?}");
    }
    assert!(folder.path().join("backups/book.2021-11-01.auto.db").exists());
}

#[test]
fn a_damaged_backup_of_the_day_is_put_away_and_made_anew() {
    let folder = folder();
    let book = some_book(folder.path());
    let made = daily(&book, "2021-11-19", 2).file;
    let half = fs::read(&made).unwrap()[..20_000].to_vec();
    fs::write(&made, &half).unwrap();
    let again = daily(&book, "2021-11-19", 2);
    assert!(again.made);
    assert_eq!(fs::read(again.moved.unwrap()).unwrap(), half);
    assert_eq!(broken(&examine(&made)), Vec::<&str>::new());
}

#[test]
fn backups_made_at_once_do_not_hinder_each_other() {
    let folder = folder();
    let book = some_book(folder.path());
    for day in 1..6 {
        save(&book, &format!("day-{day}"));
        let all: Vec<_> = (0..4)
            .map(|_| {
                std::thread::spawn({
                    let book = book.clone();
                    move || Store::back_up_daily(&book, &format!("2021-11-0{day}"), 2).map(|daily| daily.file)
                })
            })
            .collect();
        for one in all {
            let file = one.join().unwrap().unwrap();
            assert_eq!(broken(&examine(&file)), Vec::<&str>::new());
        }
    }
}

#[test]
fn a_book_changed_past_the_program_can_be_kept_but_replaces_nothing() {
    let folder = folder();
    let book = some_book(folder.path());
    daily(&book, "2021-11-18", 2);
    fs::copy(&book, folder.path().join("good.db")).unwrap();
    sql(&book, "update journal set command = 'gainsay add x' where id = 3");
    let before = files(folder.path());
    for line in ["backup --auto", "backup good.db --force"] {
        sql(&book, "insert into journal (at, command, hash) values ('2021-11-19T12:00:00Z', 'x', '')");
        let refused = run(folder.path(), &format!("--db book.db {line}"));
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(5), "{line}: {said}");
        assert!(said.contains("was changed by another program: entry 3 is not what was recorded"), "{line}: {said}");
        assert!(said.contains("gainsay backup") && said.contains("gainsay export rescue.jsonl"), "{line}: {said}");
    }
    assert_eq!(files(&folder.path().join("backups")).len(), 1);
    assert!(files(folder.path()).iter().zip(before).all(|(now, then)| now.0.ends_with("book.db") || *now == then));
    for line in ["backup", "backup changed.db"] {
        let kept = run(folder.path(), &format!("--db book.db {line}"));
        assert!(kept.status.success(), "{line}: {}", text(&kept.stderr));
        assert!(text(&kept.stderr).contains("entry 3 is not what was recorded"), "{line}: {}", text(&kept.stderr));
    }
    let changed = record_of(&Connection::open(&book).unwrap());
    assert!(run(folder.path(), "--db book.db restore good.db").status.success());
    let kept = "backups/book.2021-11-19.before-restore.db";
    let refused = run(folder.path(), &format!("--db book.db restore {kept}"));
    assert_eq!(refused.status.code(), Some(5));
    assert!(text(&refused.stderr).contains("--force"), "{}", text(&refused.stderr));
    let taken = run(folder.path(), &format!("--db book.db restore {kept} --force"));
    assert!(taken.status.success() && text(&taken.stderr).contains("entry 3 is not what was recorded"));
    assert_eq!(record_of(&Connection::open(&book).unwrap()), changed);
}

#[test]
fn a_backup_never_takes_the_name_of_what_is_no_file() {
    let folder = folder();
    some_book(folder.path());
    for name in ["-wal", "-shm", "-journal"] {
        for force in ["", " --force"] {
            let refused = run(folder.path(), &format!("--db book.db backup book.db{name}{force}"));
            assert_eq!(refused.status.code(), Some(4), "{name}: {}", text(&refused.stderr));
            assert!(!folder.path().join(format!("book.db{name}")).exists(), "{name}");
        }
    }
    let refused = run(folder.path(), "--db book.db export book.db-wal --format jsonl");
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused.stderr));
    assert_eq!(run(folder.path(), "--db book.db backup -").status.code(), Some(2));
    assert!(!folder.path().join("-").exists());
    let nobook = run(folder.path(), "--db none.db backup");
    assert!(nobook.status.code() == Some(3) && text(&nobook.stderr).contains("there is no book"));
    assert!(!folder.path().join("backups").exists());
    #[cfg(unix)]
    {
        std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap();
        let refused = run(folder.path(), "--db book.db backup pipe --force");
        assert!(refused.status.code() == Some(2) && text(&refused.stderr).contains("pipe is not a file"));
    }
}

#[test]
fn what_would_go_is_said_before_it_goes() {
    let folder = folder();
    let book = some_book(folder.path());
    let copy = Store::back_up_beside(&book, "2021-11-19").unwrap().file;
    let same = run(folder.path(), "--db book.db restore backups/book.2021-11-19.db --dry-run");
    assert!(text(&same.stdout).ends_with("both hold the same\n"), "{}", text(&same.stdout));
    assert!(run(folder.path(), "--db book.db document add --title Letter --kind letter --as Ann").status.success());
    save(&book, "later");
    let before = record_of(&Connection::open(&book).unwrap());
    let told = text(&run(folder.path(), "--db book.db restore backups/book.2021-11-19.db --dry-run").stdout);
    assert!(told.contains("would be") && told.contains("\ndocuments ") && !told.contains("\nclaims "), "{told}");
    assert!(told.ends_with("2 entries of the history, newer than the backup, would go\n"), "{told}");
    assert_eq!(record_of(&Connection::open(&book).unwrap()), before);
    let told = text(&run(folder.path(), "--db book.db restore backups/book.2021-11-19.db").stdout);
    assert!(told.ends_with("2 entries of the history, newer than the backup, are gone\n"), "{told}");
    // Damaged where it says whose it is: it is not written, and it is said how to go on.
    let mut bytes = fs::read(&book).unwrap();
    bytes[68..72].fill(0);
    fs::write(&book, &bytes).unwrap();
    let refused =
        run(folder.path(), &format!("--db book.db restore {}", copy.strip_prefix(folder.path()).unwrap().display()));
    assert_eq!(refused.status.code(), Some(5));
    assert!(text(&refused.stderr).contains("mv book.db book.db.old"), "{}", text(&refused.stderr));
    assert_eq!(fs::read(&book).unwrap(), bytes);
}

#[test]
fn a_backup_that_is_newer_or_went_another_way_is_neither_replaced_nor_removed() {
    for fork in [false, true] {
        let folder = folder();
        let book = some_book(folder.path());
        let older = folder.path().join("older.db");
        fs::copy(&book, &older).unwrap();
        for name in ["one", "two", "three"] {
            save(&book, name);
        }
        let newer = daily(&book, "2021-11-19", 1).file;
        let kept = fs::read(&newer).unwrap();
        // An older copy takes the place of the book, and perhaps goes its own way.
        for ending in ["-wal", "-shm"] {
            fs::remove_file(folder.path().join(format!("book.db{ending}"))).ok();
        }
        fs::copy(&older, &book).unwrap();
        if fork {
            for name in ["four", "five", "six", "seven"] {
                save(&book, name);
            }
        }
        for made in [true, false] {
            let done = daily(&book, "2021-11-19", 1);
            assert_eq!((done.made, done.removed.len()), (made, 0), "{done:?}");
            assert_eq!(done.left.is_some(), made);
            assert!(done.file.ends_with("book.2021-11-19.db"), "{done:?}");
            assert_eq!(fs::read(&newer).unwrap(), kept);
        }
        save(&book, "eight");
        assert_eq!(daily(&book, "2021-11-20", 1).removed.len(), 0);
        assert_eq!(fs::read(&newer).unwrap(), kept);
        let told = run(folder.path(), "--db book.db restore backups/book.2021-11-19.auto.db --dry-run");
        let told = text(&told.stdout);
        let only = if fork { "5 entries of the history" } else { "1 entry of the history" };
        assert!(told.contains(only) && told.contains("the backup has 3 entries that the book did not have"), "{told}");
    }
}
