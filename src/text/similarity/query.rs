//! The query text, prepared for comparing it with many claims.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::analyze::{AnalyzedText, AnalyzedWord, StemList};
use super::background;
use super::features::Features;
use super::model::MatchModel;
use super::weights::{WITH_MEANING, WITHOUT_MEANING};
use crate::text::quantity::compare;

/// The query text, prepared for comparing.
pub struct QueryText {
    text: AnalyzedText,
    /// The id of each stem: its index in `weights`.
    numbers: HashMap<Rc<str>, u32>,
    weights: Vec<f32>,
    names: Vec<bool>,
    /// Whether each stem is too common to be significant.
    common: Vec<bool>,
    /// The stem of each word.
    ids: Vec<u32>,
    grams: HashMap<u64, f32>,
    /// Whether the text is in English, so that what its words mean is known.
    is_english: bool,
    /// The total weight of all names, of all grams, and of all grams squared.
    total: [f32; 3],
}

/// The similarity of a claim and the query text.
#[derive(Clone, Debug, PartialEq)]
pub struct Similarity {
    /// As numbers.
    pub features: Features,
    /// The words of the text that are also in the claim, as the text has them, the rarest first, without common words.
    pub words: Vec<String>,
    /// The amounts and dates of the text that are also in a wording of the claim.
    pub agree: Vec<String>,
}

/// A wording of a claim: the id of each word's stem, if the query text has it, and its weight.
struct IndexedWording<'t> {
    text: &'t AnalyzedText,
    ids: Vec<(Option<u32>, f32)>,
}

impl QueryText {
    /// Prepares a text. `found` returns the number of the `claims` in the book that have a stem.
    pub fn new(text: AnalyzedText, claims: f32, found: impl Fn(&str) -> f32) -> Self {
        let mut numbers = HashMap::new();
        let [mut names, mut common] = [const { Vec::new() }; 2];
        let (mut weights, mut ids) = (Vec::new(), Vec::new());
        for token in &text.tokens {
            let next = u32::try_from(weights.len()).unwrap_or(u32::MAX);
            let id = *numbers.entry(Rc::clone(&token.stem)).or_insert(next);
            if id == next {
                weights.push(background::weight_in(&token.stem, found(&token.stem), claims));
                names.push(token.name);
                common.push(background::is_common(&token.stem));
            }
            ids.push(id);
        }
        let weight = |id: u32| weights[id as usize];
        let grams: HashMap<_, _> =
            text.grams.iter().map(|(gram, a, b)| (*gram, weight(ids[*a]).min(weight(ids[*b])))).collect();
        let total = [
            weights.iter().zip(&names).filter(|(_, name)| **name).map(|(weight, _)| weight).sum(),
            text.grams.iter().map(|(gram, ..)| grams[gram]).sum(),
            text.grams.iter().map(|(gram, ..)| grams[gram] * grams[gram]).sum(),
        ];
        let is_english = text.is_english();
        Self { text, numbers, weights, names, common, ids, grams, is_english, total }
    }

    /// The model by which claims are compared with the text.
    pub fn model(&self) -> &'static MatchModel {
        if self.is_english { &WITH_MEANING } else { &WITHOUT_MEANING }
    }

    /// Whether the text has an amount or a date.
    pub fn has_quantities(&self) -> bool {
        !self.text.quantities.is_empty()
    }

    fn weight(&self, id: u32) -> f32 {
        self.weights[id as usize]
    }

    fn index<'t>(&self, text: &'t AnalyzedText) -> IndexedWording<'t> {
        let id = |token: &AnalyzedWord| {
            let id = self.numbers.get(&token.stem).copied();
            (id, id.map_or(token.weight, |id| self.weight(id)))
        };
        IndexedWording { text, ids: text.tokens.iter().map(id).collect() }
    }

    /// Ranks claims by the words that they share with the text: BM25 with the usual k1 = 1.2 and b = 0.75 (Robertson and
    /// Zaragoza 2009), as a share of the best.
    pub fn ranks(&self, claims: &[StemList]) -> Vec<f32> {
        let words = claims.iter().map(|claim| claim.0.len()).sum::<usize>() as f32;
        let mean = words / claims.len().max(1) as f32;
        let rank = |claim: &StemList| {
            let mut times: BTreeMap<u32, f32> = BTreeMap::new();
            for id in claim.0.iter().filter_map(|stem| self.numbers.get(stem)) {
                *times.entry(*id).or_default() += 1.0;
            }
            let norm = 1.2 * (0.25 + 0.75 * claim.0.len() as f32 / mean.max(1.0));
            times.iter().map(|(id, times)| self.weight(*id) * times * 2.2 / (times + norm)).sum::<f32>()
        };
        let ranks: Vec<f32> = claims.iter().map(rank).collect();
        let best = ranks.iter().copied().fold(0.1, f32::max);
        ranks.into_iter().map(|rank| rank / best).collect()
    }

    /// Returns the total weight of the words that a wording shares with the text.
    pub fn shared(&self, wording: &StemList) -> f32 {
        let found: BTreeSet<_> = wording.0.iter().filter_map(|stem| self.numbers.get(stem)).collect();
        found.into_iter().map(|id| self.weight(*id)).sum()
    }

    /// Compares a claim, given as one wording and all others, with the text. `rank` is its result of [`Self::ranks`], from 0 to 1.
    pub fn similarity(&self, claim: &AnalyzedText, others: &[Rc<AnalyzedText>], rank: f32) -> Similarity {
        let all: Vec<_> =
            std::iter::once(claim).chain(others.iter().map(|text| &**text)).map(|text| self.index(text)).collect();
        let found: BTreeSet<u32> =
            all.iter().flat_map(|wording| wording.ids.iter().filter_map(|(id, _)| *id)).collect();
        let [words, rarest] = self.words_found(&found);
        let [grams, theirs, cosine] = self.grams_found(&all);
        let [names, names_weight] = self.names_found(&found);
        let ([agreeing, agree, disagree, conflicts], same) = self.quantities(claim, others);
        let [claim_names, unnamed, says, _] = self.wording(&all[0]);
        let parts = all.iter().map(|wording| self.wording(wording));
        let [best_names, _, _, best_grams] =
            parts.fold([0.0; 4], |best, one| if one[3] + one[0] > best[3] + best[0] { one } else { best });
        let [best_meant, text_meant] = self.meaning(claim, others);
        let features = [
            rank,
            words,
            rarest,
            grams,
            theirs,
            cosine,
            names,
            names_weight,
            agreeing,
            agree,
            disagree,
            conflicts,
            claim_names,
            unnamed,
            says,
            best_grams,
            best_names,
            best_meant,
            text_meant,
        ];
        Similarity { features, words: self.words_shared(&found), agree: same }
    }

    /// Returns the weight of the words found, and of the rarest.
    fn words_found(&self, found: &BTreeSet<u32>) -> [f32; 2] {
        let sum: f32 = found.iter().map(|id| self.weight(*id)).sum();
        let rarest = found.iter().map(|id| self.weight(*id)).fold(0.0, f32::max);
        [sum / 30.0, rarest / 10.0]
    }

    /// Returns the share of the text's names that are found, and their weight.
    fn names_found(&self, found: &BTreeSet<u32>) -> [f32; 2] {
        let names = found.iter().filter(|id| self.names[**id as usize]);
        let sum: f32 = names.map(|id| self.weight(*id)).sum();
        [share(sum, self.total[0]), sum / 10.0]
    }

    /// As [`Self::compare_grams`], for all wordings together.
    fn grams_found(&self, all: &[IndexedWording]) -> [f32; 3] {
        let mut theirs: Vec<(u64, f32)> = all.iter().flat_map(IndexedWording::grams).collect();
        theirs.sort_unstable_by_key(|(gram, _)| *gram);
        theirs.dedup_by_key(|(gram, _)| *gram);
        self.compare_grams(&theirs)
    }

    /// Returns the share of the text's grams that are found, the share of the other's grams, and the cosine.
    fn compare_grams(&self, theirs: &[(u64, f32)]) -> [f32; 3] {
        let (mut sum, mut squares, mut mine, mut common, mut product) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (gram, weight) in theirs {
            sum += weight;
            squares += weight * weight;
            if let Some(own) = self.grams.get(gram) {
                mine += own;
                common += weight;
                product += own * weight;
            }
        }
        [share(mine, self.total[1]), share(common, sum), product / (squares * self.total[2]).sqrt().max(0.01)]
    }

    /// Compares amounts and dates. Returns features, and those that agree.
    fn quantities(&self, claim: &AnalyzedText, wordings: &[Rc<AnalyzedText>]) -> ([f32; 4], Vec<String>) {
        let own = &self.text.quantities;
        let compared = compare(own, &claim.quantities);
        let mut agreed: BTreeSet<usize> = compared.agree.iter().map(|(mine, _)| *mine).collect();
        for text in wordings {
            agreed.extend(compare(own, &text.quantities).agree.iter().map(|(mine, _)| *mine));
        }
        let conflicts = compared.conflict.iter().any(|(mine, _)| !agreed.contains(mine));
        let (theirs, agree) = (claim.quantities.len() as f32, compared.agree.len() as f32);
        let features = [
            (agreed.len() as f32).min(3.0) / 3.0,
            share(agree, theirs),
            if theirs > 0.0 { 1.0 - agree / theirs } else { 0.0 },
            f32::from(u8::from(conflicts)),
        ];
        (features, agreed.iter().map(|mine| own[*mine].to_string()).collect())
    }

    /// Returns the cosine of the best wording or title, and the share of the text that all say in their words.
    fn meaning(&self, claim: &AnalyzedText, others: &[Rc<AnalyzedText>]) -> [f32; 2] {
        if !self.is_english {
            return [0.0; 2];
        }
        let own = &self.text.meaning;
        let all: Vec<_> = std::iter::once(&claim.meaning).chain(others.iter().map(|text| &text.meaning)).collect();
        [all.iter().map(|text| own.cosine(text)).fold(0.0, f32::max), own.covered_by(&all)]
    }

    /// Compares one wording with the text: names found and not found, its total weight, and grams. A short wording cannot agree
    /// completely.
    fn wording(&self, wording: &IndexedWording) -> [f32; 4] {
        let (mut sum, mut names, mut found) = (0.0, 0.0, 0.0);
        for at in &wording.text.first {
            let (id, weight) = wording.ids[*at];
            sum += weight;
            if wording.text.tokens[*at].name {
                names += weight;
                found += if id.is_some() { weight } else { 0.0 };
            }
        }
        let [_, grams, _] = self.compare_grams(&wording.grams().collect::<Vec<_>>());
        [found / (names + 2.0), (names - found) / (names + 2.0), (1.0 + sum).ln() / 5.0, grams * sum / (sum + 8.0)]
    }

    fn words_shared(&self, found: &BTreeSet<u32>) -> Vec<String> {
        let mut shared: Vec<_> =
            self.text.first.iter().map(|at| (self.ids[*at], &self.text.tokens[*at].written)).collect();
        // Numbers are in `agree` and `conflict` already.
        let number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\''));
        shared.retain(|(id, word)| found.contains(id) && !self.common[*id as usize] && !number(word));
        shared.sort_by(|(a, _), (b, _)| self.weight(*b).total_cmp(&self.weight(*a)));
        shared.into_iter().map(|(_, written)| written.clone()).collect()
    }
}

impl IndexedWording<'_> {
    fn grams(&self) -> impl Iterator<Item = (u64, f32)> {
        self.text.grams.iter().map(|(gram, a, b)| (*gram, self.ids[*a].1.min(self.ids[*b].1)))
    }
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
