//! Reads JSON-LD in scripts: wrapped, escaped, several values in a row, and with errors that browsers accept.

use std::iter::Peekable;
use std::str::Chars;

use serde_json::{Deserializer, Value};

use crate::error::{Error, json_fault};
use crate::text::html;
use crate::text::single_spaced;

/// A script that cannot be read: the error, and the script.
pub(super) type BrokenScript = (Error, String);

/// Maximum length of a script, in bytes.
const LONGEST: usize = 4 << 20;

/// What pages put around the JSON of a script.
const WRAPS: [&str; 9] = ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "-->", "//]]>", "/*]]>*/", "]]>", ";"];

/// Returns the value of a script, or a list of its values. If it cannot be read as it is, common errors are repaired.
pub(in crate::import) fn value(json: &str) -> Result<Value, BrokenScript> {
    let bare = unwrapped(json);
    if bare.len() > LONGEST {
        let begin: String = bare.chars().take(1_000).collect();
        return Err((Error::usage("a script of reviews is longer than 4 MiB"), begin));
    }
    values(bare).or_else(|error| {
        let repaired = || values(&repaired(bare)).ok();
        let unescaped = || values(&repaired_entities(bare)?).ok();
        repaired().or_else(unescaped).ok_or_else(|| {
            let fault = json_fault(&error);
            let place = format!("line {} of its script, character {}", error.line(), error.column());
            (Error::usage(format!("{fault}, {place}")), single_spaced(bare))
        })
    })
}

fn unwrapped(json: &str) -> &str {
    let mut bare = json.trim();
    loop {
        let before = bare.len();
        for wrap in WRAPS {
            bare = bare.trim_start_matches(wrap).trim_end_matches(wrap).trim();
        }
        if bare.len() == before {
            return bare;
        }
    }
}

/// Returns the only value of a text, or a list of all its values.
fn values(text: &str) -> serde_json::Result<Value> {
    let mut all: Vec<Value> = Deserializer::from_str(text).into_iter().collect::<Result<_, _>>()?;
    Ok(if all.len() == 1 { all.remove(0) } else { all.into() })
}

/// Repairs a script whose quotation marks are entities.
fn repaired_entities(json: &str) -> Option<String> {
    let escaped = json.contains("&quot;") || json.contains("&#34;") || json.contains("&#x22;");
    escaped.then(|| repaired(&html::plain(json)))
}

/// Removes comments, trailing commas, commas between values and line breaks within texts.
fn repaired(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut rest = json.chars().peekable();
    let mut depth = 0usize;
    while let Some(c) = rest.next() {
        match c {
            '"' => string(&mut rest, &mut text),
            '/' if rest.peek() == Some(&'/') => drop(rest.by_ref().find(|c| matches!(c, '\n' | '\r'))),
            '/' if rest.peek() == Some(&'*') => skip_comment(&mut rest),
            ',' | ';' if depth == 0 => text.push(' '),
            '{' | '[' => {
                depth += 1;
                text.push(c);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                let end = text.trim_end();
                text.truncate(end.strip_suffix(',').unwrap_or(end).len());
                text.push(c);
            }
            _ if c.is_control() || c == '\u{feff}' || c == '\u{a0}' => text.push(' '),
            _ => text.push(c),
        }
    }
    text
}

/// Copies the rest of a text in quotation marks, and repairs what JSON forbids in it.
fn string(rest: &mut Peekable<Chars>, text: &mut String) {
    text.push('"');
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' => match rest.next() {
                Some(known @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => text.extend(['\\', known]),
                Some('\n' | '\r') => text.push(' '),
                Some(other) => text.push(other),
                None => {}
            },
            _ if c.is_control() => text.push(' '),
            _ => text.push(c),
        }
    }
    text.push('"');
}

fn skip_comment(rest: &mut Peekable<Chars>) {
    rest.next();
    while let Some(c) = rest.next() {
        if c == '*' && rest.peek() == Some(&'/') {
            rest.next();
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_that_pages_have_are_repaired() {
        for json in [
            r#"{"@type": "ClaimReview", "url": "https://desk.example//x",}"#,
            "{\"@type\": /* which */ \"ClaimReview\", // where, \"\n \"url\": \"https://desk.example//x\"}",
            r#"<![CDATA[ {"@type": "ClaimReview", "url": "https://desk.example//x"} ]]>"#,
            "/*<![CDATA[*/ {\"@type\": \"ClaimReview\", \"url\": \"https://desk.example//x\"}; /*]]>*/",
            "{&quot;@type&quot;: &quot;ClaimReview&quot;, &quot;url&quot;: &quot;https://desk.example//x&quot;}",
            "{\"@type\":\"ClaimReview\",\u{a0}\"url\": \"https:\\/\\/desk.example\\/\\/x\" , }",
        ] {
            let value = value(json).unwrap_or_else(|(error, _)| panic!("{error} in {json}"));
            assert_eq!((&value["@type"], &value["url"]), (&"ClaimReview".into(), &"https://desk.example//x".into()));
        }
        assert_eq!(value("{\"a\": \"it\\'s\n two\"}").unwrap()["a"], "it's  two");
    }

    #[test]
    fn values_in_a_row_are_a_list() {
        for json in [r#"{"a": 1} {"a": 2}"#, r#"{"a": 1}, {"a": 2},"#, r#"{"a": 1};{"a": 2}"#] {
            assert_eq!(value(json).unwrap().as_array().map(Vec::len), Some(2), "{json}");
        }
    }

    #[test]
    fn an_error_has_its_place() {
        let (error, script) = value("{\"@type\": \"ClaimReview\", oops}").unwrap_err();
        assert!(error.to_string().contains("line 1 of its script"), "{error}");
        assert!(script.contains("oops"));
    }
}
