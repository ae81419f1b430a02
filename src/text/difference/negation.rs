//! Whether a text says that something is not so, and another that it is: by "not" and its like, by words that exclude each other, and
//! by prefixes. Two of them cancel out.

use std::collections::BTreeSet;

use super::found::{DifferenceKind, TextDifference};
use super::opposites::is_negated_form;
use super::sentence::{ComparedText, ComparedWord};
use crate::text::words::lists;

/// Stems of verbs that negate a verb after "to".
const REFUSALS: &str = "declin fail refus neglect omit";

/// Words that negate, each with those before which it negates nothing that counts here: "not only".
const IDIOMS: [(&str, &str); 5] = [
    ("not", "only just merely simply solely least surprisingly to"),
    ("no", "doubt wonder matter fewer less more later sooner surprise secret"),
    ("nothing", "but short"),
    ("none", "other too"),
    ("never", "before"),
];

/// Words before which a judgement is one of a whole statement: "the false claim that", "wrong to".
const STATEMENTS: &str = "that claim claims rumour rumours rumor rumors story stories statement allegation allegations report reports to and \
    as idea it this when about because any there";

/// Stems of words that say no more than that something is so: "did not happen", "no proof".
const EXISTING: &str =
    "happen exist occur true place case so evid proof truth way sign show suggest reason think time point";

/// How many words with a meaning a negation reaches.
const REACH: usize = 1;
/// How many words with a meaning "no evidence" reaches.
const REACH_OF_EVIDENCE: usize = 3;
/// How many words on each side of a word are beside it.
const NEAR: usize = 3;

/// What negates something in a text.
struct Negation {
    /// The word that negates.
    at: usize,
    /// The last word of what is shown, not before `at`.
    to: usize,
    /// The word that is negated.
    focus: usize,
    clause: usize,
}

/// Returns what is negated or has an opposite word in one text and not in the other.
pub(super) fn differences(one: &mut ComparedText, other: &mut ComparedText) -> Vec<TextDifference> {
    let opposites = opposites(one, other);
    for pair in &opposites {
        (one.words[pair.at.0].is_opposed, other.words[pair.at.1].is_opposed) = (true, true);
    }
    let (one, other) = (&*one, &*other);
    let (mut mine, mut theirs) = (negations(one), negations(other));
    let mut found = Vec::new();
    for pair in opposites {
        // "Did not win" and "lost" say the same.
        let negated = mine.iter().position(|negation| negation.focus == pair.at.0);
        let negated_there = theirs.iter().position(|negation| negation.focus == pair.at.1);
        match (negated, negated_there) {
            (Some(at), None) if pair.is_pair => drop(mine.remove(at)),
            (None, Some(at)) if pair.is_pair => drop(theirs.remove(at)),
            _ => found.push(TextDifference {
                kind: DifferenceKind::Opposite,
                text: one.written(pair.at.0, pair.at.0),
                claim: other.written(pair.at.1, pair.at.1),
            }),
        }
    }
    if is_odd(&mine) != is_odd(&theirs) {
        found.extend(shown((one, &mine), (other, &theirs)));
    }
    found
}

/// Whether a text says of something that it is not so: in one of its clauses, the negations do not cancel out.
fn is_odd(all: &[Negation]) -> bool {
    let clauses: BTreeSet<usize> = all.iter().map(|negation| negation.clause).collect();
    clauses.iter().any(|clause| all.iter().filter(|negation| negation.clause == *clause).count() % 2 == 1)
}

/// Returns a negation beside what it negates in the other text.
fn shown(
    (one, mine): (&ComparedText, &[Negation]),
    (other, theirs): (&ComparedText, &[Negation]),
) -> Option<TextDifference> {
    let positive = |negated: &ComparedWord, sentence: &ComparedText| {
        let at = sentence.words.iter().position(|word| word.stem == negated.stem);
        at.map_or_else(|| "that it is so".to_string(), |at| sentence.written(at, at))
    };
    let is_mine = mine.len() >= theirs.len();
    let ((from, all, to), others) = if is_mine { ((one, mine, other), theirs) } else { ((other, theirs, one), mine) };
    let has_no_like =
        |negation: &&Negation| others.iter().all(|other| to.words[other.focus].stem != from.words[negation.focus].stem);
    let negation = all.iter().find(has_no_like).or(all.first())?;
    let (negative, positive) = (from.written(negation.at, negation.to), positive(&from.words[negation.focus], to));
    let (text, claim) = if is_mine { (negative, positive) } else { (positive, negative) };
    Some(TextDifference { kind: DifferenceKind::Negation, text, claim })
}

/// The negations of a text that reach a word which the other text has.
fn negations(sentence: &ComparedText) -> Vec<Negation> {
    (0..sentence.words.len()).filter_map(|at| negation(sentence, at).or_else(|| judgement(sentence, at))).collect()
}

fn negation(sentence: &ComparedText, at: usize) -> Option<Negation> {
    let words = &sentence.words;
    let word = &words[at];
    let next = words.get(at + 1).map(|word| word.folded.as_str());
    if !is_refusal(words, at) && !sentence.lists.negators.contains(&word.folded) {
        return None;
    }
    let is_idiom =
        IDIOMS.iter().any(|(first, then)| word.folded == *first && next.is_some_and(|next| lists(then, next)));
    // "Nobody but him", "none other than", "not as high as", "not until": who or when it is, and not that it is not.
    let has = |wanted: &[&str]| words.iter().any(|other| wanted.contains(&other.folded.as_str()));
    let compares = word.folded != "never" && has(&["than", "except", "apart", "besides"]) || next == Some("as");
    let is_condition = word.folded == "without" && has(&["would", "could", "might"]);
    if is_idiom || compares || is_condition || has(&["until", "till"]) {
        return None;
    }
    let after = (at + 1..words.len())
        .take_while(|other| words[*other].clause == word.clause)
        .filter(|other| weighs(&words[*other]) && !matches!(words[*other].folded.as_str(), "longer" | "single"));
    let exists = |other: &usize| lists(EXISTING, &words[*other].stem) && !words[*other].is_shared;
    // "No evidence that": what is not shown may be told in other words.
    let reach = if after.clone().take(1).any(|other| exists(&other)) { REACH_OF_EVIDENCE } else { REACH };
    let reached: Vec<usize> = after.clone().filter(|other| !exists(other)).take(reach).collect();
    if let Some(focus) =
        reached.iter().find(|other| words[**other].is_shared || words[**other].is_opposed || is_refusal(words, **other))
    {
        return Some(Negation { at, to: *focus, focus: *focus, clause: word.clause });
    }
    let is_alone = reached.is_empty();
    let before = (0..at)
        .rev()
        .take_while(|other| words[*other].clause == word.clause)
        .find(|other| words[*other].is_shared && weighs(&words[*other]));
    let focus = before.filter(|_| is_alone)?;
    Some(Negation { at, to: after.last().unwrap_or(at), focus, clause: word.clause })
}

/// Whether a verb says that something is not done: "fails to", "rules out".
fn is_refusal(words: &[ComparedWord], at: usize) -> bool {
    let next = words.get(at + 1).map(|word| word.folded.as_str());
    match words[at].stem.as_str() {
        "rule" => next == Some("out"),
        stem => lists(REFUSALS, stem) && next == Some("to"),
    }
}

/// A word that says of the whole that it is not so, if the other text does not have it.
fn judgement(sentence: &ComparedText, at: usize) -> Option<Negation> {
    let words = &sentence.words;
    let word = &words[at];
    if word.is_shared || !sentence.lists.judgements.contains(&word.folded) {
        return None;
    }
    let next = words.get(at + 1).filter(|next| next.clause == word.clause);
    let is_verb = word.stem == "deni";
    let of_a_statement = next.is_none_or(|next| !next.is_content || lists(STATEMENTS, &next.folded));
    if !is_verb && !of_a_statement {
        return None;
    }
    let in_clause = |other: &&ComparedWord| other.clause == word.clause && other.is_content;
    let shared = words.iter().position(|other| in_clause(&other) && other.is_shared);
    let alone = words.iter().filter(in_clause).count() <= 2;
    let anywhere = || words.iter().position(|other| other.is_shared && other.is_content).filter(|_| alone);
    Some(Negation { at, to: at, focus: shared.or_else(anywhere)?, clause: word.clause })
}

/// Whether a word can be what is negated: not an auxiliary, an article or an adverb.
fn weighs(word: &ComparedWord) -> bool {
    const VERBS: &str = "apply comply fly imply multiply rely reply supply";
    let is_adverb = word.folded.ends_with("ly") && !word.is_shared && !lists(VERBS, &word.folded);
    !word.is_function && !is_adverb
}

/// Two words that exclude each other.
struct OppositePair {
    /// The word of the one text, and that of the other.
    at: (usize, usize),
    /// Whether there is no third, so that the negation of one is the other.
    is_pair: bool,
}

/// Pairs of words of two texts that exclude each other.
fn opposites(one: &ComparedText, other: &ComparedText) -> Vec<OppositePair> {
    let stems = &one.lists.stems;
    let mut found: Vec<OppositePair> = Vec::new();
    let mut lines = BTreeSet::new();
    let free = |sentence: &ComparedText| -> Vec<usize> {
        (0..sentence.words.len()).filter(|at| !sentence.words[*at].is_shared).collect()
    };
    let (mine, theirs) = (free(one), free(other));
    for &i in &mine {
        for &j in &theirs {
            let (a, b) = (&one.words[i], &other.words[j]);
            let is_free = found.iter().all(|pair| pair.at.0 != i && pair.at.1 != j);
            let excluded = a
                .places
                .iter()
                .find(|place| b.places.iter().any(|other| other.line == place.line && other.group != place.group));
            let is_near = || !one.neighbours(i, NEAR).is_disjoint(&other.neighbours(j, NEAR));
            match excluded {
                Some(place) if is_free && (!place.is_near || is_near()) && lines.insert(place.line) => {
                    found.push(OppositePair { at: (i, j), is_pair: place.is_pair });
                }
                None if is_free && is_negated_form(&a.folded, &b.folded, stems) => {
                    found.push(OppositePair { at: (i, j), is_pair: true });
                }
                _ => {}
            }
        }
    }
    found
}
