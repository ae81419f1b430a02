//! The language of a text, by the share of its words that are among the most frequent of each language.

use crate::text::language::FREQUENT;
pub use crate::text::language::Language;

use super::tokenized::TokenizedText;
use super::verbs::reporting_verb;

/// Minimum share of a text's words that are frequent ones of its language. English news has 0.20 to 0.45, a list of names in an
/// English text 0.13, news in other languages at most 0.03 of the English ones.
const MIN_SHARE: f64 = 0.10;

/// The number of words that are counted. A text's language does not change after so many.
const MAX_WORDS: usize = 5000;

/// The language in which most of a text's frequent words are; unknown where too few words are frequent ones.
pub(super) fn language_of(text: &TokenizedText) -> Language {
    let words: Vec<&str> =
        text.tokens.iter().filter(|token| token.is_word()).map(|token| token.word.as_str()).take(MAX_WORDS).collect();
    let share = |list: &str, language: Language| {
        let frequent: std::collections::HashSet<&str> = list.split_whitespace().collect();
        let counts = |word: &&&str| {
            frequent.contains(**word) || (language == Language::English && reporting_verb(word).is_some())
        };
        words.iter().filter(counts).count() as f64 / words.len().max(1) as f64
    };
    let shares = FREQUENT.iter().map(|(language, list)| (*language, share(list, *language)));
    let best = shares.rev().max_by(|one, other| one.1.total_cmp(&other.1));
    // Nobody's words are found in Dutch.
    let best = best.filter(|best| best.1 >= MIN_SHARE && best.0 != Language::Dutch);
    best.map_or(Language::Unknown, |best| best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_frequent_words() {
        let table = [
            ("The mayor said on Monday that the bridge was safe and would open again.", Language::English),
            ("Mayor denies claims", Language::English),
            ("Bridge safe, says mayor", Language::English),
            ("La alcaldesa dijo el lunes que el puente es seguro y que se abrirá de nuevo.", Language::Spanish),
            ("La maire a dit lundi que le pont est sûr et qu'il sera ouvert.", Language::French),
            ("Die Bürgermeisterin sagte am Montag, dass die Brücke sicher ist.", Language::German),
            ("A prefeita disse na segunda-feira que a ponte não está fechada.", Language::Portuguese),
            ("La sindaca ha detto lunedì che il ponte è sicuro e non sarà chiuso.", Language::Italian),
            ("De burgemeester zei maandag dat de brug veilig is en weer open gaat.", Language::Unknown),
            ("Borgmesteren sagde mandag, at broen er sikker og åbner igen i næste uge.", Language::Unknown),
            ("Borgmästaren sade på måndagen att bron är säker och att den öppnas.", Language::Unknown),
            ("Walikota mengatakan pada hari Senin bahwa jembatan itu aman.", Language::Unknown),
            ("นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานปลอดภัย", Language::Unknown),
            ("市長は月曜日、橋は安全だと述べた。", Language::Unknown),
            ("", Language::Unknown),
            ("12 34 56", Language::Unknown),
        ];
        for (text, expected) in table {
            assert_eq!(language_of(&TokenizedText::new(text)), expected, "{text}");
        }
    }
}
