//! A desk: who may do what through which door, how members sign in, what they say to each other, and what others see of it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use gainsay::actions::{
    ACTIONS, AcceptSuggestions, Definition, Import, LoadDemo, Merge, Redo, RunBatch, SetPassword, Undo,
};
use gainsay::model::{Right, Role};
use rusqlite::Connection;
use scraper::{Html, Selector};

use crate::common::program::{said, word};
use crate::common::server::{Reply, Served};
use crate::common::{DEMO, demo, gainsay, run, text};
use crate::forms::examples::EXAMPLES;

/// A member of each role.
pub const MEMBERS: [(&str, Role); 3] = [("Rita", Role::Reader), ("Chris", Role::Checker), ("Ed", Role::Editor)];
const PASSWORD: &str = "correct horse battery";

/// An example of every action, as it is typed about the demo story.
pub const TYPED: &[(&str, &str)] = &[
    ("add", "add 'A new claim' --by 'Tom Hill'"),
    ("say", "say 1 --by 'Tom Hill'"),
    ("dispute", "dispute 1 --by 'Tom Hill'"),
    ("respond", "respond 1 --by 'Tom Hill' --stance comments"),
    ("relay", "relay 1 --by 'Tom Hill'"),
    ("retract", "retract 1 --by 'Qirjako Qirko'"),
    ("rate", "rate 1 false --because 'it is not so'"),
    ("evidence", "evidence 1 --supports --in 1"),
    ("appears", "appears 1 --in 1"),
    ("ask", "ask 1 --of 'Tom Hill'"),
    ("answer", "answer 1 --stance comments"),
    ("close", "close 1"),
    ("request edit", "request edit 1 --note 'not yet'"),
    ("correction add", "correction add 1 --wrong 'It rains' --correct 'It pours'"),
    ("correction edit", "correction edit 1 --note 'not yet'"),
    ("correction remove", "correction remove 1"),
    ("correction causes", "correction causes typing-error"),
    ("stage", "stage 1 checked"),
    ("assign", "assign 1 --to Chris --due 2021-11-20"),
    ("unassign", "unassign 1"),
    ("comment", "comment 1 'who asks Qirko?'"),
    ("tag", "tag 1 ferry"),
    ("relate", "relate 1 contradicts 2"),
    ("not-same", "not-same claim 1 2"),
    ("edit", "edit 1 --note 'not yet'"),
    ("remove", "remove 1"),
    ("dismiss", "dismiss 1 1"),
    ("nothing-to-check", "nothing-to-check 1 1"),
    ("still-stands", "still-stands 1 1"),
    ("desk", "desk 'Our desk'"),
    ("claim join", "claim join 2 --into 1"),
    ("member add", "member add Zoe"),
    ("member edit", "member edit Rita --role checker"),
    ("member remove", "member remove Rita"),
    ("saved add", "saved add mine stage:new"),
    ("saved remove", "saved remove mine"),
    ("speaker add", "speaker add 'Mia Roe'"),
    ("speaker edit", "speaker edit 1 --note 'not yet'"),
    ("speaker alias", "speaker alias 1 'The Boss'"),
    ("speaker join", "speaker join 1 2"),
    ("speaker part", "speaker part 1"),
    ("document add", "document add --title Letter --kind letter"),
    ("document edit", "document edit 1 --note 'not yet'"),
    ("document join", "document join 2 --into 1"),
    ("document attach", "document attach 1 letter.txt"),
    ("document detach", "document detach 1"),
    ("batch", "batch letter.txt"),
    ("settle", "settle 1 --mine"),
    ("import", "import claims.csv"),
    ("merge", "merge letter.txt"),
    ("accept", "accept 1 1"),
    ("demo", ""),
    ("undo", "undo 1"),
    ("redo", "redo 1"),
    ("member password", "member password Ed --file letter.txt"),
];

/// Every action.
fn definitions() -> Vec<Definition> {
    let others = [
        Definition::of::<RunBatch>(),
        Definition::of::<Import>(),
        Definition::of::<Merge>(),
        Definition::of::<AcceptSuggestions>(),
        Definition::of::<LoadDemo>(),
        Definition::of::<Undo>(),
        Definition::of::<Redo>(),
        Definition::of::<SetPassword>(),
    ];
    ACTIONS.iter().copied().chain(others).collect()
}

/// The demo story with a member of each role.
pub fn desk() -> tempfile::TempDir {
    let folder = demo();
    for line in [
        "member add Ed",
        "member add Chris --as Ed",
        "member add Rita --role reader --as Ed",
        "ask 1 --of 'Olta Xhacka' --as Ed",
        "correction add 2 --wrong fake --correct real --as Ed",
    ] {
        let done = run(folder.path(), &format!("--db gainsay-demo.db {line}"));
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    std::fs::write(folder.path().join("letter.txt"), format!("{PASSWORD}\n")).unwrap();
    std::fs::write(folder.path().join("claims.csv"), "claim,said by\nIt rains,Tom Hill\n").unwrap();
    folder
}

fn entries(folder: &Path) -> i64 {
    let conn = Connection::open(folder.join("gainsay-demo.db")).unwrap();
    conn.query_row("select count(*) from journal", [], |row| row.get(0)).unwrap()
}

/// Whether an answer is that the role has not the right.
pub fn is_refused(answer: &str, name: &str, role: Role) -> bool {
    answer.contains(&format!("{name} is a {role}, and")) || answer.contains("only an editor undoes what others did")
}

/// The right that a command of the history or of the API needs, without the name of the program.
pub fn needed(command: &str) -> Right {
    let begins = |known: &&Definition| command == known.command || command.starts_with(&format!("{} ", known.command));
    let all = definitions();
    let found = all.iter().filter(begins).max_by_key(|known| known.command.len());
    found.unwrap_or_else(|| panic!("no action {command}")).needs
}

#[test]
fn each_role_may_do_what_it_may_on_the_command_line_and_in_a_batch() {
    let folder = desk();
    let (book, copy, batch) =
        (folder.path().join("gainsay-demo.db"), folder.path().join("copy.db"), folder.path().join("one.batch"));
    std::env::set_current_dir(folder.path()).unwrap_or_default();
    for definition in definitions() {
        let example = TYPED.iter().find(|(command, _)| *command == definition.command);
        let (command, typed) = example.unwrap_or_else(|| panic!("no example of {}", definition.command));
        if typed.is_empty() {
            continue;
        }
        let is_of_batch = ACTIONS.iter().any(|known| known.command == *command);
        let typed = typed.replace("letter.txt", word(&folder.path().join("letter.txt")));
        let typed = typed.replace("claims.csv", word(&folder.path().join("claims.csv")));
        std::fs::write(&batch, format!("{typed}\n")).unwrap();
        let words: Vec<_> = shlex::split(&typed).unwrap();
        for (name, role) in MEMBERS {
            // Others' passwords are for editors, whoever asks; and what others did, for editors to undo.
            let needs = match *command {
                "member password" | "undo" => Right::Edit,
                _ => definition.needs,
            };
            let doors =
                [Some(words.iter().map(String::as_str).collect()), is_of_batch.then(|| vec!["batch", word(&batch)])];
            for door in doors.into_iter().flatten() {
                std::fs::copy(&book, &copy).unwrap();
                let line: Vec<_> = ["--db", word(&copy), "--as", name].into_iter().chain(door).collect();
                let answer = said(&line).map_or_else(|error| error.to_string(), |(out, _)| out);
                assert_eq!(is_refused(&answer, name, role), !role.has(needs), "{line:?}: {answer}");
            }
        }
    }
}

#[test]
fn each_role_may_do_what_it_may_on_the_page_and_in_the_api() {
    let folder = desk();
    let served = Served::start(folder.path(), DEMO);
    for (name, role) in MEMBERS.into_iter().filter(|(_, role)| *role != Role::Editor) {
        assert_eq!(served.post("/who", &[("name", name), ("on", "/")]).status, 303);
        for (address, fields, command) in EXAMPLES {
            if role.has(needed(command.trim_start_matches("gainsay "))) {
                continue;
            }
            let before = entries(folder.path());
            let typed: serde_json::Map<_, _> =
                fields.iter().map(|(name, value)| ((*name).to_string(), (*value).into())).collect();
            let page = served.post(address, fields);
            let api = served.post_json(&format!("/api{address}"), &serde_json::Value::from(typed).to_string());
            for reply in [page, api] {
                assert!(reply.status >= 400, "{name} {address}: {}", reply.status);
                let is_there = reply.status != 404 && reply.status != 400;
                assert!(!is_there || is_refused(&reply.text(), name, role), "{name} {address}: {}", reply.text());
            }
            assert_eq!(entries(folder.path()), before, "{name} {address}");
        }
        let uploaded = served.upload("/import", "claims.csv", b"claim,said by\nIt rains,Tom Hill\n");
        let uploaded = if uploaded.status == 303 { served.get(uploaded.header("location")) } else { uploaded };
        assert!(is_refused(&uploaded.text(), name, role), "{name}: {}", uploaded.text());
    }
}

/// The right that each address needs to which a form is sent.
pub fn rights(served: &Served) -> impl Fn(&str) -> Right {
    let described: serde_json::Value = serde_json::from_str(&served.get("/api/openapi.json").text()).unwrap();
    let posted = described["paths"].as_object().unwrap().iter().filter_map(|(path, about)| {
        let summary = about["post"]["summary"].as_str()?;
        Some((path.strip_prefix("/api")?.to_string(), needed(summary.rsplit_once(": gainsay ").unwrap().1)))
    });
    let paths: Vec<_> = posted.collect();
    move |action: &str| {
        let action = action.split(['?', '#']).next().unwrap();
        let fits = |known: &str| {
            let (given, known): (Vec<_>, Vec<_>) = (action.split('/').collect(), known.split('/').collect());
            given.len() == known.len()
                && given.iter().zip(known).all(|(given, known)| *given == known || known == "{id}")
        };
        match paths.iter().find(|(path, _)| fits(path)) {
            // One's own password is changed elsewhere.
            _ if action.starts_with("/members/") => Right::Edit,
            Some((_, right)) => *right,
            None if action.starts_with("/import") => Right::Edit,
            None if ["/who", "/leave", "/search"].contains(&action) => Right::Look,
            None => Right::Record,
        }
    }
}

#[test]
fn a_page_offers_only_what_its_reader_may_do() {
    let folder = desk();
    let served = Served::start(folder.path(), DEMO);
    let needs = rights(&served);
    let mut offered = Vec::new();
    for (name, role) in MEMBERS {
        assert_eq!(served.post("/who", &[("name", name), ("on", "/")]).status, 303);
        let mut count = 0;
        for path in [
            "/",
            "/claims/1",
            "/claims/5",
            "/documents/1",
            "/speakers/1",
            "/saved",
            "/history",
            "/members",
            "/read",
            "/mine",
        ] {
            let reply = served.get(path);
            if path == "/read" && !role.has(Right::Record) {
                assert_eq!(reply.status, 403);
                continue;
            }
            assert_eq!(reply.status, 200, "{path}");
            let page = Html::parse_document(&reply.text());
            for form in page.select(&Selector::parse("form[method=post]").unwrap()) {
                let action = form.attr("action").unwrap();
                assert!(role.has(needs(action)), "{path} offers {action} to {name}");
                count += 1;
            }
            assert!(
                !reply.text().contains("<details class=\"folded\"><summary>Remove it</summary>\n</details>"),
                "{path}"
            );
        }
        offered.push(count);
    }
    assert!(offered[0] < offered[1] && offered[1] < offered[2], "{offered:?}");
}

/// A book that is served to a network, with passwords for Ed and Chris.
fn network() -> (tempfile::TempDir, Served) {
    let folder = desk();
    for name in ["Ed", "Chris"] {
        let done =
            run(folder.path(), &format!("--db gainsay-demo.db member password {name} --file letter.txt --as Ed"));
        assert!(done.status.success(), "{}", text(&done.stderr));
    }
    let served = Served::start_outside(folder.path(), &format!("{DEMO} --listen 127.0.0.1 --port 0"), &[]);
    (folder, served)
}

fn sign_in(served: &Served, name: &str, password: &str) -> Reply {
    let own = format!("http://{}", served.host());
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("name", name), ("password", password), ("on", "/claims/2")])
        .finish();
    served.send("POST", "/enter", &[("Origin", &own)], &body)
}

fn cookie_of(reply: &Reply) -> String {
    reply.header("set-cookie").split(';').next().unwrap().to_string()
}

#[test]
fn a_member_signs_in_with_name_and_password_and_out_again() {
    let (folder, mut served) = network();
    let asked = served.send("GET", "/claims/2", &[], "");
    assert_eq!((asked.status, asked.texts("label")), (403, vec!["Name".to_string(), "Password".to_string()]));
    for (name, password) in [("Chris", "not the password"), ("Nobody", PASSWORD), ("Rita", PASSWORD), ("", PASSWORD)] {
        let wrong = sign_in(&served, name, password);
        assert_eq!((wrong.status, wrong.header("set-cookie")), (403, ""), "{name}");
        assert!(wrong.text().contains("do not belong together"), "{}", wrong.text());
    }
    let admitted = sign_in(&served, "chris", PASSWORD);
    assert_eq!((admitted.status, admitted.header("location")), (303, "/claims/2"));
    served.cookie = cookie_of(&admitted);
    assert!(served.get("/claims/2").text().contains("Chris, checker"));
    let own = format!("http://{}", served.host());
    let post = |path: &str, body: &str| {
        let headers = [
            ("Cookie", served.cookie.as_str()),
            ("Origin", own.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        served.send("POST", path, &headers, body)
    };
    assert_eq!(post("/claims/2/stage", "stage=checked").status, 303);
    let log = text(&run(folder.path(), "--db gainsay-demo.db log --as Chris --format csv").stdout);
    assert!(log.contains("Chris,gainsay stage 2 checked"), "{log}");
    assert!(post("/who", "name=Ed&on=/").status >= 400, "who signed in chooses nobody else");
    assert!(served.get("/").text().contains("Chris, checker"));
    assert_eq!(post("/leave", "").status, 303);
    assert_eq!(served.get("/").status, 403);
}

#[test]
fn a_new_password_ends_the_sessions_of_the_old_one() {
    let (folder, mut served) = network();
    served.cookie = cookie_of(&sign_in(&served, "Chris", PASSWORD));
    let other = cookie_of(&sign_in(&served, "Ed", PASSWORD));
    assert_eq!(served.get("/").status, 200);
    let done = run(folder.path(), "--db gainsay-demo.db member password Chris --as Ed");
    let shown = text(&done.stdout);
    let password = shown.trim().rsplit(' ').next().unwrap();
    assert_eq!(served.get("/").status, 403, "Chris is signed out");
    assert_eq!(served.send("GET", "/", &[("Cookie", &other)], "").status, 200, "Ed is not");
    assert_eq!(sign_in(&served, "Chris", PASSWORD).status, 403);
    served.cookie = cookie_of(&sign_in(&served, "Chris", password));
    // Who knows the password sets another one on the page, and signs in again.
    let own = format!("http://{}", served.host());
    let change = |now: &str, new: &str| {
        let body =
            form_urlencoded::Serializer::new(String::new()).extend_pairs([("now", now), ("password", new)]).finish();
        let headers = [
            ("Cookie", served.cookie.as_str()),
            ("Origin", own.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        served.send("POST", "/account/password", &headers, &body)
    };
    assert!(change("not this", "another horse battery").text().contains("not your present password"));
    assert!(change(password, "short").text().contains("shorter than 12 characters"));
    assert_eq!(change(password, "another horse battery").status, 303);
    assert_eq!(served.get("/").status, 403);
    assert_eq!(sign_in(&served, "Chris", "another horse battery").status, 303);
    // Neither the history nor an export has it, and an undo brings no old one back.
    let undone = text(&run(folder.path(), "--db gainsay-demo.db undo --as Ed").stderr);
    assert!(undone.contains("the history has no passwords"), "{undone}");
    for line in ["export --format jsonl", "log --format json", "export --format json"] {
        let out = text(&run(folder.path(), &format!("--db gainsay-demo.db {line}")).stdout);
        assert!(!out.contains("argon2") && !out.contains("horse"), "{line}");
    }
}

#[test]
fn somebody_of_another_machine_names_no_file_of_this_one() {
    let (folder, mut served) = network();
    std::fs::write(folder.path().join("secret.txt"), "TOP SECRET words of this machine").unwrap();
    served.cookie = cookie_of(&sign_in(&served, "Ed", PASSWORD));
    let secret = folder.path().join("secret.txt");
    let own = format!("http://{}", served.host());
    let post = |path: &str, kind: &str, body: &str| {
        let headers = [("Cookie", served.cookie.as_str()), ("Origin", own.as_str()), ("Content-Type", kind)];
        served.send("POST", path, &headers, body)
    };
    let before = entries(folder.path());
    let line = |text: &str| form_urlencoded::Serializer::new(String::new()).append_pair("file", text).finish();
    for text in [
        format!("document add --title Letter --file {}", word(&secret)),
        format!("document edit 1 --file {}", word(&secret)),
        format!("document attach 1 {}", word(&secret)),
        format!("import {}", word(&secret)),
        format!("batch {}", word(&secret)),
        "undo".to_string(),
        "member password Ed".to_string(),
        format!("backup {}", word(&folder.path().join("elsewhere.db"))),
        format!("restore {}", word(&secret)),
        "serve --forget".to_string(),
    ] {
        let reply = post("/batch", "application/x-www-form-urlencoded", &line(&text));
        assert!(reply.status >= 400, "{text}: {}", reply.status);
        assert!(!reply.text().contains("TOP SECRET"), "{text}");
    }
    for path in
        ["/restore", "/backup", "/stop", "/quit", "/serve", "/api/restore", "/api/backup", "/api/import", "/api/serve"]
    {
        let reply = post(path, "application/json", "{\"file\": \"secret.txt\"}");
        assert!([404, 405].contains(&reply.status), "{path}: {}", reply.status);
    }
    assert_eq!(entries(folder.path()), before);
    assert!(!folder.path().join("elsewhere.db").exists());
    assert_eq!(served.get("/").status, 200, "and the server still answers");
}

#[test]
fn a_browser_stays_in_when_the_page_is_started_again_until_all_are_forgotten() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let (cookie, port) = (served.cookie.clone(), served.port);
    served.end();
    let mut again = Served::start_outside(folder.path(), &format!("{DEMO} --port {port}"), &[]);
    again.cookie = cookie;
    assert_eq!(again.get("/").status, 200);
    let forgotten = run(folder.path(), &format!("{DEMO} --forget"));
    assert_eq!(text(&forgotten.stdout), "1 browser is logged out\n");
    assert_eq!(again.get("/").status, 403, "at once, while it is served");
    let book = std::fs::read(folder.path().join("gainsay-demo.db")).unwrap();
    assert!(!book.windows(7).any(|bytes| bytes == b"session"), "the book has nothing of it");
}

#[test]
fn who_only_looks_does_not_use_the_key_up() {
    let folder = demo();
    let served = Served::start_outside(folder.path(), &format!("{DEMO} --port 0"), &[]);
    let key = format!("/?{}", served.address.split_once("/?").unwrap().1);
    let peek = served.send("HEAD", &key, &[], "");
    assert_eq!((peek.status, peek.header("set-cookie")), (204, ""));
    for purpose in [("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch"), ("X-Moz", "prefetch")] {
        let peek = served.send("GET", &key, &[purpose], "");
        assert_eq!((peek.status, peek.header("set-cookie")), (503, ""), "{purpose:?}");
    }
    let local = format!("localhost:{}", served.port ^ 1);
    let admitted = served.send("GET", &key, &[("Host", &local)], "");
    assert_eq!(admitted.status, 303, "through a forwarded port");
}

#[test]
fn printed_addresses_can_be_opened_as_they_are() {
    let folder = demo();
    let served = |listen: &str| {
        let line = format!("{DEMO} --listen {listen} --port 0");
        Served::start_outside(folder.path(), &line, &[("GAINSAY_PASSWORD", PASSWORD)])
    };
    let mut all = served("0.0.0.0");
    let (first, port) = (all.address.clone(), all.port);
    let printed = if first.contains("127.0.0.1") { first } else { all.said() };
    assert!(printed.ends_with(&format!("http://127.0.0.1:{port}/")), "{printed}");
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        let address = served("::1").address.clone();
        assert!(address.starts_with("http://[::1]:"), "{address}");
    }
}

#[test]
fn the_page_asks_once_who_somebody_is_and_says_what_others_change() {
    let folder = desk();
    let served = Served::start(folder.path(), DEMO);
    let asked = served.get("/");
    assert_eq!(asked.texts("#who option"), ["Chris", "Ed", "Rita"]);
    assert!(
        served.post("/claims/1/stage", &[("stage", "checked")]).text().contains("nobody knows which of them you are")
    );
    served.post("/who", &[("name", "Chris"), ("on", "/claims/1")]);
    assert!(served.get("/").texts("#who").is_empty());

    let newest = entries(folder.path());
    let mut stream = served.connect();
    let request =
        format!("GET /events?since={newest} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", served.host(), served.cookie);
    stream.write_all(request.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(lines.by_ref().take_while(|line| !line.is_empty()).any(|line| line.contains("text/event-stream")));
    assert!(run(folder.path(), "--db gainsay-demo.db tag 3 urgent --as Ed").status.success());
    let told = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_string)).unwrap();
    assert_eq!(told, format!("{{\"entry\":{},\"by\":[\"Ed\"],\"claims\":[3]}}", newest + 1));
}

#[test]
fn what_the_desk_says_among_themselves_is_in_no_report_and_no_publication() {
    let folder = desk();
    let line = "--db gainsay-demo.db comment 2 '@Ed CONFIDENTIAL words' --as Chris";
    assert!(run(folder.path(), line).status.success());
    assert!(
        run(folder.path(), "--db gainsay-demo.db rate 2 false --because 'no' --by 'Our desk' --as Chris")
            .status
            .success()
    );
    let is_in = |bytes: &[u8]| bytes.windows(12).any(|bytes| bytes == b"CONFIDENTIAL");
    for command in [
        "export --format csv",
        "export --format json --limit 3",
        "export --format jsonl --limit 3",
        "export --statements --format csv",
        "export --format claimreview",
        "report",
        "report --format md",
        "list --format json",
        "list --format md",
    ] {
        let out =
            gainsay(folder.path()).arg("--db").arg("gainsay-demo.db").args(shlex::split(command).unwrap()).output();
        assert!(!is_in(&out.unwrap().stdout), "{command}");
    }
    for file in ["all.html", "all.xlsx", "all.csv"] {
        run(folder.path(), &format!("--db gainsay-demo.db export {file}"));
        if let Ok(bytes) = std::fs::read(folder.path().join(file)) {
            assert!(!is_in(&bytes), "{file}");
        }
    }
    let whole = run(folder.path(), "--db gainsay-demo.db export --format jsonl");
    assert!(is_in(&whole.stdout), "the whole book has it");
    let mine = text(&run(folder.path(), "--db gainsay-demo.db mine --as Ed").stdout);
    assert!(mine.contains("CONFIDENTIAL"), "{mine}");
}
