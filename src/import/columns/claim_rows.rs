//! Reads a row of a table as a claim, with who made it, who disputes it, and what was found.

use std::collections::HashSet;

use super::fields::{is_listed, plain};
use super::row_fields::{ClaimRows, RowFields};
use crate::error::{Error, Result};
use crate::import::table_row::{TableRow, is_address};
use crate::model::date::{DateForm, DayOrder};
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::import::report::UnreadCells;
use crate::model::records::{ClaimLine, DocumentLine, EvidenceLine, Line, SpeakerLine, StatementLine, VerdictLine};
use crate::model::{Bucket, Date, DateError, DocumentKind, Rating, Stage, Stance};
use crate::text::collective::{Claimant, claimants};

/// Key by which statements of a row refer to its document.
const DOCUMENT: &str = "#document of the row";
/// Key by which the evidence of a row refers to the page of a review.
const REVIEW: &str = "#review of the row";
/// Fields whose cells link to where the claim can be read.
const SAYS_CLAIM: &[&str] =
    &["claim", "document", "quote", "made_by", "publisher", "occasion", "said_on", "published_on"];
/// Fields whose cells link to where the verdict was published.
const SAYS_VERDICT: &[&str] = &["verdict", "review_title", "rationale", "reviewer", "decided_on", "verdict_value"];
/// Fields that give a verdict.
const VERDICT: &[&str] = &["verdict", "verdict_value"];
/// Maximum number of labels of which it is remembered whether they are known.
const MAX_LABELS: usize = 1_000;
/// Key by which reports of a row refer to the statement of its claimant.
const MADE: &str = "#made in the row";

impl ClaimRows {
    /// Replaces the text of a cell by the address that it links to, in columns of addresses.
    pub(in crate::import) fn use_links(&self, row: &mut TableRow) {
        let TableRow { links, cells, labels, .. } = row;
        links.retain(|(at, link)| {
            let belongs = ["url", "review_url"].iter().any(|name| self.mapping.of_field(name).contains(at));
            match cells.get_mut(*at).filter(|cell| belongs && !is_address(cell.trim())) {
                Some(cell) => labels.push((*at, std::mem::replace(cell, link.clone()))),
                None => return !belongs,
            }
            false
        });
    }

    /// Returns the piece for a row, with the cells that were not understood, or nothing if all cells are empty.
    pub(in crate::import) fn piece(&self, place: String, row: TableRow) -> Option<(ImportItem, Vec<UnreadCells>)> {
        let TableRow { cells, links, labels, .. } = row;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        let mut row = RowFields { claims: self, cells: &cells, links, labels, notes: Vec::new(), unread: Vec::new() };
        let lines = row.lines();
        let unread = std::mem::take(&mut row.unread);
        Some((ImportItem { place, lines, raw: RawItem::Cells(cells) }, unread))
    }
}

impl RowFields<'_> {
    fn lines(&mut self) -> Result<Vec<Line>, Fault> {
        let text = self.text("claim").ok_or_else(|| self.fault("claim", Error::usage("the claim is empty")))?;
        let mut lines = Vec::new();
        let document = self.document()?;
        let mut made_by = self.made_by();
        let collective = made_by.iter().any(|one| one.collective);
        let document = document.or_else(|| if collective { self.review() } else { None });
        if document.is_none() {
            made_by.retain(|one| {
                if one.collective {
                    self.note_field("made_by", &one.name);
                }
                !one.collective
            });
        }
        lines.extend(document.clone().map(Line::Document));
        let statements = self.statements(&made_by, document.is_some())?;
        let verdicts: Vec<_> = self.verdict().into_iter().collect();
        let evidence = if verdicts.is_empty() { self.unrated(&mut lines) } else { None };
        self.note_all(if evidence.is_some() { &["rationale"] } else { &[] });
        // Those of who denies it have none of these.
        if !statements.iter().any(|statement| statement.key.is_some()) {
            self.note_all(&["role", "for_speaker", "stance", "said_on", "quote", "occasion"]);
        }
        if document.is_none() {
            self.note_all(&["publisher", "published_on", "document_kind"]);
        }
        if verdicts.is_empty() && evidence.is_none() {
            self.note_all(&["reviewer", "decided_on", "review_url", "review_title", "rationale"]);
        }
        if verdicts.is_empty() {
            self.note_all(&["verdict_worst", "verdict_best", "verdict_bucket"]);
        }
        // Where nobody is known to have said it in the document, the claim appears in it.
        let is_said_there = statements.iter().any(|statement| statement.document.is_some());
        let claim = ClaimLine {
            appears_in: (document.is_some() && !is_said_there).then(|| DOCUMENT.to_string()).into_iter().collect(),
            reference: self.text("ref"),
            text,
            stage: self.word::<Stage>("stage"),
            tags: self.tags(),
            statements,
            verdicts,
            evidence: evidence.into_iter().collect(),
            note: self.note(),
            ..ClaimLine::default()
        };
        lines.push(Line::Claim(Box::new(claim)));
        Ok(lines)
    }

    /// Returns the claimants, each once. If the column may name the checker instead, it counts only where another
    /// column names a different checker.
    fn made_by(&mut self) -> Vec<Claimant> {
        let text = match self.claims.mapping.doubtful.clone() {
            None => self.name("made_by"),
            Some((author, ref checkers)) => {
                let cell = |at: usize| self.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
                let author = cell(author).map(str::to_string);
                let mut checkers = checkers.iter().filter_map(|at| cell(*at)).peekable();
                let is_checker = checkers.peek().is_none()
                    || author.as_deref().is_some_and(|author| checkers.any(|checker| names_same(checker, author)));
                if let Some(author) = author.as_ref().filter(|_| is_checker) {
                    self.notes.push(format!("author: {author} (probably of the review)"));
                    return Vec::new();
                }
                author
            }
        };
        let mut seen = HashSet::new();
        let all = claimants(&text.unwrap_or_default(), false);
        all.into_iter().filter(|one| seen.insert(one.name.clone())).collect()
    }

    fn statements(&mut self, made_by: &[Claimant], document: bool) -> Result<Vec<StatementLine>, Fault> {
        let has_stance = self.text("stance").is_some();
        let stance = self.word::<Stance>("stance").and_then(|word| word.parse().ok());
        // What somebody does to a claim is not guessed.
        let made_by = if has_stance && stance.is_none() {
            self.note_all(&["made_by"]);
            &[]
        } else {
            made_by
        };
        let stance = stance.unwrap_or(Stance::Asserts);
        let said_on = self.date("said_on");
        let line = |speaker: &str, stance: Stance| StatementLine {
            speaker: speaker.to_string(),
            stance: stance.to_string(),
            document: document.then(|| DOCUMENT.to_string()),
            said_on: said_on.clone(),
            ..StatementLine::default()
        };
        let mut statements = Vec::new();
        for one in made_by {
            // Whoever speaks for themselves speaks for nobody else.
            let for_speaker = self.name("for_speaker").filter(|name| plain(name) != plain(&one.name));
            let made = StatementLine { unnamed: one.collective, for_speaker, ..line(&one.name, stance) };
            // The note is one of the claim.
            let made = made.fill(|column| Ok::<_, Fault>(self.text(column).filter(|_| column != "note")))?;
            if let (Some(platform), Some(_)) = (&one.platform, &made.occasion) {
                self.note_field("made_by", platform);
            }
            statements.push(StatementLine {
                key: statements.is_empty().then(|| MADE.to_string()),
                occasion: made.occasion.or_else(|| one.platform.clone()),
                ..made
            });
        }
        let made = !statements.is_empty() && stance == Stance::Asserts;
        for outlet in self.names("via").iter().filter(|_| made) {
            let target_statement = Some(MADE.to_string());
            statements.push(StatementLine { target_statement, said_on: None, ..line(outlet, Stance::Reports) });
        }
        if !made {
            self.note_all(&["via"]);
        }
        for (field, stance) in [("disputed_by", Stance::Denies), ("not_denied_by", Stance::DeclinesToDeny)] {
            for name in self.names(field) {
                statements.push(StatementLine { document: None, said_on: None, ..line(&name, stance) });
            }
        }
        Ok(statements)
    }

    fn document(&mut self) -> Result<Option<DocumentLine>, Fault> {
        let title = self.text("document");
        let url = self.address("url").or_else(|| self.take_link(SAYS_CLAIM));
        if title.is_none() && url.is_none() {
            return Ok(None);
        }
        Ok(Some(DocumentLine {
            key: Some(DOCUMENT.to_string()),
            kind: self.word::<DocumentKind>("document_kind"),
            title: self.title_or_label(title, "url"),
            url,
            publisher: self.name("publisher"),
            published_on: self.date("published_on"),
            ..DocumentLine::default()
        }))
    }

    /// Returns the page of the review as a document, for a group that no other document names.
    fn review(&mut self) -> Option<DocumentLine> {
        let url = self.text("review_url").filter(|url| is_address(url))?;
        Some(DocumentLine {
            key: Some(DOCUMENT.to_string()),
            title: self.title_or_label(self.text("review_title"), "review_url"),
            url: Some(url),
            publisher: self.name("reviewer"),
            published_on: self.date("decided_on"),
            ..DocumentLine::default()
        })
    }

    fn verdict(&mut self) -> Option<VerdictLine> {
        if !VERDICT.iter().any(|name| self.text(name).is_some()) {
            return None;
        }
        let [value, worst, best] = ["verdict_value", "verdict_worst", "verdict_best"].map(|name| self.number(name));
        let label = self.text("verdict").or_else(|| value.clone())?;
        if value.is_none() && is_listed("unrated", &plain(&label)) {
            self.note_field("verdict", &label);
            return None;
        }
        let bucket = self.word::<Bucket>("verdict_bucket");
        let bucket = bucket.or_else(|| self.meaning("verdict_bucket", &label).map(str::to_string));
        let numbers = [value.as_deref(), worst.as_deref(), best.as_deref()];
        if bucket.is_none() && numbers[0].is_none() && !self.is_label_known(&label) {
            self.add_unread("verdict_bucket", &label, false, false);
        }
        Some(VerdictLine {
            label,
            value,
            worst,
            best,
            bucket,
            rationale: self.text("rationale"),
            reviewer: self.name("reviewer"),
            decided_on: self.date("decided_on"),
            review_url: self.address("review_url").or_else(|| self.take_link(SAYS_VERDICT)),
            review_title: self.title_or_label(self.text("review_title"), "review_url"),
            ..VerdictLine::default()
        })
    }

    /// Whether it is known what a label comes to.
    fn is_label_known(&self, label: &str) -> bool {
        let mut labels = self.claims.labels.borrow_mut();
        if let Some(known) = labels.get(label) {
            return *known;
        }
        let known = Rating::as_given(label, [None; 3], None).is_ok_and(|rating| rating.bucket.is_some());
        if labels.len() < MAX_LABELS {
            labels.insert(label.to_string(), known);
        }
        known
    }

    /// Returns the page of a review that gives no verdict as evidence, and adds its document to the lines.
    fn unrated(&mut self, lines: &mut Vec<Line>) -> Option<EvidenceLine> {
        let url = self.address("review_url").or_else(|| self.take_link(SAYS_VERDICT))?;
        let publisher = self.name("reviewer");
        lines.extend(publisher.clone().map(|name| {
            let kind = Some("organisation".to_string());
            Line::Speaker(SpeakerLine { name, kind, ..SpeakerLine::default() })
        }));
        lines.push(Line::Document(DocumentLine {
            key: Some(REVIEW.to_string()),
            title: self.title_or_label(self.text("review_title"), "review_url"),
            url: Some(url),
            publisher,
            published_on: self.date("decided_on"),
            ..DocumentLine::default()
        }));
        Some(EvidenceLine { relation: "context".to_string(), document: REVIEW.to_string(), ..EvidenceLine::default() })
    }
}

/// Returns whether a name, or an address that ends in a name, means the same as another name.
fn names_same(name: &str, other: &str) -> bool {
    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let key = |text: &str| plain(text).replace(' ', "");
    let (last, other) = (key(last), key(other));
    !other.is_empty() && last.contains(&other)
}

/// Returns whether days come before months in a column of dates: if one date shows it, and none shows the opposite.
pub(in crate::import) fn day_order<'a>(
    cells: impl Iterator<Item = &'a str>,
    this_year: Option<i32>,
) -> Option<DayOrder> {
    let (mut day, mut month) = (false, false);
    for cell in cells {
        let reads = |order| Date::from_import(cell, DateForm { order: Some(order), this_year }).is_ok();
        if matches!(Date::from_import(cell, DateForm { order: None, this_year }), Err(DateError::Ambiguous { .. })) {
            continue;
        }
        let numbers: Vec<u32> =
            cell.split(['/', '.', '-']).map_while(|part| part.trim().parse().ok()).take(2).collect();
        if let [first, second] = numbers[..] {
            day |= (13..=31).contains(&first) && second <= 12 && reads(DayOrder::DayFirst);
            month |= first <= 12 && (13..=31).contains(&second) && reads(DayOrder::MonthFirst);
        }
    }
    match (day, month) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}
