//! Data sets whose columns are known.

use super::fields::Field;
use super::mapping::Mapping;

/// Fields with their headings.
type Pairs = &'static [(&'static str, &'static str)];

/// A data set that is known by its headings, as `FIELD=HEADING` pairs.
const KNOWN: &[(&[&str], Pairs)] = &[
    // ClaimsKG, as its extractors write it (github.com/claimskg/claimskg-extractor).
    (
        &["claimReview_claimReviewed", "rating_alternateName", "claimReview_url"],
        &[
            ("claim", "claimReview_claimReviewed"),
            ("said_on", "creativeWork_datePublished"),
            ("verdict", "rating_alternateName"),
            ("verdict_value", "rating_ratingValue"),
            ("verdict_worst", "rating_worstRating"),
            ("verdict_best", "rating_bestRating"),
            ("reviewer", "claimReview_author_name"),
            ("decided_on", "claimReview_datePublished"),
            ("review_url", "claimReview_url"),
            ("review_title", "extra_title"),
            ("tags", "extra_tags"),
        ],
    ),
    // ClaimsKG, as its explorer exports it.
    (
        &["text", "ratingName", "author", "link", "source"],
        &[
            ("claim", "text"),
            ("made_by", "author"),
            ("said_on", "date"),
            ("verdict", "ratingName"),
            ("reviewer", "source"),
            ("review_url", "link"),
            ("review_title", "headline"),
            ("tags", "keywords"),
        ],
    ),
];

/// The columns of LIAR (Wang 2017), which has no headings; `PolitiFact` checked all of it.
const LIAR: &[&str] =
    &["ref", "verdict", "claim", "tags", "made_by", "role", "note", "note", "", "", "", "", "", "occasion"];

impl Mapping {
    /// The columns of LIAR, if these are the first cells of it.
    pub(in crate::import) fn liar(cells: &[String]) -> Option<Self> {
        let numbered = cells.first()?.strip_suffix(".json")?.bytes().all(|byte| byte.is_ascii_digit());
        if !numbered || cells.len() != LIAR.len() {
            return None;
        }
        let mut mapping = Self { headings: (1..=cells.len()).map(|at| at.to_string()).collect(), ..Self::default() };
        for (at, name) in LIAR.iter().enumerate() {
            if let Some(field) = Field::named(name) {
                mapping.put(field.name, at);
            }
        }
        mapping.constants = vec![("reviewer", "PolitiFact")];
        Some(mapping)
    }

    /// Gives the columns of a known data set their meaning, but for those that something was said of.
    pub(in crate::import) fn known(&mut self) -> bool {
        let Some((_, pairs)) =
            KNOWN.iter().find(|(signs, _)| signs.iter().all(|sign| self.headings.iter().any(|known| known == sign)))
        else {
            return false;
        };
        for (name, heading) in *pairs {
            let (Some(field), Some(at)) = (Field::named(name), self.headings.iter().position(|known| known == heading))
            else {
                continue;
            };
            if !self.columns.iter().any(|(known, _)| known == name) && !self.is_taken(at) {
                self.put(field.name, at);
            }
        }
        let column = |name: &str| self.headings.iter().position(|known| known == name);
        if let Some(author) = column("creativeWork_author_name").filter(|at| !self.is_taken(*at)) {
            self.doubtful = Some((author, column("claimReview_author")));
        }
        true
    }
}
