//! Words as queries of the full-text index. Text that a user typed gets into a query only as words in quotation marks.

use crate::error::Result;
use crate::model::filter::SearchWords;
use crate::store::Store;
use crate::store::search::index::CLAIMS;
use crate::text::passage::SearchTerm;

impl Store {
    /// The condition on `claim_summary c` that the index has words for the claim, and the value of each `?` in it.
    pub(crate) fn words_condition(&self, words: &SearchWords) -> Result<(String, Vec<String>)> {
        Ok(match term(words) {
            Some(term) => (format!("c.id in ({})", CLAIMS.matching("?")), vec![self.fts_query(&term)?]),
            None => ("false".to_string(), Vec::new()),
        })
    }

    /// A term as an FTS5 query.
    pub(crate) fn fts_query(&self, term: &SearchTerm) -> Result<String> {
        if let Some(root) = &term.root {
            return self.fts_query_of_root(root, &term.words[0]);
        }
        let star = if term.prefix { "*" } else { "" };
        Ok(format!("\"{}\"{star}", term.words.join(" ")))
    }

    /// An FTS5 query for all words of the index that have a stem, and for one word.
    pub(crate) fn fts_query_of_root(&self, root: &str, word: &str) -> Result<String> {
        let mut query = self.conn.prepare_cached("select word from word_stem where stem = ?1")?;
        let mut all = vec![root.to_string(), word.to_string()];
        for word in query.query_map([root], |row| row.get(0))? {
            all.push(word?);
        }
        all.sort();
        all.dedup();
        let all: Vec<_> = all.iter().map(|word| format!("\"{word}\"")).collect();
        Ok(format!("({})", all.join(" OR ")))
    }
}

/// The term that words of a filter mean; none if they have no letter or digit.
pub(crate) fn term(words: &SearchWords) -> Option<SearchTerm> {
    SearchTerm::new(&words.text, words.phrase, words.prefix)
}
