//! A book full of texts that would do something, were they more than text: the page shows them, and that is all.

use std::path::Path;

use crate::common::measures::in_full;
use crate::common::server::{Reply, Served, links_of};
use crate::common::{folder, stamp};
use gainsay::error::Result;
use gainsay::model::records::NewSaved;
use gainsay::model::records::{
    NewClaim, NewDocument, NewEvidence, NewSpeaker, NewStatement, NewVerdict, QuotePlace, Target,
};
use gainsay::model::{DocumentKind, Rating, Relation, SpeakerKind, Stance};
use gainsay::store::{Store, Writer};
use scraper::{Html, Selector};

/// Texts that would do something, were they more than text.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript><iframe src=javascript:alert(1)>",
    "<!--<script>",
    "&lt;b&gt; &amp;amp;",
    "{{ 7*7 }} {% raw %}",
    "javascript:alert(1)",
    "http://evil.example/\"onclick=\"alert(1)",
    "a\u{202e}gnp.exe\u{2066}\u{0}\u{1b}[31m",
    "]]><a href=data:text/html,x>x</a>",
    "<a href=\"https://evil.example\" target=_top>x</a>",
];

/// A book in which every text of every kind is hostile.
fn hostile(path: &Path) {
    Store::create(path, |store| {
        store.record(&stamp("<script>alert('command')</script>"), |writer| {
            writer.save_filter(&NewSaved::named("bad", "\"<script>alert(1)</script>\""))?;
            HOSTILE.iter().try_for_each(|bad| story(writer, bad))
        })
    })
    .unwrap()
    .unwrap();
}

/// A claim with everything that can be recorded of it, in hostile words.
fn story(writer: &Writer, bad: &str) -> Result<()> {
    let some = || Some(bad.to_string());
    let outlet = writer.add_speaker(&NewSpeaker::named(&format!("{bad} outlet"), SpeakerKind::Outlet))?;
    writer.add_alias(outlet, &format!("{bad} alias"))?;
    let document = writer.add_document(&NewDocument {
        publisher: Some(outlet),
        url: some(),
        archive_url: some(),
        language: some(),
        text: Some(format!("Before {bad} after.")),
        note: some(),
        ..NewDocument::titled(bad, DocumentKind::Other)
    })?;
    let speaker = writer.add_speaker(&NewSpeaker {
        external_id: some(),
        note: some(),
        ..NewSpeaker::named(&format!("{bad} speaker"), SpeakerKind::Person)
    })?;
    let source = writer.add_speaker(&NewSpeaker::unnamed(bad, document))?;
    let claim = writer.add_claim(&NewClaim {
        text: format!("{bad} claim"),
        tags: vec![bad.to_string()],
        note: some(),
        reference: Some(format!("{bad} ref")),
        ..NewClaim::default()
    })?;
    let say = |who, stance, target| NewStatement {
        role: some(),
        document: Some(document),
        occasion: some(),
        quote: some(),
        note: some(),
        ..NewStatement::of(who, stance, target)
    };
    let made = writer.add_statement(&say(source, Stance::Asserts, Target::Claim(claim)))?;
    writer.add_statement(&say(outlet, Stance::Reports, Target::Statement(made)))?;
    writer.add_statement(&say(speaker, Stance::CallsMisleading, Target::Document(document)))?;
    writer.add_statement(&say(speaker, Stance::Denies, Target::Claim(claim)))?;
    find(writer, claim, document, outlet, bad)
}

/// What was found of a claim, in hostile words.
fn find(writer: &Writer, claim: i64, document: i64, reviewer: i64, bad: &str) -> Result<()> {
    let some = || Some(bad.to_string());
    let (id, uid) = (None, None);
    let rating = Rating::new(bad, [None; 3], None)?;
    writer.add_verdict(&NewVerdict {
        id,
        uid,
        claim,
        rating,
        rationale: some(),
        reviewer: Some(reviewer),
        decided_on: None,
        review_url: some(),
        review_title: some(),
        recorded_at: None,
    })?;
    let (id, uid, relation, place) = (None, None, Relation::Supports, QuotePlace::Find);
    writer.add_evidence(&NewEvidence { id, uid, claim, document, relation, quote: some(), place, note: some() })?;
    Ok(())
}

/// The scripts of the pages.
const OUR_SCRIPTS: [&str; 8] = [
    "/assets/live.js",
    "/assets/page.js",
    "/assets/read.js",
    "/assets/suggestions.js",
    "/assets/drafts.js",
    "/assets/combobox.js",
    "/assets/find.js",
    "/assets/list.js",
];

/// That nothing on a page is more than text but what we put there.
fn is_harmless(path: &str, reply: &Reply) {
    let html = reply.text();
    assert!(!html.contains(['\u{202e}', '\u{0}', '\u{1b}']), "{path}");
    let document = Html::parse_document(&html);
    for element in document.select(&Selector::parse("*").unwrap()) {
        let (name, value) = (element.value().name(), element.value());
        let ours = match name {
            "script" => {
                value.attr("src").is_some_and(|source| OUR_SCRIPTS.contains(&source)) && element.text().next().is_none()
            }
            "img" => value.attr("src").is_some_and(|source| source.starts_with("/attachments/")),
            // A report is a file of its own, which is saved and not shown.
            "style" => {
                path.starts_with("/export.html") && reply.header("content-disposition").starts_with("attachment")
            }
            "iframe" | "object" | "embed" | "base" | "noscript" => false,
            "textarea" => value.attr("name").is_some() && element.child_elements().next().is_none(),
            _ => true,
        };
        assert!(ours, "{path}: {}", element.html());
        assert!(value.attrs().all(|(name, _)| !name.starts_with("on")), "{path}: {}", element.html());
    }
    for address in links_of(&document) {
        let web = address.starts_with("http://") || address.starts_with("https://");
        // The bookmark for the pages of other sites.
        let is_ours = path == "/read" && address.starts_with("javascript:(()=>{");
        assert!(is_ours || web || address.starts_with(['/', '#']) && !address.starts_with("//"), "{path}: {address}");
    }
    for link in document.select(&Selector::parse("a[href^=http]").unwrap()) {
        let rel = link.value().attr("rel").unwrap_or_default();
        assert!(
            ["noreferrer", "noopener"].iter().all(|word| rel.split(' ').any(|part| part == *word)),
            "{path}: {rel}"
        );
    }
}

#[test]
fn what_is_stored_is_shown_as_text_and_nothing_else() {
    let folder = folder();
    hostile(&folder.path().join("bad.db"));
    let served = Served::start(folder.path(), "--db bad.db serve");
    let mut pages = served.crawl("/");
    for bad in HOSTILE {
        let query: String = form_urlencoded::byte_serialize(bad.as_bytes()).collect();
        for path in
            [format!("/?q={query}&status={query}&sort={query}"), format!("/search?q={query}"), format!("/{query}")]
        {
            let reply = served.get(&path);
            pages.push((path, reply));
        }
    }
    pages.retain(|(_, reply)| reply.header("content-type").starts_with("text/html"));
    pages.iter().for_each(|(path, reply)| is_harmless(path, reply));
    assert!(pages.len() > 100, "only {} pages were looked at", pages.len());
    let page = served.get("/claims/1");
    assert_eq!(page.texts("h1"), ["<script>alert(1)</script> claim"]);
    assert!(page.texts("blockquote").contains(&"“<script>alert(1)</script>”".to_string()));
}

/// The forms of a page that are sent: where to, and the names of what is asked for.
fn forms(page: &Reply) -> Vec<(String, Vec<String>)> {
    let html = Html::parse_document(&page.text());
    let (all, with_name) = (Selector::parse("form[method=post]").unwrap(), Selector::parse("[name]").unwrap());
    let forms = html.select(&all).map(|form| {
        let fields = form.select(&with_name).map(|field| field.value().attr("name").unwrap().to_string());
        (form.value().attr("action").unwrap().to_string(), fields.filter(|name| name != "entry").collect())
    });
    forms.collect()
}

#[test]
fn what_is_typed_into_a_form_comes_back_as_text_and_nothing_else() {
    let folder = folder();
    hostile(&folder.path().join("bad.db"));
    let served = Served::start(folder.path(), "--db bad.db serve");
    let (mut refused, mut taken) = (0, 0);
    for (turn, bad) in HOSTILE.iter().enumerate() {
        for path in
            ["/claims", "/claims/1", "/documents", "/documents/1", "/speakers", "/speakers/1", "/saved", "/history"]
        {
            let page = served.get(path);
            let forms = forms(&page).into_iter().filter(|(action, names)| {
                !names.is_empty() && !action.ends_with("/undo") && !action.ends_with("/untag")
            });
            // Each text in a third of the forms, and each form with some of the texts; with --full, all in all.
            for (_, (action, names)) in forms.enumerate().filter(|(at, _)| in_full() || (at + turn) % 3 == 0) {
                let fields: Vec<_> = names.iter().map(|name| (name.as_str(), *bad)).collect();
                let reply = served.post(&action, &fields);
                is_harmless(&action, &reply);
                let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
                is_harmless(&action, &served.get(&format!("{action}?{query}")));
                match reply.status {
                    303 => {
                        taken += 1;
                        is_harmless(&action, &served.get(reply.header("location")));
                    }
                    422 => refused += 1,
                    status => panic!("{action}: {status}"),
                }
            }
        }
        let note = served.post("/claims/1/edit", &[("text", &format!("{bad} again")), ("note", bad), ("force", "on")]);
        assert!(matches!(note.status, 303 | 422), "{bad}");
    }
    assert!(refused > 50 && taken > 5, "{refused} refused, {taken} taken");
}
