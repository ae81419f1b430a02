//! Shares and multiples: `half of`, `two-thirds`, `one in five`, `twice`.

use rust_decimal::Decimal;

use super::amounts::Amount;
use super::term::Term;
use super::tokens::Tokens;
use super::value::Unit;
use super::{dates, nouns};

/// A share or multiple with its unit, and the token after it.
pub(super) type Share = (Decimal, Unit, usize);

/// Reads a share or multiple that starts at a token, but not with a number.
pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Share> {
    match tokens.term(at)? {
        Term::Multiple(times) => Some((Decimal::from(times), Unit::Times, at + 1)),
        Term::Halved => Some((Decimal::new(5, 1), Unit::Times, at + 1)),
        Term::Double(times) if is_object(tokens, at + 1) => Some((Decimal::from(times), Unit::Times, at + 1)),
        Term::Half if !is_one_of_two(tokens, at) => match tokens.text(at + 1) {
            "of" | "the" | "its" | "their" | "his" | "her" | "our" | "my" | "your" | "those" | "these" => {
                Some((Decimal::from(50), Unit::Percent, at + 1))
            }
            "as" => Some((Decimal::new(5, 1), Unit::Times, at + 1)),
            _ if tokens.is_foreign() && tokens.term(at + 1) == Some(Term::Of) => {
                Some((Decimal::from(50), Unit::Percent, at + 1))
            }
            _ => None,
        },
        Term::A if matches!(tokens.text(at + 2), "of" | "the") => match tokens.term(at + 1) {
            Some(Term::Ordinal(n @ 3.., false)) => share(Decimal::ONE, Decimal::from(n), at + 2),
            _ => None,
        },
        _ => None,
    }
}

/// Reads a share that starts with a number: `two`-`thirds`, `one` `in five`, `3` `out of 10`, `2``/3 of`.
pub(super) fn after(tokens: &Tokens, amount: &Amount) -> Option<Share> {
    let many = amount.factor;
    if !amount.is_bare() || many <= Decimal::ZERO || !many.is_integer() {
        return None;
    }
    let next = tokens.past_hyphen(amount.end);
    let below = |all: &Decimal| many < *all;
    match tokens.term(next)? {
        Term::Half if many == Decimal::ONE => (next > amount.end || tokens.term(next + 1) == Some(Term::Of))
            .then_some((Decimal::from(50), Unit::Percent, next + 1)),
        Term::Ordinal(n @ 3.., plural) => {
            let all = Some(Decimal::from(n))
                .filter(below)
                .filter(|_| plural || many == Decimal::ONE || tokens.is_foreign())?;
            let whole = next > amount.end || plural || tokens.term(next + 1) == Some(Term::Of);
            share(many, all, next + 1).filter(|_| whole)
        }
        term @ (Term::In | Term::Out) if term == Term::In || tokens.term(next + 1) == Some(Term::Of) => {
            let (all, end) = among(tokens, next + if term == Term::In { 1 } else { 2 })?;
            if below(&all) { share(many, all, end) } else { None }
        }
        // "One doctor in two": what is counted stands between.
        Term::Other if many == Decimal::ONE => {
            let is_among = tokens.term(next + 1) == Some(Term::In);
            let (all, end) = is_among.then(|| among(tokens, next + 2)).flatten()?;
            if below(&all) { share(many, all, end) } else { None }
        }
        _ => None,
    }
}

/// Reads a fraction with a stroke: `2/3 of`.
pub(super) fn stroke(tokens: &Tokens, at: usize) -> Option<Share> {
    let ((many, _), (all, _)) = (tokens.plain(at)?, tokens.plain(at + 2)?);
    let close = tokens.mark(at + 1) == Some('/') && tokens.close(at + 1) && tokens.close(at + 2);
    let fits = close && many < all && tokens.term(at + 3) == Some(Term::Of);
    if fits { share(Decimal::from(many), Decimal::from(all), at + 3) } else { None }
}

/// Returns a share in percent if its decimals are finite, else as a factor.
fn share(many: Decimal, all: Decimal, end: usize) -> Option<Share> {
    let hundredfold = many.checked_mul(Decimal::ONE_HUNDRED)?;
    let percent = hundredfold.checked_div(all)?.normalize();
    if percent.scale() < 20 && percent.checked_mul(all)? == hundredfold {
        return Some((percent, Unit::Percent, end));
    }
    Some((many.checked_div(all)?, Unit::Times, end))
}

/// Reads the second number of "one in five". It is not a year, and not a time as in "two in 24 hours".
fn among(tokens: &Tokens, at: usize) -> Option<(Decimal, usize)> {
    let at = at + usize::from(tokens.text(at) == "every");
    let amount = Amount::read(tokens, at).filter(|amount| amount.unit.is_none())?;
    let value = amount.value()?;
    let year = dates::like_year(tokens, at);
    let time = nouns::after(tokens, amount.end).is_some_and(|noun| nouns::is_measure(&noun.of));
    (!year && !time && value.is_integer() && !tokens.tie(amount.end)).then_some((value, amount.end))
}

/// Whether "double" is a multiple here, and not as in "double standards".
fn is_object(tokens: &Tokens, at: usize) -> bool {
    let object = matches!(
        tokens.term(at),
        None | Some(
            Term::In | Term::To | Term::Modifier | Term::When | Term::Between | Term::About | Term::And | Term::Or
        )
    );
    let word = tokens.text(at);
    object && !tokens.hyphen(at) || matches!(word, "that" | "what" | "those" | "by" | "from" | "as" | "within")
}

/// Whether "half" is one of two halves: "the first half of", "the other half".
fn is_one_of_two(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.text(at.wrapping_sub(1));
    matches!(tokens.term(at.wrapping_sub(1)), Some(Term::Ordinal(..)))
        || matches!(word, "other" | "latter" | "last" | "top" | "bottom" | "each" | "either" | "northern" | "southern")
}
