//! Documents found by their address, however that was copied. The address is stored as it was typed; documents are recognised
//! by its normal form, which is computed for the few whose address begins alike.

use rusqlite::params;

use super::rows::first;
use crate::error::Result;
use crate::store::Store;
use crate::text::address::{beginnings, first_of_query, normal_form, similar_form};

/// Maximum number of addresses that are compared in each range: those of one page in different forms are few.
const MOST: i64 = 64;

/// The ranges of addresses with a capital letter where others have none, which are few.
const CAPITALS: [(&str, &str); 4] =
    [("https://A", "https://["), ("http://A", "http://["), ("HTTP", "HTTQ"), ("Http", "Httq")];

impl Store {
    /// The document at an address, if there is one: that with the very address, or else the first with one that cannot mean
    /// another page.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn document_at(&self, url: &str) -> Result<Option<i64>> {
        let url = url.trim();
        let exact = first(
            &self.conn,
            "select id from document where url = ?1 union all select document_id from document_alias where url = ?1
             order by id limit 1",
            [url],
        )?;
        if exact.is_some() || !url.contains("://") {
            return Ok(exact);
        }
        self.document_in_form(url, false, normal_form)
    }

    /// The first document with an address that probably means the same page: with or without `www.`, a slash at the end, or
    /// encryption.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn document_like(&self, url: &str) -> Result<Option<i64>> {
        self.document_in_form(url, true, similar_form)
    }

    fn document_in_form(&self, url: &str, may_differ: bool, form: fn(&str) -> String) -> Result<Option<i64>> {
        let after = |text: &str| format!("{text}\u{10ffff}");
        let mut ranges: Vec<_> = CAPITALS.map(|(from, to)| (from.to_string(), to.to_string())).into();
        for begin in beginnings(url, may_differ) {
            ranges.push((begin.clone(), format!("{begin}\0")));
            let more = [Some("#".to_string()), Some("?".to_string()), first_of_query(url)];
            ranges.extend(more.into_iter().flatten().map(|more| {
                let from = begin.clone() + &more;
                (from.clone(), after(&from))
            }));
        }
        let wanted = form(url);
        let mut query = self
            .conn
            .prepare_cached(
                "select * from (select id, url from document where url >= ?1 and url < ?2 order by url limit ?3)
                 union all
                 select * from (select document_id, url from document_alias where url >= ?1 and url < ?2 order by url limit ?3)",
            )?;
        let mut found: Option<i64> = None;
        for (from, to) in ranges {
            let mut rows = query.query(params![from, to, MOST])?;
            while let Some(row) = rows.next()? {
                let (id, other): (i64, String) = (row.get(0)?, row.get(1)?);
                if form(&other) == wanted && found.is_none_or(|first| id < first) {
                    found = Some(id);
                }
            }
        }
        Ok(found)
    }
}
