//! A field of a form.

use serde::Deserialize;
use serde_json::{Value, json};

use super::choices::{ChoiceGroup, choices};
use crate::actions::Definition;
use crate::error::Flag;
use crate::web::http::Query;

/// A field of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct FormField {
    /// The name in the form and in JSON.
    pub(in crate::web) name: String,
    /// The label on the page.
    pub(in crate::web) label: String,
    /// The hint under the field; may be empty.
    #[serde(default)]
    pub(in crate::web) hint: String,
    /// The argument of the action that it sets, if not that of its name; empty if it is for the page only.
    argument: Option<String>,
    /// The column of the row that has the current value, if not that of its name.
    column: Option<String>,
    /// The kind of input.
    #[serde(default)]
    pub(super) input: InputKind,
    /// The words of which one is chosen; see [`choices`].
    #[serde(default)]
    choices: String,
    /// Whether a value is required.
    #[serde(default)]
    pub(in crate::web) required: bool,
    /// Whether it is shown under “More”.
    #[serde(default)]
    pub(super) more: bool,
    /// Whether its values are one value of the argument, with commas between them.
    #[serde(default)]
    joined: bool,
    /// Whether it can have several values, with a semicolon between them.
    #[serde(default)]
    several: bool,
}

/// The kind of input of a field.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum InputKind {
    /// As the argument has it, or else one line.
    #[default]
    Line,
    /// One line, with names of speakers offered.
    Speaker,
    /// One line, with titles of documents offered.
    Document,
    /// One line, with names of members of the desk offered.
    Member,
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
    Choice,
    /// One of some words, one of which is always selected.
    Set,
    /// A hidden field.
    Hidden,
}

impl FormField {
    /// Whether its argument has this flag.
    pub(in crate::web) fn is(&self, flag: &Flag) -> bool {
        flag.name().strip_prefix("--").is_some_and(|flag| flag.replace('-', "_") == self.argument())
    }

    /// Returns its values, without the carriage returns that a browser adds; trimmed, except for whole texts.
    pub(super) fn given(&self, typed: &Query) -> Vec<String> {
        let cleaned = |value: &str| {
            let value = value.replace("\r\n", "\n");
            if self.input == InputKind::Long { value } else { value.trim().to_string() }
        };
        let values = typed.raw_values(&self.name).map(cleaned);
        if self.joined {
            return vec![values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(",")];
        }
        if !self.several {
            return values.collect();
        }
        values.flat_map(|value| value.split(';').map(|one| one.trim().to_string()).collect::<Vec<_>>()).collect()
    }

    /// Returns the hint for an error about an empty value.
    pub(super) fn hint_to_give(&self) -> String {
        if self.hint.is_empty() { "write it, and send it again".to_string() } else { self.hint.clone() }
    }

    /// Returns the argument of the action that it sets; empty if it is for the page only.
    pub(super) fn argument(&self) -> &str {
        self.argument.as_deref().unwrap_or(&self.name)
    }

    /// Returns the value in the row that the form corrects; `None` where the row has none of that name.
    pub(super) fn current(&self, row: &Value) -> Option<String> {
        match row.get(self.column.as_deref().unwrap_or(&self.name))? {
            Value::Null => Some(String::new()),
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// Sets the kind of input that is not declared: that of the choice, or of the argument.
    pub(super) fn infer_input(&mut self, action: &Definition) {
        let argument = action.argument(self.argument()).unwrap_or_default();
        self.input = match (self.input, argument.value_name.as_str()) {
            (InputKind::Line, _) if !self.choices.is_empty() => InputKind::Choice,
            (InputKind::Line, _) if argument.is_switch => InputKind::Tick,
            (InputKind::Line, "SPEAKER") => InputKind::Speaker,
            (InputKind::Line, "DOCUMENT") => InputKind::Document,
            (InputKind::Line, "MEMBER") => InputKind::Member,
            (declared, _) => declared,
        };
    }

    /// Returns its JSON schema: the type and the help of its argument.
    pub(super) fn schema(&self, action: &Definition) -> Value {
        let argument = action.argument(self.argument()).unwrap_or_default();
        let words: Vec<_> = self.choices().into_iter().flat_map(|(_, words)| words).collect();
        let mut schema = match &words[..] {
            [] if argument.is_switch => json!({ "type": "boolean" }),
            [] if self.several || self.joined => json!({ "type": ["string", "number", "array"] }),
            [] => json!({ "type": ["string", "number"] }),
            words => json!({ "type": "string", "enum": words }),
        };
        schema["description"] = if self.argument() == self.name { argument.help } else { self.label.clone() }.into();
        schema
    }

    /// Returns the words of a choice, in groups; empty for other kinds.
    pub(super) fn choices(&self) -> Vec<ChoiceGroup> {
        choices(&self.choices)
    }
}

/// Returns a text as a browser sends it back.
pub(super) fn plain(text: &str) -> String {
    let shown = crate::output::html::shown(text);
    shown.replace("\r\n", "\n").trim().to_string()
}
