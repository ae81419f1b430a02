//! A refused form: which field is wrong, and what else can be done with the values.

use super::form::Form;
use super::form_field::InputKind;
use crate::error::{Error, ErrorKind, SentencePart, Suggestion};
use crate::store::Store;
use crate::web::http::{HttpRequest, Offer};

impl Form {
    /// Returns the name of the field that an error is about; of the first visible one if it is about none.
    pub(crate) fn field_of(&'static self, error: &Error) -> &'static str {
        let mut fields = self.fields.iter();
        let about = error.field().and_then(|argument| fields.clone().find(|field| field.argument() == argument));
        about.or_else(|| fields.find(|field| field.input != InputKind::Hidden)).map_or("", |field| &field.name)
    }

    /// Returns the buttons that do what the hint of an error suggests, with the values that were sent.
    pub(crate) fn offers(&'static self, request: &HttpRequest, error: &Error, store: &Store) -> Vec<Offer> {
        let advice = error.hint_sentence();
        let unclear = self.fields.iter().find(|field| {
            field.input == InputKind::Claim && error.kind == ErrorKind::Usage && error.field() == Some(field.argument())
        });
        let offer = |piece: &SentencePart| match (piece, &self.alternative) {
            (SentencePart::Suggestion(Suggestion::Claim(Some(claim))), _) if unclear.is_some() => {
                let label = format!("Claim {claim}: {}", store.claim_text(*claim).ok()?);
                let (name, value) = (unclear?.offer_name(), claim.to_string());
                Some(Offer { action: request.path.clone(), name, value, label })
            }
            (SentencePart::Suggestion(Suggestion::Say(Some(claim))), Some(path)) => {
                let (id, value) = (request.id("number").unwrap_or(*claim), claim.to_string());
                let does = format!("It is the same: record it on claim {claim}");
                Some(Offer {
                    action: path.replace("{id}", &id.to_string()),
                    name: "claim".to_string(),
                    value,
                    label: does,
                })
            }
            (SentencePart::Flag(flag), instead) => {
                let field = self.fields.iter().find(|field| field.is(flag) && field.input == InputKind::Tick)?;
                let does = if instead.is_some() { "It is another claim: record it" } else { &field.label }.to_string();
                Some(Offer {
                    action: request.path.clone(),
                    name: field.name.clone(),
                    value: "on".to_string(),
                    label: does,
                })
            }
            _ => None,
        };
        advice.parts().iter().filter_map(offer).collect()
    }
}
