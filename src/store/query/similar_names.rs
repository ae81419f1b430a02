//! Pairs of named speakers who may be one, by their names.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::Result;
use crate::model::records::Columns as _;
use crate::model::results::duplicates::DuplicatePair;
use crate::model::{PairKind, SpeakerKind};
use crate::store::Store;
use crate::store::records::distinct_pairs::Pairs;
use crate::store::records::rows::each_row;
use crate::text::names_alike::{NameLikeness, NameWords};

/// Maximum number of names with a key that are compared with one another: "Smith" and "ministry" say little.
const COMMON: usize = 50;
/// What the chance of two speakers of different kinds is multiplied with.
const OTHER_KIND: f64 = 0.7;

/// A speaker, after joins, with all names.
struct NamedSpeaker {
    id: i64,
    name: String,
    kind: SpeakerKind,
    external_id: Option<String>,
    names: Vec<NameWords>,
}

impl Store {
    /// Pairs of named speakers who may be one, but for those in `apart`. Unnamed speakers are never among them.
    pub(super) fn similar_speakers(&self, apart: &Pairs) -> Result<Vec<DuplicatePair>> {
        let speakers = self.named_speakers()?;
        let mut compared = HashSet::new();
        let mut found = Vec::new();
        for places in by_key(&speakers).into_values().filter(|places| (2..=COMMON).contains(&places.len())) {
            for (at, &first) in places.iter().enumerate() {
                for &second in &places[at + 1..] {
                    let (one, other) = (&speakers[first], &speakers[second]);
                    if compared.insert((first, second)) && !apart.has(one.id, other.id) {
                        found.extend(one.likeness(other).map(|likeness| pair(one, other, likeness)));
                    }
                }
            }
        }
        Ok(found)
    }

    fn named_speakers(&self) -> Result<Vec<NamedSpeaker>> {
        let mut all: BTreeMap<i64, NamedSpeaker> = BTreeMap::new();
        let sql = "select p.canonical_id, p.name, p.kind, c.external_id, n.name
             from (select id, name from speaker union all select speaker_id, name from speaker_alias) n
             join speaker s on s.id = n.id join canonical_speaker p on p.speaker_id = n.id
             join speaker c on c.id = p.canonical_id
             where s.kind <> 'unnamed' and c.kind <> 'unnamed'";
        each_row(&self.conn, sql, [], |columns| {
            let (id, name, kind): (i64, String, String) = (columns.next()?, columns.next()?, columns.next()?);
            let external_id = columns.next()?;
            let one = all.entry(id).or_insert_with(|| NamedSpeaker {
                id,
                name,
                kind: SpeakerKind::stored(&kind),
                external_id,
                names: Vec::new(),
            });
            one.names.push(NameWords::of(&columns.next::<String>()?));
            Ok(())
        })?;
        Ok(all.into_values().collect())
    }
}

/// The places of the speakers with each key of a name.
fn by_key(speakers: &[NamedSpeaker]) -> HashMap<String, Vec<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, speaker) in speakers.iter().enumerate() {
        for key in speaker.names.iter().flat_map(NameWords::keys) {
            let places = places.entry(key).or_default();
            if places.last() != Some(&place) && places.len() <= COMMON {
                places.push(place);
            }
        }
    }
    places
}

impl NamedSpeaker {
    fn likeness(&self, other: &Self) -> Option<NameLikeness> {
        match (&self.external_id, &other.external_id) {
            (Some(a), Some(b)) if a == b => return Some((0.99, "the same id in Wikidata")),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
        let of_persons = self.kind == SpeakerKind::Person && other.kind == SpeakerKind::Person;
        let pairs = self.names.iter().flat_map(|mine| other.names.iter().map(move |theirs| (mine, theirs)));
        let best = pairs
            .filter_map(|(mine, theirs)| mine.likeness(theirs, of_persons))
            .max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        Some((if self.kind == other.kind { best.0 } else { best.0 * OTHER_KIND }, best.1))
    }
}

fn pair(one: &NamedSpeaker, other: &NamedSpeaker, (score, same): NameLikeness) -> DuplicatePair {
    let kinds = if one.kind == other.kind { Vec::new() } else { vec![format!("{}, {}", one.kind, other.kind)] };
    DuplicatePair {
        kind: PairKind::Speaker,
        score,
        id: one.id,
        text: one.name.clone(),
        other: other.id,
        other_text: other.name.clone(),
        same: same.to_string(),
        differs: kinds,
    }
}
