//! Cases for the keys and for the canonical form with its way back.

use super::*;

#[test]
fn fold_joins_what_differs_only_in_case_marks_and_space() {
    for (one, other) in [
        ("", " \u{a0}\n"),
        ("The sky IS blue", "  the\tsky is\u{a0}\u{2003}blue\n"),
        ("“Don’t” he said", "\"don't\" HE said"),
        ("«Non» ‹oui› ‚so‘ „da‟ `x´ 5′ 6″", "non oui so da x 5 6"),
        ("CAFÉ", "cafe\u{301}"),
        ("ΟΔΟΣ", "οδοσ"),
        ("un\u{ad}true", "untrue"),
        ("a“\u{301}", "á"),
        ("「東京」は晴れ", "東京は晴れ"),
    ] {
        assert_eq!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    assert_eq!(fold(" “A”  B "), "a b");
}

#[test]
fn fold_keeps_apart_what_reads_differently() {
    for (one, other) in
        [("5 million", "15 million"), ("cafe", "café"), ("in Maßen", "in Massen"), ("up 5%", "up 5"), ("x²", "x2")]
    {
        assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
    }
}

#[test]
fn name_key_is_kind() {
    for (name, key) in [
        ("", ""),
        ("  Jean-Luc  O’Neill ", "jean luc o neill"),
        ("Łódź", "lodz"),
        ("Søren Kierkegård", "soren kierkegard"),
        ("ĐINH", "dinh"),
        ("Iğdır İzmir", "igdir izmir"),
        ("Straße, Æsop & Œuvre", "strasse aesop oeuvre"),
        ("Zoe\u{308}", "zoe"),
        ("U.S. Dept.", "u s dept"),
        ("राम", "राम"),
        ("ガ", "ガ"),
        ("한국", "한국"),
        ("שָׁלוֹם", "שלום"),
    ] {
        assert_eq!(name_key(name), key, "{name:?}");
    }
    assert_ne!(name_key("राम"), name_key("रोम"));
}

#[test]
fn canonical_maps_every_character_back() {
    let whole = 0..3;
    let cases: [(&str, &str, &[Range<usize>]); 11] = [
        ("", "", &[]),
        ("aé", "aé", &[0..1, 1..2]),
        ("ae\u{301}b", "aéb", &[0..1, 1..3, 3..4]),
        ("a \n\u{a0}b", "a b", &[0..1, 1..4, 4..5]),
        ("a \u{200b} b", "a b", &[0..1, 1..4, 4..5]),
        ("‘’“»", "''\"\"", &[0..1, 1..2, 2..3, 3..4]),
        ("u\u{ad}n\u{feff}", "un", &[0..1, 2..3]),
        ("e\u{ad}\u{301}", "é", &[whole]),
        ("q\u{303}x", "q\u{303}x", &[0..2, 0..2, 2..3]),
        ("\u{1112}\u{1161}\u{11ab}한", "한한", &[0..3, 3..4]),
        ("\u{212b}\u{1f600}", "Å\u{1f600}", &[0..1, 1..2]),
    ];
    for (text, canonical, source) in cases {
        let got = Canonical::new(text);
        assert_eq!(got.as_str(), canonical, "{text:?}");
        assert_eq!(got.source, source, "{text:?}");
    }
}

#[test]
fn canonical_is_nfc_and_stable() {
    for text in [
        "e\u{323}\u{301} \u{301}\u{323}e",
        "\u{958}\u{f73}\u{344}",
        "शक्ति \u{9c7}\u{9be}",
        "👩\u{200d}👩 👍🏽 ع\u{64e}لي",
    ] {
        let once = Canonical::new(text);
        let whole: String = text.chars().filter(|&c| !is_invisible(c)).nfc().collect();
        assert_eq!(once.as_str(), whole, "{text:?}");
        assert_eq!(Canonical::new(once.as_str()).as_str(), once.as_str());
    }
}

#[test]
fn source_refuses_what_is_not_there() {
    let canonical = Canonical::new("abc");
    assert_eq!(canonical.source(0..3), Some(0..3));
    assert_eq!(canonical.source(1..1), None);
    assert_eq!(canonical.source(2..4), None);
}
