//! A form: its fields, and the action that it submits.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

use super::form_field::{FormField, InputKind, plain};
use crate::actions::{
    ACTIONS, AcceptSuggestions, AnyAction, Definition, LoadDemo, Outcome, Redo, RunBatch, SetPassword, Undo,
};
use crate::error::{Error, Result};
use crate::model::Right;
use crate::model::records::{EditedRecord, Record as _};
use crate::store::Store;
use crate::web::http::{HttpRequest, Query};

/// Name of the field with the newest entry of the history, when the form was shown, of what it changes.
pub(super) const ENTRY: &str = "entry";
/// Name of the field with the query of the list to return to.
pub(in crate::web) const LIST: &str = "list";
/// Name of the field with the claim, or the path of the page, to return to.
const BACK: &str = "back";

/// A form, and the action that it submits, as `forms.json` declares it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Form {
    /// The path that it is sent to and shown at. The same path under `/api` takes JSON.
    pub(in crate::web) path: String,
    /// The heading.
    pub(in crate::web) heading: String,
    /// The label of the button.
    pub(in crate::web) button: String,
    /// The kind of action, by its command.
    #[serde(deserialize_with = "action")]
    action: Definition,
    /// The argument of the action that is the number in the path; empty where there is none.
    #[serde(default)]
    subject: String,
    /// Arguments with a fixed value.
    #[serde(default)]
    fixed: Vec<(String, String)>,
    /// The fields.
    #[serde(default)]
    pub(in crate::web) fields: Vec<FormField>,
    /// The page to show when the action is done.
    next: Destination,
    /// Whether it corrects something. Unchanged fields are left out of the action.
    #[serde(default)]
    pub(super) corrects: bool,
    /// Whether empty fields are sent too: they say that there is nothing.
    #[serde(default)]
    empties: bool,
    /// The path of the form to offer if the claim is in the book already.
    pub(super) alternative: Option<String>,
}

/// The page to show when an action is done.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Destination {
    /// Always the same page.
    Page(String),
    /// The page of the row in the path, or the list that it was sent from; with the first part of the path of both.
    Same(String),
    /// The page of the row that was added; with its kind and the first part of its path.
    Added(String, String),
    /// The quote in the text of the document.
    Quote,
    /// The claim or page that it was sent from, or else a page.
    Back(String),
    /// The list of claims that it was sent from.
    List,
}

/// Whether a text is the path of a page of the book, not the address of another site.
fn is_own_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// Reads the kind of action that a command names.
fn action<'d, D: Deserializer<'d>>(command: D) -> Result<Definition, D::Error> {
    let command = String::deserialize(command)?;
    let others = [
        Definition::of::<RunBatch>(),
        Definition::of::<AcceptSuggestions>(),
        Definition::of::<Undo>(),
        Definition::of::<Redo>(),
        Definition::of::<LoadDemo>(),
        Definition::of::<SetPassword>(),
    ];
    let found = ACTIONS.iter().chain(&others).find(|known| known.command == command);
    found.copied().ok_or_else(|| serde::de::Error::custom(format!("no action {command}")))
}

/// An action that was submitted.
pub(in crate::web) struct Submission {
    /// The action.
    pub(in crate::web) action: Box<dyn AnyAction>,
    /// The text that the action reads as standard input.
    pub(in crate::web) input: Option<String>,
    /// What the action changes, with the newest entry of its history when the form was shown.
    pub(in crate::web) known_entry: Option<(EditedRecord, i64)>,
}

impl Form {
    /// Sets what is not declared of the fields.
    pub(super) fn complete(mut self) -> Self {
        self.fields.iter_mut().for_each(|field| field.infer_input(&self.action));
        self
    }

    /// Reads the action from the values of the form.
    ///
    /// # Errors
    /// A required value is missing, or a field cannot have its value.
    pub(in crate::web) fn submission(
        &self,
        request: &HttpRequest,
        typed: &Query,
        store: &Store,
        is_page: bool,
    ) -> Result<Submission> {
        let mut values = Map::new();
        if !self.subject.is_empty() {
            add(&mut values, &self.subject, request.id("number")?.into());
        }
        self.refuse_empty(typed, is_page)?;
        for (argument, value) in &self.fixed {
            add(&mut values, argument, value.as_str().into());
        }
        let row = if is_page { self.current(request.id("number").unwrap_or_default(), store)? } else { Value::Null };
        let mut input = None;
        for field in self.fields.iter().filter(|field| !field.argument().is_empty()) {
            let current = field.current(&row).map(|value| plain(&value));
            let given = match field.input {
                InputKind::Claim if is_page => field.chosen_claims(typed, store)?,
                _ => field.given(typed),
            };
            for value in given {
                let is_long = field.input == InputKind::Long;
                let asks_nothing = value.is_empty() && (!(self.corrects || self.empties) || is_long);
                if asks_nothing || current.as_deref() == Some(value.as_str()) {
                    continue;
                }
                match field.input {
                    InputKind::Filter => {
                        split_filter(&value).for_each(|word| add(&mut values, field.argument(), word.into()));
                    }
                    InputKind::Long => {
                        add(&mut values, field.argument(), "-".into());
                        input = Some(value);
                    }
                    _ => add(&mut values, field.argument(), value.into()),
                }
            }
        }
        let action = (self.action.from_values)(values)?;
        Ok(Submission { action, input, known_entry: self.known_entry(request, typed, store)? })
    }

    /// Whether it undoes an entry of the history.
    pub(super) fn undoes(&self) -> bool {
        self.action.command == "undo"
    }

    /// Returns the entry of the history that it undoes; none where that is the last one.
    pub(super) fn undone_entry(&self, request: &HttpRequest, typed: &Query) -> Option<i64> {
        if self.subject.is_empty() {
            typed.value("number").and_then(|number| number.parse().ok())
        } else {
            request.id("entry").ok()
        }
    }

    /// Returns the row that it corrects, as JSON; null for a form that corrects none.
    pub(super) fn current(&self, id: i64, store: &Store) -> Result<Value> {
        Ok(match self.path.split('/').nth(1).filter(|_| self.corrects) {
            Some("claims") => store.claim(id)?.json(),
            Some("statements") => store.statement(id)?.json(),
            Some("documents") => store.document(id)?.json(),
            Some("requests") => store.request(id, None)?.json(),
            Some("corrections") => store.correction(id)?.json(),
            Some("speakers") => store.speaker_by_id(id)?.json(),
            Some("members") => store.member(id)?.map_or(Value::Null, |member| member.json()),
            _ => Value::Null,
        })
    }

    fn refuse_empty(&self, typed: &Query, is_page: bool) -> Result<()> {
        let empty = self.empty(typed, is_page);
        let Some(first) = empty.first() else { return Ok(()) };
        let name = |field: &&FormField| format!("“{}”", if is_page { &field.label } else { &field.name });
        let names = empty.iter().map(name).collect::<Vec<_>>().join(" and ");
        let (are, hint) = match empty.len() {
            1 => ("is", first.hint_to_give()),
            _ => ("are", "write them, and send it again".to_string()),
        };
        Err(Error::usage(format!("{names} {are} empty")).hint(hint).about(first.argument()))
    }

    /// Returns the required fields that are empty.
    pub(in crate::web) fn empty(&self, typed: &Query, is_page: bool) -> Vec<&FormField> {
        let lacks = |field: &&FormField| {
            let given = [field.given(typed), typed.values(&field.offer_name())].concat();
            let must = field.required && (is_page || !self.corrects || !given.is_empty());
            must && given.iter().all(|value| value.trim().is_empty())
        };
        self.fields.iter().filter(lacks).collect()
    }

    /// Returns the prefix of its HTML ids.
    pub(in crate::web) fn id(&self) -> String {
        self.path.replace("/{id}", "").trim_matches('/').replace('/', "-")
    }

    /// Returns the HTML id of a field.
    pub(in crate::web) fn id_of(&self, field: &FormField) -> String {
        format!("{}-{}", self.id(), field.name)
    }

    /// Returns the address that shows it, open.
    pub(in crate::web) fn address(&self, id: i64) -> String {
        format!("{}#{}", self.path.replace("{id}", &id.to_string()), self.id())
    }

    /// Returns the path of the page to show when the action is done, and a fragment; the fragment may be empty.
    pub(in crate::web) fn destination(
        &self,
        request: &HttpRequest,
        typed: &Query,
        outcome: &Outcome,
    ) -> (String, String) {
        let id = request.id("number").unwrap_or_default();
        let to = |path: String| (path, String::new());
        match &self.next {
            Destination::Page(path) => to(path.replace("{id}", &id.to_string())),
            Destination::Same(part) => to(match typed.raw_value(LIST) {
                Some(list) => Query::parse(list).url(&format!("/{part}")),
                None => format!("/{part}/{id}"),
            }),
            Destination::Added(what, part) => {
                to(outcome.new_rows(what).next().map_or_else(|| format!("/{part}"), |id| format!("/{part}/{id}")))
            }
            Destination::Quote => {
                let added = outcome.new_rows("statement").next();
                let place = added.map_or_else(|| "text".to_string(), |id| format!("quote-statement-{id}"));
                (format!("/documents/{id}"), place)
            }
            Destination::List => to(Query::parse(typed.value(LIST).unwrap_or_default()).url("/")),
            Destination::Back(path) => {
                let back = typed.value(BACK).unwrap_or_default();
                to(match back.parse::<i64>() {
                    Ok(claim) => format!("/claims/{claim}"),
                    Err(_) if is_own_path(back) => back.to_string(),
                    Err(_) => path.clone(),
                })
            }
        }
    }

    /// Returns the JSON schema of its fields.
    pub(in crate::web) fn schema(&self) -> Value {
        let visible = self.fields.iter().filter(|field| !field.argument().is_empty());
        let mut properties: Map<_, _> = visible.map(|field| (field.name.clone(), field.schema(&self.action))).collect();
        if self.watches() {
            let description = "The newest entry of the history of what this changes that was seen; if there is a newer one, \
                        nothing is done";
            properties.insert(ENTRY.to_string(), json!({ "type": "integer", "description": description }));
        }
        let required = self.fields.iter().filter(|field| field.required && !self.corrects);
        let required: Vec<_> = required.map(|field| &field.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }

    /// Returns the right that its action needs.
    pub(in crate::web) fn needs(&self) -> Right {
        self.action.needs
    }

    /// Returns the command of its action, without arguments.
    pub(in crate::web) fn command(&self) -> String {
        format!("gainsay {}", self.action.command)
    }

    /// Whether a name is that of a field, or of the conflict check.
    pub(in crate::web) fn takes(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name) || (name == ENTRY && self.watches())
    }
}

/// Adds a value to an argument.
fn add(values: &mut Map<String, Value>, argument: &str, value: Value) {
    match values.get_mut(argument) {
        None => _ = values.insert(argument.to_string(), value),
        Some(Value::Array(values)) => values.push(value),
        Some(known) => *known = json!([known.take(), value]),
    }
}

/// Splits a filter at white space outside quotation marks.
fn split_filter(filter: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let words = filter.split(move |letter: char| {
        quoted ^= letter == '"';
        letter.is_whitespace() && !quoted
    });
    words.filter(|word| !word.is_empty())
}
