//! Units of measurement that can be converted: 7 days are a week, 10 km are 6.2 miles.

use rust_decimal::Decimal;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    /// In seconds.
    Time,
    /// In metres.
    Length,
    /// In kilograms.
    Mass,
    /// In square metres.
    Area,
    /// In metres a second.
    Speed,
    /// In kelvin.
    Temperature,
    /// In kilowatt-hours.
    Energy,
}

/// Each unit with its dimension, and its value in millionths of the dimension's unit. Months and years are those of the Gregorian calendar on
/// average (ISO 80000-3); others by the International Yard and Pound Agreement of 1959. A ton is taken for a tonne.
const UNITS: &[(&str, Dimension, i64)] = &[
    ("acre", Dimension::Area, 4_046_856_422),
    ("celsius", Dimension::Temperature, 1_000_000),
    ("centimetre", Dimension::Length, 10_000),
    ("century", Dimension::Time, 3_155_695_200_000_000),
    ("day", Dimension::Time, 86_400_000_000),
    ("decade", Dimension::Time, 315_569_520_000_000),
    ("fahrenheit", Dimension::Temperature, 555_556),
    ("foot", Dimension::Length, 304_800),
    ("fortnight", Dimension::Time, 1_209_600_000_000),
    ("gram", Dimension::Mass, 1_000),
    ("gwh", Dimension::Energy, 1_000_000_000_000),
    ("hectare", Dimension::Area, 10_000_000_000),
    ("hour", Dimension::Time, 3_600_000_000),
    ("inch", Dimension::Length, 25_400),
    ("kilogram", Dimension::Mass, 1_000_000),
    ("kilometre", Dimension::Length, 1_000_000_000),
    ("kmh", Dimension::Speed, 277_778),
    ("kph", Dimension::Speed, 277_778),
    ("kwh", Dimension::Energy, 1_000_000),
    ("lb", Dimension::Mass, 453_592),
    ("lbs", Dimension::Mass, 453_592),
    ("metre", Dimension::Length, 1_000_000),
    ("mg", Dimension::Mass, 1),
    ("mile", Dimension::Length, 1_609_344_000),
    ("minute", Dimension::Time, 60_000_000),
    ("month", Dimension::Time, 2_629_746_000_000),
    ("mph", Dimension::Speed, 447_040),
    ("mwh", Dimension::Energy, 1_000_000_000),
    ("oz", Dimension::Mass, 28_350),
    ("second", Dimension::Time, 1_000_000),
    ("stone", Dimension::Mass, 6_350_293),
    ("ton", Dimension::Mass, 1_000_000_000),
    ("tonne", Dimension::Mass, 1_000_000_000),
    ("week", Dimension::Time, 604_800_000_000),
    ("yard", Dimension::Length, 914_400),
    ("year", Dimension::Time, 31_556_952_000_000),
];

/// Zero degrees Celsius and Fahrenheit, in millionths of a kelvin.
const ZERO_CELSIUS: i64 = 273_150_000;
const ZERO_FAHRENHEIT: i64 = 255_372_222;

/// What a unit measures; `None` if it cannot be converted.
pub(super) fn dimension(unit: &str) -> Option<Dimension> {
    UNITS.binary_search_by_key(&unit, |(name, ..)| name).ok().map(|at| UNITS[at].1)
}

/// An amount in the unit of its dimension; `None` if it cannot be converted or is too large.
pub(super) fn converted(amount: Decimal, unit: &str) -> Option<(Dimension, Decimal)> {
    let (_, dimension, millionths) = UNITS[UNITS.binary_search_by_key(&unit, |(name, ..)| name).ok()?];
    let zero = match unit {
        "celsius" => ZERO_CELSIUS,
        "fahrenheit" => ZERO_FAHRENHEIT,
        _ => 0,
    };
    let value = amount.checked_mul(Decimal::from(millionths))?.checked_add(Decimal::from(zero))?;
    Some((dimension, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_and_converted() {
        assert!(UNITS.is_sorted_by_key(|(name, ..)| name));
        for (one, other, unit, unit_of_other) in [
            (7, 1, "day", "week"),
            (24, 2, "month", "year"),
            (60, 1, "minute", "hour"),
            (1000, 1, "metre", "kilometre"),
        ] {
            assert_eq!(converted(one.into(), unit), converted(other.into(), unit_of_other));
        }
        assert_eq!(dimension("people"), None);
    }
}
