//! A speaker: a person, an organisation, an outlet, or somebody whom a document leaves unnamed.

use super::declare::record;
use crate::model::SpeakerKind;

record! {
    {
        /// A speaker.
        row SpeakerRow("r", "id");
        /// A speaker to record.
        new NewSpeaker(SpeakerLine);
        /// What to change in a speaker; nothing where nothing is given. An empty text forgets what was there.
        edit SpeakerEdit();
        /// A speaker as a line.
        line SpeakerLine(SpeakerRow);
    }
    {
        /// A word by which other lines of the file refer to it.
        key: line(Option<String>);
        /// The name, or the descriptor of an unnamed one. When it changes, the old name becomes an alias.
        name: row(String, "name") new(name: String) edit(name: String) line(String) in_table(|s| (&s.name).into());
        /// What it is; a person where a line says nothing.
        kind: row(String, "kind") new(kind: SpeakerKind) edit(kind: SpeakerKind) line(Option<String>) in_table(|s| (&s.kind).into());
        /// The document in which an unnamed one lives, by uid, key, address or title.
        document: line(Option<String>);
        /// Other names.
        aliases: more(Vec<String>, "also known as") line(Vec<String>) in_table(|s| (&s.aliases).into());
        /// The number of statements that are recorded of it.
        statements: row(i64, "statements");
        /// The number of claims that it makes and does not take back, where that was counted.
        claims: more(Option<i64>, "claims");
        /// The number of claims and documents that it disputes, where that was counted.
        claims_disputed: more(Option<i64>, "disputes");
        /// The day on which it said something last, where that was looked up.
        last_said: more(Option<String>, "last said");
        /// The speaker that this one was found to be.
        same_as_id: row(Option<i64>, "is");
        /// The document in which an unnamed one lives.
        document_id: row(Option<i64>) new(document: Option<i64>);
        /// The id in Wikidata, as Q42.
        external_id: every(text);
        /// The speaker that this one was found to be, by uid or name.
        same_as: line(Option<String>);
        /// A note of the desk.
        note: every(text);
        /// Whether it is the desk that keeps the book.
        is_desk: row(Option<bool>) line(Option<bool>) in_table(|s| (&s.is_desk).into());
        /// The document in which an unnamed one lives.
        document: in_table(|s| (&s.document).into());
        /// The speaker that this one was found to be.
        same_as: in_table(|s| (&s.same_as).into());
    }
}

impl NewSpeaker {
    /// A named speaker of a kind.
    pub fn named(name: &str, kind: SpeakerKind) -> Self {
        Self { kind, name: name.trim().to_string(), ..Self::default() }
    }

    /// An unnamed speaker, as the document words it.
    pub fn unnamed(descriptor: &str, document: i64) -> Self {
        Self { document: Some(document), ..Self::named(descriptor, SpeakerKind::Unnamed) }
    }
}
