//! The login: the password check, and the page for a browser that is not logged in.

use std::time::Duration;

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::access::Decision;
use crate::web::http::{HttpResponse, Query};

/// The path that a password is sent to.
pub(crate) const LOGIN_PATH: &str = "/enter";
/// The path that signs a browser out.
pub(crate) const SIGN_OUT_PATH: &str = "/leave";
/// The path that says which member is at a browser of this machine.
pub(crate) const CHOOSE_PATH: &str = "/who";
/// Maximum size of a login form, in bytes.
const MAX_LOGIN_BYTES: usize = 4096;
/// Maximum time until a login form has arrived.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(10);
/// What the login page may load: nothing but its own styles.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What is asked for before a browser is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The key in the printed address.
    Key,
    /// The one password of the book.
    Password,
    /// The name and the password of a member.
    Member,
}

/// A login form.
#[derive(Debug, Default)]
pub(crate) struct LoginForm {
    /// The name; empty where none is asked for.
    pub(crate) name: String,
    /// The password.
    pub(crate) password: String,
    /// The address to go on to.
    pub(crate) location: String,
}

impl LoginForm {
    /// Reads a form. One that is still on its way delays no other one.
    pub(crate) async fn read(body: Body) -> Self {
        let bytes = tokio::time::timeout(LOGIN_TIMEOUT, to_bytes(body, MAX_LOGIN_BYTES)).await;
        let form = Query::parse(&String::from_utf8_lossy(&bytes.ok().and_then(Result::ok).unwrap_or_default()));
        let value = |name: &str| form.raw_value(name).unwrap_or_default().to_string();
        Self { name: value("name"), password: value("password"), location: own_path(&value("on")) }
    }
}

/// Returns an address that cannot lead to another site, as `//elsewhere.example` would.
pub(crate) fn own_path(address: &str) -> String {
    format!("/{}", address.trim_start_matches(['/', '\\']))
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    heading: &'static str,
    sentences: &'static [&'static str],
    /// The address to go on to; none where there is nothing to go on to.
    location: Option<String>,
    asks_password: bool,
    asks_name: bool,
}

impl LoginPage {
    fn new(why: Decision, asked: Asked, location: String) -> Self {
        let has_password = asked != Asked::Key;
        let (heading, sentences): (_, &[_]) = match why {
            Decision::WrongHost => (
                "This is not the server of that address",
                &[
                    "The book is open at the address that gainsay serve printed. Open that one. The name in the address must be one of this \
                   machine, or an IP address; the port may be another one, as with ssh -L.",
                ],
            ),
            Decision::CrossSite => {
                ("Another site sent this", &["Only pages of the book itself may change it. Nothing was changed."])
            }
            Decision::TooManyGuesses => (
                "Too many passwords were tried",
                &["Somebody at this address has just tried several. Wait ten seconds, then try again."],
            ),
            Decision::WrongKey if asked == Asked::Member => (
                "That name and that password do not belong together",
                &["An editor of the desk gives you a new password where you have lost yours."],
            ),
            _ if asked == Asked::Member => {
                ("Sign in", &["This book belongs to a desk. An editor of it gives you a password."])
            }
            Decision::WrongKey if has_password => ("That is not the password", &[]),
            _ if has_password => ("This book asks for a password", &["The person who serves the book knows it."]),
            Decision::WrongKey => (
                "This address was used already",
                &[
                    "It logs in one browser, once. In that browser, go on to the book below.",
                    "For another browser, take the newest address from the terminal in which gainsay serve runs. If it \
                     does not run any more, start it again.",
                ],
            ),
            _ => (
                "This book is not open to this browser",
                &[
                    "Open the address that gainsay serve printed in its terminal: it has a key that logs a browser in.",
                    "If you came here by a link from another page, and this browser was logged in before, go on below.",
                ],
            ),
        };
        let location = match why {
            Decision::WrongHost => None,
            Decision::CrossSite => Some("/".to_string()),
            _ => Some(location),
        };
        let asks_password = has_password && why != Decision::WrongHost;
        Self { heading, sentences, location, asks_password, asks_name: asks_password && asked == Asked::Member }
    }
}

/// Returns the page that says why a browser may not pass, and what to do about it.
pub(crate) fn denied(why: Decision, asked: Asked, location: String) -> Response {
    let status = match why {
        Decision::WrongHost => StatusCode::MISDIRECTED_REQUEST,
        Decision::TooManyGuesses => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::FORBIDDEN,
    };
    let page = HttpResponse::page(&LoginPage::new(why, asked, location));
    let page = page.map_or_else(|_| HttpResponse::empty_error(), |page| page.with_status(status));
    let mut response = page.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
