//! The flags that say how a table is read.

use std::path::PathBuf;

use clap::Args;

use crate::error::{Error, Result};
use crate::import::ReadOptions;

/// How a table is read.
#[derive(Args, Debug)]
#[command(next_help_heading = "Tables")]
pub(super) struct Columns {
    /// Which columns mean what: `claim=Statement,made_by=Person,note=Remarks+Source`
    #[arg(long, value_name = "FIELD=HEADING,…")]
    map: Option<String>,

    /// The same from a file, one FIELD=HEADING a line
    #[arg(long, value_name = "FILE", conflicts_with = "map")]
    mapping: Option<PathBuf>,

    /// Write the columns as they were taken into a file for --mapping
    #[arg(long, value_name = "FILE")]
    pub(super) save_mapping: Option<PathBuf>,

    /// What stands between cells: , ; | or tab
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<String>,

    /// Quotation marks are characters like others
    #[arg(long)]
    no_quoting: bool,

    /// The first row is no heading; columns are called 1, 2, 3 …
    #[arg(long)]
    no_header: bool,

    /// The encoding, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,

    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

impl Columns {
    /// Refuses to write the columns over something, before anything is read.
    ///
    /// # Errors
    /// A file that is there already.
    pub(super) fn refuse_taken(&self) -> Result<()> {
        match &self.save_mapping {
            Some(file) if std::fs::symlink_metadata(file).is_ok() => {
                Err(Error::refused(format!("{} is there already", file.display()))
                    .hint("save the columns under another name, or delete that file first"))
            }
            _ => Ok(()),
        }
    }

    /// What that asks for.
    ///
    /// # Errors
    /// A file of columns that cannot be read, a sign that parts no cells.
    pub(super) fn ask(&self) -> Result<ReadOptions> {
        let map = match &self.mapping {
            Some(file) => Some(super::session::read_text(file)?),
            None => self.map.as_ref().map(|map| map.replace(',', "\n")),
        };
        let delimiter = self.delimiter.as_deref().map(sign).transpose()?;
        Ok(ReadOptions {
            map,
            delimiter,
            no_quoting: self.no_quoting,
            no_header: self.no_header,
            encoding: self.encoding.clone(),
            sheet: self.sheet.clone(),
        })
    }
}

/// The one sign that parts cells.
pub(super) fn sign(typed: &str) -> Result<u8> {
    match typed.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [sign] if !sign.is_ascii_alphanumeric() && !matches!(sign, b'"' | b'\n' | b'\r') => Ok(*sign),
        _ => Err(Error::usage(format!("{typed} cannot part cells")).hint("--delimiter ';', or --delimiter tab")),
    }
}
