//! Writing through the page: each form gives the command that would have been typed, and nothing else.

pub mod examples;

use std::path::Path;

use self::examples::{EXAMPLES, Fields};
use crate::common::server::{Reply, Served, newest};
use crate::common::{DEMO, demo, folder, gainsay, record_of, run, text};
use rusqlite::Connection;
use scraper::{Html, Selector};

const STORY: &str = "The bridge is shut, says Ann Lee of Northport. Tom Hill says: “The bridge is shut” is not so.";

fn record(folder: &Path, book: &str) -> String {
    // Uids are random; nothing else may differ.
    let conn = Connection::open(folder.join(book)).unwrap();
    let all = record_of(&conn);
    let uids =
        "select uid from (select uid from document union all select uid from speaker union all select uid from claim
                union all select uid from statement union all select uid from verdict union all select uid from evidence
                union all select uid from saved union all select uid from claim_wording union all select uid from claim_relation
                union all select uid from document_alias union all select uid from distinct_pair
                union all select uid from marked_passage union all select uid from request
                union all select uid from correction union all select uid from correction_cause union all select uid from attachment
                union all select uid from member union all select uid from assignment union all select uid from comment)";
    let mut query = conn.prepare(uids).unwrap();
    let uids: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    uids.iter().fold(all, |all, uid| all.replace(uid.as_str(), "uid"))
}

#[test]
fn each_form_is_the_command_that_the_history_shows() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db page.db serve --as Ann");
    for (number, (path, fields, line)) in EXAMPLES.iter().enumerate() {
        let reply = served.post(path, fields);
        assert_eq!(reply.status, 303, "{path}: {:?}", reply.texts("#summary"));
        let entry = newest(&served);
        let words = |line: &str| shlex::split(line).unwrap();
        assert_eq!(words(entry["command"].as_str().unwrap()), words(line), "{path}");
        assert_eq!(entry["id"], number + 1, "{path} is one entry");
        let after = served.get(reply.header("location"));
        assert_eq!((after.status, after.texts("#done").len()), (200, 1), "{path} says what was done");
        assert_eq!(served.get(reply.header("location")).texts("#done").len(), 0, "{path} says it once");
    }
    let history: serde_json::Value = serde_json::from_slice(&served.get("/api/history").body).unwrap();
    for entry in history.as_array().unwrap().iter().rev() {
        let line = entry["command"].as_str().unwrap();
        let words = shlex::split(line).unwrap();
        let mut command = gainsay(folder.path());
        command.env("GAINSAY_DB", "typed.db").env("GAINSAY_USER", "Ann").args(&words[1..]);
        std::fs::write(folder.path().join("input"), STORY).unwrap();
        let said = command.stdin(std::fs::File::open(folder.path().join("input")).unwrap()).output().unwrap();
        assert!(said.status.success(), "{line}: {}", text(&said.stderr));
    }
    assert_eq!(record(folder.path(), "page.db"), record(folder.path(), "typed.db"));
}

/// The values that the fields of a page hold.
fn holds(page: &Reply, form: &str) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.text());
    let all = Selector::parse(&format!("form[action='{form}'] [name]")).unwrap();
    html.select(&all)
        .map(|field| {
            let value = match field.value().name() {
                "textarea" => field.text().collect(),
                "select" => {
                    let chosen = Selector::parse("option[selected]").unwrap();
                    field.select(&chosen).next().map_or("", |one| one.value().attr("value").unwrap()).to_string()
                }
                _ => field.value().attr("value").unwrap_or_default().to_string(),
            };
            (field.value().attr("name").unwrap().to_string(), value)
        })
        .collect()
}

/// What is wrong, at which field that is told, and some of what is said.
const WRONG: &[(&str, Fields, &str, &str)] = &[
    ("/claims/2/dispute", &[("by", ""), ("quote", "\n“not <so>”")], "claims-dispute-by", "“Who says it” is empty"),
    (
        "/claims/2/dispute",
        &[("by", "Tom Hill"), ("on", "2021-13-01"), ("quote", "q")],
        "claims-dispute-on",
        "2021-13-01",
    ),
    ("/claims/2/dispute", &[("by", "Tom Hill"), ("stance", "asserts")], "claims-dispute-stance", "asserts"),
    ("/claims/2/dispute", &[("by", "Tom Hill"), ("in", "No such document")], "claims-dispute-in", "No such document"),
    ("/claims/2/dispute", &[("by", "99"), ("quote", "q")], "claims-dispute-by", "99"),
    ("/claims/2/dispute", &[("by", "Tom Hill"), ("quote", "words"), ("in", "Note")], "claims-dispute-quote", "words"),
    (
        "/claims/2/rate",
        &[("label", "false"), ("because", "b"), ("by", "Desk"), ("value", "1")],
        "claims-rate-worst",
        "“Worst number of it”",
    ),
    ("/claims/2/evidence", &[("in", "1"), ("relation", "db")], "claims-evidence-relation", "“What it does” is not db"),
    ("/claims/2/evidence", &[("relation", "context")], "claims-evidence-in", "Which document?"),
    (
        "/claims/2/evidence",
        &[("relation", "context"), ("url", "nowhere")],
        "claims-evidence-url",
        "Not an address: nowhere",
    ),
    ("/documents", &[("title", "T"), ("url", "example.org")], "documents-url", "Not an address: example.org"),
    ("/claims/2/say", &[], "claims-say-by", "“Who says it” is empty"),
    ("/claims/2/stage", &[("stage", "nowhere")], "claims-stage-stage", "nowhere"),
    ("/claims/2/edit", &[("text", ""), ("note", "n")], "claims-edit-text", "“The claim” is empty"),
    ("/claims", &[("text", "x"), ("by", "Ann"), ("unnamed", "on")], "claims-by", "Ann"),
    ("/documents", &[("title", ""), ("note", "a")], "documents-title", ""),
    ("/speakers", &[("name", "The Times"), ("kind", "outlet")], "speakers-name", "The Times"),
    ("/saved", &[("name", "a b"), ("filter", "is:disputed")], "saved-name", "a b"),
];

#[test]
fn everything_that_is_empty_is_named_together() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let page = served.post("/claims/2/rate", &[("label", "false")]);
    assert_eq!(page.status, 422);
    assert_eq!(page.texts("#summary li"), ["“Why” is empty", "“Who checked” is empty"]);
    assert_eq!(page.texts("#claims-rate .error"), ["“Why” is empty", "“Who checked” is empty"]);
    let html = Html::parse_document(&page.text());
    let links = Selector::parse("#summary li a").unwrap();
    let links: Vec<_> = html.select(&links).map(|link| link.value().attr("href").unwrap()).collect();
    assert_eq!(links, ["#claims-rate-because", "#claims-rate-by"]);
    let told = served.post_json("/api/claims/2/rate", "{}").text();
    assert!(told.contains("“label” and “because” and “by” are empty"), "{told}");
}

#[test]
fn evidence_can_be_a_document_that_the_book_does_not_have() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let known = served.get("/api/documents").text();
    let address = "https://example.org/costs";
    assert!(!known.contains(address));
    let fields = [("url", address), ("title", "Costs per place"), ("relation", "contradicts")];
    assert_eq!(served.post("/claims/2/evidence", &fields).status, 303);
    assert!(served.get("/api/documents").text().contains(address));
    assert_eq!(
        newest(&served)["command"],
        "gainsay evidence 2 --contradicts --url https://example.org/costs --title 'Costs per place'"
    );
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost() {
    let folder = demo();
    std::fs::write(folder.path().join("note"), "Something else.").unwrap();
    assert!(run(folder.path(), "--db gainsay-demo.db document add --title Note --file note").status.success());
    let served = Served::start(folder.path(), DEMO);
    let before = newest(&served);
    for (path, fields, at, said) in WRONG {
        let page = served.post(path, fields);
        assert_eq!(page.status, 422, "{path} {fields:?}: {}", page.header("location"));
        let html = Html::parse_document(&page.text());
        let link = Selector::parse("#summary a").unwrap();
        let link = html.select(&link).next().unwrap();
        assert_eq!(link.value().attr("href").unwrap(), format!("#{at}"), "{path} {fields:?}");
        assert!(link.text().collect::<String>().contains(said), "{path}: {:?}", link.text().collect::<String>());
        let field = Selector::parse(&format!("#{at}")).unwrap();
        let field = html.select(&field).next().unwrap_or_else(|| panic!("{path}: no field {at}")).value();
        assert!(field.attr("aria-describedby").unwrap().contains(&format!("error-{at}")), "{path}");
        assert_eq!(page.texts(&format!("#error-{at}")).len(), 1, "{path}");
        let kept = holds(&page, path);
        for (name, value) in *fields {
            let is_kept = kept.contains(&((*name).to_string(), (*value).to_string()));
            let is_choice = matches!(*name, "stance" | "relation" | "stage" | "unnamed");
            assert!(is_kept || is_choice, "{path} {name}: {kept:?}");
        }
    }
    assert_eq!(newest(&served), before, "nothing was written");
}

#[test]
fn a_form_that_was_overtaken_writes_nothing_and_loses_nothing() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let entry = |page: &Reply| {
        let held = holds(page, "/claims/2/edit");
        held.into_iter().find(|(name, _)| name == "entry").unwrap().1
    };
    let seen = entry(&served.get("/claims/2"));
    assert!(
        run(folder.path(), "--db gainsay-demo.db stage 3 checking").status.success(),
        "another claim is another matter"
    );
    assert_eq!(seen, entry(&served.get("/claims/2")));
    assert!(run(folder.path(), "--db gainsay-demo.db stage 2 checking").status.success());
    let fields = |entry| vec![("text", "Other words"), ("note", "mine"), ("entry", entry)];
    let page = served.post("/claims/2/edit", &fields(&seen));
    assert_eq!(page.status, 422);
    let told = page.texts("#summary").concat();
    assert!(told.contains("stage new → checking") && told.contains("changed meanwhile"), "{told}");
    assert_eq!(newest(&served)["command"], "gainsay stage 2 checking");
    let now = entry(&page);
    let kept = holds(&page, "/claims/2/edit");
    assert!(now != seen && kept.contains(&("text".to_string(), "Other words".to_string())), "{kept:?}");
    assert_eq!(served.post("/claims/2/edit", &fields(&now)).status, 303);
    assert_eq!(served.get("/claims/2").texts("h1"), ["Other words"]);
}

#[test]
fn no_value_is_taken_for_a_flag() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    std::fs::write(folder.path().join("secret"), "a secret").unwrap();
    for value in [
        "--db=evil.db",
        "--db",
        "-",
        "--",
        "--force",
        "--help",
        "-h",
        "--file=secret",
        "@secret",
        "a\r\n--unnamed",
        "=x",
        "$(id)",
        "'; rm",
        "-1",
    ] {
        let seen = newest(&served);
        for (path, fields) in [
            ("/claims", &[("text", value), ("by", value), ("role", value), ("occasion", value), ("force", "on")][..]),
            ("/claims/2/say", &[("by", "Tom Hill"), ("role", value), ("quote", value), ("force", "on")]),
            ("/claims/2/tag", &[("tag", value)]),
            ("/claims/2/rate", &[("label", value), ("because", value), ("by", value), ("force", "on")]),
            ("/claims/2/evidence", &[("in", "1"), ("relation", "context"), ("note", value), ("force", "on")]),
            (
                "/documents",
                &[("title", value), ("publisher", value), ("file", value), ("note", value), ("force", "on")],
            ),
            ("/speakers/1/alias", &[("name", value)]),
            ("/speakers", &[("name", value), ("note", value), ("force", "on")]),
            ("/claims/2/stage", &[("stage", value)]),
            ("/saved", &[("name", value), ("filter", value)]),
            ("/documents/1/dispute", &[("claim", value), ("by", value), ("quote_at", value)]),
        ] {
            let reply = served.post(path, fields);
            assert!(matches!(reply.status, 303 | 422), "{path} {value:?}: {}", reply.status);
        }
        assert_ne!(newest(&served), seen, "{value:?}: some of them take any text");
        assert_eq!(served.post("/claims", &[("text", &format!("x {value}\0")), ("by", "Ann Lee")]).status, 422);
    }
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| name != "evil.db"), "{names:?}");
    let all =
        served.get("/api/documents").text() + &served.get("/api/claims").text() + &served.get("/api/history").text();
    assert!(!all.contains("a secret") && all.contains("--db=evil.db"));
    let unforced = served.post("/claims/2/say", &[("by", "The Times"), ("role", "--force"), ("in", "1")]);
    let again = served.post("/claims/2/say", &[("by", "The Times"), ("role", "--force"), ("in", "1")]);
    assert_eq!((unforced.status, again.status), (303, 422), "a word is no flag");
}

#[test]
fn what_is_not_sent_as_a_form_or_is_too_long_is_not_taken() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let before = newest(&served);
    assert_eq!(served.send_as("text/plain", "/claims/2/tag", "tag=x").status, 415);
    assert_eq!(served.send_as("application/json", "/claims/2/tag", "{\"tag\":\"x\"}").status, 415);
    assert_eq!(served.send_as("application/x-www-form-urlencoded", "/api/claims/2/tag", "tag=x").status, 415);
    let long = format!("tag={}", "x".repeat(9 << 20));
    assert_eq!(served.send_as("application/x-www-form-urlencoded", "/claims/2/tag", &long).status, 413);
    assert_eq!(served.post("/claims/999/tag", &[("tag", "x")]).status, 404);
    assert_eq!(served.post("/claims/x/tag", &[("tag", "x")]).status, 404);
    let outside = [("Cookie", served.cookie.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(served.send("POST", "/claims/2/tag", &outside, "tag=x").status, 403);
    assert_eq!(newest(&served), before);
}

#[test]
fn a_quote_is_marked_where_it_was_selected() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db page.db serve");
    assert_eq!(served.post("/documents", &[("title", "Story"), ("file", STORY)]).status, 303);
    let first = STORY.find("The bridge").unwrap();
    let second = STORY.chars().count() - "The bridge is shut” is not so.".chars().count();
    for (number, at) in [first, second].into_iter().enumerate() {
        let fields = [("text", format!("Claim {number}")), ("by", "Ann Lee".to_string()), ("quote_at", at.to_string())];
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.extend([("quote", "The bridge is shut"), ("force", "on")]);
        let reply = served.post("/documents/1/claim", &fields);
        assert!(reply.header("location").ends_with(&format!("#quote-statement-{}", number + 1)), "{reply:?}");
        let claim: serde_json::Value =
            serde_json::from_slice(&served.get(&format!("/api/claims/{}", number + 1)).body).unwrap();
        assert_eq!(claim["statements"][0]["quote_start"], at, "{claim}");
    }
}

#[test]
fn nobody_overwrites_what_another_has_just_corrected() {
    let folder = demo();
    assert!(run(folder.path(), "--db gainsay-demo.db saved add talks tag:talks").status.success());
    let served = Served::start(folder.path(), DEMO);
    for (page, form, fields, command, changed) in [
        (
            "/documents/1",
            "/documents/1/edit",
            &[("title", "Mine"), ("note", "my note")][..],
            "document edit 1 --title Theirs",
            "Theirs",
        ),
        (
            "/speakers/2",
            "/speakers/2/edit",
            &[("name", "Mine"), ("note", "my note")],
            "speaker edit 2 --name Theirs",
            "Theirs",
        ),
        (
            "/saved",
            "/saved",
            &[("name", "talks"), ("filter", "is:disputed"), ("force", "on")],
            "saved add talks tag:costs --force",
            "talks",
        ),
    ] {
        let entry = |page: &Reply| holds(page, form).into_iter().find(|(name, _)| name == "entry").unwrap().1;
        let seen = entry(&served.get(page));
        assert!(run(folder.path(), "--db gainsay-demo.db stage 3 checking").status.success(), "that is another matter");
        assert!(run(folder.path(), &format!("--db gainsay-demo.db {command}")).status.success());
        let before = newest(&served);
        let sent = |entry: &str| {
            let mut fields: Vec<_> =
                fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
            fields.push(("entry".to_string(), entry.to_string()));
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            served.post(form, &fields)
        };
        let refused = sent(&seen);
        assert_eq!((refused.status, newest(&served)), (422, before), "{form}");
        let told = refused.texts("#summary").concat();
        assert!(told.contains("was changed meanwhile") && told.contains(changed), "{form}: {told}");
        let kept = holds(&refused, form);
        for (name, value) in fields.iter().filter(|(name, _)| *name != "force") {
            assert!(kept.contains(&((*name).to_string(), (*value).to_string())), "{form} {name}: {kept:?}");
        }
        if form.ends_with("edit") {
            let now = refused.texts(&format!("form[action='{form}'] .now"));
            assert!(now.iter().any(|now| now.contains("Theirs")), "{form}: what it is now: {now:?}");
        }
        assert_eq!(sent(&entry(&refused)).status, 303, "{form}: sent again by somebody who knows");
    }
}
