//! Denials that the content itself tells: "said that the report was fake", "there are no talks", "I never met him".

use super::words::{StanceObject, StanceReading, StanceWords};
use crate::model::Stance;
use crate::suggestion::phrase::Phrase;

/// What something false is called. Longer ones come first.
const FALSE: &str = "fake news | invention | not true | untrue | fake | false | a lie | lies | nonsense | baseless | bogus | a hoax | hoax | \
    unfounded | fabricated | a fabrication | fabrication | fabrications | made up | made-up | invented | an \
    invention | fiction | rubbish | a myth | myth | groundless | incorrect | inaccurate | wrong | ludicrous | \
    absurd | preposterous | without foundation | without merit | without basis | malicious | a smear | smears | \
    slander | libel | hogwash | balderdash | poppycock | garbage | laughable | ridiculous | unsubstantiated | \
    discredited | debunked | concocted | far from the truth | far from true | not the case | not correct | not \
    accurate | total fiction | not happening | a joke";

/// Words between the verb and what something is called.
const DEGREES: &str = "deeply highly grossly seriously wildly very simply completely totally utterly entirely wholly 100 per cent percent % just absolutely categorically a an \
    the same old complete pure total all so quite clearly plainly patently demonstrably factually and flatly flat \
    outright blatant ,";

const COPULAS: &str =
    "is are was were be been being 's it's that's they're as 're seems sounds look looks this's remains remain";

/// Words that may stand behind what something is called; a noun may not ("a false alarm").
const FOLLOWING: &str = ". , ; : ! ? -- ) and or but that to because in for as by with when if about on from nor while since reports \
    reporting story stories adding at news";

/// Nouns for people, of whom "wrong" says something else.
const PEOPLE: &str =
    "client man woman minister president he she opposition government they we i who people police party";

fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Whether something is called false in a phrase: "the report was completely false", "a lie".
pub(super) fn is_called_false(told: &Phrase) -> bool {
    let words: Vec<&str> = told.words().collect();
    FALSE.split(" | ").any(|name| {
        let name: Vec<&str> = name.split(' ').collect();
        let mut places = (0..words.len()).filter(|at| words.get(*at..*at + name.len()) == Some(&name[..]));
        places.any(|at| is_judgement(&words, at, name.len()))
    })
}

/// Whether the words at a place are what something is called: a copula or nothing before, no noun behind.
fn is_judgement(words: &[&str], at: usize, count: usize) -> bool {
    let follows = words.get(at + count).is_none_or(|next| is_one_of(FOLLOWING, next));
    let before = words.get(..at).unwrap_or_default();
    let skipped = before.iter().rev().take_while(|word| is_one_of(DEGREES, word)).count();
    let rest = &before[..before.len() - skipped];
    let is_not = rest.last().is_some_and(|word| matches!(*word, "not" | "never") || word.ends_with("n't"));
    let subject = rest.len().checked_sub(2).and_then(|at| rest.get(at));
    let is_advice = words[at] == "wrong" && words.get(at + count).is_some_and(|next| *next == "to");
    let of_person = is_advice || words[at] == "wrong" && subject.is_some_and(|word| is_one_of(PEOPLE, word));
    // "called the allegations baseless": the name is the end of a phrase without a verb.
    let ends = rest.last().is_none_or(|word| is_one_of(COPULAS, word) || is_saying(word) || matches!(*word, "." | "!"));
    follows && ends && !is_not && !of_person
}

fn is_saying(word: &str) -> bool {
    const NOUNS: [&str; 26] = [
        "claim",
        "claims",
        "report",
        "reports",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "story",
        "stories",
        "article",
        "articles",
        "suggestion",
        "suggestions",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "it",
        "them",
        "this",
        "that",
        "figures",
        "figure",
        "charges",
        "idea",
    ];
    NOUNS.contains(&word)
}

/// Whether something is called misleading in a phrase.
pub(super) fn is_called_misleading(told: &Phrase) -> bool {
    const PLAIN: [&str; 9] = [
        "out of context",
        "a distortion",
        "distorted picture",
        "distorts",
        "a distorted",
        "wrong impression",
        "false impression",
        "misleading picture",
        "misrepresent*",
    ];
    if told.has(&PLAIN) {
        return true;
    }
    let words: Vec<&str> = told.words().collect();
    let names = ["misleading", "exaggerated", "distorted", "disingenuous", "misleadingly"];
    let mut places = (0..words.len()).filter(|at| names.contains(&words[*at]));
    places.any(|at| is_judgement(&words, at, 1))
}

/// Nouns of which "there is no …" denies what somebody says.
const DENIED_THINGS: &str = "talks talk plan plans payment payments deal agreement agreements meeting meetings intention decision truth \
    basis question wrongdoing conspiracy cover-up link links connection relationship contact contacts conflict \
    such bilateral negotiations discussions secret foundation affair evidence proposal proposals offer intent \
    pressure bribe bribes corruption fraud collusion";

/// Returns the stance of a content that denies.
pub(super) fn denial_in_content(words: &StanceWords) -> Option<StanceReading> {
    let content = words.content.first(45);
    let insists = words.cue.has(&["insist*", "stress*", "maintain*", "protest*"]);
    let judged = |stance| Some(StanceReading { stance, object: StanceObject::Judged });
    if words.is_asked {
        return None;
    }
    if is_called_misleading(&content) {
        return judged(Stance::CallsMisleading);
    }
    if corrects_figure(&content) {
        return Some(StanceReading::of_content(Stance::Corrects));
    }
    if is_called_false(&content) {
        let is_told = content.has(&["not happening"]);
        let object = if is_told { StanceObject::Opposite } else { StanceObject::Judged };
        return Some(StanceReading { stance: Stance::Denies, object });
    }
    if content.has(&["no truth", "nothing of the sort", "not an ounce of truth", "absolutely not"]) {
        return judged(Stance::Denies);
    }
    if content.first(8).has(&[
        "not going to deny",
        "will not deny",
        "won't deny",
        "wouldn't deny",
        "not deny it",
        "not denying",
    ]) {
        return Some(StanceReading::of_content(Stance::DeclinesToDeny));
    }
    is_denied_event(&content, insists)
        .then_some(StanceReading { stance: Stance::Denies, object: StanceObject::Opposite })
}

/// Words that deny that something is so.
const EVENTS: [&str; 23] = [
    "not being considered",
    "not on the table",
    "not under consideration",
    "not under discussion",
    "not planned",
    "no such",
    "never happened",
    "did not happen",
    "didn't happen",
    "would never happen",
    "did not exist",
    "didn't exist",
    "does not exist",
    "doesn't exist",
    "do not exist",
    "never existed",
    "never took place",
    "did not take place",
    "nothing to do with",
    "done nothing wrong",
    "did nothing wrong",
    "no wrongdoing",
    "categorically",
];

/// Beginnings with which somebody denies what he is said to have done.
const MINE: [&str; 21] = [
    "he had never",
    "she had never",
    "they had never",
    "i never",
    "we never",
    "i did not",
    "i didn't",
    "we did not",
    "we didn't",
    "i have never",
    "we have never",
    "i've never",
    "we've never",
    "i had never",
    "we had never",
    "i had no",
    "we had no",
    "we have no plans",
    "i have no plans",
    "we're not in",
    "we are not in",
];

/// "there are no talks", "did not exist", "I never took a penny".
fn is_denied_event(content: &Phrase, insists: bool) -> bool {
    if content.has(&EVENTS) {
        return true;
    }
    let begins = content.first(14);
    if begins.has(&MINE) {
        return true;
    }
    let words: Vec<&str> = content.words().collect();
    let mut places = (0..words.len()).filter(|at| words[*at] == "there");
    places.any(|at| {
        let near = words.get(at + 1..(at + 7).min(words.len())).unwrap_or_default();
        let verb = near
            .first()
            .is_some_and(|word| matches!(*word, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "'s"));
        let no = near.iter().position(|word| matches!(*word, "no" | "never"));
        let thing = insists || near.iter().any(|word| is_one_of(DENIED_THINGS, word));
        let is_contracted = near.first().is_some_and(|word| word.ends_with("n't"));
        (verb && no.is_some() || is_contracted) && thing
    })
}

/// "the real figure was 12, not 40", "it was 300 people, not 3,000".
fn corrects_figure(content: &Phrase) -> bool {
    let words: Vec<&str> = content.words().collect();
    let is_number = |word: &&str| word.chars().any(|c| c.is_ascii_digit());
    let not_other = (1..words.len()).any(|at| {
        let (before, behind) = (words.get(..at).unwrap_or_default(), words.get(at + 1).copied().unwrap_or_default());
        words[at] == "not" && is_number(&behind) && before.iter().any(is_number)
    });
    let real = [
        "real figure",
        "correct figure",
        "actual figure",
        "true figure",
        "real number",
        "actual number",
        "correct number",
    ];
    not_other || (content.has(&real) && words.iter().any(is_number))
}
