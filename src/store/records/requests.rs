//! Requests: who was asked to reply to a claim, what is open, and how a request is closed.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use rusqlite::params;

use super::batch::Among;
use super::rows::{first, insert, list, read_all, set, update, value};
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only, terminal_or_page};
use crate::model::records::{Columns as _, NewRequest, RequestEdit, RequestRow, StatementRow, WriteColumn};
use crate::model::{Date, Predicate, RequestState, Stage, Stance};
use crate::store::{Store, Writer};

/// Which requests are listed.
#[derive(Clone, Debug, Default)]
pub struct RequestFilter {
    /// Which claims they are about.
    pub claims: Predicate,
    /// The speakers who were asked, after joins; all if there are none.
    pub speakers: Vec<i64>,
    /// Whether closed requests are listed too.
    pub closed: bool,
    /// Whether only those are listed whose day has passed.
    pub overdue: bool,
    /// The local time.
    pub now: NaiveDateTime,
}

impl Store {
    /// The requests of a claim, in the order in which they were recorded.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn requests(&self, claim: i64) -> Result<Vec<RequestRow>> {
        self.requests_where("r.claim_id = ?1 order by r.id", [claim], None)
    }

    /// One request, as it is at a local time.
    ///
    /// # Errors
    /// No such request.
    pub fn request(&self, id: i64, now: Option<NaiveDateTime>) -> Result<RequestRow> {
        let found = self.requests_where("r.id = ?1", [id], now)?.into_iter().next();
        found.ok_or_else(|| {
            Error::not_found(format!("no such request: {id}")).hint(Suggestion::Asked + " has the numbers")
        })
    }

    /// The requests that a filter means: those that are due first come first, then those without a day, then closed ones.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn requests_asked(&self, which: &RequestFilter) -> Result<Vec<RequestRow>> {
        let open = if which.closed { "true" } else { "r.closed_on is null" };
        let order = "r.closed_on is not null, r.closed_on desc, r.due_on is null, r.due_on, r.asked_on, r.id";
        let mut all = self.requests_where(&format!("{open} order by {order}"), [], Some(which.now))?;
        let claims = self.narrowed_to(&which.claims)?;
        all.retain(|row| {
            claims.as_ref().is_none_or(|claims| claims.contains(&row.claim_id))
                && (which.speakers.is_empty() || which.speakers.contains(&row.person_id))
                && (!which.overdue || row.state == RequestState::Overdue.as_str())
        });
        Ok(all)
    }

    fn requests_where(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        now: Option<NaiveDateTime>,
    ) -> Result<Vec<RequestRow>> {
        let now = now.map(Date::of_minute);
        let sql = format!("select {} from request_row r where {sql}", RequestRow::SELECT);
        let mut rows = read_all(&self.conn, &sql, values, |columns| RequestRow::read(columns))?;
        for row in &mut rows {
            row.state = row.state_at(now.as_ref().map(Date::as_str)).to_string();
        }
        Ok(rows)
    }

    /// The claims among some about which somebody was asked.
    pub(in crate::store) fn asked_among(&self, among: &Among) -> Result<HashSet<i64>> {
        let mut all = HashSet::new();
        // Most books have none.
        if value::<bool>(&self.conn, "select exists (select 1 from request)", [])? {
            among.each(self, "select claim_id from request where claim_id {}", &mut |columns| {
                all.insert(columns.next()?);
                Ok(())
            })?;
        }
        Ok(all)
    }

    /// The request to the same speaker about the same claim on the same day, in the same way.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn same_request(&self, new: &NewRequest) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select id from request where claim_id = ?1 and speaker_id = ?2 and asked_on = ?3 and channel is ?4 limit 1",
            params![
                new.claim,
                new.speaker,
                new.asked_on.as_ref().map(Date::as_str),
                new.channel.map(crate::model::Channel::as_str)
            ],
        )
    }

    /// The open request to a speaker, after joins, about a claim.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn open_request(&self, claim: i64, speaker: i64) -> Result<Option<i64>> {
        first(
            &self.conn,
            "select id from request_row where claim_id = ?1 and closed_on is null
             and person_id = (select canonical_id from canonical_speaker where speaker_id = ?2) order by id limit 1",
            params![claim, speaker],
        )
    }
}

impl Writer<'_> {
    /// Records that somebody was asked.
    ///
    /// # Errors
    /// An unnamed speaker; a reply that is due before it was asked for.
    pub fn add_request(&self, new: &NewRequest) -> Result<i64> {
        self.refuse_unnamed(Some(new.speaker), "be asked")?;
        let asked_on = new.asked_on.as_ref().map_or("", Date::as_str);
        if asked_on.is_empty() {
            return Err(Error::usage("a request needs the day on which somebody was asked"));
        }
        refuse_due_before(asked_on, new.due_on.as_ref().map(Date::as_str))?;
        if let Some(closed_on) = &new.closed_on {
            let speaker = self.canonical_speaker(new.speaker)?.name;
            let request = RequestRow { asked_on: asked_on.to_string(), speaker, ..RequestRow::default() };
            refuse_closed_before(&request, closed_on.as_str())?;
        }
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        insert(&self.conn, "request", &values)
    }

    /// Changes a request.
    ///
    /// # Errors
    /// No such request; a reply that is due before it was asked for; an unnamed speaker.
    pub fn edit_request(&self, id: i64, edit: &RequestEdit) -> Result<()> {
        let old = self.request(id, None)?;
        self.refuse_unnamed(edit.speaker, "be asked")?;
        let asked_on = edit.asked_on.as_ref().map_or(old.asked_on.as_str(), Date::as_str);
        let due_on = match &edit.due_on {
            Some(due_on) => due_on.as_ref().map(Date::as_str),
            None => old.due_on.as_deref(),
        };
        refuse_due_before(asked_on, due_on)?;
        if let Some(closed_on) = &old.closed_on {
            let edited = RequestRow { asked_on: asked_on.to_string(), ..old.clone() };
            refuse_closed_before(&edited, closed_on).about("on")?;
        }
        update(&self.conn, "request", id, &edit.columns())
    }

    /// Closes an open request with the statement that is the reply, or that there is none.
    ///
    /// # Errors
    /// A request that is closed; a day before the one on which it was asked.
    pub fn close_request(&self, id: i64, statement: i64, day: &Date) -> Result<()> {
        refuse_closed_before(&self.open_request_of(id)?, day.as_str()).about("on")?;
        self.conn.execute(
            "update request set closed_on = ?2, statement_id = ?3 where id = ?1",
            params![id, day.as_str(), statement],
        )?;
        Ok(())
    }

    /// A request, which must be open.
    ///
    /// # Errors
    /// No such request; one that is closed.
    pub fn open_request_of(&self, id: i64) -> Result<RequestRow> {
        let row = self.request(id, None)?;
        let (Some(by), Some(on)) = (row.statement_id, &row.closed_on) else { return Ok(row) };
        Err(Error::refused(format!("request {id} was closed on {on}, by statement {by}")).hint(
            Sentence::from("what was said since is recorded by itself: ")
                + Suggestion::Respond
                + terminal_only(format!(" {} --by \"{}\"", row.claim_id, row.speaker)),
        ))
    }

    /// Removes a request; returns its claim.
    ///
    /// # Errors
    /// No such request.
    pub fn remove_request(&self, id: i64) -> Result<i64> {
        let claim = self.request(id, None)?.claim_id;
        self.conn.execute("delete from request where id = ?1", [id])?;
        Ok(claim)
    }

    /// Lets the requests that a reply closed follow its day, when that becomes another.
    ///
    /// # Errors
    /// A day before the one on which it was asked.
    pub(super) fn follow_reply(&self, reply: &StatementRow, day: &Date) -> Result<()> {
        if reply.stance == Stance::DoesNotRespond || day.is_vague() || day.as_str().len() < "2021-11-18".len() {
            return Ok(());
        }
        for request in self.requests_where("r.statement_id = ?1", [reply.id], None)? {
            refuse_closed_before(&request, day.as_str()).about("on")?;
            self.conn.execute("update request set closed_on = ?2 where id = ?1", params![request.id, day.as_str()])?;
        }
        Ok(())
    }

    /// Opens the requests again that a statement closed, before the statement is removed; returns them.
    pub(super) fn reopen_requests(&self, statement: i64) -> Result<Vec<i64>> {
        let closed = list(&self.conn, "select id from request where statement_id = ?1 order by id", [statement])?;
        if !closed.is_empty() {
            self.conn.execute(
                "update request set closed_on = null, statement_id = null where statement_id = ?1",
                [statement],
            )?;
        }
        Ok(closed)
    }

    /// Sets the stage of a claim by its requests: `awaiting-reply` while one is open, and `checking` when none is any more. A claim that is
    /// checked or dropped stays so. Returns the stage if it changed.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn follow_requests(&self, claim: i64) -> Result<Option<Stage>> {
        let (stage, open, any): (String, bool, bool) = self.conn.query_row(
            "select stage, exists (select 1 from request where claim_id = c.id and closed_on is null),
                    exists (select 1 from request where claim_id = c.id)
             from claim c where id = ?1",
            [claim],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let next = match (Stage::stored(&stage), open, any) {
            (Stage::New | Stage::Checking, true, _) => Stage::AwaitingReply,
            (Stage::AwaitingReply, false, true) => Stage::Checking,
            _ => return Ok(None),
        };
        Ok(self.set_stage(claim, next)?.then_some(next))
    }
}

/// Refuses a day of a reply, or of closing, that is before the day of asking.
fn refuse_closed_before(request: &RequestRow, day: &str) -> Result<()> {
    if !is_before(day, &request.asked_on) {
        return Ok(());
    }
    let (speaker, asked_on) = (&request.speaker, &request.asked_on);
    let what = format!("{speaker} was asked on {asked_on}, so the request cannot be closed on {day}, which is earlier");
    let hint = if request.id == 0 {
        Sentence::from("asked_on is the day of asking, and closed_on that of the reply")
    } else {
        Sentence::from("write the day of the reply; ")
            + terminal_or_page(
                format!("gainsay request edit {} --on DAY corrects the day of asking", request.id),
                "the request itself has the day of asking",
            )
            + "; what was said before is recorded by itself, on the claim"
    };
    Err(Error::usage(what).hint(hint))
}

/// Whether a day is before another, whatever time of the day each has.
fn is_before(day: &str, other: &str) -> bool {
    format!("{day}~").as_str() < other
}

/// Refuses a reply that is due before it was asked for.
fn refuse_due_before(asked_on: &str, due_on: Option<&str>) -> Result<()> {
    match due_on {
        Some(due) if is_before(due, asked_on) => {
            Err(Error::usage(format!("the reply would be due on {due}, before it was asked for on {asked_on}"))
                .hint(flag("--due") + " is the later day; " + flag("--on") + " is the day of asking")
                .about("due"))
        }
        _ => Ok(()),
    }
}
