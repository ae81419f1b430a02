//! Whom "he" and "she" mean.

use super::SpeakerResolver;
use crate::attribution::Token;
use crate::suggestion::names::{Name, NameKind};
use crate::suggestion::word_lists::Pronoun;

/// Number of paragraphs after which who spoke last is not meant any more.
const NEAR: usize = 2;

impl SpeakerResolver<'_> {
    /// The person whom a pronoun at a token means.
    pub(super) fn person_of(&self, word: &str, place: usize) -> Option<Name> {
        let wanted = if matches!(word, "he" | "him") { Pronoun::He } else { Pronoun::She };
        let fits = |name: &&Name| {
            name.kind == NameKind::Person && self.names.pronoun(name).is_none_or(|pronoun| pronoun == wanted)
        };
        let token = self.tokens.tokens.get(place)?;
        let sentence = self.tokens.sentence_of(place);
        let is_quoted = |name: &Name| self.tokens.tokens.get(name.tokens.start).is_some_and(Token::is_quoted);
        let plain = |name: &&Name| fits(name) && !is_quoted(name);
        let here = self.names.within(&(sentence.start..place)).find(plain);
        if let Some(name) = here {
            return Some(name.clone());
        }
        let last =
            self.last_person.as_ref().filter(|last| last.paragraph + NEAR >= token.paragraph && fits(&&last.name));
        let before = self.first_named_before(token.sentence, token.paragraph, &plain);
        match (last, before) {
            (Some(last), Some(before))
                if before.tokens.start > last.token && !self.names.is_same(before, &last.name) =>
            {
                // One who is named first in a later sentence is spoken of now.
                let start = self.tokens.sentence_of(before.tokens.start).start;
                let leads = before.tokens.start <= start + 2;
                Some(if leads { before.clone() } else { last.name.clone() })
            }
            (Some(last), _) => Some(last.name.clone()),
            (None, Some(before)) => Some(before.clone()),
            (None, None) => self.names.all.iter().rev().find(|name| name.tokens.end <= place && fits(name)).cloned(),
        }
    }

    /// The person named first in the nearest sentence before one, in this paragraph or the one before.
    fn first_named_before(&self, sentence: usize, paragraph: usize, fits: &impl Fn(&&Name) -> bool) -> Option<&Name> {
        let low =
            paragraph.checked_sub(1).and_then(|at| self.tokens.paragraphs.get(at)).map_or(0, |before| before.start);
        let sentences = self.tokens.sentences.get(..sentence)?;
        sentences
            .iter()
            .rev()
            .take_while(|sentence| sentence.start >= low)
            .find_map(|sentence| self.names.within(sentence).find(|name| fits(name)))
    }
}
