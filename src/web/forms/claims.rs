//! The forms about claims.

use super::fields::{
    BY, CLAIM, CLAIM_NUMBER, DATED, DISPUTES, FORCE, IN, KIND, NOTE, OCCASION, ON, PUBLISHED, PUBLISHER, QUOTE,
    QUOTE_AT, ROLE, STANCE, TAG, TITLE, UNNAMED, URL, VIA,
};
use super::{Field, Form, Group, Kind, Lands, Present, REST};
use crate::actions::{AddClaim, AddEvidence, Definition, Dispute, Edit, Rate, Remove, Respond, Say, SetStage, Tag};
use crate::error::Result;
use crate::model::{Bucket, Relation, Stage};
use crate::store::Store;

const WHERE: [Field; 9] = [ROLE, UNNAMED, KIND, VIA, OCCASION, TITLE, PUBLISHER, PUBLISHED, FORCE];

/// The fields of a form that records a statement, with those that come first.
macro_rules! saying {
    ($($first:expr),*) => {
        &[$($first,)* QUOTE, IN, URL, ON, WHERE[0], WHERE[1], WHERE[2], WHERE[3], WHERE[4], WHERE[5], WHERE[6], WHERE[7], WHERE[8]]
    };
}

/// The same in the reading view, where the document is the one that is read.
macro_rules! reading {
    ($($first:expr),*) => { &[$($first,)* QUOTE_AT, QUOTE, ON, ROLE, UNNAMED, KIND, VIA, OCCASION, FORCE] };
}

fn stages() -> Vec<Group> {
    vec![("", Stage::WORDS.to_vec())]
}

fn relations() -> Vec<Group> {
    vec![("", Relation::WORDS.to_vec())]
}

fn buckets() -> Vec<Group> {
    vec![("", std::iter::once("").chain(Bucket::WORDS.iter().copied()).collect())]
}

/// The labels that are built in, as a hint.
const LABELS: &str = "false, mostly-false, mixed, mostly-true, true, unproven, misleading, or any other";
const CONFIRMS: Field = Field::tick("confirms", "Confirms what others said");
const SAYING: &[Field] = saying![BY, CONFIRMS];
const SCALE: &str = "2, on a scale from 1 to 5";

const ABOUT: Form = Form { subject: "claims", lands: Lands::Same("claims"), ..REST };
const ONE: Form = Form { subject: "claim", ..ABOUT };
const WORDS: Form = Form { subject: "words", ..ABOUT };
const READ: Form = Form { subject: "in", lands: Lands::Quote, ..REST };

pub(super) const FORMS: &[Form] = &[
    Form {
        path: "/claims",
        heading: "A new claim",
        does: "Record the claim",
        action: Definition::of::<AddClaim>(),
        fields: saying![CLAIM, Field { required: false, ..BY }],
        lands: Lands::Added("claim", "claims"),
        instead: Some("/claims/{id}/say"),
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
            Field::line("label", "Verdict").must().hint(LABELS),
            Field::line("because", "Why").of(Kind::Text).must(),
            Field::line("by", "Who checked").of(Kind::Speaker).must(),
            DATED,
            Field::line("url", "Published at").hint("https://…"),
            Field::line("title", "Title of the review").more(),
            Field::line("value", "Number on a scale").hint(SCALE).more(),
            Field::line("worst", "Worst number of it").more(),
            Field::line("best", "Best number of it").more(),
            Field::line("bucket", "What it comes to").of(Kind::Choice(buckets)).more(),
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
            Field::line("relation", "What it does").of(Kind::Choice(relations)).must(),
            Field::line("quote", "Passage").of(Kind::Text),
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
        &[Field::line("stage", "Stage").to("words").must().of(Kind::Set(stages))],
    ),
    WORDS.form(
        "/claims/{id}/tag",
        "Add a tag",
        "Add the tag",
        Definition::of::<Tag>(),
        &[Field::line("tag", "Tag").to("words").must()],
    ),
    Form {
        fixed: &[("remove", "true")],
        ..WORDS.form(
            "/claims/{id}/untag",
            "Take a tag away",
            "Take the tag away",
            Definition::of::<Tag>(),
            &[Field::line("tag", "Tag").to("words").must()],
        )
    },
    Form {
        edits: Some(present),
        ..ONE.form(
            "/claims/{id}/edit",
            "Correct its words",
            "Correct the claim",
            Definition::of::<Edit>(),
            &[CLAIM, NOTE, FORCE],
        )
    },
    Form {
        lands: Lands::On("/"),
        ..ABOUT.form("/claims/{id}/remove", "Remove it", "Remove the claim", Definition::of::<Remove>(), &[])
    },
    Form {
        instead: Some("/documents/{id}/say"),
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

/// The words and the note of a claim.
fn present(store: &Store, id: i64) -> Result<Present> {
    let claim = store.claim(id)?;
    Ok(vec![("text", claim.text), ("note", claim.note.unwrap_or_default())])
}
