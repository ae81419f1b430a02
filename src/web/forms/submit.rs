//! What is sent: a form from a page, or the same as JSON from a program, becomes an action.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, Response, StatusCode, Uri, header};
use serde_json::Value;

use crate::actions::{Context, Outcome};
use crate::error::{Error, Kind, Result, either};
use crate::output::{Format, Progress, Terminal};
use crate::store::Store;
use crate::web::api::endpoints;
use crate::web::forms::{Form, Submission};
use crate::web::http::request::{FormError, HttpRequest, Query, SubmittedForm};
use crate::web::http::response::{HttpResponse, JSON};
use crate::web::message::Message;
use crate::web::pages::{self, Layout};
use crate::web::routes::{AppState, respond};

/// The name by which an address asks for what was said of what was just done.
pub(in crate::web) const SAID: &str = "said";
/// What is sent is no longer than this.
const MOST: usize = 8 << 20;
/// How long it may be on its way.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many slips are kept.
const SLIPS: usize = 64;

/// What was said of what was just done, each until it is shown once.
#[derive(Default)]
pub(in crate::web) struct FlashMessages {
    last: u64,
    kept: VecDeque<(u64, Vec<Message>)>,
}

impl FlashMessages {
    /// Keeps what was said, and gives the number of its slip.
    pub(in crate::web) fn keep(&mut self, said: Vec<Message>) -> u64 {
        self.last += 1;
        self.kept.push_back((self.last, said));
        while self.kept.len() > SLIPS {
            self.kept.pop_front();
        }
        self.last
    }

    /// What a slip says; nothing the second time.
    pub(in crate::web) fn take(&mut self, number: u64) -> Vec<Message> {
        let at = self.kept.iter().position(|(known, _)| *known == number);
        at.and_then(|at| self.kept.remove(at)).map(|(_, said)| said).unwrap_or_default()
    }
}

/// Shows the page that a form stands on, with the form open and what the address says in it.
pub(in crate::web) async fn show(
    shared: Arc<AppState>,
    form: &'static Form,
    uri: Uri,
    parts: RawPathParams,
) -> Response<Body> {
    let mut asked = shared.asked(&uri, &parts);
    asked.tried = Some(SubmittedForm { action: asked.path.clone(), typed: asked.query.clone(), wrong: None });
    let frame = Layout::of(&asked);
    let done = Arc::clone(&shared.books).with(false, move |store| (form.page)(&asked, store)).await;
    respond(done, &frame, false)
}

/// Takes what is sent.
pub(in crate::web) async fn take(
    shared: Arc<AppState>,
    form: &'static Form,
    is_page: bool,
    parts: RawPathParams,
    request: Request,
) -> Response<Body> {
    let asked = shared.asked(request.uri(), &parts);
    let frame = Layout::of(&asked);
    let (head, body) = request.into_parts();
    let sent = read(&head.headers, body, form, is_page).await;
    let typed = match sent {
        Ok(typed) => typed,
        Err((error, status)) => {
            let said = if is_page { pages::wrong(&frame, &error) } else { endpoints::wrong(&error) };
            return respond(said.map(|reply| reply.with(status)), &frame, !is_page);
        }
    };
    let books = Arc::clone(&shared.books);
    let done = books.with(true, move |store| {
        if is_page {
            from_a_page(&shared, form, asked, typed, store)
        } else {
            from_a_program(&shared, form, &asked, &typed, store)
        }
    });
    respond(done.await, &frame, !is_page)
}

async fn read(headers: &HeaderMap, body: Body, form: &Form, is_page: bool) -> Result<Query, (Error, StatusCode)> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let wanted = if is_page { "application/x-www-form-urlencoded" } else { JSON };
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted)) {
        let error = Error::usage(format!("that is not sent as {wanted}")).hint("Content-Type says how it is sent");
        return Err((error, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let too_long = || {
        let error = Error::usage(format!("that is longer than {} MB, or took too long", MOST >> 20))
            .hint(either("gainsay document edit stores a long text", "a longer text is stored in a terminal"));
        (error, StatusCode::PAYLOAD_TOO_LARGE)
    };
    let bytes: Bytes = match tokio::time::timeout(PATIENCE, to_bytes(body, MOST)).await {
        Ok(Ok(bytes)) => bytes,
        _ => return Err(too_long()),
    };
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| (Error::usage("that is not UTF-8 text").hint("send it as UTF-8"), StatusCode::BAD_REQUEST))?;
    if is_page { Ok(Query::read(text)) } else { of_json(text, form).map_err(|error| (error, StatusCode::BAD_REQUEST)) }
}

/// The fields of a JSON object: texts, numbers, true and false; a list gives a field several times.
fn of_json(text: &str, form: &Form) -> Result<Query> {
    let hint = || {
        let names: Vec<_> = form.fields.iter().map(|field| field.name).collect();
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
                Value::String(text) => query.add(&name, &text),
                Value::Number(number) => query.add(&name, &number.to_string()),
                Value::Bool(is_so) => query.add(&name, &is_so.to_string()),
                Value::Null => query.add(&name, ""),
                _ => return Err(Error::usage(format!("{name} is no text")).hint("a text, a number, true or false")),
            }
        }
    }
    Ok(query)
}

fn from_a_page(
    shared: &AppState,
    form: &'static Form,
    mut asked: HttpRequest,
    typed: Query,
    store: &Store,
) -> Result<HttpResponse> {
    let done = form.submission(&asked, &typed, store, true).and_then(|sent| perform(shared, sent, store, true));
    match done {
        Ok(outcome) => {
            let (path, place) = form.lands(&asked, &typed, &outcome);
            let (said, _) = outcome.into_reply(store)?.into_parts();
            let place = if place.is_empty() { place } else { format!("#{place}") };
            Ok(shared.moved_saying(&path, &place, &said))
        }
        Err(error) if matches!(error.kind, Kind::Failure | Kind::Integrity) => Err(error),
        Err(error) => {
            let overtaken = form.is_overtaken(&asked, &typed, store)?;
            let field = if overtaken { "" } else { form.field_of(&error) };
            let (id, offers) = (form.id(), form.offers(&asked, &error.advice()));
            let empty = form.empty(&typed, true).into_iter();
            let empty: Vec<_> = empty.map(|field| (field.name, field.label, form.id_of(field))).collect();
            asked.tried = Some(SubmittedForm {
                action: asked.path.clone(),
                typed,
                wrong: Some(FormError {
                    field,
                    overtaken,
                    empty: if empty.len() > 1 { empty } else { Vec::new() },
                    sentence: Message::beside(error.message(), form),
                    hint: Message::beside(&error.advice(), form),
                    at: if field.is_empty() { id.clone() } else { format!("{id}-{field}") },
                    form: id,
                    offers,
                }),
            });
            Ok((form.page)(&asked, store)?.with(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn from_a_program(
    shared: &AppState,
    form: &Form,
    asked: &HttpRequest,
    typed: &Query,
    store: &Store,
) -> Result<HttpResponse> {
    let outcome = form.submission(asked, typed, store, false).and_then(|sent| perform(shared, sent, store, false))?;
    let answer = outcome.into_reply(store)?;
    HttpResponse::of(JSON, |out| answer.write(Format::Json, &Terminal::default(), out, &mut std::io::sink()))
}

/// Does what was sent. Somebody at a page can be asked before something doubtful is recorded; a program cannot.
fn perform(shared: &AppState, sent: Submission, store: &Store, can_ask: bool) -> Result<Outcome> {
    let progress = Progress::default();
    let context = Context { input: sent.input, seen: sent.seen, can_ask, ..shared.context(&progress) };
    sent.action.perform(store, &context)
}
