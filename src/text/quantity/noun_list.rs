//! The nouns of `nouns.txt`, with their irregular forms and classes.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The nouns of `nouns.txt`.
#[derive(Default)]
pub(super) struct Nouns {
    /// The noun of each irregular form.
    pub(super) forms: HashMap<&'static str, &'static str>,
    /// The class of each noun.
    pub(super) classes: HashMap<&'static str, &'static str>,
}

/// The nouns of the file.
pub(super) static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let mut nouns = Nouns::default();
    for line in include_str!("nouns.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        if let (Some(class), Some(noun)) = (words.next(), words.next()) {
            nouns.classes.insert(noun, class);
            nouns.forms.extend(words.map(|form| (form, noun)));
        }
    }
    nouns
});

/// Returns the words of `nouns.txt`.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    NOUNS.classes.keys().chain(NOUNS.forms.keys()).copied()
}
