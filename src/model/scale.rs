//! Ratings: the label of a verdict, and its place on a scale.

mod labels;

use super::vocabulary::Bucket;
use crate::error::{Error, Result};

/// A rating as in schema.org: a label, an optional number between a worst and a best one, each kept as exact text, and a bucket
/// where that is certain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    /// The label, in the words of the checker.
    pub label: String,
    /// The number; schema.org `ratingValue`.
    pub value: Option<String>,
    /// The number of the worst rating on the scale; it can be larger than the best.
    pub worst: Option<String>,
    /// The number of the best rating on the scale.
    pub best: Option<String>,
    /// The bucket, if certain.
    pub bucket: Option<Bucket>,
}

/// The built-in labels, from the worst to the best, then those that are between no others.
const LABELS: [(&str, Bucket); 7] = [
    ("false", Bucket::False),
    ("mostly-false", Bucket::False),
    ("mixed", Bucket::Mixed),
    ("mostly-true", Bucket::True),
    ("true", Bucket::True),
    ("unproven", Bucket::Other),
    ("misleading", Bucket::Other),
];

/// Returns the built-in labels.
pub fn labels() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(|known| known.0)
}

impl Rating {
    /// Returns the rating for a label. A built-in label gets its bucket, unless another is given, and never a number.
    ///
    /// # Errors
    /// An empty label; a number that is not a decimal.
    pub fn new(label: &str, numbers: [Option<&str>; 3], bucket: Option<Bucket>) -> Result<Self> {
        if label.trim().is_empty() {
            return Err(
                Error::usage("a verdict needs a label").hint("false, mixed, true, unproven … or one of your own")
            );
        }
        let [value, worst, best] = numbers;
        for number in numbers.into_iter().flatten() {
            if !is_decimal(number) {
                return Err(Error::usage(format!("not a number: {number}")).hint("write it as 3 or 2.5"));
            }
        }
        let own = |text: Option<&str>| text.map(str::to_string);
        let mut rating =
            Self { label: label.trim().to_string(), value: own(value), worst: own(worst), best: own(best), bucket };
        rating.complete();
        rating.bucket = rating.bucket.or_else(|| labels::bucket_of(&rating.label, numbers));
        Ok(rating)
    }

    /// Returns a rating of somebody else: no numbers are filled in.
    ///
    /// # Errors
    /// As [`Rating::new`].
    pub fn as_given(label: &str, numbers: [Option<&str>; 3], bucket: Option<Bucket>) -> Result<Self> {
        Self::new(label, numbers, bucket)?;
        let bucket = bucket.or_else(|| labels::bucket_of(label, numbers));
        let [value, worst, best] = numbers.map(|number| number.map(str::to_string));
        Ok(Self { label: label.trim().to_string(), value, worst, best, bucket })
    }

    /// Whether the number is between the ends of its scale, in either order. True without a number or scale.
    pub fn is_on_its_scale(&self) -> bool {
        let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
        match (number(&self.value), number(&self.worst), number(&self.best)) {
            (Some(value), Some(worst), Some(best)) => (worst.min(best)..=worst.max(best)).contains(&value),
            _ => true,
        }
    }

    fn complete(&mut self) {
        let plain = self.label.to_lowercase().replace([' ', '_'], "-");
        if let Some((label, bucket)) = LABELS.iter().find(|known| known.0 == plain) {
            self.bucket = self.bucket.or(Some(*bucket));
            if self.value.is_none() {
                self.label = (*label).to_string();
            }
        }
    }
}

/// Whether a text is a decimal number without exponent: `-1`, `2.50`.
pub fn is_decimal(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && fraction.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_labels_know_their_bucket_and_bring_no_number() {
        for (typed, label, value, bucket) in [
            ("false", "false", None, Some(Bucket::False)),
            ("Mostly true", "mostly-true", None, Some(Bucket::True)),
            ("misleading", "misleading", None, Some(Bucket::Other)),
            ("Pants on Fire", "Pants on Fire", None, Some(Bucket::False)),
        ] {
            let rating = Rating::new(typed, [None, None, None], None).unwrap();
            assert_eq!((rating.label.as_str(), rating.value.as_deref(), rating.bucket), (label, value, bucket));
        }
    }

    #[test]
    fn a_foreign_scale_is_kept_as_it_is() {
        let rating = Rating::new("Falso", [Some("5"), Some("5"), Some("1")], Some(Bucket::False)).unwrap();
        assert_eq!(rating.worst.as_deref(), Some("5"));
        assert_eq!(Rating::new("False", [Some("-1"), Some("0"), Some("7")], None).unwrap().label, "False");
    }

    #[test]
    fn numbers_are_exact() {
        for bad in ["", "-", "1.", ".5", "1e3", "٣"] {
            assert!(Rating::new("x", [Some(bad), Some("1"), Some("5")], None).is_err(), "{bad}");
        }
        assert!(Rating::new("x", [Some("-2.50"), Some("1"), Some("5")], None).is_ok());
    }
}
