//! Makes stored text safe to print: it cannot control the terminal, change the reading direction or hide text (Unicode Technical
//! Report #36, section 2).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Makes text safe to print on a terminal: control, direction and hiding
/// characters are shown as `\x1b` or `\u{202e}`.
///
/// Line ends stay (a CR LF as LF), and so do the joiners U+200C and U+200D, which Persian
/// and emoji need. A backslash in the text stays as it is: this is for reading only.
#[must_use]
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            _ => push_visible(&mut out, c),
        }
    }
    Cow::Owned(out)
}

/// Makes text safe to print within one line: as [`for_terminal`], and every run
/// of line ends, tabs and spaces is one space.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let blank = |c| matches!(c, '\n' | '\r' | '\t' | ' ');
    if !text.contains("  ") && (is_printable_ascii(text) || !text.chars().any(is_unsafe)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut after_blank = false;
    for c in text.chars() {
        if !blank(c) {
            push_visible(&mut out, c);
        } else if !after_blank {
            out.push(' ');
        }
        after_blank = blank(c);
    }
    Cow::Owned(out)
}

/// Returns the width of a text in terminal columns (Unicode Standard Annex #11, outside East Asian context).
#[must_use]
pub fn width(text: &str) -> usize {
    if is_printable_ascii(text) { text.len() } else { text.width() }
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Cuts text of one line to a display width in terminal columns, with … as the
/// last column when something was cut; never within an accented letter or a joined emoji.
#[must_use]
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    let Some(room) = width.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    if is_printable_ascii(text) {
        return Cow::Owned(format!("{}…", &text[..room]));
    }
    let mut kept = 0;
    let mut used = 0;
    for cluster in text.graphemes(true) {
        used += cluster.width();
        if used > room {
            break;
        }
        kept += cluster.len();
    }
    Cow::Owned(format!("{}…", &text[..kept]))
}

fn push_visible(out: &mut String, c: char) {
    match c {
        _ if !is_unsafe(c) => out.push(c),
        '\0'..='\x7f' => out.push_str(&format!("\\x{:02x}", u32::from(c))),
        _ => out.extend(c.escape_unicode()),
    }
}

/// Whether a character can control the terminal, change the direction or hide text.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_terminal_shows_what_could_harm() {
        for (text, shown) in [
            ("", ""),
            ("plain – “text” 東京 عربي", "plain – “text” 東京 عربي"),
            ("two\nlines", "two\nlines"),
            ("two\r\nlines", "two\nlines"),
            ("over\rwritten", "over\\x0dwritten"),
            ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
            ("a\tb\0\x7f", "a\\x09b\\x00\\x7f"),
            ("\u{9b}2J\u{85}", "\\u{9b}2J\\u{85}"),
            ("\u{202e}evil\u{2066}", "\\u{202e}evil\\u{2066}"),
            ("\u{202a}\u{2069}\u{200e}", "\\u{202a}\\u{2069}\\u{200e}"),
            ("\u{200f}\u{61c}\u{2028}", "\\u{200f}\\u{61c}\\u{2028}"),
            ("\u{2029}\u{feff}\u{200b}", "\\u{2029}\\u{feff}\\u{200b}"),
            ("\u{2060}\u{2064}", "\\u{2060}\\u{2064}"),
            ("\u{e0041}\u{e007f}", "\\u{e0041}\\u{e007f}"),
            ("می\u{200c}خواهم 👩\u{200d}👩", "می\u{200c}خواهم 👩\u{200d}👩"),
        ] {
            assert_eq!(for_terminal(text), shown, "{text:?}");
        }
    }

    #[test]
    fn one_line_is_one_line() {
        for (text, shown) in [
            ("", ""),
            ("as is", "as is"),
            (" a \r\n\t b\nc ", " a b c "),
            ("a\x1b\n\nb", "a\\x1b b"),
            ("a\u{2028}b\x0bc", "a\\u{2028}b\\x0bc"),
        ] {
            assert_eq!(one_line(text), shown, "{text:?}");
        }
    }

    #[test]
    fn nothing_is_copied_without_need() {
        for text in ["", "plain text", "👩\u{200d}👩"] {
            assert!(matches!(for_terminal(text), Cow::Borrowed(_)), "{text:?}");
            assert!(matches!(one_line(text), Cow::Borrowed(_)), "{text:?}");
            assert!(matches!(cut(text, 10), Cow::Borrowed(_)), "{text:?}");
        }
        assert!(matches!(for_terminal("a\n  b"), Cow::Borrowed(_)));
    }

    #[test]
    fn cut_keeps_to_the_width() {
        for (text, width, shown) in [
            ("", 0, ""),
            ("hello", 5, "hello"),
            ("hello", 4, "hel…"),
            ("hello", 1, "…"),
            ("hello", 0, ""),
            ("東京都民", 8, "東京都民"),
            ("東京都民", 7, "東京都…"),
            ("東京都民", 6, "東京…"),
            ("cafe\u{301} noir", 5, "cafe\u{301}…"),
            ("👩\u{200d}👩 and more", 3, "👩\u{200d}👩…"),
            ("👩\u{200d}👩 and more", 2, "…"),
            ("👍🏽👍🏽", 3, "👍🏽…"),
            ("שלום עולם", 5, "שלום…"),
        ] {
            let got = cut(text, width);
            assert_eq!(got, shown, "{text:?} to {width}");
            assert!(got.width() <= width, "{text:?} to {width}");
        }
    }
}
