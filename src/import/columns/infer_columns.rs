//! What columns mean where nobody said it: by their headings, and where these may mean two things, by their cells.

use super::fields::{FIELDS, plain};
use super::mapping::Mapping;
use super::other_rows::aside;
use crate::error::Result;
use crate::import::table_row::{TableRow, is_address};

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
/// A number that counts rows has no more digits.
const COUNT: usize = 7;

/// What the columns mean, from their headings and what was said of them.
///
/// # Errors
/// A field or heading that does not exist; no column that says what is claimed.
pub(in crate::import) fn mapping_with_claim(headings: &[String], map: Option<&str>) -> Result<Mapping> {
    let mapping = infer_mapping(headings, map)?;
    mapping.refuse_without_claim()?;
    Ok(mapping)
}

/// The same, also where no column says what is claimed.
///
/// # Errors
/// A field or heading that does not exist.
pub(in crate::import) fn infer_mapping(headings: &[String], map: Option<&str>) -> Result<Mapping> {
    let mut mapping = Mapping { headings: headings.to_vec(), ..Mapping::default() };
    let said = map.map(|map| mapping.said(map)).transpose()?.unwrap_or_default();
    mapping.said = said.iter().flat_map(|(_, columns)| columns.clone()).collect();
    mapping.columns = said;
    mapping.is_known = mapping.known();
    if !mapping.is_known {
        mapping.guess();
    }
    mapping.rest();
    Ok(mapping)
}

impl Mapping {
    /// Gives every column that is left to the field that its heading fits best.
    pub(in crate::import) fn guess(&mut self) {
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
    pub(in crate::import) fn settle(&mut self, rows: &[TableRow]) {
        if self.is_known {
            return;
        }
        let of_claims = |(at, row): &(usize, &TableRow)| aside(&row.cells, &self.headings, *at == 0).is_none();
        let rows: Vec<&TableRow> = rows.iter().enumerate().filter(of_claims).map(|(_, row)| row).collect();
        for at in 0..self.headings.len() {
            let heading = plain(&self.headings[at]);
            let is = |known: &[&str]| known.contains(&heading.as_str());
            let linked = |row: &TableRow| row.links.iter().any(|(column, _)| *column == at);
            let led = |row: &TableRow| {
                linked(row) || row.cells.get(at).is_none_or(|cell| cell.trim().is_empty() || is_address(cell.trim()))
            };
            let cells = || {
                rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
            };
            let addresses = cells().next().is_some() && rows.iter().copied().all(led);
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
        self.settle_verdict(&rows);
        self.settle_ref(&rows);
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
    fn settle_verdict(&mut self, rows: &[&TableRow]) {
        let Some(at) = self.of_field("verdict").first().copied().filter(|at| !self.said.contains(at)) else { return };
        let cells = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.trim().is_empty());
        let (all, long) = cells.fold((0, 0), |(all, long), cell| (all + 1, long + usize::from(cell.len() > LABEL)));
        if long * 2 > all {
            self.take_out("verdict", at);
            if self.has("rationale") { self.doubt(at) } else { self.put("rationale", at) }
        }
    }

    /// Leaves out a column of bare numbers: they count the rows of this table, and the next table has the same ones for other
    /// claims. Nor is a number that a workbook has cut off an id. A column that is called `ref` was called so for this program.
    fn settle_ref(&mut self, rows: &[&TableRow]) {
        let Some(at) = self.of_field("ref").first().copied().filter(|at| !self.said.contains(at)) else { return };
        let counts = |cell: &str| cell.len() <= COUNT && cell.bytes().all(|byte| byte.is_ascii_digit());
        let cells = || rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
        if plain(&self.headings[at]) == "ref" {
            return;
        }
        if cells().all(|cell| counts(cell.trim_matches(['.', '#']))) || cells().any(|cell| cell.contains("E+")) {
            self.take_out("ref", at);
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
        self.unsure.sort_unstable();
        self.columns.iter_mut().filter(|(name, _)| *name == "note").for_each(|(_, columns)| columns.sort_unstable());
    }

    fn take_out(&mut self, field: &str, at: usize) {
        self.columns
            .iter_mut()
            .filter(|(name, _)| *name == field)
            .for_each(|(_, columns)| columns.retain(|one| *one != at));
        self.columns.retain(|(_, columns)| !columns.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headings with the first cells below them, parted by `|`, and what each column is taken for, but for those left out.
    const DESKS: &[(&str, &str, &str)] = &[
        (
            "Statement|Politician|Party|Date of statement|Source|Fact-check|Verdict|Topic",
            "x|Ann Lee|Red|2021-11-18|https://a.example|https://desk.example/1|False|sea",
            "review_url=Fact-check claim=Statement made_by=Politician said_on=Date of statement url=Source verdict=Verdict tags=Topic",
        ),
        (
            "Claim|Claimant|Fact-checker|Rating|Link",
            "x|Ann Lee|Desk|False|https://a.example",
            "claim=Claim made_by=Claimant verdict=Rating reviewer=Fact-checker note=Link",
        ),
        (
            "Claim|Author|Date|Verdict",
            "x|Ann Lee|2021-11-18|False",
            "claim=Claim said_on=Date verdict=Verdict note=Author",
        ),
        (
            "Claim|Who made the claim?|Outlet|When was it said?|Checked by",
            "x|Ann Lee|Echo|2021|Desk",
            "claim=Claim made_by=Who made the claim? said_on=When was it said? via=Outlet reviewer=Checked by",
        ),
        (
            "Claim|Speaker|Outlet|Verdict",
            "x|Ann Lee|Desk|False",
            "claim=Claim made_by=Speaker verdict=Verdict note=Outlet",
        ),
        (
            "Quote|Politician|Fact-check|Link to fact check",
            "x|Ann Lee|Half true|https://desk.example/1",
            "review_url=Link to fact check made_by=Politician quote=Quote verdict=Fact-check claim=Quote",
        ),
        (
            "No.|Claim (verbatim)|Name|Verdict (1-5)|Conclusion",
            "1|x|Ann Lee|3|It is not so, as the figures of the harbour office for all of the year show.",
            "claim=Claim (verbatim) verdict=Verdict (1-5) note=Name",
        ),
        (
            "Claim|Conclusion",
            "x|It is not so, as the figures of the harbour office for all of the year show.",
            "claim=Claim rationale=Conclusion",
        ),
        (
            "Behauptung|Wer|Funktion|Datum der Aussage|Quelle|Bewertung|Begründung|Geprüft von|Geprüft am|Link zum Faktencheck",
            "x|Ann Lee|Ministerin|18.11.2021|Echo|falsch|so|Pult|2021|https://pult.example",
            "review_url=Link zum Faktencheck decided_on=Geprüft am claim=Behauptung made_by=Wer role=Funktion said_on=Datum der Aussage verdict=Bewertung reviewer=Geprüft von rationale=Begründung note=Quelle",
        ),
        (
            "Aussage|Politiker/in|Datum|Faktencheck|Urteil|Autor",
            "x|Ann Lee|2021|https://pult.example|falsch|Tom Hill",
            "review_url=Faktencheck claim=Aussage made_by=Politiker/in said_on=Datum verdict=Urteil note=Autor",
        ),
        (
            "Déclaration|Personnalité|Fonction|Date de la déclaration|Verdict|Vérifié par|Lien de la vérification|Thème",
            "x|Ann Lee|maire|2021|faux|Bureau|https://b.example|mer",
            "review_url=Lien de la vérification claim=Déclaration made_by=Personnalité role=Fonction said_on=Date de la déclaration verdict=Verdict reviewer=Vérifié par tags=Thème",
        ),
        (
            "Affirmation|Auteur|Citation|Lien|Évaluation",
            "x|Ann Lee|y|https://b.example|faux",
            "claim=Affirmation quote=Citation verdict=Évaluation note=Auteur+Lien",
        ),
        (
            "Afirmación|Político|Cargo|Fecha|Veredicto|Verificado por|Fecha de verificación|Enlace a la verificación",
            "x|Ann Lee|alcaldesa|2021|falso|Mesa|2021|https://m.example",
            "review_url=Enlace a la verificación decided_on=Fecha de verificación claim=Afirmación made_by=Político role=Cargo said_on=Fecha verdict=Veredicto reviewer=Verificado por",
        ),
        (
            "Frase|Quién lo dijo|Medio|Calificación|Autor",
            "x|Ann Lee|Eco|falso|Tom Hill",
            "claim=Frase made_by=Quién lo dijo verdict=Calificación note=Medio+Autor",
        ),
        (
            "Alegação|Quem disse|Data da declaração|Etiqueta|Checado por|Link da checagem|Fonte",
            "x|Ann Lee|2021|falso|Mesa|https://m.example|Eco",
            "review_url=Link da checagem claim=Alegação made_by=Quem disse said_on=Data da declaração verdict=Etiqueta reviewer=Checado por note=Fonte",
        ),
        (
            "Dichiarazione|Politico|Data della dichiarazione|Fonte|Verdetto|Verificato da|Motivazione",
            "x|Ann Lee|2021|https://e.example|falso|Banco|y",
            "claim=Dichiarazione made_by=Politico said_on=Data della dichiarazione url=Fonte verdict=Verdetto reviewer=Verificato da rationale=Motivazione",
        ),
        (
            "Uitspraak|Politicus|Datum|Oordeel|Gecheckt door|Bron",
            "x|Ann Lee|2021|onwaar|Bureau|Echo",
            "claim=Uitspraak made_by=Politicus said_on=Datum verdict=Oordeel reviewer=Gecheckt door note=Bron",
        ),
        (
            "Claim ID|Claim status|Claim source|The disputed claim|Verdict|Headline|Published",
            "c-1|open|Echo|x|False|No|2021",
            "claim=The disputed claim verdict=Verdict ref=Claim ID note=Claim source+Headline+Published",
        ),
    ];

    #[test]
    fn what_desks_call_their_columns_is_understood() {
        for (headings, cells, taken) in DESKS {
            let part = |text: &str| text.split('|').map(str::to_string).collect::<Vec<_>>();
            let mut mapping = mapping_with_claim(&part(headings), None).unwrap();
            mapping.settle(&[TableRow { cells: part(cells), ..TableRow::default() }]);
            let mut taken: Vec<_> = taken.split(' ').fold(Vec::<String>::new(), |mut parts, word| {
                match parts.last_mut() {
                    Some(last) if !word.contains('=') => *last = format!("{last} {word}"),
                    _ => parts.push(word.to_string()),
                }
                parts
            });
            let mut found: Vec<_> = mapping.as_file().lines().map(str::to_string).collect();
            taken.sort();
            found.sort();
            assert_eq!(found, taken, "{headings}");
        }
    }
}
