//! Words as queries of the full-text index. What a user typed never gets into a query but as words in quotation marks.

use crate::error::Result;
use crate::model::filter::SearchWords;
use crate::store::Store;
use crate::text::passage::SearchTerm;

impl Store {
    /// A condition on `claim_summary c` that holds where words are found in a claim or in what was said of it, and the text
    /// for each `?` in it.
    pub(crate) fn words_condition(&self, words: &SearchWords) -> Result<(String, Vec<String>)> {
        Ok(match term(words) {
            Some(term) => {
                let sql = "c.id in (select rowid from claim_words where claim_words match ?)";
                (sql.to_string(), vec![self.query_of(&term)?])
            }
            None => ("false".to_string(), Vec::new()),
        })
    }

    /// A term as an FTS5 query.
    pub(crate) fn query_of(&self, term: &SearchTerm) -> Result<String> {
        if let Some(root) = &term.root {
            return self.query_of_root(root, &term.words[0]);
        }
        let star = if term.prefix { "*" } else { "" };
        Ok(format!("\"{}\"{star}", term.words.join(" ")))
    }

    /// Every word of a root that the index has, and the one that was asked for, as an FTS5 query.
    pub(crate) fn query_of_root(&self, root: &str, word: &str) -> Result<String> {
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

/// What words ask for; nothing where they have no letter or digit.
pub(crate) fn term(words: &SearchWords) -> Option<SearchTerm> {
    SearchTerm::new(&words.text, words.phrase, words.prefix)
}
