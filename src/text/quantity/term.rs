//! The meaning of words in and near quantities.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::text::language::Language;

macro_rules! terms {
    (plain: $($plain:ident)*, number: $($number:ident)*, text: $($text:ident)*,) => {
        /// The class of a word, with its value; see `words/english.txt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Term {
            $($plain,)*
            Small(u32),
            $($number(u8),)*
            $($text(&'static str),)*
            /// `third` is 3; true for `thirds`.
            Ordinal(u8, bool),
            /// Any other word: it can be what is counted.
            Other,
        }

        impl Term {
            /// Returns the class `name` with a value, as in a line of `words/`.
            fn parse(name: &str, value: &'static str) -> Self {
                let number = || value.parse().unwrap_or_default();
                match name {
                    "Small" => Self::Small(value.parse().unwrap_or_default()),
                    $(stringify!($plain) => Self::$plain,)*
                    $(stringify!($number) => Self::$number(number()),)*
                    $(stringify!($text) => Self::$text(value),)*
                    "Ordinal" => Self::Ordinal(number(), false),
                    "Ordinals" => Self::Ordinal(number(), true),
                    _ => Self::Other,
                }
            }
        }
    };
}

terms! {
    plain: A About And Basis Between Cent Clock Dozen Era Fold Half Halved Hundred In Label Mid Minus Modifier Nth Of Or Out Pence
        Per Percent Percentage Point Stop Times To When X,
    number: Scale Letter Multiple Double Month ShortMonth,
    text: Money Code Hundredth Nation Noun,
}

/// Maximum length of a word in `words/english.txt`, in bytes.
const MAX_LENGTH: usize = 16;

/// The lengths of the words with each first letter, as bits. Most words of a text are ruled out by them, without a look-up.
type Lengths = [u32; 26];

/// The words of `words/english.txt`.
struct Terms {
    words: HashMap<&'static [u8], Term>,
    known: Lengths,
    /// The lengths of the words that a quantity can start with.
    starting: Lengths,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut terms = Terms { words: HashMap::new(), known: [0; 26], starting: [0; 26] };
    for (word, term) in rows(Language::English) {
        let (letter, length) = (usize::from(word.as_bytes()[0] - b'a'), 1 << word.len());
        terms.known[letter] |= length;
        terms.starting[letter] |= if term.starts_quantity() { length } else { 0 };
        terms.words.insert(word.as_bytes(), term);
    }
    terms
});

/// Returns the words of a language and their meaning; none of an unknown language.
pub(super) fn rows(language: Language) -> impl Iterator<Item = (&'static str, Term)> {
    let file = match language {
        Language::English => include_str!("words/english.txt"),
        Language::Spanish => include_str!("words/spanish.txt"),
        Language::French => include_str!("words/french.txt"),
        Language::German => include_str!("words/german.txt"),
        Language::Portuguese => include_str!("words/portuguese.txt"),
        Language::Italian => include_str!("words/italian.txt"),
        Language::Dutch => include_str!("words/dutch.txt"),
        Language::Unknown => "",
    };
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (class, words) = line.split_once(' ').unwrap_or_default();
        let (name, value) = class.split_once('(').unwrap_or((class, ""));
        let term = Term::parse(name, value.trim_end_matches(')'));
        words.split(' ').map(move |word| (word, term))
    })
}

impl Term {
    /// Returns the meaning of a word, in any case.
    pub(super) fn of(word: &str) -> Self {
        if has_length(&TERMS.known, word.as_bytes()) { TERMS.find(word.as_bytes()) } else { Self::Other }
    }

    /// Returns the factor of a word such as "million".
    pub(super) fn scale(self) -> Option<Decimal> {
        match self {
            Self::Hundred => Some(Decimal::ONE_HUNDRED),
            Self::Dozen => Some(Decimal::from(12)),
            Self::Scale(exponent) => Some(power(exponent)),
            _ => None,
        }
    }

    /// Whether a quantity can start with such a word.
    fn starts_quantity(self) -> bool {
        let number = matches!(self, Self::Small(_) | Self::Ordinal(..) | Self::Multiple(_) | Self::Double(_));
        number || self.scale().is_some() || matches!(self, Self::Month(_) | Self::Half | Self::Halved)
    }
}

/// Returns a power of ten, at most a trillion.
pub(super) fn power(exponent: u8) -> Decimal {
    Decimal::from(10_u64.pow(u32::from(exponent.min(12))))
}

/// The currency of each sign.
const SIGNS: &str = "£GBP $USD ＄USD €EUR ¥JPY ￥JPY ₹INR ₨INR ₽RUB ₴UAH ₪ILS ₺TRY ₩KRW ₦NGN";
/// The currency of letters right before a dollar sign.
const DOLLARS: &str = "US$USD A$AUD AU$AUD C$CAD CA$CAD NZ$NZD HK$HKD S$SGD R$BRL";

/// Returns the currency of a sign.
pub(super) fn currency(sign: char) -> Option<&'static str> {
    SIGNS.split(' ').find_map(|known| known.strip_prefix(sign))
}

/// Returns the currency of letters right before a dollar sign, such as `A$`.
pub(super) fn dollars(letters: &str) -> Option<&'static str> {
    DOLLARS.split(' ').find_map(|known| known.strip_prefix(letters)?.strip_prefix('$'))
}

/// Whether a text can contain quantities. This quick check of its bytes rules out most sentences.
pub(super) fn may_have_quantities(text: &str) -> bool {
    // The fractions ¼ ½ ¾ end with these bytes, and so do a few letters.
    let digit = |byte: &u8| byte.is_ascii_digit() || matches!(byte, 0xbc..=0xbe);
    let starts = |word: &[u8]| has_length(&TERMS.starting, word) && TERMS.find(word).starts_quantity();
    let bytes = text.as_bytes();
    bytes.iter().any(digit) || bytes.split(|byte| !byte.is_ascii_alphabetic()).any(starts)
}

impl Terms {
    /// Looks a word of at most [`MAX_LENGTH`] bytes up.
    fn find(&self, word: &[u8]) -> Term {
        let mut lower = [0; MAX_LENGTH];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.words.get(&*lower).copied().unwrap_or(Term::Other)
    }
}

fn has_length(lengths: &Lengths, word: &[u8]) -> bool {
    let Some(first) = word.first().map(u8::to_ascii_lowercase).filter(u8::is_ascii_lowercase) else {
        return false;
    };
    word.len() <= MAX_LENGTH && lengths[usize::from(first - b'a')] >> word.len() & 1 == 1
}
