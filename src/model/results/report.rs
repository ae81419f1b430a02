//! What a report says of all its claims together: counts, what was said when, and where it can be read.

use std::collections::{BTreeMap, HashSet};

use crate::model::date::Precision;
use crate::model::records::{ClaimRow, ClaimStatement};
use crate::model::records::{DocumentRow, EvidenceRow};
use crate::model::{Bucket, Date, Family, Part, Status};

/// What a report says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportHeader {
    /// What it is called.
    pub title: String,
    /// When it was made: UTC, ISO 8601 to the second with `Z`.
    pub made_at: String,
    /// Which claims it is of, in words.
    pub asked: String,
    /// How many claims are in the book.
    pub in_book: i64,
    /// Whether the desk's notes are in it.
    pub notes: bool,
    /// Whether the stages are left out.
    pub hides_stages: bool,
    /// Whether names are links to the pages of a site.
    pub links: bool,
}

/// A report without its stories, which are read one by one as they are written.
#[derive(Default)]
pub struct Report {
    /// What it says of itself.
    pub about: ReportHeader,
    /// Its claims, in the order of the filter.
    pub claims: Vec<ReportEntry>,
    /// The documents that are named in it, in the order in which they first are.
    pub sources: Vec<DocumentRow>,
    named: Vec<i64>,
    known: HashSet<i64>,
    disputers: BTreeMap<i64, LabelCount>,
    seen: HashSet<i64>,
    dated: BTreeMap<(Date, Family), DateGroup>,
    undated: BTreeMap<Family, DateGroup>,
}

/// A claim in the list of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportEntry {
    /// The number people type.
    pub id: i64,
    /// The proposition.
    pub text: String,
    /// Where it stands.
    pub status: String,
    /// What the verdict that stands comes to, or that there is none.
    pub verdict: &'static str,
}

/// How many claims something holds of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelCount {
    /// Of what.
    pub label: String,
    /// How many claims.
    pub claims: usize,
}

/// Statements of one family on one date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateGroup {
    /// How many.
    pub statements: usize,
    /// Who made them, each once.
    pub speakers: Vec<String>,
}

/// What the verdicts come to where checkers disagree, and where there is none.
const SPECIAL: [&str; 2] = ["checkers disagree", "no verdict"];

impl Report {
    /// A report without claims.
    pub fn new(about: ReportHeader) -> Self {
        Self { about, ..Self::default() }
    }

    /// Names documents in the list of sources.
    pub fn name_documents(&mut self, documents: impl Iterator<Item = i64>) {
        documents.for_each(|id| self.name(id));
    }

    /// Adds a claim with what bears upon it.
    pub fn add(&mut self, claim: ClaimRow, claim_statements: &[ClaimStatement], evidence: &[EvidenceRow]) {
        let mut persons = HashSet::new();
        for one in claim_statements {
            let statement = &one.statement;
            if one.part == Part::Disputes && one.stands() && persons.insert(statement.person_id) {
                let count = self.disputers.entry(statement.person_id).or_default();
                count.label.clone_from(&statement.speaker);
                count.claims += 1;
            }
            if self.seen.insert(statement.id) {
                self.said(one);
            }
            [statement.document_id, statement.target_document_id].into_iter().flatten().for_each(|id| self.name(id));
        }
        evidence.iter().for_each(|one| self.name(one.document_id));
        let bucket = claim.verdict_bucket.as_deref().and_then(|word| word.parse::<Bucket>().ok());
        let verdict = match bucket {
            _ if claim.checkers_disagree => SPECIAL[0],
            _ if claim.verdict.is_none() => SPECIAL[1],
            bucket => bucket.unwrap_or(Bucket::Other).as_str(),
        };
        self.claims.push(ReportEntry { id: claim.id, text: claim.text, status: claim.status, verdict });
    }

    fn said(&mut self, one: &ClaimStatement) {
        let family = one.statement.stance.family();
        let date = one.statement.day.as_deref().and_then(|text| Date::parse(text).ok());
        let said = match date {
            Some(date) => self.dated.entry((date, family)).or_default(),
            None => self.undated.entry(family).or_default(),
        };
        said.join(&DateGroup { statements: 1, speakers: vec![one.statement.speaker.clone()] });
    }

    fn name(&mut self, document: i64) {
        if self.known.insert(document) {
            self.named.push(document);
        }
    }

    /// The next document that is named and not yet among the sources, by number.
    pub fn uncited(&self) -> Option<i64> {
        self.named.get(self.sources.len()).copied()
    }

    /// Adds the next document to the sources, and names the one that it is known through.
    pub fn cite(&mut self, document: DocumentRow) {
        document.through_id.into_iter().for_each(|id| self.name(id));
        self.sources.push(document);
    }

    /// The number of a document among the sources, from 1.
    pub fn source(&self, document: i64) -> Option<usize> {
        self.sources.iter().position(|source| source.id == document).map(|place| place + 1)
    }

    /// How many claims have each status, the strongest first.
    pub fn statuses(&self) -> Vec<LabelCount> {
        counts(Status::WORDS, |word| self.claims.iter().filter(|claim| claim.status == word).count())
    }

    /// How many claims have a verdict of each bucket.
    pub fn verdicts(&self) -> Vec<LabelCount> {
        let words: Vec<_> = Bucket::WORDS.iter().copied().chain(SPECIAL).collect();
        counts(&words, |word| self.claims.iter().filter(|claim| claim.verdict == word).count())
    }

    /// Who disputes how many of the claims, the most first.
    pub fn disputers(&self) -> Vec<LabelCount> {
        let mut disputers: Vec<_> = self.disputers.values().cloned().collect();
        disputers.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.label.cmp(&b.label)));
        disputers
    }

    /// What was said when, in at most `most` dates if years allow it: minutes are told as days, and where there are too many
    /// days, as months, then as years. No date becomes more exact than it is known.
    pub fn dated(&self, most: usize) -> BTreeMap<(Date, Family), DateGroup> {
        let mut told = BTreeMap::new();
        for precision in [Precision::Day, Precision::Month, Precision::Year] {
            told = BTreeMap::new();
            for ((date, family), said) in &self.dated {
                told.entry((date.no_finer_than(precision), *family)).or_insert_with(DateGroup::default).join(said);
            }
            let dates: HashSet<_> = told.keys().map(|(date, _)| date).collect();
            if dates.len() <= most {
                break;
            }
        }
        told
    }

    /// What was said on a day that is not known.
    pub fn undated(&self) -> &BTreeMap<Family, DateGroup> {
        &self.undated
    }
}

impl DateGroup {
    fn join(&mut self, other: &Self) {
        self.statements += other.statements;
        for speaker in &other.speakers {
            if !self.speakers.contains(speaker) {
                self.speakers.push(speaker.clone());
            }
        }
    }
}

/// The counts of words, without those that nothing has.
fn counts(words: &[&str], claims: impl Fn(&str) -> usize) -> Vec<LabelCount> {
    let all = words.iter().map(|word| LabelCount { label: Status::for_people(word).to_string(), claims: claims(word) });
    all.filter(|count| count.claims > 0).collect()
}

#[cfg(test)]
mod tests;
