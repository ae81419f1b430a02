//! A record as an import would record it, in a few words.

use serde::{Deserialize, Serialize};

use crate::model::Date;
use crate::model::records::{DocumentLine, Line};

/// A claim as an import would record it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewedClaim {
    /// Where it stands in the file.
    pub place: String,
    /// The claim.
    pub claim: String,
    /// What each speaker does to it, and when.
    pub statements: Vec<String>,
    /// Where it can be read.
    pub documents: Vec<String>,
    /// The verdicts, each with its reviewer.
    pub verdicts: Vec<String>,
    /// The note.
    pub note: Option<String>,
}

impl PreviewedClaim {
    /// Returns the claim in the lines of a piece, if there is one.
    pub fn of(place: &str, lines: &[Line]) -> Option<Self> {
        let claim = lines.iter().find_map(|line| if let Line::Claim(claim) = line { Some(claim) } else { None })?;
        let statements = claim.statements.iter().map(|statement| {
            let said_on = statement.said_on.as_deref().map(|date| format!(", {}", in_words(date))).unwrap_or_default();
            format!("{} {}{said_on}", statement.speaker, statement.stance)
        });
        let documents =
            lines.iter().filter_map(|line| if let Line::Document(document) = line { Some(document) } else { None });
        let verdicts = claim.verdicts.iter().map(|verdict| {
            let reviewer = verdict.reviewer.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
            format!("{}{reviewer}", verdict.label)
        });
        Some(Self {
            place: place.to_string(),
            claim: claim.text.clone(),
            statements: statements.collect(),
            documents: documents.map(document_name).collect(),
            verdicts: verdicts.collect(),
            note: claim.note.clone(),
        })
    }

    /// Describes the record on one line.
    pub fn in_words(&self) -> String {
        let note = self.note.iter().map(|note| note.replace('\n', "; ")).collect::<Vec<_>>();
        let said = if self.statements.is_empty() { &["nobody is named".to_string()][..] } else { &self.statements };
        let parts = [("", said), ("in ", &self.documents[..]), ("verdict ", &self.verdicts[..]), ("note: ", &note[..])];
        let parts = parts.iter().filter(|(_, texts)| !texts.is_empty());
        let parts: Vec<_> = parts.map(|(before, texts)| format!("{before}{}", texts.join("; "))).collect();
        format!("“{}” · {}", self.claim, parts.join(" · "))
    }
}

fn in_words(date: &str) -> String {
    Date::parse(date).map_or_else(|_| date.to_string(), |date| date.in_words())
}

fn document_name(document: &DocumentLine) -> String {
    let title = document.title.as_deref().filter(|title| Some(*title) != document.url.as_deref());
    [title, document.url.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
