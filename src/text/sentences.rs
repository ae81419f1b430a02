//! The sentences of a text.

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text, by Unicode Standard Annex #29, without the space around them. A piece of fewer than three words
/// ("Mr.", "No.") belongs to what follows.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, piece) in text.split_sentence_bound_indices() {
        let end = at + piece.len();
        let words = text[start..end].split_whitespace().count();
        if words >= 3 || end == text.len() {
            let sentence = text[start..end].trim();
            if !sentence.is_empty() {
                found.push(sentence);
            }
            start = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        let table: [(&str, &[&str]); 5] = [
            ("Crime has fallen", &["Crime has fallen"]),
            (" It cost £1.5m. Nobody paid! ", &["It cost £1.5m. ", "Nobody paid!"]),
            ("No. Mr. Smith said it costs nothing.", &["No. Mr. Smith said it costs nothing."]),
            ("東京に住む。大阪に行く。", &["東京に住む。大阪に行く。"]),
            ("", &[]),
        ];
        for (text, expected) in table {
            let expected: Vec<_> = expected.iter().map(|sentence| sentence.trim()).collect();
            assert_eq!(sentences(text), expected, "{text}");
        }
    }
}
