//! Recording one stance on one or several targets, which `dispute`, `respond` and `retract` share.

use super::context::ActionContext;
use super::outcome::Outcome;
use super::statement_args::StatementArgs;
use super::target_args::TargetArgs;
use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::Stance;
use crate::model::records::Target;
use crate::store::Writer;

/// A stance on targets.
pub(super) struct OnTargets<'a> {
    /// The targets.
    pub(super) targets: &'a TargetArgs,
    /// Who takes the stance, in which words, where and when.
    pub(super) statement: &'a StatementArgs,
    /// The stance.
    pub(super) stance: Stance,
    /// What a retraction takes back, where the action has arguments that say it.
    pub(super) side: Option<RetractedSide>,
}

/// Which statements a retraction of a claim or a document takes back.
#[derive(Clone, Copy, Default)]
pub(super) struct RetractedSide {
    /// What its speaker asserted or reported.
    pub(super) assertion: bool,
    /// What its speaker disputed.
    pub(super) dispute: bool,
}

impl OnTargets<'_> {
    /// Records the stance on each target.
    ///
    /// # Errors
    /// No such target or document; what [`StatementArgs::record`] refuses; a retraction that may mean two things.
    pub(super) fn record(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        if self.stance == Stance::Retracts {
            self.statement.refuse_several()?;
        }
        let documents = self.statement.documents(writer, context, &mut outcome)?;
        for named in self.targets.find(writer)? {
            for target in self.meant(writer, named, &documents)? {
                self.statement.record(writer, context, &mut outcome, (self.stance, target, &documents))?;
            }
            if let Target::Document(document) = named {
                let carried = writer.carried_by(document)?;
                carried.iter().for_each(|claim| outcome.affects(*claim));
                if carried.is_empty() {
                    outcome.note(format!("document {document} carries no claim of this book, so no claim is affected"));
                }
            }
        }
        Ok(outcome)
    }

    /// What is targeted: the target that is named, or each dispute that a retraction withdraws.
    fn meant(&self, writer: &Writer, named: Target, documents: &[i64]) -> Result<Vec<Target>> {
        if self.stance != Stance::Retracts || matches!(named, Target::Statement(_)) {
            return Ok(vec![named]);
        }
        let speaker = self.statement.principal(writer, documents.first().copied(), self.stance)?;
        let name = writer.speaker_by_id(speaker)?.name;
        writer.refresh_retracted_of(named)?;
        let [asserted, disputed] = writer.standing_on(speaker, named)?;
        let RetractedSide { assertion, dispute } = self.side.unwrap_or_default();
        if !assertion && !dispute && !disputed.is_empty() {
            let elsewhere = match (self.side, named) {
                (None, Target::Claim(claim)) => Suggestion::Retract(claim) + ": ",
                _ => Sentence::default(),
            };
            let error = if asserted.is_empty() {
                Error::refused(format!("{name} has only disputed {named}, in {}", listed(&disputed)))
                    .hint(elsewhere + flag("--dispute") + " withdraws that")
            } else {
                Error::refused(format!(
                    "{name} has asserted or reported {named}, in {}, and disputed it, in {}: which is taken back?",
                    listed(&asserted),
                    listed(&disputed)
                ))
                .hint(
                    elsewhere
                        + flag("--assertion")
                        + " takes back what was asserted or reported, "
                        + flag("--dispute")
                        + " the dispute"
                        + terminal_only("; --statement S one statement"),
                )
            };
            return Err(error.about("dispute"));
        }
        if dispute && disputed.is_empty() {
            return Err(Error::refused(format!("{name} has not disputed {named}, or has withdrawn it"))
                .hint(Suggestion::Claim(None) + " lists who said what")
                .about("dispute"));
        }
        let assertion = (assertion || !dispute).then_some(named);
        let withdrawn = disputed.into_iter().filter(|_| dispute).map(Target::Statement);
        Ok(assertion.into_iter().chain(withdrawn).collect())
    }
}

/// The numbers of statements in words.
fn listed(ids: &[i64]) -> String {
    let numbers: Vec<_> = ids.iter().map(ToString::to_string).collect();
    format!("{} {}", if ids.len() == 1 { "statement" } else { "statements" }, numbers.join(", "))
}
