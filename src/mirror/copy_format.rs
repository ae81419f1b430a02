//! Rows as the text format of PostgreSQL's `COPY`: a line a row, with a tab between values.
//! <https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2>

use std::fmt::Write as _;

use crate::model::records::ColumnValue;

/// Appends a row.
pub(super) fn push_row(values: &[ColumnValue], line: &mut String) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            line.push('\t');
        }
        match value {
            ColumnValue::Null => line.push_str("\\N"),
            // Writing into a string cannot fail.
            ColumnValue::Integer(number) => write!(line, "{number}").unwrap_or_default(),
            ColumnValue::Text(text) => push_text(text, line),
        }
    }
    line.push('\n');
}

fn push_text(text: &str, line: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '\t', '\n', '\r', '\0']) {
        line.push_str(&rest[..at]);
        line.push_str(match rest.as_bytes()[at] {
            b'\\' => "\\\\",
            b'\t' => "\\t",
            b'\n' => "\\n",
            b'\r' => "\\r",
            // PostgreSQL has no U+0000 in texts.
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    line.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::push_row;
    use crate::model::records::ColumnValue::{Integer, Null, Text};

    #[test]
    fn what_means_something_to_copy_is_escaped() {
        let mut line = String::new();
        push_row(&[Integer(-7), Null, Text("a\tb\\N\r\n\0€"), Text(""), Text("\\.")], &mut line);
        assert_eq!(line, "-7\t\\N\ta\\tb\\\\N\\r\\n\u{fffd}€\t\t\\\\.\n");
    }
}
