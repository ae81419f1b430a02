//! Forms of English words that a stemmer by rules does not know, or takes for another word. The table is `english.txt`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the table says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordForm {
    /// It is a form of this word.
    Of(&'static str),
    /// It has this stem.
    Stem(&'static str),
}

/// Each word of the table, with what it is.
static FORMS: LazyLock<HashMap<&'static str, WordForm>> = LazyLock::new(|| {
    let lines = include_str!("english.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let own = line.split_once(" = ").map(|(stem, words)| (WordForm::Stem(stem), words));
            own.or_else(|| line.split_once(' ').map(|(base, words)| (WordForm::Of(base), words)))
        })
        .flat_map(|(form, words)| words.split(' ').map(move |word| (word, form)))
        .collect()
});

/// Returns what the table says of a word whose spelling is that of [`with_z`].
pub(super) fn form(word: &str) -> Option<WordForm> {
    FORMS.get(word).copied()
}

/// British endings that have another spelling in American English, with that spelling.
const ENDINGS: [(&str, &str); 15] = [
    ("isations", "izations"),
    ("isational", "izational"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysers", "yzers"),
    ("yser", "yzer"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("isable", "izable"),
];

/// Returns a word with the American spelling of its ending. What comes of it is only compared: "promise" becomes
/// "promize" everywhere. Short words, such as "rise", stay.
pub(super) fn with_z(word: &str) -> Cow<'_, str> {
    let begin = |ending: &str| word.strip_suffix(ending).filter(|begin| begin.len() > 3);
    // "analyses" is more often the plural of "analysis", which the table has.
    let spelled = ENDINGS.iter().find_map(|(british, american)| Some(format!("{}{american}", begin(british)?)));
    spelled.map_or(Cow::Borrowed(word), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_stands_once_and_is_as_it_is_compared() {
        let mut words: Vec<&str> = Vec::new();
        for line in include_str!("english.txt").lines().filter(|line| !line.starts_with('#')) {
            let listed = line.split_once(" = ").map_or_else(|| line.split_once(' ').unwrap().1, |(_, words)| words);
            words.extend(listed.split(' '));
        }
        words.sort_unstable();
        let count = words.len();
        words.dedup();
        assert_eq!(words.len(), count);
        for word in words {
            assert_eq!(with_z(word), word);
            assert!(word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }
}
