//! Lookups and checks that several actions share: speakers by name, addresses, quotes, numbers of claims.

use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::{ClaimStatement, NewSpeaker};
use crate::model::{Part, SpeakerKind, namesake};
use crate::store::Writer;
use crate::text::normalize::clean_name;

/// Maximum length of the name of a speaker, in bytes: it is compared with all other names.
const MAX_NAME_BYTES: usize = 10_000;

/// Returns the speaker that a field names. An unknown name becomes a new speaker, and the outcome says so.
///
/// # Errors
/// A name that may mean several.
pub(super) fn speaker_named(
    writer: &Writer,
    (field, name): (&str, &str),
    kind: SpeakerKind,
    outcome: &mut Outcome,
) -> Result<i64> {
    if name.len() > MAX_NAME_BYTES {
        return Err(Error::usage("a name can have at most 10,000 letters and signs")
            .hint("what else is known of a speaker is a note of the speaker")
            .about(field));
    }
    if let Some(id) = writer.find_speaker(name).about(field)? {
        let known = writer.speaker_by_id(id)?;
        let called = namesake::read(name).map_or_else(|| clean_name(name), |(name, _)| name.to_string());
        let is_it = |known: &String| known.to_lowercase() == called.to_lowercase();
        if !is_it(&known.name) && !known.aliases.iter().any(is_it) && called.parse::<i64>().is_err() {
            outcome.note(
                Sentence::from(format!("{called} is taken for {}; if it is somebody else: ", known.name))
                    + Suggestion::Undo
                    + ", "
                    + Suggestion::AddSpeaker
                    + terminal_only(format!(" \"{called}\"")),
            );
        }
        return Ok(id);
    }
    let id = writer.add_speaker(&NewSpeaker::named(name, kind)).about(field)?;
    if writer.is_descriptor(name)? {
        outcome.note(
            Sentence::from(format!("{} is now a named speaker; if the document leaves them unnamed: ", name.trim()))
                + Suggestion::Undo
                + ", then with "
                + flag("--unnamed"),
        );
    }
    outcome.added("speaker", id, format!("{} ({kind}, new)", name.trim()));
    if let Some(like) = writer.speaker_like(name, id)? {
        outcome.note(
            Sentence::from(format!("{} is a new speaker; did you mean {like}? ", name.trim()))
                + Suggestion::Undo
                + " takes it back",
        );
    }
    Ok(id)
}

/// Returns the address in a field, if a browser can open it.
///
/// # Errors
/// Something else.
pub(super) fn address<'a>(field: &str, typed_url: &'a str) -> Result<&'a str> {
    let url = typed_url.trim();
    let host = ["https://", "http://"].iter().find_map(|scheme| {
        let starts = url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        starts.then(|| &url[scheme.len()..])
    });
    if host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !url.contains(char::is_whitespace)) {
        return Ok(url);
    }
    Err(Error::usage(format!("not an address: {typed_url}"))
        .hint("an address begins with https:// or http://, and has no space in it")
        .about(field))
}

/// Notes that a new document looks like one that the book has: its address differs only in `www.`, a slash or the like.
///
/// # Errors
/// Errors of the book.
pub(super) fn note_similar_document(writer: &Writer, url: Option<&str>, outcome: &mut Outcome) -> Result<()> {
    let Some(url) = url else { return Ok(()) };
    if let Some(known) = writer.document_like(url)? {
        let title = writer.document(known)?.title;
        outcome.note(
            Sentence::from(format!("looks like document {known} ({title}); if it is that: "))
                + Suggestion::Undo
                + ", then "
                + flag("--in")
                + terminal_only(format!(" {known}")),
        );
    }
    Ok(())
}

/// Returns the words of a quote, without white space and one pair of quotation marks around them; `None` if there are none.
pub(super) fn quoted_words(quote: &str) -> Option<String> {
    let quote = quote.trim();
    let pairs = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’'), ('\'', '\'')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = quote.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    let words = inner.unwrap_or(quote).trim();
    words.contains(char::is_alphanumeric).then(|| words.to_string())
}

/// Whether a speaker has a part in a claim, by a statement that is not retracted. Statements of the current entry count,
/// unlike in the status of a claim, which is updated at the end of the entry.
///
/// # Errors
/// Errors of the book.
pub(super) fn has_part(writer: &Writer, claim: i64, speaker: i64, part: Part) -> Result<bool> {
    let person = writer.speaker_by_id(speaker)?.same_as_id.unwrap_or(speaker);
    let has_it = |one: &ClaimStatement| one.part == part && one.stands() && one.statement.person_id == person;
    Ok(writer.claim_statements(claim)?.iter().any(has_it))
}

/// Parses the number of a claim.
///
/// # Errors
/// A word that is not a number.
pub(super) fn claim_number(word: &str) -> Result<i64> {
    word.parse().map_err(|_| {
        Error::usage(format!("a claim is named by its number, not by “{word}”"))
            .hint(Suggestion::Claims + " shows the numbers")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_be_opened() {
        for typed in ["https://example.org", "http://example.org/a?b=c#d", " HTTPS://bücher.example/ü "] {
            assert_eq!(address("url", typed).ok(), Some(typed.trim()));
        }
        for typed in
            ["", "example.org", "https://", "http:// example.org", "https://a b", "javascript:alert(1)", "ftp://a.b"]
        {
            assert!(address("url", typed).is_err(), "{typed}");
        }
    }
}
