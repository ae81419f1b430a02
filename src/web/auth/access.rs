//! Access: one decision for every request, before anything else is done with it.

use std::net::IpAddr;

use super::secret::Secret;

/// The parts of a request on which the decision depends.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RequestInfo<'a> {
    /// Whether the method is GET or HEAD, which change nothing.
    pub(crate) is_safe: bool,
    /// The host of the request; none where there is no `Host`, or several, or one that is not that of the address.
    pub(crate) host: Option<&'a str>,
    /// The key in the address.
    pub(crate) key: Option<&'a str>,
    /// Whether it has the cookie of a browser that was let in.
    pub(crate) has_session: bool,
    /// Whether it only looks, as HEAD does, or fetches ahead of its user. Then it does not use the key up.
    pub(crate) is_peek: bool,
    /// The value of `Sec-Fetch-Site`.
    pub(crate) fetch_site: Option<&'a str>,
    /// The value of `Origin`.
    pub(crate) origin: Option<&'a str>,
    /// Whether the request is a login form.
    pub(crate) is_login: bool,
}

/// What is done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It is answered.
    Allow,
    /// It has the key, and gets the session cookie. The key then works no more.
    LogIn,
    /// It has the key, and only looks. It gets no cookie, and the key still works.
    Peek,
    /// It has the session cookie and a key, which is removed from the address.
    RemoveKey,
    /// It is a login form, whose password is checked.
    CheckPassword,
    /// Its host is not this server.
    WrongHost,
    /// Another site sent it.
    CrossSite,
    /// It has neither the session cookie nor a key.
    NotLoggedIn,
    /// Its key is not valid, or not any more.
    WrongKey,
    /// Its address has tried too many passwords in the last seconds.
    TooManyGuesses,
}

/// The host names that requests may have.
pub(crate) enum AllowedHosts {
    /// The names of this machine.
    Loopback,
    /// Every IP address, and the name that was given to listen on. No other name: a site can give its own name our address,
    /// and its pages would then have our origin (DNS rebinding).
    AnyAddress(String),
}

impl AllowedHosts {
    fn allows(&self, name: &str) -> bool {
        let is_loopback = ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own));
        match self {
            Self::Loopback => is_loopback,
            Self::AnyAddress(given) => {
                let unbracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
                is_loopback || unbracketed.parse::<IpAddr>().is_ok() || name.eq_ignore_ascii_case(given)
            }
        }
    }
}

/// Decides which requests are allowed.
pub(crate) struct AccessControl {
    /// The host names that requests may have.
    pub(crate) hosts: AllowedHosts,
    /// The port that the server listens on.
    pub(crate) port: u16,
    /// The key that logs in once; none where a password does.
    pub(crate) key: Option<Secret>,
}

impl AccessControl {
    /// Returns the name of the session cookie. It has the port, because a browser sends cookies to every port of a machine,
    /// and two books must not share one.
    pub(crate) fn cookie_name(&self) -> String {
        format!("gainsay-{}", self.port)
    }

    /// Decides what is done with a request.
    pub(crate) fn decide(&self, request: &RequestInfo) -> Decision {
        let Some(host) = request.host.filter(|host| self.is_own_host(host)) else { return Decision::WrongHost };
        if !request.is_safe && !is_same_origin(host, request) {
            return Decision::CrossSite;
        }
        match (request.has_session, request.key) {
            (true, None) => Decision::Allow,
            (true, Some(_)) => Decision::RemoveKey,
            (false, Some(key)) if request.is_safe && self.key.as_ref().is_some_and(|known| known.is(key)) => {
                if request.is_peek { Decision::Peek } else { Decision::LogIn }
            }
            (false, Some(_)) if self.key.is_some() => Decision::WrongKey,
            (false, _) if request.is_login && self.key.is_none() => Decision::CheckPassword,
            (false, _) => Decision::NotLoggedIn,
        }
    }

    /// Whether a host is this server. The name decides and not the port: whoever forwards a port of another machine, or has a proxy
    /// before the page, comes by another one. A site that gives its own name our address still has its own name.
    fn is_own_host(&self, host: &str) -> bool {
        let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        let with_port = host.rsplit_once(':').filter(|(_, port)| is_port(port));
        let name = with_port.map_or(host, |(name, _)| name);
        self.hosts.allows(name)
    }

    /// Returns the values of the session cookie.
    pub(crate) fn session_cookies<'a>(&self, cookies: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = self.cookie_name();
        let pairs = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        pairs.filter_map(move |(known, value)| (known == name).then_some(value))
    }
}

/// Whether a page of this server sent the request, or a person did directly. A browser says so in `Sec-Fetch-Site`, and may
/// then send no origin, because the pages send no referrer. Without that header, the origin must be this server.
fn is_same_origin(host: &str, request: &RequestInfo) -> bool {
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|sender| sender.eq_ignore_ascii_case(host));
    match (request.fetch_site, request.origin) {
        (Some("same-origin" | "none"), origin) => origin.is_none_or(|origin| origin == "null" || is_own(origin)),
        (Some(_), _) => false,
        (None, origin) => origin.is_some_and(is_own),
    }
}

#[cfg(test)]
mod tests;
