//! The words of fields in which one is chosen.

use crate::model::{Bucket, Channel, ClaimRelation, DocumentKind, Family, Relation, Role, SpeakerKind, Stage, Stance};

/// The name of a group, and its words.
pub(super) type ChoiceGroup = (&'static str, Vec<&'static str>);

/// Returns the words of a field by the name of the choice in `forms.json`; nothing for the empty name.
pub(super) fn choices(name: &str) -> Vec<ChoiceGroup> {
    let plain = |words: &[&'static str]| vec![("", words.to_vec())];
    let or_none = |words: &[&'static str]| vec![("", [&[""], words].concat())];
    match name {
        "" => Vec::new(),
        "buckets" => or_none(Bucket::WORDS),
        "claim relations" => plain(ClaimRelation::WORDS),
        "disputes" => vec![("", Stance::of(Family::Against).collect())],
        "kinds of documents" => plain(DocumentKind::WORDS),
        "kinds of new speakers" => or_none(&SpeakerKind::WORDS[..3]),
        "kinds of speakers" => plain(&SpeakerKind::WORDS[..3]),
        "relations" => plain(Relation::WORDS),
        "roles" => plain(Role::WORDS),
        "replies" => [(Family::Against, "Disputes it"), (Family::Neither, "Takes no side"), (Family::For, "Says so")]
            .map(|(family, name)| (name, Stance::of(family).filter(|word| *word != "does-not-respond").collect()))
            .into(),
        "stages" => plain(Stage::WORDS),
        "stances" => plain(Stance::WORDS),
        "stances by family" => [
            (Family::For, "Says so"),
            (Family::Against, "Disputes it"),
            (Family::Neither, "Takes no side"),
            (Family::Withdraw, "Takes it back"),
        ]
        .map(|(family, name)| (name, Stance::of(family).collect()))
        .into(),
        "ways of asking" => or_none(Channel::WORDS),
        other => unreachable!("forms.json names a choice that does not exist: {other}"),
    }
}
