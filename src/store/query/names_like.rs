//! Speakers and documents by words of their names, for whoever types one.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::error::Result;
use crate::store::Store;

/// A speaker or a document that a typed text may name: the number, the name, and the kind.
pub type NamedRow = (i64, String, String);

impl Store {
    /// The named speakers whose name or an alias has each of some words, in whatever case: those first whose name begins with the
    /// first word.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn speakers_like(&self, words: &[String], most: usize) -> Result<Vec<NamedRow>> {
        let has = |place: usize| {
            format!(
                "(instr(folded(s.name), folded(?{place})) or exists (
                      select 1 from speaker_alias a where a.speaker_id = s.id and instr(folded(a.name), folded(?{place}))))"
            )
        };
        self.named_like(
            "select s.id, s.name, s.kind from speaker s where s.kind <> 'unnamed' and s.same_as_id is null",
            "s.name",
            (&has, words),
            most,
        )
    }

    /// The documents whose title has each of some words, as [`Store::speakers_like`] orders speakers.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn documents_like(&self, words: &[String], most: usize) -> Result<Vec<NamedRow>> {
        let has = |place: usize| format!("instr(folded(s.title), folded(?{place}))");
        self.named_like("select s.id, s.title, s.kind from document s where true", "s.title", (&has, words), most)
    }

    fn named_like(
        &self,
        rows: &str,
        name: &str,
        (has, words): (&dyn Fn(usize) -> String, &[String]),
        most: usize,
    ) -> Result<Vec<NamedRow>> {
        let conditions = (1..=words.len()).map(|place| format!(" and {}", has(place))).collect::<Vec<_>>().concat();
        let order = if words.is_empty() {
            "s.id desc".to_string()
        } else {
            format!("instr(folded({name}), folded(?1)) <> 1, length({name}), s.id desc")
        };
        let sql = format!("{rows}{conditions} order by {order} limit {most}");
        let mut query = self.conn.prepare_cached(&sql)?;
        let values = words.iter().map(|word| Value::from(word.clone()));
        let rows = query.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
