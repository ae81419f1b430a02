//! Whether the book has a claim already: by uid, ref, the address of its review, then by its words.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use super::super::claims::Known;
use super::read::Reading;
use crate::error::{Error, Result};
use crate::model::line::ClaimLine;
use crate::text::normalize::fold;
use crate::text::words::words;

impl Reading<'_> {
    /// The claim of the book that a line is about, if there is one. The first thing that tells is believed: the uid, the
    /// ref, the address of a review, the same words. A line that comes from a book, with a uid, is known by nothing else,
    /// unless it is only what that book published.
    pub(super) fn known_claim(&mut self, line: &ClaimLine) -> Result<Option<i64>> {
        if let Some(id) = self.by_uid("claim", line.uid.as_deref())? {
            return Ok(Some(id));
        }
        if let Some(id) = self.by_ref(line.reference.as_deref())? {
            // Rows of other tables name it by the uid that it has in its own book.
            self.remember("claim", &[&line.uid], id);
            return Ok(Some(id));
        }
        if line.uid.is_some() && !line.published {
            return Ok(None);
        }
        if let Some(id) = self.by_review(line)? {
            return Ok(Some(id));
        }
        let same = self.writer.same_claims(&line.text)?;
        Ok(same.into_iter().find(|known| may_be(known, line)).map(|known| known.id))
    }

    /// The claim that a word of the file means: a uid, or a ref.
    pub(super) fn claim_of(&self, word: Option<&str>) -> Result<Option<i64>> {
        let Some(word) = word else { return Ok(None) };
        let known = match self.meant("claim", word)? {
            None => self.by_ref(Some(word))?,
            known => known,
        };
        let none = || {
            Error::not_found(format!("no such claim: {word}")).hint("import the claims first, then what is about them")
        };
        known.ok_or_else(none).map(Some)
    }

    fn by_ref(&self, reference: Option<&str>) -> Result<Option<i64>> {
        let mut query = self.writer.conn.prepare_cached("select id from claim where ref = ?1")?;
        Ok(reference.map(|reference| query.query_row([reference], |row| row.get(0)).optional()).transpose()?.flatten())
    }

    /// The claim whose review stands at the address that the line gives. A page may review several claims: so the words
    /// must be the same, or there must be only one such claim, which was there before, and most words in common; that is
    /// said in the report.
    fn by_review(&mut self, line: &ClaimLine) -> Result<Option<i64>> {
        for url in line.verdicts.iter().filter_map(|verdict| verdict.review_url.as_deref()) {
            let mut reviewed = self.writer.reviewed_at(url)?;
            reviewed.retain(|known| may_be(known, line));
            if let Some(same) = reviewed.iter().find(|known| fold(&known.text) == fold(&line.text)) {
                return Ok(Some(same.id));
            }
            let [Known { id, text, .. }] = &reviewed[..] else { continue };
            if *id <= self.last["claim"] && alike(text, &line.text) {
                let taken = format!("“{}” is taken for claim {id}: its review has the same address", line.text);
                self.report.taken.push(taken);
                return Ok(Some(*id));
            }
        }
        Ok(None)
    }
}

/// Whether a claim of the book can be the one of a line as far as their refs tell: two refs are two claims.
fn may_be(known: &Known, line: &ClaimLine) -> bool {
    known.reference.is_none() || line.reference.is_none()
}

/// Whether two texts have at least half of their words in common.
fn alike(a: &str, b: &str) -> bool {
    let of = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<BTreeSet<_>>();
    let (a, b) = (of(a), of(b));
    2 * a.intersection(&b).count() >= a.union(&b).count()
}
