//! The forms: the fields of each, and the action that it submits. `forms.json` gives the forms of the pages, the reading of what
//! is sent, and the description of the API.

mod choices;
mod claim_field;
mod conflict;
mod form;
mod form_error;
mod form_field;
mod form_view;
mod forms_file;
pub(super) mod submit;

pub(super) use form::{Form, LIST, Submission};
pub(super) use form_view::{FieldView, FormView, Names, of_list};
pub(super) use forms_file::{all, at};
