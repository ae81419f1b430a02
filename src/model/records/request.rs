//! A request: somebody was asked to reply to a claim.

use super::declare::record;
use crate::model::results::statement_words::Piece;
use crate::model::{Channel, Date, RequestState, Stance};

record! {
    {
        /// A request; the columns of the view `request_row`.
        row RequestRow("r", "id");
        /// A request to record.
        new NewRequest(RequestLine);
        /// What to change in a request; nothing where nothing is given.
        edit RequestEdit();
        /// A request as a line.
        line RequestLine(RequestRow);
    }
    {
        /// What became of it; whether it is overdue is only known where the day is.
        state: more(String, "state");
        /// The speaker who was asked, after joins.
        speaker: row(String, "asked") line(String) in_table(|q| (&q.speaker).into());
        /// The speaker who was asked.
        speaker_id: row(i64) new(speaker: i64) edit(speaker: i64);
        /// The speaker who was asked, after joins.
        person_id: row(i64);
        /// The claim.
        claim_id: row(i64, "claim") new(claim: i64);
        /// The words of the claim.
        text: row(String, "words");
        /// The claim, by uid or ref, on a line of its own.
        claim: line(Option<String>) in_table(|q| (&q.claim).into());
        /// In which way: `email`, `phone`, `letter`, `post` or `visit`.
        channel: row(Option<Channel>, "by") new(channel: Option<Channel>) edit(channel: Option<Channel>) line(Option<String>) in_table(|q| (&q.channel).into());
        /// The day on which the speaker was asked.
        asked_on: row(String, "since") new(asked_on: Option<Date>) edit(asked_on: Date) line(String) in_table(|q| (&q.asked_on).into());
        /// The day by which the reply was due.
        due_on: row(Option<String>, "due") new(due_on: Option<Date>) edit(due_on: Option<Date>) line(Option<String>) in_table(|q| (&q.due_on).into());
        /// The day on which it was closed.
        closed_on: row(Option<String>) new(closed_on: Option<Date>) line(Option<String>) in_table(|q| (&q.closed_on).into());
        /// The statement that closed it.
        statement_id: row(Option<i64>) new(statement: Option<i64>);
        /// The statement that closed it, by uid or key.
        statement: line(Option<String>) in_table(|q| (&q.statement).into());
        /// The uid of that statement.
        statement_uid: read(Option<String>);
        /// The stance of that statement.
        stance: row(Option<Stance>);
        /// A note of the desk.
        note: every(text, "note");
    }
}

impl RequestRow {
    /// What became of it at a local time, `2021-11-18T09:30`; without one, open requests are `open`.
    pub fn state_at(&self, now: Option<&str>) -> RequestState {
        match (self.stance, &self.due_on, now) {
            (Some(Stance::DoesNotRespond), ..) => RequestState::NoReply,
            (Some(_), ..) => RequestState::Answered,
            // `~` is above every sign of a date, so a day is over after its last minute.
            (None, Some(due), Some(now)) if format!("{due}~").as_str() < now => RequestState::Overdue,
            (None, Some(due), Some(now)) if now.starts_with(due.get(..10).unwrap_or(due)) && due.len() >= 10 => {
                RequestState::DueToday
            }
            _ => RequestState::Open,
        }
    }

    /// The day by which nobody had replied when it was closed without a reply: that on which the reply was due, unless it was
    /// closed before.
    pub fn unanswered_by(&self) -> Option<&str> {
        let closed = self.closed_on.as_deref()?;
        Some(self.due_on.as_deref().filter(|due| *due <= closed).unwrap_or(closed))
    }

    /// What was asked and what came of it: "Dominic Raab was asked by email on 2021-11-16, and did not reply by 2021-11-17".
    pub fn words(&self) -> Vec<Piece<'_>> {
        let mut pieces = vec![Piece::Speaker(&self.speaker), Piece::Words(" was asked ".into())];
        pieces.extend(self.channel.map(|channel| Piece::Words(format!("{} ", channel.words()).into())));
        pieces.extend([Piece::Words("on ".into()), Piece::Day(&self.asked_on)]);
        match self.state_at(None) {
            RequestState::NoReply => {
                pieces.push(Piece::Words(", and did not reply".into()));
                if let Some(day) = self.unanswered_by() {
                    pieces.extend([Piece::Words(" by ".into()), Piece::Day(day)]);
                }
            }
            RequestState::Answered => {
                pieces.push(Piece::Words(", and replied".into()));
                if let Some(day) = &self.closed_on {
                    pieces.extend([Piece::Words(" on ".into()), Piece::Day(day)]);
                }
            }
            _ => {
                if let Some(due) = &self.due_on {
                    pieces.extend([Piece::Words(", to reply by ".into()), Piece::Day(due)]);
                }
                pieces.push(Piece::Words("; there is no reply yet".into()));
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::results::statement_words::plain;

    fn asked(due: Option<&str>) -> RequestRow {
        RequestRow {
            speaker: "Ann Lee".to_string(),
            asked_on: "2021-11-16".to_string(),
            due_on: due.map(str::to_string),
            ..RequestRow::default()
        }
    }

    #[test]
    fn a_request_is_overdue_when_the_last_moment_of_its_day_is_over() {
        for (due, now, state) in [
            (None, "2021-11-18T09:30", RequestState::Open),
            (Some("2021-11-18"), "2021-11-17T23:59", RequestState::Open),
            (Some("2021-11-18"), "2021-11-18T00:00", RequestState::DueToday),
            (Some("2021-11-18"), "2021-11-18T23:59", RequestState::DueToday),
            (Some("2021-11-18"), "2021-11-19T00:00", RequestState::Overdue),
            (Some("2021-11-18T09:00"), "2021-11-18T08:59", RequestState::DueToday),
            (Some("2021-11-18T09:00"), "2021-11-18T09:01", RequestState::Overdue),
            (Some("2021-11"), "2021-11-30T23:59", RequestState::Open),
            (Some("2021-11"), "2021-12-01T00:00", RequestState::Overdue),
        ] {
            assert_eq!(asked(due).state_at(Some(now)), state, "{due:?} at {now}");
        }
    }

    #[test]
    fn a_request_is_told_in_a_sentence() {
        let open = asked(Some("2021-11-18"));
        assert_eq!(
            plain(&open.words()),
            "Ann Lee was asked on 2021-11-16, to reply by 2021-11-18; there is no reply yet"
        );
        let closed = |stance, day: &str| RequestRow {
            channel: Some(Channel::Visit),
            closed_on: Some(day.to_string()),
            stance: Some(stance),
            ..asked(Some("2021-11-18"))
        };
        for (stance, day, told) in [
            (
                Stance::DoesNotRespond,
                "2021-11-20",
                "Ann Lee was asked in person on 2021-11-16, and did not reply by 2021-11-18",
            ),
            (
                Stance::DoesNotRespond,
                "2021-11-17",
                "Ann Lee was asked in person on 2021-11-16, and did not reply by 2021-11-17",
            ),
            (Stance::Denies, "2021-11-17", "Ann Lee was asked in person on 2021-11-16, and replied on 2021-11-17"),
        ] {
            assert_eq!(plain(&closed(stance, day).words()), told);
        }
    }
}
