//! What forms ask for: the fields that several of them share.

use super::{Field, Goes, Group, Kind};
use crate::model::{DocumentKind, Family, SpeakerKind, Stance};

const fn field(name: &'static str, label: &'static str, goes: Goes, kind: Kind) -> Field {
    Field { name, label, hint: "", goes, kind, required: false, more: false }
}

impl Field {
    /// A line that is the value of a flag.
    pub(super) const fn flag(name: &'static str, label: &'static str, flag: &'static str) -> Self {
        field(name, label, Goes::Flag(flag), Kind::Line)
    }

    /// A word of the command.
    pub(super) const fn word(name: &'static str, label: &'static str) -> Self {
        Self { required: true, ..field(name, label, Goes::Word, Kind::Line) }
    }

    /// A tick.
    pub(super) const fn tick(name: &'static str, label: &'static str, flag: &'static str) -> Self {
        field(name, label, Goes::Switch(flag), Kind::Tick)
    }

    /// In several lines, or as something else.
    pub(super) const fn of(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// Going into the command in another way.
    pub(super) const fn going(self, goes: Goes) -> Self {
        Self { goes, ..self }
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

pub(super) const BY: Field = Field::flag("by", "Who says it", "--by")
    .of(Kind::Speaker)
    .must()
    .hint("A name or number; a new name becomes a new speaker");
pub(super) const DISPUTES: Field = Field::flag("stance", "How", "--stance").of(Kind::Choice(against));
pub(super) const STANCE: Field =
    Field::flag("stance", "What the speaker does", "--stance").of(Kind::Choice(all_stances)).must();
pub(super) const QUOTE: Field = Field::flag("quote", "In which words", "--quote").of(Kind::Text);
pub(super) const QUOTE_AT: Field = Field::flag("quote_at", "Where the quote begins", "--quote-at")
    .of(Kind::Hidden)
    .hint("In characters from the beginning of the stored text, where the words stand there several times");
pub(super) const IN: Field = Field::flag("in", "Read in", "--in")
    .of(Kind::Document)
    .hint("A document of the book, by its title or number; a new one by its address, or its title under More");
pub(super) const IN_KNOWN: Field = IN.hint("A document of the book: its title, number or address");
pub(super) const ON: Field = Field::flag("on", "When it was said", "--on").hint(DATES);
pub(super) const ROLE: Field = Field::flag("role", "Role, as worded then", "--role").more();
pub(super) const OCCASION: Field =
    Field::flag("occasion", "On which occasion", "--occasion").hint("Times Radio; a press conference").more();
pub(super) const VIA: Field = Field::flag("via", "Reported by", "--via").of(Kind::Speaker).more();
pub(super) const UNNAMED: Field =
    Field::tick("unnamed", "The document does not name the speaker: these are its words", "--unnamed").more();
pub(super) const KIND: Field = Field::flag("kind", "A new speaker is", "--kind").of(Kind::Choice(speaker_kinds)).more();
pub(super) const URL: Field = Field::flag("url", "Address of the document", "--url")
    .hint("https://…, in place of its title; a new document where the book does not have it");
pub(super) const TITLE: Field = Field::flag("title", "Title of a new document", "--title").more();
pub(super) const PUBLISHER: Field = Field::flag("publisher", "Published by", "--publisher").of(Kind::Speaker).more();
pub(super) const PUBLISHED: Field = Field::flag("published", "When it appeared", "--published").hint(DATES).more();
pub(super) const FORCE: Field =
    Field::tick("force", "Record it although it seems to be there already", "--force").more();
pub(super) const NOTE: Field = Field::flag("note", "Note of the desk", "--note").of(Kind::Text);
pub(super) const TAG: Field = Field::flag("tag", "Tag", "--tag").hint("A word to find it by");
pub(super) const CLAIM: Field =
    Field::word("text", "The claim").of(Kind::Text).hint("Worded affirmatively, with no speaker inside");
pub(super) const CLAIM_NUMBER: Field = Field::word("claim", "Which claim").of(Kind::Claim).hint("Its number");
pub(super) const DATED: Field = Field::flag("on", "When", "--on").hint(DATES);
pub(super) const SPEAKER_KIND: Field = Field::flag("kind", "What it is", "--kind").of(Kind::Choice(real_speaker_kinds));
pub(super) const WIKIDATA: Field = Field::flag("wikidata", "Id in Wikidata", "--wikidata").hint("Q42");
pub(super) const DOCUMENT_TITLE: Field = Field::flag("title", "Title", "--title");
pub(super) const DOCUMENT_KIND: Field = Field::flag("kind", "Kind", "--kind").of(Kind::Choice(document_kinds));
pub(super) const DOCUMENT_URL: Field = Field::flag("url", "Address", "--url").hint("https://…");
pub(super) const ARCHIVE: Field = Field::flag("archive", "Address of a copy", "--archive").more();
pub(super) const LANGUAGE: Field = Field::flag("language", "Language", "--language").hint("en, sq-AL").more();
pub(super) const PUBLISHED_BY: Field = Field::flag("publisher", "Published by", "--publisher").of(Kind::Speaker);
pub(super) const PUBLISHED_ON: Field = Field::flag("published", "When it appeared", "--published").hint(DATES);
pub(super) const THROUGH: Field = Field::flag("through", "Known only through", "--through")
    .of(Kind::Document)
    .hint("The document in which it is told, where nobody here has read it")
    .more();
pub(super) const STORED: Field = Field::flag("file", "Text", "")
    .going(Goes::Input)
    .of(Kind::Long)
    .hint("Pasted as it stands there. Quotes must occur in it, and are marked in it.");
