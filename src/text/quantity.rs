//! Quantities in running text, with exact values: money, counts, percent, multiples and dates; and which quantities of two texts
//! agree. In English, Spanish, French, German, Portuguese, Italian and Dutch, each with its own decimal sign; digits grouped also as in Swiss
//! and Indian texts.

mod amounts;
mod compare;
mod dates;
mod digits;
mod display;
mod extract;
mod figure;
mod letters;
mod measure;
mod noun_list;
mod nouns;
mod number;
mod shares;
mod term;
mod tokens;
mod value;
mod vocabulary;

pub use self::compare::{compare, differences, is_near, is_period};
pub use self::extract::{all_quantities, quantities};
pub use self::figure::QuantityData;
pub use self::value::{Comparison, PartialDate, Quantity, Unit, Value};

#[cfg(test)]
mod language_tests;
#[cfg(test)]
mod tests;
