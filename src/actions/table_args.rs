//! The arguments that say how a table is read.

use std::path::PathBuf;

use chrono::Datelike;
use clap::Args;
use serde::{Deserialize, Serialize};

use super::context::{ActionContext, no_local_files};
use super::words::one_of;
use crate::error::{Error, Result};
use crate::import::{self, CellMeaning, ImportOptions};
use crate::model::date::DayOrder;
use crate::store::write_atomically;

/// How a table is read.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[command(next_help_heading = "Tables")]
pub struct TableArgs {
    /// The meaning of the columns: `claim=Statement,made_by=Person,note=Remarks+Source`
    #[arg(long, value_name = "FIELD=HEADING,…")]
    pub map: Option<String>,

    /// The same from a file, one FIELD=HEADING per line
    #[arg(long, value_name = "FILE", conflicts_with = "map")]
    pub mapping: Option<PathBuf>,

    /// Write the meaning of the columns into a file for --mapping
    #[arg(long, value_name = "FILE")]
    pub save_mapping: Option<PathBuf>,

    /// The order of day and month in dates such as 3/4/2021, where no other date of the column shows it
    #[arg(long, value_name = "ORDER", hide_possible_values = true, value_parser = one_of::<DayOrder>(DayOrder::WORDS))]
    pub dates: Option<DayOrder>,

    /// What a word in the cells of a field means: `stage:in progress=checking`
    #[arg(long, value_name = "FIELD:WORD=MEANING")]
    pub map_value: Vec<String>,

    /// The character between cells: , ; | or tab
    #[arg(long, value_name = "SIGN")]
    pub delimiter: Option<String>,

    /// Read quotation marks as ordinary characters
    #[arg(long)]
    pub no_quoting: bool,

    /// The first row has no headings; columns are named 1, 2, 3 …
    #[arg(long)]
    pub no_header: bool,

    /// The encoding, such as windows-1252
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,

    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

impl TableArgs {
    /// Refuses an existing file for the meaning of the columns, before anything is read.
    ///
    /// # Errors
    /// A file that is there already; any where none of this machine may be named.
    pub(super) fn refuse_existing(&self, context: &ActionContext) -> Result<()> {
        match &self.save_mapping {
            Some(_) if !context.local_files => Err(no_local_files()),
            Some(file) if std::fs::symlink_metadata(file).is_ok() => {
                Err(Error::refused(format!("{} is there already", file.display()))
                    .hint("save the columns under another name, or delete that file first"))
            }
            _ => Ok(()),
        }
    }

    /// Writes the meaning of the columns into the file of `--save-mapping`, if one is given.
    ///
    /// # Errors
    /// Errors of the file.
    pub(super) fn save_mapping(&self, mapping: &str) -> Result<()> {
        let Some(path) = &self.save_mapping else { return Ok(()) };
        write_atomically(path, false, |out| Ok(out.write_all(mapping.as_bytes())?))
    }

    /// Returns the options of the import.
    ///
    /// # Errors
    /// A file of columns that cannot be read; a character that cannot separate cells.
    pub(super) fn options(&self, context: &ActionContext) -> Result<ImportOptions> {
        let map = match &self.mapping {
            Some(file) => context.read_text(file)?,
            None => self.map.as_ref().map(|map| map.replace(',', "\n")).unwrap_or_default(),
        };
        let (map, kept) = import::parse_mapping(&map)?;
        let typed = self.map_value.iter().map(|text| CellMeaning::parse(text)).collect::<Result<Vec<_>>>()?;
        let delimiter = self.delimiter.as_deref().map(delimiter).transpose()?;
        Ok(ImportOptions {
            map,
            delimiter,
            no_quoting: self.no_quoting,
            no_header: self.no_header,
            encoding: self.encoding.clone(),
            sheet: self.sheet.clone(),
            dates: self.dates.or(kept.dates),
            values: typed.into_iter().chain(kept.values).collect(),
            this_year: Some(context.now.year()),
        })
    }
}

/// The one character that separates cells.
///
/// # Errors
/// Several characters, a letter, a digit, a quotation mark or a line break.
pub fn delimiter(typed: &str) -> Result<u8> {
    match typed.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [sign] if !sign.is_ascii_alphanumeric() && !matches!(sign, b'"' | b'\n' | b'\r') => Ok(*sign),
        _ => Err(Error::usage(format!("{typed} cannot separate cells")).hint("--delimiter ';', or --delimiter tab")),
    }
}
