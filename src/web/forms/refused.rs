//! What is said of a form that was not taken: where the fault is, and what can be done with what was typed instead.

use super::fields::CLAIM_NUMBER;
use super::{Form, Kind};
use crate::error::{Error, Sentence, SentencePart, Suggestion};
use crate::web::http::request::{HttpRequest, Offer};

impl Form {
    /// The name of the field that an error is about; of the first one where it is about none.
    pub(in crate::web) fn field_of(&self, error: &Error) -> &'static str {
        let mut fields = self.fields.iter();
        let about = error.field().and_then(|argument| fields.clone().find(|field| field.argument == argument));
        about.or_else(|| fields.find(|field| !matches!(field.kind, Kind::Hidden))).map_or("", |field| field.name)
    }

    /// What can be done instead with what was typed, where that is what is advised.
    pub(in crate::web) fn offers(&self, request: &HttpRequest, advice: &Sentence) -> Vec<Offer> {
        let offer = |piece: &SentencePart| match (piece, self.instead) {
            (SentencePart::Suggestion(Suggestion::Say(Some(claim))), Some(path)) => {
                let (id, value) = (request.id("number").unwrap_or(*claim), claim.to_string());
                let does = format!("It is the same: record it on claim {claim}");
                Some(Offer {
                    action: path.replace("{id}", &id.to_string()),
                    name: CLAIM_NUMBER.name,
                    value,
                    label: does,
                })
            }
            (SentencePart::Flag(flag), instead) => {
                let field = self.fields.iter().find(|field| field.is(flag) && matches!(field.kind, Kind::Tick))?;
                let does = instead.map_or(field.label, |_| "It is another claim: record it").to_string();
                Some(Offer { action: request.path.clone(), name: field.name, value: "on".to_string(), label: does })
            }
            _ => None,
        };
        advice.parts().iter().filter_map(offer).collect()
    }
}
