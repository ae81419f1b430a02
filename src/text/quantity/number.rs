//! A number without its unit.

use rust_decimal::Decimal;

use super::term::Term;
use super::tokens::Tokens;

/// A number without its unit: `5 million` is the factor 5 and the scale of a million.
pub(super) struct Number {
    /// The number before the scale.
    pub(super) factor: Decimal,
    /// A factor such as a million; 1 if there is none.
    pub(super) scale: Decimal,
    /// The token after it.
    pub(super) end: usize,
}

/// Returns a power of ten, at most a trillion.
pub(super) fn power(exponent: u8) -> Decimal {
    Decimal::from(10_u64.pow(u32::from(exponent.min(12))))
}

/// Returns the factor of a word such as "million".
pub(super) fn scale(tokens: &Tokens, at: usize) -> Option<Decimal> {
    match tokens.term(at)? {
        Term::Hundred => Some(Decimal::ONE_HUNDRED),
        Term::Dozen => Some(Decimal::from(12)),
        Term::Scale(exponent) => Some(power(exponent)),
        _ => None,
    }
}

/// Whether a word is a number or a factor of one.
pub(super) fn is_number(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.term(at), Some(Term::Small(_))) || scale(tokens, at).is_some()
}
