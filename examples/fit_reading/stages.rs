//! Fits all models, each on what the ones before say.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::thread;

use gainsay::attribution::finding::Finding;
use gainsay::attribution::learned::acceptance::Acceptance;
use gainsay::attribution::learned::candidates::{CueCandidate, cue_candidates};
use gainsay::attribution::learned::chain::{CONTENT, CUE, Chain, Labelled, SOURCE, edge_classes};
use gainsay::attribution::learned::cue_features::CueFeatures;
use gainsay::attribution::learned::facts::Facts;
use gainsay::attribution::learned::features::FeatureKeys;
use gainsay::attribution::learned::links::{Linker, Pieces, Role, write_link};
use gainsay::attribution::learned::model::{LABELS, Model};
use gainsay::attribution::learned::table::WeightTable;
use gainsay::attribution::learned::tagger::Tagger;
use gainsay::attribution::learned::token_features::TokenFeatures;
use gainsay::attribution::learned::vocabulary::{Vocabulary, cue_bin, word_key};
use gainsay::attribution::{Attribution, TokenizedText, facts_of, in_bytes};

use super::chain::{SequenceBuilder, fit_chain};
use super::corpus::{Article, read_articles};
use super::descent::{KeyCounts, Rates, fit_logistic};
use super::pack::{pack_file, pack_table};
use super::score::agreeing;
use super::tagger::{fit_tagger, read_tags};

/// A word is in the vocabulary if so many articles have it.
const MIN_ARTICLES: usize = 10;

/// How often a feature of each chain must occur.
const MIN_COUNTS: [u32; 2] = [3, 5];

/// The penalty on the weights of the chains.
const L1: f32 = 25.0;

const EPOCHS: usize = 4;

/// The first chain labels each part of the articles as fitted on the others.
const FOLDS: usize = 5;

/// An attribution that a person marked, in tokens.
#[derive(Clone, Default)]
struct MarkedTokens {
    contents: Vec<Range<usize>>,
    sources: Vec<Range<usize>>,
    cues: Vec<Range<usize>>,
}

/// An article with what is worked out about it.
struct Prepared {
    article: Article,
    text: TokenizedText,
    facts: Facts,
    marked: Vec<MarkedTokens>,
}

/// Bytes that live as long as the program.
fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

/// Fits on the articles of a folder and returns the file of weights.
pub(crate) fn fit(folder: &Path, tags: &Path) -> Vec<u8> {
    let articles = read_articles(folder);
    let texts: Vec<TokenizedText> = articles.iter().map(|article| TokenizedText::new(&article.text)).collect();
    let marked: Vec<_> = articles.iter().zip(&texts).map(|(article, text)| marked_tokens(article, text)).collect();
    let vocabulary_table = pack_vocabulary(&vocabulary(&articles, &texts, &marked));
    let vocabulary = Vocabulary::new(WeightTable::new(leak(vocabulary_table.clone())));
    let pairs: Vec<_> = articles.iter().zip(&texts).collect();
    let tagger_table = fit_tagger(&pairs, &read_tags(tags), &vocabulary);
    let tagger = Tagger::new(WeightTable::new(leak(tagger_table.clone())), vocabulary);
    let prepared: Vec<Prepared> = (articles.into_iter().zip(texts).zip(marked))
        .map(|((article, mut text), marked)| {
            tagger.tag(&mut text);
            let facts = facts_of(&text, &vocabulary);
            Prepared { article, text, facts, marked }
        })
        .collect();
    let all: Vec<&Prepared> = prepared.iter().collect();
    let linker_table = fit_linker(&all);
    let empty = || WeightTable::new(&[]);
    let mut model = Model {
        vocabulary,
        tagger,
        tokens: Chain::new(LABELS[0], empty()),
        linker: Linker::new(WeightTable::new(leak(linker_table.clone()))),
        cues: Chain::new(LABELS[1], empty()),
        acceptance: Acceptance::new(empty()),
    };
    let (tokens_table, labelled) = fit_tokens(&all, &model);
    model.tokens = Chain::new(LABELS[0], WeightTable::new(leak(tokens_table.clone())));
    let (cues_table, acceptance_table) = fit_cues(&all, &labelled, &model);
    pack_file(&[vocabulary_table, tagger_table, tokens_table, linker_table, cues_table, acceptance_table])
}

fn marked_tokens(article: &Article, text: &TokenizedText) -> Vec<MarkedTokens> {
    let tokens = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
        ranges.iter().map(|range| text.tokens_in(&article.bytes(range))).filter(|range| !range.is_empty()).collect()
    };
    let one = |marked: &super::corpus::Marked| MarkedTokens {
        contents: tokens(&marked.content),
        sources: tokens(&marked.source),
        cues: tokens(&marked.cue),
    };
    article.marked.iter().map(one).collect()
}

/// A word of the vocabulary.
pub(crate) struct VocabularyWord {
    pub(crate) word: String,
    /// The number of articles that have it in lower case.
    pub(crate) articles: usize,
    /// How often it is in a cue.
    pub(crate) cue_bin: u8,
}

/// The words of the vocabulary that a fit on a folder has.
pub(crate) fn vocabulary_of(folder: &Path) -> Vec<VocabularyWord> {
    let articles = read_articles(folder);
    let texts: Vec<TokenizedText> = articles.iter().map(|article| TokenizedText::new(&article.text)).collect();
    let marked: Vec<_> = articles.iter().zip(&texts).map(|(article, text)| marked_tokens(article, text)).collect();
    vocabulary(&articles, &texts, &marked)
}

/// How often a word occurs.
#[derive(Default)]
struct WordCounts {
    articles: usize,
    all: usize,
    lower: usize,
    /// Outside quotation marks: all, and in cues.
    outside: f32,
    in_cue: f32,
}

/// The words that enough articles have in lower case, with the share of their occurrences that are in cues.
fn vocabulary(articles: &[Article], texts: &[TokenizedText], marked: &[Vec<MarkedTokens>]) -> Vec<VocabularyWord> {
    let mut counts: BTreeMap<&str, WordCounts> = BTreeMap::new();
    for ((article, text), marked) in articles.iter().zip(texts).zip(marked) {
        let cues: BTreeSet<usize> = marked.iter().flat_map(|one| one.cues.iter().cloned().flatten()).collect();
        let mut seen = BTreeSet::new();
        for (at, token) in text.tokens.iter().enumerate() {
            let counts = counts.entry(&token.word).or_default();
            counts.all += 1;
            if !article.text[token.range.clone()].contains(char::is_uppercase) {
                counts.lower += 1;
                counts.articles += usize::from(seen.insert(&token.word));
            }
            if !token.is_quoted() {
                counts.outside += 1.0;
                counts.in_cue += f32::from(u8::from(cues.contains(&at)));
            }
        }
    }
    let is_plain = |word: &str| {
        let is_word = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''));
        is_word || !word.chars().any(char::is_alphanumeric)
    };
    let kept = counts
        .into_iter()
        .filter(|(word, counts)| counts.articles >= MIN_ARTICLES && 3 * counts.lower >= counts.all && is_plain(word));
    let word = |(word, counts): (&str, WordCounts)| {
        let share = if counts.outside >= 3.0 { (counts.in_cue + 0.1) / (counts.outside + 2.0) } else { 0.0 };
        VocabularyWord { word: word.to_string(), articles: counts.articles, cue_bin: cue_bin(share) }
    };
    kept.map(word).collect()
}

fn pack_vocabulary(words: &[VocabularyWord]) -> Vec<u8> {
    eprintln!("{} words", words.len());
    let row = |word: &VocabularyWord| (word_key(&word.word), vec![f32::from(word.cue_bin)]);
    pack_table(1, 10, &[], words.iter().map(row).collect())
}

/// The labels of a range of tokens: the pieces are set in turn, a later one over the ones before.
fn labels<'a>(range: &Range<usize>, pieces: impl Iterator<Item = (&'a Range<usize>, usize)>) -> Vec<usize> {
    let mut labels = vec![0; range.len()];
    for (piece, first) in pieces {
        let (start, end) = (piece.start.max(range.start), piece.end.min(range.end));
        for at in start..end {
            labels[at - range.start] = if at == start { first } else { first + 1 };
        }
    }
    labels
}

/// Fits the first chain on some articles.
fn fit_token_chain(articles: &[&Prepared]) -> Vec<u8> {
    let mut features = FeatureKeys::default();
    let mut counts = KeyCounts::default();
    for one in articles {
        for paragraph in &one.text.paragraphs {
            let writer = TokenFeatures::new(&one.text, &one.facts, paragraph);
            for at in paragraph.clone() {
                writer.write(at, &mut features);
                counts.add(features.keys());
            }
        }
    }
    let mut builder = SequenceBuilder::new(counts, MIN_COUNTS[0]);
    for one in articles {
        for paragraph in &one.text.paragraphs {
            let writer = TokenFeatures::new(&one.text, &one.facts, paragraph);
            let kinds = [
                (CONTENT, |marked: &MarkedTokens| &marked.contents),
                (SOURCE, |marked: &MarkedTokens| &marked.sources),
                (CUE, |marked: &MarkedTokens| &marked.cues),
            ] as [(usize, fn(&MarkedTokens) -> &Vec<Range<usize>>); 3];
            let pieces = kinds
                .iter()
                .flat_map(|(first, pieces)| one.marked.iter().flat_map(pieces).map(|piece| (piece, *first)));
            builder.begin(edge_classes(&one.text, paragraph), labels(paragraph, pieces));
            for at in paragraph.clone() {
                writer.write(at, &mut features);
                builder.add_token(features.keys());
            }
        }
    }
    fit_chain(builder, LABELS[0], EPOCHS, L1)
}

/// Fits the first chain on all articles, and labels each article with one that was fitted without it.
fn fit_tokens(articles: &[&Prepared], model: &Model) -> (Vec<u8>, Vec<Labelled>) {
    let fold = |fold: usize| -> Vec<(usize, Labelled)> {
        let rest: Vec<_> =
            articles.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, one)| *one).collect();
        let chain = Chain::new(LABELS[0], WeightTable::new(leak(fit_token_chain(&rest))));
        let model = Model { tokens: chain, ..model.clone() };
        let held = articles.iter().enumerate().filter(|(at, _)| at % FOLDS == fold);
        held.map(|(at, one)| (at, model.label_tokens(&one.text, &one.facts))).collect()
    };
    eprintln!("the first chain");
    thread::scope(|scope| {
        let later = scope.spawn(|| (FOLDS / 2..FOLDS).flat_map(fold).collect::<Vec<_>>());
        let table = fit_token_chain(articles);
        let mut labelled: Vec<_> = (0..FOLDS / 2).flat_map(fold).collect();
        labelled.extend(later.join().unwrap());
        labelled.sort_by_key(|(at, _)| *at);
        (table, labelled.into_iter().map(|(_, labelled)| labelled).collect())
    })
}

fn fit_linker(articles: &[&Prepared]) -> Vec<u8> {
    let mut features = FeatureKeys::default();
    let mut examples: Vec<(Vec<u32>, bool)> = Vec::new();
    for one in articles {
        for paragraph in &one.text.paragraphs {
            let inside = |pieces: &[Range<usize>]| -> Vec<Range<usize>> {
                pieces
                    .iter()
                    .filter(|piece| paragraph.contains(&piece.start) && piece.end <= paragraph.end)
                    .cloned()
                    .collect()
            };
            let mut pieces = Pieces::default();
            for marked in &one.marked {
                pieces.contents.extend(inside(&marked.contents));
                pieces.sources.extend(inside(&marked.sources));
                pieces.cues.extend(inside(&marked.cues));
            }
            for list in [&mut pieces.contents, &mut pieces.sources, &mut pieces.cues] {
                list.sort_by_key(|piece| (piece.start, piece.end));
                list.dedup();
            }
            for cue in &pieces.cues {
                let own: Vec<_> = one.marked.iter().filter(|marked| marked.cues.contains(cue)).collect();
                let contents = pieces.contents.iter().map(|piece| (piece, Role::Content));
                for (piece, role) in contents.chain(pieces.sources.iter().map(|piece| (piece, Role::Source))) {
                    let belongs = |marked: &&MarkedTokens| match role {
                        Role::Content => marked.contents.contains(piece),
                        Role::Source => marked.sources.contains(piece),
                    };
                    write_link(&one.text, &one.facts, &pieces, (piece, cue, role), &mut features);
                    examples.push((features.keys().to_vec(), own.iter().any(belongs)));
                }
            }
        }
    }
    let rows = fit_logistic(&examples, 3, Rates { alpha: 0.1, l1: 0.2, l2: 0.001 }, EPOCHS);
    eprintln!("the linker: {} pairs, {} rows", examples.len(), rows.len());
    pack_table(1, 10, &[], rows)
}

/// Calls a function for the window of each cue that people marked, whether the first chain found it or not.
fn read_marked_cues(
    one: &Prepared,
    labelled: &Labelled,
    model: &Model,
    mut read: impl FnMut(&CueFeatures, Vec<usize>),
) {
    let touches = |cue: &Range<usize>, other: &Range<usize>| cue.start < other.end && other.start < cue.end;
    let proposer = model.proposer(&one.text, &one.facts, labelled);
    for paragraph in &one.text.paragraphs {
        let mut candidates = cue_candidates(labelled, paragraph);
        for cue in one.marked.iter().filter_map(|marked| marked.cues.first()) {
            let is_known = candidates.iter().any(|candidate| touches(cue, &candidate.tokens));
            if paragraph.contains(&cue.start) && !is_known {
                let tokens = cue.start..cue.end.min(paragraph.end);
                candidates.push(CueCandidate { tokens, chance: 0.05, is_on_best_path: false });
            }
        }
        candidates.sort_by_key(|candidate| candidate.tokens.start);
        proposer.read_cues(paragraph, &candidates, |candidate, around, _| {
            let own = |marked: &&MarkedTokens| marked.cues.iter().any(|cue| touches(cue, &candidate.tokens));
            let own: Vec<_> = one.marked.iter().filter(own).collect();
            if own.is_empty() {
                return;
            }
            let contents = own.iter().flat_map(|marked| &marked.contents).map(|piece| (piece, CONTENT));
            let sources = own.iter().flat_map(|marked| &marked.sources).map(|piece| (piece, SOURCE));
            let cue = std::iter::once((&candidate.tokens, 0));
            let mut labels = labels(&around.window(), contents.chain(sources).chain(cue));
            let offset = around.window().start;
            labels[candidate.tokens.start - offset..candidate.tokens.end - offset].fill(0);
            read(around, labels);
        });
    }
}

fn fit_cue_chain(articles: &[(&Prepared, &Labelled)], model: &Model) -> Vec<u8> {
    let mut features = FeatureKeys::default();
    let mut counts = KeyCounts::default();
    for (one, labelled) in articles {
        read_marked_cues(one, labelled, model, |around, _| {
            for at in around.window() {
                around.write(at, &mut features);
                counts.add(features.keys());
            }
        });
    }
    let mut builder = SequenceBuilder::new(counts, MIN_COUNTS[1]);
    for (one, labelled) in articles {
        read_marked_cues(one, labelled, model, |around, labels| {
            builder.begin(edge_classes(&one.text, &around.window()), labels);
            for at in around.window() {
                around.write(at, &mut features);
                builder.add_token(features.keys());
            }
        });
    }
    fit_chain(builder, LABELS[1], EPOCHS, L1)
}

/// Fits the second chain on all articles, and the acceptance on what chains that were fitted on one half propose for the other.
fn fit_cues(articles: &[&Prepared], labelled: &[Labelled], model: &Model) -> (Vec<u8>, Vec<u8>) {
    let pairs: Vec<(&Prepared, &Labelled)> = articles.iter().copied().zip(labelled).collect();
    let half = |half: usize| -> Vec<(Vec<u32>, bool)> {
        let rest: Vec<_> = pairs.iter().enumerate().filter(|(at, _)| at % 2 != half).map(|(_, pair)| *pair).collect();
        let cues = Chain::new(LABELS[1], WeightTable::new(leak(fit_cue_chain(&rest, model))));
        let model = Model { cues, ..model.clone() };
        let held = pairs.iter().enumerate().filter(|(at, _)| at % 2 == half);
        held.flat_map(|(_, (one, labelled))| {
            let proposals = model.proposals(&one.text, &one.facts, labelled);
            let attributions: Vec<Attribution> =
                proposals.iter().map(|one_of| attribution(&one.text, &one_of.finding)).collect();
            let agree = agreeing(&one.article, &attributions);
            proposals.into_iter().zip(agree).map(|(proposal, agrees)| (proposal.keys, agrees)).collect::<Vec<_>>()
        })
        .collect()
    };
    eprintln!("the second chain");
    thread::scope(|scope| {
        let halves = scope.spawn(|| [half(0), half(1)].concat());
        let table = fit_cue_chain(&pairs, model);
        let examples = halves.join().unwrap();
        let rows = fit_logistic(&examples, 5, Rates { alpha: 0.05, l1: 1.0, l2: 1.0 }, 6);
        let right = examples.iter().filter(|example| example.1).count();
        eprintln!("the acceptance: {} examples, {right} right, {} rows", examples.len(), rows.len());
        (table, pack_table(1, 10, &[], rows))
    })
}

fn attribution(text: &TokenizedText, finding: &Finding) -> Attribution {
    in_bytes(text, finding).unwrap()
}
