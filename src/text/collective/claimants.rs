//! Splits the name of a claimant into several, where that is certain.

use super::classify::{Class, is, is_collective, is_placeholder, is_platform};
use crate::text::normalize::{collapse, name_key};

/// A speaker or a collective that a claim is attributed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claimant {
    /// The name as written.
    pub name: String,
    /// Whether it is a collective or unnamed.
    pub collective: bool,
    /// The platform in the name, if there is one.
    pub platform: Option<String>,
}

/// Separators of names, besides a comma.
const AND: &[&str] = &[
    " and ", " & ", " et ", " y ", " e ", " und ", " en ", " i ", " oraz ", " och ", " og ", " ve ", " dan ", " plus ",
    " или ", " и ", " та ", " और ", " و",
];
/// Separators of a name and a collective.
const BETWEEN: &[&str] = &[", including ", " including ", ", such as ", " / ", ", ", "، ", "、", "，", "/"];
/// Separators of a name and a platform.
const ON: &[&str] = &[" on ", " via ", " sur ", " auf ", " en ", " no ", " su ", " op ", " на ", ", "];
/// Lower-case words within names.
const PARTICLES: &[&str] =
    &["de", "da", "do", "dos", "del", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "di", "du"];
/// Number of words of a full name.
const WORDS: std::ops::RangeInclusive<usize> = 2..=5;

/// Returns the claimants in a name: none, one, or several where that is certain. A name is split at semicolons, between a name
/// and a collective, and between full names joined by "and". The name of an `organisation` is never split at "and".
pub fn claimants(name: &str, organisation: bool) -> Vec<Claimant> {
    let name = collapse(name.trim_matches(|c: char| c.is_whitespace() || c == ','));
    if is_placeholder(&name) {
        return Vec::new();
    }
    let alone = |collective| vec![Claimant { name: name.clone(), collective, platform: None }];
    if is_collective(&name) {
        return alone(true);
    }
    let listed: Vec<_> = name.split([';', '|', '；']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if listed.len() > 1 {
        return listed.into_iter().flat_map(|part| claimants(part, organisation)).collect();
    }
    if let Some((name, platform)) = split_platform(&name) {
        return vec![Claimant { name, collective: false, platform: Some(platform) }];
    }
    if let Some((left, right)) = split_collective(&name) {
        return [left, right].iter().flat_map(|part| claimants(part, organisation)).collect();
    }
    match people(&name) {
        Some(people) if !organisation => {
            people.into_iter().map(|name| Claimant { name, collective: false, platform: None }).collect()
        }
        _ => alone(false),
    }
}

/// Splits a name and the platform after it: "Ann Lee on Facebook", "Ann Lee (X)".
fn split_platform(name: &str) -> Option<(String, String)> {
    let in_brackets = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    let after = ON.iter().find_map(|on| name.rsplit_once(on).filter(|(_, right)| is_platform(right)));
    let (left, right) = in_brackets.filter(|(_, right)| is_platform(right)).or(after)?;
    let left = left.trim();
    (!left.is_empty() && !is_collective(left) && !is_placeholder(left)).then(|| (left.to_string(), right.to_string()))
}

/// Splits a name and a collective. The collective is everything after, or before, one of the separators.
fn split_collective(name: &str) -> Option<(String, String)> {
    let mut cuts: Vec<(usize, usize)> = BETWEEN
        .iter()
        .chain(AND)
        .flat_map(|sign| name.match_indices(sign).map(|(at, _)| (at, at + sign.len())))
        .collect();
    cuts.sort_unstable();
    let halves: Vec<_> = cuts.into_iter().map(|(end, begin)| (name[..end].trim(), name[begin..].trim())).collect();
    let somebody = |text: &str| !is_placeholder(text) && !is_collective(text);
    // A platform by itself can be a company beside another one, or an employer.
    let is_group = |text: &str| is_collective(without_and(text)) && !is_platform(without_and(text));
    let after = halves.iter().find(|(left, right)| is_group(right) && somebody(left));
    let before = || halves.iter().rev().find(|(left, right)| is_group(left) && somebody(right) && is_named(right));
    let (left, right) = after.or_else(before)?;
    Some(((*left).to_string(), without_and(right).to_string()))
}

/// Returns a part without a leading "and".
fn without_and(part: &str) -> &str {
    let begins = |sign: &&&str| part.strip_prefix(sign.trim_start());
    AND.iter().find_map(|sign| begins(&sign)).unwrap_or(part)
}

/// Whether a text looks like a complete name.
fn is_named(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|c| c == '@' || c.is_alphabetic() && !c.is_lowercase());
    let company = ["inc", "ltd", "llc", "gmbh", "corp", "sa", "plc"].contains(&name_key(text).as_str());
    begins && !company && !text.chars().any(char::is_numeric)
}

/// Splits full names of people, as in "A B, C D and E F".
fn people(name: &str) -> Option<Vec<String>> {
    let and = AND.iter().find(|and| name.matches(*and).count() == 1)?;
    let (left, last) = name.split_once(and)?;
    let names: Vec<_> = left.split(", ").chain([last]).map(|name| name.trim().trim_end_matches(',')).collect();
    names.iter().all(|name| is_full_name(name)).then(|| names.into_iter().map(str::to_string).collect())
}

/// Whether a text can only be the full name of a person: capitalised words, none of which is a word of organisations.
fn is_full_name(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let shouted = |word: &&str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let plain = |word: &&str| {
        PARTICLES.contains(word) || capital(word) && !shouted(word) && !word.contains(|c: char| c.is_numeric())
    };
    let group = |word: &&str| name_key(word).split(' ').any(|word| is(word, Class::Group));
    WORDS.contains(&words.len())
        && words.iter().filter(|word| capital(word)).count() > 1
        && words.iter().all(|word| plain(word) && !group(word))
}
