//! Collects what a review says as lines: the claim, its verdict, who made it, where, and who reported it.

use super::agents::ReviewAgent;
use super::node::Node;
use super::works::Work;
use crate::model::Date;
use crate::model::records::{ClaimLine, DocumentLine, Line, StatementLine};
use crate::text::collective::is_platform;

/// Key of the claimant's statement, to which the statement of a reporting outlet refers.
const MADE: &str = "#made in the review";

/// The lines of one review, while they are collected.
#[derive(Default)]
pub(in crate::import) struct ReviewLines {
    /// The lines before the claim: speakers and documents.
    pub(in crate::import) lines: Vec<Line>,
    /// The claim.
    pub(in crate::import) claim: ClaimLine,
    /// What becomes the note of the claim.
    pub(in crate::import) notes: Vec<String>,
}

/// Who made a claim, where, when and on which occasion.
pub(in crate::import) struct ClaimOrigin<'a> {
    /// The claimants that the review names.
    pub(in crate::import) claimants: Vec<ReviewAgent>,
    /// The works in which the claim appeared.
    pub(in crate::import) works: Vec<Work<'a>>,
    /// The day of the claim.
    pub(in crate::import) on: Option<String>,
    /// The occasion or place.
    pub(in crate::import) occasion: Option<String>,
}

impl ReviewLines {
    /// Starts with a claim of which only the text is known.
    pub(in crate::import) fn of(text: String) -> Self {
        Self { claim: ClaimLine { text, ..ClaimLine::default() }, ..Self::default() }
    }

    /// Returns the lines. What fits into none of them is in the note of the claim.
    pub(in crate::import) fn finish(mut self) -> Vec<Line> {
        self.claim.note = (!self.notes.is_empty()).then(|| self.notes.join("\n"));
        self.lines.push(Line::Claim(Box::new(self.claim)));
        self.lines
    }

    /// Adds a line to the note, once.
    pub(in crate::import) fn note(&mut self, key: &str, text: &str) {
        let note = format!("{key}: {text}");
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Reads a date. If it cannot be read, it is added to the note.
    pub(in crate::import) fn date(&mut self, node: Node, key: &str) -> Option<String> {
        let text = node.text(key).filter(|text| node.literal || !Date::is_zero(text))?;
        let date = if node.literal { Date::parse(&text) } else { Date::from_import(&text, None) };
        let date = date.ok().map(|date| date.to_string());
        if date.is_none() {
            self.note(key, &text);
        }
        date
    }

    /// Adds the claimants and the works in which the claim appeared. Whoever passed it on gets a report.
    pub(in crate::import) fn attribute(&mut self, by: ClaimOrigin, review: Node) {
        let ClaimOrigin { claimants, works, on, occasion } = by;
        let mut claimants = if review.literal { claimants } else { claimants_and_posters(claimants, &works) };
        let mut documents: Vec<DocumentLine> = Vec::new();
        for (at, work) in works.iter().enumerate() {
            let published_on = self.date(work.node, "datePublished");
            documents.push(DocumentLine { published_on, ..work.document(at, &claimants) });
        }
        if documents.is_empty() && claimants.iter().any(|agent| agent.unnamed) {
            documents.extend(self.page(review));
        }
        if documents.is_empty() {
            // An unnamed speaker belongs to a document.
            let unnamed = claimants.iter().filter(|agent| agent.unnamed);
            unnamed.for_each(|agent| self.note("claimant", &agent.name));
            claimants.retain(|agent| !agent.unnamed);
        }
        if let (true, Some(on)) = (claimants.is_empty(), &on) {
            self.first_known(on, documents.first_mut().filter(|_| works.first().is_some_and(|work| work.first)));
        }
        self.lines.extend(claimants.iter().filter(|agent| !agent.unnamed).map(|agent| agent.line(None)));
        self.lines.extend(works.iter().filter_map(Work::publisher).map(|agent| agent.line(Some("outlet"))));
        self.lines.extend(documents.iter().cloned().map(Line::Document));
        self.made(&claimants, &works, &documents, on.as_deref(), occasion.as_deref());
        for (at, work) in works.iter().enumerate() {
            self.appeared(&claimants, work, documents[at].key.clone());
        }
    }

    /// Records the day of a claim without a claimant: as the day on which its first appearance was published.
    fn first_known(&mut self, on: &str, first: Option<&mut DocumentLine>) {
        let published = first.map(|first| first.published_on.get_or_insert(on.to_string()).clone());
        if published.as_deref() != Some(on) {
            self.note("claimed on", on);
        }
    }

    /// Adds the statements of the claimants. Each stands in a work by that claimant, or else in the first work that is
    /// neither a post by somebody else nor a work by another claimant.
    fn made(
        &mut self,
        claimants: &[ReviewAgent],
        works: &[Work],
        documents: &[DocumentLine],
        on: Option<&str>,
        occasion: Option<&str>,
    ) {
        let authors: Vec<_> = works.iter().map(Work::author).collect();
        let by = |at: usize, agent: &ReviewAgent| {
            authors.get(at).and_then(Option::as_ref).is_some_and(|author| author.is(agent))
        };
        let of_another = |at: usize| works[at].poster().is_some() || claimants.iter().any(|agent| by(at, agent));
        for (at, agent) in claimants.iter().enumerate() {
            let own = (0..works.len()).find(|at| by(*at, agent));
            let place = own.or_else(|| (0..works.len()).find(|at| !of_another(*at)));
            let place = place.or((agent.unnamed && !documents.is_empty()).then_some(0));
            self.claim.statements.push(StatementLine {
                key: (at == 0).then(|| MADE.to_string()),
                role: agent.role.clone(),
                document: place.and_then(|at| documents[at].key.clone()),
                occasion: agent.platform.clone().or(occasion.map(str::to_string)),
                said_on: on.map(str::to_string),
                ..asserted(agent)
            });
        }
    }

    /// Adds a work. An article by somebody else reports the claimant. A post by somebody else makes the claim again.
    /// Any other work is one more place where the first claimant made it.
    fn appeared(&mut self, claimants: &[ReviewAgent], work: &Work, document: Option<String>) {
        let Some(first) = claimants.first() else {
            return self.claim.appears_in.extend(document);
        };
        let Some(relay) = work.relay(claimants) else {
            let known = self.claim.statements.iter().any(|statement| statement.document == document);
            let author = work.author().and_then(|author| claimants.iter().find(|agent| agent.is(&author)));
            let again = StatementLine { document, ..asserted(author.unwrap_or(first)) };
            self.claim.statements.extend((!known).then_some(again));
            return;
        };
        let post = work.is_post();
        self.lines.push(relay.line(Some(if post { "person" } else { "outlet" })));
        self.claim.statements.push(StatementLine {
            speaker: relay.name.clone(),
            stance: if post { "asserts" } else { "reports" }.to_string(),
            target_statement: (!post).then(|| MADE.to_string()),
            document,
            ..StatementLine::default()
        });
    }

    /// Returns the page of the review as a document, for a group that no other document names.
    fn page(&mut self, node: Node) -> Option<DocumentLine> {
        let verdict = self.claim.verdicts.first()?;
        if verdict.review_url.is_none() && verdict.review_title.is_none() {
            return None;
        }
        Some(DocumentLine {
            key: Some("#review".to_string()),
            title: verdict.review_title.clone(),
            url: verdict.review_url.clone(),
            publisher: verdict.reviewer.clone(),
            published_on: verdict.decided_on.clone(),
            language: node.text("inLanguage").or_else(|| node.text("languageCode")),
            ..DocumentLine::default()
        })
    }
}

fn asserted(agent: &ReviewAgent) -> StatementLine {
    StatementLine {
        speaker: agent.name.clone(),
        unnamed: agent.unnamed,
        kind: agent.kind.clone().filter(|_| !agent.unnamed),
        stance: "asserts".to_string(),
        ..StatementLine::default()
    }
}

/// Returns who made the claim. A platform is the place where it was made, by the claimants named beside it, or else by those
/// who posted it. If nobody is named, those who posted it are the claimants.
fn claimants_and_posters(claimants: Vec<ReviewAgent>, works: &[Work]) -> Vec<ReviewAgent> {
    let mut unique: Vec<ReviewAgent> = Vec::new();
    for agent in claimants {
        if !unique.iter().any(|known| known.is(&agent) && known.unnamed == agent.unnamed) {
            unique.push(agent);
        }
    }
    let (platforms, others): (Vec<_>, Vec<_>) =
        unique.into_iter().partition(|agent| agent.unnamed && is_platform(&agent.name));
    let mut posters: Vec<ReviewAgent> = Vec::new();
    for poster in works.iter().filter_map(Work::poster) {
        if !posters.iter().any(|known| known.is(&poster)) {
            posters.push(poster);
        }
    }
    match (others.is_empty(), posters.is_empty()) {
        (false, _) => {
            let on = |agent: &ReviewAgent| {
                agent.platform.clone().or_else(|| platforms.first().map(|platform| platform.name.clone()))
            };
            others
                .iter()
                .map(|agent| ReviewAgent { platform: on(agent).filter(|_| !agent.unnamed), ..agent.clone() })
                .collect()
        }
        (true, false) => posters,
        (true, true) => platforms,
    }
}
