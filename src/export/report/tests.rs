//! Pages of made-up stories: what is in them, and what never may be.

use super::*;
use crate::model::records::ClaimRow;
use crate::model::records::{EvidenceRow, VerdictRow};
use crate::model::results::report::ReportHeader;
use crate::model::{Access, Basis, Part, Stance};

/// What no page may take for more than text.
const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 }}\u{1b}\u{202e}";

fn hostile() -> Option<String> {
    Some(HOSTILE.to_string())
}

fn bearing(id: i64, stance: Stance, part: Part) -> ClaimStatement {
    ClaimStatement { statement: StatementRow::of(id, stance, id), part, basis: Basis::Claim }
}

fn story(statements: Vec<ClaimStatement>) -> Story {
    let claim = ClaimRow {
        id: 1,
        text: "It rains".to_string(),
        status: "disputed".to_string(),
        stage: "new".to_string(),
        ..ClaimRow::default()
    };
    Story {
        claim,
        statements,
        appearances: Vec::new(),
        requests: Vec::new(),
        corrections: Vec::new(),
        verdicts: Vec::new(),
        evidence: Vec::new(),
        wordings: Vec::new(),
        relations: Vec::new(),
        assignment: None,
        comments: Vec::new(),
        history: Vec::new(),
    }
}

fn page(about: ReportHeader, story: &Story, sources: Vec<DocumentRow>) -> String {
    let mut report = Report::new(about);
    report.add(story.claim.clone(), &story.statements, &story.evidence);
    report.sources = sources;
    let mut out = Vec::new();
    write(&report, &|_| Ok(story.clone()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A story in which every text of others is hostile.
fn hostile_story() -> Story {
    let mut said = bearing(1, Stance::Asserts, Part::Makes);
    let one = &mut said.statement;
    (one.speaker, one.worded) = (HOSTILE.to_string(), format!("other {HOSTILE}"));
    (one.role, one.occasion, one.quote, one.note) = (hostile(), hostile(), hostile(), hostile());
    (one.said_on, one.document_id, one.retracted_by_id) = (hostile(), Some(1), Some(2));
    (one.retracted_by, one.retracted_on) = (hostile(), hostile());
    let mut back = bearing(2, Stance::Retracts, Part::Withdraws);
    back.statement.speaker = HOSTILE.to_string();
    (back.statement.target_statement_id, back.statement.target_speaker) = (Some(1), hostile());
    let mut denied = bearing(3, Stance::Denies, Part::Disputes);
    denied.statement.target_document_id = Some(1);
    (denied.statement.target_document, denied.statement.target_document_kind) = (hostile(), hostile());
    denied.statement.target_publisher = hostile();
    denied.statement.speaker = HOSTILE.to_string();
    let mut story = story(vec![said, back, denied]);
    let claim = &mut story.claim;
    (claim.text, claim.note) = (HOSTILE.to_string(), hostile());
    (claim.attribution, claim.tags) = (vec![HOSTILE.to_string()], vec![HOSTILE.to_string()]);
    story.verdicts.push(VerdictRow {
        label: HOSTILE.to_string(),
        value: hostile(),
        worst: hostile(),
        best: hostile(),
        rationale: hostile(),
        reviewer: hostile(),
        decided_on: hostile(),
        review_url: Some(format!("javascript:{HOSTILE}")),
        review_title: hostile(),
        ..VerdictRow::default()
    });
    story.evidence.push(EvidenceRow {
        relation: HOSTILE.to_string(),
        document_id: 1,
        quote: hostile(),
        note: hostile(),
        ..EvidenceRow::default()
    });
    story
}

#[test]
fn nothing_that_others_wrote_becomes_more_than_text() {
    let source = DocumentRow {
        id: 1,
        kind: HOSTILE.to_string(),
        title: HOSTILE.to_string(),
        publisher: hostile(),
        url: Some(format!("https://example.org/{HOSTILE}").replace('\u{1b}', "")),
        archive_url: Some("javascript:alert(1)".to_string()),
        published_on: hostile(),
        ..DocumentRow::default()
    };
    let about = ReportHeader {
        title: HOSTILE.to_string(),
        asked: HOSTILE.to_string(),
        made_at: HOSTILE.to_string(),
        notes: true,
        in_book: 1,
        ..ReportHeader::default()
    };
    let html = page(about, &hostile_story(), vec![source]);
    let escaped = html::escaped(HOSTILE).into_owned();
    let times = html.matches(&escaped).count();
    assert!(times > 40, "every text is there, but only {times} times");
    for never in ["<script", "<img", "\"'>", "'>", "href=\"javascript", "\u{1b}", "\u{202e}", "onerror=alert(1)>"] {
        assert!(!html.contains(never), "{never}: {html}");
    }
}

#[test]
fn the_page_asks_the_network_for_nothing() {
    let source = DocumentRow { id: 7, url: Some("https://example.org/a".to_string()), ..DocumentRow::default() };
    let mut said = bearing(1, Stance::Denies, Part::Disputes);
    said.statement.document_id = Some(7);
    let html = page(ReportHeader::default(), &story(vec![said]), vec![source]);
    let links = html.matches("http").count();
    let documents = html.matches("https://example.org/a").count();
    let policies = html.matches("http-equiv").count();
    assert_eq!((links, documents, policies), (documents + 1, 3, 1), "in the claim, and twice among the sources");
    for never in ["<script", "<link", "@import", "url(", " src=", "@font-face", "<iframe"] {
        assert!(!html.contains(never), "{never}");
    }
    assert!(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
}

#[test]
fn notes_are_the_desks_own() {
    let mut said = bearing(1, Stance::Asserts, Part::Makes);
    said.statement.note = Some("ask again".to_string());
    let mut story = story(vec![said]);
    story.claim.note = Some("call the mayor".to_string());
    for (notes, there) in [(false, false), (true, true)] {
        let html = page(ReportHeader { notes, ..ReportHeader::default() }, &story, Vec::new());
        assert_eq!(html.contains("ask again") && html.contains("call the mayor"), there);
        assert_eq!(html.contains("ask again") || html.contains("call the mayor"), there);
    }
}

#[test]
fn what_was_taken_back_is_struck_and_says_by_whom() {
    let mut said = bearing(1, Stance::Asserts, Part::Makes);
    (said.statement.retracted_by_id, said.statement.quote) = (Some(2), Some("it pours".to_string()));
    (said.statement.retracted_by, said.statement.retracted_on) = (Some("speaker 2".into()), Some("2021-11".into()));
    let mut back = bearing(2, Stance::Retracts, Part::Withdraws);
    (back.statement.said_on, back.statement.target_statement_id) = (Some("2021-11".to_string()), Some(1));
    let html = page(ReportHeader::default(), &story(vec![said, back]), Vec::new());
    assert!(html.contains("<s>“it pours”</s>"), "{html}");
    assert!(
        html.contains("Taken back by \u{2068}speaker 2\u{2069}, <time datetime=\"2021-11\">November 2021</time>"),
        "{html}"
    );
    assert_eq!(html.matches("<s>").count(), 2);
}

#[test]
fn a_speaker_is_one_reason_however_often_he_speaks() {
    let mut document = bearing(3, Stance::Denies, Part::Disputes);
    (document.basis, document.statement.target_document_id) = (Basis::Document, Some(1));
    document.statement.person_id = 1;
    document.statement.target_document_kind = Some("press-release".to_string());
    document.statement.target_document = Some("Rain".to_string());
    let mut again = bearing(2, Stance::Denies, Part::Disputes);
    again.statement.person_id = 1;
    let story = story(vec![bearing(1, Stance::Denies, Part::Disputes), again, document]);
    let html = page(ReportHeader::default(), &story, Vec::new());
    assert!(html.contains("denies the claim; denies the whole press release “\u{2068}Rain\u{2069}”"), "{html}");
    assert_eq!(html.matches("(basis: claim, document)").count(), 1);
}

#[test]
fn secondhand_documents_are_shown_as_such() {
    let mut said = bearing(1, Stance::Denies, Part::Disputes);
    (said.statement.document_id, said.statement.access) = (Some(1), Some(Access::Secondhand));
    let known = DocumentRow { id: 2, title: "Post".to_string(), access: "read".to_string(), ..DocumentRow::default() };
    let access = "secondhand".to_string();
    let source =
        DocumentRow { id: 1, title: "Letter".to_string(), access, through_id: Some(2), ..DocumentRow::default() };
    let html = page(ReportHeader::default(), &story(vec![said]), vec![source, known]);
    assert!(html.contains("<b>secondhand</b>: known only through “\u{2068}Post\u{2069}”"), "{html}");
    assert_eq!(html.matches("<b>secondhand</b>").count(), 2, "beside the statement and among the sources");
}

#[test]
fn a_story_that_cannot_be_read_is_the_error() {
    let mut report = Report::default();
    report.add(story(Vec::new()).claim, &[], &[]);
    let error = write(&report, &|id| Err(Error::not_found(format!("no such claim: {id}"))), &mut Vec::new());
    assert_eq!(error.unwrap_err().to_string(), "no such claim: 1");
}

#[test]
fn an_empty_report_says_so() {
    for (in_book, said) in [
        (9, ["None of the 9 claims in the book", "No claim in the book fits"]),
        (0, ["The book has no claims yet", "Nothing is recorded"]),
    ] {
        let mut out = Vec::new();
        write(
            &Report::new(ReportHeader { in_book, ..ReportHeader::default() }),
            &|id| Err(Error::failure(id.to_string())),
            &mut out,
        )
        .unwrap();
        let html = String::from_utf8(out).unwrap();
        assert!(html.contains("<h2>No claims</h2>") && said.iter().all(|part| html.contains(part)), "{html}");
        assert!(!html.contains("<svg"));
    }
}

/// The contrast of two colours, by WCAG 2.2.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (one, other) = (light(one) + 0.05, light(other) + 0.05);
    (one / other).max(other / one)
}

#[test]
fn every_colour_of_text_can_be_read_by_day_and_by_night() {
    let css = include_str!("../templates/tokens.css");
    let (mut papers, mut inks) = (Vec::new(), 0);
    for line in css.lines().map(str::trim) {
        let Some((name, colour)) = line.strip_prefix("--").and_then(|line| line.split_once(": #")) else { continue };
        let colour = format!("#{}", colour.trim_end_matches(';'));
        match name {
            "paper" => papers = vec![colour],
            "sheet" => papers.push(colour),
            "rule" => {}
            _ => {
                inks += 1;
                for paper in &papers {
                    assert!(contrast(&colour, paper) >= 4.5, "{name} {colour} on {paper}");
                }
            }
        }
    }
    assert_eq!(inks, 16, "eight colours by day and as many by night");
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
}
