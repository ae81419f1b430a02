//! Names of speakers that an entry looks up: among all of them at first, then in an index.

use super::name_index::{EntryNames, NameIndex};
use crate::error::Result;
use crate::store::Store;

impl Store {
    /// Lets an entry look up names from now on.
    pub(in crate::store) fn begin_entry_names(&self) {
        self.entry_names.replace(EntryNames::Asked(0));
    }

    /// Forgets the names that an entry looked up. If the entry failed, its rollback removes the rest.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn end_entry_names(&self, succeeded: bool) -> Result<()> {
        match self.entry_names.take() {
            EntryNames::Indexed(_) if succeeded => NameIndex::end(&self.conn),
            _ => Ok(()),
        }
    }

    /// What the index of names says, within an entry that looks up names for the third time. One or two lookups are faster
    /// without it.
    pub(in crate::store) fn in_name_index<T>(&self, ask: impl FnOnce(&NameIndex) -> T) -> Result<Option<T>> {
        let mut names = self.entry_names.borrow_mut();
        if let EntryNames::Asked(3..) = *names {
            *names = EntryNames::Indexed(Box::new(NameIndex::new(&self.conn)?));
        }
        match &mut *names {
            EntryNames::NoEntry => Ok(None),
            EntryNames::Asked(times) => {
                *times += 1;
                Ok(None)
            }
            EntryNames::Indexed(index) => {
                index.refresh(&self.conn)?;
                Ok(Some(ask(index)))
            }
        }
    }
}

#[cfg(test)]
mod tests;
