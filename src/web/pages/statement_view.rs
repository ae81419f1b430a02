//! A statement as a page shows it: who does what, about what, with links.

use crate::export::chart;
use crate::model::records::StatementRow;
use crate::model::results::statement_words::{Piece, StatementWords};
use crate::model::{Family, Status};
use crate::output::html;

pub(super) use crate::output::html::{link, when};

/// A statement as a page shows it.
pub(super) struct StatementView {
    /// The statement.
    pub(super) row: StatementRow,
    /// The claim that the page is about, if it is about one.
    page_claim: Option<i64>,
}

impl StatementView {
    /// Returns the view of a statement on the page of a claim, or on another page.
    pub(super) fn of(row: StatementRow, page_claim: Option<i64>) -> Self {
        Self { row, page_claim }
    }

    /// Returns the view for the page of the document in which the statement stands: it does not name the document.
    pub(super) fn without_document(mut self) -> Self {
        self.row.document_id = None;
        self
    }

    /// Returns what the statement says.
    pub(super) fn words(&self) -> StatementWords<'_> {
        StatementWords::of(&self.row, self.page_claim)
    }

    /// Returns what the statement says in one line of text.
    pub(super) fn title(&self) -> String {
        let words = self.words();
        html::text(&[Piece::Speaker(&self.row.speaker), Piece::Words(" ".into())]) + &html::text(&words.predicate())
    }

    /// Returns the address of the target; none if that is the claim of the page.
    pub(super) fn target_address(&self) -> Option<String> {
        let row = &self.row;
        let claim = row.claim_id.filter(|_| row.claim_id != self.page_claim);
        let page = claim.map_or_else(String::new, |claim| format!("/claims/{claim}"));
        match (row.target_statement_id, row.target_document_id) {
            (Some(id), _) => Some(format!("{page}#statement-{id}")),
            (_, Some(id)) => Some(format!("/documents/{id}")),
            _ => claim.map(|_| page),
        }
    }

    /// Whether the statement was retracted.
    pub(super) fn is_retracted(&self) -> bool {
        self.row.retracted_by_id.is_some()
    }

    /// Returns the family of the stance.
    pub(super) fn family(&self) -> Family {
        self.row.stance.family()
    }

    /// Returns the sign of the family, as SVG.
    pub(super) fn sign(&self) -> String {
        chart::sign(&self.family())
    }

    /// Returns pieces of the sentence as HTML, with a link to the speaker.
    pub(super) fn sentence<'s>(&self, pieces: impl AsRef<[Piece<'s>]>) -> String {
        let id = self.row.person_id;
        html::sentence(pieces.as_ref(), |name| {
            format!("<a class=\"who\" href=\"/speakers/{id}\"><bdi>{name}</bdi></a>")
        })
    }
}

/// Returns the sign beside a status, as SVG, so that it is recognized without its colour. `undisputed` has none.
pub(super) fn mark(status: &str) -> String {
    let family = match status.parse() {
        Ok(Status::Withdrawn) => Family::Withdraw,
        Ok(Status::NotDenied) => Family::Neither,
        Ok(Status::Undisputed) | Err(_) => return String::new(),
        Ok(_) => Family::Against,
    };
    chart::sign(&family)
}

/// Returns a status as people read it where it stands alone.
pub(super) fn status_text(word: &str) -> &str {
    Status::for_people(word)
}
