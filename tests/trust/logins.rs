//! Nobody tries many passwords, nobody waits for somebody else's, and no other person of the machine reads the key.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

use crate::common::server::Served;
use crate::common::{DEMO, demo, text};

const WORD: &str = "correct horse battery";

fn serve(folder: &std::path::Path) -> Served {
    Served::start_outside(folder, &format!("{DEMO} --listen 127.0.0.1 --port 0"), &[("GAINSAY_PASSWORD", WORD)])
}

/// Connects from an address of this machine.
fn connect(served: &Served, from: [u8; 4]) -> TcpStream {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind((Ipv4Addr::from(from), 0).into()).unwrap();
        let stream = socket.connect((Ipv4Addr::LOCALHOST, served.port).into()).await.unwrap();
        stream.into_std().unwrap()
    });
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// Sends a login form, of which the body may lack its last bytes.
fn send(stream: &mut TcpStream, port: u16, password: &str, missing: usize) {
    let body = format!("password={}", password.replace(' ', "+"));
    let head = format!(
        "POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Length: {}\r\n\r\n{}",
        body.len(),
        &body[..body.len() - missing]
    );
    stream.write_all(head.as_bytes()).unwrap();
}

/// Tries a password; returns the status and how long the answer took.
fn guess(served: &Served, from: [u8; 4], password: &str) -> (String, Duration) {
    let start = Instant::now();
    let mut stream = connect(served, from);
    send(&mut stream, served.port, password, 0);
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    (text(&answer).split(' ').nth(1).unwrap_or_default().to_string(), start.elapsed())
}

const ONE: [u8; 4] = [127, 0, 0, 2];
const OTHER: [u8; 4] = [127, 0, 0, 3];

#[test]
#[cfg(target_os = "linux")]
fn a_wrong_password_delays_the_next_one_also_where_the_client_hangs_up() {
    let folder = demo();
    let served = serve(folder.path());
    for _ in 0..3 {
        let mut stream = connect(&served, ONE);
        send(&mut stream, served.port, "not this one", 0);
        std::thread::sleep(Duration::from_millis(50));
    }
    let (status, time) = guess(&served, OTHER, WORD);
    assert_eq!(status, "303");
    assert!(time < Duration::from_millis(900), "another address waits for nobody: {time:?}");
    let (status, time) = guess(&served, ONE, WORD);
    assert_eq!(status, "303");
    assert!(time > Duration::from_secs(2), "three guesses have taken three seconds: {time:?}");
    let (status, time) = guess(&served, ONE, WORD);
    assert!(status == "303" && time < Duration::from_millis(900), "who knows the password waits no more: {time:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn many_guesses_at_once_are_refused_and_half_a_form_holds_nobody_up() {
    let folder = demo();
    let served = serve(folder.path());
    let half: Vec<_> = (0..30)
        .map(|_| {
            let mut stream = connect(&served, ONE);
            send(&mut stream, served.port, WORD, 3);
            stream
        })
        .collect();
    let (status, time) = guess(&served, ONE, WORD);
    assert!(status == "303" && time < Duration::from_millis(900), "{status} after {time:?}");
    drop(half);
    let guesses = std::thread::scope(|scope| {
        let all: Vec<_> = (0..20).map(|_| scope.spawn(|| guess(&served, ONE, "not this one"))).collect();
        all.into_iter().map(|one| one.join().unwrap().0).collect::<Vec<_>>()
    });
    let count = |status: &str| guesses.iter().filter(|known| *known == status).count();
    assert_eq!(count("403") + count("429"), 20, "{guesses:?}");
    assert!(count("403") <= 10, "at most one a second: {guesses:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn the_key_stands_on_no_command_line() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = demo();
    let (programs, seen, files) = (folder.path().join("bin"), folder.path().join("seen"), folder.path().join("tmp"));
    for made in [&programs, &files] {
        fs::create_dir(made).unwrap();
    }
    let browser = programs.join("xdg-open");
    fs::write(&browser, format!("#!/bin/sh\necho \"$@\" > {0}.new && mv {0}.new {0}\n", seen.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", programs.display());
    let env = [("PATH", path.as_str()), ("TMPDIR", files.to_str().unwrap())];
    let mut served = Served::start_outside(folder.path(), &format!("{DEMO} --open --port 0"), &env);
    let start = Instant::now();
    while !seen.exists() {
        assert!(start.elapsed() < Duration::from_secs(20), "no browser was started");
        std::thread::sleep(Duration::from_millis(20));
    }
    let opened = fs::read_to_string(&seen).unwrap().trim().to_string();
    assert!(!opened.contains("key"), "{opened}");
    let page = std::path::Path::new(opened.strip_prefix("file://").unwrap_or(&opened));
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(page), mode(page.parent().unwrap())), (0o600, 0o700));
    assert!(fs::read_to_string(page).unwrap().contains(&served.address));
    // A browser says that another page leads here, and would not send the cookie after a redirect.
    let key = format!("/{}", served.address.splitn(4, '/').nth(3).unwrap());
    let reply = served.send("GET", &key, &[("Sec-Fetch-Site", "cross-site")], "");
    assert_eq!((reply.status, reply.header("refresh"), reply.header("location")), (200, "0; url=/", ""));
    assert!(reply.header("set-cookie").starts_with(&format!("gainsay-{}=", served.port)));
    assert!(served.said().starts_with("in another browser: "));
    assert!(!page.exists() && !page.parent().unwrap().exists(), "it is removed when the key was used");
}
