//! The page of `serve`: how long pages take over loopback, and whether it bears a load while commands write.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::books::Bench;
use super::table::{number, seconds};

/// What is asked for, what it is, and in how many milliseconds it should be there.
const PAGES: [(&str, &str, f64); 10] = [
    ("/", "claims, the newest first", 50.0),
    ("/?q=is%3Adisputed", "claims that are disputed", 50.0),
    ("/?q=by%3A%22Mose+Kamobe+0%22", "claims of whoever speaks most", 50.0),
    ("/?q=kalo", "claims with the commonest word", 50.0),
    ("/?sort=status", "claims by status", 50.0),
    ("/?sort=text", "claims by text", 50.0),
    ("/?sort=said", "claims by the first day", 50.0),
    ("/?page=LAST", "claims, the last page", 50.0),
    ("/claims/1", "a claim", 10.0),
    ("/claims/MIDDLE", "a claim in the middle", 10.0),
];

/// How often each page is asked for.
const TIMES: usize = 21;
/// Requests a second, for so many seconds, by so many browsers.
const RATE: u32 = 200;
const LASTS: u64 = 30;
const BROWSERS: u32 = 8;
/// A command writes every so many milliseconds meanwhile.
const PAUSE: Duration = Duration::from_millis(250);

/// `serve`, and whoever was let in.
struct Served {
    child: Child,
    /// What it prints, to which more is added while it runs.
    _out: BufReader<ChildStdout>,
    host: String,
    cookie: String,
}

/// Measures the pages of the largest book.
pub fn measure(bench: &Bench) {
    let claims = bench.sizes[bench.sizes.len() - 1];
    let served = Served::start(bench, claims);
    println!("| page, {} claims | goal | met | median | slowest of {TIMES} |\n|---|---|---|---|---|", number(claims));
    for (path, what, most) in PAGES {
        let path = path.replace("LAST", &(claims / 50).to_string()).replace("MIDDLE", &(claims / 2).to_string());
        let mut took: Vec<f64> = (0..TIMES).map(|_| served.timed(&path)).collect();
        took.sort_by(f64::total_cmp);
        let (middle, slowest) = (took[TIMES / 2], took[TIMES - 1]);
        let met = if middle * 1000.0 <= most { "yes" } else { "**no**" };
        println!("| {what} | ≤ {most} ms | {met} | {} | {} |", seconds(middle), seconds(slowest));
    }
    served.load(bench, claims);
}

impl Served {
    fn start(bench: &Bench, claims: usize) -> Self {
        let book = bench.file(claims, "book.db").display().to_string();
        let mut child = Command::new(bench.gainsay())
            .args(["--db", &book, "serve", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("gainsay was built");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        out.read_line(&mut line).expect("serve says where it is");
        let address = line.trim().strip_prefix("the book is open at http://").unwrap_or_else(|| panic!("{line}"));
        let (host, path) = address.split_once('/').expect("an address has a path");
        let mut served = Self { child, _out: out, host: host.to_string(), cookie: String::new() };
        let reply = served.get(&format!("/{path}"));
        let cookie =
            reply.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("whoever has the key is let in");
        served.cookie = cookie.split(';').next().unwrap_or_default().to_string();
        served
    }

    /// A page, with its head.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("it is served");
        let (host, cookie) = (&self.host, &self.cookie);
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
            .expect("it reads what is asked");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("it replies");
        String::from_utf8_lossy(&reply).into_owned()
    }

    fn timed(&self, path: &str) -> f64 {
        let begin = Instant::now();
        let reply = self.get(path);
        assert!(reply.starts_with("HTTP/1.1 200"), "{path}: {reply:.200}");
        begin.elapsed().as_secs_f64()
    }

    /// Asks for pages at a steady rate while a command writes over and over, and says how that went.
    fn load(&self, bench: &Bench, claims: usize) {
        let end = Instant::now() + Duration::from_secs(LASTS);
        let (errors, writes, failed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let took = Mutex::new(Vec::new());
        let ends = Arc::new(AtomicBool::new(false));
        thread::scope(|scope| {
            scope.spawn(|| {
                while !ends.load(Ordering::Relaxed) {
                    let words = ["add", "words added under load {n}", "--by", "Ann Lee"];
                    let done = bench.on(claims, &words).status(writes.fetch_add(1, Ordering::Relaxed));
                    failed.fetch_add(usize::from(!done), Ordering::Relaxed);
                    thread::sleep(PAUSE);
                }
            });
            let browsers: Vec<_> = (0..BROWSERS)
                .map(|browser| {
                    let (took, errors) = (&took, &errors);
                    scope.spawn(move || {
                        let pause = Duration::from_secs(1) * BROWSERS / RATE;
                        let mut next = Instant::now() + pause * browser / BROWSERS;
                        let mut at = browser as usize;
                        while next < end {
                            thread::sleep(next.saturating_duration_since(Instant::now()));
                            let path = ["/", "/claims/1", "/?q=is%3Adisputed", "/claims/7", "/?sort=said"][at % 5];
                            let reply = self.get(path);
                            // Late counts from when it should have been asked for.
                            took.lock().expect("nobody panicked").push(next.elapsed().as_secs_f64());
                            errors.fetch_add(usize::from(!reply.starts_with("HTTP/1.1 200")), Ordering::Relaxed);
                            (next, at) = (next + pause, at + 1);
                        }
                    })
                })
                .collect();
            browsers.into_iter().for_each(|browser| browser.join().expect("a browser asks to the end"));
            ends.store(true, Ordering::Relaxed);
        });
        let mut took = took.into_inner().expect("nobody panicked");
        took.sort_by(f64::total_cmp);
        let at = |share: usize| seconds(took[(took.len() - 1) * share / 100]);
        println!(
            "\n{} requests in {:.0} s ({RATE} a second wanted): {} errors; median {}, 99 of 100 within {}; {} commands wrote meanwhile, {} failed",
            took.len(),
            LASTS as f64 + end.elapsed().as_secs_f64(),
            errors.into_inner(),
            at(50),
            at(99),
            writes.into_inner(),
            failed.into_inner()
        );
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
