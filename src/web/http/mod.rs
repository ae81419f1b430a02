//! HTTP: connections, requests and responses, and the readers of the book.

pub(super) mod event;
pub(super) mod filter_query;
pub(super) mod flash;
pub(super) mod message;
pub(super) mod middleware;
pub(super) mod query;
pub(super) mod reader_pool;
pub(super) mod request;
pub(super) mod response;
pub(super) mod server;
pub(super) mod setup;
pub(super) mod state;
