//! How common words are in claims at large, so that a small book knows that "people" says less than "Tirana".

use std::sync::LazyLock;

/// The most common stems of fact-checked claims in English, in the order of the alphabet, each with its rate: in how many of
/// 10,000 claims it occurs. Written by `examples/fit.rs`.
static LISTED: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| include_str!("background.txt").lines().filter_map(|line| line.split_once(' ')).collect());
/// The rate that is taken for a stem which is not listed.
const UNLISTED: f32 = 0.3;
/// The background counts as much as a book of so many claims.
const CLAIMS: f32 = 10_000.0;

/// In how many of 10,000 claims a stem occurs.
fn rate(stem: &str) -> f32 {
    let at = LISTED.binary_search_by_key(&stem, |(listed, _)| listed);
    at.ok().and_then(|at| LISTED[at].1.parse().ok()).unwrap_or(UNLISTED)
}

/// Whether a stem is so common that it tells nothing: one in fifty claims has it.
pub fn is_common(stem: &str) -> bool {
    rate(stem) > 200.0
}

/// The weight of a stem of which nothing but this is known: the logarithm of its rarity.
pub fn weight(stem: &str) -> f32 {
    (CLAIMS / (rate(stem) + 0.5)).ln().max(0.05)
}

/// The weight of a stem that `found` of the `claims` of a book have.
pub fn weight_in(stem: &str, found: f32, claims: f32) -> f32 {
    ((claims + CLAIMS + 1.0) / (found + rate(stem) + 0.5)).ln().max(0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_stem_is_found() {
        assert_eq!(LISTED.len(), 1000);
        assert!(LISTED.is_sorted());
        assert!(LISTED.iter().all(|(stem, listed)| listed.parse() == Ok(rate(stem))));
        assert!(is_common("the") && !is_common("tirana"));
        assert!(weight("tirana") > weight("peopl") && weight_in("the", 9_000.0, 10_000.0) < weight("the"));
    }
}
