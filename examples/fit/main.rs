//! Fits the weights by which `gainsay match` ranks and scores, on texts of which it is known what claims they repeat.
//!
//! ```text
//! cargo run --release --example fit -- background SET…       writes src/text/similarity/background.txt
//! cargo run --release --example fit -- weights SET:SPLIT…    writes src/text/similarity/weights.rs
//! cargo run --release --example fit -- check SET:SPLIT… -- SET:SPLIT…
//!                                                            fits on all of the first sets but one in turn, and says how good
//!                                                            that is on the one left out; on all, how good on the others
//! cargo run --release --example fit -- ideas SET:SPLIT…      the same without each idea in turn
//! cargo run --release --example fit -- dump SET:SPLIT…       writes what was compared as JSON lines, to try models elsewhere
//! ```
//!
//! SET is a folder with `claims.jsonl` (`id`, `text`, perhaps `title`) and `splits/SPLIT/` with `queries.jsonl` (`id`,
//! `text`) and `qrels.tsv` (query, 0, claim, 1), as `examples/fit/demo` is. The claims are recorded in a book of their own, and some of
//! them in small books, and found through these as the program does it. A further feature is one more number: say what it measures in
//! `text/similarity/features.rs`, fill it in `text/similarity/query.rs`, and fit anew.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    clippy::cast_sign_loss,
    reason = "a tool for those who carry on"
)]

mod books;
mod measures;
mod model;

use std::collections::HashMap;
use std::path::Path;

use gainsay::text::similarity::{FEATURES, MEANING, MatchModel, TextAnalyzer};
use serde_json::json;

use books::{Query, lines, queries, text_of};
use measures::measure;
use model::{fit, without_meaning};

/// A set with its texts.
type Set = (String, Vec<Query>);

/// Reads sets, each in its own thread.
fn read(names: &[String]) -> Vec<Set> {
    std::thread::scope(|scope| {
        let started: Vec<_> = names.iter().map(|name| scope.spawn(|| (name.clone(), queries(name)))).collect();
        started.into_iter().map(|set| set.join().unwrap()).collect()
    })
}

/// Texts asked of the book of a whole set, or of small books.
fn of_size(queries: &[Query], is_whole: bool) -> Vec<&Query> {
    queries.iter().filter(|query| query.is_whole == is_whole).collect()
}

fn report(name: &str, queries: &[&Query], model: &MatchModel) {
    let found = measure(queries, model);
    println!(
        "{name:42} n {:4}  MAP@5 {:.3}  AUC {:.3}  recall at 10 % {:.3}  Brier {:.3}",
        queries.len(),
        found.precision,
        found.area,
        found.recall,
        found.brier
    );
    let tenths: Vec<_> =
        found.tenths.iter().map(|(chance, right, all)| format!("{chance:.2}:{right:.2} ({all})")).collect();
    println!("    chance: right  {}", tenths.join("  "));
}

fn report_sizes(name: &str, queries: &[Query], model: &MatchModel) {
    report(name, &of_size(queries, true), model);
    let small = of_size(queries, false);
    if !small.is_empty() {
        report(&format!("{name}, small books"), &small, model);
    }
}

/// The texts of all sets but one.
fn all_but(sets: &[Set], but: usize) -> Vec<&Query> {
    sets.iter().enumerate().filter(|(at, _)| *at != but).flat_map(|(_, (_, queries))| queries).collect()
}

/// Reports how good it is to fit on all sets but one.
fn check(sets: &[Set], others: &[Set]) {
    for (at, (name, queries)) in sets.iter().enumerate() {
        report_sizes(name, queries, &fit(&all_but(sets, at), |_| true));
    }
    let model = fit(&all_but(sets, sets.len()), |_| true);
    others.iter().for_each(|(name, queries)| report_sizes(name, queries, &model));
}

/// Ideas, each with its features.
fn ideas() -> Vec<(&'static str, Vec<usize>)> {
    let having = |words: &[&str]| {
        (0..FEATURES.len()).filter(|n| words.iter().any(|word| FEATURES[*n].contains(word))).collect::<Vec<_>>()
    };
    vec![
        ("nothing", Vec::new()),
        ("meaning", having(&["meaning"])),
        ("BM25 among the compared", having(&["BM25"])),
        ("character 4-grams", having(&["4-grams"])),
        ("the words' weight and rarity", having(&["words found", "rarest"])),
        ("names", having(&["names"])),
        ("quantities", having(&["quantities"])),
        ("the best wording apart", having(&["best:"])),
    ]
}

fn compare_ideas(sets: &[Set]) {
    for (idea, features) in ideas() {
        print!("without {idea}:");
        for (at, (_, queries)) in sets.iter().enumerate() {
            let model = fit(&all_but(sets, at), |n| !features.contains(&n));
            let found = measure(&of_size(queries, true), &model);
            print!("  {:.3} {:.3}", found.precision, found.area);
        }
        println!();
    }
}

fn write_weights(models: [MatchModel; 2]) {
    let mut text =
        "//! The weights of the features, and of the chance. Generated by `examples/fit`; do not edit by hand.\n\n\
                    use super::model::MatchModel;\n"
            .to_string();
    for (name, model) in ["WITH_MEANING", "WITHOUT_MEANING"].into_iter().zip(models) {
        let weights: String = model
            .weights
            .iter()
            .zip(FEATURES)
            .map(|(weight, name)| format!("        {weight:.3}, // {name}\n"))
            .collect();
        let chance: Vec<String> = model.chance.iter().map(|weight| format!("{weight:.3}")).collect();
        text.push_str(&format!(
            "\npub(super) const {name}: MatchModel = MatchModel {{\n    weights: [\n{weights}    ],\n    chance: [{}],\n    next: {:.3},\n}};\n",
            chance.join(", "),
            model.next
        ));
    }
    std::fs::write("src/text/similarity/weights.rs", text).unwrap();
}

fn write_background(sets: &[String]) {
    let reader = TextAnalyzer::default();
    let (mut counts, mut claims) = (HashMap::<String, f64>::new(), 0.0);
    for line in sets.iter().flat_map(|set| lines(&Path::new(set).join("claims.jsonl"))) {
        claims += 1.0;
        reader
            .read(&text_of(&line, "text"))
            .stems()
            .for_each(|stem| *counts.entry(stem.to_string()).or_default() += 1.0);
    }
    let mut counts: Vec<_> =
        counts.into_iter().filter(|(stem, _)| stem.bytes().all(|byte| byte.is_ascii_lowercase())).collect();
    counts.sort_by(|(a, n), (b, m)| m.total_cmp(n).then(a.cmp(b)));
    counts.truncate(1000);
    counts.sort_by(|(a, _), (b, _)| a.cmp(b));
    let text: String =
        counts.iter().map(|(stem, count)| format!("{stem} {:.0}\n", count / claims * 10_000.0)).collect();
    std::fs::write("src/text/similarity/background.txt", text).unwrap();
}

fn dump(name: &str) {
    for Query { book, right, hits, absent, .. } in queries(name) {
        println!("{}", json!({"set": name, "book": book, "right": right, "hits": hits, "absent": absent}));
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (what, sets) = args.split_first().expect("background, weights, check or ideas");
    if what == "dump" {
        return sets.iter().for_each(|name| dump(name));
    }
    if what == "background" {
        return write_background(sets);
    }
    let mut parts = sets.split(|set| set == "--").map(read);
    let (sets, others) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match what.as_str() {
        "check" => check(&sets, &others),
        "ideas" => compare_ideas(&sets),
        _ => {
            let all = all_but(&sets, sets.len());
            let masked: Vec<Query> = sets.iter().flat_map(|(_, queries)| without_meaning(queries)).collect();
            write_weights([fit(&all, |_| true), fit(&masked.iter().collect::<Vec<_>>(), |n| n < MEANING)]);
        }
    }
}
