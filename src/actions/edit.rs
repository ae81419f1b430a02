//! `gainsay edit`: corrects a claim or a statement.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::claims_named;
use super::outcome::{Outcome, describe_statement, with_given};
use super::statement_notes::note_doubtful_day;
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, flag, terminal_only};
use crate::model::records::QuotePlace;
use crate::model::{Right, Stance};
use crate::store::{ClaimEdit, StatementEdit, Store, Writer};

/// Correct a claim or a statement
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay edit 2 --text \"Processing an asylum seeker in Albania would cost £100,000\"\n  gainsay edit --statement 4 --on 2021-11-18 --role \"Justice secretary\"",
    after_help = "An empty text, as in --note \"\", removes what was there. gainsay log CLAIM shows the earlier versions."
)]
pub struct Edit {
    /// The claim, by number; for --note also several: 1-20,31, tag:x or @saved
    #[arg(value_name = "CLAIM", required_unless_present = "statement", conflicts_with = "statement")]
    claim: Option<String>,

    /// The new text of the claim
    #[arg(long, value_name = "TEXT", conflicts_with = "statement")]
    text: Option<String>,

    /// The statement to correct instead
    #[arg(long, value_name = "S")]
    statement: Option<i64>,

    /// The statement's stance, of the same family
    #[arg(long, value_name = "STANCE", requires = "statement", hide_possible_values = true, value_parser = one_of::<Stance>(Stance::WORDS))]
    stance: Option<Stance>,

    /// Who said it: a name or number
    #[arg(long, value_name = "SPEAKER", requires = "statement")]
    by: Option<String>,

    /// For whom the speaker spoke: a name or number
    #[arg(id = "for", long = "for", value_name = "SPEAKER", requires = "statement")]
    #[serde(rename = "for")]
    for_speaker: Option<String>,

    /// The speaker's role, as the document words it
    #[arg(long, value_name = "TEXT", requires = "statement")]
    role: Option<String>,

    /// The speaker's words
    #[arg(long, value_name = "TEXT", requires = "statement")]
    quote: Option<String>,

    /// The document it can be read in
    #[arg(id = "in", long = "in", value_name = "DOCUMENT", requires = "statement")]
    #[serde(rename = "in")]
    document: Option<String>,

    /// On which occasion it was said
    #[arg(long, value_name = "TEXT", requires = "statement")]
    occasion: Option<String>,

    /// When it was said
    #[arg(long, value_name = "DATE", requires = "statement")]
    on: Option<String>,

    /// The statement that it reports, or is about
    #[arg(long, value_name = "S", requires = "statement")]
    reports: Option<i64>,

    /// Move the statement, with all statements about it, to this claim
    #[arg(long = "claim", value_name = "CLAIM", requires = "statement")]
    to_claim: Option<i64>,

    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Use this text even if another claim has it, or this quote even if the stored text does not have it
    #[arg(long)]
    force: bool,

    /// Only show what would change
    #[arg(long)]
    #[serde(default)]
    dry_run: bool,
}

impl Action for Edit {
    const COMMAND: &'static str = "edit";
    const NEEDS: Right = Right::Record;

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        match self.statement {
            Some(id) => self.edit_statement(id, writer, context, &mut outcome)?,
            None => self.edit_claims(writer, context, &mut outcome)?,
        }
        Ok(outcome)
    }
}

impl Edit {
    /// Whether nothing is to change yet.
    pub fn changes_nothing(&self) -> bool {
        let texts = [&self.text, &self.by, &self.for_speaker, &self.role, &self.quote, &self.document, &self.note];
        let others = [&self.occasion, &self.on];
        texts.iter().chain(&others).all(|text| text.is_none())
            && self.stance.is_none()
            && self.reports.is_none()
            && self.to_claim.is_none()
    }

    /// Returns the text that a person may edit: that of the one claim that is named, or the quote of the statement.
    ///
    /// # Errors
    /// No such claim or statement.
    pub fn present_text(&self, store: &Store) -> Result<Option<String>> {
        match (self.statement, self.claim.as_deref().map(|claim| claim.trim_start_matches('#').parse())) {
            (Some(id), _) => Ok(Some(store.statement(id)?.quote.unwrap_or_default())),
            (None, Some(Ok(id))) => store.claim_text(id).map(Some),
            _ => Ok(None),
        }
    }

    /// Sets the text, or the quote of the statement.
    pub fn set_text(&mut self, text: String) {
        let field = if self.statement.is_some() { &mut self.quote } else { &mut self.text };
        *field = Some(text);
    }

    fn edit_statement(&self, id: i64, writer: &Writer, context: &ActionContext, outcome: &mut Outcome) -> Result<()> {
        let edit = StatementEdit {
            stance: self.stance,
            speaker: self.by.as_deref().map(|name| writer.speaker(name).about("by")).transpose()?,
            for_speaker: match self.for_speaker.as_deref() {
                Some("") => Some(None),
                name => name.map(|name| writer.speaker(name).about("for").map(Some)).transpose()?,
            },
            role: self.role.clone(),
            occasion: self.occasion.clone(),
            said_on: match self.on.as_deref() {
                Some("") => Some(None),
                on => context.date(on, "on", outcome)?.map(Some),
            },
            quote: self.quote.clone(),
            place: (self.force && self.quote.is_some()).then_some(QuotePlace::FindOrNowhere),
            document: match self.document.as_deref() {
                Some("") => Some(None),
                typed => typed.map(|typed| writer.document_id(typed).about("in").map(Some)).transpose()?,
            },
            reports: self.reports,
            to_claim: self.to_claim,
            note: self.note.clone(),
        };
        if edit == StatementEdit::default() {
            return Err(Error::usage(format!("what is to change in statement {id}?")).hint(terminal_only(
                "--by, --for, --role, --quote, --on, --in, --occasion, --stance, --reports, --claim or --note",
            )));
        }
        if self.to_claim.is_some() {
            writer.statement(id)?.claim_id.into_iter().for_each(|claim| outcome.affects(claim));
        }
        writer.edit_statement(id, &edit)?;
        let statement = writer.statement(id)?;
        let given = [("note", self.note.as_deref())];
        outcome.changed("statement", id, with_given(describe_statement(&statement), &given));
        note_doubtful_day(&statement, context, outcome);
        statement.claim_id.into_iter().for_each(|claim| outcome.affects(claim));
        Ok(())
    }

    fn edit_claims(&self, writer: &Writer, context: &ActionContext, outcome: &mut Outcome) -> Result<()> {
        if let Some(other) = self.to_claim {
            let id = self.claim.as_deref().unwrap_or_default();
            return Err(Error::usage(
                "only a statement is moved to another claim; two claims that say the same are joined",
            )
            .hint(terminal_only(format!("gainsay claim join {id} --into {other}")))
            .about("to_claim"));
        }
        let named: Vec<_> = self.claim.iter().cloned().collect();
        let claims = claims_named(writer, context, &named, outcome).about("claim")?;
        let [first, others @ ..] = &claims[..] else { return Ok(()) };
        if self.text.is_none() && self.note.is_none() {
            return Err(Error::usage(format!("what is to change in claim {first}?"))
                .hint(terminal_only("--text \"…\" or --note \"…\"")));
        }
        if !others.is_empty() && self.text.is_some() {
            return Err(Error::usage(format!("{} claims cannot have the same text", claims.len()))
                .hint("name one claim; only a note can be given to several")
                .about("text"));
        }
        if let Some((other, text)) = self.text.as_deref().map(|text| writer.same_claim(text)).transpose()?.flatten()
            && other != *first
            && !self.force
        {
            return Err(Error::refused(format!("that is claim {other} already: {text}"))
                .hint(flag("--force") + " uses the words all the same")
                .about("text"));
        }
        for id in claims {
            writer.edit_claim(id, &ClaimEdit { text: self.text.clone(), note: self.note.clone() }).about("text")?;
            outcome.changed("claim", id, with_given(writer.claim_text(id)?, &[("note", self.note.as_deref())]));
            outcome.affects(id);
        }
        Ok(())
    }
}
