//! Pairs of claims that may say the same, among all claims of a book.
//!
//! Comparing every claim with every other one would take hours in a large book. So each claim is paired with those that share
//! rare words with it: the words of all claims are in memory, with the claims that have each. The pairs with most weight in
//! common are compared as [`Matcher`] compares a text with the claims. Measured in a book of 10,000 claims: 0.04 ms
//! for each claim of the book, and 10 ms for each claim that is compared.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::matching::{ComparedClaim, Matcher};
use crate::error::Result;
use crate::model::Predicate;
use crate::model::records::Columns as _;
use crate::store::Store;
use crate::store::records::distinct_pairs::Pairs;
use crate::store::records::rows::read_all;
use crate::text::similarity::{TextAnalyzer, background};

/// Maximum number of claims that a word may have to pair them; the rarest words of a claim pair it whatever their number.
const RARE: usize = 100;
/// Number of words of a claim that pair it however common they are.
const RAREST: usize = 3;
/// Maximum number of claims that a common word pairs with a claim: those recorded last before it.
const COMMON: usize = 500;
/// Maximum number of claims with which a claim is paired.
const PARTNERS: usize = 5;
/// Minimum share of the weight of their words that two claims have in common: the cosine of their weighted words.
const MIN_COSINE: f32 = 0.3;
/// Number of pairs that are compared for each pair that is asked for, and number that are compared at least.
const COMPARED: (usize, usize) = (3, 100);
/// Minimum chance of a pair.
const MIN_CHANCE: f64 = 0.3;

/// Two claims that may say the same.
pub(in crate::store) struct SimilarClaims {
    /// The one that was recorded first.
    pub(in crate::store) first: i64,
    /// The other one, compared with it.
    pub(in crate::store) second: i64,
    /// How similar the first is to the second.
    pub(in crate::store) compared: ComparedClaim,
}

/// The claims of a book with their words.
#[derive(Default)]
struct WordTable {
    claims: Vec<i64>,
    /// For each claim, the numbers of its words, sorted.
    words: Vec<Vec<u32>>,
    /// For each word, the places of the claims that have it.
    having: Vec<Vec<u32>>,
    /// The weight of each word.
    weights: Vec<f32>,
}

impl Store {
    /// Pairs of claims that may say the same, but for those in `but`; at most `most`, or somewhat more.
    pub(in crate::store) fn similar_claims(&self, most: usize, but: &Pairs) -> Result<Vec<SimilarClaims>> {
        let candidates = self.likely_pairs(most, but)?;
        let mut found = Vec::new();
        let mut matcher = self.matcher(Predicate::default())?;
        let mut partners: HashMap<i64, Vec<i64>> = HashMap::new();
        for (first, second) in candidates {
            partners.entry(second).or_default().push(first);
        }
        for (second, firsts) in partners {
            let text = self.claim_text(second)?;
            let compared = self.compared_with(&mut matcher, &text, second)?;
            for one in compared {
                if firsts.contains(&one.claim) && one.chance >= MIN_CHANCE {
                    found.push(SimilarClaims { first: one.claim, second, compared: one });
                }
            }
        }
        found.sort_by(|a, b| {
            b.compared.chance.total_cmp(&a.compared.chance).then((a.first, a.second).cmp(&(b.first, b.second)))
        });
        Ok(found)
    }

    fn compared_with(&self, matcher: &mut Matcher, text: &str, claim: i64) -> Result<Vec<ComparedClaim>> {
        self.in_snapshot(|| matcher.compare_but(text, Some(claim)))
    }

    /// The pairs of claims whose words have most weight in common, the earlier claim first.
    fn likely_pairs(&self, most: usize, but: &Pairs) -> Result<Vec<(i64, i64)>> {
        let same: Vec<(i64, i64)> = read_all(
            &self.conn,
            "select b.id, a.id from claim a join claim b on b.text_key = a.text_key and b.id < a.id order by a.id",
            [],
            |columns| Ok((columns.next()?, columns.next()?)),
        )?;
        let table = self.word_table()?;
        let mut pairs: Vec<(f32, (i64, i64))> = same.into_iter().map(|pair| (1.0, pair)).collect();
        let known: HashSet<_> = pairs.iter().map(|(_, pair)| *pair).collect();
        for place in 0..table.claims.len() {
            pairs.extend(table.partners(place).into_iter().filter(|(_, pair)| !known.contains(pair)));
        }
        pairs.retain(|(_, pair)| !but.has(pair.0, pair.1));
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.truncate(most.saturating_mul(COMPARED.0).max(COMPARED.1));
        Ok(pairs.into_iter().map(|(_, pair)| pair).collect())
    }

    /// The words of all claims, in all their wordings.
    fn word_table(&self) -> Result<WordTable> {
        let reader = TextAnalyzer::default();
        let mut table = WordTable::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut query = self
            .conn
            .prepare("select id, text from claim union all select claim_id, text from claim_wording order by id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (claim, text): (i64, String) = (row.get(0)?, row.get(1)?);
            if table.claims.last() != Some(&claim) {
                table.claims.push(claim);
                table.words.push(Vec::new());
            }
            let words = table.words.last_mut();
            let Some(words) = words else { continue };
            for stem in reader.stems_of([text.as_str()]).iter() {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                words.push(match numbers.get(stem) {
                    Some(number) => *number,
                    None => *numbers.entry(stem.to_string()).or_insert(next),
                });
            }
        }
        table.index(&numbers);
        Ok(table)
    }
}

impl WordTable {
    /// Lists the claims of each word, and weighs the words.
    fn index(&mut self, numbers: &HashMap<String, u32>) {
        self.having = vec![Vec::new(); numbers.len()];
        for (place, words) in (0..).zip(&mut self.words) {
            words.sort_unstable();
            words.dedup();
            words.iter().for_each(|word| self.having[*word as usize].push(place));
        }
        self.weights = vec![0.0; numbers.len()];
        for (stem, number) in numbers {
            let at = *number as usize;
            self.weights[at] = background::weight_in(stem, self.having[at].len() as f32, self.claims.len() as f32);
        }
    }

    /// The earlier claims that share most weight with a claim, each with the cosine of the two.
    fn partners(&self, place: usize) -> Vec<(f32, (i64, i64))> {
        let mut words = self.words[place].clone();
        words.sort_by_key(|word| (self.having[*word as usize].len(), *word));
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            let having = &self.having[*word as usize];
            if having.len() > RARE && at >= RAREST {
                break;
            }
            let before = having.partition_point(|other| (*other as usize) < place);
            let weight = self.weights[*word as usize];
            for other in &having[before.saturating_sub(COMMON)..before] {
                *shared.entry(*other).or_default() += weight * weight;
            }
        }
        let mut best: Vec<(f32, u32)> = shared.into_iter().map(|(other, weight)| (weight, other)).collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(Reverse(a.1).cmp(&Reverse(b.1))));
        best.truncate(PARTNERS);
        let cosines = best.into_iter().map(|(_, other)| {
            let other = other as usize;
            (self.cosine(place, other), (self.claims[other], self.claims[place]))
        });
        cosines.filter(|(cosine, _)| *cosine >= MIN_COSINE).collect()
    }

    fn cosine(&self, one: usize, other: usize) -> f32 {
        let square = |words: &[u32]| words.iter().map(|word| self.weights[*word as usize].powi(2)).sum::<f32>();
        let (a, b) = (&self.words[one], &self.words[other]);
        let both: Vec<u32> = a.iter().filter(|word| b.binary_search(word).is_ok()).copied().collect();
        square(&both) / (square(a) * square(b)).sqrt().max(0.001)
    }
}
