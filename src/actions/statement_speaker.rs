//! Who makes a statement: named and unnamed speakers, and their kinds.

use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, Sentence, flag, terminal_only};
use crate::model::records::NewSpeaker;
use crate::model::{DocumentKind, SpeakerKind};
use crate::store::Writer;

/// Returns the kind of a new speaker and that of a new document: no word is both.
pub(super) fn kinds_of(words: &[String]) -> Result<(Option<SpeakerKind>, Option<DocumentKind>)> {
    let mut kinds = (None, None);
    for word in words {
        match (word.parse::<SpeakerKind>(), word.parse::<DocumentKind>()) {
            (Ok(SpeakerKind::Unnamed), _) => {
                return Err(Error::usage(Sentence::from("unnamed is said with ") + flag("--unnamed"))
                    .hint(terminal_only("--by \"an unnamed minister\" --unnamed"))
                    .about("kind"));
            }
            (Ok(kind), _) => kinds.0 = Some(kind),
            (_, Ok(kind)) => kinds.1 = Some(kind),
            _ => {
                let words: Vec<_> = SpeakerKind::WORDS[..3].iter().chain(DocumentKind::WORDS).copied().collect();
                let like = crate::text::suggest::did_you_mean(word, words.iter().copied());
                let hint = like
                    .map_or_else(|| format!("one of: {}", words.join(", ")), |like| format!("did you mean {like}?"));
                return Err(Error::usage(format!("no such kind of speaker or document: {word}"))
                    .hint(hint)
                    .about("kind"));
            }
        }
    }
    Ok(kinds)
}

/// Returns the unnamed speaker of a document whose words a name is, unless a named speaker has that name.
pub(super) fn meant_unnamed(writer: &Writer, name: &str, document: Option<i64>) -> Result<Option<i64>> {
    let Some(document) = document else { return Ok(None) };
    match writer.unnamed(name, document)? {
        Some(known) if writer.name_taken(name, None)?.is_none() => Ok(Some(known)),
        _ => Ok(None),
    }
}

/// Returns the unnamed speaker of a document with these words, who is new if the document has none.
///
/// # Errors
/// No document.
pub(super) fn unnamed(writer: &Writer, words: &str, document: Option<i64>, outcome: &mut Outcome) -> Result<i64> {
    let Some(document) = document else {
        return Err(Error::usage(format!("“{words}” is unnamed, and an unnamed speaker lives in one document"))
            .hint(
                Sentence::from("say which document with ")
                    + flag("--in")
                    + ", "
                    + flag("--url")
                    + " or "
                    + flag("--title"),
            )
            .about("by"));
    };
    if let Some(known) = writer.unnamed(words, document)? {
        return Ok(known);
    }
    let id = writer.add_speaker(&NewSpeaker::unnamed(words, document)).about("by")?;
    outcome.added("speaker", id, format!("{} (unnamed, in document {document}, new)", words.trim()));
    Ok(id)
}
