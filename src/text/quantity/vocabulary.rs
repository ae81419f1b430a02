//! The words of languages other than English in or near quantities, and which language the words of a text are of.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::letters::{is_letter, word_end};
use super::noun_list;
use super::term::{self, Term};
use crate::text::language::{FREQUENT, Language};
use crate::text::words::fold_word;

/// The languages whose quantities are read, English first.
const LANGUAGES: [Language; 7] = [
    Language::English,
    Language::Spanish,
    Language::French,
    Language::German,
    Language::Portuguese,
    Language::Italian,
    Language::Dutch,
];

/// Number of words, more than those that English has too, that show that a text is of another language.
const MIN_WORDS: usize = 2;

/// Number of words of a text that are counted. Its language does not change after so many.
const MAX_WORDS: usize = 300;

/// Maximum number of words of a phrase.
const MAX_PHRASE: usize = 4;

/// The words and phrases of a language.
pub(super) struct QuantityWords {
    /// The language.
    pub(super) language: Language,
    terms: HashMap<&'static str, Term>,
    /// The beginnings of phrases, with `_` for each space.
    beginnings: HashSet<&'static str>,
}

static VOCABULARIES: LazyLock<Vec<QuantityWords>> =
    LazyLock::new(|| LANGUAGES[1..].iter().map(|language| QuantityWords::read(*language)).collect());

/// Words without accents, with a bit for each language that they are frequent in, and one for each whose quantities they are
/// used for.
static LANGUAGES_OF_WORDS: LazyLock<HashMap<Cow<'static, str>, (u8, u8)>> = LazyLock::new(|| {
    let mut languages: HashMap<Cow<'static, str>, (u8, u8)> = HashMap::new();
    for (at, language) in LANGUAGES.iter().enumerate() {
        let frequent = FREQUENT.iter().filter(|(of, _)| of == language).flat_map(|(_, list)| list.split_whitespace());
        let frequent = frequent.filter(|word| !word.contains('\'')).map(|word| Cow::Owned(fold_word(word)));
        let nouns = noun_list::words().filter(|_| *language == Language::English);
        let terms = term::rows(*language).map(|(word, _)| word).chain(nouns).map(Cow::Borrowed);
        frequent.for_each(|word| languages.entry(word).or_default().0 |= 1 << at);
        terms.for_each(|word| languages.entry(word).or_default().1 |= 1 << at);
    }
    languages
});

impl QuantityWords {
    /// Returns the vocabulary of the language of a text; none if it is English or cannot be told.
    pub(super) fn of(text: &str) -> Option<&'static Self> {
        // The number of known words, and of those that are frequent.
        let mut counts = [(0, 0); LANGUAGES.len()];
        for word in text.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty()).take(MAX_WORDS) {
            let (frequent, term) = LANGUAGES_OF_WORDS.get(fold_word(word).as_str()).copied().unwrap_or_default();
            for (at, (known, known_frequent)) in counts.iter_mut().enumerate() {
                *known += usize::from((frequent | term) >> at & 1);
                *known_frequent += usize::from(frequent >> at & 1);
            }
        }
        let (english, _) = counts[0];
        let (at, (most, frequent)) = counts.into_iter().enumerate().skip(1).rev().max_by_key(|(_, count)| *count)?;
        // Names such as "Le Pen" are in English texts, too.
        let is_foreign = if english == 0 { most >= MIN_WORDS } else { most >= english + MIN_WORDS && frequent > 0 };
        VOCABULARIES.get(at - 1).filter(|_| is_foreign)
    }

    fn read(language: Language) -> Self {
        let terms: HashMap<_, _> = term::rows(language).collect();
        let beginnings = terms.keys().flat_map(|phrase| phrase.match_indices('_').map(|(at, _)| &phrase[..at]));
        Self { language, beginnings: beginnings.collect(), terms }
    }

    /// Returns the end of the longest phrase at a word of a text, and its meaning.
    pub(super) fn phrase(&self, text: &str, at: usize) -> (usize, Term) {
        let mut end = self.word_end(text, at);
        let mut phrase = folded(&text[at..end]);
        let mut found = (end, self.terms.get(phrase.as_str()).copied().unwrap_or(Term::Other));
        for _ in 1..MAX_PHRASE {
            let rest = &text[end..];
            let next = rest.strip_prefix([' ', '-', '\u{a0}', '\u{202f}']).filter(|rest| rest.starts_with(is_letter));
            let Some(next) = next.filter(|_| self.beginnings.contains(phrase.as_str())) else { break };
            let start = text.len() - next.len();
            end = self.word_end(text, start);
            phrase.push('_');
            phrase.push_str(&folded(&text[start..end]));
            if let Some(term) = self.terms.get(phrase.as_str()) {
                found = (end, *term);
            }
        }
        found
    }

    /// Returns the end of a word; in French and Italian, an apostrophe ends a short one, as in `d'euros`.
    fn word_end(&self, text: &str, at: usize) -> usize {
        let end = word_end(text, at);
        if !matches!(self.language, Language::French | Language::Italian) {
            return end;
        }
        match text[at..end].find(['\'', '’']) {
            Some(mark) => at + mark + text[at + mark..].chars().next().map_or(0, char::len_utf8),
            None => end,
        }
    }

    /// Whether three digits after a comma are decimals, as nearly everywhere. Spanish is written with either sign.
    pub(super) fn has_decimal_comma(&self) -> bool {
        self.language != Language::Spanish
    }
}

/// Returns a word in lower case, without accents and without the apostrophe that it ends with.
fn folded(word: &str) -> String {
    fold_word(word.trim_end_matches(['\'', '’']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_text_is_known_by_few_words() {
        for (text, language) in [
            ("Tres de cada cuatro españoles", Some(Language::Spanish)),
            ("El paro bajó al 12,5 % en 2021", Some(Language::Spanish)),
            ("La dette atteint 2.950 milliards d'euros", Some(Language::French)),
            ("Das kostet 100.000 Euro je Migrant", Some(Language::German)),
            ("A dívida é de 5 bilhões de reais", Some(Language::Portuguese)),
            ("Il debito è di 2.700 miliardi", Some(Language::Italian)),
            ("Het tekort is 3,5 miljard euro", Some(Language::Dutch)),
            ("£100,000 per migrant", None),
            ("Macron met Le Pen in Paris in 2021", None),
            ("1.234", None),
        ] {
            assert_eq!(QuantityWords::of(text).map(|found| found.language), language, "{text}");
        }
    }

    #[test]
    fn no_word_has_two_meanings() {
        for language in LANGUAGES {
            let mut seen = HashSet::new();
            for (word, term) in term::rows(language) {
                assert!(seen.insert(word), "{language:?}: {word} is listed twice");
                assert!(
                    term != Term::Other && word == fold_word(word) || word.contains(['_', '\'', 'º', 'ª']),
                    "{word}"
                );
            }
        }
    }
}
