//! Reads dates in running text.

use super::nouns;
use super::term::Term;
use super::tokens::Tokens;
use super::value::PartialDate;

/// The years that four digits alone can mean.
const YEARS: std::ops::RangeInclusive<u32> = 1066..=2100;

/// Dates with their first token and the token after each, and the token after all.
pub(super) type Dates = (Vec<(usize, usize, PartialDate)>, usize);

/// Reads the date that starts at a token, or both dates of a range such as `18-20 November`.
pub(super) fn read(tokens: &Tokens, at: usize) -> Option<Dates> {
    if tokens.is_number(at) {
        return numeric(tokens, at).or_else(|| years(tokens, at)).or_else(|| day_first(tokens, at));
    }
    match tokens.term(at)? {
        Term::Month(_) | Term::ShortMonth(_) => month_first(tokens, at),
        Term::Ordinal(..) => day_first(tokens, at),
        _ => None,
    }
}

/// Whether four digits can be a year.
pub(super) fn like_year(tokens: &Tokens, at: usize) -> bool {
    tokens.plain(at).is_some_and(|(year, digits)| digits == 4 && YEARS.contains(&year))
}

/// Returns the year for four digits without a unit; `None` if they count what follows.
pub(super) fn year(tokens: &Tokens, at: usize) -> Option<PartialDate> {
    let before = tokens.term(at.wrapping_sub(1));
    let (year, _) = tokens.plain(at).filter(|_| like_year(tokens, at))?;
    let sure = matches!(before, Some(Term::In | Term::When | Term::Month(_) | Term::ShortMonth(_)));
    let counted = nouns::after(tokens, at + 1).filter(|noun| noun.plural).is_some_and(|noun| {
        let often = nouns::is_often_counted(&noun.of);
        year < 1900 || often || before == Some(Term::About)
    });
    if sure || !counted { PartialDate::new(Some(year), None, None) } else { None }
}

/// Reads dates in digits: `2021-11-18`, `18/11/2021`, `18.11.2021`, `11/2021`.
fn numeric(tokens: &Tokens, at: usize) -> Option<Dates> {
    let (first, digits) = tokens.plain(at)?;
    let mark = tokens.mark(at + 1).filter(|mark| matches!(mark, '-' | '/' | '.' | '\u{2011}'))?;
    let (second, second_digits) = tokens.plain(at + 2)?;
    if !tokens.close(at + 1) || !tokens.close(at + 2) {
        return None;
    }
    let third = tokens.plain(at + 4).filter(|_| tokens.mark(at + 3) == Some(mark) && tokens.close(at + 4));
    let date = match (third, digits, second_digits) {
        (Some((day, 1..=2)), 4, 1..=2) => PartialDate::new(Some(first), Some(second), Some(day)),
        (Some((year, 4)), 1..=2, 1..=2) => day_month(first, second, year, mark),
        (None, 1..=2, 4) if mark == '/' && YEARS.contains(&second) => PartialDate::new(Some(second), Some(first), None),
        _ => return None,
    }?;
    let end = if third.is_some() { at + 5 } else { at + 3 };
    Some((vec![(at, end, date)], past_time(tokens, end)))
}

/// Returns the date for day and month in either order; only its year if both orders are possible.
fn day_month(first: u32, second: u32, year: u32, mark: char) -> Option<PartialDate> {
    let day_first = PartialDate::new(Some(year), Some(second), Some(first));
    let month_first = PartialDate::new(Some(year), Some(first), Some(second));
    match (day_first, month_first) {
        (Some(a), Some(b)) if a != b && mark != '.' => PartialDate::new(Some(year), None, None),
        (Some(date), _) | (None, Some(date)) => Some(date),
        (None, None) => None,
    }
}

/// Skips the time after a date, as in `2021-11-18T10:30:00Z`.
fn past_time(tokens: &Tokens, end: usize) -> usize {
    let mut end = end;
    if tokens.close(end) && tokens.text(end) == "T" && tokens.close(end + 1) && tokens.is_number(end + 1) {
        while tokens.close(end) {
            end += 1;
        }
    }
    end
}

/// Reads years with a hyphen or slash: `2018-2020` are two, `2018-19` and `2018/19` are the first.
fn years(tokens: &Tokens, at: usize) -> Option<Dates> {
    let (first, _) = tokens.plain(at).filter(|_| like_year(tokens, at))?;
    let slash = tokens.mark(at + 1) == Some('/') && tokens.close(at + 1) && tokens.close(at + 2);
    let (second, digits) = tokens.plain(at + 2).filter(|_| tokens.tie(at + 1) || slash)?;
    let longer =
        tokens.tie(at + 3) && tokens.is_number(at + 4) || tokens.term(at + 3).is_some() && tokens.close(at + 3);
    let date = |year| PartialDate::new(Some(year), None, None);
    match digits {
        _ if longer => None,
        2 => Some((vec![(at, at + 1, date(first)?)], at + 3)),
        4 if like_year(tokens, at + 2) && first < second => {
            Some((vec![(at, at + 1, date(first)?), (at + 2, at + 3, date(second)?)], at + 3))
        }
        _ => None,
    }
}

/// Reads a day, its month, and the year if there is one.
fn day_first(tokens: &Tokens, at: usize) -> Option<Dates> {
    let days = Days::read(tokens, at)?;
    let hyphened = tokens.past_hyphen(days.end());
    // "18. November", "18 de noviembre de 2021"
    let pointed = hyphened + usize::from(tokens.is_foreign() && tokens.mark(hyphened) == Some('.'));
    let of = pointed + usize::from(tokens.term(pointed) == Some(Term::Of));
    let month = month(tokens, of).filter(|_| of > hyphened || tokens.is_number(at))?;
    let year_at = tokens.past_hyphen(past_comma(tokens, past_point(tokens, of + 1)));
    let year_at = year_at + usize::from(tokens.is_foreign() && tokens.term(year_at) == Some(Term::Of));
    let year = year_after(tokens, year_at);
    // In lower case, "may" and "march" are other words.
    if year.is_none() && is_common_word(tokens, of) {
        return None;
    }
    days.dates(at, if year.is_some() { year_at + 1 } else { of + 1 }, year, month)
}

/// Reads a month before a day or a year, or alone after a word such as `in`.
fn month_first(tokens: &Tokens, at: usize) -> Option<Dates> {
    let month = month(tokens, at)?;
    let next = past_point(tokens, at + 1);
    if is_common_word(tokens, at) {
        return None;
    }
    let comma = past_comma(tokens, next);
    let of = comma + usize::from(tokens.term(comma) == Some(Term::Of));
    if let Some(year) = year_after(tokens, of) {
        return Some((vec![(at, of + 1, PartialDate::new(Some(year), Some(month), None)?)], of + 1));
    }
    let Some(days) = Days::read(tokens, next).filter(|_| tokens.is_number(next)) else {
        return alone(tokens, at, month);
    };
    let year_at = past_comma(tokens, days.end());
    let year = year_after(tokens, year_at);
    if year.is_none() && is_count(tokens, days.end() - 1) {
        return alone(tokens, at, month);
    }
    days.dates(at, if year.is_some() { year_at + 1 } else { days.end() }, year, month)
}

/// A day of a month, and a second one as in `18-20 November`, each with the token after it.
struct Days {
    first: (u32, usize),
    second: Option<(u32, usize)>,
}

impl Days {
    fn read(tokens: &Tokens, at: usize) -> Option<Self> {
        let first = day(tokens, at)?;
        let (day_before, at) = first;
        let joined = tokens.tie(at) || matches!(tokens.term(at), Some(Term::To | Term::And | Term::Or));
        let second = day(tokens, at + 1).filter(|_| joined && tokens.is_number(at + 1));
        Some(Self { first, second: second.filter(|(day, _)| *day > day_before) })
    }

    fn end(&self) -> usize {
        self.second.unwrap_or(self.first).1
    }

    /// Returns the dates of the days, which begin and end at a token, in a month.
    fn dates(&self, at: usize, end: usize, year: Option<u32>, month: u32) -> Option<Dates> {
        let date = |day| PartialDate::new(year, Some(month), Some(day));
        let (first, first_end) = self.first;
        let Some((second, _)) = self.second else { return Some((vec![(at, end, date(first)?)], end)) };
        Some((vec![(at, first_end, date(first)?), (first_end + 1, end, date(second)?)], end))
    }
}

/// Returns a month without day and year.
fn alone(tokens: &Tokens, at: usize, month: u32) -> Option<Dates> {
    let date = PartialDate::new(None, Some(month), None)?;
    stands_alone(tokens, at).then(|| (vec![(at, at + 1, date)], at + 1))
}

/// Whether a word without day and year is a month: in full, capitalised, and after `in`, `since`, …
fn stands_alone(tokens: &Tokens, at: usize) -> bool {
    let full = matches!(tokens.term(at), Some(Term::Month(_)));
    let term = tokens.term(at.wrapping_sub(1));
    let word = tokens.text(at.wrapping_sub(1)).to_ascii_lowercase();
    let preposition = matches!(term, Some(Term::In | Term::When | Term::Of | Term::Mid));
    full && (preposition || matches!(word.as_str(), "by" | "last" | "next" | "this" | "from" | "before" | "after"))
        && (tokens.is_foreign() || !tokens.text(at).bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Reads a day of a month: `18`, `18th`, `eighth`.
fn day(tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
    if let Some(Term::Ordinal(n @ 1..=31, false)) = tokens.term(at) {
        return Some((u32::from(n), at + 1));
    }
    let (day, _) = tokens.plain(at).filter(|&(day, digits)| digits <= 2 && (1..=31).contains(&day))?;
    let nth = tokens.term(at + 1) == Some(Term::Nth) && tokens.close(at + 1);
    let end = at + 1 + usize::from(nth);
    let longer = tokens.close(end) && (tokens.mark(end).is_none() || is_tail(tokens, end));
    (!longer).then_some((day, end))
}

/// Returns the number of a month.
fn month(tokens: &Tokens, at: usize) -> Option<u32> {
    match tokens.term(at)? {
        Term::Month(month) | Term::ShortMonth(month) => Some(u32::from(month)),
        _ => None,
    }
}

/// Whether the name of a month is a common word, in lower case.
fn is_common_word(tokens: &Tokens, at: usize) -> bool {
    !tokens.is_foreign() && matches!(tokens.text(at), "may" | "march" | "mar")
}

/// Skips the point of `Nov.`
fn past_point(tokens: &Tokens, at: usize) -> usize {
    let short = matches!(tokens.term(at.wrapping_sub(1)), Some(Term::ShortMonth(_)));
    at + usize::from(tokens.mark(at) == Some('.') && short)
}

/// Skips a comma.
fn past_comma(tokens: &Tokens, at: usize) -> usize {
    at + usize::from(tokens.mark(at) == Some(','))
}

/// Returns the year of a date; `None` if the digits count what follows.
fn year_after(tokens: &Tokens, at: usize) -> Option<u32> {
    let (year, digits) = tokens.plain(at)?;
    let longer = tokens.close(at + 1) && (tokens.term(at + 1).is_some() || is_tail(tokens, at + 1));
    (digits == 4 && (1000..=2100).contains(&year) && !longer && !is_count(tokens, at)).then_some(year)
}

/// Whether the noun after a number shows that it counts.
fn is_count(tokens: &Tokens, at: usize) -> bool {
    nouns::after(tokens, at + 1).is_some_and(|noun| noun.plural && nouns::is_often_counted(&noun.of))
}

/// Whether a mark right after digits means that they are not a day or year.
fn is_tail(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.mark(at), Some('%' | '/' | ':' | '°'))
}
