//! What goes out comes in again: JSON Lines, JSON, workbooks and the pair of CSV files give the same book, importing them
//! once more changes nothing, and an import can be undone.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::program::{said, word};
use crate::common::texts::{HARMFUL, every_kind};
use crate::common::{
    BEGINNING, Op, act_with, dump, folder, index_is_right, new_book, record_of, stamp, standings_are_right,
};
use gainsay::error::Result;
use gainsay::model::records::{NewClaim, NewSpeaker, NewStatement, Target};
use gainsay::model::{SpeakerKind, Stance};
use gainsay::store::{Store, Writer};
use proptest::prelude::*;
use rusqlite::Connection;

/// How many books each law is tried on; `GAINSAY_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("GAINSAY_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(8)
}

/// A way in which a whole book goes out: the files, and the flags with which each is exported.
type Way = (&'static str, &'static [(&'static str, &'static [&'static str])]);

const WAYS: &[Way] = &[
    ("jsonl", &[("book.jsonl", &[])]),
    ("json", &[("book.json", &[])]),
    ("xlsx", &[("book.xlsx", &[])]),
    ("csv", &[("claims.csv", &[]), ("statements.csv", &["--statements"])]),
    (
        "excel",
        &[
            ("claims.csv", &["--excel", "--delimiter", ";"]),
            ("statements.csv", &["--statements", "--excel", "--delimiter", ";"]),
        ],
    ),
];

/// Whether a way keeps the whole record; CSV has no evidence, no texts, and only the verdict that stands.
fn is_whole(way: &Way) -> bool {
    !way.1[0].0.ends_with("csv")
}

fn go_out(book: &Path, way: &Way, into: &Path) -> Vec<PathBuf> {
    let folder = into.join(way.0);
    fs::create_dir_all(&folder).unwrap();
    let file = |(name, flags): &(&str, &[&str])| {
        let file = folder.join(name);
        let words = [&["--db", word(book), "export", word(&file), "--force"], *flags].concat();
        said(&words).unwrap_or_else(|error| panic!("{words:?}: {error}"));
        file
    };
    way.1.iter().map(file).collect()
}

fn come_in(files: &[PathBuf], book: &Path, more: &[&str]) {
    try_to_come_in(files, book, more).unwrap_or_else(|error| panic!("{files:?} {more:?}: {error}"));
}

fn try_to_come_in(files: &[PathBuf], book: &Path, more: &[&str]) -> Result<()> {
    let files: Vec<_> = files.iter().map(|file| word(file)).collect();
    said(&[&["--db", word(book), "import", "--strict"], &files[..], more].concat()).map(|_| ())
}

fn same(before: &[PathBuf], after: &[PathBuf]) {
    for (a, b) in before.iter().zip(after) {
        let (before, after) = (fs::read(a).unwrap(), fs::read(b).unwrap());
        if before != after {
            let (before, after) = (crate::common::text(&before), crate::common::text(&after));
            let differ = before.lines().zip(after.lines()).find(|(before, after)| before != after);
            panic!("{} and {} differ:\n{differ:#?}", a.display(), b.display());
        }
    }
}

/// A text of so many bytes is long.
const LONG: usize = 30_000;

/// A claim that was made in a text as long as you like.
fn long_claim(writer: &Writer, text: &str) -> Result<i64> {
    let claim = writer.add_claim(&NewClaim { text: text.to_string(), ..NewClaim::default() })?;
    let speaker = writer.add_speaker(&NewSpeaker::named("Ann Lee", SpeakerKind::Person))?;
    let said = NewStatement {
        quote: Some(text.to_string()),
        ..NewStatement::of(speaker, Stance::Asserts, Target::Claim(claim))
    };
    writer.add_statement(&said)?;
    Ok(claim)
}

/// Everything in a book, with its history.
fn all_of(book: &Path) -> String {
    let conn = Connection::open(book).unwrap();
    let mut text = record_of(&conn);
    for table in ["journal", "journal_change", "sqlite_sequence"] {
        dump(&conn, &format!("select * from {table}"), &mut text);
    }
    text
}

/// A book of random commands in the words of some texts and of those that are harmful, with one of everything in the words
/// of each text; of a long one that is only a claim.
fn book(folder: &Path, ops: &[Op], texts: &[String]) -> PathBuf {
    let (_, store) = new_book(folder);
    let words: Vec<_> = texts.iter().map(String::as_str).chain(HARMFUL.iter().copied()).collect();
    for op in ops {
        let _ = act_with(&store, *op, &words);
    }
    for text in texts {
        let all = |writer: &Writer| if text.len() < LONG { every_kind(writer, text) } else { long_claim(writer, text) };
        store.record(&stamp("one of everything"), all).unwrap();
    }
    folder.join("book.db")
}

/// Whether two named speakers have a name in common. One of them may be taken for a speaker of the other book; the next
/// import finds two of the name there, and does not guess.
fn has_namesakes(book: &Path) -> bool {
    let sql = "with called (id, name) as (
                   select id, name from speaker where kind <> 'unnamed' union select speaker_id, name from speaker_alias)
               select exists (select 1 from called a join called b on a.name = b.name collate nocase and a.id <> b.id)";
    Connection::open(book).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn unchanged(before: &str, after: &str, done: &str) {
    let (before, after): (HashSet<_>, HashSet<_>) = (before.lines().collect(), after.lines().collect());
    let (gone, come): (Vec<_>, Vec<_>) = (before.difference(&after).collect(), after.difference(&before).collect());
    assert!(gone.is_empty() && come.is_empty(), "{done} changed the book: {gone:#?} became {come:#?}");
}

/// A book goes out in every way, comes into an empty one, and goes out of that the same.
fn goes_out_and_in(book: &Path, folder: &Path) {
    let lines = go_out(book, &WAYS[0], folder);
    for way in WAYS {
        let files = go_out(book, way, folder);
        let copy = folder.join(format!("{}.db", way.0));
        come_in(&files, &copy, &[]);
        let again = folder.join("again");
        same(&files, &go_out(&copy, way, &again));
        // A spreadsheet has nothing of what the desk says and does among themselves.
        if is_whole(way) && (way.0 != "xlsx" || !Store::open(book).unwrap().has_members().unwrap()) {
            same(&lines, &go_out(&copy, &WAYS[0], &again));
        }
        let conn = Connection::open(&copy).unwrap();
        assert!(standings_are_right(&conn), "{}", way.0);
    }
}

/// What came out of a book, imported into it again or once more into another one, changes nothing; a dry run neither, and
/// an undo takes the import back.
fn comes_in_once(book: &Path, other: &Path, way: &Way, folder: &Path) {
    let files = go_out(book, way, folder);
    let whole = all_of(book);
    come_in(&files, book, &[]);
    unchanged(&whole, &all_of(book), "an import into its own book");
    let before = all_of(other);
    let record = record_of(&Connection::open(other).unwrap());
    // CSV names the speakers of a claim without their uids, and a name that two of the other book have is not guessed.
    if !is_whole(way) && has_namesakes(other) {
        if let Err(refused) = try_to_come_in(&files, other, &[]) {
            assert!(refused.to_string().contains("may mean 2 speakers"), "{refused}");
            return unchanged(&before, &all_of(other), "a refused import");
        }
        if all_of(other) != before {
            said(&["--db", word(other), "undo"]).unwrap();
        }
        return unchanged(&record, &record_of(&Connection::open(other).unwrap()), "an import that was taken back");
    }
    come_in(&files, other, &["--dry-run"]);
    unchanged(&before, &all_of(other), "a dry run");
    come_in(&files, other, &[]);
    let once = all_of(other);
    if !has_namesakes(book) {
        come_in(&files, other, &[]);
        unchanged(&once, &all_of(other), "the second import");
    }
    if once != before {
        said(&["--db", word(other), "undo"]).unwrap();
    }
    let conn = Connection::open(other).unwrap();
    unchanged(&record, &record_of(&conn), "an import that was taken back");
    assert!(standings_are_right(&conn) && index_is_right(&conn, &Store::open(other).unwrap()));
}

/// A text that files like to harm, among others, in one of many cases for long.
fn text() -> impl Strategy<Value = String> {
    (prop::sample::select(HARMFUL), "\\PC{0,6}", any::<u16>()).prop_map(|(harmful, more, way)| match way % 4 {
        0 => format!("{harmful}{more}"),
        1 => format!("{more}{harmful}"),
        2 => format!("claim {harmful} {more} end"),
        // About one text of fifty, in runs that may take long: everyday ones have a megabyte below. A file that is NUL for
        // the most part is no text to an import.
        _ if way % 52 == 3 && cases() > 50 => format!("{harmful}{more} and so on and so forth; ").repeat(40_000),
        _ => harmful.to_string(),
    })
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(any::<Op>(), 1..25).prop_map(|more| BEGINNING.into_iter().chain(more).collect())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(), max_shrink_time: 60_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_goes_out_comes_in_again(ops in ops(), texts in prop::collection::vec(text(), 0..3)) {
        let folder = folder();
        goes_out_and_in(&book(folder.path(), &ops, &texts), folder.path());
    }

    #[test]
    fn what_came_in_comes_in_no_more_and_is_undone(
        ops in ops(),
        others in ops(),
        texts in prop::collection::vec(text(), 0..2),
        way in prop::sample::select(WAYS),
    ) {
        let (here, there) = (folder(), folder());
        let (book_here, book_there) = (book(here.path(), &ops, &texts), book(there.path(), &others, &[]));
        comes_in_once(&book_here, &book_there, &way, here.path());
    }
}

/// Every column of the record and every stance is in it, in each of the harmful texts; and one text is of a megabyte.
#[test]
fn everything_goes_out_and_comes_in_again_in_any_words() {
    let folder = folder();
    let mut texts: Vec<_> = HARMFUL.iter().map(ToString::to_string).collect();
    texts.push("a claim of a megabyte, \"=x\"\n".repeat(40_000));
    let book = book(folder.path(), &[(11, 0, 0, 0), (11, 1, 1, 5)], &texts);
    let conn = Connection::open(&book).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    for table in [
        "speaker",
        "speaker_alias",
        "document",
        "claim",
        "claim_tag",
        "claim_appearance",
        "statement",
        "verdict",
        "evidence",
        "saved",
    ] {
        let mut columns = conn.prepare(&format!("select name from pragma_table_info('{table}')")).unwrap();
        for column in columns.query_map([], |row| row.get::<_, String>(0)).unwrap() {
            let column = column.unwrap();
            assert!(count(&format!("select count({column}) from {table}")) > 0, "no {table} has a {column}");
        }
    }
    assert_eq!(count("select count(distinct stance) from statement"), i64::try_from(Stance::ALL.len()).unwrap());
    goes_out_and_in(&book, folder.path());
}
