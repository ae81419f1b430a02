//! "Did you mean …?": the known word nearest to one that was typed.

use strsim::{damerau_levenshtein, jaro_winkler};

/// The least Jaro-Winkler similarity (0 to 1) that counts as close.
const CLOSE: f64 = 0.8;

/// Gives the closest of the known words if it is close enough, the first of
/// equals; none otherwise. Case does not count.
///
/// Close enough is a Jaro-Winkler similarity of 0.8, or at most a third of the
/// letters (at least one) mistyped, or one word beginning with the other if
/// that has three letters or more.
#[must_use]
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        if let Some(likeness) = likeness(&typed, &word.to_lowercase())
            && best.is_none_or(|(most, _)| likeness > most)
        {
            best = Some((likeness, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Gives how alike two lower-case words are, 0 to 1; none when not alike enough.
fn likeness(typed: &str, known: &str) -> Option<f64> {
    let length = typed.chars().count();
    let longest = length.max(known.chars().count());
    let distance = damerau_levenshtein(typed, known);
    let similarity = jaro_winkler(typed, known);
    let mistyped = distance <= (length / 3).max(1) && distance < longest;
    let alike = similarity >= CLOSE || mistyped || is_start(typed, known) || is_start(known, typed);
    (alike && length > 0).then_some(similarity)
}

/// Tells whether the first word has three letters or more and begins the second.
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
