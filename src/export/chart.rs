//! Charts as inline SVG. Colours and fonts come from the classes of the page.

mod shapes;
mod timeline;

pub use shapes::{mark, sign};
pub use timeline::timeline;

use shapes::begin;

use crate::model::results::report::LabelCount;
use crate::model::{Bucket, Status};
use crate::output::html::escaped;
use crate::text::safe;

/// Width of a bar chart, in units of the picture.
const WIDTH: u32 = 340;
/// Height of a bar with its label.
const ROW: u32 = 40;
/// Maximum width of a label, in columns.
const LABEL: usize = 46;

/// Returns horizontal bars, each with its label above and its number at the end.
pub fn bars(id: &str, title: &str, counts: &[LabelCount]) -> String {
    let rows = u32::try_from(counts.len()).unwrap_or(u32::MAX).min(1000);
    let most = counts.iter().map(|count| count.claims).max().unwrap_or(0).max(1);
    let labels: Vec<_> = counts.iter().map(|count| format!("{}: {}", count.label, count.claims)).collect();
    let mut svg = begin(id, title, &labels.join("; "), WIDTH, rows * ROW);
    for (row, count) in (0..rows).zip(counts) {
        let (top, length) = (row * ROW, f64::from(WIDTH - 48) * count.claims as f64 / most as f64);
        let length = length.max(2.0);
        svg.push_str(&format!(
            "<text class=\"label\" x=\"0\" y=\"{}\">{}</text><rect class=\"bar {}\" x=\"0\" y=\"{}\" width=\"{length:.1}\" \
             height=\"10\" rx=\"1\"/><text class=\"number\" x=\"{:.1}\" y=\"{}\">{}</text>",
            top + 14,
            escaped(&safe::cut(&safe::one_line(&count.label), LABEL)),
            class(&count.label),
            top + 20,
            length + 7.0,
            top + 29,
            count.claims
        ));
    }
    svg + "</svg>"
}

/// Returns the class that colours a bar, if its label is a status or bucket.
fn class(label: &str) -> String {
    let words = Status::WORDS.iter().chain(Bucket::WORDS);
    let word = words.copied().find(|word| Status::for_people(word) == label);
    word.map(|word| format!("is-{word}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(label: &str, claims: usize) -> LabelCount {
        LabelCount { label: label.to_string(), claims }
    }

    #[test]
    fn bars_are_as_long_as_their_numbers() {
        let svg = bars("x", "By <whom>", &[count("disputed", 10), count("<script>\u{7}", 5), count("Ann", 0)]);
        assert!(svg.starts_with("<svg class=\"chart\" role=\"img\" aria-labelledby=\"x-t x-d\""), "{svg}");
        assert!(svg.contains("<title id=\"x-t\">By &lt;whom&gt;</title>"), "{svg}");
        assert!(svg.contains("disputed: 10; &lt;script&gt;: 5; Ann: 0</desc>"), "{svg}");
        for length in ["class=\"bar is-disputed\" x=\"0\" y=\"20\" width=\"292.0\"", "width=\"146.0\"", "width=\"2.0\""]
        {
            assert!(svg.contains(length), "{length}: {svg}");
        }
        assert!(!svg.contains("<script"));
        assert_eq!(bars("x", "t", &[]).matches("<rect").count(), 0);
    }
}
