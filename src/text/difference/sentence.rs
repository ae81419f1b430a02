//! The words of a text, and which of them another text has too.

use std::collections::HashSet;
use std::ops::Range;

use super::word_lists::{OppositeGroup, WordLists};
use crate::text::similarity::background;
use crate::text::single_spaced;
use crate::text::words::words;

/// Maximum number of words of a text that are compared: the time grows with the product of those of both texts.
const MOST: usize = 300;

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct ComparedWord {
    /// Its range in bytes.
    pub(super) range: Range<usize>,
    /// Without case and accents; `isnt` for "isn't".
    pub(super) folded: String,
    /// Its stem.
    pub(super) stem: String,
    /// Whether it only joins others: "the", "of", "have".
    pub(super) is_function: bool,
    /// Whether it says something, and not what many claims say.
    pub(super) is_content: bool,
    /// Whether it is written with a capital letter.
    pub(super) is_capital: bool,
    /// Whether a sentence begins with it.
    pub(super) begins: bool,
    /// The clause that it is in.
    pub(super) clause: usize,
    /// Its places in the table of words that exclude each other.
    pub(super) places: Vec<OppositeGroup>,
    /// Whether the other text has it, or a word that means about the same.
    pub(super) is_shared: bool,
    /// Whether the other text has a word that excludes it.
    pub(super) is_opposed: bool,
}

/// A text as words.
pub(super) struct ComparedText<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<ComparedWord>,
    /// The words of its language.
    pub(super) lists: &'static WordLists,
}

impl<'t> ComparedText<'t> {
    /// Reads the first [`MOST`] words of a text.
    pub(super) fn read(text: &'t str, lists: &'static WordLists) -> Self {
        let mut found: Vec<ComparedWord> = Vec::new();
        let mut clause = 0;
        let all = words(text);
        // What stands behind the last word is not compared.
        let text = all.get(MOST).map_or(text, |word| &text[..word.range.start]);
        for word in all.into_iter().take(MOST) {
            let end = found.last().map_or(0, |word| word.range.end);
            let gap = &text[end..word.range.start];
            if let Some(last) = found.last_mut()
                && matches!(gap, "'" | "’")
            {
                match word.folded.as_str() {
                    "t" if last.folded.ends_with('n') => {
                        last.folded.push('t');
                        last.stem.clone_from(&last.folded);
                        last.range.end = word.range.end;
                        continue;
                    }
                    "s" | "re" | "ve" | "ll" | "d" | "m" => continue,
                    _ => {}
                }
            }
            let folded = word.folded;
            let begins = found.is_empty() || gap.contains(['.', '!', '?', ':', '"', '“', '‘', '\n', '#']);
            let ends =
                gap.contains(['.', '!', '?', ':', ';', ',', '(', ')', '—', '–', '"', '“', '”']) || gap.contains(" - ");
            if !found.is_empty() && (ends || lists.clauses.contains(&folded)) {
                clause += 1;
            }
            let stem = lists.stems.of_written(&text[word.range.clone()], &folded);
            let is_function = lists.joining.contains(&folded);
            let is_usual = lists.is_english() && background::is_common(&stem);
            found.push(ComparedWord {
                is_capital: text[word.range.clone()].starts_with(char::is_uppercase),
                is_function,
                is_content: !is_function && !is_usual,
                places: lists.places(&stem),
                range: word.range,
                is_shared: false,
                is_opposed: false,
                folded,
                stem,
                begins,
                clause,
            });
        }
        Self { text, words: found, lists }
    }

    /// Whether enough of the shorter text is in the longer one for the two to be about the same.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        let share = |sentence: &Self| {
            let content = || sentence.words.iter().filter(|word| word.is_content);
            (content().filter(|word| word.is_shared).count(), content().count())
        };
        let ((mine, all), (theirs, all_theirs)) = (share(self), share(other));
        let (shared, of) = if all <= all_theirs { (mine, all) } else { (theirs, all_theirs) };
        shared * 4 >= of && shared > 0
    }

    /// The words as written, from one word to another.
    pub(super) fn written(&self, from: usize, to: usize) -> String {
        single_spaced(&self.text[self.words[from].range.start..self.words[to].range.end])
    }

    /// The stems of the words that say something, and the numbers, on both sides of a word.
    pub(super) fn neighbours(&self, at: usize, reach: usize) -> HashSet<&str> {
        let is_near = |word: &&ComparedWord| word.is_content || word.folded.starts_with(|c: char| c.is_ascii_digit());
        let before = self.words[..at].iter().rev().filter(is_near).take(reach);
        let after = self.words[at + 1..].iter().filter(is_near).take(reach);
        before.chain(after).map(|word| word.stem.as_str()).collect()
    }
}

/// Marks the words that both texts have, or that mean about the same.
pub(super) fn align(one: &mut ComparedText, other: &mut ComparedText) {
    let groups = |sentence: &ComparedText| -> HashSet<(usize, usize)> {
        sentence.words.iter().flat_map(|word| &word.places).map(|place| (place.line, place.group)).collect()
    };
    let stems =
        |sentence: &ComparedText| -> HashSet<String> { sentence.words.iter().map(|word| word.stem.clone()).collect() };
    let (groups_of_one, groups_of_other) = (groups(one), groups(other));
    let (stems_of_one, stems_of_other) = (stems(one), stems(other));
    let mark = |sentence: &mut ComparedText, stems: &HashSet<String>, groups: &HashSet<(usize, usize)>| {
        for word in &mut sentence.words {
            word.is_shared = stems.contains(&word.stem)
                || word.places.iter().any(|place| groups.contains(&(place.line, place.group)));
        }
    };
    mark(one, &stems_of_other, &groups_of_other);
    mark(other, &stems_of_one, &groups_of_one);
}
