//! Names of two texts that stand in the same place and are not the same.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::found::{DifferenceKind, TextDifference};
use super::sentence::{ComparedText, ComparedWord};
use crate::text::MONTHS;
use crate::text::words::lists;

/// Words before a name that are not part of it, folded.
const TITLES: &str = "mr mrs ms miss dr prof professor sir dame lord lady president minister prime chancellor senator governor mayor king \
    queen prince princess pope judge justice secretary general captain councillor the a an former mp rep sen gov";

/// Each word for a place or its people, with the first word of its line.
static PLACES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("places.txt").lines().filter(|line| !line.starts_with('#'));
    let words = |line: &'static str| {
        let place = line.split(' ').next().unwrap_or_default();
        line.split(' ').map(move |word| (word, place))
    };
    lines.flat_map(words).collect()
});

/// A name in a text.
struct NameInText {
    from: usize,
    to: usize,
    /// The folded words of it.
    words: Vec<String>,
    /// Whether it is a name for sure: a word with which a sentence begins may be any word.
    is_sure: bool,
}

/// Returns the names that differ.
pub(super) fn differences(one: &ComparedText, other: &ComparedText) -> Vec<TextDifference> {
    let (mine, theirs) = (names(one), names(other));
    let has = |sentence: &ComparedText, all: &[NameInText], name: &NameInText| {
        all.iter().any(|other| is_same(name, other)) || is_written_in(name, sentence)
    };
    let my_free: Vec<&NameInText> = mine.iter().filter(|name| !has(other, &theirs, name)).collect();
    let mut their_free: Vec<&NameInText> = theirs.iter().filter(|name| !has(one, &mine, name)).collect();
    let mut found = Vec::new();
    let is_only = my_free.len() == 1 && their_free.len() == 1 && has_same_rest(one, other);
    for name in my_free {
        let fits = |their: &&NameInText| {
            (name.is_sure || their.is_sure || name.words.len() == their.words.len())
                && (is_only || have_same_place((one, name), (other, their)))
        };
        let Some(at) = their_free.iter().position(fits) else { continue };
        let their = their_free.remove(at);
        found.push(TextDifference {
            kind: DifferenceKind::Name,
            text: one.written(name.from, name.to),
            claim: other.written(their.from, their.to),
        });
    }
    found
}

/// Whether at least half of what two texts say beside names is the same.
fn has_same_rest(one: &ComparedText, other: &ComparedText) -> bool {
    let rest = |sentence: &ComparedText| {
        let content = || sentence.words.iter().filter(|word| word.is_content && !word.is_capital);
        content().filter(|word| word.is_shared).count() * 2 >= content().count()
    };
    rest(one) && rest(other)
}

/// The names of a text: words with capital letters that follow each other.
fn names(sentence: &ComparedText) -> Vec<NameInText> {
    let words = &sentence.words;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_part(sentence, at) || lists(TITLES, &words[at].folded) {
            at += 1;
            continue;
        }
        let from = at;
        let mut to = at;
        while to + 1 < words.len() {
            let is_tied = |next: usize| {
                words[next].clause == words[from].clause && !words[next].begins && is_part(sentence, next)
            };
            let joins = words[to + 1].folded == "of"
                && to + 2 < words.len()
                && is_tied(to + 2)
                && !PLACES.contains_key(words[to].folded.as_str());
            match (is_tied(to + 1), joins) {
                (true, _) => to += 1,
                (false, true) => to += 2,
                _ => break,
            }
        }
        let is_sure = from < to || !words[from].begins || is_known(&words[from], sentence);
        if is_sure || may_be_name(&words[from]) {
            let parts = words[from..=to].iter().filter(|word| word.folded != "of");
            found.push(NameInText { from, to, words: parts.map(|word| word.folded.clone()).collect(), is_sure });
        }
        at = to + 1;
    }
    found
}

/// Whether a word can be part of a name.
fn is_part(ComparedText { words, text, .. }: &ComparedText, at: usize) -> bool {
    let word = &words[at];
    let is_time = MONTHS.iter().any(|month| month.to_lowercase() == word.folded) || word.folded.ends_with("day");
    let is_letter = word.folded.len() < 2;
    word.is_capital
        && !is_time
        && !is_letter
        && (!word.is_function || is_acronym(word, text))
        && (!word.begins || word.places.is_empty())
}

fn is_acronym(word: &ComparedWord, text: &str) -> bool {
    let written = &text[word.range.clone()];
    // "IT" and "IN" may be shouted words.
    (2..6).contains(&written.len()) && written.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a word at the beginning of a sentence is a name and not a common word.
fn is_known(word: &ComparedWord, sentence: &ComparedText) -> bool {
    let written = &sentence.text[word.range.clone()];
    let is_shouted = written.chars().count() > 1 && written.chars().all(char::is_uppercase);
    let has_possessive = sentence.text[word.range.end..].starts_with(['\'', '’']);
    PLACES.contains_key(word.folded.as_str()) || is_shouted || has_possessive
}

/// Whether a word at the beginning of a sentence may be a name: it is not made like a common noun.
fn may_be_name(word: &ComparedWord) -> bool {
    const ENDINGS: [&str; 12] = ["ment", "ness", "tion", "sion", "ing", "ity", "ism", "ance", "ence", "ly", "ed", "s"];
    word.folded.len() > 3 && !word.is_shared && !ENDINGS.iter().any(|ending| word.folded.ends_with(ending))
}

/// Whether two names are those of one thing: one has all words of the other, or its initials.
fn is_same(one: &NameInText, other: &NameInText) -> bool {
    let is_alike = |a: &str, b: &str| a == b || place(a).is_some_and(|of| place(b) == Some(of)) || begins_alike(a, b);
    let is_within = |short: &NameInText, long: &NameInText| {
        short.words.iter().all(|word| long.words.iter().any(|other| is_alike(word, other)))
    };
    is_within(one, other) || is_within(other, one) || is_short_for(one, other) || is_short_for(other, one)
}

fn place(word: &str) -> Option<&'static str> {
    PLACES.get(word).copied()
}

/// Whether two words have the same begin, as a place and its people.
fn begins_alike(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let is_short_form = shared >= 3 && shared == a.len().min(b.len());
    is_short_form || shared >= 5 && shared + 3 >= a.len().max(b.len())
}

/// Whether a name is the initials of another one.
fn is_short_for(short: &NameInText, long: &NameInText) -> bool {
    let [letters] = &short.words[..] else { return false };
    let initials: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
    let last = long.words.last().and_then(|word| word.chars().next());
    letters.len() > 1
        && (initials == *letters || letters.len() == 3 && long.words.len() == 1 && letters.chars().last() == last)
}

/// Whether a text has all words of a name, also in small letters.
fn is_written_in(name: &NameInText, sentence: &ComparedText) -> bool {
    let words: HashSet<&str> = sentence.words.iter().map(|word| word.folded.as_str()).collect();
    name.words.iter().all(|word| words.contains(word.as_str()))
}

/// Whether two names stand in the same place of their texts: beside the same words.
fn have_same_place((one, a): (&ComparedText, &NameInText), (other, b): (&ComparedText, &NameInText)) -> bool {
    let before = |sentence: &ComparedText, name: &NameInText| -> Option<String> {
        sentence.words[..name.from].iter().rev().find(|word| word.is_content).map(|word| word.stem.clone())
    };
    let after = |sentence: &ComparedText, name: &NameInText| -> Option<String> {
        sentence.words[name.to + 1..].iter().find(|word| word.is_content).map(|word| word.stem.clone())
    };
    let preposition = |sentence: &ComparedText, name: &NameInText| -> Option<String> {
        let last = sentence.words[..name.from].iter().rev().find(|word| !lists(TITLES, &word.folded))?;
        (!last.is_content).then(|| last.folded.clone())
    };
    let same = |mine: Option<String>, theirs: Option<String>| mine.is_some() && mine == theirs;
    let begins = |sentence: &ComparedText, name: &NameInText| before(sentence, name).is_none();
    let is_before = same(before(one, a), before(other, b));
    let is_after = same(after(one, a), after(other, b));
    let is_preposition = same(preposition(one, a), preposition(other, b));
    is_before || is_after || is_preposition || begins(one, a) && begins(other, b)
}
