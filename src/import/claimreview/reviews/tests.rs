//! Reviews as their publishers write them.

use serde_json::json;

use super::*;
use crate::model::records::{ClaimLine, DocumentLine};

mod variants;

fn claim(value: &Value) -> (ClaimLine, Vec<Line>) {
    let mut all = Vec::new();
    pieces(value, &mut |piece| {
        all.push(piece);
        Ok(())
    })
    .unwrap();
    let mut lines = all.remove(0).lines.unwrap();
    let Some(Line::Claim(claim)) = lines.pop() else { panic!("no claim") };
    (*claim, lines)
}

#[test]
fn claimant_outlet_and_reviewer_are_kept_apart() {
    let (claim, lines) = claim(
        &json!({"@graph": [{"@type": ["schema:ClaimReview"], "schema:claimReviewed": " The bridge &amp; the ferry are free ",
        "url": "https://check.example/1", "datePublished": "2021-11-20 20:05", "name": "No, they are not",
        "author": {"@id": "#desk"},
        "reviewRating": {"ratingValue": "5", "bestRating": 1, "worstRating": 5, "alternateName": "Falso"},
        "itemReviewed": {"@type": "Claim", "datePublished": "2021-11-18",
            "author": {"@type": "Person", "name": " Ann Lee", "jobTitle": "Mayor", "sameAs": ["https://www.wikidata.org/wiki/Q42"]},
            "appearance": {"@type": "NewsArticle", "url": "https://echo.example/a", "headline": "Free at last",
                "author": {"@type": "Person", "name": "T. Writer"}, "publisher": {"@type": "Organization", "name": "Northport Echo"}}}},
        {"@id": "#desk", "@type": "Organization", "name": "Our Desk"}]}),
    );
    assert_eq!(claim.text, "The bridge & the ferry are free");
    let said: Vec<_> = claim.statements.iter().map(|one| (one.speaker.as_str(), one.stance.as_str())).collect();
    assert_eq!(said, [("Ann Lee", "asserts"), ("Northport Echo", "reports")]);
    assert_eq!(claim.statements[0].role.as_deref(), Some("Mayor"));
    let verdict = &claim.verdicts[0];
    assert_eq!((verdict.label.as_str(), verdict.reviewer.as_deref()), ("Falso", Some("Our Desk")));
    assert_eq!(
        [&verdict.value, &verdict.worst, &verdict.best].map(|number| number.as_deref()),
        [Some("5"), Some("5"), Some("1")]
    );
    assert_eq!(verdict.decided_on.as_deref(), Some("2021-11-20T20:05"));
    let documents: Vec<_> = lines
        .iter()
        .filter_map(|line| if let Line::Document(document) = line { Some(document) } else { None })
        .collect();
    assert_eq!((documents.len(), documents[0].note.as_deref()), (1, Some("by T. Writer")));
}

#[test]
fn an_answer_of_the_api_is_a_claim_with_its_reviews() {
    let (claim, lines) = claim(
        &json!({"text": "It rains", "claimant": "Facebook posts", "claimDate": "2022-11-04T00:00:00Z",
        "claimReview": [{"publisher": {"site": "check.example"}, "url": "https://check.example/2", "title": "It does not", "textualRating": "False"}]}),
    );
    assert!(claim.statements[0].unnamed, "a collective is unnamed");
    assert_eq!(claim.statements[0].said_on.as_deref(), Some("2022-11-04"));
    assert_eq!(claim.verdicts[0].reviewer.as_deref(), Some("check.example"));
    let page = lines.iter().find_map(|line| if let Line::Document(page) = line { Some(page) } else { None }).unwrap();
    assert_eq!(page.url.as_deref(), Some("https://check.example/2"));
}

#[test]
fn a_reviewed_claim_may_be_a_claim() {
    let node = json!({"@type": "Claim", "text": "It rains", "@language": "en"});
    let (claim, _) =
        claim(&json!({"@type": "ClaimReview", "claimReviewed": node, "reviewRating": {"alternateName": "False"}}));
    assert_eq!((claim.text.as_str(), claim.verdicts.len()), ("It rains", 1));
}

#[test]
fn what_is_missing_is_not_invented() {
    let (claim, lines) =
        claim(&json!({"@type": "ClaimReview", "claimReviewed": "x", "url": "https://www.check.example/3",
        "author": {"@type": "Organization", "url": "https://www.desk.example/"}, "datePublished": "13th of soon",
        "itemReviewed": {"@type": "CreativeWork", "author": {"@type": "Person"}}}));
    assert!(claim.statements.is_empty());
    assert!(claim.verdicts.is_empty(), "a review without a rating is no verdict");
    let page = lines.iter().find_map(|line| if let Line::Document(page) = line { Some(page) } else { None }).unwrap();
    assert_eq!(
        (page.url.as_deref(), page.publisher.as_deref()),
        (Some("https://www.check.example/3"), Some("desk.example"))
    );
    assert_eq!(claim.evidence[0].document, page.key.clone().unwrap());
    assert_eq!(claim.note.as_deref(), Some("datePublished: 13th of soon"));
    let mut faults = 0;
    let of_api = json!({"claims": [{"claimReview": [{"publisher": {"name": "Desk"}, "textualRating": "False"}]}]});
    pieces(&json!([{"@type": "ClaimReview"}, {"@type": "MediaReview"}, of_api]), &mut |piece| {
        faults += usize::from(piece.lines.is_err());
        Ok(())
    })
    .unwrap();
    assert_eq!(faults, 2);
}
