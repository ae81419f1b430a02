//! A process that is killed: whatever it said was done is there, and what it had not finished is not.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::{chance, number, sound};
use crate::common::measures::{tell, times};
use crate::common::server::Served;
use crate::common::{folder, gainsay, index_is_right, run, text};

/// A command that writes into seven tables.
fn addition(folder: &Path, number: usize) -> std::process::Command {
    let mut command = gainsay(folder);
    command.args(["--db", "book.db", "add", &format!("claim {number}"), "--by", &format!("Speaker {number}")]);
    command.args(["--title", &format!("Document {number}"), "--tag", &format!("tag {number}")]);
    command.args(["--quote", &format!("words {number}"), "--on", "2021-11-18"]);
    command
}

/// The numbers of the claims that are there; each must be there wholly.
fn whole(conn: &Connection) -> BTreeSet<usize> {
    let mut query = conn
        .prepare(
            "select claim.text,
                    (select count(*) from statement join speaker on speaker.id = speaker_id
                       join document on document.id = statement.document_id
                     where statement.claim_id = claim.id and quote = replace(claim.text, 'claim', 'words')
                       and speaker.name = replace(claim.text, 'claim', 'Speaker')
                       and title = replace(claim.text, 'claim', 'Document')),
                    (select count(*) from journal where command like '%''' || claim.text || '''%')
             from claim",
        )
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)));
    let rows: Vec<(String, i64, i64)> = rows.unwrap().map(Result::unwrap).collect();
    for (text, statements, entries) in &rows {
        assert_eq!((statements, entries), (&1, &1), "{text}");
    }
    let claims = rows.len();
    for table in ["statement", "speaker", "document", "journal"] {
        assert_eq!(number(conn, &format!("select count(*) from {table}")), i64::try_from(claims).unwrap(), "{table}");
    }
    rows.iter().map(|(text, ..)| text.trim_start_matches("claim ").parse().unwrap()).collect()
}

#[test]
fn killed_while_it_writes() {
    let (folder, mut chance) = (folder(), chance());
    let mut known = BTreeSet::new();
    let mut usual = Vec::new();
    for at in 0..5 {
        let begun = Instant::now();
        assert!(addition(folder.path(), at).output().unwrap().status.success());
        usual.push(begun.elapsed());
        known.insert(at);
    }
    usual.sort();
    let (kills, mut written, mut at) = (times(40, 300), 0, 5);
    let (mut landed, mut lost) = (0, 0);
    while landed < kills {
        let mut child = addition(folder.path(), at).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(usual[2].mul_f64(chance.f64() * 1.2));
        child.kill().unwrap();
        let mut said = Vec::new();
        child.stdout.take().unwrap().read_to_end(&mut said).unwrap();
        if !child.wait().unwrap().success() {
            landed += 1;
        }
        if text(&said).contains("is undisputed") {
            known.insert(at);
            written += 1;
        }
        at += 1;
        if landed % 10 == 0 {
            let there = whole(&sound(&folder.path().join("book.db")));
            lost += known.difference(&there).count();
            known = there;
        }
    }
    let conn = sound(&folder.path().join("book.db"));
    lost += known.difference(&whole(&conn)).count();
    assert_eq!(lost, 0);
    assert_eq!(number(&conn, "select count(*) from claim_tag"), number(&conn, "select count(*) from claim"));
    assert!(index_is_right(&conn, &gainsay::store::Store::open(&folder.path().join("book.db")).unwrap()));
    tell(
        "kill −9 of a writing command at random moments",
        &format!(
            "{landed} kills ({written} others had said they were done), {lost} acknowledged writes lost, 0 partial, integrity ok"
        ),
    );
}

#[test]
fn killed_while_the_page_writes() {
    let (folder, mut chance) = (folder(), chance());
    assert!(addition(folder.path(), 0).output().unwrap().status.success());
    let (rounds, mut done, mut next) = (times(5, 40), 0, 1);
    for _ in 0..rounds {
        let served = Served::start(folder.path(), "--db book.db serve");
        let known = std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut known = Vec::new();
                for at in next.. {
                    let fields = [
                        ("text", format!("claim {at}")),
                        ("by", format!("Speaker {at}")),
                        ("title", format!("Document {at}")),
                        ("quote", format!("words {at}")),
                        ("on", "2021-11-18".to_string()),
                        ("force", "on".to_string()),
                    ];
                    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    match served.try_post("/claims", &fields) {
                        Ok(reply) => assert_eq!(reply.status, 303, "{}", reply.text()),
                        Err(_) => return (known, at + 1),
                    }
                    known.push(at);
                }
                unreachable!()
            });
            std::thread::sleep(Duration::from_millis(chance.u64(20..250)));
            served.kill();
            writer.join().unwrap()
        });
        let there = whole(&sound(&folder.path().join("book.db")));
        assert!(known.0.iter().all(|at| there.contains(at)), "{:?} of {there:?}", known.0);
        done += known.0.len();
        next = known.1;
    }
    tell(
        "kill −9 of the page while forms are sent",
        &format!("{rounds} kills, {done} forms acknowledged, 0 lost, 0 partial"),
    );
}

/// A book of made-up claims as JSON Lines.
fn lines(claims: usize) -> String {
    let line = |at| {
        format!(
            r#"{{"text":"long claim {at}","statements":[{{"speaker":"Speaker {}","stance":"asserts","quote":"words {at}"}}]}}"#,
            at % 500
        )
    };
    (0..claims).map(|at| line(at) + "\n").collect()
}

/// What long work may leave: the state before it or the state after it.
struct Long<'a> {
    name: &'a str,
    /// Puts everything back to where the work begins.
    before: &'a dyn Fn(),
    /// The command.
    words: &'a [&'a str],
    /// Sees that all is as it was, or as it should be, and says whether it is done.
    done: &'a dyn Fn() -> bool,
}

impl Long<'_> {
    fn killed(&self, folder: &Path, kills: usize) {
        let mut chance = chance();
        (self.before)();
        let begun = Instant::now();
        let output = gainsay(folder).args(self.words).output().unwrap();
        assert!(output.status.success(), "{}: {}", self.name, text(&output.stderr));
        let takes = begun.elapsed();
        assert!((self.done)(), "{}", self.name);
        let (mut old, mut new) = (0, 0);
        while old < kills {
            (self.before)();
            let mut command = gainsay(folder);
            let mut child = command.args(self.words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(takes.mul_f64(chance.f64() * 1.05));
            child.kill().unwrap();
            child.wait().unwrap();
            if (self.done)() {
                new += 1;
            } else {
                old += 1;
            }
            assert!(new < 20 * (kills + 1), "{}: it is never killed in time", self.name);
        }
        tell(
            &format!("kill −9 during {}", self.name),
            &format!("{} kills, {old} times as before, {new} times done, never between", old + new),
        );
    }
}

/// Copies a book that nobody has open.
fn copy(from: &Path, to: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let (from, to) = (format!("{}{end}", from.display()), format!("{}{end}", to.display()));
        if Path::new(&from).exists() {
            std::fs::copy(&from, &to).unwrap();
        } else {
            std::fs::remove_file(&to).unwrap_or_default();
        }
    }
}

fn claims_in(path: &Path) -> i64 {
    number(&sound(path), "select count(*) from claim")
}

#[test]
fn killed_in_the_middle_of_long_work() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let (claims, kills) = (times(3_000, 1_000_000), times(4, 6));
    let many = i64::try_from(claims).unwrap();
    std::fs::write(at("many.jsonl"), lines(claims)).unwrap();
    assert!(run(folder.path(), "--db small.db add 'It rains' --by 'Ann Lee'").status.success());
    let before = || copy(&at("small.db"), &at("book.db"));
    let done = || match claims_in(&at("book.db")) {
        1 => false,
        all => {
            assert_eq!(all, many + 1);
            true
        }
    };
    let name = format!("an import of {claims} claims into a book");
    let words = ["--db", "book.db", "import", "many.jsonl"];
    Long { name: &name, before: &before, words: &words, done: &done }.killed(folder.path(), kills);

    let before = || {
        ["", "-wal", "-shm"].iter().for_each(|end| {
            std::fs::remove_file(at(&format!("book.db{end}"))).unwrap_or_default();
        });
    };
    let done = || at("book.db").exists() && claims_in(&at("book.db")) == many;
    let name = format!("an import of {claims} claims into a new book");
    Long { name: &name, before: &before, words: &words, done: &done }.killed(folder.path(), kills);
    // What is done stays for what follows.
    assert!(run(folder.path(), "--db big.db import many.jsonl").status.success());

    let before = || std::fs::remove_file(at("copy.db")).unwrap_or_default();
    let done = || at("copy.db").exists() && claims_in(&at("copy.db")) == many;
    let name = format!("a backup of {claims} claims");
    Long { name: &name, before: &before, words: &["--db", "big.db", "backup", "copy.db"], done: &done }
        .killed(folder.path(), kills);

    let before = || copy(&at("small.db"), &at("book.db"));
    let done = || claims_in(&at("book.db")) == many;
    let name = format!("a restore of {claims} claims");
    Long { name: &name, before: &before, words: &["--db", "book.db", "restore", "big.db"], done: &done }
        .killed(folder.path(), kills);
}

/// A book of format 1 with so many claims more, as the program of that time wrote them.
fn old_book(path: &Path, claims: usize) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("pragma foreign_keys = off").unwrap();
    conn.execute_batch(include_str!("../../data/schema/v1.sql")).unwrap();
    conn.execute_batch(&format!(
        "begin;
         with recursive n(i) as (select 1 union all select i + 1 from n where i < {claims})
         insert into claim (text, text_key, recorded_at) select 'old claim ' || i, -i, '2021-11-18T09:30:00Z' from n;
         commit;"
    ))
    .unwrap();
}

#[test]
fn killed_during_an_upgrade() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let (claims, kills) = (times(3_000, 1_000_000), times(4, 6));
    old_book(&at("old.db"), claims);
    let rows = number(&Connection::open(at("old.db")).unwrap(), "select count(*) from claim");
    let before = || copy(&at("old.db"), &at("book.db"));
    let done = || {
        let conn = Connection::open(at("book.db")).unwrap();
        let upgraded = number(&conn, "pragma user_version") > 1;
        assert_eq!(number(&conn, "select count(*) from claim"), rows);
        if upgraded {
            assert_eq!(number(&sound(&at("book.db")), "select count(*) from claim_status_cache"), rows);
        }
        upgraded
    };
    let name = format!("the upgrade of a book of {rows} claims");
    Long { name: &name, before: &before, words: &["--db", "book.db", "list", "--limit", "1"], done: &done }
        .killed(folder.path(), kills);
}
