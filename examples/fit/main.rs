//! Fits the weights by which `gainsay match` ranks and scores, on texts of which it is known what claims they repeat.
//!
//! ```text
//! cargo run --release --example fit -- background SET…          writes src/text/similarity/background.txt
//! cargo run --release --example fit -- weights SET:SPLIT… -- SET:SPLIT…
//!                                                               writes src/text/similarity/weights.rs, fitted on the first,
//!                                                               and says how good they are on the others
//! cargo run --release --example fit -- ideas SET:SPLIT… -- SET:SPLIT…   fits on the first without each idea in turn,
//!                                                               and says how good that is on the others
//! ```
//!
//! SET is a folder with `claims.jsonl` (`id`, `text`, perhaps `title`) and `splits/SPLIT/` with `queries.jsonl` (`id`,
//! `text`) and `qrels.tsv` (query, 0, claim, 1). The claims are recorded in a book of their own and found through it, as
//! the program does it. A further feature is one more number: say what it measures in `text/similarity/features.rs`, fill it in
//! `text/similarity/query.rs`, and fit anew.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::format_collect,
    clippy::cast_sign_loss,
    reason = "a tool for those who carry on"
)]

mod books;

use std::collections::HashMap;
use std::path::Path;

use gainsay::text::similarity::{AGAINST, FEATURES, Features, TextAnalyzer};

use books::{Query, lines, queries, text_of};

/// Weights, and the constant and the two slopes of the chance.
type Model = (Vec<f64>, [f64; 3]);

fn dot(features: &Features, weights: &[f64]) -> f64 {
    features.iter().zip(weights).map(|(feature, weight)| f64::from(*feature) * weight).sum()
}

/// Scores of a query's claims with their truth, best first; `without` those that are right in the book or not.
fn ranked(query: &Query, weights: &[f64], without: bool) -> Vec<(f64, bool)> {
    let hits = if without { &query.absent } else { &query.hits };
    let mut ranked: Vec<_> = hits.iter().map(|(features, right)| (dot(features, weights), *right)).collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranked
}

/// The chance of a score that is so far behind the best.
fn chance((_, [constant, of_score, of_distance]): &Model, score: f64, behind: f64) -> f64 {
    1.0 / (1.0 + (of_distance * behind - constant - of_score * score).exp())
}

/// Mean average precision of the first five, and how well the best chance tells a text with a recorded claim from the same
/// text without (the area under the curve).
fn measures(queries: &[Query], model: &Model) -> (f64, f64) {
    let (mut precision, mut with, mut without) = (0.0, Vec::new(), Vec::new());
    for query in queries {
        let hits = ranked(query, &model.0, false);
        let mut found = 0.0;
        for (at, (_, right)) in hits.iter().take(5).enumerate() {
            if *right {
                found += 1.0;
                precision += found / (at + 1) as f64 / query.right as f64;
            }
        }
        let best = |hits: &[(f64, bool)]| hits.first().map_or(0.0, |(score, _)| chance(model, *score, 0.0));
        with.push(best(&hits));
        without.push(best(&ranked(query, &model.0, true)));
    }
    let wins: f64 = with
        .iter()
        .flat_map(|a| {
            without.iter().map(move |b| {
                if a > b {
                    1.0
                } else if a < b {
                    0.0
                } else {
                    0.5
                }
            })
        })
        .sum();
    (precision / queries.len() as f64, wins / (with.len() * without.len()) as f64)
}

/// Minimises by Adam (Kingma and Ba 2015); `slope` gives the gradient, `least` the least value of each.
fn minimise(size: usize, steps: i32, least: impl Fn(usize) -> f64, slope: impl Fn(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let (mut at, mut first, mut second) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for step in 1..=steps {
        let gradient = slope(&at);
        let rate = 0.05 * (1.0 - f64::from(step) / f64::from(steps)).max(0.02);
        for n in 0..size {
            first[n] = 0.9 * first[n] + 0.1 * gradient[n];
            second[n] = 0.999 * second[n] + 0.001 * gradient[n] * gradient[n];
            let (mean, square) = (first[n] / (1.0 - 0.9f64.powi(step)), second[n] / (1.0 - 0.999f64.powi(step)));
            at[n] = (at[n] - rate * mean / (square.sqrt() + 1e-9)).max(least(n));
        }
    }
    at
}

/// How much a feature varies, to weigh all alike.
fn deviations(queries: &[Query]) -> Vec<f64> {
    let all = || queries.iter().flat_map(|query| &query.hits);
    let count = all().count() as f64;
    let deviation = |n: usize| {
        let mean = all().map(|(features, _)| f64::from(features[n])).sum::<f64>() / count;
        (all().map(|(features, _)| (f64::from(features[n]) - mean).powi(2)).sum::<f64>() / count).sqrt() + 1e-6
    };
    (0..FEATURES.len()).map(deviation).collect()
}

/// Fits weights so that what is right comes first (softmax over the claims of a text, with a small penalty on weights), and
/// then the chance (logistic regression) on each text with and without what is right.
fn fit(queries: &[Query], use_feature: impl Fn(usize) -> bool) -> Model {
    let deviations = deviations(queries);
    let with: Vec<_> = queries.iter().filter(|query| query.hits.iter().any(|(_, right)| *right)).collect();
    let slope = |weights: &[f64]| {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| 0.02 * weight).collect();
        let scaled: Vec<f64> = weights.iter().zip(&deviations).map(|(weight, deviation)| weight / deviation).collect();
        for query in &with {
            let scores: Vec<f64> = query.hits.iter().map(|(features, _)| dot(features, &scaled)).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
            let right = query.hits.iter().filter(|(_, right)| *right).count() as f64;
            for ((features, is_right), score) in query.hits.iter().zip(scores) {
                let share = (score - most).exp() / sum - if *is_right { 1.0 / right } else { 0.0 };
                for (n, feature) in features.iter().enumerate().filter(|(n, _)| use_feature(*n)) {
                    gradient[n] += share * f64::from(*feature) / deviations[n] / with.len() as f64;
                }
            }
        }
        gradient
    };
    // More agreement never makes a claim less likely.
    let least = |n: usize| if AGAINST.contains(&n) { f64::MIN } else { 0.0 };
    let weights = minimise(FEATURES.len(), 800, least, slope);
    let weights: Vec<f64> = weights.iter().zip(&deviations).map(|(weight, deviation)| weight / deviation).collect();
    let mut rows = Vec::new();
    for query in queries {
        for without in [false, true] {
            let hits = ranked(query, &weights, without);
            let best = hits.first().map_or(0.0, |(score, _)| *score);
            rows.extend(hits.into_iter().take(10).map(|(score, right)| (score, best - score, right)));
        }
    }
    let slope = |chance: &[f64]| {
        let mut gradient = vec![0.0; 3];
        for (score, behind, right) in &rows {
            let p = 1.0 / (1.0 + (chance[2] * behind - chance[0] - chance[1] * score).exp());
            let error = (p - f64::from(u8::from(*right))) / rows.len() as f64;
            [1.0, *score, -behind].iter().zip(&mut gradient).for_each(|(value, slope)| *slope += error * value);
        }
        gradient
    };
    let chance = minimise(3, 6000, |_| f64::MIN, slope);
    (weights, [chance[0], chance[1], chance[2]])
}

/// Of the claims scored in each tenth, how many are right.
fn tenths(queries: &[Query], model: &Model) -> Vec<(f64, usize)> {
    let mut tenths = vec![(0.0, 0); 10];
    for query in queries {
        for without in [false, true] {
            let hits = ranked(query, &model.0, without);
            let best = hits.first().map_or(0.0, |(score, _)| *score);
            for (score, right) in hits.into_iter().take(10) {
                let tenth = ((chance(model, score, best - score) * 10.0) as usize).min(9);
                tenths[tenth].0 += f64::from(u8::from(right));
                tenths[tenth].1 += 1;
            }
        }
    }
    tenths.into_iter().map(|(right, all)| (right / (all as f64).max(1.0), all)).collect()
}

fn report(name: &str, queries: &[Query], model: &Model) {
    let (precision, area) = measures(queries, model);
    println!("{name}: n {}  MAP@5 {precision:.4}  match-or-not AUC {area:.4}", queries.len());
    let tenths: Vec<_> = tenths(queries, model).iter().map(|(right, all)| format!("{right:.2} of {all}")).collect();
    println!("  right in each tenth of the score: {}", tenths.join(", "));
}

/// Ideas, each with its features.
fn ideas() -> Vec<(&'static str, Vec<usize>)> {
    let having = |words: &[&str]| {
        (0..FEATURES.len()).filter(|n| words.iter().any(|word| FEATURES[*n].contains(word))).collect::<Vec<_>>()
    };
    vec![
        ("nothing", Vec::new()),
        ("BM25 among the compared", having(&["BM25"])),
        ("character 4-grams", having(&["4-grams"])),
        ("the words' weight and rarity", having(&["words found", "rarest"])),
        ("names", having(&["names"])),
        ("quantities", having(&["quantities"])),
        ("the best wording apart", having(&["best:"])),
        ("everything but BM25", (1..FEATURES.len()).collect()),
    ]
}

fn write_weights((weights, chance): &Model) {
    let path = "src/text/similarity/weights.rs";
    let old = std::fs::read_to_string(path).unwrap();
    let rest = &old[old.find("/// Returns the score").unwrap()..];
    let lines: String =
        weights.iter().zip(FEATURES).map(|(weight, name)| format!("    {weight:.3}, // {name}\n")).collect();
    let [constant, of_score, of_distance] = chance;
    let head = &old[..old.find("const WEIGHTS").unwrap()];
    let text = format!(
        "{head}const WEIGHTS: Features = [\n{lines}];\nconst CHANCE: [f64; 3] = [{constant:.3}, {of_score:.3}, {of_distance:.3}];\n\n{rest}"
    );
    std::fs::write(path, text).unwrap();
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

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (what, sets) = args.split_first().expect("background, weights or ideas");
    let read = |sets: &[String]| sets.iter().map(|set| (set.clone(), queries(set))).collect::<Vec<_>>();
    if what == "dump" {
        for name in sets {
            for q in queries(name) {
                println!("{}", serde_json::json!({"set": name, "book": q.book, "right": q.right, "hits": q.hits, "absent": q.absent}));
            }
        }
        return;
    }
    if what == "background" {
        return write_background(sets);
    }
    let mut parts = sets.split(|set| set == "--");
    let train = read(parts.next().unwrap_or_default()).into_iter().flat_map(|(_, queries)| queries).collect::<Vec<_>>();
    let others = read(parts.next().unwrap_or_default());
    if what == "weights" {
        let model = fit(&train, |_| true);
        report("fitted on", &train, &model);
        others.iter().for_each(|(name, queries)| report(name, queries, &model));
        write_weights(&model);
        return;
    }
    for (idea, features) in ideas() {
        let model = fit(&train, |n| !features.contains(&n));
        let scores: Vec<_> = others.iter().map(|(_, queries)| measures(queries, &model)).collect();
        let scores: Vec<_> = scores.iter().map(|(map, auc)| format!("{map:.4} {auc:.4}")).collect();
        println!("without {idea}: {}", scores.join("  "));
    }
}
