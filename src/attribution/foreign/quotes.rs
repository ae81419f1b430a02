//! Finds direct quotations with their speakers: `«C», dijo S`, `S sagte: „C“`, `— C, répondit S`.

use std::ops::Range;

use super::super::finding::Finding;
use super::super::language::Language;
use super::super::token::{Mark, Token};
use super::super::tokenized::TokenizedText;
use super::grammar::Grammar;

/// The chance of a quotation whose speaker is beside a verb of saying.
const SCORE: f32 = 0.85;

/// Minimum number of words of a quotation; fewer are a name or a word that is called so.
const MIN_WORDS: usize = 3;

/// Maximum number of tokens between a verb and the quotation after it, and of a speaker.
const MAX_TOKENS: usize = 14;

/// Finds the direct quotations of a text in one of the languages that are read by rule.
pub(in super::super) fn find_foreign(text: &TokenizedText, language: Language) -> Vec<Finding> {
    let Some(grammar) = Grammar::of(language) else { return Vec::new() };
    let mut found = Vec::new();
    let quoted = text.quotations.iter().map(|quotation| quotation.tokens.clone());
    let dialogues = text.paragraphs.iter().flat_map(|paragraph| dialogue(text, grammar, paragraph));
    let mut pieces: Vec<Range<usize>> = quoted.chain(dialogues).collect();
    pieces.sort_by_key(|piece| piece.start);
    for piece in pieces {
        let paragraph = text.paragraph_of(piece.start);
        let piece = piece.start..piece.end.min(paragraph.end);
        if text.word_count(&piece) < MIN_WORDS {
            continue;
        }
        let reader = QuoteReader { text, grammar, paragraph: &paragraph };
        let used = found.last().map_or(0, |last: &Finding| {
            [&last.source, &last.cue].into_iter().flatten().map(|range| range.end).max().unwrap_or_default()
        });
        match (reader.after(piece.end).or_else(|| reader.before(piece.start, used)), found.last_mut()) {
            (Some((source, cue)), _) => {
                let content = std::iter::once(piece).collect();
                found.push(Finding { source: Some(source), cue: Some(cue), content, score: SCORE });
            }
            (None, Some(last)) if reader.continues(last, piece.start) => last.content.push(piece),
            (None, _) => {}
        }
    }
    found
}

/// The spoken parts of a paragraph that begins with a dash: up to a dash or comma before a verb of saying, and after the dash that
/// follows.
fn dialogue(text: &TokenizedText, grammar: &Grammar, paragraph: &Range<usize>) -> Vec<Range<usize>> {
    let token = |at: usize| text.tokens.get(at).filter(|_| at < paragraph.end);
    let is_dash = |at: usize| token(at).is_some_and(|token| token.word == "--");
    if !is_dash(paragraph.start) {
        return Vec::new();
    }
    let start = paragraph.start + 1;
    let says = |at: usize| {
        (at..at + 3)
            .take_while(|at| {
                token(*at).is_some_and(|token| grammar.is_verb(&token.word) || grammar.is_between(&token.word))
            })
            .any(|at| token(at).is_some_and(|token| grammar.is_verb(&token.word)))
    };
    let parts =
        |at: &usize| is_dash(*at) || (token(*at).is_some_and(|token| token.is(&[",", ".", "?", "!"])) && says(at + 1));
    let Some(end) = (start..paragraph.end).find(parts) else { return Vec::new() };
    let resumes = (end + 1..paragraph.end).find(|at| is_dash(*at));
    let rest = resumes.map(|at| at + 1..paragraph.end).filter(|piece| text.word_count(piece) >= MIN_WORDS);
    std::iter::once(start..end + usize::from(!is_dash(end))).chain(rest).collect()
}

/// Looks for the speaker of a quotation in its paragraph.
struct QuoteReader<'a> {
    text: &'a TokenizedText,
    grammar: &'a Grammar,
    paragraph: &'a Range<usize>,
}

/// A speaker and the words that tell that he speaks.
type SourceAndCue = (Range<usize>, Range<usize>);

impl QuoteReader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at).filter(|_| self.paragraph.contains(&at))
    }

    fn has(&self, at: usize, test: impl Fn(&Grammar, &str) -> bool) -> bool {
        self.token(at).is_some_and(|token| !token.is_quoted() && test(self.grammar, &token.word))
    }

    fn is_sign(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.is_quoted() || !(token.is_word() || token.word == "-"))
    }

    /// `«C», dijo S`, `„C“, so S`, `« C », a-t-il dit`.
    fn after(&self, end: usize) -> Option<SourceAndCue> {
        let signs = [",", "--", ".", "?", "!"];
        let is_sign = |at: &usize| self.token(*at).is_some_and(|token| token.is(&signs) && token.mark == Mark::None);
        let start = (end..end + 2).find(|at| !is_sign(at)).unwrap_or(end + 2);
        if (end..start).any(|at| self.token(at).is_some_and(|token| token.word == ".")) {
            return None;
        }
        if self.has(start, Grammar::is_according) {
            return self.phrase_after(start + 1).map(|source| (source, start..start + 1));
        }
        let is_helper =
            |at: &usize| self.has(*at, Grammar::is_between) || self.token(*at).is_some_and(|token| token.word == "--");
        let verb = (start..start + 3).find(|at| !is_helper(at))?;
        if self.has(verb, Grammar::is_verb) {
            let past_dash = verb + 1 + usize::from(self.token(verb + 1).is_some_and(|token| token.word == "--"));
            let source = self.phrase_after(past_dash).or_else(|| self.later_phrase(verb + 1))?;
            return Some((source, start..verb + 1));
        }
        // « C », a-t-il dit: the speaker stands between the auxiliary and the verb.
        let source = (start < verb).then(|| self.phrase_after(verb)).flatten()?;
        let is_verb = |at: &usize| self.has(*at, Grammar::is_verb);
        let verb = (source.end..source.end + 3).find(is_verb)?;
        Some((source, start..verb + 1))
    }

    /// `S sagte am Montag: „C“`, `Am Montag sagte S: „C“`, `Según S, «C»`. Words before `used` belong to another quotation.
    fn before(&self, start: usize, used: usize) -> Option<SourceAndCue> {
        let last = start.checked_sub(1)?;
        let low = self.text.sentence_of(last).start.max(self.paragraph.start).max(used);
        if self.token(last)?.is(&[".", "?", "!"]) {
            return None;
        }
        if self.has(low, Grammar::is_according) {
            return self.phrase_after(low + 1).map(|source| (source, low..low + 1));
        }
        let is_verb = |at: &usize| {
            let follows_determiner = at.checked_sub(1).is_some_and(|before| self.has(before, Grammar::is_determiner));
            self.has(*at, Grammar::is_verb) && !follows_determiner
        };
        let nearest = (low.max(start.saturating_sub(MAX_TOKENS))..start).rev();
        let verb = nearest.take_while(|at| self.token(*at).is_some_and(|token| !token.is_quoted())).find(is_verb)?;
        if let Some(source) = self.phrase_before(verb, low) {
            return Some((source.clone(), source.end..verb + 1));
        }
        self.phrase_after(verb + 1).filter(|source| source.end <= start).map(|source| (source, verb..verb + 1))
    }

    /// Whether a quotation goes on with an attribution before it in the paragraph, or in the one before.
    fn continues(&self, last: &Finding, start: usize) -> bool {
        let Some(end) = last.content.last().map(|piece| piece.end) else { return false };
        let is_sentence = start
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_none_or(|token| token.is(&[".", ",", ":", "?", "!", "--"]) || token.mark == Mark::Closes);
        let goes_on = || {
            let last = self.text.tokens.get(end.saturating_sub(1)).and_then(|token| token.quotation);
            let quotation = last.and_then(|at| self.text.quotations.get(at));
            end == self.paragraph.start
                && start == self.paragraph.start
                && quotation.is_some_and(|quotation| !quotation.is_closed)
        };
        (is_sentence && end > self.paragraph.start) || goes_on()
    }

    fn begins_phrase(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_capitalized && !token.is_quoted())
            || self.has(at, Grammar::is_determiner)
            || self.has(at, Grammar::is_pronoun)
            || self.has(at, |_, word| word.starts_with("l'") || word.starts_with("un'"))
    }

    /// The speaker that begins with a token.
    fn phrase_after(&self, start: usize) -> Option<Range<usize>> {
        if !self.begins_phrase(start) {
            return None;
        }
        if self.has(start, Grammar::is_pronoun) && !self.has(start, Grammar::is_determiner) {
            return Some(start..start + 1);
        }
        let limit = self.paragraph.end.min(start + MAX_TOKENS);
        let ends = |at: &usize| {
            let is_name = self.token(*at).is_some_and(|token| token.is_capitalized);
            let stops = self.has(*at, |grammar, word| {
                (grammar.is_stop(word) || grammar.is_determiner(word)) && !grammar.is_link(word)
            });
            self.is_sign(*at) || (stops && !is_name) || self.has(*at, Grammar::is_verb)
        };
        let end = (start + 1..limit).find(ends).unwrap_or(limit);
        let is_alone = end == start + 1 && self.has(start, Grammar::is_determiner);
        (!is_alone || self.has(start, Grammar::is_pronoun)).then_some(start..end)
    }

    /// The speaker after words of time and place: `dijo ayer el alcalde`.
    fn later_phrase(&self, start: usize) -> Option<Range<usize>> {
        let skips = |at: &usize| {
            self.has(*at, |grammar, word| {
                (grammar.is_between(word) || grammar.is_stop(word)) && !grammar.is_determiner(word)
            })
        };
        let start = (start..start + 3).find(|at| !skips(at))?;
        self.phrase_after(start)
    }

    /// The speaker that ends before a verb and the small words before it.
    fn phrase_before(&self, verb: usize, low: usize) -> Option<Range<usize>> {
        let is_helper = |at: &usize| self.has(*at, Grammar::is_between) && !self.begins_name(*at);
        let end = (low..verb).rev().take_while(is_helper).last().unwrap_or(verb);
        let low = low.max(end.saturating_sub(MAX_TOKENS));
        let mut start = (low..end).rev().take_while(|at| !self.is_sign(*at)).last()?;
        while start < end && !self.begins_phrase(start) {
            start += 1;
        }
        let is_place = |at: usize| self.has(at, Grammar::is_stop) && !self.has(at, Grammar::is_determiner);
        (start < end && !is_place(start)).then_some(start..end)
    }

    fn begins_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_capitalized)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::language::language_of;
    use super::*;

    /// A marked sentence without its marks, and the ranges that they mark: speakers between braces, contents between angles.
    fn unmarked(marked: &str) -> (String, [Vec<Range<usize>>; 2]) {
        let mut line = String::new();
        let mut ranges = [Vec::new(), Vec::new()];
        for c in marked.chars() {
            match c {
                '{' => ranges[0].push(line.len()..0),
                '<' => ranges[1].push(line.len()..0),
                '}' => ranges[0].last_mut().unwrap().end = line.len(),
                '>' => ranges[1].last_mut().unwrap().end = line.len(),
                c => line.push(c),
            }
        }
        (line, ranges)
    }

    #[test]
    fn direct_quotations_are_found_with_their_speakers() {
        let mut wrong = Vec::new();
        for group in include_str!("sentences.txt").split("\n\n") {
            let (name, sentences) = group.trim().split_once('\n').unwrap();
            let text = TokenizedText::new(&unmarked(sentences).0);
            let language = language_of(&text);
            assert_eq!(format!("{language:?}"), name);
            assert!(sentences.lines().count() >= 20);
            for marked in sentences.lines() {
                let (line, [sources, contents]) = unmarked(marked);
                let text = TokenizedText::new(&line);
                let found = find_foreign(&text, language);
                let trim = |range: Range<usize>| line[range].trim_matches([' ', ',', '—']).to_string();
                let words = |ranges: &[Range<usize>]| -> Vec<String> {
                    ranges.iter().filter_map(|range| text.bytes(range)).map(trim).collect()
                };
                let content: Vec<String> = found.iter().flat_map(|one| words(&one.content)).collect();
                let source: Vec<String> =
                    found.iter().flat_map(|one| words(&Vec::from_iter(one.source.clone()))).collect();
                let expected = [sources, contents].map(|ranges| ranges.into_iter().map(trim).collect::<Vec<_>>());
                if [&source, &content] != [&expected[0], &expected[1]] {
                    wrong.push(format!("{line}\n    {source:?} {content:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
