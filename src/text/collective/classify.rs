//! Distinguishes collectives, platforms and placeholders from names of speakers.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::normalize::name_key;

/// The class of a word or phrase in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A collective by itself: "posts", "redes sociales".
    Many,
    /// Says that the speaker is not named: "viral", "unknown", "multiple".
    Some,
    /// A collective only together with `Some` or a place: "post".
    One,
    /// A platform.
    Platform,
    /// The internet, which is not a platform.
    Net,
    /// Has no meaning by itself.
    Neutral,
    /// A placeholder for a missing name.
    Placeholder,
    /// A word in names of organisations and places.
    Group,
}

/// Number of words of the longest phrase.
const LONGEST: usize = 5;

/// The words and phrases with their classes; some have several.
static WORDS: LazyLock<HashMap<String, Vec<Class>>> = LazyLock::new(|| {
    let mut words: HashMap<String, Vec<Class>> = HashMap::new();
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((class, rest)) = line.split_once(' ') else { continue };
        let (class, rest) = match class {
            "many" => (Class::Many, after_word(rest)),
            "some" => (Class::Some, after_word(rest)),
            "one" => (Class::One, after_word(rest)),
            "neutral" => (Class::Neutral, after_word(rest)),
            "platform" => (Class::Platform, rest),
            "net" => (Class::Net, rest),
            "placeholder" => (Class::Placeholder, rest),
            _ => (Class::Group, rest),
        };
        for phrase in rest.split(';') {
            words.entry(name_key(phrase)).or_default().push(class);
        }
    }
    words
});

/// Returns a line without the language at its start.
fn after_word(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(_, rest)| rest)
}

/// Whether a phrase has a class.
pub(super) fn is(phrase: &str, class: Class) -> bool {
    WORDS.get(phrase).is_some_and(|classes| classes.contains(&class))
}

/// Whether a name is a placeholder: empty, only punctuation, "N/A".
pub fn is_placeholder(name: &str) -> bool {
    let key = name_key(name);
    key.is_empty() || is(&key, Class::Placeholder)
}

/// Whether a name is a platform, where others publish.
pub fn is_platform(name: &str) -> bool {
    is(&name_key(name), Class::Platform)
}

/// Whether a claimant is a collective or unnamed, and not one named speaker.
pub fn is_collective(name: &str) -> bool {
    let key = name_key(name);
    let words: Vec<_> = key.split_whitespace().collect();
    is_made_of_collective(&words) || is_collective_somewhere(&words) || is_unnamed(&words)
}

/// Whether all words are words of collectives, and suffice to make one.
fn is_made_of_collective(words: &[&str]) -> bool {
    let Some(phrases) = phrases(words) else { return false };
    let any = |class| phrases.iter().any(|phrase| is(phrase, class));
    let only_some = || phrases.iter().all(|phrase| is(phrase, Class::Some));
    any(Class::Many)
        || any(Class::Platform)
        || any(Class::Net)
        || only_some() && !phrases.is_empty()
        || any(Class::Some) && any(Class::One)
}

/// Splits words into known phrases, the longest possible first. Numbers are skipped. Returns `None` if a word is unknown.
fn phrases(words: &[&str]) -> Option<Vec<String>> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].bytes().all(|byte| byte.is_ascii_digit()) && !is(words[at], Class::Platform) {
            at += 1;
            continue;
        }
        let known = |class| [Class::Placeholder, Class::Group].contains(class);
        let longest = (1..=LONGEST.min(words.len() - at)).rev().find(|length| {
            WORDS.get(&words[at..at + length].join(" ")).is_some_and(|classes| !classes.iter().all(known))
        })?;
        phrases.push(words[at..at + longest].join(" "));
        at += longest;
    }
    Some(phrases)
}

/// Prepositions of place, after which any name may stand: "Facebook users in Kenya".
const IN: &[&str] = &["in", "across", "around", "en", "dans", "em", "w", "na", "di"];

fn is_collective_somewhere(words: &[&str]) -> bool {
    let many =
        |at: usize| phrases(&words[..at]).is_some_and(|phrases| phrases.iter().any(|phrase| is(phrase, Class::Many)));
    (1..words.len()).any(|at| IN.contains(&words[at]) && at + 1 < words.len() && many(at))
}

/// "An unnamed minister", "anonymous officials".
fn is_unnamed(words: &[&str]) -> bool {
    let rest = match words {
        ["a" | "an" | "the" | "some", rest @ ..] => rest,
        all => all,
    };
    matches!(rest, ["unnamed" | "anonymous" | "unidentified" | "unspecified", one, ..] if rest.len() <= 5 && *one != "s")
}
