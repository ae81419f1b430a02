//! Charts as inline SVG. Colours and fonts come from the classes of the page.

mod timeline;

pub use timeline::timeline;

use crate::model::results::report::LabelCount;
use crate::model::{Bucket, Family, Status};
use crate::output::html::escaped;
use crate::text::safe;

/// Returns the start of a picture with a description in words. `id` must be unique on the page.
fn begin(id: &str, title: &str, description: &str, width: u32, height: u32) -> String {
    format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(title),
        escaped(description)
    )
}

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

/// Returns the mark of a family of stances at a point. `r` is its radius.
pub fn mark(family: Family, x: f64, y: f64, r: f64) -> String {
    let shape = match family {
        Family::For => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>"),
        Family::Relay => {
            format!("<path d=\"M{x:.1} {:.1}l{r:.1} {r:.1}-{r:.1} {r:.1}-{r:.1}-{r:.1}z\"/>", y - r)
        }
        Family::Against => format!("<path d=\"{}\"/>", cross(x, y, r)),
        Family::Withdraw => {
            let (left, side, high) = (x - r, r * 2.0, r * 0.9);
            format!("<path d=\"M{left:.1} {:.1}h{side:.1}l-{r:.1} {:.1}z\"/>", y - high / 1.2, high * 1.9)
        }
        Family::Neither => {
            format!("<circle class=\"hollow\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>", r * 0.85)
        }
    };
    shape.replacen('<', &format!("<g class=\"mark {family}\"><"), 1) + "</g>"
}

/// Returns a cross whose arms are a third of its width.
fn cross(x: f64, y: f64, r: f64) -> String {
    let arm = r * 0.42;
    let far = r - arm;
    format!(
        "M{x:.1} {:.1}l{far:.1}-{far:.1} {arm:.1} {arm:.1}-{far:.1} {far:.1} {far:.1} {far:.1}-{arm:.1} {arm:.1}-{far:.1}-{far:.1}-{far:.1} \
         {far:.1}-{arm:.1}-{arm:.1} {far:.1}-{far:.1}-{far:.1}-{far:.1} {arm:.1}-{arm:.1}z",
        y - arm
    )
}

/// Returns a mark as a picture of its own, for use beside the same words.
pub fn sign(family: &Family) -> String {
    format!("<svg class=\"sign\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">{}</svg>", mark(*family, 7.0, 7.0, 5.5))
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

    #[test]
    fn each_family_has_a_shape_of_its_own() {
        let shapes: std::collections::HashSet<_> =
            Family::ALL.iter().map(|family| sign(family).replace(family.as_str(), "")).collect();
        assert_eq!(shapes.len(), Family::ALL.len());
        assert!(sign(&Family::Against).contains("class=\"mark against\""));
    }
}
