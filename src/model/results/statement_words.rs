//! How a page tells a statement: when and by whom, in which words, where.

use crate::model::Access;
use crate::model::records::StatementRow;

/// The beginning of a statement: its number, its day, its speaker.
pub fn begin(statement: &StatementRow) -> String {
    let date = statement.said_on.as_deref().unwrap_or("undated");
    format!("{} · {date} · {}", statement.id, named(statement))
}

/// A speaker as a statement names him: who he is, how he was worded if otherwise, and his role.
pub fn named(statement: &StatementRow) -> String {
    let mut text = statement.speaker.clone();
    if statement.worded != statement.speaker {
        text.push_str(&format!(" (as “{}”)", statement.worded));
    } else if statement.unnamed() {
        text.push_str(" (unnamed)");
    }
    if let Some(role) = &statement.role {
        text.push_str(&format!(", {role}"));
    }
    text
}

/// In which statement it was taken back; nothing where it stands.
pub fn taken_back(statement: &StatementRow) -> String {
    statement.retracted_by_id.map_or_else(String::new, |by| format!(" [taken back in statement {by}]"))
}

/// The words in which it was said.
pub fn words(statement: &StatementRow) -> Option<String> {
    statement.quote.as_ref().map(|quote| format!("“{quote}”"))
}

/// Where it was said and what was noted of it, a line each.
pub fn circumstances(statement: &StatementRow) -> Vec<String> {
    let mut place = Vec::new();
    if let (Some(id), Some(title)) = (statement.document_id, &statement.document) {
        let publisher = statement.publisher.as_ref().map_or_else(String::new, |name| format!(", {name}"));
        let secondhand = match statement.access {
            Some(Access::Secondhand) => ", secondhand",
            _ => "",
        };
        place.push(format!("in {title} (document {id}{publisher}{secondhand})"));
    }
    place.extend(statement.occasion.as_ref().map(|occasion| format!("occasion: {occasion}")));
    let place = (!place.is_empty()).then(|| place.join("; "));
    place.into_iter().chain(statement.note.as_ref().map(|note| format!("note: {note}"))).collect()
}
