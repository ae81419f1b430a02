//! Who may come in: one decision for every request, before it is looked at any further.

use std::net::IpAddr;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// What of a request the decision depends on.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::web) struct RequestInfo<'a> {
    /// Whether the method is one that changes nothing: GET or HEAD.
    pub(in crate::web) safe: bool,
    /// The host that was asked for, if exactly one was.
    pub(in crate::web) host: Option<&'a str>,
    /// The key in the address.
    pub(in crate::web) key: Option<&'a str>,
    /// The cookies.
    pub(in crate::web) cookies: &'a str,
    /// `Sec-Fetch-Site`.
    pub(in crate::web) site: Option<&'a str>,
    /// `Origin`.
    pub(in crate::web) origin: Option<&'a str>,
    /// Whether it is a password that is brought.
    pub(in crate::web) knocks: bool,
}

/// What is done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Decision {
    /// It is answered.
    Allow,
    /// It brought the key: it gets the cookie, and the key is worth nothing any more.
    LogIn,
    /// It has the cookie and a key beside it, which is taken out of the address.
    RemoveKey,
    /// It brings a password, which is looked at.
    CheckPassword,
    /// It was not sent to this server by name.
    WrongHost,
    /// Another site sent it.
    CrossSite,
    /// It has nothing that lets it in.
    NotLoggedIn,
    /// It has a key that is worth nothing any more, or never was.
    WrongKey,
}

/// A secret, as it is told to whoever may come in. Only its hash is compared, so that the time it takes tells nothing.
pub(in crate::web) struct Secret([u8; 32]);

impl Secret {
    /// Makes a secret, and gives it in hex: 256 bits that nobody guesses.
    ///
    /// # Errors
    /// A machine without randomness.
    pub(in crate::web) fn new() -> Result<(Self, String)> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| {
            Error::failure("this machine gives no random numbers to make a key of").hint("try again in a moment")
        })?;
        let hex = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        Ok((Self::of(&hex), hex))
    }

    /// The secret that is told as `text`.
    pub(in crate::web) fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Whether `text` tells it.
    pub(in crate::web) fn is(&self, text: &str) -> bool {
        let other = Self::of(text).0;
        self.0.iter().zip(other).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

/// Under which names the server is asked.
pub(in crate::web) enum AllowedHosts {
    /// Those of this machine.
    Loopback,
    /// Any address in numbers, and the name that was given to listen on. Not any name: a site may give its own name our
    /// address, to be taken for us.
    AnyAddress(String),
}

/// What the decision depends on beside the request.
pub(in crate::web) struct AccessControl {
    pub(in crate::web) names: AllowedHosts,
    pub(in crate::web) port: u16,
    /// What the cookie holds.
    pub(in crate::web) session: Secret,
    /// The key that lets in once; none where a password does.
    pub(in crate::web) key: Option<Secret>,
}

impl AccessControl {
    /// The name of the cookie. A browser sends cookies to every port of a machine, so two books must not share it.
    pub(in crate::web) fn cookie(&self) -> String {
        format!("gainsay-{}", self.port)
    }

    /// Decides.
    pub(in crate::web) fn decide(&self, seen: &RequestInfo) -> Decision {
        let Some(host) = seen.host.filter(|host| self.is_ours(host)) else { return Decision::WrongHost };
        if !seen.safe && !self.sent_by_us(host, seen) {
            return Decision::CrossSite;
        }
        match (self.has_cookie(seen.cookies), seen.key) {
            (true, None) => Decision::Allow,
            (true, Some(_)) => Decision::RemoveKey,
            (false, Some(key)) if seen.safe && self.key.as_ref().is_some_and(|known| known.is(key)) => Decision::LogIn,
            (false, Some(_)) if self.key.is_some() => Decision::WrongKey,
            (false, _) if seen.knocks && self.key.is_none() => Decision::CheckPassword,
            (false, _) => Decision::NotLoggedIn,
        }
    }

    /// Whether a host is this server.
    fn is_ours(&self, host: &str) -> bool {
        let with_port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let (name, port) = with_port.map_or((host, "80"), |(name, port)| (name, port));
        if port.parse() != Ok(self.port) {
            return false;
        }
        match &self.names {
            AllowedHosts::Loopback => {
                ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
            }
            AllowedHosts::AnyAddress(given) => {
                let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
                bare.parse::<IpAddr>().is_ok() || name.eq_ignore_ascii_case(given)
            }
        }
    }

    /// Whether a page of ours sent it, or a person directly. A browser says so with `Sec-Fetch-Site`, and then may name no
    /// origin, because our pages tell no referrer; where it does not, the origin must be ours.
    fn sent_by_us(&self, host: &str, seen: &RequestInfo) -> bool {
        let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|sender| sender.eq_ignore_ascii_case(host));
        match (seen.site, seen.origin) {
            (Some("same-origin" | "none"), origin) => origin.is_none_or(|origin| origin == "null" || own(origin)),
            (Some(_), _) => false,
            (None, origin) => origin.is_some_and(own),
        }
    }

    fn has_cookie(&self, cookies: &str) -> bool {
        let name = self.cookie();
        cookies.split(';').filter_map(|one| one.trim().split_once('=')).any(|(n, v)| n == name && self.session.is(v))
    }
}

#[cfg(test)]
mod tests;
