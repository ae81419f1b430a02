//! The page of a claim: its status and the reasons, the statements about it, and the verdicts.

use std::collections::HashSet;

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::export::chart;
use crate::model::records::{ClaimRow, ClaimStatement, CommentRow};
use crate::model::results::report::{Report, ReportHeader};
use crate::model::results::statement_words::addition;
use crate::model::{Basis, Right, Story};
use crate::store::Store;
use crate::text::counted;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

/// The timeline on a wide screen: maximum number of dates, and width in pixels.
const WIDE: (usize, u32) = (40, 620);
/// The timeline on a phone.
const NARROW: (usize, u32) = (18, 300);

/// A speaker who gives a claim its status.
struct StatusReason {
    statement: StatementView,
    basis: Basis,
    /// Number of other statements with which the speaker does the same.
    more: usize,
}

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
    reasons: Vec<StatusReason>,
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
}

/// The forms of the page: the first seven record statements and evidence, the others are those of the desk.
const FORMS: [&str; 13] = [
    "dispute", "say", "relay", "respond", "retract", "rate", "evidence", "appears", "stage", "edit", "relate", "join",
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
            reasons: reasons(&story),
            chain: chain(&story),
            statements,
            timelines: timelines(&story),
            forms: FORMS.iter().map(|name| form(name)).collect::<Result<_>>()?,
            tag: form("tag")?,
            comment: form("comment")?,
            assign: if book.has_members()? { Some(form("assign")?) } else { None },
            entry: entry.unwrap_or_default(),
            names: Names::of(book)?,
            story,
        })
    })?;
    HttpResponse::page(&page)
}

/// Returns who gives the claim its status: each speaker once for each basis.
fn reasons(story: &Story) -> Vec<StatusReason> {
    let mut reasons: Vec<StatusReason> = Vec::new();
    for one in story.reasons() {
        let (row, basis) = (&one.statement, one.basis);
        let same = |known: &&mut StatusReason| {
            known.statement.row.person_id == row.person_id
                && known.basis == basis
                && known.statement.row.stance == row.stance
                && known.statement.row.target_document_id == row.target_document_id
        };
        match reasons.iter_mut().find(same) {
            Some(known) => known.more += 1,
            None => reasons.push(StatusReason {
                statement: StatementView::of(row.clone(), Some(story.claim.id)),
                basis,
                more: 0,
            }),
        }
    }
    reasons
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
