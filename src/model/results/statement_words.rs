//! What a statement says, in words: the only place in which the columns of a statement become a sentence.
//!
//! The words come in pieces of several kinds. A terminal, a report and a page render them: each decides how a name, a role or
//! a day looks, and may leave out what stands elsewhere.

use std::borrow::Cow;

use crate::model::records::{DocumentRow, StatementRow};
use crate::model::{Access, Basis, Stance};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'s> {
    /// Words of the program.
    Words(Cow<'s, str>),
    /// Words of the program that stand out.
    Strong(&'static str),
    /// The name of the speaker, after joins.
    Speaker(&'s str),
    /// The speaker as the document words it.
    Wording(&'s str),
    /// The role of the speaker, as the document words it.
    Role(&'s str),
    /// Another name, or a title.
    Name(&'s str),
    /// A day or a time, in ISO 8601.
    Day(&'s str),
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementWords<'s> {
    /// The speaker, with its wording and role.
    pub speaker: Vec<Piece<'s>>,
    /// What the speaker does, before and after the target: "calls" and " misleading".
    pub verb: (&'static str, &'static str),
    /// The target.
    pub target: Vec<Piece<'s>>,
    /// The claim that the statement is about in the end, if the target does not name it.
    pub claim: Option<&'s str>,
    /// Who retracted the statement, and when.
    pub retraction: Option<Vec<Piece<'s>>>,
    /// The publisher and the day of the document in which it can be read, and whether that is secondhand; each after a comma.
    pub document: Vec<Piece<'s>>,
}

impl<'s> StatementWords<'s> {
    /// The words of a statement, on a page about the claim `at_hand` if there is one.
    pub fn of(row: &'s StatementRow, at_hand: Option<i64>) -> Self {
        let is_at_hand = at_hand.is_some() && row.claim_id == at_hand;
        let claim = row.claim.as_deref().filter(|_| !is_at_hand);
        let is_direct = row.target_statement_id.is_none() && row.target_document_id.is_none();
        Self {
            speaker: speaker(row),
            verb: row.stance.around(),
            target: if is_direct { vec![Piece::Words(claim.unwrap_or("the claim").into())] } else { target(row) },
            claim: claim.filter(|_| !is_direct),
            retraction: row.retracted_by_id.map(|_| retraction(row)),
            document: document(
                row.publisher.as_deref(),
                row.published_on.as_deref(),
                row.access == Some(Access::Secondhand),
            ),
        }
    }

    /// The speaker as the subject of a sentence: a role, or for whom the speaker speaks, ends with a comma.
    pub fn subject(&self) -> Vec<Piece<'s>> {
        let mut pieces = self.speaker.clone();
        if let Some(Piece::Role(_) | Piece::Name(_)) = pieces.last() {
            pieces.push(Piece::Words(",".into()));
        }
        pieces
    }

    /// What the speaker does to the target.
    pub fn predicate(&self) -> Vec<Piece<'s>> {
        let (before, after) = self.verb;
        let mut pieces = vec![Piece::Words(format!("{before} ").into())];
        pieces.extend(self.target.iter().cloned());
        pieces.extend((!after.is_empty()).then_some(Piece::Words(after.into())));
        pieces
    }
}

/// The speaker: the name, how the document words it if otherwise, the role, and for whom the speaker speaks.
fn speaker(row: &StatementRow) -> Vec<Piece<'_>> {
    let mut pieces = vec![Piece::Speaker(&row.speaker)];
    if row.worded != row.speaker {
        pieces.extend([Piece::Words(" (as ".into()), Piece::Wording(&row.worded), Piece::Words(")".into())]);
    } else if row.unnamed() {
        pieces.push(Piece::Words(" (unnamed)".into()));
    }
    if let Some(role) = &row.role {
        pieces.extend([Piece::Words(", ".into()), Piece::Role(role)]);
    }
    if let Some(principal) = &row.for_speaker {
        pieces.extend([Piece::Words(", for ".into()), Piece::Name(principal)]);
    }
    pieces
}

/// The statement or document that a statement is about.
fn target(row: &StatementRow) -> Vec<Piece<'_>> {
    if row.target_statement_id.is_none() {
        let kind = row.target_document_kind.as_deref().filter(|kind| *kind != "other").unwrap_or("document");
        let mut pieces = vec![
            Piece::Words(format!("the whole {} “", kind.replace('-', " ")).into()),
            name(row.target_document.as_ref()),
            Piece::Words("”".into()),
        ];
        if row.target_publisher.is_some() {
            pieces.extend([Piece::Words(" (".into()), name(row.target_publisher.as_ref()), Piece::Words(")".into())]);
        }
        return pieces;
    }
    if row.stance == Stance::Reports {
        vec![Piece::Words("what ".into()), name(row.target_speaker.as_ref()), Piece::Words(" said".into())]
    } else if row.target_person_id == Some(row.person_id) {
        vec![Piece::Words("an own statement".into())]
    } else {
        vec![Piece::Words("the statement by ".into()), name(row.target_speaker.as_ref())]
    }
}

fn name(text: Option<&String>) -> Piece<'_> {
    Piece::Name(text.map_or("", String::as_str))
}

fn retraction(row: &StatementRow) -> Vec<Piece<'_>> {
    let mut pieces = vec![Piece::Words("Taken back by ".into()), name(row.retracted_by.as_ref())];
    if let Some(day) = &row.retracted_on {
        pieces.extend([Piece::Words(", ".into()), Piece::Day(day)]);
    }
    pieces
}

/// The publisher and the day of a document, and whether it is secondhand; each after a comma.
fn document<'s>(publisher: Option<&'s str>, day: Option<&'s str>, is_secondhand: bool) -> Vec<Piece<'s>> {
    let parts = [publisher.map(Piece::Name), day.map(Piece::Day), is_secondhand.then_some(Piece::Strong("secondhand"))];
    parts.into_iter().flatten().flat_map(|part| [Piece::Words(", ".into()), part]).collect()
}

/// The words of [`StatementWords::document`] for a document itself.
pub fn document_words(row: &DocumentRow) -> Vec<Piece<'_>> {
    document(row.publisher.as_deref(), row.published_on.as_deref(), row.access == Access::Secondhand.as_str())
}

/// What follows the target of a statement that gives a claim its status.
pub fn addition(basis: Basis) -> &'static str {
    if basis == Basis::Document { ", which carries it" } else { "" }
}

/// What the speaker of a statement that carries a claim does, where the claim is known: "asserts", "reports The Times".
pub fn carrying_verb(row: &StatementRow) -> String {
    match (row.stance, &row.target_speaker) {
        (Stance::Reports, Some(whom)) => format!("reports {whom}"),
        (stance, _) => stance.to_string(),
    }
}

/// A chain of attribution, from the speaker of the last report down to the one who made the claim: "The Independent reports
/// that The Times reports that officials said it".
pub fn chain<'n>(names: impl IntoIterator<Item = &'n str>, confirms: bool) -> String {
    let mut words = String::new();
    for name in names {
        words.push_str(if words.is_empty() { "" } else { " reports that " });
        words.push_str(name);
    }
    words.push_str(if confirms { " confirmed it" } else { " said it" });
    words
}

/// Pieces as plain text.
pub fn plain(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Wording(words) => text.push_str(&format!("“{words}”")),
            Piece::Strong(word) | Piece::Speaker(word) | Piece::Role(word) | Piece::Name(word) | Piece::Day(word) => {
                text.push_str(word);
            }
        }
    }
    text
}
