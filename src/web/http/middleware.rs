//! The doorstep: every request passes the guard here before anything else is done with it, and every reply leaves dressed.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use tokio::sync::mpsc;
use tower_service::Service;

use crate::error::Result;
use crate::web::auth::access::{AccessControl, AllowedHosts, Decision, RequestInfo, Secret};
use crate::web::http::request::Query;
use crate::web::http::response::HttpResponse;
use crate::web::http::server::ServerEvent;

/// What a page of the book may do: styles, a script and pictures from here, forms to here; nothing from anywhere else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// What a page may do for somebody who is not in: nothing but look like something.
const STRICT: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Where a password is brought.
const LOGIN_PATH: &str = "/enter";
/// A password is no longer than this.
const MAX_LOGIN_BYTES: usize = 4096;
/// How long a password may be on its way.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(10);
/// How long whoever brings a wrong password waits, and everybody behind him.
const FAILED_LOGIN_DELAY: Duration = Duration::from_secs(1);

/// The book's house: its guard, its rooms, and the way to the person at the terminal.
pub(in crate::web) struct App {
    guard: Mutex<AccessControl>,
    session: String,
    base: String,
    password: Option<Secret>,
    knocking: tokio::sync::Mutex<()>,
    router: Router,
    say: mpsc::UnboundedSender<ServerEvent>,
}

/// A plain page for somebody who is not in.
#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    heading: &'static str,
    sentences: Vec<&'static str>,
    on: Option<String>,
    password: bool,
}

impl App {
    /// A house, and the address that lets in.
    ///
    /// # Errors
    /// A machine without randomness.
    pub(in crate::web) fn new(
        names: AllowedHosts,
        port: u16,
        password: Option<&str>,
        base: String,
        router: Router,
        say: &mpsc::UnboundedSender<ServerEvent>,
    ) -> Result<(Self, String)> {
        let (session, told) = Secret::new()?;
        let (key, address) = if password.is_some() {
            (None, base.clone())
        } else {
            let (key, told) = Secret::new()?;
            (Some(key), format!("{base}?key={told}"))
        };
        let guard = Mutex::new(AccessControl { names, port, session, key });
        let (password, knocking) = (password.map(Secret::of), tokio::sync::Mutex::default());
        Ok((Self { guard, session: told, base, password, knocking, router, say: say.clone() }, address))
    }

    /// Answers a request.
    pub(in crate::web) async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let decision = self.decide(&request);
        let query = Query::read(request.uri().query().unwrap_or_default()).without("key");
        let on = query.behind(&within(request.uri().path()));
        let mut response = match decision {
            Decision::Allow => match self.router.clone().call(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            },
            Decision::LogIn => self.admit(&on),
            Decision::RemoveKey => moved(&on),
            Decision::CheckPassword => self.knock(request).await,
            refused => self.refuse(refused, on),
        };
        self.dress(response.headers_mut());
        response
    }

    fn decide(&self, request: &Request<Incoming>) -> Decision {
        let headers = request.headers();
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let query = Query::read(request.uri().query().unwrap_or_default());
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|value| value.to_str().ok()).filter(|host| {
            hosts.next().is_none() && request.uri().authority().is_none_or(|name| name.as_str() == *host)
        });
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let seen = RequestInfo {
            safe: matches!(*request.method(), Method::GET | Method::HEAD),
            host,
            key: query.given("key"),
            cookies: &cookies.collect::<Vec<_>>().join(";"),
            site: text(HeaderName::from_static("sec-fetch-site")),
            origin: text(header::ORIGIN),
            knocks: request.method() == Method::POST && request.uri().path() == LOGIN_PATH,
        };
        self.guard.lock().unwrap_or_else(PoisonError::into_inner).decide(&seen)
    }

    /// Lets in whoever brought the key, which is worth nothing from now on; the person at the terminal gets another one.
    fn admit(&self, on: &str) -> Response<Body> {
        if let Ok((key, told)) = Secret::new() {
            self.guard.lock().unwrap_or_else(PoisonError::into_inner).key = Some(key);
            let said = format!("in another browser: {}?key={told}", self.base);
            self.say.send(ServerEvent::Said(said)).unwrap_or_default();
        }
        self.with_cookie(moved(on))
    }

    /// Looks at a password; one after the other, so that nobody tries many.
    async fn knock(&self, request: Request<Incoming>) -> Response<Body> {
        let _turn = self.knocking.lock().await;
        let letter =
            tokio::time::timeout(LOGIN_TIMEOUT, to_bytes(Body::new(request.into_body()), MAX_LOGIN_BYTES)).await;
        let letter = letter.ok().and_then(std::result::Result::ok).unwrap_or_default();
        let query = Query::read(&String::from_utf8_lossy(&letter));
        let right = self.password.as_ref().zip(query.given("password")).is_some_and(|(known, typed)| known.is(typed));
        if right {
            return self.with_cookie(moved(&within(query.given("on").unwrap_or_default())));
        }
        tokio::time::sleep(FAILED_LOGIN_DELAY).await;
        self.refuse(Decision::WrongKey, "/".to_string())
    }

    fn with_cookie(&self, mut response: Response<Body>) -> Response<Body> {
        let name = self.guard.lock().unwrap_or_else(PoisonError::into_inner).cookie();
        let cookie = format!("{name}={}; Path=/; HttpOnly; SameSite=Strict", self.session);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Says why nobody comes in here, and what to do about it.
    fn refuse(&self, why: Decision, on: String) -> Response<Body> {
        let password = self.password.is_some();
        let (status, heading, sentences, on) = match why {
            Decision::WrongHost => (
                StatusCode::MISDIRECTED_REQUEST,
                "This is not the server of that address",
                vec!["The book is open at the address that gainsay serve printed. Open that one."],
                None,
            ),
            Decision::CrossSite => (
                StatusCode::FORBIDDEN,
                "Another site asked for this",
                vec!["Only pages of the book itself may change it. Nothing was changed."],
                Some("/".to_string()),
            ),
            Decision::WrongKey if password => (StatusCode::FORBIDDEN, "That is not the password", Vec::new(), Some(on)),
            _ if password => {
                (StatusCode::FORBIDDEN, "This book asks for a password", vec!["Whoever serves it knows it."], Some(on))
            }
            Decision::WrongKey => (
                StatusCode::FORBIDDEN,
                "This address was used already",
                vec![
                    "It lets one browser in, once. In the browser that it let in, go on to the book below.",
                    "For another browser, take the newest address from the terminal in which gainsay serve runs. If it \
                     runs no more, run it again.",
                ],
                Some(on),
            ),
            _ => (
                StatusCode::FORBIDDEN,
                "This book is not open to this browser",
                vec![
                    "Open the address that gainsay serve printed in its terminal: it has a key that lets a browser in.",
                    "If you came here by a link from another page, and this browser was let in before, go on below.",
                ],
                Some(on),
            ),
        };
        let page = LoginPage { heading, sentences, on, password: password && status == StatusCode::FORBIDDEN };
        let reply = HttpResponse::page(&page).map(|reply| reply.with(status).response());
        let mut response = reply.unwrap_or_else(|_| {
            let mut bare = Response::new(Body::from(heading));
            *bare.status_mut() = status;
            bare
        });
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(STRICT));
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        response
    }

    /// The headers of every reply.
    fn dress(&self, headers: &mut HeaderMap) {
        // A browser that tells no referrer names no origin either, and on a network, where it sends no Sec-Fetch-Site, the
        // origin is all that shows that a form is ours. Other sites are told nothing either way.
        let referrer = if self.password.is_some() { "same-origin" } else { "no-referrer" };
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, referrer),
            (header::CACHE_CONTROL, "no-store"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    }
}

/// An address that can only be one of ours: `//elsewhere.example` is not.
fn within(address: &str) -> String {
    format!("/{}", address.trim_start_matches(['/', '\\']))
}

/// Sends on to another address of ours.
fn moved(on: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(place) = HeaderValue::from_str(on) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}
