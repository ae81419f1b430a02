//! The forms about statements, about documents as a whole, and those that take something out of the book.

use super::fields::{BY, DISPUTES, FORCE, IN, IN_KNOWN, KIND, NOTE, OCCASION, ON, QUOTE, ROLE, TITLE, UNNAMED, URL};
use super::{Field, Form, Group, Kind, Lands, Present, REST, RETURN};
use crate::actions::{Definition, Dispute, Edit, Remove, Respond, Retract};
use crate::error::Result;
use crate::model::Stance;
use crate::store::Store;

const SAYING: &[Field] = &[BY, QUOTE, IN, URL, ON, ROLE, OCCASION, UNNAMED, KIND, TITLE, FORCE];
const AGAINST: &[Field] = &[BY, DISPUTES, QUOTE, IN, URL, ON, ROLE, OCCASION, UNNAMED, KIND, TITLE, FORCE];

fn stances() -> Vec<Group> {
    vec![("", Stance::WORDS.to_vec())]
}

const ABOUT: Form = Form { subject: "statement", lands: Lands::Same("statements"), ..REST };
const WHOLE: Form = Form { subject: "document", lands: Lands::Same("documents"), ..REST };

/// What takes something out of the book: what `subject` names.
const fn gone(path: &'static str, subject: &'static str) -> Form {
    let form = Form { subject, lands: Lands::Back("/history"), ..REST };
    form.form(path, "Remove it", "Remove it", Definition::of::<Remove>(), &[RETURN])
}

pub(super) const FORMS: &[Form] = &[
    Form {
        edits: Some(present),
        ..ABOUT.form(
            "/statements/{id}/edit",
            "Correct it",
            "Correct the statement",
            Definition::of::<Edit>(),
            &[
                Field::line("by", "Who says it").of(Kind::Speaker),
                Field::line("stance", "What the speaker does")
                    .of(Kind::Choice(stances))
                    .hint("Another of the same family"),
                QUOTE,
                IN_KNOWN,
                ON,
                Field { more: false, ..ROLE },
                Field { more: false, ..OCCASION },
                NOTE,
            ],
        )
    },
    ABOUT.form(
        "/statements/{id}/dispute",
        "Somebody disputes that it was said",
        "Record the dispute",
        Definition::of::<Dispute>(),
        AGAINST,
    ),
    Form {
        fixed: &[("stance", "reports")],
        ..ABOUT.form(
            "/statements/{id}/report",
            "Somebody reports it",
            "Record the report",
            Definition::of::<Respond>(),
            SAYING,
        )
    },
    ABOUT.form(
        "/statements/{id}/retract",
        "It is taken back",
        "Record that it is taken back",
        Definition::of::<Retract>(),
        SAYING,
    ),
    Form {
        fields: &[Field::tick("force", "With the statements that are about it")],
        lands: Lands::On("/"),
        ..ABOUT.form("/statements/{id}/remove", "Remove it", "Remove the statement", Definition::of::<Remove>(), &[])
    },
    WHOLE.form(
        "/documents/{id}/deny",
        "Somebody disputes it as a whole",
        "Record the dispute",
        Definition::of::<Dispute>(),
        AGAINST,
    ),
    WHOLE.form(
        "/documents/{id}/retract",
        "Who published it takes it back",
        "Record that it is taken back",
        Definition::of::<Retract>(),
        SAYING,
    ),
    Form {
        lands: Lands::On("/documents"),
        ..WHOLE.form("/documents/{id}/remove", "Remove it", "Remove the document", Definition::of::<Remove>(), &[])
    },
    Form {
        lands: Lands::On("/speakers"),
        does: "Remove the speaker",
        fields: &[],
        ..gone("/speakers/{id}/remove", "speaker")
    },
    gone("/verdicts/{id}/remove", "verdict"),
    gone("/evidence/{id}/remove", "evidence"),
];

fn present(store: &Store, id: i64) -> Result<Present> {
    let said = store.statement(id)?;
    Ok(vec![
        ("by", said.speaker),
        ("stance", said.stance.to_string()),
        ("quote", said.quote.unwrap_or_default()),
        ("in", said.document.unwrap_or_default()),
        ("on", said.said_on.unwrap_or_default()),
        ("role", said.role.unwrap_or_default()),
        ("occasion", said.occasion.unwrap_or_default()),
        ("note", said.note.unwrap_or_default()),
    ])
}
