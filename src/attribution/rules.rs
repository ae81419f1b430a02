//! Attributions by rule alone: a subject, a verb of saying or attitude, and what is said around them.

use std::ops::Range;

use super::finding::{Finding, overlap};
use super::noun_phrase::{TIME_WORDS, phrase_before, phrase_end};
use super::rule_cues::{RuleCue, rule_cues};
use super::rule_leftovers::add_leftovers;
use super::token::{Mark, Token};
use super::tokenized::TokenizedText;
use super::word_class::{is_conjunction, is_determiner, is_preposition, is_subject_pronoun, is_title};

/// Maximum number of tokens between a verb and the "that" or quotation mark with which the content begins.
const MAX_ADDRESSEE: usize = 14;

/// The share of attributions by rule that people see too.
const RULE_SCORE: f32 = 0.7;

/// Finds the attributions of a text by rule, in the order of their cues.
pub(super) fn find_by_rules(text: &TokenizedText) -> Vec<Finding> {
    let mut found = Vec::new();
    for paragraph in &text.paragraphs {
        let mut reader = SentenceReader::new(text, paragraph.clone());
        let mut start = paragraph.start;
        while start < paragraph.end {
            let end = text.sentence_with_quotation(start, paragraph.end);
            reader.sentence(&(start..end));
            start = end.max(start + 1);
        }
        add_leftovers(text, paragraph, &mut reader.found);
        found.append(&mut reader.found);
    }
    found
}

/// Reads the sentences of a paragraph.
struct SentenceReader<'a> {
    text: &'a TokenizedText,
    paragraph: Range<usize>,
    /// For each token of the paragraph, whether it is in the content of an attribution.
    taken: Vec<bool>,
    /// The last source that was found.
    last_source: Option<Range<usize>>,
    found: Vec<Finding>,
}

/// A cue with its surroundings in a sentence.
struct CueContext<'a> {
    sentence: &'a Range<usize>,
    cue: &'a RuleCue,
    next: Option<&'a RuleCue>,
    /// The end of the cue before, or the start of the sentence.
    low: usize,
    /// Whether an attribution was found in this sentence.
    follows_another: bool,
}

/// A source and pieces of content, not yet trimmed.
type SourceAndContent = (Option<Range<usize>>, Vec<Range<usize>>);

impl<'a> SentenceReader<'a> {
    fn new(text: &'a TokenizedText, paragraph: Range<usize>) -> Self {
        let taken = vec![false; paragraph.len()];
        Self { text, paragraph, taken, last_source: None, found: Vec::new() }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_some_and(|token| token.is(words))
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_quoted)
    }

    fn closes(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.mark == Mark::Closes)
    }

    fn opens(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.mark == Mark::Opens)
    }

    fn sentence(&mut self, sentence: &Range<usize>) {
        let cues = rule_cues(self.text, sentence);
        let first = self.found.len();
        let mut low = sentence.start;
        for (index, cue) in cues.iter().enumerate() {
            let follows_another = self.found.len() > first;
            let place = CueContext { sentence, cue, next: cues.get(index + 1), low, follows_another };
            let (source, content) = self.attribution(&place);
            low = cue.tokens.end;
            if source.is_some() {
                self.last_source.clone_from(&source);
            }
            let content = self.take(content);
            if !content.is_empty() {
                let source = source.and_then(|source| self.text.trimmed(&source));
                self.found.push(Finding { source, cue: Some(cue.tokens.clone()), content, score: RULE_SCORE });
            }
        }
    }

    fn attribution(&self, place: &CueContext) -> SourceAndContent {
        let CueContext { cue, sentence, low, .. } = *place;
        if cue.lemma == "according" {
            return self.according(place);
        }
        let subject = phrase_before(self.text, cue.tokens.start, low);
        let before = cue.tokens.start.checked_sub(1).filter(|before| *before >= sentence.start);
        let after_sign = before.is_some_and(|before| self.is(before, &[",", "--"]) || self.closes(before));
        if let Some(subject) = subject {
            return self.with_subject(place, subject);
        }
        if after_sign && cue.is_speech && !cue.is_participle {
            return self.inverted(place);
        }
        let joins = before.is_none_or(|before| self.is(before, &[",", "and", "but", "--", ";"]));
        if joins && (cue.is_participle || (self.last_source.is_some() && place.follows_another)) {
            return self.without_subject(place);
        }
        (None, Vec::new())
    }

    /// "According to S, C" and "C, according to S".
    fn according(&self, place: &CueContext) -> SourceAndContent {
        let CueContext { cue, sentence, .. } = *place;
        let start = cue.tokens.end;
        let leads = cue.tokens.start <= sentence.start + 1;
        // In "According to S, the bridge fell." no apposition follows, or nothing would be said.
        let leaves_content = |end: &usize| !leads || self.text.word_count(&(*end..sentence.end)) > 0;
        let end = phrase_end(self.text, start, sentence.end)
            .filter(leaves_content)
            .unwrap_or_else(|| (start..sentence.end).find(|at| self.is(*at, &[",", ".", ";"])).unwrap_or(sentence.end));
        let content = if leads {
            end..sentence.end
        } else {
            let clause =
                (sentence.start..cue.tokens.start).rev().find(|at| self.is(*at, &[";"]) && !self.is_quoted(*at));
            clause.map_or(sentence.start, |at| at + 1)..cue.tokens.start
        };
        (Some(start..end), vec![content])
    }

    /// "C," said S.
    fn inverted(&self, place: &CueContext) -> SourceAndContent {
        let CueContext { cue, sentence, .. } = *place;
        let end = phrase_end(self.text, cue.tokens.end, sentence.end).or_else(|| self.headline_source(cue, sentence));
        let Some(end) = end else { return (None, Vec::new()) };
        let mut content = vec![self.before_sign(place, cue.tokens.start)];
        let resumes = (end..sentence.end.min(end + MAX_ADDRESSEE)).find(|at| self.is_quoted(*at));
        content.extend(resumes.filter(|at| self.opens(*at)).map(|at| self.quotation_at(at, sentence.end)));
        (Some(cue.tokens.end..end), content)
    }

    /// The end of a headline whose last words are the source: "Bridge safe, say engineers".
    fn headline_source(&self, cue: &RuleCue, sentence: &Range<usize>) -> Option<usize> {
        let count = sentence.end - cue.tokens.end;
        let is_name = |at: usize| self.token(at).is_some_and(|token| token.is_word() && !token.is_quoted());
        let is_whole = sentence.end == self.paragraph.end && (1..=5).contains(&count);
        (is_whole && (cue.tokens.end..sentence.end).all(is_name)).then_some(sentence.end)
    }

    /// The content that ends with the sign before a token.
    fn before_sign(&self, place: &CueContext, end: usize) -> Range<usize> {
        let sign = end.saturating_sub(1);
        let quotation = self.token(sign).and_then(|token| token.quotation).and_then(|at| self.text.quotations.get(at));
        match quotation.filter(|_| self.closes(sign)) {
            Some(quotation) => {
                // The tail of a clause brings the clause with it.
                let start = quotation.tokens.start;
                let is_tail = start > place.sentence.start
                    && !self.is(start - 1, &[".", "?", "!", ":", ","])
                    && !self.closes(start - 1);
                if is_tail { place.sentence.start..quotation.tokens.end } else { quotation.tokens.clone() }
            }
            None if self.closes(sign) => place.sentence.start..sign,
            None => place.low..end,
        }
    }

    fn quotation_at(&self, at: usize, high: usize) -> Range<usize> {
        let quotation = self.token(at).and_then(|token| token.quotation).and_then(|at| self.text.quotations.get(at));
        quotation.map_or(at..high, |quotation| quotation.tokens.clone())
    }

    fn with_subject(&self, place: &CueContext, subject: Range<usize>) -> SourceAndContent {
        let CueContext { cue, sentence, .. } = *place;
        let before = subject.start.checked_sub(1).filter(|before| *before >= sentence.start);
        let after_sign = before.is_some_and(|before| self.is(before, &[",", "--"]) || self.closes(before));
        let tells = cue.lemma == "tell" && before.is_some_and(|before| self.closes(before));
        let follows = self.ends_clause(cue.tokens.end, sentence.end) || tells;
        if after_sign && cue.is_speech && follows && subject.start - sentence.start >= 2 {
            let mut content = vec![self.before_sign(place, subject.start)];
            let resumes = (cue.tokens.end..sentence.end).find(|at| self.is_quoted(*at));
            let resumes = resumes.filter(|at| self.opens(*at) && self.is(at - 1, &[",", ":", "."]));
            content.extend(resumes.map(|at| self.quotation_at(at, sentence.end)));
            return (Some(subject), content);
        }
        let start = self.content_start(place);
        let end = self.content_end(place, start);
        (Some(subject), std::iter::once(start..end).collect())
    }

    /// Whether nothing, a sign or "on Monday" stands at a token, so that the content stands before the verb.
    fn ends_clause(&self, at: usize, high: usize) -> bool {
        at >= high
            || self.is(at, &[".", ",", ";", ":"])
            || self.is(at, &TIME_WORDS)
            || self.is(
                at,
                &[
                    "in",
                    "on",
                    "at",
                    "during",
                    "to",
                    "when",
                    "as",
                    "after",
                    "while",
                    "of",
                    "before",
                    "with",
                    "about",
                    "from",
                    "later",
                    "afterward",
                    "here",
                    "via",
                ],
            )
    }

    /// Where the content after a verb begins: past whom it is said to, when and where.
    fn content_start(&self, place: &CueContext) -> usize {
        let CueContext { cue, sentence, .. } = *place;
        let mut start = self.past_addressee(cue, sentence.end);
        let is_occasion = self.token(start).is_some_and(|token| {
            (is_preposition(&token.word) && !token.is(&["about", "against", "for", "as", "to"]))
                || token.word.ends_with("day")
        });
        if is_occasion {
            let limit = sentence.end.min(start + MAX_ADDRESSEE);
            let begins = (start..limit).find(|at| self.is(*at, &["that", ":"]) || self.opens(*at));
            start = begins.unwrap_or(start);
            start += usize::from(self.token(start).is_some_and(|token| token.word.ends_with("day")));
        }
        start + usize::from(start < sentence.end && self.is(start, &[":", ","]))
    }

    /// "told the Ardal Post that": past whom it is told.
    fn past_addressee(&self, cue: &RuleCue, high: usize) -> usize {
        let start = cue.tokens.end;
        let addresses = matches!(
            cue.lemma,
            "tell" | "inform" | "assure" | "remind" | "ask" | "warn" | "notify" | "urge" | "advise"
        );
        let begins = self.is(start, &["that", "if", "whether", "about", "for", "of", "why", "how"]);
        if !addresses || begins || self.is_quoted(start) {
            return start;
        }
        let begins_content = |at: &usize| {
            let Some(token) = self.token(*at) else { return false };
            let opens = token.is(&["that", "if", "whether", "to", "about", "how", "why", "what"]) && *at > start;
            let subject = ["he", "she", "they", "it", "i", "we", "there", "his", "her", "the"];
            let follows_noun = *at == start + 1
                || (*at > start && self.token(at - 1).is_some_and(|before| !is_preposition(&before.word)));
            opens || token.is_quoted() || token.word == ":" || (follows_noun && token.is(&subject))
        };
        (start..high.min(start + MAX_ADDRESSEE)).find(begins_content).unwrap_or(start)
    }

    /// Where the content that begins with a token ends: the sentence's end, or the next cue that is joined by "and".
    fn content_end(&self, place: &CueContext, start: usize) -> usize {
        let CueContext { cue, sentence, next, .. } = *place;
        let mut end = sentence.end;
        if let Some(next) = next.filter(|next| next.tokens.start > start && next.is_speech) {
            let subject = phrase_before(self.text, next.tokens.start, cue.tokens.end).filter(|subject| {
                self.token(subject.start).is_some_and(|token| token.word == "who" || !is_conjunction(&token.word))
            });
            let joined = subject.map_or(next.tokens.start, |subject| subject.start);
            let joins = self.is(joined.saturating_sub(1), &["and", "but", ",", "while"]);
            if joins || (joined == next.tokens.start && next.is_participle) {
                end = joined;
                while end > start && self.is(end - 1, &["and", "but", ",", "while"]) && !self.is_quoted(end - 1) {
                    end -= 1;
                }
            }
        }
        if cue.is_speech {
            return end;
        }
        (start..end).find(|at| self.is(*at, &[","]) && !self.is_quoted(*at)).unwrap_or(end)
    }

    /// "…, adding C" and "… and added C": the subject is that of the sentence, or of the cue before.
    fn without_subject(&self, place: &CueContext) -> SourceAndContent {
        let CueContext { cue, sentence, next, .. } = *place;
        let source = if place.follows_another {
            self.last_source.clone()
        } else {
            self.first_phrase(sentence.start..cue.tokens.start)
        };
        if source.is_none() || !cue.is_speech {
            return (source, Vec::new());
        }
        let start = cue.tokens.end + usize::from(self.is(cue.tokens.end, &[":", ","]));
        let joined = next.map(|next| next.tokens.start).filter(|next| *next > start);
        let end = joined.filter(|next| self.is(next - 1, &["and", "but", ","])).map_or(sentence.end, |next| next - 1);
        (source, std::iter::once(start..end).collect())
    }

    /// The first noun phrase of a range that may be a subject.
    fn first_phrase(&self, range: Range<usize>) -> Option<Range<usize>> {
        range.clone().find_map(|at| {
            let token = self.token(at)?;
            let end = phrase_end(self.text, at, range.end.min(at + 6))?;
            let begins = (token.is_capitalized && (at > range.start || !is_preposition(&token.word)))
                || is_subject_pronoun(&token.word);
            if !begins || is_conjunction(&token.word) || is_preposition(&token.word) {
                return None;
            }
            let names = |at: &usize| {
                self.token(*at)
                    .is_some_and(|token| token.is_capitalized || is_determiner(&token.word) || is_title(&token.word))
            };
            let end = (at..end).take_while(names).last().map_or(at + 1, |last| last + 1);
            Some(at..end)
        })
    }

    /// Takes the tokens of pieces that are not taken yet; pieces of less than two words are left out.
    fn take(&mut self, content: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut kept: Vec<Range<usize>> = Vec::new();
        for piece in content {
            let offset = self.paragraph.start;
            let is_taken = |at: usize, taken: &[bool]| at.checked_sub(offset).and_then(|at| taken.get(at)).copied();
            let piece = piece.start.max(offset)..piece.end.min(self.paragraph.end);
            let Some(start) = piece.clone().find(|at| is_taken(*at, &self.taken) == Some(false)) else { continue };
            let end = (start..piece.end).find(|at| is_taken(*at, &self.taken) != Some(false)).unwrap_or(piece.end);
            if self.text.word_count(&(start..end)) < 2 {
                continue;
            }
            let Some(trimmed) = self.text.trimmed(&(start..end)) else { continue };
            self.taken.get_mut(start - offset..end - offset).unwrap_or_default().fill(true);
            if !kept.iter().any(|other| overlap(other, &trimmed)) {
                kept.push(trimmed);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The attributions of a text as `source | cue | content`, pieces of content joined by " + ".
    fn read(text: &str) -> Vec<String> {
        let tokenized = TokenizedText::new(text);
        let words = |range: &Range<usize>| tokenized.bytes(range).and_then(|bytes| text.get(bytes)).unwrap_or("?");
        let one = |found: &Finding| {
            let content: Vec<_> = found.content.iter().map(words).collect();
            let [source, cue] = [&found.source, &found.cue].map(|range| range.as_ref().map_or("", words));
            format!("{source} | {cue} | {}", content.join(" + "))
        };
        find_by_rules(&tokenized).iter().map(one).collect()
    }

    #[test]
    fn plain_attributions_are_found() {
        let table: [(&str, &[&str]); 9] = [
            ("Ana Ruiz said the bridge was safe.", &["Ana Ruiz | said | the bridge was safe"]),
            ("“The bridge is safe,” she said.", &["she | said | “The bridge is safe,”"]),
            ("'The bridge is safe,' said Mr Ruiz, the mayor.", &["Mr Ruiz, the mayor | said | 'The bridge is safe,'"]),
            ("According to Ana Ruiz, the bridge was safe.", &["Ana Ruiz | According to | the bridge was safe"]),
            ("The bridge was safe, according to the council.", &["the council | according to | The bridge was safe"]),
            (
                "“We will pay,” Ruiz told the Post. “We promised it to them.”",
                &["Ruiz | told | “We will pay,” + “We promised it to them.”"],
            ),
            ("Bridge 'at risk of collapse', warns engineer", &["engineer | warns | Bridge 'at risk of collapse'"]),
            ("Ana Ruiz on Sunday denied that it fell.", &["Ana Ruiz | denied | that it fell"]),
            ("It rained all day.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
