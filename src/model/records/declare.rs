//! How a record is declared: each of its columns once, with the forms in which the record has it.
//!
//! `record!` makes a type of each form that is named:
//!
//! | form | what it is |
//! |---|---|
//! | `row` | the record as it is read; read by position, shown in tables, written as CSV and JSON |
//! | `new` | the record before it is written |
//! | `edit` | what is to change in it |
//! | `line` | the record as a line of JSON, with the columns of its table in files |
//! | `sheet` | the record as a row of a table in files, where that has more than the line |
//!
//! Every form has the number and the uid, which are not declared. A column says in which other forms it stands:
//!
//! | a column | stands in |
//! |---|---|
//! | `every(text)` | all forms, as a text that may be missing |
//! | `row(T)` | the row, read from the column of that name |
//! | `more(T)` | the row, filled in after it was read |
//! | `read(T)`, `filled(T)` | as `row` and `more`, but not in tables and files |
//! | `cell(…)`, `table(…)` | tables and files, or tables only; worked out from a row |
//! | `new(field: T)`, `edit(field: T)` | what is written to the column of that name |
//! | `new_only(T)`, `edit_only(T)` | what is written otherwise, by the store |
//! | `line(T)`, `hidden(T)` | the line; the line, but not its JSON |
//! | `in_table(…)` | the table of lines, worked out from a line where it is not a field of it |
//! | `sheet(T)` | the sheet |
//!
//! A literal after the type of a row's column is its heading in a table; a column without one stands in files only.

/// The name of a column in the database and in files: that of the field, unless Rust keeps the word for itself.
macro_rules! name {
    (reference $(, $any:tt)?) => {
        "ref"
    };
    ($name:ident $(, $any:tt)?) => {
        stringify!($name)
    };
}

/// A column of tables and files; one without a heading stands in files only.
macro_rules! column {
    ($name:ident, $any:tt, $cell:expr) => {
        $crate::model::records::Column::of($crate::model::records::declare::name!($name), $cell)
    };
    ($name:ident, $any:tt, $cell:expr, $heading:literal) => {
        $crate::model::records::Column::shown($crate::model::records::declare::name!($name), $heading, $cell)
    };
}

/// The type of a column that stands in every form.
macro_rules! text {
    (text) => {
        Option<String>
    };
}

macro_rules! record {
    ({ $($(#[$doc:meta])* $form:ident $name:ident($($arg:tt)*);)+ } $columns:tt) => {
        $($crate::model::records::declare::$form! { [$(#[$doc])*] $name [$($arg)*] $columns })+
    };
}

macro_rules! row {
    ([$($doc:tt)*] $Row:ident [$prefix:literal $(, $id_heading:literal)?] { $(
        #[$about:meta] $column:ident: $(every($every:ident $(, $every_heading:literal)?))? $(row($row:ty $(, $row_heading:literal)?))? $(more($more:ty $(, $more_heading:literal)?))?
        $(read($read:ty))? $(filled($filled:ty))?
        $(cell($cell:expr $(, $cell_heading:literal)?))? $(table($table:expr, $table_heading:literal))? $(new $new:tt)? $(new_only $new_only:tt)? $(edit $edit:tt)? $(edit_only $edit_only:tt)? $(line $line:tt)? $(hidden $hidden:tt)? $(sheet $sheet:tt)? $(in_table $in_table:tt)?;
    )* }) => {
        $($doc)*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $Row {
            /// The number people type.
            pub id: i64,
            /// The name by which two books recognise it.
            pub uid: String,
            $(
                $(#[$about] pub $column: $crate::model::records::declare::text!($every),)?
                $(#[$about] pub $column: $row,)?
                $(#[$about] pub $column: $more,)?
                $(#[$about] pub $column: $read,)?
                $(#[$about] pub $column: $filled,)?
            )*
        }

        impl $Row {
            /// The columns in the order in which [`Self::read`] reads them.
            pub const SELECT: &'static str = concat!(
                $prefix, ".id, ", $prefix, ".uid"
                $(
                    $(, ", ", $prefix, ".", $crate::model::records::declare::name!($column, $every))?
                    $(, ", ", $prefix, ".", $crate::model::records::declare::name!($column, $row))?
                    $(, ", ", $prefix, ".", $crate::model::records::declare::name!($column, $read))?
                )*
            );

            /// Reads a row whose columns, those of [`Self::SELECT`], come next.
            ///
            /// # Errors
            /// A value of another type than the column has.
            pub fn read(columns: &mut impl $crate::model::records::Columns) -> $crate::error::Result<Self> {
                Ok(Self {
                    id: columns.next()?,
                    uid: columns.next()?,
                    $(
                        $($column: columns.next::<$crate::model::records::declare::text!($every)>()?,)?
                        $($column: columns.next::<$row>()?,)?
                        $($column: columns.next::<$read>()?,)?
                        $($column: <$more>::default(),)?
                        $($column: <$filled>::default(),)?
                    )*
                })
            }
        }

        impl $crate::model::records::Record for $Row {
            const COLUMNS: &'static [$crate::model::records::Column<Self>] = &[
                $crate::model::records::declare::column!(id, (), |row| row.id.into() $(, $id_heading)?),
                $crate::model::records::Column::of("uid", |row| (&row.uid).into()),
                $(
                    $($crate::model::records::declare::column!($column, $every, |row| (&row.$column).into() $(, $every_heading)?),)?
                    $($crate::model::records::declare::column!($column, $row, |row| (&row.$column).into() $(, $row_heading)?),)?
                    $($crate::model::records::declare::column!($column, $more, |row| (&row.$column).into() $(, $more_heading)?),)?
                    $($crate::model::records::declare::column!($column, (), $cell $(, $cell_heading)?),)?
                    $($crate::model::records::Column::table($table_heading, $table),)?
                )*
            ];
        }
    };
}

macro_rules! new {
    ([$($doc:tt)*] $New:ident [$Line:ident] { $(
        #[$about:meta] $column:ident: $(every($every:ident $(, $every_heading:literal)?))? $(row $row:tt)? $(more $more:tt)? $(read $read:tt)? $(filled $filled:tt)? $(cell $cell:tt)? $(table $table:tt)? $(new($field:ident: $new:ty))? $(new_only($new_only:ty))? $(edit $edit:tt)? $(edit_only $edit_only:tt)? $(line $line:tt)? $(hidden $hidden:tt)? $(sheet $sheet:tt)? $(in_table $in_table:tt)?;
    )* }) => {
        $($doc)*
        #[derive(Clone, Debug, Default)]
        pub struct $New {
            /// The number it is to have, which must be free; the next one where none is given.
            pub id: Option<i64>,
            /// Its uid, where it has one already.
            pub uid: Option<String>,
            $(
                $(#[$about] pub $column: $crate::model::records::declare::text!($every),)?
                $(#[$about] pub $field: $new,)?
                $(#[$about] pub $column: $new_only,)?
            )*
        }

        impl $New {
            /// What is written to which column, but for the uid.
            pub fn columns(&self) -> Vec<(&'static str, $crate::model::records::ColumnValue<'_>)> {
                use $crate::model::records::WriteColumn;
                vec![
                    ("id", self.id.write()),
                    $(
                        $(($crate::model::records::declare::name!($column, $every), self.$column.write()),)?
                        $(($crate::model::records::declare::name!($column, $new), self.$field.write()),)?
                    )*
                ]
            }
        }

        impl From<&$Line> for $New {
            /// The uid and the texts of a line. What it refers to must be looked up.
            fn from(line: &$Line) -> Self {
                Self {
                    uid: line.uid.clone(),
                    $($($column: { let text: $crate::model::records::declare::text!($every) = line.$column.clone(); text },)?)*
                    ..Self::default()
                }
            }
        }
    };
}

macro_rules! edit {
    ([$($doc:tt)*] $Edit:ident [] { $(
        #[$about:meta] $column:ident: $(every($every:ident $(, $every_heading:literal)?))? $(row $row:tt)? $(more $more:tt)? $(read $read:tt)? $(filled $filled:tt)? $(cell $cell:tt)? $(table $table:tt)? $(new $new:tt)? $(new_only $new_only:tt)? $(edit($field:ident: $edit:ty))? $(edit_only($edit_only:ty))? $(line $line:tt)? $(hidden $hidden:tt)? $(sheet $sheet:tt)? $(in_table $in_table:tt)?;
    )* }) => {
        $($doc)*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $Edit {
            $(
                $(#[$about] pub $column: $crate::model::records::declare::text!($every),)?
                $(#[$about] pub $field: Option<$edit>,)?
                $(#[$about] pub $column: Option<$edit_only>,)?
            )*
        }

        impl $Edit {
            /// What is written to which column: only what is given.
            pub fn columns(&self) -> Vec<(&'static str, $crate::model::records::ColumnValue<'_>)> {
                use $crate::model::records::WriteColumn;
                let mut columns = Vec::new();
                $(
                    $(if let Some(value) = &self.$column {
                        columns.push(($crate::model::records::declare::name!($column, $every), value.write()));
                    })?
                    $(if let Some(value) = &self.$field {
                        columns.push(($crate::model::records::declare::name!($column, $edit), value.write()));
                    })?
                )*
                columns
            }
        }
    };
}

macro_rules! line {
    ([$($doc:tt)*] $Line:ident [$Row:ident] { $(
        #[$about:meta] $column:ident: $(every($every:ident $(, $every_heading:literal)?))? $(row $row:tt)? $(more $more:tt)? $(read $read:tt)? $(filled $filled:tt)? $(cell $cell:tt)? $(table $table:tt)? $(new $new:tt)? $(new_only $new_only:tt)? $(edit $edit:tt)? $(edit_only $edit_only:tt)? $(line($(#[$attribute:meta])? $line:ty))? $(hidden($hidden:ty))? $(sheet $sheet:tt)? $(in_table($in_table:expr))?;
    )* }) => {
        $($doc)*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $Line {
            /// What the line is, on a line of its own; a claim, and what is nested in one, does not say it.
            #[serde(default, skip_serializing_if = "crate::model::records::line::is_default", rename = "type")]
            pub line_type: Option<String>,
            /// The number it had in its book, which a book that never used that number keeps; not in JSON.
            #[serde(skip)]
            pub id: Option<i64>,
            /// The name by which two books recognise it.
            #[serde(default, skip_serializing_if = "crate::model::records::line::is_default")]
            pub uid: Option<String>,
            $(
                $(#[$about] #[serde(default, skip_serializing_if = "crate::model::records::line::is_default")]
                pub $column: $crate::model::records::declare::text!($every),)?
                $(#[$about] #[serde(default, skip_serializing_if = "crate::model::records::line::is_default")] $(#[$attribute])?
                pub $column: $line,)?
                $(#[$about] #[serde(skip)] pub $column: $hidden,)?
            )*
        }

        impl $Line {
            /// The texts that stand in every form, by the name of their column in the database.
            pub const TEXTS: &'static [&'static str] = &[$($($crate::model::records::declare::name!($column, $every),)?)*];

            /// Fills in the texts that stand in every form: `text` gives that of a column.
            ///
            /// # Errors
            /// Errors of `text`.
            pub fn fill<E>(self, text: impl FnMut(&'static str) -> Result<Option<String>, E>) -> Result<Self, E> {
                #[allow(unused_mut, unused_variables)]
                let (mut line, mut text) = (self, text);
                $($(line.$column = { let found: $crate::model::records::declare::text!($every) = text($crate::model::records::declare::name!($column, $every))?; found };)?)*
                Ok(line)
            }
        }

        impl From<$Row> for $Line {
            /// The number, the uid and the texts of a row. What it refers to must be named.
            fn from(row: $Row) -> Self {
                Self {
                    id: Some(row.id),
                    uid: Some(row.uid),
                    $($($column: { let text: $crate::model::records::declare::text!($every) = row.$column; text },)?)*
                    ..Self::default()
                }
            }
        }

        impl $crate::model::records::Record for $Line {
            const COLUMNS: &'static [$crate::model::records::Column<Self>] = &[
                $crate::model::records::Column::of("id", |line| (&line.id).into()),
                $(
                    $($crate::model::records::declare::column!($column, $every, |line| (&line.$column).into()),)?
                    $($crate::model::records::declare::column!($column, (), $in_table),)?
                )*
                $crate::model::records::Column::of("uid", |line| (&line.uid).into()),
            ];
        }
    };
}

macro_rules! sheet {
    ([$($doc:tt)*] $Sheet:ident [$prefix:literal] { $(
        #[$about:meta] $column:ident: $(every($every:ident $(, $every_heading:literal)?))? $(row $row:tt)? $(more $more:tt)? $(read $read:tt)? $(filled $filled:tt)? $(cell $cell:tt)? $(table $table:tt)? $(new $new:tt)? $(new_only $new_only:tt)? $(edit $edit:tt)? $(edit_only $edit_only:tt)? $(line $line:tt)? $(hidden $hidden:tt)? $(sheet($sheet:ty))? $(in_table $in_table:tt)?;
    )* }) => {
        $($doc)*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $Sheet {
            /// The number people type.
            pub id: i64,
            /// The name by which two books recognise it.
            pub uid: String,
            $(
                $(#[$about] pub $column: $crate::model::records::declare::text!($every),)?
                $(#[$about] pub $column: $sheet,)?
            )*
        }

        impl $Sheet {
            /// The columns in the order in which [`Self::read`] reads them.
            pub const SELECT: &'static str = concat!(
                $prefix, ".id, ", $prefix, ".uid"
                $(
                    $(, ", ", $prefix, ".", $crate::model::records::declare::name!($column, $every))?
                    $(, ", ", $prefix, ".", $crate::model::records::declare::name!($column, $sheet))?
                )*
            );

            /// Reads a row whose columns, those of [`Self::SELECT`], come next.
            ///
            /// # Errors
            /// A value of another type than the column has.
            pub fn read(columns: &mut impl $crate::model::records::Columns) -> $crate::error::Result<Self> {
                Ok(Self {
                    id: columns.next()?,
                    uid: columns.next()?,
                    $(
                        $($column: columns.next::<$crate::model::records::declare::text!($every)>()?,)?
                        $($column: columns.next::<$sheet>()?,)?
                    )*
                })
            }
        }

        impl $crate::model::records::Record for $Sheet {
            const COLUMNS: &'static [$crate::model::records::Column<Self>] = &[
                $crate::model::records::Column::shown("id", "id", |row| row.id.into()),
                $crate::model::records::Column::shown("uid", "uid", |row| (&row.uid).into()),
                $(
                    $($crate::model::records::declare::column!($column, $every, |row| (&row.$column).into()),)?
                    $($crate::model::records::declare::column!($column, $sheet, |row| (&row.$column).into()),)?
                )*
            ];
        }
    };
}

pub(super) use {column, edit, line, name, new, record, row, sheet, text};
