//! Reading an article on the page: what was found is shown first, and only then is it stored.

use crate::common::folder;
use crate::common::server::{Reply, Served, newest};

const TEXT: &str = "Harbour fees to double

Ann Lee, the leader of Northport council, said that harbour fees would double next year.

Tom Hill, chairman of the association of fishermen, denied that the quay was unsafe. “Nobody has ever been hurt there,” he said.
";

fn page() -> String {
    let paragraphs = TEXT.split("\n\n").skip(1).map(|one| format!("<p>{one}</p>")).collect::<Vec<_>>().concat();
    format!(
        "<!doctype html><html lang=\"en-GB\"><head><title>Harbour fees to double - Courier</title>\
         <meta property=\"og:site_name\" content=\"Courier\"><meta property=\"article:published_time\" content=\"2021-11-18\">\
         <meta name=\"author\" content=\"Una Fay\"><link rel=\"canonical\" href=\"https://courier.example/fees\"></head>\
         <body><nav>Home News Sport</nav><article><h1>Harbour fees to double</h1>{paragraphs}</article></body></html>"
    )
}

/// An empty book that is served, and its folder.
fn served() -> (tempfile::TempDir, Served) {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    (folder, served)
}

fn value(page: &Reply, name: &str) -> String {
    let html = scraper::Html::parse_document(&page.text());
    let field = scraper::Selector::parse(&format!("[name={name}]")).unwrap();
    let field = html.select(&field).next().unwrap_or_else(|| panic!("no field {name}"));
    field.attr("value").map_or_else(|| field.text().collect::<String>().trim().to_string(), str::to_string)
}

/// What the summary of errors says, in lower case.
fn wrong(page: &Reply) -> String {
    page.texts("#summary").concat().to_lowercase()
}

fn documents(served: &Served) -> Vec<serde_json::Value> {
    serde_json::from_slice(&served.get("/api/documents").body).unwrap()
}

#[test]
fn a_page_is_shown_corrected_and_stored_with_its_file() {
    let (_folder, served) = served();
    let sent = served.upload("/read", "fees.html", page().as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.text());
    let address = sent.header("location").to_string();
    let shown = served.get(&address);
    let facts: Vec<_> =
        ["title", "publisher", "published", "url", "language", "note"].map(|name| value(&shown, name)).into();
    assert_eq!(
        facts,
        ["Harbour fees to double", "Courier", "2021-11-18", "https://courier.example/fees", "en-GB", "by Una Fay"]
    );
    let taken = shown.texts(".taken").concat();
    assert!(taken.contains("41 words in 3 paragraphs") && taken.contains("3 suggestions"), "{taken}");
    assert!(documents(&served).is_empty(), "nothing is stored yet");
    // What is wrong is said at its field, and what was typed stays.
    let typed = [("title", "Fees"), ("publisher", ""), ("published", "soon"), ("kind", "article"), ("note", "by Una")];
    let refused = served.post(&address, &typed);
    assert_eq!(
        (refused.status, value(&refused, "title"), value(&refused, "published")),
        (422, "Fees".into(), "soon".into())
    );
    assert!(refused.text().contains("id=\"error-documents-published\""), "{}", refused.text());
    let typed =
        [("title", "Fees"), ("publisher", ""), ("published", "2021-11"), ("kind", "article"), ("note", "by Una")];
    let stored = served.post(&address, &typed);
    assert!(stored.header("location").starts_with("/documents/1/suggestions"), "{}", stored.text());
    let row = &documents(&served)[0];
    assert_eq!(
        (&row["title"], &row["publisher"], &row["published_on"]),
        (&"Fees".into(), &().into(), &"2021-11".into())
    );
    assert!(row["url"].is_null(), "an address that was taken out stays out: {row}");
    assert!(newest(&served)["command"].as_str().unwrap().contains("document add --title Fees"), "{}", newest(&served));
    let kept = served.get("/attachments/1");
    assert_eq!((kept.text(), kept.header("content-type")), (page(), "application/octet-stream"));
    // A second click stores nothing.
    let again = served.post(&address, &typed);
    assert!(again.header("location").starts_with("/documents/1?"));
    assert_eq!(documents(&served).len(), 1);
    // The same article once more: the page says that the book has it, and offers to store it anyway.
    let sent = served.upload("/read", "fees.html", page().as_bytes());
    let address = sent.header("location").to_string();
    let typed = [("title", "Fees"), ("published", "2021-11"), ("kind", "article")];
    let refused = served.post(&address, &typed);
    assert!(wrong(&refused).contains("that is document 1 already"), "{}", refused.text());
    assert_eq!(refused.texts("#summary button[name=force]").len(), 1);
    let stored = served.post(&address, &[&typed[..], &[("force", "on")]].concat());
    assert!(stored.header("location").starts_with("/documents/2"));
}

#[test]
fn what_cannot_be_read_has_its_sentence_and_stores_nothing() {
    let (_folder, served) = served();
    let stub = "<html><head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script></head>\
        <body><article><p>The council has decided that the fees for the harbour of Northport will double next year, and more than that.</p>\
        <p>Subscribers can read on, and all others may want to think about it for a while, or not at all.</p></article></body></html>";
    for (name, bytes, told) in [
        ("empty.txt", &b""[..], "the file is empty"),
        ("a.bin", b"\0\x01\x02\xff\xfe\0\0\x03", ""),
        ("a.png", b"\x89PNG\r\n\x1a\n", "this is a picture"),
        ("a.gz", b"\x1f\x8b\x08", "this is compressed with gzip"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "there is no article in the page"),
        ("stub.html", stub.as_bytes(), "only the beginning of the article"),
        ("a.pdf", b"%PDF-1.7 x", "the pdf is damaged"),
    ] {
        let reply = served.upload("/read", name, bytes);
        assert_eq!(reply.status, 422, "{name}: {}", reply.text());
        let told_so = wrong(&reply);
        assert!(told_so.contains(told) && !told_so.contains("gainsay read"), "{name}: {told_so}");
        assert_eq!(reply.texts("#summary p").len(), 2, "{name} has a hint");
    }
    let pasted = served.post("/read", &[("text", " "), ("html", "")]);
    assert!(wrong(&pasted).contains("nothing was chosen or pasted"));
    let pasted = served.post("/read", &[("text", "a\u{fffd}b")]);
    assert_eq!((pasted.status, value(&pasted, "text")), (422, "a\u{fffd}b".to_string()), "it is not lost");
    // In a language that is not read, the page says so, and stores nothing by itself.
    let thai = "นายกเทศมนตรีกล่าวว่าค่าธรรมเนียมท่าเรือจะเพิ่มขึ้นเป็นสองเท่าในปีหน้า\n\nชาวประมงปฏิเสธเรื่องนี้";
    let sent = served.post("/read", &[("text", thai)]);
    let shown = served.get(sent.header("location"));
    assert!(shown.texts(".taken").concat().contains("not in a language that gainsay reads"), "{}", shown.text());
    assert!(documents(&served).is_empty());
    assert_eq!(served.get("/read/nothing").status, 404);
}

#[test]
fn rich_text_is_read_as_such_and_else_as_it_stands() {
    let (_folder, served) = served();
    let html = TEXT.split("\n\n").map(|one| format!("<p>{one}</p>")).collect::<Vec<_>>().concat();
    let sent = served.post("/read", &[("text", TEXT), ("html", &html)]);
    assert!(served.get(sent.header("location")).texts(".taken").concat().contains("in 3 paragraphs"));
    let sent = served.post("/read", &[("text", TEXT), ("html", "<p>short</p>")]);
    let shown = served.get(sent.header("location"));
    assert_eq!(value(&shown, "title"), "Harbour fees to double");
}

#[test]
fn only_the_page_for_other_tabs_keeps_its_opener_and_asks_again_for_the_cookie() {
    let (_folder, served) = served();
    let policy = |path: &str| served.get(path).header("cross-origin-opener-policy").to_string();
    assert_eq!(
        (policy("/capture"), policy("/read"), policy("/")),
        ("unsafe-none".into(), "same-origin".into(), "same-origin".into())
    );
    let host = served.host();
    let outside =
        |path: &str| served.send("GET", path, &[("Host", host.as_str()), ("Sec-Fetch-Site", "cross-site")], "");
    let first = outside("/capture");
    assert_eq!((first.status, first.header("refresh"), first.body.len()), (200, "0; url=/capture?again", 0));
    assert_eq!(outside("/capture?again").status, 403, "it is not asked for without end");
    assert_eq!(outside("/read").status, 403);
    let sent = served.send("POST", "/read", &[("Host", host.as_str()), ("Origin", "https://evil.example")], "text=x");
    assert_eq!(sent.status, 403);
}
