//! Statements: which stance fits which target, recording, changing, taking back.

use rusqlite::{named_params, params};

use super::rows::{Columns, STATEMENT, statement_row};
use crate::error::{Error, Result, Sentence, Suggestion, terminal_only};
use crate::model::records::StatementRow;
use crate::model::records::{NewStatement, QuotePlace, Target};
use crate::model::{Date, Family, Stance};
use crate::store::anchors::span;
use crate::store::{Store, Writer};
use crate::text::normalize::fold;

/// What to change in a statement; nothing where nothing is given, an empty text to forget it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementEdit {
    /// The stance, of the same family.
    pub stance: Option<Stance>,
    /// Who said it.
    pub speaker: Option<i64>,
    /// The role.
    pub role: Option<String>,
    /// The occasion.
    pub occasion: Option<String>,
    /// The day; `Some(None)` to forget it.
    pub said_on: Option<Option<Date>>,
    /// The words.
    pub quote: Option<String>,
    /// The document it can be read in; `Some(None)` to forget it.
    pub document: Option<Option<i64>>,
    /// The statement it reports.
    pub reports: Option<i64>,
    /// A note.
    pub note: Option<String>,
}

impl Store {
    /// One statement.
    ///
    /// # Errors
    /// No such statement.
    pub fn statement(&self, id: i64) -> Result<StatementRow> {
        self.target(Target::Statement(id))?;
        let mut query =
            self.conn.prepare_cached(&format!("select {STATEMENT} from statement_row r where r.id = ?1"))?;
        Ok(query.query_row([id], |row| statement_row(&mut Columns::of(row)))?)
    }

    /// What a speaker said, under all names that were joined.
    ///
    /// # Errors
    /// Those of the database.
    pub fn said_by(&self, person: i64) -> Result<Vec<StatementRow>> {
        self.some_statements("speaker_id in (select id from speaker where id = ?1 or same_as_id = ?1)", person)
    }

    /// What can be read in a document.
    ///
    /// # Errors
    /// Those of the database.
    pub fn read_in(&self, document: i64) -> Result<Vec<StatementRow>> {
        self.some_statements("document_id = ?1", document)
    }

    /// What was said about a document as a whole.
    ///
    /// # Errors
    /// Those of the database.
    pub fn said_about(&self, document: i64) -> Result<Vec<StatementRow>> {
        self.some_statements("target_document_id = ?1", document)
    }

    fn some_statements(&self, condition: &str, id: i64) -> Result<Vec<StatementRow>> {
        let sql = format!("select {STATEMENT} from statement_row r where {condition} order by id");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map([id], |row| statement_row(&mut Columns::of(row)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// A statement that seems to be the one about to be added: the same person's same stance on the same target in the
    /// same document with the same words or, where there are none, on the same day and occasion.
    ///
    /// # Errors
    /// Those of the database.
    pub fn same_statement(&self, new: &NewStatement) -> Result<Option<i64>> {
        let on_target = match new.target {
            Target::Claim(_) => "s.claim_id = ?1 and s.target_statement_id is null",
            Target::Statement(_) => "s.target_statement_id = ?1",
            Target::Document(_) => "s.target_document_id = ?1",
        };
        let mut query = self.conn.prepare_cached(&format!(
            "select s.id, s.quote from statement s
             where {on_target} and s.stance = ?2 and +s.document_id is ?3
               and (select canonical_id from canonical_speaker where speaker_id = s.speaker_id)
                 = (select canonical_id from canonical_speaker where speaker_id = ?4)
               and (?5 is not null or (s.said_on is ?6 and s.occasion is ?7))
             order by s.id",
        ))?;
        let (claim, statement, document) = target_columns(new.target);
        let mut rows = query.query(params![
            claim.or(statement).or(document),
            new.stance.as_str(),
            new.document,
            new.speaker,
            new.quote,
            new.said_on.as_ref().map(Date::as_str),
            new.occasion,
        ])?;
        let words = new.quote.as_deref().map(fold);
        while let Some(row) = rows.next()? {
            if row.get::<_, Option<String>>(1)?.as_deref().map(fold) == words {
                return Ok(Some(row.get(0)?));
            }
        }
        Ok(None)
    }

    /// A statement that makes or reports a claim with the same words in the same document.
    ///
    /// # Errors
    /// Those of the database.
    pub fn same_quote(&self, document: i64, quote: &str) -> Result<Option<(i64, i64)>> {
        let mut query = self.conn.prepare_cached(
            "select id, claim_id, quote from statement
             where document_id = ?1 and quote is not null and claim_id is not null and family in ('for', 'relay') order by id",
        )?;
        let mut rows = query.query([document])?;
        let words = fold(quote);
        while let Some(row) = rows.next()? {
            if fold(&row.get::<_, String>(2)?) == words {
                return Ok(Some((row.get(0)?, row.get(1)?)));
            }
        }
        Ok(None)
    }
}

/// The statement ?1 and all that hang on it, however indirectly.
const BELOW: &str = "with recursive below (id) as (
     select ?1 union select s.id from below b join statement s on s.target_statement_id = b.id)";

impl Writer<'_> {
    /// Records a statement.
    ///
    /// # Errors
    /// A stance that does not fit its target; words that do not occur in the stored text of the document; a retraction of
    /// what somebody else said, or of nothing.
    pub fn add_statement(&self, new: &NewStatement) -> Result<i64> {
        self.target(new.target)?;
        self.add_statement_on(new)
    }

    /// Records a statement on what is known to be there.
    ///
    /// # Errors
    /// As [`Writer::add_statement`].
    pub(in crate::store) fn add_statement_on(&self, new: &NewStatement) -> Result<i64> {
        fits(new.stance, new.target)?;
        let quote = new.quote.as_deref().filter(|quote| !quote.is_empty());
        let anchor = self.anchor(new.document, quote, new.place)?;
        let (start, end) = span(anchor.as_ref());
        let (claim, statement, document) = target_columns(new.target);
        let mut insert = self.conn.prepare_cached(
            "insert into statement (id, uid, speaker_id, role, stance, claim_id, target_statement_id, target_document_id,
                                    origin_id, document_id, occasion, said_on, quote, quote_start, quote_end, quote_prefix,
                                    quote_suffix, note)
             values (?1, ?2, ?3, nullif(?4, ''), ?5, coalesce(?6, (select claim_id from statement where id = ?7)), ?7, ?8,
                     (select iif(family = 'relay', origin_id, id) from statement where id = ?7), ?9, nullif(?10, ''), ?11,
                     ?12, ?13, ?14, ?15, ?16, nullif(?17, ''))",
        )?;
        // By place: names are found by comparing each with all, and an import has many statements.
        insert.execute(params![
            new.id,
            self.uid(new.uid.as_deref())?,
            new.speaker,
            new.role,
            new.stance.as_str(),
            claim,
            statement,
            document,
            new.document,
            new.occasion,
            new.said_on.as_ref().map(Date::as_str),
            quote,
            start,
            end,
            anchor.as_ref().map(|anchor| &anchor.prefix),
            anchor.as_ref().map(|anchor| &anchor.suffix),
            new.note,
        ])?;
        let id = self.conn.last_insert_rowid();
        if new.stance == Stance::Retracts && new.uid.is_none() {
            self.take_back(id, new)?;
        }
        Ok(id)
    }

    /// Marks what a retraction takes back: the statement it names; where it names a claim, what its speaker said of the
    /// claim until then (by date where both dates tell, else in the order of recording); where it names a document, what
    /// its speaker asserted or reported in it.
    fn take_back(&self, id: i64, new: &NewStatement) -> Result<()> {
        let (claim, statement, document) = target_columns(new.target);
        let taken = self.conn.execute(
            "update statement set retracted_by_id = :id
             where id <> :id and stance <> 'retracts' and retracted_by_id is null
               and case
                     when :statement is not null then id = :statement
                     when :document is not null  then document_id = :document and family in ('for', 'relay')
                     else claim_id = :claim and target_statement_id is null and case
                            when said_on > :on and substr(said_on, 1, length(:on)) <> :on then 0
                            else 1
                          end
                   end
               and speaker_id in (select speaker_id from canonical_speaker where canonical_id = (
                                      select canonical_id from canonical_speaker where speaker_id = :speaker))",
            named_params! {
                ":id": id, ":claim": claim, ":statement": statement, ":document": document, ":speaker": new.speaker,
                ":on": new.said_on.as_ref().map(Date::as_str),
            },
        )?;
        if taken > 0 {
            return Ok(());
        }
        let speaker = self.statement(id)?.speaker;
        Err(match new.target {
            Target::Statement(of) => {
                Error::refused(format!("statement {of} is not {speaker}'s to take back, or is taken back already"))
                    .hint(
                        Sentence::from("somebody else can dispute it: ")
                            + Suggestion::DisputeStatement(of)
                            + terminal_only(format!(" --by \"{speaker}\"")),
                    )
            }
            other => Error::refused(format!("{speaker} has said nothing about {other} that could be taken back"))
                .hint(Suggestion::Claim(None) + " lists who said what"),
        })
    }

    /// Changes a statement.
    ///
    /// # Errors
    /// A stance of another family; words that do not occur in the stored text; a chain that would close a circle.
    pub fn edit_statement(&self, id: i64, edit: &StatementEdit) -> Result<()> {
        let old = self.statement(id)?;
        if let Some(stance) = edit.stance.filter(|stance| stance.family() != old.stance.family()) {
            return Err(Error::refused(format!("statement {id} {}; it cannot become one that {stance}", old.stance))
                .hint(Suggestion::RemoveStatement(id) + ", then record what was said instead"));
        }
        let takes_part = old.stance == Stance::Retracts || old.retracted_by_id.is_some();
        if edit.speaker.is_some() && takes_part {
            return Err(Error::refused(format!(
                "statement {id} takes something back, or was taken back, by its speaker"
            ))
            .hint(Suggestion::RemoveStatement(id) + ", then record who said it"));
        }
        if let Some(reports) = edit.reports {
            self.retarget(&old, reports)?;
        }
        let document = edit.document.unwrap_or(old.document_id);
        let quote = match edit.quote.as_deref() {
            Some("") => None,
            Some(new) => Some(new.to_string()),
            None => old.quote.clone(),
        };
        let again = edit.quote.is_some() || edit.document.is_some();
        let anchor = if again { self.anchor(document, quote.as_deref(), QuotePlace::Find)? } else { None };
        self.conn.execute(
            "update statement set stance = coalesce(:stance, stance), speaker_id = coalesce(:speaker, speaker_id), said_on = iif(:on_given, :said_on, said_on),
                    role = case when :role is null then role else nullif(:role, '') end,
                    occasion = case when :occasion is null then occasion else nullif(:occasion, '') end,
                    note = case when :note is null then note else nullif(:note, '') end
             where id = :id",
            named_params! {
                ":id": id, ":speaker": edit.speaker, ":stance": edit.stance.map(Stance::as_str), ":role": edit.role, ":occasion": edit.occasion,
                ":on_given": edit.said_on.is_some(), ":said_on": edit.said_on.iter().flatten().next().map(Date::as_str),
                ":note": edit.note,
            },
        )?;
        if again {
            let (start, end) = span(anchor.as_ref());
            self.conn.execute(
                "update statement set document_id = ?2, quote = ?3, quote_start = ?4, quote_end = ?5, quote_prefix = ?6,
                        quote_suffix = ?7 where id = ?1",
                params![
                    id,
                    document,
                    quote,
                    start,
                    end,
                    anchor.as_ref().map(|anchor| &anchor.prefix),
                    anchor.as_ref().map(|anchor| &anchor.suffix)
                ],
            )?;
        }
        Ok(())
    }

    /// Makes a report one of another statement, and moves everything that hangs on it along.
    fn retarget(&self, old: &StatementRow, to: i64) -> Result<()> {
        let id = old.id;
        if old.stance != Stance::Reports {
            return Err(Error::refused(format!("statement {id} is not a report"))
                .hint("only a report can be pointed at another statement"));
        }
        self.target(Target::Statement(to))?;
        let circle: bool = self.conn.query_row(
            &format!("{BELOW} select exists (select 1 from below where id = ?2)"),
            [id, to],
            |row| row.get(0),
        )?;
        if circle {
            return Err(Error::refused(format!(
                "statement {to} itself goes back to statement {id}: the chain would close a circle"
            ))
            .hint(Suggestion::Claim(None) + " shows the chain"));
        }
        self.conn.execute(
            &format!(
                "{BELOW} update statement
                 set claim_id = (select claim_id from statement where id = ?2),
                     target_statement_id = iif(id = ?1, ?2, target_statement_id)
                 where id in (select id from below)"
            ),
            [id, to],
        )?;
        // The chain of reports below ends at another statement now.
        self.conn.execute(
            "with recursive reports (id) as (
                 select ?1
                 union select s.id from reports r join statement t on t.id = r.id and t.family = 'relay'
                 join statement s on s.target_statement_id = t.id)
             update statement
             set origin_id = (select iif(family = 'relay', origin_id, id) from statement where id = ?2)
             where id in (select id from reports)",
            [id, to],
        )?;
        Ok(())
    }
}

/// The columns `claim_id`, `target_statement_id` and `target_document_id` of a target.
fn target_columns(target: Target) -> (Option<i64>, Option<i64>, Option<i64>) {
    match target {
        Target::Claim(id) => (Some(id), None, None),
        Target::Statement(id) => (None, Some(id), None),
        Target::Document(id) => (None, None, Some(id)),
    }
}

/// Whether a stance fits a target: asserting and confirming is done to claims, reporting to statements, all else to any.
fn fits(stance: Stance, target: Target) -> Result<()> {
    match (stance.family(), target) {
        (Family::For, Target::Claim(_)) | (Family::Relay, Target::Statement(_)) => Ok(()),
        (Family::For, other) => Err(Error::usage(format!("“{stance}” targets a claim, not {other}"))
            .hint(Suggestion::Say(None) + terminal_only(" --by NAME"))),
        (Family::Relay, other) => Err(Error::usage(format!("“{stance}” targets a statement, not {other}")).hint(
            Suggestion::Report + terminal_only(" --by NAME") + "; " + Suggestion::Claim(None) + " lists the statements",
        )),
        _ => Ok(()),
    }
}
