//! The words that tell of an attribution, by rule: forms of verbs of saying and attitude, "according to", "hit back".

use std::ops::Range;

use super::token::Token;
use super::tokenized::TokenizedText;
use super::verbs::{ReportingVerb, reporting_verb};
use super::word_class::{is_auxiliary, is_determiner, is_noun_or_verb, is_preposition};

/// A cue: "said", "has repeatedly denied", "according to".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuleCue {
    /// The tokens, auxiliaries included.
    pub(super) tokens: Range<usize>,
    /// The verb's base form, or "according".
    pub(super) lemma: &'static str,
    /// Whether it is a verb of saying, not of attitude.
    pub(super) is_speech: bool,
    /// Whether it is a form on -ing.
    pub(super) is_participle: bool,
}

/// The cues of a range of tokens, in order. Words between quotation marks are none.
pub(super) fn rule_cues(text: &TokenizedText, range: &Range<usize>) -> Vec<RuleCue> {
    let mut found: Vec<RuleCue> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let low = found.last().map_or(range.start, |cue| cue.tokens.end);
        let cue = CuePlace { text, range, at, low }.cue();
        at = cue.as_ref().map_or(at + 1, |cue| cue.tokens.end.max(at + 1));
        let Some(cue) = cue else { continue };
        match found.last_mut() {
            // "declined to comment" is one cue.
            Some(last)
                if matches!(last.lemma, "decline" | "refuse")
                    && cue.tokens.start <= last.tokens.end + 1
                    && cue.tokens.end <= last.tokens.end + 2 =>
            {
                last.tokens.end = cue.tokens.end;
            }
            _ => found.push(cue),
        }
    }
    found
}

/// A token that may be a cue, with what stands beside it in its range.
struct CuePlace<'a> {
    text: &'a TokenizedText,
    range: &'a Range<usize>,
    at: usize,
    /// Where the cue before ends.
    low: usize,
}

impl CuePlace<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens.get(at).filter(|_| self.range.contains(&at))
    }

    fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.word.as_str())
    }

    fn word_before(&self) -> &str {
        self.at.checked_sub(1).map_or("", |before| self.word(before))
    }

    fn cue(&self) -> Option<RuleCue> {
        let token = self.token(self.at).filter(|token| !token.is_quoted())?;
        if token.word == "according" && self.word(self.at + 1) == "to" {
            return Some(self.fixed("according", 2));
        }
        if token.is_capitalized && self.at > self.range.start && !token.is_upper {
            return None;
        }
        self.verb(token).or_else(|| self.phrase(&token.word))
    }

    /// A cue of a certain number of tokens.
    fn fixed(&self, lemma: &'static str, count: usize) -> RuleCue {
        let is_participle = self.word(self.at).ends_with("ing") && lemma != "according";
        RuleCue { tokens: self.at..self.at + count, lemma, is_speech: true, is_participle }
    }

    fn verb(&self, token: &Token) -> Option<RuleCue> {
        let verb = reporting_verb(&token.word)?;
        if self.is_noun(&token.word) || self.is_infinitive(verb) || self.is_passive(&token.word) {
            return None;
        }
        let takes_particle = matches!(
            verb.lemma,
            "call" | "speak" | "complain" | "argue" | "warn" | "accuse" | "hint" | "vote" | "rule"
        );
        let particle = matches!(self.word(self.at + 1), "out" | "for" | "on" | "against" | "of" | "up" | "off" | "at");
        let end = self.at + 1 + usize::from(takes_particle && particle);
        let is_helper = |at: usize| {
            self.token(at).is_some_and(|token| {
                is_auxiliary(&token.word) && !token.is_quoted() && !token.is(&["'s", "all", "once"])
            })
        };
        let start = (self.low..self.at).rev().take_while(|at| is_helper(*at)).last().unwrap_or(self.at);
        let is_participle = token.word.ends_with("ing");
        Some(RuleCue { tokens: start..end, lemma: verb.lemma, is_speech: verb.is_speech, is_participle })
    }

    /// "the report", "of saying", "its claims".
    fn is_noun(&self, word: &str) -> bool {
        let before = self.word_before();
        let adjective = before.ends_with("al");
        if word.ends_with("ing") {
            return before != "all"
                && (is_determiner(before)
                    || matches!(before, "of" | "'s" | "his" | "her" | "for" | "in" | "with" | "from")
                    || adjective
                    || before.ends_with("ous"));
        }
        is_noun_or_verb(word)
            && (is_determiner(before)
                || is_preposition(before)
                || matches!(before, "'s" | "," | "." | "")
                || adjective
                || before.ends_with("ing"))
    }

    /// "to say", but not "declined to say".
    fn is_infinitive(&self, verb: ReportingVerb) -> bool {
        let governing = self.at.checked_sub(2).map_or("", |at| self.word(at));
        let tells =
            matches!(governing, "declined" | "refused" | "went" | "continued" | "failed" | "want" | "wants" | "wanted");
        self.word_before() == "to" && !(verb.is_speech && tells)
    }

    /// "was described", but not "was told".
    fn is_passive(&self, word: &str) -> bool {
        let participle =
            word.ends_with("ed") || matches!(word, "said" | "known" | "seen" | "found" | "shown" | "told" | "written");
        participle
            && matches!(self.word_before(), "is" | "are" | "was" | "were" | "be" | "been" | "being")
            && !matches!(word, "told" | "asked" | "expected" | "convinced" | "said" | "reported" | "quoted")
    }

    /// Cues of several words: "hit back at", "pointed out".
    fn phrase(&self, word: &str) -> Option<RuleCue> {
        let next = self.word(self.at + 1);
        match word {
            "hit" | "hits" | "hitting" | "pushed" | "pushes" | "pushing" | "fired" | "shot" if next == "back" => {
                let count = if matches!(self.word(self.at + 2), "at" | "on" | "against") { 3 } else { 2 };
                Some(self.fixed("hit", count))
            }
            "pointed" | "points" | "pointing" if matches!(next, "out" | "to") => Some(self.fixed("point", 2)),
            _ => None,
        }
    }
}
