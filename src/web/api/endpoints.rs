//! The API: what the commands print as JSON, byte for byte.

use std::io::Write;

use serde_json::json;

use crate::error::{Error, Result};
use crate::export;
use crate::model::Sort;
use crate::model::records::Record;
use crate::model::records::{DocumentRow, SavedRow, SpeakerRow};
use crate::model::results::counts::CountRow;
use crate::model::results::history::EntryRow;
use crate::model::results::hits::FoundRow;
use crate::output::json;
use crate::output::{Format, Reply, Stream, Terminal, write_records};
use crate::store::Store;
use crate::web::api::openapi;
use crate::web::http::filter_query::FilterQuery;
use crate::web::http::request::HttpRequest;
use crate::web::http::response::{HttpResponse, JSON};

/// How many hits a search gives if nothing else is asked for, as on the command line.
const HITS: u64 = 20;
/// No more of anything is left out, or asked for.
const MOST: u64 = i64::MAX as u64;
/// No more hits than these.
const MOST_HITS: u64 = u16::MAX as u64;

/// What a route is in the API.
pub(in crate::web) struct Api {
    /// What it gives, in a line.
    pub(in crate::web) summary: &'static str,
    /// The names of its query, with what they mean, beside those that say which claims.
    pub(in crate::web) names: &'static [(&'static str, &'static str)],
    /// Whether its query says which claims.
    pub(in crate::web) filter: bool,
}

const NAMES: &[(&str, &str)] = &[("limit", "At most so many"), ("offset", "Leaves out so many at the start")];
const LIMIT: &[(&str, &str)] = &[("limit", "At most so many")];
const FOUND: &[(&str, &str)] = &[
    ("q", "Words, and what else must hold, in the filter language"),
    ("limit", "At most so many; 20 if not given"),
    ("offset", "Leaves out so many at the start"),
];

const fn whole(summary: &'static str) -> Api {
    Api { summary, names: &[], filter: false }
}

pub(in crate::web) const CLAIMS: Api =
    Api { summary: "Claims: what gainsay list --format json prints", names: NAMES, filter: true };
pub(in crate::web) const CLAIM: Api = whole("Everything that is recorded of a claim: gainsay show");
pub(in crate::web) const SPEAKERS: Api = whole("The speakers: gainsay speaker list");
pub(in crate::web) const DOCUMENTS: Api = whole("The documents, without their texts: gainsay document list");
pub(in crate::web) const SEARCH: Api =
    Api { summary: "Claims and documents by their words, the best first: gainsay search", names: FOUND, filter: false };
pub(in crate::web) const COUNTS: Api = whole("How many claims there are of each kind: gainsay counts");
pub(in crate::web) const SAVED: Api = whole("The saved filters: gainsay saved");
pub(in crate::web) const HISTORY: Api =
    Api { summary: "The history, newest first: gainsay log", names: LIMIT, filter: false };
pub(in crate::web) const OPENAPI: Api = whole("This description");

/// What is wrong, as JSON.
pub(in crate::web) fn wrong(error: &Error) -> Result<HttpResponse> {
    let value = json!({ "error": error.to_string(), "hint": error.hint_text() });
    HttpResponse::of(JSON, |out| json::value(&value, true, out))
}

/// Records as the commands write them.
fn records<R: Record>(run: impl FnOnce(&mut dyn FnMut(R) -> Result<()>) -> Result<()>) -> Result<HttpResponse> {
    HttpResponse::of(JSON, |out: &mut dyn Write| {
        let stream: Stream = Box::new(|each| run(&mut |record: R| each(&mut record.each_cell())));
        write_records(&R::heads(), stream, Format::Json, &Terminal::default(), out).map(|_| ())
    })
}

fn limit(asked: &HttpRequest, most: u64) -> Result<Option<u64>> {
    match asked.query.number("limit", most)? {
        Some(0) => Err(Error::usage("limit is at least 1").hint("leave out limit, or write a number")),
        limit => Ok(limit),
    }
}

pub(in crate::web) fn claims(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let mut filter = FilterQuery::of(&asked.query).filter(asked, store, Sort::Id)?;
    filter.limit = limit(asked, MOST)?;
    filter.offset = asked.query.number("offset", MOST)?.unwrap_or_default();
    HttpResponse::of(JSON, |out| export::list(store, &filter, Format::Json, out).map(|_| ()))
}

pub(in crate::web) fn claim(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let page = store.story(asked.id("claim")?)?.page();
    HttpResponse::of(JSON, |out| Reply::page(page).write(Format::Json, &Terminal::default(), out, &mut std::io::sink()))
}

pub(in crate::web) fn speakers(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    records(|each: &mut dyn FnMut(SpeakerRow) -> Result<()>| store.speakers(None, each))
}

pub(in crate::web) fn documents(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    records(|each: &mut dyn FnMut(DocumentRow) -> Result<()>| store.documents(None, each))
}

pub(in crate::web) fn search(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let view = FilterQuery { typed: asked.query.one("q").unwrap_or_default().to_string(), ..FilterQuery::default() };
    let (wanted, _) = view.read(asked, store)?;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let most = number(limit(asked, MOST_HITS)?.unwrap_or(HITS));
    let offset = number(asked.query.number("offset", MOST_HITS)?.unwrap_or_default());
    let found = store.search(&wanted, most, offset)?;
    records(|each: &mut dyn FnMut(FoundRow) -> Result<()>| found.rows.into_iter().try_for_each(each))
}

pub(in crate::web) fn counts(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let counts = store.counts()?;
    records(|each: &mut dyn FnMut(CountRow) -> Result<()>| counts.into_iter().try_for_each(each))
}

pub(in crate::web) fn saved(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (saved, _) = store.saved_filters_counted(asked.now)?;
    records(|each: &mut dyn FnMut(SavedRow) -> Result<()>| saved.into_iter().try_for_each(each))
}

pub(in crate::web) fn history(asked: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let limit = limit(asked, MOST)?;
    records(|each: &mut dyn FnMut(EntryRow) -> Result<()>| store.entries(None, limit, each))
}

pub(in crate::web) fn openapi(_: &HttpRequest, _: &Store) -> Result<HttpResponse> {
    HttpResponse::of(JSON, |out| json::value(&openapi::described(), true, out))
}
