//! A suggestion in the making.

use std::ops::Range;

use super::occasions::Occasion;
use super::speakers::TextSpeaker;
use super::topics::Topic;
use crate::model::results::suggested_statement::SuggestedDocument;
use crate::model::{Date, DocumentKind, Stance};

/// A suggestion before its target is known. All ranges are tokens of the text.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) speaker: TextSpeaker,
    pub(super) stance: Stance,
    pub(super) topic: Topic,
    /// The claim in words.
    pub(super) claim: String,
    /// The same as the text has it, where the speaker judges what somebody else said.
    pub(super) plain: String,
    /// Where the claim is worded.
    pub(super) claim_at: Range<usize>,
    /// Where it is told what is said.
    pub(super) content: Vec<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    /// The draft whose content it is a part of.
    pub(super) within: Option<usize>,
    /// Whether it is a part of the content of an attribution that another draft has as a whole.
    pub(super) is_part: bool,
    /// The draft that this one reports.
    pub(super) reports: Option<usize>,
    pub(super) reported_by: Vec<String>,
    pub(super) document: Option<SuggestedDocument>,
    pub(super) occasion: Option<String>,
    pub(super) said_on: Option<Date>,
    pub(super) score: f64,
}

/// A document that the text tells of, by the kind of it and who made it.
pub(super) fn document_of(outlet: &str, title: Option<&str>) -> SuggestedDocument {
    let is_broadcast =
        outlet.split(' ').any(|word| matches!(word, "Radio" | "TV" | "Television" | "BBC" | "CNN" | "ITV" | "Sky"));
    let (kind, noun) =
        if is_broadcast { (DocumentKind::Broadcast, "Broadcast of") } else { (DocumentKind::Article, "Article in") };
    SuggestedDocument {
        title: titled(&format!("{noun} {outlet}"), title),
        kind,
        publisher: Some(outlet.to_string()),
        known: None,
    }
}

/// The document in which somebody spoke, if it is not the one that was read.
pub(super) fn document_told(
    speaker: &TextSpeaker,
    told: &Occasion,
    publisher: Option<&str>,
    title: Option<&str>,
) -> Option<SuggestedDocument> {
    if let Some(kind) = told.document.filter(|kind| !matches!(kind, DocumentKind::Interview | DocumentKind::Article)) {
        let to = told.document_at.as_ref().map(|outlet| format!(" to {outlet}")).unwrap_or_default();
        let noun = match kind {
            DocumentKind::Letter => "Letter",
            DocumentKind::Post => "Post",
            DocumentKind::PressRelease => "Statement",
            DocumentKind::Speech => "Speech",
            DocumentKind::Report => "Report",
            DocumentKind::Video => "Video",
            _ => "Broadcast",
        };
        let by = if speaker.is_unnamed { String::new() } else { format!(" by {}", speaker.name) };
        let publisher = (kind == DocumentKind::Post && !speaker.is_unnamed).then(|| speaker.name.clone());
        return Some(SuggestedDocument {
            title: titled(&format!("{noun}{by}{to}"), title),
            kind,
            publisher,
            known: None,
        });
    }
    if speaker.is_outlet {
        let own = publisher == Some(speaker.name.as_str());
        return (!own).then(|| document_of(&speaker.name, title));
    }
    let outlet =
        told.told_to.as_ref().or(told.document_at.as_ref()).filter(|_| told.document != Some(DocumentKind::Report))?;
    let is_outlet = super::word_lists::is_outlet(&outlet.to_lowercase());
    if !is_outlet || publisher == Some(outlet.as_str()) || speaker.is_unnamed {
        return None;
    }
    let of = document_of(outlet, None);
    let kind = if of.kind == DocumentKind::Article { DocumentKind::Interview } else { of.kind };
    Some(SuggestedDocument { title: titled(&format!("{} in {outlet}", speaker.name), title), kind, ..of })
}

/// A title that tells where a document is told of.
fn titled(what: &str, title: Option<&str>) -> String {
    title.map_or_else(|| what.to_string(), |title| format!("{what}, told of in “{title}”"))
}
