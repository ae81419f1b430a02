//! Quantities as people write them: `£100,000`, `12 %`, `2×`, `100,000 people`, `18 November 2021`.

use std::fmt::{Display, Formatter, Result};

use rust_decimal::Decimal;

use super::term::power;
use super::value::{PartialDate, Quantity, Unit, Value};
use crate::text::MONTHS;

/// The largest denominator of a fraction that is shown as one.
const MAX_DENOMINATOR: u32 = 1000;

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}", self.value)?;
        if self.noun.is_empty() { Ok(()) } else { write!(f, " {}", self.noun) }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Number { amount, unit: Unit::Money(code) } => money(f, *amount, code),
            Self::Number { amount, unit: Unit::Percent } => write!(f, "{} %", short(*amount)),
            Self::Number { amount, unit: Unit::Times } => match fraction(*amount) {
                Some((many, all)) => write!(f, "{many}/{all}"),
                None => write!(f, "{}×", short(*amount)),
            },
            Self::Number { amount, unit: Unit::Count } => write!(f, "{}", short(*amount)),
            Self::Number { amount, unit: Unit::Ordinal } => write!(f, "no. {}", short(*amount)),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

impl Display for PartialDate {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let month = self.month.and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
        let mut words = Vec::new();
        words.extend(self.day.map(|day| day.to_string()));
        words.extend(month.map(ToString::to_string));
        words.extend(self.year.map(|year| if year < 0 { format!("{} BC", -year) } else { year.to_string() }));
        write!(f, "{}", words.join(" "))
    }
}

/// Writes an amount of money, with cents if there are any.
fn money(f: &mut Formatter<'_>, amount: Decimal, code: &str) -> Result {
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    let mut number = short(amount.abs());
    if amount.normalize().scale() == 1 && !number.contains(' ') {
        number.push('0');
    }
    let before = match code {
        "GBP" => "£",
        "USD" => "$",
        "EUR" => "€",
        "JPY" => "¥",
        "INR" => "₹",
        "AUD" => "A$",
        "CAD" => "C$",
        other => return write!(f, "{other} {sign}{number}"),
    };
    write!(f, "{sign}{before}{number}")
}

/// Writes a number with commas, from a million on in words if that is short and exact.
fn short(amount: Decimal) -> String {
    for (exponent, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let unit = power(exponent);
        let scaled = amount.checked_div(unit).map(|scaled| scaled.normalize());
        if let Some(scaled) = scaled.filter(|scaled| amount.abs() >= unit && scaled.scale() <= 2) {
            return format!("{} {word}", grouped(scaled));
        }
    }
    grouped(amount)
}

/// Writes a number with commas between the thousands.
fn grouped(amount: Decimal) -> String {
    let text = amount.normalize().to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = text.find('.').map_or((text, ""), |point| text.split_at(point));
    let mut out = sign.to_owned();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// Returns the fraction with which a number with infinite decimals was made.
pub(super) fn fraction(amount: Decimal) -> Option<(Decimal, u32)> {
    if amount.scale() < 20 {
        return None;
    }
    (2..=MAX_DENOMINATOR).find_map(|all| {
        let many = (amount.checked_mul(Decimal::from(all))?).round();
        (many.checked_div(Decimal::from(all))? == amount).then_some((many, all))
    })
}
