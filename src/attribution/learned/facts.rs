//! What features of tokens are made of: facts about each token and its place, worked out once for a text.

use std::ops::Range;

use super::super::finding::Finding;
use super::super::token::{Mark, Token};
use super::super::tokenized::TokenizedText;
use super::super::verbs::reporting_verb;
use super::chain::{CONTENT, CUE, SOURCE};
use super::families::family_of;
use super::features::{distance_bin, hash_of, mix};
use super::vocabulary::{Vocabulary, shape, suffix};

/// Facts about a token. Those with `Option<usize>` are indexes of tokens.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TokenFacts {
    /// The word, or its shape if it is not in the vocabulary.
    pub(super) word: u64,
    /// The shape.
    pub(super) shape: u64,
    /// The last two and three characters of a long word.
    pub(super) suffix2: u64,
    pub(super) suffix3: u64,
    /// How often the word is in a cue.
    pub(super) cue_bin: u64,
    /// The family of the word, and its base form.
    pub(super) family: u64,
    pub(super) base: u64,
    /// Whether the word is probably a cue here.
    pub(super) is_strong: bool,
    /// The label that the rules give.
    pub(super) rule: u64,
    /// The part of speech.
    pub(super) tag: u64,
    /// 0 plain, 1 opening and 2 closing mark, 4 more when quoted.
    pub(super) quote: u64,
    /// Which of the words and signs that part clauses it is, a bit each; see [`parting_bits`].
    pub(super) bits: u64,
    /// The nearest strong cue to the left and to the right in the sentence.
    pub(super) left_cue: Option<usize>,
    pub(super) right_cue: Option<usize>,
    /// The part of the sentence between commas: strong cues in it and in its neighbours.
    pub(super) segment: u64,
    /// The quotation: its length, last sign, and the sign before it.
    pub(super) quotation: u64,
    /// What stands beside the quotation; of a token outside one, what stands beside the nearest strong cues.
    pub(super) beside: u64,
    /// The sentence: how many strong cues and quotations.
    pub(super) sentence: u64,
    /// The paragraph: how many strong cues, how much of it is quoted.
    pub(super) paragraph: u64,
}

/// A token before or after the ones that features may see.
const BEFORE: u64 = 1;
const AFTER: u64 = 2;

/// The facts about all tokens of a text.
#[derive(Debug)]
pub struct Facts(pub(super) Vec<TokenFacts>);

/// "that" 1, an unquoted comma 2, "to" 4, "and", "but", "or" 8, a colon, semicolon or dash 16, "who", "which" 32, a mark 64, a
/// stop 128.
fn parting_bits(token: &Token) -> u64 {
    match token.word.as_str() {
        _ if token.mark != Mark::None => 64,
        "that" => 1,
        "," if !token.is_quoted() => 2,
        "to" => 4,
        "and" | "but" | "or" => 8,
        ":" | ";" | "--" => 16,
        "who" | "which" => 32,
        "." | "?" | "!" => 128,
        _ => 0,
    }
}

impl Facts {
    /// Works out the facts. `rules` are the attributions that the rules find.
    pub fn new(text: &TokenizedText, rules: &[Finding], vocabulary: &Vocabulary) -> Self {
        let mut facts = Self(text.tokens.iter().map(|token| of_token(token, vocabulary)).collect());
        facts.set_rule_labels(rules);
        facts.set_strong(text);
        for sentence in &text.sentences {
            facts.set_cues(sentence);
            facts.set_segments(text, sentence);
            facts.set_sentence(text, sentence);
        }
        for quotation in &text.quotations {
            facts.set_quotation(text, &quotation.tokens, quotation.is_closed);
        }
        for (index, paragraph) in text.paragraphs.iter().enumerate() {
            let value = facts.paragraph(text, paragraph, index == 0);
            facts.set(paragraph, |facts| facts.paragraph = value);
        }
        facts
    }

    pub(super) fn get(&self, at: usize) -> TokenFacts {
        self.0.get(at).copied().unwrap_or_default()
    }

    /// A fact about the token `offset` away from another, within a range.
    pub(super) fn near(
        &self,
        at: usize,
        offset: isize,
        range: &Range<usize>,
        fact: impl Fn(&TokenFacts) -> u64,
    ) -> u64 {
        match at.checked_add_signed(offset).filter(|at| *at >= range.start) {
            None => BEFORE,
            Some(at) if at >= range.end => AFTER,
            Some(at) => self.0.get(at).map_or(AFTER, fact),
        }
    }

    fn set(&mut self, range: &Range<usize>, change: impl Fn(&mut TokenFacts)) {
        self.0.get_mut(range.clone()).unwrap_or_default().iter_mut().for_each(change);
    }

    fn set_rule_labels(&mut self, rules: &[Finding]) {
        let contents = rules.iter().flat_map(|rule| &rule.content).map(|range| (range, CONTENT));
        let sources = rules.iter().filter_map(|rule| rule.source.as_ref()).map(|range| (range, SOURCE));
        let cues = rules.iter().filter_map(|rule| rule.cue.as_ref()).map(|range| (range, CUE));
        for (range, label) in contents.chain(sources).chain(cues) {
            let label = label as u64;
            self.set(range, |facts| facts.rule = label + 1);
            self.set(&(range.start..range.start + 1), |facts| facts.rule = label);
        }
    }

    fn set_strong(&mut self, text: &TokenizedText) {
        let mut before: Option<&Token> = None;
        for (token, facts) in text.tokens.iter().zip(&mut self.0) {
            // A rare verb of saying is in no list of the articles; that it is a verb is known by its tag.
            let is_rare = facts.word != hash_of(&token.word) && token.tag.is_verb();
            let is_verb = (facts.cue_bin == 3 || is_rare) && reporting_verb(&token.word).is_some();
            let follows = before.is_some_and(|before| before.sentence == token.sentence && !before.is_capitalized);
            facts.is_strong =
                !token.is_quoted() && (facts.cue_bin >= 4 || is_verb) && !(token.is_capitalized && follows);
            before = Some(token);
        }
    }

    fn strong_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let start = range.start;
        let tokens = self.0.get(range.clone()).unwrap_or_default().iter().enumerate();
        tokens.filter(|(_, facts)| facts.is_strong).map(move |(at, _)| start + at)
    }

    fn set_cues(&mut self, sentence: &Range<usize>) {
        let Some(facts) = self.0.get_mut(sentence.clone()) else { return };
        let mut last = None;
        for (at, facts) in facts.iter_mut().enumerate() {
            facts.left_cue = last;
            last = if facts.is_strong { Some(sentence.start + at) } else { last };
        }
        last = None;
        for (at, facts) in facts.iter_mut().enumerate().rev() {
            facts.right_cue = last;
            last = if facts.is_strong { Some(sentence.start + at) } else { last };
        }
    }

    fn set_segments(&mut self, text: &TokenizedText, sentence: &Range<usize>) {
        let mut segments = Vec::new();
        let mut start = sentence.start;
        for at in sentence.clone() {
            let Some(token) = text.tokens.get(at) else { continue };
            let closes_next = text.tokens.get(at + 1).is_some_and(|next| next.mark == Mark::Closes);
            let parts = (token.is(&[",", "--", ";", ":"]) && !token.is_quoted())
                || (token.word == "," && closes_next && at + 1 < sentence.end);
            if parts || at + 1 == sentence.end {
                segments.push(start..at + 1);
                start = at + 1;
            }
        }
        // Whether a segment has a strong cue: none, at its start, at its end, between.
        let place = |segment: &Range<usize>| match self.strong_in(segment).next() {
            None => 0,
            Some(at) if at <= segment.start + 1 => 1,
            Some(at) if at + 3 >= segment.end => 2,
            Some(_) => 3,
        };
        let places: Vec<u64> = segments.iter().map(place).collect();
        let count = segments.len();
        for (index, segment) in segments.iter().enumerate() {
            let place = |at: Option<usize>| at.and_then(|at| places.get(at)).map_or(0, |place| place + 1);
            let around = place(Some(index)) * 25 + place(index.checked_sub(1)) * 5 + place(Some(index + 1));
            let order = index.min(2) * 3 + (count - index).min(3);
            let value = mix(7, around, order as u64);
            self.set(segment, |facts| facts.segment = mix(8, value, u64::from(facts.left_cue.is_some())));
        }
    }

    fn set_sentence(&mut self, text: &TokenizedText, sentence: &Range<usize>) {
        let tokens = text.tokens.get(sentence.clone()).unwrap_or_default();
        let quotations = tokens.iter().filter(|token| token.mark == Mark::Opens).count().min(2);
        let ends = [tokens.first(), tokens.last()].map(|token| u64::from(token.is_some_and(Token::is_quoted)));
        let cues = self.strong_in(sentence).count().min(3) as u64;
        let value = mix(5, cues, quotations as u64 * 4 + ends[0] * 2 + ends[1]);
        let signature = |cue: Option<usize>, none: u64| cue.map_or(none, |cue| cue_signature(text, cue, sentence));
        let beside: Vec<u64> = sentence
            .clone()
            .map(|at| {
                let facts = self.get(at);
                mix(9, signature(facts.left_cue, 1), signature(facts.right_cue, 2))
            })
            .collect();
        for (facts, beside) in self.0.get_mut(sentence.clone()).unwrap_or_default().iter_mut().zip(beside) {
            facts.sentence = value;
            facts.beside = beside;
        }
    }

    fn set_quotation(&mut self, text: &TokenizedText, range: &Range<usize>, is_closed: bool) {
        let length = match text.word_count(range) {
            0..=1 => 0,
            2..=3 => 1,
            4..=6 => 2,
            7..=12 => 3,
            _ => 4,
        };
        let paragraph = text.paragraph_of(range.start);
        let before = range.start.checked_sub(1).filter(|at| *at >= paragraph.start);
        let left = before.map_or(3, |at| mix(1, self.get(at).word, self.get(at).cue_bin));
        let right = text.tokens.get(range.end).filter(|_| range.end < paragraph.end).map_or(4, |token| {
            let facts = self.get(range.end);
            let is_known = facts.cue_bin >= 3 || token.word.len() < 4;
            mix(1, if is_known { facts.word } else { facts.shape }, facts.cue_bin)
        });
        let last = range.end.checked_sub(2).filter(|at| *at >= range.start).and_then(|at| text.tokens.get(at));
        let last = last.map_or(0, |token| match token.word.as_str() {
            "," => 1,
            "." => 2,
            "?" | "!" => 3,
            _ => 0,
        });
        let sign = before.and_then(|at| text.tokens.get(at)).map_or(6, |token| match token.word.as_str() {
            _ if token.mark == Mark::Closes => 5,
            "," => 1,
            "." => 2,
            ":" => 3,
            "that" => 4,
            _ => 0,
        });
        let value = mix(2, length * 8 + last * 2 + u64::from(is_closed), sign);
        let beside = mix(10, left, right);
        self.set(range, |facts| (facts.quotation, facts.beside) = (value, beside));
    }

    fn paragraph(&self, text: &TokenizedText, paragraph: &Range<usize>, is_first: bool) -> u64 {
        let tokens = text.tokens.get(paragraph.clone()).unwrap_or_default();
        let cues = self.strong_in(paragraph).take(2).count() as u64;
        let quoted = tokens.iter().filter(|token| token.is_quoted()).count();
        let share = match (10 * quoted).checked_div(tokens.len()).unwrap_or_default() {
            _ if quoted == 0 => 0,
            0..=2 => 1,
            3..=7 => 2,
            8..=9 => 3,
            _ => 4,
        };
        let opens = tokens.first().is_some_and(|token| token.mark == Mark::Opens);
        let ends_quoted = tokens.last().is_some_and(Token::is_quoted);
        mix(1, cues * 5 + share, u64::from(is_first) * 4 + u64::from(opens) * 2 + u64::from(ends_quoted))
    }

    /// The strong cue's word and its distance; 0 without a cue.
    pub(super) fn cue_at(&self, cue: Option<usize>, at: usize) -> u64 {
        cue.map_or(0, |cue| mix(1, self.get(cue).word, distance_bin(cue.abs_diff(at))))
    }
}

fn of_token(token: &Token, vocabulary: &Vocabulary) -> TokenFacts {
    let shape = shape(token);
    let identity = vocabulary.identity(token, shape);
    let family = family_of(&token.word);
    let mark = match token.mark {
        Mark::None => 0,
        Mark::Opens => 1,
        Mark::Closes => 2,
    };
    TokenFacts {
        word: identity.id,
        shape,
        suffix2: suffix(&token.word, 2, 0),
        suffix3: suffix(&token.word, 3, 0),
        cue_bin: u64::from(identity.cue_bin),
        family: family.family,
        base: family.base,
        tag: token.tag as u64,
        quote: mark + 4 * u64::from(token.is_quoted()),
        bits: parting_bits(token),
        ..TokenFacts::default()
    }
}

/// What stands right before and after a strong cue.
fn cue_signature(text: &TokenizedText, cue: usize, sentence: &Range<usize>) -> u64 {
    let token = |at: Option<usize>| at.filter(|at| sentence.contains(at)).and_then(|at| text.tokens.get(at));
    let describe = |token: Option<&Token>, known: &[&str], base: u64| match token {
        None => base + 3,
        Some(token) if token.is_quoted() => base,
        Some(token) if token.is(known) => hash_of(&token.word),
        Some(token) => base + if token.is_capitalized { 1 } else { 2 },
    };
    let after = ["that", "to", ",", ":", ".", "in", "on", "of", "the", "he", "she", "it", "for", "his", "about"];
    let before = ["he", "she", "they", "who", ",", "and", "has", "had", "have", "to", "is", "was", "i", "we", "it"];
    mix(3, describe(token(Some(cue + 1)), &after, 900), describe(token(cue.checked_sub(1)), &before, 910))
}
