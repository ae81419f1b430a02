//! The tables of files: with what another book needs to read them back.

use crate::model::records::{Cell, Column, Record};
use crate::model::records::{DocumentLine, EvidenceLine, SavedLine, SpeakerLine, VerdictLine};

macro_rules! sheet {
    ($($(#[$doc:meta])* $field:ident,)+) => {
        /// A statement with everything it refers to named by uid.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct StatementSheet {
            /// The number people type.
            pub id: i64,
            /// The number of the claim it is about in the end.
            pub claim_id: Option<i64>,
            /// Where its quote begins in the stored text, in characters.
            pub quote_start: Option<i64>,
            /// Where its quote ends, exclusive.
            pub quote_end: Option<i64>,
            $($(#[$doc])* pub $field: Option<String>,)+
        }

        impl StatementSheet {
            /// The columns that hold text.
            pub const TEXTS: &'static [&'static str] = &[$(stringify!($field)),+];

            /// The value of a column that holds text.
            pub fn text(&mut self, column: &str) -> Option<&mut Option<String>> {
                match column {
                    $(stringify!($field) => Some(&mut self.$field),)+
                    _ => None,
                }
            }
        }

        impl Record for StatementSheet {
            const COLUMNS: &'static [Column<Self>] = &[
                Column::shown("id", "id", |s| s.id.into()),
                Column::of("claim_id", |s| s.claim_id.map_or(Cell::Nothing, Cell::from)),
                $(Column::shown(stringify!($field), stringify!($field), |s| (&s.$field).into()),)+
                Column::of("quote_start", |s| s.quote_start.map_or(Cell::Nothing, Cell::from)),
                Column::of("quote_end", |s| s.quote_end.map_or(Cell::Nothing, Cell::from)),
            ];
        }
    };
}

sheet! {
    /// The name by which two books recognise it.
    uid,
    /// The claim it is about in the end.
    claim,
    /// Who the speaker is, after joins.
    speaker,
    /// In which role, as worded then.
    role,
    /// What the speaker does to the target.
    stance,
    /// The family of that stance.
    family,
    /// What it targets: `claim`, `statement` or `document`.
    target,
    /// In which words.
    quote,
    /// When.
    said_on,
    /// On which occasion.
    occasion,
    /// The title of the document it can be read in.
    document,
    /// What that is.
    document_kind,
    /// Who published it.
    publisher,
    /// Its address.
    url,
    /// How it is known.
    access,
    /// When it appeared.
    published_on,
    /// The title of the document it targets.
    target_document,
    /// The title of the document that an unnamed speaker lives in.
    lives_in,
    /// The same of the speaker after joins, where that is another unnamed one.
    person_lives_in,
    /// How the speaker is named in the document.
    worded,
    /// What the speaker recorded is.
    speaker_kind,
    /// What the speaker after joins is.
    person_kind,
    /// What the publisher is.
    publisher_kind,
    /// A note of the desk.
    note,
    /// The claim.
    claim_uid,
    /// The statement it targets.
    target_statement_uid,
    /// The document it targets.
    target_document_uid,
    /// The retraction that took it back.
    taken_back_by,
    /// The speaker recorded.
    speaker_uid,
    /// The speaker after joins.
    person_uid,
    /// The document it can be read in.
    document_uid,
    /// The document that an unnamed speaker lives in.
    lives_in_uid,
    /// The same of the speaker after joins, where that is another unnamed one.
    person_lives_in_uid,
    /// Who published the document it can be read in.
    publisher_uid,
}

impl Record for SpeakerLine {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("id", |s| (&s.id).into()),
        Column::of("name", |s| (&s.name).into()),
        Column::of("kind", |s| (&s.kind).into()),
        Column::of("aliases", |s| (&s.aliases).into()),
        Column::of("external_id", |s| (&s.external_id).into()),
        Column::of("note", |s| (&s.note).into()),
        Column::of("document", |s| (&s.document).into()),
        Column::of("same_as", |s| (&s.same_as).into()),
        Column::of("uid", |s| (&s.uid).into()),
    ];
}

impl Record for DocumentLine {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("id", |d| (&d.id).into()),
        Column::of("title", |d| (&d.title).into()),
        Column::of("kind", |d| (&d.kind).into()),
        Column::of("publisher", |d| (&d.publisher).into()),
        Column::of("published_on", |d| (&d.published_on).into()),
        Column::of("url", |d| (&d.url).into()),
        Column::of("archive_url", |d| (&d.archive_url).into()),
        Column::of("language", |d| (&d.language).into()),
        Column::of("access", |d| (&d.access).into()),
        Column::of("through", |d| (&d.through).into()),
        Column::of("retrieved_at", |d| (&d.retrieved_at).into()),
        Column::of("note", |d| (&d.note).into()),
        Column::of("uid", |d| (&d.uid).into()),
        Column::of("text", |d| (&d.text).into()),
    ];
}

impl Record for VerdictLine {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("id", |v| (&v.id).into()),
        Column::of("claim", |v| (&v.claim).into()),
        Column::of("label", |v| (&v.label).into()),
        Column::of("value", |v| (&v.value).into()),
        Column::of("worst", |v| (&v.worst).into()),
        Column::of("best", |v| (&v.best).into()),
        Column::of("bucket", |v| (&v.bucket).into()),
        Column::of("rationale", |v| (&v.rationale).into()),
        Column::of("reviewer", |v| (&v.reviewer).into()),
        Column::of("decided_on", |v| (&v.decided_on).into()),
        Column::of("review_url", |v| (&v.review_url).into()),
        Column::of("review_title", |v| (&v.review_title).into()),
        Column::of("recorded_at", |v| (&v.recorded_at).into()),
        Column::of("uid", |v| (&v.uid).into()),
    ];
}

impl Record for EvidenceLine {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("id", |e| (&e.id).into()),
        Column::of("claim", |e| (&e.claim).into()),
        Column::of("relation", |e| (&e.relation).into()),
        Column::of("document", |e| (&e.document).into()),
        Column::of("quote", |e| (&e.quote).into()),
        Column::of("quote_start", |e| e.span.map_or(Cell::Nothing, |span| number(span.0))),
        Column::of("quote_end", |e| e.span.map_or(Cell::Nothing, |span| number(span.1))),
        Column::of("note", |e| (&e.note).into()),
        Column::of("uid", |e| (&e.uid).into()),
    ];
}

impl Record for SavedLine {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::of("name", |s| (&s.name).into()),
        Column::of("filter", |s| (&s.filter).into()),
        Column::of("recorded_at", |s| (&s.recorded_at).into()),
        Column::of("uid", |s| (&s.uid).into()),
    ];
}

fn number(offset: usize) -> Cell<'static> {
    i64::try_from(offset).map_or(Cell::Nothing, Cell::Number)
}
