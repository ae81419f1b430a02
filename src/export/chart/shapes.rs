//! The shapes of charts: the frame of a picture, and the mark of each family of stances.

use crate::model::Family;
use crate::output::html::escaped;

/// Returns the start of a picture with a description in words. `id` must be unique on the page.
pub(super) fn begin(id: &str, title: &str, description: &str, width: u32, height: u32) -> String {
    format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(title),
        escaped(description)
    )
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
        Family::Neither | Family::Unknown => {
            format!("<circle class=\"hollow\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>", r * 0.85)
        }
    };
    let class = if family == Family::Unknown { Family::Neither } else { family };
    shape.replacen('<', &format!("<g class=\"mark {class}\"><"), 1) + "</g>"
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

    #[test]
    fn each_family_has_a_shape_of_its_own() {
        let shapes: std::collections::HashSet<_> =
            Family::ALL.iter().map(|family| sign(family).replace(family.as_str(), "")).collect();
        assert_eq!(shapes.len(), Family::ALL.len());
        assert!(sign(&Family::Against).contains("class=\"mark against\""));
    }
}
