//! Words as a page says them: where a terminal says a command, the way to where it is done; where it says a flag, the name of
//! the field.

use crate::error::{Act, Flag, Piece, Words};
use crate::web::forms::{self, Form};

/// A sentence of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Message(Vec<MessagePart>);

/// A part of a sentence, and where it leads.
#[derive(Clone, Debug)]
pub(super) struct MessagePart {
    pub(super) text: String,
    pub(super) address: Option<String>,
}

impl Message {
    /// What is said on a page that has nothing to fill in.
    pub(super) fn of(words: &Words) -> Self {
        Self::said(words, |flag| MessagePart { text: quoted(&label(flag, forms::all())), address: None })
    }

    /// What is said beside a form: fields are named as it names them, and can be gone to.
    pub(super) fn beside(words: &Words, form: &'static Form) -> Self {
        Self::said(words, |flag| {
            let field = form.fields.iter().find(|field| field.is(flag));
            let text = quoted(&label(flag, std::iter::once(form).chain(forms::all())));
            MessagePart { text, address: field.map(|field| format!("#{}", form.id_of(field))) }
        })
    }

    /// A text as it is.
    pub(super) fn text(text: &str) -> Self {
        Self::of(&Words::from(text))
    }

    fn said(words: &Words, field: impl Fn(&Flag) -> MessagePart) -> Self {
        let plain = |text: &str| MessagePart { text: text.to_string(), address: None };
        let part = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Either { clicked: text, .. } => plain(text),
            Piece::Act(act) => way(act),
            Piece::Flag(flag) => field(flag),
        };
        let mut parts: Vec<_> = words.pieces().iter().map(part).filter(|part| !part.text.is_empty()).collect();
        // A way alone is no sentence.
        if matches!(&parts[..], [MessagePart { address: Some(address), .. }] if !address.contains('#')) {
            parts.insert(0, plain("See "));
        }
        if let Some(first) = parts.first_mut() {
            first.text = with_large_beginning(&first.text);
        }
        Self(parts)
    }

    pub(super) fn parts(&self) -> &[MessagePart] {
        &self.0
    }

    /// The pages that it leads to, without the forms and fields.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = self.0.iter().filter_map(|part| Some((part.text.as_str(), part.address.as_deref()?)));
        known.filter(|(_, address)| !address.contains('#'))
    }

    /// Its text alone.
    pub(super) fn plain(&self) -> String {
        self.0.iter().map(|part| part.text.as_str()).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn quoted(label: &str) -> String {
    format!("“{label}”")
}

/// What a flag is called in the first of some forms that asks for it; its own name where none does.
fn label(flag: &Flag, mut forms: impl Iterator<Item = &'static Form>) -> String {
    let field = forms.find_map(|form| form.fields.iter().find(|field| field.is(flag)));
    field.map_or_else(|| flag.name().trim_start_matches('-').replace('-', " "), |field| field.label.to_string())
}

/// The way to where something is done.
fn way(act: &Act) -> MessagePart {
    let to = |text: &str, address: &str| MessagePart { text: text.to_string(), address: Some(address.to_string()) };
    let about = |text: String, address: String| MessagePart { text, address: Some(address) };
    let nowhere = |text: &str| MessagePart { text: text.to_string(), address: None };
    match act {
        Act::Claims => to("the list of claims", "/"),
        Act::Claim(None) => nowhere("the page of the claim"),
        Act::Claim(Some(id)) => about(format!("claim {id}"), format!("/claims/{id}")),
        Act::Speakers => to("the list of speakers", "/speakers"),
        Act::Documents => to("the list of documents", "/documents"),
        Act::Document(id) => about(format!("document {id}"), format!("/documents/{id}")),
        Act::Text(id) => about(format!("document {id}"), format!("/documents/{id}#text")),
        Act::SavedFilters => to("the list of saved filters", "/saved"),
        Act::History => to("the history", "/history"),
        Act::Filters => to("the help on filters", "/filters"),
        Act::Retract(claim) => about(format!("what was said of claim {claim}"), format!("/claims/{claim}#said")),
        Act::Say(Some(id)) => by_form("/claims/{id}/say", Some(*id)),
        Act::Say(None) => by_form("/claims/{id}/say", None),
        Act::Respond => by_form("/claims/{id}/respond", None),
        Act::Report => by_form("/statements/{id}/report", None),
        Act::DisputeStatement(id) => by_form("/statements/{id}/dispute", Some(*id)),
        Act::Rate => by_form("/claims/{id}/rate", None),
        Act::Tag => by_form("/claims/{id}/tag", None),
        Act::EditStatement => by_form("/statements/{id}/edit", None),
        Act::EditDocument(id) => by_form("/documents/{id}/edit", Some(*id)),
        Act::RemoveClaim(id) => by_form("/claims/{id}/remove", Some(*id)),
        Act::RemoveStatement(id) => by_form("/statements/{id}/remove", Some(*id)),
        Act::Alias => by_form("/speakers/{id}/alias", None),
        Act::Join(id) => by_form("/speakers/{id}/join", Some(*id)),
        Act::AddClaim => to("a new claim", "/claims"),
        Act::AddSpeaker => to("a new speaker", "/speakers#speakers"),
        Act::SaveFilter => to("a new saved filter", "/saved#saved"),
        Act::Undo => to("undo", "/history"),
        Act::Redo => to("redo", "/history"),
    }
}

/// The way to a form, where what it is about is known; else what it is called.
fn by_form(path: &str, id: Option<i64>) -> MessagePart {
    let form = forms::at(path);
    let text = form.map_or_else(String::new, |form| quoted(form.heading));
    let address = id.map(|id| form.map_or_else(|| "/".to_string(), |form| form.address(id)));
    MessagePart { text, address }
}

/// A text with its first letter large.
pub(super) fn with_large_beginning(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
