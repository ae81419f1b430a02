//! The wording of claims.

use super::*;
use crate::attribution::find_attributions;
use crate::suggestion::stance::{StanceWords, stance_of};
use crate::suggestion::word_lists::Pronoun;

/// The claims of all attributions of a sentence, said by a woman of the name Ana Ruiz.
fn claims_of(line: &str) -> String {
    let reading = find_attributions(line);
    let speaker = ClaimSpeaker { name: "Ana Ruiz".to_string(), is_person: true, pronoun: Some(Pronoun::She) };
    let mut all = Vec::new();
    for found in &reading.attributions {
        let object = stance_of(&StanceWords::of(&reading.text, found)).object;
        let pieces: Vec<_> = found.content.iter().map(|range| reading.text.tokens_in(range)).collect();
        for (at, part) in claim_parts(line, &reading.text, &pieces, object).into_iter().enumerate() {
            let object = if at == 0 { object } else { StanceObject::Content };
            all.extend(worded(&reading.text, part, object, &speaker).map(|claim| claim.text));
        }
    }
    all.join(" / ")
}

#[test]
fn claims_are_worded_affirmatively() {
    let table = include_str!("sentences.txt");
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (sentence, expected) = line.split_once(" => ").unwrap();
        let found = claims_of(sentence);
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{}", wrong.join("\n"));
}
