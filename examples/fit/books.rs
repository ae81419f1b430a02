//! Books of claims, texts that repeat some of them, and what the program compares with each text.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use gainsay::model::records::{NewClaim, NewVerdict};
use gainsay::model::{Condition, Predicate, Rating};
use gainsay::store::{EntryMeta, Store};
use gainsay::text::similarity::Features;
use serde_json::Value;

/// Sizes of the small books that are made of a set.
const SMALL: [usize; 4] = [2, 5, 50, 500];
/// Maximum number of claims of a small book for each of its texts: those that are most similar to it in the book of the set.
const FOR_EACH: usize = 5;
/// Maximum number of texts that are asked of all small books of a size.
const TEXTS: usize = 200;

/// A claim that was compared: its features, and whether the text repeats it.
pub(crate) type Hit = (Features, bool);

/// A text, and the claims that were compared with it.
pub(crate) struct Query {
    /// The number of claims in the book.
    pub(crate) book: usize,
    /// Whether that is the book of all claims of the set.
    pub(crate) is_whole: bool,
    /// Each claim, and whether the text repeats it.
    pub(crate) hits: Vec<Hit>,
    /// The claims that were compared when those which it repeats were left out of the book.
    pub(crate) absent: Vec<Hit>,
    /// How many claims it repeats, found or not.
    pub(crate) right: usize,
}

/// A claim of a set.
#[derive(Clone)]
struct SetClaim {
    reference: String,
    text: String,
    title: String,
}

/// A text of a set, and the claims that it repeats.
struct SetText {
    text: String,
    right: HashSet<String>,
}

/// A book, and the claim of each reference.
struct Book {
    store: Store,
    claims: HashMap<String, i64>,
    _folder: tempfile::TempDir,
}

/// Reads JSON lines.
pub(crate) fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns a text of a JSON object.
pub(crate) fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_string()
}

fn claims_of(set: &Path) -> Vec<SetClaim> {
    let claim = |line: &Value| {
        let [reference, text, title] = ["id", "text", "title"].map(|key| text_of(line, key));
        SetClaim { reference, text, title }
    };
    lines(&set.join("claims.jsonl")).iter().map(claim).collect()
}

fn texts_of(split: &Path) -> Vec<SetText> {
    let mut right: HashMap<String, HashSet<String>> = HashMap::new();
    for line in std::fs::read_to_string(split.join("qrels.tsv")).unwrap().lines() {
        let mut parts = line.split('\t');
        let (query, claim) = (parts.next().unwrap(), parts.nth(1).unwrap());
        right.entry(query.to_string()).or_default().insert(claim.to_string());
    }
    let text = |line: &Value| Some(SetText { text: text_of(line, "text"), right: right.remove(&text_of(line, "id"))? });
    lines(&split.join("queries.jsonl")).iter().filter_map(text).collect()
}

impl Book {
    fn new(claims: &[SetClaim]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.db");
        let mut recorded = HashMap::new();
        let stamp = EntryMeta::new("2021-11-19T12:00:00Z", "fit");
        Store::create(&path, |store| {
            store.record(&stamp, |writer| {
                for one in claims {
                    let claim = writer.add_claim(&NewClaim { text: one.text.clone(), ..NewClaim::default() })?;
                    recorded.insert(one.reference.clone(), claim);
                    if !one.title.is_empty() {
                        writer.add_verdict(&verdict(claim, &one.title))?;
                    }
                }
                Ok(())
            })
        })
        .unwrap();
        Self { store: Store::open(&path).unwrap(), claims: recorded, _folder: folder }
    }

    /// Compares a text with the book, with and without the claims that it repeats.
    fn query(&self, text: &SetText, is_whole: bool) -> Query {
        let right: BTreeSet<i64> =
            text.right.iter().filter_map(|reference| self.claims.get(reference)).copied().collect();
        let compared = self.store.matcher(Predicate::default()).unwrap().compare(&text.text).unwrap();
        let hits = compared.into_iter().map(|one| (one.likeness.features, right.contains(&one.claim)));
        let others = right.iter().map(|claim| Predicate::Not(Box::new(Predicate::Is(Condition::Claim(*claim)))));
        let absent = self.store.matcher(Predicate::all(others)).unwrap().compare(&text.text).unwrap();
        let absent = absent.into_iter().map(|one| (one.likeness.features, false));
        Query { book: self.claims.len(), is_whole, hits: hits.collect(), absent: absent.collect(), right: right.len() }
    }

    /// The references of the claims that are most similar to a text.
    fn similar(&self, text: &str, names: &HashMap<i64, &str>) -> Vec<String> {
        let compared = self.store.matcher(Predicate::default()).unwrap().compare(text).unwrap();
        compared.iter().take(FOR_EACH).map(|one| names[&one.claim].to_string()).collect()
    }
}

fn verdict(claim: i64, title: &str) -> NewVerdict {
    NewVerdict {
        id: None,
        uid: None,
        claim,
        rating: Rating::new("checked", [None; 3], None).unwrap(),
        rationale: None,
        reviewer: None,
        decided_on: None,
        review_url: None,
        review_title: Some(title.to_string()),
        recorded_at: None,
    }
}

/// The texts of `SET:SPLIT`, asked of the book of all claims of the set, and some of small books: a small book has, for each
/// of its texts, the claims that it repeats and those that are most similar to it.
pub(crate) fn queries(name: &str) -> Vec<Query> {
    let (set, split) = name.split_once(':').unwrap_or_else(|| panic!("SET:SPLIT is meant, not {name}"));
    let set = Path::new(set);
    let (claims, texts) = (claims_of(set), texts_of(&set.join("splits").join(split)));
    let book = Book::new(&claims);
    let mut queries: Vec<Query> = texts.iter().map(|text| book.query(text, true)).collect();
    let names: HashMap<i64, &str> = book.claims.iter().map(|(name, claim)| (*claim, name.as_str())).collect();
    let known: HashMap<&str, &SetClaim> = claims.iter().map(|claim| (claim.reference.as_str(), claim)).collect();
    for size in SMALL.iter().filter(|size| **size * 2 < claims.len()) {
        // The order of the texts is that of the set; every so many, so that all parts of it are asked.
        let step = texts.len().div_ceil(TEXTS);
        let some: Vec<&SetText> = texts.iter().step_by(step).collect();
        let for_each = FOR_EACH.min(*size);
        for group in some.chunks(size / for_each) {
            let mut chosen: BTreeSet<String> = group.iter().flat_map(|text| text.right.iter().cloned()).collect();
            for text in group {
                let similar = book.similar(&text.text, &names);
                let free = for_each.saturating_sub(text.right.len());
                chosen.extend(similar.into_iter().filter(|name| !text.right.contains(name)).take(free));
            }
            let claims: Vec<SetClaim> =
                chosen.iter().filter_map(|name| Some((*known.get(name.as_str())?).clone())).collect();
            let small = Book::new(&claims);
            queries.extend(group.iter().map(|text| small.query(text, false)));
        }
    }
    queries
}
