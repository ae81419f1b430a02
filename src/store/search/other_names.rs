//! The other names by which a book knows the speakers that a text names.

use rusqlite::OptionalExtension as _;

use crate::error::Result;
use crate::store::Store;
use crate::text::similarity::NameGroups;
use crate::text::words::{TextWord, words};

/// Maximum number of words of a name.
const WORDS: usize = 5;
/// Maximum number of places of a text that are looked up: words with a capital letter.
const PLACES: usize = 100;

impl Store {
    /// Whether a speaker of the book has another name.
    pub(super) fn has_other_names(&self) -> Result<bool> {
        let sql = "select exists (select 1 from speaker_alias) or exists (select 1 from speaker where same_as_id is not null)";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// The other names of the speakers that a text names.
    pub(super) fn other_names(&self, text: &str) -> Result<NameGroups> {
        let mut groups = NameGroups::default();
        let mut speakers: Vec<i64> = Vec::new();
        let words = words(text);
        let is_capital = |word: &TextWord| text[word.range.start..].starts_with(char::is_uppercase);
        for at in (0..words.len()).filter(|at| is_capital(&words[*at])).take(PLACES) {
            for length in (1..=WORDS.min(words.len() - at)).rev() {
                let name = &text[words[at].range.start..words[at + length - 1].range.end];
                let Some(speaker) = self.speaker_named(name)? else { continue };
                if !speakers.contains(&speaker) {
                    speakers.push(speaker);
                    self.add_names(speaker, &mut groups)?;
                }
            }
        }
        Ok(groups)
    }

    /// The only speaker with a name, with or without "the"; the one that it is joined into.
    fn speaker_named(&self, name: &str) -> Result<Option<i64>> {
        let mut query = self.conn.prepare_cached(
            "select min(p.canonical_id) from canonical_speaker p join (
                 select id from speaker where name collate nocase in (?1, 'the ' || ?1) and kind <> 'unnamed'
                 union all select speaker_id from speaker_alias where name collate nocase in (?1, 'the ' || ?1)
             ) n on n.id = p.speaker_id having count(distinct p.canonical_id) = 1",
        )?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    fn add_names(&self, speaker: i64, groups: &mut NameGroups) -> Result<()> {
        let mut query = self.conn.prepare_cached(
            "with one (id) as (select ?1 union all select id from speaker where same_as_id = ?1)
             select name from speaker where id = ?1
             union all select name from speaker where same_as_id = ?1 and kind <> 'unnamed'
             union all select name from speaker_alias where speaker_id in (select id from one)",
        )?;
        let names: Vec<String> = query.query_map([speaker], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if let Some((first, others)) = names.split_first().filter(|(_, others)| !others.is_empty()) {
            groups.add(first, others.iter().map(String::as_str));
        }
        Ok(())
    }
}
