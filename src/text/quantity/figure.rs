//! Quantities as data: the kind, value, unit and size of each, as the book stores it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::display::fraction;
use super::measure::{Dimension, converted};
use super::nouns::is_measure;
use super::value::{PartialDate, Quantity, Unit, Value};

/// A quantity as data.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityData {
    /// `money`, `count`, `share`, `multiple`, `ordinal`, `date`, `measure`; or what a measure that can be converted measures:
    /// `time`, `length`, `mass`, `area`, `speed`, `temperature` or `energy`.
    pub kind: &'static str,
    /// The exact value: a decimal number or a fraction; a date in ISO 8601, with X for each digit that is not told.
    pub value: String,
    /// A currency by its ISO 4217 code, `%`, a unit of measurement, or what is counted, in the singular where it is known.
    pub unit: Option<String>,
    /// The value for comparing: in seconds, metres, kilograms, square metres, metres a second, kelvin or kilowatt-hours, in
    /// percent, or else as it is. None for a date.
    pub size: Option<f64>,
}

impl Quantity {
    /// Returns the quantity as data.
    pub fn figure(&self) -> QuantityData {
        let (amount, unit) = match self.value {
            Value::Date(date) => return QuantityData { kind: "date", value: iso(date), unit: None, size: None },
            Value::Number { amount, unit } => (amount.normalize(), unit),
        };
        let figure = |kind, unit: Option<&str>| QuantityData {
            kind,
            value: amount.to_string(),
            unit: unit.map(str::to_string),
            size: amount.to_f64(),
        };
        let of = Some(self.of.as_str()).filter(|of| !of.is_empty());
        match unit {
            Unit::Money(code) => figure("money", Some(code)),
            Unit::Percent => figure("share", Some("%")),
            Unit::Ordinal => figure("ordinal", of),
            Unit::Times => match fraction(amount) {
                Some((many, all)) => {
                    let percent = amount.checked_mul(Decimal::ONE_HUNDRED).and_then(|percent| percent.to_f64());
                    QuantityData { value: format!("{many}/{all}"), size: percent, ..figure("share", None) }
                }
                None => figure("multiple", None),
            },
            Unit::Count => match of.and_then(|of| converted(amount, of)) {
                Some((dimension, millionths)) => {
                    let size = millionths.to_f64().map(|size| size / 1e6);
                    QuantityData { size, ..figure(name(dimension), of) }
                }
                None => figure(if of.is_some_and(is_measure) { "measure" } else { "count" }, of),
            },
        }
    }
}

fn name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Time => "time",
        Dimension::Length => "length",
        Dimension::Mass => "mass",
        Dimension::Area => "area",
        Dimension::Speed => "speed",
        Dimension::Temperature => "temperature",
        Dimension::Energy => "energy",
    }
}

/// Returns a date in ISO 8601 as ISO 8601-2 extends it (EDTF level 1): `2021-11-18`, `2021`, `XXXX-11-18`.
fn iso(date: PartialDate) -> String {
    let year = date.year.map_or("XXXX".to_string(), |year| match year {
        0.. => format!("{year:04}"),
        _ => format!("-{:04}", -year),
    });
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year,
    }
}

#[cfg(test)]
mod tests {
    use super::super::extract::all_quantities;

    #[test]
    fn each_kind_is_told_with_its_exact_value() {
        for (text, expected) in [
            ("£100,000 per migrant", "money 100000 GBP 100000"),
            ("78 per cent of homes", "share 78 % 78"),
            ("two thirds of voters", "share 2/3 - 66.667"),
            ("4,000 people", "count 4000 people 4000"),
            ("twice what it costs", "multiple 2 - 2"),
            ("10 miles of road", "length 10 mile 16093.44"),
            ("within seven days", "time 7 day 604800"),
            ("30°C in May", "temperature 30 celsius 303.15"),
            ("5 litres", "measure 5 litre 5"),
            ("on 18 November 2021", "date 2021-11-18 - -"),
            ("in 2021", "date 2021 - -"),
            ("on 18 November", "date XXXX-11-18 - -"),
            ("in 44 BC", "date -0044 - -"),
            ("the third wave", "ordinal 3 wave 3"),
            ("the 21st century", "ordinal 21 century 21"),
            ("a second helping", "ordinal 2 helping 2"),
        ] {
            let found = all_quantities(text).first().map(super::Quantity::figure);
            let told = found.map(|found| {
                let size = found.size.map_or("-".to_string(), |size| format!("{}", (size * 1000.0).round() / 1000.0));
                format!("{} {} {} {size}", found.kind, found.value, found.unit.as_deref().unwrap_or("-"))
            });
            assert_eq!(told.as_deref(), Some(expected), "{text}");
        }
    }
}
