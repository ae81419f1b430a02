//! What gainsay is measured beside: the least that a program can do.
//!
//! ```text
//! peer start FILE      parses its command line with clap, opens an SQLite file and reads `user_version`
//! peer rewrite FILE    parses CSV and writes it again with the csv crate
//! ```
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::PathBuf;

use clap::Parser;

/// The least that a program can do
#[derive(Parser)]
#[command(version)]
enum Peer {
    /// Open an SQLite file and read its version
    Start { file: PathBuf },
    /// Parse a file of CSV and write it again
    Rewrite { file: PathBuf },
}

fn main() -> Result<(), Box<dyn Error>> {
    match Peer::parse() {
        Peer::Start { file } => {
            let conn = rusqlite::Connection::open(file)?;
            let version: i32 = conn.query_row("pragma user_version", [], |row| row.get(0))?;
            println!("{version}");
        }
        Peer::Rewrite { file } => {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file)?;
            let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
            let mut record = csv::StringRecord::new();
            while reader.read_record(&mut record)? {
                writer.write_record(&record)?;
            }
            writer.flush()?;
        }
    }
    Ok(())
}
