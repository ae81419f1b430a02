//! The requests of articles.

use std::sync::Arc;

use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::routing::get;
use axum::{Extension, Router};
use serde_json::{Map, Value};

use super::intake::{SentArticle, SentArticles, facts, take_in};
use super::page::{capture_page, found_page, read_page, refuse, refused_page, stored_before, with_status};
use crate::actions::{ActionContext, AddDocument, Definition, FormFile};
use crate::error::Result;
use crate::import::LARGEST_ARTICLE;
use crate::output::Progress;
use crate::store::Store;
use crate::web::auth::capture::CAPTURE;
use crate::web::auth::visitor::Visitor;
use crate::web::http::{AppState, HttpRequest, HttpResponse, Query, WorkKind};
use crate::web::links::message;
use crate::web::pages::layout::{Layout, respond};
use crate::web::upload::pending::MAX_AGE;
use crate::web::upload::receive_form::receive_form;

/// The page on which an article is chosen or pasted.
const READ: &str = "/read";
/// Maximum size of the form with the facts of an article, in bytes.
const MAX_FACTS_BYTES: u64 = 1 << 18;

/// The state that the handlers of this folder share.
struct Articles {
    app: Arc<AppState>,
    waiting: SentArticles,
}

type SharedArticles = State<Arc<Articles>>;

/// Adds the routes of articles to a router.
pub(crate) fn routes(router: Router, app: &Arc<AppState>) -> Router {
    let articles = Arc::new(Articles { app: Arc::clone(app), waiting: SentArticles::default() });
    let own = Router::new()
        .route(READ, get(show).post(receive))
        .route("/read/{number}", get(show_one).post(store_one))
        .route(CAPTURE, get(capture))
        .with_state(articles);
    router.merge(own)
}

fn host(headers: &HeaderMap) -> String {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_string()
}

/// Shows the page on which an article is chosen or pasted.
async fn show(
    State(articles): SharedArticles,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
    headers: HeaderMap,
) -> HttpResponse {
    let request = articles.app.request(&visitor, &uri, &params);
    respond(read_page(&request, &host(&headers), Query::default()), &Layout::of(&request))
}

/// Shows the page that another tab hands an article over to.
async fn capture(
    State(articles): SharedArticles,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let request = articles.app.request(&visitor, &uri, &params);
    respond(capture_page(&request), &Layout::of(&request))
}

/// Takes an article, and reads it.
async fn receive(
    State(articles): SharedArticles,
    visitor: Extension<Visitor>,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let request = articles.app.request(&visitor, &head.uri, &params);
    let (layout, host) = (Layout::of(&request), host(&head.headers));
    let form = match receive_form(&head.headers, body, LARGEST_ARTICLE as u64).await {
        Ok(form) => form,
        Err(wrong) => {
            let page = refused_page(request, &host, Query::default(), (wrong.field, &wrong.error));
            return respond(with_status(page, wrong.status), &layout);
        }
    };
    expire_later(&articles);
    let turn = articles.waiting.turn().await;
    let done = Arc::clone(&articles.app.pool).with(WorkKind::Form, move |store| {
        let _turn = turn;
        let typed = form.values.clone();
        match take_in(form, &articles.waiting, store) {
            Ok(number) => Ok(HttpResponse::redirect(&format!("{READ}/{number}"))),
            Err(wrong) if wrong.error.is_final() => Err(wrong.error),
            Err(wrong) => with_status(refused_page(request, &host, typed, (wrong.field, &wrong.error)), wrong.status),
        }
    });
    respond(done.await, &layout)
}

/// Shows what was found in an article.
async fn show_one(
    State(articles): SharedArticles,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
    headers: HeaderMap,
) -> HttpResponse {
    let request = articles.app.request(&visitor, &uri, &params);
    with_article(&articles, request, &host(&headers), WorkKind::Page, found_page).await
}

/// Stores an article.
async fn store_one(
    State(articles): SharedArticles,
    visitor: Extension<Visitor>,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let request = articles.app.request(&visitor, &head.uri, &params);
    let host = host(&head.headers);
    let typed = match receive_form(&head.headers, body, MAX_FACTS_BYTES).await {
        Ok(form) => form.values,
        Err(wrong) => {
            let layout = Layout::of(&request);
            return respond(Err(wrong.error), &layout);
        }
    };
    let app = Arc::clone(&articles.app);
    with_article(&articles, request, &host, WorkKind::Form, move |mut request, sent, store| {
        let stored = sent.state().stored.filter(|id| store.document(*id).is_ok());
        if let Some(id) = stored {
            return Ok(app.redirect_with(&format!("/documents/{id}"), "", vec![stored_before()]));
        }
        match store_article((&app, &request.visitor), sent, &typed, store) {
            Err(error) if error.is_final() => Err(error),
            Err(error) => {
                refuse(&mut request, typed, &error, store);
                with_status(found_page(request, sent, store), StatusCode::UNPROCESSABLE_ENTITY)
            }
            done => done,
        }
    })
    .await
}

/// Stores an article with the facts that were typed, as the command `document add` does; and leads to what it suggests.
fn store_article(
    (app, visitor): (&AppState, &Visitor),
    sent: &SentArticle,
    typed: &Query,
    store: &Store,
) -> Result<HttpResponse> {
    let mut values = Map::new();
    values.insert("file".to_string(), sent.name.clone().into());
    let stated = facts(&sent.state().article);
    for name in ["title", "url", "publisher", "published", "kind", "language", "note"] {
        let value = typed.value(name).unwrap_or_default();
        // An empty text forgets what the file states.
        if !value.is_empty() || stated.value(name).is_some() {
            values.insert(name.to_string(), value.replace("\r\n", "\n").into());
        }
    }
    if typed.value("force").is_some() {
        values.insert("force".to_string(), Value::Bool(true));
    }
    let action = (Definition::of::<AddDocument>().from_values)(values)?;
    let progress = Progress::default();
    let file = FormFile { name: sent.name.clone(), path: sent.path() };
    let context = ActionContext { form_files: vec![file], ..app.context(visitor, &progress) };
    let outcome = action.perform(store, &context)?;
    let id = outcome.new_rows("document").next_back().unwrap_or_default();
    let (sentences, _) = outcome.into_reply(store)?.into_parts();
    let suggests = {
        let mut found = sent.state();
        found.stored = Some(id);
        found.suggestions.is_some_and(|count| count > 0)
    };
    let path = if suggests { format!("/documents/{id}/suggestions") } else { format!("/documents/{id}") };
    Ok(app.redirect_with(&path, "", sentences.iter().map(message).collect()))
}

/// Runs `work` with the article that the path names. Where it is not there any more, shows the page on which one is chosen.
async fn with_article(
    articles: &Articles,
    request: HttpRequest,
    host: &str,
    kind: WorkKind,
    work: impl FnOnce(HttpRequest, &SentArticle, &Store) -> Result<HttpResponse> + Send + 'static,
) -> HttpResponse {
    let layout = Layout::of(&request);
    match articles.waiting.find(request.path_param("number")) {
        Ok(sent) => {
            let pool = Arc::clone(&articles.app.pool);
            respond(pool.with(kind, move |store| work(request, &sent, store)).await, &layout)
        }
        Err(error) => {
            let page = refused_page(request, host, Query::default(), ("file", &error));
            respond(with_status(page, StatusCode::NOT_FOUND), &layout)
        }
    }
}

/// Removes the article that has just been sent when its time is over.
fn expire_later(articles: &Arc<Articles>) {
    let articles = Arc::downgrade(articles);
    tokio::spawn(async move {
        tokio::time::sleep(MAX_AGE).await;
        if let Some(articles) = articles.upgrade() {
            articles.waiting.remove_expired();
        }
    });
}
