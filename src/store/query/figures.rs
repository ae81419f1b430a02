//! Figures of a filter in SQL.

use crate::model::filter::FigureRange;

/// Claims with a figure in a range. Sizes that differ by less than a billionth are equal: they were converted.
pub(super) fn with_figure(figures: &FigureRange) -> (String, Vec<String>) {
    let (mut sql, mut values) = (Vec::new(), Vec::new());
    let mut holds = |condition: &str, value: String| {
        sql.push(condition.to_string());
        values.push(value);
    };
    let end = |size: f64, included: bool, outwards: f64| {
        let margin = size.abs() * 1e-9;
        format!("{:e}", if included { size + outwards * margin } else { size - outwards * margin })
    };
    if let Some((size, included)) = figures.from {
        holds("size >= cast(? as real)", end(size, included, -1.0));
    }
    if let Some((size, included)) = figures.to {
        holds("size <= cast(? as real)", end(size, included, 1.0));
    }
    if let Some(kind) = figures.kind {
        holds("kind = ?", kind.to_string());
    }
    if let Some(unit) = &figures.unit {
        holds("unit = ?", unit.clone());
    }
    if let Some(date) = &figures.date {
        // A day is in its month and its year.
        holds("(value || '-') glob ?", format!("{date}-*"));
    }
    (format!("c.id in (select claim_id from quantity where {})", sql.join(" and ")), values)
}
