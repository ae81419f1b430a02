//! `gainsay correction`: records what was published and was wrong, and corrects that record.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::address;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Sentence, flag, terminal_only};
use crate::model::records::{CorrectionEdit, CorrectionRow, NewCorrection};
use crate::model::{Date, Right};
use crate::store::{Store, Writer};
use crate::text::suggest::did_you_mean;

/// Record that something you published was wrong: what it said, and what is right
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay correction add 2 --wrong \"£48,000\" --correct \"£48,409\" --cause wrong-figure\n  gainsay correction add --verdict 3 --wrong False --correct Unproven --on 2021-11-20",
    after_help = "The claim is that of which you published; or name a verdict, or a document of your own. A verdict is never overwritten: gainsay rate records the new one, which supersedes. gainsay correction causes lists the causes, and sets those of your desk."
)]
pub struct AddCorrection {
    /// The claim, by number
    #[arg(value_name = "CLAIM", required_unless_present_any = ["verdict", "document"], conflicts_with = "document")]
    claim: Option<i64>,

    /// A verdict, by number
    #[arg(long, value_name = "V", conflicts_with = "document")]
    verdict: Option<i64>,

    /// A document: its number, address or title
    #[arg(long, value_name = "D")]
    document: Option<String>,

    /// What was published
    #[arg(long, value_name = "TEXT")]
    wrong: String,

    /// What is right
    #[arg(long, value_name = "TEXT")]
    correct: String,

    /// Why it was wrong, in a word of gainsay correction causes
    #[arg(long, value_name = "CAUSE")]
    cause: Option<String>,

    /// Who reported it
    #[arg(long, value_name = "TEXT")]
    reported_by: Option<String>,

    /// When the correction was published
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Where the correction was published
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Action for AddCorrection {
    const COMMAND: &'static str = "correction add";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "correction";

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let claim = self.claim.map(|claim| writer.claim_id(claim).about("claim")).transpose()?;
        if let Some(verdict) = self.verdict {
            let of = writer.claim_of_verdict(verdict).about("verdict")?;
            if claim.is_some_and(|claim| claim != of) {
                return Err(Error::usage(format!("verdict {verdict} is on claim {of}"))
                    .hint("name the verdict alone")
                    .about("verdict"));
            }
        }
        let document = self.document.as_deref().map(|typed| writer.document_id(typed).about("document")).transpose()?;
        let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let new = NewCorrection {
            claim: claim.filter(|_| self.verdict.is_none()),
            verdict: self.verdict,
            document,
            wrong: self.wrong.clone(),
            correct: self.correct.clone(),
            cause: known_cause(writer, self.cause.as_deref())?,
            reported_by: text(&self.reported_by),
            published_on: publication_day(context, text(&self.on).as_deref(), &mut outcome)?,
            url: text(&self.url).map(|url| address("url", &url).map(str::to_string)).transpose()?,
            note: text(&self.note),
            ..NewCorrection::default()
        };
        let id = writer.add_correction(&new)?;
        let row = writer.correction(id)?;
        refuse_before_publication(writer, &row)?;
        outcome.added("correction", id, described(&row));
        row.claim_id.into_iter().for_each(|claim| outcome.affects(claim));
        Ok(outcome)
    }
}

/// Correct a correction
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay correction edit 1 --url https://example.org/corrections/7 --on 2021-11-20\n  gainsay correction edit 1 --cause misread-source --note \"\"",
    after_help = "An empty text, as in --note \"\", removes what was there."
)]
pub struct EditCorrection {
    /// The correction, by number
    #[arg(value_name = "CORRECTION")]
    correction: i64,

    /// What was published
    #[arg(long, value_name = "TEXT")]
    wrong: Option<String>,

    /// What is right
    #[arg(long, value_name = "TEXT")]
    correct: Option<String>,

    /// Why it was wrong, in a word of gainsay correction causes
    #[arg(long, value_name = "CAUSE")]
    cause: Option<String>,

    /// Who reported it
    #[arg(long, value_name = "TEXT")]
    reported_by: Option<String>,

    /// When the correction was published
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Where the correction was published
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Action for EditCorrection {
    const COMMAND: &'static str = "correction edit";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let id = self.correction;
        writer.correction(id).about("correction")?;
        let edit = CorrectionEdit {
            wrong: self.wrong.clone(),
            correct: self.correct.clone(),
            cause: match self.cause.as_deref() {
                Some("") => Some(String::new()),
                typed => known_cause(writer, typed)?,
            },
            reported_by: self.reported_by.clone(),
            published_on: match self.on.as_deref().map(str::trim) {
                Some("") => Some(None),
                None => None,
                typed => Some(publication_day(context, typed, &mut outcome)?),
            },
            url: match self.url.as_deref() {
                Some("") => Some(String::new()),
                url => url.map(|url| address("url", url).map(str::to_string)).transpose()?,
            },
            note: self.note.clone(),
        };
        if edit == CorrectionEdit::default() {
            return Err(Error::usage(format!("what is to change in correction {id}?"))
                .hint(terminal_only("--wrong, --correct, --cause, --reported-by, --on, --url or --note")));
        }
        writer.edit_correction(id, &edit)?;
        let row = writer.correction(id)?;
        refuse_before_publication(writer, &row)?;
        outcome.changed("correction", id, described(&row));
        Ok(outcome)
    }
}

/// Remove corrections; undo brings them back
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay correction remove 1\n  gainsay correction remove 1 2")]
pub struct RemoveCorrection {
    /// The corrections, by number
    #[arg(value_name = "CORRECTION", required = true)]
    corrections: Vec<i64>,
}

impl Action for RemoveCorrection {
    const COMMAND: &'static str = "correction remove";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        for id in &self.corrections {
            let row = writer.correction(*id).about("corrections")?;
            writer.remove_correction(*id)?;
            outcome.became("correction", *id, format!("removed: {}", described(&row)));
        }
        Ok(outcome)
    }
}

/// List the causes of corrections, or set those of your desk
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay correction causes\n  gainsay correction causes misread-source wrong-figure \"wrong caption\" other",
    after_help = "Without a name it lists them. What was recorded under an earlier cause keeps it."
)]
pub struct SetCauses {
    /// The causes, all of them
    #[arg(value_name = "CAUSE")]
    names: Vec<String>,

    /// The usual causes again
    #[arg(long, conflicts_with = "names")]
    #[serde(default)]
    usual: bool,
}

impl Action for SetCauses {
    const COMMAND: &'static str = "correction causes";
    const NEEDS: Right = Right::Edit;

    fn only_looks(&self) -> bool {
        self.names.is_empty() && !self.usual
    }

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut names: Vec<String> = Vec::new();
        for name in self.names.iter().map(|name| name.trim()) {
            if name.is_empty() {
                return Err(Error::usage("a cause needs a name").hint("misread-source, say").about("names"));
            }
            if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push(name.to_string());
            }
        }
        writer.set_causes(&names)?;
        listed(writer)
    }

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        if self.only_looks() {
            return listed(store);
        }
        store.record(&context.stamp(self.line()?, Self::NEEDS), |writer| self.run(writer, context))
    }
}

fn listed(store: &Store) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for (at, name) in (1..).zip(store.causes()?) {
        outcome.changed("cause", at, name);
    }
    Ok(outcome)
}

/// Returns the cause as the desk writes it.
///
/// # Errors
/// One that is none of the desk's.
fn known_cause(store: &Store, typed: Option<&str>) -> Result<Option<String>> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let causes = store.causes()?;
    if let Some(known) = causes.iter().find(|known| known.eq_ignore_ascii_case(typed)) {
        return Ok(Some(known.clone()));
    }
    let hint = match did_you_mean(typed, causes.iter().map(String::as_str)) {
        Some(like) => Sentence::from(format!("did you mean {like}?")),
        None => {
            Sentence::from(format!("one of: {}", causes.join(", ")))
                + terminal_only("; gainsay correction causes sets others")
        }
    };
    Err(Error::usage(Sentence::from(format!("no such cause: {typed}; ")) + flag("--cause") + " is one of a list")
        .hint(hint)
        .about("cause"))
}

/// Returns the day on which a correction was published, which has come.
fn publication_day(context: &ActionContext, text: Option<&str>, outcome: &mut Outcome) -> Result<Option<Date>> {
    let day = context.date(text, "on", outcome)?;
    match &day {
        Some(day) if context.is_future(day) => Err(Error::usage(format!("{day} is in the future"))
            .hint("write the day on which the correction was published; leave it out as long as it is not")
            .about("on")),
        _ => Ok(day),
    }
}

/// Refuses a correction that would be published before what it corrects.
fn refuse_before_publication(store: &Store, row: &CorrectionRow) -> Result<()> {
    let published = match (row.verdict_id, row.document_id) {
        (Some(verdict), _) => {
            let verdicts = row.claim_id.map(|claim| store.verdicts(claim)).transpose()?.unwrap_or_default();
            verdicts.into_iter().find(|one| one.id == verdict).and_then(|one| one.decided_on)
        }
        (_, Some(document)) => store.document(document)?.published_on,
        _ => None,
    };
    let day = |date: &Option<String>| date.as_deref().and_then(|date| Date::parse(date).ok()?.ends().1);
    match (day(&row.published_on), published.as_ref().and_then(|date| Date::parse(date).ok()?.ends().0)) {
        (Some(corrected), Some(published)) if format!("{corrected}~").as_str() < published.as_str() => {
            Err(Error::usage(format!(
                "the correction would be published on {corrected}, before what it corrects: {} is of {published}",
                row.subject()
            ))
            .hint("write the day on which the correction was published")
            .about("on"))
        }
        _ => Ok(()),
    }
}

/// Returns a correction as one line.
fn described(row: &CorrectionRow) -> String {
    let details = row.details();
    let details = if details.is_empty() { String::new() } else { format!(" ({details})") };
    format!("{}: “{}” is “{}”{details}", row.subject(), row.wrong, row.correct)
}
