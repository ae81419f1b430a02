//! Stances, in sentences of our own.

use super::*;
use crate::attribution::find_attributions;

/// The stances of the attributions of a sentence.
fn stances(line: &str) -> Vec<&'static str> {
    let reading = find_attributions(line);
    let found = reading.attributions.iter().map(|one| stance_of(&StanceWords::of(&reading.text, one)).stance.as_str());
    found.collect()
}

/// How many sentences of a table have a right stance, and what is found for the others.
fn right(table: &str) -> (usize, usize, Vec<String>) {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (expected, sentence) = line.split_once(" | ").unwrap();
        let found = stances(sentence);
        let fits = |stance: &&str| expected.split(',').any(|one| one == *stance);
        let is_right = if found.is_empty() { expected.starts_with('-') } else { found.iter().any(fits) };
        all += 1;
        right += usize::from(is_right);
        if !is_right {
            wrong.push(format!("{expected} | {} | {sentence}", found.join(",")));
        }
    }
    (right, all, wrong)
}

#[test]
fn stances_are_right_in_nine_of_ten_sentences() {
    for table in [include_str!("sentences_1.txt"), include_str!("sentences_2.txt")] {
        let (right, all, wrong) = right(table);
        assert!(right * 10 >= all * 9, "{right} of {all}\n{}", wrong.join("\n"));
    }
}
