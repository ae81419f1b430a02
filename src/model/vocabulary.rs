//! The closed vocabularies: stances, statuses, stages, kinds. The schema checks the same values.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::collective::kind_in_words;
use crate::text::suggest::did_you_mean;

/// Declares an enum with the word for each value.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident ($what:literal) { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A word in a book that is none of these, which another program wrote. Nobody can record it.
            Unknown,
        }

        impl $name {
            /// All values, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The words for all values, in order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// Returns the word for the value.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ Self::Unknown => "(not known)" }
            }

            /// Returns the value with a word that a book holds.
            pub fn stored(word: &str) -> Self {
                Self::ALL.iter().find(|value| value.as_str() == word).copied().unwrap_or(Self::Unknown)
            }
        }

        /// The first value.
        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(typed: &str) -> Result<Self, Error> {
                // The exact word first: this is called for every row of a list.
                if let Some(exact) = Self::ALL.iter().find(|value| value.as_str() == typed) {
                    return Ok(*exact);
                }
                let found = Self::ALL.iter().find(|value| value.as_str().eq_ignore_ascii_case(typed.trim()));
                found.copied().ok_or_else(|| {
                    let error = Error::usage(format!(concat!("no such ", $what, ": {}"), typed));
                    let begin = typed.trim().to_lowercase().replace(' ', "-");
                    let several: Vec<_> = Self::WORDS.iter().copied().filter(|word| word.starts_with(&begin)).collect();
                    if begin.len() > 2 && several.len() > 1 {
                        return error.hint(format!("did you mean {}?", several.join(" or ")));
                    }
                    match did_you_mean(typed, Self::WORDS.iter().copied()) {
                        Some(word) => error.hint(format!("did you mean {word}?")),
                        None => error.hint(format!("one of: {}", Self::WORDS.join(", "))),
                    }
                })
            }
        }
    };
}

mod channel;
mod mark;
mod pair;
mod relation;
mod role;
mod sentence;
pub use channel::{Channel, RequestState};
pub use mark::PassageMark;
pub use pair::PairKind;
pub use relation::{ClaimRelation, Relation};
pub use role::{Right, Role};
pub use sentence::SentenceState;

vocabulary! {
    /// What a speaker does to the target of a statement.
    Stance ("stance") {
        /// Makes the claim.
        Asserts = "asserts",
        /// Confirms a claim that somebody else made.
        Confirms = "confirms",
        /// Reports the statement of somebody else.
        Reports = "reports",
        /// Says that it is not true.
        Denies = "denies",
        /// Says that a part of it is not true.
        DisputesPart = "disputes-part",
        /// Says that it gives a wrong impression.
        CallsMisleading = "calls-misleading",
        /// Gives a different figure or fact.
        Corrects = "corrects",
        /// Retracts an earlier statement of the same speaker.
        Retracts = "retracts",
        /// Was asked and declined to deny it.
        DeclinesToDeny = "declines-to-deny",
        /// Was asked and declined to comment.
        DeclinesToComment = "declines-to-comment",
        /// Was asked and did not answer.
        DoesNotRespond = "does-not-respond",
        /// Doubts it, or asks for evidence.
        Questions = "questions",
        /// Comments on it without taking a side.
        Comments = "comments",
    }
}

vocabulary! {
    /// The five families of stances.
    Family ("family of stances") {
        /// Makes or supports the claim.
        For = "for",
        /// Reports the statement of somebody else.
        Relay = "relay",
        /// Disputes it.
        Against = "against",
        /// Retracts an own statement.
        Withdraw = "withdraw",
        /// Takes no side.
        Neither = "neither",
    }
}

impl Stance {
    /// Returns the family of a stance; the column `statement.family` of the schema has the same rule.
    pub fn family(self) -> Family {
        match self {
            Self::Asserts | Self::Confirms => Family::For,
            Self::Reports => Family::Relay,
            Self::Denies | Self::DisputesPart | Self::CallsMisleading | Self::Corrects => Family::Against,
            Self::Retracts => Family::Withdraw,
            Self::DeclinesToDeny
            | Self::DeclinesToComment
            | Self::DoesNotRespond
            | Self::Questions
            | Self::Comments => Family::Neither,
            Self::Unknown => Family::Unknown,
        }
    }

    /// Returns the words of the stances of a family.
    pub fn of(family: Family) -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(move |stance| stance.family() == family).map(|stance| stance.as_str())
    }

    /// Returns the verb of the stance, before and after its target: "calls" and " misleading".
    pub fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::DisputesPart => ("disputes part of", ""),
            Self::CallsMisleading => ("calls", " misleading"),
            Self::DeclinesToDeny => ("declines to deny", ""),
            Self::DeclinesToComment => ("declines to comment on", ""),
            Self::DoesNotRespond => ("does not respond to", ""),
            Self::Comments => ("comments on", ""),
            Self::Unknown => ("has a stance that is not known on", ""),
            plain => (plain.as_str(), ""),
        }
    }

    /// Returns the stance in a sentence with its target: "calls claim 2 misleading", "declines to deny claim 2".
    pub fn on(self, what: &str) -> String {
        let (before, after) = self.around();
        format!("{before} {what}{after}")
    }
}

vocabulary! {
    /// The status of a claim in the public record, strongest first. The view `claim_status` computes it.
    Status ("status") {
        /// Everyone who asserted it has retracted it.
        Withdrawn = "withdrawn",
        /// Somebody disputes the claim itself.
        Disputed = "disputed",
        /// Somebody disputes that it was said.
        AttributionDisputed = "attribution-disputed",
        /// Somebody disputes the whole document that carries it.
        DocumentDisputed = "document-disputed",
        /// Somebody who was asked declined to deny it, and nobody disputes it.
        NotDenied = "not-denied",
        /// None of these.
        Undisputed = "undisputed",
    }
}

impl Family {
    /// Returns what its stances mean, without capital and full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::For => "makes or supports the claim",
            Self::Relay => "passes on what another said",
            Self::Against => "disputes it",
            Self::Withdraw => "takes an own statement back",
            Self::Neither => "takes no side, or would not say",
            Self::Unknown => "has a stance that is not known",
        }
    }
}

impl Status {
    /// Returns the word of a status as people read it where it stands alone. "undisputed" would read as "true".
    pub fn for_people(word: &str) -> &str {
        if word == Self::Undisputed.as_str() { "nobody disputes it" } else { word }
    }

    /// Says in a sentence that something, such as `claim 2`, has the status with a word.
    pub fn sentence(word: &str, what: &str) -> String {
        if word == Self::Undisputed.as_str() { format!("nobody disputes {what}") } else { format!("{what} is {word}") }
    }

    /// Returns what it means, without capital and full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Withdrawn => "everyone who made the claim has taken it back",
            Self::Disputed => "somebody disputes the claim itself",
            Self::AttributionDisputed => "somebody disputes that it was said or reported",
            Self::DocumentDisputed => "somebody disputes, as a whole, a document that carries it",
            Self::NotDenied => "somebody who was asked declined to deny it, and nobody disputes it",
            Self::Undisputed => "nobody on record disputes it",
            Self::Unknown => "its status is not known",
        }
    }
}

vocabulary! {
    /// The stage of the desk's work on a claim.
    Stage ("stage") {
        /// Nobody has started on it.
        New = "new",
        /// Somebody is checking it.
        Checking = "checking",
        /// Somebody was asked and has not answered yet.
        AwaitingReply = "awaiting-reply",
        /// The check is finished.
        Checked = "checked",
        /// The desk has given it up.
        Dropped = "dropped",
    }
}

vocabulary! {
    /// The kind of a speaker.
    SpeakerKind ("kind of speaker") {
        /// A person.
        Person = "person",
        /// A ministry, a company, a party, a desk.
        Organisation = "organisation",
        /// A newspaper, a broadcaster, a website.
        Outlet = "outlet",
        /// Known only by a descriptor in one document.
        Unnamed = "unnamed",
    }
}

impl SpeakerKind {
    /// Guesses what a name is the name of by its words, such as "Ministry" and "News"; `usual` where they do not say it.
    pub fn of_name(name: &str, usual: Self) -> Self {
        kind_in_words(name).and_then(|kind| kind.parse().ok()).unwrap_or(usual)
    }

    /// Guesses what the publisher of a document is by its name and the kind of the document: a post or a speech is of a person.
    pub fn of_publisher(name: &str, document: Option<DocumentKind>) -> Self {
        Self::of_name(
            name,
            match document {
                Some(DocumentKind::Post | DocumentKind::Letter | DocumentKind::Speech) => Self::Person,
                Some(DocumentKind::PressRelease | DocumentKind::Report | DocumentKind::Dataset) => Self::Organisation,
                _ => Self::Outlet,
            },
        )
    }
}

vocabulary! {
    /// The kind of a document.
    DocumentKind ("kind of document") {
        /// An article in a newspaper or on a website.
        Article = "article",
        /// A post on a social network.
        Post = "post",
        /// A letter or e-mail.
        Letter = "letter",
        /// A programme on radio or television.
        Broadcast = "broadcast",
        /// An interview.
        Interview = "interview",
        /// A speech, or a statement in a parliament.
        Speech = "speech",
        /// A press release.
        PressRelease = "press-release",
        /// A report or study.
        Report = "report",
        /// A dataset.
        Dataset = "dataset",
        /// A video.
        Video = "video",
        /// A text that is checked before it appears.
        Draft = "draft",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// How a document is known.
    Access ("kind of access") {
        /// Somebody here has read it.
        Read = "read",
        /// It is known only through another document.
        Secondhand = "secondhand",
    }
}

vocabulary! {
    /// The bucket of a verdict, for any scale of ratings.
    Bucket ("bucket") {
        /// True, or nearly so.
        True = "true",
        /// Partly true.
        Mixed = "mixed",
        /// False, or nearly so.
        False = "false",
        /// Not on a scale from true to false: unproven, misleading, satire.
        Other = "other",
    }
}

vocabulary! {
    /// How a statement is connected to a claim; see the view `claim_statement`.
    Basis ("basis") {
        /// It is about the claim itself.
        Claim = "claim",
        /// It is about another statement on the claim.
        Attribution = "attribution",
        /// It is about a document that carries the claim.
        Document = "document",
    }
}

vocabulary! {
    /// The role of a statement for a claim. The view `claim_statement` computes it.
    Part ("part") {
        /// Makes or confirms the claim.
        Makes = "makes",
        /// Reports that somebody made it.
        Relays = "relays",
        /// Disputes the claim, its attribution, or a document that carries it.
        Disputes = "disputes",
        /// Was asked and declined to deny the claim.
        DoesNotDeny = "does-not-deny",
        /// Retracts a statement.
        Withdraws = "withdraws",
        /// Anything else.
        Responds = "responds",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stance_has_one_family() {
        let against: Vec<_> = Stance::of(Family::Against).collect();
        assert_eq!(against, ["denies", "disputes-part", "calls-misleading", "corrects"]);
        assert_eq!(Family::ALL.iter().flat_map(|family| Stance::of(*family)).count(), Stance::ALL.len());
    }

    #[test]
    fn a_wrong_word_is_answered_with_a_likely_one() {
        let error = "decline-to-deny".parse::<Stance>().unwrap_err();
        assert_eq!(error.to_string(), "no such stance: decline-to-deny");
        assert_eq!(error.hint_text().as_deref(), Some("did you mean declines-to-deny?"));
    }
}
