//! Quantities in running text, with exact values: money, counts, percent, multiples and dates; and which quantities of two texts
//! agree. English words; digits grouped as in English, French, German, Swiss and Indian texts.

mod amounts;
mod compare;
mod dates;
mod digits;
mod display;
mod extract;
mod measure;
mod nouns;
mod number;
mod shares;
mod term;
mod tokens;
mod value;

pub use self::compare::{compare, differences, is_near, is_period};
pub use self::extract::quantities;
pub use self::value::{Comparison, PartialDate, Quantity, Unit, Value};

#[cfg(test)]
mod tests;
