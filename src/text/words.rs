//! The words of a text for search and matching: without case and accents. A number with its separators is one word. In scripts
//! without spaces between words, every character is a word.
//!
//! Unicode word boundaries (UAX #29) differ: they join `3,5` and `l'Élysée`, and keep combining vowel signs with their letter.
//! The full-text index and the weights of matching depend on the words as they are here.

use std::borrow::Cow;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use super::english;
use super::language::Language;
use super::normalize::{is_dash, is_invisible, is_word_char, letters};

/// A word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextWord {
    /// Its range in bytes.
    pub range: Range<usize>,
    /// The form for comparing: without case and accents.
    pub folded: String,
}

/// Returns the words of a text, in order.
pub fn words(text: &str) -> Vec<TextWord> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if !is_word_char(first) {
            continue;
        }
        let (mut end, mut last) = (start + first.len_utf8(), first);
        while let Some(&(at, c)) = rest.peek() {
            if !goes_on(last, c)
                && !parts_a_number(last, &text[at..])
                && !joins_letter(&text[start..at], c, &text[at..])
            {
                if let Some(length) = decimals(&text[..start], &text[start..at], &text[at..]) {
                    end = at + length;
                    while rest.next_if(|(at, _)| *at < end).is_some() {}
                }
                break;
            }
            if is_word_char(c) {
                end = at + c.len_utf8();
            }
            if is_letter(c) {
                last = c;
            }
            rest.next();
        }
        let folded = fold_number(&text[start..end]);
        if !folded.is_empty() {
            found.push(TextWord { range: start..end, folded });
        }
    }
    found
}

/// Whether a list of words with single spaces between them has a word.
pub(super) fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Whether a character belongs to the same word as the one before it.
fn goes_on(last: char, c: char) -> bool {
    if c.is_ascii() && last.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let joins = is_word_char(c) || is_invisible(c);
    joins && !(is_letter(c) && (is_sign(last) || is_sign(c)))
}

/// Whether a character is a letter or digit, and not a combining mark.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() && !is_combining_mark(c) }
}

/// Whether a hyphen joins a single letter to a word, as in e-mail and X-ray: at least three letters follow.
fn joins_letter(word: &str, hyphen: char, rest: &str) -> bool {
    let is_single = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let letters = || rest.chars().skip(1).take(3);
    is_single && is_dash(hyphen) && letters().count() == 3 && letters().all(|c| c.is_ascii_alphabetic())
}

/// Whether a mark after a digit is a thousands separator: exactly three digits follow.
fn parts_a_number(before: char, rest: &str) -> bool {
    let mut after = rest.chars();
    before.is_ascii_digit() && matches!(after.next(), Some(',' | '\'' | '’')) && {
        let three = after.by_ref().take(3).filter(char::is_ascii_digit).count() == 3;
        three && !after.next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// Returns the length in bytes of a decimal sign and the decimals after a number, if they belong to it: digits only, and no
/// further sign with digits before or after, as in a date or an address of a network.
fn decimals(before: &str, number: &str, rest: &str) -> Option<usize> {
    let grouped = |c: char| c.is_ascii_digit() || matches!(c, ',' | '\'' | '\u{2019}');
    let has_sign = before.strip_suffix(['.', ',']).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    if has_sign || !number.chars().all(grouped) {
        return None;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.strip_prefix(['.', ','])?;
    let length = digits(after);
    let next = &after[length..];
    let goes_on = next.starts_with(is_word_char) || next.strip_prefix(['.', ',']).is_some_and(|more| digits(more) > 0);
    (length > 0 && !goes_on).then_some(1 + length)
}

/// The sign between a number and its decimals, which the index takes for a letter.
const DECIMAL: char = 'ꓸ';

/// Returns the folded form of a word or a number. A number has no thousands separators, and one decimal sign.
fn fold_number(word: &str) -> String {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return fold_word(word);
    }
    match word.rsplit_once(['.', ',']) {
        Some((whole, decimals)) if !parts_a_number('0', &word[whole.len()..]) => {
            format!("{}{DECIMAL}{}", fold_word(whole), fold_word(decimals))
        }
        _ => fold_word(word),
    }
}

/// Returns a word in lower case and without accents.
pub(crate) fn fold_word(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) { word.to_ascii_lowercase() } else { letters(word) }
}

/// Whether a character belongs to a script without spaces between words: Han, Kana, Thai, Lao, Burmese, Khmer
/// (by Unicode block).
pub fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3130}'..='\u{318f}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Stems of words, by the Snowball stemmer of a language (snowballstem.org); for English with a table of forms that it does not know.
pub struct Stems {
    stemmer: Stemmer,
    is_english: bool,
}

impl Default for Stems {
    fn default() -> Self {
        Self::of_language(Language::English)
    }
}

impl Stems {
    /// Returns what makes stems of the words of a language; of those of English, if the language is unknown.
    pub fn of_language(language: Language) -> Self {
        let algorithm = match language {
            Language::English | Language::Unknown => Algorithm::English,
            Language::Spanish => Algorithm::Spanish,
            Language::French => Algorithm::French,
            Language::German => Algorithm::German,
            Language::Portuguese => Algorithm::Portuguese,
            Language::Italian => Algorithm::Italian,
            Language::Dutch => Algorithm::Dutch,
        };
        Self { stemmer: Stemmer::create(algorithm), is_english: matches!(algorithm, Algorithm::English) }
    }

    /// Returns the folded stem of a word as it is written and folded. The endings of other languages than English have accents.
    pub fn of_written(&self, written: &str, folded: &str) -> String {
        if self.is_english {
            return self.of(folded).into_owned();
        }
        fold_word(&self.stemmer.stem(&written.to_lowercase()))
    }

    /// Returns the stem of a folded word of English. A word with other letters than a to z is its own stem.
    pub fn of<'w>(&self, folded: &'w str) -> Cow<'w, str> {
        if folded.len() < 3 || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Cow::Borrowed(folded);
        }
        let word = english::with_z(folded);
        match english::form(&word) {
            Some(english::WordForm::Of(base)) => Cow::Owned(self.stemmer.stem(&english::with_z(base)).into_owned()),
            Some(english::WordForm::Stem(stem)) => Cow::Borrowed(stem),
            None => match word {
                Cow::Borrowed(word) => self.stemmer.stem(word),
                Cow::Owned(word) => Cow::Owned(self.stemmer.stem(&word).into_owned()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text with single spaces between them.
    fn folded(text: &str) -> String {
        words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_of_many_scripts() {
        let table = [
            ("£100,000 per migrant", "100000 per migrant"),
            ("1,000,000 of 3,5 and 2,0000", "1000000 of 3ꓸ5 and 2ꓸ0000"),
            ("3.5 million, 1,234.56 in 18.11.2021 at 10:30", "3ꓸ5 million 1234ꓸ56 in 18 11 2021 at 10 30"),
            ("It was 5. Then 3.", "it was 5 then 3"),
            ("Slavoj Žižek, l'Élysée", "slavoj zizek l elysee"),
            ("McDonald’s isn't ﬁne", "mcdonald s isn t fine"),
            ("Ο Πρωθυπουργός", "ο πρωθυπουργοσ"),
            ("Ёлка в Москве", "елка в москве"),
            ("قَالَ الرَّئِيسُ", "قال الرييس"),
            ("東京オリンピック2020", "東 京 オ リ ン ピ ッ ク 2020"),
            ("สวัสดี", "ส วั ส ดี"),
            ("ＡＢＣ１２３", "abc123"),
            ("co\u{ad}operate a\u{200d}b", "cooperate ab"),
            ("𝔻onald met 𝐍ATO", "donald met nato"),
            ("50% — “” ()", "50"),
            ("हिन्दी", "हिन्दी"),
            ("한국어 말", "한 국 어 말"),
            ("E-mails, x-rays, a T‑shirt and e-a", "emails xrays a tshirt and e a"),
            ("vitamin-c-rich, G-7", "vitamin crich g 7"),
        ];
        for (text, expected) in table {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Das Élysée, 100,000!";
        let at: Vec<_> = words(text).into_iter().map(|word| &text[word.range]).collect();
        assert_eq!(at, ["Das", "Élysée", "100,000"]);
    }

    #[test]
    fn only_plain_letters_are_stemmed() {
        let stems = Stems::default();
        for (word, stem) in [("migrants", "migrant"), ("deported", "deport"), ("москве", "москве"), ("as", "as")]
        {
            assert_eq!(stems.of(word), stem);
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem_and_other_words_do_not() {
        let stems = Stems::default();
        for same in [
            &["rise", "rose", "risen", "rising", "rises"][..],
            &["organisation", "organization", "organizations", "organise", "organized"],
            &["child", "children"],
            &["say", "said", "says"],
            &["emails", "email"],
            &["colour", "color", "colours"],
            &["analyse", "analyze", "analysed"],
        ] {
            same.iter().for_each(|word| assert_eq!(stems.of(word), stems.of(same[0]), "{word} {}", same[0]));
        }
        for other in [
            &["organization", "organic", "organ"][..],
            &["university", "universe", "universal"],
            &["experience", "experiment"],
            &["import", "important"],
            &["evening", "even"],
            &["author", "authority"],
        ] {
            let distinct: std::collections::BTreeSet<_> =
                other.iter().map(|word| stems.of(word).into_owned()).collect();
            assert_eq!(distinct.len(), other.len(), "{other:?}");
        }
    }
}
