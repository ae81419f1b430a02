//! What each vague date of the record may mean, in the table `vague_date`, with which the views of `schema.sql` order days. The rule
//! itself is in `model/date/vague.rs`.

use rusqlite::params;

use crate::error::Result;
use crate::model::Date;
use crate::store::Store;

/// The columns of the record that hold such dates.
const COLUMNS: [(&str, &str); 4] =
    [("document", "published_on"), ("statement", "said_on"), ("verdict", "decided_on"), ("correction", "published_on")];

impl Store {
    /// Adds the vague dates of the rows that an entry added or changed.
    pub(crate) fn add_vague_dates_of(&self, entry: i64) -> Result<()> {
        let each = |(table, column): (&str, &str)| {
            format!(
                "select r.{column} from journal_change j join {table} r on r.id between j.row_id and j.last_id
                 where j.entry_id = ?1 and j.table_name = '{table}' and {}",
                is_vague(&format!("r.{column}"))
            )
        };
        self.add_vague_dates(&COLUMNS.map(each).join(" union all "), &[entry])
    }

    /// Adds all vague dates of the record.
    pub(crate) fn add_all_vague_dates(&self) -> Result<()> {
        let each = |(table, column): (&str, &str)| format!("select {column} from {table} where {}", is_vague(column));
        self.add_vague_dates(&COLUMNS.map(each).join(" union "), &[])
    }

    fn add_vague_dates(&self, select: &str, parameters: &[i64]) -> Result<()> {
        let mut query = self.conn.prepare_cached(select)?;
        let dates = query.query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(0))?;
        let mut insert = self.conn.prepare_cached("insert or replace into vague_date values (?1, ?2, ?3)")?;
        for date in dates.collect::<rusqlite::Result<Vec<_>>>()? {
            let (first, last) = bounds(&date);
            insert.execute(params![date, first, last])?;
        }
        Ok(())
    }

    /// The number of vague dates of the record whose row is missing or wrong, with the first of them.
    pub(crate) fn wrong_vague_dates(&self) -> Result<Option<(usize, String)>> {
        let each =
            |(table, column): (&str, &str)| format!("select {column} as date from {table} where {}", is_vague(column));
        let mut query = self.conn.prepare(&format!(
            "select date, v.first_date, v.last_date from ({}) left join vague_date v using (date) order by 1",
            COLUMNS.map(each).join(" union ")
        ))?;
        let mut rows = query.query([])?;
        let mut found: Option<(usize, String)> = None;
        while let Some(row) = rows.next()? {
            let date: String = row.get(0)?;
            let (first, last) = bounds(&date);
            if row.get::<_, Option<String>>(1)? != Some(first) || row.get::<_, Option<String>>(2)? != Some(last) {
                found = Some(found.map_or((1, date), |(count, first)| (count + 1, first)));
            }
        }
        Ok(found)
    }
}

/// SQL that is true of a vague date: one with a sign, or a season.
fn is_vague(column: &str) -> String {
    format!("({column} glob '*[~?%X/]*' or substr({column}, 5, 2) = '-2')")
}

/// The first and the last date, as the table has them.
fn bounds(date: &str) -> (String, String) {
    let (first, last) = Date::parse(date).map_or((None, None), |date| date.ends());
    let shown = |end: Option<Date>, open: &str| end.map_or(open.to_string(), |end| end.to_string());
    (shown(first, ""), shown(last, "9999"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_and_the_program_call_the_same_dates_vague() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        let sql = format!("select {}", is_vague("?1"));
        let dates = [
            "1990",
            "2024-02",
            "2021-11-21",
            "2021-11-18T09:30",
            "199X",
            "20XX",
            "2004-XX",
            "1985-04-XX",
            "2023-21",
            "2023-24",
        ];
        let signs = ["", "~", "?", "%", "/..", "/2030"];
        for text in dates.iter().flat_map(|date| signs.map(|sign| format!("{date}{sign}"))) {
            let Ok(date) = Date::parse(&text) else { continue };
            let found: bool = conn.query_row(&sql, [&text], |row| row.get(0)).unwrap();
            assert_eq!(found, date.is_vague(), "{text}");
        }
    }
}
