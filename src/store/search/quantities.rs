//! The table of quantities: the amounts, counts, shares, measures, ordinals and dates of the wordings and quotes of claims.

use rusqlite::{Connection, Row, params};

use crate::error::Result;
use crate::store::Store;
use crate::store::status::affected::{ALL_IDS, IdRange, IdRanges};
use crate::text::quantity::all_quantities;

/// A row of the table `quantity`: the table and row of its text, and the place, kind, value, unit, size and vagueness.
type QuantityRow = (String, i64, i64, i64, String, String, Option<String>, Option<f64>, bool);

/// The texts of the claims from ?1 to ?2.
const TEXTS: &str = "select claim_id, source, row_id, text from quantity_text where claim_id between ?1 and ?2";

impl Store {
    /// Writes the quantities of claims as they are now.
    pub(crate) fn refresh_quantities(&self, claims: IdRanges) -> Result<()> {
        let mut delete = self.conn.prepare_cached("delete from quantity where claim_id between ?1 and ?2")?;
        claims.known.iter().try_for_each(|range| delete.execute(*range).map(drop))?;
        let mut insert = self.conn.prepare_cached(
            "insert into quantity (claim_id, source, row_id, start, length, kind, value, unit, size, is_about)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for range in claims.all() {
            each_quantity(
                &self.conn,
                range,
                &mut |claim, (source, row, start, length, kind, value, unit, size, about)| {
                    insert.execute(params![claim, source, row, start, length, kind, value, unit, size, about])?;
                    Ok(())
                },
            )?;
        }
        Ok(())
    }

    /// Returns the first claim whose quantities are not those of its texts.
    ///
    /// # Errors
    /// Errors of the database.
    pub(crate) fn wrong_quantities(&self) -> Result<Option<i64>> {
        let mut stored = self.conn.prepare(
            "select source, row_id, start, length, kind, value, unit, size, is_about, claim_id from quantity
             where claim_id between ?1 and ?2",
        )?;
        for range in self.id_ranges("claim", ALL_IDS)? {
            let mut now: Vec<(i64, QuantityRow)> = Vec::new();
            each_quantity(&self.conn, range, &mut |claim, row| {
                now.push((claim, row));
                Ok(())
            })?;
            let rows = stored.query_map(range, |row| Ok((row.get(9)?, read(row)?)))?;
            let mut known: Vec<(i64, QuantityRow)> = rows.collect::<rusqlite::Result<_>>()?;
            for rows in [&mut now, &mut known] {
                rows.sort_by(|(claim, one), (other_claim, other)| {
                    (claim, &one.0, one.1, one.2).cmp(&(other_claim, &other.0, other.1, other.2))
                });
            }
            if now != known {
                let differs = now.iter().zip(&known).find(|(one, other)| one != other).map(|(one, _)| one.0);
                return Ok(differs.or(now.last().or(known.last()).map(|row| row.0)));
            }
        }
        let sql = "select min(claim_id) from quantity where claim_id not in (select id from claim)";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }
}

fn read(row: &Row) -> rusqlite::Result<QuantityRow> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
        row.get(8)?,
    ))
}

/// Calls `each` with every quantity of some claims, text by text.
fn each_quantity(
    conn: &Connection,
    range: IdRange,
    each: &mut dyn FnMut(i64, QuantityRow) -> Result<()>,
) -> Result<()> {
    let mut query = conn.prepare_cached(TEXTS)?;
    let mut rows = query.query(range)?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(3)?.as_str().unwrap_or_default();
        // Characters are counted once from the start of a text to its end.
        let (mut from, mut start) = (0, 1);
        for quantity in all_quantities(text) {
            let written = text.get(quantity.range.clone()).unwrap_or_default();
            start += text.get(from..quantity.range.start).map_or(0, characters);
            from = quantity.range.start;
            let figure = quantity.figure();
            let found = (
                row.get(1)?,
                row.get(2)?,
                start,
                characters(written),
                figure.kind.to_string(),
                figure.value,
                figure.unit,
                figure.size,
                quantity.is_about,
            );
            each(row.get(0)?, found)?;
        }
    }
    Ok(())
}

fn characters(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}
