//! Plain data: what is recorded, in the words of the field. No SQL, no files, no terminal.

pub mod date;
pub mod display;
pub mod filter;
pub mod import;
pub mod records;
pub mod results;
pub mod scale;
pub mod words;

pub use date::{Date, DateError};
pub use filter::{Condition, Filter, Sort, Wanted};
pub use results::Story;
pub use scale::Rating;
pub use words::{Access, Basis, Bucket, DocumentKind, Family, Part, Relation, SpeakerKind, Stage, Stance, Status};
