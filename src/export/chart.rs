//! Pictures as inline SVG: bars and marks. Colours and fonts are those of the page's classes.

mod timeline;

pub use timeline::timeline;

use crate::model::Family;
use crate::model::results::report::LabelCount;
use crate::output::html::escaped;
use crate::text::safe;

/// The opening of a picture that says in words what it shows; `id` is that of no other on the page.
fn begin(id: &str, title: &str, description: &str, width: u32, height: u32) -> String {
    format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(title),
        escaped(description)
    )
}

/// How wide a chart of bars is, in the units of its picture.
const WIDTH: u32 = 340;
/// How high a bar with its label is.
const ROW: u32 = 40;
/// How many columns of a label there is room for.
const LABEL: usize = 46;

/// Horizontal bars, each with its label above and its number at its end.
pub fn bars(id: &str, title: &str, counts: &[LabelCount]) -> String {
    let rows = u32::try_from(counts.len()).unwrap_or(u32::MAX).min(1000);
    let most = counts.iter().map(|count| count.claims).max().unwrap_or(0).max(1);
    let told: Vec<_> = counts.iter().map(|count| format!("{}: {}", count.label, count.claims)).collect();
    let mut svg = begin(id, title, &told.join("; "), WIDTH, rows * ROW);
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

/// The class by which a bar is coloured: the label where it is a word of ours.
fn class(label: &str) -> String {
    let known = |words: &[&str]| words.contains(&label);
    if known(crate::model::Status::WORDS) || known(crate::model::Bucket::WORDS) {
        format!("is-{label}")
    } else {
        String::new()
    }
}

/// The mark of a family, by shape and colour, with its centre at a point and a radius.
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

/// A cross with arms of a third of its width.
fn cross(x: f64, y: f64, r: f64) -> String {
    let arm = r * 0.42;
    let far = r - arm;
    format!(
        "M{x:.1} {:.1}l{far:.1}-{far:.1} {arm:.1} {arm:.1}-{far:.1} {far:.1} {far:.1} {far:.1}-{arm:.1} {arm:.1}-{far:.1}-{far:.1}-{far:.1} \
         {far:.1}-{arm:.1}-{arm:.1} {far:.1}-{far:.1}-{far:.1}-{far:.1} {arm:.1}-{arm:.1}z",
        y - arm
    )
}

/// A mark as a picture of its own, beside words that say the same.
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
