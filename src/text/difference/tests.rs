//! Tables of cases: what is told of two texts.

use super::*;

#[test]
fn what_differs_is_told() {
    for (text, claim, expected) in
        [("The UK is not in talks with Albania", "The UK is in talks with Albania", "not in talks, but here: talks")]
    {
        let found: Vec<_> = differences(text, claim).iter().map(ToString::to_string).collect();
        assert_eq!(found.join("; "), expected, "{text} / {claim}");
    }
}

/// Only for measuring while working on the rules: PAIRS names a file of lines `kind | text | claim`.
#[test]
fn measure_pairs() {
    let Ok(path) = std::env::var("PAIRS") else { return };
    let mut by_kind: std::collections::BTreeMap<String, (usize, usize, usize)> = std::collections::BTreeMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let parts: Vec<_> = line.split(" | ").collect();
        let [kind, text, claim] = parts[..] else { continue };
        let found = differences(text, claim);
        let right = |one: &Difference| match kind {
            "figure" => one.kind == DifferenceKind::Amount || one.kind == DifferenceKind::Date,
            "unit" => matches!(one.kind, DifferenceKind::Amount | DifferenceKind::Date),
            "date" => matches!(one.kind, DifferenceKind::Date | DifferenceKind::Opposite | DifferenceKind::Amount),
            "name" => one.kind == DifferenceKind::Name,
            "negation" | "opposite" => one.is_opposite(),
            _ => false,
        };
        let entry = by_kind.entry(kind.to_string()).or_default();
        entry.0 += 1;
        entry.1 += usize::from(!found.is_empty());
        entry.2 += usize::from(found.iter().any(right));
        let told: Vec<_> = found.iter().map(|one| format!("{:?}: {one}", one.kind)).collect();
        if (kind == "same") != found.is_empty() {
            println!("{kind}\n  {text}\n  {claim}\n  {}", told.join("; "));
        }
    }
    for (kind, (all, told, right)) in by_kind {
        println!("{kind}: {told} of {all} told, {right} of the right kind");
    }
}
