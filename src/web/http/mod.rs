//! What comes in and goes out over HTTP: connections, requests, responses, and the readers of the book.

pub(super) mod filter_query;
pub(super) mod middleware;
pub(super) mod reader_pool;
pub(super) mod request;
pub(super) mod response;
pub(super) mod server;
