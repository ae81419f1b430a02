//! Compares the quantities of two texts.

use rust_decimal::Decimal;

use super::measure::{self, Dimension};
use super::nouns::is_measure;
use super::value::{Comparison, PartialDate, Quantity, Unit, Value};

/// The best agreement there is.
const BEST: u8 = 4;

/// Maximum number of quantities of a text that are compared: the time grows with the product of both numbers.
const MOST: usize = 1_000;

/// Compares the quantities of two texts: the first thousand of each. Each is used at most once, the best agreements first. A
/// quantity that agrees with any on the other side is in no conflict.
#[must_use]
pub fn compare(a: &[Quantity], b: &[Quantity]) -> Comparison {
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    let mut used = (vec![false; a.len()], vec![false; b.len()]);
    let mut agree = Vec::new();
    for wanted in (1..=BEST).rev() {
        pair(&mut used, &mut agree, |i, j| agreement(&a[i], &b[j]) == wanted);
    }
    for (i, j) in (0..a.len()).flat_map(|i| (0..b.len()).map(move |j| (i, j))) {
        let agrees = agreement(&a[i], &b[j]) > 0;
        (used.0[i], used.1[j]) = (used.0[i] || agrees, used.1[j] || agrees);
    }
    let mut conflict = Vec::new();
    pair(&mut used, &mut conflict, |i, j| differ(&a[i], &b[j]));
    agree.sort_unstable();
    Comparison { agree, conflict }
}

/// Pairs quantities of two texts that differ: those in conflict, and numbers that agree with none of the other text, whatever they
/// count. Two texts that differ so do not say the same.
#[must_use]
pub fn differences(a: &[Quantity], b: &[Quantity]) -> Vec<(usize, usize)> {
    let mut found = compare(a, b).conflict;
    let is_alone = |one: &Quantity, others: &[Quantity]| {
        matches!(one.value, Value::Number { .. }) && others.iter().all(|other| agreement(one, other) == 0)
    };
    let mine = (0..a.len().min(MOST)).filter(|i| is_alone(&a[*i], b) && found.iter().all(|(one, _)| one != i));
    let mine: Vec<usize> = mine.collect();
    let theirs = (0..b.len().min(MOST)).filter(|j| is_alone(&b[*j], a) && found.iter().all(|(_, other)| other != j));
    let mut theirs: Vec<usize> = theirs.collect();
    let mut rest = Vec::new();
    for i in mine {
        match theirs.iter().position(|j| class(&a[i]) == class(&b[*j])) {
            Some(at) => found.push((i, theirs.remove(at))),
            None => rest.push(i),
        }
    }
    // The only numbers of two texts are about the same thing: "15 doors" and "one in three".
    if let ([i], [j]) = (&rest[..], &theirs[..])
        && !is_period(&a[*i])
        && !is_period(&b[*j])
    {
        found.push((*i, *j));
    }
    found
}

/// What kind of number a quantity is; numbers of two kinds are about two things.
fn class(quantity: &Quantity) -> u8 {
    match quantity.value {
        Value::Date(_) => 0,
        Value::Number { unit: Unit::Money(_), .. } => 1,
        Value::Number { unit: Unit::Percent | Unit::Times, .. } => 2,
        Value::Number { unit: Unit::Count, .. } if is_period(quantity) => 3,
        Value::Number { unit: Unit::Count, .. } => 4,
        Value::Number { unit: Unit::Ordinal, .. } => 5,
    }
}

/// Pairs unused quantities that match, in order.
fn pair(used: &mut (Vec<bool>, Vec<bool>), pairs: &mut Vec<(usize, usize)>, matches: impl Fn(usize, usize) -> bool) {
    for i in 0..used.0.len() {
        let free = |j: &usize| !used.0[i] && !used.1[*j] && matches(i, *j);
        if let Some(j) = (0..used.1.len()).find(free) {
            (used.0[i], used.1[j]) = (true, true);
            pairs.push((i, j));
        }
    }
}

/// Returns how well two quantities agree, from 0 (not at all) to 4 (completely).
fn agreement(a: &Quantity, b: &Quantity) -> u8 {
    match (&a.value, &b.value) {
        (Value::Date(one), Value::Date(other)) => dates_agree(*one, *other),
        (Value::Number { amount: one, unit }, Value::Number { amount: other, unit: other_unit }) => {
            match (unit, other_unit) {
                _ if unit != other_unit && shares_agree(a, b) => 2,
                (Unit::Count | Unit::Money("GBP"), Unit::Count | Unit::Money("GBP"))
                    if (unit != other_unit || a.of != b.of) && measures_agree(a, b) =>
                {
                    3
                }
                _ if one != other
                    && unit == other_unit
                    && a.of == b.of
                    && are_about(a, b)
                    && is_near(*one, *other, ABOUT) =>
                {
                    2
                }
                _ if one != other => 0,
                (Unit::Count, Unit::Count) => nouns_agree(&a.of, &b.of),
                _ if unit == other_unit => BEST,
                (Unit::Count, _) if a.of.is_empty() => 1,
                (_, Unit::Count) if b.of.is_empty() => 1,
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// Whether one quantity is a share such as two thirds and the other is that share in percent, to the nearest one; or about that, if one
/// of them is about so much.
fn shares_agree(a: &Quantity, b: &Quantity) -> bool {
    share(a).zip(share(b)).is_some_and(|(one, other)| {
        let gap = one.checked_sub(other).is_some_and(|gap| gap.abs() < Decimal::ONE);
        gap || are_about(a, b) && is_near(one, other, ABOUT)
    })
}

/// Whether one of two amounts is not given exactly.
fn are_about(a: &Quantity, b: &Quantity) -> bool {
    a.is_about || b.is_about
}

/// How far apart two amounts may be if one is "about" so much, in percent of the larger.
const ABOUT: i64 = 5;
/// How far apart two amounts may be that are given in different units, and rounded, in percent of the larger.
const CONVERTED: i64 = 2;

/// Whether two amounts in different units are the same: 7 days and a week, 10 km and 6.2 miles.
fn measures_agree(a: &Quantity, b: &Quantity) -> bool {
    let converted = |quantity: &Quantity| match quantity.value {
        // "2.2 pounds" are taken for money.
        Value::Number { amount, unit: Unit::Money("GBP") } => measure::converted(amount, "lb"),
        Value::Number { amount, .. } => measure::converted(amount, &quantity.of),
        Value::Date(_) => None,
    };
    let gap = if are_about(a, b) { ABOUT } else { CONVERTED };
    match (converted(a), converted(b)) {
        (Some((one, mine)), Some((other, theirs))) if one == other => {
            // Half a degree is a small part of a temperature in kelvin, and not the same temperature.
            is_near(mine, theirs, gap)
                && (one != Dimension::Temperature || (mine - theirs).abs() < Decimal::from(400_000))
        }
        _ => false,
    }
}

/// Whether two amounts are no further apart than a number of percent of the larger.
#[must_use]
pub fn is_near(one: Decimal, other: Decimal, percent: i64) -> bool {
    let gap = one.checked_sub(other).and_then(|gap| gap.abs().checked_mul(Decimal::ONE_HUNDRED));
    let most = one.abs().max(other.abs()).checked_mul(Decimal::from(percent));
    gap.zip(most).is_some_and(|(gap, most)| gap <= most)
}

/// Whether a quantity is a period: a number of days, weeks or years.
#[must_use]
pub fn is_period(quantity: &Quantity) -> bool {
    measure::dimension(&quantity.of) == Some(Dimension::Time)
}

/// Returns how well equal counts of two nouns agree. "4,000 people" may be "4,000 Iranians", but four years
/// are not four people.
fn nouns_agree(a: &str, b: &str) -> u8 {
    match (a, b) {
        _ if a == b => BEST,
        ("", _) | (_, "") => 2,
        _ if is_measure(a) || is_measure(b) => 0,
        _ => 1,
    }
}

/// Returns how well two dates agree; they must share the year, or the month and the day.
fn dates_agree(a: PartialDate, b: PartialDate) -> u8 {
    if a == b {
        return BEST;
    }
    let same = |one: Option<u32>, other: Option<u32>| one.is_none() || other.is_none() || one == other;
    let years = a.year.is_none() || b.year.is_none() || a.year == b.year;
    let compatible = years && same(a.month, b.month) && same(a.day, b.day);
    let share_year = a.year.is_some() && a.year == b.year;
    let share_month = a.month.is_some() && a.month == b.month;
    match (share_year, share_month, a.day.is_some() && a.day == b.day) {
        _ if !compatible => 0,
        (_, true, true) => 3,
        (true, true, _) => 2,
        (true, ..) => 1,
        _ => 0,
    }
}

/// Returns what part of a whole a quantity is, in percent.
fn share(quantity: &Quantity) -> Option<Decimal> {
    match quantity.value {
        Value::Number { amount, unit: Unit::Percent } => Some(amount),
        Value::Number { amount, unit: Unit::Times } if amount < Decimal::ONE => {
            amount.checked_mul(Decimal::ONE_HUNDRED)
        }
        _ => None,
    }
}

/// Whether two quantities that do not agree are about the same thing.
fn differ(a: &Quantity, b: &Quantity) -> bool {
    match (&a.value, &b.value) {
        (Value::Date(one), Value::Date(other)) => {
            let known = |date: &PartialDate| (date.year.is_some(), date.month.is_some(), date.day.is_some());
            known(one) == known(other)
        }
        (Value::Number { unit, .. }, Value::Number { unit: other, .. }) if unit == other => {
            *unit != Unit::Count || !a.of.is_empty() && a.of == b.of
        }
        // A third is not in conflict with 33 per cent.
        (Value::Number { .. }, Value::Number { .. }) => match (share(a), share(b)) {
            (Some(one), Some(other)) => one.checked_sub(other).is_some_and(|gap| gap.abs() >= Decimal::ONE),
            _ => false,
        },
        _ => false,
    }
}
