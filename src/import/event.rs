//! Options for reading a file, and the events that come out of it.

use super::columns::Field;
use crate::error::{Error, Result};
use crate::model::date::DayOrder;
use crate::model::import::item::ImportItem;
use crate::model::import::report::{ImportedFile, ImportedTable, UnreadCells};

/// Options for reading a file.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// What the columns mean, one `FIELD=HEADING` per line.
    pub map: Option<String>,
    /// The delimiter between cells.
    pub delimiter: Option<u8>,
    /// Whether quotation marks are ordinary characters.
    pub no_quoting: bool,
    /// Whether the first row is data, not headings.
    pub no_header: bool,
    /// The label of the encoding.
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The order of day and month in every column of dates.
    pub dates: Option<DayOrder>,
    /// What the words in cells mean.
    pub values: Vec<CellMeaning>,
    /// The present year. Years of two digits are never later.
    pub this_year: Option<i32>,
}

/// What a word in the cells of a field means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMeaning {
    /// The name of the field.
    pub field: &'static str,
    /// The word in the cells.
    pub word: String,
    /// The word that the book has for it.
    pub meaning: String,
}

impl CellMeaning {
    /// Parses `FIELD:WORD=MEANING`.
    ///
    /// # Errors
    /// A text of another form; a field that is not known.
    pub fn parse(text: &str) -> Result<Self> {
        let parts = text.split_once(':').and_then(|(field, rest)| Some((field, rest.rsplit_once('=')?)));
        let Some((field, (word, meaning))) = parts else {
            return Err(Error::usage(format!("not a FIELD:WORD=MEANING: {text}"))
                .hint("--map-value \"stage:in progress=checking\""));
        };
        let [word, meaning] = [word, meaning].map(|text| text.trim().to_string());
        Ok(Self { field: Field::named_or_error(field)?.name, word, meaning })
    }
}

impl ImportOptions {
    /// Returns the order of dates and the meanings of words as lines of a mapping.
    pub(super) fn mapping_lines(&self, order: Option<DayOrder>) -> String {
        let dates = order.map(|order| format!("dates={}\n", order.as_str())).unwrap_or_default();
        let line = |known: &CellMeaning| format!("{}:{}={}\n", known.field, known.word, known.meaning);
        dates + &self.values.iter().map(line).collect::<String>()
    }
}

/// An event while a file is read.
pub enum ReadEvent {
    /// What the file is.
    File(ImportedFile),
    /// The columns of the rows that follow.
    Table(ImportedTable),
    /// A note about how the file is read.
    Note(String),
    /// A warning about the piece that follows, which was read as well as possible.
    Warning(String),
    /// A cell that was not understood.
    Unread(UnreadCells),
    /// A piece.
    Item(ImportItem),
}

/// Receives the events of a file.
pub type EventSink<'a> = &'a mut dyn FnMut(ReadEvent) -> Result<()>;

/// Describes a file of which only the kind is known.
pub(super) fn file_of_kind(kind: &str) -> ImportedFile {
    ImportedFile { kind: kind.to_string(), quoted: true, ..ImportedFile::default() }
}

/// Parses the lines of a mapping: those that say what columns mean, and options with what is said besides. A mapping
/// without a line about columns is none.
///
/// # Errors
/// A line of an unknown form.
pub fn parse_mapping(text: &str) -> Result<(Option<String>, ImportOptions)> {
    let (mut columns, mut kept) = (Vec::new(), ImportOptions::default());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let before = line.split('=').next().unwrap_or_default();
        match line.strip_prefix("dates=") {
            Some(order) => kept.dates = Some(order.parse()?),
            None if before.contains(':') => kept.values.push(CellMeaning::parse(line)?),
            None => columns.push(line),
        }
    }
    Ok(((!columns.is_empty()).then(|| columns.join("\n")), kept))
}
