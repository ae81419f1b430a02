//! The state that all handlers share.

use std::sync::Arc;

use axum::extract::RawPathParams;
use axum::http::Uri;

use super::flash::{Flash, FlashMessages};
use super::message::Message;
use super::query::Query;
use super::reader_pool::ReaderPool;
use super::request::HttpRequest;
use super::response::HttpResponse;
use super::setup::{Clock, Setup};
use crate::actions::ActionContext;
use crate::error::Result;
use crate::output::Progress;
use crate::store::Store;
use crate::web::auth::visitor::Visitor;

/// The name in an address of the number of the flash messages to show.
const FLASH: &str = "message";

/// Answers a request with a page or with data.
pub(crate) type Handler = fn(&HttpRequest, &Store) -> Result<HttpResponse>;

/// The state that all handlers share.
pub(crate) struct AppState {
    /// The book.
    pub(crate) pool: Arc<ReaderPool>,
    clock: Clock,
    book: String,
    flash: FlashMessages,
}

impl AppState {
    /// Returns the state of a page that has just been started.
    pub(crate) fn new(pool: Arc<ReaderPool>, setup: &Setup) -> Self {
        let book = setup.book.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self { pool, clock: setup.clock, book, flash: FlashMessages::default() }
    }

    /// Returns the file name of the book.
    pub(crate) fn book(&self) -> &str {
        &self.book
    }

    /// Returns the context of an action: the time, who does it, and no file of this machine.
    pub(crate) fn context<'a>(&self, visitor: &Visitor, progress: &'a Progress) -> ActionContext<'a> {
        let (now, recorded_at) = (self.clock)();
        let member = visitor.name.clone();
        ActionContext { member, local_files: false, ..ActionContext::at_terminal(now, recorded_at, progress) }
    }

    /// Returns the request that a visitor makes with an address. Takes the flash messages that the address names.
    pub(crate) fn request(&self, visitor: &Visitor, uri: &Uri, params: &RawPathParams) -> HttpRequest {
        let query = Query::parse(uri.query().unwrap_or_default());
        let number = query.value(FLASH).and_then(|number| number.parse().ok());
        let Flash { mut messages, undo } = number.map(|number| self.flash.take(number)).unwrap_or_default();
        messages.extend(self.pool.notice().map(Message::text));
        let (now, recorded_at) = (self.clock)();
        HttpRequest {
            path: uri.path().to_string(),
            path_params: params.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            messages,
            undo,
            query,
            now,
            recorded_at,
            book: self.book.clone(),
            visitor: visitor.clone(),
            past: None,
            submitted: None,
        }
    }

    /// Redirects to a page that shows some messages. `fragment` is empty, or a place on that page with its `#`.
    pub(crate) fn redirect_with(&self, path: &str, fragment: &str, messages: Vec<Message>) -> HttpResponse {
        self.redirect_after(path, fragment, Flash { messages, undo: None })
    }

    /// Redirects to a page that says what was done, and may offer to undo it.
    pub(crate) fn redirect_after(&self, path: &str, fragment: &str, flash: Flash) -> HttpResponse {
        let sign = if path.contains('?') { '&' } else { '?' };
        HttpResponse::redirect(&format!("{path}{sign}{FLASH}={}{fragment}", self.flash.add(flash)))
    }
}
