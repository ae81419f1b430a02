//! What columns mean where nobody said it: by their headings, and where these may mean two things, by their cells.

use super::fields::{FIELDS, plain};
use super::mapping::Mapping;
use super::table::Row;

/// Headings of addresses that may be where the claim or where the verdict can be read.
const ADDRESS: &[&str] = &["url", "link", "links", "web address", "website", "address", "lien", "enlace"];
/// Headings of outlets that may have published the claim or the verdict.
const OUTLET: &[&str] =
    &["outlet", "publisher", "publication", "medium", "media outlet", "medio", "veiculo", "testata", "media source"];
/// Headings of what was checked: where it was published, or what came of it.
const CHECK: &[&str] =
    &["fact check", "factcheck", "faktencheck", "verification", "verificacion", "checagem", "verificacao", "verifica"];
/// Headings of sources: an address, or else a speaker, an outlet, or what the checkers went by.
const SOURCE: &[&str] = &[
    "source",
    "sources",
    "claim source",
    "source of claim",
    "quelle",
    "quellen",
    "fuente",
    "fuentes",
    "fonte",
    "fonti",
    "bron",
];
/// Headings that may be those of the claimant or of the checker, of the document or of the review.
const EITHER: &[&str] =
    &["author", "authors", "auteur", "autor", "autora", "autore", "name", "by", "headline", "title"];
/// A label is no longer, in bytes: what is longer explains.
const LABEL: usize = 60;

impl Mapping {
    /// Gives every column that is left to the field that its heading fits best.
    pub(super) fn guess(&mut self) {
        let said: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
        for field in FIELDS.iter().filter(|field| !said.contains(&field.name)) {
            let free = (0..self.headings.len()).filter(|at| !self.is_taken(*at));
            let best = free.filter_map(|at| Some((field.fits(&self.headings[at])?, at))).min();
            if let Some((_, at)) = best {
                self.put(field.name, at);
            }
        }
        let quote = self.of_field("quote").first().copied();
        if let Some(at) = quote.filter(|_| !self.has("claim")) {
            self.put("claim", at);
        }
    }

    /// Settles what headings leave open by the first rows, and keeps in the note what stays open: a checker is never
    /// taken for a claimant, nor the page of a verdict for that of a claim.
    pub(super) fn settle(&mut self, rows: &[Row]) {
        if self.is_known {
            return;
        }
        for at in 0..self.headings.len() {
            let heading = plain(&self.headings[at]);
            let is = |known: &[&str]| known.contains(&heading.as_str());
            let linked = |row: &Row| row.links.iter().any(|(column, _)| *column == at);
            let led = |row: &Row| {
                linked(row) || row.cells.get(at).is_none_or(|cell| cell.trim().is_empty() || is_address(cell.trim()))
            };
            let cells = || {
                rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
            };
            let addresses = cells().next().is_some() && rows.iter().all(led);
            let short = cells().all(|cell| cell.len() <= LABEL);
            if self.is_taken(at) {
                continue;
            }
            match () {
                () if is(CHECK) && addresses && !self.has("review_url") => self.put("review_url", at),
                () if is(CHECK) && short && !addresses && !self.has("verdict") => self.put("verdict", at),
                () if is(SOURCE) && addresses && !self.has("url") => self.put("url", at),
                () if is(CHECK) || is(SOURCE) || is(EITHER) => self.doubt(at),
                () => {}
            }
        }
        self.settle_verdict(rows);
        if self.has("verdict") {
            for (field, other, headings) in
                [("url", "review_url", ADDRESS), ("via", "reviewer", OUTLET), ("publisher", "reviewer", OUTLET)]
            {
                if !self.has(other) {
                    self.doubt_guessed(field, headings);
                }
            }
            if !self.has("decided_on") {
                self.doubt_guessed(
                    "published_on",
                    &["published", "published on", "date published", "publication date"],
                );
            }
        }
    }

    /// Takes a column of long texts for what explains the verdict.
    fn settle_verdict(&mut self, rows: &[Row]) {
        let Some(at) = self.of_field("verdict").first().copied().filter(|at| !self.said.contains(at)) else { return };
        let cells = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.trim().is_empty());
        let (all, long) = cells.fold((0, 0), |(all, long), cell| (all + 1, long + usize::from(cell.len() > LABEL)));
        if long * 2 > all {
            self.take_out("verdict", at);
            if self.has("rationale") { self.doubt(at) } else { self.put("rationale", at) }
        }
    }

    /// Keeps a guessed column in the note, if its heading is one of those.
    fn doubt_guessed(&mut self, field: &'static str, headings: &[&str]) {
        let guessed = self.of_field(field).first().copied().filter(|at| !self.said.contains(at));
        if let Some(at) = guessed.filter(|at| headings.contains(&plain(&self.headings[*at]).as_str())) {
            self.take_out(field, at);
            self.doubt(at);
        }
    }

    fn doubt(&mut self, at: usize) {
        self.put("note", at);
        self.unsure.push(at);
    }

    fn take_out(&mut self, field: &str, at: usize) {
        self.columns
            .iter_mut()
            .filter(|(name, _)| *name == field)
            .for_each(|(_, columns)| columns.retain(|one| *one != at));
        self.columns.retain(|(_, columns)| !columns.is_empty());
    }
}

/// Whether a cell is an address.
pub(super) fn is_address(cell: &str) -> bool {
    cell.starts_with("http://") || cell.starts_with("https://") || cell.starts_with("www.")
}
