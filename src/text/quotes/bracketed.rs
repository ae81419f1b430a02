//! Quotes in which whoever quotes left words out or put words in: "The office […] the plan", "[his] plan", "[T]he plan".

/// Maximum number of characters that `[…]` stands for.
const LEFT_OUT: usize = 2_000;

/// Maximum number of characters that words in brackets stand for.
const PUT_IN: usize = 80;

/// Maximum number of versions of a quote: further letters in brackets are read as small ones.
const MOST: usize = 16;

/// Words of a quote between brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QuotePart {
    /// The words, as typed.
    pub(super) words: String,
    /// Maximum number of characters between the part before and this one.
    pub(super) gap: usize,
}

/// Returns the parts of a quote around its brackets, once for each way in which letters in brackets can be read: of "[T]he" both
/// "The" and "the". Parts without a letter or digit are left out.
pub(super) fn versions(quote: &str) -> Vec<Vec<QuotePart>> {
    let mut versions = vec![vec![QuotePart { words: String::new(), gap: 0 }]];
    let mut rest = quote;
    while let Some((before, inside, after)) = next_bracket(rest) {
        push(&mut versions, before);
        let letter = only_letter(inside).filter(|_| after.starts_with(char::is_alphabetic));
        if let Some(letter) = letter {
            let mut upper = if versions.len() < MOST { versions.clone() } else { Vec::new() };
            push(&mut versions, &letter.to_lowercase().to_string());
            push(&mut upper, &letter.to_uppercase().to_string());
            versions.extend(upper);
        } else {
            let left_out = !inside.contains(char::is_alphanumeric);
            let gap = if left_out { LEFT_OUT } else { PUT_IN };
            versions.iter_mut().for_each(|parts| parts.push(QuotePart { words: String::new(), gap }));
        }
        rest = after;
    }
    push(&mut versions, rest);
    for parts in &mut versions {
        parts.retain(|part| part.words.contains(char::is_alphanumeric));
    }
    versions
}

/// Adds words to the last part of each version.
fn push(versions: &mut [Vec<QuotePart>], words: &str) {
    versions.iter_mut().filter_map(|parts| parts.last_mut()).for_each(|part| part.words.push_str(words));
}

/// Splits a text at its first pair of brackets: what is before, inside and after it.
fn next_bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    Some((before, inside, after))
}

fn only_letter(inside: &str) -> Option<char> {
    let mut letters = inside.chars();
    letters.next().filter(|letter| letter.is_alphabetic() && letters.next().is_none())
}
