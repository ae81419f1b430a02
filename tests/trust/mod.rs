//! What gainsay promises about files of strangers, shared machines, and its own backups: `docs/safety.md` in tests.

mod derived;
mod faults;
mod hostile_books;
mod imports_and_exports;
mod leftovers;
mod logins;
mod waiting;
