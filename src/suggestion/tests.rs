//! Whole articles of our own invention, with what they suggest: a broadsheet, a tabloid and an agency.

use super::suggest;
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, Date, DocumentKind, Stance};

/// A suggestion on one line.
fn line(one: &SuggestedStatement) -> String {
    let mut who = one.speaker.clone().unwrap_or_else(|| "somebody".to_string());
    if one.is_unnamed {
        who += " (unnamed)";
    }
    if let Some(role) = &one.role {
        who += &format!(", {role}");
    }
    if let Some(principal) = &one.for_speaker {
        who += &format!(", for {principal}");
    }
    let target = match &one.target {
        SuggestedTarget::NewClaim => one.claim.clone(),
        SuggestedTarget::Claim(id) => format!("claim {id}"),
        SuggestedTarget::Suggestion(number) => format!("{number}"),
        SuggestedTarget::Document(document) => document.title.clone(),
    };
    let mut line = format!("{} | {who} | {} | {target}", one.number, one.stance);
    if !one.reported_by.is_empty() {
        line += &format!(" | by {}", one.reported_by.join(", "));
    }
    if let Some(day) = &one.said_on {
        line += &format!(" | {day}");
    }
    line
}

#[test]
fn articles_suggest_what_a_reader_finds() {
    for (name, text, expected) in [
        ("broadsheet", include_str!("articles/broadsheet.txt"), include_str!("articles/broadsheet.expected")),
        ("tabloid", include_str!("articles/tabloid.txt"), include_str!("articles/tabloid.expected")),
        ("agency", include_str!("articles/agency.txt"), include_str!("articles/agency.expected")),
    ] {
        let article = Article {
            text: text.to_string(),
            publisher: Some("The Ardal Herald".to_string()),
            published: Date::parse("2024-05-16").ok(),
            ..Article::default()
        };
        let found = suggest(&article, name).unwrap();
        let likely: Vec<_> = found.iter().filter(|one| one.is_likely()).map(line).collect();
        let expected: Vec<_> = expected.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(likely, expected, "{name}:\n{}", likely.join("\n"));
    }
}

fn draft(text: &str) -> Article {
    Article {
        text: text.to_string(),
        kind: DocumentKind::Draft,
        publisher: Some("The Bay Paper".to_string()),
        ..Article::default()
    }
}

#[test]
fn what_a_draft_says_itself_stands_in_the_order_of_the_text() {
    let text = "The harbour of Marrow Bay lost £1.4m last year.\nTom Hill, who leads the opposition, denied that the harbour \
        loses money. It was a quiet evening.\nIt is the oldest harbour of the coast, and the council of the town has to sell it.";
    let all = suggest(&draft(text), "1").unwrap();
    let numbers: Vec<_> = all.iter().map(|one| one.number).collect();
    assert_eq!(numbers, (1..=i64::try_from(all.len()).unwrap()).collect::<Vec<_>>());
    let own: Vec<_> = all.iter().filter(|one| one.is_own).map(|one| one.claim.as_str()).collect();
    assert_eq!(
        own,
        [
            "The harbour of Marrow Bay lost £1.4m last year",
            "It is the oldest harbour of the coast, and the council of the town has to sell it"
        ]
    );
    assert!(all.iter().all(|one| !one.is_own || one.speaker.as_deref() == Some("The Bay Paper")));
    assert!(all.iter().any(|one| one.speaker.as_deref() == Some("Tom Hill") && one.stance == Stance::Denies));
    // An article that others wrote says nothing of its own.
    let article = Article { kind: DocumentKind::Article, ..draft(text) };
    assert!(suggest(&article, "1").unwrap().iter().all(|one| !one.is_own));
}
