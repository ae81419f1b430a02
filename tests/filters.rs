//! Filters mean what they say: in the book, and the same from flags and from words.

use std::collections::BTreeSet;

use crate::common::{folder, new_book, run, stamp, take_lines, text};
use gainsay::model::filter::{FilterReader, KEYS};
use gainsay::model::records::{NewMember, NewSaved, NewVerdict};
use gainsay::model::{Filter, Rating, Role};
use gainsay::store::Store;
use proptest::prelude::*;

/// The story in a book, with a verdict and tags, so that each kind of condition holds of some claims and not of others.
fn story(folder: &std::path::Path) -> Store {
    let (_, store) = new_book(folder);
    let told = store.record(&stamp("story"), |writer| {
        take_lines(writer, include_str!("../data/albania.jsonl"))?;
        writer.remove_tag(3, "costs")?;
        writer.remove_tag(3, "prisons")?;
        writer.add_tag(1, "Ours")?;
        writer.add_tag(2, "theirs")?;
        writer.add_verdict(&NewVerdict {
            id: None,
            uid: None,
            claim: 2,
            rating: Rating::new("unproven", [None; 3], None)?,
            rationale: None,
            reviewer: None,
            decided_on: None,
            review_url: None,
            review_title: None,
            recorded_at: None,
        })?;
        writer.add_member(&NewMember { name: "Ann".to_string(), role: Role::Editor, ..NewMember::default() })?;
        writer.save_filter(&NewSaved::named("reached", "document:1 -is:unsourced"))
    });
    told.unwrap();
    store
}

fn claims(store: &Store, filter: &str) -> BTreeSet<i64> {
    let saved = |name: &str| Ok(store.saved_filter(name)?.filter);
    let wanted = FilterReader::new(chrono::NaiveDateTime::default(), &saved).text(filter).unwrap();
    let mut ids = BTreeSet::new();
    let mut each = |claim: gainsay::model::records::ClaimRow| {
        ids.insert(claim.id);
        Ok(())
    };
    let filter: Filter = wanted.into();
    store.claims(&filter, &mut each).unwrap();
    assert_eq!(store.count(&filter).unwrap(), i64::try_from(ids.len()).unwrap());
    let counted =
        |filter: &Filter| -> i64 { store.count_by_status(filter).unwrap().iter().map(|(_, claims)| claims).sum() };
    assert_eq!(counted(&filter), i64::try_from(ids.len()).unwrap());
    assert_eq!(counted(&Filter { limit: Some(2), ..filter }), i64::try_from(ids.len().min(2)).unwrap());
    ids
}

#[test]
fn each_key_finds_its_claims() {
    let folder = folder();
    let store = story(folder.path());
    for (filter, expected) in [
        ("", &[1, 2, 3, 4, 5, 6, 7, 8, 9][..]),
        ("status:disputed", &[1]),
        ("status:disputed,not-denied", &[1, 6]),
        ("is:disputed", &[1, 2, 3, 4, 5]),
        ("is:unsourced", &[6]),
        ("is:repeated", &[1, 2, 4]),
        ("by:none", &[6]),
        ("verdict:unproven", &[2]),
        ("verdict:Other", &[2]),
        ("-verdict:unproven", &[1, 3, 4, 5, 6, 7, 8, 9]),
        ("verdict:none", &[1, 3, 4, 5, 6, 7, 8, 9]),
        ("by:Qirko", &[7, 8, 9]),
        ("by:Qirko,officials", &[2, 7, 8, 9]),
        ("disputed-by:Qirko status:disputed", &[1]),
        ("speaker:Raab", &[1]),
        ("speaker:Xhacka", &[1, 2, 3, 4, 5]),
        ("stance:declines-to-deny", &[1, 6]),
        ("tag:ours", &[1]),
        ("tag:OURS,theirs", &[1, 2]),
        ("tag:none", &[3]),
        ("tag:theirs -tag:ours", &[2]),
        ("claim:2,5", &[2, 5]),
        ("ref:albania-3", &[3]),
        ("recorded:2022", &[]),
        ("migrants", &[5]),
        ("\"removed within\"", &[5]),
        ("mig* -removed", &[1, 2, 4]),
        ("is:disputed (tag:ours or verdict:other)", &[1, 2]),
        ("not (is:disputed or by:Qirko)", &[6]),
        ("@reached tag:theirs", &[2]),
    ] {
        assert_eq!(claims(&store, filter), expected.iter().copied().collect(), "{filter}");
    }
}

#[test]
fn flags_and_words_list_the_same() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    let list = |line: &str| {
        let output = run(folder.path(), &format!("--db gainsay-demo.db list --format csv {line}"));
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    for (flags, words) in [
        ("--disputed", "is:disputed"),
        ("--unsourced", "is:unsourced"),
        ("--status disputed --status not-denied", "status:disputed,not-denied"),
        ("--by 'Qirjako Qirko' --by officials", "by:'Qirjako Qirko',officials"),
        ("--disputed-by Xhacka --by 'The Times'", "disputed-by:Xhacka by:'The Times'"),
        ("--stage new --verdict none --tag law", "stage:new verdict:none tag:law"),
        ("--document 1 --tag none", "document:1 tag:none"),
        ("--since yesterday --until 2021-11-30 --by Qirko", "by:Qirko said:yesterday..2021-11-30"),
        ("--since 2021-12", "said:2021-12.."),
    ] {
        let (flags, words) = (list(flags), list(words));
        assert_eq!(flags, words);
        assert!(words.lines().count() < 10, "every claim was listed");
    }
}

#[test]
fn a_minus_denies_where_a_filter_is_and_nowhere_else() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    let on = |line: &str| run(folder.path(), &format!("--db gainsay-demo.db {line}"));
    let count = |line: &str| text(&on(&format!("{line} --format jsonl")).stdout).lines().count();
    assert_eq!(count("list -is:disputed"), 4);
    assert_eq!(count("list -by:'Qirjako Qirko' -is:disputed"), 1);
    assert_eq!(count("list '-(is:disputed' or 'by:Qirko)'"), 1);
    assert_eq!(count("disputed -- -tag:none"), 0);
    assert!(on("saved add rest -is:disputed").status.success());
    assert_eq!(count("list -@rest"), 5);
    for line in ["tag 1 -tag:x", "list -disputed", "list --disputd", "list -tag:none --disputd"] {
        let said = text(&on(line).stderr);
        assert!(said.contains("unexpected argument"), "{line}: {said}");
    }
}

/// Terms that are true of some claims, false of others, and null in SQL of others still.
fn filter() -> impl Strategy<Value = String> {
    let terms: Vec<_> = KEYS
        .iter()
        .filter(|key| key.word != "tag" && key.word != "verdict" && key.word != "ref" && key.word != "document")
        .map(|key| key.example.to_string())
        .chain(
            [
                "tag:talks",
                "verdict:other",
                "verdict:none",
                "tag:none",
                "document:1,2",
                "said:<2021-11-18",
                "@reached",
                "talks",
            ]
            .map(str::to_string),
        )
        .collect();
    prop::sample::select(terms).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| format!("-({one})")),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|all| format!("({})", all.join(" "))),
            prop::collection::vec(inner, 1..4).prop_map(|any| format!("({})", any.join(" or "))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn and_or_and_not_are_those_of_sets(pairs in prop::collection::vec((filter(), filter()), 30)) {
        let folder = folder();
        let store = story(folder.path());
        let all = claims(&store, "");
        for (one, other) in pairs {
            let (a, b) = (claims(&store, &one), claims(&store, &other));
            prop_assert_eq!(claims(&store, &format!("-({one})")), &all - &a, "not {}", one);
            prop_assert_eq!(claims(&store, &format!("{one} {other}")), &a & &b, "{} and {}", one, other);
            prop_assert_eq!(claims(&store, &format!("({one}) or ({other})")), &a | &b, "{} or {}", one, other);
        }
    }
}
