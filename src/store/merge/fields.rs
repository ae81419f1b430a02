//! What a merge compares: the tables of the record, and of each the fields. A field is one column, or several that belong together.

/// A field of the rows of a table.
pub(super) struct MergedField {
    /// Its name, in words.
    pub(super) name: &'static str,
    /// The columns whose changes are changes of the field.
    pub(super) columns: &'static [&'static str],
    /// Columns that follow from these and go along, such as the position of a quote.
    pub(super) carried: &'static [&'static str],
}

/// What becomes of a row if the row that it refers to is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WithoutTarget {
    /// It cannot be there either.
    Hidden,
    /// It is there, with these columns empty.
    Emptied(&'static [&'static str]),
}

/// A column that refers to a row of a table.
pub(super) struct MergedReference {
    pub(super) column: &'static str,
    pub(super) table: &'static str,
    pub(super) otherwise: WithoutTarget,
}

/// A table of the record.
pub(super) struct MergedTable {
    pub(super) name: &'static str,
    /// The columns by which two books recognise a row; none if it is the uid.
    pub(super) key: &'static [&'static str],
    pub(super) fields: &'static [MergedField],
    pub(super) references: &'static [MergedReference],
}

/// The name of the field with the columns of a key. Its versions say since when the row is there; it is never a conflict.
pub(super) const ROW: &str = "row";

const ANCHOR: &[&str] = &["quote_start", "quote_end", "quote_prefix", "quote_suffix"];

const fn field(name: &'static str, columns: &'static [&'static str]) -> MergedField {
    MergedField { name, columns, carried: &[] }
}

const fn carrying(
    name: &'static str,
    columns: &'static [&'static str],
    carried: &'static [&'static str],
) -> MergedField {
    MergedField { name, columns, carried }
}

const fn needs(column: &'static str, table: &'static str) -> MergedReference {
    MergedReference { column, table, otherwise: WithoutTarget::Hidden }
}

const fn may_name(column: &'static str, table: &'static str, emptied: &'static [&'static str]) -> MergedReference {
    MergedReference { column, table, otherwise: WithoutTarget::Emptied(emptied) }
}

/// The tables, those that others refer to first.
pub(super) const MERGED: &[MergedTable] = &[
    MergedTable {
        name: "document",
        key: &[],
        fields: &[
            field("title", &["title"]),
            field("kind", &["kind"]),
            field("publisher", &["publisher_id"]),
            field("address", &["url"]),
            field("archive", &["archive_url"]),
            field("language", &["language"]),
            field("published", &["published_on"]),
            field("access", &["access", "through_id"]),
            carrying("text", &["text", "text_sha256"], &["retrieved_at"]),
            field("note", &["note"]),
        ],
        references: &[
            may_name("publisher_id", "speaker", &["publisher_id"]),
            may_name("through_id", "document", &["through_id"]),
        ],
    },
    MergedTable {
        name: "document_alias",
        key: &[],
        fields: &[field("document", &["document_id"]), field("title", &["title"]), field("address", &["url"])],
        references: &[needs("document_id", "document")],
    },
    MergedTable {
        name: "attachment",
        key: &[],
        fields: &[
            field("document", &["document_id"]),
            field("file", &["name", "media_type", "size", "sha256", "added_at"]),
        ],
        references: &[needs("document_id", "document")],
    },
    MergedTable {
        name: "speaker",
        key: &[],
        fields: &[
            field("name", &["name"]),
            field("kind", &["kind", "document_id"]),
            field("Wikidata id", &["external_id"]),
            field("same as", &["same_as_id"]),
            field("note", &["note"]),
            field("the desk", &["is_desk"]),
        ],
        references: &[needs("document_id", "document"), may_name("same_as_id", "speaker", &["same_as_id"])],
    },
    MergedTable {
        name: "speaker_alias",
        key: &["speaker_id", "name"],
        fields: &[field(ROW, &["speaker_id", "name"])],
        references: &[needs("speaker_id", "speaker")],
    },
    MergedTable {
        name: "claim",
        key: &[],
        fields: &[
            field("text", &["text", "text_key"]),
            field("stage", &["stage"]),
            field("note", &["note"]),
            field("ref", &["ref"]),
            field("recorded at", &["recorded_at"]),
        ],
        references: &[],
    },
    MergedTable {
        name: "marked_passage",
        key: &[],
        fields: &[
            field("document", &["document_id"]),
            field("mark", &["mark"]),
            field("suggestion", &["suggested"]),
            carrying("passage", &["quote", "changed_at"], &["quote_start", "quote_end"]),
            field("claim", &["claim_id"]),
        ],
        references: &[needs("document_id", "document"), may_name("claim_id", "claim", &["claim_id"])],
    },
    MergedTable {
        name: "claim_tag",
        key: &["claim_id", "tag"],
        fields: &[field(ROW, &["claim_id", "tag"])],
        references: &[needs("claim_id", "claim")],
    },
    MergedTable {
        name: "claim_appearance",
        key: &["claim_id", "document_id"],
        fields: &[field(ROW, &["claim_id", "document_id"])],
        references: &[needs("claim_id", "claim"), needs("document_id", "document")],
    },
    MergedTable {
        name: "claim_wording",
        key: &[],
        fields: &[field("claim", &["claim_id"]), field("text", &["text", "text_key"]), field("ref", &["ref"])],
        references: &[needs("claim_id", "claim")],
    },
    MergedTable {
        name: "claim_relation",
        key: &["claim_id", "relation", "other_id"],
        fields: &[field(ROW, &["claim_id", "relation", "other_id", "uid"])],
        references: &[needs("claim_id", "claim"), needs("other_id", "claim")],
    },
    MergedTable {
        name: "distinct_pair",
        key: &["claim_id", "other_claim_id", "speaker_id", "other_speaker_id", "document_id", "other_document_id"],
        fields: &[field(
            ROW,
            &[
                "claim_id",
                "other_claim_id",
                "speaker_id",
                "other_speaker_id",
                "document_id",
                "other_document_id",
                "uid",
            ],
        )],
        references: &[
            needs("claim_id", "claim"),
            needs("other_claim_id", "claim"),
            needs("speaker_id", "speaker"),
            needs("other_speaker_id", "speaker"),
            needs("document_id", "document"),
            needs("other_document_id", "document"),
        ],
    },
    MergedTable {
        name: "statement",
        key: &[],
        fields: &[
            field("speaker", &["speaker_id"]),
            field("role", &["role"]),
            field("stance", &["stance"]),
            carrying("target", &["claim_id", "target_statement_id", "target_document_id"], &["origin_id"]),
            carrying("quote", &["quote", "document_id"], ANCHOR),
            field("occasion", &["occasion"]),
            field("day", &["said_on"]),
            field("note", &["note"]),
            field("spoke for", &["for_speaker_id"]),
        ],
        references: &[
            needs("speaker_id", "speaker"),
            needs("claim_id", "claim"),
            needs("target_statement_id", "statement"),
            needs("target_document_id", "document"),
            may_name(
                "document_id",
                "document",
                &["document_id", "quote_start", "quote_end", "quote_prefix", "quote_suffix"],
            ),
            may_name("for_speaker_id", "speaker", &["for_speaker_id"]),
        ],
    },
    MergedTable {
        name: "request",
        key: &[],
        fields: &[
            field("claim", &["claim_id"]),
            field("speaker", &["speaker_id"]),
            field("channel", &["channel"]),
            field("asked on", &["asked_on"]),
            field("due", &["due_on"]),
            field("note", &["note"]),
            field("reply", &["closed_on", "statement_id"]),
        ],
        references: &[
            needs("claim_id", "claim"),
            needs("speaker_id", "speaker"),
            may_name("statement_id", "statement", &["closed_on", "statement_id"]),
        ],
    },
    MergedTable {
        name: "verdict",
        key: &[],
        fields: &[
            field("claim", &["claim_id"]),
            field("label", &["label", "value", "worst", "best", "bucket"]),
            field("rationale", &["rationale"]),
            field("reviewer", &["reviewer_id"]),
            field("decided", &["decided_on"]),
            field("review", &["review_url", "review_title"]),
            field("recorded at", &["recorded_at"]),
        ],
        references: &[needs("claim_id", "claim"), may_name("reviewer_id", "speaker", &["reviewer_id"])],
    },
    MergedTable {
        name: "evidence",
        key: &[],
        fields: &[
            field("claim", &["claim_id"]),
            field("relation", &["relation"]),
            carrying("quote", &["quote", "document_id"], ANCHOR),
            field("note", &["note"]),
        ],
        references: &[needs("claim_id", "claim"), needs("document_id", "document")],
    },
    MergedTable {
        name: "correction",
        key: &[],
        fields: &[
            field("what it corrects", &["claim_id", "verdict_id", "document_id"]),
            field("what was wrong", &["wrong"]),
            field("what is right", &["correct"]),
            field("cause", &["cause"]),
            field("reported by", &["reported_by"]),
            field("published", &["published_on"]),
            field("address", &["url"]),
            field("note", &["note"]),
            field("recorded at", &["recorded_at"]),
        ],
        references: &[needs("claim_id", "claim"), needs("verdict_id", "verdict"), needs("document_id", "document")],
    },
    MergedTable { name: "correction_cause", key: &["name"], fields: &[field(ROW, &["name", "uid"])], references: &[] },
    MergedTable {
        name: "saved",
        key: &["name"],
        fields: &[field(ROW, &["name", "uid", "recorded_at"]), field("filter", &["filter"])],
        references: &[],
    },
    MergedTable {
        name: "member",
        key: &[],
        fields: &[field("name", &["name"]), field("role", &["role"]), field("speaker", &["speaker_id"])],
        references: &[may_name("speaker_id", "speaker", &["speaker_id"])],
    },
    MergedTable {
        name: "assignment",
        key: &["claim_id"],
        fields: &[field(ROW, &["claim_id", "uid"]), field("member", &["member_id", "due_on", "assigned_at"])],
        references: &[needs("claim_id", "claim"), needs("member_id", "member")],
    },
    MergedTable {
        name: "comment",
        key: &[],
        fields: &[
            field("claim", &["claim_id"]),
            field("text", &["text", "edited_at"]),
            field("writer", &["writer", "written_at"]),
            field("member", &["member_id"]),
        ],
        references: &[needs("claim_id", "claim"), may_name("member_id", "member", &["member_id"])],
    },
];

impl MergedTable {
    /// The columns of all fields.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.fields.iter().flat_map(|field| field.columns.iter().chain(field.carried).copied())
    }

    /// A field by its name.
    pub(super) fn field(&self, name: &str) -> Option<&MergedField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The table to which a column refers.
    pub(super) fn target_of(&self, column: &str) -> Option<&'static str> {
        if column == "origin_id" {
            return Some("statement");
        }
        self.references.iter().find(|reference| reference.column == column).map(|reference| reference.table)
    }
}

/// The place of a table in the list.
pub(super) fn table_number(name: &str) -> Option<usize> {
    MERGED.iter().position(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::*;
    use crate::store::file::schema::create;
    use crate::store::journal::tables::{TABLES, columns};

    /// The tables that hold what a merge knows of other copies.
    const OF_MERGES: [&str; 3] = ["merged_entry", "merged_version", "conflict"];

    #[test]
    fn every_column_of_the_record_belongs_to_one_field() {
        let conn = Connection::open_in_memory().unwrap();
        create(&conn).unwrap();
        let names: Vec<_> = MERGED.iter().map(|table| table.name).chain(OF_MERGES).collect();
        assert_eq!(names, TABLES);
        for table in MERGED {
            let mut listed: Vec<_> = table.columns().map(str::to_string).collect();
            if table.key.is_empty() {
                listed.push("uid".to_string());
            }
            if table.name == "member" {
                listed.push("password".to_string());
            }
            let distinct: BTreeSet<_> = listed.iter().cloned().collect();
            assert_eq!(distinct.len(), listed.len(), "{}", table.name);
            let stored: BTreeSet<_> = columns(&conn, table.name).unwrap().into_iter().collect();
            assert_eq!(distinct, stored, "{}", table.name);
            let mut keys = conn.prepare("select \"from\", \"table\" from pragma_foreign_key_list(?1)").unwrap();
            let keys: BTreeSet<(String, String)> = keys
                .query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            for (column, target) in keys {
                assert_eq!(table.target_of(&column), Some(target.as_str()), "{}.{column}", table.name);
            }
        }
    }
}
