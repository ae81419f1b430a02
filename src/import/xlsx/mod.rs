//! Workbooks.

mod sheet;
pub(super) mod workbook;
