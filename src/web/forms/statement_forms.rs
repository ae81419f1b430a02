//! The forms about statements and about documents as a whole, and those that remove something.

use super::fields::{BY, DISPUTES, FORCE, IN, IN_KNOWN, KIND, NOTE, OCCASION, ON, QUOTE, ROLE, TITLE, UNNAMED, URL};
use super::form::{ChoiceGroup, CurrentValues, Destination, Form, FormField, InputKind, REST, RETURN};
use crate::actions::{Definition, Dispute, Edit, Remove, Respond, Retract};
use crate::error::Result;
use crate::model::Stance;
use crate::store::Store;

const SAYING: &[FormField] = &[BY, QUOTE, IN, URL, ON, ROLE, OCCASION, UNNAMED, KIND, TITLE, FORCE];
const AGAINST: &[FormField] = &[BY, DISPUTES, QUOTE, IN, URL, ON, ROLE, OCCASION, UNNAMED, KIND, TITLE, FORCE];

fn stances() -> Vec<ChoiceGroup> {
    vec![("", Stance::WORDS.to_vec())]
}

const ABOUT: Form = Form { subject: "statement", destination: Destination::Same("statements"), ..REST };
const WHOLE: Form = Form { subject: "document", destination: Destination::Same("documents"), ..REST };

/// Returns a form that removes the row that the argument `subject` names.
const fn gone(path: &'static str, subject: &'static str) -> Form {
    let form = Form { subject, destination: Destination::Back("/history"), ..REST };
    form.form(path, "Remove it", "Remove it", Definition::of::<Remove>(), &[RETURN])
}

pub(super) const FORMS: &[Form] = &[
    Form {
        current: Some(present),
        ..ABOUT.form(
            "/statements/{id}/edit",
            "Correct it",
            "Correct the statement",
            Definition::of::<Edit>(),
            &[
                FormField::line("by", "Who says it").of(InputKind::Speaker),
                FormField::line("stance", "What the speaker does")
                    .of(InputKind::Choice(stances))
                    .hint("Another of the same family"),
                QUOTE,
                IN_KNOWN,
                ON,
                FormField { more: false, ..ROLE },
                FormField { more: false, ..OCCASION },
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
        fields: &[FormField::tick("force", "With the statements that are about it")],
        destination: Destination::On("/"),
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
        destination: Destination::On("/documents"),
        ..WHOLE.form("/documents/{id}/remove", "Remove it", "Remove the document", Definition::of::<Remove>(), &[])
    },
    Form {
        destination: Destination::On("/speakers"),
        does: "Remove the speaker",
        fields: &[],
        ..gone("/speakers/{id}/remove", "speaker")
    },
    gone("/verdicts/{id}/remove", "verdict"),
    gone("/evidence/{id}/remove", "evidence"),
];

fn present(store: &Store, id: i64) -> Result<CurrentValues> {
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
