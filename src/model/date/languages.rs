//! Dates in the words of other languages, as English would have them.

use crate::text::MONTHS;
use crate::text::normalize::name_key;

/// Months in other languages by their beginnings, where these are not English ones.
const ELSEWHERE: &[(&str, u32)] = &[
    ("janv", 1),
    ("ener", 1),
    ("genn", 1),
    ("fevr", 2),
    ("fever", 2),
    ("febbr", 2),
    ("marz", 3),
    ("mars", 3),
    ("marco", 3),
    ("marca", 3),
    ("marzec", 3),
    ("maart", 3),
    ("avr", 4),
    ("abr", 4),
    ("mai", 5),
    ("mei", 5),
    ("magg", 5),
    ("mayo", 5),
    ("juin", 6),
    ("junh", 6),
    ("giug", 6),
    ("juil", 7),
    ("julh", 7),
    ("lugl", 7),
    ("aout", 8),
    ("agos", 8),
    ("sett", 9),
    ("setem", 9),
    ("okt", 10),
    ("outu", 10),
    ("otto", 10),
    ("octu", 10),
    ("novi", 11),
    ("nove", 11),
    ("dez", 12),
    ("dic", 12),
    ("dece", 12),
    ("januar", 1),
    ("stycz", 1),
    ("ocak", 1),
    ("янв", 1),
    ("febr", 2),
    ("lut", 2),
    ("subat", 2),
    ("фев", 2),
    ("mart", 3),
    ("maret", 3),
    ("мар", 3),
    ("kwie", 4),
    ("nisan", 4),
    ("апр", 4),
    ("maj", 5),
    ("mayis", 5),
    ("мая", 5),
    ("май", 5),
    ("czerw", 6),
    ("haziran", 6),
    ("июн", 6),
    ("lipca", 7),
    ("lipiec", 7),
    ("temmuz", 7),
    ("июл", 7),
    ("sierp", 8),
    ("agustos", 8),
    ("авг", 8),
    ("wrze", 9),
    ("eylul", 9),
    ("сен", 9),
    ("pazdz", 10),
    ("ekim", 10),
    ("окт", 10),
    ("kasim", 11),
    ("ноя", 11),
    ("grud", 12),
    ("aralik", 12),
    ("дек", 12),
];

/// Days of the week in other languages, which say nothing that the date does not.
const WEEKDAYS: &[&str] = &[
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lun",
    "mie",
    "jue",
    "vie",
    "sab",
    "dom",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "feira",
    "segunda feira",
    "terca feira",
    "quarta feira",
    "quinta feira",
    "sexta feira",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// Words that stand between the parts of a date and say nothing.
const BETWEEN: &[&str] = &[
    "", "de", "del", "of", "the", "um", "uhr", "a", "as", "las", "at", "o", "kl", "klo", "ore", "alle", "г", "года",
    "r", "h",
];

/// A date with the names of months in English, and without what stands between its parts in other languages.
pub(super) fn in_english(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut plain: Vec<String> = Vec::new();
    for word in words {
        let folded = name_key(word);
        let known = ELSEWHERE.iter().find(|(begins, _)| folded.starts_with(begins));
        match known {
            _ if BETWEEN.contains(&folded.as_str()) => {}
            _ if plain.is_empty() && WEEKDAYS.contains(&folded.as_str()) => {}
            Some((_, month)) => plain.push(MONTHS[*month as usize - 1].to_string()),
            None => plain.push(number(word)),
        }
    }
    plain.join(" ")
}

/// A number without the signs that other languages put to it: `18.`, `1er`, `20h05`.
fn number(word: &str) -> String {
    let bare = word.trim_end_matches('.');
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let ordinal = ["er", "º", "ª", "o"].iter().find_map(|end| bare.strip_suffix(end)).filter(|rest| digits(rest));
    match bare.split_once('h') {
        Some((hour, minute)) if digits(hour) && digits(minute) => format!("{hour}:{minute}"),
        _ => ordinal.unwrap_or(bare).to_string(),
    }
}
