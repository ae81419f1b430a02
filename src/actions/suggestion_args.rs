//! What a person puts in the place of what was read, before a suggestion is recorded.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::ActionContext;
use super::outcome::Outcome;
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Suggestion};
use crate::model::Stance;
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::store::Store;

/// Corrections of one suggestion. An empty text says that there is none.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[command(next_help_heading = "What was read wrongly, of one suggestion")]
pub(super) struct SuggestionArgs {
    /// Who says it; "" for nobody
    #[arg(long, value_name = "SPEAKER")]
    by: Option<String>,
    /// The document does not name the speaker of --by: these are its words
    #[arg(long, requires = "by")]
    #[serde(default)]
    unnamed: bool,
    /// What the speaker does: asserts, confirms, denies, disputes-part, calls-misleading, corrects, …
    #[arg(long, value_name = "STANCE", hide_possible_values = true, value_parser = one_of::<Stance>(Stance::WORDS))]
    stance: Option<Stance>,
    /// The claim, worded affirmatively, with no speaker inside; another wording is a new claim
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The claim of the book that it is, by number; "" for a new one
    #[arg(long, value_name = "CLAIM")]
    claim: Option<String>,
    /// The role of the speaker, as worded
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,
    /// For whom the speaker speaks
    #[arg(long = "for", value_name = "SPEAKER", id = "for")]
    #[serde(rename = "for")]
    principal: Option<String>,
    /// On which occasion
    #[arg(long, value_name = "TEXT")]
    occasion: Option<String>,
    /// When it was said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl SuggestionArgs {
    /// Whether anything is corrected.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts what is given in the place of what was read.
    ///
    /// # Errors
    /// No such claim; a date that cannot be read.
    pub(super) fn correct(
        &self,
        one: &mut SuggestedStatement,
        (store, context): (&Store, &ActionContext),
        outcome: &mut Outcome,
    ) -> Result<()> {
        let put = |slot: &mut Option<String>, given: &Option<String>| {
            if let Some(text) = given {
                *slot = Some(text.trim().to_string()).filter(|text| !text.is_empty());
            }
        };
        if self.by.is_some() {
            one.is_unnamed = self.unnamed;
        }
        put(&mut one.speaker, &self.by);
        put(&mut one.role, &self.role);
        put(&mut one.for_speaker, &self.principal);
        put(&mut one.occasion, &self.occasion);
        one.stance = self.stance.unwrap_or(one.stance);
        if let Some(typed) = self.on.as_deref() {
            one.said_on = context.date(Some(typed).filter(|typed| !typed.is_empty()), "on", outcome)?;
        }
        self.correct_claim(one, store)
    }

    fn correct_claim(&self, one: &mut SuggestedStatement, store: &Store) -> Result<()> {
        let is_of_document = matches!(one.target, SuggestedTarget::Document(_));
        if let Some(text) = self.text.as_deref().map(str::trim).filter(|text| *text != one.claim && !is_of_document) {
            if text.is_empty() {
                return Err(Error::usage("the claim is empty").hint("write it as a sentence").about("text"));
            }
            one.claim = text.to_string();
            one.target = SuggestedTarget::NewClaim;
        }
        match self.claim.as_deref().map(str::trim) {
            Some("") if matches!(one.target, SuggestedTarget::Claim(_)) => one.target = SuggestedTarget::NewClaim,
            None | Some("") => {}
            Some(typed) => {
                let id = typed.parse().map_err(|_| {
                    Error::usage(format!("“{typed}” is no number of a claim"))
                        .hint(Suggestion::Claims + " shows the numbers")
                        .about("claim")
                })?;
                one.target = SuggestedTarget::Claim(store.claim_id(id).about("claim")?);
            }
        }
        Ok(())
    }
}
