//! The forms about claims.

use super::fields::{
    BY, CLAIM, CLAIM_NUMBER, DATED, DISPUTES, FORCE, IN, KIND, NOTE, OCCASION, ON, PUBLISHED, PUBLISHER, QUOTE,
    QUOTE_AT, ROLE, STANCE, TAG, TITLE, UNNAMED, URL, VIA,
};
use super::{Field, Form, Goes, Group, Kind, Lands, Present, REST, Subject};
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
const CONFIRMS: Field = Field::tick("confirms", "Confirms what others said", "--confirms");
const SAYING: &[Field] = saying![BY, CONFIRMS];
const SCALE: &str = "2, on a scale from 1 to 5";

const ABOUT: Form = Form { subject: Subject::First, lands: Lands::Same("claims"), ..REST };
const READ: Form = Form { subject: Subject::Flag("--in"), lands: Lands::Quote, ..REST };

pub(super) const FORMS: &[Form] = &[
    Form {
        path: "/claims",
        heading: "A new claim",
        does: "Record the claim",
        command: &["add"],
        fields: saying![CLAIM, Field { required: false, ..BY }],
        lands: Lands::Added("claim", "claims"),
        instead: Some("/claims/{id}/say"),
        ..REST
    },
    ABOUT.form(
        "/claims/{id}/dispute",
        "Somebody disputes it",
        "Record the dispute",
        &["dispute"],
        saying![BY, DISPUTES],
    ),
    ABOUT.form("/claims/{id}/say", "Somebody else says so", "Record the statement", &["say"], SAYING),
    ABOUT.form(
        "/claims/{id}/respond",
        "Somebody responds otherwise",
        "Record the response",
        &["respond"],
        saying![BY, STANCE],
    ),
    ABOUT.form(
        "/claims/{id}/rate",
        "A verdict",
        "Record the verdict",
        &["rate"],
        &[
            Field::word("label", "Verdict").hint(LABELS),
            Field::flag("because", "Why", "--because").of(Kind::Text).must(),
            Field::flag("by", "Who checked", "--by").of(Kind::Speaker).must(),
            DATED,
            Field::flag("url", "Published at", "--url").hint("https://…"),
            Field::flag("title", "Title of the review", "--title").more(),
            Field::flag("value", "Number on a scale", "--value").hint(SCALE).more(),
            Field::flag("worst", "Worst number of it", "--worst").more(),
            Field::flag("best", "Best number of it", "--best").more(),
            Field::flag("bucket", "What it comes to", "--bucket").of(Kind::Choice(buckets)).more(),
            FORCE,
        ],
    ),
    ABOUT.form(
        "/claims/{id}/evidence",
        "Evidence",
        "Record the evidence",
        &["evidence"],
        &[
            IN,
            URL,
            Field::flag("relation", "What it does", "").going(Goes::Named).of(Kind::Choice(relations)).must(),
            Field::flag("quote", "Passage", "--quote").of(Kind::Text),
            NOTE,
            TITLE,
            PUBLISHER,
            PUBLISHED,
            FORCE,
        ],
    ),
    ABOUT.form(
        "/claims/{id}/stage",
        "Stage",
        "Set the stage",
        &["stage"],
        &[Field::word("stage", "Stage").of(Kind::Choice(stages))],
    ),
    ABOUT.form("/claims/{id}/tag", "Add a tag", "Add the tag", &["tag"], &[Field::word("tag", "Tag")]),
    ABOUT.form(
        "/claims/{id}/untag",
        "Take a tag away",
        "Take the tag away",
        &["tag", "--remove"],
        &[Field::word("tag", "Tag")],
    ),
    Form {
        edits: Some(present),
        ..ABOUT.form(
            "/claims/{id}/edit",
            "Correct its words",
            "Correct the claim",
            &["edit"],
            &[Field { goes: Goes::Flag("--text"), ..CLAIM }, NOTE, FORCE],
        )
    },
    Form {
        lands: Lands::On("/"),
        ..ABOUT.form("/claims/{id}/remove", "Remove it", "Remove the claim", &["remove"], &[])
    },
    Form {
        instead: Some("/documents/{id}/say"),
        ..READ.form("/documents/{id}/claim", "A new claim", "Record the claim", &["add"], reading![CLAIM, BY, TAG])
    },
    READ.form(
        "/documents/{id}/dispute",
        "A dispute of a claim",
        "Record the dispute",
        &["dispute"],
        reading![CLAIM_NUMBER, BY, DISPUTES],
    ),
    READ.form(
        "/documents/{id}/say",
        "A statement on a claim",
        "Record the statement",
        &["respond"],
        reading![CLAIM_NUMBER, BY, STANCE],
    ),
];

/// The words and the note of a claim.
fn present(store: &Store, id: i64) -> Result<Present> {
    let claim = store.claim(id)?;
    Ok(vec![("text", claim.text), ("note", claim.note.unwrap_or_default())])
}
