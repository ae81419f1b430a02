//! HTTP: connections, requests and responses, and the readers of the book.

mod event;
mod flash;
mod message;
mod middleware;
mod past_links;
mod query;
mod reader_pool;
mod request;
mod response;
pub(super) mod server;
pub(super) mod setup;
mod state;

pub(super) use flash::{Flash, UndoOffer};
pub(super) use message::{Message, MessagePart, capitalized};
pub(super) use query::Query;
pub(super) use reader_pool::{ReaderPool, WorkKind};
pub(super) use request::{AT, FormError, HttpRequest, Offer, SubmittedForm};
pub(super) use response::{HttpResponse, JSON};
pub(super) use state::{AppState, Handler};
