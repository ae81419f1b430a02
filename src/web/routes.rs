//! The table of pages and files, and the router of everything that can be requested.

use std::sync::Arc;

use axum::extract::{RawPathParams, Request};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::from_fn;
use axum::routing::{self, get};
use axum::{Extension, Router};

use super::api::{endpoints, openapi};
use super::articles::handlers as articles;
use super::auth::visitor::Visitor;
use super::forms::{self, Form, submit};
use super::http::server::Server;
use super::http::setup::Setup;
use super::http::{AT, AppState, Handler, HttpResponse, ReaderPool, WorkKind};
use super::pages;
use super::pages::account;
use super::pages::layout::{self, Layout};
use super::pages::{live, offered};
use super::upload::{attach, handlers as upload};
use crate::error::{Error, Result};
use crate::store::Store;

/// A page or a file.
struct Route {
    /// The path, with `{id}` for a number.
    path: &'static str,
    /// What answers.
    handler: Handler,
    /// The kind of work that answers.
    work: WorkKind,
}

const fn page(path: &'static str, handler: Handler) -> Route {
    Route { path, handler, work: WorkKind::Page }
}

const fn file(path: &'static str, handler: Handler) -> Route {
    Route { path, handler, work: WorkKind::Download }
}

/// All pages and files that can be read.
const ROUTES: &[Route] = &[
    page("/", pages::claims::claims),
    page("/claims/{id}", pages::claim::claim),
    page("/claims/{id}/like", pages::similar::similar),
    page("/speakers", pages::speakers::speakers),
    page("/speakers/{id}", pages::speaker::speaker),
    page("/statements/{id}", pages::statement::statement),
    page("/documents", pages::documents::documents),
    page("/documents/{id}", pages::document::document),
    page("/documents/{id}/suggestions", pages::suggestions::suggestions),
    page("/documents/{id}/lines", pages::lines::lines),
    page("/documents/{id}/annotated", pages::lines::annotated),
    file("/documents/{id}/annotated.html", pages::lines::annotated_html),
    file("/documents/{id}/annotated.md", pages::lines::annotated_md),
    file("/documents/{id}/annotated.docx", pages::lines::annotated_docx),
    page("/filters", pages::filters::filters),
    page("/search", pages::search::search),
    page("/duplicates", pages::duplicates::duplicates),
    page("/contradictions", pages::contradictions::contradictions),
    page("/conflicts", pages::conflicts::conflicts),
    page("/asked", pages::requests::asked),
    page("/requests/{id}", pages::requests::one),
    page("/corrections", pages::corrections::corrections),
    page("/corrections/{id}", pages::corrections::one),
    page("/saved", pages::saved::saved),
    page("/history", pages::history::history),
    page("/mine", pages::mine::mine),
    page("/members", pages::members::members),
    file("/complete", pages::complete::complete),
    file("/attachments/{id}", pages::attachment::attachment),
    file("/export.csv", pages::export::csv),
    file("/export.xlsx", pages::export::xlsx),
    file("/export.json", pages::export::json),
    file("/export.jsonld", pages::export::reviews),
    file("/export.html", pages::export::report),
];

/// Opens the book, and listens.
///
/// # Errors
/// The book cannot be opened; the port or an address cannot be listened on.
pub fn bind(setup: &Setup) -> Result<Server> {
    let pool = ReaderPool::open(setup.book.clone())?;
    Server::bind(setup, router(&Arc::new(AppState::new(Arc::clone(&pool), setup))), pool)
}

/// Returns the page that a form stands on: the one with the longest path that the path of the form begins with, or else the
/// history.
fn page_of(form: &Form) -> Handler {
    match form.path.as_str() {
        "/claims" => pages::new_claim::new_claim,
        "/demo" => pages::claims::claims,
        path if path.starts_with("/many/") => pages::claims::claims,
        "/history/{id}/undo" => pages::undo::undo,
        path => {
            let pages = ROUTES.iter().filter(|route| route.path != "/" && path.starts_with(route.path));
            pages.max_by_key(|route| route.path.len()).map_or(pages::history::history, |route| route.handler)
        }
    }
}

fn router(app: &Arc<AppState>) -> Router {
    let mut router = attach::routes(articles::routes(upload::routes(Router::new(), app), app), app);
    router = live::routes(account::routes(router, app), app);
    for route in ROUTES {
        let app = Arc::clone(app);
        router = router.route(
            route.path,
            get(move |visitor: Extension<Visitor>, uri: Uri, params: RawPathParams| {
                answer_page(Arc::clone(&app), route, visitor.0, uri, params)
            }),
        );
    }
    let description = (openapi::PATH, openapi::openapi as Handler, WorkKind::Page);
    let data = endpoints::ENDPOINTS.iter().map(|endpoint| (endpoint.path, endpoint.handler, endpoint.work));
    for (path, handler, work) in data.chain([description]) {
        let app = Arc::clone(app);
        router = router.route(
            path,
            get(async move |visitor: Extension<Visitor>, uri: Uri, params: RawPathParams| {
                let mut request = app.request(&visitor, &uri, &params);
                let moment = match request.moment() {
                    Ok(moment) => moment,
                    Err(error) => return endpoints::respond(Err(error)),
                };
                let pool = Arc::clone(&app.pool);
                let then = moment.clone();
                let answer = move |store: &Store| {
                    request.set_past(then.as_ref(), store);
                    handler(&request, store)
                };
                endpoints::respond(pool.with_book_at(moment, work, answer).await)
            }),
        );
    }
    let search = Arc::clone(app);
    let search = move |Extension(visitor): Extension<Visitor>, params: RawPathParams, request: Request| {
        submit::search(search, visitor, params, request)
    };
    router = router.route("/search", routing::post(search));
    let has_page = |path: &str| ROUTES.iter().any(|route| route.path == path);
    let pages = offered::Pages { book: app.book().to_string(), has_page };
    with_fallbacks(with_assets(with_forms(router, app)), app.book())
        .layer(from_fn(move |request, next| offered::leave_out(pages.clone(), request, next)))
}

async fn answer_page(
    app: Arc<AppState>,
    route: &'static Route,
    visitor: Visitor,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let mut request = app.request(&visitor, &uri, &params);
    let layout = Layout::of(&request);
    let at = request.query.value(AT).map(str::to_string);
    let moment = match request.moment() {
        Ok(moment) => moment,
        Err(error) => return layout::respond(Err(error), &layout),
    };
    let then = moment.clone();
    let done = Arc::clone(&app.pool)
        .with_book_at(moment, route.work, move |store| {
            store.tell_names_apart(!route.path.starts_with("/export"));
            request.set_past(then.as_ref(), store);
            (route.handler)(&request, store)
        })
        .await;
    let is_there = done.is_ok();
    let response = layout::respond(done, &layout);
    match at.filter(|_| is_there) {
        Some(at) => response.with_moment(&at).await,
        None => response,
    }
}

fn with_forms(mut router: Router, app: &Arc<AppState>) -> Router {
    for form in forms::all() {
        let page = page_of(form);
        if !ROUTES.iter().any(|route| route.path == form.path) {
            let app = Arc::clone(app);
            let handler = async move |visitor: Extension<Visitor>, uri: Uri, params: RawPathParams| {
                submit::show(Arc::clone(&app), page, &visitor, uri, params).await
            };
            router = router.route(&form.path, get(handler));
        }
        let (from_page, from_program) = (Arc::clone(app), Arc::clone(app));
        let from_page = move |params: RawPathParams, request: Request| {
            submit::submit(Arc::clone(&from_page), form, page, params, request)
        };
        let from_program = move |params: RawPathParams, request: Request| {
            submit::submit_json(Arc::clone(&from_program), form, params, request)
        };
        router = router
            .route(&form.path, routing::post(from_page))
            .route(&format!("/api{}", form.path), routing::post(from_program));
    }
    router
}

fn with_assets(router: Router) -> Router {
    const CSS: &str = concat!(
        include_str!("../export/templates/tokens.css"),
        include_str!("assets/page.css"),
        include_str!("assets/articles.css"),
        include_str!("assets/desk.css"),
        include_str!("assets/lines.css"),
        include_str!("assets/fields.css"),
        include_str!("assets/list.css"),
        include_str!("../export/templates/annotated.css")
    );
    let asset = |content_type, text: &'static str| get(async move || ([(header::CONTENT_TYPE, content_type)], text));
    router
        .route("/assets/page.css", asset("text/css; charset=utf-8", CSS))
        .route("/assets/read.js", asset("text/javascript; charset=utf-8", include_str!("assets/read.js")))
        .route("/assets/suggestions.js", asset("text/javascript; charset=utf-8", include_str!("assets/suggestions.js")))
        .route("/assets/live.js", asset("text/javascript; charset=utf-8", include_str!("assets/live.js")))
        .route("/assets/page.js", asset("text/javascript; charset=utf-8", include_str!("assets/page.js")))
        .route("/assets/drafts.js", asset("text/javascript; charset=utf-8", include_str!("assets/drafts.js")))
        .route("/assets/list.js", asset("text/javascript; charset=utf-8", include_str!("assets/list.js")))
        .route("/assets/find.js", asset("text/javascript; charset=utf-8", include_str!("assets/find.js")))
        .route("/assets/combobox.js", asset("text/javascript; charset=utf-8", include_str!("assets/combobox.js")))
        .route("/assets/icon.svg", asset("image/svg+xml", include_str!("assets/icon.svg")))
}

/// Answers what no route does.
fn with_fallbacks(router: Router, book: &str) -> Router {
    let layout = Layout { book: book.to_string(), ..Layout::default() };
    let other = layout.clone();
    router
        .method_not_allowed_fallback(async move |visitor: Option<Extension<Visitor>>| {
            let error = Error::usage("that cannot be done with this page").hint("go back, and look at the book");
            no_page(other, visitor, &error, StatusCode::METHOD_NOT_ALLOWED)
        })
        .fallback(async move |visitor: Option<Extension<Visitor>>, uri: Uri| {
            let error = Error::not_found(format!("there is no page {}", uri.path())).hint("the claims are on /");
            no_page(layout, visitor, &error, StatusCode::NOT_FOUND)
        })
}

fn no_page(layout: Layout, visitor: Option<Extension<Visitor>>, error: &Error, status: StatusCode) -> HttpResponse {
    let visitor = visitor.map_or_else(Visitor::unknown, |visitor| visitor.0);
    let page = layout::error_page(&Layout { visitor, ..layout }, error).map(|page| page.with_status(status));
    page.unwrap_or_else(|_| HttpResponse::empty_error())
}
