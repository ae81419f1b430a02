//! What a shell offers at the Tab key. A book is only read, and one that cannot be read offers nothing.

use std::path::Path;

use rusqlite::Connection;

use crate::error::Result;
use crate::store::Store;
use crate::store::file::connect::{check_file, open_to_read};

/// What can be completed out of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// Numbers of claims, with the beginning of their texts.
    Claims,
    /// Numbers of statements, with their speakers and stances.
    Statements,
    /// Titles of documents, with their kinds.
    Documents,
    /// Names of speakers, with their kinds.
    Speakers,
    /// Names of members of the desk, with their roles.
    Members,
    /// Tags.
    Tags,
    /// Labels of verdicts.
    Labels,
    /// Names of saved filters, with the filters.
    Saved,
}

/// Maximum number of values that are offered.
const MOST: usize = 100;

impl Completion {
    /// The query for values and what is said beside them; `?1` is what they begin with.
    fn sql(self) -> &'static str {
        match self {
            Self::Claims => {
                "select cast(id as text), substr(text, 1, 60) from claim where cast(id as text) like ?1 || '%' order by id desc limit ?2"
            }
            Self::Statements => {
                "select cast(s.id as text), p.name || ' ' || s.stance from statement s join speaker p on p.id = s.speaker_id
                 where cast(s.id as text) like ?1 || '%' order by s.id desc limit ?2"
            }
            Self::Documents => {
                "select title, kind || ' ' || id from document where instr(folded(title), folded(?1)) = 1 order by id desc limit ?2"
            }
            Self::Speakers => {
                "select name, kind from speaker where same_as_id is null and kind <> 'unnamed'
                 and (instr(folded(name), folded(?1)) = 1 or instr(folded(name), ' ' || folded(?1))) order by folded(name) limit ?2"
            }
            Self::Members => "select name, role from member where instr(folded(name), folded(?1)) = 1 order by name limit ?2",
            Self::Tags => {
                "select tag, count(*) || ' claims' from claim_tag where instr(folded(tag), folded(?1)) = 1 group by tag order by tag limit ?2"
            }
            Self::Labels => {
                "select label, 'used ' || count(*) || ' times' from verdict where instr(folded(label), folded(?1)) = 1
                 group by label order by label limit ?2"
            }
            Self::Saved => {
                "select name, filter from saved where name like ?1 || '%' order by name limit ?2"
            }
        }
    }
}

impl Store {
    /// Values of the book at a path that begin with a text, each with what is said beside it.
    pub fn completions(path: &Path, what: Completion, begin: &str) -> Vec<(String, String)> {
        let found = || -> Result<Vec<(String, String)>> {
            check_file(path)?;
            values(&open_to_read(path)?.0, what, begin)
        };
        found().unwrap_or_default()
    }
}

fn values(conn: &Connection, what: Completion, begin: &str) -> Result<Vec<(String, String)>> {
    let mut query = conn.prepare(what.sql())?;
    let rows =
        query.query_map((begin, i64::try_from(MOST).unwrap_or(i64::MAX)), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
