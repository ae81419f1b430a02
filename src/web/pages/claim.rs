//! The page of a claim: its status and the reasons, the statements about it, and the verdicts.

use std::collections::HashSet;

use askama::Template;

use super::claim_copies::{ClaimCopy, copies};
use super::layout::Layout;
use super::neighbours::Neighbours;
use super::requests::sentence;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::export::chart;
use crate::model::records::{ClaimRow, ClaimStatement, CommentRow};
use crate::model::results::report::{Report, ReportHeader};
use crate::model::{Basis, Right, Status, Story};
use crate::store::Store;
use crate::text::counted;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

/// The timeline on a wide screen: maximum number of dates, and width in pixels.
const WIDE: (usize, u32) = (40, 620);
/// The timeline on a phone.
const NARROW: (usize, u32) = (18, 300);

/// A part of the nested list that shows the chain of attribution.
enum ChainStep {
    Begin,
    Item(Box<StatementView>),
    EndItem,
    End,
}

#[derive(Template)]
#[template(path = "one-claim.html")]
struct ClaimPage {
    layout: Layout,
    story: Story,
    neighbours: Option<Neighbours>,
    copies: Vec<ClaimCopy>,
    /// The numbers of the statements that give the claim its status.
    reasons: HashSet<i64>,
    chain: Vec<ChainStep>,
    statements: Vec<StatementView>,
    timelines: Option<(String, String)>,
    forms: Vec<FormView>,
    tag: FormView,
    comment: FormView,
    /// Only where the desk has members.
    assign: Option<FormView>,
    entry: i64,
    names: Names,
    /// Number of open conflicts about the claim.
    conflicts: i64,
}

/// The forms of the page: the first nine record statements and evidence, the others are those of the desk.
const FORMS: [&str; 15] = [
    "dispute",
    "say",
    "relay",
    "respond",
    "retract",
    "rate",
    "evidence",
    "appears",
    "ask",
    "correction",
    "stage",
    "edit",
    "relate",
    "join",
    "remove",
];

/// Returns the page of a claim.
///
/// # Errors
/// There is no such claim.
pub(crate) fn claim(request: &HttpRequest, book: &Store) -> Result<HttpResponse> {
    let id = request.id("claim")?;
    let page = book.in_snapshot(|| {
        let story = book.story(id)?;
        let mut ids = HashSet::new();
        let distinct = story.statements.iter().filter(|one| ids.insert(one.statement.id));
        let statements = distinct.map(|one| StatementView::of(one.statement.clone(), Some(id))).collect();
        let entry = story.history.iter().map(|entry| entry.id).max();
        let form = |name: &str| FormView::of(&format!("/claims/{{id}}/{name}"), id, request, book, entry);
        Ok(ClaimPage {
            layout: Layout::of(request),
            neighbours: Neighbours::of(request, book, id)?,
            copies: copies(book, &story)?,
            reasons: story.reasons().into_iter().map(|one| one.statement.id).collect(),
            chain: chain(&story),
            statements,
            timelines: timelines(&story),
            forms: FORMS
                .iter()
                .map(|name| Ok(form(name)?.with("stage", story.claim.stage.as_str())))
                .collect::<Result<_>>()?,
            tag: form("tag")?,
            comment: form("comment")?,
            assign: if book.has_members()? { Some(form("assign")?) } else { None },
            entry: entry.unwrap_or_default(),
            names: Names::of(book)?,
            conflicts: book.count_conflicts(Some(id))?,
            story,
        })
    })?;
    HttpResponse::page(&page)
}

/// Returns the chain of attribution: who made the claim, and below each speaker who reports what that speaker said.
fn chain(story: &Story) -> Vec<ChainStep> {
    let carrying: Vec<_> =
        story.statements.iter().filter(|one| one.carries() && one.basis != Basis::Document).collect();
    let is_there = |id: i64| carrying.iter().any(|one| one.statement.id == id);
    let roots = carrying.iter().filter(|one| !one.statement.target_statement_id.is_some_and(is_there)).copied();
    let mut steps = Vec::new();
    add_list(story, &carrying, roots.collect(), &mut steps);
    steps
}

fn add_list(story: &Story, carrying: &[&ClaimStatement], items: Vec<&ClaimStatement>, steps: &mut Vec<ChainStep>) {
    if items.is_empty() {
        return;
    }
    steps.push(ChainStep::Begin);
    for item in items {
        steps.push(ChainStep::Item(Box::new(StatementView::of(item.statement.clone(), Some(story.claim.id)))));
        let below = carrying.iter().filter(|one| one.statement.target_statement_id == Some(item.statement.id));
        add_list(story, carrying, below.copied().collect(), steps);
        steps.push(ChainStep::EndItem);
    }
    steps.push(ChainStep::End);
}

/// Returns the timeline of the statements as SVG, wide and narrow; none where fewer than two dates are known.
fn timelines(story: &Story) -> Option<(String, String)> {
    let mut report = Report::new(ReportHeader::default());
    report.add(story.claim.clone(), &story.statements, &[]);
    let svg = |id, (dates, width)| chart::timeline(id, &report.dated(dates), width);
    let dates: HashSet<_> = report.dated(WIDE.0).into_keys().map(|(date, _)| date).collect();
    (dates.len() > 1).then(|| (svg("time", WIDE), svg("time-narrow", NARROW)))
}

/// Maximum number of names in a sentence.
const MAX_NAMES: usize = 3;

/// Returns some names, and how many there are beside them.
fn few(names: &[String]) -> String {
    let shown = &names[..names.len().min(MAX_NAMES)];
    let others = names.len() - shown.len();
    match (shown, others) {
        ([], _) => "Somebody".to_string(),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (all, 1) => format!("{} and 1 other", all.join(", ")),
        (all, others) => format!("{} and {others} others", all.join(", ")),
    }
}

/// Returns who disputes, with the verb.
fn they(names: &[String]) -> String {
    format!("{} {}", few(names), if names.len() > 1 { "dispute" } else { "disputes" })
}

impl ClaimPage {
    fn claim(&self) -> &ClaimRow {
        &self.story.claim
    }

    /// Whether the visitor may change or remove a comment.
    fn may_change(&self, comment: &CommentRow) -> bool {
        let visitor = &self.layout.visitor;
        let is_own = comment.member_id.is_some() && comment.member_id == visitor.member;
        visitor.has(Right::Edit) || (visitor.records() && is_own)
    }

    /// Whether somebody reports what another said, so that there is a chain to show.
    fn has_chain(&self) -> bool {
        let is_nested = |pair: &[ChainStep]| matches!(pair, [ChainStep::Item(_), ChainStep::Begin]);
        self.chain.windows(2).any(is_nested)
    }

    /// Returns the standing of the claim in one sentence.
    fn standing(&self) -> String {
        let claim = self.claim();
        match claim.status.parse() {
            Ok(Status::Withdrawn) => "Everyone who made it has taken it back.".to_string(),
            Ok(Status::Disputed) => format!("{} it.", they(&claim.disputed_by)),
            Ok(Status::AttributionDisputed) => format!("{} that it was said.", they(&claim.disputed_by)),
            Ok(Status::DocumentDisputed) => {
                format!("{} a document that carries it, as a whole.", they(&claim.disputed_by))
            }
            Ok(Status::NotDenied) => {
                let were = if claim.not_denied_by.len() == 1 { "was" } else { "were" };
                format!("{} {were} asked, and did not deny it.", few(&claim.not_denied_by))
            }
            Ok(Status::Undisputed | Status::Unknown) | Err(_) => "Nobody who is recorded disputes it.".to_string(),
        }
    }

    /// Returns the number of entries of the history that changed the claim.
    fn entries(&self) -> String {
        match self.story.history.len() {
            1 => "1 entry".to_string(),
            more => format!("{more} entries"),
        }
    }

    /// Returns the number of statements of the claim, of their speakers and of their origins.
    fn repeats(&self) -> String {
        let carrying = self.story.statements.iter().filter(|one| one.carries() && one.stands());
        let statements: HashSet<_> = carrying.clone().map(|one| one.statement.id).collect();
        let speakers: HashSet<_> = carrying.map(|one| one.statement.person_id).collect();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        match statements.len() {
            0 => "Nobody who is recorded stands by it.".to_string(),
            _ => format!(
                "{} of it by {}, from {}.",
                counted(number(statements.len()), "statement"),
                counted(number(speakers.len()), "speaker"),
                counted(self.claim().origins, "independent origin")
            ),
        }
    }
}
