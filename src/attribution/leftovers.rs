//! Quoted contents that no cue has claimed.

use std::ops::Range;

use super::finding::Finding;
use super::learned::chain::{CONTENT, CUE, Labelled, SOURCE};
use super::token::Token;
use super::tokenized::TokenizedText;

/// Minimum number of words of a quotation that stands alone or continues an attribution.
const MIN_WORDS: usize = 4;

/// Minimum chance that it is content.
const MIN_CHANCE: f32 = 0.5;

/// Maximum number of tokens after the dash in `"…" — Ana Ruiz, mayor of Ardal`.
const MAX_SIGNATURE: usize = 16;

/// Share of the chance that remains for an attribution without a cue, and for one signed after a dash.
const WITHOUT_CUE: f32 = 0.5;
const SIGNED: f32 = 0.6;

/// The same for one that the paragraph before introduces.
const INTRODUCED: f32 = 0.8;

/// Adds the quoted contents that the first chain finds and no attribution has: to the attribution before it in the paragraph, to the
/// quoted one with which the paragraph before ends, or as one of its own. `found` is in order of content.
pub(super) fn add_leftovers(text: &TokenizedText, labelled: &Labelled, found: &mut Vec<Finding>) {
    let mut added = Vec::new();
    let mut carried = None;
    let mut from = 0;
    for (index, paragraph) in text.paragraphs.iter().enumerate() {
        let to = from + found.get(from..).unwrap_or_default().partition_point(|one| one.start() < paragraph.end);
        let first_added = added.len();
        let before = index.checked_sub(1).and_then(|before| text.paragraphs.get(before));
        let (own, added) = (from..to, &mut added);
        let mut leftovers = Leftovers { text, labelled, paragraph, before, own, carried, found, added };
        leftovers.add_pieces(first_added);
        carried = leftovers.carried_on();
        from = to;
    }
    found.append(&mut added);
    found.sort_by_key(Finding::start);
}

/// The leftovers of a paragraph.
struct Leftovers<'a> {
    text: &'a TokenizedText,
    labelled: &'a Labelled,
    paragraph: &'a Range<usize>,
    /// The paragraph before.
    before: Option<&'a Range<usize>>,
    /// The attributions of the paragraph, as indexes.
    own: Range<usize>,
    /// The quoted attribution with which the paragraph before ends.
    carried: Option<usize>,
    found: &'a mut Vec<Finding>,
    added: &'a mut Vec<Finding>,
}

impl Leftovers<'_> {
    fn add_pieces(&mut self, first_added: usize) {
        let labels = self.labelled.labels.get(self.paragraph.clone()).unwrap_or_default();
        let own = Labelled { labels: labels.to_vec(), chances: Vec::new() };
        let start = self.paragraph.start;
        let moved = |piece: Range<usize>| start + piece.start..start + piece.end;
        let sources: Vec<_> = own.pieces(SOURCE).into_iter().map(moved).collect();
        for piece in own.pieces(CONTENT).into_iter().map(moved) {
            let is_quoted = |at: usize| self.text.tokens.get(at).is_some_and(Token::is_quoted);
            let chance = self.labelled.mean_chance(piece.clone(), CONTENT);
            let own = self.found.get(self.own.clone()).unwrap_or_default();
            let mut others = own.iter().chain(self.added.get(first_added..).unwrap_or_default());
            let counts = chance >= MIN_CHANCE
                && self.text.word_count(&piece) >= MIN_WORDS
                && is_quoted(piece.start)
                && is_quoted(piece.end - 1)
                && !others.any(|one| one.content_overlaps(&piece) || one.cue_overlaps(&piece));
            if counts {
                self.add(&sources, piece, chance, first_added);
            }
        }
    }

    fn add(&mut self, sources: &[Range<usize>], piece: Range<usize>, chance: f32, first_added: usize) {
        let is_before = |finding: &&mut Finding| finding.content.iter().any(|other| other.end <= piece.start);
        let is_all = piece.start <= self.paragraph.start + 1 && piece.end + 1 >= self.paragraph.end;
        let own = self.found.get_mut(self.own.clone()).unwrap_or_default().iter_mut();
        let added = self.added.get_mut(first_added..).unwrap_or_default().iter_mut();
        if let Some(last) = own.chain(added).rfind(is_before) {
            last.content.push(piece);
        } else if let Some((source, cue)) = self.introduced().filter(|_| is_all) {
            let content = std::iter::once(piece).collect();
            self.added.push(Finding { source: Some(source), cue, content, score: chance * INTRODUCED });
        } else if let Some(carried) = self.carried.filter(|_| is_all).and_then(|at| self.found.get_mut(at)) {
            carried.content.push(piece);
        } else if let Some((cue, source)) = signature(self.text, self.paragraph, piece.end) {
            let score = chance * SIGNED;
            let content = std::iter::once(piece).collect();
            self.added.push(Finding { source: Some(source), cue: Some(cue), content, score });
        } else {
            let source = sources.iter().min_by_key(|source| source.start.abs_diff(piece.start)).cloned();
            let content = std::iter::once(piece).collect();
            self.added.push(Finding { source, cue: None, content, score: chance * WITHOUT_CUE });
        }
    }

    /// The source and the cue of the paragraph before, if it ends with a colon: "Ruiz said:".
    fn introduced(&self) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let before = self.before?;
        self.text.tokens.get(before.end.checked_sub(1)?).filter(|last| last.word == ":")?;
        let labels = self.labelled.labels.get(before.clone())?;
        let own = Labelled { labels: labels.to_vec(), chances: Vec::new() };
        let last =
            |first: usize| own.pieces(first).pop().map(|piece| before.start + piece.start..before.start + piece.end);
        last(SOURCE).map(|source| (source, last(CUE)))
    }

    /// The attribution to which a quotation that is the whole next paragraph belongs: the last one of this paragraph if it is quoted,
    /// or the one that goes on through all of it.
    fn carried_on(&self) -> Option<usize> {
        let goes_on = |at: &usize| self.found.get(*at).is_some_and(|one| one.content_overlaps(self.paragraph));
        let last = self.own.clone().next_back().or_else(|| self.carried.filter(goes_on))?;
        let is_quoted = |at: usize| self.text.tokens.get(at).is_some_and(Token::is_quoted);
        let content = &self.found.get(last)?.content;
        content.iter().any(|piece| is_quoted(piece.end.saturating_sub(1))).then_some(last)
    }
}

/// The dash and the name in `"…" — Ana Ruiz`.
fn signature(text: &TokenizedText, paragraph: &Range<usize>, dash: usize) -> Option<(Range<usize>, Range<usize>)> {
    let token = |at: usize| text.tokens.get(at).filter(|_| at < paragraph.end);
    let signs = token(dash)?.is(&["--"]) && token(dash + 1)?.is_capitalized && paragraph.end - dash < MAX_SIGNATURE;
    let ends = |at: &usize| token(*at).is_none_or(|token| token.is(&[",", ".", "("]));
    let end = (dash + 1..paragraph.end).find(ends).unwrap_or(paragraph.end);
    signs.then_some((dash..dash + 1, dash + 1..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels of a text in which each quotation is content and each capitalised word outside one is a source.
    fn labelled(text: &TokenizedText) -> Labelled {
        let label = |at: usize, token: &Token| match token.quotation {
            Some(quotation) if text.quotations[quotation].tokens.start == at => CONTENT,
            Some(_) => CONTENT + 1,
            None if token.is_capitalized => SOURCE,
            None => 0,
        };
        let labels: Vec<usize> = text.tokens.iter().enumerate().map(|(at, token)| label(at, token)).collect();
        let chance = |label: &usize| std::array::from_fn(|one| if one == *label { 0.9 } else { 0.0 });
        Labelled { chances: labels.iter().map(chance).collect(), labels }
    }

    #[test]
    fn quotations_without_a_cue_are_kept() {
        let table: [(&str, &[(usize, &str)]); 4] = [
            // The first one is known, the next paragraph goes on with it.
            ("“It is safe for all,” she said.\n“We checked it twice this year.”", &[(2, "")]),
            ("“It is safe for all,” she said.\nRuiz added:\n“We checked it twice this year.”", &[(1, ""), (1, "Ruiz")]),
            ("“It is safe for all,” she said.\n“We checked it twice this year.” — Ruiz", &[(1, ""), (1, "Ruiz")]),
            ("“It is safe for all,” she said. “Quite safe.”", &[(1, "")]),
        ];
        for (line, expected) in table {
            let text = TokenizedText::new(line);
            let content = std::iter::once(text.quotations[0].tokens.clone()).collect();
            let mut found = Vec::from([Finding { content, score: 0.9, ..Finding::default() }]);
            add_leftovers(&text, &labelled(&text), &mut found);
            let source = |one: &Finding| one.source.as_ref().and_then(|range| line.get(text.bytes(range)?));
            let got: Vec<_> = found.iter().map(|one| (one.content.len(), source(one).unwrap_or_default())).collect();
            assert_eq!(got, expected, "{line}");
        }
    }
}
