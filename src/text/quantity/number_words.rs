//! Numbers in words: `twenty-three`, `a hundred and fifty thousand`, `three point five`.

use rust_decimal::Decimal;

use super::number::{Number, is_number, power, scale};
use super::term::Term;
use super::tokens::Tokens;

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
    room: u32,
}

/// Reads the number in words that starts at a token. Returns `None` if there is none, or if the words do not make one number, as
/// in "nineteen eighty-four".
pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Number> {
    let mut reading = WordNumber { total: Decimal::ZERO, scale: Decimal::MAX, scales: 0, group: 0, room: 1000 };
    let mut end = match tokens.term(at)? {
        Term::Half => return half(tokens, at),
        Term::A if scale(tokens, at + 1).is_some() => {
            reading.take(Term::Small(1));
            at + 1
        }
        Term::Small(0) => {
            let number = Number { factor: Decimal::ZERO, scale: Decimal::ONE, end: at + 1 };
            return point(tokens, number);
        }
        term @ Term::Small(_) if reading.take(term) => at + 1,
        _ => return None,
    };
    loop {
        let and = usize::from(tokens.term(end) == Some(Term::And) && reading.takes_and());
        let next = tokens.past_hyphen(end) + and;
        let Some(term) = tokens.term(next) else {
            break;
        };
        if and == 1 && !matches!(term, Term::Small(_)) || !reading.take(term) {
            break;
        }
        end = next + 1;
    }
    if is_number(tokens, tokens.past_hyphen(end)) {
        return None;
    }
    point(tokens, reading.done(end)?)
}

impl WordNumber {
    /// Whether "and" can stand between what is read and a small number.
    fn takes_and(&self) -> bool {
        self.room == 100 || self.group == 0 && self.scales > 0 && self.scale >= Decimal::ONE_HUNDRED
    }

    /// Adds a word to the number if it fits.
    fn take(&mut self, term: Term) -> bool {
        match term {
            Term::Small(n) if n > 0 && u32::from(n) < self.room && self.scale > Decimal::ONE_HUNDRED => {
                self.group += u32::from(n);
                self.room = if n >= 20 { 10 } else { 0 };
                true
            }
            Term::Hundred if (1..100).contains(&self.group) => {
                self.group *= 100;
                self.room = 100;
                true
            }
            Term::Dozen if self.group > 0 && self.scales == 0 => self.close(Decimal::from(12)),
            Term::Scale(exponent) => self.close(power(exponent)),
            _ => false,
        }
    }

    /// Multiplies the group by a scale; or all there is, as in "lakh crore".
    fn close(&mut self, scale: Decimal) -> bool {
        if self.group == 0 {
            let scaled = self.total.checked_mul(scale).filter(|_| self.scales == 1);
            self.total = scaled.unwrap_or(self.total);
            self.scale = self.scale.checked_mul(scale).filter(|_| scaled.is_some()).unwrap_or(self.scale);
            return scaled.is_some();
        }
        let scaled = Decimal::from(self.group).checked_mul(scale).and_then(|group| self.total.checked_add(group));
        let fits = scaled.is_some() && scale < self.scale;
        if let Some(total) = scaled.filter(|_| fits) {
            (self.total, self.scale, self.group, self.room) = (total, scale, 0, 1000);
            self.scales += 1;
        }
        fits
    }

    /// Returns the number. A single scale is kept separate.
    fn done(self, end: usize) -> Option<Number> {
        if self.scales == 1 && self.group == 0 {
            return Some(Number { factor: self.total.checked_div(self.scale)?, scale: self.scale, end });
        }
        Some(Number { factor: self.total.checked_add(Decimal::from(self.group))?, scale: Decimal::ONE, end })
    }
}

/// Reads "half a million", "half a dozen"; and "half a", which only a unit can follow.
fn half(tokens: &Tokens, at: usize) -> Option<Number> {
    let next = tokens.past_hyphen(at + 1);
    let next = next + usize::from(tokens.term(next) == Some(Term::A));
    let factor = Decimal::new(5, 1);
    if let Some(scale) = scale(tokens, next) {
        return Some(Number { factor, scale, end: next + 1 });
    }
    let unit = matches!(tokens.term(next), Some(Term::Per | Term::Percent | Term::Percentage));
    unit.then_some(Number { factor, scale: Decimal::ONE, end: next })
}

/// Reads the decimals in "three point five".
fn point(tokens: &Tokens, number: Number) -> Option<Number> {
    let mut number = number;
    if tokens.text(number.end) != "point" || number.scale != Decimal::ONE {
        return Some(number);
    }
    let (mut at, mut place) = (number.end + 1, Decimal::new(1, 1));
    while let Some(Term::Small(digit @ 0..=9)) = tokens.term(at) {
        number.factor = number.factor.checked_add(Decimal::from(digit).checked_mul(place)?)?;
        place = place.checked_mul(Decimal::new(1, 1))?;
        at += 1;
        number.end = at;
    }
    Some(number)
}
