//! Writes a report as one page of HTML that needs no script, no network and no other file.

use std::cell::RefCell;
use std::io::Write;

use askama::Template;

use super::chart;
use crate::error::{Error, Result};
use crate::model::records::{ClaimStatement, DocumentRow, StatementRow};
use crate::model::results::report::{DateGroup, LabelCount, Report, ReportHeader};
use crate::model::results::statement_words::{Piece, StatementWords, document_words};
use crate::model::{Condition, Date, Family, Filter, Status, Story};
use crate::output::html;
use crate::store::Store;
use crate::text::counted;

/// Maximum number of claims in a report without a table of contents.
const FEW: usize = 4;
/// Maximum number of disputers that the report names.
const DISPUTERS: usize = 12;
/// Maximum number of speakers that are named for one date.
const SPEAKERS: usize = 6;
/// Number of dates that fit into the wide timeline and its table.
const WIDE_DATES: usize = 60;
/// Width of the wide timeline, in units of the picture.
const WIDE: u32 = 700;
/// Number of dates that fit into the timeline for phones.
const NARROW_DATES: usize = 24;
/// Width of the timeline for phones, in units of the picture.
const NARROW: u32 = 330;

/// Writes a report. `read_story` reads the story of a claim, so that only one is in memory at a time.
///
/// # Errors
/// Errors of `read_story` and of the output.
pub fn write(report: &Report, read_story: &dyn Fn(i64) -> Result<Story>, out: &mut dyn Write) -> Result<()> {
    let page = ReportPage { report, read_story, failed: RefCell::default() };
    let written = page.write_into(out);
    match page.failed.take() {
        Some(error) => Err(error),
        None => Ok(written?),
    }
}

/// Returns the head of a report of the claims that a filter selects, without the notes of the desk. `title` is that of a person; if
/// nobody gave one, it says which claims these are.
pub fn header(store: &Store, filter: &Filter, title: Option<String>, made_at: &str) -> ReportHeader {
    let disputed = filter.predicate.requires(&Condition::Disputed);
    ReportHeader {
        title: title.unwrap_or_else(|| if disputed { "Disputed claims" } else { "Claims" }.to_string()),
        made_at: made_at.to_string(),
        asked: match store.recorded_state() {
            Some(state) => format!("{}; {state}", filter.in_words()),
            None => filter.in_words(),
        },
        ..ReportHeader::default()
    }
}

/// Writes a report of the claims that a filter selects, from one snapshot of the book. Returns their number.
///
/// # Errors
/// Errors of the book and of the output.
pub fn write_claims(store: &Store, filter: &Filter, header: ReportHeader, out: &mut dyn Write) -> Result<usize> {
    store.in_snapshot(|| {
        let in_book = store.count(&Filter::default())?;
        let mut report = Report::new(ReportHeader { in_book, ..header });
        store.claims(filter, &mut |claim| {
            let (claim_statements, evidence) = (store.claim_statements(claim.id)?, store.evidence(claim.id)?);
            report.name_documents(store.appearances(claim.id)?.iter().map(|document| document.id));
            report.add(claim, &claim_statements, &evidence);
            Ok(())
        })?;
        while let Some(id) = report.uncited() {
            report.cite(store.document(id)?);
        }
        write(&report, &|claim| store.story(claim), out)?;
        Ok(report.claims.len())
    })
}

/// Returns the section of one claim. The report has the documents that it names.
///
/// # Errors
/// The template cannot be rendered.
pub(super) fn claim_section(report: &Report, story: &Story) -> Result<String> {
    Ok(ClaimSection { report, story }.render().map_err(std::io::Error::other)?)
}

/// The whole page.
#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    report: &'a Report,
    read_story: &'a dyn Fn(i64) -> Result<Story>,
    /// The error of a story that could not be read, which a template cannot return.
    failed: RefCell<Option<Error>>,
}

/// A bar chart with its table.
struct Figure {
    chart: String,
    caption: &'static str,
    of: &'static str,
    counts: Vec<LabelCount>,
    note: Option<String>,
}

/// The numbers of the timeline: one row per date, one column per family.
struct TimelineTable {
    families: Vec<Family>,
    rows: Vec<(String, Vec<String>)>,
}

impl Figure {
    fn of(id: &str, caption: &'static str, of: &'static str, counts: Vec<LabelCount>) -> Self {
        Self { chart: chart::bars(id, caption, &counts), caption, of, counts, note: None }
    }
}

impl ReportPage<'_> {
    fn extent(&self) -> String {
        let book = counted(self.report.about.in_book, "claim");
        match self.report.claims.len() {
            0 if self.report.about.in_book == 0 => "The book has no claims yet".to_string(),
            0 => format!("None of the {book} in the book"),
            all if i64::try_from(all) == Ok(self.report.about.in_book) => format!("{book}, all that the book has"),
            some => format!("{some} of the {book} in the book"),
        }
    }

    fn made(&self) -> String {
        html::made_at(&self.report.about.made_at)
    }

    fn figures(&self) -> Vec<Figure> {
        let mut disputers = self.report.disputers();
        let more = disputers.len().saturating_sub(DISPUTERS);
        disputers.truncate(DISPUTERS);
        let mut figures = vec![
            Figure::of("statuses", "Where the claims stand", "Status", self.report.statuses()),
            Figure::of("verdicts", "What was found", "Verdict", self.report.verdicts()),
        ];
        if !disputers.is_empty() {
            let note = (more > 0)
                .then(|| format!("and {more} more, who dispute as many claims as the last of these, or fewer"));
            figures.push(Figure { note, ..Figure::of("disputers", "Who disputes most", "Speaker", disputers) });
        }
        figures
    }

    fn timelines(&self) -> Option<(String, String)> {
        let wide = chart::timeline("time", &self.report.dated(WIDE_DATES), WIDE);
        let narrow = chart::timeline("time-narrow", &self.report.dated(NARROW_DATES), NARROW);
        (!wide.is_empty()).then_some((wide, narrow))
    }

    fn table(&self) -> TimelineTable {
        let groups = self.report.dated(WIDE_DATES);
        let families: Vec<_> =
            Family::ALL.iter().copied().filter(|one| groups.keys().any(|key| key.1 == *one)).collect();
        let number = |date: &Date, family: &Family| {
            groups.get(&(date.clone(), *family)).map_or_else(String::new, |group| group.statements.to_string())
        };
        let mut dates: Vec<_> = groups.keys().map(|key| &key.0).collect();
        dates.dedup();
        let rows =
            dates.into_iter().map(|date| (date.in_words(), families.iter().map(|one| number(date, one)).collect()));
        TimelineTable { rows: rows.collect(), families }
    }

    fn section(&self, claim: &i64) -> askama::Result<String> {
        let story = (self.read_story)(*claim).map_err(|error| {
            *self.failed.borrow_mut() = Some(error);
            askama::Error::Fmt
        })?;
        ClaimSection { report: self.report, story: &story }.render()
    }

    fn through(&self, source: &DocumentRow) -> Option<String> {
        let secondhand = source.access == "secondhand";
        let through = source.through_id.and_then(|id| self.report.sources.iter().find(|known| known.id == id));
        secondhand.then(|| {
            through.map_or_else(|| "another".to_string(), |known| format!("“{}”", html::isolated(&known.title)))
        })
    }

    fn meanings(&self) -> impl Iterator<Item = &'static Status> {
        Status::ALL.iter().filter(|status| self.report.claims.iter().any(|claim| claim.status == status.as_str()))
    }
}

/// Returns the speakers, the first of them by name.
fn names(group: &DateGroup) -> String {
    let named = group.speakers.iter().take(SPEAKERS).map(String::as_str).collect::<Vec<_>>().join(", ");
    match group.speakers.len().saturating_sub(SPEAKERS) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Returns the addresses of a document, each with a label.
fn addresses(source: &DocumentRow) -> impl Iterator<Item = (&'static str, &String)> {
    let archived = source.archive_url.iter().map(|address| ("archived: ", address));
    source.url.iter().map(|address| ("", address)).chain(archived)
}

/// Returns the address of a document if it may be a link.
fn link(source: &DocumentRow) -> Option<&str> {
    source.url.as_deref().and_then(html::link)
}

/// One speaker's part in the status of a claim.
struct Reason<'a> {
    statement: &'a StatementRow,
    does: Vec<String>,
    bases: Vec<&'a str>,
}

/// The section of one claim.
#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimSection<'a> {
    report: &'a Report,
    story: &'a Story,
}

impl ClaimSection<'_> {
    /// Returns the statements, each once. A statement may reach the claim in two ways.
    fn statements(&self) -> Vec<&ClaimStatement> {
        let mut seen = std::collections::HashSet::new();
        self.story.statements.iter().filter(|one| seen.insert(one.statement.id)).collect()
    }

    /// Returns what gives the claim its status: each speaker once, with all their statements to that effect.
    fn reasons(&self) -> Vec<Reason<'_>> {
        let mut reasons: Vec<Reason> = Vec::new();
        for one in self.story.reasons() {
            let statement = &one.statement;
            let does = html::text(&self.words(statement).predicate());
            let place = reasons
                .iter()
                .position(|known| known.statement.person_id == statement.person_id)
                .unwrap_or_else(|| {
                    reasons.push(Reason { statement, does: Vec::new(), bases: Vec::new() });
                    reasons.len() - 1
                });
            let reason = &mut reasons[place];
            if !reason.does.contains(&does) {
                reason.does.push(does);
            }
            if !reason.bases.contains(&one.basis.as_str()) {
                reason.bases.push(one.basis.as_str());
            }
        }
        reasons
    }

    /// Returns what a statement says.
    fn words<'s>(&self, statement: &'s StatementRow) -> StatementWords<'s> {
        StatementWords::of(statement, Some(self.story.claim.id))
    }

    /// Returns a document and its number among the sources, from 1.
    fn document(&self, id: &i64) -> Option<(usize, &DocumentRow)> {
        let place = self.report.source(*id)?;
        Some((place, &self.report.sources[place - 1]))
    }

    /// Returns pieces of a sentence about a statement as HTML: its speaker in bold, and in a site as a link.
    fn sentence<'s>(&self, statement: &StatementRow, pieces: impl AsRef<[Piece<'s>]>) -> String {
        if !self.report.about.links {
            return sentence(pieces);
        }
        let id = statement.person_id;
        html::sentence(pieces.as_ref(), |name| {
            format!("<a href=\"../speakers/{id}.html\"><b dir=\"auto\">{name}</b></a>")
        })
    }

    fn origins(&self) -> Option<String> {
        match self.story.claim.origins {
            0 => None,
            count => Some(counted(count, "independent origin")),
        }
    }

    /// Returns the stage and the tags of the claim.
    fn stage_and_tags(&self) -> Vec<(&'static str, String)> {
        let claim = &self.story.claim;
        let tags = (!claim.tags.is_empty()).then(|| ("tags", claim.tags.join(", ")));
        let stage = (!self.report.about.hides_stages).then(|| ("stage", claim.stage.clone()));
        stage.into_iter().chain(tags).collect()
    }
}

/// Returns pieces of a sentence as HTML, with the name of the speaker in bold.
fn sentence<'s>(pieces: impl AsRef<[Piece<'s>]>) -> String {
    html::sentence(pieces.as_ref(), |name| format!("<b dir=\"auto\">{name}</b>"))
}

#[cfg(test)]
mod tests;
