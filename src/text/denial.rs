//! Whether one text denies what another one says: one has a word of denial, and the other has none.

use super::words::{lists, words};

/// Words that negate what follows, without case and apostrophes.
pub(super) const NEGATORS: &str = "aint arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt mustnt neednt neither never no \
    nobody none nor not nothing shouldnt unable wasnt werent without wont wouldnt";

/// Words that say of a whole statement that it is not so.
pub(super) const JUDGEMENTS: &str = "baseless bogus debunked denied denies deny denying disproved disproven fabricated fake false hoax incorrect lie lies \
    misinformation myth nonsense refuted refutes unfounded untrue wrong";

/// Returns whether one of two texts denies and the other does not. It is a guess, which leads to a question only.
pub fn is_denial(a: &str, b: &str) -> bool {
    denies(a) != denies(b)
}

fn denies(text: &str) -> bool {
    let text = text.replace(['\'', '’'], "");
    words(&text).into_iter().any(|word| lists(NEGATORS, &word.folded) || lists(JUDGEMENTS, &word.folded))
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
    }
}
