//! Cases for the passage that is most similar to a quote.

use super::*;

const TEXT: &str = "The mayor spoke on Monday.  “Crime has fallen by 15%\nsince we took \
    office,” she said, “and we don’t intend to stop.” The budget grew by 3,000 euros.";

#[test]
fn returns_the_most_similar_passage() {
    for (quote, passage) in [
        ("crime has dropped by 15% since we took office", "“Crime has fallen by 15% since we took office,”"),
        ("The mayor spoke on Tuesday.", "The mayor spoke on Monday."),
        ("we don't want to stop", "we don’t intend to stop.”"),
        ("budget grew by 3,000 dollars", "budget grew by 3,000 euros."),
        ("EUROS", "euros."),
    ] {
        assert_eq!(nearest(TEXT, quote).as_deref(), Some(passage), "{quote}");
    }
}

#[test]
fn other_scripts_and_forms_are_compared() {
    for (text, quote, passage) in [
        ("昨日、東京都の人口は減少した。今日は晴れ。", "東京都の人口は増加した", "東京都の人口は減少した。"),
        ("قال الوزير إن الاقتصاد ينمو بسرعة كبيرة", "الاقتصاد ينمو ببطء", "الاقتصاد ينمو بسرعة"),
        ("Le cafe\u{301} est très bon ici.", "le CAFÉ est bon", "cafe\u{301} est très bon"),
        ("Go 🎉 team blue 🎉 now", "team red 🎉", "team blue"),
        ("short", "a short one", "short"),
    ] {
        assert_eq!(nearest(text, quote).as_deref(), Some(passage), "{quote}");
    }
}

#[test]
fn returns_nothing_if_nothing_is_similar() {
    for (text, quote) in [
        (TEXT, "unemployment doubled across northern provinces"),
        (TEXT, "the unemployment of the provinces"),
        (TEXT, ""),
        (TEXT, "… !"),
        ("", "crime has fallen"),
        (" 🎉 ", "crime has fallen"),
    ] {
        assert_eq!(nearest(text, quote), None, "{quote:?}");
    }
}

#[test]
fn is_at_most_200_characters_and_an_ellipsis() {
    let long = "repeated words go on ".repeat(40);
    let passage = nearest(&long, &long.replace("go", "went")).expect("much is similar");
    assert!(passage.starts_with("repeated words go on repeated"));
    let last = passage.trim_end_matches('…').rsplit(' ').next();
    assert!(last.is_some_and(|word| long.contains(&format!("{word} "))));
    assert!((180..=LONGEST + 1).contains(&passage.chars().count()));
}

#[test]
fn is_found_in_a_long_text() {
    let text = format!("{}{TEXT}", "the quick brown fox by and since we ".repeat(28_000));
    let found = nearest(&text, "crime has dropped by 15% since we took office");
    assert_eq!(found.as_deref(), Some("“Crime has fallen by 15% since we took office,”"));
}
