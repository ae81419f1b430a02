//! What is said of a form that was not taken: where the fault is, and what can be done with what was typed instead.

use super::fields::CLAIM_NUMBER;
use super::{Form, Kind};
use crate::error::{Act, Error, Piece, Words};
use crate::web::http::request::HttpRequest;

/// Something that can be done with what was typed, in one click.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Offer {
    /// Where it is sent instead.
    pub(in crate::web) action: String,
    /// What is sent with it.
    pub(in crate::web) name: &'static str,
    pub(in crate::web) value: String,
    /// What the button says.
    pub(in crate::web) does: String,
}

impl Form {
    /// The name of the field that an error is about; of the first one where it is about none.
    pub(in crate::web) fn field_of(&self, error: &Error) -> &'static str {
        let mut fields = self.fields.iter();
        let about = error.field().and_then(|argument| fields.clone().find(|field| field.argument == argument));
        about.or_else(|| fields.find(|field| !matches!(field.kind, Kind::Hidden))).map_or("", |field| field.name)
    }

    /// What can be done instead with what was typed, where that is what is advised.
    pub(in crate::web) fn offers(&self, asked: &HttpRequest, advice: &Words) -> Vec<Offer> {
        let offer = |piece: &Piece| match (piece, self.instead) {
            (Piece::Act(Act::Say(Some(claim))), Some(path)) => {
                let (id, value) = (asked.id("number").unwrap_or(*claim), claim.to_string());
                let does = format!("It is the same: record it on claim {claim}");
                Some(Offer { action: path.replace("{id}", &id.to_string()), name: CLAIM_NUMBER.name, value, does })
            }
            (Piece::Flag(flag), instead) => {
                let field = self.fields.iter().find(|field| field.is(flag) && matches!(field.kind, Kind::Tick))?;
                let does = instead.map_or(field.label, |_| "It is another claim: record it").to_string();
                Some(Offer { action: asked.path.clone(), name: field.name, value: "on".to_string(), does })
            }
            _ => None,
        };
        advice.pieces().iter().filter_map(offer).collect()
    }
}
