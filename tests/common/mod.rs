//! What several tests share: a book in a file of its own, random commands, and everything it holds as text.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, reason = "each test uses a part of it")]

pub mod served;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use gainsay::error::{Error, Result};
use gainsay::model::new::{NewClaim, NewDocument, NewEvidence, NewSpeaker, NewStatement, NewVerdict, Place, Target};
use gainsay::model::{Access, Date, DocumentKind, Rating, Relation, SpeakerKind, Stage, Stance};
use gainsay::store::exchange::{OnDuplicate, Rejected, Report};
use gainsay::store::{ClaimEdit, DocumentEdit, SpeakerEdit, Stamp, StatementEdit, Store, Writer};
use rusqlite::Connection;
use rusqlite::types::Value;

/// A folder that goes with the test; in memory where the machine has such a place, so that many commits are quick.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    tempfile::Builder::new().prefix("gainsay-test-").tempdir_in(base).unwrap()
}

pub fn stamp(command: &str) -> Stamp {
    Stamp { now: "2021-11-19T12:00:00Z".to_string(), command: command.to_string() }
}

/// The program, with nothing of the surroundings but a fixed clock.
pub fn gainsay(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command
        .env_clear()
        .env("HOME", folder)
        .env("TZ", "UTC")
        .env("GAINSAY_NOW", "2021-11-19T12:00:00Z")
        .current_dir(folder);
    command
}

pub fn run(folder: &Path, line: &str) -> Output {
    let words = shlex::split(line).unwrap();
    gainsay(folder).args(words).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Everything of the record in a book, row by row.
pub fn record_of(conn: &Connection) -> String {
    let mut text = String::new();
    for table in
        ["document", "speaker", "speaker_alias", "claim", "claim_tag", "statement", "verdict", "evidence", "saved"]
    {
        dump(conn, &format!("select * from {table} order by id"), &mut text);
    }
    dump(conn, "select * from claim_standing order by claim_id", &mut text);
    dump(conn, "select * from tally where n > 0 order by what, value", &mut text);
    text
}

/// The rows of a query as text.
pub fn dump(conn: &Connection, sql: &str, text: &mut String) {
    let mut query = conn.prepare_cached(sql).unwrap();
    let columns = query.column_count();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            let value: Value = row.get(column).unwrap();
            write!(text, "{value:?} ").unwrap();
        }
        text.push('\n');
    }
}

/// Whether the copy of the standings is what the rules say, and the counts are those of the copy.
pub fn standings_are_right(conn: &Connection) -> bool {
    let (mut rules, mut copy) = (String::new(), String::new());
    dump(
        conn,
        "select claim_id, status, sourced, times, verdict_id, bucket from claim_now order by claim_id",
        &mut rules,
    );
    dump(
        conn,
        "select claim_id, status, sourced, times, verdict_id, bucket from claim_standing order by claim_id",
        &mut copy,
    );
    let (mut counted, mut tally) = (String::new(), String::new());
    dump(
        conn,
        "select 'status', status, count(*) from claim_standing group by 2
         union all select 'verdict', coalesce(bucket, 'none'), count(*) from claim_standing group by 2
         union all select 'source', iif(sourced, 'sourced', 'unsourced'), count(*) from claim_standing group by 2
         union all select 'stage', stage, count(*) from claim group by 2 order by 1, 2",
        &mut counted,
    );
    dump(conn, "select what, value, n from tally where n > 0 order by 1, 2", &mut tally);
    rules == copy && counted == tally
}

/// Whether the full-text index is what it would be if it were made anew.
pub fn index_is_right(conn: &Connection, store: &Store) -> bool {
    let kept = index_of(conn);
    store.index_anew().unwrap();
    kept == index_of(conn)
}

/// Every word of the index with the row, column and place where it stands.
fn index_of(conn: &Connection) -> String {
    let mut text = String::new();
    for table in ["claim_words", "document_words"] {
        conn.execute_batch(&format!(
            "create virtual table if not exists temp.v_{table} using fts5vocab(main, {table}, instance)"
        ))
        .unwrap();
        dump(conn, &format!("select term, doc, col, offset from temp.v_{table} order by 1, 2, 3, 4"), &mut text);
    }
    text
}

/// A new book, and another connection to look into it.
pub fn new_book(folder: &Path) -> (Connection, Store) {
    let path = folder.join("book.db");
    Store::create(&path, |_| Ok(())).unwrap().unwrap();
    (Connection::open(&path).unwrap(), Store::open(&path).unwrap())
}

/// A random command: which, and three numbers that it takes its ids and words from.
pub type Op = (u8, u8, u8, u8);

const TEXT: &str =
    "The ambassador said the plan was “not happening”. A minister would not say. It costs £100,000, they said.";
const QUOTES: [&str; 4] = ["not happening", "It costs £100,000", "would not say", "no such words"];

fn id(number: u8) -> i64 {
    i64::from(number % 6) + 1
}

fn date(number: u8) -> Option<Date> {
    let dates = ["2021", "2021-11", "2021-11-18", "2021-11-17", "2021-11-18T09:30"];
    dates.get(usize::from(number % 7)).map(|text| Date::parse(text).unwrap())
}

fn target(kind: u8, number: u8) -> Target {
    match kind % 3 {
        0 => Target::Claim(id(number)),
        1 => Target::Statement(i64::from(number % 14) + 1),
        _ => Target::Document(id(number)),
    }
}

fn statement((kind, a, b, c): Op, stance: Stance, target: Target) -> NewStatement {
    NewStatement {
        document: (c % 3 > 0).then(|| id(c)),
        said_on: date(b),
        quote: (a % 4 == 0).then(|| QUOTES[usize::from(b % 4)].to_string()),
        role: (kind % 5 == 0).then(|| "minister".to_string()),
        ..NewStatement::of(id(a), stance, target)
    }
}

/// Does a random command in one entry; many are refused, and then nothing may have changed.
pub fn act(store: &Store, op: Op) -> Result<()> {
    store.record(&stamp(&format!("op {op:?}")), |writer| within(writer, op))
}

fn within(writer: &Writer, op: Op) -> Result<()> {
    let (kind, a, b, c) = op;
    match kind % 13 {
        0..=2 => {
            let claim = NewClaim {
                text: format!("claim {b} of {c}"),
                tags: vec![format!("t{}", c % 3)],
                ..NewClaim::default()
            };
            let claim = writer.add_claim(&claim)?;
            writer.add_statement(&statement(op, Stance::Asserts, Target::Claim(claim))).map(|_| ())
        }
        3 => writer.add_speaker(&NewSpeaker::named(&format!("Speaker {}", a % 5), SpeakerKind::Person)).map(|_| ()),
        4 => {
            let document = NewDocument {
                text: (b % 3 == 0).then(|| TEXT.to_string()),
                through: (c % 4 == 0).then(|| id(c)),
                access: if c % 4 == 0 { Access::Secondhand } else { Access::Read },
                ..NewDocument::titled(&format!("Document {a}"), DocumentKind::Article)
            };
            let document = writer.add_document(&document)?;
            writer.add_speaker(&NewSpeaker::unnamed("a source", document)).map(|_| ())
        }
        5..=7 => {
            let stance = Stance::ALL[usize::from(b) % Stance::ALL.len()];
            writer.add_statement(&statement(op, stance, target(c / 3, b / 2))).map(|_| ())
        }
        8 => writer.add_statement(&statement(op, Stance::Retracts, target(c, b))).map(|_| ()),
        9 => change(writer, op),
        10 => remove(writer, op),
        11 => save(writer, op),
        _ => find(writer, op),
    }
}

fn change(writer: &Writer, (_, a, b, c): Op) -> Result<()> {
    match a % 8 {
        0 => writer.edit_claim(id(b), &ClaimEdit { text: Some(format!("edited {c}")), note: Some("n".to_string()) }),
        1 => writer.set_stage(id(b), Stage::ALL[usize::from(c) % Stage::ALL.len()]).map(|_| ()),
        2 => writer.add_tag(id(b), &format!("t{}", c % 4)).map(|_| ()),
        3 => {
            let edit = StatementEdit {
                said_on: Some(date(c)),
                quote: Some(QUOTES[usize::from(c % 4)].to_string()),
                ..StatementEdit::default()
            };
            writer.edit_statement(id(b), &edit)
        }
        4 => writer
            .edit_statement(i64::from(b % 14) + 1, &StatementEdit { reports: Some(id(c)), ..StatementEdit::default() }),
        5 => {
            let text = if c % 2 == 0 { TEXT.to_string() } else { format!("Moved. {TEXT}") };
            writer.edit_document(id(b), &DocumentEdit { text: Some(text), ..DocumentEdit::default() }).map(|_| ())
        }
        6 => writer.edit_speaker(id(b), &SpeakerEdit { name: Some(format!("Renamed {c}")), ..SpeakerEdit::default() }),
        _ => writer.join_speakers(id(b), id(c)),
    }
}

fn remove(writer: &Writer, (_, a, b, c): Op) -> Result<()> {
    match a % 6 {
        0 => writer.remove_claim(id(b)),
        1 => writer.remove_statement(i64::from(b % 14) + 1, c % 2 == 0),
        2 => writer.remove_tag(id(b), &format!("t{}", c % 4)).map(|_| ()),
        3 => writer.remove_document(id(b)),
        4 => writer.remove_speaker(id(b)),
        _ => writer.part_speaker(id(b)),
    }
}

fn save(writer: &Writer, (_, a, b, c): Op) -> Result<()> {
    let name = format!("Saved-{}", b % 4);
    match a % 3 {
        0 => writer.save_filter(None, &name, &format!("tag:t{}", c % 3), None).map(|_| ()),
        1 => writer.change_saved_filter(writer.saved_filter(&name)?.id, &format!("is:disputed {c}")).map(|_| ()),
        _ => writer.remove_saved_filter(writer.saved_filter(&name)?.id),
    }
}

fn find(writer: &Writer, (_, a, b, c): Op) -> Result<()> {
    if a % 2 == 0 {
        let verdict = NewVerdict {
            id: None,
            uid: None,
            claim: writer.claim_id(id(b))?,
            rating: Rating::new(["false", "mixed", "unproven", "Pants on Fire"][usize::from(c % 4)], [None; 3], None)?,
            rationale: Some("because".to_string()),
            reviewer: None,
            decided_on: date(c),
            review_url: None,
            review_title: None,
            recorded_at: None,
        };
        return writer.add_verdict(&verdict).map(|_| ());
    }
    let evidence = NewEvidence {
        id: None,
        uid: None,
        claim: writer.claim_id(id(b))?,
        document: id(c),
        relation: Relation::ALL[usize::from(c % 3)],
        quote: (b % 2 == 0).then(|| QUOTES[usize::from(c % 4)].to_string()),
        place: Place::Find,
        note: None,
    };
    writer.add_evidence(&evidence).map(|_| ())
}

/// Takes lines of a book into another one, or says which is at fault.
pub fn take_lines(writer: &Writer, text: &str) -> Result<Report> {
    let mut reject = |piece: Rejected| Err(Error::usage(piece.reason).at(piece.place));
    let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
    gainsay::formats::read::lines::pieces(&mut text.as_bytes(), &mut |piece| importer.take(piece))?;
    importer.finish()
}
