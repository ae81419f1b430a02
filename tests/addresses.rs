//! One article is one document, however its address was copied.

use crate::common::{folder, run, text};

/// Forms of one address that cannot mean another page.
const SAME: [&str; 6] = [
    "https://example.org/news/a1",
    "https://example.org/news/a1?utm_source=tw&utm_medium=social",
    "https://example.org/news/a1?fbclid=abc",
    "https://example.org/news/a1#comments",
    "https://EXAMPLE.org/news/a1",
    "https://example.org:443/news/a1",
];

/// Forms that may mean another page.
const SIMILAR: [&str; 3] =
    ["https://example.org/news/a1/", "http://example.org/news/a1?gclid=x", "https://www.example.org/news/a1"];

#[test]
fn one_article_is_one_document_whatever_its_address_is_decorated_with() {
    for stored in SAME {
        let folder = folder();
        let done = |line: &str| {
            let output = run(folder.path(), &format!("--db b.db {line}"));
            text(&output.stdout) + &text(&output.stderr)
        };
        done(&format!("add First --by Ann --url '{stored}'"));
        for (n, url) in SAME.iter().enumerate() {
            let said = done(&format!("add 'Claim {n}' --by Ann --url '{url}' --force"));
            assert!(!said.contains("document 2") && !said.contains("looks like document"), "{stored} {url}: {said}");
            assert!(done(&format!("document add --url '{url}'")).contains("that is document 1 already"), "{url}");
            assert!(done(&format!("document show '{url}'")).starts_with("Document 1"), "{url}");
        }
        let rows: Vec<_> = SAME.iter().enumerate().map(|(n, url)| format!("Row {n},Ann,{url}")).collect();
        std::fs::write(folder.path().join("c.csv"), format!("claim,speaker,url\n{}\n", rows.join("\n"))).unwrap();
        done("import c.csv");
        std::fs::write(folder.path().join("s.batch"), format!("add Batch --by Ann --url '{}'\n", SAME[2])).unwrap();
        done("batch s.batch");
        let documents = done("document list --format csv");
        assert_eq!(documents.lines().count(), 2, "{stored}: {documents}");
        assert!(documents.contains(stored), "the address stays as it was typed: {documents}");
        assert!(done("list document:1 --format csv").lines().count() > 12);
    }
}

#[test]
fn an_address_that_may_mean_the_same_page_is_told() {
    for url in SIMILAR {
        let folder = folder();
        run(folder.path(), &format!("--db b.db add First --by Ann --url '{}' --title Ferries", SAME[0]));
        let said = run(folder.path(), &format!("--db b.db add Second --by Ann --url '{url}'"));
        assert!(text(&said.stderr).contains("looks like document 1 (Ferries), and is taken for it"), "{url}");
        let said = run(folder.path(), &format!("--db b.db document add --url '{url}'"));
        assert!(text(&said.stderr).contains("that looks like document 1: Ferries"), "{url}");
        let said = run(folder.path(), &format!("--db b.db document add --url '{url}' --force"));
        assert!(text(&said.stdout).starts_with("document 2"), "{url}");
    }
    let folder = folder();
    run(folder.path(), "--db b.db add First --by Ann --url 'https://example.org/watch?v=1'");
    for url in ["https://example.org/watch?v=2", "https://example.org/watch", "https://example.com/watch?v=1"] {
        let said = run(folder.path(), &format!("--db b.db add '{url}' --by Ann --url '{url}' --force"));
        assert!(!text(&said.stderr).contains("looks like document"), "{url}");
    }
    let said =
        run(folder.path(), "--db b.db add Same --by Ann --url 'https://example.org/watch?si=2&v=1&utm_x=3' --force");
    assert!(text(&said.stdout).contains("document 5"), "{}", text(&said.stdout));
    let said = run(folder.path(), "--db b.db add Same --by Ann --url 'https://example.org/watch?utm_x=3&v=1' --force");
    assert!(!text(&said.stdout).contains("document"), "{}", text(&said.stdout));
}
