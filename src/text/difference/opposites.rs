//! Words that exclude each other: those of `opposites.txt`, with others that mean the same, and the pairs of `antonyms.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::words::Stems;

/// Where a word stands in the table.
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

static PLACES: LazyLock<HashMap<String, Vec<OppositeGroup>>> = LazyLock::new(|| {
    let stems = Stems::default();
    let mut places: HashMap<String, Vec<OppositeGroup>> = HashMap::new();
    let lines = |file: &'static str| file.lines().filter(|line| !line.starts_with('#'));
    let groups = lines(include_str!("opposites.txt")).map(|line| match line.strip_prefix("near: ") {
        Some(groups) => (groups.split(" | ").collect::<Vec<_>>(), true),
        None => (line.split(" | ").collect(), false),
    });
    let pairs = lines(include_str!("antonyms.txt")).map(|line| (line.split(' ').collect(), true));
    for (line, (groups, is_near)) in groups.chain(pairs).enumerate() {
        for (group, words) in groups.iter().enumerate() {
            for word in words.split(' ') {
                let place = OppositeGroup { line, group, is_near, is_pair: groups.len() == 2 };
                let known = places.entry(stems.of(word).into_owned()).or_default();
                if !known.contains(&place) {
                    known.push(place);
                }
            }
        }
    }
    places
});

/// Returns where a stem stands in the table.
pub(super) fn places(stem: &str) -> Vec<OppositeGroup> {
    PLACES.get(stem).cloned().unwrap_or_default()
}

/// Prefixes with which a word becomes its opposite.
const PREFIXES: [&str; 7] = ["un", "in", "im", "il", "ir", "dis", "non"];

/// Whether one of two folded words is the other with a prefix that negates it: "illegal" and "legal".
pub(super) fn is_negated_form(one: &str, other: &str, stems: &Stems) -> bool {
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let rest = |prefix: &&str| long.strip_prefix(*prefix).filter(|rest| rest.len() > 3);
    PREFIXES.iter().find_map(rest).is_some_and(|rest| stems.of(rest) == stems.of(short))
}
