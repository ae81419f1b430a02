//! The sentences of a stored text, with what is claimed in each and what is open.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::suggestions::{DocumentSuggestions, stored_article};
use crate::error::Result;
use crate::model::records::{DocumentRow, MarkedPassageRow};
use crate::model::results::sentence_check::{CheckedClaim, OpenSuggestion, SentenceCheck, SentenceTotals};
use crate::model::results::suggested_statement::SuggestedTarget;
use crate::model::{Condition, PassageMark, Predicate, SentenceState};
use crate::store::Store;
use crate::text::passage::{SearchTerm, find};
use crate::text::sentences::sentences_in;

/// Maximum number of claims that one query asks about.
const MAX_ASKED: usize = 200;

/// A document, sentence by sentence.
pub struct DocumentSentences {
    /// The document.
    pub document: DocumentRow,
    /// The stored text.
    pub text: String,
    /// The sentences, in order.
    pub sentences: Vec<SentenceCheck>,
    /// The claims that were recorded in it and stand at no sentence, and why.
    pub elsewhere: Vec<(CheckedClaim, &'static str)>,
    /// Why nothing is suggested, if the text is not read.
    pub note: Option<String>,
}

/// A claim, from where to where it stands in the text, and since when that is in other words.
type ClaimPlace = (i64, Option<(usize, usize)>, Option<String>);

impl DocumentSentences {
    /// Reads a document of the book.
    ///
    /// # Errors
    /// No such document; no stored text.
    pub fn of(store: &Store, id: i64) -> Result<Self> {
        let text = stored_article(store, id)?.text;
        let marks = store.marked_passages(id)?;
        let document = store.document(id)?;
        let author = document.publisher_id.map(|publisher| store.canonical_speaker(publisher)).transpose()?;
        let author = author.map(|author| author.id);
        let mut claims = KnownClaims { store, document: id, author, known: HashMap::new() };
        let mut sentences: Vec<SentenceCheck> = Vec::new();
        for (number, one) in (1..).zip(sentences_in(&text)) {
            let (text, state) = (one.text.to_string(), SentenceState::Undecided);
            sentences.push(SentenceCheck {
                number,
                start: one.start,
                end: one.end,
                text,
                state,
                ..SentenceCheck::default()
            });
        }
        let mut unplaced: BTreeMap<i64, &'static str> = BTreeMap::new();
        let mut placed = HashSet::new();
        for (claim, place, changed_at) in claim_places(store, id, &marks)? {
            let Some((start, end)) = place else {
                unplaced.insert(claim, "its words are no longer in the text");
                continue;
            };
            placed.insert(claim);
            for at in sentences_at(&sentences, start, end) {
                add_claim(&mut sentences[at], claims.get(claim)?, changed_at.clone());
            }
        }
        for claim in store.carried_by(id)? {
            unplaced.entry(claim).or_insert("where it stands in the text is not recorded");
        }
        let elsewhere = unplaced.into_iter().filter(|(claim, _)| !placed.contains(claim));
        let elsewhere = elsewhere.map(|(claim, why)| Ok((claims.get(claim)?, why))).collect::<Result<_>>()?;
        let note = add_suggestions(store, id, &mut sentences)?;
        add_states(&mut sentences, &marks);
        Ok(Self { document, text, sentences, elsewhere, note })
    }

    /// Counts the sentences.
    pub fn totals(&self) -> SentenceTotals {
        SentenceTotals::of(&self.sentences)
    }

    /// Leaves the sentences that meet a predicate: of which a claim meets each condition, or which are open themselves, or have the words.
    ///
    /// # Errors
    /// Errors of the database; a name that is not in the book.
    pub fn only(&mut self, store: &Store, predicate: &Predicate) -> Result<()> {
        let mut claims: Vec<i64> =
            self.sentences.iter().flat_map(|one| one.claims.iter().map(|claim| claim.claim.id)).collect();
        claims.sort_unstable();
        claims.dedup();
        let mut wanted = vec![true; self.sentences.len()];
        if *predicate != Predicate::default() {
            wanted = meeting(store, predicate, &claims, &self.sentences)?;
        }
        let mut wanted = wanted.into_iter();
        self.sentences.retain(|_| wanted.next().unwrap_or_default());
        Ok(())
    }
}

/// The claims of a text that were asked for, each read once.
struct KnownClaims<'s> {
    store: &'s Store,
    document: i64,
    /// Whose text it is, after joins.
    author: Option<i64>,
    known: HashMap<i64, CheckedClaim>,
}

impl KnownClaims<'_> {
    fn get(&mut self, claim: i64) -> Result<CheckedClaim> {
        if let Some(known) = self.known.get(&claim) {
            return Ok(known.clone());
        }
        let read = CheckedClaim {
            claim: self.store.claim(claim)?,
            statements: self.store.claim_statements(claim)?,
            evidence: self.store.evidence(claim)?,
            verdicts: self.store.verdicts(claim)?,
            document: self.document,
            author: self.author,
            changed_at: None,
        };
        self.known.insert(claim, read.clone());
        Ok(read)
    }
}

/// Where claims that are recorded of a document stand in its text. One whose quote is not in the text any more stands nowhere.
fn claim_places(store: &Store, document: i64, marks: &[MarkedPassageRow]) -> Result<Vec<ClaimPlace>> {
    let mut places: Vec<ClaimPlace> = Vec::new();
    for quote in store.quoted_in(document)?.into_iter().filter(|quote| quote.of == "statement") {
        places.extend(quote.claim_id.map(|claim| (claim, quote.place(), None)));
    }
    for mark in marks.iter().filter(|mark| mark.mark == PassageMark::Recorded) {
        places.extend(mark.claim_id.map(|claim| (claim, mark.place(), mark.changed_at.clone())));
    }
    for statement in store.read_in(document)? {
        if let (Some(claim), Some(_), None) = (statement.claim_id, &statement.quote, statement.quote_start) {
            places.push((claim, None, None));
        }
    }
    Ok(places)
}

/// The sentences in which a passage stands.
fn sentences_at(sentences: &[SentenceCheck], start: usize, end: usize) -> std::ops::Range<usize> {
    let first = sentences.partition_point(|one| one.end <= start);
    let last = sentences.partition_point(|one| one.start < end);
    first..last.max(first)
}

fn add_claim(sentence: &mut SentenceCheck, claim: CheckedClaim, changed_at: Option<String>) {
    match sentence.claims.iter_mut().find(|known| known.claim.id == claim.claim.id) {
        Some(known) => known.changed_at = known.changed_at.take().max(changed_at),
        None => sentence.claims.push(CheckedClaim { changed_at, ..claim }),
    }
}

/// Adds the suggestions on which nobody has decided; returns why there are none, if the text is not read.
fn add_suggestions(store: &Store, document: i64, sentences: &mut [SentenceCheck]) -> Result<Option<String>> {
    let read = match DocumentSuggestions::of(store, document) {
        Ok(read) => read,
        Err(error) if error.is_final() => return Err(error),
        Err(error) => return Ok(Some(error.to_string())),
    };
    for one in read.suggestions.iter().filter(|one| one.mark.is_none() && one.suggestion.is_likely()) {
        let suggestion = &one.suggestion;
        let start = suggestion.content.iter().map(|(start, _)| *start).min();
        let end = suggestion.content.iter().map(|(_, end)| *end).max();
        let (Some(start), Some(end)) = (start, end) else { continue };
        // What is told over several sentences is decided on in the first.
        let is_there = |at: &usize| match suggestion.target {
            SuggestedTarget::Claim(claim) => sentences[*at].claims.iter().any(|known| known.claim.id == claim),
            _ => false,
        };
        if let Some(at) = sentences_at(sentences, start, end).next().filter(|at| !is_there(at)) {
            sentences[at].suggestions.push(OpenSuggestion {
                number: suggestion.number,
                who_does_what: suggestion.who_does_what(),
                claim: suggestion.claim.clone(),
            });
        }
    }
    Ok(None)
}

/// Says what is known of each sentence.
fn add_states(sentences: &mut [SentenceCheck], marks: &[MarkedPassageRow]) {
    let mut nothing: Vec<_> = marks
        .iter()
        .filter(|mark| mark.mark == PassageMark::NothingToCheck)
        .filter_map(MarkedPassageRow::place)
        .collect();
    nothing.sort_unstable();
    for one in sentences {
        let before = nothing.partition_point(|(start, _)| *start <= one.start);
        let is_marked = nothing[..before].last().is_some_and(|(_, end)| *end >= one.end);
        one.state = match (one.claims.is_empty(), is_marked, one.suggestions.is_empty()) {
            (false, ..) => SentenceState::Recorded,
            (true, true, _) => SentenceState::NothingToCheck,
            (true, false, false) => SentenceState::Suggested,
            (true, false, true) => SentenceState::Undecided,
        };
    }
}

/// Says of each sentence whether it meets a predicate.
fn meeting(store: &Store, predicate: &Predicate, claims: &[i64], sentences: &[SentenceCheck]) -> Result<Vec<bool>> {
    let of_parts = |parts: &[Predicate], start: bool, join: fn(bool, bool) -> bool| {
        let mut all = vec![start; sentences.len()];
        for part in parts {
            let one = meeting(store, part, claims, sentences)?;
            all.iter_mut().zip(one).for_each(|(all, one)| *all = join(*all, one));
        }
        Ok(all)
    };
    match predicate {
        Predicate::All(parts) => of_parts(parts, true, |all, one| all && one),
        Predicate::Any(parts) => of_parts(parts, false, |all, one| all || one),
        Predicate::Not(part) => {
            Ok(meeting(store, part, claims, sentences)?.into_iter().map(|is_met| !is_met).collect())
        }
        Predicate::Is(Condition::Open) => Ok(sentences.iter().map(SentenceCheck::is_open).collect()),
        Predicate::Is(condition) => {
            let mut met = HashSet::new();
            for some in claims.chunks(MAX_ASKED) {
                let among = Predicate::any(some.iter().map(|claim| Predicate::Is(Condition::Claim(*claim))));
                met.extend(store.claim_ids(Predicate::all([Predicate::Is(condition.clone()), among]))?);
            }
            let term = match condition {
                Condition::Words(words) => SearchTerm::new(&words.text, words.phrase, words.prefix),
                _ => None,
            };
            let has_words =
                |one: &SentenceCheck| term.iter().any(|term| find(&one.text, std::slice::from_ref(term)).is_some());
            let is_met =
                |one: &SentenceCheck| one.claims.iter().any(|claim| met.contains(&claim.claim.id)) || has_words(one);
            Ok(sentences.iter().map(is_met).collect())
        }
    }
}
