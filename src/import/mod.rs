//! Reads files: finds out what a file is, and passes on its pieces.

mod claimreview;
mod columns;
mod content;
mod csv;
mod encoding;
mod event;
mod file;
mod html;
mod json;
pub mod jsonl;
mod reader_thread;
mod source;
mod table_row;
mod xlsx;

pub use columns::{FIELDS, Field, GROUPS, LEFT_OUT, NO_CLAIM, ONE_COLUMN, REASON_COLUMN};
pub use event::{EventSink, ImportOptions, ReadEvent};
pub use reader_thread::read_file;
pub use source::SourceFile;
