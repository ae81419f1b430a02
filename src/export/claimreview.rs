//! Writes `ClaimReview` of schema.org as JSON-LD, alone or in a script for a web page. Dates are as exact as they are
//! known: `2021` and `2021-11` are valid in ISO 8601 too.

use serde_json::{Value, json};

use crate::model::results::review::{Agent, Appearance, Review, ReviewCorrection, UNNAMED, id_of, is_web_address};
use crate::output::json::escaped;

/// Returns a review as JSON-LD.
pub fn json_ld(review: &Review) -> Value {
    let url = review.url.clone().unwrap_or_default();
    let mut author = agent(review.reviewer.as_ref().unwrap_or(&Agent::default()), "Organization");
    if let Some(origin) = origin(&url) {
        author["url"] = origin.into();
    }
    node(json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": id_of(&url, &review.uid),
        "url": url,
        "name": review.title,
        "claimReviewed": review.text,
        "datePublished": review.decided_on,
        "author": author,
        "reviewRating": rating(review),
        "reviewBody": review.rationale,
        "itemReviewed": item(review),
        "correction": corrections(review),
    }))
}

/// Returns the corrections: one by itself, several as a list.
fn corrections(review: &Review) -> Option<Value> {
    let comment = |one: &ReviewCorrection| {
        node(json!({
            "@type": "CorrectionComment",
            "text": one.text,
            "datePublished": one.published_on,
            "url": one.url.as_ref().filter(|url| is_web_address(url)),
        }))
    };
    match &review.corrections[..] {
        [] => None,
        [one] => Some(comment(one)),
        several => Some(several.iter().map(comment).collect()),
    }
}

/// Removes the keys of an object that have no value.
fn node(mut object: Value) -> Value {
    if let Value::Object(object) = &mut object {
        object.retain(|_, value| !value.is_null());
    }
    object
}

/// Returns JSON-LD in a script for HTML or XHTML. Characters that could end the script are escaped as JSON allows.
pub fn script(node: &Value) -> String {
    let json = escaped(&serde_json::to_string_pretty(node).unwrap_or_default());
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">\n{json}\n</script>\n")
}

/// Returns the rating: its label, and its number if both ends of its scale are known.
fn rating(review: &Review) -> Value {
    let mut rating = json!({ "@type": "Rating", "alternateName": review.label });
    if let [Some(value), Some(worst), Some(best)] = &review.scale {
        for (key, text) in [("ratingValue", value), ("worstRating", worst), ("bestRating", best)] {
            rating[key] = number(text);
        }
    }
    rating
}

/// Returns a number exactly as it was written, or a text if JSON would write it differently.
fn number(text: &str) -> Value {
    let number: Option<Value> = serde_json::from_str(text).ok();
    number.filter(|number| number.is_number() && format!("{number}") == text).unwrap_or_else(|| text.into())
}

fn item(review: &Review) -> Value {
    let mut authors: Vec<_> = review.claimants.iter().map(|claimant| agent(claimant, "Person")).collect();
    let mut works = review.appearances.iter().map(work);
    let (first, others) = (works.next(), works.collect::<Vec<_>>());
    node(json!({
        "@type": "Claim",
        "author": if authors.len() > 1 { Some(authors.into()) } else { authors.pop() },
        "datePublished": review.said_on,
        "firstAppearance": first,
        "appearance": (!others.is_empty()).then_some(others),
    }))
}

fn agent(agent: &Agent, other: &str) -> Value {
    let kind = match agent.kind.as_str() {
        "person" => "Person",
        "organisation" => "Organization",
        "outlet" => "NewsMediaOrganization",
        _ => other,
    };
    node(json!({
        "@type": kind,
        "name": agent.name,
        "disambiguatingDescription": (agent.kind == "unnamed").then_some(UNNAMED),
        "jobTitle": agent.role,
    }))
}

fn work(appearance: &Appearance) -> Value {
    let kind = match appearance.kind.as_str() {
        "article" => "NewsArticle",
        "post" => "SocialMediaPosting",
        "video" => "VideoObject",
        "report" => "Report",
        "dataset" => "Dataset",
        _ => "CreativeWork",
    };
    let url = appearance.url.as_ref().filter(|url| is_web_address(url));
    node(json!({
        "@type": kind,
        "genre": (kind == "CreativeWork" && appearance.kind != "other").then_some(&appearance.kind),
        "url": url,
        "datePublished": appearance.published_on,
        "headline": (Some(&appearance.title) != url).then_some(&appearance.title),
        "publisher": appearance.publisher.as_ref().map(|publisher| agent(publisher, "Organization")),
    }))
}

/// Returns the site of an address.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    Some(format!("{scheme}://{host}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review() -> Review {
        Review {
            uid: "ab".to_string(),
            text: "It </script> rains".to_string(),
            label: Some("Falso".to_string()),
            scale: ["5", "5", "1"].map(|number| Some(number.to_string())),
            decided_on: Some("2021-11-18".to_string()),
            url: Some("https://desk.example/r/1".to_string()),
            reviewer: Some(Agent { name: "Our desk".to_string(), kind: "organisation".to_string(), role: None }),
            claimants: vec![Agent { name: "Ann Lee".to_string(), kind: "person".to_string(), role: None }],
            ..Review::default()
        }
    }

    #[test]
    fn a_rating_has_all_its_numbers_or_none() {
        let node = json_ld(&review());
        assert_eq!(
            node["reviewRating"],
            json!({ "@type": "Rating", "alternateName": "Falso", "ratingValue": 5, "worstRating": 5, "bestRating": 1 })
        );
        let half = Review { scale: [Some("5".to_string()), None, Some("1".to_string())], ..review() };
        assert_eq!(json_ld(&half)["reviewRating"], json!({ "@type": "Rating", "alternateName": "Falso" }));
        assert_eq!(node["itemReviewed"]["author"]["name"], "Ann Lee");
        assert_eq!(
            node["author"],
            json!({ "@type": "Organization", "name": "Our desk", "url": "https://desk.example/" })
        );
    }

    #[test]
    fn a_correction_is_a_comment_with_its_day_and_address() {
        assert_eq!(json_ld(&review()).get("correction"), None);
        let one =
            ReviewCorrection { text: "It is 2.".to_string(), published_on: Some("2021-11-20".to_string()), url: None };
        let told = json!({ "@type": "CorrectionComment", "text": "It is 2.", "datePublished": "2021-11-20" });
        let corrected = Review { corrections: vec![one.clone()], ..review() };
        assert_eq!(json_ld(&corrected)["correction"], told);
        let twice = Review { corrections: vec![one.clone(), one], ..review() };
        assert_eq!(json_ld(&twice)["correction"], json!([told, told]));
    }

    #[test]
    fn no_text_ends_the_script() {
        for text in ["</script>", "<!-- <script>", "]]>", "&lt;", "</SCRIPT\t>"] {
            let node = json_ld(&Review { text: text.to_string(), ..review() });
            let script = script(&node);
            let json = script.strip_prefix("<script type=\"application/ld+json\">").unwrap();
            let json = json.strip_suffix("</script>\n").unwrap();
            assert!(!json.contains(['<', '>', '&']), "{json}");
            assert_eq!(serde_json::from_str::<Value>(json).unwrap(), node, "the value is the same");
        }
    }

    #[test]
    fn who_is_unnamed_is_said_to_be() {
        let official = Agent { name: "UK officials".to_string(), kind: "unnamed".to_string(), role: None };
        let node = json_ld(&Review { claimants: vec![official], ..review() });
        assert_eq!(node["itemReviewed"]["author"]["disambiguatingDescription"], UNNAMED);
    }

    #[test]
    fn what_is_missing_is_said() {
        assert!(review().missing().is_empty());
        assert_eq!(Review { label: None, ..review() }.missing(), ["no verdict"]);
        assert_eq!(Review { url: None, reviewer: None, ..review() }.missing().len(), 2);
        assert_eq!(Review { label: Some("unrated".to_string()), ..review() }.missing(), ["it was not rated"]);
    }
}
