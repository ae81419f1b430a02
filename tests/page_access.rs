//! Who is let in to the page, that looking changes nothing, and that nobody holds up another.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::common::server::Served;
use crate::common::{DEMO, demo, record_of, run, text};
use rusqlite::Connection;

#[test]
fn nobody_comes_in_by_another_name_without_a_key_or_from_another_site() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let cookie = ("Cookie", served.cookie.as_str());
    let port = served.port;
    let (evil, other, own) =
        (format!("evil.example:{port}"), format!("127.0.0.1:{}", port ^ 1), format!("http://127.0.0.1:{port}"));
    let local = format!("localhost:{port}");
    for (method, path, headers, status) in [
        ("GET", "/", &[cookie][..], 200),
        ("HEAD", "/", &[cookie], 200),
        ("GET", "/", &[cookie, ("Host", &local)], 200),
        ("GET", "/", &[cookie, ("Host", &evil)], 421),
        ("GET", "/", &[cookie, ("Host", &other)], 200),
        ("GET", "/", &[cookie, ("Host", "127.0.0.1")], 200),
        ("GET", "/", &[cookie, ("Host", "")], 421),
        ("GET", "/", &[cookie, ("Host", &local), ("Host", &evil)], 421),
        ("GET", &format!("http://{evil}/"), &[cookie], 421),
        ("GET", "/nothing", &[cookie, ("Host", &evil)], 421),
        ("POST", "/", &[cookie, ("Host", &evil), ("Sec-Fetch-Site", "same-origin")], 421),
        ("GET", "/", &[], 403),
        ("GET", "/assets/page.css", &[], 403),
        ("GET", "/api/claims", &[], 403),
        ("GET", "/api/claims", &[("Authorization", "Bearer x")], 403),
        ("GET", "/", &[("Cookie", "gainsay=1")], 403),
        ("GET", "/?key=0123", &[], 403),
        ("POST", "/", &[cookie], 403),
        ("POST", "/", &[cookie, ("Sec-Fetch-Site", "cross-site")], 403),
        ("POST", "/", &[cookie, ("Sec-Fetch-Site", "same-site")], 403),
        ("DELETE", "/claims/1", &[cookie, ("Sec-Fetch-Site", "cross-site"), ("Origin", &own)], 403),
        ("POST", "/", &[cookie, ("Origin", "http://evil.example")], 403),
        ("POST", "/", &[cookie, ("Origin", "null")], 403),
        ("POST", "/", &[("Sec-Fetch-Site", "same-origin")], 403),
        ("POST", "/", &[cookie, ("Sec-Fetch-Site", "same-origin")], 405),
        ("POST", "/", &[cookie, ("Origin", &own)], 405),
        ("OPTIONS", "/", &[cookie, ("Origin", "http://evil.example")], 403),
    ] {
        let reply = served.send(method, path, headers, "");
        assert_eq!(reply.status, status, "{method} {path} {headers:?}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("access-control-allow-origin", ""),
        ] {
            assert_eq!(reply.header(name), value, "{method} {path} {headers:?}");
        }
        assert!(reply.header("content-security-policy").starts_with("default-src 'none';"), "{method} {path}");
        assert!(status == 200 || !text(&reply.body).contains("Albania"), "{method} {path} {headers:?}");
    }
}

#[test]
fn the_printed_address_lets_one_browser_in_once() {
    let folder = demo();
    let mut served = Served::start_outside(folder.path(), &format!("{DEMO} --port 0"), &[]);
    let key = served.address.split_once("/?").unwrap().1.to_string();
    assert_eq!(key.len(), "key=".len() + 64);

    let first = served.send("GET", &format!("/claims/1?{key}&a=b"), &[], "");
    assert_eq!((first.status, first.header("location")), (303, "/claims/1?a=b"));
    let cookie = first.header("set-cookie").to_string();
    assert!(cookie.starts_with(&format!("gainsay-{}=", served.port)), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_string();
    assert_eq!(served.send("GET", "/claims/1", &[("Cookie", &cookie)], "").status, 200);

    let second = served.send("GET", &format!("/?{key}"), &[], "");
    assert_eq!((second.status, second.header("set-cookie")), (403, ""));
    assert!(second.text().contains("take the newest address from the terminal"), "{}", second.text());
    let again = served.send("GET", &format!("/?{key}"), &[("Cookie", &cookie)], "");
    assert_eq!((again.status, again.header("location")), (303, "/"), "the same browser may load it again");

    let said = served.said();
    let other = said.strip_prefix("in another browser: ").unwrap().split_once("/?").unwrap().1.to_string();
    assert_ne!(other, key);
    let elsewhere = served.send("GET", &format!("//evil.example/?{other}"), &[], "");
    assert_eq!((elsewhere.status, elsewhere.header("location")), (303, "/evil.example/"), "a key leads nowhere else");
    let closed = served.send("GET", "/claims/1?a=%22b", &[], "");
    assert!(closed.text().contains("href=\"/claims/1?a=%22b\">Go on to the book"), "{}", closed.text());
}

#[test]
fn on_a_network_a_password_lets_in() {
    let folder = demo();
    for (line, env) in [
        ("serve --listen 127.0.0.1 --port 0", "GAINSAY_PASSWORD="),
        ("serve --listen 127.0.0.1 --port 0", "GAINSAY_PASSWORD=too-short"),
        ("serve --listen desk.invalid --port 0", "GAINSAY_PASSWORD=correct horse battery"),
        ("serve --password-file x", ""),
    ] {
        let mut command = crate::common::gainsay(folder.path());
        let said = command.args(shlex::split(line).unwrap()).envs(env.split_once('=')).output().unwrap();
        assert_eq!(said.status.code(), Some(2), "{line} {env}: {}", text(&said.stderr));
    }
    std::fs::write(folder.path().join("word"), "correct horse battery\nnot this\n").unwrap();
    let line = format!("{DEMO} --listen 127.0.0.1 --port 0 --password-file word");
    let served = Served::start_outside(folder.path(), &line, &[]);
    assert!(!served.address.contains("key"), "{}", served.address);
    let asked = served.send("GET", "/claims/2", &[], "");
    assert_eq!((asked.status, asked.header("referrer-policy")), (403, "same-origin"));
    assert_eq!(asked.texts("label"), ["Password"]);
    let own = format!("http://{}", served.host());
    let knock = |origin: &str, body: &str| served.send("POST", "/enter", &[("Origin", origin)], body);
    let right = "password=correct+horse+battery&on=%2Fclaims%2F2";
    assert_eq!(knock("http://evil.example", right).status, 403);
    let wrong = knock(&own, "password=not+this&on=%2Fclaims%2F2");
    assert_eq!((wrong.status, wrong.header("set-cookie")), (403, ""));
    assert!(wrong.text().contains("That is not the password"));
    let admitted = knock(&own, right);
    assert_eq!((admitted.status, admitted.header("location")), (303, "/claims/2"));
    assert_eq!(knock(&own, "password=correct+horse+battery&on=%2F%2Fevil.example").header("location"), "/evil.example");
    let cookie = admitted.header("set-cookie").split(';').next().unwrap().to_string();
    assert_eq!(served.send("GET", "/claims/2", &[("Cookie", &cookie)], "").status, 200);
}

#[test]
fn looking_at_everything_changes_nothing() {
    let folder = demo();
    assert!(run(folder.path(), "--db gainsay-demo.db saved add talks tag:talks").status.success());
    let path = folder.path().join("gainsay-demo.db");
    let before = (record_of(&Connection::open(&path).unwrap()), std::fs::read(&path).unwrap());
    let served = Served::start(folder.path(), DEMO);
    let replies = served.crawl("/");
    for (path, reply) in &replies {
        assert_eq!(reply.status, 200, "{path}");
    }
    let count = |part: &str| replies.iter().filter(|(path, _)| path.starts_with(part)).count();
    assert_eq!(
        (count("/claims/"), count("/speakers/")),
        (180, 54),
        "{:?}",
        replies.iter().map(|r| &r.0).collect::<Vec<_>>()
    );
    assert!(count("/documents/") >= 3 && count("/export.") >= 3 && count("/assets/") == 10);
    drop(served);
    let after = (record_of(&Connection::open(&path).unwrap()), std::fs::read(&path).unwrap());
    assert!(before == after);
}

#[test]
fn who_is_slow_holds_nobody_up() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let idle: Vec<_> = (0..100).map(|_| served.connect()).collect();
    let half: Vec<_> = (0..50)
        .map(|_| {
            let mut stream = served.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
            stream
        })
        .collect();
    let unread: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = served.connect();
            let request =
                format!("GET /export.xlsx HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", served.host(), served.cookie);
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    let begin = Instant::now();
    for _ in 0..10 {
        assert_eq!(served.get("/").status, 200);
    }
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    drop((idle, unread));
    let mut left = half.into_iter().next().unwrap();
    let mut rest = Vec::new();
    left.read_to_end(&mut rest).unwrap_or_default();
    assert!(begin.elapsed() < Duration::from_secs(30), "whoever says nothing is left after a while");
}

#[test]
#[cfg(unix)]
fn the_book_is_closed_in_order() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    assert_eq!(served.get("/").status, 200);
    let leftover = folder.path().join("gainsay-demo.db-wal");
    assert!(leftover.exists(), "while the book is open");
    assert!(served.end().success());
    assert!(!leftover.exists(), "everything is in the one file again");
}

#[test]
fn who_stops_reading_is_left() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let mut stream = served.connect();
    let line = format!("GET / HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", served.host(), served.cookie);
    let wishes = 2000;
    let mut sender = stream.try_clone().unwrap();
    // More than lies between the two: whoever asks does not read, and then nothing more is asked either.
    let asked = std::thread::spawn(move || sender.write_all(line.repeat(wishes).as_bytes()).is_ok());
    std::thread::sleep(Duration::from_secs(30));
    assert_eq!(served.get("/").status, 200);
    let (mut bytes, mut read) = (vec![0; 1 << 20], 0);
    while let Ok(more) = stream.read(&mut bytes) {
        if more == 0 {
            break;
        }
        read += more;
    }
    assert!(!asked.join().unwrap() || read < wishes * 10_000, "{read} bytes were kept for whoever did not read");
}

#[test]
#[cfg(unix)]
fn a_book_that_is_taken_away_or_replaced_is_told_and_not_read_or_written() {
    let folder = demo();
    let path = |name: &str| folder.path().join(name);
    assert!(run(folder.path(), "--db other.db add 'The bridge is shut' --by 'Ann Lee'").status.success());
    let served = Served::start(folder.path(), DEMO);
    assert_eq!(served.get("/claims/2").status, 200);
    let told = |said: &str| {
        for (reply, what) in [
            (served.get("/claims/2"), "a page"),
            (served.post("/claims/2/tag", &[("tag", "x")]), "a form"),
            (served.get("/api/claims"), "the API"),
        ] {
            assert_eq!(reply.status, 500, "{what}: {}", reply.text());
            assert!(
                reply.text().contains(said) && reply.text().contains("nothing was read or written")
                    || reply.text().contains(said) && reply.text().contains("Nothing was read or written"),
                "{what}: {}",
                reply.text()
            );
        }
    };
    std::fs::rename(path("gainsay-demo.db"), path("away.db")).unwrap();
    told("was moved or removed while it was open here");
    assert!(!path("gainsay-demo.db").exists(), "no new book is started in its place");
    let before = std::fs::read(path("other.db")).unwrap();
    std::fs::copy(path("other.db"), path("gainsay-demo.db")).unwrap();
    told("was put in the place of the book");
    assert!(std::fs::read(path("gainsay-demo.db")).unwrap() == before, "the other one is left alone");
    std::fs::rename(path("away.db"), path("gainsay-demo.db")).unwrap();
    assert_eq!(served.get("/claims/2").status, 200, "it is back");
}
