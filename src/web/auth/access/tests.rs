//! Who may come in, case by case.

use super::*;

fn guard(names: Names, key: Option<&str>) -> Guard {
    Guard { names, port: 4246, session: Secret::of("inside"), key: key.map(Secret::of) }
}

const IN: &str = "a=b; gainsay-4246=inside";

/// A request to our address, otherwise as given.
fn get<'a>(cookies: &'a str, key: Option<&'a str>) -> Seen<'a> {
    Seen { safe: true, host: Some("127.0.0.1:4246"), key, cookies, ..Seen::default() }
}

fn post<'a>(site: Option<&'a str>, origin: Option<&'a str>) -> Seen<'a> {
    Seen { safe: false, site, origin, ..get(IN, None) }
}

#[test]
fn only_this_machine_is_asked_and_only_by_its_own_names() {
    let guard = guard(Names::Loopback, Some("once"));
    for host in ["127.0.0.1:4246", "localhost:4246", "LOCALHOST:4246", "[::1]:4246"] {
        assert_eq!(guard.decide(&Seen { host: Some(host), ..get(IN, None) }), Decision::Enter, "{host}");
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
        assert_eq!(guard.decide(&Seen { host: Some(host), ..get(IN, None) }), Decision::WrongHost, "{host}");
    }
    assert_eq!(guard.decide(&Seen { host: None, ..get(IN, Some("once")) }), Decision::WrongHost);
}

#[test]
fn on_port_80_a_host_is_written_without_it() {
    let guard = Guard { port: 80, session: Secret::of("inside"), ..guard(Names::Loopback, None) };
    let seen = Seen { host: Some("localhost"), ..get("gainsay-80=inside", None) };
    assert_eq!(guard.decide(&seen), Decision::Enter);
}

#[test]
fn a_key_lets_in_and_then_the_cookie_does() {
    let guard = guard(Names::Loopback, Some("once"));
    for (cookies, key, decision) in [
        ("", None, Decision::Closed),
        ("", Some("once"), Decision::Admit),
        ("", Some("twice"), Decision::Spent),
        ("", Some(""), Decision::Spent),
        (IN, None, Decision::Enter),
        (IN, Some("once"), Decision::Again),
        (IN, Some("twice"), Decision::Again),
        ("gainsay-4246=outside", None, Decision::Closed),
        ("gainsay-4247=inside", None, Decision::Closed),
        ("gainsay-4246=", None, Decision::Closed),
        ("gainsay-4246=outside; gainsay-4246=inside", None, Decision::Enter),
    ] {
        assert_eq!(guard.decide(&get(cookies, key)), decision, "{cookies} {key:?}");
    }
    assert_eq!(guard.decide(&Seen { safe: false, site: Some("none"), ..get("", Some("once")) }), Decision::Spent);
}

#[test]
fn what_may_change_the_book_is_sent_by_our_own_pages() {
    let guard = guard(Names::Loopback, Some("once"));
    let ours = Some("http://127.0.0.1:4246");
    for (site, origin) in [
        (Some("same-origin"), None),
        (Some("same-origin"), Some("null")),
        (Some("same-origin"), ours),
        (Some("none"), None),
        (None, ours),
    ] {
        assert_eq!(guard.decide(&post(site, origin)), Decision::Enter, "{site:?} {origin:?}");
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
        assert_eq!(guard.decide(&post(site, origin)), Decision::Foreign, "{site:?} {origin:?}");
    }
    let without = Seen { cookies: "", ..post(Some("same-origin"), None) };
    assert_eq!(guard.decide(&without), Decision::Closed, "and still needs the cookie");
}

#[test]
fn on_a_network_a_password_is_asked_for_and_no_name_is_trusted() {
    let guard = guard(Names::Numbers("desk.example".to_string()), None);
    let at = |host| Seen { host: Some(host), ..get("", None) };
    for host in ["192.168.1.2:4246", "[fe80::1]:4246", "127.0.0.1:4246", "desk.example:4246"] {
        assert_eq!(guard.decide(&at(host)), Decision::Closed, "{host}");
        assert_eq!(guard.decide(&Seen { cookies: IN, ..at(host) }), Decision::Enter, "{host}");
    }
    for host in ["evil.example:4246", "192.168.1.2:80", "192.168.1.2.evil.example:4246"] {
        assert_eq!(guard.decide(&at(host)), Decision::WrongHost, "{host}");
    }
    let knock = Seen { safe: false, knocks: true, origin: Some("http://desk.example:4246"), ..at("desk.example:4246") };
    assert_eq!(guard.decide(&knock), Decision::Knock);
    assert_eq!(guard.decide(&Seen { origin: Some("http://evil.example"), ..knock }), Decision::Foreign);
    assert_eq!(guard.decide(&Seen { key: Some("any"), ..at("desk.example:4246") }), Decision::Closed);
}

#[test]
fn secrets_are_long_and_never_the_same() {
    let ((one, told), (_, other)) = (Secret::new().unwrap(), Secret::new().unwrap());
    assert_eq!(told.len(), 64);
    assert_ne!(told, other);
    assert!(one.is(&told) && !one.is(&other) && !one.is(&told[1..]));
}
