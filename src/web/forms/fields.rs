//! What forms ask for: the fields that several of them share.

use super::{Field, Group, Kind};
use crate::model::{DocumentKind, Family, SpeakerKind, Stance};

impl Field {
    /// A line, for the argument of the same name.
    pub(super) const fn line(name: &'static str, label: &'static str) -> Self {
        Self { name, label, hint: "", argument: name, kind: Kind::Line, required: false, more: false }
    }

    /// A tick, for the switch of the same name.
    pub(super) const fn tick(name: &'static str, label: &'static str) -> Self {
        Self::line(name, label).of(Kind::Tick)
    }

    /// With another kind of input.
    pub(super) const fn of(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// For an argument of another name.
    pub(super) const fn to(self, argument: &'static str) -> Self {
        Self { argument, ..self }
    }

    /// With what may help.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// That must be given.
    pub(super) const fn must(self) -> Self {
        Self { required: true, ..self }
    }

    /// That is seldom needed.
    pub(super) const fn more(self) -> Self {
        Self { more: true, ..self }
    }
}

/// Stances, in the families that are asked for.
fn stances(families: &[(Family, &'static str)]) -> Vec<Group> {
    families.iter().map(|(family, name)| (*name, Stance::of(*family).collect())).collect()
}

fn against() -> Vec<Group> {
    stances(&[(Family::Against, "")])
}

fn all_stances() -> Vec<Group> {
    stances(&[
        (Family::For, "Says so"),
        (Family::Against, "Disputes it"),
        (Family::Neither, "Takes no side"),
        (Family::Withdraw, "Takes it back"),
    ])
}

fn speaker_kinds() -> Vec<Group> {
    vec![("", vec!["", "person", "organisation", "outlet"])]
}

fn real_speaker_kinds() -> Vec<Group> {
    vec![("", SpeakerKind::WORDS[..3].to_vec())]
}

fn document_kinds() -> Vec<Group> {
    vec![("", DocumentKind::WORDS.to_vec())]
}

/// When something was, as it may be typed.
const DATES: &str = "2021, 2021-11, 2021-11-18, yesterday";

pub(super) const BY: Field = Field::line("by", "Who says it")
    .of(Kind::Speaker)
    .must()
    .hint("A name or number; a new name becomes a new speaker");
pub(super) const DISPUTES: Field = Field::line("stance", "How").of(Kind::Choice(against));
pub(super) const STANCE: Field = Field::line("stance", "What the speaker does").of(Kind::Choice(all_stances)).must();
pub(super) const QUOTE: Field = Field::line("quote", "In which words").of(Kind::Text);
pub(super) const QUOTE_AT: Field = Field::line("quote_at", "Where the quote begins")
    .of(Kind::Hidden)
    .hint("In characters from the beginning of the stored text, where the words stand there several times");
pub(super) const IN: Field = Field::line("in", "Read in")
    .of(Kind::Document)
    .hint("A document of the book, by its title or number; a new one by its address, or its title under More");
pub(super) const IN_KNOWN: Field = IN.hint("A document of the book: its title, number or address");
pub(super) const ON: Field = Field::line("on", "When it was said").hint(DATES);
pub(super) const ROLE: Field = Field::line("role", "Role, as worded then").more();
pub(super) const OCCASION: Field =
    Field::line("occasion", "On which occasion").hint("Times Radio; a press conference").more();
pub(super) const VIA: Field = Field::line("via", "Reported by").of(Kind::Speaker).more();
pub(super) const UNNAMED: Field =
    Field::tick("unnamed", "The document does not name the speaker: these are its words").more();
pub(super) const KIND: Field = Field::line("kind", "A new speaker is").of(Kind::Choice(speaker_kinds)).more();
pub(super) const URL: Field = Field::line("url", "Address of the document")
    .hint("https://…, in place of its title; a new document where the book does not have it");
pub(super) const TITLE: Field = Field::line("title", "Title of a new document").more();
pub(super) const PUBLISHER: Field = Field::line("publisher", "Published by").of(Kind::Speaker).more();
pub(super) const PUBLISHED: Field = Field::line("published", "When it appeared").hint(DATES).more();
pub(super) const FORCE: Field = Field::tick("force", "Record it although it seems to be there already").more();
pub(super) const NOTE: Field = Field::line("note", "Note of the desk").of(Kind::Text);
pub(super) const TAG: Field = Field::line("tag", "Tag").hint("A word to find it by");
pub(super) const CLAIM: Field =
    Field::line("text", "The claim").must().of(Kind::Text).hint("Worded affirmatively, with no speaker inside");
pub(super) const CLAIM_NUMBER: Field =
    Field::line("claim", "Which claim").to("claims").must().of(Kind::Claim).hint("Its number");
pub(super) const DATED: Field = Field::line("on", "When").hint(DATES);
pub(super) const SPEAKER_KIND: Field = Field::line("kind", "What it is").of(Kind::Choice(real_speaker_kinds));
pub(super) const WIKIDATA: Field = Field::line("wikidata", "Id in Wikidata").hint("Q42");
pub(super) const DOCUMENT_TITLE: Field = Field::line("title", "Title");
pub(super) const DOCUMENT_KIND: Field = Field::line("kind", "Kind").of(Kind::Choice(document_kinds));
pub(super) const DOCUMENT_URL: Field = Field::line("url", "Address").hint("https://…");
pub(super) const ARCHIVE: Field = Field::line("archive", "Address of a copy").more();
pub(super) const LANGUAGE: Field = Field::line("language", "Language").hint("en, sq-AL").more();
pub(super) const PUBLISHED_BY: Field = Field::line("publisher", "Published by").of(Kind::Speaker);
pub(super) const PUBLISHED_ON: Field = Field::line("published", "When it appeared").hint(DATES);
pub(super) const THROUGH: Field = Field::line("through", "Known only through")
    .of(Kind::Document)
    .hint("The document in which it is told, where nobody here has read it")
    .more();
pub(super) const STORED: Field = Field::line("file", "Text")
    .of(Kind::Long)
    .hint("Pasted as it stands there. Quotes must occur in it, and are marked in it.");
