//! What the columns of a table mean, and its rows as claims.

pub(super) mod cells;
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

pub(super) use fields::is_known as is_known_heading;
pub use fields::{FIELDS, Field, GROUPS, LEFT_OUT, MAPPING_COLUMN, MAPPING_SIGN, REASON_COLUMN};
pub use mapping::{NO_CLAIM, ONE_COLUMN};
