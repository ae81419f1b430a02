//! The requests of importing.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{StatusCode, Uri};
use axum::routing::get;
use axum::{Extension, Router};
use tokio::time::timeout;

use super::import;
use super::page;
use super::pending::{MAX_AGE, PATH, PendingUploads, Upload};
use super::receive;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::web::auth::visitor::Visitor;
use crate::web::http::{AppState, HttpRequest, HttpResponse, Message, Query, WorkKind};
use crate::web::pages::layout::{Layout, respond};

/// Maximum size of the options of an import, in bytes: a table may have many thousand columns.
const MAX_OPTIONS_BYTES: usize = 1 << 20;

/// The state that the handlers of this folder share.
struct Uploads {
    app: Arc<AppState>,
    pending: PendingUploads,
}

type Shared = State<Arc<Uploads>>;

/// Adds the routes of importing to a router.
pub(crate) fn routes(router: Router, app: &Arc<AppState>) -> Router {
    let uploads = Arc::new(Uploads { app: Arc::clone(app), pending: PendingUploads::default() });
    let own = Router::new()
        .route(PATH, get(show).post(upload))
        .route("/import/{number}", get(show_one).post(choose))
        .route("/import/{number}/rejected", get(download_rejected))
        .with_state(uploads);
    router.merge(own)
}

/// Shows the page on which a file is chosen.
async fn show(State(uploads): Shared, visitor: Extension<Visitor>, uri: Uri, params: RawPathParams) -> HttpResponse {
    let request = uploads.app.request(&visitor, &uri, &params);
    respond(page::choose_page(&request, &uploads.pending.all(), ""), &Layout::of(&request))
}

/// Takes a file, and runs the import without writing.
async fn upload(
    State(uploads): Shared,
    visitor: Extension<Visitor>,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let request = uploads.app.request(&visitor, &head.uri, &params);
    let layout = Layout::of(&request);
    let received = receive::receive(&head.headers, body).await;
    let upload = match received.and_then(|file| Ok(uploads.pending.add(file)?)) {
        Ok(upload) => upload,
        Err(wrong) => {
            let message = wrong.error.to_string();
            let page = page::rejected_page(&uploads.pending.all(), request, (&message, &wrong.error), wrong.field, "");
            return respond(page.map(|page| page.with_status(wrong.status)), &layout);
        }
    };
    expire_later(&uploads);
    let turn = uploads.pending.turn().await;
    let done = Arc::clone(&uploads.app.pool).with(WorkKind::Import, move |store| {
        let _turn = turn;
        import::preview(&uploads.app, &uploads.pending, request, &upload, store)
    });
    respond(done.await, &layout)
}

/// Shows the page of an uploaded file.
async fn show_one(
    State(uploads): Shared,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let request = uploads.app.request(&visitor, &uri, &params);
    with_upload(&uploads, request, WorkKind::Page, |request, upload, store| {
        page::file_page(&request, upload, &upload.state(), store)
    })
    .await
}

/// Handles the options that were chosen for a file: tries them, or imports the file.
async fn choose(
    State(uploads): Shared,
    visitor: Extension<Visitor>,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let request = uploads.app.request(&visitor, &head.uri, &params);
    let Ok(Ok(bytes)) = timeout(receive::READ_TIMEOUT, to_bytes(body, MAX_OPTIONS_BYTES)).await else {
        let error = Error::usage("that is too long for a choice, or took too long").hint("go back, and choose again");
        return respond(Err(error), &Layout::of(&request));
    };
    let typed = Query::parse(&String::from_utf8_lossy(&bytes));
    let turn = uploads.pending.turn().await;
    let shared = Arc::clone(&uploads);
    with_upload(&uploads, request, WorkKind::Import, move |request, upload, store| {
        let _turn = turn;
        if typed.value("do") == Some("leave") {
            shared.pending.remove(&upload.number);
            let text = format!("{} was removed; nothing was written", upload.display_name());
            return Ok(shared.app.redirect_with(PATH, "", vec![Message::text(&text)]));
        }
        import::choose(&shared.app, request, upload, &typed, store)
    })
    .await
}

/// Sends the file of the rejected rows.
async fn download_rejected(
    State(uploads): Shared,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let request = uploads.app.request(&visitor, &uri, &params);
    with_upload(&uploads, request, WorkKind::Page, |_, upload, _| import::rejected_file(upload)).await
}

/// Runs `work` with the uploaded file that the path names. Where it is not there any more, shows the page on which a file is
/// chosen.
async fn with_upload(
    uploads: &Uploads,
    request: HttpRequest,
    kind: WorkKind,
    work: impl FnOnce(HttpRequest, &Upload, &Store) -> Result<HttpResponse> + Send + 'static,
) -> HttpResponse {
    let layout = Layout::of(&request);
    match uploads.pending.find(request.path_param("number")) {
        Ok(upload) => {
            let pool = Arc::clone(&uploads.app.pool);
            respond(pool.with(kind, move |store| work(request, &upload, store)).await, &layout)
        }
        Err(error) => {
            let page = page::rejected_page(&uploads.pending.all(), request, (&error.to_string(), &error), "file", "");
            respond(page.map(|page| page.with_status(StatusCode::NOT_FOUND)), &layout)
        }
    }
}

/// Removes the file that has just been uploaded when its time is over.
fn expire_later(uploads: &Arc<Uploads>) {
    let uploads = Arc::downgrade(uploads);
    tokio::spawn(async move {
        tokio::time::sleep(MAX_AGE).await;
        if let Some(uploads) = uploads.upgrade() {
            uploads.pending.remove_expired();
        }
    });
}
