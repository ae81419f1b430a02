//! Reads files: finds out what a file is, and passes on its pieces.

mod article;
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
mod media_type;
mod reader_thread;
mod records;
mod source;
mod table_row;
mod xlsx;

pub use article::{LARGEST_ARTICLE, read_article};
pub use columns::{FIELDS, Field, GROUPS, LEFT_OUT, MAPPING_COLUMN, MAPPING_SIGN, NO_CLAIM, ONE_COLUMN, REASON_COLUMN};
pub use event::{CellMeaning, EventSink, ImportOptions, ReadEvent, parse_mapping};
pub use media_type::{SHOWN_TYPES, media_type};
pub use reader_thread::read_file;
pub use source::SourceFile;
