//! Checks of the files that are kept beside documents.

use super::examination::{CheckResult, Examination, RESTORE};
use crate::error::Result;
use crate::text::counted;

/// Whether the content of each file is there, and has the size and the hash that the record says.
pub(super) fn attachments(examination: &Examination) -> Result<CheckResult> {
    let store = &examination.store;
    let mut query = store.conn.prepare("select id from attachment order by id")?;
    let ids: Vec<i64> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let (mut wrong, mut bytes) = (Vec::new(), 0);
    for id in &ids {
        let row = store.attachment(*id)?;
        match store.attachment_content(&row) {
            Ok(content) if i64::try_from(content.len()) == Ok(row.size) => bytes += row.size,
            _ => wrong.push(id.to_string()),
        }
    }
    if wrong.is_empty() {
        let files = counted(ids.len(), "attachment");
        return Ok(CheckResult::ok(match ids.len() {
            0 => "no file is attached".to_string(),
            1 => format!("{files} of {bytes} bytes has its hash"),
            _ => format!("{files} of {bytes} bytes have their hashes"),
        }));
    }
    let found =
        format!("the content of {} is missing or damaged: {}", counted(wrong.len(), "attachment"), wrong.join(", "));
    Ok(CheckResult::broken(found, RESTORE))
}
