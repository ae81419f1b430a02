//! What the columns of a table mean, and its rows as claims.

mod claim_rows;
mod datasets;
mod fields;
pub(super) mod gainsay_tables;
pub(super) mod header_row;
pub(super) mod infer_columns;
mod mapping;
mod other_rows;
mod row_fields;
pub(super) mod table_reader;

pub use fields::{FIELDS, Field, GROUPS, LEFT_OUT, REASON_COLUMN};
pub use mapping::{NO_CLAIM, ONE_COLUMN};
