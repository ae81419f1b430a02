//! The lines in which a book is written and read back: JSON Lines, one claim a line with its statements nested.
//!
//! A line with no `type` is a claim. `"type": "speaker"` and `"type": "document"` say more of what claims only name;
//! `"type": "statement"`, `"request"`, `"verdict"`, `"evidence"` and `"wording"` are what is else nested in the line of a claim, `"relation"` is what a
//! claim is to another one, `"not-same"` two records that are not the same, `"correction"` what was published and was wrong, `"saved"` is a saved filter. `"member"` is
//! somebody of the desk, `"assignment"` says who works on a claim, `"comment"` what they say to each other about it. A speaker is referred to by uid, key or name, a document by uid, key, address or title, a statement by uid or key,
//! a claim by uid or ref; a key is any word that is used once in the file.

use serde::Deserialize;

use super::{
    AssignmentLine, ClaimLine, CommentLine, CorrectionCauseLine, CorrectionLine, DistinctPairLine, DocumentAliasLine,
    DocumentLine, EvidenceLine, MemberLine, RelationLine, RequestLine, SavedLine, SpeakerLine, StatementLine,
    VerdictLine, WordingLine,
};

/// A line, by its `type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A speaker.
    Speaker(SpeakerLine),
    /// A document.
    Document(DocumentLine),
    /// A claim with what was said of it, found and weighed.
    Claim(Box<ClaimLine>),
    /// A statement on a line of its own: about a document, another statement, or a claim that it names.
    Statement(StatementLine),
    /// A request on a line of its own.
    Request(RequestLine),
    /// A verdict on a line of its own.
    Verdict(VerdictLine),
    /// A piece of evidence on a line of its own.
    Evidence(EvidenceLine),
    /// A document that was joined into another one, on a line of its own.
    JoinedDocument(DocumentAliasLine),
    /// Another wording of a claim on a line of its own.
    Wording(WordingLine),
    /// The relation of a claim to another one.
    Relation(RelationLine),
    /// Two claims, speakers or documents that are not the same.
    NotSame(DistinctPairLine),
    /// A correction.
    Correction(CorrectionLine),
    /// A cause of corrections that the desk has chosen.
    CorrectionCause(CorrectionCauseLine),
    /// A saved filter.
    Saved(SavedLine),
    /// A member of the desk.
    Member(MemberLine),
    /// Who of the desk works on a claim.
    Assignment(AssignmentLine),
    /// What the people of the desk say to each other about a claim.
    Comment(CommentLine),
}

/// Whether a field says nothing, so that the line leaves it out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[derive(Deserialize)]
struct Peek {
    #[serde(default, rename = "type")]
    line_type: Option<String>,
}

impl Line {
    /// The types of lines; a claim has none.
    pub const TYPES: [&str; 16] = [
        "speaker",
        "document",
        "statement",
        "request",
        "verdict",
        "evidence",
        "joined-document",
        "wording",
        "relation",
        "not-same",
        "correction",
        "correction-cause",
        "saved",
        "member",
        "assignment",
        "comment",
    ];

    /// Reads a line.
    ///
    /// # Errors
    /// Text that is not a JSON object, a field that is not known, a value of the wrong type.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let peek: Peek = serde_json::from_str(text)?;
        match peek.line_type.as_deref() {
            None => Ok(Self::Claim(Box::new(serde_json::from_str(text)?))),
            Some("speaker") => Ok(Self::Speaker(serde_json::from_str(text)?)),
            Some("document") => Ok(Self::Document(serde_json::from_str(text)?)),
            Some("statement") => Ok(Self::Statement(serde_json::from_str(text)?)),
            Some("request") => Ok(Self::Request(serde_json::from_str(text)?)),
            Some("verdict") => Ok(Self::Verdict(serde_json::from_str(text)?)),
            Some("evidence") => Ok(Self::Evidence(serde_json::from_str(text)?)),
            Some("joined-document") => Ok(Self::JoinedDocument(serde_json::from_str(text)?)),
            Some("wording") => Ok(Self::Wording(serde_json::from_str(text)?)),
            Some("relation") => Ok(Self::Relation(serde_json::from_str(text)?)),
            Some("not-same") => Ok(Self::NotSame(serde_json::from_str(text)?)),
            Some("correction") => Ok(Self::Correction(serde_json::from_str(text)?)),
            Some("correction-cause") => Ok(Self::CorrectionCause(serde_json::from_str(text)?)),
            Some("saved") => Ok(Self::Saved(serde_json::from_str(text)?)),
            Some("member") => Ok(Self::Member(serde_json::from_str(text)?)),
            Some("assignment") => Ok(Self::Assignment(serde_json::from_str(text)?)),
            Some("comment") => Ok(Self::Comment(serde_json::from_str(text)?)),
            Some(other) => Err(serde::de::Error::custom(format!(
                "a line cannot be of the type {other:?}; it is one of {}, or has none and is a claim",
                Self::TYPES.join(", ")
            ))),
        }
    }

    /// Sets the number that it had in its book; claims and statements have it already.
    pub fn set_id(&mut self, id: Option<i64>) {
        match self {
            Line::Speaker(line) => line.id = id,
            Line::Document(line) => line.id = id,
            Line::Verdict(line) => line.id = id,
            Line::Request(line) => line.id = id,
            Line::Evidence(line) => line.id = id,
            Line::Saved(line) => line.id = id,
            Line::Correction(line) => line.id = id,
            Line::CorrectionCause(line) => line.id = id,
            Line::Wording(line) => line.id = id,
            Line::JoinedDocument(line) => line.id = id,
            Line::Relation(line) => line.id = id,
            Line::NotSame(line) => line.id = id,
            _ => {}
        }
    }

    /// Writes the line, without a line feed.
    ///
    /// # Errors
    /// None that is known; the writer of JSON may say no.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        match self {
            Self::Speaker(line) => serde_json::to_writer(out, line),
            Self::Document(line) => serde_json::to_writer(out, line),
            Self::Claim(line) => serde_json::to_writer(out, line),
            Self::Statement(line) => serde_json::to_writer(out, line),
            Self::Request(line) => serde_json::to_writer(out, line),
            Self::Verdict(line) => serde_json::to_writer(out, line),
            Self::Evidence(line) => serde_json::to_writer(out, line),
            Self::JoinedDocument(line) => serde_json::to_writer(out, line),
            Self::Wording(line) => serde_json::to_writer(out, line),
            Self::Relation(line) => serde_json::to_writer(out, line),
            Self::NotSame(line) => serde_json::to_writer(out, line),
            Self::Correction(line) => serde_json::to_writer(out, line),
            Self::CorrectionCause(line) => serde_json::to_writer(out, line),
            Self::Saved(line) => serde_json::to_writer(out, line),
            Self::Member(line) => serde_json::to_writer(out, line),
            Self::Assignment(line) => serde_json::to_writer(out, line),
            Self::Comment(line) => serde_json::to_writer(out, line),
        }
    }

    /// The line as a text, without a line feed.
    ///
    /// # Errors
    /// As [`Line::write`].
    pub fn text(&self) -> Result<String, serde_json::Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        String::from_utf8(bytes).map_err(serde::ser::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_a_type_is_a_claim() {
        let line = Line::parse(r#"{"ref": "7", "text": "It rains", "verdicts": [{"label": "checked"}]}"#).unwrap();
        let Line::Claim(claim) = &line else { panic!("{line:?}") };
        assert_eq!(claim.verdicts[0].label, "checked");
        assert_eq!(line.text().unwrap(), r#"{"ref":"7","text":"It rains","verdicts":[{"label":"checked"}]}"#);
    }

    #[test]
    fn every_type_is_read() {
        for word in Line::TYPES {
            let told = Line::parse(&format!("{{\"type\": {word:?}, \"x\": 1}}")).unwrap_err().to_string();
            assert!(told.contains("unknown field `x`"), "{word}: {told}");
        }
    }

    #[test]
    fn a_field_that_is_not_known_is_an_error() {
        let error = Line::parse(r#"{"text": "It rains", "speakr": "A"}"#).unwrap_err().to_string();
        assert!(error.contains("unknown field `speakr`"), "{error}");
    }
}
