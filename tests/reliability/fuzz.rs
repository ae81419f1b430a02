//! Whatever may be typed or sent, changed at random: no panic, no hang, no error that is not a sentence.
//!
//! Inputs begin as those of `corpus/`, where whatever once found something is kept, and are changed like a fuzzer changes
//! them. What leads to an answer that was not seen before (its words, without numbers) is kept and changed further.
//! `GAINSAY_FUZZ_SECONDS` says how long each kind is tried.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use gainsay::error::{Error, Result};
use gainsay::import::{ImportOptions, ReadEvent, SourceFile, read_file};
use gainsay::model::filter::FilterReader;
use gainsay::model::{Date, DateError, Filter};
use gainsay::store::Store;
use gainsay::store::exchange::{OnDuplicate, Rejected};
use gainsay::text::{html, normalize, quantity, quotes, safe, sentences};
use serde_json::Value;

use super::chance;
use crate::common::measures::{in_full, tell};
use crate::common::texts::every_kind;
use crate::common::{folder, stamp};

/// What takes longer than this hangs; a slow machine needs some of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is put into inputs: words of the languages that are read, and numbers at their ends.
const PARTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "٣",
    "你好",
    "😀",
    "\"",
    "'",
    "”",
    "“",
    "\\",
    ",",
    ";",
    ":",
    "|",
    "(",
    ")",
    "-",
    "--",
    "..",
    "*",
    "@",
    "@a",
    "#",
    "%",
    "&",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "<b>",
    "</p>",
    "<!--",
    "<script type=\"application/ld+json\">",
    "</script>",
    "{",
    "}",
    "[",
    "]",
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "18446744073709551616",
    "9223372036854775807",
    "-9223372036854775808",
    "0.1",
    "1,000",
    "1.000,00",
    "£100k",
    "$1.5bn",
    "ten thousand",
    "half",
    "2021",
    "2021-02-29",
    "2021-11",
    "31/12/1999",
    "00/00/0000",
    "9999-12-31",
    "T24:00",
    "Z",
    "+99:99",
    "yesterday",
    "3 days ago",
    "or",
    "and",
    "not",
    "AND",
    "NEAR(",
    "status:",
    "disputed",
    "by:",
    "said:",
    "tag:",
    "is:",
    "verdict:none",
    "\"claimReviewed\"",
    "\"@type\":\"ClaimReview\"",
    "\"@graph\":",
    "\"@id\"",
    "\"itemReviewed\"",
    "\"ratingValue\"",
    "\"text\"",
    "\"statements\"",
    "\"stance\"",
    "\"target_statement\"",
    "\"speaker\"",
    "\"uid\"",
    "claim",
    "made by",
    "denies",
    "reports",
];

/// One kind of input.
struct Kind {
    name: &'static str,
    /// What to begin with, beside what is kept in `corpus/`.
    seeds: &'static [&'static str],
    /// Does what is done with such an input, and says what came of it.
    act: fn(&Place, &[u8]) -> Result<String>,
}

/// A book, and a file to write inputs into.
struct Place {
    store: Store,
    file: PathBuf,
}

impl Place {
    fn new(folder: &Path) -> Self {
        let path = folder.join("book.db");
        Store::create(&path, |store| {
            store.record(&stamp("gainsay add"), |writer| every_kind(writer, "the ferry to Northport is free").map(drop))
        })
        .unwrap()
        .unwrap();
        Self { store: Store::open(&path).unwrap(), file: folder.join("input") }
    }

    fn filter(&self, text: &str) -> Result<Filter> {
        let saved = |name: &str| self.store.saved_filter(name).map(|saved| saved.filter);
        Ok(FilterReader::new(now(), &saved).text(text)?.into())
    }

    /// Takes a file into a book, and back out.
    fn imported(&self, bytes: &[u8], ask: &ImportOptions) -> Result<String> {
        std::fs::write(&self.file, bytes)?;
        let mut reasons = String::new();
        let done = self.store.dry_run(&stamp("gainsay import"), |writer| {
            let mut reject = |piece: Rejected| {
                reasons.push_str(&piece.reason);
                Ok(())
            };
            let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
            read_file(&SourceFile::of(&self.file)?, ask, &mut |event| match event {
                ReadEvent::Item(piece) => importer.take(piece),
                _ => Ok(()),
            })?;
            importer.settle()?;
            importer.finish()
        })?;
        let counts = done.counts;
        Ok(format!("{} {} {} {reasons}", counts.claims.min(3), counts.statements.min(3), counts.rejected.min(3)))
    }
}

fn now() -> NaiveDateTime {
    "2021-11-19T12:00:00".parse().unwrap()
}

/// A law that was broken, which is worse than an error.
fn broken(law: &str, by: &dyn Debug) -> ! {
    panic!("{law}: {by:?}")
}

fn filters(place: &Place, bytes: &[u8]) -> Result<String> {
    let filter = place.filter(&String::from_utf8_lossy(bytes))?;
    let mut found = 0;
    place.store.claims(&filter, &mut |_| {
        found += 1;
        Ok(())
    })?;
    Ok(format!("{found} {:?}", filter.predicate))
}

fn dates(_: &Place, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let read = [Date::parse(&text), Date::from_input(&text, now()), Date::from_import(&text, None)];
    for date in read.iter().flatten() {
        if Date::parse(date.as_str()).as_ref() != Ok(date) {
            broken("a date that was read cannot be read again", date);
        }
        if let Some(next) = date.next()
            && next.previous().as_ref() != Some(date)
        {
            broken("the date before the next one is another", date);
        }
    }
    let kind = |date: &Result<Date, DateError>| match date {
        Ok(date) => date.as_str().len().to_string().replace(|c: char| c.is_ascii_digit(), "d"),
        Err(DateError::Unreadable { .. }) => "unreadable".to_string(),
        Err(error) => error.to_string(),
    };
    Ok(read.iter().map(kind).collect())
}

fn amounts(_: &Place, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let found = quantity::quantities(&text);
    if quantity::compare(&found, &found).agree.len() < found.len() {
        broken("a text does not agree with itself", &found);
    }
    for quantity in &found {
        if text.get(quantity.range.clone()).is_none() {
            broken("a quantity that is not in the text", quantity);
        }
    }
    let all = sentences::sentences(&text);
    let (from, to) = (text.len() / 3, text.len() * 2 / 3);
    if let Some(quote) = text.get(from..to) {
        for anchor in quotes::QuotableText::new(text.to_string()).find(quote) {
            if quotes::slice(&text, anchor.start, anchor.end).is_none() {
                broken("a quote that was found is not in the text", &anchor);
            }
        }
    }
    Ok(format!("{:?} {}", found.iter().map(|quantity| quantity.value).collect::<Vec<_>>(), all.len().min(5)))
}

fn lines(place: &Place, bytes: &[u8]) -> Result<String> {
    place.imported(bytes, &ImportOptions::default())
}

fn tables(place: &Place, bytes: &[u8]) -> Result<String> {
    place.imported(bytes, &ImportOptions { delimiter: Some(b','), ..ImportOptions::default() })
}

fn markup(place: &Place, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let plain = html::plain(&text);
    let _ = normalize::fold(&plain);
    for shown in [safe::for_terminal(&text), safe::one_line(&text)] {
        if shown.chars().any(|c| c == '\u{1b}' || c == '\u{202e}') {
            broken("a terminal would obey it", &shown);
        }
    }
    Ok(format!("{} {}", plain.len().min(9), place.imported(bytes, &ImportOptions::default())?))
}

fn searches(place: &Place, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let found = place.store.search(&place.filter(&text)?.predicate, 20, 0)?;
    let mut matcher = place.store.matcher(gainsay::model::Predicate::default())?;
    let alike = matcher.matches_by_sentence(&text, 5, 0.0)?;
    let (found, alike) = (found.rows.len(), format!("{alike:?}"));
    Ok(format!("{} {alike}", "+".repeat(found)))
}

const KINDS: &[Kind] = &[
    Kind {
        name: "filters",
        seeds: &[
            "status:disputed,not-denied by:\"Ann Lee\" said:2021-11..2022 -stage:dropped \"free ferry\"",
            "is:disputed (tag:talks or verdict:none) not word* @saved",
        ],
        act: filters,
    },
    Kind {
        name: "dates",
        seeds: &[
            "2021-11-18T09:30",
            "18 November 2021 at 4pm",
            "last friday",
            "Nov. 18, 2021",
            "18.11.2021",
            "3 weeks ago",
        ],
        act: dates,
    },
    Kind {
        name: "numbers",
        seeds: &[
            "It costs £100,000 a year, or two and a half million dollars; one in five, 12.5 % of 3,000 people by 5 May 2021.",
            "Rs 1,00,000 crore and 1 234,50 € for a dozen.",
        ],
        act: amounts,
    },
    Kind {
        name: "json-lines",
        seeds: &[
            "{\"text\":\"It rains\",\"statements\":[{\"key\":\"k\",\"speaker\":\"Ann Lee\",\"stance\":\"asserts\",\"said_on\":\"2021\"},{\"speaker\":\"The Echo\",\"stance\":\"reports\",\"target_statement\":\"k\",\"quote\":\"it rains\"}],\"verdicts\":[{\"label\":\"false\",\"rationale\":\"dry\",\"reviewer\":\"Desk\"}]}\n{\"type\":\"speaker\",\"name\":\"Ann Lee\",\"kind\":\"person\"}\n",
        ],
        act: lines,
    },
    Kind {
        name: "csv",
        seeds: &[
            "claim,made by,date,verdict,url,tags\n\"It rains, he said\",Ann Lee,18/11/2021,Mostly False,https://desk.example/a,a;b\nIt snows,Facebook posts,2021,Pants on Fire,,\n",
            "id,claim,disputed_by\n1,\"a \"\"b\"\"\nc\",x; y\n",
        ],
        act: tables,
    },
    Kind {
        name: "claimreview",
        seeds: &[
            "{\"@context\":\"https://schema.org\",\"@type\":\"ClaimReview\",\"claimReviewed\":\"It rains\",\"author\":{\"name\":\"Desk\"},\"itemReviewed\":{\"author\":{\"name\":\"Ann Lee\"},\"datePublished\":\"2021\",\"appearance\":\"https://desk.example\"},\"reviewRating\":{\"ratingValue\":\"2\",\"bestRating\":5,\"worstRating\":1,\"alternateName\":\"False\"}}",
            "{\"@graph\":[{\"@id\":\"#a\",\"@type\":\"ClaimReview\",\"claimReviewed\":\"x\",\"itemReviewed\":{\"@id\":\"#b\"}},{\"@id\":\"#b\",\"@type\":\"Claim\",\"author\":\"Bo\"}]}",
        ],
        act: lines,
    },
    Kind {
        name: "html",
        seeds: &[
            "<html><body><script type=\"application/ld+json\">{\"@type\":\"ClaimReview\",\"claimReviewed\":\"It &amp;amp; rains\"}</script><div itemscope itemtype=\"https://schema.org/ClaimReview\"><span itemprop=claimReviewed>It <b>snows</b></span></div></body></html>",
            "<div vocab=\"https://schema.org/\" typeof=\"ClaimReview\"><p property=\"claimReviewed\">x</p></div>",
        ],
        act: markup,
    },
    Kind {
        name: "searches",
        seeds: &["ferry \"is free\" north*", "NEAR(a b) OR \"x", "free -ferry (a or b)"],
        act: searches,
    },
];

/// The files of `corpus/` for a kind.
fn kept(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reliability/corpus").join(name);
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

/// Changes an input in one to four ways. What is JSON is often changed in its values, so that it stays JSON.
fn changed(chance: &mut fastrand::Rng, input: &[u8], other: &[u8]) -> Vec<u8> {
    if let Ok(mut value) = serde_json::from_slice::<Value>(input)
        && chance.u8(..4) > 0
    {
        let other = serde_json::from_slice(other).unwrap_or(Value::Null);
        (0..chance.usize(1..=3)).for_each(|_| change(chance, &mut value, &other));
        return value.to_string().into_bytes();
    }
    let mut bytes = input.to_vec();
    for _ in 0..chance.usize(1..=4) {
        let at = chance.usize(..=bytes.len());
        let end = at + chance.usize(..=(bytes.len() - at).min(40));
        match chance.u8(..8) {
            0 | 1 => drop(bytes.splice(at..at, chance.choice(PARTS).unwrap().bytes())),
            2 => drop(bytes.splice(at..end, chance.choice(PARTS).unwrap().bytes())),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let again = bytes[at..end].to_vec();
                let times = if chance.u8(..20) == 0 { 200 } else { 1 };
                bytes.splice(at..at, again.repeat(times));
            }
            5 if at < bytes.len() => bytes[at] ^= 1 << chance.u8(..8),
            6 if at < bytes.len() => bytes[at] = chance.u8(..),
            _ => {
                let from = chance.usize(..=other.len());
                bytes.splice(at..end, other[from..].iter().copied().take(60));
            }
        }
    }
    bytes.truncate(20_000);
    bytes
}

/// Changes one of the values in a value.
fn change(chance: &mut fastrand::Rng, value: &mut Value, other: &Value) {
    let children: Vec<&mut Value> = match &mut *value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    if !children.is_empty() && chance.u8(..4) > 0 {
        let at = chance.usize(..children.len());
        if let Some(child) = children.into_iter().nth(at) {
            return change(chance, child, other);
        }
    }
    let part = (*chance.choice(PARTS).unwrap()).to_string();
    match (chance.u8(..7), &mut *value) {
        (0, Value::Object(fields)) => drop(fields.insert(part.trim_matches('"').to_string(), other.clone())),
        (1, Value::Object(fields)) => drop(fields.keys().next().cloned().and_then(|first| fields.shift_remove(&first))),
        (2, Value::Array(list)) => list.push(other.clone()),
        (3, _) => *value = Value::Array(vec![value.clone(), other.clone()]),
        (4, _) => *value = other.clone(),
        (5, Value::String(text)) => text.push_str(&part),
        _ => *value = serde_json::from_str(&part).unwrap_or(Value::String(part)),
    }
}

/// What an answer is like: its words, without the numbers in it.
fn likeness(came: &Result<String>) -> u64 {
    let text = match came {
        Ok(text) => format!("ok {text}"),
        Err(error) => format!("{:?} {error}", error.kind),
    };
    let words: String = text.chars().filter(|c| !c.is_numeric()).take(120).collect();
    BuildHasherDefault::<DefaultHasher>::new().hash_one(words)
}

fn is_a_sentence(error: &Error) -> bool {
    let text = error.to_string();
    ["Error {", "Some(", "SQLITE", "constraint failed", "os error", "syntax error"]
        .iter()
        .all(|raw| !text.contains(raw))
}

fn how_long() -> Duration {
    let asked = std::env::var("GAINSAY_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(asked.unwrap_or(if in_full() { 600 } else { 1 }))
}

fn tried(kind: &Kind) {
    let (folder, mut chance) = (folder(), chance());
    let place = Place::new(folder.path());
    let mut inputs = kept(kind.name);
    let found = inputs.len();
    inputs.extend(kind.seeds.iter().map(|seed| seed.as_bytes().to_vec()));
    let (mut seen, mut count, begun) = (HashSet::new(), 0, Instant::now());
    let mut slowest = Duration::ZERO;
    let beginning = inputs.clone();
    while count < beginning.len() || begun.elapsed() < how_long() {
        let input = beginning.get(count).cloned().unwrap_or_else(|| {
            let (one, other) = (chance.choice(&inputs).unwrap().clone(), chance.choice(&inputs).unwrap().clone());
            changed(&mut chance, &one, &other)
        });
        count += 1;
        let at = Instant::now();
        let came = catch_unwind(AssertUnwindSafe(|| (kind.act)(&place, &input)));
        slowest = slowest.max(at.elapsed());
        let shown = String::from_utf8_lossy(&input).into_owned();
        let came = came.unwrap_or_else(|_| {
            panic!("{} panicked; to keep it, put it into tests/reliability/corpus/{0}: {shown:?}", kind.name)
        });
        if let Err(error) = &came {
            assert!(is_a_sentence(error), "{}: {error}: {shown:?}", kind.name);
        }
        assert!(at.elapsed() < PATIENCE, "{} took {:?}: {shown:?}", kind.name, at.elapsed());
        if seen.insert(likeness(&came)) {
            inputs.push(input);
        }
        let harmed = matches!(&came, Err(error) if error.exit_code() == 5);
        assert!(!harmed, "{} harmed the book: {shown:?}", kind.name);
    }
    tell(
        &format!("fuzzing: {}", kind.name),
        &format!(
            "{count} inputs in {} s, {} kinds of answers, {found} kept from earlier; 0 crashes, slowest {} ms",
            how_long().as_secs(),
            seen.len(),
            slowest.as_millis()
        ),
    );
}

macro_rules! kinds {
    ($($test:ident: $at:expr),*) => { $(#[test] fn $test() { tried(&KINDS[$at]); })* };
}

kinds! {
    fuzzed_filters: 0, fuzzed_dates: 1, fuzzed_numbers: 2, fuzzed_json_lines: 3, fuzzed_csv: 4, fuzzed_claimreview: 5,
    fuzzed_html: 6, fuzzed_searches: 7
}
