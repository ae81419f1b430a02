//! Splits a text into sentences.

use unicode_segmentation::UnicodeSegmentation;

use super::words::words;

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATED: [&str; 22] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "St", "Gov", "Sen", "Rep", "Gen", "Col", "Lt", "Hon", "Rev", "No", "Nos",
    "vs", "Inc", "Ltd", "Jr", "Sr",
];

/// Returns the trimmed sentences of a text, by Unicode Standard Annex #29. Wrapped lines are joined. No sentence ends after "Mr."
/// or an initial, and every sentence except the last has at least three words.
pub fn sentences(text: &str) -> Vec<String> {
    let unwrapped = text.replace("\r\n", "\n").split("\n\n").map(|part| part.replace('\n', " ")).collect::<Vec<_>>();
    let mut found = Vec::new();
    for part in unwrapped {
        let mut sentence = String::new();
        for piece in part.split_sentence_bounds() {
            sentence.push_str(piece);
            if words(&sentence).len() >= 3 && !goes_on(&sentence) {
                found.push(std::mem::take(&mut sentence).trim().to_string());
            }
        }
        if !sentence.trim().is_empty() {
            found.push(sentence.trim().to_string());
        }
    }
    found
}

/// Whether a sentence ends with the full stop of an abbreviation.
fn goes_on(sentence: &str) -> bool {
    let Some(rest) = sentence.trim_end().strip_suffix('.') else { return false };
    let last = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
    initial || ABBREVIATED.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        let table: [(&str, &[&str]); 8] = [
            ("Crime has fallen", &["Crime has fallen"]),
            (" It cost us £1.5m. Nobody paid! ", &["It cost us £1.5m.", "Nobody paid!"]),
            (
                "As Mr. Raab and J. Smith said,\nit cost £1.\n\nNobody paid it.",
                &["As Mr. Raab and J. Smith said, it cost £1.", "Nobody paid it."],
            ),
            ("The U.S. Senate voted. It was late.", &["The U.S. Senate voted.", "It was late."]),
            ("No. It rained all day", &["No. It rained all day"]),
            ("No. Mr. Smith said it costs nothing.", &["No. Mr. Smith said it costs nothing."]),
            ("東京に住む。大阪に行く。", &["東京に住む。", "大阪に行く。"]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }
}
