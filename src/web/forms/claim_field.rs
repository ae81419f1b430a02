//! The field in which a claim is chosen: by its words, or by its number.

use super::form_field::FormField;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion};
use crate::store::Store;
use crate::web::http::Query;
use crate::web::lookup;

/// Maximum number of claims that are offered where words mean several.
const MAX_OFFERED: usize = 6;

impl FormField {
    /// Returns the name of the hidden value with the number of the claim whose words the field shows.
    pub(super) fn chosen_name(&self) -> String {
        format!("{}-chosen", self.name)
    }

    /// Returns the name of the value of a button that chooses a claim, whatever the field shows.
    pub(super) fn offer_name(&self) -> String {
        format!("{}-offer", self.name)
    }

    /// Returns the numbers of the claims that were chosen, as text.
    ///
    /// # Errors
    /// The words are not those of one claim.
    pub(super) fn chosen_claims(&self, typed: &Query, store: &Store) -> Result<Vec<String>> {
        if let Some(offered) = typed.values(&self.offer_name()).into_iter().next() {
            return Ok(vec![offered]);
        }
        let chosen = typed.value(&self.chosen_name()).and_then(lookup::number);
        let values = self.given(typed);
        values.iter().map(|words| self.claim_of(words, chosen, store).about(self.argument())).collect()
    }

    /// Returns the claim of these words: that of `chosen` only while the field shows its words.
    fn claim_of(&self, words: &str, chosen: Option<i64>, store: &Store) -> Result<String> {
        if words.trim().is_empty() {
            return Ok(String::new());
        }
        if let Some(id) = chosen.filter(|id| store.claim_text(*id).is_ok_and(|text| same(&text, words))) {
            return Ok(id.to_string());
        }
        let label = &self.label;
        if let Some(id) = lookup::number(words) {
            return match store.claim_text(id) {
                Ok(_) => Ok(id.to_string()),
                Err(_) => Err(Error::not_found(format!("{label}: the book has no claim {id}"))
                    .hint("write some words of the claim")),
            };
        }
        if let Some((id, _)) = store.same_claim(words)? {
            return Ok(id.to_string());
        }
        let found = lookup::claims(store, words, None, MAX_OFFERED)?;
        if found.is_empty() {
            let error = Error::not_found(format!("{label}: no claim is called “{words}”"));
            return Err(error.hint(Sentence::from("write other words of it; ") + Suggestion::Claims + " has them all"));
        }
        let mut hint = Sentence::default();
        for hit in &found {
            hint = hint + Suggestion::Claim(Some(hit.id)) + " ";
        }
        let several = if found.len() == 1 { "choose the claim that is meant" } else { "choose one of these claims" };
        Err(Error::usage(format!("{label}: {several}")).hint(hint))
    }
}

/// Whether two texts are the same but for white space.
pub(super) fn same(one: &str, other: &str) -> bool {
    crate::output::html::shown(one).split_whitespace().eq(crate::output::html::shown(other).split_whitespace())
}
