//! What the labels of fact-checkers come to, where that is certain.

use crate::model::Bucket;
use crate::text::normalize::name_key;

/// Labels without case, accents and punctuation: of `PolitiFact`, Snopes, AFP, Full Fact, Africa Check and their like, in
/// the languages in which they publish.
const LABELS: &[(Bucket, &[&str])] = &[
    (
        Bucket::True,
        &[
            "true",
            "mostly true",
            "correct",
            "accurate",
            "largely true",
            "largely accurate",
            "mostly accurate",
            "mostly correct",
            "legit",
            "correct attribution",
            "wahr",
            "richtig",
            "groesstenteils wahr",
            "grosstenteils wahr",
            "stimmt",
            "vrai",
            "plutot vrai",
            "exact",
            "verdadero",
            "verdad",
            "cierto",
            "mayormente verdadero",
            "verdadeiro",
            "verdade",
            "vero",
            "quasi vero",
            "waar",
            "grotendeels waar",
            "prawda",
            "dogru",
            "benar",
            "sant",
            "sandt",
            "geroosteerd waar",
        ],
    ),
    (
        Bucket::Mixed,
        &[
            "mixed",
            "mixture",
            "half true",
            "partly true",
            "partially true",
            "partly false",
            "partially false",
            "partlyfalse",
            "partially correct",
            "partly correct",
            "half false",
            "true but",
            "teilweise falsch",
            "teilweise richtig",
            "teils teils",
            "halb wahr",
            "partiellement faux",
            "partiellement vrai",
            "mi vrai mi faux",
            "en partie faux",
            "parcialmente falso",
            "verdad a medias",
            "medias verdades",
            "parcialmente verdadero",
            "parcialmente verdadeiro",
            "vero a meta",
            "parzialmente falso",
            "deels waar",
            "deels onwaar",
            "gedeeltelijk onwaar",
            "polprawda",
            "czesciowy falsz",
            "kismen dogru",
            "karma",
            "sebagian benar",
            "sebagian salah",
        ],
    ),
    (
        Bucket::False,
        &[
            "false",
            "mostly false",
            "pants fire",
            "pants on fire",
            "barely true",
            "incorrect",
            "wrong",
            "fake",
            "inaccurate",
            "hoax",
            "not true",
            "untrue",
            "largely false",
            "totally false",
            "fabricated",
            "four pinocchios",
            "scam",
            "falsch",
            "groesstenteils falsch",
            "grosstenteils falsch",
            "fake news",
            "stimmt nicht",
            "faux",
            "plutot faux",
            "infonde",
            "intox",
            "falso",
            "mayormente falso",
            "falsa",
            "es falso",
            "bulo",
            "mentira",
            "errado",
            "bufala",
            "onwaar",
            "vals",
            "falsz",
            "falszywe",
            "nieprawda",
            "yanlis",
            "sahte",
            "salah",
            "hoaks",
            "galse",
            "galsi",
        ],
    ),
    (
        Bucket::Other,
        &[
            "other",
            "unproven",
            "unverified",
            "unsupported",
            "misleading",
            "missing context",
            "out of context",
            "lacks context",
            "needs context",
            "no evidence",
            "satire",
            "labeled satire",
            "legend",
            "outdated",
            "miscaptioned",
            "altered",
            "altered photo",
            "altered video",
            "altered image",
            "opinion",
            "research in progress",
            "lost legend",
            "misattributed",
            "exaggerated",
            "irrefuendig",
            "irrefuhrend",
            "fehlender kontext",
            "unbelegt",
            "trompeur",
            "contexte manquant",
            "manque de contexte",
            "satirique",
            "enganoso",
            "sin contexto",
            "fuera de contexto",
            "falta contexto",
            "insustentavel",
            "fora de contexto",
            "fuorviante",
            "contesto mancante",
            "misleidend",
            "brak kontekstu",
            "manipulacja",
            "sesat",
            "menyesatkan",
            "yaniltici",
        ],
    ),
];

/// What a label comes to. Nothing where it is not known, where its number says otherwise, or where it is only a number
/// that is not at an end of its scale.
pub(super) fn bucket_of(label: &str, numbers: [Option<&str>; 3]) -> Option<Bucket> {
    let key = name_key(&label.replace(['-', '_', '/', '.', '!', ',', '"', '“', '”'], " "));
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = LABELS.iter().find(|(_, labels)| labels.contains(&key.as_str())).map(|(bucket, _)| *bucket);
    let at_an_end = end(numbers);
    match (known, at_an_end) {
        (None, at_an_end) => at_an_end.filter(|_| Some(label.trim()) == numbers[0]),
        (Some(Bucket::True), Some(Bucket::False)) | (Some(Bucket::False), Some(Bucket::True)) => None,
        (known, _) => known,
    }
}

/// What a number at an end of its scale says: false at the worst, true at the best. A scale whose ends are one says nothing,
/// nor does a number outside of it. Where no worst is given, it is 1 (schema.org, `worstRating`).
fn end([value, worst, best]: [Option<&str>; 3]) -> Option<Bucket> {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok());
    let (value, worst, best) = (number(value)?, number(worst.or(Some("1")))?, number(best)?);
    let same = |a: f64, b: f64| (a - b).abs() < f64::EPSILON;
    match () {
        () if same(worst, best) => None,
        () if same(value, worst) => Some(Bucket::False),
        () if same(value, best) => Some(Bucket::True),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_only_where_it_is_certain() {
        let scale = |value, worst, best| [Some(value), Some(worst), Some(best)];
        for (label, numbers, bucket) in [
            ("Pants on Fire!", [None; 3], Some(Bucket::False)),
            ("pants-fire", [None; 3], Some(Bucket::False)),
            ("Falso", scale("5", "5", "1"), Some(Bucket::False)),
            ("Falsch", scale("1", "1", "5"), Some(Bucket::False)),
            ("True", [Some("1"), None, Some("6")], None),
            ("True", scale("-1", "1", "5"), Some(Bucket::True)),
            ("Half True", scale("3", "1", "5"), Some(Bucket::Mixed)),
            ("Partlyfalse", [None; 3], Some(Bucket::Mixed)),
            ("Missing context", scale("1", "1", "5"), Some(Bucket::Other)),
            ("True", scale("0", "0", "0"), Some(Bucket::True)),
            ("Three llamas out of five", scale("1", "1", "5"), None),
            ("1", scale("1", "1", "5"), Some(Bucket::False)),
            ("3", scale("3", "1", "5"), None),
        ] {
            assert_eq!(bucket_of(label, numbers), bucket, "{label} {numbers:?}");
        }
    }
}
