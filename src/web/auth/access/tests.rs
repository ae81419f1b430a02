//! Who may come in, case by case.

use super::*;

fn access_control(hosts: AllowedHosts, key: Option<&str>) -> AccessControl {
    AccessControl { hosts, port: 4246, key: key.map(Secret::of) }
}

const IN: bool = true;

/// A request to our address, otherwise as given.
fn get(has_session: bool, key: Option<&str>) -> RequestInfo<'_> {
    RequestInfo { is_safe: true, host: Some("127.0.0.1:4246"), key, has_session, ..RequestInfo::default() }
}

fn post<'a>(site: Option<&'a str>, origin: Option<&'a str>) -> RequestInfo<'a> {
    RequestInfo { is_safe: false, fetch_site: site, origin, ..get(IN, None) }
}

#[test]
fn only_this_machine_is_asked_and_only_by_its_own_names() {
    let access = access_control(AllowedHosts::Loopback, Some("once"));
    for host in [
        "127.0.0.1:4246",
        "localhost:4246",
        "LOCALHOST:4246",
        "[::1]:4246",
        // Forwarded from another port, or behind a proxy.
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:4247",
        "localhost",
        "[::1]",
    ] {
        assert_eq!(access.decide(&RequestInfo { host: Some(host), ..get(IN, None) }), Decision::Allow, "{host}");
    }
    for host in [
        "127.0.0.1:",
        "evil.example:4246",
        "evil.example",
        "localhost.evil.example:4246",
        "127.0.0.1.evil.example:4246",
        "192.168.1.2:4246",
        "user@127.0.0.1:4246",
        "127.0.0.1:4246:4246",
        ":4246",
        "",
    ] {
        assert_eq!(access.decide(&RequestInfo { host: Some(host), ..get(IN, None) }), Decision::WrongHost, "{host}");
    }
    assert_eq!(access.decide(&RequestInfo { host: None, ..get(IN, Some("once")) }), Decision::WrongHost);
}

#[test]
fn a_key_lets_in_and_then_the_cookie_does() {
    let access = access_control(AllowedHosts::Loopback, Some("once"));
    for (has_session, key, decision) in [
        (false, None, Decision::NotLoggedIn),
        (false, Some("once"), Decision::LogIn),
        (false, Some("twice"), Decision::WrongKey),
        (false, Some(""), Decision::WrongKey),
        (IN, None, Decision::Allow),
        (IN, Some("once"), Decision::RemoveKey),
        (IN, Some("twice"), Decision::RemoveKey),
    ] {
        assert_eq!(access.decide(&get(has_session, key)), decision, "{has_session} {key:?}");
    }
    let peek = RequestInfo { is_peek: true, ..get(false, Some("once")) };
    assert_eq!(access.decide(&peek), Decision::Peek, "what only looks does not use the key up");
    let cookies = "a=b; gainsay-4247=no; gainsay-4246=one; gainsay-4246=two";
    assert_eq!(access.session_cookies(cookies).collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(
        access.decide(&RequestInfo { is_safe: false, fetch_site: Some("none"), ..get(false, Some("once")) }),
        Decision::WrongKey
    );
}

#[test]
fn what_may_change_the_book_is_sent_by_our_own_pages() {
    let access = access_control(AllowedHosts::Loopback, Some("once"));
    let ours = Some("http://127.0.0.1:4246");
    for (site, origin) in [
        (Some("same-origin"), None),
        (Some("same-origin"), Some("null")),
        (Some("same-origin"), ours),
        (Some("none"), None),
        (None, ours),
    ] {
        assert_eq!(access.decide(&post(site, origin)), Decision::Allow, "{site:?} {origin:?}");
    }
    for (site, origin) in [
        (None, None),
        (None, Some("null")),
        (None, Some("http://evil.example")),
        (None, Some("https://127.0.0.1:4246")),
        (None, Some("http://127.0.0.1:4247")),
        (None, Some("http://localhost:4246")),
        (Some("cross-site"), ours),
        (Some("cross-site"), None),
        (Some("same-site"), None),
        (Some(""), ours),
        (Some("same-origin"), Some("http://evil.example")),
        (Some("none"), Some("http://127.0.0.1:8000")),
    ] {
        assert_eq!(access.decide(&post(site, origin)), Decision::CrossSite, "{site:?} {origin:?}");
    }
    let without = RequestInfo { has_session: false, ..post(Some("same-origin"), None) };
    assert_eq!(access.decide(&without), Decision::NotLoggedIn, "and still needs the cookie");
}

#[test]
fn on_a_network_a_password_is_asked_for_and_no_name_is_trusted() {
    let access = access_control(AllowedHosts::AnyAddress("desk.example".to_string()), None);
    let at = |host| RequestInfo { host: Some(host), ..get(false, None) };
    for host in
        ["192.168.1.2:4246", "192.168.1.2:80", "[fe80::1]:4246", "127.0.0.1:4246", "localhost:9", "desk.example:4246"]
    {
        assert_eq!(access.decide(&at(host)), Decision::NotLoggedIn, "{host}");
        assert_eq!(access.decide(&RequestInfo { has_session: IN, ..at(host) }), Decision::Allow, "{host}");
    }
    for host in ["evil.example:4246", "192.168.1.2.evil.example:4246"] {
        assert_eq!(access.decide(&at(host)), Decision::WrongHost, "{host}");
    }
    let login = RequestInfo {
        is_safe: false,
        is_login: true,
        origin: Some("http://desk.example:4246"),
        ..at("desk.example:4246")
    };
    assert_eq!(access.decide(&login), Decision::CheckPassword);
    assert_eq!(access.decide(&RequestInfo { origin: Some("http://evil.example"), ..login }), Decision::CrossSite);
    assert_eq!(access.decide(&RequestInfo { key: Some("any"), ..at("desk.example:4246") }), Decision::NotLoggedIn);
}
