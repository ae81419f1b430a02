//! Reads XLSX workbooks.

mod sheet;
pub(super) mod workbook;
