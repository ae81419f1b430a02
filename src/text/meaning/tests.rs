//! Tests of the table of vectors.

use std::rc::Rc;

use super::{TextMeaning, word_vector};
use crate::text::words::words;

fn meaning(text: &str) -> TextMeaning {
    let vectors: Vec<_> = words(text).iter().map(|word| word_vector(&word.folded).map(Rc::new)).collect();
    TextMeaning::new(vectors.iter())
}

#[test]
fn what_says_the_same_is_nearer_than_what_does_not() {
    let table = [
        ("The hospital was closed", "A clinic has shut its doors", "The hospital bought a bus"),
        ("Crime has fallen", "There are fewer offences and robberies", "Taxes have fallen"),
        ("The mayor lied about the money", "He was dishonest over the funds", "The mayor opened the bridge"),
        ("Doctors will be paid more", "Higher salaries for physicians", "Doctors will be trained abroad"),
    ];
    for (text, same, other) in table {
        let [text, same, other] = [text, same, other].map(meaning);
        assert!(text.cosine(&same) > 0.2, "{} {}", text.cosine(&same), text.cosine(&other));
        assert!(text.covered_by(&[&same]) > 0.2);
    }
    assert!(
        meaning("A physician").cosine(&meaning("doctors")) > meaning("A physician").cosine(&meaning("bridges")) + 0.2
    );
}

#[test]
fn words_are_made_of_pieces() {
    let whole = |word: &str| word_vector(word).map(|vector| vector.is_whole);
    assert_eq!(whole("doctor"), Some(true));
    assert_eq!(whole("unsubstantiatedness"), Some(false));
    assert_eq!(whole("4000"), Some(true));
    assert_eq!(whole("москве"), None);
    assert_eq!(whole(""), Some(true));
    assert_eq!(whole(&"a".repeat(1000)), None);
    assert!(meaning("Der Bürgermeister hat gelogen").known_share() < 0.8);
    assert!(meaning("The mayor lied again").known_share() > 0.9);
    assert!(meaning("").cosine(&meaning("doctor")) < f32::EPSILON);
}
