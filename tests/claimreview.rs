//! What goes out as ClaimReview comes in again, and goes out the same: bare, and in the scripts that a page takes.

use std::path::Path;

use crate::common::{Op, act, folder, gainsay, new_book, stamp};
use gainsay::error::Result;
use gainsay::model::records::{NewClaim, NewDocument, NewSpeaker, NewStatement, NewVerdict, Target};
use gainsay::model::{Date, DocumentKind, Rating, SpeakerKind, Stance};
use gainsay::store::{Store, Writer};
use proptest::prelude::*;

/// How many books are tried; `GAINSAY_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("GAINSAY_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(24)
}

/// Texts that pages, parsers and importers like to harm.
const TEXTS: [&str; 22] = [
    "</script><script>alert(1)</script>",
    "<!-- <script> -->",
    "]]> & &lt; &amp;amp; &quot;",
    "<p>a <b>tag</b></p>",
    "a\r\nb\tc",
    "x\u{0}y\u{1f}",
    "\u{feff}x\u{fffd}\u{ffff}",
    "\u{202e}x\u{2028}\u{85}",
    "“quoted”, 'twice'",
    "\\\" \\u003c \\/",
    "😀 ü ß",
    "Facebook",
    "social media users",
    "N/A",
    ".",
    "Ann Lee; Tom Hill",
    "Ann Lee and Tom Hill",
    "https://x.com/ann",
    "1.0",
    "007",
    "  inner   spaces ",
    "=1+1",
];

const DATES: [&str; 7] = [
    "2021",
    "2021-11",
    "2021-11-18",
    "2021-11-18T09:30",
    "2021-11-18T09:30:05+01:00",
    "0001-01-01",
    "2021-11-18T00:00",
];
const NUMBERS: [[Option<&str>; 3]; 6] = [
    [Some("5"), Some("5"), Some("1")],
    [Some("-1"), Some("-1"), Some("-1")],
    [Some("2.50"), Some("0"), Some("5.0")],
    [Some("123456789012345678901234567890"), Some("-0"), Some("0.1")],
    [Some("3"), None, Some("5")],
    [None, None, None],
];
const KINDS: [SpeakerKind; 3] = [SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Outlet];

/// What a claim is made from: numbers by which its parts are chosen.
type Seed = (u8, u8, u8, u8, u8);

fn pick<T: Copy>(all: &[T], number: u8) -> T {
    all[usize::from(number) % all.len()]
}

fn date(number: u8) -> Option<Date> {
    (number % 3 > 0).then(|| Date::parse(pick(&DATES, number / 3)).unwrap())
}

/// Speakers of every kind, of whom no two have one name.
fn speakers(writer: &Writer) -> Result<Vec<i64>> {
    // A name of nothing but digits would be a number of the book.
    let named = TEXTS.iter().filter(|text| text.parse::<u32>().is_err()).map(|text| text.trim().to_string());
    let all = named.chain((0..8).map(|at| format!("Reviewer {at}")));
    all.enumerate().map(|(at, name)| writer.add_speaker(&NewSpeaker::named(&name, KINDS[at % KINDS.len()]))).collect()
}

fn document(writer: &Writer, speakers: &[i64], number: u8, serial: usize) -> Result<i64> {
    let url = ["https://a.example/?n={}&q=<&\"#x", "ftp://a.example/{}", "https://www.facebook.com/{}"];
    let document = NewDocument {
        url: (number % 4 > 0).then(|| pick(&url, number).replace("{}", &serial.to_string())),
        publisher: (number % 3 == 0).then(|| pick(speakers, number / 3)),
        published_on: date(number / 2),
        ..NewDocument::titled(&format!("{serial} {}", pick(&TEXTS, number)), pick(DocumentKind::ALL, number / 5))
    };
    writer.add_document(&document)
}

/// Adds a claim with up to four statements and a published verdict.
fn add(writer: &Writer, speakers: &[i64], (a, b, c, d, e): Seed, serial: usize) -> Result<()> {
    let text = format!("{} of {serial} {}", pick(&TEXTS, a), pick(&TEXTS, b));
    let claim = writer.add_claim(&NewClaim { text, ..NewClaim::default() })?;
    let mut made = None;
    for (at, number) in [b, c, d, e].into_iter().take(usize::from(a % 5)).enumerate() {
        let place = (number % 5 > 0).then(|| document(writer, speakers, number, serial * 10 + at)).transpose()?;
        let who = match place {
            Some(place) if number % 3 == 1 => writer.add_speaker(&NewSpeaker::unnamed(pick(&TEXTS, number), place))?,
            _ => pick(speakers, number),
        };
        let (stance, target) = match made {
            Some(made) if number % 2 == 0 => (Stance::Reports, Target::Statement(made)),
            _ => (Stance::Asserts, Target::Claim(claim)),
        };
        let role = (number % 7 == 0).then(|| pick(&TEXTS, d).to_string());
        let new =
            NewStatement { document: place, role, said_on: date(number), ..NewStatement::of(who, stance, target) };
        made = writer.add_statement(&new).ok().or(made);
    }
    let verdict = NewVerdict {
        id: None,
        uid: None,
        claim: writer.claim_id(claim)?,
        rating: Rating::new(pick(&TEXTS, e), pick(&NUMBERS, d), None)?,
        rationale: (c % 2 == 0).then(|| pick(&TEXTS, c).to_string()),
        reviewer: Some(pick(speakers, e / 2)),
        decided_on: date(c),
        review_url: Some(format!("https://desk.example/{}?a&b#c", serial / 2)),
        review_title: (b % 2 == 0).then(|| pick(&TEXTS, b).to_string()),
        recorded_at: None,
    };
    writer.add_verdict(&verdict).map(|_| ())
}

fn book(store: &Store, ops: Vec<Op>, seeds: &[Seed]) {
    for op in ops {
        let _ = act(store, op);
    }
    let speakers = store.record(&stamp("speakers"), speakers).unwrap();
    for (serial, seed) in seeds.iter().enumerate() {
        store.record(&stamp("a review"), |writer| add(writer, &speakers, *seed, serial)).unwrap();
    }
}

fn run(folder: &Path, words: &[&str]) {
    let done = gainsay(folder).env("GAINSAY_USER", "Ann").args(words).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && !said.contains("rejected"), "{words:?}: {said}");
}

fn same(folder: &Path, a: &str, b: &str) {
    let [before, after] = [a, b].map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
    let differ = before.lines().zip(after.lines()).find(|(before, after)| before != after);
    assert!(before == after, "{a} and {b} differ: {differ:#?}\n{before}\n{after}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reviews_come_in_again_as_they_went_out(ops in prop::collection::vec(any::<Op>(), 0..20), seeds in prop::collection::vec(any::<Seed>(), 1..12)) {
        let folder = folder();
        let (_, store) = new_book(folder.path());
        book(&store, ops, &seeds);
        drop(store);
        let book = "book.db";
        run(folder.path(), &["--db", book, "export", "a.jsonld"]);
        run(folder.path(), &["--db", book, "export", "a.html", "--claimreview", "--html"]);
        for from in ["a.jsonld", "a.html"] {
            let (db, again, page) = (format!("{from}.db"), format!("{from}.jsonld"), format!("{from}.html"));
            run(folder.path(), &["--db", &db, "import", from, "--strict"]);
            run(folder.path(), &["--db", &db, "export", &again]);
            run(folder.path(), &["--db", &db, "export", &page, "--claimreview", "--html"]);
            same(folder.path(), "a.jsonld", &again);
            same(folder.path(), "a.html", &page);
        }
        // In the book that they come from they are known, and change nothing.
        run(folder.path(), &["--db", book, "export", "before.jsonl"]);
        run(folder.path(), &["--db", book, "import", "a.jsonld", "--strict"]);
        run(folder.path(), &["--db", book, "export", "after.jsonl"]);
        same(folder.path(), "before.jsonl", "after.jsonl");
    }
}
