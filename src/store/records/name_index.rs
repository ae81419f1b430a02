//! The names of speakers in memory, for an entry that looks many of them up: a batch of 10,000 lines names 10,000 speakers.
//!
//! Within an entry nobody else writes, so the index lives no longer than the entry. Temporary triggers list the rows of
//! speakers and aliases that the entry itself changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Bound;

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::text::normalize::name_key;

/// Maximum number of names that are compared with a new one, to warn of a typing error.
const MAX_SIMILAR: usize = 256;
/// Maximum number of places in the lists of pairs of letters that are read to find them.
const MAX_PLACES: usize = 8192;

/// The names and aliases `n` of speakers, after joins.
const NAMES: &str = "
    from (select 0 as is_alias, id as row, id, name from speaker union all select 1, id, speaker_id, name from speaker_alias) n
    join canonical_speaker p on p.speaker_id = n.id join speaker s on s.id = n.id";

/// What lists the changed rows, and what ends that.
const BEGIN: &str = "
    create temp table changed_name (id integer primary key, speaker_id integer not null);
    create temp trigger speaker_added after insert on main.speaker begin
        insert into changed_name (speaker_id) values (new.id); end;
    create temp trigger speaker_changed after update on main.speaker begin
        insert into changed_name (speaker_id) values (new.id); end;
    create temp trigger speaker_removed after delete on main.speaker begin
        insert into changed_name (speaker_id) values (old.id); end;
    create temp trigger alias_added after insert on main.speaker_alias begin
        insert into changed_name (speaker_id) values (new.speaker_id); end;
    create temp trigger alias_changed after update on main.speaker_alias begin
        insert into changed_name (speaker_id) values (new.speaker_id); end;
    create temp trigger alias_removed after delete on main.speaker_alias begin
        insert into changed_name (speaker_id) values (old.speaker_id); end;";
const END: &str = "
    drop trigger speaker_added; drop trigger speaker_changed; drop trigger speaker_removed;
    drop trigger alias_added; drop trigger alias_changed; drop trigger alias_removed; drop table changed_name;";

/// The names that an entry has looked up.
#[derive(Default)]
pub(crate) enum EntryNames {
    /// No entry is being recorded.
    #[default]
    NoEntry,
    /// Names were looked up so often, each time among all.
    Asked(usize),
    /// They are looked up in the index.
    Indexed(Box<NameIndex>),
}

/// A name or an alias.
pub(crate) struct KnownName {
    /// The speaker.
    pub(crate) speaker: i64,
    /// The name of the speaker after joins.
    pub(crate) shown: String,
    /// The words of the name or alias, as [`name_key`] gives them.
    pub(crate) key: String,
    /// Whether it is that of an unnamed speaker.
    unnamed: bool,
    /// Whether it was changed since.
    gone: bool,
}

/// The names and aliases of all speakers, by their words and by their pairs of letters.
#[derive(Default)]
pub(crate) struct NameIndex {
    names: Vec<KnownName>,
    speakers: HashMap<i64, Vec<usize>>,
    words: BTreeMap<Box<str>, Vec<usize>>,
    pairs: HashMap<[char; 2], Vec<usize>>,
    /// The last of the changed rows that was read.
    last_change: i64,
}

impl NameIndex {
    /// Reads all names, and begins to list changes.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn new(conn: &Connection) -> Result<Self> {
        let mut index = Self::default();
        let mut query = conn.prepare(&format!(
            "select n.id, p.name, n.name, s.kind = 'unnamed' {NAMES} order by n.id, n.is_alias, n.row"
        ))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            index.add(row)?;
        }
        conn.execute_batch(BEGIN)?;
        Ok(index)
    }

    /// Ends that changes are listed.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn end(conn: &Connection) -> Result<()> {
        Ok(conn.execute_batch(END)?)
    }

    /// Reads the names again of speakers that were changed, and of those joined to them.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn refresh(&mut self, conn: &Connection) -> Result<()> {
        let mut changed = conn.prepare_cached("select id, speaker_id from changed_name where id > ?1 order by id")?;
        let mut speakers = HashSet::new();
        let mut rows = changed.query([self.last_change])?;
        while let Some(row) = rows.next()? {
            self.last_change = row.get(0)?;
            speakers.insert(row.get::<_, i64>(1)?);
        }
        if speakers.is_empty() {
            return Ok(());
        }
        let mut joined = conn.prepare_cached("select id from speaker where same_as_id = ?1")?;
        for speaker in speakers.clone() {
            let mut rows = joined.query([speaker])?;
            while let Some(row) = rows.next()? {
                speakers.insert(row.get(0)?);
            }
        }
        let mut names = conn.prepare_cached(
            "select s.id, p.name, s.name, s.kind = 'unnamed' from speaker s join canonical_speaker p on p.speaker_id = s.id
             where s.id = ?1
             union all select s.id, p.name, a.name, s.kind = 'unnamed' from speaker_alias a join speaker s on s.id = a.speaker_id
             join canonical_speaker p on p.speaker_id = s.id where a.speaker_id = ?1",
        )?;
        for speaker in speakers {
            for place in self.speakers.remove(&speaker).unwrap_or_default() {
                self.names[place].gone = true;
            }
            let mut rows = names.query([speaker])?;
            while let Some(row) = rows.next()? {
                self.add(row)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, row: &Row) -> Result<()> {
        let place = self.names.len();
        let (speaker, shown) = (row.get(0)?, row.get(1)?);
        let key = name_key(&row.get::<_, String>(2)?);
        for word in key.split(' ').filter(|word| !word.is_empty()).collect::<HashSet<_>>() {
            match self.words.get_mut(word) {
                Some(places) => places.push(place),
                None => drop(self.words.insert(word.into(), vec![place])),
            }
        }
        for pair in pairs(&key) {
            self.pairs.entry(pair).or_default().push(place);
        }
        self.speakers.entry(speaker).or_default().push(place);
        self.names.push(KnownName { speaker, shown, key, unnamed: row.get(3)?, gone: false });
        Ok(())
    }

    /// The speakers one of whose names may have every word, as a whole word or as its beginning, in the order of their numbers.
    pub(crate) fn with_words(&self, words: &[&str], unnamed: bool) -> Vec<i64> {
        let mut fewest: Option<Vec<usize>> = None;
        for word in words {
            let most = fewest.as_ref().map_or(usize::MAX, Vec::len);
            if let Some(places) = self.beginning_with(word, most) {
                fewest = Some(places);
            }
        }
        let names = self.known(fewest.unwrap_or_default(), unnamed);
        let mut speakers: Vec<_> = names.into_iter().map(|name| name.speaker).collect();
        speakers.dedup();
        speakers
    }

    /// The places of names with a word that begins so; none if they are as many as `most`.
    fn beginning_with(&self, begin: &str, most: usize) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        for (_, of_word) in self
            .words
            .range::<str, _>((Bound::Included(begin), Bound::Unbounded))
            .take_while(|(word, _)| word.starts_with(begin))
        {
            if places.len() + of_word.len() >= most {
                return None;
            }
            places.extend(of_word);
        }
        Some(places)
    }

    /// The names of named speakers that have most pairs of letters in common with a name: all where there are few, otherwise
    /// [`MAX_SIMILAR`]. Pairs that few names have are looked up first, and no more than [`MAX_PLACES`] places are read.
    pub(crate) fn similar(&self, name: &str) -> Vec<&KnownName> {
        if self.names.len() <= MAX_SIMILAR {
            return self.known((0..self.names.len()).collect(), false);
        }
        let mut lists: Vec<_> = pairs(&name_key(name)).iter().filter_map(|pair| self.pairs.get(pair)).collect();
        lists.sort_by_key(|places| places.len());
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for place in lists.into_iter().flatten().take(MAX_PLACES) {
            *shared.entry(*place).or_default() += 1;
        }
        let mut ranked: Vec<_> = shared.into_iter().collect();
        ranked.sort_unstable_by_key(|&(place, pairs)| (std::cmp::Reverse(pairs), place));
        ranked.truncate(MAX_SIMILAR);
        self.known(ranked.into_iter().map(|(place, _)| place).collect(), false)
    }

    /// The names at some places, in the order of their speakers.
    fn known(&self, mut places: Vec<usize>, unnamed: bool) -> Vec<&KnownName> {
        places.retain(|&place| !self.names[place].gone && self.names[place].unnamed == unnamed);
        places.sort_unstable_by_key(|&place| (self.names[place].speaker, place));
        places.into_iter().map(|place| &self.names[place]).collect()
    }
}

/// The pairs of neighbouring letters of a key, with the ends of its words.
fn pairs(key: &str) -> HashSet<[char; 2]> {
    let letters: Vec<char> = format!(" {key} ").chars().collect();
    letters.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}
