//! A sentence of a text that is checked: what is claimed there, on what evidence, and what is open.

use serde_json::{Value, json};

use crate::model::records::{Cell, ClaimRow, ClaimStatement, Column, EvidenceRow, Record, VerdictRow};
use crate::model::{Part, SentenceState, Stage};
use crate::text::counted;

/// A claim that was recorded in a text, with what was found about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedClaim {
    /// The claim.
    pub claim: ClaimRow,
    /// What was said of it.
    pub statements: Vec<ClaimStatement>,
    /// The evidence.
    pub evidence: Vec<EvidenceRow>,
    /// The verdicts, those that stand first.
    pub verdicts: Vec<VerdictRow>,
    /// The document that is checked.
    pub document: i64,
    /// Whose text that is.
    pub author: Option<i64>,
    /// When the words changed by which it was recorded there, if nobody has looked at it since.
    pub changed_at: Option<String>,
}

impl CheckedClaim {
    /// The verdicts that stand.
    pub fn standing(&self) -> impl Iterator<Item = &VerdictRow> {
        self.verdicts.iter().filter(|verdict| verdict.standing)
    }

    /// Whether the words changed since, so that what was found may be about something else.
    pub fn is_stale(&self) -> bool {
        self.changed_at.is_some()
    }

    /// Whether it was checked as it is worded now.
    pub fn is_checked(&self) -> bool {
        let is_done = self.claim.stage == Stage::Checked.as_str() || self.standing().next().is_some();
        is_done && !self.is_stale()
    }

    /// Whether the desk decided not to check it.
    pub fn is_dropped(&self) -> bool {
        self.claim.stage == Stage::Dropped.as_str()
    }

    /// Whether somebody disputes it.
    pub fn is_disputed(&self) -> bool {
        !self.claim.disputed_by.is_empty()
    }

    /// The statements of others that make or report it outside the text that is checked.
    pub fn said_elsewhere(&self) -> impl Iterator<Item = &ClaimStatement> {
        let here = self.document;
        self.statements.iter().filter(move |one| {
            one.carries() && one.stands() && one.statement.document_id.is_some_and(|document| document != here)
        })
    }

    /// Whether anything beside the text itself speaks for it: evidence, or somebody who says it in another document.
    pub fn has_source(&self) -> bool {
        !self.evidence.is_empty() || self.said_elsewhere().next().is_some()
    }

    /// Whether the text says it itself: its author makes it there.
    pub fn is_own(&self) -> bool {
        self.statements.iter().any(|one| {
            one.part == Part::Makes
                && one.statement.document_id == Some(self.document)
                && self.author == Some(one.statement.person_id)
        })
    }

    /// What was found, if the text says it itself and it was not found to be true.
    fn refuted(&self) -> Option<&str> {
        let is_refuted = |verdict: &&VerdictRow| matches!(verdict.bucket.as_deref(), Some("false" | "mixed"));
        self.standing().find(is_refuted).filter(|_| self.is_own()).map(|verdict| verdict.label.as_str())
    }

    /// What is still to do, in words.
    pub fn open(&self) -> Vec<String> {
        let mut open = Vec::new();
        if let Some(label) = self.refuted().filter(|_| !self.is_stale()) {
            open.push(format!("found {label}, and the text says it"));
        }
        if self.is_stale() {
            open.push(match self.standing().next() {
                Some(_) => "changed after it was checked".to_string(),
                None => "changed after it was recorded".to_string(),
            });
        } else if !self.is_checked() && !self.is_dropped() {
            open.push(match self.claim.stage.as_str() {
                "checking" => "being checked".to_string(),
                "awaiting-reply" => "awaiting a reply".to_string(),
                _ => "not checked".to_string(),
            });
        }
        if !self.has_source() && !self.is_dropped() {
            open.push("no source".to_string());
        }
        if self.claim.checkers_disagree {
            open.push("checkers disagree".to_string());
        }
        open
    }

    /// The verdicts that stand, with who found each and when: "true (Bay Paper Desk, 2021-11-19)".
    pub fn findings(&self) -> Vec<String> {
        let found = self.standing().map(|verdict| {
            let by = [verdict.reviewer.as_ref(), verdict.decided_on.as_ref()].into_iter().flatten();
            let by = by.cloned().collect::<Vec<_>>().join(", ");
            if by.is_empty() { verdict.label.clone() } else { format!("{} ({by})", verdict.label) }
        });
        found.collect()
    }

    fn json(&self) -> Value {
        let evidence = |one: &EvidenceRow| json!({"id": one.id, "relation": one.relation, "document": one.document, "document_id": one.document_id, "quote": one.quote});
        json!({
            "id": self.claim.id, "claim": self.claim.text, "made_by": self.claim.made_by, "status": self.claim.status,
            "stage": self.claim.stage, "verdicts": self.findings(), "checked": self.is_checked(), "changed_at": self.changed_at,
            "evidence": self.evidence.iter().map(evidence).collect::<Vec<_>>(), "open": self.open(),
        })
    }
}

/// A suggestion in a sentence, on which nobody has decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenSuggestion {
    /// Its number among the suggestions of the text.
    pub number: i64,
    /// Who does what: "Ann Lee asserts".
    pub who_does_what: String,
    /// The claim.
    pub claim: String,
}

/// A sentence of a text that is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceCheck {
    /// Its number, from 1.
    pub number: i64,
    /// Its first character in the text.
    pub start: usize,
    /// The character after its end.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What is known of it.
    pub state: SentenceState,
    /// The claims that were recorded there.
    pub claims: Vec<CheckedClaim>,
    /// What is suggested there.
    pub suggestions: Vec<OpenSuggestion>,
}

impl SentenceCheck {
    /// What is still to do, in words.
    pub fn open(&self) -> Vec<String> {
        let mut open: Vec<String> = Vec::new();
        for claim in &self.claims {
            let several = self.claims.len() > 1;
            let named = |what: String| if several { format!("claim {}: {what}", claim.claim.id) } else { what };
            open.extend(claim.open().into_iter().map(named));
        }
        match self.state {
            SentenceState::NothingToCheck => {}
            _ if !self.suggestions.is_empty() => {
                open.push(format!("{} to decide on", counted(self.suggestions.len(), "suggestion")));
            }
            SentenceState::Undecided => open.push("nobody has decided".to_string()),
            _ => {}
        }
        open
    }

    /// Whether something is still to do.
    pub fn is_open(&self) -> bool {
        !self.open().is_empty()
    }

    /// Whether every claim in it was checked as it is worded now, or was dropped.
    pub fn is_checked(&self) -> bool {
        !self.claims.is_empty() && self.claims.iter().all(|claim| claim.is_checked() || claim.is_dropped())
    }

    fn offset(offset: usize) -> Cell<'static> {
        Cell::Number(i64::try_from(offset).unwrap_or(i64::MAX))
    }
}

impl Record for SentenceCheck {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("line", "line", |one| one.number.into()),
        Column::of("start", |one| Self::offset(one.start)),
        Column::of("end", |one| Self::offset(one.end)),
        Column::shown("text", "sentence", |one| (&one.text).into()),
        Column::shown("state", "state", |one| one.state.as_str().into()),
        Column::of("claims", |one| Cell::Json(one.claims.iter().map(CheckedClaim::json).collect())),
        Column::table("claims", |one| {
            let texts = one.claims.iter().map(|claim| format!("{}: {}", claim.claim.id, claim.claim.text));
            Cell::List(texts.collect::<Vec<_>>().into())
        }),
        Column::table("verdict", |one| {
            Cell::List(one.claims.iter().flat_map(CheckedClaim::findings).collect::<Vec<_>>().into())
        }),
        Column::of("suggestions", |one| {
            Cell::Json(one.suggestions.iter().map(|one| json!({"number": one.number, "claim": one.claim})).collect())
        }),
        Column::shown("open", "open", |one| Cell::List(one.open().into())),
    ];
}

/// How many sentences of a text are of which kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceTotals {
    /// All of them.
    pub sentences: usize,
    /// Sentences with claims.
    pub with_claims: usize,
    /// Sentences whose claims are all checked.
    pub checked: usize,
    /// Sentences with a claim that somebody disputes.
    pub disputed: usize,
    /// Sentences with a claim for which nothing speaks but the text itself.
    pub without_source: usize,
    /// Sentences with a claim whose words changed afterwards.
    pub changed: usize,
    /// Sentences with suggestions, and no claim.
    pub suggested: usize,
    /// Sentences with nothing to check.
    pub nothing_to_check: usize,
    /// Sentences on which nobody has decided.
    pub undecided: usize,
}

impl SentenceTotals {
    /// Counts sentences.
    pub fn of<'s>(sentences: impl IntoIterator<Item = &'s SentenceCheck>) -> Self {
        let mut totals = Self::default();
        for one in sentences {
            let any = |is: fn(&CheckedClaim) -> bool| usize::from(one.claims.iter().any(is));
            let is = |state: SentenceState| usize::from(one.state == state);
            totals.sentences += 1;
            totals.with_claims += usize::from(!one.claims.is_empty());
            totals.checked += usize::from(one.is_checked());
            totals.disputed += any(CheckedClaim::is_disputed);
            totals.without_source += any(|claim| !claim.has_source() && !claim.is_dropped());
            totals.changed += any(CheckedClaim::is_stale);
            totals.suggested += is(SentenceState::Suggested);
            totals.nothing_to_check += is(SentenceState::NothingToCheck);
            totals.undecided += is(SentenceState::Undecided);
        }
        totals
    }

    /// The totals in words: "41 sentences, 29 with claims, 22 checked, 3 disputed, 4 without a source".
    pub fn in_words(&self) -> String {
        let parts = [
            (self.with_claims, "with claims"),
            (self.checked, "checked"),
            (self.disputed, "disputed"),
            (self.without_source, "without a source"),
            (self.changed, "changed since"),
            (self.suggested, "with suggestions only"),
            (self.nothing_to_check, "with nothing to check"),
            (self.undecided, "undecided"),
        ];
        let mut words = vec![counted(self.sentences, "sentence")];
        words.extend(parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        words.join(", ")
    }
}
