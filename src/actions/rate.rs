//! `gainsay rate`: records a verdict.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::{address, claims_named, has_part, speaker_named};
use super::outcome::Outcome;
use super::words::one_of;

use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::NewVerdict;
use crate::model::scale::labels;
use crate::model::{Bucket, Part, Rating, Right, SpeakerKind, Stage};
use crate::store::Writer;
use crate::text::suggest::did_you_mean;

/// Record what a checker found about a claim
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay rate 2 unproven --because \"no document shows the figure\" --by \"Our desk\"\n  gainsay rate 2 \"Pants on Fire\" --value 0 --worst 0 --best 5 --because \"…\" --by PolitiFact",
    after_help = "Built in: false, mostly-false, mixed, mostly-true, true, unproven and misleading. A label brings no number with it: --value 1 --worst 1 --best 5 gives one. Any other label is recorded as typed. A new verdict supersedes the old one of the same reviewer, which is kept; verdicts of others stand beside it."
)]
pub struct Rate {
    /// The claim, by number; or several: 1-20,31, tag:x or @saved
    #[arg(value_name = "CLAIM")]
    claim: String,

    /// The verdict in a word or two
    #[arg(value_name = "LABEL")]
    label: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    because: String,

    /// Who checked; the desk that `gainsay desk` names, if nobody is named here
    #[arg(long, value_name = "SPEAKER")]
    by: Option<String>,

    /// The number on the scale; needs --worst and --best
    #[arg(long, value_name = "NUMBER", requires_all = ["worst", "best"], allow_negative_numbers = true)]
    value: Option<String>,

    /// The worst number of the scale
    #[arg(long, value_name = "NUMBER", requires = "value", allow_negative_numbers = true)]
    worst: Option<String>,

    /// The best number of the scale
    #[arg(long, value_name = "NUMBER", requires = "value", allow_negative_numbers = true)]
    best: Option<String>,

    /// The bucket that it belongs to: true, mixed, false or other
    #[arg(long, value_name = "BUCKET", hide_possible_values = true, value_parser = one_of::<Bucket>(Bucket::WORDS))]
    bucket: Option<Bucket>,

    /// When it was decided
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Where the review was published
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The title of the review
    #[arg(long, value_name = "TEXT", requires = "url")]
    title: Option<String>,

    /// Set the stage checked as well
    #[arg(long)]
    #[serde(default)]
    checked: bool,

    /// Record it even if it seems to be recorded already
    #[arg(long)]
    force: bool,

    /// Only show what would be recorded
    #[arg(long)]
    #[serde(default)]
    dry_run: bool,
}

impl Action for Rate {
    const COMMAND: &'static str = "rate";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "verdict";

    fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let claims = claims_named(writer, context, std::slice::from_ref(&self.claim), &mut outcome).about("claim")?;
        let rating = self.rating(&mut outcome)?;
        let reviewer = self.reviewer(writer, &mut outcome)?;
        let decided_on = context.date(self.on.as_deref(), "on", &mut outcome)?;
        let review_url = self.url.as_deref().map(|url| address("url", url).map(str::to_string)).transpose()?;
        for claim in &claims {
            let new = NewVerdict {
                id: None,
                uid: None,
                claim: *claim,
                rating: rating.clone(),
                rationale: Some(self.because.trim().to_string()),
                reviewer: Some(reviewer),
                decided_on: decided_on.clone(),
                review_url: review_url.clone(),
                review_title: self.title.clone(),
                recorded_at: None,
            };
            self.record(writer, &new, claims.len() > 1, &mut outcome)?;
        }
        Ok(outcome)
    }
}

impl Rate {
    /// Records a verdict on a claim. Of several claims, one that has it already is left out.
    fn record(&self, writer: &Writer, new: &NewVerdict, is_one_of_several: bool, outcome: &mut Outcome) -> Result<()> {
        let claim = new.claim;
        if !self.force && writer.same_verdict(new)? {
            if is_one_of_several {
                outcome.note(format!("claim {claim} has that verdict already"));
                return Ok(());
            }
            return Err(Error::refused(format!("claim {claim} has that verdict already"))
                .hint(Suggestion::Claim(Some(claim)) + " shows it; " + flag("--force") + " records it once more")
                .about("label"));
        }
        if let Some(reviewer) = new.reviewer
            && has_part(writer, claim, reviewer, Part::Makes)?
        {
            let name = writer.speaker_by_id(reviewer)?.name;
            outcome.note(format!("{name} made this claim, and is now on record as having checked it"));
        }
        let id = writer.add_verdict(new)?;
        writer.checked_as_worded(claim)?;
        outcome.added("verdict", id, format!("{} on claim {claim}", new.rating.label));
        outcome.affects(claim);
        if self.checked && writer.set_stage(claim, Stage::Checked)? {
            outcome.changed("claim", claim, format!("stage {}", Stage::Checked));
        }
        Ok(())
    }

    /// Returns who checked.
    fn reviewer(&self, writer: &Writer, outcome: &mut Outcome) -> Result<i64> {
        if let Some(by) = self.by.as_deref().filter(|by| !by.trim().is_empty()) {
            return speaker_named(writer, ("by", by), SpeakerKind::of_name(by, SpeakerKind::Organisation), outcome);
        }
        let desk = writer.desk()?.ok_or_else(|| {
            Error::usage("who checked?")
                .hint(
                    flag("--by") + " \"Our desk\"" + terminal_only("; gainsay desk \"Our desk\" sets it once for all"),
                )
                .about("by")
        })?;
        Ok(desk.id)
    }

    /// Returns the label, the number on its scale, and the bucket.
    fn rating(&self, outcome: &mut Outcome) -> Result<Rating> {
        for (field, what, text) in
            [("label", Sentence::from("LABEL"), &self.label), ("because", flag("--because").into(), &self.because)]
        {
            if text.trim().is_empty() {
                return Err(Error::usage(Sentence::from("a verdict needs words: ") + what + " is empty")
                    .hint(
                        Suggestion::Rate
                            + terminal_only(" 2 unproven --because \"no document shows the figure\" --by \"Our desk\""),
                    )
                    .about(field));
            }
        }
        let numbers = [self.value.as_deref(), self.worst.as_deref(), self.best.as_deref()];
        let rating = Rating::new(&self.label, numbers, self.bucket).about("value")?;
        if !rating.is_on_its_scale() {
            return Err(Error::usage("the number is not between the worst and the best of its scale")
                .hint(flag("--value") + " 2 " + flag("--worst") + " 1 " + flag("--best") + " 5")
                .about("value"));
        }
        if !labels().any(|label| label == rating.label) {
            if let Some(similar) = did_you_mean(&self.label, labels().filter(|known| same_bucket(known, rating.bucket)))
            {
                outcome.note(format!("“{}” is taken as it is; did you mean {similar}?", self.label));
            }
            if rating.bucket.is_none() {
                outcome.note(
                    Sentence::from("it is counted as other: say what it comes to with ")
                        + flag("--bucket")
                        + " true, mixed or false",
                );
            }
        }
        Ok(rating)
    }
}

/// Whether a built-in label comes to a bucket, or to any if none is known.
fn same_bucket(label: &str, bucket: Option<Bucket>) -> bool {
    let known = || Rating::new(label, [None; 3], None).ok().and_then(|rating| rating.bucket);
    bucket.is_none() || known() == bucket
}
