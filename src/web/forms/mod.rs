//! The forms: what each asks for and which command it gives. From one table come the form that a page shows, the reading of
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

use crate::error::{Error, Flag, Result};
use crate::store::Store;
use crate::web::desk::Order;
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
const RETURN: Field = Field::tick(BACK, "", "").of(Kind::Hidden).going(Goes::Nowhere);

/// A form.
pub(super) struct Form {
    /// The path it is sent to; it is shown there too. The same under `/api` takes JSON.
    pub(super) path: &'static str,
    /// What it is for.
    pub(super) heading: &'static str,
    /// What its button says.
    pub(super) does: &'static str,
    /// The words that the command begins with.
    command: &'static [&'static str],
    /// What of the path the command is about.
    subject: Subject,
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
    command: &[],
    subject: Subject::Nothing,
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
        command: &'static [&'static str],
        fields: &'static [Field],
    ) -> Self {
        Self { path, heading, does, command, fields, ..self }
    }
}

/// What there is, by the names of the fields.
type Present = Vec<(&'static str, String)>;

/// How the number in the path goes into the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    /// There is none.
    Nothing,
    /// As the first word that is no flag.
    First,
    /// As the value of a flag.
    Flag(&'static str),
}

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
    /// How it goes into the command.
    goes: Goes,
    /// How it is asked for.
    kind: Kind,
    /// Whether it must be given.
    pub(super) required: bool,
    /// Whether it stands with the rest that is seldom needed.
    more: bool,
}

/// How what was given goes into the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goes {
    /// As the value of a flag.
    Flag(&'static str),
    /// As a flag without a value, where it is ticked.
    Switch(&'static str),
    /// As a flag of that name: one of the choices.
    Named,
    /// As a word that is no flag.
    Word,
    /// As several such words.
    Words,
    /// In place of standard input.
    Input,
    /// Not at all: it is for the page.
    Nowhere,
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
    /// A whole text.
    Long,
    /// A tick.
    Tick,
    /// One of some words, in groups with a name.
    Choice(fn() -> Vec<Group>),
    /// Nothing that is shown.
    Hidden,
}

/// Words to choose from, under a name.
type Group = (&'static str, Vec<&'static str>);

impl Form {
    /// What is sent, as a command.
    ///
    /// # Errors
    /// Something that must be given and is not, or is none of the choices.
    pub(super) fn order(&self, request: &HttpRequest, typed: &Query, store: &Store, is_page: bool) -> Result<Order> {
        let mut order =
            Order { words: self.command.iter().map(ToString::to_string).collect(), asks: is_page, ..Order::default() };
        let mut words = Vec::new();
        match self.subject {
            Subject::Nothing => {}
            Subject::First => words.push(request.id("number")?.to_string()),
            Subject::Flag(flag) => order.words.push(format!("{flag}={}", request.id("number")?)),
        }
        let empty = self.empty(typed, is_page);
        if let [first, ..] = empty[..] {
            let name = |field: &&Field| format!("“{}”", if is_page { field.label } else { field.name });
            let names = empty.iter().map(name).collect::<Vec<_>>().join(" and ");
            let (are, hint) = match empty.len() {
                1 => ("is", first.hint_to_give()),
                _ => ("are", "write them, and send it again".to_string()),
            };
            return Err(Error::usage(format!("{names} {are} empty")).hint(hint));
        }
        let known = match self.edits.filter(|_| is_page) {
            Some(edits) => edits(store, request.id("number")?)?,
            None => Vec::new(),
        };
        for field in self.fields {
            let present = known.iter().find(|(name, _)| *name == field.name).map(|(_, value)| plain(value));
            let given = field.given(typed);
            for value in given {
                let asks_nothing = value.is_empty() && (self.edits.is_none() || field.goes == Goes::Input);
                if !asks_nothing && present.as_deref() != Some(value.as_str()) {
                    field.put(&value, &mut order, &mut words)?;
                }
            }
        }
        if !words.is_empty() {
            order.words.push("--".to_string());
            order.words.extend(words);
        }
        order.seen = self.seen(request, typed, store)?;
        Ok(order)
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

    /// Where to go when it is done; what was done, as programs read it.
    pub(super) fn lands(&self, request: &HttpRequest, typed: &Query, done: &Value) -> (String, String) {
        let id = request.id("number").unwrap_or_default();
        let added = |what: &str| {
            let rows = done["done"].as_array().into_iter().flatten();
            rows.filter(|row| row["what"] == what).find_map(|row| row["id"].as_i64())
        };
        let to = |path: String| (path, String::new());
        match self.lands {
            Lands::On(path) => to(path.to_string()),
            Lands::Same(part) => to(format!("/{part}/{id}")),
            Lands::Added(what, part) => {
                to(added(what).map_or_else(|| format!("/{part}"), |id| format!("/{part}/{id}")))
            }
            Lands::Quote => {
                let place = added("statement").map_or_else(|| "text".to_string(), |id| format!("quote-statement-{id}"));
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
        let visible = self.fields.iter().filter(|field| field.goes != Goes::Nowhere);
        let mut properties: Map<_, _> = visible.map(|field| (field.name.to_string(), field.schema())).collect();
        if self.watches() {
            let told = "The newest entry of the history that was seen of what this changes; where there is a newer one, \
                        nothing is done";
            properties.insert(SEEN.to_string(), json!({ "type": "integer", "description": told }));
        }
        let required = self.fields.iter().filter(|field| field.required && self.edits.is_none());
        let required: Vec<_> = required.map(|field| field.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }

    /// The command that it gives, without what is asked for.
    pub(super) fn command(&self) -> String {
        format!("gainsay {}", self.command.join(" "))
    }

    /// The names that it takes, beside those of its fields.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name) || (name == SEEN && self.watches())
    }
}

impl Field {
    /// Whether it gives the value of a flag.
    pub(super) fn is(&self, flag: &Flag) -> bool {
        matches!(self.goes, Goes::Flag(name) | Goes::Switch(name) if name == flag.name())
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

    /// Puts a value into a command: it can only ever be a value, because a flag has it behind `=`, and other words stand
    /// behind `--`.
    fn put(&self, value: &str, order: &mut Order, words: &mut Vec<String>) -> Result<()> {
        match self.goes {
            Goes::Flag(flag) => order.words.push(format!("{flag}={value}")),
            Goes::Switch(flag) => match value {
                "on" | "true" => order.words.push(flag.to_string()),
                "" | "false" => {}
                _ => {
                    return Err(Error::usage(format!("“{}” is true or false, not {value}", self.label))
                        .hint("tick it, or do not"));
                }
            },
            Goes::Named => match self.choices().iter().find(|word| **word == value) {
                Some(word) => order.words.push(format!("--{word}")),
                None => {
                    return Err(Error::usage(format!("“{}” is not {value}", self.label))
                        .hint(format!("one of: {}", self.choices().join(", "))));
                }
            },
            Goes::Nowhere => {}
            Goes::Word => words.push(value.to_string()),
            Goes::Words => words.extend(apart(value)),
            Goes::Input => {
                order.words.push("--file=-".to_string());
                order.input = Some(value.to_string());
            }
        }
        Ok(())
    }

    /// What it is in JSON.
    pub(super) fn schema(&self) -> Value {
        let mut schema = match self.kind {
            Kind::Tick => json!({ "type": "boolean" }),
            Kind::Choice(_) => json!({ "type": "string", "enum": self.choices() }),
            _ => json!({ "type": ["string", "number"] }),
        };
        schema["description"] =
            if self.hint.is_empty() { self.label.into() } else { format!("{}: {}", self.label, self.hint).into() };
        schema
    }

    /// The words that can be chosen, if it is a choice.
    pub(super) fn choices(&self) -> Vec<&'static str> {
        match self.kind {
            Kind::Choice(groups) => groups().into_iter().flat_map(|(_, words)| words).collect(),
            _ => Vec::new(),
        }
    }
}

/// A text as a page shows it, and a browser sends it back.
fn plain(text: &str) -> String {
    let shown = crate::output::html::shown(text);
    shown.replace("\r\n", "\n").trim().to_string()
}

/// The words of a filter: apart at white space that is not in quotation marks.
fn apart(filter: &str) -> Vec<String> {
    let mut quoted = false;
    let words = filter.split(|letter: char| {
        quoted ^= letter == '"';
        letter.is_whitespace() && !quoted
    });
    words.filter(|word| !word.is_empty()).map(str::to_string).collect()
}
