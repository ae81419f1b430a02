//! Finding words by their letters in one look, and currencies by their signs.

use std::sync::LazyLock;

use super::words::Term::{Double, Dozen, Half, Halved, Hundred, Month, Multiple, Ordinal, Other, Scale, Small};
use super::words::{ROWS, Term};

/// How many places the table has; a power of two, far more than there are words.
const PLACES: usize = 2048;

/// The longest word of the table, in bytes.
const LONGEST: usize = 16;

/// The words in a table by their letters, and what lengths the words that promise a quantity have.
struct Lexicon {
    places: Vec<Option<(&'static str, Term)>>,
    promising: [u32; 26],
    known: [u32; 26],
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { places: vec![None; PLACES], promising: [0; 26], known: [0; 26] };
    for &(words, term) in ROWS {
        for word in words.split(' ') {
            let mut place = place(word.as_bytes());
            while lexicon.places[place].is_some() {
                place = (place + 1) % PLACES;
            }
            lexicon.places[place] = Some((word, term));
            let (letter, length) = (usize::from(word.as_bytes()[0] - b'a'), 1 << word.len());
            lexicon.known[letter] |= length;
            if promises(term) {
                lexicon.promising[letter] |= length;
            }
        }
    }
    lexicon
});

/// Tells whether a quantity may begin with such a word.
fn promises(term: Term) -> bool {
    let number = matches!(term, Small(_) | Hundred | Dozen | Scale(_) | Half | Ordinal(..));
    number || matches!(term, Multiple(_) | Double(_) | Halved | Month(_))
}

/// Where a word belongs in the table (FNV-1a).
fn place(word: &[u8]) -> usize {
    let hash = word.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) as usize % PLACES
}

/// Gives what a word does, in whatever case it is written.
pub(super) fn term(word: &str) -> Term {
    let lexicon = &*LEXICON;
    if has_length(&lexicon.known, word.as_bytes()) { lexicon.find(word.as_bytes()) } else { Other }
}

/// Tells whether there may be quantities in a text: a quick look at bytes that spares the rest
/// most sentences.
pub(super) fn promising(text: &str) -> bool {
    let lexicon = &*LEXICON;
    let bytes = text.as_bytes();
    let mut begin = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte.is_ascii_alphabetic() {
            continue;
        }
        // The fractions ¼ ½ ¾ end on these bytes, and so do a few letters.
        let digit = byte.is_ascii_digit() || matches!(byte, 0xbc..=0xbe);
        if digit || lexicon.promises(&bytes[begin..at]) {
            return true;
        }
        begin = at + 1;
    }
    lexicon.promises(&bytes[begin..])
}

impl Lexicon {
    fn promises(&self, word: &[u8]) -> bool {
        has_length(&self.promising, word) && promises(self.find(word))
    }

    fn find(&self, word: &[u8]) -> Term {
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        let mut place = place(lower);
        while let Some((known, term)) = self.places[place] {
            if known.as_bytes() == lower {
                return term;
            }
            place = (place + 1) % PLACES;
        }
        Other
    }
}

/// Tells whether a word begins and is as long as one of those a mask was made of.
fn has_length(lengths: &[u32; 26], word: &[u8]) -> bool {
    let Some(first) = word.first().map(u8::to_ascii_lowercase).filter(u8::is_ascii_lowercase) else {
        return false;
    };
    word.len() <= LONGEST && lengths[usize::from(first - b'a')] >> word.len() & 1 == 1
}

/// Gives the currency of a sign.
pub(super) fn sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '£' => "GBP",
        '$' | '＄' => "USD",
        '€' => "EUR",
        '¥' | '￥' => "JPY",
        '₹' | '₨' => "INR",
        '₽' => "RUB",
        '₴' => "UAH",
        '₪' => "ILS",
        '₺' => "TRY",
        '₩' => "KRW",
        '₦' => "NGN",
        _ => return None,
    })
}

/// Gives the currency of a dollar sign right behind letters, such as `A$`.
pub(super) fn dollars(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "NZ" => "NZD",
        "HK" => "HKD",
        "S" => "SGD",
        "R" => "BRL",
        _ => return None,
    })
}
