//! The story of a claim as a page.

use serde_json::Value;

use super::story::Story;
use crate::model::Status;
use crate::model::display::{Block, Display};
use crate::model::records::Record;
use crate::model::records::{AssignmentRow, ClaimRow, ClaimStatement, CommentRow};
use crate::model::records::{CorrectionRow, DocumentRow, EvidenceRow, RelationRow, RequestRow, VerdictRow};
use crate::model::results::history::EntryRow;
use crate::model::results::statement_block::statement_block;
use crate::model::results::statement_words::{StatementWords, addition, plain};

impl Story {
    /// The story as a page: what people read, and what programs do.
    pub fn page(&self) -> Display {
        page(self)
    }
}

fn page(story: &Story) -> Display {
    let claim = &story.claim;
    let mut blocks = vec![
        Block::Title(format!("Claim {}: {}", claim.id, claim.text)),
        Block::Fields(about(claim, story.assignment.as_ref())),
    ];
    let section = |blocks: &mut Vec<Block>, heading: &str, items: Vec<Block>| {
        if !items.is_empty() {
            blocks.push(Block::Heading(heading.to_string()));
            blocks.extend(items);
        }
    };
    let item = |text: &String| Block::Item(text.clone(), Vec::new());
    section(&mut blocks, "Other wordings", claim.wordings.iter().map(item).collect());
    let related = |one: &RelationRow| Block::Item(format!("{}: {}", one.told(claim.id), one.text), Vec::new());
    section(&mut blocks, "Related claims", story.relations.iter().map(related).collect());
    section(&mut blocks, "Attribution", claim.attribution.iter().map(item).collect());
    let reasons = reasons(story);
    let why = format!("Why {}", claim.status);
    section(&mut blocks, &why, reasons.iter().map(item).collect());
    section(&mut blocks, "Statements", story.statements.iter().map(statement).collect());
    section(&mut blocks, "Appears in", story.appearances.iter().map(appearance).collect());
    section(&mut blocks, "Asked to reply", story.requests.iter().map(request).collect());
    section(&mut blocks, "Verdicts", story.verdicts.iter().map(verdict).collect());
    section(&mut blocks, "Corrections", story.corrections.iter().map(correction).collect());
    section(&mut blocks, "Evidence", story.evidence.iter().map(evidence).collect());
    let comment = |one: &CommentRow| {
        Block::Item(format!("{} · {}", one.id, one.by_line()), one.text.lines().map(str::to_string).collect())
    };
    section(&mut blocks, "Comments of the desk", story.comments.iter().map(comment).collect());
    let entry = |entry: &EntryRow| {
        let undone = if entry.undone { format!(" ({})", entry.undone_in_words()) } else { String::new() };
        let by = entry.member.as_ref().map_or_else(String::new, |member| format!("{member} · "));
        Block::Item(format!("{} · {} · {by}{}{undone}", entry.id, entry.at, entry.command), Vec::new())
    };
    section(&mut blocks, "History", story.history.iter().map(entry).collect());
    let statements: Vec<_> = story.statements.iter().map(|one| one.statement.clone()).collect();
    let mut page = Display { blocks, value: value(story, &reasons), ..Display::default() };
    page.records(&statements);
    page
}

fn value(story: &Story, reasons: &[String]) -> Value {
    let mut value = story.claim.json();
    value["why"] = reasons.into();
    let statement = |one: &ClaimStatement| {
        let mut value = one.statement.json();
        value["part"] = one.part.as_str().into();
        value["basis"] = one.basis.as_str().into();
        value
    };
    value["statements"] = story.statements.iter().map(statement).collect();
    value["appearances"] = story.appearances.iter().map(Record::json).collect();
    value["requests"] = story.requests.iter().map(Record::json).collect();
    value["corrections"] = story.corrections.iter().map(Record::json).collect();
    value["verdicts"] = story.verdicts.iter().map(Record::json).collect();
    value["evidence"] = story.evidence.iter().map(Record::json).collect();
    value["assignment"] = story.assignment.as_ref().map(Record::json).into();
    value["comments"] = story.comments.iter().map(Record::json).collect();
    value["history"] = story.history.iter().map(Record::json).collect();
    value
}

fn about(claim: &ClaimRow, assignment: Option<&AssignmentRow>) -> Vec<(String, String)> {
    let made_by = if claim.unsourced { "nobody on record (unsourced)".to_string() } else { claim.made_by.join(", ") };
    let origins = match claim.origins {
        0 => String::new(),
        1 => "1 independent origin".to_string(),
        more => format!("{more} independent origins"),
    };
    let by = claim.reviewer.as_ref().filter(|_| !claim.checkers_disagree);
    let by = by.map_or_else(String::new, |by| format!(", {by}"));
    let verdict = claim.all_verdicts.as_ref().map_or_else(String::new, |verdicts| {
        if claim.checkers_disagree { format!("checkers disagree: {verdicts}") } else { format!("{verdicts}{by}") }
    });
    [
        ("status", Status::for_people(&claim.status).to_string()),
        ("made by", made_by),
        ("origins", origins),
        ("verdict", verdict),
        ("stage", claim.stage.clone()),
        ("assigned to", assignment.map(AssignmentRow::in_words).unwrap_or_default()),
        ("tags", claim.tags.join(", ")),
        ("note", claim.note.clone().unwrap_or_default()),
        ("ref", claim.reference.clone().unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name.to_string(), value))
    .collect()
}

/// What gives the claim its status, in sentences.
fn reasons(story: &Story) -> Vec<String> {
    let one = |reason: &ClaimStatement| {
        let words = StatementWords::of(&reason.statement, Some(story.claim.id));
        let quote = reason.statement.quote.as_ref().map_or_else(String::new, |quote| format!(": “{quote}”"));
        format!("{} {}{}{quote}", plain(&words.subject()), plain(&words.predicate()), addition(reason.basis))
    };
    story.reasons().into_iter().map(one).collect()
}

fn statement(one: &ClaimStatement) -> Block {
    let row = &one.statement;
    statement_block(row, &row.stance.on(&row.target()), "")
}

fn appearance(document: &DocumentRow) -> Block {
    let by = [&document.publisher, &document.published_on].into_iter().flatten().cloned().collect::<Vec<_>>();
    let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    let url = document.url.iter().filter(|url| **url != document.title).cloned().collect();
    Block::Item(format!("document {} · {}{by}", document.id, document.title), url)
}

fn request(request: &RequestRow) -> Block {
    let statement = request.statement_id.map_or_else(String::new, |id| format!(" (statement {id})"));
    let note = request.note.as_ref().map(|note| format!("note: {note}"));
    Block::Item(format!("{} · {}{statement}", request.id, plain(&request.words())), note.into_iter().collect())
}

fn correction(correction: &CorrectionRow) -> Block {
    let details = Some(correction.details()).filter(|details| !details.is_empty());
    let note = correction.note.as_ref().map(|note| format!("note: {note}"));
    let lines = [Some(format!("is: {}", correction.correct)), details, note];
    Block::Item(format!("{} · was: {}", correction.id, correction.wrong), lines.into_iter().flatten().collect())
}

fn verdict(verdict: &VerdictRow) -> Block {
    let mut first =
        format!("{} · {} · {}", verdict.id, verdict.decided_on.as_deref().unwrap_or("undated"), verdict.label);
    if let Some(scale) = verdict.scale() {
        first.push_str(&format!(" ({scale})"));
    }
    if let Some(reviewer) = &verdict.reviewer {
        first.push_str(&format!(", {reviewer}"));
    }
    if !verdict.standing {
        first.push_str(" [superseded]");
    }
    let published = match (&verdict.review_title, &verdict.review_url) {
        (Some(title), Some(url)) => Some(format!("{title}: {url}")),
        (title, url) => title.as_ref().or(url.as_ref()).cloned(),
    };
    Block::Item(first, verdict.rationale.iter().cloned().chain(published).collect())
}

fn evidence(evidence: &EvidenceRow) -> Block {
    let verb = if evidence.relation == "context" { "gives context" } else { evidence.relation.as_str() };
    let quote = evidence.quote.as_ref().map(|quote| format!("“{quote}”"));
    let first = format!("{} · {verb}: {} (document {})", evidence.id, evidence.document, evidence.document_id);
    Block::Item(first, quote.into_iter().chain(evidence.note.clone()).collect())
}
