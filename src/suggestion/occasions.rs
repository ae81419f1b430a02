//! Where somebody said something: to whom, and in which letter, post or statement.

use std::ops::Range;

use super::names::{NameKind, TextNames};
use super::speakers::outlet_name;
use crate::attribution::{Token, TokenizedText};
use crate::model::DocumentKind;

/// Where something was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Occasion {
    /// The outlet or the meeting to which it was said.
    pub(super) told_to: Option<String>,
    /// The kind of a document of the speaker in which it stands: a letter, a post.
    pub(super) document: Option<DocumentKind>,
    /// To whom the letter is, or in which outlet the article stands.
    pub(super) document_at: Option<String>,
}

/// Nouns for documents, with their kind.
const DOCUMENTS: [(&str, DocumentKind); 13] = [
    ("letter", DocumentKind::Letter),
    ("tweet", DocumentKind::Post),
    ("tweets", DocumentKind::Post),
    ("post", DocumentKind::Post),
    ("statement", DocumentKind::PressRelease),
    ("release", DocumentKind::PressRelease),
    ("speech", DocumentKind::Speech),
    ("interview", DocumentKind::Interview),
    ("broadcast", DocumentKind::Broadcast),
    ("video", DocumentKind::Video),
    ("report", DocumentKind::Report),
    ("column", DocumentKind::Article),
    ("article", DocumentKind::Article),
];

/// Returns where an attribution is said, by the words of its sentence outside what is said.
pub(super) fn occasion(
    text: &TokenizedText,
    names: &TextNames,
    sentence: &Range<usize>,
    content: &[Range<usize>],
    cue: Option<&Range<usize>>,
) -> Occasion {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| token.word.as_str());
    let is_told = |at: usize| {
        !content.iter().any(|piece| piece.contains(&at)) && !text.tokens.get(at).is_some_and(Token::is_quoted)
    };
    let mut found = Occasion::default();
    for at in sentence.clone().filter(|at| is_told(*at)) {
        let outlet_at = |from: usize| {
            let name = names
                .all
                .iter()
                .find(|name| name.tokens.start == from || name.tokens.start == from + 1 && word(from) == "the");
            name.filter(|name| name.kind == NameKind::Outlet)
                .map(|name| outlet_name(names.words(names.fullest_outlet(name))))
        };
        match word(at) {
            "told" | "tells" | "telling" => {
                found.told_to = found.told_to.or_else(|| outlet_at(at + 1).or_else(|| meeting(text, at + 1)));
            }
            // "in a letter to The Times", "in an interview with the BBC".
            "in" | "on" | "during" => {
                let noun = (at + 1..at + 6).find(|at| DOCUMENTS.iter().any(|(noun, _)| *noun == word(*at)));
                let owned = matches!(word(at + 1), "a" | "an" | "his" | "her" | "its" | "their");
                let Some(noun) = noun.filter(|_| owned) else { continue };
                let kind = DOCUMENTS.iter().find(|(other, _)| *other == word(noun)).map(|(_, kind)| *kind);
                found.document = found.document.or(kind);
                if matches!(word(noun + 1), "to" | "with" | "for" | "in" | "on") {
                    found.document_at = outlet_at(noun + 2).or(found.document_at);
                }
            }
            _ => {}
        }
    }
    let cue_words = cue.cloned().unwrap_or_default().map(word);
    if cue_words.into_iter().any(|word| word.starts_with("tweet") || word.starts_with("retweet") || word == "posted") {
        found.document = found.document.or(Some(DocumentKind::Post));
    }
    found
}

/// "told parliament", "told the inquiry", "told a press conference".
fn meeting(text: &TokenizedText, at: usize) -> Option<String> {
    const MEETINGS: [&str; 17] = [
        "parliament",
        "mps",
        "inquiry",
        "court",
        "conference",
        "committee",
        "council",
        "hearing",
        "senate",
        "congress",
        "jury",
        "reporters",
        "journalists",
        "meeting",
        "rally",
        "audience",
        "assembly",
    ];
    let end = (at..at + 5).find(|at| text.tokens.get(*at).is_some_and(|token| token.is(&MEETINGS)))? + 1;
    let plain = (at..end).all(|at| {
        text.tokens.get(at).is_some_and(|token| token.is_word() && !token.is_quoted() && token.word != "that")
    });
    let words: Vec<&str> = (at..end).filter_map(|at| text.tokens.get(at)).map(|token| token.word.as_str()).collect();
    plain.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_are_read_from_the_sentence() {
        let table = [
            ("Tom Hill told Times Radio that it rains.", "Some(\"Times Radio\") None None"),
            ("Tom Hill told the BBC that it rains.", "Some(\"BBC\") None None"),
            ("Tom Hill told a press conference that it rains.", "Some(\"a press conference\") None None"),
            ("In a letter to The Times, Tom Hill said it rains.", "None Some(Letter) Some(\"The Times\")"),
            ("Tom Hill said in a statement that it rains.", "None Some(PressRelease) None"),
            ("Tom Hill told his wife that it rains.", "None None None"),
        ];
        for (line, expected) in table {
            let text = TokenizedText::new(line);
            let names = TextNames::of(line, &text);
            let found = occasion(&text, &names, &(0..text.tokens.len()), &[], None);
            assert_eq!(format!("{:?} {:?} {:?}", found.told_to, found.document, found.document_at), expected, "{line}");
        }
    }
}
