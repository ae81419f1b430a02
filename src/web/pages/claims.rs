//! The claims: which of them, in a table.

use askama::Template;

use super::layout::{ErrorMessage, Layout};
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use super::statement_view::when;
use super::status_bar::{self, StatusShare};
use crate::error::Result;
use crate::model::records::ClaimRow;
use crate::model::{Bucket, Filter, Sort, Stage, Status};
use crate::store::Store;
use crate::web::http::filter_query::FilterQuery;
use crate::web::http::message::capitalized;
use crate::web::http::query::Query;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// A column: its name in the address, its heading, and the order that sorts by it.
pub(super) struct ClaimColumn {
    name: &'static str,
    heading: &'static str,
    sort: Option<&'static str>,
    usual: bool,
}

const fn column(name: &'static str, heading: &'static str, sort: Option<&'static str>, usual: bool) -> ClaimColumn {
    ClaimColumn { name, heading, sort, usual }
}

const COLUMNS: &[ClaimColumn] = &[
    column("status", "Status", Some("status"), true),
    column("claim", "Claim", Some("text"), true),
    column("made-by", "Made by", None, true),
    column("disputed-by", "Disputed by", None, true),
    column("verdict", "Verdict", None, true),
    column("stage", "Stage", None, true),
    column("last-said", "Last said", None, true),
    column("first-said", "First said", Some("said"), false),
    column("origins", "Origins", None, false),
    column("tags", "Tags", None, false),
    column("recorded", "Recorded", Some("newest"), false),
];

/// What the list is, where the filter could be read.
struct ClaimList {
    rows: Vec<ClaimRow>,
    pager: Pager,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage<'a> {
    layout: Layout,
    view: &'a FilterQuery,
    chosen: Vec<String>,
    empty: bool,
    shares: Vec<StatusShare>,
    list: Option<ClaimList>,
    error: Option<ErrorMessage>,
}

/// The page of claims.
///
/// # Errors
/// Those of the book. What is wrong with the filter is said on the page, beside it.
pub(in crate::web) fn claims(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let view = FilterQuery::of(&request.query);
    if let Some(address) = tidy(&request.query) {
        return Ok(HttpResponse::redirect(address));
    }
    let whole = status_bar::of_the_book(store)?;
    let chosen = chosen(&request.query);
    let found = status_bar::shares(request, store, &view, &whole).and_then(|shares| {
        Ok((list(request, store, &view, status_bar::meant(&shares, request, store, &view)?, &chosen)?, shares))
    });
    let (list, shares, failed) = match found {
        Ok((list, shares)) => (Some(list), shares, None),
        Err(error) if error.is_final() => return Err(error),
        Err(error) => (None, status_bar::drawn(&whole, &view), Some(error)),
    };
    let error = failed.as_ref().map(ErrorMessage::from);
    let page = ClaimsPage {
        layout: Layout::of(request),
        view: &view,
        chosen,
        empty: whole.iter().all(|(_, claims)| *claims == 0),
        shares,
        list,
        error,
    };
    let reply = HttpResponse::page(&page)?;
    Ok(match &failed {
        Some(error) => reply.with_status_of(error),
        None => reply,
    })
}

fn list(
    request: &HttpRequest,
    store: &Store,
    view: &FilterQuery,
    meant: String,
    chosen: &[String],
) -> Result<ClaimList> {
    let page = page_number(request)?;
    let (wanted, notes) = view.wanted(request, store)?;
    let sort = view.order(Sort::Newest)?;
    let filter = Filter { wanted, sort, limit: Some(ROWS + 1), offset: (page - 1) * ROWS };
    let mut rows = Vec::new();
    store.claims(&filter, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    let more = rows.len() as u64 > ROWS;
    rows.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let query = with_columns(view.query(), chosen);
    Ok(ClaimList { pager: Pager::of(&query, "/", page, rows.len(), more, meant), rows, notes })
}

/// The columns that are shown: those of the address, else the usual ones.
fn chosen(query: &Query) -> Vec<String> {
    let request = query.values("col");
    let shown = |column: &&ClaimColumn| {
        let named = request.iter().any(|name| name == column.name);
        column.name == "claim" || if request.is_empty() { column.usual } else { named }
    };
    COLUMNS.iter().filter(shown).map(|column| column.name.to_string()).collect()
}

/// The address without what asks for nothing or for what is usual, where a form without a script has put that there.
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

/// A query with the columns, where they are not the usual ones.
fn with_columns(mut query: Query, chosen: &[String]) -> Query {
    let usual = COLUMNS.iter().filter(|column| column.usual).map(|column| column.name);
    if !usual.eq(chosen.iter().map(String::as_str)) {
        chosen.iter().for_each(|name| query.push("col", name));
    }
    query
}

impl ClaimsPage<'_> {
    /// What the list is of, in a few words.
    fn title(&self) -> String {
        let mut words = Vec::new();
        if !self.view.status.is_empty() {
            words.push(self.view.status.join(" or "));
        }
        words.push("claims".to_string());
        if !self.view.stage.is_empty() {
            words.push(format!("at the stage {}", self.view.stage.join(" or ")));
        }
        if !self.view.verdict.is_empty() {
            words.push(format!("with the verdict {}", self.view.verdict.join(" or ")));
        }
        if !self.view.typed.is_empty() {
            words.push(format!("for {}", self.view.typed));
        }
        capitalized(&words.join(" "))
    }

    /// What the bar counts.
    fn caption(&self) -> String {
        let narrowed = self.view.of_any_status().narrows() && self.error.is_none();
        status_bar::caption(&self.shares, narrowed)
    }

    /// Whether there is anything to be shared.
    fn has_shares(&self) -> bool {
        self.shares.iter().any(|share| share.claims > 0)
    }

    /// Where the filter is saved that is shown, if it could be read.
    fn saving(&self) -> Option<String> {
        let query = Query::of("filter", &self.view.in_words());
        self.error.is_none().then(|| format!("{}#saved", query.url("/saved")))
    }

    fn columns(&self) -> impl Iterator<Item = &'static ClaimColumn> {
        COLUMNS.iter().filter(|column| self.chosen.iter().any(|name| name == column.name))
    }

    fn shows(&self, column: &ClaimColumn) -> bool {
        self.chosen.iter().any(|name| name == column.name)
    }

    /// The address of the same list in another order.
    fn sorted(&self, sort: &str) -> String {
        let view = FilterQuery { sort: sort.to_string(), ..self.view.clone() };
        with_columns(view.query(), &self.chosen).url("/")
    }

    /// Which way a column sorts the list, where it does.
    fn sorts(&self, column: &ClaimColumn) -> Option<&'static str> {
        match self.sort() {
            "newest" if column.sort == Some("newest") => Some("descending"),
            "id" if column.sort == Some("newest") => Some("ascending"),
            sort => (column.sort == Some(sort)).then_some("ascending"),
        }
    }

    /// The order that the heading of a column asks for: the other way round where the list is in its order, if there is one.
    fn turned(&self, column: &ClaimColumn) -> Option<&'static str> {
        match (self.sorts(column), column.sort) {
            (Some("descending"), Some("newest")) => Some("id"),
            (Some("ascending") | None, Some("newest")) => Some("newest"),
            (None, sort) => sort,
            _ => None,
        }
    }

    /// The order that the list is in.
    fn sort(&self) -> &str {
        if self.view.sort.is_empty() { "newest" } else { &self.view.sort }
    }

    /// The address of a file with exactly these claims.
    fn export(&self, ending: &str) -> String {
        let mut view = self.view.clone();
        view.sort = self.sort().to_string();
        view.query().url(&format!("/export.{ending}"))
    }

    /// What the parts of the bar say, for whoever does not see them.
    fn told(&self) -> String {
        let parts: Vec<_> = self.shares.iter().map(|share| format!("{}: {}", share.status, share.claims)).collect();
        parts.join("; ")
    }

    /// Whether a control asks for a word.
    fn is(values: &[String], word: &str) -> bool {
        values.iter().any(|value| value.eq_ignore_ascii_case(word))
    }
}
