//! The suggestions of an article: its drafts, compared with each other.

use std::collections::HashMap;
use std::ops::Range;

use super::clusters::{ClaimWords, ToldClaims};
use super::draft::{Draft, document_of};
use super::drafts::Drafter;
use super::own_claims::with_own_claims;
use super::quotes::quotes;
use super::topics::Topic;
use crate::attribution::{Language, TokenizedText, find_attributions};
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, DocumentKind, Family, Stance};
use crate::text::similarity::TextAnalyzer;
use crate::text::single_spaced;

/// Share of the chance that is left where it is not known what a stance is about.
const UNKNOWN_TOPIC: f64 = 0.5;

/// Share of the chance that is left where what a stance is about is the claim told before.
const TOLD_BEFORE: f64 = 0.95;

/// Returns the statements that an article suggests; none if it is in a language that is not read. `file` names it in each of them.
pub fn suggest(article: &Article, file: &str) -> Option<Vec<SuggestedStatement>> {
    let reading = find_attributions(&article.text);
    if reading.language == Language::Unknown {
        return None;
    }
    let drafts = Drafter::new(article, &reading).drafts();
    let targets = targets(&drafts, article);
    let places = CharPlaces::of(&article.text, &reading.text);
    let order = order(&drafts);
    let numbers: HashMap<usize, i64> = order.iter().copied().zip(1..).collect();
    let number = |at: usize| numbers.get(&at).copied().unwrap_or_default();
    let suggestion = |at: &usize| {
        let (draft, _) = drafts.get(*at)?;
        let DraftReading { target, claim, share, stance } = targets.get(*at)?.clone();
        let target = match target {
            DraftTarget::New => SuggestedTarget::NewClaim,
            DraftTarget::Draft(other) => SuggestedTarget::Suggestion(number(other)),
            DraftTarget::Document(outlet) => SuggestedTarget::Document(document_of(&outlet, article.title.as_deref())),
        };
        Some(SuggestedStatement {
            number: number(*at),
            stance,
            file: file.to_string(),
            target,
            claim,
            score: (draft.score * share * 1000.0).round() / 1000.0,
            within: draft.within.map(number),
            quotes: quotes(&article.text, &reading.text, draft),
            ..places.suggestion(draft)
        })
    };
    let found: Vec<_> = order.iter().filter_map(suggestion).collect();
    Some(match article.kind {
        DocumentKind::Draft => with_own_claims(article, file, &reading.text, found),
        _ => found,
    })
}

/// The drafts in the order of the text; one that holds others before them.
fn order(drafts: &[(Draft, Option<String>)]) -> Vec<usize> {
    let start = |draft: &Draft| draft.content.iter().map(|piece| piece.start).min().unwrap_or(draft.claim_at.start);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|at| {
        let draft = &drafts[*at].0;
        let outer = draft.within.map_or(start(draft), |outer| start(&drafts[outer].0));
        (outer, draft.within.unwrap_or(*at), draft.within.is_some(), start(draft))
    });
    order
}

/// What a draft is about.
#[derive(Debug, Clone, PartialEq)]
enum DraftTarget {
    New,
    Draft(usize),
    Document(String),
}

/// A draft as it is read beside the others.
#[derive(Debug, Clone, PartialEq)]
struct DraftReading {
    target: DraftTarget,
    /// The claim in words.
    claim: String,
    /// Which share of its chance is left.
    share: f64,
    stance: Stance,
}

/// Returns what each draft is about.
fn targets(drafts: &[(Draft, Option<String>)], article: &Article) -> Vec<DraftReading> {
    let analyzer = TextAnalyzer::default();
    let words: Vec<ClaimWords> =
        drafts.iter().map(|(draft, _)| ClaimWords::of(&analyzer, &draft.claim, &draft.speaker.name)).collect();
    let mut targets: Vec<DraftReading> = Vec::new();
    // The draft that told each draft's claim first; none if it is about no claim.
    let mut claims: Vec<Option<usize>> = Vec::new();
    let mut told_claims = ToldClaims::default();
    for (at, (draft, outlet)) in drafts.iter().enumerate() {
        let denies = is_answer(draft.stance);
        let same = told_claims.like(&words[at]).into_iter().find(|other| {
            let answers = denies || is_answer(drafts[*other].0.stance) || words[at].denies(&words[*other]);
            words[at].is_same(&words[*other], answers)
        });
        let told = || told_before(drafts, &claims, &targets, at);
        let (target, share) = match (draft.topic, &draft.reports) {
            (_, Some(reported)) => (DraftTarget::Draft(*reported), 1.0),
            (Topic::Document, _)
                if outlet.as_deref().is_some_and(|outlet| article.publisher.as_deref() != Some(outlet)) =>
            {
                (DraftTarget::Document(outlet.clone().unwrap_or_default()), 1.0)
            }
            (Topic::ToldFigure, _) => told()
                .filter(|told| has_figure(drafts, told))
                .map_or((DraftTarget::New, 1.0), |told| (told, TOLD_BEFORE)),
            (Topic::Document | Topic::Told, _) => {
                let known = told().or(same.map(DraftTarget::Draft));
                known.map_or((DraftTarget::New, UNKNOWN_TOPIC), |known| (known, TOLD_BEFORE))
            }
            (Topic::Worded, _) => (same.map_or(DraftTarget::New, DraftTarget::Draft), 1.0),
        };
        let claim = match &target {
            DraftTarget::New => Some(at),
            DraftTarget::Draft(other) if draft.reports.is_none() => claims.get(*other).copied().flatten(),
            _ => None,
        };
        let is_own = draft.topic == Topic::ToldFigure && target == DraftTarget::New;
        let text = match &target {
            _ if is_own => draft.plain.clone(),
            DraftTarget::Draft(other) => drafts[*other].0.claim.clone(),
            _ => draft.claim.clone(),
        };
        // One who says the opposite of what was told denies it.
        let is_opposite = |other: &usize| draft.stance == Stance::Asserts && words[at].denies(&words[*other]);
        let stance = match &target {
            _ if is_own => Stance::Asserts,
            DraftTarget::Draft(other)
                if draft.topic == Topic::Worded && draft.reports.is_none() && is_opposite(other) =>
            {
                Stance::Denies
            }
            _ => draft.stance,
        };
        if target == DraftTarget::New {
            told_claims.add(at, &words[at]);
        }
        claims.push(claim);
        targets.push(DraftReading { target, claim: text, share, stance });
    }
    targets
}

/// Whether a stance answers a claim that somebody else made.
fn is_answer(stance: Stance) -> bool {
    stance.family() == Family::Against || matches!(stance, Stance::DeclinesToDeny | Stance::Confirms)
}

/// Whether a claim that was told has a figure.
fn has_figure(drafts: &[(Draft, Option<String>)], told: &DraftTarget) -> bool {
    match told {
        DraftTarget::Draft(other) => drafts[*other].0.claim.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// What was told before a draft: what the same speaker answered last, or else the last claim of somebody else.
fn told_before(
    drafts: &[(Draft, Option<String>)],
    claims: &[Option<usize>],
    targets: &[DraftReading],
    at: usize,
) -> Option<DraftTarget> {
    let speaker = &drafts[at].0.speaker.name;
    let answered = (0..at).rev().find_map(|other| {
        let draft = &drafts[other].0;
        let is_same = &draft.speaker.name == speaker && is_answer(draft.stance);
        let document = Some(&targets[other].target).filter(|target| matches!(target, DraftTarget::Document(_)));
        is_same.then(|| claims[other].map(DraftTarget::Draft).or(document.cloned())).flatten()
    });
    let of_other =
        || (0..at).rev().filter(|other| &drafts[*other].0.speaker.name != speaker).find_map(|other| claims[other]);
    answered.or_else(|| of_other().map(DraftTarget::Draft))
}

/// Places of tokens as characters of the text.
struct CharPlaces<'a> {
    tokens: &'a TokenizedText,
    text: &'a str,
    /// The number of characters before each byte.
    counts: Vec<usize>,
}

impl<'a> CharPlaces<'a> {
    fn of(text: &'a str, tokens: &'a TokenizedText) -> Self {
        let mut counts = Vec::with_capacity(text.len() + 1);
        for (count, character) in text.chars().enumerate() {
            counts.extend(std::iter::repeat_n(count, character.len_utf8()));
        }
        counts.push(text.chars().count());
        Self { tokens, text, counts }
    }

    fn chars(&self, range: &Range<usize>) -> Option<(usize, usize)> {
        let bytes = self.tokens.bytes(range)?;
        Some((*self.counts.get(bytes.start)?, *self.counts.get(bytes.end)?))
    }

    /// The words and places of a draft.
    fn suggestion(&self, draft: &Draft) -> SuggestedStatement {
        let ranges = draft.content.iter().chain(&draft.source).chain(&draft.cue).filter(|range| !range.is_empty());
        let begin = ranges.clone().map(|range| range.start).min().unwrap_or_default();
        let end = ranges.map(|range| range.end).max().unwrap_or_default();
        let passage = self.tokens.bytes(&(begin..end)).and_then(|bytes| self.text.get(bytes)).unwrap_or_default();
        let speaker = &draft.speaker;
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        SuggestedStatement {
            speaker: some(&speaker.name),
            as_worded: some(&speaker.as_worded),
            is_unnamed: speaker.is_unnamed,
            role: speaker.role.clone(),
            for_speaker: speaker.principal.clone(),
            said_on: draft.said_on.clone(),
            occasion: draft.occasion.clone(),
            document: draft.document.clone(),
            reported_by: draft.reported_by.clone(),
            content: draft.content.iter().filter_map(|range| self.chars(range)).collect(),
            claim_at: self.chars(&draft.claim_at),
            is_part: draft.is_part,
            source: draft.source.as_ref().and_then(|range| self.chars(range)),
            cue: draft.cue.as_ref().and_then(|range| self.chars(range)),
            passage: single_spaced(passage),
            ..SuggestedStatement::default()
        }
    }
}
