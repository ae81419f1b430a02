//! Numbers in digits, with separators: `1,000,000`, `1 000 000`, `1.234,56`, `12.5`.

use rust_decimal::Decimal;

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

/// Groups of digits, and the mark before each.
struct DigitGroups {
    list: [(usize, usize, char); MAX_GROUPS],
    length: usize,
}

/// Reads the number that begins at a byte with a digit, or with a point and a digit; but only up to the
/// first mark if the byte is before `loose_to`.
pub(super) fn read(text: &str, at: usize, loose_to: usize) -> DigitNumber {
    let groups = DigitGroups::of(text, at);
    let shape = groups.shape(text).filter(|_| at >= loose_to);
    let (length, decimals) = shape.unwrap_or((1, false));
    let list = &groups.list[..length];
    let fraction = if decimals { list[length - 1].1 - list[length - 1].0 } else { 0 };
    let plain = length == 1 && !decimals;
    let count = list[0].1 - list[0].0;
    DigitNumber {
        end: list[length - 1].1,
        loose_to: if shape.is_none() { groups.list[groups.length - 1].1 } else { loose_to },
        value: value(list.iter().flat_map(|&(from, to, _)| text[from..to].bytes()), fraction),
        digits: if plain { u8::try_from(count).unwrap_or(0) } else { 0 },
    }
}

/// Puts digits together, the last so many of them behind the point.
fn value(digits: impl Iterator<Item = u8>, fraction: usize) -> Option<Decimal> {
    let mut mantissa = 0_i128;
    for (count, digit) in digits.enumerate() {
        if count == MAX_DIGITS {
            return None;
        }
        mantissa = mantissa * 10 + i128::from(digit - b'0');
    }
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(fraction).ok()?).ok()
}

impl DigitGroups {
    fn of(text: &str, at: usize) -> Self {
        let mut groups = Self { list: [(at, at, '\0'); MAX_GROUPS], length: 0 };
        let (mut from, mut mark) = (at, '\0');
        if text.as_bytes()[at] == b'.' {
            groups.list[0] = (at, at, '\0');
            groups.length = 1;
            (from, mark) = (at + 1, '.');
        }
        while groups.length < MAX_GROUPS {
            let to = digits_end(text, from);
            groups.list[groups.length] = (from, to, mark);
            groups.length += 1;
            let Some(next) = char_at(text, to) else {
                break;
            };
            from = to + next.len_utf8();
            mark = match next {
                '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
                '’' => '\'',
                other => other,
            };
            let fits = match mark {
                ' ' => groups.takes_space(text, from),
                ',' | '.' | '\'' => digits_end(text, from) > from,
                _ => false,
            };
            if !fits {
                break;
            }
        }
        groups
    }

    /// Whether a space may stand before the three digits at a byte and within the number.
    fn takes_space(&self, text: &str, from: usize) -> bool {
        let spaces_only = self.list[1..self.length].iter().all(|group| group.2 == ' ');
        digits_end(text, from) == from + 3 && spaces_only && self.starts_well(text)
    }

    /// Whether the first group may be followed by groups of three.
    fn starts_well(&self, text: &str) -> bool {
        let (from, to, _) = self.list[0];
        (1..=3).contains(&(to - from)) && text.as_bytes()[from] != b'0'
    }

    /// Returns how many groups make one number and whether the last is behind the point.
    fn shape(&self, text: &str) -> Option<(usize, bool)> {
        let groups = &self.list[..self.length];
        let [first, rest @ ..] = groups else {
            return None;
        };
        let Some(&(from, to, last)) = rest.last() else {
            return Some((1, false));
        };
        let whole = &rest[..rest.len() - 1];
        if self.grouped(text, rest) && (last, whole.len()) != ('.', 0) {
            return Some((self.length, false));
        }
        let decimals = match (whole.first(), last) {
            (None, '.') => true,
            (None, ',') => to - from < 3 || first.1 - first.0 == 1 && text.as_bytes()[first.0] == b'0',
            (Some(&(_, _, mark)), '.' | ',') => mark != last && self.grouped(text, whole),
            _ => false,
        };
        decimals.then_some((self.length, true))
    }

    /// Whether groups after the first, all with one mark, are thousands (or lakhs and crores).
    fn grouped(&self, text: &str, rest: &[(usize, usize, char)]) -> bool {
        let Some((last, middle)) = rest.split_last() else {
            return false;
        };
        let long = |group: &(usize, usize, char), length| group.1 - group.0 == length && group.2 == last.2;
        let thousands = rest.iter().all(|group| long(group, 3));
        let lakhs = last.2 == ',' && !middle.is_empty() && long(last, 3) && middle.iter().all(|group| long(group, 2));
        self.starts_well(text) && (thousands || lakhs)
    }
}

fn digits_end(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Returns the character that begins at a byte.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}
