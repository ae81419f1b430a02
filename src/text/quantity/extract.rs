//! Extracts quantities from a text.

use rust_decimal::Decimal;

use super::amounts::Amount;
use super::term::{Term, may_have_quantities};
use super::tokens::Tokens;
use super::value::{PartialDate, Quantity, Unit, Value};
use super::vocabulary::QuantityWords;
use super::{dates, nouns, shares};

/// Returns the quantities in a text, in order.
///
/// Other numbers are skipped: times of day, telephone numbers, addresses, versions, scores, decades, ordinals, names such as
/// COVID-19, and numbers of more than 28 digits. So are vague words such as "several".
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    extract(text, false)
}

/// Returns the quantities in a text, as [`quantities`] does, and ordinals before what they number.
#[must_use]
pub fn all_quantities(text: &str) -> Vec<Quantity> {
    extract(text, true)
}

fn extract(text: &str, with_ordinals: bool) -> Vec<Quantity> {
    let vocabulary = QuantityWords::of(text);
    let may_have = vocabulary.is_some() || may_have_quantities(text);
    let mut finder = Extractor {
        found: Vec::new(),
        with_ordinals,
        tokens: Tokens::of(if may_have { text } else { "" }, vocabulary),
    };
    let mut at = 0;
    while at < finder.tokens.len() {
        at = finder.step(at);
    }
    finder.found
}

/// The tokens of a text, and the quantities found so far.
struct Extractor<'a> {
    tokens: Tokens<'a>,
    found: Vec<Quantity>,
    /// Whether ordinals are extracted.
    with_ordinals: bool,
}

/// Articles before a share, in the languages that have one there: "la mitad", "die Hälfte".
const ARTICLES: [&str; 8] = ["la", "a", "o", "un", "il", "die", "der", "de"];

impl Extractor<'_> {
    /// Extracts what starts at a token, and returns the next token to look at.
    fn step(&mut self, at: usize) -> usize {
        let tokens = &self.tokens;
        let number = tokens.is_number(at);
        let idle = matches!(tokens.term(at), Some(Term::Other | Term::Stop | Term::Modifier | Term::Of));
        if idle && tokens.mark(at + 1) != Some('$') {
            return at + 1;
        }
        if number && tokens.is_named(at) {
            return tokens.tied(at).unwrap_or(at + 1);
        }
        if let Some((dates, next)) = dates::read(tokens, at) {
            dates.into_iter().for_each(|(start, end, date)| self.push(start, end, Value::Date(date)));
            return next;
        }
        if let Some((amount, unit, end)) = shares::read(tokens, at).or_else(|| shares::stroke(tokens, at)) {
            self.push(at, end, Value::Number { amount, unit });
            return end;
        }
        if let Some(end) = tokens.tied(at).filter(|_| number) {
            return end;
        }
        if let Some((value, end)) = self.ordinal(at) {
            self.push(at, end, Value::Number { amount: Decimal::from(value), unit: Unit::Ordinal });
            let noun = nouns::after(&self.tokens, end).map(|noun| (noun.word.to_string(), noun.of));
            noun.into_iter().for_each(|(shown, of)| self.set_noun(shown, of));
            return end;
        }
        match Amount::read(tokens, at) {
            Some(amount) => self.amount(amount),
            None => self.past_words(at),
        }
    }

    /// Skips a token, or all words of an invalid number.
    fn past_words(&self, at: usize) -> usize {
        let mut end = at;
        while self.tokens.is_number_word(end) {
            end = self.tokens.past_hyphen(end + 1);
        }
        end.max(at + 1)
    }

    /// Adds an amount, and the other end of its range if it has one. Returns the next token.
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
        // A score or a vote such as 3-1 is not a range.
        if !(self.tokens.tie(low.end) && low.is_bare() && high.is_bare() && high.factor <= low.factor) {
            self.take(&low, end);
            self.take(&high, end);
        }
        end
    }

    /// Whether an ordinal follows, as in "twenty-first".
    fn is_ordinal(&self, amount: &Amount) -> bool {
        let next = self.tokens.past_hyphen(amount.end);
        let ordinal = matches!(self.tokens.term(next), Some(Term::Ordinal(_, false)));
        let second = self.tokens.text(next) == "second" && !self.tokens.hyphen(amount.end);
        ordinal && !second && !self.tokens.is_number(amount.start) && amount.is_bare()
    }

    /// Reads the other end of a range: `3-5 million`, `from 10 to 12 people`, `between 3 and 5`.
    fn partner(&self, amount: &Amount) -> Option<Amount> {
        let tokens = &self.tokens;
        let between = tokens.term(amount.start.wrapping_sub(1)) == Some(Term::Between);
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
        // "From £5 to 200 people" is not a range.
        let apart = amount.unit.is_some() && other.unit.is_none() && nouns::after(tokens, other.end).is_some();
        let apart = apart && !tokens.tie(amount.end);
        (!years && !dated && !share && !apart).then_some(other)
    }

    /// Adds an amount. `noun_at` is the token where its noun is expected.
    fn take(&mut self, amount: &Amount, noun_at: usize) {
        let Some(value) = amount.value() else {
            return;
        };
        if let Some(unit) = amount.unit {
            return self.push(amount.start, amount.end, Value::Number { amount: value, unit });
        }
        let before = self.tokens.term(amount.start.wrapping_sub(1));
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
        if let Some(noun) = noun {
            self.set_noun(noun.shown(value), noun.of);
        }
    }

    /// Adds what the last quantity counts.
    fn set_noun(&mut self, shown: String, of: String) {
        if let Some(quantity) = self.found.last_mut() {
            (quantity.noun, quantity.of) = (shown, of);
        }
    }

    /// Reads an ordinal that numbers something: `third wave`, `21st century`; and the token after it.
    fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let tokens = &self.tokens;
        let (value, end) = match tokens.term(at) {
            Some(Term::Ordinal(value, false)) if tokens.text(at) != "quarter" => (u32::from(value), at + 1),
            None if tokens.term(at + 1) == Some(Term::Nth) && tokens.close(at + 1) => (tokens.plain(at)?.0, at + 2),
            _ => return None,
        };
        (self.with_ordinals && nouns::after(tokens, end).is_some()).then_some((value, end))
    }

    /// Whether a number only names something, as in "No. 10".
    fn is_label(&self, start: usize) -> bool {
        let point = self.tokens.mark(start.wrapping_sub(1)) == Some('.');
        self.tokens.term(start.wrapping_sub(1 + usize::from(point))) == Some(Term::Label)
    }

    fn is_one(&self, amount: &Amount) -> bool {
        let is_word = amount.end == amount.start + 1 && !self.tokens.is_number(amount.start);
        amount.is_bare() && is_word && amount.factor == Decimal::ONE
    }

    /// Whether "one" counts nothing: "one of", "no one", "this one".
    fn is_pronoun(&self, amount: &Amount) -> bool {
        let before = self.tokens.text(amount.start.wrapping_sub(1)).to_ascii_lowercase();
        // Other languages have the same word for "a".
        if self.tokens.is_foreign() {
            return true;
        }
        let pronoun =
            matches!(before.as_str(), "no" | "any" | "every" | "each" | "this" | "that" | "which" | "another");
        pronoun || self.tokens.term(amount.end) == Some(Term::Of)
    }

    /// Returns the year that a plain number means.
    fn year(&self, amount: &Amount) -> Option<PartialDate> {
        if self.tokens.term(amount.end) == Some(Term::Era) {
            let year = i32::try_from(self.tokens.plain(amount.start)?.0).ok()?;
            return Some(PartialDate { year: Some(-year), month: None, day: None });
        }
        dates::year(&self.tokens, amount.start)
    }

    fn push(&mut self, start: usize, end: usize, value: Value) {
        let range = self.tokens.bytes(start, end);
        // "Más de la mitad": an article stands between in other languages.
        let before = start.wrapping_sub(1);
        let is_article = self.tokens.is_foreign() && ARTICLES.contains(&self.tokens.text(before));
        let about = if is_article { before.wrapping_sub(1) } else { before };
        let is_about = self.tokens.term(about) == Some(Term::About);
        self.found.push(Quantity { range, value, of: String::new(), noun: String::new(), is_about });
    }
}

/// Whether "one" before a noun counts nothing: "one day", "one thing", "one reported".
fn is_idiom(noun: &str) -> bool {
    matches!(noun, "day" | "thing" | "way" | "hand" | "side" | "point") || noun.ends_with("ed")
}

/// Copies the unit and, if it fits, the scale from one end of a range to the other.
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
