//! Addresses in cells and behind them, and what a row says of who disputes a claim and of verdicts.

use super::*;

#[test]
fn a_text_in_a_column_of_addresses_is_kept_in_the_note() {
    let table: [&[&str]; 4] = [
        &["Claim", "Claimant", "Link", "Fact check link", "Verdict"],
        &["The quay is safe", "Ann Lee", "see the paper", "soon", "False"],
        &["The pier is open", "Ann Lee", "https://a.example/1 (second edition)", "https://desk.example/1", "False"],
        &["The tram is late", "Ann Lee", "https://a.example/2; https://a.example/3", "desk.example/2", "False"],
    ];
    for (name, bytes) in in_every_format(&table) {
        let done = import_bytes(name, &bytes, &[]);
        assert!(done.said.contains("\"documents\": 2"), "{name}: {}", done.said);
        for part in [
            "Link: see the paper",
            "Fact check link: soon",
            "(second edition)",
            "https://a.example/3",
            "\"desk.example/2\"",
        ] {
            assert!(done.book.contains(part), "{name}, {part}: {}", done.book);
        }
    }
}

#[test]
fn links_behind_cells_are_kept_in_every_column() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Claim", "Claimant", "Verdict", "Reviewer", "Note"]).unwrap();
    sheet.write_url(1, 0, Url::new("https://posts.example/1").set_text("The quay is safe")).unwrap();
    sheet.write_url(1, 1, Url::new("https://people.example/ann").set_text("Ann Lee")).unwrap();
    sheet.write_url(1, 2, Url::new("https://desk.example/1").set_text("False")).unwrap();
    sheet.write_url(1, 3, Url::new("https://desk.example/").set_text("Harbour Facts")).unwrap();
    sheet.write_url(1, 4, Url::new("https://notes.example/1").set_text("look")).unwrap();
    let done = import_bytes("a.xlsx", &book.save_to_buffer().unwrap(), &[]);
    for part in [
        "\"review_url\":\"https://desk.example/1\"",
        "\"url\":\"https://posts.example/1\"",
        "Claimant: https://people.example/ann",
        "Reviewer: https://desk.example/",
        "look (https://notes.example/1)",
    ] {
        assert!(done.book.contains(part), "{part}: {}", done.book);
    }
    let formula = "Claim,Claimant,Verdict\n\"=HYPERLINK(\"\"https://posts.example/2\"\";\"\"The pier is open\"\")\",Ann Lee,False\n";
    let done = import_bytes("a.csv", formula.as_bytes(), &[]);
    assert!(
        done.book.contains("\"text\":\"The pier is open\"") && done.book.contains("posts.example/2"),
        "{}",
        done.book
    );
}

#[test]
fn the_text_of_a_link_is_the_title_unless_it_says_nothing() {
    let formula = |address: &str, label: &str| format!("=HYPERLINK(\"https://{address}\",\"{label}\")");
    let (story, here) = (formula("a.example/1", "Quay closed"), formula("a.example/2", "hier"));
    let checked = formula("desk.example/1", "No, the quay is open");
    let table: [&[&str]; 3] = [
        &["Claim", "Claimant", "Source URL", "Fact check link", "Verdict"],
        &["The quay is safe", "Ann Lee", &story, &checked, "False"],
        &["The pier is open", "Ann Lee", &here, "", "False"],
    ];
    for (name, bytes) in in_every_format(&table) {
        let done = import_bytes(name, &bytes, &[]);
        for part in [
            "\"title\":\"Quay closed\",\"access\":\"read\",\"url\":\"https://a.example/1\"",
            "\"url\":\"https://a.example/2\"",
            "Source URL: hier",
            "\"review_url\":\"https://desk.example/1\",\"review_title\":\"No, the quay is open\"",
        ] {
            assert!(done.book.contains(part), "{name}, {part}: {}", done.book);
        }
    }
}

#[test]
fn a_second_address_is_kept_in_the_note() {
    let table: [&[&str]; 3] = [
        &["Claim", "Claimant", "Source URL", "Article link", "More"],
        &["The quay is safe", "Ann Lee", "https://a.example/1", "https://a.example/2", "https://a.example/3"],
        &["The pier is open", "Ann Lee", "https://a.example/4", "", "by letter"],
    ];
    for (name, bytes) in in_every_format(&table) {
        let done = import_bytes(name, &bytes, &[]);
        for part in ["Article link: https://a.example/2", "More: https://a.example/3", "More: by letter"] {
            assert!(done.book.contains(part), "{name}, {part}: {}", done.book);
        }
    }
}

#[test]
fn a_label_that_gives_no_verdict_is_none() {
    for label in ["unrated", "Not rated", "Unbewertet", "Non noté", "Sin calificar", "Não avaliado"] {
        let table: [&[&str]; 2] = [
            &["Claim", "Claimant", "Verdict", "Reviewer", "Review URL"],
            &["The quay is safe", "Ann Lee", label, "Harbour Facts", "https://desk.example/1"],
        ];
        for (name, bytes) in in_every_format(&table) {
            let done = import_bytes(name, &bytes, &[]);
            let kept = format!("Verdict: {label}");
            assert!(done.book.contains(&kept) && !done.book.contains("\"verdicts\""), "{name}: {}", done.book);
            assert!(done.book.contains("https://desk.example/1"), "{name}: {}", done.book);
            let line = done.book.lines().find(|line| line.contains("Harbour Facts")).unwrap();
            assert!(line.contains("organisation"), "{name}: {line}");
        }
    }
}

#[test]
fn who_disputes_is_known_in_seven_languages() {
    for heading in [
        "Denied by",
        "Bestritten von",
        "Démenti par",
        "Desmentido por",
        "Contestada por",
        "Smentito da",
        "Ontkend door",
    ] {
        let table: [&[&str]; 2] = [&["Claim", heading], &["The quay is safe", "Tom Hill"]];
        for (name, bytes) in in_every_format(&table) {
            let done = import_bytes(name, &bytes, &[]);
            assert!(done.book.contains("\"stance\":\"denies\""), "{heading}, {name}: {}", done.book);
        }
    }
}
