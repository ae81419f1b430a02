//! What every request passes before it is routed, and the headers that every response gets.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::mpsc;

use super::event::ServerEvent;
use super::query::Query;
use super::reader_pool::{ReaderPool, WorkKind};
use super::response::HttpResponse;
use super::setup::Clock;
use crate::error::Result;
use crate::store::Store;
use crate::web::auth::access::{AccessControl, AllowedHosts, Decision, RequestInfo};
use crate::web::auth::capture::{ask_again, opener_policy};
use crate::web::auth::client::{Client, GUESS_DELAY, Guesses};
use crate::web::auth::identity::Entrance;
use crate::web::auth::login::{Asked, CHOOSE_PATH, LOGIN_PATH, LoginForm, SIGN_OUT_PATH, denied, own_path};
use crate::web::auth::secret::Secret;
use crate::web::auth::sessions::{BrowserSession, COOKIE_AGE, Sessions};
use crate::web::auth::visitor::Visitor;

/// What a page may load: styles, scripts and images of this server. Forms are sent to this server only.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Who may use the page, and how they log in.
pub(crate) struct App {
    access: Mutex<AccessControl>,
    sessions: Sessions,
    entrance: Entrance,
    guesses: Guesses,
    pool: Arc<ReaderPool>,
    clock: Clock,
    /// The address of the page.
    base: String,
    events: mpsc::UnboundedSender<ServerEvent>,
}

/// What the app is made of.
pub(crate) struct AppParts {
    /// The host names that requests may have.
    pub(crate) hosts: AllowedHosts,
    /// The port that the server listens on.
    pub(crate) port: u16,
    /// The address of the page.
    pub(crate) base: String,
    /// The browsers that were let in.
    pub(crate) sessions: Sessions,
    /// How browsers are let in.
    pub(crate) entrance: Entrance,
    /// The book.
    pub(crate) pool: Arc<ReaderPool>,
    /// The clock.
    pub(crate) clock: Clock,
}

impl App {
    /// Returns the app, and the address that logs a browser in.
    ///
    /// # Errors
    /// The machine has no source of random numbers.
    pub(crate) fn new(parts: AppParts, events: mpsc::UnboundedSender<ServerEvent>) -> Result<(Arc<Self>, String)> {
        let AppParts { hosts, port, base, sessions, entrance, pool, clock } = parts;
        let (key, address) = if entrance.has_password() {
            (None, base.clone())
        } else {
            let (key, text) = Secret::random()?;
            (Some(key), format!("{base}?key={text}"))
        };
        let access = Mutex::new(AccessControl { hosts, port, key });
        let guesses = Guesses::default();
        Ok((Arc::new(Self { access, sessions, entrance, guesses, pool, clock, base, events }), address))
    }

    /// Puts the checks and the headers around all routes.
    pub(crate) fn protect(self: &Arc<Self>, routes: Router) -> Router {
        Router::new().fallback_service(routes).layer(from_fn_with_state(Arc::clone(self), handle))
    }

    fn access(&self) -> MutexGuard<'_, AccessControl> {
        self.access.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn decide(&self, request: &Request, has_session: bool) -> Decision {
        let headers = request.headers();
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let query = Query::parse(request.uri().query().unwrap_or_default());
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|value| value.to_str().ok()).filter(|host| {
            hosts.next().is_none() && request.uri().authority().is_none_or(|name| name.as_str() == *host)
        });
        let is_ahead = ["sec-purpose", "purpose", "x-moz"]
            .into_iter()
            .any(|name| text(HeaderName::from_static(name)).is_some_and(|purpose| purpose.contains("prefetch")));
        self.access().decide(&RequestInfo {
            is_safe: matches!(*request.method(), Method::GET | Method::HEAD),
            host,
            key: query.raw_value("key"),
            has_session,
            is_peek: request.method() == Method::HEAD || is_ahead,
            fetch_site: text(HeaderName::from_static("sec-fetch-site")),
            origin: text(header::ORIGIN),
            is_login: request.method() == Method::POST && request.uri().path() == LOGIN_PATH,
        })
    }

    /// Returns who sends a request, with the cookie of the session; none where the browser was not let in.
    async fn visitor(&self, headers: &HeaderMap) -> Option<(String, Visitor)> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies = cookies.collect::<Vec<_>>().join(";");
        let values: Vec<_> = self.access().session_cookies(&cookies).collect();
        let (cookie, session) = self.sessions.find(values.into_iter(), &(self.clock)().1)?;
        let entrance = self.entrance.clone();
        let found = Arc::clone(&self.pool).with(WorkKind::Page, move |store| entrance.identify(&session, store)).await;
        match found {
            Ok(visitor) => visitor.map(|visitor| (cookie, visitor)),
            // The page says what is wrong with the book.
            Err(_) => Some((cookie, Visitor::unknown())),
        }
    }

    /// Returns what is asked for before a browser is let in.
    async fn asked(&self) -> Asked {
        if !self.entrance.has_password() {
            return Asked::Key;
        }
        match Arc::clone(&self.pool).with(WorkKind::Page, Store::has_members).await {
            Ok(true) => Asked::Member,
            _ => Asked::Password,
        }
    }

    /// Returns the page that says why a browser may not pass.
    async fn denied(&self, why: Decision, location: String) -> Response {
        denied(why, self.asked().await, location)
    }

    /// Logs in a browser that has the key, and makes a new key: each key works once. The terminal shows the new one.
    /// `is_linked`: a page that is not of this server led here, such as the file of `serve --open`.
    fn log_in_with_key(&self, location: &str, is_linked: bool) -> Response {
        if let Ok((key, text)) = Secret::random() {
            self.access().key = Some(key);
            let line = format!("in another browser: {}?key={text}", self.base);
            self.events.send(ServerEvent::Text(line)).unwrap_or_default();
        }
        let mut response = self.logged_in(location, BrowserSession::of_key());
        if is_linked && let Ok(refresh) = HeaderValue::from_str(&format!("0; url={location}")) {
            // After a redirect the browser would not send the cookie, because another page began the request.
            *response.status_mut() = StatusCode::OK;
            response.headers_mut().remove(header::LOCATION);
            response.headers_mut().insert(header::REFRESH, refresh);
        }
        response
    }

    /// Logs in a browser that sent a password. Wrong ones are slowed down, by address and by name.
    async fn log_in_with_password(&self, request: Request) -> Response {
        let client = request.extensions().get::<Client>().copied();
        let Some(client) = client.filter(|_| self.entrance.has_password()) else {
            return self.denied(Decision::NotLoggedIn, "/".to_string()).await;
        };
        let LoginForm { name, password, location } = LoginForm::read(request.into_body()).await;
        let Some(turn) = self.guesses.take_turn(client, &name, Instant::now()) else {
            return self.denied(Decision::TooManyGuesses, location).await;
        };
        tokio::time::sleep_until(turn.into()).await;
        let (entrance, typed) = (self.entrance.clone(), name.clone());
        let pool = Arc::clone(&self.pool);
        let admitted = pool.with(WorkKind::Page, move |store| entrance.admit(&typed, &password, store)).await;
        if let Ok(Some(session)) = admitted {
            self.guesses.forgive(client, &name);
            return self.logged_in(&location, session);
        }
        tokio::time::sleep(GUESS_DELAY).await;
        self.denied(Decision::WrongKey, location).await
    }

    /// Redirects, and sets the session cookie.
    fn logged_in(&self, location: &str, session: BrowserSession) -> Response {
        let mut response = HttpResponse::redirect(location).into_response();
        let cookie = self.sessions.add(session, &(self.clock)().1);
        let cookie = cookie.map(|cookie| self.cookie(&cookie, COOKIE_AGE));
        if let Ok(Ok(cookie)) = cookie.map(|cookie| HeaderValue::from_str(&cookie)) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Returns the value of `Set-Cookie`.
    fn cookie(&self, value: &str, age: i64) -> String {
        format!("{}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}", self.access().cookie_name())
    }

    /// Signs a browser out.
    fn sign_out(&self, cookie: &str) -> Response {
        self.sessions.remove(cookie);
        let mut response = HttpResponse::redirect("/").into_response();
        if let Ok(cookie) = HeaderValue::from_str(&self.cookie("", 0)) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Notes which member is at a browser of this machine.
    async fn choose_member(&self, cookie: String, request: Request) -> Response {
        let form = LoginForm::read(request.into_body()).await;
        let name = form.name.clone();
        let member = Arc::clone(&self.pool).with(WorkKind::Page, move |store| store.member_named(&name)).await;
        if let Ok(member) = member {
            self.sessions.set_member(&cookie, &member.uid);
        }
        HttpResponse::redirect(&form.location).into_response()
    }

    /// Sets the security headers.
    fn set_headers(&self, path: &str, headers: &mut HeaderMap) {
        // A browser that sends no referrer sends no origin either. On a network, where it sends no Sec-Fetch-Site, only the
        // origin shows that a form is of this page. Other sites get no referrer in either case.
        let referrer = if self.entrance.has_password() { "same-origin" } else { "no-referrer" };
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, referrer),
            (header::CACHE_CONTROL, "no-store"),
            (HeaderName::from_static("cross-origin-opener-policy"), opener_policy(path)),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    }
}

/// Checks a request, and answers it where it may pass.
async fn handle(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let found = app.visitor(request.headers()).await;
    let decision = app.decide(&request, found.is_some());
    let query = Query::parse(request.uri().query().unwrap_or_default()).without("key");
    let location = query.url(&own_path(request.uri().path()));
    let is_linked = request.headers().get("sec-fetch-site").is_some_and(|site| site != "none");
    let path = request.uri().path().to_string();
    let is_post = request.method() == Method::POST;
    let mut response = match (decision, found) {
        (Decision::Allow, Some((cookie, _))) if is_post && path == SIGN_OUT_PATH => app.sign_out(&cookie),
        (Decision::Allow, Some((cookie, visitor))) if is_post && path == CHOOSE_PATH && !visitor.is_signed_in => {
            app.choose_member(cookie, request).await
        }
        (Decision::Allow, Some((_, visitor))) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        (Decision::NotLoggedIn, _) => match ask_again(&path, request.uri().query().unwrap_or_default()) {
            Some(response) => response,
            None => app.denied(decision, location).await,
        },
        (Decision::LogIn, _) => app.log_in_with_key(&location, is_linked),
        (Decision::Peek, _) if request.method() == Method::HEAD => HttpResponse::empty().into_response(),
        // A browser uses no answer of this kind when its user follows.
        (Decision::Peek, _) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        (Decision::RemoveKey, _) => HttpResponse::redirect(&location).into_response(),
        (Decision::CheckPassword, _) => app.log_in_with_password(request).await,
        (other, _) => app.denied(other, location).await,
    };
    app.set_headers(&path, response.headers_mut());
    response
}
