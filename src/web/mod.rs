//! The page: the book in a browser. A page is a function from what was asked and the book to a reply; all that is of HTTP
//! and of many readers at once is in `server`, `guard` and `books`.

mod api;
mod asked;
mod books;
mod desk;
mod doorstep;
mod forms;
mod guard;
mod import;
mod openapi;
mod pages;
mod posts;
mod reply;
mod routes;
mod says;
mod server;
mod view;

pub use desk::{Desk, Handed, Order};
pub use server::{Clock, Listen, PORT, Server, Setup};
