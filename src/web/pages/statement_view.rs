//! A statement as a page shows it: who does what, about what, with links.

use crate::error::Result;
use crate::export::chart;
use crate::model::records::StatementRow;
use crate::model::{Access, Family, Stance, Status};
use crate::store::Store;

pub(super) use crate::output::html::{link, when};

/// A statement as a page shows it.
pub(super) struct StatementView {
    /// The statement.
    pub(super) row: StatementRow,
    /// The verb of the stance, around the target: "calls" and "misleading".
    pub(super) verb: (String, String),
    /// The target.
    pub(super) target: TargetLink,
    /// The claim that the statement is about in the end; none where that is the target, or the claim of the page.
    pub(super) claim: Option<TargetLink>,
    /// Who retracted it, and when.
    pub(super) retraction: Option<String>,
}

/// What a statement is about, with a link.
pub(super) struct TargetLink {
    /// Its text.
    pub(super) text: String,
    /// The address of the link; `None` for text only.
    pub(super) address: Option<String>,
}

impl TargetLink {
    fn claim(store: &Store, id: i64) -> Result<Self> {
        Ok(Self { text: store.claim_text(id)?, address: Some(format!("/claims/{id}")) })
    }
}

impl StatementView {
    /// Returns the view of a statement. `page_claim` is the claim that the page is about, if it is about one.
    pub(super) fn of(store: &Store, row: StatementRow, page_claim: Option<i64>) -> Result<Self> {
        let is_of_page = row.claim_id.is_some() && row.claim_id == page_claim;
        let claim = row.claim_id.filter(|_| !is_of_page);
        let is_direct = row.target_statement_id.is_none() && row.target_document_id.is_none();
        let target = match (row.target_statement_id, row.target_document_id, claim) {
            (Some(id), ..) => statement_link(store, &row, id, is_of_page)?,
            (_, Some(id), _) => document_link(store, id)?,
            (.., Some(id)) => TargetLink::claim(store, id)?,
            _ => TargetLink { text: "it".to_string(), address: None },
        };
        let claim = claim.filter(|_| !is_direct).map(|id| TargetLink::claim(store, id)).transpose()?;
        let retraction = row.retracted_by_id.map(|id| retraction(store, id)).transpose()?;
        let verb = row.stance.on("\u{0}");
        let (before, after) = verb.split_once('\u{0}').unwrap_or((&verb, ""));
        Ok(Self { verb: (before.trim().to_string(), after.to_string()), row, target, claim, retraction })
    }

    /// Returns the view for the page of the document in which the statement stands: it does not name the document.
    pub(super) fn without_document(mut self) -> Self {
        self.row.document_id = None;
        self
    }

    /// Returns the family of the stance.
    pub(super) fn family(&self) -> Family {
        self.row.stance.family()
    }

    /// Returns the sign of the family, as SVG.
    pub(super) fn sign(&self) -> String {
        chart::sign(&self.family())
    }

    /// Whether the document of the statement is known only through another one.
    pub(super) fn is_secondhand(&self) -> bool {
        self.row.access == Some(Access::Secondhand)
    }
}

fn statement_link(store: &Store, row: &StatementRow, target: i64, is_of_page: bool) -> Result<TargetLink> {
    let target = store.statement(target)?;
    let text = if row.stance == Stance::Reports {
        format!("what {} said", isolated(&target.speaker))
    } else if target.person_id == row.person_id {
        "an own statement".to_string()
    } else {
        format!("the statement by {}", isolated(&target.speaker))
    };
    let page = target.claim_id.filter(|_| !is_of_page).map_or_else(String::new, |claim| format!("/claims/{claim}"));
    Ok(TargetLink { text, address: Some(format!("{page}#statement-{}", target.id)) })
}

fn document_link(store: &Store, id: i64) -> Result<TargetLink> {
    let row = store.document(id)?;
    let kind = if row.kind == "other" { "document".to_string() } else { row.kind.replace('-', " ") };
    let publisher = row.publisher.map_or_else(String::new, |name| format!(" ({})", isolated(&name)));
    let text = format!("the whole {kind} “{}”{publisher}", isolated(&row.title));
    Ok(TargetLink { text, address: Some(format!("/documents/{id}")) })
}

fn retraction(store: &Store, id: i64) -> Result<String> {
    let by = store.statement(id)?;
    let on = by.said_on.as_deref().map_or_else(String::new, |date| format!(", {}", when(date)));
    Ok(format!("Taken back by {}{on}", isolated(&by.speaker)))
}

/// Returns a text in Unicode isolates, so that its direction of reading does not change the sentence around it.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
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
