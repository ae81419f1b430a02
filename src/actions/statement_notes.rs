//! Notes about a statement that was recorded: where its quote stands, and a day that is doubtful.

use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{Sentence, flag};
use crate::model::Date;
use crate::model::date::first_meant;
use crate::model::records::StatementRow;

/// Notes that a quote stands several times in the text, and which place was taken; or that it does not stand there.
pub(super) fn note_place(row: &StatementRow, places: &[usize], outcome: &mut Outcome) {
    let Some(taken) = row.quote_start else {
        if row.unplaced {
            outcome.note("the quote does not occur in the stored text; it is kept as not found there");
        }
        return;
    };
    let places: Vec<_> = places.iter().map(ToString::to_string).collect();
    if let [others @ .., last] = &places[..]
        && !others.is_empty()
    {
        outcome.note(
            Sentence::from(format!(
                "these words stand in the text {} times, at {} and {last}; {taken} is taken; ",
                places.len(),
                others.join(", ")
            )) + flag("--quote-at")
                + " names another",
        );
    }
}

/// Notes a day that is in the future, or after the day on which the document was published.
pub(super) fn note_doubtful_day(statement: &StatementRow, context: &ActionContext, outcome: &mut Outcome) {
    let Some(day) = statement.said_on.as_deref() else { return };
    let last = |day: &str| Date::parse(day).ok().and_then(|day| day.ends().1);
    let is_after =
        |other: &str| last(other).is_some_and(|last| first_meant(day).as_ref() > format!("{last}~").as_str());
    let today = context.now.format("%Y-%m-%d").to_string();
    if is_after(&today) {
        outcome.note(format!("{day} is in the future"));
    } else if let (Some(published), Some(document)) = (&statement.published_on, statement.document_id)
        && is_after(published)
    {
        outcome.note(format!("{day} is after document {document} was published ({published})"));
    }
}
