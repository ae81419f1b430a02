//! Statements: which stance fits which target, recording, changing, taking back.

use rusqlite::params;

use super::joins::BELOW;
use super::rows::{first, insert, list, read_all, update, value};
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, terminal_only};
use crate::model::records::{NewStatement, StatementEdit, StatementRow, Target, WriteColumn};
use crate::model::{Date, Family, Stance};
use crate::store::records::anchors::set_anchor;
use crate::store::{Store, Writer};
use crate::text::normalize::{clean_name, fold};

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
        self.some_statements(
            "speaker_id in (select id from speaker where id = ?1 or same_as_id = ?1)
             or for_speaker_id in (select id from speaker where id = ?1 or same_as_id = ?1)",
            person,
        )
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
        read_all(&self.conn, &sql, [id], |columns| self.complete(StatementRow::read(columns)?))
    }

    /// A statement that seems to be the one about to be added: the same person's same stance on the same target in the
    /// same document with the same words, on no other day or occasion; without words, on the same day and occasion.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_statement(&self, new: &NewStatement) -> Result<Option<i64>> {
        // The statements of the person, by the index of speakers: a claim may have as many speakers as a file has rows.
        let by_speaker = if matches!(new.target, Target::Document(_)) { "" } else { "indexed by statement_speaker" };
        let on_target = match new.target {
            Target::Claim(_) => "s.claim_id = ?1 and +s.target_statement_id is null",
            Target::Statement(_) => {
                "s.claim_id is (select claim_id from statement where id = ?1) and +s.target_statement_id = ?1"
            }
            Target::Document(_) => "s.target_document_id = ?1",
        };
        let mut query = self.conn.prepare_cached(&format!(
            "select s.id, s.quote from statement s {by_speaker}
             where s.speaker_id in (select id from speaker where id = ?4 union all select id from speaker where same_as_id = ?4)
               and s.family = ?8 and {on_target} and s.stance = ?2 and +s.document_id is ?3
               and iif(?5 is null, s.said_on is ?6 and s.occasion is ?7,
                       (?6 is null or s.said_on is ?6) and (?7 is null or s.occasion is ?7))
             order by s.id",
        ))?;
        let (claim, statement, document) = target_columns(new.target);
        let mut rows = query.query(params![
            claim.or(statement).or(document),
            new.stance.as_str(),
            new.document,
            self.person_of(new.speaker)?,
            new.quote,
            new.said_on.as_ref().map(Date::as_str),
            new.occasion,
            new.stance.family().as_str(),
        ])?;
        let words = new.quote.as_deref().map(fold);
        while let Some(row) = rows.next()? {
            if row.get::<_, Option<String>>(1)?.as_deref().map(fold) == words {
                return Ok(Some(row.get(0)?));
            }
        }
        Ok(None)
    }

    /// What a speaker said of a claim or a document that stands, after joins, by number: first what makes or reports the claim, or
    /// what is made and reported in the document; then what disputes it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn standing_on(&self, speaker: i64, target: Target) -> Result<[Vec<i64>; 2]> {
        let (carries, disputes) = match target {
            Target::Claim(_) => ("s.claim_id = ?2", "s.claim_id = ?2"),
            Target::Statement(_) => ("s.id = ?2", "s.id = ?2"),
            Target::Document(_) => ("s.document_id = ?2", "s.target_document_id = ?2"),
        };
        let (claim, statement, document) = target_columns(target);
        let of = |condition: &str| {
            list(
                &self.conn,
                &format!(
                    "select s.id from standing_statement s left join statement o on o.id = s.origin_id where {condition}
                     and (select canonical_id from canonical_speaker where speaker_id = s.principal_id)
                       = (select canonical_id from canonical_speaker where speaker_id = ?1)
                     and s.retracted_by_id is null order by s.id"
                ),
                params![speaker, claim.or(statement).or(document)],
            )
        };
        let relays = if claim.is_some() { "s.family = 'relay' and o.family = 'for'" } else { "s.family = 'relay'" };
        Ok([
            of(&format!("{carries} and (s.family = 'for' or {relays})"))?,
            of(&format!("{disputes} and s.family = 'against'"))?,
        ])
    }

    /// The statements in which an unnamed speaker of some words takes a stance on a claim, as an outlet reports; each with that
    /// report.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn reports_of_unnamed(
        &self,
        (claim, stance): (i64, Stance),
        words: &str,
        outlet: i64,
    ) -> Result<Vec<(i64, i64)>> {
        let mut query = self.conn.prepare_cached(
            "select s.id, min(r.id) from statement s join speaker u on u.id = s.speaker_id
             join statement r on r.target_statement_id = s.id and r.stance = 'reports'
             where s.claim_id = ?1 and s.target_statement_id is null and s.stance = ?2
               and u.kind = 'unnamed' and u.name = ?3 collate nocase
               and (select canonical_id from canonical_speaker where speaker_id = r.speaker_id)
                 = (select canonical_id from canonical_speaker where speaker_id = ?4)
             group by s.id order by s.id",
        )?;
        let rows = query.query_map(params![claim, stance.as_str(), clean_name(words), outlet], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first report of a statement by a speaker.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn report_by(&self, statement: i64, speaker: i64) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select r.id from statement r where r.target_statement_id = ?1 and r.stance = 'reports'
               and (select canonical_id from canonical_speaker where speaker_id = r.speaker_id)
                 = (select canonical_id from canonical_speaker where speaker_id = ?2) order by r.id limit 1",
            [statement, speaker],
        )
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

/// Whether the statement ?1 is the third of a chain of retractions, of which nothing takes back the last.
const TAKES_BACK_THE_RETRACTION_OF_A_RETRACTION: &str = "
    select exists (select 1 from statement a join statement b on b.id = a.target_statement_id
                   join statement c on c.id = b.target_statement_id
                   where a.id = ?1 and a.stance = 'retracts' and b.stance = 'retracts' and c.stance = 'retracts')";

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
        self.refuse_unnamed(new.for_speaker, "speak through another").about("for")?;
        let anchor = self.anchor(new.document, quote, new.place, Some(new.speaker)).about("quote")?;
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
            self.check_retraction(id, new.target)?;
        }
        Ok(id)
    }

    /// Refuses a retraction that takes back nothing, or a retraction of a retraction of a retraction.
    pub(super) fn check_retraction(&self, id: i64, target: Target) -> Result<()> {
        if let Target::Statement(of) = target
            && value(&self.conn, TAKES_BACK_THE_RETRACTION_OF_A_RETRACTION, [of])?
        {
            return Err(Error::refused(format!("statement {of} takes back a retraction for the second time"))
                .hint("record what was said anew, or its retraction"));
        }
        self.refresh_retracted_of(target)?;
        let takes_back = match target {
            Target::Claim(_) | Target::Statement(_) => {
                "select exists (select 1 from standing_statement s join statement r on r.id = ?1
                 where s.claim_id is r.claim_id and s.id = coalesce(r.target_statement_id, s.id) and s.retracted_by_id = r.id)"
            }
            Target::Document(_) => {
                "select exists (select 1 from standing_statement s join statement r on r.id = ?1
                 where s.document_id = r.target_document_id and s.retracted_by_id = r.id)"
            }
        };
        if value(&self.conn, takes_back, [id])? {
            return Ok(());
        }
        let retraction = self.statement(id)?;
        let speaker = retraction.for_speaker.unwrap_or(retraction.speaker);
        Err(match target {
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
        if (edit.speaker.is_some() || edit.for_speaker.is_some()) && takes_part {
            return Err(Error::refused(format!(
                "statement {id} takes something back, or was taken back, by its speaker"
            ))
            .hint(Suggestion::RemoveStatement(id) + ", then record who said it"));
        }
        self.refuse_unnamed(edit.for_speaker.flatten(), "speak through another").about("for")?;
        if let Some(reports) = edit.reports {
            self.retarget(&old, reports)?;
        }
        if let Some(claim) = edit.to_claim {
            self.move_statement(&old, claim)?;
        }
        let document = edit.document.unwrap_or(old.document_id);
        let quote = match edit.quote.as_deref() {
            Some("") => None,
            Some(new) => Some(new.to_string()),
            None => old.quote.clone(),
        };
        let mut values = edit.columns();
        let again = edit.quote.is_some() || edit.document.is_some();
        let (place, speaker) = (edit.place.unwrap_or_default(), edit.speaker.unwrap_or(old.speaker_id));
        let anchor =
            if again { self.anchor(document, quote.as_deref(), place, Some(speaker)).about("quote")? } else { None };
        if again {
            set_anchor(&mut values, anchor.as_ref());
        }
        update(&self.conn, "statement", id, &values)?;
        match &edit.said_on {
            Some(Some(day)) => self.follow_reply(&old, day),
            _ => Ok(()),
        }
    }

    /// Makes a report one of another statement, and moves all statements about it with it.
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
pub(super) fn target_columns(target: Target) -> (Option<i64>, Option<i64>, Option<i64>) {
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
