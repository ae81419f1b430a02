//! Fits a model: the weights of the score, then those of the chance.

use gainsay::text::similarity::{AGAINST, CHANCE_FEATURES, FEATURES, Features, MEANING, MatchModel};

use super::books::{Hit, Query};

/// Penalty on the square of a weight of the score, in standard deviations of its feature.
const SCORE_PENALTY: f64 = 0.1;
/// The same for the chance.
const CHANCE_PENALTY: f64 = 0.001;
/// Claims of a text after the first of which the chance is fitted.
const FOLLOWING: usize = 4;
/// Minimum number of claims of a book whose second claims say what a second claim usually has.
const LARGE: usize = 200;

/// Claims of a text in order, each with the numbers of its chance and whether it is right.
struct Row {
    numbers: Vec<f64>,
    right: bool,
}

/// Removes what the features say of the meaning of words, as in a text that is not in English.
pub(crate) fn without_meaning(queries: &[Query]) -> Vec<Query> {
    let without = |hits: &[Hit]| {
        let without = |(features, right): &Hit| {
            let mut features = *features;
            features[MEANING..].fill(0.0);
            (features, *right)
        };
        hits.iter().map(without).collect()
    };
    let query = |query: &Query| Query { hits: without(&query.hits), absent: without(&query.absent), ..*query };
    queries.iter().map(query).collect()
}

/// Fits weights so that what is right comes first (softmax over the claims of a text, with a small penalty on weights), and
/// then the chance (logistic regression) of the first claim of each text, with and without what is right in the book. Small books
/// say little of the order, because they were chosen by it.
pub(crate) fn fit(queries: &[&Query], use_feature: impl Fn(usize) -> bool) -> MatchModel {
    let mut weights = [0.0; FEATURES.len()];
    let whole: Vec<&Query> = queries.iter().filter(|query| query.is_whole).copied().collect();
    fit_score(&whole, use_feature).into_iter().zip(&mut weights).for_each(|(fitted, weight)| *weight = fitted as f32);
    let mut model = MatchModel { weights, chance: [0.0; 4 + CHANCE_FEATURES.len()], next: 0.0 };
    model.next = usual_second(queries, &model);
    let (mut first, mut following) = (Vec::new(), Vec::new());
    for hits in queries.iter().flat_map(|query| [&query.hits, &query.absent]) {
        let mut rows = rows(hits, &model).into_iter();
        first.extend(rows.next());
        following.extend(rows.take(FOLLOWING));
    }
    let is_behind = |at: usize| at == 3;
    let fitted = logistic(&first, &vec![0.0; model.chance.len()], |at| !is_behind(at));
    // What a distance to the best costs is learned from the others.
    let fitted = logistic(&following, &fitted, is_behind);
    model.chance.iter_mut().zip(fitted).for_each(|(weight, fitted)| *weight = fitted);
    model
}

/// Returns the claims of a text, the best first, each with its score.
pub(crate) fn ranked(hits: &[Hit], model: &MatchModel) -> Vec<(f32, Hit)> {
    let mut ranked: Vec<_> = hits.iter().map(|hit| (model.score(&hit.0), *hit)).collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranked
}

/// Returns the claims of a text, the best first, each with its chance.
pub(crate) fn chances(hits: &[Hit], model: &MatchModel) -> Vec<(f64, bool)> {
    let ranked = ranked(hits, model);
    let scores: Vec<f32> = ranked.iter().map(|(score, _)| *score).collect();
    let standings = model.standings(&scores);
    ranked.iter().zip(standings).map(|((_, (features, right)), at)| (model.chance(features, at), *right)).collect()
}

fn rows(hits: &[Hit], model: &MatchModel) -> Vec<Row> {
    let ranked = ranked(hits, model);
    let scores: Vec<f32> = ranked.iter().map(|(score, _)| *score).collect();
    let row = |((_, (features, right)), at): (&(f32, Hit), gainsay::text::similarity::Standing)| {
        let numbers = [1.0, at.score, at.lead, at.behind].into_iter();
        let numbers = numbers.chain(CHANCE_FEATURES.iter().map(|at| features[*at]));
        Row { numbers: numbers.map(f64::from).collect(), right: *right }
    };
    ranked.iter().zip(model.standings(&scores)).map(row).collect()
}

/// The median score of the second claim in large books.
fn usual_second(queries: &[&Query], model: &MatchModel) -> f32 {
    let large = queries
        .iter()
        .filter(|query| query.is_whole && query.book >= LARGE)
        .flat_map(|query| [&query.hits, &query.absent]);
    let mut seconds: Vec<f32> = large.filter_map(|hits| Some(ranked(hits, model).get(1)?.0)).collect();
    seconds.sort_by(f32::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or_default()
}

/// How much a feature varies, to weigh all alike.
fn deviations(queries: &[&Query]) -> Vec<f64> {
    let all = || queries.iter().flat_map(|query| &query.hits);
    let count = all().count() as f64;
    let deviation = |n: usize| {
        let mean = all().map(|(features, _)| f64::from(features[n])).sum::<f64>() / count;
        (all().map(|(features, _)| (f64::from(features[n]) - mean).powi(2)).sum::<f64>() / count).sqrt() + 1e-6
    };
    (0..FEATURES.len()).map(deviation).collect()
}

fn dot(features: &Features, weights: &[f64]) -> f64 {
    features.iter().zip(weights).map(|(feature, weight)| f64::from(*feature) * weight).sum()
}

fn fit_score(queries: &[&Query], use_feature: impl Fn(usize) -> bool) -> Vec<f64> {
    let deviations = deviations(queries);
    let with: Vec<_> = queries.iter().filter(|query| query.hits.iter().any(|(_, right)| *right)).collect();
    let slope = |weights: &[f64]| {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| SCORE_PENALTY * weight).collect();
        let scaled: Vec<f64> = weights.iter().zip(&deviations).map(|(weight, deviation)| weight / deviation).collect();
        for query in &with {
            let scores: Vec<f64> = query.hits.iter().map(|(features, _)| dot(features, &scaled)).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
            let right = query.hits.iter().filter(|(_, right)| *right).count() as f64;
            for ((features, is_right), score) in query.hits.iter().zip(scores) {
                let share = (score - most).exp() / sum - if *is_right { 1.0 / right } else { 0.0 };
                for (n, feature) in features.iter().enumerate().filter(|(n, _)| use_feature(*n)) {
                    gradient[n] += share * f64::from(*feature) / deviations[n] / with.len() as f64;
                }
            }
        }
        gradient
    };
    // More agreement never makes a claim less likely.
    let least = |n: usize| if AGAINST.contains(&n) { f64::MIN } else { 0.0 };
    let weights = minimise(FEATURES.len(), 800, least, slope);
    weights.iter().zip(&deviations).map(|(weight, deviation)| weight / deviation).collect()
}

/// Minimises by Adam (Kingma and Ba 2015); `slope` gives the gradient, `least` the least value of each.
fn minimise(size: usize, steps: i32, least: impl Fn(usize) -> f64, slope: impl Fn(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let (mut at, mut first, mut second) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for step in 1..=steps {
        let gradient = slope(&at);
        let rate = 0.05 * (1.0 - f64::from(step) / f64::from(steps)).max(0.02);
        for n in 0..size {
            first[n] = 0.9 * first[n] + 0.1 * gradient[n];
            second[n] = 0.999 * second[n] + 0.001 * gradient[n] * gradient[n];
            let (mean, square) = (first[n] / (1.0 - 0.9f64.powi(step)), second[n] / (1.0 - 0.999f64.powi(step)));
            at[n] = (at[n] - rate * mean / (square.sqrt() + 1e-9)).max(least(n));
        }
    }
    at
}

/// Fits some weights of a chance by logistic regression; the others stay as they are.
fn logistic(rows: &[Row], from: &[f64], is_fitted: impl Fn(usize) -> bool) -> Vec<f64> {
    let count = rows.len() as f64;
    let deviation = |n: usize| {
        let mean = rows.iter().map(|row| row.numbers[n]).sum::<f64>() / count;
        (rows.iter().map(|row| (row.numbers[n] - mean).powi(2)).sum::<f64>() / count).sqrt()
    };
    let scales: Vec<f64> = (0..from.len()).map(deviation).map(|scale| if scale > 1e-6 { scale } else { 1.0 }).collect();
    let weights = |change: &[f64]| -> Vec<f64> {
        (0..from.len()).map(|n| if is_fitted(n) { change[n] / scales[n] } else { from[n] }).collect()
    };
    let slope = |change: &[f64]| {
        let weights = weights(change);
        let mut gradient: Vec<f64> =
            (0..).zip(change).map(|(n, one)| if n > 0 { CHANCE_PENALTY * one } else { 0.0 }).collect();
        for row in rows {
            let sum: f64 = row.numbers.iter().zip(&weights).map(|(number, weight)| number * weight).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(row.right));
            for n in (0..from.len()).filter(|n| is_fitted(*n)) {
                gradient[n] += error * row.numbers[n] / scales[n] / count;
            }
        }
        gradient
    };
    weights(&minimise(from.len(), 3000, |_| f64::MIN, slope))
}
