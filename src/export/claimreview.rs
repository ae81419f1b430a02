//! Writes `ClaimReview` of schema.org as JSON-LD, alone or in a script for a web page. Dates are as exact as they are
//! known: `2021` and `2021-11` are valid in ISO 8601 too.

use serde_json::{Map, Value, json};

use crate::model::results::review::{Agent, Appearance, Review, UNNAMED, id_of, is_web_address};
use crate::output::json::escaped;

/// Returns a review as JSON-LD.
pub fn json_ld(review: &Review) -> Value {
    let url = review.url.clone().unwrap_or_default();
    let mut author = agent(review.reviewer.as_ref().unwrap_or(&Agent::default()), "Organization");
    if let Some(origin) = origin(&url) {
        author.insert("url".to_string(), origin.into());
    }
    let mut node = Map::new();
    for (key, value) in [
        ("@context", Some("https://schema.org".into())),
        ("@type", Some("ClaimReview".into())),
        ("@id", Some(id_of(&url, &review.uid).into())),
        ("url", Some(url.into())),
        ("name", review.title.clone().map(Value::from)),
        ("claimReviewed", Some(review.text.clone().into())),
        ("datePublished", review.decided_on.clone().map(Value::from)),
        ("author", Some(author.into())),
        ("reviewRating", Some(rating(review))),
        ("reviewBody", review.rationale.clone().map(Value::from)),
        ("itemReviewed", Some(item(review))),
    ] {
        node.extend(value.map(|value| (key.to_string(), value)));
    }
    node.into()
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
    let mut item = Map::new();
    item.insert("@type".to_string(), "Claim".into());
    let mut authors: Vec<Value> = review.claimants.iter().map(|claimant| agent(claimant, "Person").into()).collect();
    match authors.len() {
        0 => {}
        1 => drop(item.insert("author".to_string(), authors.remove(0))),
        _ => drop(item.insert("author".to_string(), authors.into())),
    }
    item.extend(review.said_on.clone().map(|on| ("datePublished".to_string(), on.into())));
    let mut works = review.appearances.iter().map(work);
    item.extend(works.next().map(|first| ("firstAppearance".to_string(), first)));
    let others: Vec<_> = works.collect();
    if !others.is_empty() {
        item.insert("appearance".to_string(), others.into());
    }
    item.into()
}

fn agent(agent: &Agent, other: &str) -> Map<String, Value> {
    let kind = match agent.kind.as_str() {
        "person" => "Person",
        "organisation" => "Organization",
        "outlet" => "NewsMediaOrganization",
        _ => other,
    };
    let mut node = Map::new();
    node.insert("@type".to_string(), kind.into());
    node.insert("name".to_string(), agent.name.clone().into());
    if agent.kind == "unnamed" {
        node.insert("disambiguatingDescription".to_string(), UNNAMED.into());
    }
    node.extend(agent.role.clone().map(|role| ("jobTitle".to_string(), role.into())));
    node
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
    let mut node = json!({ "@type": kind });
    if kind == "CreativeWork" && appearance.kind != "other" {
        node["genre"] = appearance.kind.clone().into();
    }
    let url = appearance.url.as_ref().filter(|url| is_web_address(url));
    for (key, value) in [("url", url), ("datePublished", appearance.published_on.as_ref())] {
        if let Some(value) = value {
            node[key] = value.clone().into();
        }
    }
    if Some(&appearance.title) != url {
        node["headline"] = appearance.title.clone().into();
    }
    if let Some(publisher) = &appearance.publisher {
        node["publisher"] = agent(publisher, "Organization").into();
    }
    node
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
