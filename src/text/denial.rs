//! Whether one text denies what another one says: one has a word of denial, and the other has none.

use super::words::words;

/// Words of denial in English, without case and apostrophes.
const DENIALS: &[&str] = &[
    "aint",
    "arent",
    "baseless",
    "cannot",
    "cant",
    "couldnt",
    "denied",
    "denies",
    "deny",
    "denying",
    "didnt",
    "doesnt",
    "dont",
    "fabricated",
    "fake",
    "false",
    "hadnt",
    "hasnt",
    "havent",
    "hoax",
    "incorrect",
    "isnt",
    "lie",
    "lies",
    "myth",
    "neither",
    "never",
    "no",
    "nobody",
    "none",
    "nonsense",
    "nor",
    "not",
    "nothing",
    "shouldnt",
    "unfounded",
    "untrue",
    "wasnt",
    "werent",
    "wont",
    "wouldnt",
    "wrong",
];

/// Returns whether one of two texts denies and the other does not. It is a guess, which leads to a question only.
pub fn is_denial(a: &str, b: &str) -> bool {
    denies(a) != denies(b)
}

fn denies(text: &str) -> bool {
    let text = text.replace(['\'', '’'], "");
    words(&text).into_iter().any(|word| DENIALS.binary_search(&word.folded.as_str()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_denies_another_one() {
        for (a, b, expected) in [
            ("There are talks with Albania", "There are no talks with Albania", true),
            ("There are talks", "There aren’t talks", true),
            ("It costs 5 million", "it is 100 per cent fake", true),
            ("There are talks", "Talks take place", false),
            ("No bridge was built", "There was never a bridge", false),
        ] {
            assert_eq!(is_denial(a, b), expected, "{a} / {b}");
            assert_eq!(is_denial(b, a), expected, "{b} / {a}");
        }
        assert!(DENIALS.is_sorted());
    }
}
