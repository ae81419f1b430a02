//! Whole articles of our own invention, with what they suggest: a broadsheet, a tabloid and an agency.

use super::suggest;
use crate::model::results::suggested_statement::{SuggestedStatement, SuggestedTarget};
use crate::model::{Article, Date};

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
