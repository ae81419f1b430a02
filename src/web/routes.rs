//! What can be asked for: one table, from which the router is made and the description of the API.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use axum::routing::{self, get};

use crate::actions::Context;
use crate::error::{Error, Result, Words};
use crate::output::Progress;
use crate::store::Store;
use crate::web::api::endpoints::{self, Api};
use crate::web::forms;
use crate::web::forms::submit::{self, FlashMessages, SAID};
use crate::web::http::reader_pool::ReaderPool;
use crate::web::http::request::{HttpRequest, Query};
use crate::web::http::response::HttpResponse;
use crate::web::http::server::{Clock, Setup};
use crate::web::message::Message;
use crate::web::pages::{self, Layout};
use crate::web::upload::{self, PendingUploads};

/// Something that can be asked for.
pub(super) struct Route {
    /// The path, with `{id}` for a number.
    pub(super) path: &'static str,
    /// What answers.
    answer: fn(&HttpRequest, &Store) -> Result<HttpResponse>,
    /// Whether that may take long.
    long: bool,
    /// What it is in the API, if it is part of it.
    pub(super) api: Option<Api>,
}

const fn page(path: &'static str, answer: fn(&HttpRequest, &Store) -> Result<HttpResponse>) -> Route {
    Route { path, answer, long: false, api: None }
}

const fn file(path: &'static str, answer: fn(&HttpRequest, &Store) -> Result<HttpResponse>) -> Route {
    Route { path, answer, long: true, api: None }
}

const fn data(path: &'static str, answer: fn(&HttpRequest, &Store) -> Result<HttpResponse>, api: Api) -> Route {
    Route { path, answer, long: false, api: Some(api) }
}

const fn all_data(path: &'static str, answer: fn(&HttpRequest, &Store) -> Result<HttpResponse>, api: Api) -> Route {
    Route { path, answer, long: true, api: Some(api) }
}

/// Everything that can be asked for.
pub(super) const ROUTES: &[Route] = &[
    page("/", pages::claims::claims),
    page("/claims/{id}", pages::claim::claim),
    page("/claims/{id}/like", pages::like::like),
    page("/speakers", pages::speakers::speakers),
    page("/speakers/{id}", pages::speaker::speaker),
    page("/statements/{id}", pages::statement::statement),
    page("/documents", pages::documents::documents),
    page("/documents/{id}", pages::document::document),
    page("/filters", pages::filters::filters),
    page("/search", pages::search::search),
    page("/saved", pages::saved::saved),
    page("/history", pages::history::history),
    file("/export.csv", pages::export::csv),
    file("/export.xlsx", pages::export::xlsx),
    file("/export.json", pages::export::json),
    all_data("/api/claims", endpoints::claims, endpoints::CLAIMS),
    data("/api/claims/{id}", endpoints::claim, endpoints::CLAIM),
    all_data("/api/speakers", endpoints::speakers, endpoints::SPEAKERS),
    all_data("/api/documents", endpoints::documents, endpoints::DOCUMENTS),
    data("/api/search", endpoints::search, endpoints::SEARCH),
    data("/api/counts", endpoints::counts, endpoints::COUNTS),
    data("/api/saved", endpoints::saved, endpoints::SAVED),
    all_data("/api/history", endpoints::history, endpoints::HISTORY),
    data("/api/openapi.json", endpoints::openapi, endpoints::OPENAPI),
];

/// What is the same for every request.
pub(super) struct AppState {
    pub(super) books: Arc<ReaderPool>,
    clock: Clock,
    book: String,
    /// What was said of what was just done, until it is shown.
    pub(super) slips: Mutex<FlashMessages>,
    /// The files that were sent and wait to be imported.
    pub(super) waiting: PendingUploads,
}

impl AppState {
    /// What was asked for.
    pub(super) fn asked(&self, uri: &Uri, parts: &RawPathParams) -> HttpRequest {
        let query = Query::read(uri.query().unwrap_or_default());
        let said = query.one(SAID).and_then(|slip| slip.parse().ok());
        HttpRequest {
            path: uri.path().to_string(),
            parts: parts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            said: said.map(|slip| self.slips().take(slip)).unwrap_or_default(),
            query,
            now: (self.clock)().0,
            book: self.book.clone(),
            tried: None,
        }
    }

    /// What an action is run with: the time, and no file of this machine.
    pub(super) fn context<'a>(&self, progress: &'a Progress) -> Context<'a> {
        let (now, recorded_at) = (self.clock)();
        Context { local_files: false, ..Context::at_terminal(now, recorded_at, progress) }
    }

    /// The way to another address, which says what was done; `place` is where on that page, with its `#`.
    pub(super) fn moved_saying(&self, path: &str, place: &str, said: &[Words]) -> HttpResponse {
        let slip = self.slips().keep(said.iter().map(Message::of).collect());
        HttpResponse::moved(format!("{path}?{SAID}={slip}{place}"))
    }

    /// The slips.
    pub(super) fn slips(&self) -> MutexGuard<'_, FlashMessages> {
        self.slips.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The router of everything in [`ROUTES`], of the forms, and of the styles and the script.
pub(super) fn router(books: Arc<ReaderPool>, setup: &Setup) -> Router {
    let book = setup.book.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let shared = Arc::new(AppState {
        books,
        clock: setup.clock,
        book,
        slips: Mutex::default(),
        waiting: PendingUploads::default(),
    });
    let mut router = Router::new();
    for route in ROUTES {
        let shared = Arc::clone(&shared);
        let handler = move |uri: Uri, parts: RawPathParams| answer(Arc::clone(&shared), route, uri, parts);
        router = router.route(route.path, get(handler));
    }
    for form in forms::all() {
        if !ROUTES.iter().any(|route| route.path == form.path) {
            let shared = Arc::clone(&shared);
            let handler = move |uri: Uri, parts: RawPathParams| submit::show(Arc::clone(&shared), form, uri, parts);
            router = router.route(form.path, get(handler));
        }
        for (path, is_page) in [(form.path.to_string(), true), (format!("/api{}", form.path), false)] {
            let shared = Arc::clone(&shared);
            let handler = move |parts: RawPathParams, request: Request| {
                submit::take(Arc::clone(&shared), form, is_page, parts, request)
            };
            router = router.route(&path, routing::post(handler));
        }
    }
    router = upload::routes(router, &shared);
    let frame = Layout { book: shared.book.clone(), ..Layout::default() };
    let other = frame.clone();
    router
        .route("/assets/page.css", get(async || asset("text/css; charset=utf-8", CSS)))
        .route("/assets/page.js", get(async || asset("text/javascript; charset=utf-8", JS)))
        .route("/assets/icon.svg", get(async || asset("image/svg+xml", ICON)))
        .method_not_allowed_fallback(async move || {
            let error = Error::usage("that cannot be done with this page").hint("go back, and look at the book");
            nothing(&other, &error, StatusCode::METHOD_NOT_ALLOWED)
        })
        .fallback(async move |uri: Uri| {
            let error = Error::not_found(format!("there is no page {}", uri.path())).hint("the claims are on /");
            nothing(&frame, &error, StatusCode::NOT_FOUND)
        })
}

const CSS: &str = concat!(include_str!("../export/templates/tokens.css"), include_str!("assets/page.css"));
const JS: &str = include_str!("assets/page.js");
const ICON: &str = include_str!("assets/icon.svg");

fn asset(kind: &'static str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn nothing(frame: &Layout, error: &Error, status: StatusCode) -> Response<Body> {
    told(pages::wrong(frame, error)).map_or_else(bare, |reply| reply.with(status).response())
}

/// Answers a request of the table.
async fn answer(shared: Arc<AppState>, route: &'static Route, uri: Uri, parts: RawPathParams) -> Response<Body> {
    let asked = shared.asked(&uri, &parts);
    let frame = Layout::of(&asked);
    let done = Arc::clone(&shared.books).with(route.long, move |store| (route.answer)(&asked, store)).await;
    respond(done, &frame, route.api.is_some())
}

/// A reply, or what is wrong: as a page, or for a program.
pub(super) fn respond(done: Result<HttpResponse>, frame: &Layout, is_data: bool) -> Response<Body> {
    match done {
        Ok(reply) => reply.response(),
        Err(error) => {
            let said = if is_data { endpoints::wrong(&error) } else { pages::wrong(frame, &error) };
            told(said.map(|reply| reply.failed(&error))).map_or_else(bare, HttpResponse::response)
        }
    }
}

fn told(reply: Result<HttpResponse>) -> Option<HttpResponse> {
    reply.ok()
}

/// What is left to say where not even an error can be told.
fn bare() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
