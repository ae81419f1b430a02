//! Words with a prefix that makes them their opposite.

use crate::text::words::Stems;

/// Prefixes with which a word becomes its opposite.
const PREFIXES: [&str; 7] = ["un", "in", "im", "il", "ir", "dis", "non"];

/// Whether one of two folded words is the other with a prefix that negates it: "illegal" and "legal".
pub(super) fn is_negated_form(one: &str, other: &str, stems: &Stems) -> bool {
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let rest = |prefix: &&str| long.strip_prefix(*prefix).filter(|rest| rest.len() > 3);
    PREFIXES.iter().find_map(rest).is_some_and(|rest| stems.of(rest) == stems.of(short))
}
