//! `gainsay doctor`: whether the book is sound.

use clap::Args;

use super::session::Session;
use crate::error::{Error, ErrorKind, Result};
use crate::model::display::Block;
use crate::model::results::health::{Check, Health};
use crate::output::Reply;
use crate::store::Store;

/// Look whether the book is sound, and say what to do where it is not
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay doctor\n  gainsay doctor --fix",
    after_help = "Every check is ok, a warning, or broken; with something broken the exit code is 5. A damaged file is looked at as far as it can be read. --fix makes anew what holds nothing of its own (indexes, standings, the words of the search) and lets nobody else read the files; what was recorded it leaves as it is."
)]
pub struct Doctor {
    /// Mend what can be mended without a change to what was recorded
    #[arg(long)]
    fix: bool,
}

impl Doctor {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let (book, today) = (session.path()?, session.now.date());
        let mut checks = match Store::examine(&book, today) {
            // One of an earlier version is upgraded, as every command does.
            Err(error) if error.kind == ErrorKind::Refused => {
                session.open()?;
                Store::examine(&book, today)?
            }
            checks => checks?,
        };
        let mut mended = Vec::new();
        if self.fix && checks.iter().any(|check| check.health > Health::Ok) {
            mended = Store::repair(&book, &checks, &today.to_string())?;
            checks = Store::examine(&book, today)?;
        }
        if self.fix && mended.is_empty() {
            mended.push("there is nothing that --fix can mend".to_string());
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
        let answer = Reply::records("nothing was looked at", move |each| checks.into_iter().try_for_each(each));
        let answer = answer.with_blocks(blocks).notes_before(mended);
        if broken == 0 {
            return Ok(answer.note(sum));
        }
        let what = if broken == 1 { "1 check finds".to_string() } else { format!("{broken} checks find") };
        Ok(answer.with_error(
            Error::integrity(format!("{} is not sound: {what} something broken", book.display()))
                .hint("what to do stands beside each; gainsay restore FILE goes back to a backup"),
        ))
    }
}

/// What people read: in one line what is well, then each thing that is not, with what to do about it.
fn blocks(checks: &[Check]) -> Vec<Block> {
    let (well, not): (Vec<_>, Vec<_>) = checks.iter().partition(|check| check.health == Health::Ok);
    let well: Vec<_> = well.into_iter().map(|check| check.name).collect();
    let mut blocks = Vec::new();
    if !well.is_empty() {
        blocks.push(Block::Text(format!("ok: {}", well.join(", ")).into()));
    }
    blocks.extend(not.into_iter().map(|check| {
        let said = format!("{}: {}: {}", check.health.as_str(), check.name, check.found);
        Block::Item(said, check.todo.iter().cloned().collect())
    }));
    if let Some(hash) = checks.iter().find_map(|check| check.newest.as_ref()) {
        blocks.push(Block::Text("the newest entry of the history has the hash".into()));
        blocks.push(Block::Text(hash.as_str().into()));
    }
    blocks
}
