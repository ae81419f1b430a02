//! Those who did not answer: "did not respond to requests for comment", "declined to say", "could not be reached".

use std::ops::Range;

use super::finding::Finding;
use super::noun_phrase::phrase_before;
use super::token::{Mark, Token};
use super::tokenized::TokenizedText;
use super::word_class::is_auxiliary;

/// The chance that a sentence of this form tells of no answer.
const SCORE: f32 = 0.7;

/// Words that stand between "not" and the verb.
const ADVERBS: [&str; 9] = ["immediately", "yet", "directly", "also", "repeatedly", "previously", "ever", "so", "far"];

const NEGATED: [&str; 12] = [
    "didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "wouldn't", "couldn't", "won't", "wasn't", "weren't",
    "can't",
];

const BEFORE_NOT: [&str; 11] = ["did", "does", "do", "has", "have", "had", "would", "could", "will", "was", "were"];

/// What is not answered or returned.
const REQUESTS: [&str; 13] = [
    "call",
    "calls",
    "request",
    "requests",
    "message",
    "messages",
    "email",
    "emails",
    "question",
    "questions",
    "inquiries",
    "inquiry",
    "phone",
];

/// What is declined.
const SAYING: [&str; 17] = [
    "comment",
    "say",
    "discuss",
    "elaborate",
    "answer",
    "confirm",
    "deny",
    "speculate",
    "identify",
    "disclose",
    "talk",
    "respond",
    "specify",
    "name",
    "explain",
    "speak",
    "reply",
];

/// Adds those who did not answer; an attribution that has the same cue stays, and is as sure at least. One without a subject of its own ("… and declined to
/// comment") gets the source before it in the sentence.
pub(super) fn add_non_answers(text: &TokenizedText, found: &mut Vec<Finding>) {
    let mut all: Vec<Finding> = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let hit = Words { text, sentence }.non_answer(at);
            at = hit.as_ref().map_or(at + 1, |hit| hit.content.iter().map(|piece| piece.end).fold(at + 1, usize::max));
            all.extend(hit);
        }
    }
    for mut finding in all {
        let cue = finding.cue.clone().unwrap_or_default();
        let around = near(found, &cue);
        if let Some(same) =
            found.get_mut(around.clone()).and_then(|near| near.iter_mut().find(|one| one.cue_overlaps(&cue)))
        {
            same.score = same.score.max(SCORE);
            continue;
        }
        if finding.source.is_none() {
            let sentence = text.sentence_of(cue.start);
            let before = |other: &&Finding| {
                other.source.is_some()
                    && other.cue.as_ref().is_some_and(|own| own.end <= cue.start && own.start >= sentence.start)
            };
            let near = found.get(around).unwrap_or_default();
            finding.source = near.iter().rfind(before).and_then(|other| other.source.clone());
        }
        let place = found.partition_point(|other| other.start() <= finding.start());
        found.insert(place, finding);
    }
}

/// The indexes of the findings around a cue; findings are in order of their content, and none is longer than a paragraph.
fn near(found: &[Finding], cue: &Range<usize>) -> Range<usize> {
    const REACH: usize = 40;
    let place = found.partition_point(|finding| finding.start() <= cue.start);
    place.saturating_sub(REACH)..found.len().min(place + REACH)
}

/// The words of a sentence outside quotation marks.
struct Words<'a> {
    text: &'a TokenizedText,
    sentence: &'a Range<usize>,
}

impl Words<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at).filter(|token| self.sentence.contains(&at) && !token.is_quoted())
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_some_and(|token| token.is(words))
    }

    /// The first token from here on that is no adverb.
    fn past_adverbs(&self, at: usize) -> usize {
        (at..self.sentence.end).find(|at| !self.is(*at, &ADVERBS)).unwrap_or(self.sentence.end)
    }

    fn any(&self, range: Range<usize>, words: &[&str]) -> bool {
        range.into_iter().any(|at| self.is(at, words))
    }

    /// The attribution that begins with a token, if it tells of no answer.
    fn non_answer(&self, at: usize) -> Option<Finding> {
        let (cue_end, content) =
            self.negated(at).or_else(|| self.declined(at)).or_else(|| self.approached(at)).or_else(|| {
                self.is(at, &["unavailable"]).then_some((at + 1, at + 1)).filter(|_| self.is(at + 1, &["for"]))
            })?;
        let is_helper =
            |at: &usize| self.token(*at).is_some_and(|token| is_auxiliary(&token.word) && !token.is(&["all", "'s"]));
        let start = (self.sentence.start..at).rev().take_while(is_helper).last().unwrap_or(at);
        let ends = |at: &usize| {
            let Some(token) = self.token(*at) else { return true };
            token.is(&[".", ";", ",", ":", "--"])
                || token.mark != Mark::None
                || (token.is(&["but", "and"]) && *at > content + 1)
        };
        let end = (content..self.sentence.end).find(ends).unwrap_or(self.sentence.end);
        let source = phrase_before(self.text, start, self.sentence.start);
        let source = source.and_then(|source| self.text.trimmed(&source));
        let content = self.text.trimmed(&(content..end)).unwrap_or(start..cue_end);
        Some(Finding { source, cue: Some(start..cue_end), content: Vec::from([content]), score: SCORE })
    }

    /// "did not respond", "hasn't returned calls", "would not discuss", "could not be reached": where the cue ends, and where what
    /// is not answered begins.
    fn negated(&self, at: usize) -> Option<(usize, usize)> {
        let verb = if self.is(at, &NEGATED) {
            self.past_adverbs(at + 1)
        } else {
            let not = self.past_adverbs(at + 1);
            let is_negated = self.is(at, &BEFORE_NOT) && self.is(not, &["not"]);
            is_negated.then(|| self.past_adverbs(not + 1))?
        };
        let is_modal = self.is(at, &["would", "could", "will", "wouldn't", "couldn't", "won't", "can't"]);
        let responds = self.is(verb, &["respond", "responded", "reply", "replied", "comment", "commented"]);
        let returns =
            self.is(verb, &["return", "returned", "answer", "answered"]) && self.any(verb + 1..verb + 7, &REQUESTS);
        let denies = !is_modal && self.is(verb, &["deny", "dispute"]);
        let rules_out = self.is(verb, &["rule"]) && self.any(verb + 1..verb + 6, &["out"]);
        if is_modal && self.is(verb, &["comment", "discuss", "elaborate", "speculate"]) {
            return Some((verb, verb));
        }
        if self.is(verb, &["be"]) && self.is(verb + 1, &["reached"]) {
            return Some((verb + 2, verb + 2));
        }
        let is_unavailable = self.is(verb, &["available"]) && self.is(verb + 1, &["for"]);
        (responds || returns || denies || rules_out || is_unavailable).then_some((verb + 1, verb + 1))
    }

    /// "declined to comment", "refused to be drawn".
    fn declined(&self, at: usize) -> Option<(usize, usize)> {
        let declines = ["declined", "declines", "declining", "decline", "refused", "refuses", "refusing", "refuse"];
        if !self.is(at, &declines) {
            return None;
        }
        let next = self.past_adverbs(at + 1);
        let to_say = self.is(next, &["to"])
            && (self.is(self.past_adverbs(next + 1), &SAYING)
                || (self.is(next + 1, &["be"])
                    && self.is(next + 2, &["drawn", "interviewed", "named", "identified", "quoted"])));
        let comment = self.any(next..next + 3, &["comment"]) || self.is(next, &["further"]);
        (to_say || comment).then_some((next, next))
    }

    /// "has been approached for comment".
    fn approached(&self, at: usize) -> Option<(usize, usize)> {
        let is_passive = at.checked_sub(1).is_some_and(|before| self.is(before, &["been", "was", "were", "being"]));
        let asks = self.is(at, &["approached", "contacted"]) && self.is(at + 1, &["for"]);
        (is_passive && asks && self.any(at + 2..at + 4, &["comment"])).then_some((at + 1, at + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_answer_is_found() {
        let table: [(&str, &[&str]); 9] = [
            ("Mr Ade did not immediately respond to a request for comment.", &["Mr Ade | did not immediately respond"]),
            ("The council declined to comment.", &["The council | declined"]),
            ("A spokesman refused to say who paid.", &["A spokesman | refused"]),
            ("Ana Ruiz could not be reached.", &["Ana Ruiz | could not be reached"]),
            ("The ministry has been approached for comment.", &["The ministry | has been approached"]),
            ("Officials did not deny the talks.", &["Officials | did not deny"]),
            ("The dog did not return home.", &[]),
            ("He declined the award.", &[]),
            ("“We did not respond,” he said.", &[]),
        ];
        for (line, expected) in table {
            let text = TokenizedText::new(line);
            let mut found = Vec::new();
            add_non_answers(&text, &mut found);
            let words = |range: &Option<Range<usize>>| {
                range.as_ref().and_then(|range| line.get(text.bytes(range)?)).unwrap_or_default().to_string()
            };
            let found: Vec<_> =
                found.iter().map(|one| format!("{} | {}", words(&one.source), words(&one.cue))).collect();
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn one_cue_is_one_attribution() {
        let text = TokenizedText::new("Ana Ruiz declined to comment.");
        let mut found =
            Vec::from([Finding { cue: Some(2..5), content: std::iter::once(3..5).collect(), ..Finding::default() }]);
        add_non_answers(&text, &mut found);
        assert_eq!((found.len(), found[0].score), (1, SCORE));
    }
}
