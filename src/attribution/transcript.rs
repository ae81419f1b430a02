//! The turns of a transcript: paragraphs that begin with a name in capitals and a colon.

use std::ops::Range;

use super::finding::{Finding, overlap};
use super::tokenized::TokenizedText;

/// So many paragraphs with a name make a transcript.
const MIN_TURNS: usize = 3;

/// Maximum number of tokens of a name with its role.
const MAX_LABEL: usize = 14;

/// The share of turns in which people see one attribution.
const SCORE: f32 = 0.9;

/// Makes each turn of a transcript one attribution, in place of those that have its name as a source. A paragraph without a name
/// goes on with the turn before it, if most of the text is turns.
pub(super) fn add_turns(text: &TokenizedText, found: &mut Vec<Finding>) {
    let labels: Vec<Option<Range<usize>>> = text.paragraphs.iter().map(|paragraph| label(text, paragraph)).collect();
    let count = labels.iter().flatten().count();
    if count < MIN_TURNS {
        return;
    }
    let is_spoken = |paragraph: &&Range<usize>| text.word_count(paragraph) > 3;
    let goes_on = 2 * count >= text.paragraphs.iter().filter(is_spoken).count();
    let mut turns: Vec<Finding> = Vec::new();
    for (paragraph, label) in text.paragraphs.iter().zip(labels) {
        match label {
            Some(label) => {
                let Some(content) = text.trimmed(&(label.end + 1..paragraph.end)) else { continue };
                let content = std::iter::once(with_end(text, content, paragraph)).collect();
                turns.push(Finding { cue: Some(label.end..label.end + 1), source: Some(label), content, score: SCORE });
            }
            None if goes_on && !is_direction(text, paragraph) => {
                if let Some(turn) = turns.last_mut() {
                    turn.content.push(paragraph.clone());
                }
            }
            None => {}
        }
    }
    let mut at = 0;
    found.retain(|finding| {
        while turns.get(at).is_some_and(|turn| turn.content.last().is_some_and(|last| last.end <= finding.start())) {
            at += 1;
        }
        let Some(turn) = turns.get(at) else { return true };
        let names = |range: &Range<usize>| turn.source.as_ref().is_some_and(|source| overlap(source, range));
        !(finding.source.as_ref().is_none_or(names) || turn.cue.as_ref().is_some_and(|cue| finding.cue_overlaps(cue)))
    });
    found.append(&mut turns);
    found.sort_by_key(Finding::start);
}

/// The name, with its role, at the start of a paragraph: "ANA RUIZ, MAYOR:", "RUIZ:", "ADE (on video):".
fn label(text: &TokenizedText, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let token = |at: usize| text.tokens.get(at).filter(|_| at < paragraph.end);
    let limit = paragraph.end.min(paragraph.start + MAX_LABEL);
    let colon = (paragraph.start + 1..limit).find(|at| token(*at).is_some_and(|token| token.word == ":"))?;
    let is_sign = |at: &usize| token(*at).is_some_and(|token| token.is(&[",", "("]));
    let name_end = (paragraph.start..colon).find(is_sign).unwrap_or(colon);
    let is_name = |at: usize| {
        token(at).is_some_and(|token| token.is_upper && (token.is_capitalized || token.is(&["--", "&", "."])))
    };
    let says = token(colon + 1).is_some_and(|token| token.follows_space);
    let plain = (paragraph.start..colon).all(|at| token(at).is_some_and(|token| !token.is(&["?", "!", ";"])));
    (says && plain && name_end > paragraph.start && (paragraph.start..name_end).all(is_name))
        .then_some(paragraph.start..colon)
}

/// Whether a paragraph is a direction: "(APPLAUSE)", "[END VIDEO]".
fn is_direction(text: &TokenizedText, paragraph: &Range<usize>) -> bool {
    text.tokens.get(paragraph.start).is_some_and(|token| token.is(&["(", "["]))
}

/// Content with the stop at its end.
fn with_end(text: &TokenizedText, content: Range<usize>, paragraph: &Range<usize>) -> Range<usize> {
    let is_stop = |at: usize| text.tokens.get(at).is_some_and(|token| token.is(&[".", "--"]));
    let end = if content.end < paragraph.end && is_stop(content.end) { content.end + 1 } else { content.end };
    content.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(lines: &str) -> Vec<String> {
        let text = TokenizedText::new(lines);
        let mut found = Vec::new();
        add_turns(&text, &mut found);
        let words = |range: &Range<usize>| lines.get(text.bytes(range)?);
        found
            .iter()
            .map(|turn| {
                let content: Vec<_> = turn.content.iter().filter_map(words).collect();
                format!("{} | {}", turn.source.as_ref().and_then(words).unwrap_or_default(), content.join(" + "))
            })
            .collect()
    }

    #[test]
    fn turns_are_paragraphs_with_a_name() {
        let lines =
            "ANA RUIZ, HOST: Is the bridge safe?\nADE: It is.\n(LAUGHTER)\nWe checked it twice.\n\nRUIZ: Thank you.";
        let expected =
            ["ANA RUIZ, HOST | Is the bridge safe?", "ADE | It is. + We checked it twice.", "RUIZ | Thank you."];
        assert_eq!(turns(lines), expected);
    }

    #[test]
    fn a_text_with_few_names_is_no_transcript() {
        assert!(turns("BREAKING: Bridge closed\nUPDATE: It is open again.\nThe mayor said so.").is_empty());
        assert!(turns("ARDAL: It rained.").is_empty());
    }
}
