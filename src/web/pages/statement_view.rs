//! How pages tell a statement: who does what, to what, with the way to each.

use crate::error::Result;
use crate::export::chart;
use crate::model::records::StatementRow;
use crate::model::{Access, Family, Stance, Status};
use crate::store::Store;

pub(super) use crate::output::html::{link, when};

/// A statement as a page tells it.
pub(super) struct StatementView {
    /// The statement.
    pub(super) said: StatementRow,
    /// What is said before the target and after it: "calls" and "misleading".
    pub(super) does: (String, String),
    /// The target.
    pub(super) target: TargetLink,
    /// The claim it is about in the end, where that is not the target and not what the page is about.
    pub(super) about: Option<TargetLink>,
    /// Who took it back, and when.
    pub(super) gone: Option<String>,
}

/// What a statement is about: words, and where they lead.
pub(super) struct TargetLink {
    pub(super) words: String,
    pub(super) address: Option<String>,
}

impl TargetLink {
    fn claim(store: &Store, id: i64) -> Result<Self> {
        Ok(Self { words: store.claim_text(id)?, address: Some(format!("/claims/{id}")) })
    }
}

impl StatementView {
    /// Tells a statement on the page of a claim, or on another one.
    ///
    /// # Errors
    /// Those of the book.
    pub(super) fn of(store: &Store, said: StatementRow, page: Option<i64>) -> Result<Self> {
        let here = said.claim_id.is_some() && said.claim_id == page;
        let claim = said.claim_id.filter(|_| !here);
        let direct = said.target_statement_id.is_none() && said.target_document_id.is_none();
        let target = match (said.target_statement_id, said.target_document_id, claim) {
            (Some(id), ..) => statement(store, &said, id, here)?,
            (_, Some(id), _) => document(store, id)?,
            (.., Some(id)) => TargetLink::claim(store, id)?,
            _ => TargetLink { words: "it".to_string(), address: None },
        };
        let about = claim.filter(|_| !direct).map(|id| TargetLink::claim(store, id)).transpose()?;
        let gone = said.retracted_by_id.map(|id| taken_back(store, id)).transpose()?;
        let does = said.stance.on("\u{0}");
        let (before, after) = does.split_once('\u{0}').unwrap_or((&does, ""));
        Ok(Self { does: (before.trim().to_string(), after.to_string()), said, target, about, gone })
    }

    /// The same without the document it stands in, for the page of that document.
    pub(super) fn without_document(mut self) -> Self {
        self.said.document_id = None;
        self
    }

    /// The family of its stance.
    pub(super) fn family(&self) -> Family {
        self.said.stance.family()
    }

    /// The sign of the family, as a picture.
    pub(super) fn sign(&self) -> String {
        chart::sign(&self.family())
    }

    /// Whether the document it stands in is known only through another one.
    pub(super) fn secondhand(&self) -> bool {
        self.said.access == Some(Access::Secondhand)
    }
}

fn statement(store: &Store, said: &StatementRow, id: i64, here: bool) -> Result<TargetLink> {
    let target = store.statement(id)?;
    let words = if said.stance == Stance::Reports {
        format!("what {} said", isolated(&target.speaker))
    } else if target.person_id == said.person_id {
        "an own statement".to_string()
    } else {
        format!("the statement by {}", isolated(&target.speaker))
    };
    let page = target.claim_id.filter(|_| !here).map_or_else(String::new, |claim| format!("/claims/{claim}"));
    Ok(TargetLink { words, address: Some(format!("{page}#statement-{id}")) })
}

fn document(store: &Store, id: i64) -> Result<TargetLink> {
    let row = store.document(id)?;
    let kind = if row.kind == "other" { "document".to_string() } else { row.kind.replace('-', " ") };
    let publisher = row.publisher.map_or_else(String::new, |name| format!(" ({})", isolated(&name)));
    let words = format!("the whole {kind} “{}”{publisher}", isolated(&row.title));
    Ok(TargetLink { words, address: Some(format!("/documents/{id}")) })
}

fn taken_back(store: &Store, id: i64) -> Result<String> {
    let by = store.statement(id)?;
    let on = by.said_on.as_deref().map_or_else(String::new, |date| format!(", {}", when(date)));
    Ok(format!("Taken back by {}{on}", isolated(&by.speaker)))
}

/// A text within a sentence, so that its direction of reading is its own.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The sign beside a status, so that it is known without its colour; none beside the one that nobody need look at.
pub(super) fn mark(status: &str) -> String {
    let family = match status.parse() {
        Ok(Status::Withdrawn) => Family::Withdraw,
        Ok(Status::NotDenied) => Family::Neither,
        Ok(Status::Undisputed) | Err(_) => return String::new(),
        Ok(_) => Family::Against,
    };
    chart::sign(&family)
}
