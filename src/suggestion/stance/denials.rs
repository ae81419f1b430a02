//! Denials, retractions and admissions that the words for saying tell: "denied", "withdrew", "admitted".

use super::objects::{names_request, names_saying};
use super::words::{StanceObject, StanceReading, StanceWords};
use crate::model::Stance;
use crate::suggestion::phrase::Phrase;

const DENY: [&str; 22] = [
    "deny",
    "denies",
    "denied",
    "denying",
    "denial*",
    "refut*",
    "rebut*",
    "debunk*",
    "rubbish*",
    "repudiat*",
    "pooh-pooh*",
    "scoff*",
    "pour cold water",
    "poured cold water",
    "pours cold water",
    "disavow*",
    "contradict*",
    "disput*",
    "laughed off",
    "play* down",
    "hit out at claims",
    "quash*",
];

/// Verbs that deny something said, and refuse something asked for.
const REJECT: [&str; 12] = [
    "reject*",
    "dismiss*",
    "brush*",
    "shrug*",
    "hit back",
    "hits back",
    "hitting back",
    "push* back",
    "pushed back",
    "pushes back",
    "took issue with",
    "slapped down",
];

/// Returns the stance of a denial, a correction or a retraction by the words for saying.
pub(super) fn told_denial(words: &StanceWords) -> Option<StanceReading> {
    if words.cue.is_empty() {
        return None;
    }
    retraction(words).or_else(|| denial(words)).or_else(|| rejection(words)).or_else(|| name_given(words))
}

fn retraction(words: &StanceWords) -> Option<StanceReading> {
    const TAKE_BACK: [&str; 15] = [
        "taken back",
        "retract*",
        "recant*",
        "walked back",
        "walking back",
        "backtrack*",
        "took back",
        "take back",
        "takes back",
        "rowed back",
        "row back",
        "backpedal*",
        "backed away from",
        "climbed down",
        "u-turned on his claim",
    ];
    const APOLOGISE: [&str; 4] = ["apologise*", "apologize*", "apologising", "apologizing"];
    let onwards = words.onwards();
    let object = words.after.first(8);
    let withdraws = onwards.first(3).has(&["withdrew", "withdraw", "withdraws", "withdrawn"]) && names_saying(&object);
    let apologises = words.cue.has(&APOLOGISE)
        && Phrase::join(&[&object, &words.content]).has(&[
            "for claim*",
            "for saying",
            "for the claim",
            "for suggesting",
        ]);
    let corrects = words.cue.has(&["correct", "corrects", "corrected", "correcting"]);
    if words.is_negated() {
        return None;
    }
    if corrects {
        return Some(StanceReading::of_content(Stance::Corrects));
    }
    let found = onwards.first(3).has(&TAKE_BACK) || withdraws || apologises;
    found.then_some(StanceReading::of_content(Stance::Retracts))
}

fn denial(words: &StanceWords) -> Option<StanceReading> {
    if !words.cue.has(&DENY) && !words.onwards().first(4).has(&DENY[12..15]) {
        return None;
    }
    let object = Phrase::join(&[&words.after.first(6), &words.content.first(6)]);
    let is_told = words.after.begins(&["that"]) || words.content.begins(&["that"]);
    if !is_told && names_request(&object) && !names_saying(&object) {
        return Some(StanceReading::of_content(Stance::Comments));
    }
    let stance = if words.is_negated() { Stance::DeclinesToDeny } else { Stance::Denies };
    Some(StanceReading::of_content(stance))
}

fn rejection(words: &StanceWords) -> Option<StanceReading> {
    const ATTACK: [&str; 10] =
        ["slam*", "blast*", "denounc*", "condemn*", "attack*", "criticis*", "criticiz*", "decri*", "decry*", "mock*"];
    let rejects = words.onwards().first(4).has(&REJECT);
    let attacks = words.cue.has(&ATTACK);
    if !(rejects || attacks) {
        return None;
    }
    let object = Phrase::join(&[&words.after.first(8), &words.content.first(8)]);
    let says = names_saying(&object) || (rejects && object.first(2).has(&["that", "it", "them"]));
    let judges = super::contents::is_called_false(&words.content) || super::contents::is_called_false(&words.after);
    if (rejects && says && !words.is_negated()) || (attacks && judges) {
        return Some(StanceReading { stance: Stance::Denies, object: StanceObject::Judged });
    }
    Some(StanceReading::of_content(Stance::Comments))
}

/// "called the report false", "branded it misleading".
fn name_given(words: &StanceWords) -> Option<StanceReading> {
    const CALL: [&str; 14] = [
        "call",
        "calls",
        "called",
        "calling",
        "term*",
        "brand*",
        "describ*",
        "label*",
        "dubb*",
        "characteri*",
        "deem*",
        "portray*",
        "denounc*",
        "slam*",
    ];
    if !words.cue.has(&CALL) {
        return None;
    }
    let told = Phrase::join(&[&words.after, &words.content]);
    let stance = if super::contents::is_called_misleading(&told) {
        Stance::CallsMisleading
    } else if super::contents::is_called_false(&told) {
        Stance::Denies
    } else {
        return None;
    };
    Some(StanceReading { stance, object: StanceObject::Judged })
}

/// Returns the stance of one who confirms, admits or concedes.
pub(super) fn told_admission(words: &StanceWords) -> Option<StanceReading> {
    const CONFIRM: [&str; 14] = [
        "confirm",
        "confirms",
        "confirmed",
        "confirming",
        "acknowledg*",
        "admit",
        "admits",
        "admitted",
        "admitting",
        "conced*",
        "corroborat*",
        "verif*",
        "owned up",
        "confess*",
    ];
    let told = words.cue.has(&CONFIRM) || Phrase::join(&[&words.cue, &words.after.first(1)]).has(&["owned up"]);
    let is_passive = words.before.last(2).has(&["was", "were", "been", "being", "be", "is", "are"])
        || words.cue.has(&[
            "was admitted",
            "were admitted",
            "was confirmed",
            "were confirmed",
            "been confirmed",
            "been admitted",
        ]);
    let lets_in = words
        .after
        .first(3)
        .has(&["guests", "patients", "children", "pupils", "students", "visitors", "fans", "women", "members"])
        && words.cue.has(&["admit*"]);
    let about_votes = lets_in || words.after.first(8).has(&["votes", "by"]) && words.cue.has(&["confirm*"]);
    if !told || is_passive || about_votes {
        return None;
    }
    if words.is_negated() {
        return Some(StanceReading::of_content(Stance::Comments));
    }
    // "confirmed that there are no talks", "admitted that its report was wrong".
    if words.cue.has(&["confirm*"])
        && let Some(denied) = super::contents::denial_in_content(words)
    {
        return Some(denied);
    }
    Some(StanceReading::of_content(Stance::Confirms))
}
