//! Which claims are meant: the flags of every command that lists claims, and the query of an address of the page or the API.

use chrono::NaiveDateTime;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Command};

use super::saved_filter::FILTER;
use crate::error::{Error, Result};
use crate::model::filter::{FilterReader, empty_filter, is_none};
use crate::model::{Condition, Filter, Predicate, Sort, Stage, Status};
use crate::store::Store;

/// Which claims are meant, in which order, and how many of them.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Which claims")]
pub struct FilterArgs {
    /// Which claims are meant.
    #[command(flatten)]
    pub which: ConditionArgs,

    /// id, newest, text, status, said, last-said, made-by, disputed-by, times, verdict, stage, tags, recorded, changed or ref; -said is the reverse of said
    #[arg(long, value_name = "ORDER", allow_hyphen_values = true, hide_possible_values = true, value_parser = sort_words())]
    pub sort: Option<String>,

    /// Maximum number of claims
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    /// Number of claims to skip at the start
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub offset: u64,
}

/// Which claims are meant. Several values of one flag mean any of them; all flags and words must hold.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Which claims")]
pub struct ConditionArgs {
    /// Conditions on the claims, as in status:disputed by:"Jane Doe" -tag:old; see gainsay help filters
    #[arg(value_name = FILTER, help_heading = None)]
    pub words: Vec<String>,

    /// Claims that somebody disputes: the claim, its attribution, or a document that carries it
    #[arg(long)]
    pub disputed: bool,

    /// withdrawn, disputed, attribution-disputed, document-disputed, not-denied, undisputed
    #[arg(long, value_name = "STATUS", hide_possible_values = true, value_parser = PossibleValuesParser::new(Status::WORDS))]
    pub status: Vec<String>,

    /// new, checking, awaiting-reply, checked, dropped
    #[arg(long, value_name = "STAGE", hide_possible_values = true, value_parser = PossibleValuesParser::new(Stage::WORDS))]
    pub stage: Vec<String>,

    /// Label or bucket of the current verdict, or none
    #[arg(long, value_name = "LABEL")]
    pub verdict: Vec<String>,

    /// Who made the claim, or none
    #[arg(long, value_name = "SPEAKER")]
    pub by: Vec<String>,

    /// Who disputes the claim
    #[arg(long, value_name = "SPEAKER")]
    pub disputed_by: Vec<String>,

    /// A document with a statement on the claim
    #[arg(long, value_name = "DOCUMENT")]
    pub document: Vec<String>,

    /// A tag, or none
    #[arg(long, value_name = "WORD")]
    pub tag: Vec<String>,

    /// Claims with a statement on or after this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,

    /// Claims with a statement on or before this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,

    /// Claims that no known speaker made
    #[arg(long)]
    pub unsourced: bool,

    /// The filter as one text, where an address has it.
    #[arg(skip)]
    pub text: String,
}

/// The words of `--sort`: each order, and its reverse.
fn sort_words() -> PossibleValuesParser {
    let reversed = Sort::reverse_words().map(|word| PossibleValue::new(word).hide(true));
    PossibleValuesParser::new(Sort::words().map(PossibleValue::new).chain(reversed))
}

impl FilterArgs {
    /// Reads the query of an address. `values` returns the values of a name, without the empty ones.
    pub fn from_query(values: impl Fn(&str) -> Vec<String>) -> Self {
        let first = |name: &str| values(name).into_iter().next();
        let is_set = |name: &str| first(name).is_some_and(|value| value != "false");
        let which = ConditionArgs {
            words: Vec::new(),
            disputed: is_set("disputed"),
            status: values("status"),
            stage: values("stage"),
            verdict: values("verdict"),
            by: values("by"),
            disputed_by: values("disputed-by"),
            document: values("document"),
            tag: values("tag"),
            since: first("since"),
            until: first("until"),
            unsourced: is_set("unsourced"),
            text: first("q").unwrap_or_default(),
        };
        Self { which, sort: first("sort"), ..Self::default() }
    }

    /// Returns the names and values of the query of an address, without limits.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let which = &self.which;
        let text = (!which.text.is_empty()).then(|| which.text.clone());
        let single = [("q", text), ("sort", self.sort.clone())].into_iter().chain(which.single());
        let lists =
            which.lists().into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
        single.filter_map(|(name, value)| Some((name, value?))).chain(lists).collect()
    }

    /// Returns the parameters of such a query, each with its meaning.
    pub fn query_parameters() -> Vec<(String, String)> {
        let command = Self::augment_args(Command::new(""));
        let text = ("q".to_string(), "A filter, in the filter language".to_string());
        let flags = command
            .get_arguments()
            .filter(|flag| flag.get_long().is_some_and(|name| !["limit", "offset"].contains(&name)));
        let described = flags.map(|flag| {
            let help = flag.get_help().map_or_else(String::new, ToString::to_string);
            (flag.get_long().unwrap_or_default().to_string(), help)
        });
        std::iter::once(text).chain(described).collect()
    }

    /// Returns the order, and whether it is reversed; `default` if none is given.
    ///
    /// # Errors
    /// A word that is no order.
    pub fn order(&self, default: Sort) -> Result<(Sort, bool)> {
        let Some(word) = &self.sort else { return Ok((default, false)) };
        Sort::of(word).ok_or_else(|| {
            let words: Vec<_> = Sort::words().collect();
            Error::usage(format!("no such order: {word}")).hint(format!("one of: {}", words.join(", ")))
        })
    }

    /// Returns the filter, and notes as [`ConditionArgs::read`] does. `sort` is the order if none is given.
    ///
    /// # Errors
    /// As [`ConditionArgs::predicate`] and [`Self::order`].
    pub fn filter(&self, store: &Store, now: NaiveDateTime, sort: Sort) -> Result<(Filter, Vec<String>)> {
        let (sort, is_reversed) = self.order(sort)?;
        let (predicate, notes) = self.which.predicate(store, now)?;
        Ok((Filter { predicate, sort, is_reversed, limit: self.limit, offset: self.offset }, notes))
    }
}

impl ConditionArgs {
    /// Returns the conditions of a text in the filter language.
    pub fn of_text(text: &str) -> Self {
        Self { text: text.to_string(), ..Self::default() }
    }

    /// Whether some claims may not meet them.
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    /// Returns the conditions without the statuses; `None` if every claim meets them.
    pub fn without_status(&self) -> Option<Self> {
        Some(Self { status: Vec::new(), ..self.clone() }).filter(Self::is_narrow)
    }

    /// Returns the flags that are keys of the filter language, each with its values.
    fn lists(&self) -> [(&'static str, &Vec<String>); 7] {
        [
            ("status", &self.status),
            ("stage", &self.stage),
            ("verdict", &self.verdict),
            ("by", &self.by),
            ("disputed-by", &self.disputed_by),
            ("document", &self.document),
            ("tag", &self.tag),
        ]
    }

    /// Returns the other flags, each with its value.
    fn single(&self) -> [(&'static str, Option<String>); 4] {
        let switch = |is_set: bool| is_set.then(|| "true".to_string());
        [
            ("disputed", switch(self.disputed)),
            ("since", self.since.clone()),
            ("until", self.until.clone()),
            ("unsourced", switch(self.unsourced)),
        ]
    }

    /// Returns all conditions in the filter language.
    pub fn to_text(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.disputed.then(|| "is:disputed".to_string()));
        for (key, values) in self.lists() {
            let written = |value: &String| match value.as_str() {
                word if is_none(word) || word.starts_with('"') => format!("{key}:{word}"),
                word => format!("{key}:\"{word}\""),
            };
            let each: Vec<_> = values.iter().map(written).collect();
            match each.len() {
                0 => {}
                1 => parts.extend(each),
                _ => parts.push(format!("({})", each.join(" or "))),
            }
        }
        if self.since.is_some() || self.until.is_some() {
            let [since, until] = [&self.since, &self.until].map(|date| date.as_deref().unwrap_or_default());
            parts.push(format!("said:\"{since}..{until}\""));
        }
        parts.extend(self.unsourced.then(|| "is:unsourced".to_string()));
        match (self.text.as_str(), parts.is_empty()) {
            ("", _) => {}
            (text, true) => parts.push(text.to_string()),
            (text, false) => parts.push(format!("({text})")),
        }
        parts.join(" ")
    }

    /// Returns the condition that a claim must meet, and notes as [`Self::read`] does.
    ///
    /// # Errors
    /// As [`Self::read`]; words or a text without any letter or digit, which would mean every claim.
    pub fn predicate(&self, store: &Store, now: NaiveDateTime) -> Result<(Predicate, Vec<String>)> {
        let (predicate, notes) = self.read(store, now)?;
        let no_words = !self.words.is_empty() && predicate == Predicate::default();
        let no_text = !self.text.is_empty() && Self::of_text(&self.text).read(store, now)?.0 == Predicate::default();
        if no_words || no_text { Err(empty_filter()) } else { Ok((predicate, notes)) }
    }

    /// Returns the condition that a claim must meet, and notes: how dates in words were understood. `now` is the local time.
    ///
    /// # Errors
    /// As [`FilterReader::text`].
    pub fn read(&self, store: &Store, now: NaiveDateTime) -> Result<(Predicate, Vec<String>)> {
        let saved = |name: &str| Ok(store.saved_filter(name)?.filter);
        let mut reader = FilterReader::new(now, &saved);
        let mut all = Vec::new();
        all.extend(self.disputed.then_some(Predicate::Is(Condition::Disputed)));
        for (key, values) in self.lists() {
            all.extend(reader.any(key, values)?);
        }
        all.extend(reader.said(self.since.as_deref(), self.until.as_deref())?);
        all.extend(self.unsourced.then_some(Predicate::Is(Condition::Unsourced)));
        all.push(reader.arguments(&self.words)?);
        all.push(reader.text(&self.text)?);
        Ok((Predicate::all(all), reader.notes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_a_filter_and_its_text_mean_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("book.db");
        Store::create(&book, |_| Ok(())).unwrap();
        let store = Store::open(&book).unwrap();
        let query = [
            ("q", "cost or price"),
            ("sort", "text"),
            ("disputed", "true"),
            ("since", "2021"),
            ("unsourced", "true"),
            ("status", "disputed"),
            ("status", "not-denied"),
            ("verdict", "none"),
            ("disputed-by", "Jane Doe"),
        ];
        let values =
            |name: &str| query.iter().filter(|(known, _)| *known == name).map(|(_, value)| value.to_string()).collect();
        let filter = FilterArgs::from_query(values);
        assert_eq!(filter.query(), query.map(|(name, value)| (name, value.to_string())));
        let which = &filter.which;
        let read =
            |which: &ConditionArgs| Filter::from(which.read(&store, NaiveDateTime::default()).unwrap().0).in_words();
        assert_eq!(read(which), read(&ConditionArgs::of_text(&which.to_text())), "{}", which.to_text());
    }
}
