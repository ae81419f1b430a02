//! How good a model is on texts.

use gainsay::text::similarity::MatchModel;

use super::books::Query;
use super::model::{chances, ranked};

/// Share of the texts without a claim in the book for which something may be shown, where recall is measured.
const FALSE_ALARMS: f64 = 0.1;

/// How good a model is.
pub(crate) struct Measures {
    /// Mean average precision of the first five.
    pub(crate) precision: f64,
    /// How well the chance of the first claim tells a text with a recorded claim from the same text without: the area under the
    /// curve.
    pub(crate) area: f64,
    /// Share of the texts whose first claim is right and has a greater chance than nine in ten first claims of texts without.
    pub(crate) recall: f64,
    /// Mean square of the error of the chance of the first claim.
    pub(crate) brier: f64,
    /// For each tenth of the chance of a first claim: the mean chance, the share that is right, and how many there are.
    pub(crate) tenths: [(f64, f64, usize); 10],
}

/// Measures a model on texts with and without their claims in the book.
pub(crate) fn measure(queries: &[&Query], model: &MatchModel) -> Measures {
    let count = queries.len().max(1) as f64;
    let first = |hits: &_| chances(hits, model).first().copied().unwrap_or((0.0, false));
    let with: Vec<_> = queries.iter().map(|query| first(&query.hits)).collect();
    let without: Vec<_> = queries.iter().map(|query| first(&query.absent)).collect();
    let mut alarms: Vec<f64> = without.iter().map(|(chance, _)| *chance).collect();
    alarms.sort_by(|a, b| b.total_cmp(a));
    let least = alarms.get((count * FALSE_ALARMS) as usize).copied().unwrap_or_default();
    let all = || with.iter().chain(&without);
    let error = |(chance, right): &(f64, bool)| (chance - f64::from(u8::from(*right))).powi(2);
    Measures {
        precision: queries.iter().map(|query| precision(query, model)).sum::<f64>() / count,
        area: area(&with, &without),
        recall: with.iter().filter(|(chance, right)| *right && *chance > least).count() as f64 / count,
        brier: all().map(error).sum::<f64>() / count / 2.0,
        tenths: tenths(all().copied()),
    }
}

fn precision(query: &Query, model: &MatchModel) -> f64 {
    let (mut found, mut sum) = (0.0, 0.0);
    for (at, (_, (_, right))) in ranked(&query.hits, model).iter().take(5).enumerate() {
        if *right {
            found += 1.0;
            sum += found / (at + 1) as f64;
        }
    }
    sum / query.right as f64
}

fn area(with: &[(f64, bool)], without: &[(f64, bool)]) -> f64 {
    let wins = |a: f64| {
        without
            .iter()
            .map(|(b, _)| if a > *b { 1.0 } else { f64::from(u8::from(a.total_cmp(b).is_eq())) / 2.0 })
            .sum::<f64>()
    };
    with.iter().map(|(a, _)| wins(*a)).sum::<f64>() / (with.len() * without.len()) as f64
}

fn tenths(first: impl Iterator<Item = (f64, bool)>) -> [(f64, f64, usize); 10] {
    let mut tenths = [(0.0, 0.0, 0); 10];
    for (chance, right) in first {
        let tenth = &mut tenths[((chance * 10.0) as usize).min(9)];
        *tenth = (tenth.0 + chance, tenth.1 + f64::from(u8::from(right)), tenth.2 + 1);
    }
    tenths.map(|(chance, right, all)| (chance / (all as f64).max(1.0), right / (all as f64).max(1.0), all))
}
