//! A name that lists several, in parts where that is certain.

use super::{Class, is, is_crowd, is_nobody, is_platform};
use crate::text::normalize::{collapse, name_key};

/// Somebody, or a crowd, to whom a claim is ascribed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claimant {
    /// The name, as it is written.
    pub name: String,
    /// Whether it is that of a crowd, or leaves unnamed who it is.
    pub crowd: bool,
    /// The platform on which somebody said it, where the name says so.
    pub on: Option<String>,
}

/// What may part two names, besides a comma.
const AND: &[&str] = &[
    " and ", " & ", " et ", " y ", " e ", " und ", " en ", " i ", " oraz ", " och ", " og ", " ve ", " dan ", " plus ",
    " или ", " и ", " та ", " और ", " و",
];
/// What may part a name from a crowd.
const BETWEEN: &[&str] = &[", including ", " including ", ", such as ", " / ", ", ", "، ", "、", "，", "/"];
/// What stands between somebody and the platform.
const ON: &[&str] = &[" on ", " via ", " sur ", " auf ", " en ", " no ", " su ", " op ", " на ", ", "];
/// Titles are no names.
const PARTICLES: &[&str] =
    &["de", "da", "do", "dos", "del", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "di", "du"];
/// A name has so many words.
const WORDS: std::ops::RangeInclusive<usize> = 2..=5;

/// The claimants that a name means: nobody, one, or several where that is certain: parted by semicolons, somebody and a
/// crowd, or people with full names joined by "and". An `organisation` is never parted by "and".
pub fn claimants(name: &str, organisation: bool) -> Vec<Claimant> {
    let name = collapse(name.trim_matches(|c: char| c.is_whitespace() || c == ','));
    if is_nobody(&name) {
        return Vec::new();
    }
    let alone = |crowd| vec![Claimant { name: name.clone(), crowd, on: None }];
    if is_crowd(&name) {
        return alone(true);
    }
    let listed: Vec<_> = name.split([';', '|', '；']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if listed.len() > 1 {
        return listed.into_iter().flat_map(|part| claimants(part, organisation)).collect();
    }
    if let Some((somebody, on)) = on_platform(&name) {
        return vec![Claimant { name: somebody, crowd: false, on: Some(on) }];
    }
    if let Some((left, right)) = beside_crowd(&name) {
        return [left, right].iter().flat_map(|part| claimants(part, organisation)).collect();
    }
    match people(&name) {
        Some(people) if !organisation => {
            people.into_iter().map(|name| Claimant { name, crowd: false, on: None }).collect()
        }
        _ => alone(false),
    }
}

/// Somebody with the platform named after him: "Ann Lee on Facebook", "Ann Lee (X)".
fn on_platform(name: &str) -> Option<(String, String)> {
    let in_brackets = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    let after = ON.iter().find_map(|on| name.rsplit_once(on).filter(|(_, right)| is_platform(right)));
    let (left, right) = in_brackets.filter(|(_, right)| is_platform(right)).or(after)?;
    let left = left.trim();
    (!left.is_empty() && !is_crowd(left) && !is_nobody(left)).then(|| (left.to_string(), right.to_string()))
}

/// Somebody and a crowd: the crowd is all that stands after, or before, one of the places where names may be parted.
fn beside_crowd(name: &str) -> Option<(String, String)> {
    let mut cuts: Vec<(usize, usize)> = BETWEEN
        .iter()
        .chain(AND)
        .flat_map(|sign| name.match_indices(sign).map(|(at, _)| (at, at + sign.len())))
        .collect();
    cuts.sort_unstable();
    let halves: Vec<_> = cuts.into_iter().map(|(end, begin)| (name[..end].trim(), name[begin..].trim())).collect();
    let somebody = |text: &str| !is_nobody(text) && !is_crowd(text);
    // A platform by itself may be a company beside another, or the company that somebody is of.
    let crowd = |text: &str| is_crowd(without_and(text)) && !is_platform(without_and(text));
    let after = halves.iter().find(|(left, right)| crowd(right) && somebody(left));
    let before = || halves.iter().rev().find(|(left, right)| crowd(left) && somebody(right) && is_named(right));
    let (left, right) = after.or_else(before)?;
    Some(((*left).to_string(), without_and(right).to_string()))
}

/// A part without the "and" that it may begin with.
fn without_and(part: &str) -> &str {
    let begins = |sign: &&&str| part.strip_prefix(sign.trim_start());
    AND.iter().find_map(|sign| begins(&sign)).unwrap_or(part)
}

/// Whether a text looks like a name that can stand by itself.
fn is_named(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|c| c == '@' || c.is_alphabetic() && !c.is_lowercase());
    let company = ["inc", "ltd", "llc", "gmbh", "corp", "sa", "plc"].contains(&name_key(text).as_str());
    begins && !company && !text.chars().any(char::is_numeric)
}

/// People with full names, joined by "and", of whom there may be more before it, parted by commas.
fn people(name: &str) -> Option<Vec<String>> {
    let and = AND.iter().find(|and| name.matches(*and).count() == 1)?;
    let (left, last) = name.split_once(and)?;
    let names: Vec<_> = left.split(", ").chain([last]).map(|name| name.trim().trim_end_matches(',')).collect();
    names.iter().all(|name| is_full_name(name)).then(|| names.into_iter().map(str::to_string).collect())
}

/// Whether a text can be nothing but the full name of a person: words in capitals of which none is one of organisations.
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
