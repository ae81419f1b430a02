//! A published review of a claim, as `ClaimReview` of schema.org tells it: who checked is not who claimed.

/// What is said in `disambiguatingDescription` of a claimant whose name is not one, but the words for somebody unnamed.
pub const UNNAMED: &str = "unnamed in the source";
/// The note that earlier versions put on evidence that is only where a claim appeared.
pub const APPEARANCE: &str = "appearance";
/// The label of a verdict that is none.
pub const UNRATED: &str = "unrated";
/// What stands between the address of a review and the uid of its claim in an `@id`.
const CLAIM: &str = "#claim-";
/// How many characters a uid has.
const UID: usize = 20;

/// The `@id` of a review: its address with the claim's uid, so that several on one page differ.
pub fn id_of(url: &str, uid: &str) -> String {
    format!("{}{CLAIM}{uid}", url.split('#').next().unwrap_or_default())
}

/// The uid of the claim in the `@id` of a review that this program wrote.
pub fn uid_of(id: &str) -> Option<&str> {
    let (_, uid) = id.rsplit_once(CLAIM)?;
    (uid.len() == UID && uid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))).then_some(uid)
}

/// Whether an address is one of the web.
pub fn is_web_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

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
    pub publisher: Option<Agent>,
    /// When it appeared.
    pub published_on: Option<String>,
}

/// What was published in a review and was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewCorrection {
    /// What is right, and what was published before.
    pub text: String,
    /// When the correction was published.
    pub published_on: Option<String>,
    /// Where.
    pub url: Option<String>,
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
    /// The corrections, the newest first.
    pub corrections: Vec<ReviewCorrection>,
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
        let address = self.url.as_deref().is_some_and(is_web_address);
        let unnamed = self.reviewer.as_ref().is_some_and(|reviewer| reviewer.kind == "unnamed");
        [
            (no_verdict, "no verdict"),
            (self.label.as_deref() == Some(UNRATED), "it was not rated"),
            (!no_verdict && !address, "its verdict was published at no address"),
            (!no_verdict && self.reviewer.is_none(), "nobody is on record as having found it"),
            (unnamed, "who found it is unnamed"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
    }
}
