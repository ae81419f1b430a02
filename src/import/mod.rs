//! Bytes in: what a file is, and the pieces in it.

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
pub use event::{EventSink, ReadEvent, ReadOptions};
pub use reader_thread::read_file;
pub use source::SourceFile;
