//! Puts the words of pages together: words to lines, lines to paragraphs.

use std::collections::{HashMap, HashSet};

use super::pdf_text::PdfWords;
use crate::text::single_spaced;

/// A space is at least this wide, in font sizes.
const SPACE: f32 = 0.15;
/// Lines of one paragraph are at most this far apart, in font sizes.
const LEADING: f32 = 1.9;
/// A line that ends this long before the widest one of its column, in font sizes, is the last of its paragraph.
const SHORT: f32 = 5.0;
/// A first line is indented by at least this much, in font sizes.
const INDENT: f32 = 0.8;
/// Number of pages on which a line stands that is a header or footer.
const REPEATED: usize = 3;

/// A paragraph, with the size of its font.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PdfParagraph {
    pub(super) text: String,
    pub(super) size: f32,
}

/// Returns the paragraphs of pages. Headers, footers and numbers of pages are left out.
pub(super) fn paragraphs(pages: Vec<Vec<PdfWords>>) -> Vec<PdfParagraph> {
    let pages: Vec<_> = pages.into_iter().map(lines).collect();
    let repeated = repeated(&pages);
    let is_kept = |line: &&PdfWords| !repeated.contains(&without_digits(&line.text)) && !is_page_number(&line.text);
    let kept: Vec<Vec<PdfWords>> = pages.iter().map(|page| page.iter().filter(is_kept).cloned().collect()).collect();
    let words: HashSet<String> = kept
        .iter()
        .flatten()
        .flat_map(|line| line.text.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let mut paragraphs: Vec<PdfParagraph> = Vec::new();
    let mut before: Option<(&PdfWords, f32)> = None;
    for page in &kept {
        for line in page {
            let edge = right_edge(page, line);
            let goes_on = before.is_some_and(|(before, edge)| goes_on(before, edge, line));
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => append(&mut paragraph.text, &line.text, &words),
                None => paragraphs.push(PdfParagraph { text: line.text.clone(), size: line.size }),
            }
            before = Some((line, edge));
        }
    }
    paragraphs
}

/// Puts the words of a page together to lines.
fn lines(words: Vec<PdfWords>) -> Vec<PdfWords> {
    let mut lines: Vec<PdfWords> = Vec::new();
    for next in words {
        let same = lines.last().filter(|line| {
            let is_level = (line.base - next.base).abs() < 0.5 * line.size.max(next.size);
            is_level && next.left > line.right - line.size && next.left < line.right + 3.0 * line.size.max(next.size)
        });
        if same.is_none() {
            lines.push(next);
            continue;
        }
        let Some(line) = lines.last_mut() else { continue };
        let gap = next.left - line.right;
        if gap > SPACE * line.size
            && !line.text.ends_with(char::is_whitespace)
            && !next.text.starts_with(char::is_whitespace)
        {
            line.text.push(' ');
        }
        line.text.push_str(&next.text);
        line.right = line.right.max(next.right);
        line.size = line.size.max(next.size);
    }
    for line in &mut lines {
        line.text = single_spaced(&line.text);
    }
    lines.retain(|line| line.text.chars().any(|c| !c.is_whitespace()));
    lines
}

/// Whether a line belongs to the paragraph of the line before it, whose column ends at `edge`.
fn goes_on(before: &PdfWords, edge: f32, line: &PdfWords) -> bool {
    let size = before.size.max(line.size);
    if (before.size - line.size).abs() > 0.15 * size
        || before.text.ends_with(is_hyphen) && line.text.starts_with(is_bullet)
    {
        return false;
    }
    if line.text.starts_with(is_bullet) {
        return false;
    }
    let down = before.base - line.base;
    let is_below = down > 0.0 && down < LEADING * size && line.left < before.right && line.right > before.left;
    let is_ended = before.text.ends_with(['.', '!', '?', '”', '"', '»', ':']);
    if !is_below {
        // The next column or page goes on in the middle of a sentence.
        return (down <= 0.0 || line.left > before.right) && !is_ended && line.text.starts_with(char::is_lowercase)
            || before.text.ends_with(is_hyphen) && line.text.starts_with(char::is_lowercase);
    }
    let is_indented = line.left > before.left + INDENT * size && is_ended;
    let is_short = edge - before.right > SHORT * size && is_ended;
    !is_indented && !is_short
}

/// Returns the right edge of the column in which a line stands.
fn right_edge(page: &[PdfWords], line: &PdfWords) -> f32 {
    let same_column = page.iter().filter(|other| (other.left - line.left).abs() < 3.0 * line.size);
    same_column.map(|other| other.right).fold(line.right, f32::max)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '‐')
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '▪' | '◦' | '‣' | '●' | '■')
}

/// Appends a line. A word that was parted at the end of the line before is put together again, unless it is written with a
/// hyphen elsewhere.
fn append(text: &mut String, line: &str, words: &HashSet<String>) {
    let is_parted = text.ends_with(is_hyphen)
        && text.trim_end_matches(is_hyphen).ends_with(char::is_alphabetic)
        && line.starts_with(char::is_lowercase);
    if !is_parted {
        // A dash or a hyphen before a capital stays: Anglo-/American.
        if !text.ends_with(is_hyphen) {
            text.push(' ');
        }
        text.push_str(line);
        return;
    }
    let begin = text.trim_end_matches(is_hyphen).rsplit(char::is_whitespace).next().unwrap_or_default();
    let end = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let hyphenated = format!("{begin}-{end}").trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if !words.contains(&hyphenated) {
        let whole = text.trim_end_matches(is_hyphen).len();
        text.truncate(whole);
    }
    text.push_str(line);
}

/// Returns the lines, without digits, that stand on so many pages that they are headers or footers.
fn repeated(pages: &[Vec<PdfWords>]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let on_page: HashSet<_> = page.iter().map(|line| without_digits(&line.text)).collect();
        on_page.into_iter().for_each(|line| *counts.entry(line).or_default() += 1);
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count >= REPEATED && *count * 2 > pages.len())
        .map(|(line, _)| line)
        .collect()
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Whether a line is the number of a page: `3`, `- 3 -`, `Page 3 of 4`.
fn is_page_number(text: &str) -> bool {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let others = words.iter().filter(|word| !is_number(word)).map(|word| word.to_lowercase());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    (1..=2).contains(&numbers)
        && others.into_iter().all(|word| matches!(word.as_str(), "page" | "of" | "seite" | "von" | "sur"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of a page: its height, left and right edge, and text.
    fn line(base: f32, left: f32, right: f32, text: &str) -> PdfWords {
        PdfWords { text: text.to_string(), left, right, base, size: 10.0 }
    }

    fn texts(pages: Vec<Vec<PdfWords>>) -> Vec<String> {
        paragraphs(pages).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn words_are_put_together_to_lines() {
        let words = vec![
            line(700.0, 50.0, 70.0, "The "),
            line(700.0, 70.0, 90.0, "port"),
            line(700.0, 93.0, 110.0, "is"),
            line(700.2, 110.1, 115.0, "n’t sold"),
            line(700.0, 300.0, 330.0, "Other column"),
        ];
        assert_eq!(
            lines(words).into_iter().map(|line| line.text).collect::<Vec<_>>(),
            ["The port isn’t sold", "Other column"]
        );
    }

    #[test]
    fn lines_are_put_together_to_paragraphs() {
        let page = vec![
            PdfWords { size: 18.0, ..line(760.0, 50.0, 200.0, "Port to be sold") },
            line(730.0, 50.0, 300.0, "The harbour will be sold, the mayor said on Tues-"),
            line(718.0, 50.0, 300.0, "day, after a long-"),
            line(706.0, 50.0, 300.0, "term plan failed. It is the end of the long-term plan."),
            line(694.0, 62.0, 300.0, "“We have no other choice,” she told reporters who"),
            line(682.0, 50.0, 120.0, "asked her."),
            line(670.0, 50.0, 300.0, "Nobody else was"),
            line(730.0, 320.0, 500.0, "there to answer."),
            line(690.0, 320.0, 500.0, "A last word."),
            line(678.0, 320.0, 500.0, "• An item"),
            line(40.0, 290.0, 300.0, "Page 1 of 2"),
        ];
        assert_eq!(
            texts(vec![page]),
            [
                "Port to be sold",
                "The harbour will be sold, the mayor said on Tuesday, after a long-term plan failed. It is the end of the long-term plan.",
                "“We have no other choice,” she told reporters who asked her.",
                "Nobody else was there to answer.",
                "A last word.",
                "• An item"
            ]
        );
    }

    #[test]
    fn headers_and_footers_are_left_out_and_sentences_go_on_over_pages() {
        let page = |number: u32, text: &str| {
            vec![
                line(780.0, 50.0, 200.0, "The Bay Paper"),
                line(700.0, 50.0, 300.0, text),
                line(30.0, 50.0, 90.0, &format!("Issue 7, p. {number}")),
            ]
        };
        let pages = vec![page(1, "The mayor said that"), page(2, "nobody asked her."), page(3, "So it was.")];
        assert_eq!(texts(pages), ["The mayor said that nobody asked her.", "So it was."]);
    }
}
