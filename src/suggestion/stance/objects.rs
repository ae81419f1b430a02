//! What is denied, rejected or withdrawn: something said, or a request or a thing.

use crate::suggestion::phrase::Phrase;

/// Nouns for what is said.
const SAYINGS: [&str; 36] = [
    "claim",
    "claims",
    "report",
    "reports",
    "allegation*",
    "accusation*",
    "suggestion*",
    "notion",
    "idea that",
    "charge",
    "charges",
    "criticism",
    "speculation",
    "rumour*",
    "rumor*",
    "assertion*",
    "story",
    "stories",
    "account",
    "accounts",
    "argument*",
    "involvement",
    "wrongdoing",
    "contention",
    "narrative",
    "theory",
    "theories",
    "insinuation*",
    "findings",
    "article*",
    "figure*",
    "headline*",
    "having",
    "talk of",
    "testimony",
    "statement*",
];

/// Nouns for what somebody asks for, or is given.
const REQUESTS: [&str; 49] = [
    "boarding",
    "custody",
    "planning",
    "leave to",
    "the family",
    "request*",
    "motion",
    "appeal",
    "appeals",
    "bid",
    "bids",
    "offer*",
    "access",
    "bail",
    "visa*",
    "entry",
    "permission",
    "proposal*",
    "nomination",
    "invitation*",
    "call",
    "calls",
    "plea",
    "pleas",
    "application*",
    "coverage",
    "funding",
    "service",
    "services",
    "treatment",
    "the right",
    "their rights",
    "people their",
    "a chance",
    "the chance",
    "demand*",
    "amendment*",
    "bill",
    "deal",
    "asylum",
    "parole",
    "petition*",
    "lawsuit",
    "compensation",
    "dismissal",
    "planning permission",
    "him the",
    "her the",
    "them the",
];

/// Whether a phrase tells first of something said, and not of a request.
pub(super) fn names_saying(object: &Phrase) -> bool {
    first(object, &SAYINGS).is_some_and(|saying| first(object, &REQUESTS).is_none_or(|request| saying < request))
}

/// Whether a phrase tells first of a request or a thing, and not of something said.
pub(super) fn names_request(object: &Phrase) -> bool {
    first(object, &REQUESTS).is_some_and(|request| first(object, &SAYINGS).is_none_or(|saying| request < saying))
}

fn first(object: &Phrase, patterns: &[&str]) -> Option<usize> {
    patterns.iter().filter_map(|pattern| object.find(pattern)).min()
}
