//! Plain data: what is recorded, in the words of the field. No SQL, no files, no terminal.

mod article;
pub mod date;
pub mod display;
pub mod filter;
pub mod import;
mod moment;
pub mod namesake;
pub mod records;
pub mod results;
pub mod scale;
pub mod vocabulary;

pub use article::Article;
pub use date::{Date, DateError};
pub use filter::{Condition, Filter, Predicate, Sort};
pub use moment::Moment;
pub use results::Story;
pub use scale::Rating;
pub use vocabulary::{
    Access, Basis, Bucket, Channel, ClaimRelation, DocumentKind, Family, PairKind, Part, PassageMark, Relation,
    RequestState, Right, Role, SentenceState, SpeakerKind, Stage, Stance, Status,
};
