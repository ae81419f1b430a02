//! What is counted: the noun after a number.

use rust_decimal::Decimal;

use super::tokens::{Kind, Tokens};
use super::words::Term;

/// How many words after a number are looked at.
const REACH: usize = 3;

/// A noun after a number.
pub(super) struct Noun<'a> {
    /// As it is written.
    pub(super) word: &'a str,
    /// Singular and lower-case, see [`singular`].
    pub(super) of: String,
    /// Whether it is written in the plural.
    pub(super) plural: bool,
}

impl Noun<'_> {
    /// Gives the noun as people read it behind an amount: "5 years" of a "5-year plan".
    pub(super) fn shown(&self, amount: Decimal) -> String {
        let regular = is_measure(&self.of) && !matches!(self.of.as_str(), "foot" | "inch" | "century");
        let one = self.plural || amount == Decimal::ONE || !regular || self.word != self.of;
        if one { self.word.to_owned() } else { format!("{}s", self.word) }
    }
}

/// Gives what is counted by a number that ends before a token: the first plural of the next three
/// words, or else the first of them. The search ends at any mark, preposition, pronoun or auxiliary.
pub(super) fn after<'a>(tokens: &Tokens<'a>, at: usize) -> Option<Noun<'a>> {
    if tokens.mark(at) == Some('°') {
        return Some(Noun { word: "degrees", of: "degree".into(), plural: true });
    }
    let hyphened = tokens.hyphen(at);
    let mut at = tokens.past_hyphen(at);
    let mut first = None;
    for _ in 0..REACH {
        while first.is_none() && matches!(tokens.term(at), Some(Term::Of | Term::Aside)) {
            at += 1;
        }
        let Some(Kind::Word(term)) = tokens.kind(at) else {
            break;
        };
        if !may_be_counted(term) || tokens.text(at) == "us" {
            break;
        }
        let word = stem(tokens.text(at));
        let of = singular(word);
        let plural = is_plural(word);
        if hyphened || plural || first.is_none() && is_measure(&of) {
            return Some(Noun { word, of, plural });
        }
        first = first.or(Some(word));
        at += 1;
    }
    first.map(|word| Noun { word, of: singular(word), plural: false })
}

fn may_be_counted(term: Term) -> bool {
    matches!(term, Term::Other | Term::Ordinal(..) | Term::Point | Term::Label | Term::Nation(_) | Term::Percentage)
}

/// Gives a word without the ending of a possessive.
fn stem(word: &str) -> &str {
    word.find(['\'', '’']).map_or(word, |mark| &word[..mark])
}

/// Tells whether a word looks like a plural.
fn is_plural(word: &str) -> bool {
    let bytes = word.as_bytes();
    let last = |n: usize| bytes.len().checked_sub(n).map_or(0, |at| bytes[at].to_ascii_lowercase());
    let s = bytes.len() > 2 && last(1) == b's' && !matches!(last(2), b's' | b'u' | b'i');
    // All that is irregular is a plural, or a unit that is the same in both.
    s || irregular(&word.to_ascii_lowercase()).is_some() && !word.eq_ignore_ascii_case("person")
}

/// Gives the one word for a noun that has several forms or an abbreviation.
fn irregular(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "people" | "person" | "persons" => "people",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "lives" => "life",
        "wives" => "wife",
        "feet" | "ft" => "foot",
        "teeth" => "tooth",
        "km" | "kms" | "kilometer" | "kilometers" => "kilometre",
        "cm" | "centimeter" | "centimeters" => "centimetre",
        "mm" | "millimeter" | "millimeters" => "millimetre",
        "meter" | "meters" => "metre",
        "liter" | "liters" => "litre",
        "kg" | "kgs" | "kilo" | "kilos" => "kilogram",
        "hr" | "hrs" => "hour",
        "min" | "mins" => "minute",
        "sec" | "secs" => "second",
        "yr" | "yrs" => "year",
        "ha" => "hectare",
        "mph" | "kmh" | "kph" | "ml" | "mg" | "lb" | "lbs" | "oz" | "gb" | "mb" | "tb" | "kwh" | "mwh" | "gwh" => {
            return UNITS.iter().find(|&&unit| unit == lower).copied();
        }
        "mw" => "megawatt",
        "gw" => "gigawatt",
        _ => return None,
    })
}

/// Units that are written short only.
const UNITS: &[&str] = &["mph", "kmh", "kph", "ml", "mg", "lb", "lbs", "oz", "gb", "mb", "tb", "kwh", "mwh", "gwh"];

/// Makes the key by which nouns after numbers are the same: lower-case and singular, more or less.
fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(one) = irregular(&lower) {
        return one.to_owned();
    }
    let cut = |ending: &str| lower.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = cut("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| lower.ends_with(ending)) {
        return lower[..lower.len() - 2].to_owned();
    }
    if ["ss", "us", "is"].iter().any(|ending| lower.ends_with(ending)) {
        return lower;
    }
    cut("s").map_or_else(|| lower.clone(), ToOwned::to_owned)
}

/// Tells whether a word right behind digits is a unit, as in `5km`.
pub(super) fn is_unit(word: &str) -> bool {
    irregular(&word.to_ascii_lowercase()).is_some_and(|unit| unit != "people")
}

/// Tells whether a noun in the singular is a measure; what is measured are not things of one kind.
pub(super) fn is_measure(noun: &str) -> bool {
    let time = matches!(noun, "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade" | "century");
    let weight =
        matches!(noun, "tonne" | "ton" | "kilogram" | "gram" | "litre" | "acre" | "hectare" | "degree" | "point");
    time || weight
        || matches!(
            noun,
            "mile" | "kilometre" | "metre" | "centimetre" | "foot" | "inch" | "yard" | "megawatt" | "gigawatt"
        )
        || UNITS.contains(&noun)
}

/// Tells whether a noun in the singular is so often counted that `2000` before it is no year.
pub(super) fn is_often_counted(noun: &str) -> bool {
    let people = matches!(noun, "people" | "man" | "woman" | "child" | "migrant" | "refugee" | "soldier" | "troop");
    let more = matches!(noun, "worker" | "student" | "patient" | "officer" | "prisoner" | "family" | "voter");
    let things =
        matches!(noun, "job" | "home" | "house" | "death" | "case" | "vote" | "seat" | "word" | "page" | "time");
    people || more || things || is_measure(noun)
}
