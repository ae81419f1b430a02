//! Output formats: records and pages as tables, JSON, CSV and Markdown, and what a terminal may be sent. Knows no store.

pub mod csv;
mod format;
pub mod html;
pub mod json;
pub mod markdown;
mod pager;
mod progress;
mod record_writer;
mod reply;
pub mod table;
mod terminal;

pub use format::Format;
pub use pager::{Paged, show_manual};
pub use progress::{Progress, print_notice};
pub use record_writer::RecordWriter;
pub use reply::{Reply, Stream, write_error, write_records};
pub use terminal::{Safe, Terminal, is_hangup_ignored};

/// The version of the program.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");
