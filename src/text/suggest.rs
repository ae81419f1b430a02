//! Suggestions for mistyped words: "did you mean …?"

use strsim::{damerau_levenshtein, jaro_winkler};

/// The least Jaro-Winkler similarity (0 to 1) that counts as close.
const CLOSE: f64 = 0.8;

/// Maximum length of words that are compared, in bytes: the time grows with the product of their lengths.
const LONGEST: usize = 300;

/// Returns the most similar known word, or `None` if none is similar enough. Case is ignored; of equally similar words, the first
/// is returned.
///
/// Words are similar enough with a Jaro-Winkler similarity of 0.8, or with at most a third of the letters (at least one)
/// mistyped, or if one starts with the other and that has at least three letters. Words of more than 300 bytes are similar to none.
#[must_use]
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    if typed.is_empty() || typed.len() > LONGEST {
        return None;
    }
    for word in known.into_iter().filter(|word| word.len() <= LONGEST) {
        let known = word.to_lowercase();
        let similarity = jaro_winkler(&typed, &known);
        if best.is_none_or(|(most, _)| similarity > most)
            && is_alike(&typed, &known, similarity)
            && !turns_round(&typed, &known)
        {
            best = Some((similarity, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Whether a known word is the typed one without its negation, or the other way round: "Mostly untrue" and "mostly-true".
fn turns_round(typed: &str, known: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
    };
    let (typed, known) = (parts(typed), parts(known));
    let denies = |words: &[String], others: &[String]| {
        words.iter().filter(|word| !others.contains(word)).any(|word| {
            ["not", "no", "never", "non"].contains(&word.as_str())
                || ["un", "dis", "in", "im", "mis", "non"].iter().any(|sign| {
                    word.strip_prefix(sign)
                        .is_some_and(|rest| rest.len() > 3 && others.iter().any(|other| other == rest))
                })
        })
    };
    denies(&typed, &known) || denies(&known, &typed)
}

/// Whether two lower-case words with a Jaro-Winkler similarity are similar enough. The distance, which takes longest, is
/// computed last.
fn is_alike(typed: &str, known: &str, similarity: f64) -> bool {
    if similarity >= CLOSE || is_start(typed, known) || is_start(known, typed) {
        return true;
    }
    let (length, other) = (typed.chars().count(), known.chars().count());
    let most = (length / 3).max(1).min(length.max(other) - 1);
    length.abs_diff(other) <= most && damerau_levenshtein(typed, known) <= most
}

/// Whether the first word has at least three letters and the second starts with it.
fn is_start(start: &str, word: &str) -> bool {
    start.chars().count() >= 3 && word.starts_with(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_closest_known_word() {
        let known = ["claim", "source", "verdict", "list", "lint", "évaluer", "ok"];
        for (typed, expected) in [
            ("claim", Some("claim")),
            ("CLIAM", Some("claim")),
            (" clam ", Some("claim")),
            ("sorce", Some("source")),
            ("ver", Some("verdict")),
            ("sources-all", Some("source")),
            ("lsit", Some("list")),
            ("evaluer", Some("évaluer")),
            ("o", Some("ok")),
            ("x", None),
            ("li", Some("list")),
            ("banana", None),
            ("東京", None),
            ("", None),
            ("  ", None),
        ] {
            assert_eq!(did_you_mean(typed, known), expected, "{typed:?}");
        }
    }

    #[test]
    fn never_suggests_the_opposite() {
        for (typed, known) in [
            ("Untrue", "true"),
            ("Mostly untrue", "mostly-true"),
            ("not true", "true"),
            ("disproven", "proven"),
            ("accurate", "inaccurate"),
        ] {
            assert_eq!(did_you_mean(typed, [known]), None, "{typed} {known}");
        }
        assert_eq!(did_you_mean("untru", ["untrue"]), Some("untrue"));
        assert_eq!(did_you_mean("understnding", ["understanding"]), Some("understanding"));
    }

    #[test]
    fn suggests_nothing_when_nothing_is_known() {
        assert_eq!(did_you_mean("claim", []), None);
        assert_eq!(did_you_mean("claim", [""]), None);
        assert_eq!(did_you_mean("a", ["", "b"]), None);
    }

    #[test]
    fn gives_the_word_as_it_is_known() {
        assert_eq!(did_you_mean("reuters", ["BBC", "Reuters"]), Some("Reuters"));
        assert_eq!(did_you_mean("falze", ["False", "FALSE"]), Some("False"));
    }
}
