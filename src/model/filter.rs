//! Filters: which claims a list, an export, a saved filter or a page shows. Flags and the filter language are two ways to write
//! the same filter.

mod condition;
mod dates;
mod description;
mod documents;
mod figures;
mod help;
mod keys;
mod parser;
mod selection;
mod speakers;
mod tokens;

pub use condition::{Condition, DateRange, Predicate, SearchWords};
pub use documents::{DocumentFilter, DocumentSort};
pub use figures::FigureRange;
pub use help::{HelpSection, SECTIONS};
pub use keys::{KEYS, Key, Values, is_none};
pub use parser::FilterReader;
pub use selection::{Filter, Sort, empty_filter};
pub use speakers::{SpeakerFilter, SpeakerSort};
pub use tokens::{as_kept, begins_filter, is_name, may_be_denied};
