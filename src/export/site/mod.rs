//! Writes the claims of a filter as a static site: pages that link to each other, a feed, and a search that needs no server. The
//! same book gives the same bytes.

mod contents;
mod feed;
mod files;
mod pages;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::report::claim_section;
use super::reviews;
use crate::error::Result;
use crate::export::claimreview;
use crate::model::records::{ClaimRow, CorrectionRow};
use crate::model::results::report::{Report, ReportHeader};
use crate::model::{Filter, Part, Story};
use crate::store::{CorrectionFilter, Store};
pub use contents::SiteOptions;
use contents::{Site, SiteClaim, SiteDocument};
use files::SiteFolder;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteOutcome {
    /// Number of claims in it.
    pub claims: usize,
    /// Number of files that are new or have changed.
    pub written: usize,
    /// Number of files that are as they were.
    pub unchanged: usize,
    /// Number of files that are no longer in it.
    pub removed: usize,
}

/// Writes the claims of a filter into a folder, which is empty, new, or holds an earlier state of the site.
///
/// # Errors
/// The folder holds other files; errors of the book and of the disk.
pub fn publish(store: &Store, filter: &Filter, options: &SiteOptions, folder: &Path) -> Result<SiteOutcome> {
    let mut files = SiteFolder::open(folder)?;
    store.in_snapshot(|| {
        let mut site = Site {
            options,
            claims: Vec::new(),
            speakers: BTreeMap::new(),
            documents: BTreeMap::new(),
            corrections: published_corrections(store, filter)?,
            whole: Report::new(ReportHeader::default()),
        };
        store.claims(filter, &mut |row| site.add(store, row, &mut files))?;
        if options.texts {
            for (id, document) in &mut site.documents {
                document.text = store.document_text(*id)?;
            }
        }
        pages::write(&site, &mut files)?;
        feed::write(&site, &mut files)?;
        let (written, unchanged, removed) = files.finish()?;
        Ok(SiteOutcome { claims: site.claims.len(), written, unchanged, removed })
    })
}

/// Returns the corrections of the claims of a filter and of the documents that these rest on, the newest first.
fn published_corrections(book: &Store, filter: &Filter) -> Result<Vec<CorrectionRow>> {
    let mut corrections = book.corrections(&CorrectionFilter::default())?;
    if corrections.is_empty() {
        return Ok(corrections);
    }
    let has_documents = corrections.iter().any(|one| one.document_id.is_some());
    let (mut claims, mut documents) = (HashSet::new(), HashSet::new());
    book.claims(filter, &mut |row| {
        claims.insert(row.id);
        if !has_documents {
            return Ok(());
        }
        let story = book.story(row.id)?;
        documents.extend(story.statements.iter().filter_map(|one| one.statement.document_id));
        documents.extend(story.evidence.iter().map(|one| one.document_id));
        documents.extend(story.appearances.iter().map(|one| one.id));
        Ok(())
    })?;
    corrections.retain(|one| match (one.claim_id, one.document_id) {
        (Some(claim), _) => claims.contains(&claim),
        (None, document) => document.is_some_and(|document| documents.contains(&document)),
    });
    Ok(corrections)
}

impl Site<'_> {
    /// Writes the page of a claim, and keeps what the lists need of it.
    fn add(&mut self, book: &Store, row: ClaimRow, files: &mut SiteFolder) -> Result<()> {
        let story = book.story(row.id)?;
        let place = self.claims.len();
        let mut report = Report::new(ReportHeader {
            notes: self.options.notes,
            hides_stages: !self.options.stages,
            links: true,
            ..ReportHeader::default()
        });
        report.name_documents(story.appearances.iter().map(|document| document.id));
        report.add(story.claim.clone(), &story.statements, &story.evidence);
        self.whole.add(story.claim.clone(), &story.statements, &story.evidence);
        while let Some(id) = report.uncited() {
            report.cite(book.document(id)?);
        }
        for document in &report.sources {
            let known = self.documents.entry(document.id);
            let known = known.or_insert_with(|| SiteDocument { row: document.clone(), claims: Vec::new(), text: None });
            known.claims.push(place);
        }
        self.add_speakers(&story, place);
        let scripts: String = reviews::published(book, &row)?.iter().map(claimreview::script).collect();
        // On a page of its own, the claim is the heading of the page.
        let section = claim_section(&report, &story)?;
        let levels = [("<h3", "<h1"), ("</h3>", "</h1>"), ("<h4", "<h2"), ("</h4>", "</h2>")];
        let section = levels.iter().fold(section, |section, (from, to)| section.replace(from, to));
        files.write(
            &format!("claims/{}.html", row.id),
            &pages::claim(self, &row, &story, &section, &scripts, &report.sources)?,
        )?;
        let hidden = [("stage", self.options.stages), ("note", self.options.notes)];
        let hidden: Vec<_> = hidden.into_iter().filter(|(_, is_shown)| !is_shown).map(|(column, _)| column).collect();
        let changed_at = book.published_change(row.id, &hidden)?.unwrap_or_else(|| row.recorded_at.clone());
        self.claims.push(SiteClaim { row, changed_at });
        Ok(())
    }

    fn add_speakers(&mut self, story: &Story, place: usize) {
        let push = |list: &mut Vec<usize>| {
            if list.last() != Some(&place) {
                list.push(place);
            }
        };
        for one in &story.statements {
            let known = self.speakers.entry(one.statement.person_id).or_default();
            known.name.clone_from(&one.statement.speaker);
            if one.carries() {
                push(&mut known.says);
            } else if one.part == Part::Disputes {
                push(&mut known.disputes);
            } else {
                push(&mut known.others);
            }
        }
        for verdict in &story.verdicts {
            if let (Some(id), Some(name)) = (verdict.reviewer_id, &verdict.reviewer) {
                let known = self.speakers.entry(id).or_default();
                known.name.clone_from(name);
                push(&mut known.checked);
            }
        }
    }
}
