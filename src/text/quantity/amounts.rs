//! Amounts: numbers with sign, scale and unit: `-£1.5bn`, `a hundred thousand pounds`, `12 per cent`.

use rust_decimal::Decimal;

use super::currency;
use super::number::{self, Number};
use super::term::Term;
use super::tokens::{TokenKind, Tokens};
use super::value::Unit;
use super::{nouns, number_words};

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

/// What follows a number.
enum Suffix {
    Unit(Unit, Decimal, usize),
    Nothing,
    /// The number is a time, an ordinal, a dimension or part of a name.
    Name,
}

impl Amount {
    /// Reads the amount that begins at a token.
    pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Self> {
        let (negative, begin) = minus(tokens, at);
        let (currency, begin) = match currency_before(tokens, begin) {
            Some((code, begin)) => (Some(code), begin),
            None => (None, begin),
        };
        let (negative, begin) = match (negative, tokens.mark(begin)) {
            (false, Some('-' | '−')) if currency.is_some() && tokens.close(begin + 1) => (true, begin + 1),
            _ => (negative, begin),
        };
        let Number { factor, scale, end } = bare(tokens, begin, currency.is_some())?;
        let (unit, part, end) = match (currency, after(tokens, end)) {
            (_, Suffix::Name) => return None,
            (Some(code), _) => (Some(Unit::Money(code)), Decimal::ONE, end),
            (None, Suffix::Unit(unit, part, end)) => (Some(unit), part, end),
            (None, Suffix::Nothing) => (None, Decimal::ONE, end),
        };
        // "Half an hour" is no amount, "half a million" and "half a per cent" are.
        if tokens.term(begin) == Some(Term::Half) && unit.is_none() && scale == Decimal::ONE {
            return None;
        }
        let sign = if negative { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        Some(Self { start: at, end, factor: factor.checked_mul(part)?.checked_mul(sign)?, scale, unit })
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
        self.is_bare()
            && self.end == self.start + 1
            && matches!(tokens.kind(self.start), Some(TokenKind::Number { digits: 1.., .. }))
    }
}

/// Returns the end of an expression that joins digits otherwise than in a range: `10:30`, `24/7`, `1.2.3`, `4x4`, `555-123-4567`, `020 7946 0958`.
pub(super) fn tied(tokens: &Tokens, at: usize) -> Option<usize> {
    let (mut end, mut odd, mut ties) = (at + 1, false, 0);
    loop {
        let crossed = matches!(tokens.term(end), Some(Term::X)) || tokens.mark(end) == Some('×');
        let close = tokens.close(end) && tokens.close(end + 1);
        let marked = close && matches!(tokens.mark(end), Some(':' | '/' | '\'' | '’' | '.' | ',' | '\\' | '=' | '*'));
        if !tokens.is_number(end + 1) || !(crossed || marked || tokens.tie(end)) {
            break;
        }
        (end, odd, ties) = (end + 2, odd || crossed || marked, ties + 1);
    }
    let called = tokens.text(at).starts_with('0') && tokens.plain(at).is_none_or(|(_, digits)| digits > 1);
    let called = called && matches!(tokens.kind(at), Some(TokenKind::Number { digits: 1.., .. }));
    let dialled = at > 0 && tokens.mark(at - 1) == Some('+') && tokens.close(at) && tokens.is_number(at + 1);
    if called || dialled {
        while tokens.is_number(end) || tokens.tie(end) && tokens.is_number(end + 1) {
            end += 1;
        }
        return Some(end);
    }
    (odd || ties > 1).then_some(end)
}

/// Whether a number is part of a name: `G7`, `F-16`, `COVID-19`; but not `mid-2020`.
pub(super) fn is_named(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = |at: usize| matches!(tokens.kind(at), Some(TokenKind::Word(_) | TokenKind::Junk));
    let joined = tokens.close(at) && word(before);
    let hyphened = tokens.hyphen(before) && before > 0 && word(before - 1);
    let currency = matches!(tokens.term(before), Some(Term::Code(_) | Term::Money(_)));
    let apart = hyphened && (tokens.term(before - 1) == Some(Term::Mid) || number::is_number(tokens, before - 1));
    joined && !currency || hyphened && !apart
}

/// Skips a minus sign. Returns whether there was one, and the next token.
fn minus(tokens: &Tokens, at: usize) -> (bool, usize) {
    let free = at == 0 || !tokens.close(at) || matches!(tokens.mark(at - 1), Some('(' | '['));
    let sign = matches!(tokens.mark(at), Some('-' | '−')) && free && tokens.close(at + 1);
    let minus = sign || tokens.term(at) == Some(Term::Minus);
    (minus, at + usize::from(minus))
}

/// Returns the currency before a number and the token after it: `£`, `US$`, `EUR`, `Rs.`
fn currency_before(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    let number =
        |at: usize| tokens.is_number(at) || matches!(tokens.mark(at), Some('-' | '−')) && tokens.is_number(at + 1);
    if let Some(mark) = tokens.mark(at) {
        return currency::sign(mark).filter(|_| number(at + 1)).map(|code| (code, at + 1));
    }
    match tokens.term(at)? {
        Term::Code(code) if is_capital(tokens, at) && number(at + 1) => Some((code, at + 1)),
        Term::Money("INR") => {
            let next = at + 1 + usize::from(tokens.mark(at + 1) == Some('.'));
            (tokens.text(at) == "Rs" && number(next)).then_some(("INR", next))
        }
        _ if tokens.mark(at + 1) == Some('$') && tokens.close(at + 1) && number(at + 2) => {
            Some((currency::dollars(tokens.text(at))?, at + 2))
        }
        _ => None,
    }
}

fn is_capital(tokens: &Tokens, at: usize) -> bool {
    tokens.text(at).bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads a number without its unit, in digits or in words.
fn bare(tokens: &Tokens, at: usize, money: bool) -> Option<Number> {
    match tokens.kind(at)? {
        TokenKind::Number { value, .. } if tied(tokens, at).is_none() => digits(tokens, at, value, money),
        TokenKind::Mark(mark) => {
            let mut number = Number { factor: vulgar(mark)?, scale: Decimal::ONE, end: at + 1 };
            number.scaled(tokens, money)?;
            Some(number)
        }
        TokenKind::Word(_) => {
            let mut number = number_words::read(tokens, at)?;
            if number.scale == Decimal::ONE {
                number.and_a_half(tokens);
                number.scaled(tokens, false)?;
            }
            number.and_a_half(tokens);
            Some(number)
        }
        _ => None,
    }
}

/// Reads digits and what belongs to them: `3½`, `3 million`, `2 and a half`, `100k`.
fn digits(tokens: &Tokens, at: usize, value: Decimal, money: bool) -> Option<Number> {
    let mut number = Number { factor: value, scale: Decimal::ONE, end: at + 1 };
    if let Some(part) = tokens.mark(at + 1).and_then(vulgar) {
        number.factor = value.checked_add(part)?;
        number.end += 1;
    }
    number.and_a_half(tokens);
    number.scaled(tokens, money)?;
    number.and_a_half(tokens);
    Some(number)
}

impl Number {
    /// Reads all words that multiply the number. Returns `None` if it gets too large.
    fn scaled(&mut self, tokens: &Tokens, money: bool) -> Option<()> {
        let letter = tokens.term(self.end);
        if let Some(Term::Letter(power)) = letter {
            let sure = tokens.close(self.end) || tokens.text(self.end).len() > 1;
            // "5t" is five tonnes, "5b" a paragraph, unless it is money.
            if (sure && power != 12 && tokens.text(self.end) != "b") || money {
                self.scale = number::power(power);
                self.end += 1;
                return Some(());
            }
        }
        loop {
            let at = tokens.past_hyphen(self.end);
            let Some(scale) = number::scale(tokens, at) else {
                return Some(());
            };
            self.scale = self.scale.checked_mul(scale)?;
            self.end = at + 1;
        }
    }

    /// Reads "and a half" and "and a quarter".
    fn and_a_half(&mut self, tokens: &Tokens) {
        if tokens.term(self.end) == Some(Term::And) && tokens.term(self.end + 1) == Some(Term::A) {
            let part = match tokens.term(self.end + 2) {
                Some(Term::Half) => Decimal::new(5, 1),
                Some(Term::Ordinal(4, false)) => Decimal::new(25, 2),
                _ => return,
            };
            self.factor = self.factor.checked_add(part).unwrap_or(self.factor);
            self.end += 3;
        }
    }
}

/// Returns the value of a fraction in one character, if its decimals are finite.
pub(super) fn vulgar(mark: char) -> Option<Decimal> {
    match mark {
        '¼' => Some(Decimal::new(25, 2)),
        '½' => Some(Decimal::new(5, 1)),
        '¾' => Some(Decimal::new(75, 2)),
        _ => None,
    }
}

/// Reads the unit that follows a number.
fn after(tokens: &Tokens, end: usize) -> Suffix {
    let at = tokens.past_hyphen(end);
    let unit = |unit, tokens| Suffix::Unit(unit, Decimal::ONE, at + tokens);
    let hundredth = |code| Suffix::Unit(Unit::Money(code), Decimal::new(1, 2), at + 1);
    let close = tokens.close(end);
    let next_is_number = tokens.is_number(at + 1) && tokens.close(at + 1);
    let Some(term) = tokens.term(at) else {
        return match tokens.mark(at) {
            Some('%' | '％') => unit(Unit::Percent, 1),
            Some('×') if close => unit(Unit::Times, 1),
            Some('¢') => hundredth("USD"),
            Some(mark) if !next_is_number => {
                currency::sign(mark).map_or(Suffix::Nothing, |code| unit(Unit::Money(code), 1))
            }
            _ => Suffix::Nothing,
        };
    };
    match term {
        Term::Percent => unit(Unit::Percent, 1),
        Term::Per if tokens.term(tokens.past_hyphen(at + 1)) == Some(Term::Cent) => {
            unit(Unit::Percent, 2 + usize::from(tokens.hyphen(at + 1)))
        }
        Term::Percentage if tokens.term(at + 1) == Some(Term::Point) => unit(Unit::Percent, 2),
        Term::Basis if tokens.term(at + 1) == Some(Term::Point) => {
            Suffix::Unit(Unit::Percent, Decimal::new(1, 2), at + 2)
        }
        Term::Times | Term::Fold => unit(Unit::Times, 1),
        Term::X if close => unit(Unit::Times, 1),
        Term::Money(code) => unit(Unit::Money(code), 1),
        Term::Code(code) if is_capital(tokens, at) => unit(Unit::Money(code), 1),
        Term::Nation(code) if matches!(tokens.term(at + 1), Some(Term::Money("USD" | "CHF"))) => {
            unit(Unit::Money(code), 2)
        }
        Term::Hundredth(code) => hundredth(code),
        Term::Pence if close && tokens.text(at) == "p" && !next_is_number => hundredth("GBP"),
        Term::Clock | Term::Nth => Suffix::Name,
        _ if close && at == end && !nouns::is_unit(tokens.text(at)) => Suffix::Name,
        _ => Suffix::Nothing,
    }
}
