//! Tables that gainsay exported. Their columns need no mapping.

use serde_json::{Map, Value, json};

use super::claim_rows::day_order;
use super::fields::usual_meaning;
use crate::error::{Error, Result};
use crate::import::event::ImportOptions;
use crate::import::jsonl;
use crate::import::table_row::TableRow;
use crate::model::date::DateForm;
use crate::model::import::item::Fault;
use crate::model::records::{
    ClaimLine, DocumentLine, Line, RelationLine, SpeakerLine, StatementLine, VerdictLine, WordingLine, parted,
};
use crate::model::{ClaimRelation, Date, DateError};
use crate::output::csv::unguarded;

/// A table that gainsay exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct GainsayTable {
    table: TableKind,
    headings: Vec<String>,
    /// Whether verdicts, wordings and relations are read from the rows of claims. A workbook has sheets of them instead.
    pub(in crate::import) with_verdict: bool,
    /// Whether texts may have a guard before a formula. Workbooks need none.
    pub(in crate::import) guarded: bool,
    /// How a spreadsheet that saved it writes dates.
    form: DateForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TableKind {
    Claims,
    Statements,
    /// Rows that are lines of JSON Lines, with the `type` of the line.
    Lines(&'static str),
}

/// The tables, and the headings that identify each.
const TABLES: &[(TableKind, &[&str])] = &[
    (TableKind::Claims, &["uid", "claim", "status", "made_by", "recorded_at"]),
    (TableKind::Statements, &["uid", "claim_uid", "speaker_uid", "stance", "target"]),
    (TableKind::Lines("verdict"), &["uid", "claim", "label", "bucket"]),
    (TableKind::Lines("request"), &["uid", "claim", "speaker", "asked_on"]),
    (TableKind::Lines("correction"), &["uid", "verdict", "document", "wrong", "correct"]),
    (TableKind::Lines("relation"), &["uid", "claim", "relation", "other"]),
    (TableKind::Lines("not-same"), &["uid", "what", "one", "not_same_as"]),
    (TableKind::Lines("wording"), &["uid", "claim", "text", "ref"]),
    (TableKind::Lines("evidence"), &["uid", "claim", "relation", "document"]),
    (TableKind::Lines("joined-document"), &["uid", "document", "title", "url"]),
    (TableKind::Lines("document"), &["uid", "title", "access", "through"]),
    (TableKind::Lines("speaker"), &["uid", "name", "kind", "aliases"]),
    (TableKind::Lines("saved"), &["uid", "name", "filter"]),
    (TableKind::Lines("correction-cause"), &["id", "name", "uid"]),
];

impl GainsayTable {
    /// Returns the table that has these headings.
    pub(in crate::import) fn of(headings: &[String]) -> Option<Self> {
        let has = |wanted: &&str| headings.iter().any(|heading| heading == wanted);
        let (table, _) = TABLES.iter().find(|(_, wanted)| wanted.iter().all(has))?;
        Some(Self {
            table: *table,
            headings: headings.to_vec(),
            with_verdict: true,
            guarded: true,
            form: DateForm::default(),
        })
    }

    /// Finds out how dates are written, if a spreadsheet saved the table: it writes all of them in one way.
    pub(in crate::import) fn learn_dates(&mut self, first: &[TableRow], options: &ImportOptions) {
        let is_date = |heading: &String| DATES.contains(&heading.as_str());
        let columns: Vec<_> = (0..self.headings.len()).filter(|at| is_date(&self.headings[*at])).collect();
        let cells = first.iter().flat_map(|row| columns.iter().filter_map(|at| row.cells.get(*at)));
        let saved = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty() && Date::parse(cell).is_err());
        let order = day_order(saved, options.this_year).or(options.dates);
        self.form = DateForm { order, this_year: options.this_year };
    }

    /// Describes the table.
    pub(in crate::import) fn in_words(&self) -> &'static str {
        match self.table {
            TableKind::Claims => {
                "claims of a book; who made them and who disputes them is in the file of statements, which is imported separately"
            }
            TableKind::Statements => "statements of a book",
            TableKind::Lines(_) => "a table of a book",
        }
    }

    /// Reads a row. Returns nothing for a new claim that somebody wrote below the others.
    pub(in crate::import) fn lines(&self, cells: &[String]) -> Option<Result<Vec<Line>, Fault>> {
        let row = GainsayRow { table: self, cells };
        match self.table {
            TableKind::Claims if row.get("uid").is_none() => None,
            TableKind::Claims => Some(row.claim()),
            TableKind::Statements => Some(row.statement()),
            TableKind::Lines(kind) => Some(row.line(kind)),
        }
    }

    /// Returns the passes in which the rows of a sheet are read: rows come after those that they refer to. Unnamed
    /// speakers come after their documents.
    pub(in crate::import) fn pass(&self) -> [Option<usize>; 2] {
        match self.table {
            TableKind::Lines("speaker") => [Some(0), Some(2)],
            TableKind::Lines("document") => [Some(1), None],
            TableKind::Claims => [Some(3), None],
            TableKind::Statements => [Some(4), None],
            TableKind::Lines("correction") => [Some(6), None],
            TableKind::Lines(_) => [Some(5), None],
        }
    }

    /// Returns whether a row belongs to a pass of its sheet.
    pub(in crate::import) fn is_of_pass(&self, cells: &[String], pass: usize) -> bool {
        let unnamed = || GainsayRow { table: self, cells }.get("kind").as_deref() == Some("unnamed");
        self.table != TableKind::Lines("speaker") || unnamed() == (pass == 2)
    }
}

/// Columns of dates.
const DATES: [&str; 6] = ["said_on", "published_on", "decided_on", "first_said_on", "recorded_at", "retrieved_at"];
/// Columns of a claim that can be changed. A table with all of them says all of a claim.
const WHOLE: [&str; 5] = ["claim", "note", "ref", "tags", "stage"];
/// Columns of a statement that can be changed.
const STATED: [&str; 5] = ["role", "quote", "said_on", "occasion", "note"];

/// Whether a spreadsheet shows a text as a rounded number: `1.23E+19`.
fn is_scientific(text: &str) -> bool {
    let parts = text.split_once(['E', 'e']).filter(|(_, power)| power.starts_with('+'));
    parts.is_some_and(|(digits, power)| {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.split(['.', ',']).all(is_number) && is_number(&power[1..])
    })
}

struct GainsayRow<'a> {
    table: &'a GainsayTable,
    cells: &'a [String],
}

/// The columns of the uid, the name and the kind of a speaker, and the uid of the document in which it lives if it is unnamed.
type SpeakerColumns<'a> = ([&'a str; 3], Option<&'a str>);

impl GainsayRow<'_> {
    fn get(&self, name: &str) -> Option<String> {
        let at = self.table.headings.iter().position(|heading| heading == name)?;
        let cell = self.cells.get(at)?;
        let cell = if self.table.guarded { unguarded(cell) } else { cell.into() };
        (!cell.is_empty()).then(|| cell.into_owned())
    }

    /// Returns a uid. A spreadsheet may have taken it for a number, and lost it.
    fn uid(&self, name: &str) -> Option<String> {
        let uid = self.get(name)?;
        let uid = uid.strip_prefix('\'').unwrap_or(&uid);
        (!is_scientific(uid)).then(|| uid.to_string())
    }

    /// Returns a date, also as a spreadsheet has saved it.
    fn date(&self, name: &str) -> Result<Option<String>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        if Date::parse(&text).is_ok() {
            return Ok(Some(text));
        }
        match Date::from_import(text.trim_start_matches('\''), self.table.form) {
            Ok(date) => Ok(Some(date.to_string())),
            Err(DateError::Ambiguous { .. }) => Err(Fault {
                column: Some(name.to_string()),
                error: Error::usage(format!("{text} may be two days")).hint("--dates dmy or --dates mdy says which"),
            }),
            // The book says what is wrong with it.
            Err(_) => Ok(Some(text)),
        }
    }

    /// Returns a word of gainsay, also as a spreadsheet has translated or capitalised it.
    fn word(&self, name: &str) -> Option<String> {
        let word = self.get(name)?;
        let lower = word.to_lowercase();
        let field = if name.ends_with("bucket") { "verdict_bucket" } else { name };
        Some(usual_meaning(field, &lower).map_or(lower, str::to_string))
    }

    fn number<N: std::str::FromStr>(&self, name: &str) -> Result<Option<N>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let error = || Fault {
            column: Some(name.to_string()),
            error: Error::usage(format!("not a number: {text}")).hint("leave it as the export wrote it, or empty"),
        };
        let whole = is_scientific(&text).then(|| text.replace(',', ".").parse::<f64>().ok()).flatten();
        let text = whole.map_or(text.clone(), |number| number.to_string());
        text.parse().map(Some).map_err(|_| error())
    }

    fn span(&self) -> Result<Option<(usize, usize)>, Fault> {
        Ok(self.number("quote_start")?.zip(self.number("quote_end")?))
    }

    fn claim(&self) -> Result<Vec<Line>, Fault> {
        let mut lines = Vec::new();
        let mut verdicts = Vec::new();
        if let Some(label) = self.get("verdict").filter(|_| self.table.with_verdict) {
            let reviewer = self.speaker(["reviewer_uid", "reviewer", "reviewer_kind"], None, &mut lines);
            verdicts.push(VerdictLine {
                uid: self.uid("verdict_uid"),
                label,
                value: self.get("verdict_value"),
                worst: self.get("verdict_worst"),
                best: self.get("verdict_best"),
                bucket: self.word("verdict_bucket"),
                rationale: self.get("rationale"),
                reviewer: reviewer.or(self.get("reviewer")),
                decided_on: self.date("decided_on")?,
                review_url: self.get("review_url"),
                review_title: self.get("review_title"),
                ..VerdictLine::default()
            });
        }
        let appears_in = self.appears_in(&mut lines);
        let list = |name: &str| match self.get(name).filter(|_| self.table.with_verdict) {
            Some(text) => parted(&text),
            None => Vec::new(),
        };
        let wordings = list("wordings").into_iter().map(|text| WordingLine { text, ..WordingLine::default() });
        let related: Vec<_> = list("relations").into_iter().zip(list("related_uids")).collect();
        lines.push(Line::Claim(Box::new(ClaimLine {
            appears_in,
            wordings: wordings.collect(),
            id: self.number("id")?,
            uid: self.uid("uid"),
            is_whole: WHOLE.iter().all(|name| self.table.headings.iter().any(|heading| heading == name)),
            reference: self.get("ref"),
            text: self.get("claim").unwrap_or_default(),
            stage: self.word("stage"),
            tags: self.get("tags").map(|tags| parted(&tags)).unwrap_or_default(),
            note: self.get("note"),
            recorded_at: self.date("recorded_at")?,
            verdicts,
            ..ClaimLine::default()
        })));
        lines.extend(related.into_iter().filter_map(|(told, other)| self.relation(&told, other)).map(Line::Relation));
        Ok(lines)
    }

    /// Returns the relation of the claim to another one that words tell.
    fn relation(&self, told: &str, other: String) -> Option<RelationLine> {
        let (relation, forwards) = ClaimRelation::of_words(told)?;
        let own = self.uid("uid")?;
        let (claim, other) = if forwards { (own, other) } else { (other, own) };
        let relation = relation.to_string();
        Some(RelationLine { claim, relation, other, may_be_unknown: true, ..RelationLine::default() })
    }

    /// Adds the lines of the documents in which a claim appears, which are the last of its documents, and returns their uids.
    fn appears_in(&self, lines: &mut Vec<Line>) -> Vec<String> {
        let list = |name: &str| self.get(name).map(|text| parted(&text)).unwrap_or_default();
        let (uids, titles) = (list("appears_in"), list("document"));
        let Some(first) = titles.len().checked_sub(uids.len()) else { return Vec::new() };
        let [publishers, urls, access] = ["publisher", "url", "access"].map(list);
        let of = |list: &[String], at: usize| list.get(first + at).filter(|text| !text.is_empty()).cloned();
        for (at, uid) in uids.iter().enumerate() {
            lines.push(Line::Document(DocumentLine {
                uid: Some(uid.clone()),
                title: of(&titles, at),
                publisher: of(&publishers, at),
                url: of(&urls, at),
                access: of(&access, at),
                ..DocumentLine::default()
            }));
        }
        uids
    }

    /// Adds the line of a speaker, if the row has its uid, and returns the uid.
    fn speaker(&self, columns: [&str; 3], document: Option<&str>, lines: &mut Vec<Line>) -> Option<String> {
        let uid = self.uid(columns[0])?;
        let kind = self.word(columns[2]);
        lines.push(Line::Speaker(SpeakerLine {
            uid: Some(uid.clone()),
            name: self.get(columns[1])?,
            document: document.filter(|_| kind.as_deref() == Some("unnamed")).map(str::to_string),
            kind,
            ..SpeakerLine::default()
        }));
        Some(uid)
    }

    /// Adds the lines of a speaker and, if it is joined to another, of that one before; each with the columns of its uid, name and
    /// kind, and the document in which it lives if it is unnamed. Returns the uid of the speaker that was recorded.
    fn joined_speaker(
        &self,
        person: SpeakerColumns,
        recorded: SpeakerColumns,
        lines: &mut Vec<Line>,
    ) -> Option<String> {
        let uid = self.get(person.0[0]).filter(|uid| Some(uid) != self.get(recorded.0[0]).as_ref());
        if uid.is_some() {
            self.speaker(person.0, person.1, lines);
        }
        let speaker = self.speaker(recorded.0, recorded.1, lines)?;
        if let Some(Line::Speaker(line)) = lines.last_mut() {
            line.same_as = uid;
        }
        Some(speaker)
    }

    fn statement(&self) -> Result<Vec<Line>, Fault> {
        let mut lines = Vec::new();
        let publisher = self.speaker(["publisher_uid", "publisher", "publisher_kind"], None, &mut lines);
        let document = self.uid("document_uid");
        if let Some(uid) = &document {
            lines.push(Line::Document(DocumentLine {
                uid: Some(uid.clone()),
                kind: self.word("document_kind"),
                title: self.get("document"),
                publisher,
                url: self.get("url"),
                published_on: self.date("published_on")?,
                access: self.word("access"),
                ..DocumentLine::default()
            }));
        }
        for (uid, title) in [
            ("target_document_uid", "target_document"),
            ("lives_in_uid", "lives_in"),
            ("person_lives_in_uid", "person_lives_in"),
        ] {
            if let Some(uid) = self.get(uid).filter(|uid| Some(uid) != document.as_ref()) {
                let title = self.get(title);
                lines.push(Line::Document(DocumentLine { uid: Some(uid), title, ..DocumentLine::default() }));
            }
        }
        let lives_in = self.get("lives_in_uid");
        let person_lives_in = self.get("person_lives_in_uid").or(lives_in.clone());
        let person = (["person_uid", "speaker", "person_kind"], person_lives_in.as_deref());
        let recorded = (["speaker_uid", "worded", "speaker_kind"], lives_in.as_deref());
        let speaker = self.joined_speaker(person, recorded, &mut lines);
        let for_person = (["for_person_uid", "for_speaker", "for_person_kind"], None);
        let for_recorded = (["for_speaker_uid", "for_worded", "for_kind"], None);
        let for_speaker = self.joined_speaker(for_person, for_recorded, &mut lines);
        let target = self.get("target");
        let line = StatementLine {
            id: self.number("id")?,
            uid: self.uid("uid"),
            claim: self.uid("claim_uid"),
            speaker: speaker.or(self.get("speaker")).unwrap_or_default(),
            stance: self.word("stance").unwrap_or_default(),
            is_whole: STATED.iter().all(|name| self.table.headings.iter().any(|heading| heading == name)),
            for_speaker: for_speaker.or(self.get("for_speaker")),
            target_statement: self.get("target_statement_uid"),
            target_document: self.get("target_document_uid").filter(|_| target.as_deref() == Some("document")),
            document,
            said_on: self.date("said_on")?,
            span: self.span()?,
            ..StatementLine::default()
        };
        lines.push(Line::Statement(line.fill(|column| Ok::<_, Fault>(self.get(column)))?));
        Ok(lines)
    }

    /// Reads a row whose columns are the keys of a line of JSON Lines.
    fn line(&self, kind: &str) -> Result<Vec<Line>, Fault> {
        let mut object = Map::new();
        object.insert("type".to_string(), kind.into());
        for heading in
            self.table.headings.iter().filter(|heading| !["id", "quote_start", "quote_end"].contains(&heading.as_str()))
        {
            if let Some(text) = self.get(heading) {
                let list = heading == "aliases";
                let value = match heading.as_str() {
                    _ if list => json!(parted(&text)),
                    // Spreadsheets write the word in their language; no other value is ever exported.
                    "is_desk" => json!(true),
                    _ => text.into(),
                };
                object.insert(heading.clone(), value);
            }
        }
        if let Some((start, end)) = self.span()? {
            object.insert("span".to_string(), json!([start, end]));
        }
        let mut line = jsonl::line(&Value::Object(object).to_string())?;
        let id = self.number("id")?;
        line.set_id(id);
        Ok(vec![line])
    }
}
