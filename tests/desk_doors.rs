//! Each form and each link of the pages, as a reader, a checker and an editor: nothing is offered that is refused, and nothing that is
//! allowed is missing.

use std::collections::BTreeSet;

use gainsay::model::Role;
use scraper::{ElementRef, Html, Selector};

use crate::common::server::{Reply, Served};
use crate::common::{DEMO, run, text};
use crate::desk::{MEMBERS, desk, is_refused, rights};

/// A form of a page: where it is sent, and what it sends as it stands; what it needs and nobody filled in is an `x`.
type OfferedForm = (String, Vec<(String, String)>);

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn value_of(field: ElementRef) -> Option<String> {
    let value = match field.value().name() {
        "input" if matches!(field.attr("type"), Some("checkbox" | "radio")) => {
            field.attr("checked").map(|_| field.attr("value").unwrap_or("on").to_string())
        }
        "input" => Some(field.attr("value").unwrap_or_default().to_string()),
        "select" => {
            let chosen = field.select(&Selector::parse("option").unwrap()).find(|one| one.attr("selected").is_some());
            let chosen = chosen.or_else(|| field.select(&Selector::parse("option").unwrap()).last());
            chosen.map(|option| option.attr("value").map_or_else(|| option.text().collect(), str::to_string))
        }
        _ => Some(field.text().collect::<String>().trim().to_string()),
    };
    let is_needed = field.attr("required").is_some();
    value.map(|value| if value.is_empty() && is_needed { "x".to_string() } else { value })
}

fn forms(reply: &Reply) -> Vec<OfferedForm> {
    let page = Html::parse_document(&reply.text());
    let fields = |form: ElementRef| {
        let all = Selector::parse("input[name], select[name], textarea[name]").unwrap();
        form.select(&all)
            .filter_map(|field| Some((field.attr("name")?.to_string(), value_of(field)?)))
            .collect::<Vec<_>>()
    };
    let form = |form: ElementRef| Some((form.attr("action")?.to_string(), fields(form)));
    select(&page, "form[method=post]").into_iter().filter_map(form).collect()
}

/// The links that look like buttons: they lead to forms, or to places with forms.
fn acts(reply: &Reply) -> BTreeSet<String> {
    let page = Html::parse_document(&reply.text());
    select(&page, "a.act").into_iter().filter_map(|link| link.attr("href").map(str::to_string)).collect()
}

fn actions(reply: &Reply) -> BTreeSet<String> {
    forms(reply).into_iter().map(|(action, _)| action.split('?').next().unwrap().to_string()).collect()
}

/// What forms of one kind are sent to: whether one is refused depends on its number only where it is about what somebody did.
fn kind_of(action: &str) -> String {
    let path = action.split('?').next().unwrap();
    let is_of_somebody = path.starts_with("/comments/") || path.starts_with("/history/");
    if is_of_somebody { path.to_string() } else { path.replace(|c: char| c.is_ascii_digit(), "0") }
}

/// The demo story, with something of each of Ed and Chris in it.
fn desk_of_two() -> tempfile::TempDir {
    let folder = desk();
    for line in [
        "comment 1 'Ed asks' --as Ed",
        "comment 1 'Chris asks' --as Chris",
        "tag 1 by-chris --as Chris",
        "stage 3 checking --as Ed",
        "undo --as Ed",
    ] {
        assert!(run(folder.path(), &format!("--db gainsay-demo.db {line}")).status.success(), "{line}");
    }
    folder
}

fn come_as(served: &Served, name: &str) {
    assert_eq!(served.post("/who", &[("name", name), ("on", "/")]).status, 303);
}

#[test]
fn nothing_is_offered_that_is_refused() {
    // An editor may do everything.
    for (name, role) in MEMBERS.into_iter().filter(|(_, role)| *role != Role::Editor) {
        let folder = desk_of_two();
        let book = folder.path().join("gainsay-demo.db");
        let served = Served::start(folder.path(), DEMO);
        come_as(&served, name);
        let mut offered: Vec<OfferedForm> = Vec::new();
        for (path, reply) in served.crawl("/") {
            // What a form is sent to is no page, and has nothing to refuse.
            assert_ne!(reply.status, 403, "{name}: a link leads to {path}");
            if reply.header("content-type").starts_with("text/html") {
                for link in acts(&reply).into_iter().filter(|link| link.starts_with('/')) {
                    let there = served.get(&link);
                    assert!(there.status < 400 && !is_refused(&there.text(), name, role), "{name} {path}: {link}");
                }
                offered.extend(forms(&reply));
            }
        }
        offered.sort();
        let mut kinds = BTreeSet::new();
        offered.retain(|(action, _)| kinds.insert(kind_of(action)));
        offered.retain(|(action, _)| !["/who", "/leave"].contains(&action.as_str()));
        assert!(!offered.is_empty() || role == Role::Reader, "{name}");
        let kept = std::fs::read(&book).unwrap();
        drop(served);
        for (action, fields) in offered {
            std::fs::remove_file(folder.path().join("gainsay-demo.db-wal")).unwrap_or_default();
            std::fs::write(&book, &kept).unwrap();
            let served = Served::start(folder.path(), DEMO);
            come_as(&served, name);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let reply = served.post(&action, &fields);
            let said = text(&reply.body);
            assert!(!is_refused(&said, name, role), "{name} is offered {action}, which is refused");
            assert!(!said.contains("is Ed's"), "{name} is offered {action}, which is refused");
        }
    }
}

#[test]
fn nothing_that_is_allowed_is_missing() {
    let folder = desk_of_two();
    let served = Served::start(folder.path(), DEMO);
    let right = rights(&served);
    come_as(&served, "Ed");
    let is_page = |reply: &Reply| reply.status == 200 && reply.header("content-type").starts_with("text/html");
    let pages = served.crawl("/").into_iter().filter(|(_, reply)| is_page(reply));
    let pages: Vec<_> = pages.filter(|(_, page)| !actions(page).is_empty()).collect();
    assert!(pages.len() > 20, "{}", pages.len());
    // What others did, an editor undoes; what others wrote, an editor changes.
    let is_own = |action: &str| {
        let is_undo = action.starts_with("/history/") || action == "/undo" || action == "/redo";
        !is_undo && !action.starts_with("/comments/")
    };
    for (name, role) in MEMBERS.into_iter().filter(|(_, role)| *role != Role::Editor) {
        come_as(&served, name);
        for (path, page) in &pages {
            let reply = served.get(path);
            // A page that is a form of its own.
            if reply.status == 403 {
                assert!(is_refused(&reply.text(), name, role) && !role.has(right(path)), "{path} as {name}");
                continue;
            }
            assert_eq!(reply.status, 200, "{path}");
            let is_due = |action: &String| role.has(right(action)) && (is_own(action) || action == "/who");
            let expected: BTreeSet<_> = actions(page).into_iter().filter(is_due).collect();
            let offered: BTreeSet<_> = actions(&reply).into_iter().filter(|action| is_own(action)).collect();
            assert_eq!(offered, expected, "{path} as {name}");
        }
    }
    // What Chris did, Chris undoes.
    come_as(&served, "Chris");
    let entries = served.get("/history");
    let undone = actions(&entries).into_iter().filter(|action| action.starts_with("/history/")).count();
    assert!(undone > 0, "{}", entries.text());
}

#[test]
fn who_may_not_do_something_reads_who_may() {
    let folder = desk_of_two();
    let served = Served::start(folder.path(), DEMO);
    let said = |reply: &Reply| (reply.status, reply.texts("h1").join(" "), reply.texts(".lead").join(" "));
    let refused = |who: &str| (403, who.to_string(), "Ask an editor: Ed".to_string());
    let reader = refused("Rita is a reader, and a checker or an editor may do that");
    come_as(&served, "Rita");
    for path in ["/read", "/claims", "/claims/1/stage", "/claims/1/edit", "/history/2/undo"] {
        assert_eq!(said(&served.get(path)), reader, "{path}");
    }
    assert_eq!(said(&served.post("/claims/1/stage", &[("stage", "checked")])), reader);
    let api = served.post_json("/api/claims/1/stage", "{\"stage\":\"checked\"}");
    assert_eq!(api.status, 403);
    let error: serde_json::Value = serde_json::from_slice(&api.body).unwrap();
    assert_eq!((error["error"].as_str(), error["hint"].as_str()), (Some(reader.1.as_str()), Some("ask an editor: Ed")));
    let editor = |name: &str, role: &str| refused(&format!("{name} is a {role}, and only an editor may do that"));
    assert_eq!(said(&served.get("/import")), editor("Rita", "reader"));
    come_as(&served, "Chris");
    assert_eq!(said(&served.get("/import")), editor("Chris", "checker"));
    assert_eq!(said(&served.post("/claims/1/remove", &[])), editor("Chris", "checker"));
    assert_eq!(served.get("/claims/1/stage").status, 200);
    for path in ["/members", "/saved", "/documents", "/duplicates"] {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    let other = served.get("/nothing");
    assert_eq!((other.status, other.texts("h1").len()), (404, 1));
}
