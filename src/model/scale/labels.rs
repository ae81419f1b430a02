//! The buckets of labels of fact-checkers, where they are certain.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::model::vocabulary::Bucket;
use crate::text::normalize::name_key;

/// Labels of `PolitiFact`, Snopes, AFP, Full Fact, Africa Check and their like, in the languages in which they publish.
static LABELS: LazyLock<HashMap<String, Bucket>> = LazyLock::new(|| {
    let lines = include_str!("labels.txt").lines().filter(|line| !line.starts_with('#'));
    let parts = lines.filter_map(|line| {
        let (bucket, rest) = line.split_once(' ')?;
        let (_, labels) = rest.split_once(' ')?;
        Some((bucket.parse::<Bucket>().ok()?, labels))
    });
    parts.flat_map(|(bucket, labels)| labels.split(';').map(move |label| (name_key(label), bucket))).collect()
});

/// Headings before a label, as in "Rating: False".
static HEADINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("headings.txt").lines().filter(|line| !line.starts_with('#'));
    lines.collect()
});

/// Returns the bucket of a label. Returns `None` for an unknown label, for one that contradicts its number, and for a plain number
/// that is not at an end of its scale.
pub(super) fn bucket_of(label: &str, numbers: [Option<&str>; 3]) -> Option<Bucket> {
    let known = LABELS.get(&name_key(label)).or_else(|| LABELS.get(&name_key(after_heading(label)?))).copied();
    let place = place(numbers);
    match (known, place) {
        (None, Some(place)) if Some(label.trim()) == numbers[0] => at_an_end(place),
        (Some(bucket), Some(place)) if !agree(bucket, place) => None,
        (known, _) => known,
    }
}

/// Returns a label without its heading, if it has one.
fn after_heading(label: &str) -> Option<&str> {
    let (heading, rest) = label.split_once([':', '：', '–', '—', '|']).or_else(|| label.split_once(" - "))?;
    HEADINGS.contains(name_key(heading).as_str()).then_some(rest)
}

/// Returns the place of a number on its scale, from 0 (worst) to 1 (best). Returns `None` if the number is outside the scale, or if
/// the ends are equal. The worst number is 1 if it is not given (schema.org, `worstRating`).
fn place([value, worst, best]: [Option<&str>; 3]) -> Option<f64> {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok());
    let (value, worst, best) = (number(value)?, number(worst.or(Some("1")))?, number(best)?);
    let place = (value - worst) / (best - worst);
    (place.is_finite() && (0.0..=1.0).contains(&place)).then_some(place)
}

fn at_an_end(place: f64) -> Option<Bucket> {
    match () {
        () if place <= 0.0 => Some(Bucket::False),
        () if place >= 1.0 => Some(Bucket::True),
        () => None,
    }
}

/// Whether a bucket fits the place of a number. Any place fits [`Bucket::Other`].
fn agree(bucket: Bucket, place: f64) -> bool {
    match bucket {
        Bucket::True => place > 0.5,
        Bucket::Mixed => place > 0.0 && place < 1.0,
        Bucket::False => place < 0.5,
        Bucket::Other | Bucket::Unknown => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_only_where_it_is_certain() {
        let scale = |value, worst, best| [Some(value), Some(worst), Some(best)];
        let none = [None; 3];
        for (label, numbers, bucket) in [
            ("Pants on Fire!", none, Some(Bucket::False)),
            ("pants-fire", none, Some(Bucket::False)),
            ("Falso", scale("5", "5", "1"), Some(Bucket::False)),
            ("Verdadero", scale("5", "5", "1"), None),
            ("Falsch", scale("1", "1", "5"), Some(Bucket::False)),
            ("Mostly false", scale("2", "1", "5"), Some(Bucket::False)),
            ("Mostly false", scale("4", "1", "5"), None),
            ("True", [Some("1"), None, Some("6")], None),
            ("True", scale("-1", "1", "5"), Some(Bucket::True)),
            ("True", scale("3", "1", "5"), None),
            ("Half True", scale("3", "1", "5"), Some(Bucket::Mixed)),
            ("Partly false", scale("1", "1", "5"), None),
            ("Partlyfalse", none, Some(Bucket::Mixed)),
            ("Missing context", scale("1", "1", "5"), Some(Bucket::Other)),
            ("True", scale("0", "0", "0"), Some(Bucket::True)),
            ("Three llamas out of five", scale("1", "1", "5"), None),
            ("1", scale("1", "1", "5"), Some(Bucket::False)),
            ("1", scale("1", "1", "1"), None),
            ("3", scale("3", "1", "5"), None),
            ("Rating: False", none, Some(Bucket::False)),
            ("Verdict – Mostly True", none, Some(Bucket::True)),
            ("❌ FALSE ", none, Some(Bucket::False)),
            ("Not: False", none, None),
            ("False. The picture is from 2012, but the flood is real", none, None),
            ("Imprecise", none, None),
            ("One Pinocchio", none, None),
            ("Falso, pero", none, None),
        ] {
            assert_eq!(bucket_of(label, numbers), bucket, "{label} {numbers:?}");
        }
    }

    #[test]
    fn labels_of_many_languages_are_known() {
        for (bucket, labels) in [
            (Bucket::True, "Geppetto Checkmark; Größtenteils richtig; Vrai; Prawda; Doğru; Benar; सच; صحيح; ほぼ正確"),
            (
                Bucket::Mixed,
                "Mixture; Two Pinocchios; Verdadero, pero; Teilweise falsch; Karma; Half-True; 절반의 사실",
            ),
            (
                Bucket::False,
                "Four Pinocchios; Größtenteils falsch; Plutôt faux; Fałsz; Yanlış; Salah; Hoaks; زائف; असत्य; 偽; 誤り",
            ),
            (
                Bucket::Other,
                "Labeled Satire; Engañoso; Exagerado; Insustentável; Distorcido; Irreführend; Unbelegt; Trompeur; \
                 C’est plus compliqué; Manipulacja; Nieweryfikowalne; Sesat; Outdated; Altered; Unproven; مضلل; भ्रामक",
            ),
        ] {
            for label in labels.split("; ") {
                assert_eq!(bucket_of(label, [None; 3]), Some(bucket), "{label}");
            }
        }
    }

    #[test]
    fn no_label_comes_to_two_things() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in include_str!("labels.txt").lines().filter(|line| !line.starts_with('#')) {
            let (bucket, rest) = line.split_once(' ').unwrap();
            assert!(bucket.parse::<Bucket>().is_ok(), "{line}");
            for label in rest.split_once(' ').unwrap().1.split(';') {
                let key = name_key(label);
                assert!(!key.is_empty(), "{line}");
                assert!(*seen.entry(key).or_insert(bucket) == bucket, "{label}");
            }
        }
    }
}
