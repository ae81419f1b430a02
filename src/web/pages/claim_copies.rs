//! A claim to be taken along: as text, as a citation, as Markdown, and as `ClaimReview`.

use crate::error::Result;
use crate::export::reviews;
use crate::model::results::statement_words::{StatementWords, plain};
use crate::model::{Status, Story};
use crate::output::html::when;
use crate::store::Store;

/// A claim in one form.
pub(super) struct ClaimCopy {
    /// What the form is called.
    pub(super) name: &'static str,
    /// The claim in that form.
    pub(super) text: String,
}

/// Returns a claim in each form; as `ClaimReview` only where a verdict was published.
///
/// # Errors
/// Errors of the book.
pub(super) fn copies(book: &Store, story: &Story) -> Result<Vec<ClaimCopy>> {
    let mut all = vec![
        ClaimCopy { name: "As text", text: text(story) },
        ClaimCopy { name: "As a citation", text: citation(story) },
        ClaimCopy { name: "As Markdown", text: markdown(story) },
    ];
    let published = reviews::published(book, &story.claim)?;
    if !published.is_empty() {
        let text = published.iter().map(serde_json::to_string_pretty).collect::<Result<Vec<_>, _>>()?.join("\n");
        all.push(ClaimCopy { name: "As ClaimReview", text });
    }
    Ok(all)
}

/// Returns each statement in one line: the day, who does what, the words, and the document.
fn lines(story: &Story) -> Vec<(String, Option<String>)> {
    let mut seen = Vec::new();
    let mut lines = Vec::new();
    for one in &story.statements {
        let row = &one.statement;
        if seen.contains(&row.id) {
            continue;
        }
        seen.push(row.id);
        let words = StatementWords::of(row, Some(story.claim.id));
        let day = row.day.as_deref().map_or_else(String::new, |day| format!("{}: ", when(day)));
        let mut line = format!("{day}{} {}", plain(&words.subject()), plain(&words.predicate()));
        if let Some(quote) = &row.quote {
            line.push_str(&format!(": “{quote}”"));
        }
        if row.retracted_by_id.is_some() {
            line.push_str(" (taken back)");
        }
        if let Some(document) = &row.document {
            line.push_str(&format!(" ({document})"));
        }
        lines.push((line, row.url.clone()));
    }
    lines
}

fn verdict(story: &Story) -> Option<String> {
    let verdict = story.verdicts.iter().find(|verdict| verdict.standing)?;
    let by = verdict.reviewer.as_deref().map_or_else(String::new, |by| format!(", {by}"));
    let day = verdict.decided_on.as_deref().map_or_else(String::new, |day| format!(", {}", when(day)));
    Some(format!("{}{by}{day}", verdict.label))
}

fn text(story: &Story) -> String {
    let mut text = format!("{}\nStatus: {}\n", story.claim.text, Status::for_people(&story.claim.status));
    if let Some(verdict) = verdict(story) {
        text.push_str(&format!("Verdict: {verdict}\n"));
    }
    if !story.statements.is_empty() {
        text.push('\n');
    }
    lines(story).iter().for_each(|(line, _)| text.push_str(&format!("- {line}\n")));
    text
}

fn markdown(story: &Story) -> String {
    let mut text = format!("**{}**\n\nStatus: {}", story.claim.text, Status::for_people(&story.claim.status));
    if let Some(verdict) = verdict(story) {
        text.push_str(&format!("  \nVerdict: **{verdict}**"));
    }
    text.push_str("\n\n");
    for (line, url) in lines(story) {
        let source = url.map_or_else(String::new, |url| format!(" [source](<{url}>)"));
        text.push_str(&format!("- {line}{source}\n"));
    }
    text
}

fn citation(story: &Story) -> String {
    let claim = &story.claim;
    let made = if claim.unsourced { String::new() } else { format!(" Claim by {}.", claim.made_by.join(", ")) };
    let day = claim.first_said_on.as_deref().map_or_else(String::new, |day| format!(" First said {}.", when(day)));
    let disputed = match &claim.disputed_by[..] {
        [] => String::new(),
        names => format!(" Disputed by {}.", names.join(", ")),
    };
    let verdict = verdict(story).map_or_else(String::new, |verdict| format!(" Verdict: {verdict}."));
    let url = claim.review_url.as_deref().map_or_else(String::new, |url| format!(" {url}"));
    format!("“{}”{made}{day}{disputed}{verdict}{url}\n", claim.text)
}
