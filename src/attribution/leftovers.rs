//! Quoted contents that no cue has claimed.

use std::ops::Range;

use super::finding::Finding;
use super::learned::chain::{CONTENT, Labelled, SOURCE};
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

/// Adds the quoted contents that the first chain finds and no attribution has: to the attribution before it in the paragraph, to the
/// one whose quotation goes on from the paragraph before, or as one of its own. `found` is in order of content.
pub(super) fn add_leftovers(text: &TokenizedText, labelled: &Labelled, found: &mut Vec<Finding>) {
    let mut added = Vec::new();
    let mut open = None;
    let mut from = 0;
    for paragraph in &text.paragraphs {
        let to = from + found.get(from..).unwrap_or_default().partition_point(|one| one.start() < paragraph.end);
        let first_added = added.len();
        let mut leftovers = Leftovers { text, labelled, paragraph, own: from..to, open, found, added: &mut added };
        leftovers.add_pieces(first_added);
        open = leftovers.open_at_end();
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
    /// The attributions of the paragraph, as indexes.
    own: Range<usize>,
    /// The attribution whose quotation goes on from the paragraph before.
    open: Option<usize>,
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
        let begins = piece.start <= self.paragraph.start + 1;
        let own = self.found.get_mut(self.own.clone()).unwrap_or_default().iter_mut();
        let added = self.added.get_mut(first_added..).unwrap_or_default().iter_mut();
        if let Some(last) = own.chain(added).rfind(is_before) {
            last.content.push(piece);
        } else if let Some(open) = self.open.filter(|_| begins).and_then(|open| self.found.get_mut(open)) {
            open.content.push(piece);
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

    /// The attribution whose quotation has no closing mark at the end of the paragraph.
    fn open_at_end(&self) -> Option<usize> {
        let last = self.paragraph.end.checked_sub(1).and_then(|at| self.text.tokens.get(at));
        let quotation = self.text.quotations.get(last?.quotation?)?;
        let is_open = !quotation.is_closed && quotation.tokens.end == self.paragraph.end;
        let candidates = self.own.clone().rev().chain(self.open);
        let quotes = |at: &usize| self.found.get(*at).is_some_and(|one| one.content_overlaps(&quotation.tokens));
        candidates.into_iter().find(quotes).filter(|_| is_open)
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
