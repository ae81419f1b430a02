//! Statements: which stance fits which target, recording, changing, taking back.

use rusqlite::{named_params, params};

use super::rows::{insert, read_all, update, value};
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, terminal_only};
use crate::model::records::{NewStatement, QuotePlace, StatementEdit, StatementRow, Target, WriteColumn};
use crate::model::{Date, Family, Stance};
use crate::store::records::anchors::set_anchor;
use crate::store::{Store, Writer};
use crate::text::normalize::fold;

impl Store {
    /// One statement.
    ///
    /// # Errors
    /// No such statement.
    pub fn statement(&self, id: i64) -> Result<StatementRow> {
        self.target(Target::Statement(id))?;
        let found = self.some_statements("id = ?1", id)?.pop();
        found.ok_or_else(|| Error::not_found(format!("no such statement: {id}")))
    }

    /// What a speaker said, under all names that were joined.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn said_by(&self, person: i64) -> Result<Vec<StatementRow>> {
        self.some_statements("speaker_id in (select id from speaker where id = ?1 or same_as_id = ?1)", person)
    }

    /// What can be read in a document.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn read_in(&self, document: i64) -> Result<Vec<StatementRow>> {
        self.some_statements("document_id = ?1", document)
    }

    /// What was said about a document as a whole.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn said_about(&self, document: i64) -> Result<Vec<StatementRow>> {
        self.some_statements("target_document_id = ?1", document)
    }

    fn some_statements(&self, condition: &str, id: i64) -> Result<Vec<StatementRow>> {
        let columns = StatementRow::SELECT;
        let sql = format!("select {columns} from statement_row r where {condition} order by id");
        read_all(&self.conn, &sql, [id], |columns| self.tell_apart(StatementRow::read(columns)?))
    }

    /// A statement that seems to be the one about to be added: the same person's same stance on the same target in the
    /// same document with the same words or, where there are none, on the same day and occasion.
    ///
    /// # Errors
    /// Errors of the database.
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
    /// Errors of the database.
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
        fits(new.stance, new.target).about("stance")?;
        let quote = new.quote.as_deref().filter(|quote| !quote.is_empty());
        let anchor = self.anchor(new.document, quote, new.place).about("quote")?;
        let uid = self.uid(new.uid.as_deref())?;
        let (mut claim, statement, document) = target_columns(new.target);
        let mut origin: Option<i64> = None;
        if let Some(target) = statement {
            let mut query = self
                .conn
                .prepare_cached("select claim_id, iif(family = 'relay', origin_id, id) from statement where id = ?1")?;
            (claim, origin) = query.query_row([target], |row| Ok((row.get(0)?, row.get(1)?)))?;
        }
        let mut values = new.columns();
        for (column, value) in [
            ("uid", uid.write()),
            ("claim_id", claim.write()),
            ("target_statement_id", statement.write()),
            ("target_document_id", document.write()),
            ("origin_id", origin.write()),
        ] {
            values.push((column, value));
        }
        set_anchor(&mut values, anchor.as_ref());
        let id = insert(&self.conn, "statement", &values)?;
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
        let mut values = edit.columns();
        let again = edit.quote.is_some() || edit.document.is_some();
        let anchor =
            if again { self.anchor(document, quote.as_deref(), QuotePlace::Find).about("quote")? } else { None };
        if again {
            set_anchor(&mut values, anchor.as_ref());
        }
        update(&self.conn, "statement", id, &values)
    }

    /// Makes a report one of another statement, and moves everything that hangs on it along.
    fn retarget(&self, old: &StatementRow, to: i64) -> Result<()> {
        let id = old.id;
        if old.stance != Stance::Reports {
            return Err(Error::refused(format!("statement {id} is not a report"))
                .hint("only a report can be pointed at another statement"));
        }
        self.target(Target::Statement(to))?;
        let circle: bool =
            value(&self.conn, &format!("{BELOW} select exists (select 1 from below where id = ?2)"), [id, to])?;
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
