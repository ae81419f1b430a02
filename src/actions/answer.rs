//! `gainsay answer` and `gainsay close`: record the reply to a request, or that there is none.

use std::collections::HashMap;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::ask::{asking_day, described, follow_requests};
use super::context::ActionContext;
use super::outcome::Outcome;
use super::source_args::SourceArgs;
use super::statement_args::StatementArgs;
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, terminal_only};
use crate::model::Right;
use crate::model::records::{NewStatement, RequestRow, Target};
use crate::model::{Date, Stance};
use crate::store::Writer;

/// Record the reply of somebody who was asked, which closes the request
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay answer 3 --stance denies --quote \"There are no talks\" --on 2021-11-18\n  gainsay answer 3 4 --stance declines-to-comment --by \"Jane Spokes\" --role spokeswoman",
    after_help = "REQUEST is the number that gainsay asked shows. The reply is a statement on the claim of each request, by the speaker who was asked; with --by NAME somebody speaks for that speaker. When no request of a claim is open any more, its stage becomes checking, unless it is checked or dropped."
)]
pub struct Answer {
    /// The requests, by number
    #[arg(value_name = "REQUEST", required = true)]
    requests: Vec<i64>,

    /// What the speaker does: denies, confirms, declines-to-comment, comments …
    #[arg(long, value_name = "STANCE", hide_possible_values = true, value_parser = one_of::<Stance>(Stance::WORDS))]
    stance: Stance,

    /// The speaker's words
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,

    /// Where the quote begins in the stored text, in characters, if the words stand there several times
    #[arg(long, value_name = "N", requires = "quote")]
    quote_at: Option<usize>,

    /// Who replied for the speaker who was asked
    #[arg(long, value_name = "SPEAKER")]
    by: Option<String>,

    /// The role of who replied, as worded then
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,

    /// On which occasion: "a phone call"
    #[arg(long, value_name = "TEXT")]
    occasion: Option<String>,

    /// When they replied: 2021-11-18, yesterday
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Record it even if it seems to be recorded already, or if the stored text does not have the quote
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    #[serde(flatten)]
    source: SourceArgs,
}

impl Action for Answer {
    const COMMAND: &'static str = "answer";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        if matches!(self.stance, Stance::DoesNotRespond | Stance::Reports | Stance::Retracts) {
            let (hint, what) = if self.stance == Stance::DoesNotRespond {
                ("gainsay close records that there is no reply", "is not a reply")
            } else {
                ("record it by itself, then close the request with what was replied", "is about a statement")
            };
            return Err(Error::usage(format!("{} {what}", self.stance)).hint(terminal_only(hint)).about("stance"));
        }
        let mut outcome = Outcome::default();
        let documents = self.source.documents(None, writer, context, &mut outcome)?;
        let closed_on = asking_day(context, self.on.as_deref(), &mut Outcome::default())?;
        let (mut claims, mut said) = (Vec::new(), HashMap::new());
        for id in &self.requests {
            let request = writer.open_request_of(*id).about("requests")?;
            // Somebody who was asked twice about a claim replies once.
            let known = said.get(&(request.claim_id, request.person_id)).copied();
            let statement = if let Some(known) = known {
                known
            } else {
                let what = (self.stance, Target::Claim(request.claim_id), &documents[..]);
                let new = self.said(&request).record(writer, context, &mut outcome, what)?;
                new.first().copied().unwrap_or_default()
            };
            said.insert((request.claim_id, request.person_id), statement);
            close(writer, (*id, statement), &closed_on, &mut outcome)?;
            claims.push(request.claim_id);
        }
        follow_requests(writer, &claims, &mut outcome)?;
        Ok(outcome)
    }
}

impl Answer {
    /// Returns who replies to a request, in which words, where and when.
    fn said(&self, request: &RequestRow) -> StatementArgs {
        let asked = request.speaker_id.to_string();
        let by = self.by.clone().filter(|by| !by.trim().is_empty());
        StatementArgs {
            for_speaker: by.is_some().then(|| asked.clone()),
            by: vec![by.unwrap_or(asked)],
            quote: self.quote.clone(),
            quote_at: self.quote_at,
            role: self.role.iter().cloned().collect(),
            occasion: self.occasion.clone(),
            on: self.on.clone(),
            force: self.force,
            ..StatementArgs::default()
        }
    }
}

/// Record that somebody who was asked did not reply, which closes the request
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    name = "close",
    before_help = "  gainsay close 3\n  gainsay close 3 4 --on 2021-11-20",
    after_help = "REQUEST is the number that gainsay asked shows. It records a statement that the speaker does not respond, on the day by which the reply was due, or on which the request is closed, whichever is earlier. Reports then say when the speaker was asked, and by when there was no reply."
)]
pub struct CloseRequest {
    /// The requests, by number
    #[arg(value_name = "REQUEST", required = true)]
    requests: Vec<i64>,

    /// When it was closed; today, if nothing is said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// A note of the desk on the statement
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Action for CloseRequest {
    const COMMAND: &'static str = "close";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "statement";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let day = asking_day(context, self.on.as_deref(), &mut outcome)?;
        let is_now = self.on.as_ref().is_none_or(|on| on.trim().is_empty());
        let minute = Date::of_minute(context.now);
        let mut claims = Vec::new();
        for id in &self.requests {
            let request = writer.open_request_of(*id).about("requests")?;
            // Where a reply was due at a time of the day, only the time of closing tells whether that has passed.
            let is_timed = request.due_on.as_ref().is_some_and(|due| due.contains('T'));
            let closed_on = if is_now && is_timed { &minute } else { &day };
            let by = RequestRow { closed_on: Some(closed_on.to_string()), ..request.clone() };
            let day = by.unanswered_by().and_then(|day| Date::parse(day).ok());
            let target = Target::Claim(request.claim_id);
            let new = NewStatement {
                said_on: day,
                note: self.note.clone().filter(|note| !note.trim().is_empty()),
                ..NewStatement::of(request.speaker_id, Stance::DoesNotRespond, target)
            };
            let statement = if let Some(known) = writer.same_statement(&new)? {
                known
            } else {
                let statement = writer.add_statement(&new)?;
                outcome.added_statement(&writer.statement(statement)?);
                statement
            };
            close(writer, (*id, statement), closed_on, &mut outcome)?;
            claims.push(request.claim_id);
        }
        follow_requests(writer, &claims, &mut outcome)?;
        Ok(outcome)
    }
}

fn close(writer: &Writer, (id, statement): (i64, i64), day: &Date, outcome: &mut Outcome) -> Result<()> {
    writer.close_request(id, statement, day).about("requests")?;
    outcome.changed("request", id, described(writer, id)?);
    Ok(())
}
