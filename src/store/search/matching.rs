//! Matching: has this been claimed before? Claims that share rare words with a text are compared with it one by one; in a small book,
//! all claims.
//!
//! The index gives the claims of each word; each claim gets the sum of the weights of the words that it shares with the text. The
//! best 200 are ranked by BM25, and the best 60 of these are compared in all features (`text/similarity`). The weight of a word
//! depends on how common it is at large, because in a small book every word is rare. All weights of agreements are positive, so
//! more agreement never makes a match less likely; `examples/fit` fits them.
//! Matching is half of the work of `gainsay add`, and takes 1.5 times as long in a book a hundred times the size.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::{params, params_from_iter};

use crate::error::Result;
use crate::model::results::hits::MatchRow;
use crate::model::{Filter, Predicate};
use crate::store::Store;
use crate::store::search::index::CLAIMS;
use crate::text::difference::{TextDifference, differences};
use crate::text::quantity::{Value, quantities};
use crate::text::sentences::sentences;
use crate::text::similarity::{ASKED, AnalyzedText, QueryText, Similarity, StemList, TextAnalyzer, background};

/// The maximum number of words of a text that are looked up: the rarest at large.
const MAX_WORDS: usize = 100;
/// The number of claims that are read for each word, from which the number of all claims with the word is estimated.
const MAX_CLAIMS_OF_WORD: usize = 1_000;
/// The same for a word that is common at large, in a text that has others: such a word says little, so it is only looked up where
/// few claims of this book have it.
const MAX_CLAIMS_OF_COMMON_WORD: usize = 300;
/// The maximum number of claims that are read for words that more than [`MAX_CLAIMS_OF_WORD`] claims have, the rarest words first. Other common
/// words only count in the comparison.
const MAX_CLAIMS_OF_COMMON_WORDS: usize = 20_000;
/// The number of claims that are read: those with the greatest weight of shared words.
const MAX_CANDIDATES: usize = 200;
/// The number of these claims that are compared in all features: the best by BM25.
const MAX_COMPARED: usize = 60;
/// The number of claims of a book in which every claim is compared.
const SMALL_BOOK: f32 = 60.0;
/// The maximum number of wordings of a claim that are compared: those that share most words.
const MAX_WORDINGS: usize = 4;

/// Finds the claims of a book that texts repeat; made once for many texts.
pub struct Matcher<'s> {
    store: &'s Store,
    reader: TextAnalyzer,
    /// Whether a speaker of the book has another name.
    has_other_names: bool,
    /// The number of claims in the book.
    claims: f32,
    /// By the id of a claim, the weight of the words that it shares with the text; all 0 between two texts.
    weights: Vec<f32>,
    /// By the id of a claim, whether the filter selects it; none if it selects every claim.
    selected: Option<Vec<bool>>,
}

/// A claim that was compared with a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedClaim {
    /// The claim.
    pub claim: i64,
    /// How similar it is to the text.
    pub likeness: Similarity,
    /// The chance that the text repeats or contradicts it.
    pub chance: f64,
}

/// A claim with its wordings, to be compared.
#[derive(Default)]
struct MatchCandidate {
    claim: i64,
    /// Its text and the quotes that made or reported it, then the titles of its reviews.
    texts: Vec<String>,
    /// The number of texts before the titles.
    full: usize,
}

impl Store {
    /// A matcher for the claims that a filter selects.
    ///
    /// # Errors
    /// A name, tag or label in the filter that is not in the book; those of the database.
    pub fn matcher(&self, wanted: Predicate) -> Result<Matcher<'_>> {
        let (claims, last) = self.conn.query_row(
            "select coalesce((select sum(n) from category_count where what = 'stage'), 0), coalesce((select max(id) from claim), 0)",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        let weights = vec![0.0; usize::try_from(last).unwrap_or_default() + 1];
        let selected = if wanted == Predicate::default() {
            None
        } else {
            Some(self.selected_claims(&wanted.into(), weights.len())?)
        };
        let (reader, has_other_names) = (TextAnalyzer::default(), self.has_other_names()?);
        Ok(Matcher { store: self, reader, has_other_names, claims: claims as f32, weights, selected })
    }

    /// By the id of a claim, whether the filter selects it.
    fn selected_claims(&self, filter: &Filter, size: usize) -> Result<Vec<bool>> {
        let mut selected = vec![false; size];
        let conditions = self.conditions(filter)?;
        let mut query = self.conn.prepare(&format!("select c.id from claim_summary c {}", conditions.clause()))?;
        let mut rows = query.query(params_from_iter(conditions.values()))?;
        while let Some(row) = rows.next()? {
            if let Some(claim) = selected.get_mut(usize::try_from(row.get::<_, i64>(0)?).unwrap_or_default()) {
                *claim = true;
            }
        }
        Ok(selected)
    }
}

impl Matcher<'_> {
    /// The claims that a text repeats or contradicts with a probability of at least `least` (0 to 1), the likeliest first; at
    /// most `limit`.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn matches(&mut self, text: &str, limit: usize, least: f64) -> Result<Vec<MatchRow>> {
        self.store.in_snapshot(|| self.find_matches(text, limit, least))
    }

    /// The claim that a text most likely repeats, if that is likely enough to ask for it. A text that gives an amount does not repeat
    /// a claim that gives none.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn repeated(&mut self, text: &str) -> Result<Option<MatchRow>> {
        let hit = self.matches(text, 1, ASKED)?.pop();
        let has_amount =
            |text: &str| quantities(text).iter().any(|quantity| matches!(quantity.value, Value::Number { .. }));
        Ok(hit.filter(|hit| !has_amount(text) || !hit.agree.is_empty() || has_amount(&hit.text)))
    }

    /// As [`Matcher::matches`], for each sentence of a text with several sentences; each claim with its likeliest sentence.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn matches_by_sentence(&mut self, text: &str, limit: usize, least: f64) -> Result<Vec<MatchRow>> {
        let sentences = sentences(text);
        if sentences.len() < 2 {
            return self.matches(text.trim(), limit, least);
        }
        let mut hits: BTreeMap<i64, MatchRow> = BTreeMap::new();
        for sentence in sentences {
            for hit in self.matches(&sentence, limit, least)? {
                if hits.get(&hit.claim).is_none_or(|known| known.score < hit.score) {
                    let hit = MatchRow { sentence: Some(sentence.clone()), query: String::new(), ..hit };
                    hits.insert(hit.claim, hit);
                }
            }
        }
        let mut hits: Vec<_> = hits.into_values().collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits.truncate(limit);
        for (rank, hit) in (1..).zip(&mut hits) {
            hit.rank = rank;
            text.clone_into(&mut hit.query);
        }
        Ok(hits)
    }

    fn find_matches(&mut self, text: &str, limit: usize, least: f64) -> Result<Vec<MatchRow>> {
        let mut compared = self.compare(text)?;
        compared.retain(|one| one.chance >= least);
        compared.truncate(limit);
        let mut query = self
            .store
            .conn
            .prepare_cached("select ref, text, status, all_verdicts as verdict from claim_summary where id = ?1")?;
        let row = |(rank, one): (usize, ComparedClaim)| {
            Ok(query.query_row([one.claim], |row| {
                let claim: String = row.get("text")?;
                let agree = one.likeness.agree;
                // An amount that another wording of the claim has does not differ.
                let mut differs = differences(text, &claim);
                differs.retain(|difference| !agree.contains(&difference.text));
                Ok(MatchRow {
                    query: text.to_string(),
                    sentence: None,
                    rank: i64::try_from(rank).unwrap_or(i64::MAX),
                    score: one.chance,
                    claim: one.claim,
                    reference: row.get("ref")?,
                    text: claim,
                    status: row.get("status")?,
                    verdict: row.get("verdict")?,
                    words: one.likeness.words,
                    agree,
                    is_opposite: differs.iter().any(TextDifference::is_opposite),
                    differs: differs.iter().map(ToString::to_string).collect(),
                })
            })?)
        };
        (1..).zip(compared).map(row).collect()
    }

    /// The claims that are most similar to a text, the likeliest first.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn compare(&mut self, text: &str) -> Result<Vec<ComparedClaim>> {
        self.compare_but(text, None)
    }

    /// As [`Matcher::compare`], without one claim, which has the text; each other one is compared as if it were alone with it.
    pub(super) fn compare_but(&mut self, text: &str, but: Option<i64>) -> Result<Vec<ComparedClaim>> {
        if self.has_other_names {
            self.reader.set_speakers(self.store.other_names(text)?);
        }
        let text = self.reader.read(text);
        let mut counts = HashMap::new();
        let mut ids = self.sharing(&text, &mut counts)?;
        ids.retain(|id| Some(*id) != but);
        let found = |stem: &str| counts.get(stem).copied().unwrap_or_default();
        let asked = QueryText::new(text, self.claims, found);
        let candidates = self.read(&ids)?;
        let glances: Vec<_> =
            candidates.iter().map(|one| self.stems(&asked, one.texts.iter().map(String::as_str))).collect();
        let mut order: Vec<_> = asked.ranks(&glances).into_iter().zip(candidates).collect();
        order.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        order.truncate(MAX_COMPARED);
        let compared = order.into_iter().map(|(rank, one)| (one.claim, self.best_wording(&asked, &one, rank)));
        let mut compared: Vec<_> = compared.collect();
        compared.sort_by(|(_, (a, _)), (_, (b, _))| b.total_cmp(a));
        let scores: Vec<f32> = compared.iter().map(|(_, (score, _))| *score).collect();
        let model = asked.model();
        let compared = compared.into_iter().zip(model.standings(&scores)).map(|((claim, (_, likeness)), standing)| {
            let standing = if but.is_some() { model.alone(standing.score) } else { standing };
            let chance = model.chance(&likeness.features, standing);
            ComparedClaim { claim, likeness, chance }
        });
        Ok(compared.collect())
    }

    /// The stems of texts that are compared with a text. Digits only matter if it has some.
    fn stems<'t>(&self, asked: &QueryText, texts: impl IntoIterator<Item = &'t str>) -> StemList {
        if asked.has_quantities() { self.reader.stems_with_digits(texts) } else { self.reader.stems_of(texts) }
    }

    /// Compares a claim with a text in the wording that matches best.
    fn best_wording(&self, asked: &QueryText, claim: &MatchCandidate, rank: f32) -> (f32, Similarity) {
        let shared = |text: &&String| asked.shared(&self.stems(asked, [text.as_str()]));
        let some = |texts: &[String]| {
            let mut texts: Vec<_> = texts.iter().map(|text| (shared(&text), text)).collect();
            texts.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            texts.truncate(MAX_WORDINGS);
            texts.into_iter().map(|(_, text)| self.reader.read_cached(text)).collect::<Vec<_>>()
        };
        let mut texts = some(&claim.texts[..claim.full]);
        texts.extend(some(&claim.texts[claim.full..]));
        let mut best: Option<(f32, Similarity)> = None;
        for wording in 0..claim.full.min(MAX_WORDINGS) {
            texts.swap(0, wording);
            let likeness = asked.similarity(&texts[0], &texts[1..], rank);
            let score = asked.model().score(&likeness.features);
            if best.as_ref().is_none_or(|(known, _)| *known < score) {
                best = Some((score, likeness));
            }
        }
        best.unwrap_or_else(|| (f32::MIN, asked.similarity(&AnalyzedText::default(), &texts, rank)))
    }

    /// The claims with the greatest weight of words shared with a text. The number of claims that have each stem is added to
    /// `counts`.
    fn sharing(&mut self, text: &AnalyzedText, counts: &mut HashMap<String, f32>) -> Result<Vec<i64>> {
        let mut stems: Vec<_> = text.stems().collect();
        if stems.len() > MAX_WORDS {
            stems.sort_by(|a, b| background::weight(b).total_cmp(&background::weight(a)));
            stems.truncate(MAX_WORDS);
        }
        let mut found_ids = Vec::new();
        let (mut common, mut looked) = (Vec::new(), 0);
        let has_rare = stems.iter().any(|stem| !background::is_common(stem));
        for stem in stems {
            let is_common = has_rare && background::is_common(stem);
            let most = if is_common { MAX_CLAIMS_OF_COMMON_WORD } else { MAX_CLAIMS_OF_WORD };
            let query = match text.names_of(stem) {
                Some(names) => names.to_string(),
                None => self.store.fts_query_of_root(stem, stem)?,
            };
            let ids = self.claims_matching(&query, most)?;
            let found = self.estimate(&ids, most);
            counts.insert(stem.to_string(), found as f32);
            let weight = background::weight_in(stem, found as f32, self.claims);
            if ids.len() <= most {
                add(&mut self.weights, &mut found_ids, &ids, weight);
            } else if !is_common {
                common.push((found, weight, query));
            }
            looked += ids.len();
        }
        common.sort_by_key(|(found, ..)| *found);
        let rarest = common.iter().take_while(|(found, ..)| {
            looked += found;
            looked <= MAX_CLAIMS_OF_COMMON_WORDS
        });
        let (rarest, rest) = common.split_at(rarest.count());
        for (_, weight, query) in rarest {
            let ids = self.claims_matching(query, MAX_CLAIMS_OF_COMMON_WORDS)?;
            add(&mut self.weights, &mut found_ids, &ids, *weight);
        }
        // The other common words only help in pairs.
        for pair in rest.windows(2).take(3) {
            let ids = self.claims_matching(&format!("{} AND {}", pair[0].2, pair[1].2), MAX_CLAIMS_OF_WORD)?;
            add(&mut self.weights, &mut found_ids, &ids, pair[0].1 + pair[1].1);
        }
        if self.claims <= SMALL_BOOK {
            let all = self.all_claims()?;
            add(&mut self.weights, &mut found_ids, &all, f32::MIN_POSITIVE);
        }
        Ok(self.take_best(found_ids))
    }

    /// The claims with the greatest weights, in order, of those that have one. All weights are 0 afterwards.
    fn take_best(&mut self, mut found_ids: Vec<usize>) -> Vec<i64> {
        if let Some(selected) = &self.selected {
            let weights = &mut self.weights;
            found_ids.retain(|id| {
                if !selected[*id] {
                    weights[*id] = 0.0;
                }
                selected[*id]
            });
        }
        let weight = |id: &usize| self.weights[*id].to_bits();
        if found_ids.len() > MAX_CANDIDATES {
            found_ids.select_nth_unstable_by_key(MAX_CANDIDATES, |id| Reverse(weight(id)));
            let rest = found_ids.split_off(MAX_CANDIDATES);
            rest.into_iter().for_each(|id| self.weights[id] = 0.0);
        }
        found_ids.iter().for_each(|id| self.weights[*id] = 0.0);
        found_ids.sort_unstable();
        found_ids.into_iter().filter_map(|id| i64::try_from(id).ok()).collect()
    }

    /// The number of claims that have a word, estimated from the first ones: if there are more, they are assumed to be as frequent
    /// in the rest of the book.
    fn estimate(&self, first: &[usize], most: usize) -> usize {
        match first.iter().max() {
            Some(last) if first.len() > most => first.len() * self.weights.len() / (last + 1),
            _ => first.len(),
        }
    }

    /// All claims of a small book that are in the index: one may say the same without a word in common.
    fn all_claims(&self) -> Result<Vec<usize>> {
        let mut query = self.store.conn.prepare_cached("select claim_id from claim_status_cache")?;
        let ids = query.query_map([], |row| row.get::<_, i64>(0))?;
        Ok(ids.map(|id| id.map(|id| usize::try_from(id).unwrap_or_default())).collect::<rusqlite::Result<_>>()?)
    }

    /// The first claims whose text, wordings or titles match an FTS5 query; one more than `most` if there are more.
    fn claims_matching(&self, query: &str, most: usize) -> Result<Vec<usize>> {
        let mut find = self.store.conn.prepare_cached(&format!("{} limit ?2", CLAIMS.matching("?1")))?;
        let query = format!("{{claim wording title}} : ({query})");
        let ids =
            find.query_map(params![query, i64::try_from(most + 1).unwrap_or(i64::MAX)], |row| row.get::<_, i64>(0))?;
        Ok(ids.map(|id| id.map(|id| usize::try_from(id).unwrap_or_default())).collect::<rusqlite::Result<_>>()?)
    }

    /// All wordings of some claims.
    fn read(&self, ids: &[i64]) -> Result<Vec<MatchCandidate>> {
        let mut query = self.store.conn.prepare_cached(
            "select claim_id, text, field = 'title' from wording where claim_id in (select value from json_each(?1))",
        )?;
        let mut found: BTreeMap<i64, MatchCandidate> = BTreeMap::new();
        let mut rows = query.query([serde_json::to_string(ids)?])?;
        while let Some(row) = rows.next()? {
            let claim = row.get(0)?;
            let one = found.entry(claim).or_insert_with(|| MatchCandidate { claim, ..MatchCandidate::default() });
            if row.get(2)? {
                one.texts.push(row.get(1)?);
            } else {
                one.texts.insert(one.full, row.get(1)?);
                one.full += 1;
            }
        }
        Ok(found.into_values().collect())
    }
}

/// Adds a weight to claims, and lists those that had none before.
fn add(weights: &mut [f32], found_ids: &mut Vec<usize>, ids: &[usize], weight: f32) {
    for id in ids {
        let Some(sum) = weights.get_mut(*id) else { continue };
        if *sum == 0.0 {
            found_ids.push(*id);
        }
        *sum += weight;
    }
}
