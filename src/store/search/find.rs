//! Search: the index finds claims and documents by their words, and their texts decide the order.
//!
//! The latest 1000 ids that the index finds are ranked by reading the texts. FTS5's own `bm25` would read every row that has a
//! word, which takes seconds for a common word in a large book.

use std::collections::BTreeSet;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::error::Result;
use crate::model::results::hits::FoundRow;
use crate::model::{Condition, Filter, Predicate};
use crate::store::Store;
use crate::store::query::words::term;
use crate::store::records::rows::list;
use crate::store::search::index::{CLAIMS, DOCUMENTS};
use crate::text::passage::{PassageMatch, SearchTerm, find};

/// The maximum number of claims, and of documents, that are ranked: the latest ones.
pub const MAX_RANKED: usize = 1000;

/// The results of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// One page of the hits, the best first.
    pub rows: Vec<FoundRow>,
    /// The number of all hits.
    pub all: usize,
    /// Whether more claims or documents match than were ranked.
    pub more: bool,
    /// Whether the filter has a word to search for.
    pub asked: bool,
}

/// A claim or document that matches.
struct SearchHit {
    /// How well it matches.
    fit: f64,
    document: bool,
    id: i64,
}

/// A filter split into its condition on words and the rest.
struct SplitFilter {
    /// The condition on words as an FTS5 query, if the filter requires a word.
    query: Option<String>,
    /// The other conditions.
    rest: Vec<Predicate>,
}

impl Store {
    /// The claims that a filter selects, and the documents that contain its words, the best first: those whose own text has the
    /// words as typed and side by side; then the later recorded before the earlier.
    ///
    /// A document matches by its words alone, if the rest of the filter selects a claim that a statement in it is about.
    ///
    /// # Errors
    /// A name, tag or label in the filter that is not in the book; those of the database.
    pub fn search(&self, wanted: &Predicate, limit: usize, offset: usize) -> Result<SearchResults> {
        self.in_snapshot(|| {
            let mut terms = Vec::new();
            terms_in(wanted, &mut terms);
            if terms.is_empty() {
                return Ok(SearchResults::default());
            }
            let (mut claims, mut documents, mut more) = (BTreeSet::new(), BTreeSet::new(), false);
            // Each side of an "or" is searched by itself, so that claims with a common word do not displace those with a rare one.
            for side in wanted.alternatives() {
                let split = self.split_filter(side)?;
                for (ids, all) in
                    [(self.claims_having(&split, side)?, &mut claims), (self.documents_having(&split)?, &mut documents)]
                {
                    more |= ids.len() > MAX_RANKED;
                    all.extend(ids.into_iter().take(MAX_RANKED));
                }
            }
            let mut hits = self.rank_claims(&claims, &terms)?;
            hits.extend(self.rank_documents(&documents, &terms)?);
            hits.sort_by(|a, b| b.fit.total_cmp(&a.fit).then(a.document.cmp(&b.document)).then(b.id.cmp(&a.id)));
            let all = hits.len();
            let rows = hits.into_iter().skip(offset).take(limit);
            let rows = rows.map(|hit| self.found(&hit, &terms)).collect::<Result<_>>()?;
            Ok(SearchResults { rows, all, more, asked: true })
        })
    }

    fn split_filter(&self, wanted: &Predicate) -> Result<SplitFilter> {
        let all = match wanted {
            Predicate::All(all) => all.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut split = SplitFilter { query: None, rest: Vec::new() };
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for part in all {
            let (list, words) = match part {
                Predicate::Not(not) => (&mut without, self.words_only(not)?),
                other => (&mut with, self.words_only(other)?),
            };
            match words {
                Some(query) => list.push(query),
                None => split.rest.push(part.clone()),
            }
        }
        if with.is_empty() {
            split.rest = all.to_vec();
        } else {
            let with = with.join(" AND ");
            split.query = Some(match without.join(" OR ") {
                without if without.is_empty() => format!("({with})"),
                without => format!("({with}) NOT ({without})"),
            });
        }
        Ok(split)
    }

    /// A part of a filter as an FTS5 query, if it is about words only.
    fn words_only(&self, part: &Predicate) -> Result<Option<String>> {
        let (parts, sign) = match part {
            Predicate::Is(Condition::Words(words)) => return term(words).map(|term| self.fts_query(&term)).transpose(),
            Predicate::All(parts) => (parts, " AND "),
            Predicate::Any(parts) => (parts, " OR "),
            Predicate::Not(_) | Predicate::Is(_) => return Ok(None),
        };
        let queries = parts.iter().map(|part| self.words_only(part)).collect::<Result<Option<Vec<_>>>>()?;
        Ok(queries.filter(|queries| !queries.is_empty()).map(|queries| format!("({})", queries.join(sign))))
    }

    /// The ids of matching claims, the latest first; one more than are ranked if there are more.
    fn claims_having(&self, split: &SplitFilter, wanted: &Predicate) -> Result<Vec<i64>> {
        let limit = MAX_RANKED + 1;
        let Some(query) = &split.query else {
            let found = self.conditions(&wanted.clone().into())?;
            let sql = format!("select c.id from claim_summary c {} order by c.id desc limit {limit}", found.clause());
            return self.ids(&sql, found.values().to_vec());
        };
        let found = self.conditions(&Predicate::All(split.rest.clone()).into())?;
        let query = Value::from(query.clone());
        if found.clause().is_empty() {
            let sql = format!("{} order by f.rowid desc limit {limit}", CLAIMS.matching("?1"));
            return self.ids(&sql, vec![query]);
        }
        let sql = format!(
            "select c.id from {} cross join claim_summary c on c.id = {} {} and {} order by f.rowid desc limit {limit}",
            CLAIMS.source(),
            CLAIMS.of(),
            found.clause(),
            CLAIMS.matches(&format!("?{}", found.values().len() + 1)),
        );
        self.ids(&sql, found.values().iter().cloned().chain([query]).collect())
    }

    /// The ids of matching documents, as [`Store::claims_having`] returns those of claims.
    fn documents_having(&self, split: &SplitFilter) -> Result<Vec<i64>> {
        let mut terms = Vec::new();
        split.rest.iter().for_each(|part| terms_in(part, &mut terms));
        let (Some(query), true) = (&split.query, terms.is_empty()) else { return Ok(Vec::new()) };
        let found = self.conditions(&Filter::from(Predicate::All(split.rest.clone())))?;
        let place = found.values().len() + 1;
        let fits = if found.clause().is_empty() {
            String::new()
        } else {
            format!(
                "and {} in (select s.document_id from statement s join claim_summary c on c.id = s.claim_id {})",
                DOCUMENTS.of(),
                found.clause()
            )
        };
        let matching = DOCUMENTS.matching(&format!("?{place}"));
        let sql = format!("{matching} {fits} order by f.rowid desc limit {}", MAX_RANKED + 1);
        self.ids(&sql, found.values().iter().cloned().chain([Value::from(query.clone())]).collect())
    }

    fn ids(&self, sql: &str, values: Vec<Value>) -> Result<Vec<i64>> {
        list(&self.conn, sql, params_from_iter(values))
    }

    /// Ranks claims by the wording that matches best; claims that have the words elsewhere come last.
    fn rank_claims(&self, ids: &BTreeSet<i64>, terms: &[SearchTerm]) -> Result<Vec<SearchHit>> {
        let mut hits: Vec<_> = ids.iter().map(|id| SearchHit { fit: 0.0, document: false, id: *id }).collect();
        let mut query = self.conn.prepare_cached(
            "select claim_id, field, text from wording where claim_id in (select value from json_each(?1))",
        )?;
        let mut rows = query.query([serde_json::to_string(ids)?])?;
        while let Some(row) = rows.next()? {
            let (id, field): (i64, String) = (row.get(0)?, row.get(1)?);
            let Some(finding) = find(&row.get::<_, String>(2)?, terms) else { continue };
            let fit = finding.fit * if field == "claim" { 1.0 } else { 0.9 };
            if let Ok(place) = hits.binary_search_by_key(&id, |hit| hit.id)
                && fit > hits[place].fit
            {
                hits[place].fit = fit;
            }
        }
        Ok(hits)
    }

    /// Ranks documents by their titles; documents that have the words elsewhere come last.
    fn rank_documents(&self, ids: &BTreeSet<i64>, terms: &[SearchTerm]) -> Result<Vec<SearchHit>> {
        let mut query =
            self.conn.prepare_cached("select id, title from document where id in (select value from json_each(?1))")?;
        let rows = query.query_map([serde_json::to_string(ids)?], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (id, title) = row?;
            let fit = find(&title, terms).map_or(0.1, |finding| 0.8 * finding.fit);
            Ok(SearchHit { fit, document: true, id })
        })
        .collect()
    }

    /// A hit with its text, and the best passage with the words that its text does not have.
    fn found(&self, hit: &SearchHit, terms: &[SearchTerm]) -> Result<FoundRow> {
        let sql = if hit.document {
            "select title, null, null from document where id = ?1"
        } else {
            "select text, status, verdict from claim_summary where id = ?1"
        };
        let row = self.conn.prepare_cached(sql)?.query_row([hit.id], |row| {
            Ok(FoundRow {
                what: if hit.document { "document" } else { "claim" },
                id: hit.id,
                text: row.get(0)?,
                status: row.get(1)?,
                verdict: row.get(2)?,
                ..FoundRow::default()
            })
        })?;
        let own = find(&row.text, terms);
        let found = own.as_ref().map(|own| own.found.clone()).unwrap_or_default();
        let missing: Vec<_> =
            (0..terms.len()).filter(|number| !found.contains(number)).map(|number| terms[number].clone()).collect();
        let elsewhere = if missing.is_empty() { None } else { self.best_text(hit, &missing)? };
        let marked = own.map_or_else(|| row.text.clone(), |own| own.passage);
        let (place, passage) = match elsewhere {
            Some((place, finding)) => (place, finding.passage),
            None => (if hit.document { "title" } else { "claim" }.to_string(), marked.clone()),
        };
        Ok(FoundRow { marked, place, passage, ..row })
    }

    /// The text of a claim or document that has most of the terms.
    fn best_text(&self, hit: &SearchHit, terms: &[SearchTerm]) -> Result<Option<(String, PassageMatch)>> {
        let mut query = self.conn.prepare_cached(if hit.document {
            "select field, text from document_text where document_id = ?1"
        } else {
            "select field, text from claim_text where claim_id = ?1"
        })?;
        let mut rows = query.query([hit.id])?;
        let mut best: Option<(String, PassageMatch)> = None;
        while let Some(row) = rows.next()? {
            if let Some(finding) = find(&row.get::<_, String>(1)?, terms)
                && best.as_ref().is_none_or(|(_, known)| known.found.len() < finding.found.len())
            {
                best = Some((row.get(0)?, finding));
            }
        }
        Ok(best)
    }
}

/// Adds the words that a part of a filter requires or allows.
fn terms_in(part: &Predicate, terms: &mut Vec<SearchTerm>) {
    match part {
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().for_each(|part| terms_in(part, terms)),
        Predicate::Is(Condition::Words(words)) => terms.extend(term(words)),
        Predicate::Not(_) | Predicate::Is(_) => {}
    }
}
