//! What a column of a table can mean, and by which headings each meaning is known.

use unicode_normalization::UnicodeNormalization;

/// A meaning that a column can have.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, which is that of the column in exports.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Headings by which it is known, the surest first: lower-case words.
    headings: &'static [&'static str],
    /// Words that make a heading this one where no surer one is there.
    words: &'static [&'static str],
}

/// Every field, in the order in which columns are given away: the surest first.
pub const FIELDS: &[Field] = &[
    field(
        "review_url",
        "where the verdict was published",
        &[
            "review url",
            "review link",
            "fact check url",
            "factcheck url",
            "fact check link",
            "factcheck link",
            "url of fact check",
            "claimreview url",
        ],
        &[],
    ),
    field(
        "review_title",
        "under which title",
        &["review title", "fact check title", "factcheck title", "headline", "title of review"],
        &[],
    ),
    field(
        "decided_on",
        "when the verdict was decided",
        &[
            "decided on",
            "review date",
            "date checked",
            "checked on",
            "fact check date",
            "factcheck date",
            "date of verdict",
            "date of review",
            "verdict date",
            "review published",
        ],
        &[],
    ),
    field(
        "claim",
        "the claim; it must be there",
        &[
            "claim",
            "claim text",
            "claim reviewed",
            "claimreviewed",
            "the claim",
            "statement",
            "statement text",
            "assertion",
            "allegation",
            "text",
            "news",
            "what was said",
            "what they said",
            "what was claimed",
            "original claim",
            "simplified claim",
            "claim checked",
            "behauptung",
            "aussage",
            "affirmation",
            "afirmacion",
            "declaracion",
            "alegacao",
            "affermazione",
            "bewering",
        ],
        &["claim", "statement", "assertion", "promise", "pledge", "quote checked"],
    ),
    field(
        "made_by",
        "who made the claim; several with ;",
        &[
            "made by",
            "claimant",
            "claimants",
            "speaker",
            "speaker name",
            "person",
            "who",
            "who said it",
            "said by",
            "claimed by",
            "claim made by",
            "claim author",
            "politician",
            "attributed to",
            "name of speaker",
            "sprecher",
            "locuteur",
            "orador",
            "persona",
            "auteur de l affirmation",
        ],
        &["speaker", "claimant", "politician"],
    ),
    field(
        "role",
        "the role of who made it, as worded then",
        &[
            "role",
            "roles",
            "job",
            "job title",
            "position",
            "function",
            "speaker s job title",
            "speaker job",
            "title of speaker",
            "office",
        ],
        &[],
    ),
    field("stance", "what the speaker does to the claim: asserts where there is none", &["stance"], &[]),
    field(
        "said_on",
        "when it was said",
        &[
            "said on",
            "first said on",
            "date",
            "claim date",
            "date of claim",
            "date said",
            "statement date",
            "date of statement",
            "when",
            "datum",
            "fecha",
            "data",
        ],
        &[],
    ),
    field(
        "quote",
        "in which words",
        &["quote", "quotation", "exact words", "exact quote", "verbatim", "words", "zitat", "citation", "cita"],
        &[],
    ),
    field(
        "occasion",
        "on which occasion",
        &["occasion", "context", "event", "venue", "setting", "where", "where said"],
        &[],
    ),
    field("via", "which outlet reports that they said it", &["via", "reported by", "relayed by", "outlet"], &[]),
    field(
        "document",
        "the title of the document in which it can be read",
        &["document", "article", "article title", "source title", "document title"],
        &[],
    ),
    field("document_kind", "article, post, letter, speech …", &["document kind", "document type", "medium type"], &[]),
    field(
        "publisher",
        "who published that document",
        &["publisher", "publication", "newspaper", "medium", "media outlet"],
        &[],
    ),
    field(
        "url",
        "its address",
        &[
            "url",
            "link",
            "source url",
            "source link",
            "article url",
            "claim url",
            "claim link",
            "web address",
            "address",
        ],
        &[],
    ),
    field(
        "published_on",
        "when it appeared",
        &["published on", "published", "publication date", "date published"],
        &[],
    ),
    field("disputed_by", "who denies the claim; several with ;", &["disputed by", "denied by", "contradicted by"], &[]),
    field("not_denied_by", "who declined to deny it; several with ;", &["not denied by"], &[]),
    field("verdict_value", "the number of the verdict", &["verdict value", "rating value", "score"], &[]),
    field("verdict_worst", "the worst number of its scale", &["verdict worst", "worst rating"], &[]),
    field("verdict_best", "the best number of its scale", &["verdict best", "best rating"], &[]),
    field("verdict_bucket", "true, mixed, false or other", &["verdict bucket", "bucket"], &[]),
    field(
        "verdict",
        "the label of the verdict",
        &[
            "verdict",
            "rating",
            "label",
            "ruling",
            "finding",
            "conclusion",
            "assessment",
            "textual rating",
            "truth rating",
            "fact check rating",
            "fact check result",
            "result",
            "bewertung",
            "veredicto",
            "note de verite",
            "veracity",
        ],
        &["verdict", "rating", "ruling"],
    ),
    field(
        "reviewer",
        "who found it",
        &[
            "reviewer",
            "checker",
            "checked by",
            "fact checker",
            "factchecker",
            "fact checked by",
            "reviewed by",
            "review author",
            "review publisher",
            "desk",
        ],
        &[],
    ),
    field(
        "rationale",
        "why",
        &["rationale", "because", "explanation", "reason", "reasoning", "justification", "analysis", "why"],
        &[],
    ),
    field("stage", "new, checking, awaiting-reply, checked or dropped", &["stage"], &[]),
    field(
        "tags",
        "topics; several with ; or ,",
        &[
            "tags",
            "tag",
            "topic",
            "topics",
            "subject",
            "subjects",
            "category",
            "categories",
            "keywords",
            "theme",
            "themes",
            "thema",
            "tema",
        ],
        &[],
    ),
    field(
        "note",
        "a note of the desk; several columns with +, the rest with *",
        &["note", "notes", "comment", "comments", "remark", "remarks"],
        &[],
    ),
    field(
        "ref",
        "its id in the system it comes from",
        &["ref", "id", "claim id", "promise id", "statement id", "reference", "no", "nr", "number", "key", "uuid"],
        &[],
    ),
];

const fn field(
    name: &'static str,
    about: &'static str,
    headings: &'static [&'static str],
    words: &'static [&'static str],
) -> Field {
    Field { name, about, headings, words }
}

/// What a heading with these words is not, however much it looks like a claim, a speaker or a verdict.
const NOT: &[&str] = &[
    "date", "url", "link", "id", "by", "author", "number", "type", "language", "source", "value", "best", "worst",
    "count", "on", "at",
];

impl Field {
    /// The field of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// How surely a heading means this field: the less, the surer; nothing if it does not.
    pub fn fits(&self, heading: &str) -> Option<usize> {
        let plain = plain(heading);
        if let Some(at) = self.headings.iter().position(|known| *known == plain) {
            return Some(at);
        }
        let words: Vec<_> = plain.split(' ').collect();
        let may = !words.iter().any(|word| NOT.contains(word));
        let at = self.words.iter().position(|known| words.contains(known));
        at.filter(|_| may).map(|at| self.headings.len() + at)
    }
}

/// A heading in lower-case words: `Who_said it?` is `who said it`, `creativeWork` is `creative work`.
pub(super) fn plain(heading: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for character in heading.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if character.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        before = character;
        if character.is_alphanumeric() {
            words.extend(character.to_lowercase());
        } else {
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (heading, name) in [
            ("Claim", "claim"),
            ("claim_text", "claim"),
            ("original_promise", "claim"),
            ("Who said it?", "made_by"),
            ("Speaker's job title", "role"),
            ("claimDate", "said_on"),
            ("TEXTUAL RATING", "verdict"),
            ("Déclaración", "claim"),
        ] {
            let best = FIELDS.iter().filter_map(|field| Some((field.fits(heading)?, field.name))).min();
            assert_eq!(best.map(|best| best.1), Some(name), "{heading}");
        }
        for heading in ["claim source", "rating count", "colour", "claim_language"] {
            assert!(FIELDS.iter().all(|field| field.fits(heading).is_none()), "{heading}");
        }
    }
}
