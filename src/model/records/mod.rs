//! The records of a book: rows as they are read, rows to write, and the lines and sheets of files.

mod book;
mod line;
mod new;
pub mod record;
mod rows;
mod sheet;

pub use book::*;
pub use line::*;
pub use new::*;
pub use record::{Cell, Cells, Column, Head, Record, joined, parted};
pub use rows::*;
pub use sheet::*;
