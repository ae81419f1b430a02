//! Pairs of documents that may be one: by their addresses, their stored texts, or title, publisher and day.

use std::collections::{BTreeMap, HashSet};

use crate::error::Result;
use crate::model::PairKind;
use crate::model::records::Columns as _;
use crate::model::results::duplicates::DuplicatePair;
use crate::store::Store;
use crate::store::records::distinct_pairs::Pairs;
use crate::store::records::rows::{each_row, read_all};
use crate::text::address::similar_form;
use crate::text::normalize::fold;

/// Maximum number of documents with a title that are compared with one another: a column of that name has many.
const SAME_TITLE: usize = 50;

/// What of a document is compared.
struct ComparedDocument {
    id: i64,
    title: String,
    publisher: Option<i64>,
    published_on: Option<String>,
    text: Option<String>,
    through: Option<i64>,
    addresses: Vec<String>,
}

impl Store {
    /// Pairs of documents that may be one, but for those in `apart`.
    pub(super) fn similar_documents(&self, apart: &Pairs) -> Result<Vec<DuplicatePair>> {
        let documents = self.compared_documents()?;
        let mut keys: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
        for (place, one) in documents.iter().enumerate() {
            let mut add = |what, key: String| {
                let places = keys.entry((what, key)).or_default();
                if places.last() != Some(&place) && places.len() <= SAME_TITLE {
                    places.push(place);
                }
            };
            one.addresses.iter().for_each(|url| add(0, url.clone()));
            one.text.iter().for_each(|text| add(1, text.clone()));
            add(2, fold(&one.title));
        }
        let mut compared = HashSet::new();
        let mut found = Vec::new();
        for places in keys.into_values().filter(|places| (2..=SAME_TITLE).contains(&places.len())) {
            for (at, &first) in places.iter().enumerate() {
                for &second in &places[at + 1..] {
                    let (one, other) = (&documents[first], &documents[second]);
                    if compared.insert((first, second)) && !apart.has(one.id, other.id) {
                        found.extend(one.likeness(other).map(|likeness| pair(one, other, likeness)));
                    }
                }
            }
        }
        Ok(found)
    }

    fn compared_documents(&self) -> Result<Vec<ComparedDocument>> {
        let sql = "select d.id, d.title, p.canonical_id, d.published_on, d.text_sha256, d.through_id, d.url
             from document d left join canonical_speaker p on p.speaker_id = d.publisher_id order by d.id";
        let mut all = read_all(&self.conn, sql, [], |columns| {
            let document = ComparedDocument {
                id: columns.next()?,
                title: columns.next()?,
                publisher: columns.next()?,
                published_on: columns.next()?,
                text: columns.next()?,
                through: columns.next()?,
                addresses: Vec::new(),
            };
            let url: Option<String> = columns.next()?;
            Ok(ComparedDocument { addresses: url.iter().map(|url| similar_form(url)).collect(), ..document })
        })?;
        let sql = "select document_id, url from document_alias where url is not null";
        each_row(&self.conn, sql, [], |columns| {
            let (id, url): (i64, String) = (columns.next()?, columns.next()?);
            if let Ok(at) = all.binary_search_by_key(&id, |one| one.id) {
                all[at].addresses.push(similar_form(&url));
            }
            Ok(())
        })?;
        Ok(all)
    }
}

impl ComparedDocument {
    fn likeness(&self, other: &Self) -> Option<(f64, &'static str)> {
        if self.through == Some(other.id) || other.through == Some(self.id) {
            return None;
        }
        if self.addresses.iter().any(|url| other.addresses.contains(url)) {
            return Some((0.95, "address"));
        }
        if self.text.is_some() && self.text == other.text {
            return Some((0.95, "stored text"));
        }
        if fold(&self.title) != fold(&other.title) {
            return None;
        }
        let same = |a: Option<bool>| match a {
            Some(true) => 2,
            None => 1,
            Some(false) => 0,
        };
        let publisher = same(self.publisher.zip(other.publisher).map(|(a, b)| a == b));
        let day = same(self.published_on.as_ref().zip(other.published_on.as_ref()).map(|(a, b)| is_same_day(a, b)));
        let likely = match (publisher, day) {
            (0, _) | (_, 0) => return None,
            (2, 2) => (0.9, "title, publisher and day"),
            (2, _) => (0.7, "title and publisher"),
            (_, 2) => (0.6, "title and day"),
            _ => (0.5, "title"),
        };
        let other_pages = !self.addresses.is_empty() && !other.addresses.is_empty();
        Some(if other_pages { (likely.0 * 0.7, likely.1) } else { likely })
    }
}

/// Whether two dates may be the same day: one begins like the other.
fn is_same_day(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

fn pair(one: &ComparedDocument, other: &ComparedDocument, (score, same): (f64, &'static str)) -> DuplicatePair {
    DuplicatePair {
        kind: PairKind::Document,
        score,
        id: one.id,
        text: one.title.clone(),
        other: other.id,
        other_text: other.title.clone(),
        same: same.to_string(),
        differs: Vec::new(),
    }
}
