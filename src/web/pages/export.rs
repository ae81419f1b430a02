//! Exactly the claims that a page shows, as a file.

use crate::error::Result;
use crate::export;
use crate::model::Sort;
use crate::output::Format;
use crate::output::csv::Style;
use crate::store::Store;
use crate::web::http::filter_query::FilterQuery;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::{HttpResponse, JSON};

/// A row a claim, as `gainsay export claims.csv` writes it.
pub(in crate::web) fn csv(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = FilterQuery::of(&request.query).filter(request, store, Sort::Id)?;
    let format = Format::Csv(Style::default());
    let reply = HttpResponse::write("text/csv; charset=utf-8", |out| {
        export::write(store, &filter, false, format, out).map(|_| ())
    })?;
    Ok(reply.with_file_name("claims.csv"))
}

/// The whole record of the claims, which `gainsay import` reads back.
pub(in crate::web) fn json(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let filter = FilterQuery::of(&request.query).filter(request, store, Sort::Id)?;
    let reply = HttpResponse::write(JSON, |out| export::write(store, &filter, false, Format::Json, out).map(|_| ()))?;
    Ok(reply.with_file_name("claims.json"))
}

/// The same as a workbook.
pub(in crate::web) fn xlsx(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let filter = FilterQuery::of(&request.query).filter(request, store, Sort::Id)?;
    let reply = HttpResponse::write(KIND, |out| export::workbook::write(store, &filter, out).map(|_| ()))?;
    Ok(reply.with_file_name("claims.xlsx"))
}
