//! The page of claims: a table, with a filter and a bar of statuses above it.

use askama::Template;

use super::layout::{ErrorMessage, Layout};
use super::list_charts::{ListChart, charts};
use super::neighbours::address_in;
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use super::statement_view::when;
use super::status_bar::{self, StatusShare};
use crate::actions::FilterArgs;
use crate::error::Result;
use crate::model::records::ClaimRow;
use crate::model::{Bucket, Filter, Sort, Stage, Status};
use crate::store::Store;
use crate::web::forms::LIST;
use crate::web::http::{HttpRequest, HttpResponse, Query, capitalized};

/// A column of the table.
pub(super) struct ClaimColumn {
    /// Its name in the address.
    name: &'static str,
    heading: &'static str,
    /// The order that sorts by it.
    sort: Option<&'static str>,
    is_default: bool,
}

const fn column(
    name: &'static str,
    heading: &'static str,
    sort: Option<&'static str>,
    is_default: bool,
) -> ClaimColumn {
    ClaimColumn { name, heading, sort, is_default }
}

const COLUMNS: &[ClaimColumn] = &[
    column("status", "Status", Some("status"), true),
    column("claim", "Claim", Some("text"), true),
    column("made-by", "Made by", Some("made-by"), true),
    column("disputed-by", "Disputed by", Some("disputed-by"), true),
    column("verdict", "Verdict", Some("verdict"), true),
    column("stage", "Stage", Some("stage"), true),
    column("last-said", "Last said", Some("last-said"), true),
    column("first-said", "First said", Some("said"), false),
    column("origins", "Origins", None, false),
    column("tags", "Tags", Some("tags"), false),
    column("recorded", "Recorded", Some("newest"), false),
];

/// The claims that a filter selects.
struct ClaimList {
    rows: Vec<ClaimRow>,
    pager: Pager,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage<'a> {
    layout: Layout,
    filter: &'a FilterArgs,
    chosen: Vec<String>,
    empty: bool,
    /// Number of open conflicts of the book.
    conflicts: i64,
    shares: Vec<StatusShare>,
    list: Option<ClaimList>,
    error: Option<ErrorMessage>,
    /// Names of saved filters.
    saved: Vec<String>,
    /// The charts of the list, where they were asked for.
    charts: Vec<ListChart>,
    /// The names of the members of the desk.
    members: Vec<String>,
    /// What was sent for the chosen claims, and refused.
    sent: Query,
}

/// Returns the page of claims. It says beside the filter what is wrong with the filter.
pub(crate) fn claims(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (request, sent) = &of_list(request);
    let filter = request.query.filter();
    // What was refused stays on the page, so that it can be sent again.
    if let Some(address) = tidy(&request.query).filter(|_| request.submitted.is_none()) {
        return Ok(HttpResponse::redirect(&address));
    }
    let whole = status_bar::of_the_book(store)?;
    let chosen = chosen(&request.query);
    let found = status_bar::shares(request, store, &filter, &whole).and_then(|shares| {
        Ok((list(request, store, &filter, status_bar::total(&shares, request, store, &filter)?, &chosen)?, shares))
    });
    let (list, shares, failed) = match found {
        Ok((list, shares)) => (Some(list), shares, None),
        Err(error) if error.is_final() => return Err(error),
        Err(error) => (None, status_bar::parts(&whole, &filter), Some(error)),
    };
    let error = failed.as_ref().map(ErrorMessage::from);
    let page = ClaimsPage {
        layout: Layout::of(request),
        filter: &filter,
        chosen,
        conflicts: store.count_conflicts(None)?,
        empty: whole.iter().all(|(_, claims)| *claims == 0),
        shares,
        list,
        error,
        saved: store.saved_filters()?.into_iter().map(|row| row.name).collect(),
        charts: if request.query.value(CHARTS).is_some() { charts(store, &filter, request.now)? } else { Vec::new() },
        members: store.members()?.into_iter().map(|member| member.name).collect(),
        sent: sent.clone(),
    };
    let response = HttpResponse::page(&page)?;
    Ok(match &failed {
        Some(error) => response.with_status_of(error),
        None => response,
    })
}

/// Name of the value that asks for the charts.
const CHARTS: &str = "charts";

/// Returns the request of the list that a form for the chosen claims was sent from, and what was sent; any other request as it is.
fn of_list(request: &HttpRequest) -> (HttpRequest, Query) {
    let mut request = request.clone();
    let sent = request.submitted.as_ref().filter(|sent| sent.action.starts_with("/many/"));
    let sent = sent.map(|sent| sent.values.clone()).unwrap_or_default();
    if let Some(list) = sent.raw_value(LIST) {
        request.query = Query::parse(list);
    }
    (request, sent)
}

fn list(
    request: &HttpRequest,
    store: &Store,
    filter: &FilterArgs,
    total: String,
    chosen: &[String],
) -> Result<ClaimList> {
    let page = page_number(request)?;
    let (predicate, notes) = filter.which.predicate(store, request.now)?;
    let (sort, is_reversed) = filter.order(Sort::Newest)?;
    let selection = Filter { predicate, sort, is_reversed, limit: Some(ROWS + 1), offset: (page - 1) * ROWS };
    let mut rows = Vec::new();
    store.claims(&selection, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let more = rows.len() as u64 > ROWS;
    rows.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let query = with_columns(Query::from(filter), chosen);
    Ok(ClaimList { pager: Pager::of(&query, "/", page, rows.len(), more, total), rows, notes })
}

/// Returns the names of the columns that are shown: those in the address, or else the default ones.
fn chosen(query: &Query) -> Vec<String> {
    let names = query.values("col");
    let shown = |column: &&ClaimColumn| {
        let is_named = names.iter().any(|name| name == column.name);
        column.name == "claim" || if names.is_empty() { column.is_default } else { is_named }
    };
    COLUMNS.iter().filter(shown).map(|column| column.name.to_string()).collect()
}

/// Returns a shorter address of the same list; none where the address has no empty values. A form that is sent without the
/// script has them.
fn tidy(query: &Query) -> Option<String> {
    query.has_empty_values().then(|| {
        let shown = chosen(query);
        let mut filled = query.clone().without_empty_values().without("col");
        if filled.value("sort") == Some("newest") {
            filled = filled.without("sort");
        }
        with_columns(filled, &shown).url("/")
    })
}

/// Adds the columns to a query, where they are not the default ones.
fn with_columns(mut query: Query, chosen: &[String]) -> Query {
    let defaults = COLUMNS.iter().filter(|column| column.is_default).map(|column| column.name);
    if !defaults.eq(chosen.iter().map(String::as_str)) {
        chosen.iter().for_each(|name| query.push("col", name));
    }
    query
}

impl ClaimsPage<'_> {
    /// Returns the title: what the filter selects, in a few words.
    fn title(&self) -> String {
        let mut words = Vec::new();
        if !self.filter.which.status.is_empty() {
            words.push(self.filter.which.status.join(" or "));
        }
        words.push("claims".to_string());
        if !self.filter.which.stage.is_empty() {
            words.push(format!("at the stage {}", self.filter.which.stage.join(" or ")));
        }
        if !self.filter.which.verdict.is_empty() {
            words.push(format!("with the verdict {}", self.filter.which.verdict.join(" or ")));
        }
        if !self.filter.which.text.is_empty() {
            words.push(format!("for {}", self.filter.which.text));
        }
        capitalized(&words.join(" "))
    }

    /// Returns what the bar of statuses counts.
    fn caption(&self) -> String {
        let narrowed = self.filter.which.without_status().is_some() && self.error.is_none();
        status_bar::caption(&self.shares, narrowed)
    }

    /// Whether the bar of statuses has any part.
    fn has_shares(&self) -> bool {
        self.shares.iter().any(|share| share.claims > 0)
    }

    /// Returns the address of the form that saves the filter; none where the filter is wrong.
    fn save_address(&self) -> Option<String> {
        let query = Query::of("filter", &self.filter.which.to_text());
        self.error.is_none().then(|| format!("{}#saved", query.url("/saved")))
    }

    fn shown_columns(&self) -> impl Iterator<Item = &'static ClaimColumn> {
        COLUMNS.iter().filter(|column| self.chosen.iter().any(|name| name == column.name))
    }

    fn shows(&self, column: &ClaimColumn) -> bool {
        self.chosen.iter().any(|name| name == column.name)
    }

    /// Returns the address of the same list in another order.
    fn sorted(&self, sort: &str) -> String {
        let filter = FilterArgs { sort: Some(sort.to_string()), ..self.filter.clone() };
        with_columns(Query::from(&filter), &self.chosen).url("/")
    }

    /// Returns the value of `aria-sort` for a column; none where the list is not sorted by it.
    fn sorts(&self, column: &ClaimColumn) -> Option<&'static str> {
        match (self.sort(), column.sort?) {
            ("newest", "newest") => Some("descending"),
            ("id", "newest") => Some("ascending"),
            (sort, own) if sort == own => Some("ascending"),
            (sort, own) => (sort.strip_prefix('-') == Some(own)).then_some("descending"),
        }
    }

    /// Returns the order that the heading of a column links to: its own, or the reverse one where the list is in its own.
    fn heading_sort(&self, column: &ClaimColumn) -> Option<String> {
        let own = column.sort?;
        Some(match (self.sorts(column), own) {
            (Some("descending"), "newest") => "id".to_string(),
            (Some("ascending"), own) if own != "newest" => format!("-{own}"),
            _ => own.to_string(),
        })
    }

    /// Returns the order of the list.
    fn sort(&self) -> &str {
        self.filter.sort.as_deref().unwrap_or("newest")
    }

    /// Returns the address of a file with exactly these claims.
    fn export_address(&self, ending: &str) -> String {
        let filter = FilterArgs { sort: Some(self.sort().to_string()), ..self.filter.clone() };
        Query::from(&filter).url(&format!("/export.{ending}"))
    }

    /// Returns the number at a place of a list.
    fn number(ids: &[i64], place: &usize) -> i64 {
        ids.get(*place).copied().unwrap_or_default()
    }

    /// Returns the address of the claim at a place of the page, from 0, which leads on to its neighbours in the list.
    fn address(&self, claim: &i64, place: &usize) -> String {
        let before = self.list.as_ref().map_or(0, |list| list.pager.first - 1);
        let filter = Query::from(self.filter).url("");
        address_in(filter.trim_start_matches('?'), *claim, before + *place as u64)
    }

    /// Returns the files that the list can be taken along as: their endings, and names.
    fn files() -> [(&'static str, &'static str); 5] {
        [("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"), ("jsonld", "ClaimReview"), ("html", "Report")]
    }

    /// Returns the query of the list, for the form that acts on the chosen claims.
    fn query(&self) -> String {
        with_columns(Query::from(self.filter), &self.chosen).url("").trim_start_matches('?').to_string()
    }

    /// Returns the address of the list with its charts.
    fn charts_address(&self) -> String {
        let mut query = with_columns(Query::from(self.filter), &self.chosen);
        query.push(CHARTS, "on");
        query.url("/")
    }

    /// Returns the HTML id of the caption of a chart.
    fn chart_id(place: &usize) -> String {
        format!("chart-{}", place + 1)
    }

    /// Whether a claim was chosen in a form that was refused.
    fn is_chosen(&self, claim: &i64) -> bool {
        self.sent.raw_values("claims").any(|chosen| chosen == claim.to_string())
    }

    /// Returns what was sent for the chosen claims.
    fn sent(&self, name: &str) -> &str {
        self.sent.raw_value(name).unwrap_or_default()
    }

    /// Whether a value was sent for the chosen claims.
    fn is_sent(&self, name: &str, value: &str) -> bool {
        self.sent(name) == value
    }

    /// Returns the address of a saved filter.
    fn saved_address(name: &str) -> String {
        Query::of("q", &format!("@{name}")).url("/")
    }

    /// Whether the list is that of a saved filter.
    fn is_saved(&self, name: &str) -> bool {
        self.filter.which.text == format!("@{name}")
    }

    /// Returns the parts of the bar as text, for screen readers.
    fn description(&self) -> String {
        let parts: Vec<_> =
            self.shares.iter().map(|share| format!("{}: {}", share.status_text(), share.claims)).collect();
        parts.join("; ")
    }

    /// Whether a word is among the values of a control.
    fn has(values: &[String], word: &str) -> bool {
        values.iter().any(|value| value.eq_ignore_ascii_case(word))
    }
}
