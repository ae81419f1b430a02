//! A claim: where it stands and why, who said what of it, and what was found.

use std::collections::HashSet;

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::export::chart;
use crate::model::records::{ClaimRow, ClaimStatement};
use crate::model::results::report::{Report, ReportHeader};
use crate::model::{Basis, Story};
use crate::store::Store;
use crate::text::counted;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// How many dates a timeline has room for, and how wide it is; the same on a telephone.
const WIDE: (usize, u32) = (40, 620);
const NARROW: (usize, u32) = (18, 300);

/// One speaker's part in why a claim stands where it does.
struct StatusReason {
    told: StatementView,
    basis: Basis,
    /// How often more the same speaker does the same.
    more: usize,
}

/// A step in drawing the chain of attribution.
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
    forms: Vec<Shown>,
    tag: Shown,
    entry: i64,
    names: Names,
}

/// The forms beside what was said, and those at the desk, in their order.
const FORMS: [&str; 8] = ["dispute", "say", "respond", "rate", "evidence", "stage", "edit", "remove"];

/// The page of a claim.
///
/// # Errors
/// No such claim; those of the book.
pub(in crate::web) fn claim(request: &HttpRequest, book: &Store) -> Result<HttpResponse> {
    let id = request.id("claim")?;
    let page = book.at_one_moment(|| {
        let story = book.story(id)?;
        let mut seen = HashSet::new();
        let once = story.statements.iter().filter(|one| seen.insert(one.statement.id));
        let statements =
            once.map(|one| StatementView::of(book, one.statement.clone(), Some(id))).collect::<Result<_>>()?;
        let entry = story.history.iter().map(|entry| entry.id).max();
        let form = |name: &str| Shown::of(&format!("/claims/{{id}}/{name}"), id, request, book, entry);
        Ok(ClaimPage {
            layout: Layout::of(request),
            reasons: reasons(book, &story)?,
            chain: chain(book, &story)?,
            statements,
            timelines: timelines(&story),
            forms: FORMS.iter().map(|name| form(name)).collect::<Result<_>>()?,
            tag: form("tag")?,
            entry: entry.unwrap_or_default(),
            names: Names::of(book)?,
            story,
        })
    })?;
    HttpResponse::page(&page)
}

/// What gives the claim its status: each speaker once for each basis.
fn reasons(book: &Store, story: &Story) -> Result<Vec<StatusReason>> {
    let mut reasons: Vec<StatusReason> = Vec::new();
    for one in story.reasons() {
        let (said, basis) = (&one.statement, one.basis);
        let same = |known: &&mut StatusReason| {
            known.told.said.person_id == said.person_id
                && known.basis == basis
                && known.told.said.stance == said.stance
                && known.told.said.target_document_id == said.target_document_id
        };
        match reasons.iter_mut().find(same) {
            Some(known) => known.more += 1,
            None => reasons.push(StatusReason {
                told: StatementView::of(book, said.clone(), Some(story.claim.id))?,
                basis,
                more: 0,
            }),
        }
    }
    Ok(reasons)
}

/// The chain of attribution: whoever made the claim, and below each whoever reports it.
fn chain(book: &Store, story: &Story) -> Result<Vec<ChainStep>> {
    let carrying: Vec<_> =
        story.statements.iter().filter(|one| one.carries() && one.basis != Basis::Document).collect();
    let is_there = |id: i64| carrying.iter().any(|one| one.statement.id == id);
    let roots = carrying.iter().filter(|one| !one.statement.target_statement_id.is_some_and(is_there)).copied();
    let mut steps = Vec::new();
    draw(book, story, &carrying, roots.collect(), &mut steps)?;
    Ok(steps)
}

fn draw(
    book: &Store,
    story: &Story,
    carrying: &[&ClaimStatement],
    items: Vec<&ClaimStatement>,
    steps: &mut Vec<ChainStep>,
) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    steps.push(ChainStep::Begin);
    for item in items {
        steps.push(ChainStep::Item(Box::new(StatementView::of(book, item.statement.clone(), Some(story.claim.id))?)));
        let below = carrying.iter().filter(|one| one.statement.target_statement_id == Some(item.statement.id));
        draw(book, story, carrying, below.copied().collect(), steps)?;
        steps.push(ChainStep::EndItem);
    }
    steps.push(ChainStep::End);
    Ok(())
}

/// What was said when, drawn wide and narrow; nothing where fewer than two dates are known.
fn timelines(story: &Story) -> Option<(String, String)> {
    let mut report = Report::new(ReportHeader::default());
    report.add(story.claim.clone(), &story.statements, &[]);
    let drawn = |id, (dates, width)| chart::timeline(id, &report.dated(dates), width);
    let dates: HashSet<_> = report.dated(WIDE.0).into_keys().map(|(date, _)| date).collect();
    (dates.len() > 1).then(|| (drawn("time", WIDE), drawn("time-narrow", NARROW)))
}

impl ClaimPage {
    fn claim(&self) -> &ClaimRow {
        &self.story.claim
    }

    /// How many entries of the history touch it.
    fn entries(&self) -> String {
        match self.story.history.len() {
            1 => "1 entry".to_string(),
            more => format!("{more} entries"),
        }
    }

    /// How many origins it has, and how often it was said.
    fn said(&self) -> String {
        let carrying = self.story.statements.iter().filter(|one| one.carries() && one.stands());
        let times: HashSet<_> = carrying.clone().map(|one| one.statement.id).collect();
        let speakers: HashSet<_> = carrying.map(|one| one.statement.person_id).collect();
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        match times.len() {
            0 => "Nobody on record stands by it.".to_string(),
            _ => format!(
                "{} of it by {}, from {}.",
                counted(number(times.len()), "statement"),
                counted(number(speakers.len()), "speaker"),
                counted(self.claim().origins, "independent origin")
            ),
        }
    }
}
