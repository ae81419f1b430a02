//! A statement as files hold it: with what another book needs to read it back.

use super::record::{Cell, Column, Record};

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
    /// Who published that.
    publisher_uid,
}
