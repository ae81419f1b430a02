//! Importing on the page: a file is sent, what it was taken for is shown with what would come of it, and only then is it
//! imported. Each step is the command, and a dry run is the command's.

mod choice;
mod sent;
mod waiting;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request};
use axum::http::{Response, StatusCode, Uri};
use axum::routing::get;

use crate::error::{Error, Result};
use crate::web::http::request::{FormError, HttpRequest, Query};
use crate::web::http::response::HttpResponse;
use crate::web::message::Message;
use crate::web::pages::{self, Layout};
use crate::web::routes::{AppState, respond};

pub(super) use choice::{DELIMITERS, DUPLICATES, ImportOptions, column_name, table};
pub(super) use sent::MOST;
pub(super) use waiting::{FILES, PendingUploads, Upload, UploadState, WAIT};
pub(super) use work::in_words_of_the_page;

/// Where files are sent.
const PATH: &str = "/import";
/// A choice is no longer than this: so much takes a table of many thousand columns.
const LONGEST: usize = 1 << 20;

/// Adds what importing asks for to the router.
pub(super) fn routes(router: Router, shared: &Arc<AppState>) -> Router {
    let with = || Arc::clone(shared);
    let (all, send, one, act, rejected) = (with(), with(), with(), with(), with());
    router
        .route(
            PATH,
            get(async move |uri: Uri, parts: RawPathParams| show(&all, &uri, &parts))
                .post(move |parts: RawPathParams, request: Request| take(Arc::clone(&send), parts, request)),
        )
        .route(
            "/import/{number}",
            get(move |uri: Uri, parts: RawPathParams| show_one(Arc::clone(&one), uri, parts))
                .post(move |parts: RawPathParams, request: Request| choose(Arc::clone(&act), parts, request)),
        )
        .route(
            "/import/{number}/rejected",
            get(move |uri: Uri, parts: RawPathParams| download(Arc::clone(&rejected), uri, parts)),
        )
}

/// The page on which a file is chosen.
fn show(shared: &AppState, uri: &Uri, parts: &RawPathParams) -> Response<Body> {
    let asked = shared.asked(uri, parts);
    respond(pages::import::choose(&asked, &shared.waiting.all(), ""), &Layout::of(&asked), false)
}

/// Takes a file, and looks what would come of it.
async fn take(shared: Arc<AppState>, parts: RawPathParams, request: Request) -> Response<Body> {
    let asked = shared.asked(request.uri(), &parts);
    let frame = Layout::of(&asked);
    let (head, body) = request.into_parts();
    let received = sent::receive(&head.headers, body).await;
    let upload = match received.and_then(|sent| Ok(shared.waiting.add(sent)?)) {
        Ok(upload) => upload,
        Err(wrong) => {
            let page = refused(&shared, asked, (&wrong.error.to_string(), &wrong.error), wrong.field, &wrong.text);
            return respond(page.map(|reply| reply.with(wrong.status)), &frame, false);
        }
    };
    expire_later(&shared);
    let turn = shared.waiting.turn().await;
    let done = Arc::clone(&shared.books).with(true, move |store| {
        let _turn = turn;
        work::look(&shared, asked, &upload, store)
    });
    respond(done.await, &frame, false)
}

/// The page of a file that waits.
async fn show_one(shared: Arc<AppState>, uri: Uri, parts: RawPathParams) -> Response<Body> {
    let asked = shared.asked(&uri, &parts);
    let frame = Layout::of(&asked);
    match shared.waiting.find(number(&asked)) {
        Ok(upload) => {
            let done = Arc::clone(&shared.books)
                .with(false, move |store| pages::import::file(&asked, &upload, &upload.state(), store));
            respond(done.await, &frame, false)
        }
        Err(error) => gone(&shared, asked, &error),
    }
}

/// Does with a file what was chosen.
async fn choose(shared: Arc<AppState>, parts: RawPathParams, request: Request) -> Response<Body> {
    let asked = shared.asked(request.uri(), &parts);
    let frame = Layout::of(&asked);
    let upload = match shared.waiting.find(number(&asked)) {
        Ok(upload) => upload,
        Err(error) => return gone(&shared, asked, &error),
    };
    let Ok(bytes) = to_bytes(request.into_body(), LONGEST).await else {
        let error = Error::usage("that is too long for a choice").hint("go back, and choose again");
        return respond(Err(error), &frame, false);
    };
    let typed = Query::read(&String::from_utf8_lossy(&bytes));
    if typed.one("do") == Some("leave") {
        shared.waiting.leave(&upload.number);
        let said = format!("{} was left, and is not here any more: nothing was written", upload.called());
        return respond(Ok(shared.moved_saying(PATH, "", &[said.into()])), &frame, false);
    }
    let turn = shared.waiting.turn().await;
    let done = Arc::clone(&shared.books).with(true, move |store| {
        let _turn = turn;
        work::choose(&shared, asked, &upload, &typed, store)
    });
    respond(done.await, &frame, false)
}

/// What was rejected, as a file.
async fn download(shared: Arc<AppState>, uri: Uri, parts: RawPathParams) -> Response<Body> {
    let asked = shared.asked(&uri, &parts);
    let frame = Layout::of(&asked);
    match shared.waiting.find(number(&asked)) {
        Ok(upload) => {
            let done = Arc::clone(&shared.books).with(false, move |_| work::rejected(&upload));
            respond(done.await, &frame, false)
        }
        Err(error) => gone(&shared, asked, &error),
    }
}

/// Drops the file that has just come when it has waited too long.
fn expire_later(shared: &Arc<AppState>) {
    let shared = Arc::downgrade(shared);
    tokio::spawn(async move {
        tokio::time::sleep(WAIT).await;
        if let Some(shared) = shared.upgrade() {
            shared.waiting.prune();
        }
    });
}

/// The number in the path.
fn number(asked: &HttpRequest) -> &str {
    asked.parts.iter().find(|(name, _)| name == "number").map_or("", |(_, number)| number.as_str())
}

/// The page on which a file is chosen, saying that the one that was asked for is gone.
fn gone(shared: &AppState, asked: HttpRequest, error: &Error) -> Response<Body> {
    let frame = Layout::of(&asked);
    respond(
        refused(shared, asked, (&error.to_string(), error), "file", "").map(|page| page.with(StatusCode::NOT_FOUND)),
        &frame,
        false,
    )
}

/// The page on which a file is chosen, saying why the last one was not taken.
fn refused(
    shared: &AppState,
    mut asked: HttpRequest,
    (said, error): (&str, &Error),
    field: &'static str,
    text: &str,
) -> Result<HttpResponse> {
    asked.refuse(FormError {
        field,
        sentence: Message::text(said),
        hint: Message::of(&error.advice()),
        at: format!("import-{field}"),
        ..FormError::default()
    });
    Ok(pages::import::choose(&asked, &shared.waiting.all(), text)?.with(StatusCode::UNPROCESSABLE_ENTITY))
}
