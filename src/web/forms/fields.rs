//! The fields that several forms share.

use super::form::{ChoiceGroup, FormField, InputKind};
use crate::model::{DocumentKind, Family, SpeakerKind, Stance};

impl FormField {
    /// Returns a one-line field for the argument of the same name.
    pub(super) const fn line(name: &'static str, label: &'static str) -> Self {
        Self { name, label, hint: "", argument: name, kind: InputKind::Line, required: false, more: false }
    }

    /// Returns a checkbox for the switch of the same name.
    pub(super) const fn tick(name: &'static str, label: &'static str) -> Self {
        Self::line(name, label).of(InputKind::Tick)
    }

    /// Sets the kind of input.
    pub(super) const fn of(self, kind: InputKind) -> Self {
        Self { kind, ..self }
    }

    /// Sets the name of the argument.
    pub(super) const fn to(self, argument: &'static str) -> Self {
        Self { argument, ..self }
    }

    /// Sets the hint.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// Makes the field required.
    pub(super) const fn must(self) -> Self {
        Self { required: true, ..self }
    }

    /// Puts the field under “More”.
    pub(super) const fn more(self) -> Self {
        Self { more: true, ..self }
    }
}

/// Returns the stances of some families, each family as a group.
fn stances(families: &[(Family, &'static str)]) -> Vec<ChoiceGroup> {
    families.iter().map(|(family, name)| (*name, Stance::of(*family).collect())).collect()
}

fn against() -> Vec<ChoiceGroup> {
    stances(&[(Family::Against, "")])
}

fn all_stances() -> Vec<ChoiceGroup> {
    stances(&[
        (Family::For, "Says so"),
        (Family::Against, "Disputes it"),
        (Family::Neither, "Takes no side"),
        (Family::Withdraw, "Takes it back"),
    ])
}

fn speaker_kinds() -> Vec<ChoiceGroup> {
    vec![("", vec!["", "person", "organisation", "outlet"])]
}

fn real_speaker_kinds() -> Vec<ChoiceGroup> {
    vec![("", SpeakerKind::WORDS[..3].to_vec())]
}

fn document_kinds() -> Vec<ChoiceGroup> {
    vec![("", DocumentKind::WORDS.to_vec())]
}

/// Hint with the ways to write a date.
const DATES: &str = "2021, 2021-11, 2021-11-18, yesterday";

pub(super) const BY: FormField = FormField::line("by", "Who says it")
    .of(InputKind::Speaker)
    .must()
    .hint("A name or number; a new name becomes a new speaker");
pub(super) const DISPUTES: FormField = FormField::line("stance", "How").of(InputKind::Choice(against));
pub(super) const STANCE: FormField =
    FormField::line("stance", "What the speaker does").of(InputKind::Choice(all_stances)).must();
pub(super) const QUOTE: FormField = FormField::line("quote", "In which words").of(InputKind::Text);
pub(super) const QUOTE_AT: FormField = FormField::line("quote_at", "Where the quote begins")
    .of(InputKind::Hidden)
    .hint("In characters from the beginning of the stored text, where the words stand there several times");
pub(super) const IN: FormField = FormField::line("in", "Read in")
    .of(InputKind::Document)
    .hint("A document of the book, by its title or number; a new one by its address, or its title under More");
pub(super) const IN_KNOWN: FormField = IN.hint("A document of the book: its title, number or address");
pub(super) const ON: FormField = FormField::line("on", "When it was said").hint(DATES);
pub(super) const ROLE: FormField = FormField::line("role", "Role, as worded then").more();
pub(super) const OCCASION: FormField =
    FormField::line("occasion", "On which occasion").hint("Times Radio; a press conference").more();
pub(super) const VIA: FormField = FormField::line("via", "Reported by").of(InputKind::Speaker).more();
pub(super) const UNNAMED: FormField =
    FormField::tick("unnamed", "The document does not name the speaker: these are its words").more();
pub(super) const KIND: FormField =
    FormField::line("kind", "A new speaker is").of(InputKind::Choice(speaker_kinds)).more();
pub(super) const URL: FormField = FormField::line("url", "Address of the document")
    .hint("https://…, in place of its title; a new document where the book does not have it");
pub(super) const TITLE: FormField = FormField::line("title", "Title of a new document").more();
pub(super) const PUBLISHER: FormField = FormField::line("publisher", "Published by").of(InputKind::Speaker).more();
pub(super) const PUBLISHED: FormField = FormField::line("published", "When it appeared").hint(DATES).more();
pub(super) const FORCE: FormField = FormField::tick("force", "Record it although it seems to be there already").more();
pub(super) const NOTE: FormField = FormField::line("note", "Note of the desk").of(InputKind::Text);
pub(super) const TAG: FormField = FormField::line("tag", "Tag").hint("A word to find it by");
pub(super) const CLAIM: FormField = FormField::line("text", "The claim")
    .must()
    .of(InputKind::Text)
    .hint("Worded affirmatively, with no speaker inside");
pub(super) const CLAIM_NUMBER: FormField =
    FormField::line("claim", "Which claim").to("claims").must().of(InputKind::Claim).hint("Its number");
pub(super) const DATED: FormField = FormField::line("on", "When").hint(DATES);
pub(super) const SPEAKER_KIND: FormField =
    FormField::line("kind", "What it is").of(InputKind::Choice(real_speaker_kinds));
pub(super) const WIKIDATA: FormField = FormField::line("wikidata", "Id in Wikidata").hint("Q42");
pub(super) const DOCUMENT_TITLE: FormField = FormField::line("title", "Title");
pub(super) const DOCUMENT_KIND: FormField = FormField::line("kind", "InputKind").of(InputKind::Choice(document_kinds));
pub(super) const DOCUMENT_URL: FormField = FormField::line("url", "Address").hint("https://…");
pub(super) const ARCHIVE: FormField = FormField::line("archive", "Address of a copy").more();
pub(super) const LANGUAGE: FormField = FormField::line("language", "Language").hint("en, sq-AL").more();
pub(super) const PUBLISHED_BY: FormField = FormField::line("publisher", "Published by").of(InputKind::Speaker);
pub(super) const PUBLISHED_ON: FormField = FormField::line("published", "When it appeared").hint(DATES);
pub(super) const THROUGH: FormField = FormField::line("through", "Known only through")
    .of(InputKind::Document)
    .hint("The document in which it is told, where nobody here has read it")
    .more();
pub(super) const STORED: FormField = FormField::line("file", "Text")
    .of(InputKind::Long)
    .hint("Pasted as it stands there. Quotes must occur in it, and are marked in it.");
