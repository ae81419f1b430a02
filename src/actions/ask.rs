//! `gainsay ask` and `gainsay request edit`: records that somebody was asked to reply, and corrects that.

use chrono::{Days, NaiveTime};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::{ActionContext, date_from};
use super::lookup::{claims_named, speaker_named};
use super::outcome::{Outcome, with_given};
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Suggestion, flag, terminal_only};
use crate::model::Right;
use crate::model::records::{NewRequest, RequestEdit};
use crate::model::results::statement_words::plain;
use crate::model::{Channel, Date, SpeakerKind};
use crate::store::{Store, Writer};

/// Record that somebody was asked to reply to claims, and by when the reply is due
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay ask 1 3 --of \"Dominic Raab\" --by email --due 2021-11-19\n  gainsay ask tag:talks --of Qirko --by phone --on yesterday --due friday",
    after_help = "gainsay asked lists what is open. The stage of the claims becomes awaiting-reply, unless they are checked or dropped. gainsay answer records the reply, gainsay close that there is none; gainsay request edit corrects a request."
)]
pub struct Ask {
    /// The claims, by number (1-20,31) or filter (tag:x, @saved)
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,

    /// Who was asked: a name or number; can be repeated
    #[arg(long, value_name = "SPEAKER", required = true)]
    of: Vec<String>,

    /// In which way: email, phone, letter, post or visit
    #[arg(long, value_name = "WAY", hide_possible_values = true, value_parser = one_of::<Channel>(Channel::WORDS))]
    by: Option<Channel>,

    /// When they were asked; today, if nothing is said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// By when the reply is due: 2021-11-19T17:00, 17:00, tomorrow, friday
    #[arg(long, value_name = "DATE")]
    due: Option<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Record it even if they were asked already and have not replied yet
    #[arg(long)]
    #[serde(default)]
    force: bool,

    /// Only show what would be recorded
    #[arg(long)]
    #[serde(default)]
    dry_run: bool,
}

impl Action for Ask {
    const COMMAND: &'static str = "ask";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "request";

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let claims = claims_named(writer, context, &self.claims, &mut outcome).about("claims")?;
        let asked_on = asking_day(context, self.on.as_deref(), &mut outcome)?;
        let due_on = due_day(context, self.due.as_deref(), &mut outcome)?;
        if self.of.iter().all(|name| name.trim().is_empty()) {
            return Err(Error::usage("who was asked?").hint(flag("--of") + terminal_only(" \"NAME\"")).about("of"));
        }
        let mut speakers = Vec::new();
        for name in &self.of {
            let kind = SpeakerKind::of_name(name, SpeakerKind::Person);
            let speaker = speaker_named(writer, ("of", name), kind, &mut outcome)?;
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        for claim in &claims {
            for speaker in &speakers {
                self.record(writer, (*claim, *speaker), (&asked_on, due_on.as_ref()), &mut outcome)?;
            }
        }
        follow_requests(writer, &claims, &mut outcome)?;
        Ok(outcome)
    }
}

impl Ask {
    fn record(
        &self,
        writer: &Writer,
        (claim, speaker): (i64, i64),
        (asked_on, due_on): (&Date, Option<&Date>),
        outcome: &mut Outcome,
    ) -> Result<()> {
        if let (Some(known), false) = (writer.open_request(claim, speaker)?, self.force) {
            let name = writer.canonical_speaker(speaker)?.name;
            return Err(Error::refused(format!("{name} was asked about claim {claim} already, in request {known}"))
                .hint(Suggestion::Asked + " shows it; " + flag("--force") + " records another one")
                .about("of"));
        }
        let new = NewRequest {
            claim,
            speaker,
            channel: self.by,
            asked_on: Some(asked_on.clone()),
            due_on: due_on.cloned(),
            note: self.note.clone().filter(|note| !note.trim().is_empty()),
            ..NewRequest::default()
        };
        let id = writer.add_request(&new).about("due")?;
        outcome.added("request", id, described(writer, id)?);
        Ok(())
    }
}

/// Correct a request: who was asked, how, when, and by when the reply is due
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay request edit 3 --due 2021-11-22\n  gainsay request edit 3 4 --by phone --note \"\"",
    after_help = "An empty text, as in --note \"\", removes what was there. gainsay remove --request 3 removes a request."
)]
pub struct EditRequest {
    /// The requests, by number
    #[arg(value_name = "REQUEST", required = true)]
    requests: Vec<i64>,

    /// Who was asked: a name or number
    #[arg(long, value_name = "SPEAKER")]
    of: Option<String>,

    /// In which way: email, phone, letter, post or visit
    #[arg(long, value_name = "WAY")]
    by: Option<String>,

    /// When they were asked
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// By when the reply is due
    #[arg(long, value_name = "DATE")]
    due: Option<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Action for EditRequest {
    const COMMAND: &'static str = "request edit";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let speaker = match self.of.as_deref().filter(|name| !name.trim().is_empty()) {
            Some(name) => {
                let kind = SpeakerKind::of_name(name, SpeakerKind::Person);
                Some(speaker_named(writer, ("of", name), kind, &mut outcome)?)
            }
            None => None,
        };
        let edit = RequestEdit {
            speaker,
            channel: match self.by.as_deref().map(str::trim) {
                Some("") => Some(None),
                typed => typed.map(|typed| typed.parse().about("by").map(Some)).transpose()?,
            },
            asked_on: match self.on.as_deref() {
                None => None,
                on => Some(asking_day(context, on, &mut outcome)?),
            },
            due_on: match self.due.as_deref().map(str::trim) {
                Some("") => Some(None),
                None => None,
                typed => Some(due_day(context, typed, &mut outcome)?),
            },
            note: self.note.clone(),
        };
        if edit == RequestEdit::default() {
            return Err(Error::usage("what is to change in the request?")
                .hint(terminal_only("--of, --by, --on, --due or --note")));
        }
        for id in &self.requests {
            writer.request(*id, None).about("requests")?;
            writer.edit_request(*id, &edit)?;
            outcome.changed("request", *id, with_given(described(writer, *id)?, &[("note", self.note.as_deref())]));
        }
        Ok(outcome)
    }
}

/// Returns a request in a sentence, with the claim that it is about.
pub(super) fn described(store: &Store, id: i64) -> Result<String> {
    let row = store.request(id, None)?;
    Ok(format!("{} (claim {}: {})", plain(&row.words()), row.claim_id, row.text))
}

/// Sets the stages of claims by their requests, and says so.
pub(super) fn follow_requests(writer: &Writer, claims: &[i64], outcome: &mut Outcome) -> Result<()> {
    for claim in claims {
        if let Some(stage) = writer.follow_requests(*claim)? {
            outcome.changed("claim", *claim, format!("stage {stage}"));
        }
    }
    Ok(())
}

/// Returns the day of something that the desk does: that which is given, or today.
pub(super) fn asking_day(context: &ActionContext, text: Option<&str>, outcome: &mut Outcome) -> Result<Date> {
    let given = context.date(text.filter(|text| !text.trim().is_empty()), "on", outcome)?;
    refuse_vague(given.as_ref(), "on")?;
    match given {
        Some(day) if context.is_future(&day) => {
            Err(Error::usage(format!("{day} is in the future")).hint("write the day on which it was done").about("on"))
        }
        given => Ok(given.unwrap_or_else(|| Date::of_day(context.now.date()))),
    }
}

/// Returns the day by which something is due. A weekday is the next one, and a time alone is today's.
fn due_day(context: &ActionContext, text: Option<&str>, outcome: &mut Outcome) -> Result<Option<Date>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if let Ok(time) = NaiveTime::parse_from_str(text, "%H:%M") {
        let due = Date::of_minute(context.now.date().and_time(time));
        outcome.note(format!("{text} is {due}"));
        return Ok(Some(due));
    }
    let is_weekday = text.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["today", "now", "yesterday", "tomorrow"].contains(&text.to_lowercase().as_str());
    let coming = context.now.checked_add_days(Days::new(if is_weekday { 6 } else { 0 })).unwrap_or(context.now);
    let due = date_from(text, coming, "due", outcome)?;
    refuse_vague(Some(&due), "due")?;
    Ok(Some(due))
}

fn refuse_vague(date: Option<&Date>, field: &str) -> Result<()> {
    match date {
        Some(date) if date.is_vague() => {
            Err(Error::usage(format!("{date} may be several days")).hint("name one day: 2021-11-18").about(field))
        }
        _ => Ok(()),
    }
}
