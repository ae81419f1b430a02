//! Which suggestions are about claims, speakers and documents that the book has.

use std::collections::HashMap;

use crate::error::Result;
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, Predicate, Stance};
use crate::store::Store;

/// Finds the claims, speakers and documents of the book that suggestions mean. One who says the opposite of a claim of the book denies it.
///
/// # Errors
/// Errors of the database.
pub fn find_known(store: &Store, suggestions: &mut [SuggestedStatement]) -> Result<()> {
    let mut matcher = store.matcher(Predicate::default())?;
    let mut known: HashMap<i64, (i64, String)> = HashMap::new();
    for one in suggestions.iter_mut() {
        if !one.is_unnamed
            && let Some(name) = &one.speaker
            && let Ok(Some(id)) = store.find_speaker(name)
        {
            one.speaker = Some(store.canonical_speaker(id)?.name);
        }
        let target = match &mut one.target {
            SuggestedTarget::Document(document) => Some(document),
            _ => None,
        };
        for document in target.into_iter().chain(&mut one.document) {
            document.known = store.document_of(&Article {
                title: Some(document.title.clone()),
                kind: document.kind,
                publisher: document.publisher.clone(),
                ..Article::default()
            })?;
        }
        if one.target != SuggestedTarget::NewClaim {
            continue;
        }
        let Some(found) = matcher.repeated(&one.claim)? else { continue };
        if one.stance == Stance::Asserts && found.is_opposite {
            one.stance = Stance::Denies;
        }
        one.target = SuggestedTarget::Claim(found.claim);
        known.insert(one.number, (found.claim, found.text));
    }
    for one in suggestions.iter_mut().filter(|one| one.stance != Stance::Reports) {
        if let SuggestedTarget::Suggestion(number) = one.target
            && let Some((claim, _)) = known.get(&number)
        {
            one.target = SuggestedTarget::Claim(*claim);
        }
    }
    Ok(())
}
