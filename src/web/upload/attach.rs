//! Files that the page keeps beside a document, as the command `document attach` does.

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::{RawPathParams, Request, State};
use axum::http::{StatusCode, Uri};
use axum::routing::get;
use axum::{Extension, Router};
use serde_json::Map;

use super::receive::{ReceivedFile, UploadError};
use super::receive_form::receive_form;
use crate::actions::{ActionContext, AttachFiles, Definition, FormFile};
use crate::error::{Error, Result};
use crate::output::Progress;
use crate::store::{LARGEST_ATTACHMENT, Store};
use crate::web::auth::visitor::Visitor;
use crate::web::http::{AppState, FormError, HttpRequest, HttpResponse, WorkKind};
use crate::web::links::message;
use crate::web::pages::document::document;
use crate::web::pages::layout::{Layout, respond};

/// Adds the route of files beside documents to a router.
pub(in crate::web) fn routes(router: Router, app: &Arc<AppState>) -> Router {
    router.merge(Router::new().route("/documents/{id}/attach", get(show).post(attach)).with_state(Arc::clone(app)))
}

/// Shows the page of the document, where the address of a form that was refused is asked for again.
async fn show(
    State(app): State<Arc<AppState>>,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let request = app.request(&visitor, &uri, &params);
    let layout = Layout::of(&request);
    let shown = Arc::clone(&app.pool).with(WorkKind::Page, move |store| document(&request, store));
    respond(shown.await, &layout)
}

/// Keeps the files of a form beside a document: all of them or none.
async fn attach(
    State(app): State<Arc<AppState>>,
    visitor: Extension<Visitor>,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let request = app.request(&visitor, &head.uri, &params);
    let layout = Layout::of(&request);
    let received = receive_form(&head.headers, body, LARGEST_ATTACHMENT as u64).await;
    let done = Arc::clone(&app.pool).with(WorkKind::Form, move |store| {
        let kept = received.and_then(|form| Ok(keep(&app, &request, &form.files, store)?));
        match kept {
            Ok(response) => Ok(response),
            Err(wrong) if wrong.error.is_final() => Err(wrong.error),
            Err(wrong) => refused_page(request, &wrong, store),
        }
    });
    respond(done.await, &layout)
}

fn keep(app: &AppState, request: &HttpRequest, files: &[ReceivedFile], store: &Store) -> Result<HttpResponse> {
    let id = request.id("document")?;
    if files.is_empty() {
        return Err(Error::usage("no file was chosen").hint("choose one, or drop it on this page"));
    }
    let form_files = named_apart(files);
    let names: Vec<_> = form_files.iter().map(|file| file.name.clone()).collect();
    let mut values = Map::new();
    values.insert("document".to_string(), id.to_string().into());
    values.insert("files".to_string(), names.into());
    let action = (Definition::of::<AttachFiles>().from_values)(values)?;
    let progress = Progress::default();
    let outcome = action.perform(store, &ActionContext { form_files, ..app.context(&request.visitor, &progress) })?;
    let (sentences, _) = outcome.into_reply(store)?.into_parts();
    Ok(app.redirect_with(&format!("/documents/{id}"), "#kept", sentences.iter().map(message).collect()))
}

/// Returns the files, each under a name of its own.
fn named_apart(files: &[ReceivedFile]) -> Vec<FormFile> {
    let mut known = HashSet::new();
    let named = files.iter().map(|file| {
        let further = (2..).map(|number| format!("{number}-{}", file.name));
        let name = std::iter::once(file.name.clone()).chain(further).find(|name| known.insert(name.clone()));
        FormFile { name: name.unwrap_or_default(), path: file.path() }
    });
    named.collect()
}

/// Returns the page of the document with what is wrong.
fn refused_page(mut request: HttpRequest, wrong: &UploadError, store: &Store) -> Result<HttpResponse> {
    request.reject(FormError {
        field: "file",
        message: message(wrong.error.message()),
        hint: message(&wrong.error.hint_sentence()),
        field_id: "attach-file".to_string(),
        ..FormError::default()
    });
    let status = if wrong.status.is_server_error() { StatusCode::UNPROCESSABLE_ENTITY } else { wrong.status };
    Ok(document(&request, store)?.with_status(status))
}
