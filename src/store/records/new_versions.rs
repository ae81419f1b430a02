//! A new version of a draft: what stands in its sentences stays in its place where they do, and where they changed, that is said.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::params;

use super::anchors::AnchoredQuote;
use crate::error::Result;
use crate::model::PassageMark;
use crate::model::records::{MarkedPassageRow, NewMarkedPassage};
use crate::store::Writer;
use crate::text::new_version::{SentenceFate, fates};
use crate::text::quotes::{Anchored, QuotableText, slice};
use crate::text::sentences::{TextSentence, sentences_in};

/// What a new version of a text has of the one before. Sentences are numbered from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionChanges {
    /// How many sentences are the same.
    pub kept: usize,
    /// The sentences with other words, as they are now, with the claims that were recorded there.
    pub changed: Vec<(i64, String, Vec<i64>)>,
    /// The sentences that are new.
    pub new: Vec<(i64, String)>,
    /// The sentences of the version before that are gone, with the claims that were recorded there.
    pub gone: Vec<(i64, String, Vec<i64>)>,
}

/// Two versions of a text.
struct Versions<'t> {
    old: Vec<TextSentence<'t>>,
    new: Vec<TextSentence<'t>>,
    fates: Vec<SentenceFate>,
    text: QuotableText,
}

impl<'t> Versions<'t> {
    fn of(before: &'t str, now: &'t str) -> Self {
        let (old, new) = (sentences_in(before), sentences_in(now));
        let texts = |all: &[TextSentence<'t>]| all.iter().map(|one| one.text).collect::<Vec<_>>();
        let fates = fates(&texts(&old), &texts(&new));
        Self { old, new, fates, text: QuotableText::new(now.to_string()) }
    }

    /// The sentences of the version before in which a passage stands.
    fn sentences(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.old.partition_point(|one| one.end <= start);
        let last = self.old.partition_point(|one| one.start < end);
        first..last.max(first)
    }

    /// Where a passage stands now, if all its sentences are the same and follow each other.
    fn kept_place(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let range = self.sentences(start, end);
        let mut places = range.clone().map(|at| match self.fates[at] {
            SentenceFate::Kept(to) => Some((at, to)),
            _ => None,
        });
        let (first, to) = places.next()??;
        let mut last = (first, to);
        for place in places {
            let (at, to) = place?;
            if to != last.1 + 1 {
                return None;
            }
            last = (at, to);
        }
        let moved =
            |offset: usize, (at, to): (usize, usize)| (self.new[to].start + offset).checked_sub(self.old[at].start);
        Some((moved(start, (first, to))?, moved(end, last)?))
    }

    /// The sentence that a passage has become, if it changed: its number, from 0.
    fn changed_to(&self, start: usize, end: usize) -> Option<usize> {
        self.sentences(start, end).find_map(|at| match self.fates[at] {
            SentenceFate::Changed(to) => Some(to),
            _ => None,
        })
    }
}

impl Writer<'_> {
    /// Lets the quotes and marked passages of a document follow its sentences into a new version of its text, which is stored already.
    pub(super) fn follow_sentences(&self, document: i64, before: &str, now: &str) -> Result<VersionChanges> {
        let versions = Versions::of(before, now);
        let mut claims: Vec<(i64, usize, usize)> = Vec::new();
        let marks = self.marked_passages(document)?;
        for mark in &marks {
            if let Some((start, end)) = mark.place() {
                claims.extend(mark.claim_id.map(|claim| (claim, start, end)));
                self.follow_mark(&versions, mark, (start, end))?;
            }
        }
        let mut marked: HashSet<(i64, usize)> = marks
            .iter()
            .filter_map(|mark| {
                let (start, end) = mark.place()?;
                Some((mark.claim_id?, versions.changed_to(start, end)?))
            })
            .collect();
        for quote in self.quoted_in(document)?.into_iter().filter(|quote| quote.of == "statement") {
            let Some((start, end)) = quote.place() else { continue };
            let Some(claim) = quote.claim_id else { continue };
            claims.push((claim, start, end));
            if let Some(to) = versions.changed_to(start, end)
                && marked.insert((claim, to))
            {
                let sentence = versions.new[to];
                self.mark_passage(&NewMarkedPassage {
                    document,
                    mark: PassageMark::Recorded,
                    quote: sentence.text.to_string(),
                    start: i64::try_from(sentence.start).ok(),
                    end: i64::try_from(sentence.end).ok(),
                    claim: Some(claim),
                    changed_at: Some(self.now.clone()),
                    ..NewMarkedPassage::default()
                })?;
            }
        }
        for quote in self.quotes_from(document)? {
            self.follow_quote(&versions, &quote)?;
        }
        Ok(changes(&versions, &claims))
    }

    fn follow_mark(&self, versions: &Versions, mark: &MarkedPassageRow, (start, end): (usize, usize)) -> Result<()> {
        let set = |place: Option<(usize, usize)>, quote: &str, changed_at: Option<&str>| -> Result<()> {
            let number = |offset: usize| i64::try_from(offset).ok();
            let (start, end) = place.unzip();
            self.conn.execute(
                "update marked_passage set quote_start = ?2, quote_end = ?3, quote = ?4, changed_at = ?5 where id = ?1",
                params![mark.id, start.and_then(number), end.and_then(number), quote, changed_at],
            )?;
            Ok(())
        };
        let before = mark.changed_at.as_deref();
        if let Some((start, end)) = versions.kept_place(start, end) {
            let is_there = slice(versions.text.as_str(), start, end) == Some(mark.quote.as_str());
            return if is_there { set(Some((start, end)), &mark.quote, before) } else { Ok(()) };
        }
        match (versions.changed_to(start, end).map(|to| versions.new[to]), mark.claim_id) {
            (Some(sentence), Some(_)) => set(Some((sentence.start, sentence.end)), sentence.text, Some(&self.now)),
            (Some(sentence), None) => {
                let found = versions.text.find(&mark.quote).into_iter();
                let mut found = found.map(|place| (place.start, place.end));
                let place = found.find(|(start, end)| sentence.start <= *start && *end <= sentence.end);
                set(place, &mark.quote, before)
            }
            (None, _) => set(None, &mark.quote, before),
        }
    }

    /// Moves the anchor of a quote with its sentence; one whose words still stand in the sentence that it has become stays there.
    fn follow_quote(&self, versions: &Versions, quote: &AnchoredQuote) -> Result<()> {
        let (table, id, _, words, Some(anchor)) = quote else { return Ok(()) };
        let place = versions.kept_place(anchor.start, anchor.end);
        let moved = match place {
            Some((start, end)) => {
                versions.text.find(words).into_iter().find(|found| (found.start, found.end) == (start, end))
            }
            None => match versions.text.check(words, anchor) {
                Anchored::Moved(found) => Some(found),
                Anchored::Unchanged | Anchored::Lost => None,
            }
            .filter(|found| {
                versions.changed_to(anchor.start, anchor.end).is_some_and(|to| {
                    let sentence = versions.new[to];
                    sentence.start <= found.start && found.end <= sentence.end
                })
            }),
        };
        match moved {
            Some(found) if found != *anchor => self.set_anchor(table, *id, Some(&found)),
            _ => Ok(()),
        }
    }
}

/// What is told of the two versions; `claims` are those that were recorded in the one before, with their places there.
fn changes(versions: &Versions, claims: &[(i64, usize, usize)]) -> VersionChanges {
    let number = |at: usize| i64::try_from(at + 1).unwrap_or(i64::MAX);
    let mut claims_in: HashMap<usize, BTreeSet<i64>> = HashMap::new();
    for (claim, start, end) in claims {
        versions.sentences(*start, *end).for_each(|at| {
            claims_in.entry(at).or_default().insert(*claim);
        });
    }
    let mut claims_in = |at: usize| claims_in.remove(&at).unwrap_or_default();
    let mut found = VersionChanges::default();
    let (mut kept, mut changed) = (HashSet::new(), BTreeMap::<usize, BTreeSet<i64>>::new());
    for (at, fate) in versions.fates.iter().enumerate() {
        match fate {
            SentenceFate::Kept(to) => {
                found.kept += 1;
                kept.insert(*to);
            }
            SentenceFate::Changed(to) => changed.entry(*to).or_default().extend(claims_in(at)),
            SentenceFate::Gone => {
                let claims = claims_in(at).into_iter().collect();
                found.gone.push((number(at), versions.old[at].text.to_string(), claims));
            }
        }
    }
    let new = versions.new.iter().enumerate().filter(|(at, _)| !kept.contains(at) && !changed.contains_key(at));
    found.new = new.map(|(at, one)| (number(at), one.text.to_string())).collect();
    let changed = changed.into_iter();
    found.changed = changed
        .map(|(at, claims)| (number(at), versions.new[at].text.to_string(), claims.into_iter().collect()))
        .collect();
    found
}
