//! `gainsay rate`: what a checker found.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::read_in::address;
use super::saying::named;
use super::session::Session;
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::NewVerdict;
use crate::model::scale::labels;
use crate::model::{Bucket, Rating, SpeakerKind};
use crate::output::Reply;
use crate::text::similar::did_you_mean;

/// Record what a checker found about a claim
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay rate 2 unproven --because \"no document shows the figure\" --by \"Our desk\"\n  gainsay rate 2 \"Pants on Fire\" --value 0 --worst 0 --best 5 --because \"…\" --by PolitiFact",
    after_help = "Built in: false (1), mostly-false (2), mixed (3), mostly-true (4), true (5), on a scale of 1 to 5; and unproven and\nmisleading, which have no number. Any other label is taken as it is. A new verdict supersedes; the old one is kept."
)]
pub struct Rate {
    /// The claim, by number
    #[arg(value_name = "CLAIM")]
    claim: i64,

    /// The verdict in a word or two
    #[arg(value_name = "LABEL")]
    label: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    because: String,

    /// Who checked
    #[arg(long, value_name = "SPEAKER")]
    by: String,

    /// The number on the scale; needs --worst and --best
    #[arg(long, value_name = "NUMBER", requires_all = ["worst", "best"], allow_negative_numbers = true)]
    value: Option<String>,

    /// The worst number of the scale
    #[arg(long, value_name = "NUMBER", requires = "value", allow_negative_numbers = true)]
    worst: Option<String>,

    /// The best number of the scale
    #[arg(long, value_name = "NUMBER", requires = "value", allow_negative_numbers = true)]
    best: Option<String>,

    /// What it comes to: true, mixed, false or other
    #[arg(long, value_name = "BUCKET", hide_possible_values = true, value_parser = PossibleValuesParser::new(Bucket::WORDS))]
    bucket: Option<String>,

    /// When it was decided
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Where the review was published
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The title of the review
    #[arg(long, value_name = "TEXT", requires = "url")]
    title: Option<String>,

    /// Record it although it seems to be there already
    #[arg(long)]
    force: bool,
}

impl Rate {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        session.change(|writer, receipt| {
            let claim = writer.claim_id(self.claim)?;
            for (what, text) in [(Sentence::from("LABEL"), &self.label), (flag("--because").into(), &self.because)] {
                if text.trim().is_empty() {
                    return Err(Error::usage(Sentence::from("a verdict needs words: ") + what + " is empty").hint(
                        Suggestion::Rate
                            + terminal_only(" 2 unproven --because \"no document shows the figure\" --by \"Our desk\""),
                    ));
                }
            }
            let bucket = self.bucket.as_deref().map(str::parse).transpose()?;
            let numbers = [self.value.as_deref(), self.worst.as_deref(), self.best.as_deref()];
            let rating = Rating::new(&self.label, numbers, bucket)?;
            if !rating.is_on_its_scale() {
                return Err(Error::usage("the number is not between the worst and the best of its scale")
                    .hint(flag("--value") + " 2 " + flag("--worst") + " 1 " + flag("--best") + " 5"));
            }
            if !labels().any(|label| label == rating.label) {
                if let Some(like) = did_you_mean(&self.label, labels()) {
                    receipt.note(format!("“{}” is taken as it is; did you mean {like}?", self.label));
                }
                if rating.bucket.is_none() {
                    receipt.note(
                        Sentence::from("it is counted in no bucket: say what it comes to with ")
                            + flag("--bucket")
                            + " true, mixed, false or other",
                    );
                }
            }
            let new = NewVerdict {
                id: None,
                uid: None,
                claim,
                rating,
                rationale: Some(self.because.trim().to_string()),
                reviewer: Some(named(writer, &self.by, SpeakerKind::Organisation, receipt)?),
                decided_on: session.date_maybe(self.on.as_deref(), receipt)?,
                review_url: self.url.as_deref().map(|typed| address(typed).map(str::to_string)).transpose()?,
                review_title: self.title.clone(),
                recorded_at: None,
            };
            if !self.force && writer.same_verdict(&new)? {
                return Err(Error::refused(format!("claim {claim} has that verdict already"))
                    .hint(Suggestion::Claim(Some(claim)) + " shows it; " + flag("--force") + " records it once more"));
            }
            if let Some(reviewer) = new.reviewer {
                let name = writer.speaker_by_id(reviewer)?.name;
                if writer.claim(claim)?.made_by.contains(&name) {
                    receipt.note(format!("{name} made this claim, and is now on record as having checked it"));
                }
            }
            let id = writer.add_verdict(&new)?;
            receipt.did("verdict", id, format!("{} on claim {claim}", new.rating.label));
            receipt.touch(claim);
            Ok(())
        })
    }
}
