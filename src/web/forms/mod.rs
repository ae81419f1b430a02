//! The forms: what each asks for and which action it gives. From one table come the form that a page shows, the reading of
//! what was sent, and the description of the API.

mod claims;
mod conflict;
mod fields;
mod others;
mod refused;
mod shown;
mod statements;
pub(super) mod submit;

use serde_json::{Map, Value, json};

use crate::actions::{AnyAction, Definition, Outcome, Undo};
use crate::error::{Error, Flag, Result};
use crate::model::records::EditedRecord;
use crate::store::Store;
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;

pub(super) use shown::{Names, Shown, ShownField};

/// Every form.
pub(super) fn all() -> impl Iterator<Item = &'static Form> {
    claims::FORMS.iter().chain(statements::FORMS).chain(others::FORMS)
}

/// The form of a path.
pub(super) fn at(path: &str) -> Option<&'static Form> {
    all().find(|form| form.path == path)
}

/// The name of the field that holds the newest entry of the history of what is changed, when the form was shown.
pub(super) const SEEN: &str = "entry";
/// The name of the field that says to which claim to go back.
pub(super) const BACK: &str = "back";
/// That field.
const RETURN: Field = Field::line(BACK, "").of(Kind::Hidden).to("");

/// A form.
pub(super) struct Form {
    /// The path it is sent to; it is shown there too. The same under `/api` takes JSON.
    pub(super) path: &'static str,
    /// What it is for.
    pub(super) heading: &'static str,
    /// What its button says.
    pub(super) does: &'static str,
    /// The action that it asks for.
    action: Definition,
    /// The argument of the action that is the number in the path; empty where there is none.
    subject: &'static str,
    /// Arguments whose values are always the same.
    fixed: &'static [(&'static str, &'static str)],
    /// What it asks for.
    pub(super) fields: &'static [Field],
    /// Where to go when it is done.
    lands: Lands,
    /// What there is to be edited, by the names of the fields; a field that is left as it is gives no word.
    edits: Option<fn(&Store, i64) -> Result<Present>>,
    /// The form that takes what was typed where it turns out to be about a claim of the book.
    instead: Option<&'static str>,
}

/// What is the same in most forms.
const REST: Form = Form {
    path: "",
    heading: "",
    does: "",
    action: Definition::of::<Undo>(),
    subject: "",
    fixed: &[],
    fields: &[],
    lands: Lands::On("/history"),
    edits: None,
    instead: None,
};

impl Form {
    /// Another form of the same kind.
    const fn form(
        self,
        path: &'static str,
        heading: &'static str,
        does: &'static str,
        action: Definition,
        fields: &'static [Field],
    ) -> Self {
        Self { path, heading, does, action, fields, ..self }
    }
}

/// An action that was sent, and what comes with it.
pub(super) struct Submission {
    pub(super) action: Box<dyn AnyAction>,
    /// What the action reads as standard input.
    pub(super) input: Option<String>,
    /// What it changes, with the newest entry of its history that was seen.
    pub(super) seen: Option<(EditedRecord, i64)>,
}

/// What there is, by the names of the fields.
type Present = Vec<(&'static str, String)>;

/// Where to go when something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lands {
    /// To a page whatever was done.
    On(&'static str),
    /// To what the path is about: a part of the book, and the number of the path.
    Same(&'static str),
    /// To what was added, or else to the part of the book: what, and the part.
    Added(&'static str, &'static str),
    /// To the quote in the text of the document.
    Quote,
    /// To the claim that it was sent from, or else to a page.
    Back(&'static str),
}

/// Something that a form asks for.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// Its name in what is sent.
    pub(super) name: &'static str,
    /// What it is called on the page.
    pub(super) label: &'static str,
    /// What may help.
    pub(super) hint: &'static str,
    /// The argument of the action that it gives; empty where it is for the page only.
    argument: &'static str,
    /// How it is asked for.
    kind: Kind,
    /// Whether it must be given.
    pub(super) required: bool,
    /// Whether it stands with the rest that is seldom needed.
    more: bool,
}

/// How something is asked for.
#[derive(Clone, Copy)]
enum Kind {
    /// A line.
    Line,
    /// A line, with the names of speakers offered.
    Speaker,
    /// A line, with the titles of documents offered.
    Document,
    /// A number, with the claims of the book offered.
    Claim,
    /// Several lines.
    Text,
    /// A whole text, which the action reads as standard input.
    Long,
    /// A line in the filter language.
    Filter,
    /// A tick.
    Tick,
    /// One of some words, in groups with a name.
    Choice(fn() -> Vec<Group>),
    /// One of some words, of which one holds already.
    Set(fn() -> Vec<Group>),
    /// Nothing that is shown.
    Hidden,
}

/// Words to choose from, under a name.
type Group = (&'static str, Vec<&'static str>);

impl Form {
    /// What is sent, as an action.
    ///
    /// # Errors
    /// Something that must be given and is not; a value that its field cannot have.
    pub(super) fn submission(
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
        let known = match self.edits.filter(|_| is_page) {
            Some(edits) => edits(store, request.id("number")?)?,
            None => Vec::new(),
        };
        let mut input = None;
        for field in self.fields.iter().filter(|field| !field.argument.is_empty()) {
            let present = known.iter().find(|(name, _)| *name == field.name).map(|(_, value)| plain(value));
            for value in field.given(typed) {
                let is_long = matches!(field.kind, Kind::Long);
                let asks_nothing = value.is_empty() && (self.edits.is_none() || is_long);
                if asks_nothing || present.as_deref() == Some(value.as_str()) {
                    continue;
                }
                match field.kind {
                    Kind::Filter => {
                        split_filter(&value).for_each(|word| add(&mut values, field.argument, word.into()));
                    }
                    Kind::Long => {
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
        let name = |field: &&Field| format!("“{}”", if is_page { field.label } else { field.name });
        let names = empty.iter().map(name).collect::<Vec<_>>().join(" and ");
        let (are, hint) = match empty.len() {
            1 => ("is", first.hint_to_give()),
            _ => ("are", "write them, and send it again".to_string()),
        };
        Err(Error::usage(format!("{names} {are} empty")).hint(hint).about(first.argument))
    }

    /// The fields that must be given and are not.
    pub(super) fn empty(&self, typed: &Query, is_page: bool) -> Vec<&'static Field> {
        let lacks = |field: &&Field| {
            let given = field.given(typed);
            let must = field.required && (is_page || self.edits.is_none() || !given.is_empty());
            must && given.iter().all(|value| value.trim().is_empty())
        };
        self.fields.iter().filter(lacks).collect()
    }

    /// What its ids begin with.
    pub(super) fn id(&self) -> String {
        self.path.replace("/{id}", "").trim_matches('/').replace('/', "-")
    }

    /// The id of a field on the page.
    pub(super) fn id_of(&self, field: &Field) -> String {
        format!("{}-{}", self.id(), field.name)
    }

    /// Where it is shown, open and in sight.
    pub(super) fn address(&self, id: i64) -> String {
        format!("{}#{}", self.path.replace("{id}", &id.to_string()), self.id())
    }

    /// Where to go when it is done: the path, and a place on that page.
    pub(super) fn lands(&self, request: &HttpRequest, typed: &Query, outcome: &Outcome) -> (String, String) {
        let id = request.id("number").unwrap_or_default();
        let to = |path: String| (path, String::new());
        match self.lands {
            Lands::On(path) => to(path.to_string()),
            Lands::Same(part) => to(format!("/{part}/{id}")),
            Lands::Added(what, part) => {
                to(outcome.new_rows(what).next().map_or_else(|| format!("/{part}"), |id| format!("/{part}/{id}")))
            }
            Lands::Quote => {
                let added = outcome.new_rows("statement").next();
                let place = added.map_or_else(|| "text".to_string(), |id| format!("quote-statement-{id}"));
                (format!("/documents/{id}"), place)
            }
            Lands::Back(path) => {
                let claim = typed.value(BACK).and_then(|claim| claim.parse::<i64>().ok());
                to(claim.map_or_else(|| path.to_string(), |claim| format!("/claims/{claim}")))
            }
        }
    }

    /// What the API takes: the fields as JSON.
    pub(super) fn schema(&self) -> Value {
        let visible = self.fields.iter().filter(|field| !field.argument.is_empty());
        let mut properties: Map<_, _> =
            visible.map(|field| (field.name.to_string(), field.schema(&self.action))).collect();
        if self.watches() {
            let told = "The newest entry of the history that was seen of what this changes; where there is a newer one, \
                        nothing is done";
            properties.insert(SEEN.to_string(), json!({ "type": "integer", "description": told }));
        }
        let required = self.fields.iter().filter(|field| field.required && self.edits.is_none());
        let required: Vec<_> = required.map(|field| field.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }

    /// The command of its action, without arguments.
    pub(super) fn command(&self) -> String {
        format!("gainsay {}", self.action.command)
    }

    /// The names that it takes, beside those of its fields.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name) || (name == SEEN && self.watches())
    }
}

impl Field {
    /// Whether its argument has this flag.
    pub(super) fn is(&self, flag: &Flag) -> bool {
        flag.name().strip_prefix("--").is_some_and(|flag| flag.replace('-', "_") == self.argument)
    }

    /// What was given, as it is kept, without what a browser adds; several values where it was given several times.
    fn given(&self, typed: &Query) -> Vec<String> {
        let kept = |value: &str| {
            let value = value.replace("\r\n", "\n");
            if matches!(self.kind, Kind::Long) { value } else { value.trim().to_string() }
        };
        typed.raw_values(self.name).map(kept).collect()
    }

    fn hint_to_give(&self) -> String {
        if self.hint.is_empty() { "write it, and send it again".to_string() } else { self.hint.to_string() }
    }

    /// What it is in JSON: the type and the help of its argument.
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

    /// The words that can be chosen, if it is a choice.
    pub(super) fn choices(&self) -> Vec<&'static str> {
        match self.kind {
            Kind::Choice(groups) | Kind::Set(groups) => groups().into_iter().flat_map(|(_, words)| words).collect(),
            _ => Vec::new(),
        }
    }
}

/// A text as a page shows it, and a browser sends it back.
fn plain(text: &str) -> String {
    let shown = crate::output::html::shown(text);
    shown.replace("\r\n", "\n").trim().to_string()
}

/// Adds a value to those of an argument.
fn add(values: &mut Map<String, Value>, argument: &str, value: Value) {
    match values.get_mut(argument) {
        None => _ = values.insert(argument.to_string(), value),
        Some(Value::Array(values)) => values.push(value),
        Some(known) => *known = json!([known.take(), value]),
    }
}

/// The words of a filter: split at white space that is not in quotation marks.
fn split_filter(filter: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let words = filter.split(move |letter: char| {
        quoted ^= letter == '"';
        letter.is_whitespace() && !quoted
    });
    words.filter(|word| !word.is_empty())
}
