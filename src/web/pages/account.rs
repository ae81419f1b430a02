//! The page on which a member who signed in sets another password.

use std::cell::OnceCell;
use std::sync::Arc;

use askama::Template;
use axum::body::to_bytes;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{StatusCode, Uri};
use axum::routing::get;
use axum::{Extension, Router};
use serde_json::{Map, Value};

use super::layout::{Layout, respond};
use crate::actions::{ActionContext, Definition, SetPassword, is_password};
use crate::error::{Error, Result};
use crate::output::Progress;
use crate::store::Store;
use crate::web::auth::visitor::Visitor;
use crate::web::http::{AppState, FormError, HttpRequest, HttpResponse, Query, WorkKind};
use crate::web::links::message;

/// The path of the page.
pub(in crate::web) const PASSWORD_PATH: &str = "/account/password";
/// Maximum size of the form, in bytes.
const MAX_BYTES: usize = 4096;

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    layout: Layout,
    is_signed_in: bool,
}

/// Adds the route of the page to a router.
pub(in crate::web) fn routes(router: Router, app: &Arc<AppState>) -> Router {
    router.merge(Router::new().route(PASSWORD_PATH, get(show).post(change)).with_state(Arc::clone(app)))
}

async fn show(
    State(app): State<Arc<AppState>>,
    visitor: Extension<Visitor>,
    uri: Uri,
    params: RawPathParams,
) -> HttpResponse {
    let request = app.request(&visitor, &uri, &params);
    respond(page(&request), &Layout::of(&request))
}

fn page(request: &HttpRequest) -> Result<HttpResponse> {
    HttpResponse::page(&PasswordPage { layout: Layout::of(request), is_signed_in: request.visitor.is_signed_in })
}

async fn change(
    State(app): State<Arc<AppState>>,
    visitor: Extension<Visitor>,
    params: RawPathParams,
    request: Request,
) -> HttpResponse {
    let (head, body) = request.into_parts();
    let mut request = app.request(&visitor, &head.uri, &params);
    let layout = Layout::of(&request);
    let typed = to_bytes(body, MAX_BYTES).await.unwrap_or_default();
    let typed = Query::parse(&String::from_utf8_lossy(&typed));
    let shared = Arc::clone(&app);
    let done = Arc::clone(&app.pool).with(WorkKind::Form, move |store| match set(&shared, &visitor, &typed, store) {
        Err(error) if !error.is_final() => {
            let field = if error.field() == Some("now") { "now" } else { "password" };
            request.reject(FormError {
                field,
                message: message(error.message()),
                hint: message(&error.hint_sentence()),
                field_id: field.to_string(),
                ..FormError::default()
            });
            Ok(page(&request)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        // The browser is signed out, and asked for the new one.
        done => done.map(|()| HttpResponse::redirect("/mine")),
    });
    respond(done.await, &layout)
}

/// Sets the password of a visitor who knows the present one.
fn set(app: &AppState, visitor: &Visitor, typed: &Query, store: &Store) -> Result<()> {
    let Some(member) = visitor.member.filter(|_| visitor.is_signed_in) else {
        return Err(Error::refused("only who signed in sets a password here").hint("an editor sets it under Members"));
    };
    let hash = store.password_hash(member)?.unwrap_or_default();
    if !is_password(typed.raw_value("now").unwrap_or_default(), &hash) {
        return Err(Error::refused("that is not your present password")
            .hint("write the one you signed in with")
            .about("now"));
    }
    let mut values = Map::new();
    values.insert("file".to_string(), Value::from("-"));
    let action = (Definition::of::<SetPassword>().from_values)(values)?;
    let input = OnceCell::from(typed.raw_value("password").unwrap_or_default().to_string());
    let progress = Progress::default();
    action.perform(store, &ActionContext { input, ..app.context(visitor, &progress) })?;
    Ok(())
}
