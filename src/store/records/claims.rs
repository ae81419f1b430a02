//! Claims: recording, changing and reading them.

use rusqlite::{Row, params};
use sha2::{Digest, Sha256};

use super::rows::{insert, set, update, value};
use super::summarize::by_date;
use crate::error::{Error, Result, Sentence, Suggestion, terminal_only};
use crate::model::records::{ClaimEdit, ClaimRow, ColumnValue, NewClaim, WriteColumn};
use crate::model::results::counts::CountRow;
use crate::model::{Filter, Stage, Story};
use crate::store::{Store, Writer};
use crate::text::normalize::fold;
use crate::text::suggest::did_you_mean;

/// A claim of the book that may be the one about to be recorded.
#[derive(Clone, Debug)]
pub(in crate::store) struct KnownClaim {
    /// Its number.
    pub(in crate::store) id: i64,
    /// Its text.
    pub(in crate::store) text: String,
}

impl Store {
    /// One claim as lists show it.
    ///
    /// # Errors
    /// No such claim.
    pub fn claim(&self, id: i64) -> Result<ClaimRow> {
        let mut found = None;
        self.claims(&Filter::one(id), &mut |row| {
            found = Some(row);
            Ok(())
        })?;
        match found {
            Some(row) => Ok(row),
            None => Err(self.claim_id(id).err().unwrap_or_else(|| Error::not_found(format!("no such claim: {id}")))),
        }
    }

    /// One claim with everything that is recorded of it.
    ///
    /// # Errors
    /// No such claim.
    pub fn story(&self, id: i64) -> Result<Story> {
        self.in_snapshot(|| self.story_now(id))
    }

    fn story_now(&self, id: i64) -> Result<Story> {
        let claim = self.claim(id)?;
        let statements = by_date(self.claim_statements(id)?);
        let mut history = Vec::new();
        self.entries(Some(id), None, &mut |entry| {
            history.push(entry);
            Ok(())
        })?;
        Ok(Story {
            claim,
            statements,
            appearances: self.appearances(id)?,
            requests: self.requests(id)?,
            corrections: self.corrections_of_claim(id)?,
            verdicts: self.verdicts(id)?,
            evidence: self.evidence(id)?,
            wordings: self.wordings(id)?,
            relations: self.relations(id)?,
            assignment: self.assignment(id)?,
            comments: self.comments(id)?,
            history,
        })
    }

    /// The words of a claim.
    ///
    /// # Errors
    /// No such claim.
    pub fn claim_text(&self, id: i64) -> Result<String> {
        value(&self.conn, "select text from claim where id = ?1", [self.claim_id(id)?])
    }

    /// A claim with the same words, but for case, quotation marks and white space.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_claim(&self, text: &str) -> Result<Option<(i64, String)>> {
        Ok(self.same_claims(text, true)?.into_iter().next().map(|same| (same.id, same.text)))
    }

    /// The claims with the same words, in one of their wordings, but for case, quotation marks and white space; without a ref, or
    /// with any.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn same_claims(&self, text: &str, any_ref: bool) -> Result<Vec<KnownClaim>> {
        let mut query = self.conn.prepare_cached(
            "select id, text, text from claim where text_key = ?1 and (?2 or ref is null)
             union all select c.id, c.text, w.text from claim_wording w join claim c on c.id = w.claim_id
                       where w.text_key = ?1 and (?2 or c.ref is null)
             order by 1",
        )?;
        let folded = fold(text);
        let rows =
            query.query_map(params![text_key(&folded), any_ref], |row| Ok((known(row)?, row.get::<_, String>(2)?)))?;
        let mut same = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        same.retain(|(_, words)| fold(words) == folded);
        same.dedup_by_key(|(known, _)| known.id);
        Ok(same.into_iter().map(|(known, _)| known).collect())
    }

    /// The first two claims that have a verdict which was published at an address; without a ref, or with any.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn reviewed_at(&self, url: &str, any: bool) -> Result<Vec<KnownClaim>> {
        let mut query = self.conn.prepare_cached(
            "select distinct c.id, c.text from verdict v join claim c on c.id = v.claim_id
             where v.review_url = ?1 and (?2 or c.ref is null) limit 2",
        )?;
        Ok(query.query_map(params![url, any], known)?.collect::<rusqlite::Result<_>>()?)
    }

    /// How many claims there are of each status, verdict bucket and stage, and how many are unsourced; in the order of the design.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn counts(&self) -> Result<Vec<CountRow>> {
        let mut query = self.conn.prepare_cached("select what, value, n from category_count where n > 0")?;
        let rows =
            query.query_map([], |row| Ok(CountRow { what: row.get(0)?, value: row.get(1)?, claims: row.get(2)? }))?;
        let mut counts: Vec<CountRow> = rows.collect::<rusqlite::Result<_>>()?;
        counts.sort_by_cached_key(CountRow::place);
        Ok(counts)
    }

    /// The tags that a typed one means, whatever the case they were typed in.
    ///
    /// # Errors
    /// A tag that no claim has.
    pub fn tags_like(&self, word: &str) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached("select distinct tag from claim_tag order by tag")?;
        let tags: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let key = fold(word);
        let meant: Vec<_> = tags.iter().filter(|tag| fold(tag) == key).cloned().collect();
        if !meant.is_empty() {
            return Ok(meant);
        }
        let hint = match did_you_mean(word, tags.iter().map(String::as_str)) {
            Some(tag) => Sentence::from(format!("did you mean {tag}?")),
            None if tags.is_empty() => {
                Sentence::from("no claim has a tag yet: ") + Suggestion::Tag + terminal_only(" CLAIM WORD")
            }
            None => Sentence::from(format!("the tags are: {}", tags.join(", "))),
        };
        Err(Error::not_found(format!("no such tag: {word}")).hint(hint))
    }
}

impl Writer<'_> {
    /// Records a claim.
    ///
    /// # Errors
    /// An empty text; a `ref` that is taken.
    pub fn add_claim(&self, claim: &NewClaim) -> Result<i64> {
        let text = claim.text.trim();
        if text.is_empty() {
            return Err(Error::usage("a claim needs words")
                .hint(Suggestion::AddClaim + terminal_only(" \"Crime has fallen by 5 per cent\" --by \"…\"")));
        }
        let uid = self.uid(claim.uid.as_deref())?;
        let (mut values, stage) = (claim.columns(), claim.stage.unwrap_or_default());
        for (column, value) in [
            ("uid", uid.write()),
            ("text", text.write()),
            ("text_key", ColumnValue::Integer(key_of(text))),
            ("stage", stage.write()),
            ("recorded_at", claim.recorded_at.as_ref().unwrap_or(&self.now).write()),
        ] {
            set(&mut values, column, value);
        }
        let id = insert(&self.conn, "claim", &values)?;
        for tag in &claim.tags {
            self.add_tag(id, tag)?;
        }
        Ok(id)
    }

    /// Changes a claim's words or note.
    ///
    /// # Errors
    /// An empty text.
    pub fn edit_claim(&self, id: i64, edit: &ClaimEdit) -> Result<()> {
        let text = edit.text.as_deref().map(str::trim);
        if text == Some("") {
            return Err(Error::usage("a claim needs words").hint(Suggestion::RemoveClaim(id) + " removes the claim"));
        }
        let mut values = edit.columns();
        if let Some(text) = text {
            set(&mut values, "text", text.write());
            set(&mut values, "text_key", ColumnValue::Integer(key_of(text)));
        }
        update(&self.conn, "claim", id, &values)
    }

    /// Sets a claim's id in the system it comes from.
    ///
    /// # Errors
    /// One that another claim has.
    pub(in crate::store) fn set_reference(&self, id: i64, reference: Option<&str>) -> Result<()> {
        self.conn.execute("update claim set ref = ?2 where id = ?1", params![id, reference])?;
        Ok(())
    }

    /// Sets what the desk is doing about a claim; says whether that is new.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn set_stage(&self, id: i64, stage: Stage) -> Result<bool> {
        let set = self
            .conn
            .execute("update claim set stage = ?2 where id = ?1 and stage <> ?2", params![id, stage.as_str()])?;
        Ok(set > 0)
    }

    /// Adds a tag to a claim; says whether that is new.
    ///
    /// # Errors
    /// An empty tag.
    pub fn add_tag(&self, id: i64, tag: &str) -> Result<bool> {
        let tag = tag.trim();
        if tag.is_empty() {
            return Err(Error::usage("a tag needs a word").hint(Suggestion::Tag + terminal_only(" 1 migration")));
        }
        let mut insert = self.conn.prepare_cached(
            "insert into claim_tag (claim_id, tag)
             select ?1, ?2 where not exists (select 1 from claim_tag where claim_id = ?1 and tag = ?2 collate nocase)",
        )?;
        Ok(insert.execute(params![id, tag])? > 0)
    }

    /// Takes a tag from a claim; says whether it had it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_tag(&self, id: i64, tag: &str) -> Result<bool> {
        let mut removed = false;
        for tag in self.tags_like(tag)? {
            removed |= self.remove_exact_tag(id, &tag)?;
        }
        Ok(removed)
    }

    /// Takes a tag of just this wording from a claim; says whether it had it.
    ///
    /// # Errors
    /// Errors of the database.
    pub(in crate::store) fn remove_exact_tag(&self, id: i64, tag: &str) -> Result<bool> {
        let mut delete = self.conn.prepare_cached("delete from claim_tag where claim_id = ?1 and tag = ?2")?;
        Ok(delete.execute(params![id, tag])? > 0)
    }
}

pub(in crate::store) fn known(row: &Row) -> rusqlite::Result<KnownClaim> {
    Ok(KnownClaim { id: row.get(0)?, text: row.get(1)? })
}

/// Whether two texts have the same words, but for case, quotation marks and white space.
pub(in crate::store) fn text_matches(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// What is kept of the words of a claim to find it by: see [`text_key`].
pub(in crate::store) fn key_of(text: &str) -> i64 {
    text_key(&fold(text))
}

/// 63 bits of the SHA-256 of a folded text: small enough to index, and two claims with different words share it once in
/// 10^18.
fn text_key(folded: &str) -> i64 {
    let hash = Sha256::digest(folded.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first) & i64::MAX
}
