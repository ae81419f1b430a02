//! Somebody's words within what another one says: "The Times reports that officials calculated …".

use std::ops::Range;

use super::claims::ClaimWord;
use super::names::{NameKind, TextNames};
use super::speakers::outlet_name;
use crate::attribution::{Token, TokenizedText};

/// Participles with which a part of a content is given to another speaker.
const GIVEN: [&str; 14] = [
    "calculated",
    "estimated",
    "costed",
    "predicted",
    "projected",
    "forecast",
    "claimed",
    "alleged",
    "suggested",
    "proposed",
    "put",
    "reported",
    "disclosed",
    "confirmed",
];

/// Verbs of saying after "reported to have".
const SAID: [&str; 12] = [
    "said",
    "told",
    "warned",
    "claimed",
    "suggested",
    "admitted",
    "argued",
    "calculated",
    "estimated",
    "complained",
    "denied",
    "confirmed",
];

/// Words at which a phrase behind "by" ends.
const ENDS: [&str; 24] = [
    "once", "if", "when", "that", "at", "in", "on", ",", ".", "--", "who", "to", "for", "after", "because", "before",
    "as", "while", "and", ";", ":", "which", "with", "from",
];

/// A part of a content that another one is told to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NestedPart {
    /// The words for who says it.
    pub(super) source: Range<usize>,
    /// Of whom the source is one: the subject of the words around it.
    pub(super) one_of: Option<Range<usize>>,
    /// The words that tell that it is said.
    pub(super) cue: Range<usize>,
    /// What is said.
    pub(super) words: Vec<ClaimWord>,
    /// What is left for the one around it.
    pub(super) rest: Vec<ClaimWord>,
}

/// Finds what another one says in a part of a content.
pub(super) fn nested(text: &TokenizedText, part: &[ClaimWord]) -> Option<NestedPart> {
    given_by(text, part).or_else(|| reported_to_have(text, part))
}

/// "a figure of £5 has been calculated by officials once the ferry is included".
fn given_by(text: &TokenizedText, part: &[ClaimWord]) -> Option<NestedPart> {
    let verb =
        (1..part.len()).find(|at| part[*at].is(&GIVEN) && part.get(at + 1).is_some_and(|next| next.is(&["by"])))?;
    let helper = |word: &ClaimWord| word.is(&["has", "have", "had", "been", "was", "were", "is", "are", "also", "now"]);
    let start = (0..verb).rev().take_while(|at| helper(&part[*at])).last()?;
    let end = (verb + 2..part.len()).find(|at| part[*at].is(&ENDS)).unwrap_or(part.len());
    let source = place(&part[verb + 2..end])?;
    let mut words = amount_alone(&part[..start]).to_vec();
    words.extend(part[end..].iter().cloned());
    let is_person = text.tokens.get(source.start)?.is_word() && end - verb <= 10 && end > verb + 2;
    is_person.then_some(NestedPart { source, one_of: None, cue: place(&part[start..=verb])?, words, rest: Vec::new() })
}

/// "a figure of £5 for each" without its noun.
fn amount_alone(words: &[ClaimWord]) -> &[ClaimWord] {
    let of = words.iter().take(5).position(|word| word.is(&["of"]));
    let noun = of
        .and_then(|of| of.checked_sub(1))
        .is_some_and(|at| words[at].is(&["figure", "cost", "total", "sum", "price"]));
    match of.filter(|_| noun) {
        Some(of) => &words[of + 1..],
        None => words,
    }
}

/// "…, with one reported to have said that …".
fn reported_to_have(text: &TokenizedText, part: &[ClaimWord]) -> Option<NestedPart> {
    let is = |at: usize, list: &[&str]| part.get(at).is_some_and(|word| word.is(list));
    let at = (1..part.len()).find(|at| {
        is(*at, &["reported", "said", "understood", "believed", "alleged", "thought", "claimed"])
            && is(at + 1, &["to"])
            && is(at + 2, &["have"])
            && is(at + 3, &SAID)
    })?;
    let helper = |at: usize| is(at, &["is", "are", "was", "were", "has", "have", "been", "also"]);
    let verb = (1..at).rev().take_while(|at| helper(*at)).last().unwrap_or(at);
    let begins = |at: &usize| is(*at, &[",", "with", "that", "and", "while", ".", "--", ";"]);
    let start = (0..verb).rev().find(begins).map_or(0, |at| at + 1);
    let content = at + 4 + usize::from(is(at + 4, &["that"]));
    let stop = (content..part.len()).find(|at| part[*at].ends_sentence()).unwrap_or(part.len());
    let source = place(part.get(start..verb)?)?;
    let mut end = start;
    while end > 0 && is(end - 1, &["with", ",", "and", "while", "--"]) {
        end -= 1;
    }
    let rest = part[..end].to_vec();
    let alone = text.tokens.get(source.start)?.is(&["one", "some", "another", "several", "two"]) && source.len() == 1;
    let subject = (0..rest.len()).find(|at| rest[*at].is(&["is", "are", "was", "were", "have", "has", "had", "will"]));
    let one_of = subject.filter(|_| alone).and_then(|verb| place(&rest[..verb]));
    let words = part[content..stop].to_vec();
    (!words.is_empty()).then_some(NestedPart { source, one_of, cue: place(&part[verb..at + 4])?, words, rest })
}

/// The tokens from the first to the last word.
fn place(words: &[ClaimWord]) -> Option<Range<usize>> {
    let places = words.iter().filter_map(|word| word.token);
    Some(places.clone().min()?..places.max()? + 1)
}

/// A report by an outlet that a text names in passing: "a report in The Times that talks were under way".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedReport {
    pub(super) outlet: String,
    pub(super) source: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) content: Range<usize>,
}

/// Finds the reports by outlets that a text names in passing.
pub(super) fn named_reports(text: &TokenizedText, names: &TextNames) -> Vec<NamedReport> {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| token.word.as_str());
    let is_report = |at: usize| matches!(word(at), "report" | "reports" | "story" | "article" | "claim" | "claims");
    let mut all = Vec::new();
    for name in names.all.iter().filter(|name| name.kind == NameKind::Outlet) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let the = usize::from(start > 0 && word(start - 1) == "the");
        let in_front = start
            .checked_sub(2 + the)
            .filter(|at| is_report(*at) && matches!(word(start - the - 1), "in" | "by" | "from"));
        let behind = end + usize::from(word(end) == "'s");
        let cue = match in_front {
            Some(noun) if word(end) == "that" => noun..noun + 1,
            _ if is_report(behind) && word(behind + 1) == "that" => behind..behind + 1,
            _ => continue,
        };
        let that = end.max(cue.end);
        let sentence = text.sentence_of(start);
        let stops = |at: &usize| matches!(word(*at), "." | ";" | "?" | "!");
        let stop = (that..sentence.end).find(stops).unwrap_or(sentence.end);
        let is_quoted = text.tokens.get(start).is_some_and(Token::is_quoted);
        if let Some(content) = text.trimmed(&(that + 1..stop.max(that + 1))).filter(|_| !is_quoted) {
            all.push(NamedReport {
                outlet: outlet_name(names.words(names.fullest_outlet(name))),
                source: name.tokens.clone(),
                cue,
                content,
            });
        }
    }
    all
}
