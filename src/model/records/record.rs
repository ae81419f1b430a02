//! A record type says its columns and cells once; tables, CSV, JSON and Markdown all come from that.

use std::borrow::Cow;

use serde_json::Value;

use crate::model::{Access, Channel, SpeakerKind, Stance};
use crate::text::passage::{BEGIN, END};

/// One value of a record, which keeps its texts: a cell is made for every column of every row, and most are only looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Not known, or not there.
    Nothing,
    /// A number that counts or identifies.
    Number(i64),
    /// A text.
    Text(Cow<'r, str>),
    /// Several texts.
    List(Cow<'r, [String]>),
    /// Yes or no.
    Flag(bool),
    /// A text in which words are marked by [`BEGIN`] and [`END`]; as plain text by `**` on both sides, as in Markdown.
    Marked(Cow<'r, str>),
    /// A share or chance from 0 to 1, told to three places.
    Share(f64),
    /// A value of several parts, which is JSON everywhere.
    Json(Value),
}

impl Cell<'_> {
    /// The cell with texts of its own.
    pub fn owned(self) -> Cell<'static> {
        match self {
            Self::Nothing => Cell::Nothing,
            Self::Number(number) => Cell::Number(number),
            Self::Text(text) => Cell::Text(text.into_owned().into()),
            Self::List(texts) => Cell::List(texts.into_owned().into()),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Marked(text) => Cell::Marked(text.into_owned().into()),
            Self::Share(share) => Cell::Share(share),
            Self::Json(value) => Cell::Json(value),
        }
    }

    /// The cell as one plain text: several texts joined with `; `, nothing as the empty text.
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => "".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text.as_ref().into(),
            Self::List(texts) => joined(texts),
            Self::Flag(flag) => flag.to_string().into(),
            Self::Marked(text) => text.replace([BEGIN, END], "**").into(),
            Self::Share(share) => format!("{share:.3}").into(),
            Self::Json(value) => value.to_string().into(),
        }
    }

    /// The cell as JSON.
    pub fn json(self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into_owned().into(),
            Self::List(texts) => texts.into_owned().into(),
            Self::Flag(flag) => flag.into(),
            Self::Marked(_) => self.plain().into_owned().into(),
            Self::Share(share) => ((share * 1000.0).round() / 1000.0).into(),
            Self::Json(value) => value,
        }
    }
}

/// Several texts in one, parted by `; `. One that has a semicolon itself, or begins with a quotation mark, stands in such
/// marks, as RFC 4180 does with cells: so [`parted`] gives the same texts back.
pub fn joined(texts: &[String]) -> Cow<'_, str> {
    let in_marks = |text: &str| text.contains(';') || text.starts_with('"') || text.trim() != text;
    match texts {
        [] => return "".into(),
        [text] if !in_marks(text) => return text.into(),
        _ => {}
    }
    let mut line = String::new();
    for (at, text) in texts.iter().enumerate() {
        line.push_str(if at == 0 { "" } else { "; " });
        if in_marks(text) {
            line.push_str(&format!("\"{}\"", text.replace('"', "\"\"")));
        } else {
            line.push_str(text);
        }
    }
    line.into()
}

/// The texts that [`joined`] has made one.
pub fn parted(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let mut one = String::new();
        if let Some(mut inner) = rest.strip_prefix('"') {
            while let Some((before, after)) = inner.split_once('"') {
                one.push_str(before);
                inner = after;
                let Some(more) = inner.strip_prefix('"') else { break };
                one.push('"');
                inner = more;
            }
            rest = inner.split_once(';').map_or("", |(_, after)| after);
        } else {
            let (before, after) = rest.split_once(';').unwrap_or((rest, ""));
            one.push_str(before.trim_end());
            rest = after;
        }
        texts.push(one);
        rest = rest.trim_start();
    }
    texts
}

/// Makes cells of the types that columns have.
macro_rules! cells {
    ($($type:ty: $value:ident => $cell:expr;)+) => { $(
        impl<'r> From<$type> for Cell<'r> {
            fn from($value: $type) -> Self {
                $cell
            }
        }
    )+ };
}

cells! {
    i64: number => Self::Number(number);
    &i64: number => Self::Number(*number);
    bool: flag => Self::Flag(flag);
    &bool: flag => Self::Flag(*flag);
    String: text => Self::Text(text.into());
    &'r str: text => Self::Text(text.into());
    &'r String: text => Self::Text(text.into());
    &'r Vec<String>: texts => Self::List(texts.into());
    &Channel: channel => channel.as_str().into();
    &Access: access => access.as_str().into();
    &SpeakerKind: kind => kind.as_str().into();
    &Stance: stance => stance.as_str().into();
}

impl<'r, T> From<&'r Option<T>> for Cell<'r>
where
    &'r T: Into<Self>,
{
    fn from(value: &'r Option<T>) -> Self {
        value.as_ref().map_or(Self::Nothing, Into::into)
    }
}

/// A column of a record type: its name in files, its heading in a table (none where a table leaves it out), its cell.
pub struct Column<R: 'static> {
    /// The name in CSV and JSON; empty where only a table has the column.
    pub name: &'static str,
    /// The heading in a table; none where a table leaves the column out.
    pub heading: Option<&'static str>,
    /// The value of a record.
    pub cell: fn(&R) -> Cell<'_>,
}

impl<R> Column<R> {
    /// A column that a table shows under `heading`.
    pub const fn shown(name: &'static str, heading: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self { name, heading: Some(heading), cell }
    }

    /// A column that only a table has: for people, where files keep the same in several columns.
    pub const fn table(heading: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self { name: "", heading: Some(heading), cell }
    }

    /// Whether files have the column.
    fn in_files(&self) -> bool {
        !self.name.is_empty()
    }

    /// A column that only files have.
    pub const fn of(name: &'static str, cell: fn(&R) -> Cell<'_>) -> Self {
        Self { name, heading: None, cell }
    }
}

/// The cells of a record, one after the other: so nobody asks for room for all of them, row by row.
pub type Cells<'c, 'r> = &'c mut dyn Iterator<Item = Cell<'r>>;

/// What has columns and cells.
pub trait Record: Sized + 'static {
    /// The columns, in the order of files.
    const COLUMNS: &'static [Column<Self>];

    /// The values, one after the other, in the order of the columns.
    fn each_cell(&self) -> impl Iterator<Item = Cell<'_>> {
        Self::COLUMNS.iter().map(|column| (column.cell)(self))
    }

    /// The values of the columns that files have, one after the other.
    fn each_file_cell(&self) -> impl Iterator<Item = Cell<'_>> {
        Self::COLUMNS.iter().filter(|column| column.in_files()).map(|column| (column.cell)(self))
    }

    /// The values, in the order of the columns.
    fn cells(&self) -> Vec<Cell<'_>> {
        self.each_cell().collect()
    }

    /// The values with texts of their own, which outlive the record.
    fn owned_cells(&self) -> Vec<Cell<'static>> {
        self.each_cell().map(Cell::owned).collect()
    }

    /// The values of the columns that files have.
    fn file_cells(&self) -> Vec<Cell<'_>> {
        self.each_file_cell().collect()
    }

    /// The record as a JSON object.
    fn json(&self) -> Value {
        let columns = Self::COLUMNS.iter().filter(|column| column.in_files());
        Value::Object(columns.map(|column| (column.name.to_string(), (column.cell)(self).json())).collect())
    }

    /// The columns that files have, without the type of the record.
    fn file_heads() -> Vec<Head> {
        Self::heads().into_iter().filter(Head::in_files).collect()
    }

    /// The columns without the type of the record.
    fn heads() -> Vec<Head> {
        Self::COLUMNS.iter().map(|column| Head { name: column.name, heading: column.heading }).collect()
    }
}

impl Head {
    /// Returns whether the column holds the status of a claim.
    pub fn is_status(&self) -> bool {
        self.name == "status"
    }

    /// Whether files have the column.
    pub fn in_files(&self) -> bool {
        !self.name.is_empty()
    }
}

/// A column without the type of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The name in CSV and JSON; empty where only a table has the column.
    pub name: &'static str,
    /// The heading in a table; none where a table leaves the column out.
    pub heading: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_texts_part_into_the_same() {
        for texts in
            [&["a", "b"][..], &["mayor; judge", "x"], &["\"so\" he said"], &["a \"b\""], &[" a", "b "], &[";"], &[]]
        {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            assert_eq!(parted(&joined(&texts)), texts, "{}", joined(&texts));
        }
        assert_eq!(parted("a;b ;  c"), ["a", "b", "c"]);
    }
}
