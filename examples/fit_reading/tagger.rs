//! Fits the tagger: an averaged perceptron, on the tags of another program.

use std::collections::HashMap;
use std::path::Path;

use gainsay::attribution::PartOfSpeech;
use gainsay::attribution::TokenizedText;
use gainsay::attribution::learned::features::FeatureKeys;
use gainsay::attribution::learned::tagger::TaggerSentence;
use gainsay::attribution::learned::vocabulary::Vocabulary;

use super::corpus::Article;
use super::descent::KeyCounts;
use super::pack::{Row, pack_table};

const TAGS: usize = PartOfSpeech::ALL.len();
const EPOCHS: usize = 5;
/// Features that occur less often are left out.
const MIN_COUNT: u32 = 5;
/// Smaller weights are left out.
const MIN_WEIGHT: f32 = 2.0;

/// The tags of each article, by the character at which the token begins.
pub(crate) type Tags = HashMap<String, HashMap<usize, PartOfSpeech>>;

/// Reads tags: a line for each article with `doc` and `sentences`, lists of [start, end, tag] in characters.
pub(crate) fn read_tags(path: &Path) -> Tags {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut all = Tags::new();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let sentences = value["sentences"].as_array().unwrap();
        let tokens = sentences.iter().flat_map(|sentence| sentence.as_array().unwrap());
        let tag = |token: &serde_json::Value| {
            (token[0].as_u64().unwrap() as usize, PartOfSpeech::of_penn(token[2].as_str().unwrap_or("NN")))
        };
        all.insert(value["doc"].as_str().unwrap().to_string(), tokens.map(tag).collect());
    }
    all
}

/// Fits on the articles whose tags are known; returns the table.
pub(crate) fn fit_tagger(articles: &[(&Article, &TokenizedText)], tags: &Tags, vocabulary: &Vocabulary) -> Vec<u8> {
    let mut features = FeatureKeys::default();
    let known = |article: &Article, text: &TokenizedText, at: usize| {
        let start = article.characters(&text.tokens[at].range).start;
        tags.get(&article.name).and_then(|tags| tags.get(&start)).copied()
    };
    let mut counts = KeyCounts::default();
    let mut examples: Vec<(Vec<u32>, PartOfSpeech)> = Vec::new();
    for (article, text) in articles.iter().filter(|(article, _)| tags.contains_key(&article.name)) {
        for (index, sentence) in text.sentences.iter().enumerate() {
            let words = TaggerSentence::new(text, index, vocabulary);
            let mut last = [None, None];
            for at in sentence.clone() {
                let tag = known(article, text, at);
                if let Some(tag) = tag {
                    words.features(at - sentence.start, last, &mut features);
                    counts.add(features.keys());
                    examples.push((features.keys().to_vec(), tag));
                }
                last = [tag, last[0]];
            }
        }
    }
    let (keys, numbers) = counts.numbered(MIN_COUNT);
    let mut weights = vec![[0.0f32; TAGS]; keys.len()];
    let mut sums = vec![[0.0f64; TAGS]; keys.len()];
    let mut step = 0.0f64;
    for epoch in 0..EPOCHS {
        let mut right = 0usize;
        for (keys, tag) in &examples {
            let features: Vec<usize> = keys.iter().filter_map(|key| numbers.get(key)).map(|at| *at as usize).collect();
            let mut scores = [0.0f32; TAGS];
            for at in &features {
                scores.iter_mut().zip(&weights[*at]).for_each(|(score, weight)| *score += weight);
            }
            let best = (0..TAGS).max_by(|one, other| scores[*one].total_cmp(&scores[*other])).unwrap();
            step += 1.0;
            right += usize::from(best == *tag as usize);
            if best != *tag as usize {
                for at in features {
                    for (label, change) in [(best, -1.0f32), (*tag as usize, 1.0)] {
                        weights[at][label] += change;
                        sums[at][label] += f64::from(change) * step;
                    }
                }
            }
        }
        eprintln!("  tagger, pass {epoch}: {:.4} of {} right", right as f64 / examples.len() as f64, examples.len());
    }
    let mean = |(weights, sums): (&[f32; TAGS], &[f64; TAGS])| -> Vec<f32> {
        let mean = weights.iter().zip(sums).map(|(weight, sum)| (f64::from(*weight) - sum / step) as f32);
        mean.map(|weight| if weight.abs() < MIN_WEIGHT { 0.0 } else { weight }).collect()
    };
    let rows: Vec<Row> = keys.into_iter().zip(weights.iter().zip(&sums).map(mean)).collect();
    pack_table(TAGS, 13, &[], rows.into_iter().filter(|row| row.1.iter().any(|weight| *weight != 0.0)).collect())
}
