//! A denial turned into what is denied: "there are no talks" into "there are talks".

use super::words::ClaimWord;

/// Contracted denials, with the verb that is left.
const CONTRACTED: [(&str, &str); 20] = [
    ("isn't", "is"),
    ("aren't", "are"),
    ("wasn't", "was"),
    ("weren't", "were"),
    ("didn't", "did"),
    ("doesn't", "does"),
    ("don't", "do"),
    ("hasn't", "has"),
    ("haven't", "have"),
    ("hadn't", "had"),
    ("won't", "will"),
    ("wouldn't", "would"),
    ("can't", "can"),
    ("couldn't", "could"),
    ("shouldn't", "should"),
    ("cannot", "can"),
    ("ain't", "is"),
    ("mustn't", "must"),
    ("needn't", "need"),
    ("nothing", "something"),
];

/// Returns what is denied.
pub(super) fn affirmed(words: Vec<ClaimWord>) -> Vec<ClaimWord> {
    let mut all: Vec<ClaimWord> = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let next_is = |words: &mut std::iter::Peekable<std::vec::IntoIter<ClaimWord>>, list: &[&str]| {
            words.peek().is_some_and(|next| next.is(list))
        };
        if word.is(&["not", "never", "categorically", "absolutely", "firmly", "even"])
            && !next_is(&mut words, &["only", "just"])
        {
            continue;
        }
        if word.is(&["no"]) {
            if next_is(&mut words, &["such"]) {
                continue;
            }
            continue;
        }
        if word.is(&["nor", "neither"]) {
            all.push(word.with(if word.lower == "nor" { "or" } else { "either" }));
            continue;
        }
        if word.is(&["any", "anyone", "anything"]) {
            let changed = match word.lower.as_str() {
                "any" => continue,
                "anyone" => "someone",
                _ => "something",
            };
            all.push(word.with(changed));
            continue;
        }
        match CONTRACTED.iter().find(|(denied, _)| *denied == word.lower) {
            Some((_, verb)) => all.push(word.with(verb)),
            None => all.push(word),
        }
    }
    all
}

/// What something false is called, by its last word.
const FALSE: [&str; 24] = [
    "fake",
    "false",
    "untrue",
    "nonsense",
    "lie",
    "lies",
    "baseless",
    "bogus",
    "hoax",
    "unfounded",
    "fabricated",
    "fabrication",
    "rubbish",
    "myth",
    "groundless",
    "incorrect",
    "inaccurate",
    "wrong",
    "misleading",
    "ludicrous",
    "absurd",
    "fiction",
    "invented",
    "exaggerated",
];

/// Returns what a judgement denies: "the documents were fake" denies that they were not. Where a clause with "that" is judged, it is
/// the claim: "it was untrue that fees had doubled".
pub(super) fn unjudged(words: Vec<ClaimWord>) -> Vec<ClaimWord> {
    let Some(name) =
        words.iter().position(|word| word.is(&FALSE) || word.is(&["true", "truth", "foundation", "basis"]))
    else {
        return words;
    };
    let that = words.iter().skip(name + 1).take(6).position(|word| word.lower == "that").map(|at| at + name + 1);
    if let Some(that) = that.filter(|at| words.len() > at + 3) {
        return words[that + 1..].to_vec();
    }
    if words.iter().take(name).any(|word| word.is(&["not"])) {
        return affirmed(words);
    }
    let mut all = words;
    all.insert(name, ClaimWord::new("not"));
    all
}
