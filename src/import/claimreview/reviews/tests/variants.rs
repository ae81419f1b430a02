//! The shapes in which publishers write one thing.

use super::*;

/// A review of "It rains" with the keys of `more`.
fn with(more: Value) -> Value {
    let mut review = json!({"@type": "ClaimReview", "claimReviewed": "It rains", "url": "https://desk.example/1",
        "author": {"@type": "Organization", "name": "Desk"}, "reviewRating": {"alternateName": "False"}});
    let Value::Object(more) = more else { panic!("no object") };
    review.as_object_mut().unwrap().extend(more);
    review
}

/// Who did what, a collective with a star, in which document and on which occasion.
fn said(claim: &ClaimLine, lines: &[Line]) -> String {
    let title = |key: &Option<String>| {
        let documents = lines.iter().filter_map(|line| if let Line::Document(one) = line { Some(one) } else { None });
        let found = documents.into_iter().find(|one| one.key == *key && key.is_some());
        found.map(|one: &DocumentLine| format!(" in {}", one.title.clone().or(one.url.clone()).unwrap_or_default()))
    };
    let said = claim.statements.iter().map(|one| {
        let star = if one.unnamed { "*" } else { "" };
        let on = one.occasion.as_ref().map(|on| format!(" on {on}")).unwrap_or_default();
        format!("{star}{} {}{}{on}", one.speaker, one.stance, title(&one.document).unwrap_or_default())
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Whether items under review are read as the text beside them says.
fn are_read(items: Vec<(Value, &str)>) {
    for (item, read) in items {
        let (claim, lines) = claim(&with(json!({"itemReviewed": item})));
        assert_eq!(said(&claim, &lines), read, "{item}");
        assert_eq!(claim.verdicts[0].reviewer.as_deref(), Some("Desk"));
    }
}

#[test]
fn claimants_are_who_said_it() {
    are_read(vec![
        (json!({"@type": "Claim", "author": "Ann Lee"}), "Ann Lee asserts"),
        (
            json!({"@type": "Claim", "author": ["Ann Lee", {"@type": "Person", "name": "Tom Hill"}]}),
            "Ann Lee asserts; Tom Hill asserts",
        ),
        (json!({"@type": "CreativeWork", "author": {"@type": "Person", "name": " Ann Lee "}}), "Ann Lee asserts"),
        (
            json!([{"@type": "Claim", "author": "Ann Lee"}, {"@type": "Claim", "author": "Tom Hill"}]),
            "Ann Lee asserts; Tom Hill asserts",
        ),
        (json!({"author": {"@type": "Person", "name": "."}}), ""),
        (json!({"author": {"name": ["Ann Lee", "Tom Hill"]}}), "Ann Lee asserts; Tom Hill asserts"),
        (json!({"@type": "CreativeWork", "name": "Social Media", "author": "Ann Lee"}), "Ann Lee asserts"),
        (json!({"author": {"@type": "Person", "name": "", "sameAs": "https://x.com/ann"}}), ""),
        (json!({"author": {"@type": "Person", "givenName": "Ann", "familyName": "Lee"}}), "Ann Lee asserts"),
        (json!({"author": {"@type": "Organization", "name": "Desk"}}), ""),
        (
            json!({"author": "Tom Hill, social media users"}),
            "Tom Hill asserts; *social media users asserts in https://desk.example/1",
        ),
        (
            json!({"author": "Department of Health, Education and Welfare"}),
            "Department of Health, Education and Welfare asserts",
        ),
        (
            json!({"author": {"@type": "Organization", "name": "Facebook"}}),
            "*Facebook asserts in https://desk.example/1",
        ),
        (
            json!({"author": "Facebook", "appearance": "https://www.facebook.com/p/1"}),
            "*Facebook asserts in https://www.facebook.com/p/1",
        ),
    ]);
}

#[test]
fn works_are_where_it_was_said() {
    let post = |author: &str| json!({"@type": "SocialMediaPosting", "url": "https://x.com/p/1", "headline": "P", "author": author});
    are_read(vec![
        (json!({"author": "X", "appearance": post("Ann Lee")}), "Ann Lee asserts in P"),
        (json!({"appearance": post("Ann Lee")}), "Ann Lee asserts in P"),
        (json!({"author": ["Facebook", "Ann Lee"]}), "Ann Lee asserts on Facebook"),
        (json!({"author": "Tom Hill", "appearance": post("Ann Lee")}), "Tom Hill asserts; Ann Lee asserts in P"),
        (
            json!({"@type": "Claim", "author": "Ann Lee", "appearance": ["https://a.example/1", {"@id": "https://a.example/2"}, {"url": {"@id": "https://a.example/3"}}]}),
            "Ann Lee asserts in https://a.example/1; Ann Lee asserts in https://a.example/2; Ann Lee asserts in https://a.example/3",
        ),
        (json!({"@type": "Claim", "author": "Ann Lee", "url": "https://desk.example/1"}), "Ann Lee asserts"),
        (json!({"@type": "CreativeWork", "author": "Ann Lee", "name": "It rains"}), "Ann Lee asserts"),
        (
            json!({"@type": "Claim", "author": "Ann Lee", "contentLocation": {"name": "Northport"}}),
            "Ann Lee asserts on Northport",
        ),
        (
            json!({"author": "Ann Lee", "appearance": {"@type": "NewsArticle", "headline": "A", "publisher": {"name": "Facebook"}}}),
            "Ann Lee asserts in A",
        ),
        (
            json!({"author": "Ann Lee", "appearance": {"@type": "NewsArticle", "headline": "A", "publisher": {"name": "Echo"}}}),
            "Ann Lee asserts in A; Echo reports in A",
        ),
    ]);
}

#[test]
fn what_cannot_be_a_speaker_is_noted() {
    let (read, _) = claim(&with(
        json!({"itemReviewed": {"author": {"name": "", "sameAs": "https://x.com/ann"}, "datePublished": "2021-11-18"}}),
    ));
    assert_eq!(read.note.as_deref(), Some("claimant: https://x.com/ann\nclaimed on: 2021-11-18"));
    let (read, _) = claim(&with(json!({"itemReviewed": {"author": "Desk"}})));
    assert_eq!(read.note.as_deref(), Some("claimant: Desk, who reviewed it"));
    let (read, _) = claim(&json!({"text": "It rains", "claimant": "Facebook posts"}));
    assert_eq!((read.note.as_deref(), read.statements.len()), (Some("claimant: Facebook posts"), 0));
}

#[test]
fn a_reviewer_is_an_organisation_if_there_is_one() {
    for (author, publisher, read) in [
        (json!("Desk"), json!(null), "Desk"),
        (json!("https://www.desk.example/"), json!(null), "desk.example"),
        (json!({"@id": "#desk"}), json!(null), "Our Desk"),
        (json!("#desk"), json!(null), "Our Desk"),
        (json!({"@type": "Organization", "@id": "#desk"}), json!(null), "Our Desk"),
        (
            json!([{"@type": "Person", "name": "Jo Ray"}, {"@type": "Organization", "name": "Desk"}]),
            json!(null),
            "Desk",
        ),
        (json!({"@type": "Person", "name": "Jo Ray"}), json!({"@type": "Organization", "name": "Desk"}), "Desk"),
        (
            json!({"@type": "Person", "name": "Jo Ray", "worksFor": {"@type": "Organization", "name": "Desk"}}),
            json!(null),
            "Desk",
        ),
        (json!({"@type": "Person", "name": "Jo Ray"}), json!(null), "Jo Ray"),
        (json!({"@type": "Organization", "name": ""}), json!(null), "check.example"),
        (json!(null), json!(null), "check.example"),
    ] {
        let review = json!({"@type": "ClaimReview", "claimReviewed": "It rains", "url": "https://www.check.example/1", "author": author, "publisher": publisher, "reviewRating": "False"});
        let whole = json!({"@graph": [review, {"@id": "#desk", "@type": "Organization", "name": "Our Desk"}]});
        let (read_claim, _) = claim(&whole);
        assert_eq!(read_claim.verdicts[0].reviewer.as_deref(), Some(read), "{author}");
    }
}

#[test]
fn ratings_keep_what_was_given() {
    for (rating, read) in [
        (json!({"ratingValue": 1, "worstRating": "1", "bestRating": 5.0, "alternateName": "False"}), "False 1 1 5"),
        (
            json!({"ratingValue": "-1", "worstRating": "-1", "bestRating": "-1", "alternateName": " <b>Satire</b> "}),
            "Satire -1 -1 -1",
        ),
        (json!({"ratingValue": "", "bestRating": "", "alternateName": ["False", "Falso"]}), "False - - -"),
        (json!({"ratingValue": "N/A", "alternateName": "False"}), "False - - -"),
        (json!({"ratingValue": "Falso"}), "Falso - - -"),
        (json!({"ratingValue": "5", "worstRating": "5", "bestRating": "1", "name": "Falso"}), "Falso 5 5 1"),
        (json!({"ratingValue": "2", "bestRating": "True"}), "2 2 - -"),
        (json!({"alternateName": "❌ False &amp;amp; old"}), "❌ False & old - - -"),
        (json!("Misleading"), "Misleading - - -"),
    ] {
        let (read_claim, _) = claim(&with(json!({"reviewRating": rating})));
        let verdict = &read_claim.verdicts[0];
        let numbers = [&verdict.value, &verdict.worst, &verdict.best].map(|one| one.clone().unwrap_or("-".to_string()));
        assert_eq!(format!("{} {}", verdict.label, numbers.join(" ")), read, "{rating}");
    }
}

#[test]
fn texts_have_no_html_however_escaped() {
    for (text, read) in [
        ("<p>It&nbsp;rains</p>", "It\u{a0}rains"),
        ("&amp;quot;It rains&amp;quot;", "\"It rains\""),
        ("&lt;p&gt;It rains&lt;/p&gt;", "It rains"),
        ("“It rains”", "“It rains”"),
        ("5 &lt; 6 & 7", "5 < 6 & 7"),
    ] {
        assert_eq!(claim(&with(json!({"claimReviewed": text}))).0.text, read);
    }
    let (read, _) = claim(&with(json!({"claimReviewed": ["It rains", "It pours"]})));
    assert_eq!((read.text.as_str(), read.note.as_deref()), ("It rains", Some("claimReviewed: It pours")));
}

#[test]
fn the_address_is_found_where_there_is_no_url() {
    for (more, read) in [
        (json!({"url": ["https://desk.example/2"]}), Some("https://desk.example/2")),
        (json!({"url": {"@id": "https://desk.example/2"}}), Some("https://desk.example/2")),
        (json!({"url": "//desk.example/2"}), Some("https://desk.example/2")),
        (
            json!({"url": null, "mainEntityOfPage": {"@type": "WebPage", "@id": "https://desk.example/3"}}),
            Some("https://desk.example/3"),
        ),
        (json!({"url": "", "@id": "https://desk.example/4"}), Some("https://desk.example/4")),
        (json!({"url": null, "#page": "https://desk.example/5"}), Some("https://desk.example/5")),
        (json!({"url": "javascript:alert(1)"}), None),
        (json!({"url": null}), None),
    ] {
        assert_eq!(claim(&with(more.clone())).0.verdicts[0].review_url.as_deref(), read, "{more}");
    }
}

#[test]
fn reviews_are_found_wherever_they_stand() {
    let review = with(json!({}));
    let bare = json!({"@type": "ClaimReview", "author": "Desk"});
    for (whole, count) in [
        (json!({"@type": "NewsArticle", "review": [review, review]}), 2),
        (
            json!({"@type": "WebPage", "hasPart": review, "mainEntity": {"@type": "ItemList", "itemListElement": [{"item": review}]}}),
            2,
        ),
        (json!({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [review, review]}]}), 2),
        (json!([{"@context": "http://schema.org", "@graph": [review]}, [review]]), 2),
        (json!({"@type": "Claim", "text": "It rains", "review": bare}), 1),
        (json!({"@type": "Claim", "text": "It rains", "@reverse": {"itemReviewed": [bare]}}), 1),
        (json!({"@context": {"s": "http://schema.org/"}, "@type": "s:ClaimReview", "s:claimReviewed": "It rains"}), 1),
        (
            json!({"@type": "http://schema.org/ClaimReview", "http://schema.org/claimReviewed": {"@value": "It rains", "@language": "en"}}),
            1,
        ),
    ] {
        let mut texts = Vec::new();
        pieces(&whole, &mut |piece| {
            let Some(Line::Claim(claim)) = piece.lines.unwrap().pop() else { panic!("no claim") };
            texts.push(claim.text);
            Ok(())
        })
        .unwrap();
        assert_eq!(texts, vec!["It rains"; count], "{whole}");
    }
}

#[test]
fn a_review_in_an_article_is_at_its_address() {
    let (read, _) = claim(&json!({"@type": "NewsArticle", "headline": "No rain", "url": "https://desk.example/a",
        "publisher": {"@type": "Organization", "name": "Desk"}, "review": {"@type": "ClaimReview", "claimReviewed": "It rains", "reviewRating": "False"}}));
    let verdict = &read.verdicts[0];
    assert_eq!(verdict.review_url.as_deref(), Some("https://desk.example/a"));
    assert_eq!((verdict.review_title.as_deref(), verdict.reviewer.as_deref()), (Some("No rain"), Some("Desk")));
}

#[test]
fn dates_that_say_nothing_are_none() {
    let (read, _) = claim(&with(
        json!({"datePublished": "0000-00-00", "itemReviewed": {"author": "Ann Lee", "datePublished": ""}}),
    ));
    assert_eq!((read.verdicts[0].decided_on.as_deref(), read.note), (None, None));
    let (read, _) = claim(&with(
        json!({"datePublished": 1_637_222_700, "itemReviewed": {"author": "Ann Lee", "datePublished": "03/04/2021"}}),
    ));
    assert_eq!(read.verdicts[0].decided_on.as_deref(), Some("2021-11-18T08:05:00Z"));
    assert_eq!(read.note.as_deref(), Some("datePublished: 03/04/2021"));
}

#[test]
fn markup_of_the_api_is_read_as_what_it_stands_for() {
    let page = json!({"claimReviewMarkupPages": [{"name": "pages/1", "pageUrl": "https://desk.example/p", "publishDate": "2021-11-20",
        "claimReviewAuthor": {"name": "Desk"}, "claimReviewMarkups": [{"claimReviewed": "It rains", "claimDate": "2021-11-18",
        "claimLocation": "Northport", "claimFirstAppearance": "https://a.example/1", "claimAppearances": ["https://a.example/2"],
        "claimAuthor": {"name": "Ann Lee", "jobTitle": "Mayor", "sameAs": "https://annlee.example"},
        "rating": {"textualRating": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5, "ratingExplanation": "Dry"}}]}]});
    let (read, lines) = claim(&page);
    assert_eq!(
        said(&read, &lines),
        "Ann Lee asserts in https://a.example/1 on Northport; Ann Lee asserts in https://a.example/2"
    );
    let (statement, verdict) = (&read.statements[0], &read.verdicts[0]);
    assert_eq!((statement.role.as_deref(), statement.said_on.as_deref()), (Some("Mayor"), Some("2021-11-18")));
    assert_eq!((verdict.reviewer.as_deref(), verdict.decided_on.as_deref()), (Some("Desk"), Some("2021-11-20")));
    assert_eq!(
        (verdict.review_url.as_deref(), verdict.rationale.as_deref()),
        (Some("https://desk.example/p"), Some("Dry"))
    );
    assert_eq!((verdict.label.as_str(), verdict.best.as_deref()), ("False", Some("5")));
}

#[test]
fn what_this_program_wrote_is_taken_as_it_is() {
    let (read, _) = claim(&with(
        json!({"@id": "https://desk.example/1#claim-0123456789abcdef0123", "claimReviewed": "A <b>tag</b> &amp;",
        "itemReviewed": {"author": [{"@type": "Organization", "name": "Facebook"},
            {"@type": "Person", "name": "UK officials", "disambiguatingDescription": "unnamed in the source"}]}}),
    ));
    assert_eq!(read.uid.as_deref(), Some("0123456789abcdef0123"));
    assert_eq!(read.text, "A <b>tag</b> &amp;");
    let unnamed: Vec<_> = read.statements.iter().map(|one| (one.speaker.as_str(), one.unnamed)).collect();
    assert_eq!(unnamed, [("Facebook", false), ("UK officials", true)]);
}
