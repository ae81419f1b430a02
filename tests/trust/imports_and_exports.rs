//! No separator makes a formula of a cell; a form without a boundary is refused at once; rows about one claim are all kept.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use gainsay::model::records::NewClaim;

use crate::common::server::Served;
use crate::common::{demo, folder, gainsay, new_book, run, stamp, text};

/// Texts that run as formulas where a spreadsheet separates cells at another sign than the file does.
const HOSTILE: &[&str] = &[
    "foo;=1+1",
    "foo;=1+1;bar",
    "foo,=cmd|' /C calc'!A0,",
    "foo\t=1+1\tbar",
    "foo|@SUM(1)|bar",
    "foo\n=1+1;bar",
    "foo\r\n+1+1;",
    "foo;\"=1+1\";",
    "foo;\"\"\"=1+1\"",
    "foo; =1+1;",
    "foo;＝1+1;",
    "foo;'=1+1",
    "=1;=2;=3",
    ";-1+cmd|' /C calc'!A0;",
    "',=1",
    "a;-5;+44 20",
];

/// Whether a spreadsheet would calculate a cell that it has read.
fn is_formula(cell: &str) -> bool {
    let bare = cell.trim_start_matches('"');
    let number = bare.trim_end_matches('"').parse::<f64>().is_ok();
    let begins = bare.starts_with(['+', '-', '@', '＋', '－', '＠']) && !number;
    begins || bare.trim_start_matches(['"', ' ']).starts_with(['=', '＝'])
}

#[test]
fn no_separator_makes_a_formula_of_a_cell() {
    let folder = folder();
    let (_, store) = new_book(folder.path());
    store
        .record(&stamp("texts"), |writer| {
            HOSTILE.iter().enumerate().try_for_each(|(at, note)| {
                let claim = NewClaim {
                    text: format!("claim {at}"),
                    note: Some((*note).to_string()),
                    tags: vec!["=tag".to_string(), "@tag".to_string()],
                    ..NewClaim::default()
                };
                writer.add_claim(&claim).map(drop)
            })
        })
        .unwrap();
    for dialect in ["", "--delimiter ';'", "--excel", "--delimiter tab", "--excel --delimiter ';'"] {
        let out = run(folder.path(), &format!("--db book.db export - {dialect}"));
        assert!(out.status.success(), "{}", text(&out.stderr));
        let written = text(&out.stdout);
        for separator in [b',', b';', b'\t', b'|'] {
            for quoting in [true, false] {
                let mut reader = csv::ReaderBuilder::new();
                reader.delimiter(separator).quoting(quoting).flexible(true).has_headers(false);
                for row in reader.from_reader(written.as_bytes()).byte_records() {
                    for cell in &row.unwrap() {
                        let cell = text(cell);
                        assert!(!is_formula(&cell), "{dialect:?} read with {:?}: {cell:?}", char::from(separator));
                    }
                }
            }
        }
        // A program that separates at several signs finds the cell in its marks.
        assert!(written.contains("\"foo;'=1+1\""), "{written}");
        std::fs::write(folder.path().join("again.csv"), &written).unwrap();
        let book = format!("again{}.db", dialect.len());
        let out = run(folder.path(), &format!("--db {book} import again.csv"));
        assert!(out.status.success(), "{}", text(&out.stderr));
        let out = run(folder.path(), &format!("--db {book} list --format json"));
        let claims: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        for (claim, note) in claims.as_array().unwrap().iter().zip(HOSTILE) {
            assert_eq!(claim["note"], *note, "{dialect}");
        }
    }
}

/// Sends a form of 24 MB that is never in order, and returns the answer, how much of it was read, and how long it took.
fn send_without_end(served: &Served, kind: &str, first: &[u8]) -> (String, usize, Duration) {
    let start = Instant::now();
    let mut stream = served.connect();
    stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
    let head = format!(
        "POST /import HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\n\
         Content-Length: 200000000\r\n\r\n",
        served.host(),
        served.cookie
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(first).unwrap();
    let chunk = vec![b'x'; 1 << 16];
    let mut sent = 0;
    while sent < 24 << 20 && stream.write_all(&chunk).is_ok() {
        sent += chunk.len();
    }
    let mut answer = Vec::new();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut part = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut part) {
        answer.extend_from_slice(&part[..read]);
    }
    (text(&answer), sent, start.elapsed())
}

#[test]
fn a_form_without_a_boundary_is_refused_at_once() {
    let folder = demo();
    let served = Served::start(folder.path(), crate::common::DEMO);
    for (kind, begin) in [
        ("multipart/form-data", &b""[..]),
        ("multipart/form-data; boundary=edge", b""),
        ("multipart/form-data; boundary=edge", b"--edge\r\nContent-Disposition: form-data; name=\"file\"; a="),
    ] {
        let (answer, sent, time) = send_without_end(&served, kind, begin);
        assert!(sent < 16 << 20, "{kind}: {sent} bytes were taken");
        assert!(time < Duration::from_secs(8), "{kind}: {time:?}");
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
        assert_eq!(served.get("/").status, 200);
    }
}

#[test]
fn a_claim_by_two_crowds_keeps_both() {
    let folder = folder();
    for (at, format) in ["two files", "one file", "update", "with pages"].into_iter().enumerate() {
        let url = if format == "with pages" { ["https://f.example/1", "https://x.example/2"] } else { ["", ""] };
        let row = |who: &str, url: &str| format!("The moon is cheese,{who},{url}\n");
        let (first, second) = (row("Facebook posts", url[0]), row("Twitter users", url[1]));
        let files = if format == "one file" { vec![first + &second] } else { vec![first, second] };
        let book = format!("--db {at}.db");
        for (number, rows) in files.iter().enumerate() {
            std::fs::write(folder.path().join("a.csv"), format!("claim,speaker,url\n{rows}")).unwrap();
            for _ in 0..2 {
                let update = if format == "update" && number == 0 { "--on-duplicate update" } else { "" };
                let out = gainsay(folder.path())
                    .args(shlex::split(&format!("{book} import a.csv {update}")).unwrap())
                    .output()
                    .unwrap();
                assert!(out.status.success(), "{}", text(&out.stderr));
            }
        }
        let shown = text(&run(folder.path(), &format!("{book} show 1")).stdout);
        assert!(shown.contains("Facebook posts") && shown.contains("Twitter users"), "{format}: {shown}");
        assert_eq!(shown.matches("note ").count(), usize::from(format != "with pages"), "{format}: {shown}");
    }
}
