//! Those who do not answer, will not comment, or will not deny.

use super::words::{StanceReading, StanceWords};
use crate::model::Stance;
use crate::suggestion::phrase::Phrase;

/// Words with which somebody will not do something.
const WILL_NOT: [&str; 30] = [
    "declin*",
    "refus*",
    "would not",
    "wouldn't",
    "will not",
    "won't",
    "stopped short",
    "stops short",
    "stopping short",
    "unwilling",
    "demurred",
    "reluctant",
    "did not",
    "didn't",
    "does not",
    "doesn't",
    "do not",
    "don't",
    "not prepared",
    "not going",
    "unable",
    "could not",
    "couldn't",
    "cannot",
    "can't",
    "has not",
    "hasn't",
    "have not",
    "haven't",
    "failed to",
];

const DENY: [&str; 12] = [
    "deny",
    "denying",
    "rule out",
    "ruling out",
    "rule it out",
    "dispute",
    "disputing",
    "ruled out",
    "contradict",
    "denied",
    "disputed",
    "rule them out",
];

/// Verbs of saying, as far as somebody may refuse them.
const SPEAK: [&str; 40] = [
    "to name",
    "name",
    "comment",
    "commenting",
    "commented",
    "say",
    "saying",
    "said",
    "discuss",
    "discussing",
    "elaborate",
    "answer",
    "answering",
    "confirm",
    "confirmed",
    "confirming",
    "speculate",
    "be drawn",
    "be interviewed",
    "disclose",
    "identify",
    "specify",
    "reveal",
    "provide details",
    "give details",
    "talk about",
    "speak",
    "address",
    "weigh in",
    "explain",
    "go into",
    "be quoted",
    "clarify",
    "be named",
    "give further",
    "provide further",
    "be identified",
    "talk to",
    "give any",
    "discussed",
];

/// Words for a refusal, and not for a failure or a habit.
const REFUSE: [&str; 8] = ["declin*", "refus*", "demurred", "be drawn", "would not", "wouldn't", "will not", "won't"];

/// Returns the stance of those who do not answer, will not comment, or will not deny.
pub(super) fn refusal(words: &StanceWords) -> Option<StanceReading> {
    let found = if does_not_respond(words) {
        Stance::DoesNotRespond
    } else if declines_to_deny(words) {
        Stance::DeclinesToDeny
    } else if declines_to_comment(words) {
        Stance::DeclinesToComment
    } else {
        return None;
    };
    Some(StanceReading::of_content(found))
}

fn does_not_respond(words: &StanceWords) -> bool {
    const PASSIVE: [&str; 12] = [
        "be reached",
        "approached for",
        "not available for",
        "unavailable for",
        "gone unanswered",
        "went unanswered",
        "contacted for comment",
        "asked for comment",
        "been approached",
        "yet to respond",
        "yet to comment",
        "yet to reply",
    ];
    let around = words.around();
    if around.has(&PASSIVE) {
        return true;
    }
    let onwards = words.onwards();
    let answers = around.has(&["respond*", "repl*", "acknowledge receipt"])
        || (around.has(&["return*", "answer*"])
            && onwards.has(&[
                "call",
                "calls",
                "request*",
                "message*",
                "email*",
                "e-mail*",
                "question*",
                "phone",
                "inquir*",
            ]));
    let fails =
        around.has(&["failed to", "yet to"]) || words.is_negated() || around.has(&["did not", "not immediately"]);
    // "did not respond to the drug" tells of no question.
    let behind = words.after.first(6);
    let of_question = !behind.has(&["to"])
        || behind.has(&[
            "request*",
            "question*",
            "comment",
            "call",
            "calls",
            "email*",
            "e-mail*",
            "letter*",
            "message*",
            "inquir*",
            "enquir*",
            "allegation*",
            "claim*",
            "us",
            "journalists",
        ]);
    answers && fails && of_question && !around.has(&REFUSE)
}

fn declines_to_deny(words: &StanceWords) -> bool {
    const BOTH: [&str; 8] = [
        "confirm or deny",
        "confirm nor deny",
        "confirm or rule out",
        "deny or confirm",
        "confirm or dispute",
        "cannot deny that i",
        "nor denied",
        "or denied",
    ];
    let around = words.around();
    if around.has(&BOTH) || words.onwards().has(&["or confirm", "nor confirm"]) {
        return false;
    }
    let of_cue = Phrase::join(&[&words.before.last(3), &words.cue, &words.after.first(3)]);
    let denies_here = words.cue.has(&DENY) || of_cue.has(&DENY);
    // "has not been denied", "could not be ruled out" tell of others.
    let is_passive = of_cue.has(&["be denied", "been denied", "be ruled out", "be disputed"]);
    denies_here && of_cue.has(&WILL_NOT) && !is_passive && !words.cue.begins(&["denied", "disputed", "ruled"])
}

/// Words of those who will not speak, in what they say.
const NO_COMMENT: [&str; 16] = [
    "no comment",
    "not comment",
    "never comment",
    "cannot comment",
    "can't comment",
    "don't comment",
    "won't comment",
    "couldn't comment",
    "unable to comment",
    "not going to comment",
    "not going to discuss",
    "not discuss",
    "won't discuss",
    "can't discuss",
    "cannot discuss",
    "not prepared to discuss",
];

fn declines_to_comment(words: &StanceWords) -> bool {
    const SILENT: [&str; 12] = [
        "not comment",
        "not discuss",
        "not be drawn",
        "not elaborate",
        "not speculate",
        "not disclose",
        "not confirm",
        "neither confirm*",
        "neither deny",
        "neither denied",
        "not commented",
        "no further comment",
    ];
    let (around, onwards) = (words.around(), words.onwards());
    let says_no_comment = words.content.has(&NO_COMMENT) && words.content.words().count() < 16
        || onwards.first(6).has(&["had no comment", "has no comment", "no comment", "no further comment"]);
    if says_no_comment {
        return true;
    }
    if around.has(&SILENT) || negated_by_form(words) {
        return true;
    }
    let refuses = onwards.first(3).has(&REFUSE) || words.cue.has(&REFUSE) || words.before.last(3).has(&REFUSE);
    let to_speak = Phrase::join(&[&words.cue, &words.after.first(3)]);
    refuses && to_speak.has(&SPEAK)
}

/// "isn't saying", "hasn't commented".
fn negated_by_form(words: &StanceWords) -> bool {
    const SILENT: [&str; 10] = [
        "comment",
        "commented",
        "commenting",
        "discuss",
        "elaborate",
        "speculate",
        "saying",
        "disclose",
        "be drawn",
        "confirm",
    ];
    let near = Phrase::join(&[&words.before.last(3), &words.cue, &words.after.first(2)]);
    let not = near.words().any(|word| word.ends_with("n't"));
    not && near.has(&SILENT)
}
