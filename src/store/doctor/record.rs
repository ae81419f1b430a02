//! Whether what people wrote down is as it was written.

use super::{Found, GO_BACK, Patient, counted};
use crate::error::Result;
use crate::store::file::integrity::faults;
use crate::store::journal::chain;
use crate::store::records::claims::key_of;
use crate::store::records::documents::sha256;
use crate::text::quotes::{self, Anchor, Anchored};

/// Whether SQLite can read every page, and every index has what it should.
pub(crate) fn integrity(patient: &Patient) -> Result<Found> {
    let said = faults(&patient.store.conn, 100)?;
    match said.first() {
        None => Ok(Found::ok("SQLite can read all of the file")),
        Some(first) => {
            let more = if said.len() > 1 { format!(", and {} more", said.len() - 1) } else { String::new() };
            Ok(Found::broken(
                format!("the file is damaged: {first}{more}"),
                "copy it away, then gainsay restore FILE; gainsay doctor --fix helps where only an index is damaged",
            ))
        }
    }
}

/// Whether everything that a row refers to is there.
pub(crate) fn references(patient: &Patient) -> Result<Found> {
    let mut query =
        patient.store.conn.prepare("select \"table\", count(*) from pragma_foreign_key_check group by 1")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let missing: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    if missing.is_empty() {
        return Ok(Found::ok("every row that another refers to is there"));
    }
    let all: i64 = missing.iter().map(|(_, count)| count).sum();
    let said = missing.iter().map(|(table, count)| format!("{} of {table}", counted(*count, "row")));
    let said = said.collect::<Vec<_>>().join(", ");
    let refer = if all == 1 { "refers" } else { "refer" };
    Ok(Found::broken(format!("{said} {refer} to what is not there"), GO_BACK))
}

/// Whether the chain of the history holds.
pub(crate) fn history(patient: &Patient) -> Result<Found> {
    let seen = chain::verify(&patient.store.conn)?;
    if let Some(fault) = seen.fault {
        return Ok(Found::broken(
            format!("{fault}; before that, {}", fit(seen.entries)),
            "somebody changed the book past gainsay, or the disk did: compare it with a backup, or gainsay restore FILE",
        ));
    }
    if seen.entries == 0 {
        return Ok(Found::ok("nothing was done yet"));
    }
    let said = format!("{}; the newest has the hash {}", fit(seen.entries), seen.newest);
    Ok(Found { newest: Some(seen.newest), ..Found::ok(said) })
}

fn fit(entries: i64) -> String {
    if entries == 1 { "1 entry fits".to_string() } else { format!("{entries} entries fit") }
}

/// Whether stored texts and the words of claims have the hashes that were kept with them.
pub(crate) fn texts(patient: &Patient) -> Result<Found> {
    let conn = &patient.store.conn;
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
    let mut query = conn.prepare("select id, text, text_key from claim")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        if key_of(&text) != row.get::<_, i64>(2)? && wrong.len() < 100 {
            wrong.push(format!("claim {}", row.get::<_, i64>(0)?));
        }
    }
    match wrong.first() {
        None => Ok(Found::ok(format!("{} and all claims have their hashes", counted(texts, "stored text")))),
        Some(first) if wrong.len() == 1 => Ok(Found::broken(format!("{first} does not have its hash"), GO_BACK)),
        Some(first) => {
            Ok(Found::broken(format!("{first} and {} more do not have their hashes", wrong.len() - 1), GO_BACK))
        }
    }
}

/// Whether every quote that has a place in a stored text stands there.
pub(crate) fn quotes(patient: &Patient) -> Result<Found> {
    let mut query = patient.store.conn.prepare(
        "select 'statement' as held, id, document_id, quote, quote_start, quote_end from statement where quote_start is not null
         union all
         select 'evidence', id, document_id, quote, quote_start, quote_end from evidence where quote_start is not null
         order by document_id",
    )?;
    let mut rows = query.query([])?;
    let (mut text, mut seen, mut lost) = (None::<(i64, Option<String>)>, 0, Vec::new());
    while let Some(row) = rows.next()? {
        let document = row.get(2)?;
        if text.as_ref().is_none_or(|(of, _)| *of != document) {
            text = Some((document, patient.store.reading(document)?.map(|(_, text)| text)));
        }
        let Some((_, Some(text))) = &text else { continue };
        let offset =
            |at: usize| Ok::<_, rusqlite::Error>(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(usize::MAX));
        let (quote, start, end): (String, _, _) = (row.get(3)?, offset(4)?, offset(5)?);
        let anchor = Anchor { start, end, prefix: String::new(), suffix: String::new() };
        seen += 1;
        if quotes::check(text, &quote, &anchor) != Anchored::Kept && lost.len() < 100 {
            lost.push(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
        }
    }
    match lost.first() {
        None => Ok(Found::ok(format!("{} at the place that was kept", stand(seen)))),
        Some(first) => Ok(Found::broken(
            format!(
                "{} of {seen} quotes do not stand in their text where they should, first that of {first}",
                lost.len()
            ),
            "gainsay history and texts above say whether the record was changed; else gainsay edit --statement S --quote …",
        )),
    }
}

fn stand(quotes: i64) -> String {
    if quotes == 1 { "1 quote stands".to_string() } else { format!("{quotes} quotes stand") }
}

/// Whether each statement about a statement says of which claim, and from which origin, as its target does.
pub(crate) fn chains(patient: &Patient) -> Result<Found> {
    let wrong = patient.some(
        "select s.id from statement s join statement t on t.id = s.target_statement_id
         where s.claim_id is not t.claim_id or s.origin_id is not coalesce(iif(t.stance = 'reports', t.origin_id, null), t.id)
         union all
         select s.id from statement s join statement r on r.id = s.retracted_by_id where r.stance <> 'retracts'",
    )?;
    Ok(match wrong {
        None => Found::ok("every report ends where the statement it is about does"),
        Some((count, first)) => {
            Found::broken(format!("{} of a wrong claim or origin: {first}", counted(count, "statement")), GO_BACK)
        }
    })
}
