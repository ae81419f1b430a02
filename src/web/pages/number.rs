//! Numbers as people read them.

use crate::text::counted;

/// Returns a number with separators between the thousands: 12,345.
pub(crate) fn grouped(number: &i64) -> String {
    crate::text::grouped(*number)
}

/// Returns a size for people to read.
pub(crate) fn file_size(bytes: &u64) -> String {
    match *bytes {
        bytes if bytes < 1000 => counted(usize::try_from(bytes).unwrap_or_default(), "byte"),
        bytes if bytes < 1_000_000 => format!("{} kB", bytes / 1000),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")] {
            assert_eq!(grouped(&number), text);
        }
    }
}
