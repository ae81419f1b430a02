//! Data sets whose columns are known. `datasets.txt` lists those with headings.

use super::fields::Field;
use super::mapping::Mapping;

/// The known data sets with headings.
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

    /// Maps the columns of a known data set, except those that the user has mapped. Returns whether it is one.
    pub(in crate::import) fn map_dataset(&mut self) -> bool {
        let column = |headings: &[String], name: &str| headings.iter().position(|heading| heading == name);
        let is_dataset = |signs: &str| signs.split(", ").all(|sign| column(&self.headings, sign).is_some());
        let mut lines = DATASETS.lines();
        if !lines.any(|line| line.strip_prefix("signs: ").is_some_and(is_dataset)) {
            return false;
        }
        for (name, heading) in lines.map_while(|line| line.split_once('=')) {
            let (Some(field), Some(at)) = (Field::named(name), column(&self.headings, heading)) else { continue };
            if !self.columns.iter().any(|(known, _)| *known == name) && !self.is_taken(at) {
                self.put(field.name, at);
            }
        }
        let author = column(&self.headings, "creativeWork_author_name").filter(|at| !self.is_taken(*at));
        self.doubtful = author.map(|author| (author, column(&self.headings, "claimReview_author")));
        true
    }
}
