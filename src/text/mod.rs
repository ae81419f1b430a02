//! Everything that looks at the words themselves: comparing, finding, suggesting, printing.

pub mod nearest;
pub mod normalize;
pub mod quotes;
pub mod safe;
pub mod similar;
