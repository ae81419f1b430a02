//! Measures gainsay beside its peers, and prints how they compare. `tests/bench` builds what it needs and runs it.
//!
//! Every figure is that of a whole process, from its start to its end, the median of several runs; what is compared runs in
//! turn, so that a busy machine is busy for both. The ratios are what counts.
#![allow(clippy::print_stdout, clippy::print_stderr, unreachable_pub)]

mod books;
mod operations;
mod page;
mod process;
mod table;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use books::Bench;

/// Measure gainsay beside its peers
#[derive(Parser)]
struct Words {
    /// How many claims the books have
    #[arg(long, global = true, num_args = 1.., default_values_t = [10_000, 100_000, 1_000_000])]
    claims: Vec<usize>,

    /// A book of 10,000 claims only
    #[arg(long, global = true, conflicts_with = "claims")]
    quick: bool,

    /// How often each command runs at least; 3 times at most where one round takes more than a minute
    #[arg(long, global = true, default_value_t = 5)]
    rounds: usize,

    /// The operations whose names have this in them
    #[arg(long, global = true, default_value = "")]
    only: String,

    /// Where the programs were built
    #[arg(long, global = true, default_value = "target/dist")]
    built: PathBuf,

    /// Where the books are made and kept
    #[arg(long, global = true, default_value = "target/bench")]
    folder: PathBuf,

    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Measure the page of `serve`, and whether it bears a load while commands write
    Page,
    /// Run a command once and print its microseconds, its peak memory in KiB and its exit code
    #[command(hide = true)]
    Measure { input: String, output: String, command: Vec<String> },
}

fn main() {
    let words = Words::parse();
    if let Some(What::Measure { input, output, command }) = &words.what {
        return process::run(input, output, command);
    }
    let mut sizes = if words.quick { vec![10_000] } else { words.claims };
    sizes.sort_unstable();
    let bench = Bench { built: words.built, folder: words.folder, rounds: words.rounds, sizes };
    bench.make_books();
    if let Some(What::Page) = words.what {
        return page::measure(&bench);
    }
    operations::measure(&bench, &words.only);
}
