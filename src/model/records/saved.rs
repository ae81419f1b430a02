//! A saved filter: a filter kept under a name.

use super::declare::record;

record! {
    {
        /// A saved filter.
        row SavedRow("r");
        /// A saved filter to record.
        new NewSaved(SavedLine);
        /// A saved filter as a line.
        line SavedLine(SavedRow);
    }
    {
        /// The name by which people call it.
        name: row(String, "name") new(name: String) line(String) in_table(|s| (&s.name).into());
        /// What it asks for, in the filter language.
        filter: row(String, "filter") new(filter: String) line(String) in_table(|s| (&s.filter).into());
        /// The number of claims it means now; unknown where it asks for something that the book does not have.
        claims: more(Option<i64>, "claims");
        /// The time at which it was recorded, in UTC.
        recorded_at: row(String) new_only(Option<String>) line(Option<String>) in_table(|s| (&s.recorded_at).into());
    }
}

impl NewSaved {
    /// A filter under a name.
    pub fn named(name: &str, filter: &str) -> Self {
        Self { name: name.to_string(), filter: filter.to_string(), ..Self::default() }
    }
}
