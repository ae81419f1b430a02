//! The pages of a site.

use askama::Template;

use super::contents::{Site, SiteClaim, SiteDocument, SiteSpeaker};
use super::files::SiteFolder;

use crate::error::Result;
use crate::export::chart;
use crate::model::records::{ClaimRow, CorrectionRow, DocumentRow};
use crate::model::results::report::LabelCount;
use crate::model::{Status, Story};
use crate::output::html;
use crate::text::{counted, grouped};

/// Number of claims on a page of the list.
const ROWS: usize = 100;

/// What every page of the site has.
struct SiteFrame<'a> {
    /// The title of the site.
    site: &'a str,
    /// The way from the page to the top of the site: empty, or `../`.
    root: &'static str,
    /// The address of the page, where that of the site is known.
    address: Option<String>,
    /// Whether there is a page of corrections.
    has_corrections: bool,
}

impl<'a> SiteFrame<'a> {
    fn of(site: &Site<'a>, name: &str) -> Self {
        let options = site.options;
        let root = if name.contains('/') { "../" } else { "" };
        let address = options.url.as_ref().map(|url| format!("{url}{name}"));
        Self { site: &options.title, root, address, has_corrections: !site.corrections.is_empty() }
    }
}

#[derive(Template)]
#[template(path = "site-claim.html")]
struct SiteClaimPage<'a> {
    frame: SiteFrame<'a>,
    row: &'a ClaimRow,
    story: &'a Story,
    section: &'a str,
    scripts: &'a str,
    sources: &'a [DocumentRow],
}

/// Returns the page of a claim.
///
/// # Errors
/// The template cannot be rendered.
pub(super) fn claim(
    site: &Site,
    row: &ClaimRow,
    story: &Story,
    section: &str,
    scripts: &str,
    sources: &[DocumentRow],
) -> Result<String> {
    let frame = SiteFrame::of(site, &format!("claims/{}.html", row.id));
    SiteClaimPage { frame, row, story, section, scripts, sources }.text()
}

#[derive(Template)]
#[template(path = "site-list.html")]
struct SiteListPage<'a> {
    frame: SiteFrame<'a>,
    asked: &'a str,
    total: String,
    rows: &'a [SiteClaim],
    /// The number of the page, from 1, and of all pages.
    page: usize,
    pages: usize,
    charts: Vec<(&'static str, String, Vec<LabelCount>)>,
}

#[derive(Template)]
#[template(path = "site-names.html")]
struct SiteNamesPage<'a> {
    frame: SiteFrame<'a>,
    heading: &'static str,
    folder: &'static str,
    /// Number, name, and what is said beside it.
    rows: Vec<(i64, &'a str, String)>,
}

#[derive(Template)]
#[template(path = "site-speaker.html")]
struct SiteSpeakerPage<'a> {
    frame: SiteFrame<'a>,
    name: &'a str,
    lists: Vec<(&'static str, Vec<&'a SiteClaim>)>,
}

#[derive(Template)]
#[template(path = "site-document.html")]
struct SiteDocumentPage<'a> {
    frame: SiteFrame<'a>,
    document: &'a SiteDocument,
    claims: Vec<&'a SiteClaim>,
}

#[derive(Template)]
#[template(path = "site-corrections.html")]
struct SiteCorrectionsPage<'a> {
    frame: SiteFrame<'a>,
    rows: &'a [CorrectionRow],
}

#[derive(Template)]
#[template(path = "site.css", escape = "none")]
struct SiteStyle;

/// A page, or the style of all pages.
trait Rendered: Template {
    /// Returns its text.
    fn text(&self) -> Result<String> {
        Ok(self.render().map_err(std::io::Error::other)?)
    }
}

impl<T: Template> Rendered for T {}

impl SiteClaimPage<'_> {
    /// Returns what the claim is to others, and their words.
    fn relations(&self) -> Vec<(&str, &str)> {
        let relations = self.story.relations.iter();
        relations.map(|one| (one.words(self.row.id), one.text.as_str())).collect()
    }
}

impl SiteCorrectionsPage<'_> {
    /// Returns the page of what a correction is about.
    fn page_of(&self, one: &CorrectionRow) -> String {
        match (one.claim_id, one.document_id) {
            (None, Some(document)) => format!("{}documents/{document}.html", self.frame.root),
            (claim, _) => format!("{}claims/{}.html", self.frame.root, claim.unwrap_or_default()),
        }
    }
}

impl SiteListPage<'_> {
    /// Returns the name of the page before.
    fn before(&self) -> Option<String> {
        (self.page > 1).then(|| list_name(self.page - 1))
    }

    /// Returns the name of the page after.
    fn after(&self) -> Option<String> {
        (self.page < self.pages).then(|| list_name(self.page + 1))
    }
}

impl SiteDocumentPage<'_> {
    /// Returns the addresses of the document and of its copy.
    fn addresses(&self) -> Vec<&String> {
        self.document.row.url.iter().chain(&self.document.row.archive_url).collect()
    }
}

impl SiteClaim {
    /// Returns who made the claim: numbers and names.
    fn makers(&self) -> Vec<(i64, &String)> {
        self.row.made_by_ids.iter().copied().zip(&self.row.made_by).collect()
    }

    /// Returns who disputes it.
    fn disputers(&self) -> Vec<(i64, &String)> {
        self.row.disputed_by_ids.iter().copied().zip(&self.row.disputed_by).collect()
    }
}

/// Writes all pages but those of claims.
///
/// # Errors
/// Errors of the templates and of the disk.
pub(super) fn write(site: &Site, files: &mut SiteFolder) -> Result<()> {
    files.write("style.css", &SiteStyle.text()?)?;
    write_list(site, files)?;
    write_names(site, files)?;
    if !site.corrections.is_empty() {
        let (name, rows) = ("corrections.html", &site.corrections[..]);
        files.write(name, &SiteCorrectionsPage { frame: SiteFrame::of(site, name), rows }.text()?)?;
    }
    for (id, speaker) in &site.speakers {
        let name = format!("speakers/{id}.html");
        let lists = site.lists_of(speaker);
        files
            .write(&name, &SiteSpeakerPage { frame: SiteFrame::of(site, &name), name: &speaker.name, lists }.text()?)?;
    }
    for (id, document) in &site.documents {
        let name = format!("documents/{id}.html");
        let claims = document.claims.iter().map(|place| &site.claims[*place]).collect();
        files.write(&name, &SiteDocumentPage { frame: SiteFrame::of(site, &name), document, claims }.text()?)?;
    }
    Ok(())
}

fn write_list(site: &Site, files: &mut SiteFolder) -> Result<()> {
    let pages = site.claims.len().div_ceil(ROWS).max(1);
    let total = counted_grouped(site.claims.len(), "claim");
    for page in 1..=pages {
        let rows = site.claims.get((page - 1) * ROWS..).unwrap_or_default();
        let rows = &rows[..rows.len().min(ROWS)];
        let name = list_name(page);
        let charts = if page == 1 { charts(site) } else { Vec::new() };
        let frame = SiteFrame::of(site, if page == 1 { "" } else { &name });
        let asked = &site.options.asked;
        files.write(&name, &SiteListPage { frame, asked, total: total.clone(), rows, page, pages, charts }.text()?)?;
    }
    Ok(())
}

/// Returns the name of a page of the list.
fn list_name(page: usize) -> String {
    if page == 1 { "index.html".to_string() } else { format!("list-{page}.html") }
}

fn charts(site: &Site) -> Vec<(&'static str, String, Vec<LabelCount>)> {
    let all = [
        ("statuses", "Where the claims stand", site.whole.statuses()),
        ("verdicts", "What was found", site.whole.verdicts()),
    ];
    let all = all.into_iter().filter(|(.., counts)| !counts.is_empty());
    all.map(|(id, caption, counts)| (caption, chart::bars(id, caption, &counts), counts)).collect()
}

fn write_names(site: &Site, files: &mut SiteFolder) -> Result<()> {
    let mut speakers: Vec<_> = site
        .speakers
        .iter()
        .map(|(id, speaker)| {
            let parts = [
                (speaker.says.len(), "says or reports"),
                (speaker.disputes.len(), "disputes"),
                (speaker.checked.len(), "checked"),
            ];
            let parts: Vec<_> = parts
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, verb)| format!("{verb} {}", counted_grouped(count, "claim")))
                .collect();
            (*id, speaker.name.as_str(), parts.join(", "))
        })
        .collect();
    speakers.sort_by_cached_key(|(id, name, _)| (crate::text::normalize::name_key(name), *id));
    let mut documents: Vec<_> = site
        .documents
        .iter()
        .map(|(id, document)| {
            let row = &document.row;
            let day = row.published_on.as_deref().map(html::when);
            let parts: Vec<_> = [row.publisher.clone(), day, Some(counted_grouped(document.claims.len(), "claim"))]
                .into_iter()
                .flatten()
                .collect();
            (*id, row.title.as_str(), parts.join(", "))
        })
        .collect();
    documents.sort_by_cached_key(|(id, title, _)| (crate::text::normalize::name_key(title), *id));
    for (name, heading, folder, rows) in
        [("speakers.html", "Speakers", "speakers", speakers), ("documents.html", "Documents", "documents", documents)]
    {
        files.write(name, &SiteNamesPage { frame: SiteFrame::of(site, name), heading, folder, rows }.text()?)?;
    }
    Ok(())
}

fn counted_grouped(count: usize, one: &str) -> String {
    match count {
        1 => counted(1, one),
        more => format!("{} {one}s", grouped(i64::try_from(more).unwrap_or(i64::MAX))),
    }
}

impl Site<'_> {
    /// Returns the claims of a speaker, under what the speaker does.
    fn lists_of(&self, speaker: &SiteSpeaker) -> Vec<(&'static str, Vec<&SiteClaim>)> {
        let all = [
            ("Says or reports", &speaker.says),
            ("Disputes", &speaker.disputes),
            ("Takes no side", &speaker.others),
            ("Checked", &speaker.checked),
        ];
        let lists = all.into_iter().filter(|(_, places)| !places.is_empty());
        lists.map(|(heading, places)| (heading, places.iter().map(|place| &self.claims[*place]).collect())).collect()
    }
}
