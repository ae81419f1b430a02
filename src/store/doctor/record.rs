//! Checks of the record: it must be as people wrote it.

use rusqlite::OptionalExtension as _;

use super::examination::{CheckResult, Examination, RESTORE};
use crate::error::Result;
use crate::store::file::integrity::sqlite_problems;
use crate::store::file::last_seen::{self, SeenEntry};
use crate::store::journal::chain;
use crate::store::records::claims::key_of;
use crate::store::records::documents::sha256;
use crate::text::counted;
use crate::text::quotes::{Anchor, Anchored, QuotableText};

/// Whether SQLite can read every page, and every index has the rows of its table.
pub(super) fn integrity(examination: &Examination) -> Result<CheckResult> {
    if examination.foreign.is_some() {
        return Ok(CheckResult::notice("SQLite checks the file when its schema is that of this program"));
    }
    let problems = sqlite_problems(&examination.store.conn, 100)?;
    match problems.first() {
        None => Ok(CheckResult::ok("SQLite can read all of the file")),
        Some(first) => {
            let more = if problems.len() > 1 { format!(", and {} more", problems.len() - 1) } else { String::new() };
            Ok(CheckResult::broken(
                format!("the file is damaged: {first}{more}"),
                "copy the file to another place, then gainsay restore FILE; gainsay doctor --fix helps if only an index is damaged",
            ))
        }
    }
}

/// Whether every row that another one refers to exists.
pub(super) fn references(examination: &Examination) -> Result<CheckResult> {
    let mut query =
        examination.store.conn.prepare("select \"table\", count(*) from pragma_foreign_key_check group by 1")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let missing: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    if missing.is_empty() {
        return Ok(CheckResult::ok("every row that another refers to exists"));
    }
    let all: i64 = missing.iter().map(|(_, count)| count).sum();
    let rows = missing.iter().map(|(table, count)| format!("{} of {table}", counted(*count, "row")));
    let rows = rows.collect::<Vec<_>>().join(", ");
    let refer = if all == 1 { "refers" } else { "refer" };
    Ok(CheckResult::broken(format!("{rows} {refer} to rows that do not exist"), RESTORE))
}

/// Whether the hash chain of the history is intact.
pub(super) fn history(examination: &Examination) -> Result<CheckResult> {
    let check = chain::verify(&examination.store.conn)?;
    if let Some(fault) = check.fault {
        return Ok(CheckResult::broken(
            format!("{fault}; before that, {}", intact(check.entries)),
            "another program or the disk changed the book: compare it with a backup, or gainsay restore FILE",
        ));
    }
    if examination.foreign.is_none() {
        if let Some(lost) = lost_entry(examination, check.entries)? {
            return Ok(lost);
        }
        // A folder that cannot be written is no fault of the book.
        let seen = SeenEntry { entry: check.entries, hash: check.newest.clone() };
        last_seen::write(examination.book, &seen).unwrap_or_default();
    }
    if check.entries == 0 {
        return Ok(CheckResult::ok("the history has no entries yet"));
    }
    let found = format!("{}; the newest has the hash {}", intact(check.entries), check.newest);
    Ok(CheckResult::ok(found).with_newest(check.newest))
}

/// What is wrong if the entry that was the newest when `doctor` looked last is no longer in the history.
fn lost_entry(examination: &Examination, entries: i64) -> Result<Option<CheckResult>> {
    let Some(seen) = last_seen::read(examination.book) else { return Ok(None) };
    let hash: Option<String> = examination
        .store
        .conn
        .query_row("select hash from journal where id = ?1", [seen.entry], |row| row.get(0))
        .optional()?;
    if hash.as_ref() == Some(&seen.hash) {
        return Ok(None);
    }
    let found = if seen.entry > entries {
        format!("the history had {} when doctor looked last, and has {entries} now", entries_in_words(seen.entry))
    } else {
        format!("entry {} is not the one that doctor saw last", seen.entry)
    };
    Ok(Some(CheckResult::broken(
        found,
        "an older copy was put in the place of the book, or entries were cut off: compare it with a backup, or gainsay restore FILE",
    )))
}

fn entries_in_words(entries: i64) -> String {
    if entries == 1 { "1 entry".to_string() } else { format!("{entries} entries") }
}

fn intact(entries: i64) -> String {
    format!("{} {} intact", entries_in_words(entries), if entries == 1 { "is" } else { "are" })
}

/// Whether stored texts and the texts of claims have their hashes.
pub(super) fn texts(examination: &Examination) -> Result<CheckResult> {
    let conn = &examination.store.conn;
    let mut wrong = Vec::new();
    let mut query = conn.prepare("select id, text, text_sha256 from document where text is not null")?;
    let mut rows = query.query([])?;
    let mut texts = 0;
    while let Some(row) = rows.next()? {
        let (text, hash): (String, String) = (row.get(1)?, row.get(2)?);
        texts += 1;
        if sha256(&text) != hash {
            wrong.push(format!("the text of document {}", row.get::<_, i64>(0)?));
        }
    }
    let mut query = conn
        .prepare("select id, text, text_key from claim union all select claim_id, text, text_key from claim_wording")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        if key_of(&text) != row.get::<_, i64>(2)? && wrong.len() < 100 {
            wrong.push(format!("claim {}", row.get::<_, i64>(0)?));
        }
    }
    match wrong.first() {
        None => Ok(CheckResult::ok(format!("{} and all claims have their hashes", counted(texts, "stored text")))),
        Some(first) if wrong.len() == 1 => Ok(CheckResult::broken(format!("{first} does not have its hash"), RESTORE)),
        Some(first) => {
            Ok(CheckResult::broken(format!("{first} and {} more do not have their hashes", wrong.len() - 1), RESTORE))
        }
    }
}

/// Whether every quote with a position in a stored text is at that position.
pub(super) fn quotes(examination: &Examination) -> Result<CheckResult> {
    let mut query = examination.store.conn.prepare(
        "select 'statement' as source, id, document_id, quote, quote_start, quote_end from statement where quote_start is not null
         union all
         select 'evidence', id, document_id, quote, quote_start, quote_end from evidence where quote_start is not null
         union all
         select 'marked passage', id, document_id, quote, quote_start, quote_end from marked_passage where quote_start is not null
         order by document_id",
    )?;
    let mut rows = query.query([])?;
    let (mut text, mut checked, mut lost) = (None::<(i64, Option<QuotableText>)>, 0, Vec::new());
    while let Some(row) = rows.next()? {
        let document = row.get(2)?;
        if text.as_ref().is_none_or(|(of, _)| *of != document) {
            text = Some((document, examination.store.quotable_text(document)?.map(|(_, text)| text)));
        }
        let Some((_, Some(text))) = &text else { continue };
        let offset =
            |at: usize| Ok::<_, rusqlite::Error>(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(usize::MAX));
        let (quote, start, end): (String, _, _) = (row.get(3)?, offset(4)?, offset(5)?);
        let anchor = Anchor { start, end, prefix: String::new(), suffix: String::new() };
        checked += 1;
        if text.check(&quote, &anchor) != Anchored::Unchanged && lost.len() < 100 {
            lost.push(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
        }
    }
    match lost.first() {
        None => Ok(CheckResult::ok(format!("{} in the stored text at the recorded position", quotes_are(checked)))),
        Some(first) => Ok(CheckResult::broken(
            format!(
                "{} of {checked} quotes are not at their position in the stored text, first that of {first}",
                lost.len()
            ),
            "the checks history and texts say whether the record was changed; if not, gainsay edit --statement S --quote …",
        )),
    }
}

fn quotes_are(quotes: i64) -> String {
    if quotes == 1 { "1 quote is".to_string() } else { format!("{quotes} quotes are") }
}

/// Whether each statement about a statement has the claim and the origin of its target.
pub(super) fn chains(examination: &Examination) -> Result<CheckResult> {
    let wrong = examination.ids(
        "select s.id from statement s join statement t on t.id = s.target_statement_id
         where s.claim_id is not t.claim_id or s.origin_id is not coalesce(iif(t.stance = 'reports', t.origin_id, null), t.id)",
    )?;
    Ok(match wrong {
        None => CheckResult::ok("every report is about the claim of the statement that it reports"),
        Some((count, first)) => CheckResult::broken(
            format!("{} with a wrong claim or origin: {first}", counted(count, "statement")),
            RESTORE,
        ),
    })
}
