//! What the user can do next. The terminal shows the command, a page shows a link.

use std::fmt;

/// Something the user can do or look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Look at the list of claims.
    Claims,
    /// Look at a claim; without a number, the user says which.
    Claim(Option<i64>),
    /// Look at the list of speakers.
    Speakers,
    /// Look at the list of documents.
    Documents,
    /// Look at a document.
    Document(i64),
    /// Look at the stored text of a document.
    Text(i64),
    /// Look at who was asked to reply.
    Asked,
    /// Look at the corrections.
    Corrections,
    /// Look at the conflicts that merges left.
    Conflicts,
    /// Look at the saved filters.
    SavedFilters,
    /// Look at the history.
    History,
    /// Read the help on filters.
    Filters,
    /// Record a claim.
    AddClaim,
    /// Record that somebody else makes the claim too.
    Say(Option<i64>),
    /// Record that somebody disputes a claim.
    Dispute(i64),
    /// Record a statement with any stance on a claim.
    Respond,
    /// Record that a statement is reported.
    Report,
    /// Record that somebody disputes a statement.
    DisputeStatement(i64),
    /// Record that a dispute of a claim is withdrawn.
    Retract(i64),
    /// Record a verdict on a claim.
    Rate,
    /// Tag a claim.
    Tag,
    /// Correct a statement.
    EditStatement,
    /// Correct a document.
    EditDocument(i64),
    /// Remove a claim.
    RemoveClaim(i64),
    /// Remove a statement.
    RemoveStatement(i64),
    /// Record a speaker.
    AddSpeaker,
    /// Give a speaker another name.
    Alias,
    /// Join a speaker with another one that is the same.
    Join(i64),
    /// Take back that a speaker is joined to another one.
    PartSpeaker(i64),
    /// Forget that two claims, speakers or documents are not the same: what they are, and their numbers.
    MaybeSame(&'static str, i64, i64),
    /// Save a filter.
    SaveFilter,
    /// Undo the last command.
    Undo,
    /// Redo the command that was undone last.
    Redo,
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let command = match self {
            Self::Claims => "list",
            Self::Claim(None) => "show CLAIM",
            Self::Claim(Some(id)) => return write!(f, "gainsay show {id}"),
            Self::Speakers => "speaker list",
            Self::Documents => "document list",
            Self::Document(id) => return write!(f, "gainsay document show {id}"),
            Self::Text(id) => return write!(f, "gainsay document show {id} --text"),
            Self::Asked => "asked",
            Self::Corrections => "correction list",
            Self::Conflicts => "conflicts",
            Self::SavedFilters => "saved",
            Self::History => "log",
            Self::Filters => "help filters",
            Self::AddClaim => "add",
            Self::Say(None) => "say CLAIM",
            Self::Say(Some(id)) => return write!(f, "gainsay say {id}"),
            Self::Respond => "respond",
            Self::Report => "relay --statement S",
            Self::Dispute(id) => return write!(f, "gainsay dispute {id}"),
            Self::DisputeStatement(id) => return write!(f, "gainsay dispute --statement {id}"),
            Self::Retract(claim) => return write!(f, "gainsay retract {claim}"),
            Self::Rate => "rate",
            Self::Tag => "tag",
            Self::EditStatement => "edit --statement S",
            Self::EditDocument(id) => return write!(f, "gainsay document edit {id}"),
            Self::RemoveClaim(id) => return write!(f, "gainsay remove {id}"),
            Self::RemoveStatement(id) => return write!(f, "gainsay remove --statement {id}"),
            Self::AddSpeaker => "speaker add",
            Self::Alias => "speaker alias",
            Self::Join(id) => return write!(f, "gainsay speaker join {id}"),
            Self::PartSpeaker(id) => return write!(f, "gainsay speaker part {id}"),
            Self::MaybeSame(what, one, other) => return write!(f, "gainsay not-same {what} {one} {other} --remove"),
            Self::SaveFilter => "saved add",
            Self::Undo => "undo",
            Self::Redo => "redo",
        };
        write!(f, "gainsay {command}")
    }
}
