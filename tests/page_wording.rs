//! What pages say to somebody who clicks: what to click, never what to type.

use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

use crate::common::server::{Reply, Served, newest};
use crate::common::{DEMO, demo, run, text};
use scraper::{Html, Selector};

/// A command or a flag among the words of a page. Most pages have none anywhere, so they need not be read.
fn told_to_type(page: &Reply) -> Option<String> {
    to_type(&page.text()).and_then(|_| to_type(&said(page)))
}

/// The words of a page, but for the history, in which the command line is the record, and what was typed.
fn said(page: &Reply) -> String {
    let html = Html::parse_document(&page.text());
    let record = Selector::parse("table.history, .entries, code.entry, textarea, option").unwrap();
    let left_out: HashSet<_> = html.select(&record).map(|element| element.id()).collect();
    let texts = html.tree.nodes().filter(|node| !node.ancestors().any(|above| left_out.contains(&above.id())));
    texts.filter_map(|node| node.value().as_text().map(|text| text.text.to_string())).collect::<Vec<_>>().join("\u{1f}")
}

/// A command or a flag among some words.
fn to_type(words: &str) -> Option<String> {
    static COMMANDS: LazyLock<String> = LazyLock::new(|| text(&run(Path::new("/"), "help").stdout));
    let commands: Vec<_> = COMMANDS.split_whitespace().collect();
    let command = words.match_indices("gainsay ").map(|(at, found)| &words[at + found.len()..]).find(|rest| {
        let next: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        commands.contains(&next.as_str())
    });
    let flag = words
        .match_indices("--")
        .map(|(at, _)| &words[at..])
        .find(|rest| rest.chars().nth(2).is_some_and(|letter| letter.is_ascii_lowercase()));
    command.or(flag).map(|found| found.chars().take(60).collect())
}

/// Every form with the names of its fields.
fn forms(served: &Served) -> Vec<(String, Vec<String>)> {
    let told: serde_json::Value = serde_json::from_slice(&served.get("/api/openapi.json").body).unwrap();
    let paths = told["paths"].as_object().unwrap().iter().filter(|(_, does)| does.get("post").is_some());
    paths
        .map(|(path, does)| {
            let schema = &does["post"]["requestBody"]["content"]["application/json"]["schema"];
            let names = schema["properties"].as_object().unwrap().keys().filter(|name| *name != "entry");
            (path.trim_start_matches("/api").to_string(), names.cloned().collect())
        })
        .collect()
}

#[test]
fn no_page_tells_somebody_who_clicks_what_to_type() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let forms = forms(&served);
    assert!(forms.len() > 35, "{}", forms.len());
    let (mut refused, mut done) = (0, 0);
    let usual = [
        ("text", "The moon is made of cheese"),
        ("by", "Ann Lee"),
        ("claim", "2"),
        ("title", "A title"),
        ("name", "Somebody"),
        ("stance", "denies"),
        ("label", "so-so"),
        ("because", "it is"),
        ("filter", "is:disputed"),
    ];
    for (path, names) in &forms {
        // What is removed stays for the next form.
        let takes_away = path.contains("remove") || path.contains("undo");
        let wrong: &[&str] = if takes_away { &["x"] } else { &["99999", "The Times"] };
        let all = names
            .iter()
            .map(String::as_str)
            .chain(["nothing"])
            .flat_map(|name| wrong.iter().map(move |value| ("1", name, *value)));
        for (id, name, value) in all.chain([("99999", "nothing", ""), ("3", "nothing", "")]) {
            let path = path.replace("{id}", id);
            let others = usual.iter().filter(|(known, _)| *known != name && names.iter().any(|one| one == known));
            let fields: Vec<_> = others.copied().chain([(name, value)]).collect();
            let mut page = served.post(&path, &fields);
            if page.status == 303 {
                done += 1;
                page = served.get(page.header("location"));
            } else {
                refused += 1;
            }
            assert_eq!(told_to_type(&page), None, "{path} {fields:?}");
        }
    }
    assert!(refused > 150 && done > 50, "{refused} {done}");
    for (path, reply) in served.crawl("/") {
        // A report is a file that is saved.
        if reply.header("content-type").starts_with("text/html") && reply.header("content-disposition").is_empty() {
            assert_eq!(told_to_type(&reply), None, "{path}");
        }
    }
}

#[test]
fn what_can_be_done_is_a_link_on_a_page_and_a_command_for_a_program() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    for (path, at, text, hint) in [
        ("/claims/99", "/", "The list of claims", "gainsay list shows what is recorded"),
        ("/speakers/99", "/speakers", "the list of speakers", "gainsay speaker list"),
        ("/documents/99", "/documents", "the list of documents", "gainsay document list"),
    ] {
        let page = served.get(path);
        let html = Html::parse_document(&page.text());
        let link = Selector::parse("main .lead a").unwrap();
        let link = html.select(&link).next().unwrap_or_else(|| panic!("{path}: {}", page.text()));
        assert_eq!((link.value().attr("href"), link.text().collect::<String>().as_str()), (Some(at), text), "{path}");
        if path.starts_with("/claims") {
            let told: serde_json::Value = serde_json::from_slice(&served.get(&format!("/api{path}")).body).unwrap();
            assert_eq!(told["hint"], hint);
        }
    }
    let page = served.post("/claims/2/say", &[("quote", "words"), ("by", "An official"), ("unnamed", "on")]);
    let html = Html::parse_document(&page.text());
    let links = Selector::parse("#summary p + p a").unwrap();
    let links: Vec<_> = html.select(&links).map(|link| link.value().attr("href").unwrap().to_string()).collect();
    assert_eq!(links, ["#claims-say-in", "#claims-say-url", "#claims-say-title"], "{:?}", page.texts("#summary"));
    let reply = served.post_json("/api/claims/2/say", "{\"by\": \"An official\", \"unnamed\": true}");
    assert!(reply.text().contains("say which document with --in, --url or --title"), "{}", reply.text());
}

/// The buttons that a refused form offers: where each goes, and what it sends.
fn offers(page: &Reply) -> Vec<(String, String, String)> {
    let html = Html::parse_document(&page.text());
    let all = Selector::parse("#summary button[formaction]").unwrap();
    let one = |name: &str, element: &scraper::ElementRef| element.value().attr(name).unwrap().to_string();
    html.select(&all).map(|button| (one("formaction", &button), one("name", &button), one("value", &button))).collect()
}

/// What a form of a page would send.
fn holds(page: &Reply, id: &str) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.text());
    let all = Selector::parse(&format!("form#{id} [name]")).unwrap();
    let fields = html.select(&all).filter_map(|field| {
        let value = match field.value().name() {
            "textarea" => field.text().collect::<String>().trim_start_matches('\n').to_string(),
            "select" => {
                let chosen = Selector::parse("option[selected]").unwrap();
                field.select(&chosen).next().map_or("", |one| one.value().attr("value").unwrap()).to_string()
            }
            _ if field.value().attr("type") == Some("checkbox") => {
                field.value().attr("checked").map(|_| "on".to_string())?
            }
            _ => field.value().attr("value").unwrap_or_default().to_string(),
        };
        Some((field.value().attr("name").unwrap().to_string(), value))
    });
    fields.collect()
}

#[test]
fn a_claim_that_looks_like_one_of_the_book_is_asked_about_and_goes_either_way_in_one_click() {
    for (form, id) in [("/claims", "claims"), ("/documents/1/claim", "documents-claim")] {
        for way in ["the same", "another"] {
            let folder = demo();
            let served = Served::start(folder.path(), DEMO);
            let known: serde_json::Value = serde_json::from_slice(&served.get("/api/claims/2").body).unwrap();
            let text = format!("{} at least", known["claim"].as_str().unwrap());
            let typed = [
                ("text", text.as_str()),
                ("by", "Ann Lee"),
                ("quote", ""),
                ("on", "2021-11-19"),
                ("role", "mayor"),
                ("occasion", "a call"),
            ];
            let before = newest(&served);
            let page = served.post(form, &typed);
            assert_eq!((page.status, newest(&served)), (422, before), "{form}: asked before anything is written");
            assert!(page.texts("#summary").concat().contains("looks like claim 2"), "{:?}", page.texts("#summary"));
            let offers = offers(&page);
            assert_eq!(offers.len(), 2, "{offers:?}");
            let (action, name, value) = &offers[usize::from(way == "another")];
            let mut sent = holds(&page, id);
            sent.push((name.clone(), value.clone()));
            let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let reply = served.post(action, &sent);
            assert_eq!(reply.status, 303, "{form} {way}: {:?}", reply.texts("#summary"));
            let command = newest(&served)["command"].as_str().unwrap().to_string();
            let begins = if way == "another" {
                "gainsay add"
            } else if form == "/claims" {
                "gainsay say"
            } else {
                "gainsay respond"
            };
            assert!(command.starts_with(begins), "{command}");
            for word in ["Ann Lee", "2021-11-19", "mayor", "a call"] {
                assert!(command.contains(word), "{form} {way}: {word} is lost: {command}");
            }
            if way == "the same" {
                let now: serde_json::Value = serde_json::from_slice(&served.get("/api/claims/2").body).unwrap();
                let said = now["statements"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|one| one["speaker"] == "Ann Lee" && one["stance"] == "asserts");
                assert!(said, "{now}");
            }
            assert!(
                served
                    .post_json(
                        "/api/claims",
                        &serde_json::json!({"text": format!("{text} so"), "by": "Tom"}).to_string()
                    )
                    .text()
                    .contains("looks like claim"),
                "a program is told, not asked"
            );
        }
    }
}
