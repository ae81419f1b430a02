//! Fits the weights with which `gainsay read` finds attributions, and says how good they are.
//!
//! ```text
//! cargo run --release --example fit_reading -- fit FOLDER TAGS FILE    fits on a folder and writes the weights
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
        ["score", folders @ ..] if !folders.is_empty() => {
            folders.iter().for_each(|folder| print_score(Model::fitted(), Path::new(folder)));
        }
        ["try", file, folders @ ..] if !folders.is_empty() => {
            let model = Model::new(Box::leak(std::fs::read(file).unwrap().into_boxed_slice()));
            folders.iter().for_each(|folder| print_score(&model, Path::new(folder)));
        }
        _ => println!("fit_reading fit FOLDER TAGS FILE | score FOLDER… | try FILE FOLDER…"),
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
