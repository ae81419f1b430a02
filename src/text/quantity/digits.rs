//! Numbers in digits, with separators: `1,000,000`, `1 000 000`, `1.234,56`, `12.5`.

use rust_decimal::Decimal;

use super::letters::char_at;

/// Maximum number of groups of digits.
const MAX_GROUPS: usize = 12;

/// Maximum number of digits.
const MAX_DIGITS: usize = 28;

/// A number as it is written in digits.
pub(super) struct DigitNumber {
    /// The byte after it.
    pub(super) end: usize,
    /// `None` if it is too large.
    pub(super) value: Option<Decimal>,
    /// The byte up to which groups are separate numbers, as in `18.11.2021`.
    pub(super) loose_to: usize,
    /// The number of digits if there is nothing else, or 0.
    pub(super) digits: u8,
}

/// The sign before decimals, where three digits follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalSign {
    /// `1.234` has decimals, and `1,234` thousands: English.
    Point,
    /// `1,234` has decimals, and `1.234` thousands.
    Comma,
    /// Both have thousands: Spanish, which is written with either sign.
    Either,
}

/// A group of digits.
struct Group<'a> {
    digits: &'a str,
    /// The separator before it.
    mark: char,
    /// The byte after it.
    end: usize,
}

/// Reads the number that starts at a byte with a digit, or with a point and a digit. Before `loose_to`, it ends at the first
/// separator.
pub(super) fn read(text: &str, at: usize, loose_to: usize, sign: DecimalSign) -> DigitNumber {
    let groups = groups(text, at);
    let decimals = has_decimals(&groups, sign).filter(|_| at >= loose_to);
    let number = if decimals.is_some() { &groups[..] } else { &groups[..1] };
    let end = |groups: &[Group]| groups.last().map_or(at, |group| group.end);
    let plain = if number.len() == 1 { groups[0].digits.len() } else { 0 };
    DigitNumber {
        end: end(number),
        value: value(number, decimals == Some(true)),
        loose_to: if decimals.is_none() { end(&groups) } else { loose_to },
        digits: u8::try_from(plain).unwrap_or(0),
    }
}

fn value(groups: &[Group], decimals: bool) -> Option<Decimal> {
    let mut written: String = groups.iter().map(|group| group.digits).collect();
    if written.len() > MAX_DIGITS {
        return None;
    }
    if let Some(fraction) = groups.last().filter(|_| decimals) {
        written.insert(written.len() - fraction.digits.len(), '.');
    }
    Decimal::from_str_exact(&written).ok()
}

/// Splits the longest possible number into groups.
fn groups(text: &str, at: usize) -> Vec<Group<'_>> {
    let group = |from, mark| {
        let end = digits_end(text, from);
        Group { digits: &text[from..end], mark, end }
    };
    let mut groups = vec![group(at, '\0')];
    while groups.len() < MAX_GROUPS {
        let end = groups.last().map_or(at, |group| group.end);
        let Some(next) = char_at(text, end) else { break };
        let mark = match next {
            '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
            '’' => '\'',
            other => other,
        };
        let next = group(end + next.len_utf8(), mark);
        let fits = match mark {
            ' ' => {
                next.digits.len() == 3 && groups[1..].iter().all(|group| group.mark == ' ') && starts_groups(&groups[0])
            }
            ',' | '.' | '\'' => !next.digits.is_empty(),
            _ => false,
        };
        if !fits {
            break;
        }
        groups.push(next);
    }
    groups
}

/// Whether groups of three digits can follow a first group.
fn starts_groups(first: &Group) -> bool {
    (1..=3).contains(&first.digits.len()) && !first.digits.starts_with('0')
}

/// Whether the last group is the decimals of the number. `None` if the groups are not one number.
fn has_decimals(groups: &[Group], sign: DecimalSign) -> Option<bool> {
    let [first, middle @ .., last] = groups else { return Some(false) };
    let is_decimal = matches!((last.mark, sign), ('.', DecimalSign::Point) | (',', DecimalSign::Comma));
    if are_thousands(groups) && (!is_decimal || !middle.is_empty()) {
        return Some(false);
    }
    let decimals = match (middle.first(), last.mark) {
        (None, '.') => true,
        (None, ',') => last.digits.len() < 3 || first.digits == "0" || sign == DecimalSign::Comma,
        (Some(other), '.' | ',') => other.mark != last.mark && are_thousands(&groups[..groups.len() - 1]),
        _ => false,
    };
    decimals.then_some(true)
}

/// Whether all groups after the first are thousands, or lakhs and crores, with one separator.
fn are_thousands(groups: &[Group]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    let long = |group: &Group, length| group.digits.len() == length && group.mark == last.mark;
    let lakhs = last.mark == ',' && !middle.is_empty() && middle.iter().all(|group| long(group, 2));
    starts_groups(first) && long(last, 3) && (lakhs || middle.iter().all(|group| long(group, 3)))
}

fn digits_end(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}
