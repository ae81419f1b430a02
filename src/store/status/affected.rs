//! The claims and documents that an entry affected, read from the journal. At the end of each entry their rows of the status
//! cache and of the full-text index are written again, so undo, redo and import need no code of their own for that. Triggers
//! that did so row by row made an import many times slower.

use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::store::Store;
use crate::store::records::rows::value;

/// Ids from the first to the last, both included.
pub(crate) type IdRange = (i64, i64);

/// Rows whose derived data is written again. Rows that are new have none yet, so nothing has to be deleted first.
#[derive(Clone, Copy)]
pub(crate) struct IdRanges<'a> {
    /// Rows that may have derived data.
    pub(crate) known: &'a [IdRange],
    /// Rows that have none yet.
    pub(crate) new: &'a [IdRange],
}

impl<'a> IdRanges<'a> {
    /// Only new rows.
    pub(crate) fn new(new: &'a [IdRange]) -> Self {
        Self { known: &[], new }
    }

    /// All ranges; new rows last.
    pub(crate) fn all(self) -> impl DoubleEndedIterator<Item = IdRange> + Clone {
        self.known.iter().chain(self.new).copied()
    }
}

/// The maximum number of rows in a range. A range is read by one query, which costs little more than reading one row.
const MAX_RANGE: i64 = 256;

/// All ids.
pub(crate) const ALL_IDS: IdRange = (i64::MIN, i64::MAX);

/// Lists the speakers whose names the entry ?1 changed, also by adding or removing a speaker that is another one, as a merge does. These names are in the index of every claim and document that the
/// speaker made a statement about, reviewed or published.
const SPEAKERS: &str = "
    insert or ignore into affected_speaker
     select p.canonical_id from journal_change j join canonical_speaker p on p.speaker_id = j.row_id
     where j.entry_id = ?1 and j.table_name = 'speaker' and j.action = 'updated'
     union all select json_extract(content, '$.same_as_id[0]') from journal_change
     where entry_id = ?1 and table_name = 'speaker' and action = 'updated' and content like '%same_as_id%'
     union all select s.same_as_id from journal_change j join speaker s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'speaker' and j.action = 'inserted' and s.same_as_id is not null
     union all select json_extract(content, '$.same_as_id') from journal_change
     where entry_id = ?1 and table_name = 'speaker' and action = 'deleted' and json_extract(content, '$.same_as_id') is not null
     union all select p.canonical_id from journal_change j join speaker_alias a on a.id between j.row_id and j.last_id
     join canonical_speaker p on p.speaker_id = a.speaker_id where j.entry_id = ?1 and j.table_name = 'speaker_alias'
     union all select p.canonical_id from journal_change j join canonical_speaker p on p.speaker_id = json_extract(j.content, '$.speaker_id')
     where j.entry_id = ?1 and j.table_name = 'speaker_alias' and j.action = 'deleted'";

/// Lists the documents that the entry ?1 changed or that its statements are about, however indirectly, without those from ?2 to
/// ?3, which it added.
const DOCUMENTS: &str = "
    with recursive about (id) as (
     select s.target_statement_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.claim_id is null and s.target_statement_id is not null
     union select json_extract(content, '$.target_statement_id') from journal_change
     where entry_id = ?1 and table_name = 'statement' and action = 'deleted' and claim_id is null
       and json_extract(content, '$.target_statement_id') is not null
     union select s.target_statement_id from about a join statement s on s.id = a.id where s.target_statement_id is not null)
    insert or ignore into affected_document
     select id from (
     select s.target_document_id as id from about a join statement s on s.id = a.id where s.target_document_id is not null
     union all
     select d.id from journal_change j join document d on d.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'document' and j.row_id <> ?2
     union all select row_id from journal_change where entry_id = ?1 and table_name = 'document'
     union all select s.target_document_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.target_document_id is not null
     union all select json_extract(content, '$.target_document_id[0]') from journal_change
     where entry_id = ?1 and table_name = 'statement' and action = 'updated' and content like '%target_document_id%'
       and json_extract(content, '$.target_document_id[0]') is not null
     union all select json_extract(content, '$.target_document_id') from journal_change
     where entry_id = ?1 and table_name = 'statement' and action = 'deleted'
       and json_extract(content, '$.target_document_id') is not null)
     where id not between ?2 and ?3";

/// Lists the claims that the entry ?1 changed or whose statements, verdicts, evidence, tags or wordings it changed, without those from ?2
/// to ?3, which it added.
const CLAIMS: &str = "
    insert or ignore into affected_claim
     select id from (
     select claim_id as id from journal_change where entry_id = ?1 and claim_id is not null
     union all select c.id from journal_change j join claim c on c.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim' and j.row_id <> ?2
     union all select t.claim_id from journal_change j join claim_tag t on t.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim_tag'
     union all select w.claim_id from journal_change j join claim_wording w on w.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim_wording'
     union all select a.claim_id from journal_change j join claim_appearance a on a.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim_appearance'
     union all select s.claim_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.claim_id is not null
     union all select v.claim_id from journal_change j join verdict v on v.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'verdict'
     union all select e.claim_id from journal_change j join evidence e on e.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'evidence')
     where id not between ?2 and ?3";

/// Lists the claims whose status may have changed: those of [`CLAIMS`], and those in a document that was changed or about which a
/// statement was added or removed. A new document contains only new claims, which have the ids from ?1 to ?2.
const STATUSES: &str = "
    insert or ignore into affected_status
     select id from affected_claim
     union all select s.claim_id from affected_document t cross join statement s on s.document_id = t.id
     where s.claim_id is not null and s.claim_id not between ?1 and ?2
     union all select a.claim_id from affected_document t cross join claim_appearance a on a.document_id = t.id
     where a.claim_id not between ?1 and ?2";

/// Lists the documents and claims of the affected speakers, and of speakers that are the same. There are mostly none. SQLite
/// does not know how short these lists are and would read every statement; `cross join` makes it begin with the list.
const OF_SPEAKERS: &str = "
    insert or ignore into affected_document
     select d.id from affected_speaker t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join document d on d.publisher_id = p.id;
    insert or ignore into affected_document
     select s.target_document_id from affected_speaker t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join speaker_of_statement s on s.speaker_id = p.id where s.target_document_id is not null;
    insert or ignore into affected_claim
     select s.claim_id from affected_speaker t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join speaker_of_statement s on s.speaker_id = p.id where s.claim_id is not null
     union all select v.claim_id from affected_speaker t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join verdict v on v.reviewer_id = p.id";

/// Whether the entry ?1 joined or parted speakers, or said which is the desk: a retraction takes back what its speaker said
/// under all names, and a reviewer has one verdict that stands. A new name changes no status.
const SPEAKERS_WERE_JOINED: &str = "
    select exists (select 1 from journal_change where entry_id = ?1 and table_name = 'speaker' and action = 'updated'
                   and (content like '%\"same_as_id\"%' or content like '%\"is_desk\"%'))
        or exists (select 1 from journal_change where entry_id = ?1 and table_name = 'speaker' and action = 'deleted'
                   and coalesce(json_extract(content, '$.same_as_id'), json_extract(content, '$.is_desk')) is not null)
        or exists (select 1 from journal_change j join speaker s on s.id between j.row_id and j.last_id
                   where j.entry_id = ?1 and j.table_name = 'speaker' and j.action = 'inserted'
                     and coalesce(s.same_as_id, s.is_desk) is not null)";

/// Lists the claims with a verdict without a reviewer, which is the desk's.
const OF_THE_DESK: &str = "
    insert or ignore into affected_claim select claim_id from verdict where reviewer_id is null";

const LISTS: [&str; 4] = ["affected_speaker", "affected_document", "affected_claim", "affected_status"];

impl Store {
    /// Writes the status cache and the index again for everything that an entry affected. This is the last step of an entry.
    pub(crate) fn refresh_affected(&self, entry: i64) -> Result<()> {
        self.add_vague_dates_of(entry)?;
        let (claims, documents) = self.list_affected(entry)?;
        let [claims, documents] = [self.id_ranges("claim", claims)?, self.id_ranges("document", documents)?];
        self.refresh_status(IdRanges { known: &self.id_ranges("affected_status", ALL_IDS)?, new: &claims })?;
        self.index(
            IdRanges { known: &self.id_ranges("affected_claim", ALL_IDS)?, new: &claims },
            IdRanges { known: &self.id_ranges("affected_document", ALL_IDS)?, new: &documents },
        )?;
        self.empty_lists()
    }

    /// Returns the claims whose status an entry may have changed, without those that it added.
    pub(crate) fn claims_affected_by(&self, entry: i64) -> Result<Vec<IdRange>> {
        self.list_affected(entry)?;
        let ranges = self.id_ranges("affected_status", ALL_IDS)?;
        self.empty_lists()?;
        Ok(ranges)
    }

    fn empty_lists(&self) -> Result<()> {
        LISTS.iter().try_for_each(|list| Ok(self.conn.execute_batch(&format!("delete from {list}"))?))
    }

    /// Lists what an entry affected in [`LISTS`], without the longest ranges of claims and documents that it added, which are returned.
    fn list_affected(&self, entry: i64) -> Result<(IdRange, IdRange)> {
        for list in LISTS {
            let table = format!("create temp table if not exists {list} (id integer primary key); delete from {list};");
            self.conn.execute_batch(&table)?;
        }
        let [claims, documents] = [self.longest_added(entry, "claim")?, self.longest_added(entry, "document")?];
        self.conn.prepare_cached(SPEAKERS)?.execute([entry])?;
        self.conn.prepare_cached(DOCUMENTS)?.execute([entry, documents.0, documents.1])?;
        self.conn.prepare_cached(CLAIMS)?.execute([entry, claims.0, claims.1])?;
        self.conn.prepare_cached(STATUSES)?.execute([claims.0, claims.1])?;
        self.conn.execute_batch(OF_SPEAKERS)?;
        if value(&self.conn, SPEAKERS_WERE_JOINED, [entry])? {
            self.conn.prepare_cached(OF_THE_DESK)?.execute([])?;
            self.conn.prepare_cached(STATUSES)?.execute([claims.0, claims.1])?;
        }
        // Added rows are handled below.
        self.conn.execute("delete from affected_document where id between ?1 and ?2", [documents.0, documents.1])?;
        for list in ["affected_claim", "affected_status"] {
            self.conn.execute(&format!("delete from {list} where id between ?1 and ?2"), [claims.0, claims.1])?;
        }
        Ok((claims, documents))
    }

    /// The longest range of ids that an entry added to a table. It may contain a million, so it is not put into a list.
    fn longest_added(&self, entry: i64, table: &str) -> Result<IdRange> {
        let mut query = self.conn.prepare_cached(
            "select row_id, last_id from journal_change where entry_id = ?1 and table_name = ?2 and action = 'inserted'
             order by last_id - row_id desc limit 1",
        )?;
        let added = query.query_row(params![entry, table], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(added.unwrap_or((0, -1)))
    }

    /// The ids that a table has between two ids, in ranges without gaps.
    pub(crate) fn id_ranges(&self, table: &str, (first, last): IdRange) -> Result<Vec<IdRange>> {
        let mut ranges: Vec<IdRange> = Vec::new();
        let sql = format!("select id from {table} where id between ?1 and ?2 order by id");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query([first, last])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            match ranges.last_mut() {
                Some((first, last)) if id == *last + 1 && id - *first < MAX_RANGE => *last = id,
                _ => ranges.push((id, id)),
            }
        }
        Ok(ranges)
    }
}
