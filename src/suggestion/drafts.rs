//! The suggestions of a text, one by one, before they are compared with each other.

use std::ops::Range;

use super::claims::{ClaimSpeaker, ClaimWord, claim_parts, worded};
use super::days::day_told;
use super::draft::{Draft, document_of, document_told};
use super::names::NameKind;
use super::nested::{NamedReport, NestedPart, named_reports, nested};
use super::occasions::{Occasion, occasion};
use super::speakers::{SpeakerResolver, TextSpeaker};
use super::stance::{StanceObject, StanceReading, StanceWords, stance_of};
use super::topics::{Topic, topic};
use super::word_lists::Pronoun;
use crate::attribution::{Attribution, Reading, TokenizedText};
use crate::model::{Article, Stance};
use crate::text::single_spaced;

/// Share of an attribution's chance that a part of it keeps.
const OF_PART: f64 = 0.9;

/// Number of attributions before and behind one that can hold it, or be held by it.
const NEAR: usize = 30;

/// Share of the chance of an attribution that one around it must have to count.
const LEAST_AROUND: f64 = 0.5;

/// Share of the chance that is left where the claim is no sentence.
const OF_PHRASE: f64 = 0.65;

/// The chance of a report that the text names in passing.
const NAMED_REPORT: f64 = 0.7;

/// Makes the drafts of a text.
pub(super) struct Drafter<'a> {
    article: &'a Article,
    tokens: &'a TokenizedText,
    reading: &'a Reading,
    resolver: SpeakerResolver<'a>,
    reports: Vec<NamedReport>,
    drafts: Vec<Draft>,
}

/// An attribution with what is known of it as a whole.
struct ReadAttribution<'a> {
    found: &'a Attribution,
    speaker: TextSpeaker,
    stance: StanceReading,
    topic: Topic,
    pieces: Vec<Range<usize>>,
    told: Occasion,
}

impl<'a> Drafter<'a> {
    pub(super) fn new(article: &'a Article, reading: &'a Reading) -> Self {
        let publisher = article.publisher.as_deref();
        let resolver = SpeakerResolver::new(&article.text, &reading.text, publisher);
        let reports = named_reports(&reading.text, &resolver.names);
        Self { article, tokens: &reading.text, reading, resolver, reports, drafts: Vec::new() }
    }

    /// Returns the drafts in the order of the text, and the outlet that "the report" means at the place of each.
    pub(super) fn drafts(mut self) -> Vec<(Draft, Option<String>)> {
        let found = &self.reading.attributions;
        let mut outlets = Vec::new();
        for (at, one) in found.iter().enumerate() {
            let next =
                found.get(at + 1).and_then(|next| next.source.as_ref()).map(|range| self.tokens.tokens_in(range));
            let speaker = self.resolver.speaker(one, next);
            self.add(one, speaker);
            let place = one.cue.as_ref().or(one.content.first()).map_or(0, |range| self.tokens.tokens_in(range).start);
            let outlet = self.resolver.outlet_before(place);
            outlets.resize(self.drafts.len(), outlet);
        }
        self.put_within();
        self.add_named_reports();
        outlets.resize(self.drafts.len(), None);
        self.share_occasions();
        self.drafts.into_iter().zip(outlets).collect()
    }

    fn title(&self) -> Option<&'a str> {
        self.article.title.as_deref()
    }

    fn add(&mut self, found: &Attribution, speaker: TextSpeaker) {
        let words = StanceWords::of(self.tokens, found);
        let mut stance = stance_of(&words);
        let topic = topic(stance, &words);
        if stance.object == StanceObject::Judged
            && topic == Topic::Worded
            && !words.content.has(&["that", "not true", "no truth"])
        {
            // "The documents are fake" is a claim of its own, where nobody is told to have said that they are not.
            stance = StanceReading { stance: Stance::Asserts, object: StanceObject::Content };
        }
        let pieces: Vec<Range<usize>> = found.content.iter().map(|range| self.tokens.tokens_in(range)).collect();
        let cue = found.cue.as_ref().map(|range| self.tokens.tokens_in(range));
        let place = cue.clone().or_else(|| pieces.first().cloned()).unwrap_or_default();
        let sentence = self.tokens.sentence_of(place.start);
        let told = occasion(self.tokens, &self.resolver.names, &sentence, &pieces, cue.as_ref());
        let mut whole = ReadAttribution { found, speaker, stance, topic, pieces, told };
        if self.clause_judged(&whole).is_some() {
            whole.topic = Topic::Worded;
        }
        let object = if whole.topic == Topic::Document { StanceObject::Content } else { stance.object };
        let own = self.clause_judged(&whole).map_or_else(|| self.own_pieces(&whole), |clause| vec![clause]);
        let parts = claim_parts(&self.article.text, self.tokens, &own, object);
        let first = self.drafts.len();
        for (at, part) in parts.into_iter().enumerate() {
            self.add_part(&whole, part, (at, first));
        }
        if let Some(draft) = self.drafts.get_mut(first) {
            draft.content = whole.pieces;
        }
    }

    /// The clause that somebody judges right behind the cue: "blasted claims that he had cheated as “pure fiction”".
    fn clause_judged(&self, whole: &ReadAttribution) -> Option<Range<usize>> {
        if whole.stance.object != StanceObject::Judged {
            return None;
        }
        let cue = self.tokens.tokens_in(whole.found.cue.as_ref()?);
        let sentence = self.tokens.sentence_of(cue.start);
        let word = |at: usize| self.tokens.tokens.get(at).map_or("", |token| token.word.as_str());
        let that = (cue.end..cue.end + 4).find(|at| word(*at) == "that")?;
        let noun = (cue.start..that).any(|at| {
            matches!(word(at), "claims" | "reports" | "suggestions" | "allegations" | "rumours" | "accusations")
        });
        let end = (that..sentence.end).find(|at| matches!(word(*at), "as" | "\"" | "." | ";"))?;
        (noun && end > that + 3).then_some(that + 1..end)
    }

    /// The pieces of a content that no report has which the text names in passing.
    fn own_pieces(&self, whole: &ReadAttribution) -> Vec<Range<usize>> {
        let is_reported = |piece: &&Range<usize>| {
            self.reports.iter().any(|report| {
                let outlet = report.outlet == whole.speaker.name;
                !outlet && report.content.start <= piece.start + 1 && piece.end <= report.content.end
            })
        };
        let own: Vec<_> = whole.pieces.iter().filter(|piece| !is_reported(piece)).cloned().collect();
        if own.is_empty() { whole.pieces.clone() } else { own }
    }

    /// Adds a part of a content, unless it is told to be somebody else's.
    fn add_part(&mut self, whole: &ReadAttribution, part: Vec<ClaimWord>, (at, first): (usize, usize)) {
        let is_other = self.holds_other_cue(whole, &part);
        let inner = nested(self.tokens, &part).filter(|_| whole.stance.stance == Stance::Asserts);
        let rest = inner.as_ref().map_or(part, |inner| inner.rest.clone());
        let stance =
            if at == 0 { whole.stance } else { StanceReading { object: StanceObject::Content, ..whole.stance } };
        // A reason for a denial is asserted.
        let stance = match (at, whole.stance.object) {
            (1.., StanceObject::Opposite | StanceObject::Judged) => StanceReading { stance: Stance::Asserts, ..stance },
            _ => stance,
        };
        let object = if whole.topic == Topic::Document { StanceObject::Content } else { stance.object };
        let plain = worded(self.tokens, rest.clone(), StanceObject::Content, &self.claim_speaker(whole));
        let claim = worded(self.tokens, rest, object, &self.claim_speaker(whole));
        let has_own = claim.is_some() && !is_other;
        if has_own || first == self.drafts.len() {
            let mut draft = self.draft(whole, stance);
            if let Some(claim) = claim {
                if !claim.is_sentence {
                    draft.score *= OF_PHRASE;
                }
                draft.claim = claim.text;
                draft.plain = plain.map(|plain| plain.text).unwrap_or_default();
                draft.claim_at = claim.tokens.clone();
                draft.content = vec![claim.tokens];
            }
            if at > 0 {
                draft.topic = Topic::Worded;
                draft.score *= OF_PART;
            }
            draft.is_part = self.drafts.len() > first;
            draft.within = draft.is_part.then_some(first);
            if !has_own {
                draft.stance = Stance::Reports;
                draft.reports = inner.is_some().then_some(self.drafts.len() + 1);
            }
            self.drafts.push(draft);
        }
        if let Some(inner) = inner {
            self.add_nested(whole, inner, first);
        }
    }

    /// Whether another attribution has its cue within a part.
    fn holds_other_cue(&self, whole: &ReadAttribution, part: &[ClaimWord]) -> bool {
        let places: Vec<usize> = part.iter().filter_map(|word| word.token).collect();
        let (Some(low), Some(high)) = (places.iter().min(), places.iter().max()) else { return false };
        // Attributions are in the order of their content.
        let start = whole.found.content.first().map_or(0, |piece| piece.start);
        let all = &self.reading.attributions;
        let place = all.partition_point(|other| other.content.first().map_or(0, |piece| piece.start) < start);
        let near = all.get(place.saturating_sub(NEAR)..all.len().min(place + NEAR)).unwrap_or_default();
        let others = near.iter().filter(|other| {
            other.cue.is_some() && other.cue != whole.found.cue && whole.found.score >= other.score * LEAST_AROUND
        });
        others.filter_map(|other| other.cue.as_ref()).any(|cue| {
            let cue = self.tokens.tokens_in(cue);
            *low <= cue.start && cue.end <= high + 1 && whole.pieces.iter().any(|piece| piece.contains(&cue.start))
        })
    }

    fn draft(&self, whole: &ReadAttribution, stance: StanceReading) -> Draft {
        let place = |range: &Option<Range<usize>>| range.as_ref().map(|range| self.tokens.tokens_in(range));
        let cue = place(&whole.found.cue);
        let at = cue.as_ref().or(whole.pieces.first()).map_or(0, |range| range.start);
        let sentence = self.tokens.sentence_of(at);
        let source = place(&whole.found.source);
        let not_told: Vec<Range<usize>> = whole.pieces.iter().cloned().chain(source).collect();
        let publisher = self.article.publisher.as_deref();
        let document = document_told(&whole.speaker, &whole.told, publisher, self.title());
        let nobody = whole.speaker.name.is_empty();
        let is_outlet = whole.speaker.is_outlet && document.is_some();
        let reported_by = publisher.filter(|_| is_outlet).map(str::to_string).into_iter().collect();
        Draft {
            speaker: whole.speaker.clone(),
            stance: stance.stance,
            topic: whole.topic,
            claim: String::new(),
            plain: String::new(),
            claim_at: at..at,
            content: Vec::new(),
            source: place(&whole.found.source),
            cue,
            within: None,
            is_part: false,
            reports: None,
            reported_by,
            document,
            occasion: whole.told.told_to.clone(),
            said_on: day_told(self.tokens, &sentence, &not_told, self.article.published.as_ref()),
            score: whole.found.score * if nobody { 0.5 } else { 1.0 },
        }
    }

    fn claim_speaker(&self, whole: &ReadAttribution) -> ClaimSpeaker {
        let names = &self.resolver.names;
        let full = |name: &super::names::Name| single_spaced(names.words(names.fullest(name)));
        let last = whole.speaker.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let person = names.of_word(&last).find(|name| full(name) == whole.speaker.name);
        let pronoun = person.and_then(|name| names.pronoun(name));
        // Another person of the sentence who could be "he" makes it uncertain.
        let place = whole.pieces.first().map_or(0, |piece| piece.start);
        let sentence = self.tokens.sentence_of(place);
        let is_other = |name: &&super::names::Name| {
            name.kind == NameKind::Person
                && full(name) != whole.speaker.name
                && names.pronoun(name).is_none_or(|other| Some(other) == pronoun)
        };
        let certain: Option<Pronoun> = pronoun.filter(|_| !names.within(&sentence).any(|name| is_other(&name)));
        ClaimSpeaker { name: whole.speaker.name.clone(), is_person: person.is_some(), pronoun: certain }
    }

    /// Adds what another one says within a content; the one around it reports that.
    fn add_nested(&mut self, whole: &ReadAttribution, inner: NestedPart, first: usize) {
        let words = single_spaced(self.resolver.words(&inner.source));
        let name = match inner.one_of.as_ref().map(|of| single_spaced(self.resolver.words(of))) {
            Some(of) => format!("{words} of {of}"),
            None => words.clone(),
        };
        let named = self
            .resolver
            .names
            .within(&inner.source)
            .find(|name| name.kind == NameKind::Person)
            .map(|name| single_spaced(self.resolver.names.words(self.resolver.names.fullest(name))));
        let is_unnamed = named.is_none();
        let speaker =
            TextSpeaker { name: named.unwrap_or(name), as_worded: words, is_unnamed, ..TextSpeaker::default() };
        let nobody = ClaimSpeaker { name: speaker.name.clone(), ..ClaimSpeaker::default() };
        let is_figure = inner.words.iter().any(|word| word.is(&["figure", "number", "cost", "estimate", "sum"]))
            && inner.words.len() < 4;
        let topic = if is_figure { Topic::ToldFigure } else { Topic::Worded };
        let Some(claim) = worded(self.tokens, inner.words, StanceObject::Content, &nobody) else { return };
        let outer = self.draft(whole, whole.stance);
        let mut reported_by = outer.reported_by;
        if !whole.speaker.is_unnamed && !whole.speaker.name.is_empty() {
            reported_by.insert(0, whole.speaker.name.clone());
        }
        self.drafts.push(Draft {
            speaker,
            stance: Stance::Asserts,
            topic,
            claim: claim.text,
            content: vec![claim.tokens.clone()],
            claim_at: claim.tokens,
            source: Some(inner.source),
            cue: Some(inner.cue),
            within: Some(first),
            is_part: true,
            reported_by,
            said_on: None,
            occasion: None,
            score: outer.score * OF_PART,
            ..outer
        });
    }

    /// An attribution whose cue stands within the content of another one is reported by that one.
    fn put_within(&mut self) {
        for at in 0..self.drafts.len() {
            let least = self.drafts[at].score * LEAST_AROUND;
            let Some(cue) = self.drafts[at].cue.clone().filter(|_| self.drafts[at].within.is_none()) else { continue };
            let holds = |other: &Draft| {
                other.within.is_none()
                    && other.score >= least
                    && other.cue.as_ref() != Some(&cue)
                    && other.content.iter().any(|piece| piece.contains(&cue.start))
            };
            let mut near = at.saturating_sub(NEAR)..self.drafts.len().min(at + NEAR);
            let Some(outer) = near.find(|other| *other != at && holds(&self.drafts[*other])) else {
                continue;
            };
            let around = self.drafts[outer].clone();
            let draft = &mut self.drafts[at];
            draft.within = Some(outer);
            if !around.speaker.is_unnamed && !around.speaker.name.is_empty() {
                draft.reported_by.clone_from(&around.reported_by);
                draft.reported_by.insert(0, around.speaker.name);
            }
            draft.document = around.document.or(draft.document.take());
            if around.stance == Stance::Reports && around.reports.is_none() {
                self.drafts[outer].reports = Some(at);
            }
        }
    }

    /// Adds reports that the text names in passing.
    fn add_named_reports(&mut self) {
        for report in std::mem::take(&mut self.reports) {
            let publisher = self.article.publisher.as_deref();
            let known = self.drafts.iter().any(|draft| {
                draft.speaker.name == report.outlet
                    && draft
                        .content
                        .iter()
                        .any(|piece| piece.start < report.content.end && report.content.start < piece.end)
            });
            if known || publisher == Some(report.outlet.as_str()) {
                continue;
            }
            let pieces = vec![report.content.clone()];
            let nobody = ClaimSpeaker::default();
            for part in claim_parts(&self.article.text, self.tokens, &pieces, StanceObject::Content) {
                let Some(claim) = worded(self.tokens, part, StanceObject::Content, &nobody) else { continue };
                let speaker = TextSpeaker {
                    name: report.outlet.clone(),
                    as_worded: report.outlet.clone(),
                    is_outlet: true,
                    ..TextSpeaker::default()
                };
                let within = self.drafts.iter().position(|draft| {
                    draft.within.is_none() && draft.content.iter().any(|piece| piece.contains(&report.cue.start))
                });
                self.drafts.push(Draft {
                    speaker,
                    stance: Stance::Asserts,
                    topic: Topic::Worded,
                    claim: claim.text,
                    plain: String::new(),
                    claim_at: claim.tokens.clone(),
                    content: vec![claim.tokens],
                    source: Some(report.source.clone()),
                    cue: Some(report.cue.clone()),
                    within,
                    is_part: false,
                    reports: None,
                    reported_by: publisher.map(str::to_string).into_iter().collect(),
                    document: Some(document_of(&report.outlet, self.title())),
                    occasion: None,
                    said_on: None,
                    score: NAMED_REPORT,
                });
            }
        }
    }

    /// One who will not deny or comment did so on the occasion that the next words of the same speaker tell.
    fn share_occasions(&mut self) {
        for at in 1..self.drafts.len() {
            let (before, behind) = self.drafts.split_at_mut(at);
            let (Some(draft), Some(next)) = (before.last_mut(), behind.first()) else { continue };
            let refuses = matches!(draft.stance, Stance::DeclinesToDeny | Stance::DeclinesToComment);
            if refuses
                && draft.occasion.is_none()
                && draft.document.is_none()
                && draft.speaker.name == next.speaker.name
                && !draft.speaker.is_unnamed
            {
                draft.occasion.clone_from(&next.occasion);
                draft.document.clone_from(&next.document);
            }
        }
    }
}
