//! What a form changes, and whether somebody else has changed it since the form was shown.

use super::form::{ENTRY, Form};
use crate::error::Result;
use crate::model::records::EditedRecord;
use crate::store::Store;
use crate::web::http::{HttpRequest, Query};

impl Form {
    /// Whether a conflict is checked for: on forms about a claim, on corrections but those of members, and on saved filters.
    pub(super) fn watches(&self) -> bool {
        self.is_about_a_claim() || (self.corrects && !self.path.starts_with("/members")) || self.path == "/saved"
    }

    /// Whether the path names a claim, or a statement on one.
    pub(super) fn is_about_a_claim(&self) -> bool {
        self.path.starts_with("/claims/{id}/") || self.path.starts_with("/statements/{id}/")
    }

    /// Returns what the form changes. `id` is the number in the path.
    fn watched(&self, id: i64, typed: &Query, store: &Store) -> Result<Option<EditedRecord>> {
        if !self.watches() {
            return Ok(None);
        }
        Ok(match self.path.split('/').nth(1) {
            Some("claims") => Some(EditedRecord::Claim(id)),
            Some("statements") => store.statement(id)?.claim_id.map(EditedRecord::Claim),
            Some("requests") => Some(EditedRecord::Claim(store.request(id, None)?.claim_id)),
            Some("corrections") => Some(EditedRecord::Correction(id)),
            Some("documents") => Some(EditedRecord::Document(id)),
            Some("speakers") => Some(EditedRecord::Speaker(id)),
            _ => typed.value("name").map(|name| EditedRecord::Saved(name.trim_start_matches('@').to_string())),
        })
    }

    /// What the action changes, with the newest entry of its history when the form was shown.
    pub(super) fn known_entry(
        &self,
        request: &HttpRequest,
        typed: &Query,
        store: &Store,
    ) -> Result<Option<(EditedRecord, i64)>> {
        let entry = typed.number(ENTRY, i64::MAX as u64)?.and_then(|entry| i64::try_from(entry).ok());
        let id = request.id("number").unwrap_or_default();
        Ok(self.watched(id, typed, store)?.zip(entry))
    }

    /// Whether somebody else has changed it since the form was shown.
    ///
    /// # Errors
    /// Errors of the book.
    pub(crate) fn is_overtaken(&self, request: &HttpRequest, typed: &Query, store: &Store) -> Result<bool> {
        let Some((watched, known)) = self.known_entry(request, typed, store)? else { return Ok(false) };
        Ok(store.last_entry_of(&watched)?.is_some_and(|entry| entry.id > known))
    }

    /// Returns the newest entry of the history of what the form changes; of the whole book while that is not known yet.
    pub(super) fn newest(&self, id: i64, store: &Store) -> Result<Option<i64>> {
        let entry = match self.watched(id, &Query::default(), store)? {
            Some(watched) => store.last_entry_of(&watched)?,
            None if self.watches() => store.last_entry()?,
            None => return Ok(None),
        };
        Ok(Some(entry.map_or(0, |entry| entry.id)))
    }
}
