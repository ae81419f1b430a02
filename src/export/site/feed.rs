//! The feed of new and changed claims (Atom, RFC 4287), the map of the site, and the index of its search.

use std::fmt::Write as _;

use super::contents::{Site, SiteClaim};
use super::files::SiteFolder;
use crate::error::Result;
use crate::model::Status;
use crate::output::html::escaped;
use crate::output::json;

/// Maximum number of claims in the feed: those that were changed last.
const MAX_ENTRIES: usize = 50;
/// When a site without claims was changed.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Writes the feed, the map where the address of the site is known, and the index of the search.
///
/// # Errors
/// Errors of the disk.
pub(super) fn write(site: &Site, files: &mut SiteFolder) -> Result<()> {
    files.write("feed.xml", &feed(site))?;
    if let Some(url) = &site.options.url {
        files.write("sitemap.xml", &sitemap(site, url))?;
    }
    files.write("search-index.js", &index(site)?)?;
    files.write("search.js", include_str!("search.js"))
}

fn address(site: &Site, claim: &SiteClaim) -> String {
    format!("{}claims/{}.html", site.options.url.as_deref().unwrap_or_default(), claim.row.id)
}

fn feed(site: &Site) -> String {
    let mut newest: Vec<_> = site.claims.iter().collect();
    newest.sort_by(|a, b| b.changed_at.cmp(&a.changed_at).then(b.row.id.cmp(&a.row.id)));
    let updated = newest.first().map_or(NEVER, |claim| &claim.changed_at);
    let title = escaped(&site.options.title);
    let (id, link) = match &site.options.url {
        Some(url) => (
            escaped(url).into_owned(),
            format!("<link href=\"{0}\"/>\n<link rel=\"self\" href=\"{0}feed.xml\"/>\n", escaped(url)),
        ),
        None => ("urn:x-gainsay:site".to_string(), String::new()),
    };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{title}</title>\n\
         <id>{id}</id>\n{link}<updated>{updated}</updated>\n<author><name>{title}</name></author>\n"
    );
    for claim in newest.into_iter().take(MAX_ENTRIES) {
        let row = &claim.row;
        let mut summary = vec![Status::for_people(&row.status).to_string()];
        summary.extend(row.all_verdicts.clone());
        let _ = write!(
            text,
            "<entry>\n<title>{}</title>\n<id>urn:x-gainsay:{}</id>\n<link href=\"{}\"/>\n<published>{}</published>\n\
             <updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            escaped(&row.text),
            escaped(&row.uid),
            escaped(&address(site, claim)),
            row.recorded_at,
            claim.changed_at,
            escaped(&summary.join(" · ")),
        );
    }
    text + "</feed>\n"
}

fn sitemap(site: &Site, url: &str) -> String {
    let url = escaped(url);
    let mut text =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            .to_string();
    let corrections = (!site.corrections.is_empty()).then_some("corrections.html");
    for name in ["", "speakers.html", "documents.html"].into_iter().chain(corrections) {
        let _ = writeln!(text, "<url><loc>{url}{name}</loc></url>");
    }
    for claim in &site.claims {
        let day = claim.changed_at.get(..10).unwrap_or_default();
        let _ = writeln!(text, "<url><loc>{}</loc><lastmod>{day}</lastmod></url>", escaped(&address(site, claim)));
    }
    let others =
        site.speakers.keys().map(|id| ("speakers", id)).chain(site.documents.keys().map(|id| ("documents", id)));
    for (folder, id) in others {
        let _ = writeln!(text, "<url><loc>{url}{folder}/{id}.html</loc></url>");
    }
    text + "</urlset>\n"
}

/// Returns the index of the search, as a script: pages from a disk may not read other files.
fn index(site: &Site) -> Result<String> {
    let rows = site.claims.iter().map(|claim| {
        let row = &claim.row;
        let names = [row.made_by.as_slice(), row.disputed_by.as_slice()].concat().join(", ");
        (row.id, &row.text, Status::for_people(&row.status), row.all_verdicts.clone().unwrap_or_default(), names)
    });
    let mut text = "window.CLAIMS = [\n".to_string();
    for row in rows {
        text.push_str(&json::escaped(&serde_json::to_string(&row)?));
        text.push_str(",\n");
    }
    Ok(text + "];\n")
}
