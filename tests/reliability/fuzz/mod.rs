//! Random inputs of everything that people can type or send: no panic, no hang, no error that is not a sentence.
//!
//! The first inputs are those of the folder `corpus`, which has inputs that found a fault, and are changed at random. An input with a
//! new result (its words, without numbers) is changed further. `GAINSAY_FUZZ_SECONDS` says how long each kind is tried.

mod mutations;
mod targets;

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use gainsay::error::{Error, Result};

use self::mutations::mutated;
use self::targets::{TARGETS, Target, TestBook};
use super::chance;
use crate::common::folder;
use crate::common::measures::{in_full, tell};

/// Maximum time for one input; a slow machine needs some of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The inputs in the folder `corpus` for a kind.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reliability/corpus").join(name);
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

/// A hash of the words of a result, without the numbers in it.
fn fingerprint(result: &Result<String>) -> u64 {
    let text = match result {
        Ok(text) => format!("ok {text}"),
        Err(error) => format!("{:?} {error}", error.kind),
    };
    let words: String = text.chars().filter(|c| !c.is_numeric()).take(120).collect();
    BuildHasherDefault::<DefaultHasher>::new().hash_one(words)
}

/// Whether an error is a sentence for people. The first of these is what a panic while a file is read becomes.
fn is_plain_sentence(error: &Error) -> bool {
    let text = error.to_string();
    ["not as its format says", "Error {", "Some(", "SQLITE", "constraint failed", "os error", "syntax error"]
        .iter()
        .all(|raw| !text.contains(raw))
}

/// How long each kind is tried.
fn time_limit() -> Duration {
    let asked = std::env::var("GAINSAY_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(asked.unwrap_or(if in_full() { 600 } else { 1 }))
}

/// Tries a kind of input.
fn fuzz(target: &Target) {
    let (folder, mut random) = (folder(), chance());
    let book = TestBook::new(folder.path());
    let mut inputs = corpus(target.name);
    let found = inputs.len();
    inputs.extend(target.seeds.iter().map(|seed| seed.as_bytes().to_vec()));
    let (mut seen, mut count, begun) = (HashSet::new(), 0, Instant::now());
    let mut slowest = Duration::ZERO;
    let beginning = inputs.clone();
    while count < beginning.len() || begun.elapsed() < time_limit() {
        let input = beginning.get(count).cloned().unwrap_or_else(|| {
            let (one, other) = (random.choice(&inputs).unwrap().clone(), random.choice(&inputs).unwrap().clone());
            mutated(&mut random, &one, &other)
        });
        count += 1;
        let at = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| (target.run)(&book, &input)));
        slowest = slowest.max(at.elapsed());
        let shown = String::from_utf8_lossy(&input).into_owned();
        let result = result.unwrap_or_else(|_| {
            panic!("{} panicked; to keep it, put it into tests/reliability/corpus/{0}: {shown:?}", target.name)
        });
        if let Err(error) = &result {
            assert!(is_plain_sentence(error), "{}: {error}: {shown:?}", target.name);
        }
        assert!(at.elapsed() < PATIENCE, "{} took {:?}: {shown:?}", target.name, at.elapsed());
        if seen.insert(fingerprint(&result)) {
            inputs.push(input);
        }
        let is_damaged = matches!(&result, Err(error) if error.exit_code() == 5);
        assert!(!is_damaged, "{} damaged the book: {shown:?}", target.name);
    }
    tell(
        &format!("fuzzing: {}", target.name),
        &format!(
            "{count} inputs in {} s, {} kinds of answers, {found} kept from earlier; 0 crashes, slowest {} ms",
            time_limit().as_secs(),
            seen.len(),
            slowest.as_millis()
        ),
    );
}

macro_rules! kinds {
    ($($test:ident: $at:expr),*) => { $(#[test] fn $test() { fuzz(&TARGETS[$at]); })* };
}

kinds! {
    fuzzed_filters: 0, fuzzed_dates: 1, fuzzed_numbers: 2, fuzzed_json_lines: 3, fuzzed_csv: 4, fuzzed_claimreview: 5,
    fuzzed_html: 6, fuzzed_searches: 7
}
