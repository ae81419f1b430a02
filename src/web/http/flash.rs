//! Flash messages: sentences about what a form did, shown once by the next page.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::message::Message;

/// Maximum number of stored entries; each entry holds what one form did.
const MAX_ENTRIES: usize = 64;

/// Messages that wait for the page that shows them.
#[derive(Default)]
pub(crate) struct FlashMessages(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    last_number: u64,
    entries: VecDeque<(u64, Flash)>,
}

/// What a form did, for the page after it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flash {
    /// The sentences.
    pub(crate) messages: Vec<Message>,
    /// How it can be undone, if it can.
    pub(crate) undo: Option<UndoOffer>,
}

/// An entry of the history that can be undone from the page after it.
#[derive(Clone, Debug)]
pub(crate) struct UndoOffer {
    /// The number of the entry.
    pub(crate) entry: i64,
    /// The page to come back to.
    pub(crate) back: String,
}

impl FlashMessages {
    /// Keeps what a form did, and returns the number under which they are found. Drops the oldest entry where there are too many.
    pub(crate) fn add(&self, flash: Flash) -> u64 {
        let mut all = self.lock();
        all.last_number += 1;
        let number = all.last_number;
        all.entries.push_back((number, flash));
        while all.entries.len() > MAX_ENTRIES {
            all.entries.pop_front();
        }
        number
    }

    /// Removes and returns what is kept under a number; nothing the second time.
    pub(crate) fn take(&self, number: u64) -> Flash {
        let mut all = self.lock();
        let at = all.entries.iter().position(|(known, _)| *known == number);
        at.and_then(|at| all.entries.remove(at)).map(|(_, flash)| flash).unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
