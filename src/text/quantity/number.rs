//! Numbers without their units, in digits and in words: `5 million`, `3½`, `a hundred and fifty thousand`, `three point five`.

use rust_decimal::Decimal;

use super::term::{Term, power};
use super::tokens::{TokenKind, Tokens};

/// A number without its unit: `5 million` is the factor 5 and the scale of a million.
pub(super) struct Number {
    /// The number before the scale.
    pub(super) factor: Decimal,
    /// A factor such as a million; 1 if there is none.
    pub(super) scale: Decimal,
    /// The token after it.
    pub(super) end: usize,
}

impl Number {
    /// Reads the number that starts at a token. After `money`, more letters are scales: `£5b`.
    pub(super) fn read(tokens: &Tokens, at: usize, money: bool) -> Option<Self> {
        let mut number = match tokens.kind(at)? {
            TokenKind::Number { value, .. } if tokens.tied(at).is_none() => Self::new(value, at + 1),
            TokenKind::Mark(mark) => {
                let mut number = Self::new(vulgar(mark)?, at + 1);
                number.scaled(tokens, money)?;
                return Some(number);
            }
            TokenKind::Word(_) => in_words(tokens, at)?,
            _ => return None,
        };
        let digits = tokens.is_number(at);
        if let Some(part) = tokens.mark(number.end).and_then(vulgar).filter(|_| digits) {
            number.factor = number.factor.checked_add(part)?;
            number.end += 1;
        }
        if number.scale == Decimal::ONE {
            number.and_a_half(tokens);
            number.scaled(tokens, money && digits)?;
        }
        number.and_a_half(tokens);
        Some(number)
    }

    fn new(factor: Decimal, end: usize) -> Self {
        Self { factor, scale: Decimal::ONE, end }
    }

    /// Reads all words that multiply the number. Returns `None` if it gets too large.
    fn scaled(&mut self, tokens: &Tokens, money: bool) -> Option<()> {
        if let Some(Term::Letter(exponent)) = tokens.term(self.end) {
            let letter = tokens.text(self.end);
            // "5t" is five tonnes, "5b" a paragraph, unless it is money.
            if money || (tokens.close(self.end) || letter.len() > 1) && exponent != 12 && letter != "b" {
                (self.scale, self.end) = (power(exponent), self.end + 1);
                return Some(());
            }
        }
        while let Some(scale) = tokens.scale(tokens.past_hyphen(self.end)) {
            self.scale = self.scale.checked_mul(scale)?;
            self.end = tokens.past_hyphen(self.end) + 1;
        }
        Some(())
    }

    /// Reads "and a half" and "and a quarter".
    fn and_a_half(&mut self, tokens: &Tokens) {
        let part = match [0, 1, 2].map(|next| tokens.term(self.end + next)) {
            [Some(Term::And), Some(Term::A), Some(Term::Half)] => Decimal::new(5, 1),
            [Some(Term::And), Some(Term::A), Some(Term::Ordinal(4, false))] => Decimal::new(25, 2),
            _ => return,
        };
        self.factor = self.factor.checked_add(part).unwrap_or(self.factor);
        self.end += 3;
    }
}

/// Returns the value of a fraction in one character, if its decimals are finite.
fn vulgar(mark: char) -> Option<Decimal> {
    let hundredths = ['¼', '½', '¾'].iter().position(|known| *known == mark)? + 1;
    Some(Decimal::new(25 * i64::try_from(hundredths).ok()?, 2).normalize())
}

/// A number in words, as far as it has been read.
struct WordNumber {
    /// The sum of the groups with a scale: `two million` of `two million five`.
    total: Decimal,
    /// The last scale; only smaller ones can follow.
    scale: Decimal,
    /// Number of scales so far.
    scales: usize,
    /// The group that no scale has followed yet.
    group: u32,
    /// The next addition to the group must be less than this.
    limit: u32,
}

/// Reads the number in words that starts at a token. Returns `None` if there is none, or if the words do not make one number, as
/// in "nineteen eighty-four".
fn in_words(tokens: &Tokens, at: usize) -> Option<Number> {
    let mut reading = WordNumber { total: Decimal::ZERO, scale: Decimal::MAX, scales: 0, group: 0, limit: 1000 };
    let first = match tokens.term(at)? {
        Term::Half => return half(tokens, at),
        Term::Small(0) => return point(tokens, Number::new(Decimal::ZERO, at + 1)),
        Term::A if tokens.scale(at + 1).is_some() => Term::Small(1),
        // "mil personas", "hundert Menschen"
        term @ (Term::Hundred | Term::Scale(3)) if tokens.is_foreign() => {
            reading.add(Term::Small(1));
            term
        }
        term @ Term::Small(_) => term,
        _ => return None,
    };
    reading.add(first);
    let mut end = at + 1;
    loop {
        let and =
            tokens.term(end) == Some(Term::And) && (reading.takes_and() || tokens.is_foreign() && reading.limit == 10);
        let next = tokens.past_hyphen(end) + usize::from(and);
        let term = tokens.term(next).filter(|term| !and || matches!(term, Term::Small(_)));
        if !term.is_some_and(|term| reading.add(term)) {
            break;
        }
        end = next + 1;
    }
    if tokens.is_number_word(tokens.past_hyphen(end)) {
        return None;
    }
    point(tokens, reading.done(end)?)
}

impl WordNumber {
    /// Whether "and" can stand between what is read and a small number.
    fn takes_and(&self) -> bool {
        self.limit == 100 || self.group == 0 && self.scales > 0 && self.scale >= Decimal::ONE_HUNDRED
    }

    /// Adds a word to the number. Returns whether it fits.
    fn add(&mut self, term: Term) -> bool {
        match term {
            Term::Small(n) if n > 0 && n < self.limit && self.scale > Decimal::ONE_HUNDRED => {
                let limit =
                    [(1_000, 1_000), (100, 100), (20, 10)].into_iter().find(|(least, _)| n >= *least && n % 10 == 0);
                (self.group, self.limit) = (self.group + n, limit.map_or(0, |(_, limit)| limit));
            }
            Term::Hundred if (1..100).contains(&self.group) => (self.group, self.limit) = (self.group * 100, 100),
            Term::Dozen if self.group > 0 && self.scales == 0 => return self.multiply(Decimal::from(12)).is_some(),
            Term::Scale(exponent) => return self.multiply(power(exponent)).is_some(),
            _ => return false,
        }
        true
    }

    /// Multiplies the group by a scale; or all there is, as in "lakh crore". Returns `None` if it does not fit.
    fn multiply(&mut self, scale: Decimal) -> Option<()> {
        if self.group == 0 {
            self.total = self.total.checked_mul(scale).filter(|_| self.scales == 1)?;
            self.scale = self.scale.checked_mul(scale).unwrap_or(self.scale);
            return Some(());
        }
        let total = self.total.checked_add(Decimal::from(self.group).checked_mul(scale)?)?;
        if scale >= self.scale {
            return None;
        }
        (self.total, self.scale, self.group, self.limit) = (total, scale, 0, 1000);
        self.scales += 1;
        Some(())
    }

    /// Returns the number. A single scale stays separate.
    fn done(self, end: usize) -> Option<Number> {
        if self.scales == 1 && self.group == 0 {
            return Some(Number { factor: self.total.checked_div(self.scale)?, scale: self.scale, end });
        }
        Some(Number::new(self.total.checked_add(Decimal::from(self.group))?, end))
    }
}

/// Reads "half a million", "half a dozen"; and "half a", which only a unit can follow.
fn half(tokens: &Tokens, at: usize) -> Option<Number> {
    let next = tokens.past_hyphen(at + 1);
    let next = next + usize::from(tokens.term(next) == Some(Term::A));
    let factor = Decimal::new(5, 1);
    if let Some(scale) = tokens.scale(next) {
        return Some(Number { factor, scale, end: next + 1 });
    }
    let unit = matches!(tokens.term(next), Some(Term::Per | Term::Percent | Term::Percentage));
    unit.then_some(Number::new(factor, next))
}

/// Reads the decimals in "three point five".
fn point(tokens: &Tokens, mut number: Number) -> Option<Number> {
    if tokens.text(number.end) != "point" || number.scale != Decimal::ONE {
        return Some(number);
    }
    let mut place = Decimal::ONE;
    for at in number.end + 1.. {
        let Some(Term::Small(digit @ 0..=9)) = tokens.term(at) else { break };
        place = place.checked_mul(Decimal::new(1, 1))?;
        number.factor = number.factor.checked_add(Decimal::from(digit).checked_mul(place)?)?;
        number.end = at + 1;
    }
    Some(number)
}
