//! A page to read, before anybody has chosen how it looks.

use serde_json::Value;

use crate::error::Sentence;

use crate::model::records::{Cell, Head, Record};

/// Something to read: a receipt, a story. People get the blocks, programs the value, a spreadsheet the records.
#[derive(Default)]
pub struct Display {
    /// What people read.
    pub blocks: Vec<Block>,
    /// What programs read.
    pub value: Value,
    /// The columns of what a spreadsheet reads.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Vec<Cell<'static>>>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A line that stands out.
    Title(String),
    /// The heading of what follows.
    Heading(String),
    /// A paragraph.
    Text(Sentence),
    /// An item of a list, with what is said under it.
    Item(String, Vec<String>),
    /// Names and values; one without a name goes on with the one before.
    Fields(Vec<(String, String)>),
    /// Records.
    Table(Vec<Head>, Vec<Vec<Cell<'static>>>),
}

impl Display {
    /// Gives the records of a page to a spreadsheet.
    pub fn records<R: Record>(&mut self, records: &[R]) {
        self.heads = R::heads();
        self.rows = records.iter().map(Record::owned_cells).collect();
    }
}

/// A record as names and values, without the columns that are left out and those that say nothing.
pub fn fields<R: Record>(record: &R, left_out: &[&str]) -> Vec<(String, String)> {
    R::heads()
        .iter()
        .zip(record.cells())
        .filter(|(head, _)| head.in_files() && !left_out.contains(&head.name))
        .map(|(head, cell)| (head.heading.unwrap_or(head.name).to_string(), cell.plain().into_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}
