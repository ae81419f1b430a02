//! A claim as lists show it, from the statements that bear upon it. Which part each plays is said by the schema; here they
//! are only gathered.

use crate::model::rows::{Bearing, ClaimRow, StatementRow};
use crate::model::{Part, SpeakerKind};

/// Gathers what statements say of a claim into its row. The statements come in the order in which they were recorded.
pub(super) fn gather(claim: &mut ClaimRow, bearings: &[Bearing]) {
    let of = |part: Part| bearings.iter().filter(move |one| one.part == part);
    let carrying: Vec<_> = bearings.iter().filter(|one| one.carries()).map(|one| &one.statement).collect();
    for one in of(Part::Makes) {
        push_new(&mut claim.made_by, &one.statement.speaker);
        if let Some(role) = &one.statement.role {
            push_new(&mut claim.roles, role);
        }
    }
    claim.first_said_on = carrying.iter().filter_map(|one| one.said_on.clone()).min();
    claim.last_said_on = carrying.iter().filter_map(|one| one.said_on.clone()).max();
    for one in &carrying {
        if let Some(quote) = &one.quote {
            push_new(&mut claim.quotes, quote);
        }
    }
    gather_documents(claim, &carrying);
    claim.chain = chains(&carrying);
    claim.origins = count(&independent(bearings));
    gather_disputes(claim, bearings);
    for one in of(Part::DoesNotDeny).filter(|one| one.stands()) {
        push_new(&mut claim.not_denied_by, &one.statement.speaker);
    }
    claim.unsourced = claim.made_by.is_empty();
}

/// Statements in order of date; what is not dated stays behind what was recorded before it.
pub(super) fn by_date(bearings: Vec<Bearing>) -> Vec<Bearing> {
    let mut on: Option<String> = None;
    let mut dated = Vec::new();
    for one in bearings {
        on = one.statement.said_on.clone().or(on);
        dated.push((on.clone(), one));
    }
    dated.sort_by(|a, b| a.0.cmp(&b.0));
    dated.into_iter().map(|(_, one)| one).collect()
}

/// Each document that carries the claim once, with publisher, address and access in the same place of their lists.
fn gather_documents(claim: &mut ClaimRow, carrying: &[&StatementRow]) {
    let mut seen = Vec::new();
    for one in carrying {
        let (Some(id), Some(title)) = (one.document_id, &one.document) else { continue };
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        claim.documents.push(title.clone());
        claim.publishers.push(one.publisher.clone().unwrap_or_default());
        claim.urls.push(one.url.clone().unwrap_or_default());
        claim.access.push(one.access.map_or_else(String::new, |access| access.to_string()));
    }
    for list in [&mut claim.publishers, &mut claim.urls] {
        if list.iter().all(String::is_empty) {
            list.clear();
        }
    }
}

/// Who disputes the claim, each once, with every basis on which he does.
fn gather_disputes(claim: &mut ClaimRow, bearings: &[Bearing]) {
    let mut persons = Vec::new();
    for basis in ["claim", "attribution", "document"] {
        let here = |one: &&Bearing| one.part == Part::Disputes && one.stands() && one.basis == basis;
        for one in bearings.iter().filter(here) {
            let place = persons.iter().position(|person| *person == one.statement.person_id).unwrap_or_else(|| {
                persons.push(one.statement.person_id);
                claim.disputed_by.push(one.statement.speaker.clone());
                claim.dispute_basis.push(String::new());
                persons.len() - 1
            });
            let said = &mut claim.dispute_basis[place];
            if said.is_empty() {
                *said = basis.to_string();
            } else if !said.split(" + ").any(|known| known == basis) {
                *said = format!("{said} + {basis}");
            }
        }
    }
}

/// The speakers who made the claim and stand by it: a reprint or a report of one of them is no further origin.
fn independent(bearings: &[Bearing]) -> Vec<i64> {
    let made = bearings.iter().filter(|one| one.part == Part::Makes && one.stands());
    let mut persons: Vec<_> = made.map(|one| one.statement.person_id).collect();
    persons.sort_unstable();
    persons.dedup();
    persons
}

fn count(items: &[i64]) -> i64 {
    i64::try_from(items.len()).unwrap_or(i64::MAX)
}

/// Each chain of attribution in words, from the last report down to who made the claim: "The Independent reports that The
/// Times reports that officials said it".
fn chains(carrying: &[&StatementRow]) -> Vec<String> {
    let reported = |id: i64| carrying.iter().any(|one| one.target_statement_id == Some(id));
    let mut chains = Vec::new();
    for last in carrying.iter().filter(|one| !reported(one.id)) {
        let mut words = String::new();
        let mut at = *last;
        while let Some(next) = at.target_statement_id.and_then(|id| carrying.iter().find(|one| one.id == id)) {
            words.push_str(&at.speaker);
            words.push_str(" reports that ");
            at = next;
        }
        words.push_str(&at.speaker);
        words.push_str(if at.stance == crate::model::Stance::Confirms { " confirmed it" } else { " said it" });
        push_new(&mut chains, &words);
    }
    chains
}

fn push_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_string());
    }
}

/// Whether a speaker of this kind is left unnamed by its document.
pub(super) fn is_unnamed(kind: &str) -> bool {
    kind == SpeakerKind::Unnamed.as_str()
}
