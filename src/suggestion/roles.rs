//! What a text says a person is, before or behind the name, and for whom a person speaks.

use std::ops::Range;

use super::names::{Name, NameKind, TextNames};
use super::word_lists::{is_plain_title, is_role, is_spokesperson};
use crate::attribution::{PartOfSpeech, Token, TokenizedText};

/// Maximum number of words of a role.
const MAX_WORDS: usize = 14;

/// The tokens of a role that stands before a name: "Justice secretary Dominic Raab".
pub(super) fn role_before(text: &TokenizedText, name: &Range<usize>) -> Option<Range<usize>> {
    let token = |at: usize| text.tokens.get(at);
    let sentence = text.sentence_of(name.start);
    let mut end = name.start;
    while end > sentence.start && token(end - 1).is_some_and(|word| is_plain_title(&word.word)) {
        end -= 1;
    }
    // "the mayor, Ana Ruiz,".
    let closes = token(name.end).is_none_or(|word| word.is(&[",", "."]));
    if end > sentence.start + 1 && closes && token(end - 1).is_some_and(|word| word.word == ",") {
        let noun = token(end - 2).filter(|word| is_role(&word.word) || word.is_capitalized);
        let begins = (sentence.start..end - 1)
            .rev()
            .take(9)
            .find(|at| token(*at).is_some_and(|word| word.is(&["the", "its", "their"])));
        let start = begins.filter(|_| noun.is_some())? + 1;
        let has_role = (start..end - 1).any(|at| token(at).is_some_and(|word| is_role(&word.word)));
        let plain = (start..end - 1).all(|at| token(at).is_some_and(|word| fits_role(word) || word.word == "the"));
        return (has_role && plain).then_some(start..end - 1);
    }
    let is_part = |at: &usize| token(*at).is_some_and(|word| !word.is_quoted() && word.is_word() && fits_role(word));
    let low = end.saturating_sub(MAX_WORDS).max(sentence.start);
    let mut start = (low..end).rev().take_while(is_part).last()?;
    // A role does not begin with a linking word.
    while start < end && token(start).is_some_and(|word| word.is(&["of", "for", "and", "to", "'s", "in", "at", "on"])) {
        start += 1;
    }
    let of_role = |at: usize| token(at).is_some_and(|word| is_role(&word.word));
    // The noun stands right before the name, or before "for …": "minister for Europe Ana Ruiz".
    let noun = (start..end).rev().find(|at| of_role(*at))?;
    let direct = noun + 1 == end;
    let with_for = token(noun + 1).is_some_and(|word| word.is(&["for", "of", "to", "at"]));
    (direct || with_for).then_some(start..end)
}

fn fits_role(token: &Token) -> bool {
    use PartOfSpeech::{Adjective, Conjunction, Name, Noun, NounPlural, Number};
    matches!(token.tag, Adjective | Name | Noun | NounPlural | Number)
        || (token.tag == Conjunction && token.word == "and")
        || token.is(&["of", "for", "to", "'s", "former", "acting", "elect", "&"])
        || is_role(&token.word)
}

/// The tokens of a role that stands behind a name: "Ana Ruiz, the mayor of Ardal,".
pub(super) fn role_behind(text: &TokenizedText, name: &Range<usize>) -> Option<Range<usize>> {
    let token = |at: usize| text.tokens.get(at).filter(|token| !token.is_quoted());
    let sentence = text.sentence_of(name.start);
    let opens = token(name.end).filter(|word| word.is(&[",", "--", "("]))?;
    let close = if opens.word == "(" { ")" } else { opens.word.as_str() };
    let mut start = name.end + 1;
    if token(start).is_some_and(|word| word.is(&["who"]))
        && token(start + 1).is_some_and(|word| word.is(&["is", "was"]))
    {
        start += 2;
    }
    if token(start).is_some_and(|word| word.is(&["a", "an", "the"])) {
        start += 1;
    }
    let limit = sentence.end.min(start + MAX_WORDS);
    let ends =
        |at: &usize| token(*at).is_none_or(|word| word.is(&[close, ".", ";", ":", "?", "!", "who", "which", ","]));
    let end = (start..limit).find(ends).unwrap_or(limit);
    let noun = (start..end.min(start + 6)).find(|at| token(*at).is_some_and(|word| is_role(&word.word)))?;
    let plain =
        (start..noun).all(|at| token(at).is_some_and(|word| fits_role(word) || word.is(&["his", "her", "their"])));
    // A verb would make it a clause: "Ana Ruiz, the mayor said".
    let verb = |at: usize| {
        token(at).is_some_and(|word| {
            use PartOfSpeech::{Modal, VerbPast, VerbThird};
            matches!(word.tag, VerbPast | VerbThird | Modal)
        })
    };
    let end = (noun + 1..end).find(|at| verb(*at)).unwrap_or(end);
    (plain && start < end).then_some(start..end)
}

/// For whom somebody speaks, by the words for the speaker: "a Home Office spokesman", "a spokeswoman for the bank", "Mr Hill's
/// lawyer". Only a name, in full.
pub(super) fn principal(text: &TokenizedText, names: &TextNames, source: &Range<usize>) -> Option<String> {
    let token = |at: usize| text.tokens.get(at);
    let speaks = |at: &usize| token(*at).is_some_and(|word| is_spokesperson(&word.word));
    let acts = |at: &usize| {
        token(*at).is_some_and(|word| {
            word.is(&["lawyer", "lawyers", "attorney", "solicitor", "solicitors", "agent", "publicist"])
        })
    };
    let noun = source.clone().find(speaks).or_else(|| source.clone().find(acts))?;
    let behind = token(noun + 1).filter(|word| word.is(&["for", "of"])).map(|_| noun + 2..source.end);
    if let Some(behind) = behind {
        return named(names, text, &behind, true);
    }
    let before = source.start..noun;
    let of_name = token(noun.saturating_sub(1)).is_some_and(|word| word.word == "'s");
    if !speaks(&noun) && !of_name {
        return None;
    }
    named(names, text, &before, false)
}

/// The full name in a range: its first one, or the last one.
fn named(names: &TextNames, text: &TokenizedText, range: &Range<usize>, first: bool) -> Option<String> {
    let mut within: Vec<&Name> = names.within(range).collect();
    if !first {
        within.reverse();
    }
    if let Some(name) = within.first() {
        let fullest = if name.kind == NameKind::Person { names.fullest(name) } else { name };
        return Some(without_article(names.words(fullest)).to_string());
    }
    // "the bank": the only name of the text that ends so.
    let head = text.tokens.get(range.clone())?.iter().rfind(|token| token.is_word() && token.word != "'s")?;
    let mut ending: Vec<&str> = names
        .all
        .iter()
        .filter(|name| name.kind != NameKind::Person && name.tokens.len() > 1)
        .filter_map(|name| {
            let last = text.tokens.get(name.tokens.end - 1)?;
            (last.word == head.word).then(|| without_article(names.words(name)))
        })
        .collect();
    ending.sort_unstable();
    ending.dedup();
    match ending[..] {
        [one] => Some(one.to_string()),
        _ => None,
    }
}

/// A name without "the", but for outlets, whose names have it; acronyms have none.
pub(super) fn without_article(name: &str) -> &str {
    let Some(rest) = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")) else { return name };
    let is_acronym = !rest.contains(char::is_lowercase);
    if !is_acronym && super::word_lists::is_outlet(&name.to_lowercase()) { name } else { rest }
}
