//! The page: the book in a browser. A page is a function from a request and the book to a response;
//! connections, concurrent readers and access are in `http` and `auth`.

mod api;
mod articles;
mod auth;
mod forms;
mod http;
mod links;
mod lookup;
mod pages;
mod routes;
mod upload;

pub use auth::sessions::forget_sessions;
pub use http::server::Server;
pub use http::setup::{Clock, Listen, PORT, Setup};
pub use routes::bind;
