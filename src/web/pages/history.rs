//! The page of the history.

use askama::Template;

use super::layout::Layout;
use crate::error::Result;
use crate::model::results::history::EntryRow;
use crate::store::Store;
use crate::web::http::{HttpRequest, HttpResponse, capitalized};

/// Maximum number of entries shown.
const MAX_ENTRIES: u64 = 200;

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    layout: Layout,
    rows: Vec<EntryRow>,
    more: bool,
    has_members: bool,
}

/// Returns the page of the history, newest entry first.
pub(crate) fn history(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let mut rows = Vec::new();
    store.entries(None, Some(MAX_ENTRIES + 1), &mut |entry| {
        rows.push(entry);
        Ok(())
    })?;
    let more = rows.len() as u64 > MAX_ENTRIES;
    rows.truncate(usize::try_from(MAX_ENTRIES).unwrap_or(usize::MAX));
    HttpResponse::page(&HistoryPage {
        layout: Layout::of(request),
        has_members: rows.iter().any(|row| row.member.is_some()),
        rows,
        more,
    })
}

/// Returns what an entry changed as a sentence: "Added claim 3 and statement 5; removed tag 2."
pub(super) fn sentence(entry: &EntryRow) -> String {
    let mut parts: [Vec<&str>; 4] = Default::default();
    for change in &entry.changes {
        let (place, text) = match (change.strip_prefix("+ "), change.strip_prefix("− ")) {
            (Some(added), _) => (0, added),
            (_, Some(removed)) => (2, removed),
            _ if change.starts_with("and ") => (3, change.as_str()),
            _ => (1, change.as_str()),
        };
        parts[place].push(text);
    }
    let told = ["added", "changed", "removed"].iter().zip(&parts).filter(|(_, parts)| !parts.is_empty());
    let told: Vec<_> = told.map(|(verb, parts)| format!("{verb} {}", in_a_row(parts))).collect();
    let rest = parts[3].first().map_or_else(String::new, |rest| format!(" {rest}"));
    if told.is_empty() { "Changed nothing.".to_string() } else { format!("{}{rest}.", capitalized(&told.join("; "))) }
}

/// Returns texts in a row: "a, b and c".
fn in_a_row(texts: &[&str]) -> String {
    match texts {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => texts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_told_in_a_sentence() {
        let told = |changes: &[&str]| {
            sentence(&EntryRow { changes: changes.iter().map(ToString::to_string).collect(), ..EntryRow::default() })
        };
        assert_eq!(
            told(&["+ claim 3", "+ statements 5–6", "+ tag talks"]),
            "Added claim 3, statements 5–6 and tag talks."
        );
        assert_eq!(
            told(&["claim 3 (stage new → checked)", "− tag old", "and 2 more"]),
            "Changed claim 3 (stage new → checked); removed tag old and 2 more."
        );
        assert_eq!(told(&[]), "Changed nothing.");
    }
}
