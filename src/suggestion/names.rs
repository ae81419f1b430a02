//! The names that a text has: of persons, organisations and outlets.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::word_lists::{Pronoun, is_of_organisation, is_outlet, is_plain_title, is_role, of_first_name, of_title};
use crate::attribution::{Token, TokenizedText};

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Outlet,
    /// An organisation, a place or anything else.
    Other,
}

/// A name at one place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Its tokens, without titles.
    pub(super) tokens: Range<usize>,
    pub(super) kind: NameKind,
    /// The pronoun that a title before it tells.
    titled: Option<Pronoun>,
}

/// The names of a text, in order.
#[derive(Debug, Clone)]
pub(super) struct TextNames<'a> {
    text: &'a str,
    tokens: &'a TokenizedText,
    pub(super) all: Vec<Name>,
    /// The names of persons, by their first and last words: their places in `all`.
    by_word: HashMap<&'a str, Vec<usize>>,
    /// The number of words of the longest of these names.
    longest: HashMap<&'a str, usize>,
    /// The pronoun that the first title before a person of this last word tells.
    titles: HashMap<&'a str, Pronoun>,
}

/// Words with a capital that are no name at the beginning of a sentence.
const NO_NAMES: &str = "the a an in on at but and or if when while as for he she they it we i his her their its this that these \
    those there after before since with by from to of not no now then so what who how why where you my our one some many most all \
    also even still yet however meanwhile although though because during according asked last earlier later both another once under \
    over about like just only such more well is are was were do did does has have had will would can could first second two three \
    former new furious despite speaking instead among until following efforts pals residents nobody critics officials police \
    ministers experts scientists campaigners lawyers investigators prosecutors sources yesterday today tomorrow tonight asked \
    four five six seven eight nine ten hundreds thousands british american french german italian spanish european albanian";

/// Words in lower case that stand within names: "Ursula von der Leyen".
const PARTICLES: [&str; 14] =
    ["de", "van", "von", "bin", "al", "del", "la", "da", "der", "el", "ibn", "dos", "du", "of"];

fn is_name_word(token: &Token) -> bool {
    token.is_capitalized && token.is_word() && !NO_NAMES.split_whitespace().any(|word| word == token.word)
}

impl<'a> TextNames<'a> {
    pub(super) fn of(text: &'a str, tokens: &'a TokenizedText) -> Self {
        let mut names = Self {
            text,
            tokens,
            all: Vec::new(),
            by_word: HashMap::new(),
            longest: HashMap::new(),
            titles: HashMap::new(),
        };
        let mut at = 0;
        while at < tokens.tokens.len() {
            let end = names.name_end(at);
            if end > at {
                names.add(at..end);
            }
            at = end.max(at + 1);
        }
        names.know_surnames();
        names.index();
        names
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.tokens.get(at)
    }

    /// The end of the name that begins with a token; the same token if none does.
    fn name_end(&self, start: usize) -> usize {
        let Some(first) = self.token(start).filter(|token| is_name_word(token)) else {
            let is_the = self.token(start).is_some_and(|token| token.word == "the");
            // "The Times" is a name with its article.
            let next = if is_the { self.outlet_end(start + 1) } else { None };
            return next.unwrap_or(start);
        };
        let goes_on = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.sentence == first.sentence
                    && (is_name_word(token) || token.word == "&")
                    && token.quotation == first.quotation
            })
        };
        let is_particle = |at: usize| self.token(at).is_some_and(|token| PARTICLES.contains(&token.word.as_str()));
        let is_link = |at: usize| {
            let leads = goes_on(at + 1) || (is_particle(at + 1) && goes_on(at + 2));
            is_particle(at)
                && leads
                && (self.token(at).is_some_and(|token| token.word != "of") || self.takes_of(start, at))
        };
        let mut end = start + 1;
        while end < start + 8 && (goes_on(end) || is_link(end)) {
            end += 1;
        }
        end
    }

    /// "Bank of England", but not "Ana Ruiz of Ardal".
    fn takes_of(&self, start: usize, at: usize) -> bool {
        let is_person = self.token(start).is_some_and(|token| of_first_name(&token.word).is_some());
        !is_person && (start..at).any(|word| self.token(word).is_some_and(|token| is_of_organisation(&token.word)))
    }

    fn outlet_end(&self, start: usize) -> Option<usize> {
        let end = self.token(start).filter(|token| is_name_word(token)).map(|_| self.name_end(start))?;
        is_outlet(&self.lower(&(start - 1..end))).then_some(end)
    }

    fn lower(&self, tokens: &Range<usize>) -> String {
        let words = self.tokens.tokens.get(tokens.clone()).unwrap_or_default().iter().map(|token| token.word.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    fn add(&mut self, mut tokens: Range<usize>) {
        let mut titled = None;
        let mut has_title = false;
        let article = self.token(tokens.start).is_some_and(|token| token.word == "the");
        let is_before_name = |at: usize| {
            self.token(at).is_some_and(|token| {
                let word = token.word.as_str();
                let before_role =
                    matches!(word, "prime" | "vice" | "foreign" | "home" | "justice" | "health" | "defence" | "chief")
                        && self.token(at + 1).is_some_and(|next| is_role(&next.word));
                let is_judge =
                    word == "justice" && self.token(at + 1).is_some_and(|next| of_first_name(&next.word).is_some());
                is_plain_title(word) || is_role(word) || before_role || is_judge
            })
        };
        // In "Interior Minister Rosa Ruiz" the name begins behind the role.
        let is_role_at = |at: &usize| self.token(*at).is_some_and(|token| is_role(&token.word));
        if let Some(role) = tokens.clone().rev().skip(1).find(is_role_at).filter(|at| *at > tokens.start && !article)
            && tokens.end - role <= 4
        {
            titled = self.token(role).and_then(|token| of_title(&token.word));
            has_title = true;
            tokens.start = role + 1;
        }
        // Titles and roles before a name belong to the role.
        while tokens.start < tokens.end && is_before_name(tokens.start) && !article {
            titled = self.token(tokens.start).and_then(|token| of_title(&token.word)).or(titled);
            has_title = true;
            tokens.start += 1;
        }
        if tokens.is_empty() {
            return;
        }
        let before = tokens.start.checked_sub(1).and_then(|at| self.token(at));
        let role_before =
            before.filter(|token| token.sentence == self.tokens.tokens[tokens.start].sentence && is_role(&token.word));
        titled = titled.or_else(|| role_before.and_then(|token| of_title(&token.word)));
        let kind = self.kind_of(&tokens, has_title || role_before.is_some());
        self.all.push(Name { tokens, kind, titled });
    }

    fn kind_of(&self, tokens: &Range<usize>, is_titled: bool) -> NameKind {
        let lower = self.lower(tokens);
        let noun = tokens.start.checked_sub(1).and_then(|at| self.token(at)).map_or("", |token| token.word.as_str());
        let is_paper = matches!(
            noun,
            "newspaper" | "magazine" | "broadcaster" | "daily" | "tabloid" | "weekly" | "website" | "channel"
        );
        if (is_outlet(&lower) || is_paper) && !is_titled {
            return NameKind::Outlet;
        }
        let words = self.tokens.tokens.get(tokens.clone()).unwrap_or_default();
        let first = words.first().map(|token| token.word.as_str()).unwrap_or_default();
        let first_name = of_first_name(first).is_some() && (words.len() > 1 || !is_of_organisation(first));
        let is_acronym = words.len() == 1 && words.iter().all(|token| token.is_upper && token.word.len() < 6);
        // "Tom Hall" is a person, "Tom Hall Ltd" is none.
        let may_be_surname = |token: &Token| {
            const SURNAMES: [&str; 22] = [
                "hall", "park", "lane", "church", "bridge", "bay", "day", "west", "north", "east", "south", "street",
                "may", "march", "house", "sun", "star", "post", "hotel", "tower", "force", "fund",
            ];
            words.len() == 2 && token.is(&SURNAMES)
        };
        let mut rest = words.iter().skip(usize::from(first_name));
        let organised = rest.any(|token| is_of_organisation(&token.word) && !(first_name && may_be_surname(token)));
        let is_listed = words.iter().any(|token| token.word == "&" || token.word == "of");
        let shouted = words.len() > 1 && words.iter().all(|token| token.is_upper);
        let may_be = (2..=5).contains(&words.len()) || is_titled || first_name;
        let is_person = may_be && !is_acronym && !organised && !is_listed && !shouted;
        if is_person { NameKind::Person } else { NameKind::Other }
    }

    /// A surname alone is a person's where a fuller name is.
    fn know_surnames(&mut self) {
        let is_full = |name: &&Name| name.kind == NameKind::Person && name.tokens.len() > 1;
        let full: HashSet<&str> = self.all.iter().filter(is_full).map(|name| self.last_word(name)).collect();
        let titled = |name: &&Name| name.kind == NameKind::Person && name.tokens.len() == 1;
        let alone: HashSet<&str> = self.all.iter().filter(titled).map(|name| self.last_word(name)).collect();
        let known: Vec<usize> = (0..self.all.len())
            .filter(|at| {
                let name = &self.all[*at];
                let last = self.last_word(name);
                name.tokens.len() == 1 && name.kind == NameKind::Other && (full.contains(last) || alone.contains(last))
            })
            .collect();
        for at in known {
            self.all[at].kind = NameKind::Person;
        }
    }

    fn index(&mut self) {
        let mut by_word: HashMap<&'a str, Vec<usize>> = HashMap::new();
        let (mut longest, mut titles) = (HashMap::new(), HashMap::new());
        for (at, name) in self.all.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Person) {
            let (first, last) = (self.first_word(name), self.last_word(name));
            for word in std::iter::once(last).chain((name.tokens.len() > 1).then_some(first)) {
                by_word.entry(word).or_default().push(at);
                let length = longest.entry(word).or_default();
                *length = name.tokens.len().max(*length);
            }
            if let Some(pronoun) = name.titled {
                titles.entry(last).or_insert(pronoun);
            }
        }
        (self.by_word, self.longest, self.titles) = (by_word, longest, titles);
    }

    fn last_word(&self, name: &Name) -> &'a str {
        self.token(name.tokens.end.saturating_sub(1)).map_or("", |token| token.word.as_str())
    }

    fn first_word(&self, name: &Name) -> &'a str {
        self.token(name.tokens.start).map_or("", |token| token.word.as_str())
    }

    /// The words of a name as the text has them.
    pub(super) fn words(&self, name: &Name) -> &'a str {
        self.tokens.bytes(&name.tokens).and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }

    /// The names whose tokens stand in a range.
    pub(super) fn within(&self, tokens: &Range<usize>) -> impl Iterator<Item = &Name> {
        let tokens = tokens.clone();
        let first = self.all.partition_point(|name| name.tokens.start < tokens.start);
        self.all.get(first..).unwrap_or_default().iter().take_while(move |name| name.tokens.end <= tokens.end)
    }

    /// The fullest name of the same outlet: "The Daily Bugle" for "the Bugle".
    pub(super) fn fullest_outlet<'n>(&'n self, name: &'n Name) -> &'n Name {
        let last = self.last_word(name);
        let own = self.lower(&name.tokens);
        let bare = own.strip_prefix("the ").unwrap_or(&own);
        let is_fuller = |other: &&Name| {
            let words = self.lower(&other.tokens);
            other.kind == NameKind::Outlet
                && self.last_word(other) == last
                && words.ends_with(bare)
                && words.len() > own.len()
        };
        self.all.iter().filter(is_fuller).max_by_key(|other| other.tokens.len()).unwrap_or(name)
    }

    /// The fullest name of the same person: before the place if there is one, else behind it.
    pub(super) fn fullest<'n>(&'n self, name: &'n Name) -> &'n Name {
        let (first, last) = (self.first_word(name), self.last_word(name));
        let count = name.tokens.len();
        let is_fuller = |other: &&Name| {
            other.tokens.len() > count
                && other.tokens.len() <= 5
                && (self.last_word(other) == last || (count == 1 && self.first_word(other) == first))
        };
        let far = |other: &&Name| {
            let distance = other.tokens.start.abs_diff(name.tokens.start);
            (other.tokens.start > name.tokens.start, distance)
        };
        // Of the names before, the last is the nearest, and of those behind the first.
        let nearest = |word: &str| {
            let places =
                self.by_word.get(word).filter(|_| self.longest.get(word).is_some_and(|longest| *longest > count))?;
            let (before, behind) =
                places.split_at(places.partition_point(|at| self.all[*at].tokens.start <= name.tokens.start));
            let mut order = before.iter().rev().chain(behind).filter_map(|at| self.all.get(*at));
            order.find(is_fuller)
        };
        let of_first = if count == 1 { nearest(first) } else { None };
        nearest(last).into_iter().chain(of_first).min_by_key(far).unwrap_or(name)
    }

    /// The names of persons whose first or last word is this one.
    pub(super) fn of_word<'n>(&'n self, word: &str) -> impl Iterator<Item = &'n Name> {
        self.by_word.get(word).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }

    /// Whether two names are of one person.
    pub(super) fn is_same(&self, one: &Name, other: &Name) -> bool {
        self.words(self.fullest(one)) == self.words(self.fullest(other))
    }

    /// The pronoun of a person, from a title or first name anywhere in the text.
    pub(super) fn pronoun(&self, name: &Name) -> Option<Pronoun> {
        let full = self.fullest(name);
        let last = self.last_word(full);
        let by_name = of_first_name(self.first_word(full)).filter(|_| full.tokens.len() > 1);
        let own = full.titled.or(name.titled).or(by_name);
        own.or_else(|| self.titles.get(last).copied()).or_else(|| of_first_name(self.first_word(full)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_what_they_are() {
        let table: [(&str, &[&str]); 9] = [
            ("Mr Hill met Ana Ruiz in Ardal.", &["Hill Person", "Ana Ruiz Person", "Ardal Other"]),
            ("Justice secretary Dominic Raab told Times Radio.", &["Dominic Raab Person", "Times Radio Outlet"]),
            ("The Times asked the Home Office.", &["The Times Outlet", "Home Office Other"]),
            ("Tom Hill left. Later Hill came back.", &["Tom Hill Person", "Hill Person"]),
            ("Prime Minister Ursula von der Leyen spoke.", &["Ursula von der Leyen Person"]),
            ("the Bank of England", &["Bank of England Other"]),
            ("He told the BBC.", &["the BBC Outlet"]),
            ("John Sun of Ardal", &["John Sun Person", "Ardal Other"]),
            ("nobody", &[]),
        ];
        for (line, expected) in table {
            let tokens = TokenizedText::new(line);
            let names = TextNames::of(line, &tokens);
            let found: Vec<_> = names.all.iter().map(|name| format!("{} {:?}", names.words(name), name.kind)).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
