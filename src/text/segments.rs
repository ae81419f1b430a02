//! Splits a text at the ends of passages, so that overlapping passages can be marked.

use std::ops::Range;

/// A segment of a text, and the passages that contain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The text of the segment.
    pub text: &'a str,
    /// The indices of the passages that contain it, the shortest first.
    pub within: Vec<usize>,
    /// Those that start with it.
    pub begins: Vec<usize>,
    /// Those that end with it.
    pub ends: Vec<usize>,
}

/// Splits a text at the ends of passages, which are ranges of characters. Passages are cut at the end of the text; empty ones are
/// ignored.
pub fn segments<'a>(text: &'a str, passages: &[(usize, usize)]) -> Vec<Segment<'a>> {
    let length = text.chars().count();
    let passages: Vec<_> = passages.iter().map(|passage| passage.0.min(length)..passage.1.min(length)).collect();
    let mut cuts: Vec<usize> = passages.iter().flat_map(|passage| [passage.start, passage.end]).collect();
    cuts.extend([0, length]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate();
    let places: Vec<_> =
        cuts.iter().filter_map(|cut| bytes.find(|(place, _)| place == cut).map(|(_, at)| at)).collect();
    let mut segments = Vec::new();
    for (ends, at) in cuts.windows(2).zip(places.windows(2)) {
        let having = |holds: &dyn Fn(&Range<usize>) -> bool| {
            let mut found: Vec<_> = (0..passages.len()).filter(|number| holds(&passages[*number])).collect();
            found.sort_by_key(|number| passages[*number].len());
            found
        };
        let part = |passage: &Range<usize>| passage.start <= ends[0] && passage.end >= ends[1];
        segments.push(Segment {
            text: &text[at[0]..at[1]],
            within: having(&part),
            begins: having(&|passage| part(passage) && passage.start == ends[0]),
            ends: having(&|passage| part(passage) && passage.end == ends[1]),
        });
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, passages: &[(usize, usize)]) -> Vec<(String, Vec<usize>)> {
        let segments = segments(text, passages);
        assert_eq!(segments.iter().map(|segment| segment.text).collect::<String>(), text);
        for number in 0..passages.len() {
            let ends = |of: &dyn Fn(&Segment) -> bool| segments.iter().filter(|segment| of(segment)).count();
            let shown = usize::from(segments.iter().any(|segment| segment.within.contains(&number)));
            assert_eq!(
                (ends(&|segment| segment.begins.contains(&number)), ends(&|segment| segment.ends.contains(&number))),
                (shown, shown),
                "{number}"
            );
        }
        segments.into_iter().map(|segment| (segment.text.to_string(), segment.within)).collect()
    }

    #[test]
    fn passages_may_overlap_touch_and_lie_in_each_other() {
        let of = |parts: &[(&str, &[usize])]| -> Vec<_> {
            parts.iter().map(|(text, within)| ((*text).to_string(), within.to_vec())).collect()
        };
        assert_eq!(cut("abcdef", &[]), of(&[("abcdef", &[])]));
        assert_eq!(cut("abcdef", &[(1, 3)]), of(&[("a", &[]), ("bc", &[0]), ("def", &[])]));
        assert_eq!(cut("abcdef", &[(0, 6)]), of(&[("abcdef", &[0])]));
        assert_eq!(
            cut("abcdef", &[(0, 4), (2, 5)]),
            of(&[("ab", &[0]), ("cd", &[1, 0]), ("e", &[1]), ("f", &[])]),
            "the shorter comes first"
        );
        assert_eq!(cut("abcdef", &[(0, 6), (2, 3)]), of(&[("ab", &[0]), ("c", &[1, 0]), ("def", &[0])]));
        assert_eq!(cut("abcdef", &[(1, 3), (3, 5)]), of(&[("a", &[]), ("bc", &[0]), ("de", &[1]), ("f", &[])]));
        assert_eq!(cut("abcdef", &[(1, 3), (1, 3)]), of(&[("a", &[]), ("bc", &[0, 1]), ("def", &[])]));
    }

    #[test]
    fn characters_are_counted_and_what_is_out_of_bounds_is_cut() {
        assert_eq!(
            cut("“é€𝄞”x", &[(1, 4)]).iter().map(|segment| segment.0.as_str()).collect::<Vec<_>>(),
            ["“", "é€𝄞", "”x"]
        );
        assert_eq!(cut("ab", &[(1, 9), (5, 9), (1, 1)]), [("a".to_string(), vec![]), ("b".to_string(), vec![0])]);
        assert_eq!(segments("", &[(0, 1), (3, 5)]), []);
    }
}
