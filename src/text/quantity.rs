//! Quantities in running text, exactly: money, counts, percent, multiples and dates; and which of
//! two texts agree. English words; digits as they are grouped in English, French, German, Swiss and Indian texts.

mod amounts;
mod compare;
mod dates;
mod lexicon;
mod nouns;
mod numeral;
mod shares;
mod show;
mod spelled;
mod tokens;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use self::amounts::Amount;
pub use self::compare::compare;
use self::tokens::Tokens;
use self::words::Term;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Money in a currency, by its ISO 4217 code. A dollar is a US dollar unless the text says whose.
    Money(&'static str),
    /// Percent, percentage points, and shares such as "one in five".
    Percent,
    /// So many times: `twice`, `3x`; shares that have no end in percent, such as a third.
    Times,
    /// Things, see [`Quantity::of`].
    Count,
}

/// A day, a month or a year, with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The year; before Christ it is negative.
    pub year: Option<i32>,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day of the month, from 1.
    pub day: Option<u32>,
}

/// What a quantity says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So much of a unit.
    Number {
        /// How much, without rounding.
        amount: Decimal,
        /// Of what.
        unit: Unit,
    },
    /// When.
    Date(Date),
}

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Where it stands, in bytes, without the noun that is counted.
    pub range: Range<usize>,
    /// What it says.
    pub value: Value,
    /// What a [`Unit::Count`] counts, as a key for comparing: lower-case, singular more or less
    /// (`people`, `migrant`); empty if the text does not say or it is no count.
    pub of: String,
    /// The same as it is written, for people.
    pub noun: String,
}

/// What two lists of quantities say about each other, as places in the first and the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Those that say the same.
    pub agree: Vec<(usize, usize)>,
    /// Those that say something else about the same thing.
    pub conflict: Vec<(usize, usize)>,
}

/// Finds the quantities of a text, in order.
///
/// What only looks like one is left out: times of day, telephone numbers, addresses, versions, scores,
/// decades, ordinals, names such as COVID-19, vague words such as "several", and numbers
/// of more than 28 digits.
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    let mut finder = Finder { found: Vec::new(), tokens: Tokens::of(if lexicon::promising(text) { text } else { "" }) };
    let mut at = 0;
    while at < finder.tokens.len() {
        at = finder.step(at);
    }
    finder.found
}

/// A text that is being read, and what was found in it.
struct Finder<'a> {
    tokens: Tokens<'a>,
    found: Vec<Quantity>,
}

impl Finder<'_> {
    /// Takes what begins at a token, and gives the next token to look at.
    fn step(&mut self, at: usize) -> usize {
        let tokens = &self.tokens;
        let number = tokens.is_number(at);
        let idle = matches!(tokens.term(at), Some(Term::Other | Term::Stop | Term::Aside | Term::Of));
        if idle && tokens.mark(at + 1) != Some('$') {
            return at + 1;
        }
        if number && amounts::is_named(tokens, at) {
            return amounts::tied(tokens, at).unwrap_or(at + 1);
        }
        if let Some((dates, next)) = dates::read(tokens, at) {
            dates.into_iter().for_each(|(start, end, date)| self.push(start, end, Value::Date(date)));
            return next;
        }
        if let Some((amount, unit, end)) = shares::read(tokens, at).or_else(|| shares::stroke(tokens, at)) {
            self.push(at, end, Value::Number { amount, unit });
            return end;
        }
        if let Some(end) = amounts::tied(tokens, at).filter(|_| number) {
            return end;
        }
        match Amount::read(tokens, at) {
            Some(amount) => self.amount(amount),
            None => self.past_words(at),
        }
    }

    /// Steps over a token, and over all words of a number that is none.
    fn past_words(&self, at: usize) -> usize {
        let mut end = at;
        while spelled::is_number(&self.tokens, end) {
            end = self.tokens.past_hyphen(end + 1);
        }
        end.max(at + 1)
    }

    /// Takes an amount, with the other end of its range if it has one.
    fn amount(&mut self, amount: Amount) -> usize {
        if let Some((share, unit, end)) = shares::after(&self.tokens, &amount) {
            self.push(amount.start, end, Value::Number { amount: share, unit });
            return end;
        }
        if self.is_ordinal(&amount) {
            return self.tokens.past_hyphen(amount.end) + 1;
        }
        let Some(other) = self.partner(&amount) else {
            self.take(&amount, amount.end);
            return amount.end;
        };
        let (low, high) = inherit(amount, other);
        let end = high.end;
        // A score or a vote such as 3-1 is no range.
        if !(self.tokens.tie(low.end) && low.is_bare() && high.is_bare() && high.factor <= low.factor) {
            self.take(&low, end);
            self.take(&high, end);
        }
        end
    }

    /// Tells whether number words go on as in "twenty-first".
    fn is_ordinal(&self, amount: &Amount) -> bool {
        let next = self.tokens.past_hyphen(amount.end);
        let ordinal = matches!(self.tokens.term(next), Some(Term::Ordinal(_, false)));
        let second = self.tokens.text(next) == "second" && !self.tokens.hyphen(amount.end);
        ordinal && !second && !self.tokens.is_number(amount.start) && amount.is_bare()
    }

    /// Reads the other end of a range: `3-5 million`, `from 10 to 12 people`, `between 3 and 5`.
    fn partner(&self, amount: &Amount) -> Option<Amount> {
        let tokens = &self.tokens;
        let between = amount.start > 0 && tokens.term(amount.start - 1) == Some(Term::Between);
        let joined = match tokens.term(amount.end) {
            Some(Term::To | Term::Or) => true,
            Some(Term::And) => between,
            _ => tokens.tie(amount.end),
        };
        let first_is_year = amount.is_plain(tokens) && dates::like_year(tokens, amount.start);
        let sure_year = first_is_year && dates::year(tokens, amount.start).is_some() && !tokens.tie(amount.end);
        let other = Amount::read(tokens, amount.end + 1).filter(|_| joined)?;
        let second_is_year = other.is_plain(tokens) && dates::like_year(tokens, other.start);
        let dated = dates::read(tokens, amount.end + 1).is_some();
        let share = shares::after(tokens, &other).is_some();
        let years = second_is_year && (first_is_year || amount.unit.is_some()) || sure_year && !other.is_bare();
        // "From £5 to 200 people" has two things in it.
        let apart = amount.unit.is_some() && other.unit.is_none() && nouns::after(tokens, other.end).is_some();
        let apart = apart && !tokens.tie(amount.end);
        (!years && !dated && !share && !apart).then_some(other)
    }

    /// Adds an amount of which the noun stands at a token.
    fn take(&mut self, amount: &Amount, noun_at: usize) {
        let Some(value) = amount.value() else {
            return;
        };
        if let Some(unit) = amount.unit {
            return self.push(amount.start, amount.end, Value::Number { amount: value, unit });
        }
        let before = amount.start.checked_sub(1).and_then(|before| self.tokens.term(before));
        let plain = amount.is_plain(&self.tokens);
        if before == Some(Term::Per) || plain && self.is_label(amount.start) {
            return;
        }
        if let Some(date) = self.year(amount).filter(|_| plain) {
            return self.push(amount.start, amount.end, Value::Date(date));
        }
        let noun = nouns::after(&self.tokens, noun_at);
        let idiom = noun.as_ref().is_none_or(|noun| is_idiom(&noun.of)) || noun_at > amount.end;
        if self.is_one(amount) && (idiom || self.is_pronoun(amount)) {
            return;
        }
        self.push(amount.start, amount.end, Value::Number { amount: value, unit: Unit::Count });
        if let (Some(noun), Some(quantity)) = (noun, self.found.last_mut()) {
            quantity.noun = noun.shown(value);
            quantity.of = noun.of;
        }
    }

    /// Tells whether a number only names something, as in "No. 10".
    fn is_label(&self, start: usize) -> bool {
        let point = start > 0 && self.tokens.mark(start - 1) == Some('.');
        let label = start.checked_sub(1 + usize::from(point));
        label.is_some_and(|label| self.tokens.term(label) == Some(Term::Label))
    }

    fn is_one(&self, amount: &Amount) -> bool {
        amount.is_bare() && self.tokens.text(amount.start).eq_ignore_ascii_case("one")
    }

    /// Tells whether "one" counts nothing: "one of", "no one", "this one".
    fn is_pronoun(&self, amount: &Amount) -> bool {
        let before = amount.start.checked_sub(1).map_or("", |before| self.tokens.text(before)).to_ascii_lowercase();
        let pronoun =
            matches!(before.as_str(), "no" | "any" | "every" | "each" | "this" | "that" | "which" | "another");
        pronoun || self.tokens.term(amount.end) == Some(Term::Of)
    }

    /// Gives the year that a plain number is.
    fn year(&self, amount: &Amount) -> Option<Date> {
        if self.tokens.term(amount.end) == Some(Term::Era) {
            let year = i32::try_from(self.tokens.plain(amount.start)?.0).ok()?;
            return Some(Date { year: Some(-year), month: None, day: None });
        }
        dates::year(&self.tokens, amount.start)
    }

    fn push(&mut self, start: usize, end: usize, value: Value) {
        let range = self.tokens.bytes(start, end);
        self.found.push(Quantity { range, value, of: String::new(), noun: String::new() });
    }
}

/// Tells whether "one" before a word counts nothing: "one day", "one thing", "one reported".
fn is_idiom(noun: &str) -> bool {
    matches!(noun, "day" | "thing" | "way" | "hand" | "side" | "point") || noun.ends_with("ed")
}

/// Gives each end of a range what only the other says: the unit, and the scale if it fits.
fn inherit(low: Amount, high: Amount) -> (Amount, Amount) {
    let (mut low, mut high) = (low, high);
    let thousand = Decimal::ONE_THOUSAND;
    if low.scale == Decimal::ONE && low.factor < thousand && low.factor <= high.factor {
        low.scale = high.scale;
    }
    low.unit = low.unit.or(high.unit);
    if high.unit.is_none() && matches!(low.unit, Some(Unit::Money(_) | Unit::Percent)) {
        high.unit = low.unit;
    }
    (low, high)
}

#[cfg(test)]
mod tests;
