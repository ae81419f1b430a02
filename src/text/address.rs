//! Addresses of documents: the form in which one article has one address, however it was copied.

use std::sync::LazyLock;

/// The names of query parts that only say how a reader came to an address.
static TRACKING: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("tracking.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// The schemes of web pages, with their default ports.
const SCHEMES: [(&str, &str); 2] = [("https", "443"), ("http", "80")];

/// The parts of the address of a web page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Address<'a> {
    scheme: &'static str,
    host: String,
    path: &'a str,
    query: Vec<&'a str>,
}

impl<'a> Address<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let (scheme, port) = SCHEMES.into_iter().find(|(known, _)| scheme.eq_ignore_ascii_case(known))?;
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        let host = host.to_lowercase();
        let host = host.strip_suffix(&format!(":{port}")).or(host.strip_suffix(':')).unwrap_or(&host).to_string();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let query = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
        Some(Self { scheme, host, path: if path.is_empty() { "/" } else { path }, query })
    }

    fn query(&self) -> String {
        if self.query.is_empty() { String::new() } else { format!("?{}", self.query.join("&")) }
    }
}

/// Returns the form of an address that all have which cannot mean another page: scheme and host in small letters, without the
/// default port, the fragment and what only tracks the reader. Other texts are returned as they are.
pub fn normal_form(url: &str) -> String {
    Address::read(url).map_or_else(
        || url.trim().to_string(),
        |address| format!("{}://{}{}{}", address.scheme, address.host, address.path, address.query()),
    )
}

/// Returns the form of an address that all have which probably mean the same page: also without the scheme, `www.` and the
/// slash at the end.
pub fn similar_form(url: &str) -> String {
    Address::read(url).map_or_else(
        || url.trim().to_string(),
        |address| {
            let host = address.host.strip_prefix("www.").unwrap_or(&address.host);
            format!("{host}{}{}", address.path.trim_end_matches('/'), address.query())
        },
    )
}

/// Returns what the addresses begin with that can have the same normal form, or the same similar form if they `may_differ`:
/// everything before their query and fragment.
pub fn beginnings(url: &str, may_differ: bool) -> Vec<String> {
    let Some(address) = Address::read(url) else { return vec![url.trim().to_string()] };
    let bare = address.host.strip_prefix("www.").unwrap_or(&address.host);
    let www = format!("www.{bare}");
    let hosts = if may_differ { vec![bare, &www] } else { vec![&*address.host] };
    let path = address.path.trim_end_matches('/');
    let slashed = format!("{path}/");
    let paths = if may_differ || path.is_empty() { vec![path, &slashed] } else { vec![address.path] };
    let mut all = Vec::new();
    for (scheme, port) in SCHEMES.into_iter().filter(|(scheme, _)| may_differ || *scheme == address.scheme) {
        for host in &hosts {
            for path in &paths {
                all.extend([format!("{scheme}://{host}{path}"), format!("{scheme}://{host}:{port}{path}")]);
            }
        }
    }
    all
}

/// Returns the beginning of the query, up to its first part that does not only track the reader.
pub fn first_of_query(url: &str) -> Option<String> {
    Address::read(url)?.query.first().map(|part| format!("?{part}"))
}

/// Whether a part of a query, `name=value`, only says how a reader came to the address.
fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('*') {
        Some(begin) => name.starts_with(begin),
        None => name == *known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_one_address() {
        let article = "https://example.org/news/a1";
        for same in [
            "https://example.org/news/a1",
            " HTTPS://EXAMPLE.org/news/a1 ",
            "https://example.org:443/news/a1",
            "https://example.org/news/a1#comments",
            "https://example.org/news/a1?utm_source=tw&utm_medium=social",
            "https://example.org/news/a1?fbclid=abc#x",
            "https://example.org/news/a1?",
            "https://example.org/news/a1?UTM_Source=x&GCLID=y",
        ] {
            assert_eq!(normal_form(same), article, "{same}");
        }
        for other in [
            "https://example.org/news/A1",
            "https://example.org/news/a2",
            "https://example.org:8443/news/a1",
            "https://example.org/news/a1?page=2",
            "https://example.org/news/a1/",
            "http://example.org/news/a1",
            "https://www.example.org/news/a1",
        ] {
            assert_ne!(normal_form(other), article, "{other}");
        }
        let video = "https://example.org/watch?v=1&t=2";
        assert_eq!(normal_form("https://example.org/watch?utm_source=x&v=1&fbclid=y&t=2"), video);
        assert_eq!(normal_form("https://example.org"), "https://example.org/");
        assert_eq!(normal_form("an address"), "an address");
    }

    #[test]
    fn what_may_be_the_same_has_a_similar_form() {
        for same in [
            "http://example.org/news/a1",
            "https://www.example.org/news/a1",
            "https://example.org/news/a1/",
            "http://WWW.example.org:80/news/a1/?utm_id=1#a",
        ] {
            assert_eq!(similar_form(same), "example.org/news/a1", "{same}");
        }
        assert_ne!(similar_form("https://example.org/news/a1?page=2"), "example.org/news/a1");
    }

    #[test]
    fn beginnings_begin_every_form_of_an_address() {
        assert_eq!(
            beginnings("https://Example.org/a?b=c#d", false),
            ["https://example.org/a", "https://example.org:443/a"]
        );
        let all = beginnings("https://www.example.org/a/", true);
        for form in ["http://example.org/a", "https://www.example.org/a", "http://www.example.org:80/a"] {
            assert!(all.contains(&form.to_string()), "{form}: {all:?}");
        }
        assert_eq!(first_of_query("https://a.b/watch?utm_source=x&v=1"), Some("?v=1".to_string()));
    }
}
