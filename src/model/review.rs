//! A published review of a claim, as `ClaimReview` of schema.org tells it: who checked is not who claimed.

/// Somebody a review names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agent {
    /// The name.
    pub name: String,
    /// A kind of speaker, as the book has it.
    pub kind: String,
    /// In which role, as worded then.
    pub role: Option<String>,
}

/// A document in which the claim can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// A kind of document, as the book has it.
    pub kind: String,
    /// The title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it appeared.
    pub published_on: Option<String>,
}

/// A review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// The number people type.
    pub claim_id: i64,
    /// The name by which two books recognise the claim.
    pub uid: String,
    /// The claim.
    pub text: String,
    /// The label of the verdict that stands; none where there is no verdict.
    pub label: Option<String>,
    /// Its number, and the worst and best of its scale.
    pub scale: [Option<String>; 3],
    /// Why.
    pub rationale: Option<String>,
    /// When it was decided.
    pub decided_on: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Under which title.
    pub title: Option<String>,
    /// Who found it.
    pub reviewer: Option<Agent>,
    /// Who made the claim: not who passed it on.
    pub claimants: Vec<Agent>,
    /// When it was first made.
    pub said_on: Option<String>,
    /// Where it appeared, the first first.
    pub appearances: Vec<Appearance>,
}

impl Review {
    /// What is missing for it to be published as `ClaimReview` (Google Search Central, "Fact Check structured data").
    pub fn missing(&self) -> Vec<&'static str> {
        let no_verdict = self.label.is_none();
        let address = self.url.as_deref().is_some_and(|url| url.starts_with("http://") || url.starts_with("https://"));
        [
            (no_verdict, "no verdict"),
            (!no_verdict && !address, "its verdict was published at no address"),
            (!no_verdict && self.reviewer.is_none(), "nobody is on record as having found it"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
    }
}
