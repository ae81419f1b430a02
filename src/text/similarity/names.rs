//! Other names of one thing, which count as the same words: "Britain" and "the UK", "U.S." and "United States", and the names by
//! which a book knows a speaker.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use crate::text::words::{TextWord, words};

/// Names of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NameGroup {
    /// The folded words that stand for each of the names.
    pub(super) stands: Vec<String>,
    /// The names, as folded words with one space between.
    pub(super) names: Vec<String>,
}

/// A name, by which a group is found.
#[derive(PartialEq)]
struct OtherName {
    words: Vec<String>,
    /// How it must be written; otherwise a capital letter at its begin is enough.
    written: Option<String>,
    group: usize,
}

/// Groups of names, found by the first word of a name.
#[derive(Default, PartialEq)]
pub struct NameGroups {
    groups: Vec<NameGroup>,
    /// The longest name of a first word comes first.
    names: HashMap<String, Vec<OtherName>>,
}

/// A word to compare.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ComparableWord {
    /// Its range in bytes, or that of the name that it stands for.
    pub(super) range: Range<usize>,
    pub(super) folded: String,
    /// The name that it stands for; of several words, the first has it.
    pub(super) name: Option<NameGroup>,
}

static COMMON: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(first, rest)| (first, rest.split(", ").collect())).collect()
});

impl NameGroups {
    /// The groups that every book has.
    pub(super) fn common() -> Self {
        let mut all = Self::default();
        COMMON.iter().for_each(|(first, rest)| all.add(first, rest.iter().copied()));
        all
    }

    /// Adds a group: a name, and others for which it stands.
    pub fn add<'n>(&mut self, stands: &str, others: impl Iterator<Item = &'n str>) {
        let folded = |name: &str| words(name).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        let mut group = NameGroup { stands: folded(stands), names: vec![folded(stands).join(" ")] };
        for name in others {
            let mut words = folded(name);
            // "The Times" is also "Times" in "a Times reporter", but an article alone begins no name.
            if words.len() > 1 && words[0] == "the" {
                words.remove(0);
            }
            let Some(first) = words.first().cloned() else { continue };
            group.names.push(words.join(" "));
            let written = name.contains(char::is_uppercase).then(|| name.to_string());
            let name = OtherName { written: written.filter(|_| words.len() == 1), words, group: self.groups.len() };
            let known = self.names.entry(first).or_default();
            let place = known.partition_point(|other| other.words.len() >= name.words.len());
            known.insert(place, name);
        }
        self.groups.push(group);
    }

    /// The name that begins at a word.
    fn at(&self, text: &str, words: &[TextWord]) -> Option<(&NameGroup, usize)> {
        let first = words.first()?;
        let fits = |name: &&OtherName| {
            let begin = words.get(..name.words.len());
            let same = begin.is_some_and(|begin| begin.iter().map(|word| &word.folded).eq(&name.words));
            same && match &name.written {
                Some(written) => text[first.range.clone()].replace('.', "") == *written,
                None => text[first.range.start..].starts_with(char::is_uppercase),
            }
        };
        let name = self.names.get(&first.folded)?.iter().find(fits)?;
        Some((&self.groups[name.group], name.words.len()))
    }
}

/// Returns the words of a text, with one name in place of others.
pub(super) fn comparable_words(text: &str, groups: [&NameGroups; 2]) -> Vec<ComparableWord> {
    let words = without_dots(text, words(text));
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let Some((group, length)) = groups.iter().find_map(|groups| groups.at(text, &words[at..])) else {
            let TextWord { range, folded } = words[at].clone();
            found.push(ComparableWord { range, folded, name: None });
            at += 1;
            continue;
        };
        let range = words[at].range.start..words[at + length - 1].range.end;
        for (place, word) in group.stands.iter().enumerate() {
            let name = (place == 0).then(|| group.clone());
            found.push(ComparableWord { range: range.clone(), folded: word.clone(), name });
        }
        at += length;
    }
    found
}

/// Joins letters with dots between them to one word: `U.S.` is `us`.
fn without_dots(text: &str, words: Vec<TextWord>) -> Vec<TextWord> {
    let is_letter = |word: &TextWord| word.range.len() == 1 && text[word.range.clone()].starts_with(char::is_uppercase);
    let mut joined: Vec<TextWord> = Vec::with_capacity(words.len());
    let mut goes_on = false;
    for word in words {
        let is_letter = is_letter(&word);
        match joined.last_mut() {
            Some(last) if is_letter && goes_on && text[last.range.end..word.range.start] == *"." => {
                last.range.end = word.range.end;
                last.folded.push_str(&word.folded);
            }
            _ => joined.push(word),
        }
        goes_on = is_letter;
    }
    joined
}

/// Names of a group as a full-text query: each is a phrase.
pub(super) fn phrases(group: &NameGroup) -> Rc<str> {
    let letters = |name: &str| name.len() < 6 && !name.contains(' ');
    // The index has the letters of a name with dots as words.
    let dotted = group.names.iter().filter(|name| letters(name)).map(|name| {
        let letters: Vec<String> = name.chars().map(String::from).collect();
        letters.join(" ")
    });
    let all: Vec<String> = group.names.iter().cloned().chain(dotted).map(|name| format!("\"{name}\"")).collect();
    format!("({})", all.join(" OR ")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, groups: &NameGroups) -> String {
        let words = comparable_words(text, [&NameGroups::common(), groups]);
        words.into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn other_names_are_the_same_words() {
        let mut book = NameGroups::default();
        book.add("Qirjako Qirko", ["the Albanian ambassador", "Q. Qirko"].into_iter());
        for (text, expected) in [
            ("Britain pays", "uk pays"),
            ("The U.K. pays", "the uk pays"),
            ("Great Britain and the United Kingdom", "uk and the uk"),
            ("It gave us the US", "it gave us the usa"),
            (
                "Who knows the W.H.O. and the WHO?",
                "who knows the world health organization and the world health organization",
            ),
            ("the F.B.I. said", "the fbi said"),
            ("He saw J. R. and A.", "he saw j r and a"),
            ("the Albanian ambassador said", "the qirjako qirko said"),
            ("Qirjako Qirko and Q. Qirko", "qirjako qirko and qirjako qirko"),
            ("great britain in small letters", "great britain in small letters"),
        ] {
            assert_eq!(folded(text, &book), expected, "{text}");
        }
    }

    #[test]
    fn all_names_of_a_group_are_looked_up() {
        let words = comparable_words("Britain", [&NameGroups::common(), &NameGroups::default()]);
        let query = phrases(words[0].name.as_ref().unwrap());
        assert!(query.contains("\"united kingdom\" OR \"great britain\"") && query.contains("\"u k\""), "{query}");
    }
}
