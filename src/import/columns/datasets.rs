//! Data sets whose columns are known. `datasets.txt` lists those with headings.

use super::fields::{Field, plain};
use super::mapping::Mapping;

/// The known tables with headings.
const DATASETS: &str = include_str!("datasets.txt");

/// The columns of LIAR (Wang 2017), which has no headings. `PolitiFact` checked all of its claims.
const LIAR: &[&str] =
    &["ref", "verdict", "claim", "tags", "made_by", "role", "note", "note", "", "", "", "", "", "occasion"];

impl Mapping {
    /// Returns the columns of LIAR, if these are the first cells of it.
    pub(in crate::import) fn liar(cells: &[String]) -> Option<Self> {
        let is_numbered = cells.first()?.strip_suffix(".json")?.bytes().all(|byte| byte.is_ascii_digit());
        if !is_numbered || cells.len() != LIAR.len() {
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

    /// Maps the columns of a known table, except those that the user has mapped. Returns whether it has no other columns
    /// that count.
    pub(in crate::import) fn map_dataset(&mut self) -> bool {
        let keys: Vec<_> = self.headings.iter().map(|heading| key(heading)).collect();
        let column = |name: &str| keys.iter().position(|known| *known == key(name));
        let is_dataset = |signs: &str| signs.split(", ").all(|sign| column(sign).is_some());
        let is_meant = |block: &&str| block.lines().any(|line| line.strip_prefix("signs: ").is_some_and(is_dataset));
        let Some(block) = DATASETS.split("\n\n").find(is_meant) else { return false };
        for (name, heading) in block.lines().filter_map(|line| line.split_once('=')) {
            let (Some(field), Some(at)) = (Field::named(name), column(heading)) else { continue };
            // A claim may be known by the title of its review only.
            let is_free = !self.is_taken(at) || name == "review_title" && self.of_field("claim") == [at];
            let is_new = field.takes_several() || !self.columns.iter().any(|(known, _)| *known == name);
            if is_new && is_free {
                self.put(field.name, at);
                self.chosen.push(at);
            }
        }
        let author = column("creativeWork_author_name").filter(|at| !self.is_taken(*at));
        let checkers = ["claimReview_author", "claimReview_author_name", "claimReview_author_url"];
        self.doubtful = author.map(|author| (author, checkers.into_iter().filter_map(column).collect()));
        block.lines().any(|line| line == "closed")
    }
}

/// Returns a heading without spaces, signs and numbers.
fn key(heading: &str) -> String {
    let words = plain(heading);
    words.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

#[cfg(test)]
mod tests {
    use crate::import::columns::infer_columns::mapping_with_claim;
    use crate::import::table_row::TableRow;

    #[test]
    fn every_known_table_is_recognised_by_its_sample() {
        for block in super::DATASETS.split("\n\n").skip(1) {
            let samples: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix("sample: ")).collect();
            let [headings, cells] = samples[..] else { panic!("no sample: {block}") };
            for sign in ['.', '/', '_', ' '] {
                let part = |text: &str| text.split('|').map(str::to_string).collect::<Vec<_>>();
                let headings: Vec<_> = part(&headings.replace(['.', '/'], &sign.to_string()));
                let mut mapping =
                    mapping_with_claim(&headings, None).unwrap_or_else(|error| panic!("{error}: {block}"));
                mapping.infer_by_cells(&[TableRow { cells: part(cells), ..TableRow::default() }]);
                for (field, heading) in block.lines().filter_map(|line| line.split_once('=')) {
                    let Some(at) = headings.iter().position(|known| super::key(known) == super::key(heading)) else {
                        continue;
                    };
                    assert_eq!(mapping.of_field(field).first(), Some(&at), "{field}={heading} of {headings:?}");
                }
                assert!(
                    mapping.has("verdict") && mapping.has("review_url") || headings.contains(&"Item page URL".into())
                );
            }
        }
    }
}
