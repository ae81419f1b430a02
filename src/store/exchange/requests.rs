//! Requests in the line of a claim, or on lines of their own.

use super::read::{BookReader, date};
use crate::error::{Error, Result};
use crate::model::SpeakerKind;
use crate::model::records::{NewRequest, RequestLine};

impl BookReader<'_> {
    /// Takes in a request, unless the book has it. One that is open in the book and closed in the file is closed.
    pub(super) fn request(&mut self, claim: i64, line: &RequestLine) -> Result<()> {
        let statement = line.statement.as_deref().map(|word| self.closing_statement(word)).transpose()?;
        let closed_on = date(line.closed_on.as_deref())?;
        if statement.is_some() != closed_on.is_some() {
            return Err(Error::usage("a request that is closed has the day and the statement")
                .hint("say both closed_on and statement, or neither"));
        }
        if let Some(id) = self.by_uid("request", line.uid.as_deref())? {
            if let (None, Some((statement, day))) = (self.writer.request(id, None)?.closed_on, statement.zip(closed_on))
            {
                self.writer.close_request(id, statement, &day)?;
                self.report.counts.changes += 1;
            }
            return Ok(());
        }
        let new = NewRequest {
            id: self.number("request", line.id)?,
            claim,
            speaker: self.speaker_of(&line.speaker, None, SpeakerKind::Person)?,
            channel: line.channel.as_deref().map(str::parse).transpose()?,
            asked_on: date(Some(&line.asked_on))?,
            due_on: date(line.due_on.as_deref())?,
            closed_on,
            statement,
            ..line.into()
        };
        if new.uid.is_none() && self.writer.same_request(&new)?.is_some() {
            return Ok(());
        }
        self.writer.add_request(&new)?;
        self.report.counts.requests += 1;
        Ok(())
    }

    fn closing_statement(&self, word: &str) -> Result<i64> {
        self.meant("statement", word)?.ok_or_else(|| {
            Error::not_found(format!("no such statement: {word}")).hint("give the statement the same word as its key")
        })
    }
}
