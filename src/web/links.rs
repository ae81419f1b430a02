//! Turns the words of an error or of an outcome into a message for a page: an action becomes a link to the place where it is
//! done, and a flag becomes the label of a field.

use super::forms::{self, Form};
use super::http::{Message, MessagePart};
use crate::error::{Flag, Sentence, SentencePart, Suggestion};

/// Returns the message for a page without a form.
pub(super) fn message(words: &Sentence) -> Message {
    convert(words, |flag| MessagePart::text(quoted(&label(flag, forms::all()))))
}

/// Returns the message for the page of a form: fields have the labels of that form, and link to them.
pub(super) fn message_beside(words: &Sentence, form: &'static Form) -> Message {
    convert(words, |flag| {
        let field = form.fields.iter().find(|field| field.is(flag));
        let text = quoted(&label(flag, std::iter::once(form).chain(forms::all())));
        MessagePart { text, address: field.map(|field| format!("#{}", form.id_of(field))) }
    })
}

fn convert(words: &Sentence, field: impl Fn(&Flag) -> MessagePart) -> Message {
    Message::new(words.parts().iter().map(|piece| match piece {
        SentencePart::Text(text) | SentencePart::PerMedium { page: text, .. } => MessagePart::text(text.as_str()),
        SentencePart::Suggestion(act) => link(act),
        SentencePart::Flag(flag) => field(flag),
    }))
}

fn quoted(label: &str) -> String {
    format!("“{label}”")
}

/// Returns the label of a flag in the first form that has a field for it; the name of the flag where no form has one.
fn label(flag: &Flag, mut forms: impl Iterator<Item = &'static Form>) -> String {
    let field = forms.find_map(|form| form.fields.iter().find(|field| field.is(flag)));
    field.map_or_else(|| flag.name().trim_start_matches('-').replace('-', " "), |field| field.label.clone())
}

/// Returns the link to the place where an action is done.
fn link(act: &Suggestion) -> MessagePart {
    match act {
        Suggestion::Claims => MessagePart::link("the list of claims", "/"),
        Suggestion::Claim(None) => MessagePart::text("the page of the claim"),
        Suggestion::Claim(Some(id)) => MessagePart::link(format!("claim {id}"), format!("/claims/{id}")),
        Suggestion::Speakers => MessagePart::link("the list of speakers", "/speakers"),
        Suggestion::Documents => MessagePart::link("the list of documents", "/documents"),
        Suggestion::Document(id) => MessagePart::link(format!("document {id}"), format!("/documents/{id}")),
        Suggestion::Text(id) => MessagePart::link(format!("document {id}"), format!("/documents/{id}#text")),
        Suggestion::Asked => MessagePart::link("the list of requests", "/asked"),
        Suggestion::Conflicts => MessagePart::link("the list of conflicts", "/conflicts"),
        Suggestion::Corrections => MessagePart::link("the list of corrections", "/corrections"),
        Suggestion::SavedFilters => MessagePart::link("the list of saved filters", "/saved"),
        Suggestion::History => MessagePart::link("the history", "/history"),
        Suggestion::Filters => MessagePart::link("the help on filters", "/filters"),
        Suggestion::Retract(id) => form_link("/claims/{id}/retract", Some(*id)),
        Suggestion::Say(Some(id)) => form_link("/claims/{id}/say", Some(*id)),
        Suggestion::Say(None) => form_link("/claims/{id}/say", None),
        Suggestion::Respond => form_link("/claims/{id}/respond", None),
        Suggestion::Report => form_link("/statements/{id}/report", None),
        Suggestion::Dispute(id) => form_link("/claims/{id}/dispute", Some(*id)),
        Suggestion::DisputeStatement(id) => form_link("/statements/{id}/dispute", Some(*id)),
        Suggestion::Rate => form_link("/claims/{id}/rate", None),
        Suggestion::Tag => form_link("/claims/{id}/tag", None),
        Suggestion::EditStatement => form_link("/statements/{id}/edit", None),
        Suggestion::EditDocument(id) => form_link("/documents/{id}/edit", Some(*id)),
        Suggestion::RemoveClaim(id) => form_link("/claims/{id}/remove", Some(*id)),
        Suggestion::RemoveStatement(id) => form_link("/statements/{id}/remove", Some(*id)),
        Suggestion::Alias => form_link("/speakers/{id}/alias", None),
        Suggestion::Join(id) => form_link("/speakers/{id}/join", Some(*id)),
        Suggestion::PartSpeaker(id) => form_link("/speakers/{id}/part", Some(*id)),
        Suggestion::MaybeSame(..) => MessagePart::link("the list of duplicates", "/duplicates#not-same"),
        Suggestion::AddClaim => MessagePart::link("a new claim", "/claims"),
        Suggestion::AddSpeaker => MessagePart::link("a new speaker", "/speakers#speakers"),
        Suggestion::SaveFilter => MessagePart::link("a new saved filter", "/saved#saved"),
        Suggestion::Undo => MessagePart::link("undo", "/history"),
        Suggestion::Redo => MessagePart::link("redo", "/history"),
    }
}

/// Returns a link to a form; only the heading of the form where it is not known what the form is about.
fn form_link(path: &str, id: Option<i64>) -> MessagePart {
    let form = forms::at(path);
    let text = form.map_or_else(String::new, |form| quoted(&form.heading));
    let address = id.map(|id| form.map_or_else(|| "/".to_string(), |form| form.address(id)));
    MessagePart { text, address }
}
