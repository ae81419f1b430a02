//! A claim as lists show it, from the statements that bear upon it. Which part each plays is said by the schema; here they
//! are only gathered.

use std::rc::Rc;

use super::appearances::ClaimAppearance;
use super::batch::{BearingStatement, Carries};
use super::cache::Source;
use crate::model::date::first_meant;
use crate::model::records::{ClaimRow, ClaimStatement};
use crate::model::results::statement_words::chain;
use crate::model::{Basis, Part};

/// Gathers what statements say of a claim into its row. The statements come in the order in which they were recorded; their
/// texts are taken out of them.
pub(in crate::store) fn gather(
    claim: &mut ClaimRow,
    said: &mut [BearingStatement],
    appearing: &[(&ClaimAppearance, Rc<Source>)],
) {
    for one in said.iter_mut() {
        let Some(carries) = &mut one.carries else { continue };
        if one.part == Part::Makes {
            if !claim.made_by.contains(&one.speaker.name) {
                claim.made_by_ids.push(one.speaker.id);
            }
            push_new(&mut claim.made_by, &one.speaker.name);
            push_new_maybe(&mut claim.roles, carries.role.take());
        }
        push_new_maybe(&mut claim.quotes, carries.quote.take());
    }
    let days = || carrying(said).filter_map(|(_, carries)| carries.day.as_ref());
    claim.first_said_on = days().min_by_key(|day| (first_meant(day), *day)).cloned();
    claim.last_said_on = days().max_by_key(|day| (first_meant(day), *day)).cloned();
    gather_documents(claim, said, appearing);
    claim.attribution = chains(said);
    claim.origins = origins(said);
    gather_disputes(claim, said);
    for one in said.iter().filter(|one| one.part == Part::DoesNotDeny && one.stands) {
        push_new(&mut claim.not_denied_by, &one.speaker.name);
    }
    claim.unsourced = claim.made_by.is_empty();
}

/// Statements in order of date; what is not dated stays behind what was recorded before it.
pub(in crate::store) fn by_date(claim_statements: Vec<ClaimStatement>) -> Vec<ClaimStatement> {
    let mut on: Option<String> = None;
    let mut dated = Vec::new();
    for one in claim_statements {
        on = one.statement.day.clone().or(on);
        dated.push((on.clone(), one));
    }
    dated.sort_by_cached_key(|(day, _)| day.as_deref().map(|day| first_meant(day).into_owned()));
    dated.into_iter().map(|(_, one)| one).collect()
}

/// The statements that carry the claim, with how they do.
fn carrying(said: &[BearingStatement]) -> impl Iterator<Item = (&BearingStatement, &Carries)> {
    said.iter().filter_map(|one| Some((one, one.carries.as_ref()?)))
}

/// Each document that carries the claim once, with publisher, address and access in the same place of their lists.
/// Those in which it appears come last.
fn gather_documents(claim: &mut ClaimRow, said: &[BearingStatement], appearing: &[(&ClaimAppearance, Rc<Source>)]) {
    let documents = || carrying(said).filter_map(|(_, carries)| carries.document.as_ref());
    let mut add = |document: &Source| {
        claim.documents.push(document.title.to_string());
        claim.publishers.push(document.publisher.to_string());
        claim.urls.push(document.url.to_string());
        claim.access.push(document.access.to_string());
    };
    for (at, (id, document)) in documents().enumerate() {
        let comes_later = appearing.iter().any(|(appearance, _)| appearance.document == *id);
        if !comes_later && !documents().take(at).any(|(earlier, _)| earlier == id) {
            add(document);
        }
    }
    for (appearance, document) in appearing {
        add(document);
        claim.appears_in.push(appearance.uid.clone());
    }
    for list in [&mut claim.publishers, &mut claim.urls] {
        if list.iter().all(String::is_empty) {
            list.clear();
        }
    }
}

/// Who disputes the claim, each once, with every basis on which he does. The column `disputed_by` of the view `claim_summary`
/// has the same names; `tests/laws.rs` compares them.
fn gather_disputes(claim: &mut ClaimRow, said: &[BearingStatement]) {
    let mut persons = Vec::new();
    for basis in Basis::ALL {
        for one in said.iter().filter(|one| one.part == Part::Disputes && one.stands && one.basis == *basis) {
            let place = persons.iter().position(|person| *person == one.speaker.id).unwrap_or_else(|| {
                persons.push(one.speaker.id);
                claim.disputed_by.push(one.speaker.name.clone());
                claim.disputed_by_ids.push(one.speaker.id);
                claim.dispute_basis.push(String::new());
                persons.len() - 1
            });
            let said = &mut claim.dispute_basis[place];
            if said.is_empty() {
                *said = basis.to_string();
            } else if !said.split(" + ").any(|known| known == basis.as_str()) {
                *said = format!("{said} + {basis}");
            }
        }
    }
}

/// How many speakers made the claim and stand by it: a reprint or a report of one of them is no further origin.
fn origins(said: &[BearingStatement]) -> i64 {
    let persons = || said.iter().filter(|one| one.part == Part::Makes && one.stands).map(|one| one.speaker.id);
    let first = |(at, person): &(usize, i64)| !persons().take(*at).any(|earlier| earlier == *person);
    i64::try_from(persons().enumerate().filter(first).count()).unwrap_or(i64::MAX)
}

/// Each chain of attribution in words, from the last report down to who made the claim.
fn chains(said: &[BearingStatement]) -> Vec<String> {
    let reported = |id: i64| carrying(said).any(|(_, carries)| carries.target == Some(id));
    let mut chains = Vec::new();
    for (mut at, mut how) in carrying(said).filter(|(one, _)| !reported(one.id)) {
        let mut names = vec![at.speaker.name.as_str()];
        while let Some(next) = how.target.and_then(|id| carrying(said).find(|(one, _)| one.id == id)) {
            (at, how) = next;
            names.push(&at.speaker.name);
        }
        let words = chain(names, how.confirms);
        if !chains.contains(&words) {
            chains.push(words);
        }
    }
    chains
}

fn push_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_string());
    }
}

fn push_new_maybe(list: &mut Vec<String>, text: Option<String>) {
    if let Some(text) = text.filter(|text| !list.contains(text)) {
        list.push(text);
    }
}
