//! Words in a filter, as SQL.

use crate::model::filter::Words;

/// A condition on `claim_summary c` that holds where words are found in a claim or in what was quoted of it, and the text
/// for each `?` in it.
pub(super) fn words_condition(words: &Words) -> (String, Vec<String>) {
    let escaped = words.text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let like = format!("%{escaped}%");
    let sql = "(c.text like ? escape '\\' or exists (
                    select 1 from statement w where w.claim_id = c.id and w.quote like ? escape '\\'))";
    (sql.to_string(), vec![like.clone(), like])
}
