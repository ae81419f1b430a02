//! Fits the weights with which `gainsay read` finds attributions, and says how good they are.
//!
//! ```text
//! cargo run --release --example fit_reading -- score FOLDER…      says how well the program agrees with people
//! ```
//!
//! FOLDER holds `docs/*.txt` and `gold.jsonl`, which has a line for each attribution that a person marked: `doc` is the name
//! of the file, `content`, `source` and `cue` are lists of [start, end] in characters, `type` is direct, mixed or indirect.
#![allow(
    dead_code,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tool for those who carry on"
)]

#[path = "fit_reading/corpus.rs"]
mod corpus;
#[path = "fit_reading/score.rs"]
mod score;

use std::path::Path;
use std::time::Instant;

use corpus::read_articles;
use gainsay::attribution::find_attributions;
use score::Score;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, folders)) if command == "score" && !folders.is_empty() => {
            folders.iter().for_each(|folder| print_score(Path::new(folder)));
        }
        _ => println!("fit_reading score FOLDER…"),
    }
}

/// Prints how well what is found in a folder's articles agrees with what people marked, and how true the scores are.
fn print_score(folder: &Path) {
    let mut score = Score::default();
    let mut bins = [(0.0, 0, 0); 10];
    let mut seconds = 0.0;
    let articles = read_articles(folder);
    for article in &articles {
        let start = Instant::now();
        let found = find_attributions(&article.text).attributions;
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
