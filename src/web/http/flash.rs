//! Flash messages: sentences about what a form did, shown once by the next page.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::message::Message;

/// Maximum number of stored entries; each entry holds the messages of one form.
const MAX_ENTRIES: usize = 64;

/// Messages that wait for the page that shows them.
#[derive(Default)]
pub(crate) struct FlashMessages(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    last_number: u64,
    entries: VecDeque<(u64, Vec<Message>)>,
}

impl FlashMessages {
    /// Keeps messages, and returns the number under which they are found. Drops the oldest entry where there are too many.
    pub(crate) fn add(&self, messages: Vec<Message>) -> u64 {
        let mut all = self.lock();
        all.last_number += 1;
        let number = all.last_number;
        all.entries.push_back((number, messages));
        while all.entries.len() > MAX_ENTRIES {
            all.entries.pop_front();
        }
        number
    }

    /// Removes and returns the messages of a number; empty the second time.
    pub(crate) fn take(&self, number: u64) -> Vec<Message> {
        let mut all = self.lock();
        let at = all.entries.iter().position(|(known, _)| *known == number);
        at.and_then(|at| all.entries.remove(at)).map(|(_, messages)| messages).unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
