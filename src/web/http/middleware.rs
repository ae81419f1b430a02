//! What every request passes before it is routed, and the headers that every response gets.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::mpsc;

use super::event::ServerEvent;
use super::query::Query;
use super::response::HttpResponse;
use crate::error::Result;
use crate::web::auth::access::{AccessControl, AllowedHosts, Decision, RequestInfo};
use crate::web::auth::capture::{ask_again, opener_policy};
use crate::web::auth::client::Client;
use crate::web::auth::login::{LOGIN_PATH, Password, denied, own_path};
use crate::web::auth::secret::Secret;

/// What a page may load: styles, scripts and images of this server. Forms are sent to this server only.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Who may use the page, and how they log in.
pub(crate) struct App {
    access: Mutex<AccessControl>,
    /// The value of the session cookie.
    session: String,
    /// The address of the page.
    base: String,
    /// The password, where the page is open to a network.
    password: Option<Password>,
    events: mpsc::UnboundedSender<ServerEvent>,
}

impl App {
    /// Returns the app, and the address that logs a browser in.
    ///
    /// # Errors
    /// The machine has no source of random numbers.
    pub(crate) fn new(
        hosts: AllowedHosts,
        port: u16,
        password: Option<&str>,
        events: mpsc::UnboundedSender<ServerEvent>,
    ) -> Result<(Arc<Self>, String)> {
        let base = format!("http://{}:{port}/", hosts.name());
        let (session, cookie) = Secret::random()?;
        let (key, address) = if password.is_some() {
            (None, base.clone())
        } else {
            let (key, text) = Secret::random()?;
            (Some(key), format!("{base}?key={text}"))
        };
        let access = Mutex::new(AccessControl { hosts, port, session, key });
        let app = Self { access, session: cookie, base, password: password.map(Password::new), events };
        Ok((Arc::new(app), address))
    }

    /// Puts the checks and the headers around all routes.
    pub(crate) fn protect(self: &Arc<Self>, routes: Router) -> Router {
        Router::new().fallback_service(routes).layer(from_fn_with_state(Arc::clone(self), handle))
    }

    fn access(&self) -> MutexGuard<'_, AccessControl> {
        self.access.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn decide(&self, request: &Request) -> Decision {
        let headers = request.headers();
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let query = Query::parse(request.uri().query().unwrap_or_default());
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|value| value.to_str().ok()).filter(|host| {
            hosts.next().is_none() && request.uri().authority().is_none_or(|name| name.as_str() == *host)
        });
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        self.access().decide(&RequestInfo {
            is_safe: matches!(*request.method(), Method::GET | Method::HEAD),
            host,
            key: query.raw_value("key"),
            cookies: &cookies.collect::<Vec<_>>().join(";"),
            fetch_site: text(HeaderName::from_static("sec-fetch-site")),
            origin: text(header::ORIGIN),
            is_login: request.method() == Method::POST && request.uri().path() == LOGIN_PATH,
        })
    }

    /// Logs in a browser that has the key, and makes a new key: each key works once. The terminal shows the new one.
    /// `is_linked`: a page that is not of this server led here, such as the file of `serve --open`.
    fn log_in_with_key(&self, location: &str, is_linked: bool) -> Response {
        if let Ok((key, text)) = Secret::random() {
            self.access().key = Some(key);
            let line = format!("in another browser: {}?key={text}", self.base);
            self.events.send(ServerEvent::Text(line)).unwrap_or_default();
        }
        let mut response = self.logged_in(location);
        if is_linked && let Ok(refresh) = HeaderValue::from_str(&format!("0; url={location}")) {
            // After a redirect the browser would not send the cookie, because another page began the request.
            *response.status_mut() = StatusCode::OK;
            response.headers_mut().remove(header::LOCATION);
            response.headers_mut().insert(header::REFRESH, refresh);
        }
        response
    }

    /// Logs in a browser that sent the password.
    async fn log_in_with_password(&self, request: Request) -> Response {
        let client = request.extensions().get::<Client>().copied();
        match (&self.password, client) {
            (Some(password), Some(client)) => match password.check(client, request.into_body()).await {
                Ok(location) => self.logged_in(&location),
                Err(why) => denied(why, true, "/".to_string()),
            },
            _ => denied(Decision::NotLoggedIn, false, "/".to_string()),
        }
    }

    /// Redirects, and sets the session cookie.
    fn logged_in(&self, location: &str) -> Response {
        let mut response = HttpResponse::redirect(location).into_response();
        let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.access().cookie_name(), self.session);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Sets the security headers.
    fn set_headers(&self, path: &str, headers: &mut HeaderMap) {
        // A browser that sends no referrer sends no origin either. On a network, where it sends no Sec-Fetch-Site, only the
        // origin shows that a form is of this page. Other sites get no referrer in either case.
        let referrer = if self.password.is_some() { "same-origin" } else { "no-referrer" };
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
async fn handle(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let decision = app.decide(&request);
    let query = Query::parse(request.uri().query().unwrap_or_default()).without("key");
    let location = query.url(&own_path(request.uri().path()));
    let is_linked = request.headers().get("sec-fetch-site").is_some_and(|site| site != "none");
    let path = request.uri().path().to_string();
    let mut response = match decision {
        Decision::Allow => next.run(request).await,
        Decision::NotLoggedIn => ask_again(&path, request.uri().query().unwrap_or_default())
            .unwrap_or_else(|| denied(decision, app.password.is_some(), location)),
        Decision::LogIn => app.log_in_with_key(&location, is_linked),
        Decision::RemoveKey => HttpResponse::redirect(&location).into_response(),
        Decision::CheckPassword => app.log_in_with_password(request).await,
        other => denied(other, app.password.is_some(), location),
    };
    app.set_headers(&path, response.headers_mut());
    response
}
