//! Who may come in, case by case.

use super::*;

fn access_control(hosts: AllowedHosts, key: Option<&str>) -> AccessControl {
    AccessControl { hosts, port: 4246, session: Secret::of("inside"), key: key.map(Secret::of) }
}

const IN: &str = "a=b; gainsay-4246=inside";

/// A request to our address, otherwise as given.
fn get<'a>(cookies: &'a str, key: Option<&'a str>) -> RequestInfo<'a> {
    RequestInfo { is_safe: true, host: Some("127.0.0.1:4246"), key, cookies, ..RequestInfo::default() }
}

fn post<'a>(site: Option<&'a str>, origin: Option<&'a str>) -> RequestInfo<'a> {
    RequestInfo { is_safe: false, fetch_site: site, origin, ..get(IN, None) }
}

#[test]
fn only_this_machine_is_asked_and_only_by_its_own_names() {
    let access = access_control(AllowedHosts::Loopback, Some("once"));
    for host in ["127.0.0.1:4246", "localhost:4246", "LOCALHOST:4246", "[::1]:4246"] {
        assert_eq!(access.decide(&RequestInfo { host: Some(host), ..get(IN, None) }), Decision::Allow, "{host}");
    }
    for host in [
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:4247",
        "localhost",
        "evil.example:4246",
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
fn on_port_80_a_host_is_written_without_it() {
    let access =
        AccessControl { port: 80, session: Secret::of("inside"), ..access_control(AllowedHosts::Loopback, None) };
    let request = RequestInfo { host: Some("localhost"), ..get("gainsay-80=inside", None) };
    assert_eq!(access.decide(&request), Decision::Allow);
}

#[test]
fn a_key_lets_in_and_then_the_cookie_does() {
    let access = access_control(AllowedHosts::Loopback, Some("once"));
    for (cookies, key, decision) in [
        ("", None, Decision::NotLoggedIn),
        ("", Some("once"), Decision::LogIn),
        ("", Some("twice"), Decision::WrongKey),
        ("", Some(""), Decision::WrongKey),
        (IN, None, Decision::Allow),
        (IN, Some("once"), Decision::RemoveKey),
        (IN, Some("twice"), Decision::RemoveKey),
        ("gainsay-4246=outside", None, Decision::NotLoggedIn),
        ("gainsay-4247=inside", None, Decision::NotLoggedIn),
        ("gainsay-4246=", None, Decision::NotLoggedIn),
        ("gainsay-4246=outside; gainsay-4246=inside", None, Decision::Allow),
    ] {
        assert_eq!(access.decide(&get(cookies, key)), decision, "{cookies} {key:?}");
    }
    assert_eq!(
        access.decide(&RequestInfo { is_safe: false, fetch_site: Some("none"), ..get("", Some("once")) }),
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
    let without = RequestInfo { cookies: "", ..post(Some("same-origin"), None) };
    assert_eq!(access.decide(&without), Decision::NotLoggedIn, "and still needs the cookie");
}

#[test]
fn on_a_network_a_password_is_asked_for_and_no_name_is_trusted() {
    let access = access_control(AllowedHosts::AnyAddress("desk.example".to_string()), None);
    let at = |host| RequestInfo { host: Some(host), ..get("", None) };
    for host in ["192.168.1.2:4246", "[fe80::1]:4246", "127.0.0.1:4246", "desk.example:4246"] {
        assert_eq!(access.decide(&at(host)), Decision::NotLoggedIn, "{host}");
        assert_eq!(access.decide(&RequestInfo { cookies: IN, ..at(host) }), Decision::Allow, "{host}");
    }
    for host in ["evil.example:4246", "192.168.1.2:80", "192.168.1.2.evil.example:4246"] {
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
