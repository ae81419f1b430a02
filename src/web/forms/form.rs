//! A form: its fields, and the action that it submits.

use serde_json::{Map, Value, json};

use crate::actions::{AnyAction, Definition, Outcome, Undo};
use crate::error::{Error, Flag, Result};
use crate::model::records::EditedRecord;
use crate::store::Store;
use crate::web::http::{HttpRequest, Query};

/// Name of the field with the newest entry of the history, when the form was shown, of what it changes.
pub(in crate::web) const SEEN: &str = "entry";
/// Name of the field with the claim to return to.
pub(in crate::web) const BACK: &str = "back";
/// The field with the claim to return to.
pub(super) const RETURN: FormField = FormField::line(BACK, "").of(InputKind::Hidden).to("");

/// A form, and the action that it submits.
pub(in crate::web) struct Form {
    /// The path that it is sent to and shown at. The same path under `/api` takes JSON.
    pub(in crate::web) path: &'static str,
    /// The heading.
    pub(in crate::web) heading: &'static str,
    /// The label of the button.
    pub(in crate::web) does: &'static str,
    /// The kind of action.
    pub(super) action: Definition,
    /// The argument of the action that is the number in the path; empty where there is none.
    pub(super) subject: &'static str,
    /// Arguments with a fixed value.
    pub(super) fixed: &'static [(&'static str, &'static str)],
    /// The fields.
    pub(in crate::web) fields: &'static [FormField],
    /// The page to show when the action is done.
    pub(super) destination: Destination,
    /// Returns the current values, for a form that corrects something. Unchanged fields are left out of the action.
    pub(super) current: Option<fn(&Store, i64) -> Result<CurrentValues>>,
    /// The path of the form to offer if the claim is in the book already.
    pub(super) alternative: Option<&'static str>,
}

/// The defaults of a form.
pub(super) const REST: Form = Form {
    path: "",
    heading: "",
    does: "",
    action: Definition::of::<Undo>(),
    subject: "",
    fixed: &[],
    fields: &[],
    destination: Destination::On("/history"),
    current: None,
    alternative: None,
};

impl Form {
    /// Returns a form with the same defaults.
    pub(super) const fn form(
        self,
        path: &'static str,
        heading: &'static str,
        does: &'static str,
        action: Definition,
        fields: &'static [FormField],
    ) -> Self {
        Self { path, heading, does, action, fields, ..self }
    }
}

/// An action that was submitted.
pub(in crate::web) struct Submission {
    pub(in crate::web) action: Box<dyn AnyAction>,
    /// The text that the action reads as standard input.
    pub(in crate::web) input: Option<String>,
    /// What the action changes, with the newest entry of its history when the form was shown.
    pub(in crate::web) seen: Option<(EditedRecord, i64)>,
}

/// Current values by the names of their fields.
pub(super) type CurrentValues = Vec<(&'static str, String)>;

/// The page to show when an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Always the same page.
    On(&'static str),
    /// The page of the row in the path; with the first part of its path.
    Same(&'static str),
    /// The page of the row that was added; with its kind and the first part of its path.
    Added(&'static str, &'static str),
    /// The quote in the text of the document.
    Quote,
    /// The claim that it was sent from, or else a page.
    Back(&'static str),
}

/// A field of a form.
#[derive(Clone, Copy)]
pub(in crate::web) struct FormField {
    /// The name in the form and in JSON.
    pub(in crate::web) name: &'static str,
    /// The label on the page.
    pub(in crate::web) label: &'static str,
    /// The hint under the field; may be empty.
    pub(in crate::web) hint: &'static str,
    /// The argument of the action that it sets; empty if it is for the page only.
    pub(super) argument: &'static str,
    /// The kind of input.
    pub(super) kind: InputKind,
    /// Whether a value is required.
    pub(in crate::web) required: bool,
    /// Whether it is shown under “More”.
    pub(super) more: bool,
}

/// The kind of input of a field.
#[derive(Clone, Copy)]
pub(super) enum InputKind {
    /// One line.
    Line,
    /// One line, with names of speakers offered.
    Speaker,
    /// One line, with titles of documents offered.
    Document,
    /// The number of a claim, with claims offered.
    Claim,
    /// Several lines.
    Text,
    /// A whole text, which the action reads as standard input.
    Long,
    /// One line in the filter language.
    Filter,
    /// A checkbox.
    Tick,
    /// One of some words, in named groups.
    Choice(fn() -> Vec<ChoiceGroup>),
    /// One of some words, one of which is always selected.
    Set(fn() -> Vec<ChoiceGroup>),
    /// A hidden field.
    Hidden,
}

/// The name of a group, and its words.
pub(super) type ChoiceGroup = (&'static str, Vec<&'static str>);

impl Form {
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
            add(&mut values, self.subject, request.id("number")?.into());
        }
        self.refuse_empty(typed, is_page)?;
        for (argument, value) in self.fixed {
            add(&mut values, argument, (*value).into());
        }
        let known = match self.current.filter(|_| is_page) {
            Some(current) => current(store, request.id("number")?)?,
            None => Vec::new(),
        };
        let mut input = None;
        for field in self.fields.iter().filter(|field| !field.argument.is_empty()) {
            let present = known.iter().find(|(name, _)| *name == field.name).map(|(_, value)| plain(value));
            for value in field.given(typed) {
                let is_long = matches!(field.kind, InputKind::Long);
                let asks_nothing = value.is_empty() && (self.current.is_none() || is_long);
                if asks_nothing || present.as_deref() == Some(value.as_str()) {
                    continue;
                }
                match field.kind {
                    InputKind::Filter => {
                        split_filter(&value).for_each(|word| add(&mut values, field.argument, word.into()));
                    }
                    InputKind::Long => {
                        add(&mut values, field.argument, "-".into());
                        input = Some(value);
                    }
                    _ => add(&mut values, field.argument, value.into()),
                }
            }
        }
        let action = (self.action.from_values)(values)?;
        Ok(Submission { action, input, seen: self.seen(request, typed, store)? })
    }

    fn refuse_empty(&self, typed: &Query, is_page: bool) -> Result<()> {
        let empty = self.empty(typed, is_page);
        let Some(first) = empty.first() else { return Ok(()) };
        let name = |field: &&FormField| format!("“{}”", if is_page { field.label } else { field.name });
        let names = empty.iter().map(name).collect::<Vec<_>>().join(" and ");
        let (are, hint) = match empty.len() {
            1 => ("is", first.hint_to_give()),
            _ => ("are", "write them, and send it again".to_string()),
        };
        Err(Error::usage(format!("{names} {are} empty")).hint(hint).about(first.argument))
    }

    /// Returns the required fields that are empty.
    pub(in crate::web) fn empty(&self, typed: &Query, is_page: bool) -> Vec<&'static FormField> {
        let lacks = |field: &&FormField| {
            let given = field.given(typed);
            let must = field.required && (is_page || self.current.is_none() || !given.is_empty());
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
        match self.destination {
            Destination::On(path) => to(path.to_string()),
            Destination::Same(part) => to(format!("/{part}/{id}")),
            Destination::Added(what, part) => {
                to(outcome.new_rows(what).next().map_or_else(|| format!("/{part}"), |id| format!("/{part}/{id}")))
            }
            Destination::Quote => {
                let added = outcome.new_rows("statement").next();
                let place = added.map_or_else(|| "text".to_string(), |id| format!("quote-statement-{id}"));
                (format!("/documents/{id}"), place)
            }
            Destination::Back(path) => {
                let claim = typed.value(BACK).and_then(|claim| claim.parse::<i64>().ok());
                to(claim.map_or_else(|| path.to_string(), |claim| format!("/claims/{claim}")))
            }
        }
    }

    /// Returns the JSON schema of its fields.
    pub(in crate::web) fn schema(&self) -> Value {
        let visible = self.fields.iter().filter(|field| !field.argument.is_empty());
        let mut properties: Map<_, _> =
            visible.map(|field| (field.name.to_string(), field.schema(&self.action))).collect();
        if self.watches() {
            let told = "The newest entry of the history that was seen of what this changes; where there is a newer one, \
                        nothing is done";
            properties.insert(SEEN.to_string(), json!({ "type": "integer", "description": told }));
        }
        let required = self.fields.iter().filter(|field| field.required && self.current.is_none());
        let required: Vec<_> = required.map(|field| field.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }

    /// Returns the command of its action, without arguments.
    pub(in crate::web) fn command(&self) -> String {
        format!("gainsay {}", self.action.command)
    }

    /// Whether a name is that of a field, or of the conflict check.
    pub(in crate::web) fn takes(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name) || (name == SEEN && self.watches())
    }
}

impl FormField {
    /// Whether its argument has this flag.
    pub(in crate::web) fn is(&self, flag: &Flag) -> bool {
        flag.name().strip_prefix("--").is_some_and(|flag| flag.replace('-', "_") == self.argument)
    }

    /// Returns its values, without the carriage returns that a browser adds; trimmed, except for whole texts.
    fn given(&self, typed: &Query) -> Vec<String> {
        let kept = |value: &str| {
            let value = value.replace("\r\n", "\n");
            if matches!(self.kind, InputKind::Long) { value } else { value.trim().to_string() }
        };
        typed.raw_values(self.name).map(kept).collect()
    }

    fn hint_to_give(&self) -> String {
        if self.hint.is_empty() { "write it, and send it again".to_string() } else { self.hint.to_string() }
    }

    /// Returns its JSON schema: the type and the help of its argument.
    fn schema(&self, action: &Definition) -> Value {
        let (is_switch, help) = action.argument(self.argument).unwrap_or_default();
        let mut schema = match &self.choices()[..] {
            [] if is_switch => json!({ "type": "boolean" }),
            [] => json!({ "type": ["string", "number"] }),
            choices => json!({ "type": "string", "enum": choices }),
        };
        schema["description"] = if self.argument == self.name { help } else { self.label.to_string() }.into();
        schema
    }

    /// Returns the words of a choice; empty for other kinds.
    pub(in crate::web) fn choices(&self) -> Vec<&'static str> {
        match self.kind {
            InputKind::Choice(groups) | InputKind::Set(groups) => {
                groups().into_iter().flat_map(|(_, words)| words).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Returns a text as a browser sends it back.
pub(super) fn plain(text: &str) -> String {
    let shown = crate::output::html::shown(text);
    shown.replace("\r\n", "\n").trim().to_string()
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
