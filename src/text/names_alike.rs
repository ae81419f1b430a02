//! Whether two names may be those of one speaker: how likely that is, and why.

use strsim::damerau_levenshtein;

use super::normalize::name_key;

/// Titles, which a name is written with or without.
pub const TITLES: [&str; 6] = ["mr", "mrs", "ms", "dr", "prof", "sir"];

/// A name, prepared for comparing it with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameWords {
    words: Vec<String>,
    letters: String,
    initials: String,
}

/// How likely two names are those of one speaker, from 0 to 1, and why.
pub type NameLikeness = (f64, &'static str);

impl NameWords {
    /// Prepares a name: its words without case, accents, titles and the article at its beginning.
    pub fn of(name: &str) -> Self {
        let key = name_key(name);
        let all: Vec<String> = key.split(' ').filter(|word| !word.is_empty()).map(str::to_string).collect();
        let is_extra = |at: usize, word: &str| at == 0 && word == "the" || TITLES.contains(&word);
        let words: Vec<String> =
            all.iter().enumerate().filter(|(at, word)| !is_extra(*at, word)).map(|(_, word)| word.clone()).collect();
        let words = if words.is_empty() { all } else { words };
        let letters = words.concat();
        let initials = words.iter().filter_map(|word| word.chars().next()).collect();
        Self { words, letters, initials }
    }

    /// Returns keys of which two names that may be alike have one in common: their words, the words with a letter left out, their
    /// letters, and their initials.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = vec![format!("={}", self.letters)];
        if self.words.len() > 2 {
            keys.push(format!("={}", self.initials));
        }
        for word in &self.words {
            keys.push(word.clone());
            let letters: Vec<char> = word.chars().collect();
            if (4..40).contains(&letters.len()) && !has_digit(word) {
                for left_out in 0..letters.len() {
                    let rest = letters.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, letter)| letter);
                    keys.push(rest.collect());
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Compares two names; `None` if they are not alike. `of_persons` says whether both may be those of persons, who are often
    /// called by their last name.
    pub fn likeness(&self, other: &Self, of_persons: bool) -> Option<NameLikeness> {
        if self.words == other.words {
            return Some((0.95, "the same name"));
        }
        if self.letters == other.letters {
            return Some((0.9, "the same letters"));
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words.len() == long.words.len() {
            return short.same_words(long).or_else(|| short.by_initials(long)).or_else(|| short.misspelt(long));
        }
        short.within(long, of_persons).or_else(|| {
            let is_short_form = short.words.len() == 1 && short.letters.chars().count() > 2;
            (is_short_form && short.letters == long.initials).then_some((0.5, "its initials"))
        })
    }

    fn same_words(&self, other: &Self) -> Option<NameLikeness> {
        let sorted = |name: &Self| {
            let mut words = name.words.clone();
            words.sort_unstable();
            words
        };
        (sorted(self) == sorted(other)).then_some((0.9, "the same words in another order"))
    }

    /// "E. Macron" and "Emmanuel Macron".
    fn by_initials(&self, other: &Self) -> Option<NameLikeness> {
        let is_initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        let mut pairs = self.words.iter().zip(&other.words);
        let fits = pairs.all(|(a, b)| a == b || is_initial(a, b) || is_initial(b, a));
        (fits && self.words.last() == other.words.last()).then_some((0.7, "the same name with an initial"))
    }

    /// One word of the two has a letter or two more, fewer or others.
    fn misspelt(&self, other: &Self) -> Option<NameLikeness> {
        let mut differing = self.words.iter().zip(&other.words).filter(|(a, b)| a != b);
        let (a, b) = differing.next()?;
        let length = a.chars().count().min(b.chars().count());
        if differing.next().is_some() || has_digit(a) || has_digit(b) || length > 40 {
            return None;
        }
        // "Ann" and "Anne", but not "Tom" and "Tim".
        let begins = a.starts_with(b.as_str()) || b.starts_with(a.as_str());
        let likely = match (damerau_levenshtein(a, b), length) {
            (1, 3) if begins => 0.5,
            (_, ..=3) => return None,
            (1, 4..=5) => 0.5,
            (1, _) => 0.75,
            (2, 8..) => 0.6,
            _ => return None,
        };
        Some((if self.words.len() == 1 { likely - 0.1 } else { likely }, "another spelling"))
    }

    /// All words of one are words of the other.
    fn within(&self, longer: &Self, of_persons: bool) -> Option<NameLikeness> {
        if !self.words.iter().all(|word| longer.words.contains(word)) {
            return None;
        }
        let likely = match (self.words.len(), of_persons) {
            (1, true) if self.words.last() == longer.words.last() => 0.6,
            (1, _) => return None,
            (_, true) => 0.7,
            (_, false) => 0.5,
        };
        Some((likely, "one name is a part of the other"))
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_words_letters_and_initials() {
        for (a, b, of_persons, likely) in [
            ("Zoë Müller", "zoe muller", true, Some(0.95)),
            ("The Times", "Times", false, Some(0.95)),
            ("Dr. Ann Lee", "Ann Lee", true, Some(0.95)),
            ("B.B.C.", "BBC", false, Some(0.9)),
            ("Lee, Ann", "Ann Lee", true, Some(0.9)),
            ("E. Macron", "Emmanuel Macron", true, Some(0.7)),
            ("Qirjako Qirko", "Qirjako Quirko", true, Some(0.5)),
            ("Qirjako Qirko", "Qirjaco Qirko", true, Some(0.75)),
            ("Qirko", "Qirjako Qirko", true, Some(0.6)),
            ("Ann Lee", "Ann Mary Lee", true, Some(0.7)),
            ("World Health Organization", "WHO", false, Some(0.5)),
            ("Ann Lee", "Tom Lee", true, None),
            ("Qirjako", "Qirjako Qirko", true, None),
            ("Times", "Evening Times", false, None),
            ("Unit 6123", "Unit 6124", false, None),
            ("Ann Lee", "Anne Lee", true, Some(0.5)),
            ("Tom Lee", "Tim Lee", true, None),
            ("Lee", "Leo", true, None),
        ] {
            let (first, second) = (NameWords::of(a), NameWords::of(b));
            let found = first.likeness(&second, of_persons).map(|(likely, _)| likely);
            assert_eq!(found, likely, "{a} / {b}");
            assert_eq!(second.likeness(&first, of_persons).map(|(likely, _)| likely), likely, "{b} / {a}");
            let (keys, others) = (first.keys(), second.keys());
            assert!(likely.is_none() || keys.iter().any(|key| others.contains(key)), "{a} / {b}: no common key");
        }
    }
}
