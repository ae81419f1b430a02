//! Vague dates, as ISO 8601-2 writes them (Extended Date/Time Format, level 1, <https://www.loc.gov/standards/datetime/>):
//! about 1990 (`1990~`), perhaps 1990 (`1990?`, both `1990%`), the 1990s (`199X`), a day in April 1985 (`1985-04-XX`), spring 2023
//! (`2023-21`), and from one date to another (`2021-11/2021-12`, `../2020`, `2020/..`).

use std::borrow::Cow;

use super::iso::{Date, DateError, MONTH, YEAR};

/// The seasons with their numbers, the month in which each begins and the month in which it ends, in the north. A winter ends in
/// the next year.
const SEASONS: [(&str, &str, &str, &str); 4] = [
    ("21", "spring", "03", "05"),
    ("22", "summer", "06", "08"),
    ("23", "autumn", "09", "11"),
    ("24", "winter", "12", "02"),
];

/// Signs after a date that say how sure it is.
const QUALIFIERS: [char; 3] = ['~', '?', '%'];

impl Date {
    /// Parses a vague date; `None` if it has none of the forms.
    ///
    /// # Errors
    /// [`DateError::Impossible`] if a part of it is on no calendar, or it ends before it begins.
    pub(super) fn parse_vague(text: &str) -> Option<Result<Self, DateError>> {
        let Some((from, to)) = text.split_once('/') else {
            return check_one(text).map(|one| one.map(|()| Self(text.to_string())));
        };
        let open = |end: &str| matches!(end, ".." | "");
        let check = |end: &str| match end {
            _ if open(end) => Some(Ok(())),
            _ => check_one(end).or_else(|| Self::parse(end).ok().map(|_| Ok(()))),
        };
        let (one, other) = (check(from)?, check(to)?);
        if open(from) && open(to) || to.contains('/') {
            return None;
        }
        let whole = Self(text.to_string());
        let (first, last) = whole.ends();
        let is_turned = matches!((&first, &last), (Some(first), Some(last)) if first.0 > format!("{last}~"));
        Some(one.and(other).and_then(|()| {
            if is_turned { Err(DateError::impossible(text, format!("time from {from} to {to}"))) } else { Ok(whole) }
        }))
    }

    /// Whether the date is vague: not a year, month, day or minute.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        is_vague(&self.0)
    }

    /// The first and the last date that may be meant, none of them vague; `None` where the beginning or the end is open. Those of
    /// an exact date are itself.
    #[must_use]
    pub fn ends(&self) -> (Option<Self>, Option<Self>) {
        let (from, to) = self.0.split_once('/').unwrap_or((&self.0, &self.0));
        (end(from, false), end(to, true))
    }

    /// Returns a vague date in words: `about 1990`, `the 1990s`, `spring 2023`, `between November 2021 and December 2021`.
    pub(super) fn vague_in_words(&self) -> String {
        let one = |text: &str| Self(text.to_string()).in_words();
        let text = self.0.as_str();
        match text.split_once('/') {
            Some((".." | "", to)) => return format!("{} or before", one(to)),
            Some((from, ".." | "")) => return format!("{} or after", one(from)),
            Some((from, to)) => return format!("between {} and {}", one(from), one(to)),
            None => {}
        }
        if let Some(sure) = text.strip_suffix('~') {
            return format!("about {}", one(sure));
        }
        if let Some(sure) = text.strip_suffix('?') {
            return format!("{}, perhaps", one(sure));
        }
        if let Some(sure) = text.strip_suffix('%') {
            return format!("about {}, perhaps", one(sure));
        }
        if let Some(month) = text.strip_suffix("-XX-XX").or_else(|| text.strip_suffix("-XX")) {
            let part = if text.len() > MONTH { "a day" } else { "a month" };
            return format!("{part} in {}", one(month));
        }
        if let Some(year) = text.strip_suffix("XX") {
            return format!("between {year}00 and {year}99");
        }
        if let Some(decade) = text.strip_suffix('X') {
            return format!("the {decade}0s");
        }
        let season = SEASONS.iter().find(|season| Some(season.0) == text.get(YEAR + 1..));
        season.map_or_else(|| text.to_string(), |season| format!("{} {}", season.1, &text[..YEAR]))
    }
}

/// The first date that a date may mean, by which dates are ordered; nothing where that is open.
pub fn first_meant(date: &str) -> Cow<'_, str> {
    if !is_vague(date) {
        return date.into();
    }
    Date(date.to_string()).ends().0.map(|first| first.0).unwrap_or_default().into()
}

/// Whether a text that is a date is a vague one.
pub fn is_vague(date: &str) -> bool {
    date.contains(QUALIFIERS) || date.contains(['X', '/']) || is_season(date)
}

/// Parses a vague date in words: `about 1990`, `circa 1990`, `the 1990s`, `spring 2023`, `between 2020 and 2022`, `before 2020`,
/// `after 2020`. `read` parses the dates in it. The words are in lower case, without fillers.
pub(super) fn vague_words(
    words: &[&str],
    read: impl Fn(&[&str]) -> Result<Date, DateError>,
) -> Option<Result<Date, DateError>> {
    let whole = |text: String| Date::parse(&text);
    match *words {
        ["about" | "around" | "circa" | "approximately" | "c" | "ca", ref rest @ ..] if !rest.is_empty() => {
            Some(read(rest).and_then(|date| whole(format!("{date}~"))))
        }
        ["perhaps" | "possibly" | "maybe", ref rest @ ..] if !rest.is_empty() => {
            Some(read(rest).and_then(|date| whole(format!("{date}?"))))
        }
        ["before" | "until", ref rest @ ..] if !rest.is_empty() => {
            Some(read(rest).and_then(|date| whole(format!("../{date}"))))
        }
        ["after" | "since", ref rest @ ..] if !rest.is_empty() => {
            Some(read(rest).and_then(|date| whole(format!("{date}/.."))))
        }
        ["between" | "from", ref rest @ ..] => {
            let middle = rest.iter().position(|word| matches!(*word, "and" | "to" | "until"))?;
            let (from, to) = (read(&rest[..middle]), read(&rest[middle + 1..]));
            Some(from.and_then(|from| to.and_then(|to| whole(format!("{from}/{to}")))))
        }
        [decade] if decade.len() == YEAR + 1 && decade.ends_with("0s") => {
            Some(whole(format!("{}X", decade.get(..YEAR - 1)?)))
        }
        [season, year] if year.len() == YEAR => {
            let season = if season == "fall" { "autumn" } else { season };
            let (number, ..) = SEASONS.iter().find(|known| known.1 == season)?;
            Some(whole(format!("{year}-{number}")))
        }
        _ => None,
    }
}

/// Whether a text without a qualifier is a season: `2023-21`.
fn is_season(text: &str) -> bool {
    text.len() == MONTH
        && text.as_bytes()[YEAR] == b'-'
        && SEASONS.iter().any(|season| Some(season.0) == text.get(YEAR + 1..))
}

/// Checks one vague date, which is no interval; `None` if it has none of the forms.
fn check_one(text: &str) -> Option<Result<(), DateError>> {
    let sure = text.strip_suffix(QUALIFIERS).unwrap_or(text);
    let is_year = |year: &str| year.len() == YEAR && year.bytes().all(|byte| byte.is_ascii_digit());
    if is_season(sure) {
        return is_year(&sure[..YEAR]).then_some(Ok(()));
    }
    if sure.contains('X') {
        // Digits are unspecified from the right.
        let known = sure.strip_suffix("-XX-XX").or_else(|| sure.strip_suffix("-XX"));
        if let Some(known) = known {
            let fits = is_year(known) || known.len() == MONTH && sure.len() > MONTH;
            return fits.then(|| Date::parse(known).map(|_| ()));
        }
        let digits = sure.trim_end_matches('X');
        let fits =
            sure.len() == YEAR && matches!(digits.len(), 2 | 3) && digits.bytes().all(|byte| byte.is_ascii_digit());
        return fits.then_some(Ok(()));
    }
    if sure.len() == text.len() || sure.contains('T') || sure.ends_with(QUALIFIERS) {
        return None;
    }
    match Date::parse(sure) {
        Err(DateError::Unreadable { .. }) => None,
        read => Some(read.map(|_| ())),
    }
}

/// The first or last date that one end of an interval may mean.
fn end(text: &str, last: bool) -> Option<Date> {
    let sure = text.trim_end_matches(QUALIFIERS);
    if matches!(sure, ".." | "") {
        return None;
    }
    let sure = sure.strip_suffix("-XX-XX").or_else(|| sure.strip_suffix("-XX")).unwrap_or(sure);
    let season = SEASONS.iter().find(|season| is_season(sure) && Some(season.0) == sure.get(YEAR + 1..));
    let Some((number, _, from, to)) = season else {
        return Some(Date(sure.replace('X', if last { "9" } else { "0" })));
    };
    let year: u32 = sure[..YEAR].parse().unwrap_or_default();
    Some(Date(match last {
        false => format!("{year:04}-{from}"),
        // The winter of the last year ends with it: no date is later.
        true if *number == "24" && year == 9999 => "9999-12".to_string(),
        true => format!("{:04}-{to}", if *number == "24" { year + 1 } else { year }),
    }))
}

#[cfg(test)]
mod tests;
