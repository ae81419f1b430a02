//! What an entry touched, as the journal tells it. At the end of an entry the standing and the index of that are made anew,
//! so undo, redo and import need nothing of their own for them.

use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::store::Store;

/// Ids from the first to the last, both included, without a gap.
pub(crate) type IdRange = (i64, i64);

/// Rows whose standing and words are made anew. Of those that are new there is nothing yet that would have to go first.
#[derive(Clone, Copy)]
pub(crate) struct IdRanges<'a> {
    pub(crate) known: &'a [IdRange],
    pub(crate) new: &'a [IdRange],
}

impl<'a> IdRanges<'a> {
    /// All rows, where nothing was made of any of them yet.
    pub(crate) fn new(new: &'a [IdRange]) -> Self {
        Self { known: &[], new }
    }

    /// All of them; those that are new last.
    pub(crate) fn all(self) -> impl DoubleEndedIterator<Item = IdRange> {
        self.known.iter().chain(self.new).copied()
    }
}

/// So many rows are read together: to read a lot costs little more than to read one.
const LOT: i64 = 256;

/// All ids.
pub(crate) const ALL_IDS: IdRange = (i64::MIN, i64::MAX);

/// Lists what the entry ?1 touched: rows that it added or changed, as they are now, and what they hung on before, without
/// those from ?2 to ?3, which it added itself. The names of a speaker are words of every claim and document the speaker said
/// anything of, reviewed, or published.
const PERSONS: &str = "
    insert or ignore into touched_person
     select p.canonical_id from journal_change j join canonical_speaker p on p.speaker_id = j.row_id
     where j.entry_id = ?1 and j.table_name = 'speaker' and j.action = 'updated'
     union all select json_extract(content, '$.same_as_id[0]') from journal_change
     where entry_id = ?1 and table_name = 'speaker' and action = 'updated' and content like '%same_as_id%'
     union all select p.canonical_id from journal_change j join speaker_alias a on a.id between j.row_id and j.last_id
     join canonical_speaker p on p.speaker_id = a.speaker_id where j.entry_id = ?1 and j.table_name = 'speaker_alias'
     union all select p.canonical_id from journal_change j join canonical_speaker p on p.speaker_id = json_extract(j.content, '$.speaker_id')
     where j.entry_id = ?1 and j.table_name = 'speaker_alias' and j.action = 'deleted'";

const DOCUMENTS: &str = "
    insert or ignore into touched_document
     select id from (
     select d.id from journal_change j join document d on d.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'document' and j.row_id <> ?2
     union all select row_id from journal_change where entry_id = ?1 and table_name = 'document'
     union all select s.target_document_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.target_document_id is not null
     union all select json_extract(content, '$.target_document_id') from journal_change
     where entry_id = ?1 and table_name = 'statement' and action = 'deleted'
       and json_extract(content, '$.target_document_id') is not null)
     where id not between ?2 and ?3";

const CLAIMS: &str = "
    insert or ignore into touched_claim
     select id from (
     select claim_id as id from journal_change where entry_id = ?1 and claim_id is not null
     union all select c.id from journal_change j join claim c on c.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim' and j.row_id <> ?2
     union all select t.claim_id from journal_change j join claim_tag t on t.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'claim_tag'
     union all select s.claim_id from journal_change j join statement s on s.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'statement' and s.claim_id is not null
     union all select v.claim_id from journal_change j join verdict v on v.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'verdict'
     union all select e.claim_id from journal_change j join evidence e on e.id between j.row_id and j.last_id
     where j.entry_id = ?1 and j.table_name = 'evidence')
     where id not between ?2 and ?3";

/// Lists the claims whose standing may have changed: those above, and those in a document of which something was said, or
/// is not said any more. In a document that is new only new claims can stand.
const STANDING: &str = "
    insert or ignore into touched_standing
     select id from touched_claim
     union all select s.claim_id from touched_document t cross join statement s on s.document_id = t.id
     where s.claim_id is not null and s.claim_id not between ?1 and ?2";

/// Lists what hangs on the speakers that were touched, mostly nobody, and on those who were found to be the same. SQLite takes
/// these lists for long ones; `cross join` has it begin with them.
const OF_PERSONS: &str = "
    insert or ignore into touched_document
     select d.id from touched_person t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join document d on d.publisher_id = p.id;
    insert or ignore into touched_document
     select s.target_document_id from touched_person t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join statement s on s.speaker_id = p.id where s.target_document_id is not null;
    insert or ignore into touched_claim
     select s.claim_id from touched_person t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join statement s on s.speaker_id = p.id where s.claim_id is not null
     union all select v.claim_id from touched_person t cross join speaker p on p.id = t.id or p.same_as_id = t.id
     cross join verdict v on v.reviewer_id = p.id";

const LISTS: [&str; 4] = ["touched_person", "touched_document", "touched_claim", "touched_standing"];

impl Store {
    /// Makes the standing and the index anew for what this entry touched. Comes last in an entry.
    pub(crate) fn refresh_affected(&self, entry: i64) -> Result<()> {
        for list in LISTS {
            let table = format!("create temp table if not exists {list} (id integer primary key); delete from {list};");
            self.conn.execute_batch(&table)?;
        }
        let [claims, documents] = [self.added(entry, "claim")?, self.added(entry, "document")?];
        self.conn.prepare_cached(PERSONS)?.execute([entry])?;
        self.conn.prepare_cached(DOCUMENTS)?.execute([entry, documents.0, documents.1])?;
        self.conn.prepare_cached(CLAIMS)?.execute([entry, claims.0, claims.1])?;
        self.conn.prepare_cached(STANDING)?.execute([claims.0, claims.1])?;
        self.conn.execute_batch(OF_PERSONS)?;
        // What was added comes below, once.
        self.conn.execute("delete from touched_document where id between ?1 and ?2", [documents.0, documents.1])?;
        self.conn.execute("delete from touched_claim where id between ?1 and ?2", [claims.0, claims.1])?;
        let [claims, documents] = [self.id_ranges("claim", claims)?, self.id_ranges("document", documents)?];
        self.refresh_status(IdRanges { known: &self.id_ranges("touched_standing", ALL_IDS)?, new: &claims })?;
        self.index(
            IdRanges { known: &self.id_ranges("touched_claim", ALL_IDS)?, new: &claims },
            IdRanges { known: &self.id_ranges("touched_document", ALL_IDS)?, new: &documents },
        )?;
        for list in LISTS {
            self.conn.execute_batch(&format!("delete from {list}"))?;
        }
        Ok(())
    }

    /// The longest row of ids that this entry added to a table: it may be of a million, which no list must hold.
    fn added(&self, entry: i64, table: &str) -> Result<IdRange> {
        let mut query = self.conn.prepare_cached(
            "select row_id, last_id from journal_change where entry_id = ?1 and table_name = ?2 and action = 'inserted'
             order by last_id - row_id desc limit 1",
        )?;
        let added = query.query_row(params![entry, table], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(added.unwrap_or((0, -1)))
    }

    /// The ids of a table from the first to the last, in lots.
    pub(crate) fn id_ranges(&self, table: &str, (first, last): IdRange) -> Result<Vec<IdRange>> {
        let mut lots: Vec<IdRange> = Vec::new();
        let sql = format!("select id from {table} where id between ?1 and ?2 order by id");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query([first, last])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            match lots.last_mut() {
                Some((first, last)) if id == *last + 1 && id - *first < LOT => *last = id,
                _ => lots.push((id, id)),
            }
        }
        Ok(lots)
    }
}
