//! Plain data: what is recorded, in the words of the field. No SQL, no files, no terminal.

pub mod book;
pub mod date;
pub mod filter;
pub mod hit;
pub mod imported;
pub mod keeping;
pub mod line;
pub mod new;
pub mod page;
pub mod piece;
pub mod record;
pub mod repeats;
pub mod report;
pub mod review;
pub mod rows;
pub mod scale;
pub mod sheet;
pub mod story;
pub mod told;
pub mod vocabulary;

pub use date::{Date, DateError};
pub use filter::{Condition, Filter, Sort, Predicate};
pub use scale::Rating;
pub use story::Story;
pub use vocabulary::{Access, Basis, Bucket, DocumentKind, Family, Part, Relation, SpeakerKind, Stage, Stance, Status};
