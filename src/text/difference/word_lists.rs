//! The words of each language by which texts are compared, in `words`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::denial::{JUDGEMENTS, NEGATORS};
use crate::text::language::Language;
use crate::text::words::{Stems, TextWord, fold_word, words};

/// Where a word stands in the table of words that exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OppositeGroup {
    /// Its line: the matter.
    pub(super) line: usize,
    /// Its group within the line: what it says of that.
    pub(super) group: usize,
    /// Whether it counts only beside a word that both texts have.
    pub(super) is_near: bool,
    /// Whether there are only two groups, so that the negation of one is the other.
    pub(super) is_pair: bool,
}

/// The words of a language by which texts are compared, folded.
pub(super) struct WordLists {
    /// The language.
    pub(super) language: Language,
    /// What makes stems of its words.
    pub(super) stems: Stems,
    /// Words that only join others: "the", "of", "have".
    pub(super) joining: HashSet<String>,
    /// Words with which a clause begins.
    pub(super) clauses: HashSet<String>,
    /// Words that negate what follows.
    pub(super) negators: HashSet<String>,
    /// Words that say of a whole statement that it is not so.
    pub(super) judgements: HashSet<String>,
    /// The stems of words that exclude each other.
    opposites: HashMap<String, Vec<OppositeGroup>>,
}

static LISTS: LazyLock<Vec<WordLists>> = LazyLock::new(|| {
    [
        (Language::English, include_str!("words/english.txt")),
        (Language::Spanish, include_str!("words/spanish.txt")),
        (Language::French, include_str!("words/french.txt")),
        (Language::German, include_str!("words/german.txt")),
        (Language::Portuguese, include_str!("words/portuguese.txt")),
        (Language::Italian, include_str!("words/italian.txt")),
        (Language::Dutch, include_str!("words/dutch.txt")),
    ]
    .map(|(language, file)| WordLists::read(language, file))
    .into()
});

/// Number of words, more than those that English has too, that show that a text is of another language.
const MIN_WORDS: usize = 2;
/// Number of words of a text that are counted. Its language does not change after so many.
const MAX_WORDS: usize = 100;

/// The first words of a text, as written and folded.
fn words_of(text: &str) -> impl Iterator<Item = (&str, TextWord)> {
    words(text).into_iter().take(MAX_WORDS).map(|word| (&text[word.range.clone()], word))
}

impl WordLists {
    /// Returns the words of the language of some texts: of English, unless clearly more of their words are listed for another one.
    pub(super) fn of(texts: &[&str]) -> &'static Self {
        let words: Vec<(&str, TextWord)> = texts.iter().flat_map(|text| words_of(text)).collect();
        // English has hardly a word with an accent.
        let weight = |written: &str| 1 + usize::from(!written.is_ascii());
        let count = |lists: &Self| -> usize {
            words.iter().filter(|(_, word)| lists.has(&word.folded)).map(|(written, _)| weight(written)).sum()
        };
        let counts: Vec<usize> = LISTS.iter().map(count).collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        if most < counts[0] + MIN_WORDS {
            return &LISTS[0];
        }
        // Short words are of many languages; the others tell these apart.
        let others = |lists: &Self| {
            let stems = words.iter().map(|(written, word)| lists.stems.of_written(written, &word.folded));
            stems.filter(|stem| lists.opposites.contains_key(stem)).count()
        };
        let likeliest = LISTS.iter().zip(counts).filter(|(_, count)| *count == most).map(|(lists, _)| lists);
        likeliest.max_by_key(|lists| others(lists)).unwrap_or(&LISTS[0])
    }

    /// Whether a folded word is listed that is frequent in the language.
    fn has(&self, folded: &str) -> bool {
        [&self.joining, &self.negators].iter().any(|list| list.contains(folded))
    }

    /// Returns where a stem stands in the table of words that exclude each other.
    pub(super) fn places(&self, stem: &str) -> Vec<OppositeGroup> {
        self.opposites.get(stem).cloned().unwrap_or_default()
    }

    /// Whether the language is English.
    pub(super) fn is_english(&self) -> bool {
        self.language == Language::English
    }

    /// Whether not only names are written with capital letters.
    pub(super) fn has_capital_nouns(&self) -> bool {
        self.language == Language::German
    }

    fn read(language: Language, file: &'static str) -> Self {
        let mut lists = Self {
            language,
            stems: Stems::of_language(language),
            joining: HashSet::new(),
            clauses: HashSet::new(),
            negators: HashSet::new(),
            judgements: HashSet::new(),
            opposites: HashMap::new(),
        };
        for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let list = match line.split_once(": ") {
                Some(("join", words)) => (&mut lists.joining, words),
                Some(("but", words)) => (&mut lists.clauses, words),
                Some(("not", words)) => (&mut lists.negators, words),
                Some(("false", words)) => (&mut lists.judgements, words),
                Some((_, groups)) => {
                    lists.add_opposites(number, groups, true);
                    continue;
                }
                None => {
                    lists.add_opposites(number, line, false);
                    continue;
                }
            };
            list.0.extend(list.1.split(' ').map(fold_word));
        }
        if lists.is_english() {
            lists.negators.extend(NEGATORS.split(' ').map(str::to_string));
            lists.judgements.extend(JUDGEMENTS.split(' ').map(str::to_string));
            let pairs = include_str!("antonyms.txt").lines().filter(|line| !line.starts_with('#'));
            let first = file.lines().count();
            pairs.enumerate().for_each(|(at, pair)| lists.add_opposites(first + at, &pair.replace(' ', " | "), true));
        }
        lists
    }

    /// Takes in a line of groups of words that exclude each other.
    fn add_opposites(&mut self, line: usize, groups: &str, is_near: bool) {
        let is_pair = groups.split(" | ").count() == 2;
        for (group, words) in groups.split(" | ").enumerate() {
            for word in words.split(' ') {
                let known = self.opposites.entry(self.stems.of_written(word, &fold_word(word))).or_default();
                let place = OppositeGroup { line, group, is_near, is_pair };
                if !known.contains(&place) {
                    known.push(place);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_words_of_every_kind() {
        for lists in LISTS.iter() {
            let counts = [&lists.joining, &lists.clauses, &lists.negators, &lists.judgements].map(HashSet::len);
            assert!(counts.iter().all(|count| *count >= 4), "{:?}: {counts:?}", lists.language);
            assert!(lists.opposites.len() > 60, "{:?}: {}", lists.language, lists.opposites.len());
        }
    }

    #[test]
    fn no_word_of_our_own_lists_excludes_itself() {
        for lists in LISTS.iter().filter(|lists| !lists.is_english()) {
            for (stem, places) in &lists.opposites {
                let lines: HashSet<usize> = places.iter().map(|place| place.line).collect();
                assert_eq!(lines.len(), places.len(), "{:?}: {stem}", lists.language);
            }
        }
    }
}
