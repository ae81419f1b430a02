//! Filters described in words.

use super::condition::{Condition, DateRange, Predicate};
use super::selection::{Filter, Sort};
use crate::text::counted;

impl Filter {
    /// Describes the filter in words: "disputed; tag talks; at most 10 claims, the newest first".
    pub fn in_words(&self) -> String {
        let mut parts = Vec::new();
        if self.predicate != Predicate::default() {
            parts.push(self.predicate.in_words());
        }
        parts.extend(self.limit.map(|limit| format!("at most {}", counted(limit, "claim"))));
        if self.offset > 0 {
            parts.push(format!("without the first {}", self.offset));
        }
        let order = match self.sort {
            Sort::Id => None,
            Sort::Newest => Some("the newest first"),
            Sort::Status => Some("the strongest status first"),
            Sort::Said => Some("the earliest said first"),
            Sort::Text => Some("by their words"),
            Sort::LastSaid => Some("by the day on which they were last said"),
            Sort::MadeBy => Some("by who made them"),
            Sort::DisputedBy => Some("by who disputes them"),
            Sort::Times => Some("by how often they were said"),
            Sort::Verdict => Some("by verdict"),
            Sort::Stage => Some("by stage"),
            Sort::Tags => Some("by tags"),
            Sort::Recorded => Some("by the time at which they were recorded"),
            Sort::Changed => Some("by their last change"),
            Sort::Ref => Some("by ref"),
        };
        parts.extend(match (order, self.is_reversed) {
            (Some(order), true) => Some(format!("{order}, reversed")),
            (None, true) => Some("the newest first".to_string()),
            (order, false) => order.map(str::to_string),
        });
        if parts.is_empty() { "every claim".to_string() } else { parts.join("; ") }
    }
}

impl Predicate {
    fn in_words(&self) -> String {
        let within = |part: &Self| match part {
            Self::Is(_) | Self::Not(_) => part.in_words(),
            several => format!("({})", several.in_words()),
        };
        match self {
            Self::All(parts) => parts.iter().map(within).collect::<Vec<_>>().join(" and "),
            Self::Any(parts) => parts.iter().map(within).collect::<Vec<_>>().join(" or "),
            Self::Not(part) => format!("not {}", within(part)),
            Self::Is(condition) => condition.in_words(),
        }
    }
}

impl Condition {
    fn in_words(&self) -> String {
        match self {
            Self::Claim(id) => format!("claim {id}"),
            Self::Ref(reference) => format!("reference “{reference}”"),
            Self::Disputed => "disputed".to_string(),
            Self::Unsourced => "made by nobody on record".to_string(),
            Self::CheckersDisagree => "with verdicts that disagree".to_string(),
            Self::Repeated => "said more than once".to_string(),
            Self::Related => "related to another claim".to_string(),
            Self::Conflicting => "of which another copy of the book says something different".to_string(),
            Self::Contradicted => "that another claim contradicts".to_string(),
            Self::Open => "open".to_string(),
            Self::Overdue(_) => "overdue".to_string(),
            Self::Assigned(name) => format!("assigned to “{name}”"),
            Self::Unassigned => "assigned to nobody".to_string(),
            Self::Due(days) => format!("due {}", days.in_words()),
            Self::Asked => "that somebody was asked about".to_string(),
            Self::Unanswered => "that somebody was asked about without a reply yet".to_string(),
            Self::NobodyAsked => "that nobody was asked about".to_string(),
            Self::AskedOf(name) => format!("that “{name}” was asked about"),
            Self::RelatedTo(id) => format!("related to claim {id}"),
            Self::Status(status) => format!("status {status}"),
            Self::Stage(stage) => format!("stage {stage}"),
            Self::Verdict(label) => format!("verdict “{label}”"),
            Self::Unrated => "without a verdict".to_string(),
            Self::By(name) => format!("made by “{name}”"),
            Self::DisputedBy(name) => format!("disputed by “{name}”"),
            Self::Speaker(name) => format!("spoken of by “{name}”"),
            Self::Stance(stance) => format!("somebody {}", stance.on("it")),
            Self::Document(name) => format!("in the document “{name}”"),
            Self::Tag(tag) => format!("tag “{tag}”"),
            Self::Untagged => "without a tag".to_string(),
            Self::Said(days) => format!("said {}", days.in_words()),
            Self::Changed(days) => format!("changed {}", days.in_words()),
            Self::Recorded(days) => format!("recorded {}", days.in_words()),
            Self::Figure(figures) => figures.in_words(),
            Self::Words(words) => format!("“{}{}”", words.text, if words.prefix { "…" } else { "" }),
        }
    }
}

impl DateRange {
    fn in_words(&self) -> String {
        match (self.from(), self.to()) {
            (Some(from), Some(to)) if from == to => format!("in {}", from.in_words()),
            (Some(from), Some(to)) => format!("from {} to {}", from.in_words(), to.in_words()),
            (Some(from), None) => format!("from {} on", from.in_words()),
            (None, Some(to)) => format!("until {}", to.in_words()),
            (None, None) => "at any time".to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parser::FilterReader;
    use super::*;

    #[test]
    fn a_filter_is_told_in_words() {
        for (typed, told) in [
            ("", "every claim"),
            ("is:disputed", "disputed"),
            ("is:disputed -tag:talks", "disputed and not tag “talks”"),
            ("(tag:a or tag:b) by:none", "(tag “a” or tag “b”) and made by nobody on record"),
            ("not (tag:a tag:b)", "not (tag “a” and tag “b”)"),
            ("stance:calls-misleading", "somebody calls it misleading"),
            ("is:related related:5", "related to another claim and related to claim 5"),
            ("said:2021-11..2021-12-18", "said from November 2021 to 18 December 2021"),
            ("recorded:2021 migra*", "recorded in 2021 and “migra…”"),
        ] {
            let saved = |_: &str| Ok(String::new());
            let wanted = FilterReader::new(chrono::NaiveDateTime::default(), &saved).text(typed).unwrap();
            assert_eq!(Filter::from(wanted).in_words(), told, "{typed}");
        }
        let filter = Filter { sort: Sort::Newest, limit: Some(1), offset: 2, ..Filter::default() };
        assert_eq!(filter.in_words(), "at most 1 claim; without the first 2; the newest first");
    }
}
