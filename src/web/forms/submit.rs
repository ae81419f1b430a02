//! Reads a form of a page or JSON of a program, and runs the action.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use serde_json::Value;

use crate::actions::{ActionContext, Outcome};
use crate::error::{Error, ErrorKind, Result, terminal_or_page};
use crate::output::{Format, Progress, Terminal};
use crate::store::Store;
use crate::web::api::endpoints;
use crate::web::auth::visitor::Visitor;
use crate::web::forms::{Form, Submission, of_list};
use crate::web::http::{
    AppState, Flash, FormError, Handler, HttpRequest, HttpResponse, JSON, Query, SubmittedForm, UndoOffer, WorkKind,
};
use crate::web::links::{message, message_beside};
use crate::web::pages;
use crate::web::pages::layout::{self, Layout};

/// The content type of a form that a page sends.
const FORM: &str = "application/x-www-form-urlencoded";
/// Maximum size of a body, in bytes.
const MAX_BODY_BYTES: usize = 8 << 20;
/// Maximum time to receive a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// The page to come back to from an undo that takes the page away.
const HISTORY: &str = "/history";
/// Name of the value that says that so much is to be undone.
pub(crate) const SURE: &str = "sure";

/// Shows the page of a form, with the form open and filled from the address.
pub(crate) async fn show(
    app: Arc<AppState>,
    page: Handler,
    visitor: &Visitor,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let mut request = app.request(visitor, &uri, &params);
    request.submitted =
        Some(SubmittedForm { action: request.path.clone(), values: request.query.clone(), error: None });
    let layout = Layout::of(&request);
    if let Err(error) = request.refuse_past() {
        return layout::respond(Err(error), &layout);
    }
    layout::respond(
        Arc::clone(&app.pool)
            .with(WorkKind::Page, move |store| {
                store.tell_names_apart(true);
                page(&request, store)
            })
            .await,
        &layout,
    )
}

/// Handles a form that a page sent.
pub(crate) async fn submit(
    app: Arc<AppState>,
    form: &'static Form,
    page: Handler,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let visitor = head.extensions.get::<Visitor>().cloned().unwrap_or_else(Visitor::unknown);
    let request = app.request(&visitor, &head.uri, &params);
    let layout = Layout::of(&request);
    if let Err(error) = request.refuse_past() {
        return layout::respond(Err(error), &layout);
    }
    let typed = match read(&head.headers, body, form, true).await {
        Ok(typed) => typed,
        Err((error, status)) => {
            return layout::respond(layout::error_page(&layout, &error).map(|page| page.with_status(status)), &layout);
        }
    };
    let pool = Arc::clone(&app.pool);
    let done = pool.with(WorkKind::Form, move |store| {
        store.tell_names_apart(true);
        from_a_page(&app, (form, page), request, typed, store)
    });
    layout::respond(done.await, &layout)
}

/// Handles the values of a form as JSON.
pub(crate) async fn submit_json(
    app: Arc<AppState>,
    form: &'static Form,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let visitor = head.extensions.get::<Visitor>().cloned().unwrap_or_else(Visitor::unknown);
    let request = app.request(&visitor, &head.uri, &params);
    if let Err(error) = request.refuse_past() {
        return endpoints::respond(Err(error));
    }
    let typed = match read(&head.headers, body, form, false).await {
        Ok(typed) => typed,
        Err((error, status)) => {
            return endpoints::respond(endpoints::error(&error).map(|response| response.with_status(status)));
        }
    };
    let pool = Arc::clone(&app.pool);
    endpoints::respond(
        pool.with(WorkKind::Form, move |store| from_a_program(&app, form, &request, &typed, store)).await,
    )
}

/// Shows the page of search for a text that is too long for an address.
pub(crate) async fn search(
    app: Arc<AppState>,
    visitor: Visitor,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let mut request = app.request(&visitor, &head.uri, &params);
    let layout = Layout::of(&request);
    match read_body(&head.headers, body, FORM).await {
        Ok(text) => request.query = Query::parse(&text),
        Err((error, status)) => {
            return layout::respond(layout::error_page(&layout, &error).map(|page| page.with_status(status)), &layout);
        }
    }
    let done = Arc::clone(&app.pool).with(WorkKind::Page, move |store| pages::search::search(&request, store));
    layout::respond(done.await, &layout)
}

async fn read(headers: &HeaderMap, body: Body, form: &Form, is_page: bool) -> Result<Query, (Error, StatusCode)> {
    let text = read_body(headers, body, if is_page { FORM } else { JSON }).await?;
    if is_page {
        Ok(Query::parse(&text))
    } else {
        of_json(&text, form).map_err(|error| (error, StatusCode::BAD_REQUEST))
    }
}

async fn read_body(headers: &HeaderMap, body: Body, wanted: &str) -> Result<String, (Error, StatusCode)> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted)) {
        let error = Error::usage(format!("that is not sent as {wanted}")).hint("Content-Type says how it is sent");
        return Err((error, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let too_long = || {
        let error = Error::usage(format!("that is longer than {} MB, or took too long", MAX_BODY_BYTES >> 20)).hint(
            terminal_or_page("gainsay document edit stores a long text", "a longer text is stored in a terminal"),
        );
        (error, StatusCode::PAYLOAD_TOO_LARGE)
    };
    let bytes: Bytes = match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY_BYTES)).await {
        Ok(Ok(bytes)) => bytes,
        _ => return Err(too_long()),
    };
    String::from_utf8(bytes.into())
        .map_err(|_| (Error::usage("that is not UTF-8 text").hint("send it as UTF-8"), StatusCode::BAD_REQUEST))
}

/// Reads the fields of a JSON object. Values are texts, numbers, booleans, or lists of these.
fn of_json(text: &str, form: &Form) -> Result<Query> {
    let hint = || {
        let names: Vec<_> = form.fields.iter().map(|field| field.name.as_str()).collect();
        if names.is_empty() { "send {}".to_string() } else { format!("one of: {}", names.join(", ")) }
    };
    let value: Value =
        if text.trim().is_empty() { Value::Object(serde_json::Map::new()) } else { serde_json::from_str(text)? };
    let Value::Object(fields) = value else { return Err(Error::usage("that is no JSON object").hint(hint())) };
    let mut query = Query::default();
    for (name, value) in fields {
        if !form.takes(&name) {
            return Err(Error::usage(format!("no such field: {name}")).hint(hint()));
        }
        let values = match value {
            Value::Array(values) => values,
            one => vec![one],
        };
        for value in values {
            match value {
                Value::String(text) => query.push(&name, &text),
                Value::Number(number) => query.push(&name, &number.to_string()),
                Value::Bool(is_so) => query.push(&name, &is_so.to_string()),
                Value::Null => query.push(&name, ""),
                _ => return Err(Error::usage(format!("{name} is no text")).hint("a text, a number, true or false")),
            }
        }
    }
    Ok(query)
}

fn from_a_page(
    shared: &AppState,
    (form, page): (&'static Form, Handler),
    mut request: HttpRequest,
    typed: Query,
    store: &Store,
) -> Result<HttpResponse> {
    if let Some(question) = question(form, &request, &typed, store)? {
        return Ok(question);
    }
    let before = store.newest_entry()?;
    let done = form
        .submission(&request, &typed, store, true)
        .and_then(|submission| perform((shared, &request.visitor), submission, store, true));
    match done {
        Ok(outcome) => {
            let (path, place) = form.destination(&request, &typed, &outcome);
            let is_new = outcome.changes.iter().any(|row| row.is_new && path.ends_with(&format!("s/{}", row.id)));
            let undone = if form.undoes() || outcome.changes.is_empty() { None } else { made(before, store)? };
            let (sentences, _) = outcome.into_reply(store)?.into_parts();
            let path = if path == format!("/claims/{}", request.id("claim").unwrap_or_default()) {
                of_list(&request.query).url(&path)
            } else {
                path
            };
            let place = if place.is_empty() { place } else { format!("#{place}") };
            let undo =
                undone.map(|entry| UndoOffer { entry, back: if is_new { HISTORY.to_string() } else { path.clone() } });
            Ok(shared.redirect_after(&path, &place, Flash { messages: sentences.iter().map(message).collect(), undo }))
        }
        Err(error) if matches!(error.kind, ErrorKind::Failure | ErrorKind::Integrity) => Err(error),
        Err(error) => {
            let overtaken = form.is_overtaken(&request, &typed, store)?;
            let field = if overtaken { "" } else { form.field_of(&error) };
            let (id, offers) = (form.id(), form.offers(&request, &error, store));
            let empty = form.empty(&typed, true).into_iter();
            let empty: Vec<_> =
                empty.map(|field| (field.name.as_str(), field.label.as_str(), form.id_of(field))).collect();
            request.submitted = Some(SubmittedForm {
                action: request.path.clone(),
                values: typed,
                error: Some(FormError {
                    field,
                    is_conflict: overtaken,
                    empty_fields: if empty.len() > 1 { empty } else { Vec::new() },
                    message: message_beside(error.message(), form),
                    hint: message_beside(&error.hint_sentence(), form),
                    field_id: if field.is_empty() { id.clone() } else { format!("{id}-{field}") },
                    form_id: id,
                    offers,
                }),
            });
            let page = page(&request, store)?;
            Ok(if error.kind == ErrorKind::Busy {
                page.with_status_of(&error)
            } else {
                page.with_status(StatusCode::UNPROCESSABLE_ENTITY)
            })
        }
    }
}

/// Returns the entry of the history that an action made; none where somebody else made one meanwhile, so that it is not certain which.
fn made(before: i64, store: &Store) -> Result<Option<i64>> {
    let entry = store.newest_entry()?;
    Ok((entry == before + 1 && store.entry(entry)?.undoes.is_none()).then_some(entry))
}

/// Returns the page that asks whether so much is to be undone; none where that was answered, or little is.
fn question(form: &Form, request: &HttpRequest, typed: &Query, store: &Store) -> Result<Option<HttpResponse>> {
    if !form.undoes() || typed.value(SURE).is_some() {
        return Ok(None);
    }
    let Ok(Some(entry)) = store.entry_to_reverse(form.undone_entry(request, typed)) else { return Ok(None) };
    let is_large = store.entry(entry)?.is_large();
    Ok(is_large.then(|| HttpResponse::redirect(&format!("/history/{entry}/undo"))))
}

fn from_a_program(
    shared: &AppState,
    form: &Form,
    request: &HttpRequest,
    typed: &Query,
    store: &Store,
) -> Result<HttpResponse> {
    let outcome = form
        .submission(request, typed, store, false)
        .and_then(|submission| perform((shared, &request.visitor), submission, store, false))?;
    let answer = outcome.into_reply(store)?;
    HttpResponse::write(JSON, |out| answer.write(Format::Json, &Terminal::default(), out, &mut std::io::sink()))
}

/// Runs an action. `can_ask` is whether somebody can answer a question, as at a page.
fn perform(
    (app, visitor): (&AppState, &Visitor),
    submission: Submission,
    store: &Store,
    can_ask: bool,
) -> Result<Outcome> {
    let progress = Progress::default();
    let context = ActionContext {
        input: submission.input.map_or_else(OnceCell::new, OnceCell::from),
        known_entry: submission.known_entry,
        can_ask,
        ..app.context(visitor, &progress)
    };
    submission.action.perform(store, &context)
}
