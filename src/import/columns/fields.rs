//! The fields that a column can mean, and the headings by which each is known.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

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
    words: &'static [&'static str],
}

const CLAIM: &str = "The claim";
const SAID: &str = "Who said it";
const READ: &str = "Where it can be read";
const DISPUTED: &str = "Who disputes it";
const FOUND: &str = "What was found";

/// What fields are about, in the order of the help.
pub const GROUPS: &[&str] = &[CLAIM, SAID, READ, DISPUTED, FOUND];

/// Every field. Columns are assigned in this order, the most certain field first.
pub const FIELDS: &[Field] = &[
    field(FOUND, "review_url", "where the verdict was published", &[]),
    field(FOUND, "review_title", "under which title", &[]),
    field(FOUND, "decided_on", "when the verdict was decided", &[]),
    field(CLAIM, "claim", "the claim; it must be there", &["claim", "statement", "assertion", "promise", "pledge"]),
    field(SAID, "made_by", "who made the claim; several with ;", &["speaker", "claimant", "politician"]),
    field(SAID, "role", "the role of who made it, as worded then", &[]),
    field(SAID, "stance", "what the speaker does to the claim: asserts where there is none", &[]),
    field(SAID, "said_on", "when it was said", &[]),
    field(SAID, "quote", "in which words", &[]),
    field(SAID, "occasion", "on which occasion", &[]),
    field(SAID, "via", "which outlet reports that they said it", &[]),
    field(READ, "document", "the title of the document in which it can be read", &[]),
    field(READ, "document_kind", "article, post, letter, speech …", &[]),
    field(READ, "publisher", "who published that document", &[]),
    field(READ, "url", "its address", &[]),
    field(READ, "published_on", "when it appeared", &[]),
    field(DISPUTED, "disputed_by", "who denies the claim; several with ;", &[]),
    field(DISPUTED, "not_denied_by", "who declined to deny it; several with ;", &[]),
    field(FOUND, "verdict_value", "the number of the verdict", &[]),
    field(FOUND, "verdict_worst", "the worst number of its scale", &[]),
    field(FOUND, "verdict_best", "the best number of its scale", &[]),
    field(FOUND, "verdict_bucket", "true, mixed, false or other", &[]),
    field(FOUND, "verdict", "the label of the verdict", &["verdict", "rating", "ruling"]),
    field(FOUND, "reviewer", "who found it", &[]),
    field(FOUND, "rationale", "why", &[]),
    field(CLAIM, "stage", "new, checking, awaiting-reply, checked or dropped", &[]),
    field(CLAIM, "tags", "topics; several with ; or ,", &[]),
    field(CLAIM, "note", "a note of the desk; several columns with +, the rest with *", &[]),
    field(CLAIM, "ref", "its id in the system it comes from", &[]),
    field("", LEFT_OUT, "nothing: the column is left out, whatever its heading", &[]),
];

/// The field of columns that are left out.
pub const LEFT_OUT: &str = "skip";
/// The last column of a file of rejected rows. It says why each row was rejected.
pub const REASON_COLUMN: &str = "rejected_because";

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

const fn field(group: &'static str, name: &'static str, about: &'static str, words: &'static [&'static str]) -> Field {
    Field { name, about, group, words }
}

/// Words in a heading that make it about a claim, a speaker or a verdict, and not one itself.
const NOT: &[&str] = &[
    "about", "at", "author", "best", "by", "check", "count", "date", "for", "from", "how", "id", "in", "language",
    "link", "made", "number", "of", "on", "party", "source", "status", "title", "to", "type", "url", "value", "when",
    "where", "who", "why", "worst",
];

impl Field {
    /// Returns the field with a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
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
        let plain = plain(bare);
        let words: Vec<_> = plain.split(' ').collect();
        let may = words.len() <= 5 && !words.iter().any(|word| NOT.contains(word));
        let at = self.words.iter().position(|known| words.last() == Some(known))?;
        may.then_some(HEADINGS.len() + at)
    }
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
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
