//! Who speaks: the words for a speaker resolved to a name of the text, or kept as worded.

mod pronouns;

use std::collections::HashMap;
use std::ops::Range;

use super::names::{Name, NameKind, TextNames};
use super::roles::{principal, role_before, role_behind, without_article};
use super::word_lists::{is_publication, is_role, is_spokesperson};
use crate::attribution::{Attribution, PartOfSpeech, Token, TokenizedText};
use crate::text::single_spaced;

/// A speaker as the text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TextSpeaker {
    /// The name, or the words of the text; empty if the text tells of nobody.
    pub(super) name: String,
    /// The words of the text.
    pub(super) as_worded: String,
    /// Whether the text does not name it.
    pub(super) is_unnamed: bool,
    /// The role, as worded.
    pub(super) role: Option<String>,
    /// For whom it speaks.
    pub(super) principal: Option<String>,
    /// Whether it is an outlet.
    pub(super) is_outlet: bool,
}

/// Somebody who spoke, at a place of the text.
#[derive(Debug, Clone)]
struct Mentioned {
    token: usize,
    paragraph: usize,
    name: Name,
}

/// Maximum number of names before a place among which one of a role is looked for.
const MOST_NAMES: usize = 300;

/// Resolves the speakers of a text, in order.
pub(super) struct SpeakerResolver<'a> {
    text: &'a str,
    tokens: &'a TokenizedText,
    pub(super) names: TextNames<'a>,
    /// The role of each person, by the full name.
    roles: HashMap<String, String>,
    /// The person who spoke last.
    last_person: Option<Mentioned>,
    /// Who spoke last, and in which paragraph.
    last: Option<(TextSpeaker, usize)>,
    /// The outlet that the text told of last.
    outlet: Option<String>,
    /// The token before which outlets were looked for.
    outlets_read: usize,
    /// The outlet that published the text.
    publisher: Option<&'a str>,
}

impl<'a> SpeakerResolver<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a TokenizedText, publisher: Option<&'a str>) -> Self {
        let names = TextNames::of(text, tokens);
        let mut new = Self {
            text,
            tokens,
            names,
            roles: HashMap::new(),
            last_person: None,
            last: None,
            outlet: None,
            outlets_read: 0,
            publisher,
        };
        new.find_roles();
        new
    }

    fn find_roles(&mut self) {
        let mut roles = HashMap::new();
        for name in self.names.all.iter().filter(|name| name.kind == NameKind::Person) {
            let found = role_before(self.tokens, &name.tokens).or_else(|| role_behind(self.tokens, &name.tokens));
            if let Some(role) = found {
                roles.entry(self.full(name)).or_insert_with(|| without_article(self.words(&role)).to_string());
            }
        }
        self.roles = roles;
    }

    /// The words of a range of tokens, as the text has them.
    pub(super) fn words(&self, tokens: &Range<usize>) -> &'a str {
        self.tokens.bytes(tokens).and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }

    fn full(&self, name: &Name) -> String {
        let fullest = if name.kind == NameKind::Person { self.names.fullest(name) } else { name };
        single_spaced(without_article(self.names.words(fullest)))
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// Who makes an attribution. Attributions are asked for in the order of the text. `next` is the source of the one after it.
    pub(super) fn speaker(&mut self, found: &Attribution, next: Option<Range<usize>>) -> TextSpeaker {
        let place = found.cue.as_ref().or(found.content.first()).map_or(0, |range| self.tokens.tokens_in(range).start);
        let paragraph = self.tokens.tokens.get(place).map_or(0, |token| token.paragraph);
        self.note_outlets(place);
        let source =
            found.source.as_ref().map(|range| self.tokens.tokens_in(range)).filter(|source| !source.is_empty());
        let (speaker, person) = match source {
            Some(source) => self.of_source(&source, next),
            None => (self.of_none(found, paragraph), None),
        };
        if let Some((token, name)) = person {
            self.last_person = Some(Mentioned { token, paragraph, name });
        }
        if !speaker.name.is_empty() {
            self.last = Some((speaker.clone(), paragraph));
        }
        speaker
    }

    /// A quotation without a source is that of who spoke last, in this paragraph or the one before.
    fn of_none(&self, found: &Attribution, paragraph: usize) -> TextSpeaker {
        let last = self.last.as_ref().filter(|(_, of)| found.cue.is_none() && paragraph <= of + 1);
        last.map(|(speaker, _)| TextSpeaker { as_worded: String::new(), ..speaker.clone() }).unwrap_or_default()
    }

    /// Remembers the last outlet that stands before a place, other than the publisher.
    fn note_outlets(&mut self, place: usize) {
        let mut found = None;
        let unread = self.outlets_read..place.max(self.outlets_read);
        for name in self.names.within(&unread).filter(|name| name.kind == NameKind::Outlet) {
            let here = name.tokens.start;
            let before = here.checked_sub(1).map_or("", |at| self.word(at));
            // Whom somebody tells something is not who reports it.
            let outlet = outlet_name(self.names.words(self.names.fullest_outlet(name)));
            if !matches!(before, "told" | "tell" | "to" | "telling") && self.publisher != Some(outlet.as_str()) {
                found = Some(outlet);
            }
        }
        self.outlets_read = unread.end;
        self.outlet = found.or(self.outlet.take());
    }

    /// The outlet that "the article" or "the report" is of, at a place of the text: the last one before it.
    pub(super) fn outlet_before(&mut self, place: usize) -> Option<String> {
        self.note_outlets(place);
        self.outlet.clone()
    }

    fn of_source(&mut self, source: &Range<usize>, next: Option<Range<usize>>) -> (TextSpeaker, Option<(usize, Name)>) {
        let as_worded = single_spaced(self.words(source));
        let plain = TextSpeaker { name: as_worded.clone(), as_worded: as_worded.clone(), ..TextSpeaker::default() };
        let person = |name: Name, this: &Self| {
            let full = this.full(&name);
            let role = this.roles.get(&full).cloned();
            let principal = principal(this.tokens, &this.names, source);
            (TextSpeaker { name: full, role, principal, ..plain.clone() }, Some((source.start, name)))
        };
        let first = self.word(source.start);
        if source.len() == 1
            && first == "who"
            && let Some(name) = self.named_before(source.start)
        {
            return person(name, self);
        }
        if let Some(speaker) = self.unnamed_before(source) {
            return (TextSpeaker { as_worded, ..speaker }, None);
        }
        if source.len() <= 2 && matches!(first, "he" | "she" | "him" | "her") {
            return match self.person_of(first, source.start) {
                Some(name) => person(name, self),
                None => (TextSpeaker { is_unnamed: true, ..plain }, None),
            };
        }
        if let Some(asked) = self.asked_before(source) {
            return (TextSpeaker { name: single_spaced(self.words(&asked)), is_unnamed: true, ..plain }, None);
        }
        if source.len() == 1 && matches!(first, "it" | "they" | "we" | "which" | "who" | "i" | "you" | "them") {
            let last = self.last.as_ref().filter(|(speaker, _)| {
                first == "it" && (speaker.is_outlet || !speaker.is_unnamed && speaker.role.is_none())
            });
            return match last {
                Some((speaker, _)) => (TextSpeaker { as_worded, ..speaker.clone() }, None),
                None => (TextSpeaker { is_unnamed: true, ..plain }, None),
            };
        }
        if let Some(name) = self.person_in(source) {
            return person(name, self);
        }
        if let Some(outlet) = self.outlet_in(source) {
            return (TextSpeaker { name: outlet, is_outlet: true, ..plain }, None);
        }
        if let Some((name, role)) = self.person_by_role(source, next) {
            let (speaker, mention) = person(name, self);
            let role = speaker.role.clone().unwrap_or(role);
            self.roles.insert(speaker.name.clone(), role.clone());
            return (TextSpeaker { role: Some(role), ..speaker }, mention);
        }
        let is_named = self.head(source).is_some_and(|head| {
            self.tokens.tokens.get(head).is_some_and(|token| token.is_capitalized) && self.is_name(head)
        });
        let principal = principal(self.tokens, &self.names, source).or_else(|| self.spoken_for(source));
        let name = if is_named { without_article(&as_worded).to_string() } else { as_worded.clone() };
        (TextSpeaker { name, is_unnamed: !is_named, principal, ..plain }, None)
    }

    /// The person right before "who": "Ana Ruiz, who".
    fn named_before(&self, at: usize) -> Option<Name> {
        let end = if self.word(at.checked_sub(1)?) == "," { at - 1 } else { at };
        let is_it = |name: &&Name| name.tokens.end == end && name.kind == NameKind::Person;
        let next = self.names.all.partition_point(|name| name.tokens.end < end);
        self.names.all.get(next).filter(is_it).cloned()
    }

    /// The spokeswoman whom "she" means, right behind her words.
    fn unnamed_before(&self, source: &Range<usize>) -> Option<TextSpeaker> {
        let pronoun = self.word(source.start);
        let paragraph = self.tokens.tokens.get(source.start)?.paragraph;
        let (speaker, last) = self.last.as_ref()?;
        let lower = speaker.name.to_lowercase();
        let nouns: &[&str] = match pronoun {
            "he" => &["spokesman", "man", "chairman", "father", "boy"],
            "she" => &["spokeswoman", "woman", "chairwoman", "mother", "girl"],
            _ => return None,
        };
        let neutral = [
            "spokesperson",
            "official",
            "source",
            "worker",
            "resident",
            "neighbour",
            "witness",
            "aide",
            "pal",
            "friend",
        ];
        let is_it = lower.split(' ').any(|word| nouns.contains(&word) || neutral.contains(&word));
        (speaker.is_unnamed && source.len() == 1 && *last == paragraph && is_it).then(|| speaker.clone())
    }

    /// For whom "a spokesman" speaks: the organisation that spoke right before.
    fn spoken_for(&self, source: &Range<usize>) -> Option<String> {
        let paragraph = self.tokens.tokens.get(source.start)?.paragraph;
        let (speaker, last) = self.last.as_ref()?;
        let is_bare = source.len() <= 2 && is_spokesperson(self.word(source.end - 1));
        let is_organisation = !speaker.is_unnamed
            && !speaker.is_outlet
            && speaker.role.is_none()
            && self.last_person.as_ref().is_none_or(|person| self.full(&person.name) != speaker.name);
        (is_bare && is_organisation && *last == paragraph).then(|| speaker.name.clone())
    }

    /// Whom "they" means in "it had approached officials in Ardal and they did not deny it".
    fn asked_before(&self, source: &Range<usize>) -> Option<Range<usize>> {
        const ENDS: [&str; 17] = [
            "and", ",", "but", "who", "about", "for", "this", "on", "to", "whether", "if", "that", "last", "over", ".",
            ";", "earlier",
        ];
        if source.len() != 1 || self.word(source.start) != "they" {
            return None;
        }
        let sentence = self.tokens.sentence_of(source.start);
        let asks = |at: &usize| matches!(self.word(*at), "approached" | "contacted" | "asked" | "questioned");
        let verb = (sentence.start..source.start).rev().find(asks)?;
        let end = (verb + 1..source.start).find(|at| ENDS.contains(&self.word(*at)))?;
        let plural = self.tokens.tokens.get(verb + 1..end)?.iter().any(|token| token.tag == PartOfSpeech::NounPlural);
        plural.then_some(verb + 1..end)
    }

    /// Whether a token belongs to a name.
    fn is_name(&self, at: usize) -> bool {
        let next = self.names.all.partition_point(|name| name.tokens.end <= at);
        self.names.all.get(next).is_some_and(|name| name.tokens.contains(&at))
    }

    /// The head of a noun phrase: the last word before a preposition, a comma or a relative pronoun.
    fn head(&self, source: &Range<usize>) -> Option<usize> {
        let ends = |at: &usize| {
            matches!(
                self.word(*at),
                "of" | "for" | "in" | "at" | "from" | "to" | "with" | "who" | "which" | "," | "(" | "--" | "on" | "and"
            ) && *at > source.start
                && !self.is_name(*at)
        };
        let end = source.clone().find(ends).unwrap_or(source.end);
        (source.start..end).rev().find(|at| self.tokens.tokens.get(*at).is_some_and(Token::is_word))
    }

    /// The person that the words for a speaker name: not "the wife of Tom Hill", not "Tom Hill's lawyer".
    fn person_in(&self, source: &Range<usize>) -> Option<Name> {
        let fits = |name: &&Name| {
            let before: Vec<&str> = (source.start..name.tokens.start).map(|at| self.word(at)).collect();
            let owned = self.word(name.tokens.end) == "'s" && name.tokens.end < source.end;
            let linked = before
                .iter()
                .position(|word| matches!(*word, "of" | "for" | "to" | "with" | "against" | "from" | "by"));
            let apposed = before.last().is_some_and(|word| matches!(*word, "," | "--" | "(" | ":"));
            let role = role_before(self.tokens, &name.tokens).is_some();
            let modifies = name.tokens.end < source.end
                && self.tokens.tokens.get(name.tokens.end).is_some_and(|token| {
                    matches!(token.tag, PartOfSpeech::Noun | PartOfSpeech::NounPlural) && token.is_word()
                });
            !owned && !modifies && (linked.is_none() || apposed || role)
        };
        self.names.within(source).filter(|name| name.kind == NameKind::Person).find(fits).cloned()
    }

    /// The outlet that the words for a speaker name: "The Times article", "the newspaper".
    fn outlet_in(&self, source: &Range<usize>) -> Option<String> {
        let head = self.head(source)?;
        let is_published = is_publication(self.word(head)) || self.word(head) == "'s";
        let named = self
            .names
            .within(source)
            .find(|name| name.kind == NameKind::Outlet && (is_published || name.tokens.contains(&head)));
        if let Some(name) = named {
            return Some(outlet_name(self.names.words(self.names.fullest_outlet(name))));
        }
        let definite = matches!(self.word(source.start), "the" | "its" | "that" | "this") && source.len() <= 3;
        self.outlet.as_ref().filter(|_| definite && is_publication(self.word(head))).cloned()
    }

    /// The person whom "the ambassador" means: one of that role named before, or one who is named right after with no role.
    fn person_by_role(&self, source: &Range<usize>, next: Option<Range<usize>>) -> Option<(Name, String)> {
        let head = self.head(source).filter(|head| is_role(self.word(*head)))?;
        if !matches!(self.word(source.start), "the" | "a" | "an")
            && !self.tokens.tokens.get(source.start)?.is_capitalized
        {
            return None;
        }
        let role = single_spaced(self.words(&(source.start..source.end)));
        let noun = self.word(head);
        let definite = self.word(source.start) == "the";
        let has_role = |name: &&Name| {
            let known = self.roles.get(&self.full(name)).map(|role| role.to_lowercase());
            known.is_some_and(|known| known.split(' ').any(|word| word == noun))
        };
        let end = self.names.all.partition_point(|name| name.tokens.end <= source.start);
        let before = self.names.all.get(..end).unwrap_or_default().iter().rev().take(MOST_NAMES);
        let mut persons = before.filter(|name| name.kind == NameKind::Person);
        if let Some(name) = persons.find(|name| definite && source.len() <= 4 && has_role(name)) {
            return Some((name.clone(), without_the(&role)));
        }
        // The first paragraphs tell of "the ambassador" whom the next one names.
        let here = self.tokens.tokens.get(source.start)?.paragraph;
        let follows = |name: &&Name| {
            let token = &self.tokens.tokens[name.tokens.start];
            let is_first = !self
                .names
                .all
                .iter()
                .any(|other| other.tokens.start < name.tokens.start && self.names.is_same(other, name));
            name.kind == NameKind::Person
                && name.tokens.len() > 1
                && (here + 1..=here + 2).contains(&token.paragraph)
                && is_first
        };
        let next = next.filter(|_| here <= 2)?;
        let name = self.names.within(&next).find(follows)?;
        let own = self.roles.get(&self.full(name)).map(|role| role.to_lowercase());
        let fits = own.is_none_or(|own| own.split(' ').any(|word| word == noun));
        (fits && (next.start == name.tokens.start || next.len() <= name.tokens.len() + 1))
            .then(|| (name.clone(), without_the(&role)))
    }
}

fn without_the(role: &str) -> String {
    let rest = ["The ", "the ", "A ", "a ", "An ", "an "].iter().find_map(|article| role.strip_prefix(article));
    rest.unwrap_or(role).to_string()
}

/// The name of an outlet with a capital at the beginning.
pub(super) fn outlet_name(name: &str) -> String {
    let name = single_spaced(without_article(name));
    name.strip_prefix("the ").map_or_else(|| name.clone(), |rest| format!("The {rest}"))
}

#[cfg(test)]
mod tests;
