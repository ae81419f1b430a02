//! Lookups and checks that several actions share: speakers by name, addresses, quotes, numbers of claims.

use super::context::ActionContext;
use super::filter_args::ConditionArgs;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::filter::Key;
use crate::model::records::{ClaimStatement, NewSpeaker, Target};
use crate::model::{Part, SpeakerKind, namesake};
use crate::store::Writer;
use crate::text::counted;
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

/// Returns the document, with its title, whose address differs from another only in `www.`, a slash at the end or the like.
///
/// # Errors
/// Errors of the book.
pub(super) fn similar_document(writer: &Writer, url: Option<&str>) -> Result<Option<(i64, String)>> {
    let known = url.map(|url| writer.document_like(url)).transpose()?.flatten();
    known.map(|id| Ok((id, writer.document(id)?.title))).transpose()
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
    writer.refresh_retracted_of(Target::Claim(claim))?;
    let person = writer.speaker_by_id(speaker)?.same_as_id.unwrap_or(speaker);
    let has_it = |one: &ClaimStatement| one.part == part && one.stands() && one.statement.person_id == person;
    Ok(writer.claim_statements(claim)?.iter().any(has_it))
}

/// Maximum number of claims that one action changes.
const MOST_CLAIMS: usize = 100_000;

/// Whether a word can only name claims: a number with or without `#`, a range of numbers, or a filter with a key.
pub(super) fn names_claims(word: &str) -> bool {
    numbers(word).is_some() || is_filter(word)
}

fn is_filter(word: &str) -> bool {
    let term = word.trim_start_matches('-');
    word.starts_with('@') || term.split_once(':').is_some_and(|(key, _)| Key::of(key).is_some())
}

/// Returns the claims that words name: numbers and ranges as in `1-20,31`, with or without `#`; and filters, all of which a
/// claim must meet. Every claim named by a single number must exist; of a range, those that do are meant.
///
/// # Errors
/// A word that names none; a filter that selects none.
pub(super) fn claims_named(
    writer: &Writer,
    context: &ActionContext,
    words: &[String],
    outcome: &mut Outcome,
) -> Result<Vec<i64>> {
    let (filters, listed): (Vec<String>, Vec<String>) = words.iter().cloned().partition(|word| is_filter(word));
    let mut claims = Vec::new();
    for word in &listed {
        let ranges = numbers(word).ok_or_else(|| {
            Error::usage(format!("a claim is named by its number, not by “{word}”"))
                .hint(Suggestion::Claims + " shows the numbers")
        })?;
        for (first, last) in ranges {
            if first == last {
                claims.push(writer.claim_id(first)?);
            } else {
                claims.extend(writer.claims_between(first, last)?);
            }
        }
    }
    if !filters.is_empty() {
        let which = ConditionArgs { words: filters.clone(), ..ConditionArgs::default() };
        let (predicate, notes) = which.predicate(writer, context.now)?;
        notes.into_iter().for_each(|note| outcome.note(note));
        let selected = writer.claim_ids(predicate)?;
        if selected.is_empty() {
            return Err(Error::not_found(format!("no claim fits {}", filters.join(" ")))
                .hint(Suggestion::Claims + " shows them"));
        }
        claims.extend(selected);
    }
    let mut seen = std::collections::HashSet::new();
    claims.retain(|claim| seen.insert(*claim));
    if claims.len() > MOST_CLAIMS {
        return Err(Error::usage(format!("{} claims are too many for one command", claims.len()))
            .hint("name fewer, with a narrower filter or range"));
    }
    if words.iter().any(|word| word.parse::<i64>().is_err()) {
        let verb = if claims.len() == 1 { "is" } else { "are" };
        outcome.note(format!("{} {verb} meant", counted(claims.len(), "claim")));
    }
    Ok(claims)
}

/// Returns the ranges of numbers in a word, such as `1-20,31` and `#5`, first and last included.
pub(super) fn numbers(word: &str) -> Option<Vec<(i64, i64)>> {
    let number = |text: &str| {
        let digits = text.strip_prefix('#').unwrap_or(text);
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
    };
    let range = |part: &str| match part.split_once(['-', '–']) {
        Some((first, last)) => Some((number(first)?, number(last)?)).filter(|(first, last)| first <= last),
        None => number(part).map(|one| (one, one)),
    };
    word.split(',').filter(|part| !part.is_empty()).map(range).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_ranges_and_commas() {
        for (word, expected) in [
            ("5", Some(vec![(5, 5)])),
            ("#5", Some(vec![(5, 5)])),
            ("1-20,31", Some(vec![(1, 20), (31, 31)])),
            ("3,", Some(vec![(3, 3)])),
            ("#1-#3", Some(vec![(1, 3)])),
            ("3-1", None),
            ("-5", None),
            ("x", None),
            (",", None),
            ("2021-x", None),
        ] {
            assert_eq!(numbers(word), expected, "{word}");
        }
    }

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
