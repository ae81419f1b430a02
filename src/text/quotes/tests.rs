//! Cases for finding, checking and slicing quotes.

use super::*;

fn find(text: &str, quote: &str) -> Vec<Anchor> {
    QuotableText::new(text.to_string()).find(quote)
}

fn check(text: &str, quote: &str, anchor: &Anchor) -> Anchored {
    QuotableText::new(text.to_string()).check(quote, anchor)
}

/// Returns the words at the found places, with their offsets.
fn found(text: &str, quote: &str) -> Vec<(usize, usize, String)> {
    let words = |a: &Anchor| slice(text, a.start, a.end).map(str::to_owned);
    let anchors = find(text, quote);
    let rows = anchors.iter().map(|a| (a.start, a.end, words(a)));
    rows.map(|(start, end, words)| (start, end, words.expect("within the text"))).collect()
}

/// A text, a quote, and where it is found as what.
type Case = (&'static str, &'static str, &'static [(usize, usize, &'static str)]);

#[test]
fn finds_the_words_as_they_stand() {
    let cases: [Case; 22] = [
        ("", "", &[]),
        ("", "a", &[]),
        ("abc", "", &[]),
        ("abc", " “ ” ", &[]),
        ("the end", "the", &[(0, 3, "the")]),
        ("the end", "end", &[(4, 7, "end")]),
        ("the end", "the end", &[(0, 7, "the end")]),
        ("the end", "The", &[]),
        ("aa aa", "aa", &[(0, 2, "aa"), (3, 5, "aa")]),
        ("no. No, no!", "no", &[(0, 2, "no"), (8, 10, "no")]),
        ("He said “it’s\n\u{a0} over”.", " \"it's over\"\n", &[(9, 20, "it’s\n\u{a0} over")]),
        ("il dit « non » !", "« non »", &[(9, 12, "non")]),
        ("cafe\u{301} noir", "café", &[(0, 5, "cafe\u{301}")]),
        ("un café noir", "cafe\u{301} noir", &[(3, 12, "café noir")]),
        ("cafe\u{301}", "cafe", &[]),
        ("q\u{303}", "q", &[]),
        ("q\u{303}a", "\u{303}a", &[]),
        ("un\u{ad}em\u{200b}ployed", "unemployed", &[(0, 12, "un\u{ad}em\u{200b}ployed")]),
        ("👩\u{200d}👩 won 🎉 2", "won 🎉", &[(4, 9, "won 🎉")]),
        ("قال إنّ الأرض مسطحة", "الأرض", &[(8, 13, "الأرض")]),
        ("人口は減少した。人口", "人口", &[(0, 2, "人口"), (8, 10, "人口")]),
        ("\u{1112}\u{1161}\u{11ab}글", "한", &[(0, 3, "\u{1112}\u{1161}\u{11ab}")]),
    ];
    for (text, quote, expected) in cases {
        let got = found(text, quote);
        let got: Vec<_> = got.iter().map(|(s, e, w)| (*s, *e, w.as_str())).collect();
        assert_eq!(got, expected, "{quote:?} in {text:?}");
    }
}

#[test]
fn does_not_find_part_of_a_number_or_a_word() {
    for (text, quote, places) in [
        ("illegal immigrants", "legal immigrants", 0),
        ("the party is over", "art", 0),
        ("“It’s”", "s", 1),
        ("15% of people", "5% of people", 0),
        ("1.5 million", "5 million", 0),
        ("1,500", "1", 0),
        ("1,500", "500", 0),
        ("it cost 1,500", "it cost 1,", 0),
        ("1.5 million", ".5 million", 0),
        ("٢٥ شخصا", "٥ شخصا", 0),
        ("in 2019, 5% of people", "5% of people", 1),
        ("It cost 1. 5 paid.", "5 paid", 1),
        ("rows 1,2 and 15", "15", 1),
        ("15 or 5", "5", 1),
    ] {
        assert_eq!(find(text, quote).len(), places, "{quote:?} in {text:?}");
    }
}

#[test]
fn keeps_32_characters_of_context() {
    let text = format!("{}é HERE ü{}", "a".repeat(40), "b".repeat(40));
    let [anchor] = &find(&text, "HERE")[..] else {
        panic!("one place");
    };
    assert_eq!(anchor.prefix, format!("{}é ", "a".repeat(30)));
    assert_eq!(anchor.suffix, format!(" ü{}", "b".repeat(30)));
    let [start, end] = &find("x y x", "x")[..] else {
        panic!("two places");
    };
    assert_eq!((&*start.prefix, &*start.suffix), ("", " y x"));
    assert_eq!((&*end.prefix, &*end.suffix), ("x y ", ""));
}

/// Anchors the only place of a quote in a text, then checks it in another text.
fn recheck(old: &str, quote: &str, new: &str) -> Anchored {
    let anchor = find(old, quote).pop().expect("the quote is in the old text");
    check(new, quote, &anchor)
}

/// What is expected of a quote in a changed text.
enum Now {
    Unchanged,
    At(usize),
    Lost,
}

#[test]
fn checks_where_the_quote_is_now() {
    for (old, quote, new, now) in [
        ("so it is.", "it is", "so it is.", Now::Unchanged),
        ("so it is.", "it is", "SO it is!", Now::Unchanged),
        ("a “‘b’” c", "“‘b’”", "a “‘b’” d", Now::Unchanged),
        ("so it’s “x”", "it's \"x\"", "so it's «x»", Now::Unchanged),
        ("no, no", "no", "no, no", Now::Unchanged),
        ("un café", "café", "un cafe\u{301}", Now::At(3)),
        ("un café", "café", "un café\u{323}", Now::Lost),
        ("un café", "café", "oh un cafe\u{301}", Now::At(6)),
        ("so it is.", "it is", "And so it is.", Now::At(7)),
        ("so it is.", "it is", "so it was.", Now::Lost),
        ("so it is.", "it is", "", Now::Lost),
        ("see 5% now", "5%", "see15% now", Now::Lost),
        ("no. Yes, no.", "no", "well, no. Yes, no.", Now::At(15)),
        ("x no", "no", "well, no no", Now::Lost),
        ("no", "no", "well, no no", Now::Lost),
        ("東京は晴れ", "晴れ", "今日の東京は晴れ", Now::At(6)),
    ] {
        let mut places = find(new, quote).into_iter();
        let expected = match now {
            Now::Unchanged => Anchored::Unchanged,
            Now::At(start) => Anchored::Moved(places.find(|a| a.start == start).expect("a place there")),
            Now::Lost => Anchored::Lost,
        };
        assert_eq!(recheck(old, quote, new), expected, "{quote:?} in {new:?}");
    }
}

#[test]
fn moves_only_to_the_place_with_the_same_context() {
    let fill = "and some more words that fill the context up";
    let old = format!("{fill} it is {fill}");
    let twice = format!("it is. {fill} it is {fill} it is");
    let Anchored::Moved(to) = recheck(&old, "it is", &twice) else {
        panic!("the context tells which");
    };
    assert_eq!((to.start, to.end), (52, 57));
    let alike = format!("! {fill} it is {fill} it is {fill}");
    assert_eq!(recheck(&old, "it is", &alike), Anchored::Lost);
}

#[test]
fn context_may_end_within_a_letter_or_in_another_form() {
    let before = "e\u{301}".repeat(40);
    let old = format!("x{before} it is {before}");
    let new = format!("it is {} it is {} it is", "é".repeat(40), "é".repeat(40));
    assert!(matches!(recheck(&old, "it is", &new), Anchored::Moved(a) if a.start == 47));
}

#[test]
fn an_anchor_out_of_range_or_without_words_is_lost() {
    let anchor = |start, end| Anchor { start, end, prefix: String::new(), suffix: String::new() };
    assert_eq!(check("a b", "c", &anchor(9, 10)), Anchored::Lost);
    assert_eq!(check("a b", "", &anchor(1, 1)), Anchored::Lost);
    assert_eq!(check("a a", "a", &anchor(3, 2)), Anchored::Lost);
    assert_eq!(check("ab", "ab", &anchor(0, 2)), Anchored::Unchanged);
}

#[test]
fn slices_by_characters() {
    for (text, start, end, expected) in [
        ("", 0, 0, Some("")),
        ("é東👩", 0, 3, Some("é東👩")),
        ("é東👩", 1, 2, Some("東")),
        ("é東👩", 3, 3, Some("")),
        ("é東👩", 2, 4, None),
        ("é東👩", 4, 4, None),
        ("é東👩", 2, 1, None),
    ] {
        assert_eq!(slice(text, start, end), expected, "{text} {start}..{end}");
    }
}

#[test]
fn many_places_in_a_long_text_are_found() {
    let text = "Ünder  a “blue”\u{a0} sky. ".repeat(45_000);
    let anchors = find(&text, "\"blue\"  sky");
    assert_eq!(anchors.len(), 45_000);
    assert_eq!(anchors[44_999].start, 44_999 * 22 + 9);
}

#[test]
fn signs_that_a_keyboard_does_not_have_are_equal_to_those_it_has() {
    for (text, quote, place) in [
        ("The of\u{fb01}ce con\u{fb01}rmed it.", "The office confirmed", Some((0, 18))),
        ("The office", "of\u{fb01}ce", Some((4, 10))),
        ("From 10\u{2013}12 per cent", "10-12 per cent", Some((5, 19))),
        ("per cent \u{2014} no more", "per cent - no more", Some((0, 18))),
        ("a - b", "a \u{2013} b", Some((0, 5))),
        ("won\u{2019}t\u{2026}\u{201d} said", "won't...", Some((0, 6))),
        ("won't... said", "won't\u{2026}", Some((0, 8))),
        ("The govern-\nment said", "The government said", Some((0, 21))),
        ("The govern-\nment said", "government", Some((4, 16))),
        ("a well-\n  known man", "well-known man", Some((2, 19))),
        ("govern\u{ad}\nment", "government", Some((0, 12))),
        ("A-\nB test", "A- B test", Some((0, 9))),
        ("govern-\n\nment", "government", None),
        ("It\u{200b}is\u{200b}safe", "It is safe", Some((0, 10))),
        ("un\u{200b}safe", "unsafe", Some((0, 7))),
        ("\u{200f}5 per cent\u{202c}", "5 per cent", Some((1, 11))),
        ("They re-sign it", "They resign it", None),
    ] {
        let got = find(text, quote).first().map(|anchor| (anchor.start, anchor.end));
        assert_eq!(got, place, "{quote:?} in {text:?}");
    }
}

#[test]
fn a_quote_with_brackets_stands_where_its_parts_stand() {
    let text = "The office confirmed the plan. He loves John\u{2019}s plan, he said. The office denied the plan.";
    for (quote, places) in [
        ("The office [\u{2026}] the plan", vec![(0, 29), (62, 88)]),
        ("The office [...] denied", vec![(0, 79)]),
        ("loves [his] plan", vec![(34, 51)]),
        ("[t]he office confirmed", vec![(0, 20)]),
        ("[The office] confirmed [the] plan", vec![(11, 29)]),
        ("the plan [\u{2026}] The office confirmed", vec![]),
        ("[\u{2026}]", vec![]),
        ("[", vec![]),
        ("He loves [", vec![]),
    ] {
        let got: Vec<_> = find(text, quote).iter().map(|anchor| (anchor.start, anchor.end)).collect();
        assert_eq!(got, places, "{quote}");
    }
    let anchor = find(text, "The office [\u{2026}] the plan").remove(0);
    assert_eq!(check(text, "The office [\u{2026}] the plan", &anchor), Anchored::Unchanged);
    assert_eq!(find("a [b] c", "a [b] c").len(), 1);
}

#[test]
fn a_long_quote_that_stands_almost_everywhere_is_found_in_one_pass() {
    let text = format!("{} {}", "a".repeat(400_000), "a b ".repeat(100_000));
    assert_eq!(find(&text, &"a".repeat(200_000)), []);
    assert_eq!(find(&text, &format!("{}c", "a b ".repeat(50_000))), []);
    assert_eq!(find(&text, "a b ".repeat(50_000).trim()).len(), 2);
}
