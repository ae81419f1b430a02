//! The types of columns: how each is read from the database, and how it is written there.

use crate::error::{Error, Result};
use crate::model::{
    Access, Basis, Bucket, Channel, ClaimRelation, Date, DocumentKind, Part, PassageMark, Relation, Role, SpeakerKind,
    Stage, Stance,
};

/// A value of a column in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnValue<'v> {
    /// Not known, or not there.
    Null,
    /// A number, or 0 and 1 for no and yes.
    Integer(i64),
    /// A text.
    Text(&'v str),
}

/// The columns of a row, read one after the other: to find a column by its name costs several times what reading it does.
pub trait Columns {
    /// The next column.
    ///
    /// # Errors
    /// A value of another type.
    fn next<T: ReadColumn>(&mut self) -> Result<T>;
}

/// A type that a column is read as.
pub trait ReadColumn: Sized {
    /// The value of a column.
    ///
    /// # Errors
    /// A value of another type.
    fn read(value: ColumnValue) -> Result<Self>;
}

/// A type that a column is written from.
pub trait WriteColumn {
    /// The value for the column. An empty text is null.
    fn write(&self) -> ColumnValue<'_>;
}

fn unexpected<T>(value: ColumnValue) -> Result<T> {
    Err(Error::integrity(format!("a column holds {value:?}, which it cannot")))
}

impl ReadColumn for i64 {
    fn read(value: ColumnValue) -> Result<Self> {
        if let ColumnValue::Integer(number) = value { Ok(number) } else { unexpected(value) }
    }
}

impl ReadColumn for bool {
    fn read(value: ColumnValue) -> Result<Self> {
        if let ColumnValue::Integer(number) = value { Ok(number != 0) } else { unexpected(value) }
    }
}

impl ReadColumn for String {
    fn read(value: ColumnValue) -> Result<Self> {
        if let ColumnValue::Text(text) = value { Ok(text.to_string()) } else { unexpected(value) }
    }
}

impl ReadColumn for Box<str> {
    fn read(value: ColumnValue) -> Result<Self> {
        if let ColumnValue::Text(text) = value { Ok(text.into()) } else { unexpected(value) }
    }
}

impl<T: ReadColumn> ReadColumn for Option<T> {
    fn read(value: ColumnValue) -> Result<Self> {
        if value == ColumnValue::Null { Ok(None) } else { T::read(value).map(Some) }
    }
}

impl WriteColumn for i64 {
    fn write(&self) -> ColumnValue<'_> {
        ColumnValue::Integer(*self)
    }
}

impl WriteColumn for str {
    fn write(&self) -> ColumnValue<'_> {
        if self.is_empty() { ColumnValue::Null } else { ColumnValue::Text(self) }
    }
}

impl WriteColumn for String {
    fn write(&self) -> ColumnValue<'_> {
        self.as_str().write()
    }
}

impl WriteColumn for Date {
    fn write(&self) -> ColumnValue<'_> {
        ColumnValue::Text(self.as_str())
    }
}

impl<T: WriteColumn> WriteColumn for Option<T> {
    fn write(&self) -> ColumnValue<'_> {
        self.as_ref().map_or(ColumnValue::Null, WriteColumn::write)
    }
}

macro_rules! vocabulary {
    ($($name:ident)+) => { $(
        impl ReadColumn for $name {
            fn read(value: ColumnValue) -> Result<Self> {
                if let ColumnValue::Text(text) = value { Ok(Self::stored(text)) } else { unexpected(value) }
            }
        }

        impl WriteColumn for $name {
            fn write(&self) -> ColumnValue<'_> {
                ColumnValue::Text(self.as_str())
            }
        }
    )+ };
}

vocabulary! { Access Basis Bucket Channel ClaimRelation DocumentKind Part PassageMark Relation Role SpeakerKind Stage Stance }
