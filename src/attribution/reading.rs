//! What is found in a text.

use std::ops::Range;

use super::finding::Finding;
use super::foreign::find_foreign;
use super::language::{Language, language_of};
use super::learned::facts::Facts;
use super::learned::model::Model;
use super::learned::vocabulary::Vocabulary;
use super::leftovers::add_leftovers;
use super::non_answers::add_non_answers;
use super::rules::find_by_rules;
use super::selection::select;
use super::tokenized::TokenizedText;
use super::transcript::add_turns;

/// How much of an attribution's content stands between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

/// Somebody says something, by the words of the text. All ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// What is said, in one or more pieces, in order.
    pub content: Vec<Range<usize>>,
    /// Who says it, as worded: "he", "the Ardal council".
    pub source: Option<Range<usize>>,
    /// The words that tell that it is said: "said", "according to".
    pub cue: Option<Range<usize>>,
    /// The chance that people would see the same attribution, 0 to 1.
    pub score: f64,
    /// How much of the content is quoted.
    pub quoted: Quoted,
}

/// A text as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The language.
    pub language: Language,
    /// The text as paragraphs, sentences, quotations and tokens.
    pub text: TokenizedText,
    /// The attributions, in the order of their content.
    pub attributions: Vec<Attribution>,
}

/// Minimum score of an attribution that is given out. Those below are more often wrong than right.
const MIN_SCORE: f32 = 0.3;

/// Finds the attributions of a text. A line is a paragraph.
pub fn find_attributions(text: &str) -> Reading {
    read_with(Model::fitted(), text)
}

/// Finds the attributions of a text with other weights than those of the program.
pub fn read_with(model: &Model, text: &str) -> Reading {
    let mut text = TokenizedText::new(text);
    let language = language_of(&text);
    let found = match language {
        Language::English => find_english(model, &mut text),
        _ => find_foreign(&text, language),
    };
    let attributions = found.iter().filter_map(|finding| in_bytes(&text, finding)).collect();
    Reading { language, text, attributions }
}

fn find_english(model: &Model, text: &mut TokenizedText) -> Vec<Finding> {
    model.tagger.tag(text);
    let facts = facts_of(text, &model.vocabulary);
    let labelled = model.label_tokens(text, &facts);
    let proposals = model.proposals(text, &facts, &labelled).into_iter().map(|proposal| proposal.finding).collect();
    let mut found = select(text, proposals, MIN_SCORE);
    add_leftovers(text, &labelled, &mut found);
    add_non_answers(text, &mut found);
    add_turns(text, &mut found);
    found
}

/// The facts about a text's tokens from which the fitted models make their features.
pub fn facts_of(text: &TokenizedText, vocabulary: &Vocabulary) -> Facts {
    Facts::new(text, &find_by_rules(text), vocabulary)
}

/// A finding in bytes of the text.
pub fn in_bytes(text: &TokenizedText, finding: &Finding) -> Option<Attribution> {
    let mut pieces = finding.content.clone();
    pieces.sort_by_key(|piece| piece.start);
    let content: Vec<_> = pieces.iter().filter_map(|piece| text.bytes(piece)).collect();
    let words = pieces.iter().cloned().flatten().filter_map(|at| text.tokens.get(at)).filter(|token| token.is_word());
    let (quoted, plain): (Vec<_>, Vec<_>) = words.partition(|token| token.is_quoted());
    let quoted = match (quoted.is_empty(), plain.is_empty()) {
        (true, _) => Quoted::Indirect,
        (false, true) => Quoted::Direct,
        (false, false) => Quoted::Mixed,
    };
    let bytes = |tokens: &Option<Range<usize>>| tokens.as_ref().and_then(|tokens| text.bytes(tokens));
    let (source, cue) = (bytes(&finding.source), bytes(&finding.cue));
    (!content.is_empty()).then_some(Attribution { content, source, cue, score: f64::from(finding.score), quoted })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is wrong with a reading: a range that is no part of the text, or a paragraph that is too long.
    fn faults(text: &str) -> Vec<String> {
        let reading = find_attributions(text);
        let mut faults = Vec::new();
        for found in &reading.attributions {
            let ranges = found.content.iter().chain(&found.source).chain(&found.cue);
            faults.extend(
                ranges
                    .filter(|range| text.get((*range).clone()).is_none_or(str::is_empty))
                    .map(|range| format!("{range:?}")),
            );
            if found.content.is_empty() || !(0.0..=1.0).contains(&found.score) {
                faults.push(format!("{found:?}"));
            }
        }
        let tokens: usize = reading.text.paragraphs.iter().map(Range::len).sum();
        if tokens != reading.text.tokens.len()
            || reading.text.paragraphs.iter().any(|one| one.is_empty() || one.len() > 400)
        {
            faults.push("paragraphs".to_string());
        }
        faults
    }

    /// Words and signs of which hard texts are made.
    const PIECES: [&str; 32] = [
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        ",",
        ".",
        "?",
        ":",
        " ",
        "\n",
        "—",
        "(",
        ")",
        " said ",
        " according to ",
        " Ana Ruiz",
        " the council",
        " that ",
        " and ",
        " told ",
        "did not respond",
        "RUIZ: ",
        "é\u{301}",
        "\u{feff}",
        "𝒜",
        "-il",
        " of the",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_text_is_read(text in "\\PC{0,300}") {
            prop_assert_eq!(faults(&text), Vec::<String>::new());
        }

        #[test]
        fn hard_texts_are_read(pieces in prop::collection::vec(prop::sample::select(&PIECES), 0..80)) {
            let text = format!("The mayor said that the bridge was safe. {}", pieces.concat());
            prop_assert_eq!(faults(&text), Vec::<String>::new());
        }
    }

    #[test]
    fn long_paragraphs_are_cut() {
        for piece in ["the mayor of ", "“It is safe,” she said. ", "'", "\"", "said ", ", "] {
            assert_eq!(faults(&piece.repeat(450)), Vec::<String>::new(), "{piece}");
        }
    }

    #[test]
    fn a_text_in_another_language_gives_nothing() {
        let text = "Walikota mengatakan pada hari Senin bahwa “jembatan itu sangat aman untuk semua”.";
        let reading = find_attributions(text);
        assert_eq!((reading.language, reading.attributions), (Language::Unknown, Vec::new()));
    }

    #[test]
    fn english_news_is_read() {
        let text = "The mayor of Ardal denied on Monday that the bridge was closed.\n\n\
            “It is safe,” Ana Ruiz told the Ardal Post. “We checked it twice.”\n\n\
            According to the council, the work cost £2m. The builder did not respond to a request for comment.";
        let reading = find_attributions(text);
        let words = |range: &Option<Range<usize>>| range.clone().and_then(|range| text.get(range)).unwrap_or_default();
        let sources: Vec<_> = reading.attributions.iter().map(|found| words(&found.source)).collect();
        assert_eq!(sources, ["The mayor of Ardal", "Ana Ruiz", "the council", "The builder"]);
        let quoted: Vec<_> = reading.attributions.iter().map(|found| found.quoted).collect();
        assert_eq!(quoted, [Quoted::Indirect, Quoted::Direct, Quoted::Indirect, Quoted::Indirect]);
        assert_eq!(reading.attributions[1].content.len(), 2);
    }
}
