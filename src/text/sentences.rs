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

/// A sentence of a text, as it stands there, and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSentence<'t> {
    /// The words, without the white space around them.
    pub text: &'t str,
    /// Its first character.
    pub start: usize,
    /// The character after its end.
    pub end: usize,
}

/// Returns the sentences of a text in which a line is a paragraph, with their places in characters. No sentence goes on in another
/// line. Every character but white space is in exactly one of them.
pub fn sentences_in(text: &str) -> Vec<TextSentence<'_>> {
    let mut found = Vec::new();
    let mut chars = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        for piece in sentences_of_line(line) {
            let words = piece.trim();
            let start = chars + piece[..piece.len() - piece.trim_start().len()].chars().count();
            let end = start + words.chars().count();
            chars += piece.chars().count();
            if !words.is_empty() {
                found.push(TextSentence { text: words, start, end });
            }
        }
    }
    found
}

/// Splits a line into sentences, which follow each other without a gap.
fn sentences_of_line(line: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, _) in line.split_sentence_bound_indices().skip(1) {
        let ends = !goes_on(&line[start..at]) && !line[at..].starts_with(char::is_lowercase);
        if ends {
            found.push(&line[start..at]);
            start = at;
        }
    }
    found.push(&line[start..]);
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

    #[test]
    fn places_are_those_of_the_sentences() {
        let table: [(&str, &[&str]); 7] = [
            ("", &[]),
            (" \n\n \u{2028}", &[]),
            ("Éva left. “Why?” he asked. She wept.", &["Éva left.", "“Why?” he asked.", "She wept."]),
            (
                "Harbour to be sold\n\nMr. Hill of the U.S. paid £1.4m. Nobody!",
                &["Harbour to be sold", "Mr. Hill of the U.S. paid £1.4m.", "Nobody!"],
            ),
            ("One line\rtwo\r\nthree", &["One line", "two", "three"]),
            ("東京に住む。大阪に行く。", &["東京に住む。", "大阪に行く。"]),
            ("…", &["…"]),
        ];
        for (text, expected) in table {
            let found = sentences_in(text);
            assert_eq!(found.iter().map(|one| one.text).collect::<Vec<_>>(), expected, "{text}");
            for one in found {
                assert_eq!(crate::text::quotes::slice(text, one.start, one.end), Some(one.text), "{text}");
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

        #[test]
        fn sentences_cover_every_text(text in "([A-Za-z .!?\n\r“”é東。\u{2028}\u{301}]|\\PC){0,120}") {
            let found = sentences_in(&text);
            let mut covered = String::new();
            let mut before = 0;
            for one in &found {
                proptest::prop_assert!(before <= one.start && one.start < one.end);
                proptest::prop_assert_eq!(crate::text::quotes::slice(&text, one.start, one.end), Some(one.text));
                before = one.end;
                covered.extend(one.text.chars().filter(|c| !c.is_whitespace()));
            }
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            proptest::prop_assert_eq!(covered, all);
        }
    }
}
