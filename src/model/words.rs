//! The closed vocabularies: stances, statuses, stages, kinds. Each is written once, here and as a check in the schema.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::similar::did_you_mean;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident ($what:literal) { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the design.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Every value as it is written.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The value as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
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

        impl FromStr for $name {
            type Err = Error;

            fn from_str(typed: &str) -> Result<Self, Error> {
                // As the book has it first: every row of a list comes through here.
                if let Some(exact) = Self::ALL.iter().find(|value| value.as_str() == typed) {
                    return Ok(*exact);
                }
                let found = Self::ALL.iter().find(|value| value.as_str().eq_ignore_ascii_case(typed.trim()));
                found.copied().ok_or_else(|| {
                    let error = Error::usage(format!(concat!("no such ", $what, ": {}"), typed));
                    match did_you_mean(typed, Self::WORDS.iter().copied()) {
                        Some(word) => error.hint(format!("did you mean {word}?")),
                        None => error.hint(format!("one of: {}", Self::WORDS.join(", "))),
                    }
                })
            }
        }
    };
}

words! {
    /// What a speaker does to the target of a statement.
    Stance ("stance") {
        /// Says that the claim is so.
        Asserts = "asserts",
        /// Says that a claim somebody else made is so.
        Confirms = "confirms",
        /// Passes on another's statement.
        Reports = "reports",
        /// Says that it is not so.
        Denies = "denies",
        /// Says that a part of it is not so.
        DisputesPart = "disputes-part",
        /// Says that it leaves a wrong impression.
        CallsMisleading = "calls-misleading",
        /// Gives another figure or fact in its place.
        Corrects = "corrects",
        /// Takes back an own earlier statement.
        Retracts = "retracts",
        /// Was asked and would not deny it.
        DeclinesToDeny = "declines-to-deny",
        /// Was asked and would say nothing.
        DeclinesToComment = "declines-to-comment",
        /// Was asked and did not answer.
        DoesNotRespond = "does-not-respond",
        /// Doubts it, or asks for evidence.
        Questions = "questions",
        /// Says something about it without taking a side.
        Comments = "comments",
    }
}

words! {
    /// The five families of stances.
    Family ("family of stances") {
        /// Makes or supports the claim.
        For = "for",
        /// Passes on another's statement.
        Relay = "relay",
        /// Disputes it.
        Against = "against",
        /// Takes an own statement back.
        Withdraw = "withdraw",
        /// Takes no side.
        Neither = "neither",
    }
}

impl Stance {
    /// The family a stance belongs to; the same rule as the column `statement.family` of the schema.
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
        }
    }

    /// The words of the stances of one family.
    pub fn of(family: Family) -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(move |stance| stance.family() == family).map(|stance| stance.as_str())
    }

    /// The stance in a sentence, with what it is taken on: "calls claim 2 misleading", "declines to deny claim 2".
    pub fn on(self, what: &str) -> String {
        match self {
            Self::DisputesPart => format!("disputes part of {what}"),
            Self::CallsMisleading => format!("calls {what} misleading"),
            Self::DeclinesToDeny => format!("declines to deny {what}"),
            Self::DeclinesToComment => format!("declines to comment on {what}"),
            Self::DoesNotRespond => format!("does not respond to {what}"),
            Self::Comments => format!("comments on {what}"),
            plain => format!("{plain} {what}"),
        }
    }
}

words! {
    /// Where a claim stands in the public record, strongest first; computed by the view `claim_now`, never typed.
    Status ("status") {
        /// Everyone who asserted it has retracted.
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
    /// What its stances have in common, as a sentence without capital and full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::For => "makes or supports the claim",
            Self::Relay => "passes on what another said",
            Self::Against => "disputes it",
            Self::Withdraw => "takes an own statement back",
            Self::Neither => "takes no side, or would not say",
        }
    }
}

impl Status {
    /// What it means, as a sentence without capital and full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Withdrawn => "everyone who made the claim has taken it back",
            Self::Disputed => "somebody disputes the claim itself",
            Self::AttributionDisputed => "somebody disputes that it was said or reported",
            Self::DocumentDisputed => "somebody disputes, as a whole, a document that carries it",
            Self::NotDenied => "somebody who was asked declined to deny it, and nobody disputes it",
            Self::Undisputed => "nobody on record disputes it",
        }
    }
}

words! {
    /// What the desk is doing about a claim.
    Stage ("stage") {
        /// Nobody has looked at it.
        New = "new",
        /// Somebody is on it.
        Checking = "checking",
        /// Somebody was asked and has yet to answer.
        AwaitingReply = "awaiting-reply",
        /// The desk has found what it could.
        Checked = "checked",
        /// The desk will not pursue it.
        Dropped = "dropped",
    }
}

words! {
    /// What a speaker is.
    SpeakerKind ("kind of speaker") {
        /// One human being.
        Person = "person",
        /// A ministry, a company, a party, a desk.
        Organisation = "organisation",
        /// A newspaper, a broadcaster, a site.
        Outlet = "outlet",
        /// Known only by a descriptor in one document.
        Unnamed = "unnamed",
    }
}

words! {
    /// What a document is.
    DocumentKind ("kind of document") {
        /// A piece in a newspaper or on a site.
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
        /// A set of data.
        Dataset = "dataset",
        /// A video.
        Video = "video",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// How a document is known.
    Access ("kind of access") {
        /// Somebody here has read it.
        Read = "read",
        /// It is known only through another document.
        Secondhand = "secondhand",
    }
}

words! {
    /// What a verdict comes to, on any scale.
    Bucket ("bucket") {
        /// True, or nearly so.
        True = "true",
        /// Partly true.
        Mixed = "mixed",
        /// False, or nearly so.
        False = "false",
        /// Off the scale: unproven, misleading, satire.
        Other = "other",
    }
}

words! {
    /// What a piece of evidence does to a claim.
    Relation ("relation") {
        /// Speaks for it.
        Supports = "supports",
        /// Speaks against it.
        Contradicts = "contradicts",
        /// Helps to read it.
        Context = "context",
    }
}

words! {
    /// How a statement reaches the claim that it bears upon, as the view `claim_statement` says it.
    Basis ("basis") {
        /// It is about the claim itself.
        Claim = "claim",
        /// It is about another statement on the claim.
        Attribution = "attribution",
        /// It is about a document that carries the claim.
        Document = "document",
    }
}

words! {
    /// The part a statement plays for a claim; computed by the view `claim_statement`.
    Part ("part") {
        /// Says that the claim is so.
        Makes = "makes",
        /// Passes on that somebody said so.
        Relays = "relays",
        /// Disputes the claim, its attribution, or a document that carries it.
        Disputes = "disputes",
        /// Was asked and declined to deny the claim.
        DoesNotDeny = "does-not-deny",
        /// Takes a statement back.
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
        let counted: usize = Family::ALL.iter().map(|family| Stance::of(*family).count()).sum();
        assert_eq!(counted, Stance::ALL.len());
    }

    #[test]
    fn a_wrong_word_is_answered_with_a_likely_one() {
        let error = "decline-to-deny".parse::<Stance>().unwrap_err();
        assert_eq!(error.to_string(), "no such stance: decline-to-deny");
        assert_eq!(error.hint_text().as_deref(), Some("did you mean declines-to-deny?"));
    }
}
