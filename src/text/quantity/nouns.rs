//! The noun that a number counts.

use rust_decimal::Decimal;

use super::noun_list::NOUNS;
use super::term::Term;
use super::tokens::{TokenKind, Tokens};

/// Number of words after a number that are searched for a noun.
const REACH: usize = 3;

/// A noun after a number.
pub(super) struct Noun<'a> {
    /// The noun as written.
    pub(super) word: &'a str,
    /// Singular and lower-case, see [`singular`].
    pub(super) of: String,
    /// Whether it is written in the plural.
    pub(super) plural: bool,
}

impl Noun<'_> {
    /// Returns the noun as it is shown after an amount: "5 years" of a "5-year plan".
    pub(super) fn shown(&self, amount: Decimal) -> String {
        let regular = is_measure(&self.of) && !matches!(self.of.as_str(), "foot" | "inch" | "century");
        let one = self.plural || amount == Decimal::ONE || !regular || self.word != self.of;
        if one { self.word.to_owned() } else { format!("{}s", self.word) }
    }
}

/// Returns what a number before a token counts: the first plural of the next three words, or else the first of them. The search
/// ends at a punctuation mark, preposition, pronoun or auxiliary verb.
pub(super) fn after<'a>(tokens: &Tokens<'a>, at: usize) -> Option<Noun<'a>> {
    if tokens.mark(at) == Some('°') {
        let (word, of) = match tokens.text(at + 1) {
            "C" if tokens.close(at + 1) => ("°C", "celsius"),
            "F" if tokens.close(at + 1) => ("°F", "fahrenheit"),
            _ => ("degrees", "degree"),
        };
        return Some(Noun { word, of: of.into(), plural: true });
    }
    let hyphened = tokens.hyphen(at);
    let mut at = tokens.past_hyphen(at);
    let mut first = None;
    for _ in 0..REACH {
        while first.is_none() && matches!(tokens.term(at), Some(Term::Of | Term::Modifier)) {
            at += 1;
        }
        let Some(TokenKind::Word(term)) = tokens.kind(at) else {
            break;
        };
        if !may_be_counted(term) || tokens.text(at) == "us" {
            break;
        }
        if let Term::Noun(of) = term {
            return Some(Noun { word: tokens.text(at), of: of.into(), plural: true });
        }
        let word = stem(tokens.text(at));
        let of = match (singular(word).as_str(), tokens.text(at + 1)) {
            ("degree", "Celsius" | "celsius" | "centigrade" | "C") => "celsius".to_string(),
            ("degree", "Fahrenheit" | "fahrenheit" | "F") => "fahrenheit".to_string(),
            (of, _) => of.to_string(),
        };
        let plural = is_plural(word);
        if hyphened || plural || first.is_none() && is_measure(&of) {
            return Some(Noun { word, of, plural });
        }
        first = first.or(Some(word));
        at += 1;
    }
    first.map(|word| Noun { word, of: singular(word), plural: false })
}

fn may_be_counted(term: Term) -> bool {
    matches!(
        term,
        Term::Other
            | Term::Noun(_)
            | Term::Ordinal(..)
            | Term::Point
            | Term::Label
            | Term::Nation(_)
            | Term::Percentage
    )
}

/// Returns a word without a possessive ending.
fn stem(word: &str) -> &str {
    word.find(['\'', '’']).map_or(word, |mark| &word[..mark])
}

/// Whether a word looks like a plural.
fn is_plural(word: &str) -> bool {
    let bytes = word.as_bytes();
    let last = |n: usize| bytes.len().checked_sub(n).map_or(0, |at| bytes[at].to_ascii_lowercase());
    let s = bytes.len() > 2 && last(1) == b's' && !matches!(last(2), b's' | b'u' | b'i');
    // Every irregular form is a plural, or a unit that has none.
    s || NOUNS.forms.contains_key(&*word.to_ascii_lowercase()) && !word.eq_ignore_ascii_case("person")
}

/// Returns the key for comparing nouns: lower-case and, roughly, singular.
fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some(noun) = NOUNS.forms.get(&*lower) {
        return (*noun).to_owned();
    }
    let cut = |ending: &str| lower.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = cut("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| lower.ends_with(ending)) {
        return lower[..lower.len() - 2].to_owned();
    }
    if ["ss", "us", "is"].iter().any(|ending| lower.ends_with(ending)) {
        return lower;
    }
    cut("s").map_or_else(|| lower.clone(), ToOwned::to_owned)
}

/// Whether a word right after digits is a unit, as in `5km`.
pub(super) fn is_unit(word: &str) -> bool {
    NOUNS.forms.get(&*word.to_ascii_lowercase()).is_some_and(|noun| *noun != "people")
}

/// Whether a noun in the singular is a unit of measurement or time.
pub(super) fn is_measure(noun: &str) -> bool {
    NOUNS.classes.get(noun) == Some(&"measure")
}

/// Whether a noun in the singular is counted so often that `2000` before it is not a year.
pub(super) fn is_often_counted(noun: &str) -> bool {
    matches!(NOUNS.classes.get(noun), Some(&("counted" | "measure")))
}
