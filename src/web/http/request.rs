//! A request to a page or to the API, and the form that came with it.

use chrono::NaiveDateTime;

use super::flash::UndoOffer;
use super::message::Message;
use super::query::Query;
use crate::error::{Error, Result};
use crate::model::{Moment, PairKind};
use crate::store::{RecordedState, Store};
use crate::web::auth::visitor::Visitor;

/// The name in an address of the moment at which the book is looked at.
pub(crate) const AT: &str = "at";

/// A request to a page or to the API.
#[derive(Clone, Debug, Default)]
pub(crate) struct HttpRequest {
    /// The path of the address.
    pub(crate) path: String,
    /// The parameters in the path, by name.
    pub(crate) path_params: Vec<(String, String)>,
    /// The query of the address.
    pub(crate) query: Query,
    /// The local time, on which "yesterday" depends.
    pub(crate) now: NaiveDateTime,
    /// The same in UTC, as the history records it.
    pub(crate) recorded_at: String,
    /// The file name of the book.
    pub(crate) book: String,
    /// Who sends it.
    pub(crate) visitor: Visitor,
    /// The flash messages to show.
    pub(crate) messages: Vec<Message>,
    /// How what was done can be undone, if it can.
    pub(crate) undo: Option<UndoOffer>,
    /// The moment at which the book is looked at, if that is not now.
    pub(crate) past: Option<RecordedState>,
    /// The form that is to be shown open: it was requested, or it was submitted and rejected.
    pub(crate) submitted: Option<SubmittedForm>,
}

/// A form with the values that were typed into it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SubmittedForm {
    /// The path that the form is submitted to.
    pub(crate) action: String,
    /// The typed values.
    pub(crate) values: Query,
    /// Why the form was rejected; none where it was only opened.
    pub(crate) error: Option<FormError>,
}

/// Why a form was rejected.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormError {
    /// The name of the wrong field; empty where the error is about the whole form.
    pub(crate) field: &'static str,
    /// What is wrong.
    pub(crate) message: Message,
    /// What to do about it.
    pub(crate) hint: Message,
    /// Whether somebody else has changed the record since the form was shown.
    pub(crate) is_conflict: bool,
    /// The required fields that are empty, where there are several: name, label and id on the page.
    pub(crate) empty_fields: Vec<(&'static str, &'static str, String)>,
    /// The id of the wrong field on the page.
    pub(crate) field_id: String,
    /// The id of the form on the page.
    pub(crate) form_id: String,
    /// Other ways to submit the typed values.
    pub(crate) offers: Vec<Offer>,
}

/// A button that submits the typed values in another way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The path that the values are submitted to.
    pub(crate) action: String,
    /// The name of the value that is added.
    pub(crate) name: String,
    /// The value that is added.
    pub(crate) value: String,
    /// The label of the button.
    pub(crate) label: String,
}

impl HttpRequest {
    /// Marks the form that was submitted to this path as rejected.
    pub(crate) fn reject(&mut self, error: FormError) {
        self.submitted =
            Some(SubmittedForm { action: self.path.clone(), error: Some(error), ..SubmittedForm::default() });
    }

    /// Returns the moment at which the book is to be looked at, if the query names one.
    ///
    /// # Errors
    /// It is no moment.
    pub(crate) fn moment(&self) -> Result<Option<Moment>> {
        self.query.value(AT).map(|at| Moment::read(at, self.now)).transpose()
    }

    /// Takes on that it is answered out of a book as it was at the moment that the query names: "today" is then the day of that moment.
    pub(crate) fn set_past(&mut self, moment: Option<&Moment>, store: &Store) {
        self.past = store.recorded_state().cloned();
        if let (Some(moment), Some(state)) = (moment, &self.past) {
            self.now = moment.local_time(&state.at, self.now);
        }
    }

    /// Refuses to record something in the book as it was.
    ///
    /// # Errors
    /// The query names a moment.
    pub(crate) fn refuse_past(&self) -> Result<()> {
        match self.query.value(AT) {
            None => Ok(()),
            Some(at) => Err(Error::refused(format!("nothing can be recorded in the book as it was at {at}"))
                .hint("go back to the book as it is now, and record it there")),
        }
    }

    /// Returns a parameter of the path; an empty text where the path has none of that name.
    pub(crate) fn path_param(&self, name: &str) -> &str {
        self.path_params.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Returns the kinds of records that `of` in the query names; all of them where it names none.
    ///
    /// # Errors
    /// A word that names no kind.
    pub(crate) fn pair_kinds(&self) -> Result<Vec<PairKind>> {
        match self.query.value("of") {
            None | Some("") => Ok(PairKind::ALL.to_vec()),
            Some(word) => PairKind::of_plural(word).map(|kind| vec![kind]).ok_or_else(|| {
                Error::usage(format!("no such kind of records: {word}")).hint("one of: claims, speakers, documents")
            }),
        }
    }

    /// Returns the number in the path; `what` is what the number identifies.
    ///
    /// # Errors
    /// The path has something else in that place.
    pub(crate) fn id(&self, what: &str) -> Result<i64> {
        let typed = self.path_param("id");
        typed.parse().map_err(|_| {
            Error::not_found(format!("no such {what}: {typed}")).hint(format!("a {what} is known by its number"))
        })
    }
}
