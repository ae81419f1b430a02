//! Amounts, dates and units that differ.

use rust_decimal::Decimal;

use super::found::{DifferenceKind, TextDifference};
use super::sentence::ComparedText;
use crate::text::quantity::{self, Quantity, Unit, Value, compare, is_near, quantities};
use crate::text::words::lists;

/// What an amount is said for: periods, each with how many of it are in a year, and things, with 0.
const PERIODS: [(&str, i64); 18] = [
    ("hour", 8_766),
    ("day", 365),
    ("week", 52),
    ("fortnight", 26),
    ("month", 12),
    ("year", 1),
    ("annum", 1),
    ("litre", 0),
    ("gallon", 0),
    ("mile", 0),
    ("kilometre", 0),
    ("kilo", 0),
    ("tonne", 0),
    ("household", 0),
    ("person", 0),
    ("pupil", 0),
    ("patient", 0),
    ("night", 0),
];
/// Ordinals in words, from the second on; "first" is also "at first".
const ORDINALS: &str = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth \
    sixteenth seventeenth eighteenth nineteenth twentieth";
/// How many words after an amount may name its period: "£5 million of help a week".
const REACH: usize = 4;
/// How far apart two amounts may be of which one is by the month and the other by the year, in percent.
const ROUNDED: i64 = 4;

/// Returns the amounts, dates and ordinals of a text that differ from those of a claim.
pub(super) fn differences(one: &ComparedText, other: &ComparedText) -> Vec<TextDifference> {
    let (mine, theirs) = (quantities(one.text), quantities(other.text));
    let mut found = Vec::new();
    for (i, j) in quantity::differences(&mine, &theirs) {
        let periods = period_of(one, &mine[i]).zip(period_of(other, &theirs[j]));
        if !periods.is_some_and(|periods| is_same_rate((&mine[i], periods.0), (&theirs[j], periods.1))) {
            found.push(TextDifference {
                kind: kind(&mine[i]),
                text: mine[i].to_string(),
                claim: theirs[j].to_string(),
            });
        }
    }
    for (i, j) in compare(&mine, &theirs).agree {
        let Some((first, second)) = period_of(one, &mine[i]).zip(period_of(other, &theirs[j])) else { continue };
        if first != second && !matches!(mine[i].value, Value::Date(_)) {
            let written = |quantity: &Quantity, period: usize| format!("{quantity} a {}", PERIODS[period].0);
            let (text, claim) = (written(&mine[i], first), written(&theirs[j], second));
            found.push(TextDifference { kind: DifferenceKind::Amount, text, claim });
        }
    }
    found.extend(ordinals(one, other));
    found.extend(vague_periods(one, other));
    found
}

/// Units of time without a number: "within days".
const VAGUE: &str = "days weeks months years decades centuries hours minutes seconds decade century week month year";

/// The vague periods of two texts, if each has one that the other has not, beside the same words.
fn vague_periods(one: &ComparedText, other: &ComparedText) -> Option<TextDifference> {
    let vague = |sentence: &ComparedText, others: &ComparedText| {
        let is_free = |at: &usize| {
            let word = &sentence.words[*at];
            let before = at.checked_sub(1).map(|before| sentence.words[before].folded.as_str());
            let is_counted = before.is_none_or(|before| {
                matches!(before, "a" | "an" | "per" | "each" | "every" | "this" | "last" | "next" | "one")
                    || before.starts_with(|c: char| c.is_ascii_digit())
            });
            lists(VAGUE, &word.folded) && !is_counted && others.words.iter().all(|other| other.stem != word.stem)
        };
        let counted = quantities(sentence.text);
        let is_of_number = |at: &usize| {
            let begin = sentence.words[*at].range.start;
            counted.iter().any(|quantity| quantity.range.end <= begin && begin <= quantity.range.end + REACH)
        };
        (0..sentence.words.len()).find(|at| is_free(at) && !is_of_number(at))
    };
    let (i, j) = (vague(one, other)?, vague(other, one)?);
    let is_near = !one.neighbours(i, REACH).is_disjoint(&other.neighbours(j, REACH));
    is_near.then(|| TextDifference { kind: DifferenceKind::Date, text: one.written(i, i), claim: other.written(j, j) })
}

fn kind(quantity: &Quantity) -> DifferenceKind {
    match quantity.value {
        Value::Date(_) => DifferenceKind::Date,
        Value::Number { .. } if quantity::is_period(quantity) => DifferenceKind::Date,
        Value::Number { .. } => DifferenceKind::Amount,
    }
}

/// The period for which an amount is said, in [`PERIODS`]: "£76 a week".
fn period_of(sentence: &ComparedText, quantity: &Quantity) -> Option<usize> {
    let from = sentence.words.iter().position(|word| word.range.start >= quantity.range.end)?;
    let after = &sentence.words[from..sentence.words.len().min(from + REACH)];
    let at = after.windows(2).find(|pair| matches!(pair[0].folded.as_str(), "a" | "an" | "per" | "each" | "every"));
    PERIODS.iter().position(|(name, _)| at.is_some_and(|pair| pair[1].folded == *name))
}

/// Whether two amounts of money or things are the same in a year.
fn is_same_rate((one, first): (&Quantity, usize), (other, second): (&Quantity, usize)) -> bool {
    let in_a_year = |quantity: &Quantity, period: usize| match quantity.value {
        Value::Number { amount, unit: Unit::Money(_) | Unit::Count } => {
            amount.checked_mul(Decimal::from(PERIODS[period].1))
        }
        _ => None,
    };
    match (in_a_year(one, first), in_a_year(other, second)) {
        (Some(one), Some(other)) if first != second && PERIODS[first].1 * PERIODS[second].1 > 0 => {
            is_near(one, other, ROUNDED)
        }
        _ => false,
    }
}

/// The ordinals of two texts, if each has one that the other has not.
fn ordinals(one: &ComparedText, other: &ComparedText) -> Option<TextDifference> {
    let all = |sentence: &ComparedText| -> Vec<(usize, usize)> {
        let words = sentence.words.iter().enumerate();
        words.filter_map(|(at, word)| Some((ordinal(&word.folded)?, at))).collect()
    };
    let (mine, theirs) = (all(one), all(other));
    let free = |all: &[(usize, usize)], others: &[(usize, usize)]| {
        all.iter().find(|(number, _)| others.iter().all(|(other, _)| other != number)).map(|(_, at)| *at)
    };
    let (i, j) = (free(&mine, &theirs)?, free(&theirs, &mine)?);
    let is_near = !one.neighbours(i, REACH).is_disjoint(&other.neighbours(j, REACH));
    // The day of a date is compared with the date.
    let is_day = |sentence: &ComparedText, at: usize| {
        let place = &sentence.words[at].range;
        quantities(sentence.text)
            .iter()
            .any(|quantity| quantity.range.start <= place.start && place.end <= quantity.range.end)
    };
    (is_near && !is_day(one, i) && !is_day(other, j)).then(|| TextDifference {
        kind: if one.words[i].folded.ends_with("0s") { DifferenceKind::Date } else { DifferenceKind::Amount },
        text: one.written(i, i),
        claim: other.written(j, j),
    })
}

/// The number of an ordinal: 3 for "third", "3rd" and "Q3", 18 for "1700s", 1850 for "1850s".
fn ordinal(folded: &str) -> Option<usize> {
    if folded == "first" {
        return Some(1);
    }
    if let Some(at) = ORDINALS.split(' ').position(|name| name == folded) {
        return Some(at + 2);
    }
    let number = |digits: &str| digits.parse::<usize>().ok();
    let quarter = folded.strip_prefix('q').and_then(number).filter(|quarter| (1..=4).contains(quarter));
    let decade =
        folded.strip_suffix('s').filter(|digits| digits.len() == 4).and_then(number).filter(|year| year % 10 == 0);
    let decade = decade.map(|year| if year % 100 == 0 { year / 100 + 1 } else { year });
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| folded.strip_suffix(ending).and_then(number));
    quarter.or(decade).or(digits)
}
