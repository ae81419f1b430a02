//! Parts of speech, after the tags of the Penn Treebank.

/// A part of speech. The order is that of the fitted weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartOfSpeech {
    /// A noun: "plan".
    #[default]
    Noun,
    /// A noun in the plural: "plans".
    NounPlural,
    /// A name.
    Name,
    /// A personal pronoun: "he".
    Pronoun,
    /// A possessive pronoun: "his".
    PossessivePronoun,
    /// A determiner: "the".
    Determiner,
    /// A preposition or subordinating conjunction: "of", "that".
    Preposition,
    /// "to".
    To,
    /// An adjective.
    Adjective,
    /// An adverb, "not" included.
    Adverb,
    /// A number.
    Number,
    /// A coordinating conjunction: "and".
    Conjunction,
    /// A modal verb: "would".
    Modal,
    /// A verb's base form: "say".
    VerbBase,
    /// A verb's past: "said".
    VerbPast,
    /// A verb's third person: "says".
    VerbThird,
    /// A verb's present: "say".
    VerbPresent,
    /// A verb's form on -ing: "saying".
    VerbIng,
    /// A verb's past participle: "said" in "has said".
    VerbParticiple,
    /// A question word or relative pronoun: "who".
    Question,
    /// A particle: "out" in "point out".
    Particle,
    /// A possessive ending: "'s".
    Possessive,
    /// "there" in "there is".
    There,
    /// A sign.
    Punctuation,
}

impl PartOfSpeech {
    /// All parts of speech.
    pub const ALL: [Self; 24] = [
        Self::Noun,
        Self::NounPlural,
        Self::Name,
        Self::Pronoun,
        Self::PossessivePronoun,
        Self::Determiner,
        Self::Preposition,
        Self::To,
        Self::Adjective,
        Self::Adverb,
        Self::Number,
        Self::Conjunction,
        Self::Modal,
        Self::VerbBase,
        Self::VerbPast,
        Self::VerbThird,
        Self::VerbPresent,
        Self::VerbIng,
        Self::VerbParticiple,
        Self::Question,
        Self::Particle,
        Self::Possessive,
        Self::There,
        Self::Punctuation,
    ];

    /// Whether it is a form of a verb other than an auxiliary.
    pub fn is_verb(self) -> bool {
        (Self::VerbBase as u8..=Self::VerbParticiple as u8).contains(&(self as u8))
    }

    /// Whether it can be the head of a noun phrase.
    pub fn is_nominal(self) -> bool {
        self == Self::Question || (Self::Noun as u8..=Self::PossessivePronoun as u8).contains(&(self as u8))
    }

    /// The part of speech of a tag of the Penn Treebank.
    pub fn of_penn(tag: &str) -> Self {
        match tag {
            "NN" | "FW" | "UH" | "LS" => Self::Noun,
            "NNS" => Self::NounPlural,
            "NNP" | "NNPS" => Self::Name,
            "PRP" => Self::Pronoun,
            "PRP$" => Self::PossessivePronoun,
            "DT" | "PDT" => Self::Determiner,
            "IN" => Self::Preposition,
            "TO" => Self::To,
            "JJ" | "JJR" | "JJS" => Self::Adjective,
            "RB" | "RBR" | "RBS" => Self::Adverb,
            "CD" => Self::Number,
            "CC" => Self::Conjunction,
            "MD" => Self::Modal,
            "VB" => Self::VerbBase,
            "VBD" => Self::VerbPast,
            "VBZ" => Self::VerbThird,
            "VBP" => Self::VerbPresent,
            "VBG" => Self::VerbIng,
            "VBN" => Self::VerbParticiple,
            "WP" | "WDT" | "WRB" | "WP$" => Self::Question,
            "RP" => Self::Particle,
            "POS" => Self::Possessive,
            "EX" => Self::There,
            _ => Self::Punctuation,
        }
    }
}
