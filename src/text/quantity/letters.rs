//! Characters and words by their bytes.

/// Returns the character that starts at a byte.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// Returns the end of the characters from a byte on that are of a kind.
pub(super) fn run(text: &str, mut at: usize, of_kind: impl Fn(char) -> bool) -> usize {
    while let Some(c) = char_at(text, at).filter(|&c| of_kind(c)) {
        at += c.len_utf8();
    }
    at
}

/// Returns the end of a word. An apostrophe between letters belongs to it.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let mut end = run(text, start, is_letter);
    while let Some(mark @ ('\'' | '’')) = char_at(text, end) {
        let after = run(text, end + mark.len_utf8(), is_letter);
        if after == end + mark.len_utf8() {
            break;
        }
        end = after;
    }
    end
}

/// Whether a character belongs to a word; accents that stand by themselves do.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && (c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c))
}
