//! Faults in JSON in plain words. The reader of JSON tells them as sentences for programmers.

/// What the reader says, or how its sentence begins, and the same in plain words.
const FAULTS: &[(&str, &str)] = &[
    ("expected value", "a value is missing, or begins with a sign that no value begins with"),
    ("expected `:`", "a colon is missing after the name of a field"),
    ("expected `,` or `}`", "a comma or } is missing"),
    ("expected `,` or `]`", "a comma or ] is missing"),
    ("expected `\"`", "a quotation mark is missing"),
    ("expected ident", "only true, false and null stand without quotation marks"),
    ("key must be a string", "the name of a field must stand in quotation marks"),
    ("EOF while parsing a string", "it ends within a text"),
    ("EOF while parsing an object", "it ends before the last }"),
    ("EOF while parsing a list", "it ends before the last ]"),
    ("EOF while parsing", "it ends before a value"),
    ("trailing characters", "something stands behind the end"),
    ("trailing comma", "a comma stands before the end of a list or an object"),
    ("control character", "a line break or a tab stands in a text, where \\n or \\t must be written"),
    ("invalid escape", "a backslash stands before a sign that does not go with it"),
    ("invalid unicode code point", "\\u stands before digits that are no character"),
    ("lone leading surrogate", "\\u stands before digits that are no character"),
    ("unexpected end of hex escape", "\\u stands before digits that are no character"),
    ("invalid number", "a number is not written as JSON writes numbers"),
    ("number out of range", "a number is too large"),
    ("recursion limit exceeded", "it is nested too deeply"),
];

/// The types of values as the reader of JSON calls them, and in plain words.
const TYPES: &[(&str, &str)] = &[
    ("a string", "a text"),
    ("string", "the text"),
    ("a borrowed string", "a text"),
    ("a boolean", "true or false"),
    ("boolean", "the value"),
    ("a sequence", "a list"),
    ("sequence", "a list"),
    ("a map", "an object in { }"),
    ("map", "an object in { }"),
    ("integer", "the number"),
    ("floating point", "the number"),
    ("i64", "a whole number"),
    ("u64", "a whole number"),
    ("usize", "a whole number"),
    ("null", "null"),
    ("unit", "nothing"),
];

/// Returns what is wrong with a text in JSON, without the place.
pub(crate) fn json_fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let fault = text.split_once(" at line ").map_or(text.as_str(), |(fault, _)| fault);
    if let Some((_, plain)) = FAULTS.iter().find(|(known, _)| fault.starts_with(known)) {
        return (*plain).to_string();
    }
    let plain = |text: &str| text.replace('`', "");
    if let Some((field, known)) = fault.strip_prefix("unknown field ").and_then(|rest| rest.split_once(", expected ")) {
        let known = known.strip_prefix("one of ").unwrap_or(known);
        return plain(&format!("there is no field {field}; the fields are {known}"));
    }
    if let Some(field) = fault.strip_prefix("missing field ") {
        return plain(&format!("the field {field} is missing"));
    }
    if let Some(field) = fault.strip_prefix("duplicate field ") {
        return plain(&format!("the field {field} is given twice"));
    }
    let wrong = fault.strip_prefix("invalid type: ").or_else(|| fault.strip_prefix("invalid value: "));
    match wrong.and_then(|wrong| wrong.split_once(", expected ")) {
        Some((found, wanted)) => plain(&format!("{} stands where {} is needed", typed(found), typed(wanted))),
        None => plain(fault),
    }
}

/// Returns a type, which a value may follow, in plain words.
fn typed(words: &str) -> String {
    let (name, value) = words.split_once([' ']).filter(|_| words.contains(['"', '`'])).unwrap_or((words, ""));
    let (name, value) = match words.split_once(" point ") {
        Some((_, value)) if words.starts_with("floating") => ("floating point", value),
        _ => (name, value),
    };
    let plain = TYPES.iter().find(|(known, _)| *known == name).map_or(name, |(_, plain)| *plain);
    if value.is_empty() { plain.to_string() } else { format!("{plain} {value}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its errors are looked at")]
    struct Sample {
        text: String,
        number: Option<i64>,
        tags: Option<Vec<String>>,
    }

    #[test]
    fn faults_are_told_in_plain_words() {
        for (json, expected) in [
            ("{", "it ends before the last }"),
            (r#"{"text": "a"#, "it ends within a text"),
            (r#"{"text": "a"} x"#, "something stands behind the end"),
            (r#"{"text": "a",}"#, "a comma stands before the end of a list or an object"),
            (r#"{"text" "a"}"#, "a colon is missing after the name of a field"),
            (r#"{"text": x}"#, "a value is missing, or begins with a sign that no value begins with"),
            (r"{text: 1}", "the name of a field must stand in quotation marks"),
            (r#"{"txt": "a"}"#, "there is no field txt; the fields are text, number, tags"),
            (r#"{"number": 1}"#, "the field text is missing"),
            (r#"{"text": 5}"#, "the number 5 stands where a text is needed"),
            (r#"{"text": 1.5}"#, "the number 1.5 stands where a text is needed"),
            (r#"{"text": ["a"]}"#, "a list stands where a text is needed"),
            (r#"{"text": "a", "number": "x"}"#, "the text \"x\" stands where a whole number is needed"),
            (r#"{"text": "a", "tags": "x"}"#, "the text \"x\" stands where a list is needed"),
            ("{\"text\": \"a\nb\"}", "a line break or a tab stands in a text, where \\n or \\t must be written"),
        ] {
            assert_eq!(json_fault(&serde_json::from_str::<Sample>(json).unwrap_err()), expected, "{json}");
        }
    }
}
