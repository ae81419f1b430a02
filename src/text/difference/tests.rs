//! Tables of cases: what is told of two texts.

use std::collections::BTreeMap;

use super::*;

fn told(text: &str, claim: &str) -> String {
    differences(text, claim).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_differs_is_told() {
    for (text, claim, expected) in [
        ("The UK is not in talks with Albania", "The UK is in talks with Albania", "not in talks, but here: talks"),
        ("The UK is in talks with Albania", "The UK is not in talks with Albania", "talks, but here: not in talks"),
        (
            "The minister denied that the UK is in talks with Albania",
            "The UK is in talks with Albania",
            "denied, but here: UK",
        ),
        ("It costs £200,000 per migrant", "It costs £100,000 per migrant", "£200,000, but here: £100,000"),
        (
            "Migrants are removed within seven months",
            "Migrants are removed within seven days",
            "7 months, but here: 7 days",
        ),
        ("Carers get £76 a week", "Carers get £76 a month", "£76 a week, but here: £76 a month"),
        ("It opened in 2019", "It opened in 2020", "2019, but here: 2020"),
        ("Crime rose in Leeds last year", "Crime fell in Leeds last year", "rose, but here: fell"),
        ("Crime did not rise in Leeds", "Crime fell in Leeds", ""),
        ("The scheme is not illegal", "The scheme is legal", ""),
        ("Migrants would be sent to Kosovo", "Migrants would be sent to Albania", "Kosovo, but here: Albania"),
        (
            "Sussex Police are in special measures",
            "Kent Police are in special measures",
            "Sussex Police, but here: Kent Police",
        ),
        ("Mr Johnson said that taxes would rise", "Boris Johnson said that taxes would rise", ""),
        ("The firm came third in the race", "The firm came second in the race", "third, but here: second"),
        ("Not only nurses but doctors are leaving", "Nurses and doctors are leaving", ""),
        ("", "The bridge is closed", ""),
    ] {
        assert_eq!(told(text, claim), expected, "{text} / {claim}");
    }
}

#[test]
fn what_differs_is_told_in_other_languages() {
    for (text, claim, expected) in [
        (
            "La inmigración subió un 12 % el año pasado",
            "La inmigración bajó un 12 % el año pasado",
            "subió, but here: bajó",
        ),
        ("El ministro no mintió al Congreso", "El ministro mintió al Congreso", "no mintió, but here: mintió"),
        (
            "El alcalde nunca ha pagado impuestos",
            "El alcalde ha pagado los impuestos",
            "nunca ha pagado, but here: pagado",
        ),
        ("El 52 % de los jóvenes vive con sus padres", "Más de la mitad de los jóvenes vive con sus padres", ""),
        ("El alcalde pagó los impuestos de la casa", "Los impuestos de la casa los pagó el alcalde", ""),
        ("La ministre n'a pas copié sa thèse", "La ministre a copié sa thèse", "pas copié, but here: copié"),
        ("Les impôts ont augmenté en France", "Les impôts ont baissé en France", "augmenté, but here: baissé"),
        (
            "Die Steuern sind im letzten Jahr gestiegen",
            "Die Steuern sind im letzten Jahr gesunken",
            "gestiegen, but here: gesunken",
        ),
        ("Der Sänger hat keine Steuern gezahlt", "Der Sänger hat Steuern gezahlt", "keine Steuern, but here: Steuern"),
        ("Die Regierung hat den Bericht versteckt", "Der Bericht wurde von der Regierung versteckt", ""),
        ("O desemprego não aumentou em Lisboa", "O desemprego aumentou em Lisboa", "não aumentou, but here: aumentou"),
        ("O governo vendeu a empresa", "O governo comprou a empresa", "vendeu, but here: comprou"),
        ("La polizia non ha sparato a un uomo", "La polizia ha sparato a un uomo", "non ha sparato, but here: sparato"),
        ("Il deficit è aumentato nel 2021", "Il deficit è diminuito nel 2021", "aumentato, but here: diminuito"),
        (
            "De belastingen zijn vorig jaar gestegen",
            "De belastingen zijn vorig jaar gedaald",
            "gestegen, but here: gedaald",
        ),
        (
            "De minister heeft nooit gelogen over het contract",
            "De minister heeft gelogen over het contract",
            "nooit gelogen, but here: gelogen",
        ),
    ] {
        assert_eq!(told(text, claim), expected, "{text} / {claim}");
    }
}

#[test]
fn a_text_that_says_the_opposite_is_a_dispute() {
    for (text, claim, expected) in [
        ("There are no talks with Albania", "There are talks with Albania", true),
        ("It is a myth that masks work", "Masks work", true),
        ("It costs £200,000", "It costs £100,000", false),
        ("Talks take place with Albania", "There are talks with Albania", false),
    ] {
        assert_eq!(is_opposite(text, claim), expected, "{text} / {claim}");
    }
}

/// Of each kind of pair, how many there are and how many are told; and what is told wrongly.
fn told_of(pairs: &'static str) -> (BTreeMap<&'static str, (usize, usize)>, String) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    for line in pairs.lines().filter(|line| !line.starts_with('#')) {
        let [kind, text, claim] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let told = told(text, claim);
        let (all, found) = kinds.entry(kind).or_default();
        (*all, *found) = (*all + 1, *found + usize::from(!told.is_empty()));
        if (kind == "same") != told.is_empty() {
            wrong.push_str(&format!("{kind}\n  {text}\n  {claim}\n  {told}\n"));
        }
    }
    (kinds, wrong)
}

/// PAIRS names another file to measure; then what is wrong there is told.
#[test]
fn most_differences_are_told_and_few_are_made_up() {
    if let Ok(path) = std::env::var("PAIRS") {
        let (kinds, wrong) = told_of(std::fs::read_to_string(path).unwrap().leak());
        panic!("{wrong}\n{kinds:?}");
    }
    // Of how many in a hundred something is told at least, and made up at most.
    for (pairs, least, most) in [(include_str!("pairs.txt"), 85, 10), (include_str!("other_pairs.txt"), 95, 5)] {
        let (mut kinds, wrong) = told_of(pairs);
        let (same, made_up) = kinds.remove("same").unwrap();
        let (all, found) = kinds.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        assert!(found * 100 >= all * least, "told of {found} of {all}: {wrong}");
        assert!(made_up * 100 <= same * most, "made up for {made_up} of {same}: {wrong}");
    }
}

#[test]
fn the_first_words_of_a_long_text_are_compared() {
    let filling = "and the of ".repeat(200);
    assert_eq!(told(&format!("The bridge is shut {filling}"), "The bridge is not shut"), "shut, but here: not shut");
    assert_eq!(told(&format!("{filling} the bridge is shut"), "The bridge is not shut"), "");
}

#[test]
fn amounts_of_any_size_are_compared() {
    // In a year, their difference is more than a decimal holds.
    let (day, week) = (format!("It costs 2{:026} pounds a day", 0), format!("It costs -1{:027} pounds a week", 0));
    assert!(!differences(&day, &week).is_empty());
}

#[test]
fn texts_of_any_kind_are_compared() {
    let parts = [
        "not",
        "n't",
        "isn’t",
        "İ",
        "Q3",
        "1850s",
        "£",
        "5",
        "no longer",
        "than",
        "—",
        "“",
        "東",
        "Ȧ",
        "of",
        "The",
        "a\u{301}",
    ];
    let mut state = 7_usize;
    for _ in 0..3_000 {
        let mut text = || {
            let mut all = String::new();
            for _ in 0..9 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                all.push_str(parts[(state >> 33) % parts.len()]);
                all.push_str(if state.is_multiple_of(3) { "" } else { " " });
            }
            all
        };
        let (one, other) = (text(), text());
        let _ = differences(&one, &other);
        assert!(differences(&one, &one).is_empty(), "{one}");
    }
}
