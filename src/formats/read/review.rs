//! `ClaimReview` of schema.org, wherever it stands in a JSON value, and answers of the Fact Check Tools API.

mod node;
mod works;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::model::Date;
use crate::model::line::{ClaimLine, DocumentLine, EvidenceLine, Line, SpeakerLine, StatementLine, VerdictLine};
use crate::model::piece::{Fault, Piece, Raw};
use crate::text::crowd::is_crowd;
use node::Node;
use works::{Agent, Work, works};

/// So deep are reviews looked for.
const DEEPEST: usize = 100;
/// The word for the claimant's statement, of which another line of the piece says that an outlet reports it.
const MADE: &str = "#made in the review";

/// Gives a piece for every review in a value.
///
/// # Errors
/// Those of `each`.
pub(super) fn pieces(value: &Value, each: &mut dyn FnMut(Piece) -> Result<()>) -> Result<()> {
    walk(Node::root(value), 0, each)
}

fn walk(node: Node, depth: usize, each: &mut dyn FnMut(Piece) -> Result<()>) -> Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    if node.is("ClaimReview") {
        return each(piece(node, review(node)));
    }
    if node.has("text") && (node.has("claimReview") || node.has("claimant")) {
        return each(piece(node, api_claim(node)));
    }
    node.within().try_for_each(|inner| walk(inner, depth + 1, each))
}

fn piece(node: Node, lines: Result<(Vec<Line>, Vec<String>), Fault>) -> Piece {
    let (lines, notes) = match lines {
        Ok((lines, notes)) => (Ok(lines), notes),
        Err(fault) => (Err(fault), Vec::new()),
    };
    Piece { place: "review".to_string(), lines, raw: Raw::Text(node.value.to_string()), notes }
}

/// What a review says, gathered.
#[derive(Default)]
struct Gathered {
    lines: Vec<Line>,
    claim: ClaimLine,
    notes: Vec<String>,
}

/// The lines of a review.
fn review(node: Node) -> Result<(Vec<Line>, Vec<String>), Fault> {
    let item = node.first("itemReviewed");
    let of_claim = || item.filter(|item| item.is("Claim")).and_then(|item| item.text("text").or(item.text("name")));
    let text = node.text("claimReviewed").or_else(of_claim).ok_or_else(|| empty("claimReviewed"))?;
    let mut it = Gathered { claim: ClaimLine { text, ..ClaimLine::default() }, ..Gathered::default() };
    it.claim.tags = [Some(node), item].into_iter().flatten().flat_map(|node| node.keywords()).collect();
    it.verdict(node);
    let items = node.all("itemReviewed");
    let claimants: Vec<Agent> = items.iter().flat_map(|item| item.all("author")).filter_map(Agent::named).collect();
    let works: Vec<Work> = items.iter().flat_map(|item| works(*item)).collect();
    let said_on = items.iter().find_map(|item| it.date(*item, "datePublished"));
    let said_on = said_on.or_else(|| works.iter().find_map(|work| it.date(work.node, "datePublished")));
    it.said(&claimants, &works, said_on.as_deref(), node);
    Ok(it.finish())
}

/// The lines of a claim in an answer of the Fact Check Tools API, which may have several reviews.
fn api_claim(node: Node) -> Result<(Vec<Line>, Vec<String>), Fault> {
    let text = node.text("text").ok_or_else(|| empty("text"))?;
    let mut it = Gathered { claim: ClaimLine { text, ..ClaimLine::default() }, ..Gathered::default() };
    for review in node.all("claimReview") {
        let publisher = review.first("publisher");
        let reviewer = publisher.and_then(|publisher| publisher.text("name").or(publisher.text("site")));
        let decided_on = it.date(review, "reviewDate");
        it.claim.verdicts.push(VerdictLine {
            label: review.text("textualRating").unwrap_or_else(|| "unrated".to_string()),
            reviewer: reviewer.or_else(|| host(review.text("url").as_deref())),
            decided_on,
            review_url: review.text("url"),
            review_title: review.text("title"),
            ..VerdictLine::default()
        });
    }
    let said_on = it.date(node, "claimDate");
    let claimants: Vec<_> = node.text("claimant").map(Agent::of_name).into_iter().collect();
    let page = node.all("claimReview").into_iter().next().unwrap_or(node);
    it.said(&claimants, &[], said_on.as_deref(), page);
    Ok(it.finish())
}

fn empty(key: &str) -> Fault {
    Fault {
        column: Some(key.to_string()),
        error: Error::usage("it does not say what was claimed")
            .hint("write the claim there, and import the file again"),
    }
}

impl Gathered {
    fn finish(mut self) -> (Vec<Line>, Vec<String>) {
        self.claim.note = (!self.notes.is_empty()).then(|| self.notes.join("\n"));
        let notes = self.notes;
        self.lines.push(Line::Claim(Box::new(self.claim)));
        (self.lines, notes)
    }

    /// A date; one that cannot be read is noted as it is.
    fn date(&mut self, node: Node, key: &str) -> Option<String> {
        let text = node.text(key)?;
        let date = Date::foreign(&text, None).ok().map(|date| date.to_string());
        let unread = format!("{key}: {text}");
        if date.is_none() && !self.notes.contains(&unread) {
            self.notes.push(unread);
        }
        date
    }

    /// The verdict, and who found it: the author of the review, who is never the claimant.
    fn verdict(&mut self, node: Node) {
        let rating = node.first("reviewRating");
        let [value, worst, best] = ["ratingValue", "worstRating", "bestRating"].map(|key| {
            let text = rating?.text(key)?;
            let number = crate::model::scale::is_decimal(&text);
            if !number {
                self.notes.push(format!("{key}: {text}"));
            }
            number.then_some(text)
        });
        let label = rating.and_then(|rating| rating.text("alternateName").or(rating.text("name")));
        let label = label.or(value.clone()).unwrap_or_else(|| "unrated".to_string());
        let url = node
            .text("url")
            .or_else(|| node.first("mainEntityOfPage").and_then(Node::address))
            .or_else(|| node.address());
        let reviewers: Vec<_> =
            node.all("author").into_iter().chain(node.all("publisher")).filter_map(Agent::of).collect();
        let organisation = reviewers.iter().find(|agent| agent.kind.as_deref() != Some("person"));
        let reviewer = organisation.or(reviewers.first());
        if let (Some(_), Some(person)) =
            (organisation, reviewers.iter().find(|agent| agent.kind.as_deref() == Some("person")))
        {
            self.notes.push(format!("review by {}", person.name));
        }
        let name = reviewer.map(|agent| agent.name.clone()).or_else(|| host(url.as_deref()));
        self.lines.extend(reviewer.map(|agent| agent.line(Some("organisation"))));
        let decided_on = self.date(node, "datePublished");
        let explained = rating.and_then(|rating| rating.text("ratingExplanation"));
        self.claim.verdicts.push(VerdictLine {
            label,
            value,
            worst,
            best,
            rationale: node.text("reviewBody").or(explained),
            reviewer: name,
            decided_on,
            review_url: url,
            review_title: node.text("name").or_else(|| node.text("headline")),
            ..VerdictLine::default()
        });
    }

    /// Who said it, and where it can be read; who only passed it on, reports.
    fn said(&mut self, claimants: &[Agent], works: &[Work], said_on: Option<&str>, review: Node) {
        let mut documents: Vec<DocumentLine> = Vec::new();
        for (at, work) in works.iter().enumerate() {
            let published_on = self.date(work.node, "datePublished");
            documents.push(DocumentLine { published_on, ..work.document(at, claimants) });
        }
        let crowd = claimants.iter().any(|agent| is_crowd(&agent.name));
        if crowd && documents.is_empty() {
            documents.extend(self.page(review));
        }
        for (work, document) in works.iter().zip(&documents) {
            self.lines.extend(
                work.publisher().filter(|_| document.publisher.is_some()).map(|agent| agent.line(Some("outlet"))),
            );
        }
        self.lines.extend(documents.iter().cloned().map(Line::Document));
        let key = |at: usize| documents.get(at).and_then(|document| document.key.clone());
        for (at, agent) in claimants.iter().enumerate() {
            let unnamed = is_crowd(&agent.name) && !documents.is_empty();
            if !unnamed {
                self.lines.push(agent.line(None));
            }
            self.claim.statements.push(StatementLine {
                key: (at == 0).then(|| MADE.to_string()),
                speaker: agent.name.clone(),
                unnamed,
                kind: agent.kind.clone(),
                role: agent.role.clone(),
                stance: "asserts".to_string(),
                document: key(0),
                said_on: said_on.map(str::to_string),
                ..StatementLine::default()
            });
        }
        for (at, work) in works.iter().enumerate() {
            match (claimants.first(), work.relay(claimants)) {
                (None, _) => self.claim.evidence.push(EvidenceLine {
                    relation: "context".to_string(),
                    document: key(at).unwrap_or_default(),
                    note: Some("appearance".to_string()),
                    ..EvidenceLine::default()
                }),
                (Some(_), Some(relay)) => self.relayed(&relay, key(at), work.is_post()),
                (Some(first), None) if at > 0 => self.claim.statements.push(StatementLine {
                    speaker: first.name.clone(),
                    unnamed: is_crowd(&first.name),
                    stance: "asserts".to_string(),
                    document: key(at),
                    said_on: documents[at].published_on.clone(),
                    ..StatementLine::default()
                }),
                _ => {}
            }
        }
    }

    /// Somebody else's article reports what the claimant said; somebody else's post says it again.
    fn relayed(&mut self, agent: &Agent, document: Option<String>, post: bool) {
        self.lines.push(agent.line(Some(if post { "person" } else { "outlet" })));
        self.claim.statements.push(StatementLine {
            speaker: agent.name.clone(),
            stance: if post { "asserts" } else { "reports" }.to_string(),
            target_statement: (!post).then(|| MADE.to_string()),
            document,
            ..StatementLine::default()
        });
    }

    /// The page of the review as a document: where a crowd is named, and nothing else is known to name it.
    fn page(&mut self, node: Node) -> Option<DocumentLine> {
        let verdict = self.claim.verdicts.first()?;
        Some(DocumentLine {
            key: Some("#review".to_string()),
            title: verdict.review_title.clone(),
            url: Some(verdict.review_url.clone()?),
            publisher: verdict.reviewer.clone(),
            published_on: verdict.decided_on.clone(),
            language: node.text("inLanguage").or_else(|| node.text("languageCode")),
            ..DocumentLine::default()
        })
    }
}

/// The host of an address, without www.
fn host(url: Option<&str>) -> Option<String> {
    let (_, rest) = url?.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_lowercase()).filter(|host| host.contains('.'))
}

/// A named speaker, or nothing where the name means several and is left to the statement.
fn speaker(agent: &Agent, kind: Option<&str>) -> SpeakerLine {
    SpeakerLine {
        line_type: "speaker".to_string(),
        name: agent.name.clone(),
        kind: agent.kind.clone().or(kind.map(str::to_string)),
        external_id: agent.wikidata.clone(),
        ..SpeakerLine::default()
    }
}

#[cfg(test)]
mod tests;
