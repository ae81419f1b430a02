//! Dates with the precision that is known: a year, a month, a day or a minute, written as in ISO 8601; and vague dates.

mod absolute;
mod ahead;
mod display;
mod import;
mod input;
mod iso;
mod languages;
mod relative;
mod vague;

pub use display::Precision;
pub use import::{DateForm, DayOrder};
pub use iso::{Date, DateError};
pub use vague::{first_meant, is_vague};
