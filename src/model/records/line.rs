//! The lines in which a book is written and read back: JSON Lines, one claim a line with its statements nested.
//!
//! A line with no `type` is a claim. `"type": "speaker"` and `"type": "document"` say more of what claims only name;
//! `"type": "statement"`, `"verdict"` and `"evidence"` are what is else nested in the line of a claim, `"saved"` is a saved
//! filter. A speaker is referred to by uid, key or name, a document by uid, key, address or title, a statement by uid or key,
//! a claim by uid or ref; a key is any word that is used once in the file.

use serde::{Deserialize, Serialize};

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
    /// A verdict on a line of its own.
    Verdict(VerdictLine),
    /// A piece of evidence on a line of its own.
    Evidence(EvidenceLine),
    /// A saved filter.
    Saved(SavedLine),
}

macro_rules! line {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $(= $key:literal)?: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[serde(default, skip_serializing_if = "is_default" $(, rename = $key)?)]
                pub $field: $type,
            )+
        }
    };
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

line! {
    /// A speaker.
    SpeakerLine {
        /// Always `speaker`.
        line_type = "type": String,
        /// The number it had in its book, which a book that never used that number keeps; not in JSON.
        #[serde(skip)]
        id: Option<i64>,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// A word by which other lines of the file refer to it.
        key: Option<String>,
        /// The name, or the descriptor of an unnamed one.
        name: String,
        /// `person` where nothing is said.
        kind: Option<String>,
        /// The document an unnamed one lives in.
        document: Option<String>,
        /// Other names.
        aliases: Vec<String>,
        /// The id in Wikidata.
        external_id: Option<String>,
        /// The speaker this one was found to be.
        same_as: Option<String>,
        /// A note.
        note: Option<String>,
    }
}

line! {
    /// A document.
    DocumentLine {
        /// Always `document`.
        line_type = "type": String,
        /// The number it had in its book, which a book that never used that number keeps; not in JSON.
        #[serde(skip)]
        id: Option<i64>,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// A word by which other lines of the file refer to it.
        key: Option<String>,
        /// `article` where nothing is said.
        kind: Option<String>,
        /// The title; the address where nothing is said.
        title: Option<String>,
        /// Who published it.
        publisher: Option<String>,
        /// Where it is.
        url: Option<String>,
        /// Where a copy of it is.
        archive_url: Option<String>,
        /// BCP 47.
        language: Option<String>,
        /// When it appeared.
        published_on: Option<String>,
        /// `read` or `secondhand`; `secondhand` where `through` is given, else `read`.
        access: Option<String>,
        /// The document it is known through.
        through: Option<String>,
        /// Its text.
        text: Option<String>,
        /// When the text was stored, UTC.
        retrieved_at: Option<String>,
        /// A note.
        note: Option<String>,
    }
}

line! {
    /// A claim.
    ClaimLine {
        /// The number it had in its book, which a book that never used that number keeps; not in JSON.
        #[serde(skip)]
        id: Option<i64>,
        /// Whether it is only what a book published of the claim: a book that has the claim knows more; not in JSON.
        #[serde(skip)]
        published: bool,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// Its id in the system it comes from.
        reference = "ref": Option<String>,
        /// The proposition.
        text: String,
        /// What the desk is doing about it; `new` where nothing is said.
        stage: Option<String>,
        /// Its tags.
        tags: Vec<String>,
        /// A note.
        note: Option<String>,
        /// When it was recorded, UTC.
        recorded_at: Option<String>,
        /// What was said of it.
        statements: Vec<StatementLine>,
        /// What was found.
        verdicts: Vec<VerdictLine>,
        /// On what evidence.
        evidence: Vec<EvidenceLine>,
    }
}

line! {
    /// A statement. Nested in a claim it targets that claim, unless it says otherwise.
    StatementLine {
        /// `statement` on a line of its own; nothing where it is nested.
        line_type = "type": Option<String>,
        /// The number it had in its book, which a book that never used that number keeps; not in JSON.
        #[serde(skip)]
        id: Option<i64>,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// A word by which other statements of the file refer to it.
        key: Option<String>,
        /// Who says it.
        speaker: String,
        /// Whether `speaker` is a descriptor of somebody its document leaves unnamed.
        unnamed: bool,
        /// The kind of a speaker who is new.
        kind: Option<String>,
        /// In which role, as worded then.
        role: Option<String>,
        /// What the speaker does to the target.
        stance: String,
        /// The claim it targets, by uid or ref, on a line of its own.
        claim: Option<String>,
        /// The statement it targets.
        target_statement: Option<String>,
        /// The document it targets.
        target_document: Option<String>,
        /// Where it can be read.
        document: Option<String>,
        /// On which occasion.
        occasion: Option<String>,
        /// When.
        said_on: Option<String>,
        /// In which words.
        quote: Option<String>,
        /// Where the words stand in the stored text: start and end, in characters.
        span: Option<(usize, usize)>,
        /// What a retraction takes back; worked out where nothing is said and it has no uid.
        takes_back: Vec<String>,
        /// The retraction that took it back, where a table says it here; not in JSON.
        #[serde(skip)]
        taken_back_by: Option<String>,
        /// A note.
        note: Option<String>,
    }
}

line! {
    /// A verdict.
    VerdictLine {
        /// Its type on a line of its own; nothing where it is nested.
        line_type = "type": Option<String>,
        /// The claim, by uid or ref, on a line of its own.
        claim: Option<String>,
        /// The number it had in its book, which a book that never used that number keeps; not in JSON.
        #[serde(skip)]
        id: Option<i64>,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// The label.
        label: String,
        /// Its number.
        value: Option<String>,
        /// The worst number of its scale.
        worst: Option<String>,
        /// The best number of its scale.
        best: Option<String>,
        /// What it comes to.
        bucket: Option<String>,
        /// Why.
        rationale: Option<String>,
        /// Who found it.
        reviewer: Option<String>,
        /// When.
        decided_on: Option<String>,
        /// Where it was published.
        review_url: Option<String>,
        /// Under which title.
        review_title: Option<String>,
        /// When it was recorded, UTC.
        recorded_at: Option<String>,
    }
}

line! {
    /// A piece of evidence.
    EvidenceLine {
        /// Its type on a line of its own; nothing where it is nested.
        line_type = "type": Option<String>,
        /// The claim, by uid or ref, on a line of its own.
        claim: Option<String>,
        /// The number it had in its book, which a book that never used that number keeps; not in JSON.
        #[serde(skip)]
        id: Option<i64>,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// `supports`, `contradicts` or `context`.
        relation: String,
        /// The document.
        document: String,
        /// The passage.
        quote: Option<String>,
        /// Where the passage stands in the stored text: start and end, in characters.
        span: Option<(usize, usize)>,
        /// A note.
        note: Option<String>,
    }
}

line! {
    /// A saved filter.
    SavedLine {
        /// Always `saved`.
        line_type = "type": String,
        /// The name by which two books recognise it.
        uid: Option<String>,
        /// The name by which people call it.
        name: String,
        /// What it asks for, in the filter language.
        filter: String,
        /// When it was recorded, UTC.
        recorded_at: Option<String>,
    }
}

#[derive(Deserialize)]
struct Peek {
    #[serde(default, rename = "type")]
    line_type: Option<String>,
}

impl Line {
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
            Some("verdict") => Ok(Self::Verdict(serde_json::from_str(text)?)),
            Some("evidence") => Ok(Self::Evidence(serde_json::from_str(text)?)),
            Some("saved") => Ok(Self::Saved(serde_json::from_str(text)?)),
            Some(other) => Err(serde::de::Error::custom(format!(
                "a line cannot be of the type {other:?}; it is a speaker, a document, a statement, a verdict, evidence, saved, or has none and is a claim"
            ))),
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
            Self::Verdict(line) => serde_json::to_writer(out, line),
            Self::Evidence(line) => serde_json::to_writer(out, line),
            Self::Saved(line) => serde_json::to_writer(out, line),
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
    fn a_field_that_is_not_known_is_an_error() {
        let error = Line::parse(r#"{"text": "It rains", "speakr": "A"}"#).unwrap_err().to_string();
        assert!(error.contains("unknown field `speakr`"), "{error}");
    }
}
