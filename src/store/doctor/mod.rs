//! The checks of `doctor`, which also work on a file of which SQLite can read only a part. Each check reads for itself; one that
//! cannot read what it needs is reported as broken, and the next one goes on.

mod checks;
mod contents;
mod derived;
mod editorial;
mod examination;
mod file;
mod record;
