//! The names by which two books recognise a row.

use std::cell::RefCell;

use rusqlite::Connection;

use crate::error::Result;

/// Makes uids: 62 random bits, then 16 that count. Rows that are added together stand side by side in the index that way;
/// at random they would change pages all over it. The first is a letter, so that no spreadsheet takes one for a number.
pub(in crate::store) struct Uids(RefCell<(String, u16)>);

impl Uids {
    /// Uids that nobody else makes.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn new(conn: &Connection) -> Result<Self> {
        Ok(Self(RefCell::new((random(conn)?, 0))))
    }

    /// The next one.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn next(&self, conn: &Connection) -> Result<String> {
        let (prefix, number) = &mut *self.0.borrow_mut();
        let uid = format!("{prefix}{number:04x}");
        *number = number.wrapping_add(1);
        if *number == 0 {
            *prefix = random(conn)?;
        }
        Ok(uid)
    }
}

fn random(conn: &Connection) -> Result<String> {
    let sql = "select char(97 + abs(random() % 6)) || substr(lower(hex(randomblob(8))), 2)";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_are_the_same_and_neighbours_are_alike() {
        let conn = Connection::open_in_memory().unwrap();
        let uids = Uids::new(&conn).unwrap();
        let made: Vec<_> = (0..200_000).map(|_| uids.next(&conn).unwrap()).collect();
        assert!(made.iter().all(|uid| uid.len() == 20 && uid.starts_with(|c| ('a'..='f').contains(&c))));
        assert_eq!(made.iter().collect::<HashSet<_>>().len(), made.len());
        assert!(made[..65_536].is_sorted());
        assert_ne!(made[65_535][..16], made[65_536][..16]);
    }
}
