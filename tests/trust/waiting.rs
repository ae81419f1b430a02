//! Nobody writes for long but an import, who waits is told what for, and work for somebody who left is stopped.

use std::io::Write;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use gainsay::model::records::NewClaim;
use gainsay::store::Store;

use crate::common::server::Served;
use crate::common::{folder, new_book, run, stamp, text};

/// Generous, as tests run unoptimised and beside others.
const SOON: Duration = Duration::from_secs(60);

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
}

/// Writes in the book until the returned value is sent something, as an import or as any other command.
fn write_for(book: &std::path::Path, is_import: bool, time: Duration) -> thread::JoinHandle<()> {
    let (begun, wait) = channel();
    let book = book.to_path_buf();
    let writes = thread::spawn(move || {
        let store = Store::open(&book).unwrap();
        store
            .record(&stamp("import"), |writer| {
                let _announced = is_import.then(|| writer.announce_import());
                begun.send(()).unwrap();
                thread::sleep(time);
                writer.add_claim(&NewClaim { text: "it rains".to_string(), ..NewClaim::default() })
            })
            .unwrap();
    });
    wait.recv().unwrap();
    writes
}

#[test]
#[cfg(unix)]
fn a_form_behind_an_import_is_told_so_and_keeps_its_text() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'The bridge is shut'").status.success());
    let served = Served::start(folder.path(), "--db book.db serve");
    let import = write_for(&folder.path().join("book.db"), true, Duration::from_secs(9));
    thread::scope(|scope| {
        let command = scope.spawn(|| timed(|| run(folder.path(), "--db book.db add 'The road is open'")));
        let forms: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| timed(|| served.post("/claims", &[("text", "A sentence typed here"), ("by", "Ann")])))
            })
            .collect();
        for form in forms {
            let (reply, time) = form.join().unwrap();
            assert_eq!(reply.status, 503, "{}", reply.text());
            assert!(time < Duration::from_secs(6), "{time:?}");
            assert!(reply.text().contains("An import is running"), "{}", reply.text());
            assert!(reply.text().contains("A sentence typed here"), "{}", reply.text());
        }
        let (reply, time) = timed(|| served.post_json("/api/claims", "{\"text\": \"x\"}"));
        assert!(reply.status == 503 && reply.text().contains("an import is running"), "{}", reply.text());
        assert!(time < Duration::from_secs(6), "{time:?}");
        let (reply, time) = timed(|| served.get("/"));
        assert!(reply.status == 200 && time < SOON, "reading waits for nobody: {time:?}");
        let (out, _) = command.join().unwrap();
        assert!(out.status.success());
        assert!(text(&out.stderr).contains("an import is running"), "{}", text(&out.stderr));
    });
    import.join().unwrap();
    assert_eq!(served.post("/claims", &[("text", "A sentence typed here"), ("by", "Ann")]).status, 303);
}

#[test]
fn a_form_behind_another_command_waits_for_it() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'The bridge is shut'").status.success());
    let served = Served::start(folder.path(), "--db book.db serve");
    let other = write_for(&folder.path().join("book.db"), false, Duration::from_secs(3));
    assert_eq!(served.post("/claims", &[("text", "A sentence typed here")]).status, 303);
    other.join().unwrap();
}

#[test]
fn a_filter_that_is_too_long_is_refused_at_once_at_every_door() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'The bridge is shut'").status.success());
    let served = Served::start(folder.path(), "--db book.db serve");
    let refused = "a filter can have at most 50,000";
    for filter in
        ["a ".repeat(500_000), "( ".repeat(500_000), "- ".repeat(500_000), "x".repeat(1 << 20), "and:".repeat(1 << 18)]
    {
        let (reply, time) = timed(|| served.post("/saved", &[("name", "f"), ("filter", &filter)]));
        assert_eq!(reply.status, 422, "{}", reply.text().get(..200).unwrap_or_default());
        assert!(reply.text().contains(&refused[2..]) && time < SOON, "{time:?}");
        let body = serde_json::json!({"name": "f", "filter": filter}).to_string();
        let (reply, time) = timed(|| served.post_json("/api/saved", &body));
        assert!(reply.status == 400 && reply.text().contains(refused) && time < SOON, "{time:?} {}", reply.status);
        let line = format!("saved add f -- {filter}\n");
        std::fs::write(folder.path().join("lines"), line).unwrap();
        let (out, time) = timed(|| run(folder.path(), "--db book.db batch lines"));
        assert!(!out.status.success() && time < SOON, "{time:?}");
    }
    // The longest that is read is read quickly.
    let (reply, time) = timed(|| served.post("/saved", &[("name", "f"), ("filter", &"- ".repeat(24_000))]));
    assert!(reply.status == 422 && time < SOON, "{} {time:?}", reply.status);
}

#[test]
fn a_name_that_is_too_long_is_refused_at_once() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'The bridge is shut' --by 'Ann Lee'").status.success());
    let served = Served::start(folder.path(), "--db book.db serve");
    let (reply, time) = timed(|| served.post("/claims/1/say", &[("by", &"東".repeat(70_000))]));
    assert!(reply.status == 422 && time < SOON, "{} {time:?}", reply.status);
    assert!(reply.text().contains("A name can have at most 10,000"));
}

#[test]
fn a_long_quote_is_found_or_missed_at_once() {
    let folder = folder();
    let body = format!("{} {}", "a".repeat(400_000), "b c ".repeat(100_000));
    std::fs::write(folder.path().join("text.txt"), &body).unwrap();
    let add = "--db book.db document add --title 'A report' --file text.txt";
    let out = run(folder.path(), add);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(run(folder.path(), "--db book.db add 'The bridge is shut'").status.success());
    let served = Served::start(folder.path(), "--db book.db serve");
    for (quote, status) in [("a".repeat(200_000), 422), ("b c ".repeat(50_000), 303)] {
        let fields = [("by", "Ann"), ("in", "1"), ("quote", quote.as_str())];
        thread::scope(|scope| {
            let long = scope.spawn(|| timed(|| served.post("/claims/1/say", &fields)));
            let (reply, time) = timed(|| served.post("/claims/1/tag", &[("tag", "t")]));
            assert!(reply.status == 303 && time < SOON, "{} {time:?}", reply.status);
            let (reply, time) = long.join().unwrap();
            assert!(reply.status == status && time < SOON, "{} {time:?}", reply.status);
        });
    }
}

/// The processor time of a process so far, in seconds.
#[cfg(target_os = "linux")]
fn processor_time(id: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let fields: Vec<_> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

#[test]
#[cfg(target_os = "linux")]
fn work_for_somebody_who_left_is_stopped_and_holds_up_no_form() {
    let folder = folder();
    let (_, store) = new_book(folder.path());
    store
        .record(&stamp("claims"), |writer| {
            (0..20_000).try_for_each(|at| {
                let claim = NewClaim { text: format!("claim {at} of many about the bridge"), ..NewClaim::default() };
                writer.add_claim(&claim).map(drop)
            })
        })
        .unwrap();
    let served = Served::start(folder.path(), "--db book.db serve");
    let ask = |path: &str| {
        let mut stream = served.connect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", served.host(), served.cookie);
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    // How long one of them takes if somebody waits for it.
    let (reply, full) = timed(|| served.get("/export.json"));
    assert_eq!(reply.status, 200);
    let asked: Vec<_> = (0..12).map(|at| ask(["/export.xlsx", "/export.json", "/api/claims"][at % 3])).collect();
    thread::sleep(Duration::from_millis(300));
    let (reply, time) = timed(|| served.post("/claims/1/tag", &[("tag", "t")]));
    assert!(reply.status == 303 && time < SOON.min(full * 8), "{} {time:?}, an export takes {full:?}", reply.status);
    drop(asked);
    thread::sleep(Duration::from_secs(1));
    let before = processor_time(served.id());
    thread::sleep(Duration::from_secs(1));
    let used = processor_time(served.id()) - before;
    assert!(used < 0.3, "{used} seconds of work in a second for nobody; an export takes {full:?}");
    assert_eq!(served.get("/export.csv").status, 200);
}
