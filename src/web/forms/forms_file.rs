//! Reads `forms.json`, which declares every form: its path, its texts, its action and its fields.
//!
//! In a form, a field is the name of a declared field, or an object that names one and changes or adds properties. A name that
//! begins with `+` is that of a list of fields.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::form::Form;

/// The forms, in the order of the file.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let file: FormsFile =
        serde_json::from_str(include_str!("forms.json")).expect("forms.json has the form of a `FormsFile`");
    file.forms.iter().map(|form| file.form(form.clone()).complete()).collect()
});

/// Returns every form.
pub(in crate::web) fn all() -> impl Iterator<Item = &'static Form> {
    FORMS.iter()
}

/// Returns the form of a path.
pub(in crate::web) fn at(path: &str) -> Option<&'static Form> {
    all().find(|form| form.path == path)
}

#[derive(Deserialize)]
struct FormsFile {
    /// Properties of fields, by name.
    fields: HashMap<String, Map<String, Value>>,
    /// Lists of fields, by name.
    lists: HashMap<String, Vec<Value>>,
    forms: Vec<Map<String, Value>>,
}

impl FormsFile {
    fn form(&self, mut form: Map<String, Value>) -> Form {
        if let Some(Value::Array(fields)) = form.get("fields") {
            let fields: Vec<_> = fields.iter().flat_map(|field| self.fields_of(field)).collect();
            form.insert("fields".to_string(), fields.into());
        }
        serde_json::from_value(form.into()).expect("forms.json has the form of `Form`s")
    }

    /// Returns the properties of a field, or of the fields of a list.
    fn fields_of(&self, field: &Value) -> Vec<Value> {
        let (name, changes) = match field {
            Value::Object(changes) => (changes["field"].as_str().unwrap_or_default(), changes.clone()),
            name => (name.as_str().unwrap_or_default(), Map::new()),
        };
        if let Some(list) = name.strip_prefix('+') {
            return self.lists[list].iter().flat_map(|field| self.fields_of(field)).collect();
        }
        let mut properties = self.fields.get(name).cloned().unwrap_or_default();
        properties.entry("name").or_insert_with(|| name.into());
        properties.extend(changes.into_iter().filter(|(property, _)| property != "field"));
        vec![properties.into()]
    }
}
