//! The flags that say which claims are meant.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::receipt::Receipt;
use super::session::Session;
use crate::error::Result;
use crate::model::{Date, Filter, Sort, Stage, Status};

/// Which claims are meant. Several values of one flag mean any of them; all flags must hold.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Which claims")]
pub(super) struct FilterFlags {
    /// Those that somebody disputes: the claim, its attribution, or a document that carries it
    #[arg(long)]
    pub(super) disputed: bool,

    /// withdrawn, disputed, attribution-disputed, document-disputed, not-denied, undisputed
    #[arg(long, value_name = "STATUS", hide_possible_values = true, value_parser = PossibleValuesParser::new(Status::WORDS))]
    status: Vec<String>,

    /// new, checking, awaiting-reply, checked, dropped
    #[arg(long, value_name = "STAGE", hide_possible_values = true, value_parser = PossibleValuesParser::new(Stage::WORDS))]
    stage: Vec<String>,

    /// The label or bucket of the verdict that stands
    #[arg(long, value_name = "LABEL")]
    verdict: Vec<String>,

    /// Who made the claim
    #[arg(long, value_name = "SPEAKER")]
    by: Vec<String>,

    /// Who disputes it
    #[arg(long, value_name = "SPEAKER")]
    disputed_by: Vec<String>,

    /// A document in which something is said of it
    #[arg(long, value_name = "DOCUMENT")]
    document: Vec<String>,

    /// A tag
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,

    /// Something was said of it on or after this day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Something was said of it on or before this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Those that nobody is on record as having made
    #[arg(long)]
    unsourced: bool,

    /// id, newest, status, said or text
    #[arg(long, value_name = "ORDER", hide_possible_values = true, value_parser = PossibleValuesParser::new(Sort::WORDS))]
    sort: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Leave out so many at the start
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u64,
}

impl FilterFlags {
    /// The flags as a filter. What a date was taken for, where it was not typed as it is kept, goes into the notes.
    ///
    /// # Errors
    /// A date that cannot be read.
    pub(super) fn filter(&self, session: &Session, notes: &mut Vec<String>) -> Result<Filter> {
        Ok(Filter {
            claims: Vec::new(),
            disputed: self.disputed,
            status: self.status.iter().map(|word| word.parse()).collect::<Result<_>>()?,
            stage: self.stage.iter().map(|word| word.parse()).collect::<Result<_>>()?,
            verdict: self.verdict.clone(),
            by: self.by.clone(),
            disputed_by: self.disputed_by.clone(),
            document: self.document.clone(),
            tag: self.tag.clone(),
            since: date(self.since.as_deref(), session, notes)?,
            until: date(self.until.as_deref(), session, notes)?,
            unsourced: self.unsourced,
            sort: self.sort.as_deref().and_then(Sort::of).unwrap_or_default(),
            limit: self.limit,
            offset: self.offset,
        })
    }
}

fn date(typed: Option<&str>, session: &Session, notes: &mut Vec<String>) -> Result<Option<Date>> {
    let mut receipt = Receipt::default();
    let date = session.date_maybe(typed, &mut receipt)?;
    notes.extend(receipt.notes());
    Ok(date)
}
