//! The verdict of a review: what it found, who found it, and where it was published.

use super::agents::ReviewAgent;
use super::context::{ReviewContext, host};
use super::lines::ReviewLines;
use super::node::{Node, PAGE_KEY};
use crate::model::records::{DocumentLine, EvidenceLine, Line, VerdictLine};

/// Keys that may name the reviewer, the most likely first.
const REVIEWERS: [&str; 4] = ["author", "creator", "publisher", "sdPublisher"];

/// Returns the address of a review: its own, that of its page, or that of the article around it.
pub(in crate::import) fn address(node: Node, around: ReviewContext) -> Option<String> {
    let of_page = |node: Node| {
        let url = || node.all("url").into_iter().find_map(Node::address);
        let page = || node.all("mainEntityOfPage").into_iter().find_map(Node::address);
        url().or_else(page).or_else(|| node.address())
    };
    let page = || node.first(PAGE_KEY).and_then(Node::address);
    of_page(node).or_else(|| around.article.and_then(of_page)).or_else(page)
}

/// Returns the reviewers, organisations and people.
pub(in crate::import) fn reviewers(node: Node, around: ReviewContext) -> Vec<ReviewAgent> {
    let of = |node: Node| {
        let named: Vec<Node> = REVIEWERS.iter().flat_map(|key| node.all(key)).collect();
        let employers: Vec<_> = named.iter().filter_map(|node| ReviewAgent::employer(*node)).collect();
        named.into_iter().filter_map(ReviewAgent::of).chain(employers).collect::<Vec<_>>()
    };
    let own = of(node);
    if own.is_empty() { around.article.map(of).unwrap_or_default() } else { own }
}

impl ReviewLines {
    /// Adds the verdict and its reviewer.
    pub(in crate::import) fn verdict(&mut self, node: Node, around: ReviewContext, reviewers: &[ReviewAgent]) {
        let url = address(node, around);
        if let Some(text) = node.text("url").filter(|_| url.is_none()) {
            self.note("url", &text);
        }
        let organisation = reviewers.iter().find(|agent| !agent.is_person());
        let reviewer = organisation.or(reviewers.first());
        for person in
            reviewers.iter().filter(|agent| agent.is_person() && !reviewer.is_some_and(|known| known.is(agent)))
        {
            let by = format!("review by {}", person.name);
            if !self.notes.contains(&by) {
                self.notes.push(by);
            }
        }
        self.lines.extend(reviewer.map(|agent| agent.line(Some("organisation"))));
        let name = reviewer.map(|agent| agent.name.clone()).or_else(|| host(url.as_deref()));
        let title = |node: Node| node.text("name").or_else(|| node.text("headline"));
        let decided_on = self.date(node, "datePublished");
        let rated = self.rating(node.first("reviewRating"));
        self.found(VerdictLine {
            rationale: node.text("reviewBody").or(rated.rationale),
            reviewer: name,
            decided_on,
            review_url: url,
            review_title: title(node).or_else(|| around.article.and_then(title)),
            ..rated
        });
    }

    /// Adds a verdict. The page of a review without a rating is evidence instead.
    pub(in crate::import) fn found(&mut self, verdict: VerdictLine) {
        if !verdict.label.is_empty() {
            return self.claim.verdicts.push(verdict);
        }
        let VerdictLine { rationale, reviewer, decided_on, review_url, review_title, .. } = verdict;
        if review_url.is_none() && review_title.is_none() {
            for (key, text) in [("reviewer", reviewer), ("datePublished", decided_on), ("reviewBody", rationale)] {
                text.into_iter().for_each(|text| self.note(key, &text));
            }
            return;
        }
        let key = format!("#review {}", self.claim.evidence.len());
        self.lines.extend(reviewer.clone().map(|name| ReviewAgent::of_name(name).line(Some("organisation"))));
        self.lines.push(Line::Document(DocumentLine {
            key: Some(key.clone()),
            title: review_title,
            url: review_url,
            publisher: reviewer,
            published_on: decided_on,
            ..DocumentLine::default()
        }));
        self.claim.evidence.push(EvidenceLine {
            relation: "context".to_string(),
            document: key,
            note: rationale,
            ..EvidenceLine::default()
        });
    }

    /// Reads a rating. A value that should be a number and is not is added to the note. Without a label, the value is
    /// the label; without both, the label is empty.
    fn rating(&mut self, rating: Option<Node>) -> VerdictLine {
        let [value, worst, best] = ["ratingValue", "worstRating", "bestRating"].map(|key| rating?.text(key));
        let number = |text: &Option<String>| text.clone().filter(|text| crate::model::scale::is_decimal(text));
        let own = rating.and_then(|rating| rating.own_text().or_else(|| rating.text("alternateName")));
        let own = own.or_else(|| rating.and_then(|rating| rating.text("name")));
        let label = own.clone().or_else(|| value.clone()).unwrap_or_default();
        for (key, text) in [("ratingValue", &value), ("worstRating", &worst), ("bestRating", &best)] {
            if let Some(text) = text.as_ref().filter(|text| number(&Some((*text).clone())).is_none() && **text != label)
            {
                self.note(key, text);
            }
        }
        VerdictLine {
            label,
            value: number(&value),
            worst: number(&worst),
            best: number(&best),
            rationale: rating.and_then(|rating| rating.text("ratingExplanation")),
            ..VerdictLine::default()
        }
    }
}
