//! The text that is asked about, ready to be compared with many claims.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::read::{Glance, Token};
use super::{Background, Features, Text};
use crate::text::numbers::compare;

/// Words that stand so near each other count as a pair.
const NEAR: usize = 5;

/// The text that is asked about.
pub struct Asked {
    text: Text,
    /// The number of each stem, which is its place in `weights`.
    numbers: HashMap<Rc<str>, u16>,
    weights: Vec<f32>,
    names: Vec<bool>,
    /// Of each stem, whether it is too common to tell anything.
    common: Vec<bool>,
    /// The stem of each token.
    ids: Vec<u16>,
    grams: HashMap<u64, f32>,
    pairs: BTreeSet<(u16, u16)>,
    near: BTreeSet<(u16, u16)>,
    /// All weight of stems, names, grams, squared grams, pairs and near pairs.
    total: Totals,
}

#[derive(Default)]
struct Totals {
    words: f32,
    names: f32,
    grams: f32,
    squares: f32,
    pairs: f32,
    near: f32,
}

/// How a claim is like the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// In numbers.
    pub features: Features,
    /// The words of the text that the claim has too, as the text has them, the rarest first; without those that are common
    /// everywhere.
    pub words: Vec<String>,
    /// The amounts and dates of the text that some wording of the claim has too.
    pub agree: Vec<String>,
    /// The amounts and dates of the text that no wording has, each against that of the claim in its place.
    pub conflict: Vec<String>,
}

/// A wording of a claim in the numbers of the asked text: each token's stem, if the text has it, and its weight.
struct Seen<'t> {
    text: &'t Text,
    ids: Vec<(Option<u16>, f32)>,
}

impl Asked {
    /// Makes a text ready. `found` says how many of the `claims` of the book have a stem.
    pub fn new(text: Text, background: &Background, claims: f32, found: impl Fn(&str) -> f32) -> Self {
        let mut numbers = HashMap::new();
        let [mut names, mut common] = [const { Vec::new() }; 2];
        let (mut weights, mut ids) = (Vec::new(), Vec::new());
        for token in &text.tokens {
            let next = u16::try_from(weights.len()).unwrap_or(u16::MAX);
            let id = *numbers.entry(Rc::clone(&token.stem)).or_insert(next);
            if id == next && weights.len() < usize::from(u16::MAX) {
                weights.push(background.weight_in(&token.stem, found(&token.stem), claims));
                names.push(token.name);
                common.push(background.is_common(&token.stem));
            }
            ids.push(id.min(u16::MAX - 1));
        }
        let weight = |id: u16| weights[usize::from(id)];
        let grams: HashMap<_, _> =
            text.grams.iter().map(|(gram, a, b)| (*gram, weight(ids[*a]).min(weight(ids[*b])))).collect();
        let pairs: BTreeSet<_> = ids.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let near: BTreeSet<_> = near(&ids).collect();
        let total = Totals {
            words: weights.iter().sum(),
            names: weights.iter().zip(&names).filter(|(_, name)| **name).map(|(weight, _)| weight).sum(),
            grams: text.grams.iter().map(|(gram, ..)| grams[gram]).sum(),
            squares: text.grams.iter().map(|(gram, ..)| grams[gram] * grams[gram]).sum(),
            pairs: pairs.iter().map(|(a, b)| weight(*a) + weight(*b)).sum(),
            near: near.iter().map(|(a, b)| weight(*a).min(weight(*b))).sum(),
        };
        Self { text, numbers, weights, names, common, ids, grams, pairs, near, total }
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    fn weight(&self, id: u16) -> f32 {
        self.weights[usize::from(id)]
    }

    fn see<'t>(&self, text: &'t Text) -> Seen<'t> {
        let id = |token: &Token| {
            let id = self.numbers.get(&token.stem).copied();
            (id, id.map_or(token.weight, |id| self.weight(id)))
        };
        Seen { text, ids: text.tokens.iter().map(id).collect() }
    }

    /// Ranks claims by the words that they share with the text: BM25 with the usual k1 = 1.2 and b = 0.75 (Robertson and
    /// Zaragoza 2009), as a share of the best.
    pub fn ranks(&self, claims: &[Glance]) -> Vec<f32> {
        let words = claims.iter().map(|claim| claim.0.len()).sum::<usize>() as f32;
        let mean = words / claims.len().max(1) as f32;
        let rank = |claim: &Glance| {
            let mut times: BTreeMap<u16, f32> = BTreeMap::new();
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

    /// How much weight of words a wording shares with the text.
    pub fn shared(&self, wording: &Text) -> f32 {
        let found: BTreeSet<_> = wording.stems().filter_map(|stem| self.numbers.get(stem)).collect();
        found.into_iter().map(|id| self.weight(*id)).sum()
    }

    /// Compares a claim, given as its text and its further wordings, with the text. `rank` is its rank by words among all
    /// that are compared, from 0 to 1.
    pub fn likeness(&self, claim: &Text, wordings: &[Text], rank: f32) -> Likeness {
        let claim_seen = self.see(claim);
        let others: Vec<_> = wordings.iter().map(|text| self.see(text)).collect();
        let all: Vec<_> = std::iter::once(&claim_seen).chain(&others).collect();
        let found: BTreeSet<u16> = all.iter().flat_map(|seen| seen.ids.iter().filter_map(|(id, _)| *id)).collect();
        let claim_numbers = self.wording(&claim_seen);
        let good = |numbers: &[f32; 9]| numbers[0] + numbers[1];
        let best = others
            .iter()
            .map(|seen| self.wording(seen))
            .fold(claim_numbers, |best, one| if good(&one) > good(&best) { one } else { best });
        let mut features = [0.0; super::FEATURES.len()];
        features[0] = rank;
        features[1..4].copy_from_slice(&self.words_found(&found));
        features[4..7].copy_from_slice(&self.grams_found(&all));
        features[7..10].copy_from_slice(&self.pairs_found(&all));
        features[10..12].copy_from_slice(&self.names_found(&found));
        let (quantities, agree, conflict) = self.quantities(claim, wordings);
        features[12..18].copy_from_slice(&quantities);
        features[18..27].copy_from_slice(&claim_numbers);
        features[27..].copy_from_slice(&best);
        Likeness { features, words: self.words_shared(&found), agree, conflict }
    }

    fn words_found(&self, found: &BTreeSet<u16>) -> [f32; 3] {
        let sum: f32 = found.iter().map(|id| self.weight(*id)).sum();
        let rarest = found.iter().map(|id| self.weight(*id)).fold(0.0, f32::max);
        [share(sum, self.total.words), sum / 30.0, rarest / 10.0]
    }

    fn names_found(&self, found: &BTreeSet<u16>) -> [f32; 2] {
        let names = found.iter().filter(|id| self.names[usize::from(**id)]);
        let sum: f32 = names.map(|id| self.weight(*id)).sum();
        [share(sum, self.total.names), sum / 10.0]
    }

    fn grams_found(&self, all: &[&Seen]) -> [f32; 3] {
        let mut theirs: Vec<(u64, f32)> = all.iter().flat_map(|seen| seen.grams()).collect();
        theirs.sort_unstable_by_key(|(gram, _)| *gram);
        theirs.dedup_by_key(|(gram, _)| *gram);
        self.compare_grams(&theirs)
    }

    /// The share of the text's grams that are found, the share of theirs, and the cosine.
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
        [share(mine, self.total.grams), share(common, sum), product / (squares * self.total.squares).sqrt().max(0.01)]
    }

    fn pairs_found(&self, all: &[&Seen]) -> [f32; 3] {
        let (mut pairs, mut nearby) = (BTreeSet::new(), BTreeSet::new());
        for seen in all {
            pairs.extend(seen.pairs().filter(|pair| self.pairs.contains(pair)));
            nearby.extend(seen.near().filter(|pair| self.near.contains(pair)));
        }
        let sum: f32 = pairs.iter().map(|(a, b)| self.weight(*a) + self.weight(*b)).sum();
        let near: f32 = nearby.iter().map(|(a, b)| self.weight(*a).min(self.weight(*b))).sum();
        [share(sum, self.total.pairs), sum / 30.0, share(near, self.total.near)]
    }

    /// Compares amounts and dates: as features, those that agree, and those that conflict.
    fn quantities(&self, claim: &Text, wordings: &[Text]) -> ([f32; 6], Vec<String>, Vec<String>) {
        let own = &self.text.quantities;
        let compared = compare(own, &claim.quantities);
        let mut agreed: BTreeSet<usize> = compared.agree.iter().map(|(mine, _)| *mine).collect();
        for text in wordings {
            agreed.extend(compare(own, &text.quantities).agree.iter().map(|(mine, _)| *mine));
        }
        let conflicts: Vec<_> = compared.conflict.iter().filter(|(mine, _)| !agreed.contains(mine)).collect();
        let (mine, theirs) = (own.len() as f32, claim.quantities.len() as f32);
        let (agree, most) = (compared.agree.len() as f32, agreed.len() as f32);
        let missing = if theirs > 0.0 { 1.0 - agree / theirs } else { 0.0 };
        let features = [
            share(most, mine),
            most.min(3.0) / 3.0,
            share(agree, theirs),
            missing,
            if mine > 0.0 { missing } else { 0.0 },
            f32::from(u8::from(!conflicts.is_empty())),
        ];
        let against =
            |(mine, theirs): &&(usize, usize)| format!("{} against {}", own[*mine], claim.quantities[*theirs]);
        let agree = agreed.iter().map(|mine| own[*mine].to_string()).collect();
        (features, agree, conflicts.iter().map(against).collect())
    }

    /// What one wording has of the text: words, grams, cosine of grams, pairs, near pairs, names found and not found, the
    /// longest run, and how much it says. A short wording cannot agree wholly.
    fn wording(&self, seen: &Seen) -> [f32; 9] {
        let (mut sum, mut found, mut names, mut names_found) = (0.0, 0.0, 0.0, 0.0);
        for at in &seen.text.first {
            let (id, weight) = seen.ids[*at];
            let here = if id.is_some() { weight } else { 0.0 };
            sum += weight;
            found += here;
            if seen.text.tokens[*at].name {
                names += weight;
                names_found += here;
            }
        }
        let says = sum / (sum + 8.0);
        let [_, grams, cosine] = self.compare_grams(&seen.grams().collect::<Vec<_>>());
        let (pairs, pairs_found) = seen.ids.windows(2).fold((0.0, 0.0), |(all, found), pair| {
            let weight = pair[0].1 + pair[1].1;
            let here = matches!((pair[0].0, pair[1].0), (Some(a), Some(b)) if self.pairs.contains(&(a, b)));
            (all + weight, found + if here { weight } else { 0.0 })
        });
        [
            found / (sum + 4.0),
            grams * says,
            cosine,
            pairs_found / (pairs + 8.0),
            self.near_share(seen) * says,
            names_found / (names + 2.0),
            (names - names_found) / (names + 2.0),
            self.longest_run(seen) / (sum + 4.0),
            (1.0 + sum).ln() / 5.0,
        ]
    }

    fn near_share(&self, seen: &Seen) -> f32 {
        let (mut all, mut found) = (0.0, 0.0);
        for (at, (a, weight)) in seen.ids.iter().enumerate() {
            for (b, other) in seen.ids.iter().skip(at + 1).take(NEAR - 1) {
                let weight = weight.min(*other);
                all += weight;
                if matches!((a, b), (Some(a), Some(b)) if self.near.contains(&ordered(*a, *b))) {
                    found += weight;
                }
            }
        }
        share(found, all)
    }

    /// The weight of the longest run of words that both have.
    fn longest_run(&self, seen: &Seen) -> f32 {
        let mut best: f32 = 0.0;
        let mut before = vec![0.0; self.ids.len() + 1];
        for (id, weight) in &seen.ids {
            let mut now = vec![0.0; self.ids.len() + 1];
            if let Some(id) = id {
                for (at, own) in self.ids.iter().enumerate() {
                    if own == id {
                        now[at + 1] = before[at] + weight;
                        best = best.max(now[at + 1]);
                    }
                }
            }
            before = now;
        }
        best
    }

    fn words_shared(&self, found: &BTreeSet<u16>) -> Vec<String> {
        let mut shared: Vec<_> =
            self.text.first.iter().map(|at| (self.ids[*at], &self.text.tokens[*at].written)).collect();
        shared.retain(|(id, _)| found.contains(id) && !self.common[usize::from(*id)]);
        shared.sort_by(|(a, _), (b, _)| self.weight(*b).total_cmp(&self.weight(*a)));
        shared.into_iter().map(|(_, written)| written.clone()).collect()
    }
}

impl Seen<'_> {
    fn grams(&self) -> impl Iterator<Item = (u64, f32)> {
        self.text.grams.iter().map(|(gram, a, b)| (*gram, self.ids[*a].1.min(self.ids[*b].1)))
    }

    fn pairs(&self) -> impl Iterator<Item = (u16, u16)> {
        self.ids.windows(2).filter_map(|pair| pair[0].0.zip(pair[1].0))
    }

    fn near(&self) -> impl Iterator<Item = (u16, u16)> {
        self.ids.iter().enumerate().flat_map(|(at, (a, _))| {
            let others = self.ids.iter().skip(at + 1).take(NEAR - 1);
            others.filter_map(move |(b, _)| a.zip(*b).map(|(a, b)| ordered(a, b)))
        })
    }
}

fn near(ids: &[u16]) -> impl Iterator<Item = (u16, u16)> {
    ids.iter().enumerate().flat_map(move |(at, a)| ids.iter().skip(at + 1).take(NEAR - 1).map(|b| ordered(*a, *b)))
}

fn ordered(a: u16, b: u16) -> (u16, u16) {
    (a.min(b), a.max(b))
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
