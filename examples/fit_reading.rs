//! Fits the weights with which `gainsay read` finds attributions, and says how good they are.
//!
//! ```text
//! cargo run --release --example fit_reading -- fit FOLDER TAGS FILE    fits on a folder and writes the weights
//! cargo run --release --example fit_reading -- words FOLDER            lists the words that a fit on a folder names
//! cargo run --release --example fit_reading -- time FILE               says how long texts take, and ten times as long ones
//! cargo run --release --example fit_reading -- score FOLDER…           says how well the program agrees with people
//! cargo run --release --example fit_reading -- try FILE FOLDER…        does so with the weights of a file
//! ```
//!
//! FOLDER holds `docs/*.txt` and `gold.jsonl`, which has a line for each attribution that a person marked: `doc` is the name
//! of the file, `content`, `source` and `cue` are lists of [start, end] in characters, `type` is direct, mixed or indirect. TAGS
//! has a line for each article with `doc` and `sentences`, lists of [start, end, tag] with the tags of the Penn Treebank.
//! The program reads `data/reading/weights.bin`. A fit gives the same file each time.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tool for those who carry on"
)]

#[path = "fit_reading/chain.rs"]
mod chain;
#[path = "fit_reading/corpus.rs"]
mod corpus;
#[path = "fit_reading/descent.rs"]
mod descent;
#[path = "fit_reading/pack.rs"]
mod pack;
#[path = "fit_reading/score.rs"]
mod score;
#[path = "fit_reading/stages.rs"]
mod stages;
#[path = "fit_reading/tagger.rs"]
mod tagger;

use std::path::Path;
use std::time::Instant;

use corpus::read_articles;
use gainsay::attribution::learned::model::Model;
use gainsay::attribution::read_with;
use score::Score;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["fit", folder, tags, file] => {
            let weights = stages::fit(Path::new(folder), Path::new(tags));
            println!("{} bytes", weights.len());
            std::fs::write(file, weights).unwrap();
        }
        ["words", folder] => {
            for one in stages::vocabulary_of(Path::new(folder)) {
                println!("{}\t{}\t{}", one.word, one.articles, one.cue_bin);
            }
        }
        ["time", file] => print_times(&std::fs::read_to_string(file).unwrap()),
        ["score", folders @ ..] if !folders.is_empty() => {
            folders.iter().for_each(|folder| print_score(Model::fitted(), Path::new(folder)));
        }
        ["try", file, folders @ ..] if !folders.is_empty() => {
            let model = Model::new(Box::leak(std::fs::read(file).unwrap().into_boxed_slice()));
            folders.iter().for_each(|folder| print_score(&model, Path::new(folder)));
        }
        _ => println!("fit_reading fit FOLDER TAGS FILE | words FOLDER | time FILE | score FOLDER… | try FILE FOLDER…"),
    }
}

/// Prints how well what is found in a folder's articles agrees with what people marked, and how true the scores are.
fn print_score(model: &Model, folder: &Path) {
    let mut score = Score::default();
    let mut bins = [(0.0, 0, 0); 10];
    let mut seconds = 0.0;
    let articles = read_articles(folder);
    for article in &articles {
        let start = Instant::now();
        let found = read_with(model, &article.text).attributions;
        seconds += start.elapsed().as_secs_f64();
        for (one, agrees) in found.iter().zip(score.add(article, &found)) {
            let bin = &mut bins[((one.score * 10.0) as usize).min(9)];
            *bin = (bin.0 + one.score, bin.1 + usize::from(agrees), bin.2 + 1);
        }
    }
    println!("{}: {}", folder.display(), score.line());
    println!("{:.2} ms an article", 1000.0 * seconds / articles.len().max(1) as f64);
    for (sum, right, count) in bins.into_iter().filter(|bin| bin.2 > 0) {
        println!(
            "score {:.2}: {:.2} of {count} agree",
            sum / f64::from(count),
            f64::from(right as u32) / f64::from(count)
        );
    }
}

/// The least time in milliseconds that a text takes, of several.
fn least_time(text: &str) -> f64 {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        let reading = read_with(Model::fitted(), text);
        let time = start.elapsed().as_secs_f64();
        assert!(!reading.text.tokens.is_empty());
        1000.0 * time
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Prints how long an article takes, the same ten times, and others that are hard: one paragraph, nothing but quotations, marks that do
/// not match, a chain of phrases.
fn print_times(article: &str) {
    let line = article.replace('\n', " ");
    let part: String = line.chars().take(2000).collect();
    let texts = [
        ("article", format!("{article}\n")),
        ("one paragraph", part.clone()),
        ("nothing but quotations", "“It is safe,” she said. ".repeat(80)),
        ("marks without words", "\" ' ” “ ".repeat(200)),
        ("a chain of phrases", format!("She said {}", "the mayor of ".repeat(150))),
        ("a chain of verbs", "he said she told they asked and ".repeat(60)),
        ("no space", "said".repeat(500)),
    ];
    for (name, text) in texts {
        let times = [1, 10, 100].map(|count| least_time(&text.repeat(count)));
        println!(
            "{name}, {} bytes: {:.2} ms; 10 times as long {:.1} ms ({:.1} times), 100 times {:.0} ms ({:.1} times)",
            text.len(),
            times[0],
            times[1],
            times[1] / times[0],
            times[2],
            times[2] / times[1]
        );
    }
}
