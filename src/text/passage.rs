//! Finds search terms in a text, and the passage that shows them best.

use std::collections::BTreeSet;
use std::ops::Range;

use super::similarity::background;
use super::words::{Stems, TextWord, words};

/// Marks the start of a match. It has no width on a terminal (U+2062 invisible times).
pub const BEGIN: char = '\u{2062}';
/// Marks the end of a match (U+2063 invisible separator).
pub const END: char = '\u{2063}';

/// Changes each part between the marks of a marked text, and keeps the marks.
pub fn each_part(marked: &str, change: impl Fn(&str) -> String) -> String {
    let part = |part: &str| {
        let plain = part.trim_end_matches([BEGIN, END]);
        change(plain) + &part[plain.len()..]
    };
    marked.split_inclusive([BEGIN, END]).map(part).collect()
}

/// Approximate length of a passage, in words.
const LENGTH: usize = 24;

/// A word or phrase to search for.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchTerm {
    /// Its folded words, in order.
    pub words: Vec<String>,
    /// Whether the last word is a prefix.
    pub prefix: bool,
    /// The stem, if all words with this stem match.
    pub root: Option<String>,
    /// The weight of its rarest word.
    weight: f32,
}

/// The match of search terms in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageMatch {
    /// The passage, with [`BEGIN`] and [`END`] around matches, and `…` where it is cut.
    pub passage: String,
    /// The indices of the terms that were found.
    pub found: BTreeSet<usize>,
    /// The score of the match, from 0 to about 2. It counts the terms found, weighted by rarity, exact and adjacent matches, and
    /// the share of the text that matches.
    pub fit: f64,
}

impl SearchTerm {
    /// Returns the term for a typed text, or `None` if it has no word. Phrases and prefixes match exactly, a single word by its
    /// stem.
    pub fn new(typed: &str, phrase: bool, prefix: bool) -> Option<Self> {
        let words: Vec<_> = words(typed).into_iter().map(|word| word.folded).collect();
        let root = match words.as_slice() {
            [] => return None,
            [word] if !phrase && !prefix => Some(Stems::default().of(word).into_owned()),
            _ => None,
        };
        let stems = Stems::default();
        let weight = words.iter().map(|word| background::weight(&stems.of(word))).fold(0.0, f32::max);
        Some(Self { words, prefix, root, weight })
    }

    /// Returns the ranges of words where the term occurs in a text, and whether the match is exact.
    fn places(&self, text: &[TextWord], stems: &Stems) -> Vec<(Range<usize>, bool)> {
        let last = self.words.len() - 1;
        let same = |at: usize, word: &TextWord| {
            let wanted = &self.words[at];
            word.folded == *wanted || (self.prefix && at == last && word.folded.starts_with(wanted))
        };
        let mut places = Vec::new();
        for (at, window) in text.windows(self.words.len()).enumerate() {
            if window.iter().enumerate().all(|(n, word)| same(n, word)) {
                places.push((at..at + self.words.len(), true));
            } else if self.root.as_deref().is_some_and(|root| stems.of(&window[0].folded) == root) {
                places.push((at..at + 1, false));
            }
        }
        places
    }
}

/// Finds terms in a text. Returns `None` if none occurs.
pub fn find(text: &str, terms: &[SearchTerm]) -> Option<PassageMatch> {
    let (all, stems) = (words(text), Stems::default());
    // Each place: its range, the index of the term, and whether it is exact.
    let mut places: Vec<(Range<usize>, usize, bool)> = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        places.extend(term.places(&all, &stems).into_iter().map(|(place, exact)| (place, number, exact)));
    }
    places.sort_by_key(|(place, number, _)| (place.start, *number));
    let first = places.first()?;
    let found: BTreeSet<_> = places.iter().map(|(_, number, _)| *number).collect();
    let exact: BTreeSet<_> = places.iter().filter(|(.., exact)| *exact).map(|(_, number, _)| *number).collect();
    let all_weight: f32 = terms.iter().map(|term| term.weight).sum();
    let share =
        |some: &BTreeSet<usize>| f64::from(some.iter().map(|number| terms[*number].weight).sum::<f32>() / all_weight);
    let side_by_side = places.windows(terms.len()).any(|window| {
        window.iter().enumerate().all(|(n, (_, number, _))| *number == n)
            && window.windows(2).all(|pair| pair[0].0.end == pair[1].0.start)
    });
    let covered: usize = places.iter().map(|(place, ..)| place.len()).sum();
    let fit = share(&found)
        + 0.3 * share(&exact)
        + if side_by_side { 0.3 } else { 0.0 }
        + 0.3 * covered.min(all.len()) as f64 / all.len() as f64;
    let start = best_window(&places).unwrap_or(first.0.start);
    Some(PassageMatch { passage: passage(text, &all, &places, start), found, fit })
}

/// Returns the start of the window of [`LENGTH`] words with the most terms.
fn best_window(places: &[(Range<usize>, usize, bool)]) -> Option<usize> {
    let shown = |start: usize| {
        let within = places.iter().filter(|(place, ..)| place.start >= start && place.end <= start + LENGTH);
        within.map(|(_, number, _)| number).collect::<BTreeSet<_>>().len()
    };
    // Of windows with as many, the first.
    places
        .iter()
        .take(500)
        .map(|(place, ..)| place.start)
        .max_by_key(|start| (shown(*start), std::cmp::Reverse(*start)))
}

fn passage(text: &str, all: &[TextWord], places: &[(Range<usize>, usize, bool)], start: usize) -> String {
    let first = if all.len() <= LENGTH * 3 / 2 { 0 } else { start.saturating_sub(LENGTH / 3) };
    let last = if first == 0 && all.len() <= LENGTH * 3 / 2 { all.len() } else { (first + LENGTH).min(all.len()) };
    let from = if first == 0 { 0 } else { all[first].range.start };
    let to = if last == all.len() { text.len() } else { all[last - 1].range.end };
    let mut shown = if first == 0 { String::new() } else { "… ".to_string() };
    let mut at = from;
    for (place, ..) in places.iter().filter(|(place, ..)| place.start >= first && place.end <= last) {
        let (begin, end) = (all[place.start].range.start, all[place.end - 1].range.end);
        if begin < at {
            continue;
        }
        shown.push_str(&plain(&text[at..begin]));
        shown.push(BEGIN);
        shown.push_str(&plain(&text[begin..end]));
        shown.push(END);
        at = end;
    }
    shown.push_str(&plain(&text[at..to]));
    if last < all.len() {
        shown.push_str(" …");
    }
    // Adjacent matches get one mark.
    shown.replace(&format!("{END} {BEGIN}"), " ").trim().to_string()
}

fn plain(text: &str) -> String {
    text.replace([BEGIN, END], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was typed, whether it is a phrase, and whether it is a prefix.
    type Typed = (&'static str, bool, bool);

    fn shown(text: &str, typed: &[Typed]) -> String {
        let terms: Vec<_> =
            typed.iter().filter_map(|(text, phrase, prefix)| SearchTerm::new(text, *phrase, *prefix)).collect();
        find(text, &terms).map_or_else(String::new, |found| found.passage.replace(BEGIN, "[").replace(END, "]"))
    }

    #[test]
    fn matches_are_marked() {
        let word = |text| (text, false, false);
        let table: [(&str, &[Typed], &str); 8] = [
            ("The UK is in talks there", &[word("talks"), word("Raab")], "The UK is in [talks] there"),
            ("£100,000 per migrant", &[word("migrants")], "£100,000 per [migrant]"),
            ("£100,000 per migrant", &[word("per"), word("migrant")], "£100,000 [per migrant]"),
            ("one migrant per boat", &[("per migrant", true, false)], ""),
            ("Processing costs", &[("proc", false, true)], "[Processing] costs"),
            ("Slavoj Žižek said", &[word("zizek")], "Slavoj [Žižek] said"),
            ("東京オリンピック", &[word("オリンピック")], "東京[オリンピック]"),
            ("nothing here", &[word("talks")], ""),
        ];
        for (text, typed, expected) in table {
            assert_eq!(shown(text, typed), expected, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_around_what_was_found() {
        let text = format!("{}the talks were denied {}", "word ".repeat(60), "more ".repeat(60));
        let passage = shown(&text, &[("denied", false, false)]);
        assert!(passage.starts_with("… word") && passage.ends_with("more …"), "{passage}");
        assert!(passage.contains("talks were [denied] more"), "{passage}");
    }

    #[test]
    fn the_text_that_has_the_words_side_by_side_fits_better() {
        let terms = [SearchTerm::new("per", false, false).unwrap(), SearchTerm::new("migrant", false, false).unwrap()];
        let fit = |text| find(text, &terms).unwrap().fit;
        assert!(fit("£100,000 per migrant") > fit("a migrant costs £100,000 per year"));
        assert!(fit("per migrant") > fit("per migrants"));
    }
}
