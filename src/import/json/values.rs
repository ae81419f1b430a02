//! Reads the JSON values of a file one by one, none larger than the limits.

use std::io::BufRead;

use memchr::memmem;
use serde_json::Value;

use super::elements::elements;
use super::references::References;
use crate::error::Result;

/// Passes on every element of the outermost list or of a known list, and then the rest of the object; or the whole
/// value. References by `@id` in reviews are resolved. A file with references is read three times: for the references,
/// for the nodes, and for the reviews.
///
/// # Errors
/// Errors if the file is not JSON or an element is too large, and errors of `each`.
pub(in crate::import) fn values<R: BufRead>(
    open: &dyn Fn() -> Result<R>,
    each: &mut dyn FnMut(Value) -> Result<()>,
) -> Result<()> {
    if !has_references(open()?)? {
        return elements(open()?, each);
    }
    let mut references = References::default();
    elements(open()?, &mut |value| {
        references.collect(&value);
        Ok(())
    })?;
    elements(open()?, &mut |value| references.store_nodes(&value))?;
    elements(open()?, &mut |value| each(references.resolved(value)))
}

/// Returns whether a file contains the key `@id`, without which it has no references.
fn has_references(mut from: impl BufRead) -> Result<bool> {
    const KEY: &[u8] = b"\"@id\"";
    let mut end = Vec::new();
    loop {
        let bytes = from.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        end.extend_from_slice(&bytes[..bytes.len().min(KEY.len())]);
        if memmem::find(bytes, KEY).is_some() || memmem::find(&end, KEY).is_some() {
            return Ok(true);
        }
        end.clear();
        end.extend_from_slice(&bytes[bytes.len().saturating_sub(KEY.len())..]);
        let read = bytes.len();
        from.consume(read);
    }
}

#[cfg(test)]
mod tests {
    use super::super::elements::VALUES;
    use super::*;

    fn read(json: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        values(&|| Ok(json.as_bytes()), &mut |value| {
            all.push(value.to_string());
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn lists_are_given_one_by_one() {
        assert_eq!(read(r#"[1, {"a": 2}]"#).unwrap(), ["1", r#"{"a":2}"#]);
        assert_eq!(
            read(r#"{"claims": [{"text": "x"}], "nextPageToken": "y"}"#).unwrap(),
            [r#"{"text":"x"}"#, r#"[{"nextPageToken":"y"}]"#]
        );
        assert_eq!(read(r#"{"@graph": [1, 2]}"#).unwrap(), ["1", "2", "[{}]"]);
    }

    #[test]
    fn what_would_explode_is_refused() {
        for json in ["[".repeat(100_000), format!("[[{}]]", "0,".repeat(VALUES + 1)), "{\"a\":".repeat(1000)] {
            assert!(read(&json).is_err());
        }
    }

    #[test]
    fn reviews_have_in_them_what_they_refer_to() {
        let graph = r##"{"@graph": [
            {"@type": "ClaimReview", "@id": "#r", "author": {"@id": "#o"}, "itemReviewed": {"@id": "#c"}, "about": {"@id": "#r"}},
            {"@type": "WebPage", "mainEntity": {"@id": "#r"}},
            {"@type": "Claim", "@id": "#c", "author": {"@id": "#p"}},
            {"deep": [{"@id": "#p", "name": "Ann Lee", "knows": {"@id": "#p"}}]}, {"@id": "#o", "name": "Desk"}]}"##;
        let read = read(graph).unwrap();
        assert_eq!(
            read[0],
            r##"{"@type":"ClaimReview","@id":"#r","author":{"@id":"#o","name":"Desk"},"itemReviewed":{"@type":"Claim","@id":"#c","author":{"@id":"#p","name":"Ann Lee","knows":{"@id":"#p"}}},"about":{"@id":"#r"}}"##
        );
        assert_eq!(read[1], r##"{"@type":"WebPage","mainEntity":{"@id":"#r"}}"##);
    }

    #[test]
    fn a_long_graph_is_read_piece_by_piece() {
        let node = r#"{"@type":"ClaimReview","author":{"@id":"o"},"x":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]},"#;
        let json = format!("{{\"@graph\":[{}{{\"@id\":\"o\",\"name\":\"Desk\"}}]}}", node.repeat(VALUES / 20));
        let mut reviewers = 0;
        values(&|| Ok(json.as_bytes()), &mut |value| {
            reviewers += usize::from(value.pointer("/author/name").is_some());
            Ok(())
        })
        .unwrap();
        assert_eq!(reviewers, VALUES / 20);
    }
}
