//! What a name is the name of, as far as its words say: a person, an organisation or an outlet.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::normalize::name_key;

/// Words with the kind that they make a name.
static WORDS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let lines = include_str!("kinds.txt").lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| line.split_once(' '));
    words.flat_map(|(kind, words)| words.split("; ").map(move |word| (name_key(word), kind))).collect()
});

/// Returns `person`, `organisation` or `outlet`, if a word of the name says so: "Ministry of Transport", "Club for Growth".
pub fn kind_in_words(name: &str) -> Option<&'static str> {
    let key = name_key(name);
    let words: Vec<_> = key.split(' ').collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let said: Vec<_> =
        words.iter().map(ToString::to_string).chain(pairs).filter_map(|word| WORDS.get(&word).copied()).collect();
    let linked = words.len() > 2 && words[1..].iter().any(|word| ["of", "for", "and", "against"].contains(word))
        || name.contains('&');
    let kind = |wanted: &str| said.contains(&wanted);
    if kind("person")
        || words.len() <= 3 && WORDS.get(words[0]) == Some(&"first") && !kind("organisation") && !kind("outlet")
    {
        Some("person")
    } else if kind("outlet") && words.len() > 1 {
        Some("outlet")
    } else {
        (kind("organisation") || linked && kind("of")).then_some("organisation")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_a_name_is_the_name_of() {
        for (name, kind) in [
            ("Ministry of Transport", Some("organisation")),
            ("Club for Growth", Some("organisation")),
            ("Home Office", Some("organisation")),
            ("the Home Office", Some("organisation")),
            ("Bank of England", Some("organisation")),
            ("Doctors for Europe", Some("organisation")),
            ("Ministère de la Santé", Some("organisation")),
            ("Министерство обороны", Some("organisation")),
            ("The Times", Some("outlet")),
            ("Sky News", Some("outlet")),
            ("Minister of Transport", Some("person")),
            ("a Home Office spokesperson", Some("person")),
            ("Sam", Some("person")),
            ("Sam Bank", Some("person")),
            ("Full Fact", None),
            ("Tony Banks", Some("person")),
            ("Charlotte Church", Some("person")),
            ("Ann Roe", Some("person")),
            ("Ann Summers Ltd", Some("organisation")),
            ("Times", None),
            ("", None),
        ] {
            assert_eq!(kind_in_words(name), kind, "{name}");
        }
    }
}
