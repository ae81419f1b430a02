//! Who speaks, in passages of our own.

use super::*;
use crate::attribution::find_attributions;

/// The speakers of a text: name, role, for whom, and whether unnamed.
fn speakers(text: &str) -> Vec<String> {
    let reading = find_attributions(text);
    let mut resolver = SpeakerResolver::new(text, &reading.text, None);
    let sources: Vec<_> =
        reading.attributions.iter().map(|one| one.source.as_ref().map(|range| reading.text.tokens_in(range))).collect();
    let mut next = sources.iter().skip(1).cloned();
    let mut all = Vec::new();
    for found in &reading.attributions {
        let speaker = resolver.speaker(found, next.next().flatten());
        let mut told = speaker.name;
        if let Some(role) = speaker.role {
            told += &format!(" ({role})");
        }
        if let Some(principal) = speaker.principal {
            told += &format!(" for {principal}");
        }
        if speaker.is_unnamed {
            told += " unnamed";
        }
        all.push(told);
    }
    all
}

#[test]
fn speakers_are_resolved_to_names() {
    let table = include_str!("passages.txt");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (expected, passage) = line.split_once(" | ").unwrap();
        let found = speakers(&passage.replace(" / ", "\n"));
        assert_eq!(found.join("; "), expected, "{passage}");
    }
}

#[test]
fn he_and_she_are_right_in_nine_of_ten_passages() {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in include_str!("pronouns.txt").lines().filter(|line| !line.starts_with('#')) {
        let (expected, passage) = line.split_once(" | ").unwrap();
        let text = passage.replace(" / ", "\n");
        let reading = find_attributions(&text);
        let mut resolver = SpeakerResolver::new(&text, &reading.text, None);
        let told: Vec<_> = reading.attributions.iter().map(|found| resolver.speaker(found, None)).collect();
        let is_pronoun = |speaker: &&TextSpeaker| matches!(speaker.as_worded.to_lowercase().as_str(), "he" | "she");
        let found = told.iter().rfind(is_pronoun).map(|speaker| speaker.name.clone()).unwrap_or_default();
        all += 1;
        right += usize::from(found == expected);
        if found != expected {
            wrong.push(format!("{expected} | {found} | {passage}"));
        }
    }
    assert!(right * 10 >= all * 9, "{right} of {all}\n{}", wrong.join("\n"));
}
