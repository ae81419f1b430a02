//! The charts of a list of claims: how many there are of each verdict, and of each year. Each bar is a filter.

use chrono::NaiveDateTime;

use crate::actions::FilterArgs;
use crate::error::Result;
use crate::model::results::counts::CountBy;
use crate::store::Store;
use crate::text::grouped;
use crate::web::http::Query;

/// Maximum number of bars of a chart; the rest is one bar.
const MAX_BARS: usize = 12;
/// The value under which claims are counted that have none.
const NONE: &str = "none";

/// A chart of bars that grow to the right, with the numbers beside them.
pub(super) struct ListChart {
    /// What the bars count.
    pub(super) caption: &'static str,
    /// The bars.
    pub(super) bars: Vec<ChartBar>,
}

/// A bar of a chart.
pub(super) struct ChartBar {
    /// What it counts.
    pub(super) label: String,
    /// How many claims.
    pub(super) claims: i64,
    /// Its width, in thousandths.
    pub(super) width: i64,
    /// The class that gives it its colour.
    pub(super) class: String,
    /// The list of these claims.
    pub(super) address: Option<String>,
}

impl ChartBar {
    /// Shows a date that is not known to the year, `199X`, as the years that it may mean.
    fn show_span(&mut self) {
        if self.label.len() == 4 && self.label.contains('X') {
            self.label = format!("{}–{}", self.label.replace('X', "0"), self.label.replace('X', "9"));
            self.class = "is-span".to_string();
        }
    }
}

/// Returns the charts of the claims that a filter selects.
///
/// # Errors
/// The filter is wrong; errors of the book.
pub(super) fn charts(store: &Store, filter: &FilterArgs, now: NaiveDateTime) -> Result<Vec<ListChart>> {
    let selected = filter.which.predicate(store, now)?.0.into();
    let verdicts =
        store.counts_by(&selected, CountBy::Verdict)?.into_iter().map(|row| (row.value, row.claims)).collect();
    let mut years: Vec<(String, i64)> = Vec::new();
    for row in store.counts_by(&selected, CountBy::Month)? {
        let year = if row.value == NONE { row.value } else { row.value.chars().take(4).collect() };
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, claims)) => *claims += row.claims,
            None => years.push((year, row.claims)),
        }
    }
    let narrowed = |term: String| {
        let mut which = filter.which.clone();
        which.text = format!("{} {term}", which.text).trim().to_string();
        Query::from(&FilterArgs { which, ..filter.clone() }).url("/")
    };
    let has = |key: &str| filter.which.text.contains(key);
    let of_verdict = |label: &str| (!has("verdict:")).then(|| narrowed(format!("verdict:{}", quoted(label))));
    let of_year = |year: &str| (year != NONE && !has("said:")).then(|| narrowed(format!("said:{year}")));
    let mut years = chart("Claims by the year in which they were first said", years, &of_year);
    years.bars.iter_mut().for_each(ChartBar::show_span);
    Ok([chart("Claims by verdict", verdicts, &of_verdict), years]
        .into_iter()
        .filter(|chart| !chart.bars.is_empty())
        .collect())
}

/// Returns a chart of totals. `text` gives the label of a word, which is also the class of its colour.
pub(super) fn chart_of(
    caption: &'static str,
    total: &[(String, usize)],
    text: fn(&str) -> &str,
    address: &dyn Fn(&str) -> Option<String>,
) -> ListChart {
    let counts =
        total.iter().map(|(word, claims)| (word.clone(), i64::try_from(*claims).unwrap_or(i64::MAX))).collect();
    let mut chart = chart(caption, counts, address);
    for bar in chart.bars.iter_mut().filter(|bar| total.iter().any(|(word, _)| *word == bar.label)) {
        bar.class = format!("is-{}", bar.label);
        bar.label = text(&bar.label).to_string();
    }
    chart
}

fn quoted(label: &str) -> String {
    if label.chars().all(|letter| letter.is_alphanumeric() || letter == '-') {
        label.to_string()
    } else {
        format!("\"{}\"", label.replace('"', ""))
    }
}

fn chart(caption: &'static str, mut counts: Vec<(String, i64)>, address: &dyn Fn(&str) -> Option<String>) -> ListChart {
    let rest: i64 = counts.iter().skip(MAX_BARS).map(|(_, claims)| claims).sum();
    let others = counts.len().saturating_sub(MAX_BARS);
    counts.truncate(MAX_BARS);
    let most = counts.iter().map(|(_, claims)| *claims).max().unwrap_or(1).max(rest).max(1);
    let width = |claims: i64| (1000 * claims / most).max(4);
    let mut bars: Vec<_> = counts
        .into_iter()
        .map(|(label, claims)| ChartBar {
            address: address(&label),
            class: if label == NONE { "is-none" } else { "is-some" }.to_string(),
            width: width(claims),
            label,
            claims,
        })
        .collect();
    if others > 0 {
        let label = format!("{} others", grouped(i64::try_from(others).unwrap_or(i64::MAX)));
        bars.push(ChartBar { label, claims: rest, width: width(rest), class: "is-none".to_string(), address: None });
    }
    ListChart { caption, bars }
}
