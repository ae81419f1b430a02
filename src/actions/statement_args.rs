//! Who says something, in which words, where and when: the arguments of every action that records a statement.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::ActionContext;
use super::lookup::{quoted_words, speaker_named};
use super::outcome::Outcome;
use super::source_args::SourceArgs;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::date::first_meant;
use crate::model::records::{NewSpeaker, NewStatement, QuotePlace, StatementRow, Target};
use crate::model::{Date, DocumentKind, SpeakerKind, Stance};
use crate::store::Writer;

/// Who says it, in which words, where and when.
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(next_help_heading = "Who says it, in which words, when")]
pub(super) struct StatementArgs {
    /// Who says it: a name, some words of one, or a number
    #[arg(long, value_name = "SPEAKER")]
    pub(super) by: Option<String>,

    /// The document does not name the speaker: SPEAKER is how it describes them
    #[arg(long, requires = "by")]
    unnamed: bool,

    /// What a new speaker is (person, organisation, outlet), or a new document (article, post, letter, broadcast …)
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,

    /// For whom the speaker speaks: the organisation of a spokesperson, which then is on record
    #[arg(id = "for", long = "for", value_name = "SPEAKER", requires = "by")]
    #[serde(rename = "for")]
    for_speaker: Option<String>,

    /// The speaker's role, as the document words it
    #[arg(long, value_name = "TEXT", requires = "by")]
    role: Option<String>,

    /// Who reports it; can be repeated for who reports that report
    #[arg(long, value_name = "SPEAKER", requires = "by")]
    via: Vec<String>,

    /// The speaker's words
    #[arg(long, value_name = "TEXT", requires = "by")]
    quote: Option<String>,

    /// Where the quote begins in the stored text, in characters, if the words stand there several times: the nearest is taken
    #[arg(long, value_name = "N", requires = "quote")]
    quote_at: Option<usize>,

    /// On which occasion: "Times Radio", "a press conference"
    #[arg(long, value_name = "TEXT", requires = "by")]
    occasion: Option<String>,

    /// When it was said: 2021, 2021-11, 2021-11-18, 2021-11-18T09:30, yesterday
    #[arg(long, value_name = "DATE", requires = "by")]
    on: Option<String>,

    /// Record it even if it seems to be recorded already, or if the stored text does not have the quote
    #[arg(long)]
    pub(super) force: bool,

    #[command(flatten)]
    #[serde(flatten)]
    source: SourceArgs,
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
        self.source.documents(self.kinds()?.1, writer, context, outcome)
    }

    /// Records that the speaker takes a stance on a target, and every report of it. Returns the first statement.
    ///
    /// # Errors
    /// No speaker; what [`Writer::add_statement`] refuses; a statement that is there already, without `--force`.
    pub(super) fn record(
        &self,
        writer: &Writer,
        context: &ActionContext,
        outcome: &mut Outcome,
        what: (Stance, Target, &[i64]),
    ) -> Result<i64> {
        let (stance, target, documents) = what;
        if let Some(first) = self.relay_unnamed(writer, context, outcome, what)? {
            return Ok(first);
        }
        let speaker = self.speaker(writer, documents.first().copied(), stance, outcome)?;
        let new = NewStatement {
            for_speaker: self.for_speaker(writer, outcome)?,
            role: self.role.clone(),
            document: documents.first().copied(),
            occasion: self.occasion.clone(),
            said_on: context.date(self.on.as_deref(), "on", outcome)?,
            quote: self.quote.as_deref().and_then(quoted_words),
            place: match self.quote_at {
                Some(at) => QuotePlace::Near(at),
                None if self.force => QuotePlace::FindOrNowhere,
                None => QuotePlace::Find,
            },
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
        (stance, target, documents): (Stance, Target, &[i64]),
    ) -> Result<Option<i64>> {
        let (Some(words), Some((outlet, further)), Target::Claim(claim)) = (&self.by, self.via.split_first(), target)
        else {
            return Ok(None);
        };
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
            None => self.speaker(writer, document, stance, &mut unused),
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
        if let (None, Some(document), Some(quote)) = (self.quote_at, new.document, &new.quote) {
            note_place(&row, &writer.quote_places(document, quote)?, outcome);
        }
        Ok(id)
    }

    fn speaker(&self, writer: &Writer, document: Option<i64>, stance: Stance, outcome: &mut Outcome) -> Result<i64> {
        let Some(name) = &self.by else {
            return Err(Error::usage("who says so?").hint(flag("--by") + terminal_only(" \"NAME\"")).about("by"));
        };
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
        let kind = self.kinds()?.0.unwrap_or_else(|| SpeakerKind::of_name(name, usual));
        speaker_named(writer, ("by", name), kind, outcome)
    }

    /// Returns the speaker, if the book has them.
    ///
    /// # Errors
    /// A name that may mean several.
    pub(super) fn known_speaker(&self, writer: &Writer, document: Option<i64>) -> Result<Option<i64>> {
        let Some(name) = self.by.as_deref() else { return Ok(None) };
        match meant_unnamed(writer, name, document)? {
            None if self.unnamed => Ok(None),
            None => writer.find_speaker(name).about("by"),
            known => Ok(known),
        }
    }

    /// Returns for whom the speaker speaks.
    fn for_speaker(&self, writer: &Writer, outcome: &mut Outcome) -> Result<Option<i64>> {
        let name = self.for_speaker.as_deref().filter(|name| !name.trim().is_empty());
        name.map(|name| speaker_named(writer, ("for", name), SpeakerKind::Organisation, outcome)).transpose()
    }

    /// Returns the kind of a new speaker and that of a new document: no word is both.
    fn kinds(&self) -> Result<(Option<SpeakerKind>, Option<DocumentKind>)> {
        let mut kinds = (None, None);
        for word in &self.kind {
            match (word.parse::<SpeakerKind>(), word.parse::<DocumentKind>()) {
                (Ok(SpeakerKind::Unnamed), _) => {
                    return Err(Error::usage(Sentence::from("unnamed is said with ") + flag("--unnamed"))
                        .hint(terminal_only("--by \"an unnamed minister\" --unnamed"))
                        .about("kind"));
                }
                (Ok(kind), _) => kinds.0 = Some(kind),
                (_, Ok(kind)) => kinds.1 = Some(kind),
                _ => {
                    let words: Vec<_> = SpeakerKind::WORDS[..3].iter().chain(DocumentKind::WORDS).copied().collect();
                    let like = crate::text::suggest::did_you_mean(word, words.iter().copied());
                    let hint = like.map_or_else(
                        || format!("one of: {}", words.join(", ")),
                        |like| format!("did you mean {like}?"),
                    );
                    return Err(Error::usage(format!("no such kind of speaker or document: {word}"))
                        .hint(hint)
                        .about("kind"));
                }
            }
        }
        Ok(kinds)
    }
}

/// Notes that a quote stands several times in the text, and which place was taken; or that it does not stand there.
fn note_place(row: &StatementRow, places: &[usize], outcome: &mut Outcome) {
    let Some(taken) = row.quote_start else {
        if row.unplaced {
            outcome.note("the quote does not occur in the stored text; it is kept as not found there");
        }
        return;
    };
    let places: Vec<_> = places.iter().map(ToString::to_string).collect();
    if let [others @ .., last] = &places[..]
        && !others.is_empty()
    {
        outcome.note(
            Sentence::from(format!(
                "these words stand in the text {} times, at {} and {last}; {taken} is taken; ",
                places.len(),
                others.join(", ")
            )) + flag("--quote-at")
                + " names another",
        );
    }
}

/// Returns the unnamed speaker of a document whose words a name is, unless a named speaker has that name.
fn meant_unnamed(writer: &Writer, name: &str, document: Option<i64>) -> Result<Option<i64>> {
    let Some(document) = document else { return Ok(None) };
    match writer.unnamed(name, document)? {
        Some(known) if writer.name_taken(name, None)?.is_none() => Ok(Some(known)),
        _ => Ok(None),
    }
}

fn unnamed(writer: &Writer, words: &str, document: Option<i64>, outcome: &mut Outcome) -> Result<i64> {
    let Some(document) = document else {
        return Err(Error::usage(format!("“{words}” is unnamed, and an unnamed speaker lives in one document"))
            .hint(
                Sentence::from("say which document with ")
                    + flag("--in")
                    + ", "
                    + flag("--url")
                    + " or "
                    + flag("--title"),
            )
            .about("by"));
    };
    if let Some(known) = writer.unnamed(words, document)? {
        return Ok(known);
    }
    let id = writer.add_speaker(&NewSpeaker::unnamed(words, document)).about("by")?;
    outcome.added("speaker", id, format!("{} (unnamed, in document {document}, new)", words.trim()));
    Ok(id)
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

/// Notes a day that is in the future, or after the day on which the document was published.
pub(super) fn note_doubtful_day(statement: &StatementRow, context: &ActionContext, outcome: &mut Outcome) {
    let Some(day) = statement.said_on.as_deref() else { return };
    let last = |day: &str| Date::parse(day).ok().and_then(|day| day.ends().1);
    let is_after =
        |other: &str| last(other).is_some_and(|last| first_meant(day).as_ref() > format!("{last}~").as_str());
    let today = context.now.format("%Y-%m-%d").to_string();
    if is_after(&today) {
        outcome.note(format!("{day} is in the future"));
    } else if let (Some(published), Some(document)) = (&statement.published_on, statement.document_id)
        && is_after(published)
    {
        outcome.note(format!("{day} is after document {document} was published ({published})"));
    }
}
