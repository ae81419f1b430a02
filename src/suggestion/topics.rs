//! What a stance is about: a claim in words, one that was told before, or a whole document.

use super::phrase::Phrase;
use super::stance::{StanceObject, StanceReading, StanceWords};
use crate::model::Stance;
use crate::text::similarity::background::is_common;

/// What a stance is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// The claim that the content words.
    Worded,
    /// The claim that was told before: "it", "the allegation", "such plans".
    Told,
    /// As [`Topic::Told`], where the claim must have a figure: "that figure is invented".
    ToldFigure,
    /// The document that was told of before: "the report", "the article".
    Document,
}

/// Nouns for a document that can be denied as a whole.
const DOCUMENTS: [&str; 13] = [
    "report",
    "reports",
    "article",
    "articles",
    "story",
    "stories",
    "piece",
    "coverage",
    "headline",
    "headlines",
    "newspaper",
    "documentary",
    "broadcast",
];

/// Nouns for what somebody said.
const SAYINGS: [&str; 26] = [
    "statement",
    "account",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "suggestion",
    "suggestions",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "idea",
    "speculation",
    "charge",
    "charges",
    "notion",
    "accusers",
    "assertion",
    "assertions",
    "matter",
    "issue",
    "plans",
    "plan",
];

/// Returns what a stance is about.
pub(super) fn topic(reading: StanceReading, words: &StanceWords) -> Topic {
    let told = match (reading.object, words.content.is_empty()) {
        (_, true) => words.after.clone(),
        _ => words.content.clone(),
    };
    match reading.stance {
        // "refused to say whether it would close" tells what is asked.
        Stance::DeclinesToComment if told.begins(&["whether", "if", "that"]) && told.words().count() > 4 => {
            return Topic::Worded;
        }
        Stance::DeclinesToComment | Stance::DoesNotRespond => return Topic::Told,
        Stance::Comments | Stance::Questions | Stance::Reports | Stance::Retracts if is_first_person(&told) => {
            return Topic::Told;
        }
        Stance::Asserts | Stance::Comments | Stance::Questions | Stance::Reports => return Topic::Worded,
        _ => {}
    }
    let has_clause = told.words().skip_while(|word| *word != "that").count() > 4;
    match reading.object {
        StanceObject::Judged => judged(&told, has_clause),
        StanceObject::Opposite if is_anaphor(&told) => Topic::Told,
        StanceObject::Content if !has_clause && told.words().filter(|word| *word != ".").count() <= 4 => {
            judged(&told, false)
        }
        _ => Topic::Worded,
    }
}

fn is_first_person(told: &Phrase) -> bool {
    told.first(3).has(&["i", "we", "my", "our"])
}

/// "the report is fake", "that is not true", "it was untrue that fees had doubled".
fn judged(told: &Phrase, has_clause: bool) -> Topic {
    if has_clause && !told.begins(&["that"]) {
        return Topic::Worded;
    }
    let first = told.words().take(9).find_map(|word| {
        let kind = if DOCUMENTS.contains(&word) {
            Topic::Document
        } else if SAYINGS.contains(&word) {
            Topic::Told
        } else if matches!(word, "figure" | "figures" | "number" | "numbers" | "sum") {
            Topic::ToldFigure
        } else {
            return None;
        };
        Some(kind)
    });
    let begin = told.first(2);
    let pronoun = begin
        .begins(&["it", "this", "that", "it's", "that's", "they", "these", "such", "them", "not", "no", "100"])
        || told.begins(&["that it", "that this", "that that"]);
    match first {
        Some(kind) => kind,
        None if pronoun || content_words(told) <= 2 => Topic::Told,
        None => Topic::Worded,
    }
}

/// "such plans were not happening": a pronoun, or a noun with "such", and nothing else that tells what.
fn is_anaphor(told: &Phrase) -> bool {
    let told = if told.begins(&["that"]) { Phrase::from_words(told.words().skip(1)) } else { told.clone() };
    let such = told.begins(&[
        "such",
        "these",
        "those",
        "this",
        "it",
        "that",
        "nothing of the sort",
        "the plans",
        "the plan",
        "the talks",
        "the idea",
        "the proposal",
        "the scheme",
    ]);
    such && content_words(&told.first(8)) <= 4
}

/// Number of words that tell what something is about.
fn content_words(told: &Phrase) -> usize {
    let is_content = |word: &&str| word.chars().any(char::is_alphanumeric) && word.len() > 2 && !is_common(word);
    told.words().filter(is_content).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::find_attributions;
    use crate::suggestion::stance::stance_of;

    #[test]
    fn what_a_stance_is_about_is_told() {
        use Topic::{Document, Told, Worded};
        let table = [
            ("Ana Ruiz said the reports were “100 per cent fake”.", Document),
            ("Ana Ruiz tweeted that the article was the “same old fake news”.", Document),
            ("“That is simply not true,” said Ana Ruiz.", Told),
            ("Ana Ruiz called the allegations baseless.", Told),
            ("Ana Ruiz denied the claims.", Told),
            ("Ana Ruiz said that such plans were “not happening”.", Told),
            ("Ana Ruiz denied that the bridge was closed.", Worded),
            ("Ana Ruiz said it was untrue that fees had doubled.", Worded),
            ("Ana Ruiz said there were no talks with the port of Ardal.", Worded),
            ("Police dismissed rumours that a second gunman was at large.", Worded),
            ("Ana Ruiz declined to comment.", Told),
            ("Ana Ruiz said the ferry was late.", Worded),
        ];
        for (line, expected) in table {
            let reading = find_attributions(line);
            let words = StanceWords::of(&reading.text, reading.attributions.first().unwrap());
            assert_eq!(topic(stance_of(&words), &words), expected, "{line}");
        }
    }
}
