//! `gainsay doctor`: checks of the book.

use clap::Args;

use super::session::{Run, Session};
use crate::error::{Error, ErrorKind, Result};
use crate::model::display::Block;
use crate::model::results::health::{Check, Health};
use crate::output::Reply;
use crate::store::Store;

/// Check the book for damage, and say what to do about each problem
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay doctor\n  gainsay doctor --fix",
    after_help = "The result of each check is ok, warning or broken; if anything is broken, the exit code is 5. A damaged file is checked as far as it can be read. --fix rebuilds what is computed from the record (indexes, statuses, the search index) and makes the files readable by their owner only. It does not change what was recorded."
)]
pub struct Doctor {
    /// Repair what can be repaired without changing what was recorded
    #[arg(long)]
    fix: bool,
}

impl Run for Doctor {
    fn run(self, session: &Session) -> Result<Reply> {
        let (book, today) = (session.path()?, session.now.date());
        let mut checks = match Store::examine(&book, today) {
            // One of an earlier version is upgraded, as every command does.
            Err(error) if error.kind == ErrorKind::Refused => {
                session.open()?;
                Store::examine(&book, today)?
            }
            checks => checks?,
        };
        let mut repaired = Vec::new();
        if self.fix && checks.iter().any(|check| check.health > Health::Ok) {
            repaired = Store::repair(&book, &checks, &today.to_string())?;
            checks = Store::examine(&book, today)?;
        }
        if self.fix && repaired.is_empty() {
            repaired.push("there is nothing that --fix can repair".to_string());
        }
        let count = |health| checks.iter().filter(|check: &&Check| check.health == health).count();
        let (broken, warnings) = (count(Health::Broken), count(Health::Warning));
        let sum = match (broken, warnings) {
            (0, 0) => "the book is sound".to_string(),
            (0, 1) => "the book is sound; there is 1 warning".to_string(),
            (0, warnings) => format!("the book is sound; there are {warnings} warnings"),
            _ => String::new(),
        };
        let blocks = blocks(&checks);
        let answer = Reply::records("nothing was checked", move |each| checks.into_iter().try_for_each(each));
        let answer = answer.with_blocks(blocks).notes_before(repaired);
        if broken == 0 {
            return Ok(answer.note(sum));
        }
        let what = if broken == 1 { "1 check finds".to_string() } else { format!("{broken} checks find") };
        Ok(answer.with_error(
            Error::integrity(format!("{} is not sound: {what} something broken", book.display()))
                .hint("what to do is written with each; gainsay restore FILE restores a backup"),
        ))
    }
}

/// Returns the page: one line with the checks that are ok, then each other check with what to do about it.
fn blocks(checks: &[Check]) -> Vec<Block> {
    let (ok, problems): (Vec<_>, Vec<_>) = checks.iter().partition(|check| check.health == Health::Ok);
    let ok: Vec<_> = ok.into_iter().map(|check| check.name).collect();
    let mut blocks = Vec::new();
    if !ok.is_empty() {
        blocks.push(Block::Text(format!("ok: {}", ok.join(", ")).into()));
    }
    blocks.extend(problems.into_iter().map(|check| {
        let text = format!("{}: {}: {}", check.health.as_str(), check.name, check.found);
        Block::Item(text, check.todo.iter().cloned().collect())
    }));
    if let Some(hash) = checks.iter().find_map(|check| check.newest.as_ref()) {
        blocks.push(Block::Text("the newest entry of the history has the hash".into()));
        blocks.push(Block::Text(hash.as_str().into()));
    }
    blocks
}
