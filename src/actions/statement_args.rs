//! Who says something, in which words, where and when: the arguments of every action that records a statement.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::ActionContext;
use super::lookup::{quoted_words, speaker_named};
use super::outcome::Outcome;
use super::source_args::SourceArgs;
use super::statement_notes::{note_doubtful_day, note_place};
use super::statement_speaker::{kinds_of, meant_unnamed, unnamed};
use crate::error::{AboutField as _, Error, Result, Suggestion, flag, terminal_only};
use crate::model::records::{NewStatement, QuotePlace, StatementRow, Target};
use crate::model::{SpeakerKind, Stance};
use crate::store::Writer;
use crate::text::counted;

/// Who says it, in which words, where and when.
#[derive(Args, Debug, Default, Deserialize, Serialize)]
#[command(next_help_heading = "Who says it, in which words, when")]
pub(super) struct StatementArgs {
    /// Who says it: a name, some words of one, or a number; can be repeated for those who say it together
    #[arg(long, value_name = "SPEAKER")]
    pub(super) by: Vec<String>,

    /// The document does not name the speaker: SPEAKER is how it describes them
    #[arg(long, requires = "by")]
    pub(super) unnamed: bool,

    /// What a new speaker is (person, organisation, outlet), or a new document (article, post, letter, broadcast …)
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Vec<String>,

    /// For whom the speaker speaks: the organisation of a spokesperson, which then is on record
    #[arg(id = "for", long = "for", value_name = "SPEAKER", requires = "by")]
    #[serde(rename = "for")]
    pub(super) for_speaker: Option<String>,

    /// The speaker's role, as the document words it; of several speakers one for all, or one for each
    #[arg(long, value_name = "TEXT", requires = "by")]
    pub(super) role: Vec<String>,

    /// Who reports it; can be repeated for who reports that report
    #[arg(long, value_name = "SPEAKER", requires = "by")]
    pub(super) via: Vec<String>,

    /// The speaker's words
    #[arg(long, value_name = "TEXT", requires = "by")]
    pub(super) quote: Option<String>,

    /// Where the quote begins in the stored text, in characters, if the words stand there several times: the nearest is taken
    #[arg(long, value_name = "N", requires = "quote")]
    pub(super) quote_at: Option<usize>,

    /// On which occasion: "Times Radio", "a press conference"
    #[arg(long, value_name = "TEXT", requires = "by")]
    pub(super) occasion: Option<String>,

    /// When it was said: 2021, 2021-11, 2021-11-18, 2021-11-18T09:30, yesterday
    #[arg(long, value_name = "DATE", requires = "by")]
    pub(super) on: Option<String>,

    /// Record it even if it seems to be recorded already, or if the stored text does not have the quote
    #[arg(long)]
    pub(super) force: bool,

    #[command(flatten)]
    #[serde(flatten)]
    pub(super) source: SourceArgs,
}

impl StatementArgs {
    /// Returns the quote.
    pub(super) fn quote(&self) -> Option<&str> {
        self.quote.as_deref()
    }

    /// Returns the documents it can be read in; a new one is added.
    ///
    /// # Errors
    /// As [`SourceArgs::documents`].
    pub(super) fn documents(
        &self,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
    ) -> Result<Vec<i64>> {
        self.source.documents(kinds_of(&self.kind)?.1, writer, context, outcome)
    }

    /// Records that the speaker takes a stance on a target, and every report of it; of several speakers, that each does, with the
    /// same words on the same occasion. Returns the statement of each.
    ///
    /// # Errors
    /// No speaker; what [`Writer::add_statement`] refuses; a statement that is there already, without `--force`; not one role for
    /// each of several speakers.
    pub(super) fn record(
        &self,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
        what: (Stance, Target, &[i64]),
    ) -> Result<Vec<i64>> {
        if self.by.is_empty() {
            return Err(no_speaker());
        }
        let mut place = match self.quote_at {
            Some(at) => QuotePlace::Near(at),
            None if self.force => QuotePlace::FindOrNowhere,
            None => QuotePlace::Find,
        };
        let mut statements: Vec<i64> = Vec::new();
        for (name, role) in self.by.iter().zip(self.roles()?) {
            let id = self.record_one(writer, context, outcome, what, (name, role, place, &statements))?;
            statements.push(id);
            if self.by.len() > 1 {
                // Those who say it together say it in the same place.
                let at = writer.statement(id)?.quote_start.and_then(|at| usize::try_from(at).ok());
                place = at.map_or(place, QuotePlace::Near);
            }
        }
        Ok(statements)
    }

    /// Returns the role of each speaker.
    fn roles(&self) -> Result<Vec<Option<String>>> {
        match &self.role[..] {
            [] => Ok(vec![None; self.by.len()]),
            [one] => Ok(vec![Some(one.clone()); self.by.len()]),
            each if each.len() == self.by.len() => Ok(each.iter().cloned().map(Some).collect()),
            each => {
                Err(Error::usage(format!("{} for {}", counted(each.len(), "role"), counted(self.by.len(), "speaker")))
                    .hint("give one role for all of them, or one for each, in their order")
                    .about("role"))
            }
        }
    }

    /// Refuses several speakers.
    ///
    /// # Errors
    /// Several speakers.
    pub(super) fn refuse_several(&self) -> Result<()> {
        if self.by.len() < 2 {
            return Ok(());
        }
        Err(Error::usage("each speaker takes back what they said by themselves")
            .hint("record it once for each speaker")
            .about("by"))
    }

    /// Records that one speaker takes a stance on a target, and every report of it. Returns the first statement.
    fn record_one(
        &self,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
        what: (Stance, Target, &[i64]),
        (name, role, place, before): (&str, Option<String>, QuotePlace, &[i64]),
    ) -> Result<i64> {
        let (stance, target, documents) = what;
        if let Some(first) = self.relay_unnamed(writer, context, outcome, (name, stance, target, documents))? {
            return Ok(first);
        }
        let speaker = self.speaker(writer, name, (documents.first().copied(), stance), outcome)?;
        let person = writer.canonical_speaker(speaker)?;
        for known in before {
            if writer.statement(*known)?.person_id == person.id {
                return Err(Error::usage(format!("{} is named twice", person.name)).hint("name each once").about("by"));
            }
        }
        let new = NewStatement {
            for_speaker: self.for_speaker(writer, outcome)?,
            role,
            document: documents.first().copied(),
            occasion: self.occasion.clone(),
            said_on: context.date(self.on.as_deref(), "on", outcome)?,
            quote: self.quote.as_deref().and_then(quoted_words),
            place,
            ..NewStatement::of(speaker, stance, target)
        };
        let first = self.add(writer, context, &new, outcome)?;
        self.report(writer, context, outcome, (first, &self.via, documents))?;
        Ok(first)
    }

    /// Records the reports of a statement: that of the first outlet, that of the second of the report of the first, and so on.
    fn report(
        &self,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
        (mut reported, outlets, documents): (i64, &[String], &[i64]),
    ) -> Result<()> {
        for outlet in outlets {
            let kind = SpeakerKind::of_name(outlet, SpeakerKind::Outlet);
            let outlet = speaker_named(writer, ("via", outlet), kind, outcome)?;
            let report = NewStatement {
                document: published_by(writer, outlet, documents)?,
                ..NewStatement::of(outlet, Stance::Reports, Target::Statement(reported))
            };
            reported = self.add(writer, context, &report, outcome)?;
        }
        Ok(())
    }

    /// Records further reports of what an unnamed speaker said, where the first outlet is on record as reporting it: a reprint has
    /// no origin of its own. Returns the statement of the unnamed speaker; none where nobody reports it yet.
    fn relay_unnamed(
        &self,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
        (words, stance, target, documents): (&str, Stance, Target, &[i64]),
    ) -> Result<Option<i64>> {
        let (Some((outlet, further)), Target::Claim(claim)) = (self.via.split_first(), target) else { return Ok(None) };
        if !self.unnamed || self.force || self.quote.is_some() || self.on.is_some() || self.occasion.is_some() {
            return Ok(None);
        }
        let Some(outlet_id) = writer.find_speaker(outlet).about("via")? else { return Ok(None) };
        let known = writer.reports_of_unnamed((claim, stance), words, outlet_id)?;
        let (statement, mut reported) = match known[..] {
            [] => return Ok(None),
            [one] => one,
            ref several => {
                let list: Vec<_> = several.iter().map(|(id, _)| id.to_string()).collect();
                return Err(Error::usage(format!(
                    "{outlet} reports claim {claim} from several who are called “{words}”: statements {}",
                    list.join(", ")
                ))
                .hint(Suggestion::Report + terminal_only(" --by OUTLET") + " names the one that is reported")
                .about("via"));
            }
        };
        let mut further = further;
        while let Some((next, rest)) = further.split_first() {
            let Some(next) = writer.find_speaker(next).about("via")? else { break };
            let Some(known) = writer.report_by(reported, next)? else { break };
            (reported, further) = (known, rest);
        }
        if further.is_empty() {
            return Err(Error::refused(format!("that is statement {statement} already, with its reports"))
                .hint(
                    Suggestion::Claim(Some(claim))
                        + " lists what is recorded; "
                        + flag("--force")
                        + " records it once more",
                )
                .about("by"));
        }
        outcome.note(format!("{outlet} reports that already, in statement {reported}; what is new is a relay of it"));
        self.report(writer, context, outcome, (reported, further, documents))?;
        Ok(Some(statement))
    }

    /// The speaker who answers for the statement: the one for whom the speaker speaks, or the speaker.
    ///
    /// # Errors
    /// No speaker; a name that may mean several.
    pub(super) fn principal(&self, writer: &Writer, document: Option<i64>, stance: Stance) -> Result<i64> {
        // What is noted is noted again when the statement is recorded.
        let mut unused = Outcome::default();
        match self.for_speaker(writer, &mut unused)? {
            Some(principal) => Ok(principal),
            None => self.speaker(writer, self.by.first().ok_or_else(no_speaker)?, (document, stance), &mut unused),
        }
    }

    fn add(&self, writer: &Writer, context: &ActionContext, new: &NewStatement, outcome: &mut Outcome) -> Result<i64> {
        if let (Some(known), false) = (writer.same_statement(new)?, self.force)
            && let StatementRow { claim_id: claim, retracted_by_id, .. } = writer.statement(known)?
            && !(new.stance == Stance::Retracts && retracted_by_id.is_some())
        {
            return Err(Error::refused(format!("that is statement {known} already"))
                .hint(
                    Suggestion::Claim(claim) + " lists what is recorded; " + flag("--force") + " records it once more",
                )
                .about("by"));
        }
        let id = writer.add_statement(new)?;
        let row = writer.statement(id)?;
        outcome.added_statement(&row);
        note_doubtful_day(&row, context, outcome);
        if let (false, Some(document), Some(quote)) =
            (matches!(new.place, QuotePlace::Near(_)), new.document, &new.quote)
        {
            note_place(&row, &writer.quote_places(document, quote)?, outcome);
        }
        Ok(id)
    }

    fn speaker(
        &self,
        writer: &Writer,
        name: &str,
        (document, stance): (Option<i64>, Stance),
        outcome: &mut Outcome,
    ) -> Result<i64> {
        if self.unnamed {
            return unnamed(writer, name, document, outcome);
        }
        if let Some(known) = meant_unnamed(writer, name, document)? {
            outcome.note(format!(
                "{} is the unnamed speaker of document {}",
                name.trim(),
                document.unwrap_or_default()
            ));
            return Ok(known);
        }
        let usual = if stance == Stance::Reports { SpeakerKind::Outlet } else { SpeakerKind::Person };
        let kind = kinds_of(&self.kind)?.0.unwrap_or_else(|| SpeakerKind::of_name(name, usual));
        speaker_named(writer, ("by", name), kind, outcome)
    }

    /// Returns the speakers whom the book has.
    ///
    /// # Errors
    /// A name that may mean several.
    pub(super) fn known_speakers(&self, writer: &Writer, document: Option<i64>) -> Result<Vec<i64>> {
        let mut all = Vec::new();
        for name in &self.by {
            all.extend(match meant_unnamed(writer, name, document)? {
                None if self.unnamed => None,
                None => writer.find_speaker(name).about("by")?,
                known => known,
            });
        }
        Ok(all)
    }

    /// Returns the flags that name the speakers, for a hint.
    pub(super) fn by_flags(&self) -> String {
        let flag = |name: &str| format!(" --by {}", shlex::try_quote(name).unwrap_or_default());
        if self.by.is_empty() { flag("…") } else { self.by.iter().map(|name| flag(name)).collect() }
    }

    /// Returns for whom the speaker speaks.
    fn for_speaker(&self, writer: &Writer, outcome: &mut Outcome) -> Result<Option<i64>> {
        let name = self.for_speaker.as_deref().filter(|name| !name.trim().is_empty());
        name.map(|name| speaker_named(writer, ("for", name), SpeakerKind::Organisation, outcome)).transpose()
    }
}

fn no_speaker() -> Error {
    Error::usage("who says so?").hint(flag("--by") + terminal_only(" \"NAME\"")).about("by")
}

/// Returns which of the documents an outlet published; the last document if it published none.
fn published_by(writer: &Writer, outlet: i64, documents: &[i64]) -> Result<Option<i64>> {
    for id in documents {
        if writer.document(*id)?.publisher_id == Some(outlet) {
            return Ok(Some(*id));
        }
    }
    Ok(documents.last().copied())
}
