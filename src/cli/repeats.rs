//! `gainsay repeats`: the claims that were repeated most, and every statement of one claim.

use clap::Args;

use super::filter::with_notes;
use super::session::{Run, Session};
use crate::actions::ConditionArgs;
use crate::error::{Error, Result};
use crate::model::Predicate;
use crate::model::display::{Block, Display};
use crate::model::records::Record;
use crate::model::results::repeats::{Repeat, RepeatedClaim};
use crate::model::results::statement_block::statement_block;
use crate::model::results::statement_words::carrying_verb;
use crate::output::Reply;
use crate::store::Store;
use crate::text::counted;

/// Maximum number of claims if no limit is given.
const MAX_CLAIMS: usize = 20;

/// List the claims that were repeated most, or every statement of one claim
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay repeats tag:migration\n  gainsay repeats 2",
    override_usage = "gainsay repeats [OPTIONS] [FILTER]...\n       gainsay repeats CLAIM",
    after_help = "A number alone is a claim. Claims are ordered by the number of speakers who made or reported them, then by the number of independent origins. A speaker who repeats a claim counts once, ten reprints of one origin are one origin, and retracted statements do not count. A claim that was made only once is not listed."
)]
pub struct Repeats {
    /// Maximum number of claims [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    #[command(flatten)]
    which: ConditionArgs,
}

impl Run for Repeats {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        match self.which.words.as_slice() {
            [word] if is_number(word) => {
                let claim = word.clone();
                self.one(&claim, session, &store)
            }
            _ => self.all(session, store),
        }
    }
}

impl Repeats {
    /// Lists the claims that were repeated most.
    fn all(self, session: &Session, store: Store) -> Result<Reply> {
        let (wanted, mut notes) = with_notes(self.which.predicate(&store, session.now)?);
        if !self.which.words.is_empty() && self.which.words.iter().all(|word| is_number(word)) {
            let numbers = self.which.words.join(",");
            notes.push(format!("note: several numbers are words to look for; claim:{numbers} means the claims"));
        }
        let most = self.limit.map_or(MAX_CLAIMS, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let none = if store.counts()?.is_empty() {
            "no claim is recorded yet: gainsay add \"…\" --by \"…\" records one"
        } else {
            "no claim that fits was said more than once"
        };
        Ok(Reply::records(none, move |each| store.repeated(wanted, most, each)).notes(notes))
    }

    /// Lists every statement of one claim.
    fn one(mut self, claim: &str, session: &Session, store: &Store) -> Result<Reply> {
        self.which.words.clear();
        if self.limit.is_some() || self.which.read(store, session.now)?.0 != Predicate::default() {
            return Err(Error::usage(format!("{claim} is a claim here, which no flag narrows"))
                .hint(format!("gainsay repeats {claim}, or claim:{claim} within a filter")));
        }
        let number = claim.parse().map_err(|_| {
            Error::not_found(format!("no such claim: {claim}")).hint("gainsay list shows what is recorded")
        })?;
        let (claim, repeats) = store.repeats(number)?;
        Ok(Reply::page(page(&claim, &repeats)))
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the page of a claim with every statement of it.
fn page(claim: &RepeatedClaim, repeats: &[Repeat]) -> Display {
    let taken_back = repeats.iter().filter(|repeat| repeat.statement.retracted_by_id.is_some()).count();
    let mut summary = claim.told();
    if taken_back > 0 {
        summary.push_str(&format!("; {} taken back", counted(taken_back, "statement")));
    }
    let mut blocks = vec![Block::Title(format!("Claim {}: {}", claim.id, claim.text)), Block::Text(summary.into())];
    if !repeats.is_empty() {
        blocks.push(Block::Heading("In order of date".to_string()));
        blocks.extend(repeats.iter().map(item));
    }
    let mut value = claim.json();
    value["repeats"] = repeats.iter().map(Record::json).collect();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(repeats);
    page
}

fn item(repeat: &Repeat) -> Block {
    let same = repeat.same_words_as.map_or_else(String::new, |id| format!(", the words of statement {id}"));
    statement_block(&repeat.statement, &carrying_verb(&repeat.statement), &same)
}
