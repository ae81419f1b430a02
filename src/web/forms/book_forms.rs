//! The forms about documents, speakers, saved filters and the history.

use super::fields::{
    ARCHIVE, DOCUMENT_KIND, DOCUMENT_TITLE, DOCUMENT_URL, FORCE, LANGUAGE, NOTE, PUBLISHED_BY, PUBLISHED_ON,
    SPEAKER_KIND, STORED, THROUGH, WIKIDATA,
};
use super::form::{CurrentValues, Destination, Form, FormField, InputKind, REST, RETURN};
use crate::actions::{
    AddAlias, AddDocument, AddSpeaker, Definition, EditDocument, EditSpeaker, JoinSpeakers, LoadDemo, PartSpeaker,
    Redo, RemoveFilter, RunBatch, SaveFilter, Undo,
};
use crate::error::Result;
use crate::store::Store;

const NAME: FormField = FormField::line("name", "Name").must();

const SPEAKER: Form = Form { subject: "speaker", destination: Destination::Same("speakers"), ..REST };

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
            FormField { more: true, ..NOTE },
            FORCE,
        ],
        destination: Destination::Added("document", "documents"),
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
        destination: Destination::Same("documents"),
        current: Some(document_now),
        ..REST
    },
    Form {
        path: "/speakers",
        heading: "A new speaker",
        does: "Record the speaker",
        action: Definition::of::<AddSpeaker>(),
        fields: &[NAME, SPEAKER_KIND, WIKIDATA, NOTE, FORCE],
        destination: Destination::Added("speaker", "speakers"),
        ..REST
    },
    Form {
        path: "/speakers/{id}/edit",
        heading: "Correct it",
        does: "Correct the speaker",
        action: Definition::of::<EditSpeaker>(),
        fields: &[FormField::line("name", "Name"), SPEAKER_KIND, WIKIDATA, NOTE],
        current: Some(speaker_now),
        ..SPEAKER
    },
    Form {
        path: "/speakers/{id}/alias",
        heading: "Another name",
        does: "Add the name",
        action: Definition::of::<AddAlias>(),
        fields: &[FormField::line("name", "Also known as").to("names").must()],
        ..SPEAKER
    },
    Form {
        path: "/speakers/{id}/join",
        heading: "Somebody else is the same",
        does: "Join the two",
        action: Definition::of::<JoinSpeakers>(),
        fields: &[FormField::line("other", "Who was found to be the same")
            .to("others")
            .must()
            .of(InputKind::Speaker)
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
            FormField::line("filter", "Filter").must().of(InputKind::Filter),
            FormField::tick("force", "Put it in the place of the filter of that name"),
        ],
        destination: Destination::On("/saved"),
        ..REST
    },
    Form {
        path: "/saved/remove",
        heading: "Remove a filter",
        does: "Remove",
        action: Definition::of::<RemoveFilter>(),
        fields: &[NAME],
        destination: Destination::On("/saved"),
        ..REST
    },
    Form {
        path: "/history/{id}/undo",
        heading: "Undo an entry",
        does: "Undo",
        action: Definition::of::<Undo>(),
        subject: "entry",
        fields: &[RETURN],
        destination: Destination::Back("/history"),
        ..REST
    },
    Form {
        path: "/batch",
        heading: "Many commands at once",
        does: "Record all of them",
        action: Definition::of::<RunBatch>(),
        fields: &[FormField::line("text", "Commands")
            .to("file")
            .of(InputKind::Long)
            .must()
            .hint("A command a line, as it would be typed in a terminal, without gainsay")],
        ..REST
    },
    Form { path: "/undo", heading: "Undo", does: "Undo the last", action: Definition::of::<Undo>(), ..REST },
    Form { path: "/redo", heading: "Redo", does: "Redo", action: Definition::of::<Redo>(), ..REST },
    Form {
        path: "/demo",
        heading: "The demo story",
        does: "Load the demo story",
        action: Definition::of::<LoadDemo>(),
        destination: Destination::On("/"),
        ..REST
    },
];

fn document_now(store: &Store, id: i64) -> Result<CurrentValues> {
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

fn speaker_now(store: &Store, id: i64) -> Result<CurrentValues> {
    let row = store.speaker_by_id(id)?;
    Ok(vec![
        ("name", row.name),
        ("kind", row.kind),
        ("wikidata", row.external_id.unwrap_or_default()),
        ("note", row.note.unwrap_or_default()),
    ])
}
