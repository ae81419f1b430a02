//! The forms about claims.

use super::fields::{
    BY, CLAIM, CLAIM_NUMBER, DATED, DISPUTES, FORCE, IN, KIND, NOTE, OCCASION, ON, PUBLISHED, PUBLISHER, QUOTE,
    QUOTE_AT, ROLE, STANCE, TAG, TITLE, UNNAMED, URL, VIA,
};
use super::form::{ChoiceGroup, CurrentValues, Destination, Form, FormField, InputKind, REST};
use crate::actions::{AddClaim, AddEvidence, Definition, Dispute, Edit, Rate, Remove, Respond, Say, SetStage, Tag};
use crate::error::Result;
use crate::model::{Bucket, Relation, Stage};
use crate::store::Store;

const WHERE: [FormField; 9] = [ROLE, UNNAMED, KIND, VIA, OCCASION, TITLE, PUBLISHER, PUBLISHED, FORCE];

/// Lists the fields of a form that records a statement: the given ones, then those that all of them have.
macro_rules! saying {
    ($($first:expr),*) => {
        &[$($first,)* QUOTE, IN, URL, ON, WHERE[0], WHERE[1], WHERE[2], WHERE[3], WHERE[4], WHERE[5], WHERE[6], WHERE[7], WHERE[8]]
    };
}

/// Lists the fields of a form beside the text of a document, which is where the statement can be read.
macro_rules! reading {
    ($($first:expr),*) => { &[$($first,)* QUOTE_AT, QUOTE, ON, ROLE, UNNAMED, KIND, VIA, OCCASION, FORCE] };
}

fn stages() -> Vec<ChoiceGroup> {
    vec![("", Stage::WORDS.to_vec())]
}

fn relations() -> Vec<ChoiceGroup> {
    vec![("", Relation::WORDS.to_vec())]
}

fn buckets() -> Vec<ChoiceGroup> {
    vec![("", std::iter::once("").chain(Bucket::WORDS.iter().copied()).collect())]
}

/// Hint with the built-in labels.
const LABELS: &str = "false, mostly-false, mixed, mostly-true, true, unproven, misleading, or any other";
const CONFIRMS: FormField = FormField::tick("confirms", "Confirms what others said");
const SAYING: &[FormField] = saying![BY, CONFIRMS];
const SCALE: &str = "2, on a scale from 1 to 5";

const ABOUT: Form = Form { subject: "claims", destination: Destination::Same("claims"), ..REST };
const ONE: Form = Form { subject: "claim", ..ABOUT };
const WORDS: Form = Form { subject: "words", ..ABOUT };
const READ: Form = Form { subject: "in", destination: Destination::Quote, ..REST };

pub(super) const FORMS: &[Form] = &[
    Form {
        path: "/claims",
        heading: "A new claim",
        does: "Record the claim",
        action: Definition::of::<AddClaim>(),
        fields: saying![CLAIM, FormField { required: false, ..BY }],
        destination: Destination::Added("claim", "claims"),
        alternative: Some("/claims/{id}/say"),
        ..REST
    },
    ABOUT.form(
        "/claims/{id}/dispute",
        "Somebody disputes it",
        "Record the dispute",
        Definition::of::<Dispute>(),
        saying![BY, DISPUTES],
    ),
    ABOUT.form("/claims/{id}/say", "Somebody else says so", "Record the statement", Definition::of::<Say>(), SAYING),
    ABOUT.form(
        "/claims/{id}/respond",
        "Somebody responds otherwise",
        "Record the response",
        Definition::of::<Respond>(),
        saying![BY, STANCE],
    ),
    ONE.form(
        "/claims/{id}/rate",
        "A verdict",
        "Record the verdict",
        Definition::of::<Rate>(),
        &[
            FormField::line("label", "Verdict").must().hint(LABELS),
            FormField::line("because", "Why").of(InputKind::Text).must(),
            FormField::line("by", "Who checked").of(InputKind::Speaker).must(),
            DATED,
            FormField::line("url", "Published at").hint("https://…"),
            FormField::line("title", "Title of the review").more(),
            FormField::line("value", "Number on a scale").hint(SCALE).more(),
            FormField::line("worst", "Worst number of it").more(),
            FormField::line("best", "Best number of it").more(),
            FormField::line("bucket", "What it comes to").of(InputKind::Choice(buckets)).more(),
            FORCE,
        ],
    ),
    ONE.form(
        "/claims/{id}/evidence",
        "Evidence",
        "Record the evidence",
        Definition::of::<AddEvidence>(),
        &[
            IN,
            URL,
            FormField::line("relation", "What it does").of(InputKind::Choice(relations)).must(),
            FormField::line("quote", "Passage").of(InputKind::Text),
            NOTE,
            TITLE,
            PUBLISHER,
            PUBLISHED,
            FORCE,
        ],
    ),
    WORDS.form(
        "/claims/{id}/stage",
        "Stage",
        "Set the stage",
        Definition::of::<SetStage>(),
        &[FormField::line("stage", "Stage").to("words").must().of(InputKind::Set(stages))],
    ),
    WORDS.form(
        "/claims/{id}/tag",
        "Add a tag",
        "Add the tag",
        Definition::of::<Tag>(),
        &[FormField::line("tag", "Tag").to("words").must()],
    ),
    Form {
        fixed: &[("remove", "true")],
        ..WORDS.form(
            "/claims/{id}/untag",
            "Take a tag away",
            "Take the tag away",
            Definition::of::<Tag>(),
            &[FormField::line("tag", "Tag").to("words").must()],
        )
    },
    Form {
        current: Some(present),
        ..ONE.form(
            "/claims/{id}/edit",
            "Correct its words",
            "Correct the claim",
            Definition::of::<Edit>(),
            &[CLAIM, NOTE, FORCE],
        )
    },
    Form {
        destination: Destination::On("/"),
        ..ABOUT.form("/claims/{id}/remove", "Remove it", "Remove the claim", Definition::of::<Remove>(), &[])
    },
    Form {
        alternative: Some("/documents/{id}/say"),
        ..READ.form(
            "/documents/{id}/claim",
            "A new claim",
            "Record the claim",
            Definition::of::<AddClaim>(),
            reading![CLAIM, BY, TAG],
        )
    },
    READ.form(
        "/documents/{id}/dispute",
        "A dispute of a claim",
        "Record the dispute",
        Definition::of::<Dispute>(),
        reading![CLAIM_NUMBER, BY, DISPUTES],
    ),
    READ.form(
        "/documents/{id}/say",
        "A statement on a claim",
        "Record the statement",
        Definition::of::<Respond>(),
        reading![CLAIM_NUMBER, BY, STANCE],
    ),
];

/// Returns the current text and note of a claim.
fn present(store: &Store, id: i64) -> Result<CurrentValues> {
    let claim = store.claim(id)?;
    Ok(vec![("text", claim.text), ("note", claim.note.unwrap_or_default())])
}
