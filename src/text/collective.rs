//! Whom the name of a claimant means: somebody, several, a crowd ("Facebook posts"), or nobody ("N/A").

mod split;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::normalize::name_key;
pub use split::{Claimant, claimants};

/// What a word or phrase does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Many by itself: "posts", "redes sociales".
    Many,
    /// Says that it is not said who: "viral", "unknown", "multiple".
    Some,
    /// A crowd only together with `Some` or a place: "post".
    One,
    /// A platform.
    Platform,
    /// The net, which is no platform.
    Net,
    /// Says nothing by itself.
    Beside,
    /// What is written where there is no name.
    Nobody,
    /// Words of organisations and places.
    Group,
}

/// How many words the longest phrase has.
const LONGEST: usize = 5;

/// The words with the classes they are of; a word may be of several.
static WORDS: LazyLock<HashMap<String, Vec<Class>>> = LazyLock::new(|| {
    let mut words: HashMap<String, Vec<Class>> = HashMap::new();
    for line in include_str!("crowd/words.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((class, rest)) = line.split_once(' ') else { continue };
        let (class, rest) = match class {
            "many" => (Class::Many, after_word(rest)),
            "some" => (Class::Some, after_word(rest)),
            "one" => (Class::One, after_word(rest)),
            "beside" => (Class::Beside, after_word(rest)),
            "where" => (Class::Platform, rest),
            "net" => (Class::Net, rest),
            "nobody" => (Class::Nobody, rest),
            _ => (Class::Group, rest),
        };
        for phrase in rest.split(';') {
            words.entry(name_key(phrase)).or_default().push(class);
        }
    }
    words
});

/// A line without the language it begins with.
fn after_word(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(_, rest)| rest)
}

fn is(phrase: &str, class: Class) -> bool {
    WORDS.get(phrase).is_some_and(|classes| classes.contains(&class))
}

/// Whether a name is that of nobody: empty, nothing but signs, "N/A".
pub fn is_nobody(name: &str) -> bool {
    let key = name_key(name);
    key.is_empty() || is(&key, Class::Nobody)
}

/// Whether a name is that of a platform, where things are said, which says nothing itself.
pub fn is_platform(name: &str) -> bool {
    is(&name_key(name), Class::Platform)
}

/// Whether a claimant is a crowd or left unnamed, not somebody.
pub fn is_crowd(name: &str) -> bool {
    let key = name_key(name);
    let words: Vec<_> = key.split_whitespace().collect();
    is_made_of_crowd(&words) || is_crowd_somewhere(&words) || is_unnamed(&words)
}

/// Whether all words are those of a crowd, and say enough.
fn is_made_of_crowd(words: &[&str]) -> bool {
    let Some(phrases) = phrases(words) else { return false };
    let any = |class| phrases.iter().any(|phrase| is(phrase, class));
    let only_some = || phrases.iter().all(|phrase| is(phrase, Class::Some));
    any(Class::Many)
        || any(Class::Platform)
        || any(Class::Net)
        || only_some() && !phrases.is_empty()
        || any(Class::Some) && any(Class::One)
}

/// The known phrases that words consist of, the longest first; none where a word is not known. Numbers are passed over.
fn phrases(words: &[&str]) -> Option<Vec<String>> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].bytes().all(|byte| byte.is_ascii_digit()) && !is(words[at], Class::Platform) {
            at += 1;
            continue;
        }
        let known = |class| [Class::Nobody, Class::Group].contains(class);
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

fn is_crowd_somewhere(words: &[&str]) -> bool {
    let crowd =
        |at: usize| phrases(&words[..at]).is_some_and(|phrases| phrases.iter().any(|phrase| is(phrase, Class::Many)));
    (1..words.len()).any(|at| IN.contains(&words[at]) && at + 1 < words.len() && crowd(at))
}

/// "An unnamed minister", "anonymous officials".
fn is_unnamed(words: &[&str]) -> bool {
    let rest = match words {
        ["a" | "an" | "the" | "some", rest @ ..] => rest,
        all => all,
    };
    matches!(rest, ["unnamed" | "anonymous" | "unidentified" | "unspecified", one, ..] if rest.len() <= 5 && *one != "s")
}

#[cfg(test)]
mod tests;
