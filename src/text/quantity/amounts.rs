//! Amounts: numbers with sign and unit: `-£1.5bn`, `a hundred thousand pounds`, `12 per cent`.

use rust_decimal::Decimal;

use super::nouns;
use super::number::Number;
use super::term::{self, Term};
use super::tokens::{TokenKind, Tokens};
use super::value::Unit;

/// An amount in a text.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// The first token of it.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
    /// The number before the scale.
    pub(super) factor: Decimal,
    /// A factor such as a million; 1 if there is none.
    pub(super) scale: Decimal,
    /// `None` for a count, or if no unit is given.
    pub(super) unit: Option<Unit>,
}

impl Amount {
    /// Reads the amount that begins at a token.
    pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Self> {
        let free = at == 0 || !tokens.close(at) || matches!(tokens.mark(at - 1), Some('(' | '['));
        let mut negative = tokens.is_minus(at) && free && tokens.close(at + 1) || tokens.term(at) == Some(Term::Minus);
        let mut begin = at + usize::from(negative);
        let currency = currency_before(tokens, begin);
        if let Some((_, after)) = currency {
            let minus = !negative && tokens.is_minus(after) && tokens.close(after + 1);
            (negative, begin) = (negative || minus, after + usize::from(minus));
        }
        let Number { factor, scale, end } = Number::read(tokens, begin, currency.is_some())?;
        let (mut unit, mut part, mut unit_end) = unit_after(tokens, end)?;
        if let Some((code, _)) = currency {
            (unit, part, unit_end) = (Some(Unit::Money(code)), Decimal::ONE, end);
        }
        // "Half an hour" is no amount, "half a million" and "half a per cent" are.
        if tokens.term(begin) == Some(Term::Half) && unit.is_none() && scale == Decimal::ONE {
            return None;
        }
        let sign = if negative { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        Some(Self { start: at, end: unit_end, factor: factor.checked_mul(part)?.checked_mul(sign)?, scale, unit })
    }

    /// Returns the value; `None` if it is too large.
    pub(super) fn value(&self) -> Option<Decimal> {
        Some(self.factor.checked_mul(self.scale)?.normalize())
    }

    /// Whether there is neither a unit nor a scale.
    pub(super) fn is_bare(&self) -> bool {
        self.unit.is_none() && self.scale == Decimal::ONE
    }

    /// Whether it is written in digits only.
    pub(super) fn is_plain(&self, tokens: &Tokens) -> bool {
        let digits = matches!(tokens.kind(self.start), Some(TokenKind::Number { digits: 1.., .. }));
        self.is_bare() && self.end == self.start + 1 && digits
    }
}

/// Returns the currency before a number and the token after it: `£`, `US$`, `EUR`, `Rs.`
fn currency_before(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    let point = usize::from(tokens.mark(at + 1) == Some('.'));
    let (code, next) = match tokens.kind(at)? {
        TokenKind::Mark(mark) => (term::currency(mark)?, at + 1),
        TokenKind::Word(Term::Code(code)) if is_capital(tokens, at) && is_signed_number(tokens, at + 1) => {
            (code, at + 1)
        }
        TokenKind::Word(Term::Money("INR")) if tokens.text(at) == "Rs" => ("INR", at + 1 + point),
        TokenKind::Word(Term::Money("INR")) => return None,
        TokenKind::Word(_) if tokens.mark(at + 1) == Some('$') && tokens.close(at + 1) => {
            (term::dollars(tokens.text(at))?, at + 2)
        }
        _ => return None,
    };
    is_signed_number(tokens, next).then_some((code, next))
}

fn is_signed_number(tokens: &Tokens, at: usize) -> bool {
    tokens.is_number(at + usize::from(tokens.is_minus(at)))
}

fn is_capital(tokens: &Tokens, at: usize) -> bool {
    tokens.text(at).bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads the unit that follows a number: the unit if there is one, its value, and the token after it. Returns `None` if the number
/// is a time, an ordinal, a dimension or part of a name.
fn unit_after(tokens: &Tokens, end: usize) -> Option<(Option<Unit>, Decimal, usize)> {
    let mut at = tokens.past_hyphen(end);
    // "5 millones de euros"
    if tokens.is_foreign() && tokens.term(at) == Some(Term::Of) && matches!(tokens.term(at + 1), Some(Term::Money(_))) {
        at += 1;
    }
    let unit = |unit, length| Some((Some(unit), Decimal::ONE, at + length));
    let hundredth = |unit, length| Some((Some(unit), Decimal::new(1, 2), at + length));
    let nothing = Some((None, Decimal::ONE, end));
    let close = tokens.close(end);
    let next_is_number = tokens.is_number(at + 1) && tokens.close(at + 1);
    let Some(term) = tokens.term(at) else {
        return match tokens.mark(at) {
            Some('%' | '％') => unit(Unit::Percent, 1),
            Some('×') if close => unit(Unit::Times, 1),
            Some('¢') => hundredth(Unit::Money("USD"), 1),
            Some(mark) if !next_is_number => term::currency(mark).map_or(nothing, |code| unit(Unit::Money(code), 1)),
            _ => nothing,
        };
    };
    match (term, tokens.term(at + 1)) {
        (Term::Percent, _) => unit(Unit::Percent, 1),
        (Term::Per, _) if tokens.term(tokens.past_hyphen(at + 1)) == Some(Term::Cent) => {
            unit(Unit::Percent, 2 + usize::from(tokens.hyphen(at + 1)))
        }
        (Term::Percentage, Some(Term::Point)) => unit(Unit::Percent, 2),
        (Term::Basis, Some(Term::Point)) => hundredth(Unit::Percent, 2),
        (Term::Times | Term::Fold, _) => unit(Unit::Times, 1),
        (Term::X, _) if close => unit(Unit::Times, 1),
        (Term::Money(code), _) => unit(Unit::Money(code), 1),
        (Term::Code(code), _) if is_capital(tokens, at) => unit(Unit::Money(code), 1),
        (Term::Nation(code), Some(Term::Money("USD" | "CHF"))) => unit(Unit::Money(code), 2),
        (Term::Hundredth(code), _) => hundredth(Unit::Money(code), 1),
        (Term::Pence, _) if close && tokens.text(at) == "p" && !next_is_number => hundredth(Unit::Money("GBP"), 1),
        (Term::Clock | Term::Nth, _) => None,
        _ if close && at == end && !nouns::is_unit(tokens.text(at)) => None,
        _ => nothing,
    }
}
