//! Whether the book has a claim already: by uid, ref, the address of its review, then by its words.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use super::super::records::claims::{KnownClaim, known};
use super::outcome::OnDuplicate;
use super::read::BookReader;
use crate::error::{Error, Result};
use crate::model::records::ClaimLine;
use crate::text::normalize::fold;
use crate::text::words::words;

impl BookReader<'_> {
    /// The claim of the book that a line is about, if there is one. The first thing that tells is believed: the uid, the
    /// ref, the address of a review, the same words. A line that comes from a book, with a uid, is known by nothing else,
    /// unless it is only what that book published.
    pub(super) fn known_claim(&mut self, line: &ClaimLine) -> Result<Option<i64>> {
        if let Some(id) = self.by_uid("claim", line.uid.as_deref())? {
            return Ok(Some(id));
        }
        if let Some(KnownClaim { id, text }) = self.by_ref(line.reference.as_deref())? {
            // Rows of other tables name it by the uid that it has in its own book.
            self.remember("claim", &[&line.uid], id);
            if self.on_duplicate == OnDuplicate::Skip && line.uid.is_none() && fold(&text) != fold(&line.text) {
                self.taken_for(line, id, "it has the same ref");
            }
            return Ok(Some(id));
        }
        if line.uid.is_some() && !line.published {
            return Ok(None);
        }
        // Two refs are two claims.
        let same = self.writer.same_claims(&line.text, line.reference.is_none())?;
        for url in addresses(line) {
            for known in &same {
                if self.writer.review_at(known.id, Some(url))? {
                    return Ok(Some(known.id));
                }
            }
        }
        match self.by_review(line)? {
            None => Ok(same.first().map(|known| known.id)),
            known => Ok(known),
        }
    }

    /// The claim that a word of the file means: a uid, or a ref.
    pub(super) fn claim_of(&self, word: Option<&str>) -> Result<Option<i64>> {
        let Some(word) = word else { return Ok(None) };
        let known = match self.meant("claim", word)? {
            None => self.by_ref(Some(word))?.map(|known| known.id),
            known => known,
        };
        let none = || {
            Error::not_found(format!("no such claim: {word}")).hint("import the claims first, then what is about them")
        };
        known.ok_or_else(none).map(Some)
    }

    fn by_ref(&self, reference: Option<&str>) -> Result<Option<KnownClaim>> {
        let mut query = self.writer.conn.prepare_cached(
            "select id, text from claim where ref = ?1
             union all select c.id, w.text from claim_wording w join claim c on c.id = w.claim_id where w.ref = ?1 limit 1",
        )?;
        Ok(reference.map(|reference| query.query_row([reference], known).optional()).transpose()?.flatten())
    }

    /// The claim whose review stands at the address that the line gives. A page may review several claims: so there must be
    /// only one such claim, which was there before, and have most words in common; that is said in the report.
    fn by_review(&mut self, line: &ClaimLine) -> Result<Option<i64>> {
        for url in addresses(line) {
            let reviewed = self.writer.reviewed_at(url, line.reference.is_none())?;
            let [KnownClaim { id, text }] = &reviewed[..] else { continue };
            if *id <= self.last["claim"] && alike(text, &line.text) {
                self.taken_for(line, *id, "its review has the same address");
                return Ok(Some(*id));
            }
        }
        Ok(None)
    }

    fn taken_for(&mut self, line: &ClaimLine, id: i64, why: &str) {
        self.report.take(format!("“{}” is taken for claim {id}: {why}", line.text));
    }
}

/// Where reviews of a line stand.
fn addresses(line: &ClaimLine) -> impl Iterator<Item = &str> {
    line.verdicts.iter().filter_map(|verdict| verdict.review_url.as_deref())
}

/// Whether two texts have at least half of their words in common.
fn alike(a: &str, b: &str) -> bool {
    let of = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<BTreeSet<_>>();
    let (a, b) = (of(a), of(b));
    2 * a.intersection(&b).count() >= a.union(&b).count()
}
