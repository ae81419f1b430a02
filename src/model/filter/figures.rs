//! Figures in a filter: an amount, a share, a measure or a date, or a range of amounts.

use crate::error::{Error, Result};
use crate::text::quantity::{QuantityData, all_quantities};

/// Figures of one kind that are equal to one, or between two. Sizes are those of [`QuantityData::size`].
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRange {
    /// As typed.
    typed: String,
    /// The kind; none if a number alone was typed, which any kind of figure may have.
    pub kind: Option<&'static str>,
    /// The currency, or what is counted; none if any will do.
    pub unit: Option<String>,
    /// The smallest size, and whether it is included.
    pub from: Option<(f64, bool)>,
    /// The largest size, and whether it is included.
    pub to: Option<(f64, bool)>,
    /// The date, which has no size.
    pub date: Option<String>,
}

// Sizes are never NaN: they come from decimal numbers.
impl Eq for FigureRange {}

impl FigureRange {
    /// Parses a figure or a range: `£100,000`, `>=1m`, `20 km`, `5%..10%`, `18 November 2021`.
    ///
    /// # Errors
    /// No figure, or several; a comparison with a date.
    pub(super) fn parse(value: &str) -> Result<Self> {
        let value = value.trim().trim_matches('"');
        let (from, to) = match value.split_once("..") {
            Some((from, to)) => (Some(from), Some(to)),
            None => (None, None),
        };
        if from.is_some() || to.is_some() {
            let end = |typed: Option<&str>| typed.filter(|typed| !typed.trim().is_empty()).map(figure).transpose();
            let (from, to) = (end(from)?, end(to)?);
            let Some(known) = to.as_ref().or(from.as_ref()) else { return Err(no_figure(value)) };
            let size =
                |end: &Option<QuantityData>| end.as_ref().map(|end| sized(end).map(|size| (size, true))).transpose();
            return Ok(Self { from: size(&from)?, to: size(&to)?, ..Self::like(value, known) });
        }
        let signs = [(">=", true), ("<=", true), (">", false), ("<", false)];
        for (sign, included) in signs {
            if let Some(typed) = value.strip_prefix(sign) {
                let figure = figure(typed)?;
                let end = Some((sized(&figure)?, included));
                let [from, to] = if sign.starts_with('>') { [end, None] } else { [None, end] };
                return Ok(Self { from, to, ..Self::like(value, &figure) });
            }
        }
        let figure = figure(value)?;
        let end = figure.size.map(|size| (size, true));
        let date = figure.size.is_none().then(|| figure.value.clone());
        Ok(Self { from: end, to: end, date, ..Self::like(value, &figure) })
    }

    /// Figures of the same kind and unit.
    fn like(typed: &str, figure: &QuantityData) -> Self {
        let is_plain = figure.kind == "count" && figure.unit.is_none();
        let has_unit = matches!(figure.kind, "money" | "count" | "measure" | "ordinal");
        Self {
            typed: typed.to_string(),
            kind: (!is_plain).then_some(figure.kind),
            unit: figure.unit.clone().filter(|_| has_unit),
            from: None,
            to: None,
            date: None,
        }
    }

    /// The range in words.
    pub(super) fn in_words(&self) -> String {
        format!("with the figure {}", self.typed)
    }
}

/// Joins values that were parted at the comma between thousands: `100` and `000`.
pub(super) fn joined_thousands(values: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for value in values {
        let is_rest = value.len() >= 3
            && value.as_bytes()[..3].iter().all(u8::is_ascii_digit)
            && !value.as_bytes().get(3).is_some_and(u8::is_ascii_digit);
        match joined.last_mut().filter(|last| is_rest && last.ends_with(|c: char| c.is_ascii_digit())) {
            Some(last) => *last = format!("{last},{value}"),
            None => joined.push(value.clone()),
        }
    }
    joined
}

/// Reads the only figure of a text.
fn figure(typed: &str) -> Result<QuantityData> {
    match &all_quantities(typed)[..] {
        [one] => Ok(one.figure()),
        [] => Err(no_figure(typed)),
        [..] => Err(Error::usage(format!("several figures: {}", typed.trim()))
            .hint("one figure, or a range as in figure:\"£1m..£5m\"")),
    }
}

fn no_figure(typed: &str) -> Error {
    Error::usage(format!("not a figure: {}", typed.trim()))
        .hint("as in figure:£100,000, figure:\">=5 million people\", figure:20%, figure:\"10 km\" or figure:2021")
}

fn sized(figure: &QuantityData) -> Result<f64> {
    figure.size.ok_or_else(|| {
        Error::usage(format!("a date cannot be compared as a figure: {}", figure.value))
            .hint("said: has ranges of dates, as in said:>=2021-11; figure: finds a date in the words")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_in_texts() {
        let read = |typed: &str| FigureRange::parse(typed).unwrap();
        let pound = read("£100,000");
        assert_eq!((pound.kind, pound.unit.as_deref()), (Some("money"), Some("GBP")));
        assert_eq!((pound.from, pound.to), (Some((100_000.0, true)), Some((100_000.0, true))));
        let plain = read(">5m");
        assert_eq!((plain.kind, plain.from, plain.to), (None, Some((5_000_000.0, false)), None));
        let distance = read("10 km");
        assert_eq!((distance.kind, distance.unit, distance.from), (Some("length"), None, Some((10_000.0, true))));
        let range = read("5%..10%");
        assert_eq!((range.kind, range.from, range.to), (Some("share"), Some((5.0, true)), Some((10.0, true))));
        assert_eq!(read("18 November 2021").date.as_deref(), Some("2021-11-18"));
        for (typed, wrong) in [
            ("many", "not a figure: many"),
            ("..", "not a figure: .."),
            (">2021", "a date cannot be compared as a figure: 2021"),
            ("5 or 6 people", "several figures: 5 or 6 people"),
        ] {
            assert_eq!(FigureRange::parse(typed).unwrap_err().to_string(), wrong);
        }
    }

    #[test]
    fn thousands_stay_together() {
        let parted = |typed: &str| joined_thousands(&typed.split(',').map(str::to_string).collect::<Vec<_>>());
        assert_eq!(parted("£100,000"), ["£100,000"]);
        assert_eq!(parted("1,000,000 people,20%"), ["1,000,000 people", "20%"]);
        assert_eq!(parted("5,6,2021"), ["5", "6", "2021"]);
    }
}
