//! The forms about documents, speakers, saved filters and the history.

use super::fields::{
    ARCHIVE, DOCUMENT_KIND, DOCUMENT_TITLE, DOCUMENT_URL, FORCE, LANGUAGE, NOTE, PUBLISHED_BY, PUBLISHED_ON,
    SPEAKER_KIND, STORED, THROUGH, WIKIDATA,
};
use super::{Field, Form, Kind, Lands, Present, REST, RETURN};
use crate::actions::{
    AddAlias, AddDocument, AddSpeaker, Definition, EditDocument, EditSpeaker, JoinSpeakers, LoadDemo, PartSpeaker,
    Redo, RemoveFilter, SaveFilter, Undo,
};
use crate::error::Result;
use crate::store::Store;

const NAME: Field = Field::line("name", "Name").must();

const SPEAKER: Form = Form { subject: "speaker", lands: Lands::Same("speakers"), ..REST };

pub(super) const FORMS: &[Form] = &[
    Form {
        path: "/documents",
        heading: "A new document",
        does: "Record the document",
        action: Definition::of::<AddDocument>(),
        fields: &[
            DOCUMENT_TITLE,
            DOCUMENT_URL,
            PUBLISHED_BY,
            PUBLISHED_ON,
            DOCUMENT_KIND,
            STORED,
            ARCHIVE,
            LANGUAGE,
            THROUGH,
            Field { more: true, ..NOTE },
            FORCE,
        ],
        lands: Lands::Added("document", "documents"),
        ..REST
    },
    Form {
        path: "/documents/{id}/edit",
        heading: "Correct it, or store its text",
        does: "Correct the document",
        action: Definition::of::<EditDocument>(),
        subject: "document",
        fields: &[
            DOCUMENT_TITLE,
            DOCUMENT_URL,
            PUBLISHED_BY,
            PUBLISHED_ON,
            DOCUMENT_KIND,
            STORED.hint("In place of the stored text, which stays where this is empty. Quotes are looked up again."),
            ARCHIVE,
            LANGUAGE,
            THROUGH,
            NOTE,
        ],
        lands: Lands::Same("documents"),
        edits: Some(document_now),
        ..REST
    },
    Form {
        path: "/speakers",
        heading: "A new speaker",
        does: "Record the speaker",
        action: Definition::of::<AddSpeaker>(),
        fields: &[NAME, SPEAKER_KIND, WIKIDATA, NOTE, FORCE],
        lands: Lands::Added("speaker", "speakers"),
        ..REST
    },
    Form {
        path: "/speakers/{id}/edit",
        heading: "Correct it",
        does: "Correct the speaker",
        action: Definition::of::<EditSpeaker>(),
        fields: &[Field::line("name", "Name"), SPEAKER_KIND, WIKIDATA, NOTE],
        edits: Some(speaker_now),
        ..SPEAKER
    },
    Form {
        path: "/speakers/{id}/alias",
        heading: "Another name",
        does: "Add the name",
        action: Definition::of::<AddAlias>(),
        fields: &[Field::line("name", "Also known as").to("names").must()],
        ..SPEAKER
    },
    Form {
        path: "/speakers/{id}/join",
        heading: "Somebody else is the same",
        does: "Join the two",
        action: Definition::of::<JoinSpeakers>(),
        fields: &[Field::line("other", "Who was found to be the same")
            .to("others")
            .must()
            .of(Kind::Speaker)
            .hint("A name or number; nothing that was recorded is rewritten")],
        ..SPEAKER
    },
    Form {
        path: "/speakers/{id}/part",
        heading: "It is not the same",
        does: "Take the join back",
        action: Definition::of::<PartSpeaker>(),
        ..SPEAKER
    },
    Form {
        path: "/saved",
        heading: "Save a filter",
        does: "Save the filter",
        action: Definition::of::<SaveFilter>(),
        fields: &[
            NAME.hint("Letters, digits, - and _; @NAME then means the filter"),
            Field::line("filter", "Filter").must().of(Kind::Filter),
            Field::tick("force", "Put it in the place of the filter of that name"),
        ],
        lands: Lands::On("/saved"),
        ..REST
    },
    Form {
        path: "/saved/remove",
        heading: "Remove a filter",
        does: "Remove",
        action: Definition::of::<RemoveFilter>(),
        fields: &[NAME],
        lands: Lands::On("/saved"),
        ..REST
    },
    Form {
        path: "/history/{id}/undo",
        heading: "Undo an entry",
        does: "Undo",
        action: Definition::of::<Undo>(),
        subject: "entry",
        fields: &[RETURN],
        lands: Lands::Back("/history"),
        ..REST
    },
    Form { path: "/undo", heading: "Undo", does: "Undo the last", action: Definition::of::<Undo>(), ..REST },
    Form { path: "/redo", heading: "Redo", does: "Redo", action: Definition::of::<Redo>(), ..REST },
    Form {
        path: "/demo",
        heading: "The demo story",
        does: "Load the demo story",
        action: Definition::of::<LoadDemo>(),
        lands: Lands::On("/"),
        ..REST
    },
];

fn document_now(store: &Store, id: i64) -> Result<Present> {
    let row = store.document(id)?;
    Ok(vec![
        ("title", row.title),
        ("url", row.url.unwrap_or_default()),
        ("publisher", row.publisher.unwrap_or_default()),
        ("published", row.published_on.unwrap_or_default()),
        ("kind", row.kind),
        ("archive", row.archive_url.unwrap_or_default()),
        ("language", row.language.unwrap_or_default()),
        ("through", row.through_id.map_or_else(String::new, |id| id.to_string())),
        ("note", row.note.unwrap_or_default()),
    ])
}

fn speaker_now(store: &Store, id: i64) -> Result<Present> {
    let row = store.speaker_by_id(id)?;
    Ok(vec![
        ("name", row.name),
        ("kind", row.kind),
        ("wikidata", row.external_id.unwrap_or_default()),
        ("note", row.note.unwrap_or_default()),
    ])
}
