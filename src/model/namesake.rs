//! How speakers of one name are told apart: "John Smith (2, chemist)".

/// Maximum number of characters of what tells a speaker apart.
const LONGEST: usize = 40;

/// Returns the name of a speaker whose name another one has too: with its number, and the first of the details that is short.
pub fn label(name: &str, id: i64, details: &[&str]) -> String {
    let short = |detail: &&&str| !detail.trim().is_empty() && detail.chars().count() <= LONGEST;
    let detail = details.iter().find(short).map_or("", |detail| detail.trim());
    format!("{name} ({id}, {detail})")
}

/// Returns the name and the number in a [`label`]; `None` for any other text.
pub fn read(text: &str) -> Option<(&str, i64)> {
    let (name, rest) = text.trim().strip_suffix(')')?.rsplit_once(" (")?;
    Some((name, rest.split_once(", ")?.0.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_as_it_was_made() {
        let long = "x".repeat(41);
        let label = label("John Smith", 2, &["", &long, " chemist "]);
        assert_eq!(label, "John Smith (2, chemist)");
        assert_eq!(read(&label), Some(("John Smith", 2)));
        for other in ["John Smith", "Channel (4)", "John Smith (junior, chemist)", "(2, chemist)"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
