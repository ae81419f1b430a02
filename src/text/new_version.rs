//! What became of each sentence of a text in a new version of it.

use std::collections::{HashMap, HashSet, VecDeque};

use super::single_spaced;
use super::words::words;

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceFate {
    /// It is the same, and is this one of the new version.
    Kept(usize),
    /// This one of the new version stands in its place, with other words.
    Changed(usize),
    /// It has no place in the new version.
    Gone,
}

/// Share of the words of two sentences from which on one is the other with changes.
const ALIKE: f64 = 0.4;
/// The same, where nothing else can be meant: one sentence stands between the same neighbours as the other.
const ALIKE_BETWEEN: f64 = 0.2;
/// Share of the words of a sentence that stand in another one of which it has become a part.
const PART: f64 = 0.8;
/// Minimum number of words of a sentence that has become a part of another one.
const MIN_PART: usize = 4;
/// Maximum distance of two sentences that are compared, in sentences that were neither kept nor compared before.
const FARTHEST: usize = 12;

/// Returns what became of each of the old sentences.
pub fn fates(old: &[&str], new: &[&str]) -> Vec<SentenceFate> {
    let mut fates = kept(old, new);
    let mut taken: HashSet<usize> =
        fates.iter().filter_map(|fate| if let SentenceFate::Kept(at) = fate { Some(*at) } else { None }).collect();
    let mut start = 0;
    while start < old.len() {
        if fates[start] != SentenceFate::Gone {
            start += 1;
            continue;
        }
        let end = (start..old.len()).find(|at| fates[*at] != SentenceFate::Gone).unwrap_or(old.len());
        let before = start.checked_sub(1).map(|at| fates[at]);
        let candidates = free_between(before, fates.get(end).copied(), new.len(), &taken);
        pair_changed((start, &old[start..end]), &candidates, new, &mut fates);
        taken.extend(fates[start..end].iter().filter_map(|fate| match fate {
            SentenceFate::Changed(at) => Some(*at),
            _ => None,
        }));
        start = end;
    }
    fates
}

/// Finds the sentences that are the same, wherever they stand now: of several with the same words, the first is the first.
fn kept(old: &[&str], new: &[&str]) -> Vec<SentenceFate> {
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, sentence) in new.iter().enumerate() {
        places.entry(single_spaced(sentence)).or_default().push_back(at);
    }
    let mut place = |sentence: &&str| places.get_mut(&single_spaced(sentence)).and_then(VecDeque::pop_front);
    old.iter().map(|sentence| place(sentence).map_or(SentenceFate::Gone, SentenceFate::Kept)).collect()
}

/// Returns the new sentences that follow the one before a gap, or go before the one behind it, and that nothing else is.
fn free_between(
    before: Option<SentenceFate>,
    behind: Option<SentenceFate>,
    count: usize,
    taken: &HashSet<usize>,
) -> Vec<usize> {
    let place = |fate: Option<SentenceFate>| match fate {
        Some(SentenceFate::Kept(at) | SentenceFate::Changed(at)) => Some(at),
        _ => None,
    };
    let from = place(before).map_or(0, |at| at + 1);
    let to = place(behind).unwrap_or(count);
    let mut free: Vec<usize> = (from..count).take_while(|at| !taken.contains(at)).collect();
    free.extend((0..to).rev().take_while(|at| !taken.contains(at)));
    free.sort_unstable();
    free.dedup();
    free
}

/// Pairs the sentences of a gap with the most similar ones of the new version, in order of their similarity.
fn pair_changed((first, gap): (usize, &[&str]), candidates: &[usize], new: &[&str], fates: &mut [SentenceFate]) {
    let old_words: Vec<_> = gap.iter().map(|sentence| bag(sentence)).collect();
    let new_words: Vec<_> = candidates.iter().map(|at| bag(new[*at])).collect();
    let mut pairs = Vec::new();
    for (at, one) in old_words.iter().enumerate() {
        // Where many sentences are new, those at about the same place are compared.
        let here = if gap.len() > 1 { at * candidates.len().saturating_sub(1) / (gap.len() - 1) } else { 0 };
        let (from, to) = (here.saturating_sub(FARTHEST), (here + FARTHEST + 1).min(candidates.len()));
        let near = new_words.iter().enumerate().take(to).skip(from);
        pairs.extend(near.map(|(other, words)| (alike(one, words), at, other)));
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let least = if gap.len() == 1 && candidates.len() == 1 { ALIKE_BETWEEN } else { ALIKE };
    let mut used = HashSet::new();
    for (share, at, other) in &pairs {
        if *share >= least && fates[first + at] == SentenceFate::Gone && used.insert(*other) {
            fates[first + at] = SentenceFate::Changed(candidates[*other]);
        }
    }
    for (_, at, other) in pairs {
        let is_part = old_words[at].len() >= MIN_PART && share_in(&old_words[at], &new_words[other]) >= PART;
        if is_part && fates[first + at] == SentenceFate::Gone {
            fates[first + at] = SentenceFate::Changed(candidates[other]);
        }
    }
}

/// The words of a sentence, sorted.
fn bag(sentence: &str) -> Vec<String> {
    let mut words: Vec<_> = words(sentence).into_iter().map(|word| word.folded).collect();
    words.sort_unstable();
    words
}

/// The number of words that two sentences have in common.
fn common(one: &[String], other: &[String]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                a += 1;
                b += 1;
                count += 1;
            }
        }
    }
    count
}

/// The share of words that two sentences have in common, from 0 to 1 (Dice).
fn alike(one: &[String], other: &[String]) -> f64 {
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * common(one, other) as f64 / all as f64 }
}

/// The share of the words of a sentence that another one has.
fn share_in(one: &[String], other: &[String]) -> f64 {
    if one.is_empty() { 0.0 } else { common(one, other) as f64 / one.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::SentenceFate::{Changed, Gone, Kept};
    use super::*;

    const OLD: [&str; 5] = [
        "The harbour lost £1.4m last year.",
        "It is the oldest harbour of the coast.",
        "Nobody was hurt.",
        "The mayor, Ann Lee, wants to sell the harbour.",
        "The council votes on Tuesday.",
    ];

    #[test]
    fn sentences_are_kept_changed_or_gone() {
        let table: [(&[&str], [SentenceFate; 5]); 6] = [
            (&OLD, [Kept(0), Kept(1), Kept(2), Kept(3), Kept(4)]),
            (&[], [Gone; 5]),
            // One more at the beginning, a figure changed, one gone.
            (
                &["Sold!", "The harbour lost £1.6m last year.", OLD[1], OLD[3], OLD[4]],
                [Changed(1), Kept(2), Gone, Kept(3), Kept(4)],
            ),
            // One moved to the end.
            (&[OLD[1], OLD[2], OLD[3], OLD[4], OLD[0]], [Kept(4), Kept(0), Kept(1), Kept(2), Kept(3)]),
            // Two became one.
            (
                &[
                    OLD[0],
                    "It is the oldest harbour of the coast, and nobody was hurt when the mayor, Ann Lee, wants to sell the harbour.",
                    OLD[4],
                ],
                [Kept(0), Changed(1), Gone, Changed(1), Kept(2)],
            ),
            (&["Something else.", "Another text altogether."], [Gone; 5]),
        ];
        for (new, expected) in table {
            assert_eq!(fates(&OLD, new), expected, "{new:?}");
        }
    }

    #[test]
    fn the_same_words_twice_are_two_sentences() {
        assert_eq!(fates(&["Yes.", "Yes."], &["No, never.", "Yes."]), [Kept(1), Gone]);
        assert_eq!(fates(&["Yes."], &["Yes.", "Yes."]), [Kept(0)]);
    }
}
