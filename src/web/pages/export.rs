//! Files with exactly the claims that a filter selects.

use crate::error::Result;
use crate::export;
use crate::model::{Condition, Filter, Predicate, Sort};
use crate::output::Format;
use crate::output::csv::Style;
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse, JSON};

/// Returns the filter of the address; only the chosen claims where `claims` names some.
fn wanted(request: &HttpRequest, store: &Store) -> Result<Filter> {
    let chosen = request.query.values("claims");
    if chosen.is_empty() {
        return Ok(request.query.filter().filter(store, request.now, Sort::Id)?.0);
    }
    let ids = chosen.iter().filter_map(|id| id.parse().ok());
    Ok(Predicate::Any(ids.map(|id| Predicate::Is(Condition::Claim(id))).collect()).into())
}

/// Returns CSV with one row a claim, as `gainsay export claims.csv` writes it.
pub(crate) fn csv(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = wanted(request, store)?;
    let format = Format::Csv(Style::default());
    let response = HttpResponse::write("text/csv; charset=utf-8", |out| {
        export::write(store, &filter, false, format, out).map(|_| ())
    })?;
    Ok(response.with_file_name("claims.csv"))
}

/// Returns JSON with all that is recorded about the claims, which `gainsay import` reads back.
pub(crate) fn json(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = wanted(request, store)?;
    let response =
        HttpResponse::write(JSON, |out| export::write(store, &filter, false, Format::Json, out).map(|_| ()))?;
    Ok(response.with_file_name("claims.json"))
}

/// Returns a workbook with one row a claim.
pub(crate) fn xlsx(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let filter = wanted(request, store)?;
    let response = HttpResponse::write(KIND, |out| export::workbook::write(store, &filter, out).map(|_| ()))?;
    Ok(response.with_file_name("claims.xlsx"))
}

/// Returns the claims with a published verdict as `ClaimReview`, as `gainsay export claims.jsonld` writes them.
pub(crate) fn reviews(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = wanted(request, store)?;
    let response = HttpResponse::write("application/ld+json", |out| {
        export::reviews::write(store, &filter, false, out, &mut |_| ()).map(|_| ())
    })?;
    Ok(response.with_file_name("claims.jsonld"))
}

/// Returns a report of the claims to send or print, as `gainsay report` writes it.
pub(crate) fn report(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = wanted(request, store)?;
    let header = export::report::header(store, &filter, None, &request.recorded_at);
    let response = HttpResponse::write("text/html; charset=utf-8", |out| {
        export::report::write_claims(store, &filter, header.clone(), out).map(|_| ())
    })?;
    Ok(response.with_file_name("report.html"))
}
