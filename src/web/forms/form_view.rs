//! A form as a page shows it: with the values that were sent, or the current ones.

use super::choices::ChoiceGroup;
use super::claim_field::same;
use super::form::{ENTRY, Form};
use super::form_field::{FormField, InputKind, plain};
use super::forms_file::at;
use crate::error::Result;
use crate::model::Stance;
use crate::store::Store;
use crate::web::http::{FormError, HttpRequest, Query, SubmittedForm};
use crate::web::lookup::number;

/// Maximum number of names that are offered.
const NAMES: u64 = 200;

/// The newest names, offered for completion.
pub(crate) struct Names {
    /// Names of speakers.
    pub(crate) speakers: Vec<String>,
    /// Names of members of the desk.
    pub(crate) members: Vec<String>,
    /// Titles of documents.
    pub(crate) documents: Vec<String>,
}

impl Names {
    /// Reads them from the book.
    ///
    /// # Errors
    /// Errors of the book.
    pub(crate) fn of(store: &Store) -> Result<Self> {
        let members = store.members()?.into_iter().map(|member| member.name).collect();
        Ok(Self { speakers: store.newest_names(NAMES)?, members, documents: store.newest_titles(NAMES)? })
    }
}

/// A form as a page shows it.
pub(crate) struct FormView {
    /// The prefix of the HTML ids of its fields.
    pub(crate) id: String,
    /// The path that it is sent to.
    pub(crate) action: String,
    /// What the address keeps of the list that one came from; may be empty.
    pub(crate) list: String,
    /// Its heading.
    pub(crate) heading: &'static str,
    /// The label of its button.
    pub(crate) button: &'static str,
    /// Whether it corrects something that is recorded.
    pub(crate) corrects: bool,
    /// Whether it is open: it was requested, or sent and refused.
    pub(crate) open: bool,
    /// The fields.
    pub(crate) fields: Vec<FieldView>,
    /// The fields under “More”.
    pub(crate) more: Vec<FieldView>,
    /// Names and values of the hidden fields.
    pub(crate) hidden: Vec<(&'static str, String)>,
}

impl FormView {
    /// Whether it takes away what is recorded; its button is quieter than one that records.
    pub(crate) fn removes(&self) -> bool {
        self.action.ends_with("/remove")
    }
}

/// A field as a page shows it.
pub(crate) struct FieldView {
    /// Its HTML id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its label.
    pub(crate) label: &'static str,
    /// The hint below the label; may be empty.
    pub(crate) hint: &'static str,
    /// Whether a value is required.
    pub(crate) required: bool,
    /// `line`, `text`, `long`, `tick` or `choice`.
    pub(crate) kind: &'static str,
    /// The id of the list of names that are offered; empty for none.
    pub(crate) list: &'static str,
    /// The value.
    pub(crate) value: String,
    /// The claim whose words are the value, in a field in which a claim is chosen: name and value of the hidden field.
    pub(crate) chosen: Option<(String, String)>,
    /// What is offered while somebody types: `claims`, `speakers` or `documents`; empty for nothing.
    pub(crate) completes: &'static str,
    /// The options: groups of words, each with whether it is selected.
    pub(crate) groups: Vec<(&'static str, Vec<(&'static str, bool)>)>,
    /// The error message.
    pub(crate) wrong: Option<String>,
    /// The current value, if somebody else has changed it meanwhile.
    pub(crate) now: Option<String>,
}

impl FormView {
    /// Returns the form that was opened or refused on a page without a row of its own.
    ///
    /// # Errors
    /// Errors of the book.
    pub(crate) fn submitted(request: &HttpRequest, store: &Store) -> Result<Option<Self>> {
        let Some(tried) = &request.submitted else { return Ok(None) };
        let id = request.id("number")?;
        Self::of(&tried.action.replace(&format!("/{id}/"), "/{id}/"), id, request, store, None).map(Some)
    }

    /// Returns the form of a path for a row. `entry` is the newest entry of the history of the claim that it is about.
    ///
    /// # Errors
    /// Errors of the book.
    pub(crate) fn of(path: &str, id: i64, request: &HttpRequest, store: &Store, entry: Option<i64>) -> Result<Self> {
        let Some(form) = at(path) else {
            return Err(crate::error::Error::not_found(format!("no such form: {path}")).hint("the claims are on /"));
        };
        let action = path.replace("{id}", &id.to_string());
        let tried = request.submitted.as_ref().filter(|tried| tried.action == action);
        let row = form.current(id, store)?;
        let entry = if form.is_about_a_claim() { entry } else { form.newest(id, store)? };
        let mut shown = Self {
            id: form.id(),
            action,
            list: if form.is_about_a_claim() { of_list(&request.query).url("") } else { String::new() },
            heading: &form.heading,
            button: &form.button,
            corrects: form.corrects,
            open: tried.is_some(),
            fields: Vec::new(),
            more: Vec::new(),
            hidden: entry.map(|entry| (ENTRY, entry.to_string())).into_iter().collect(),
        };
        if form.alternative.is_some() {
            // So that it can be sent as a statement as well.
            shown.hidden.push(("stance", Stance::Asserts.to_string()));
        }
        for field in &form.fields {
            shown.add(form, field, tried, (&field.current(&row).unwrap_or_default(), store));
        }
        Ok(shown)
    }

    fn add(
        &mut self,
        form: &Form,
        field: &'static FormField,
        tried: Option<&SubmittedForm>,
        (known, store): (&str, &Store),
    ) {
        let refused = tried.and_then(|tried| tried.error.as_ref());
        let typed = tried.and_then(|tried| tried.values.raw_value(&field.name));
        let value = typed.unwrap_or(if refused.is_some() { "" } else { known }).to_string();
        let now = refused.is_some_and(|refused| refused.is_conflict) && plain(known) != plain(&value);
        if field.input == InputKind::Hidden {
            self.hidden.push((&field.name, value));
            return;
        }
        let message = |wrong: &FormError| match &wrong.empty_fields[..] {
            [] => (wrong.field == field.name && !wrong.is_conflict).then(|| wrong.message.plain()),
            empty => {
                empty.iter().find(|(name, ..)| *name == field.name).map(|(_, label, _)| format!("“{label}” is empty"))
            }
        };
        let (value, chosen) = match field.input {
            InputKind::Claim => shown_claim(field, value, tried, store),
            _ => (value, None),
        };
        let shown = FieldView {
            id: form.id_of(field),
            name: &field.name,
            label: &field.label,
            hint: &field.hint,
            required: field.required,
            kind: match field.input {
                InputKind::Text => "text",
                InputKind::Long => "long",
                InputKind::Tick => "tick",
                InputKind::Choice | InputKind::Set => "choice",
                _ => "line",
            },
            list: match field.input {
                InputKind::Speaker => "known-speakers",
                InputKind::Document => "known-documents",
                InputKind::Member => "known-members",
                InputKind::Claim => "known-claims",
                _ => "",
            },
            groups: choice_groups(field.choices(), &value, field.required && field.input == InputKind::Choice),
            value,
            chosen,
            completes: match field.input {
                InputKind::Claim => "claims",
                InputKind::Speaker => "speakers",
                InputKind::Document => "documents",
                _ => "",
            },
            wrong: refused.and_then(message),
            now: (now && field.input != InputKind::Long).then(|| known.to_string()),
        };
        if field.more { self.more.push(shown) } else { self.fields.push(shown) }
    }

    /// Sets a hidden field, and fills another one that is empty.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        for (known, old) in &mut self.hidden {
            if *known == name {
                *old = value.to_string();
            }
        }
        for field in self.fields.iter_mut().filter(|field| field.name == name && field.value.is_empty()) {
            field.value = value.to_string();
            for (_, words) in &mut field.groups {
                words.iter_mut().for_each(|(word, chosen)| *chosen = *word == value);
            }
        }
        self
    }

    /// Whether “More” is open: a field in it has a value or an error.
    pub(crate) fn more_is_open(&self) -> bool {
        self.open
            && self.more.iter().any(|field| !field.value.is_empty() || field.wrong.is_some() || field.now.is_some())
    }
}

/// Returns what a field in which a claim is chosen shows: the words of the claim, and the hidden field with its number.
fn shown_claim(
    field: &FormField,
    value: String,
    tried: Option<&SubmittedForm>,
    store: &Store,
) -> (String, Option<(String, String)>) {
    let name = field.chosen_name();
    let sent = tried.and_then(|tried| tried.values.value(&name)).and_then(number);
    let offered = tried.and_then(|tried| tried.values.value(&field.offer_name())).and_then(number);
    let words = sent.filter(|id| store.claim_text(*id).is_ok_and(|text| same(&text, &value)));
    match offered.or(words).or_else(|| number(&value)).and_then(|id| Some((id, store.claim_text(id).ok()?))) {
        Some((id, text)) => (text, Some((name, id.to_string()))),
        None => (value, Some((name, String::new()))),
    }
}

fn choice_groups(groups: Vec<ChoiceGroup>, value: &str, asks: bool) -> Vec<(&'static str, Vec<(&'static str, bool)>)> {
    let blank = asks.then(|| ("", vec![("", value.is_empty())]));
    let words =
        groups.into_iter().map(|(name, words)| (name, words.into_iter().map(|word| (word, word == value)).collect()));
    blank.into_iter().chain(words).collect()
}

/// Returns the values of an address that say which list one came from.
pub(crate) fn of_list(query: &Query) -> Query {
    let mut kept = Query::default();
    for name in ["in", "n"] {
        if let Some(value) = query.value(name) {
            kept.push(name, value);
        }
    }
    kept
}

impl FieldView {
    /// Returns the ids of its hint and error, for `aria-describedby`.
    pub(crate) fn described(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("hint-{}", self.id) };
        let wrong = if self.wrong.is_some() { format!("error-{}", self.id) } else { String::new() };
        format!("{hint} {wrong}").trim().to_string()
    }

    /// Returns a word with spaces: `declines to deny`.
    pub(crate) fn read(word: &str) -> String {
        if word.is_empty() { "–".to_string() } else { word.replace('-', " ") }
    }
}
