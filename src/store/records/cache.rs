//! What was looked up lately, kept in memory: names that a list shows again and again.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{CachedStatement, OptionalExtension};

use super::rows::RowReader;
use crate::error::Result;
use crate::model::Access;
use crate::model::records::Columns;
use crate::store::Store;

/// Maximum number of entries of a kind; a full cache is emptied, so its memory does not grow with the book.
const KEPT: usize = 20_000;

/// Things by id, of which no more than [`KEPT`] are kept.
pub(in crate::store) struct IdCache<T>(HashMap<i64, T>);

impl<T> Default for IdCache<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> IdCache<T> {
    /// The thing with this id, if it is kept.
    pub(in crate::store) fn get(&self, id: i64) -> Option<T> {
        self.0.get(&id).cloned()
    }

    /// Keeps a thing.
    pub(in crate::store) fn keep(&mut self, id: i64, thing: T) -> T {
        if self.0.len() == KEPT {
            self.0.clear();
        }
        self.0.insert(id, thing.clone());
        thing
    }
}

/// A speaker after joins.
pub(in crate::store) struct Person {
    /// The number of the canonical speaker.
    pub(in crate::store) id: i64,
    /// The name of the canonical speaker.
    pub(in crate::store) name: String,
}

/// A document as lists show it; small, because many are kept.
pub(in crate::store) struct Source {
    /// The title.
    pub(in crate::store) title: Box<str>,
    /// The name of the publisher; empty if unknown.
    pub(in crate::store) publisher: Box<str>,
    /// The address; empty if unknown.
    pub(in crate::store) url: Box<str>,
    /// How the document is known.
    pub(in crate::store) access: Access,
}

/// Who is meant by the speakers of statements, and which documents they can be read in.
pub(in crate::store) struct NameCache<'s> {
    store: &'s Store,
    person: CachedStatement<'s>,
    source: CachedStatement<'s>,
    persons: IdCache<Rc<Person>>,
    sources: IdCache<Rc<Source>>,
}

impl<'s> NameCache<'s> {
    /// Nobody is known yet.
    pub(in crate::store) fn of(store: &'s Store) -> Result<Self> {
        Ok(Self {
            store,
            person: store.conn.prepare_cached("select canonical_id, name from canonical_speaker where speaker_id = ?1")?,
            source: store.conn.prepare_cached(
                "select title, coalesce((select name from canonical_speaker where speaker_id = publisher_id), ''), coalesce(url, ''),
                        access
                 from document where id = ?1",
            )?,
            persons: IdCache::default(),
            sources: IdCache::default(),
        })
    }

    /// Who a speaker is.
    pub(in crate::store) fn person(&mut self, speaker: i64) -> Result<Option<Rc<Person>>> {
        if let Some(person) = self.persons.get(speaker) {
            return Ok(Some(person));
        }
        let found =
            self.person.query_row([speaker], |row| Ok(Person { id: row.get(0)?, name: row.get(1)? })).optional()?;
        let Some(Person { id, name }) = found else { return Ok(None) };
        let person = Person { id, name: self.store.shown_name(id, name)? };
        Ok(Some(self.persons.keep(speaker, Rc::new(person))))
    }

    /// A document.
    pub(in crate::store) fn source(&mut self, document: i64) -> Result<Option<Rc<Source>>> {
        if let Some(source) = self.sources.get(document) {
            return Ok(Some(source));
        }
        let mut rows = self.source.query([document])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut columns = RowReader::of(row);
        let (title, publisher, url) = (columns.next()?, columns.next()?, columns.next()?);
        let source = Source { title, publisher, url, access: columns.next()? };
        Ok(Some(self.sources.keep(document, Rc::new(source))))
    }
}
