//! The forms: the fields of each, and the action that it submits. One table gives the forms of the pages, the reading of what is
//! sent, and the description of the API.

mod book_forms;
mod claim_forms;
mod conflict;
mod fields;
mod form;
mod form_error;
mod form_view;
mod statement_forms;
pub(super) mod submit;

pub(super) use form::{Form, Submission};
pub(super) use form_view::{FieldView, FormView, Names};

/// Returns every form.
pub(super) fn all() -> impl Iterator<Item = &'static Form> {
    claim_forms::FORMS.iter().chain(statement_forms::FORMS).chain(book_forms::FORMS)
}

/// Returns the form of a path.
pub(super) fn at(path: &str) -> Option<&'static Form> {
    all().find(|form| form.path == path)
}
