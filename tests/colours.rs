//! The colours of the page and of reports: text is read, and edges are seen, in the light and in the dark (WCAG 2.2, AA).

use std::collections::{BTreeMap, BTreeSet};

const TOKENS: &str = include_str!("../src/export/templates/tokens.css");
const PAGE: &str = include_str!("../src/web/assets/page.css");

/// The colours by their names; those of the dark where that is asked for.
fn colours(dark: bool) -> BTreeMap<String, [f64; 3]> {
    let mut colours = BTreeMap::new();
    for css in [TOKENS, PAGE] {
        for (number, part) in css.split(":root {").skip(1).enumerate() {
            if number > 0 && !dark {
                continue;
            }
            for line in part.split('}').next().unwrap().split(';') {
                let Some((name, value)) = line.trim().split_once(':') else { continue };
                if let (Some(name), Some(hex)) = (name.strip_prefix("--"), value.trim().strip_prefix('#')) {
                    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                    colours.insert(name.to_string(), [part(0), part(2), part(4)]);
                }
            }
        }
    }
    colours
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let line = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    0.2126 * line(colour[0]) + 0.7152 * line(colour[1]) + 0.0722 * line(colour[2])
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colours that the page gives to something: what stands behind `property: var(--`.
fn used(property: &str) -> BTreeSet<String> {
    let begin = format!("{property}: var(--");
    let rules = PAGE.split(['{', '}', ';']).map(str::trim);
    rules.filter_map(|rule| rule.strip_prefix(&begin)?.split(')').next().map(str::to_string)).collect()
}

#[test]
fn text_can_be_read_on_every_ground_and_edges_can_be_seen() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    for dark in [false, true] {
        let colours = colours(dark);
        assert!(contrast(colours["paper"], self::colours(!dark)["paper"]) > 10.0, "the two are not the same");
        let texts: BTreeSet<_> = used("color").into_iter().filter(|name| name != "paper").collect();
        let grounds: BTreeSet<_> = used("background")
            .into_iter()
            .filter(|name| ["paper", "sheet", "card", "hover"].contains(&name.as_str()))
            .collect();
        assert!(texts.len() >= 7 && grounds.len() == 4, "{texts:?} {grounds:?}");
        let mut pairs: Vec<_> = texts
            .iter()
            .flat_map(|text| grounds.iter().map(move |ground| (text.as_str(), ground.as_str(), 4.5)))
            .collect();
        // Found words; a button; the edge of a field, and of what has the focus.
        pairs.extend([
            ("ink", "mark", 4.5),
            ("paper", "ink", 4.5),
            ("soft", "card", 3.0),
            ("link", "paper", 3.0),
            ("against", "sheet", 3.0),
        ]);
        for (text, ground, least) in pairs {
            let found = contrast(colours[text], colours[ground]);
            assert!(found >= least, "--{text} on --{ground} is {found:.2}, dark: {dark}");
        }
    }
}
