//! `gainsay mirror`: the book in PostgreSQL.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::session::{Run, Session};
use crate::error::{Error, ErrorKind, Result};
use crate::mirror::{Mirror, Mirrored};
use crate::model::display::{Block, Display};
use crate::output::Reply;
use crate::text::counted;

/// How long `--watch` waits before it looks at the book again.
const PAUSE: Duration = Duration::from_secs(2);
/// How long `--watch` waits for a database that is lost.
const LONG_PAUSE: Duration = Duration::from_secs(10);

/// Copy the book into a PostgreSQL database, one way, for dashboards and other tools
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay mirror postgres://desk@db.example/news\n  gainsay mirror postgres://desk@db.example/news --watch",
    after_help = "The tables are made in the schema gainsay of the database, with the names of those of the book; the column book says which book a row is of, so many books can be in one database. A second run copies only what was recorded since. Each run is one transaction: what is there is the book as it was after one of its entries, also if a run was stopped. Nothing is ever read back, and rows of other books are not touched.\n\nThe connection is not encrypted. To another machine, go through a tunnel: ssh -L 5433:localhost:5432 db.example, and then postgres://desk@localhost:5433/news."
)]
pub struct MirrorBook {
    /// The address of the database, postgres://USER:PASSWORD@HOST:PORT/NAME; without PASSWORD, that of $PGPASSWORD
    #[arg(value_name = "ADDRESS")]
    address: String,

    /// The name of the book there [default: that of its file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Copy all of it again, as after a backup was restored
    #[arg(long)]
    anew: bool,

    /// Stay, and copy what is recorded within seconds; Ctrl-C ends it
    #[arg(long)]
    watch: bool,
}

impl Run for MirrorBook {
    fn run(self, session: &Session) -> Result<Reply> {
        let name = self.name(session)?;
        let password = std::env::var("PGPASSWORD").ok().filter(|password| !password.is_empty());
        let mut mirror = Mirror::connect(&self.address, password.as_deref())?;
        let store = session.open()?;
        let done = mirror.copy(&store, &name, self.anew)?;
        if !self.watch {
            let value = json!({
                "name": name, "before": done.before, "entry": done.entry, "written": done.written, "removed": done.removed
            });
            let blocks = vec![Block::Text(said(&done, &name).into())];
            return Ok(Reply::page(Display { blocks, value, ..Display::default() }));
        }
        let address = self.address;
        Ok(Reply::from_writer(move |out| {
            writeln!(out, "{}", said(&done, &name))?;
            out.flush()?;
            loop {
                std::thread::sleep(PAUSE);
                match mirror.copy(&store, &name, false) {
                    Ok(done) if done.entry == done.before => {}
                    Ok(done) => writeln!(out, "{}", said(&done, &name))?,
                    Err(error) if error.kind == ErrorKind::Failure => {
                        writeln!(out, "{error}; trying again")?;
                        out.flush()?;
                        mirror = again(&address, password.as_deref())?;
                    }
                    Err(error) => return Err(error),
                }
                out.flush()?;
            }
        }))
    }
}

impl MirrorBook {
    fn name(&self, session: &Session) -> Result<String> {
        let name = match &self.name {
            Some(name) => name.trim().to_string(),
            None => session.path()?.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        };
        if name.is_empty() {
            return Err(Error::usage("the book needs a name there").hint("--name NAME gives it one").about("name"));
        }
        Ok(name)
    }
}

/// Connects to a database that was lost, as soon as it can be reached.
fn again(address: &str, password: Option<&str>) -> Result<Mirror> {
    loop {
        std::thread::sleep(LONG_PAUSE);
        match Mirror::connect(address, password) {
            Err(error) if error.kind == ErrorKind::Failure => {}
            other => return other,
        }
    }
}

fn said(done: &Mirrored, name: &str) -> String {
    let entries = done.entry - done.before;
    if entries == 0 {
        return format!("“{name}” has nothing new since entry {}", done.entry);
    }
    let removed = if done.removed == 0 { String::new() } else { format!(", {} removed", counted(done.removed, "row")) };
    format!("“{name}” is mirrored up to entry {}: {} written{removed}", done.entry, counted(done.written, "row"))
}
