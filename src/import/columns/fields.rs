//! The fields that a column can mean, and the headings by which each is known.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};
use crate::text::single_spaced;
use crate::text::suggest::did_you_mean;

/// A field that a column can mean.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The name, which is also the column's name in exports.
    pub name: &'static str,
    /// What the field holds.
    pub about: &'static str,
    /// What the field and its neighbours are about.
    pub group: &'static str,
    /// Last words of headings that mean this field, if no other column fits better.
    words: Vec<&'static str>,
}

/// What fields are about, in the order of the help.
pub const GROUPS: &[&str] = &["The claim", "Who said it", "Where it can be read", "Who disputes it", "What was found"];

/// Every field, the most certain first; see `fields.txt`.
pub static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let rows = include_str!("fields.txt").lines().filter(|line| !line.starts_with('#'));
    let cells = rows.map(|row| row.split('|').collect::<Vec<_>>());
    cells
        .filter_map(|cells| {
            let [group, name, about, words] = cells[..] else { return None };
            Some(Field { name, about, group, words: words.split(' ').filter(|word| !word.is_empty()).collect() })
        })
        .collect()
});

/// The field of columns that are left out.
pub const LEFT_OUT: &str = "skip";
/// The last column of a file of rejected rows. It says why each row was rejected.
pub const REASON_COLUMN: &str = "rejected_because";
/// The beginning of the heading behind it. The heading says what the columns mean, in lines of a mapping.
pub const MAPPING_COLUMN: &str = "mapping: ";
/// The sign between those lines.
pub const MAPPING_SIGN: &str = " | ";

/// The field of each heading, and its rank: a low number is more certain.
static HEADINGS: LazyLock<HashMap<&str, (&str, usize)>> = LazyLock::new(|| {
    let mut headings = HashMap::new();
    for line in include_str!("headings.txt").lines() {
        let Some((name, known)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else { continue };
        for heading in known.split(", ") {
            let at = headings.len();
            headings.entry(heading).or_insert((name, at));
        }
    }
    headings
});

/// The lists of `word_lists.txt` by name.
static WORD_LISTS: LazyLock<HashMap<&str, HashSet<&str>>> = LazyLock::new(|| {
    let lines = include_str!("word_lists.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(name, words)| (name, words.split(", ").collect())).collect()
});

/// The usual words in cells, with the field and the word of gainsay that each means; see `cell_words.txt`.
static CELL_WORDS: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let lines = include_str!("cell_words.txt").lines().filter(|line| !line.starts_with('#'));
    let parts = lines.filter_map(|line| {
        let (named, words) = line.split_once(": ")?;
        let (field, meaning) = named.split_once(' ')?;
        Some((field, meaning, words))
    });
    parts.flat_map(|(field, meaning, words)| words.split(", ").map(move |word| ((field, word), meaning))).collect()
});

/// Returns the word of gainsay that a usual word in the cells of a field means.
pub(in crate::import) fn usual_meaning(field: &str, word: &str) -> Option<&'static str> {
    CELL_WORDS.get(&(field, plain(word).as_str())).copied()
}

/// Returns whether a list of `word_lists.txt` has a text, in the form of [`plain`].
pub(in crate::import) fn is_listed(list: &str, text: &str) -> bool {
    WORD_LISTS.get(list).is_some_and(|words| words.contains(text))
}

impl Field {
    /// Returns the field with a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// Returns the field with a name.
    ///
    /// # Errors
    /// Errors if there is none.
    pub fn named_or_error(name: &str) -> Result<&'static Self> {
        Self::named(name.trim()).ok_or_else(|| {
            let near = did_you_mean(name, FIELDS.iter().map(|field| field.name));
            let hint = near
                .map_or("gainsay help columns lists the fields".to_string(), |near| format!("did you mean {near}?"));
            Error::usage(format!("no such field: {}", name.trim())).hint(hint)
        })
    }

    /// Returns whether several columns can mean it.
    pub fn takes_several(&self) -> bool {
        matches!(self.name, "note" | "tags" | LEFT_OUT)
    }

    /// Returns how certainly a heading means this field; a low number is more certain. Returns nothing if it does not.
    /// A part in brackets is ignored.
    pub fn fits(&self, heading: &str) -> Option<usize> {
        let bare = heading.find(['(', '[']).map_or(heading, |at| &heading[..at]);
        for heading in [plain(heading), plain(bare)] {
            match HEADINGS.get(heading.as_str()) {
                Some((name, at)) if *name == self.name => return Some(*at),
                Some(_) => return None,
                None => {}
            }
        }
        if let Some(name) = abbreviated(bare) {
            return (name == self.name).then_some(HEADINGS.len());
        }
        let plain = plain(bare);
        let words: Vec<_> = plain.split(' ').collect();
        let may = words.len() <= 5 && !words.iter().any(|word| is_listed("not", word));
        let at = self.words.iter().position(|known| words.last() == Some(known))?;
        may.then_some(HEADINGS.len() + at)
    }
}

/// Returns the field whose headings an abbreviation begins, such as `Pol.`, if there is only one.
fn abbreviated(heading: &str) -> Option<&'static str> {
    let stem = heading.trim().strip_suffix('.').map(plain).filter(|stem| stem.len() >= 3)?;
    let begun = HEADINGS.iter().filter(|(known, _)| known.starts_with(&stem)).map(|(_, (name, _))| *name);
    let names: HashSet<_> = begun.collect();
    names.iter().next().copied().filter(|_| names.len() == 1)
}

/// Returns whether a heading has a meaning of its own.
pub(in crate::import) fn is_known(heading: &str) -> bool {
    HEADINGS.contains_key(plain(heading).as_str())
}

/// Returns a heading in lower-case words: `Who_said it?` is `who said it`, `creativeWork` is `creative work`.
pub(in crate::import) fn plain(heading: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for character in heading.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if character.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        before = character;
        if character.is_alphanumeric() {
            words.extend(character.to_lowercase());
        } else {
            words.push(' ');
        }
    }
    single_spaced(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (heading, name) in [
            ("Claim", "claim"),
            ("claim_text", "claim"),
            ("original_promise", "claim"),
            ("Who said it?", "made_by"),
            ("Speaker's job title", "role"),
            ("claimDate", "said_on"),
            ("TEXTUAL RATING", "verdict"),
            ("Déclaración", "claim"),
        ] {
            let best = FIELDS.iter().filter_map(|field| Some((field.fits(heading)?, field.name))).min();
            assert_eq!(best.map(|best| best.1), Some(name), "{heading}");
        }
        for heading in ["claim source", "rating count", "colour", "claim_language"] {
            assert!(FIELDS.iter().all(|field| field.fits(heading).is_none()), "{heading}");
        }
    }
}
