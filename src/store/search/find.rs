//! Find claims and documents by their words: the index says which, and what they say decides their order.

use std::collections::BTreeSet;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::error::Result;
use crate::model::results::hits::FoundRow;
use crate::model::{Condition, Filter, Predicate};
use crate::store::Store;
use crate::store::query::words::term;
use crate::text::passage::{PassageMatch, SearchTerm, find};

/// Of claims that have the words, and of documents, at most so many, the latest, are ranked.
pub const MAX_RANKED: usize = 1000;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// The hits that were asked for, the best first.
    pub rows: Vec<FoundRow>,
    /// How many were found in all.
    pub all: usize,
    /// Whether there are more, which were not ranked.
    pub more: bool,
    /// Whether there was a word to look for.
    pub asked: bool,
}

/// Something that has the words, and how well it fits.
struct Hit {
    fit: f64,
    document: bool,
    id: i64,
}

/// A filter taken apart.
struct Asked {
    /// What must hold of words, as an FTS5 query, if some must be there.
    query: Option<String>,
    /// What else must hold.
    rest: Vec<Predicate>,
}

impl Store {
    /// The claims that a filter means, and the documents in which its words stand, the best first: those that say the words
    /// in their own text, as they were typed, side by side; what was recorded later before what was recorded earlier.
    ///
    /// A document is found by its words alone, and only where everything else in the filter holds of a claim that something
    /// is said of in it.
    ///
    /// # Errors
    /// A name, tag or label in the filter that the book does not know; those of the database.
    pub fn search(&self, wanted: &Predicate, limit: usize, offset: usize) -> Result<SearchResults> {
        self.in_snapshot(|| {
            // Every word that may be found.
            let mut terms = Vec::new();
            terms_in(wanted, &mut terms);
            if terms.is_empty() {
                return Ok(SearchResults::default());
            }
            let (mut claims, mut documents, mut more) = (BTreeSet::new(), BTreeSet::new(), false);
            // Each side of an "or" by itself: the claims that have a rare word must not be lost behind those of a common one.
            for side in wanted.alternatives() {
                let asked = self.asked(side)?;
                for (ids, all) in
                    [(self.claims_having(&asked, side)?, &mut claims), (self.documents_having(&asked)?, &mut documents)]
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

    fn asked(&self, wanted: &Predicate) -> Result<Asked> {
        let all = match wanted {
            Predicate::All(all) => all.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut asked = Asked { query: None, rest: Vec::new() };
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for part in all {
            let (list, words) = match part {
                Predicate::Not(not) => (&mut without, self.words_only(not)?),
                other => (&mut with, self.words_only(other)?),
            };
            match words {
                Some(query) => list.push(query),
                None => asked.rest.push(part.clone()),
            }
        }
        if with.is_empty() {
            asked.rest = all.to_vec();
        } else {
            let with = with.join(" AND ");
            asked.query = Some(match without.join(" OR ") {
                without if without.is_empty() => format!("({with})"),
                without => format!("({with}) NOT ({without})"),
            });
        }
        Ok(asked)
    }

    /// A part of a filter as an FTS5 query, if it asks for words only.
    fn words_only(&self, part: &Predicate) -> Result<Option<String>> {
        let (parts, sign) = match part {
            Predicate::Is(Condition::Words(words)) => return term(words).map(|term| self.query_of(&term)).transpose(),
            Predicate::All(parts) => (parts, " AND "),
            Predicate::Any(parts) => (parts, " OR "),
            Predicate::Not(_) | Predicate::Is(_) => return Ok(None),
        };
        let queries = parts.iter().map(|part| self.words_only(part)).collect::<Result<Option<Vec<_>>>>()?;
        Ok(queries.filter(|queries| !queries.is_empty()).map(|queries| format!("({})", queries.join(sign))))
    }

    /// The ids of claims, the latest first; one more than are ranked where there are more.
    fn claims_having(&self, asked: &Asked, wanted: &Predicate) -> Result<Vec<i64>> {
        let limit = MAX_RANKED + 1;
        let Some(query) = &asked.query else {
            let found = self.conditions(&wanted.clone().into())?;
            let sql = format!("select c.id from claim_summary c {} order by c.id desc limit {limit}", found.clause());
            return self.ids(&sql, found.values().to_vec());
        };
        let found = self.conditions(&Predicate::All(asked.rest.clone()).into())?;
        let query = Value::from(query.clone());
        if found.clause().is_empty() {
            let sql =
                format!("select rowid from claim_words where claim_words match ?1 order by rowid desc limit {limit}");
            return self.ids(&sql, vec![query]);
        }
        let sql = format!(
            "select f.rowid from claim_words f cross join claim_summary c on c.id = f.rowid {}
             and f.claim_words match ?{} order by f.rowid desc limit {limit}",
            found.clause(),
            found.values().len() + 1,
        );
        self.ids(&sql, found.values().iter().cloned().chain([query]).collect())
    }

    fn documents_having(&self, asked: &Asked) -> Result<Vec<i64>> {
        let mut terms = Vec::new();
        asked.rest.iter().for_each(|part| terms_in(part, &mut terms));
        let (Some(query), true) = (&asked.query, terms.is_empty()) else { return Ok(Vec::new()) };
        let found = self.conditions(&Filter::from(Predicate::All(asked.rest.clone())))?;
        let place = found.values().len() + 1;
        let fits = if found.clause().is_empty() {
            String::new()
        } else {
            format!(
                "and rowid in (select s.document_id from statement s join claim_summary c on c.id = s.claim_id {})",
                found.clause()
            )
        };
        let sql = format!(
            "select rowid from document_words where document_words match ?{place} {fits} order by rowid desc limit {}",
            MAX_RANKED + 1
        );
        self.ids(&sql, found.values().iter().cloned().chain([Value::from(query.clone())]).collect())
    }

    fn ids(&self, sql: &str, values: Vec<Value>) -> Result<Vec<i64>> {
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(query.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Ranks claims by the wording that fits best; those that have the words elsewhere come behind.
    fn rank_claims(&self, ids: &BTreeSet<i64>, terms: &[SearchTerm]) -> Result<Vec<Hit>> {
        let mut hits: Vec<_> = ids.iter().map(|id| Hit { fit: 0.0, document: false, id: *id }).collect();
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

    /// Ranks documents by their titles; those that have the words elsewhere come behind.
    fn rank_documents(&self, ids: &BTreeSet<i64>, terms: &[SearchTerm]) -> Result<Vec<Hit>> {
        let mut query =
            self.conn.prepare_cached("select id, title from document where id in (select value from json_each(?1))")?;
        let rows = query.query_map([serde_json::to_string(ids)?], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (id, title) = row?;
            let fit = find(&title, terms).map_or(0.1, |finding| 0.8 * finding.fit);
            Ok(Hit { fit, document: true, id })
        })
        .collect()
    }

    /// A hit with its text, and the best passage of those words that its text has not.
    fn found(&self, hit: &Hit, terms: &[SearchTerm]) -> Result<FoundRow> {
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

    /// The text of a claim or document in which terms are found best.
    fn best_text(&self, hit: &Hit, terms: &[SearchTerm]) -> Result<Option<(String, PassageMatch)>> {
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

/// The words that a part of a filter asks for.
fn terms_in(part: &Predicate, terms: &mut Vec<SearchTerm>) {
    match part {
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().for_each(|part| terms_in(part, terms)),
        Predicate::Is(Condition::Words(words)) => terms.extend(term(words)),
        Predicate::Not(_) | Predicate::Is(_) => {}
    }
}
