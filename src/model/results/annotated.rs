//! A text with a numbered note for each claim that was recorded in it.

use crate::model::SentenceState;

/// A text with its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedText {
    /// The document.
    pub document: i64,
    /// Its title.
    pub title: String,
    /// What it is, by whom and from when: "Draft, The Bay Paper, 2021-11-18".
    pub kind: String,
    /// How many sentences are of which kind, in words.
    pub totals: String,
    /// When this was made, in UTC.
    pub made_at: String,
    /// The sentences of each paragraph.
    pub paragraphs: Vec<Vec<AnnotatedSentence>>,
    /// The notes, in order; the first is number 1.
    pub notes: Vec<ClaimNote>,
    /// The sentences in which something is to do, with what that is.
    pub open: Vec<(i64, String, Vec<String>)>,
    /// Claims that were recorded of it and stand at no sentence, and why.
    pub elsewhere: Vec<(i64, String, &'static str)>,
}

/// A sentence with its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedSentence {
    /// Its number among the sentences of the text.
    pub line: i64,
    /// The words.
    pub text: String,
    /// What is known of it.
    pub state: SentenceState,
    /// Whether something is to do.
    pub is_open: bool,
    /// The numbers of its notes, and whether each is shown here for the first time.
    pub notes: Vec<(usize, bool)>,
}

/// What a note says of its claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteColour {
    /// It was not checked as it is worded now.
    #[default]
    Open,
    /// It was found to be true.
    True,
    /// It was found to be true in part.
    Mixed,
    /// It was found to be false.
    False,
    /// Something else was found, or it is not to be checked.
    Other,
}

impl NoteColour {
    /// The word of its class.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::True => "true",
            Self::Mixed => "mixed",
            Self::False => "false",
            Self::Other => "other",
        }
    }
}

/// A note: a claim, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimNote {
    /// Its number, from 1.
    pub number: usize,
    /// The number of the claim.
    pub claim: i64,
    /// The claim.
    pub text: String,
    /// What was found, in a word or two.
    pub finding: String,
    /// The same as a colour.
    pub colour: NoteColour,
    /// What is known, under headings.
    pub parts: Vec<NotePart>,
}

/// What is known of a claim under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotePart {
    /// The heading: "Checked", "Sources".
    pub heading: &'static str,
    /// The lines, each with an address if it has one.
    pub lines: Vec<(String, Option<String>)>,
}
