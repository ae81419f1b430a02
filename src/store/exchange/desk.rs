//! Members, assignments and comments as lines, and back. Only the whole book has them: a part of it may be for others.

use std::mem::take;

use super::read::{BookReader, claimless, date};
use super::write::{EachLine, Written, named};
use crate::error::{Error, Result};
use crate::model::records::{AssignmentLine, CommentLine, Line, MemberLine, NewAssignment, NewComment, NewMember};
use crate::model::{Role, SpeakerKind};
use crate::store::Store;
use crate::store::records::rows::value;

impl Store {
    /// Writes the members of the desk, their claims, and their comments.
    pub(super) fn desk_lines(&self, written: &mut Written, each: EachLine) -> Result<()> {
        let mut members = self.members()?;
        members.sort_by_key(|member| member.id);
        for mut member in members {
            let speaker = match member.speaker_id {
                Some(speaker) => Some(self.speaker_line(speaker, written, each)?),
                None => None,
            };
            let (name, role) = (take(&mut member.name), take(&mut member.role));
            each(Line::Member(MemberLine { line_type: named("member"), name, role, speaker, ..member.into() }))?;
        }
        let claim = |id: i64| value(&self.conn, "select uid from claim where id = ?1", [id]);
        for mut row in self.assignments()? {
            each(Line::Assignment(AssignmentLine {
                line_type: named("assignment"),
                claim: claim(row.claim_id)?,
                member: take(&mut row.member),
                due_on: take(&mut row.due_on),
                assigned_at: Some(take(&mut row.assigned_at)),
                ..row.into()
            }))?;
        }
        for mut row in self.all_comments()? {
            each(Line::Comment(CommentLine {
                line_type: named("comment"),
                claim: claim(row.claim_id)?,
                writer: take(&mut row.writer),
                text: take(&mut row.text),
                written_at: Some(take(&mut row.written_at)),
                edited_at: take(&mut row.edited_at),
                ..row.into()
            }))?;
        }
        Ok(())
    }
}

impl BookReader<'_> {
    /// Takes in a member. A book that had members before gives its own roles: whoever is new looks, until an editor says more.
    pub(super) fn member(&mut self, line: &MemberLine) -> Result<()> {
        let role: Role = line.role.parse()?;
        let known = self.writer.members()?;
        let is_same = |name: &str| name.to_lowercase() == line.name.trim().to_lowercase();
        if self.by_uid("member", line.uid.as_deref())?.is_some() || known.iter().any(|member| is_same(&member.name)) {
            return Ok(());
        }
        let had_members = known.iter().any(|member| member.id <= self.last["member"]);
        let speaker = line.speaker.as_deref();
        let speaker = speaker.map(|name| self.speaker_of(name, None, SpeakerKind::Person)).transpose()?;
        self.writer.add_member(&NewMember {
            id: self.number("member", line.id)?,
            name: line.name.trim().to_string(),
            role: if had_members { Role::Reader } else { role },
            speaker,
            ..line.into()
        })?;
        if had_members && role != Role::Reader {
            self.report.take(format!("{} is a reader here, and {role} in the file", line.name.trim()));
        }
        self.report.counts.members += 1;
        Ok(())
    }

    /// Takes in who works on a claim, unless somebody of this book does.
    pub(super) fn assignment(&mut self, line: &AssignmentLine) -> Result<()> {
        let claim = self.claim_of(Some(&line.claim))?.ok_or_else(|| claimless("assignment"))?;
        if self.by_uid("assignment", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        let member = self.writer.member_named(&line.member)?;
        let due_on = date(line.due_on.as_deref())?;
        match self.writer.assignment(claim)? {
            None => {
                self.writer.assign(&NewAssignment {
                    id: self.number("assignment", line.id)?,
                    claim,
                    member: member.id,
                    due_on,
                    assigned_at: date(line.assigned_at.as_deref())?.map(|date| date.to_string()),
                    ..line.into()
                })?;
                self.report.counts.assignments += 1;
            }
            Some(own) if own.member_id == member.id => {}
            Some(own) => {
                self.report
                    .take(format!("claim {claim} stays assigned to {}; in the file to {}", own.member, member.name));
            }
        }
        Ok(())
    }

    /// Takes in a comment. Its writer is the member of that name, if there is one.
    pub(super) fn comment(&mut self, line: &CommentLine) -> Result<()> {
        let claim = self.claim_of(Some(&line.claim))?.ok_or_else(|| claimless("comment"))?;
        if self.by_uid("comment", line.uid.as_deref())?.is_some() {
            return Ok(());
        }
        if line.text.trim().is_empty() {
            return Err(Error::usage("the comment is empty").hint("say what it says with \"text\""));
        }
        let member = line.writer.as_deref().and_then(|name| self.writer.member_named(name).ok());
        let time = |text: &Option<String>| Ok::<_, Error>(date(text.as_deref())?.map(|date| date.to_string()));
        let written_at = time(&line.written_at)?;
        let is_there =
            self.writer.comments(claim)?.iter().any(|known| known.text == line.text && known.writer == line.writer);
        if line.uid.is_none() && is_there {
            return Ok(());
        }
        self.writer.add_comment(&NewComment {
            id: self.number("comment", line.id)?,
            claim,
            writer: line.writer.clone(),
            member: member.map(|member| member.id),
            text: line.text.clone(),
            written_at,
            edited_at: time(&line.edited_at)?,
            ..line.into()
        })?;
        self.report.counts.comments += 1;
        Ok(())
    }
}
