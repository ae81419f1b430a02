//! Writing through the API: the same commands as the forms of the page, with what they print as JSON; and the demo story.

use crate::common::server::{Served, newest};
use crate::common::{folder, run, text};

/// A book with something of every kind in it, so that everything can be written about.
const KEPT: &[&str] = &[
    "document add --title Story --publisher 'Northport Echo' --file story",
    "add 'The bridge is shut' --by 'Ann Lee' --in 1 --tag a",
    "add 'The bridge is long' --by 'Tom Hill'",
    "speaker join 2 3",
    "saved add a tag:a",
    "speaker add 'Zoe Fox'",
    "rate 1 false --because so --by 'Our desk'",
    "evidence 1 --in 1 --supports",
    "document add --title Other",
    "speaker add Nobody",
    "say 1 --by 'Northport Echo' --in 1",
    "relate 1 part-of 2",
    "appears 1 --in Story",
    "document attach 1 story",
    "ask 2 --of 'Zoe Fox'",
    "correction add 1 --wrong 'It is open' --correct 'It is shut'",
    "comment 1 'who asks?'",
    "member add Ann",
    "member add Bob --as Ann",
    "assign 1 --to Bob --as Ann",
    "stage 1 checking --as Ann",
    "undo --as Ann",
];

/// What is sent where more than the required fields is needed, or a plain word does not do.
fn value(path: &str, name: &str, schema: &serde_json::Value) -> serde_json::Value {
    match (path, name) {
        ("/api/batch", "text") => "add 'The sky is blue'\nstage @claim checking".into(),
        (path, "other") if path.starts_with("/api/duplicates/") || path.starts_with("/api/contradictions/") => 2.into(),
        ("/api/claims/{id}/unrelate", "relation") => "part-of".into(),
        (_, "to") => "Ann".into(),
        (_, "numbers") => "2".into(),
        (_, "attachment") => 1.into(),
        (_, "lines") => "1".into(),
        ("/api/documents/{id}/suggestions/undo", "number") => 5.into(),
        (_, "claim") | ("/api/claims/{id}/relate" | "/api/claims/{id}/unrelate", "other") => 2.into(),
        (_, "in") => "Story".into(),
        ("/api/documents/{id}/join" | "/api/documents/{id}/not-same", "other") => "Other".into(),
        ("/api/speakers/{id}/not-same", "other") => "Zoe Fox".into(),
        ("/api/claims/{id}/relate", "relation") => "updates".into(),
        ("/api/claims/{id}/untag" | "/api/many/untag" | "/api/saved/remove", _) => "a".into(),
        (_, "stance") => "denies".into(),
        ("/api/documents/{id}/retract", "by") => "Northport Echo".into(),
        (_, "other") | ("/api/statements/{id}/retract" | "/api/claims/{id}/retract", "by") => "Ann Lee".into(),
        ("/api/saved", "name") => "shut".into(),
        (_, "filter") => "is:disputed".into(),
        _ => schema["enum"].as_array().map_or_else(|| "Mia Roe".into(), |words| words[words.len() - 1].clone()),
    }
}

/// What is sent to a path: the required fields, and what else one of them needs.
fn body(path: &str, schema: &serde_json::Value) -> serde_json::Map<String, serde_json::Value> {
    let required = schema["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    let mut body: serde_json::Map<String, serde_json::Value> =
        required.map(|name| (name.to_string(), value(path, name, &schema["properties"][name]))).collect();
    if path.ends_with("/edit") || path == "/api/documents" {
        body.extend([("note".to_string(), "n".into()), ("title".to_string(), "Mia".into())]);
        body.retain(|name, _| schema["properties"].get(name).is_some());
    }
    if path.starts_with("/api/many/") {
        body.insert("claims".to_string(), "1".into());
        body.extend(path.ends_with("/rate").then(|| ("by".to_string(), "Our desk".into())));
    }
    if path == "/api/members/{id}/edit" {
        body.insert("name".to_string(), "Ann Smith".into());
    }
    if path.ends_with("/evidence") || path.ends_with("/appears") {
        body.insert("url".to_string(), "https://example.org/register".into());
    }
    body
}

/// Merges a copy of a book into it, in which the same claim was changed.
fn leave_a_conflict(folder: &std::path::Path, book: &str) {
    for line in [
        format!("--db {book} backup twin.db --force"),
        "--db twin.db edit 1 --text 'The bridge is closed' --as Ann".to_string(),
        format!("--db {book} edit 1 --text 'The bridge was shut' --as Ann"),
        format!("--db {book} merge twin.db --as Ann"),
    ] {
        let done = run(folder, &line);
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
}

#[test]
fn what_the_api_is_said_to_write_it_writes() {
    let folder = folder();
    std::fs::write(
        folder.path().join("story"),
        "The bridge is shut, says Ann Lee. Tom Hill said that the ferry was late.",
    )
    .unwrap();
    for line in KEPT {
        let said = run(folder.path(), &format!("--db kept.db {line}"));
        assert!(said.status.success(), "{line}: {}", text(&said.stderr));
    }
    let first = Served::start(folder.path(), "--db kept.db serve --as Ann");
    let told: serde_json::Value = serde_json::from_slice(&first.get("/api/openapi.json").body).unwrap();
    let mut count = 0;
    for (path, does) in told["paths"].as_object().unwrap() {
        let Some(does) = does.get("post") else { continue };
        count += 1;
        let body = body(path, &does["requestBody"]["content"]["application/json"]["schema"]);
        let book = format!("{count}.db");
        std::fs::copy(folder.path().join("kept.db"), folder.path().join(&book)).unwrap();
        if path.starts_with("/api/conflicts/") {
            leave_a_conflict(folder.path(), &book);
        }
        let served = Served::start(folder.path(), &format!("--db {book} serve --as Ann"));
        let before = newest(&served);
        let id = match path.as_str() {
            "/api/history/{id}/undo" => "5",
            "/api/speakers/{id}/join" => "4",
            "/api/speakers/{id}/part" => "3",
            "/api/speakers/{id}/remove" => "6",
            "/api/documents/{id}/remove" | "/api/claims/{id}/relay" | "/api/members/{id}/remove" => "2",
            _ => "1",
        };
        let address = path.replace("{id}", id);
        let wrong = served.post_json(&address, "{\"no-such-field\": 1}");
        assert_eq!((wrong.status, wrong.header("content-type")), (400, "application/json"), "{path}");
        let reply = served.post_json(&address, &serde_json::Value::Object(body).to_string());
        let said: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        if path == "/api/demo" {
            assert_eq!((reply.status, newest(&served)), (409, before), "{path}: {said}");
            continue;
        }
        assert_eq!(reply.status, 200, "{path}: {said}");
        // Nothing changed in that text, so there is nothing to say of it.
        if path.ends_with("/still-stands") {
            assert_eq!(newest(&served), before, "{path}");
            continue;
        }
        assert_ne!(newest(&served), before, "{path}");
        drop(served);
    }
    assert_eq!(count, 94);
}

#[test]
fn the_api_answers_what_the_command_prints() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    std::fs::copy(folder.path().join("gainsay-demo.db"), folder.path().join("typed.db")).unwrap();
    let served = Served::start(folder.path(), "--db gainsay-demo.db serve");
    for (path, body, line) in [
        (
            "/api/claims/2/dispute",
            "{\"by\":\"Tom Hill\",\"quote\":\"not so\",\"via\":[\"Northport Echo\",\"The Times\"]}",
            "dispute 2 --by 'Tom Hill' --quote 'not so' --via 'Northport Echo' --via 'The Times'",
        ),
        ("/api/claims/2/edit", "{\"note\":\"n\"}", "edit 2 --note n"),
        ("/api/claims/2/edit", "{\"note\":null,\"entry\":3}", "edit 2 --note ''"),
        ("/api/claims/2/stage", "{\"stage\":\"checking\"}", "stage 2 checking"),
        ("/api/undo", "", "undo"),
        (
            "/api/claims",
            "{\"text\":\"The bridge is shut\",\"by\":\"Tom Hill\",\"force\":false}",
            "add 'The bridge is shut' --by 'Tom Hill'",
        ),
    ] {
        let reply = served.post_json(path, body);
        let said = run(folder.path(), &format!("--db typed.db {line} --format json"));
        let typed = text(&said.stdout);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        if path != "/api/undo" {
            let without_uid =
                |text: &str| text.lines().filter(|line| !line.contains("\"uid\"")).collect::<Vec<_>>().join("\n");
            assert_eq!(without_uid(&reply.text()), without_uid(&typed), "{path}");
        }
    }
    for (path, body, status, error) in [
        ("/api/claims/2/dispute", "{}", 400, "“by” is empty"),
        ("/api/claims/2/dispute", "{\"by\":{}}", 400, "by is no text"),
        ("/api/claims/2/dispute", "[]", 400, "no JSON object"),
        ("/api/claims/2/dispute", "{", 400, ""),
        ("/api/claims/99/dispute", "{\"by\":\"Tom Hill\"}", 404, "no such claim: 99"),
        ("/api/claims", "{\"text\":\"The bridge is shut\"}", 409, "already"),
        ("/api/claims/2/edit", "{\"note\":\"x\",\"entry\":1}", 409, "changed meanwhile"),
    ] {
        let reply = served.post_json(path, body);
        let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(reply.status, status, "{path} {body}: {value}");
        assert!(value["error"].as_str().unwrap().contains(error), "{path} {body}: {value}");
    }
}

#[test]
fn the_demo_story_comes_into_an_empty_book_only() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db page.db serve");
    assert!(served.get("/").text().contains("action=\"/demo\""));
    assert_eq!(served.post("/demo", &[]).status, 303);
    assert_eq!(served.get("/").texts(".scroll tbody tr").len(), 9);
    assert_eq!(newest(&served)["command"], "gainsay demo");
    assert_eq!(served.post("/demo", &[]).status, 422);
    // An undo of more than ten rows asks first.
    assert_eq!(served.post("/undo", &[("sure", "on")]).status, 303);
    assert_eq!(served.get("/api/claims").text(), "[]\n");
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(files.iter().all(|name| name.to_str().unwrap().starts_with("page.db")), "{files:?}");
}

#[test]
fn lists_of_requests_and_corrections_are_narrowed_to_claims_as_on_the_command_line() {
    let folder = folder();
    for line in [
        "add 'The bridge is shut' --by 'Ann Lee' --tag a",
        "add 'The bridge is long' --by 'Tom Hill' --tag b",
        "ask 1 --of 'Zoe Fox' --on 2021-11-17 --due 2021-11-18",
        "ask 2 --of 'Zoe Fox'",
        "correction add 1 --wrong 'It is open' --correct 'It is shut' --cause wrong-figure",
        "correction add 2 --wrong 'It is wide' --correct 'It is long' --cause other",
    ] {
        let said = run(folder.path(), &format!("--db b.db {line}"));
        assert!(said.status.success(), "{line}: {}", text(&said.stderr));
    }
    let served = Served::start(folder.path(), "--db b.db serve");
    for (address, line, count) in [
        ("/api/corrections", "correction list", 2),
        ("/api/corrections?tag=a", "correction list tag:a", 1),
        ("/api/corrections?tag=a&cause=other", "correction list tag:a --cause other", 0),
        ("/api/corrections?cause=Other", "correction list --cause Other", 1),
        ("/api/asked?q=tag:b", "asked tag:b", 1),
        ("/api/asked?overdue=true", "asked --overdue", 1),
        ("/api/asked?overdue=true&tag=b", "asked tag:b --overdue", 0),
    ] {
        let reply = served.get(address);
        assert_eq!(
            reply.text(),
            text(&run(folder.path(), &format!("--db b.db {line} --format json")).stdout),
            "{address}"
        );
        let rows: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(rows.as_array().unwrap().len(), count, "{address}");
    }
}
