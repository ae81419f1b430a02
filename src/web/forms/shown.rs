//! A form as a page shows it: with what was typed, or what there is to be edited.

use super::{Field, Form, Kind, at};
use crate::error::Result;
use crate::model::Stance;
use crate::store::Store;
use crate::web::http::request::{FormError, HttpRequest, SubmittedForm};

/// So many names are offered.
const NAMES: u64 = 200;

/// Names that are offered while one is typed: the newest.
pub(in crate::web) struct Names {
    /// Of speakers.
    pub(in crate::web) speakers: Vec<String>,
    /// Of documents.
    pub(in crate::web) documents: Vec<String>,
}

impl Names {
    /// Those of the book.
    ///
    /// # Errors
    /// Those of the book.
    pub(in crate::web) fn of(store: &Store) -> Result<Self> {
        Ok(Self { speakers: store.newest_names(NAMES)?, documents: store.newest_titles(NAMES)? })
    }
}

/// A form that is shown.
pub(in crate::web) struct Shown {
    /// What the ids of its fields begin with.
    pub(in crate::web) id: String,
    /// Where it is sent.
    pub(in crate::web) action: String,
    pub(in crate::web) heading: &'static str,
    pub(in crate::web) does: &'static str,
    /// Whether it is open: it was asked for, or tried.
    pub(in crate::web) open: bool,
    pub(in crate::web) fields: Vec<ShownField>,
    /// Those that are seldom needed.
    pub(in crate::web) more: Vec<ShownField>,
    /// The names and values that are sent unseen.
    pub(in crate::web) hidden: Vec<(&'static str, String)>,
}

/// A field that is shown.
pub(in crate::web) struct ShownField {
    pub(in crate::web) id: String,
    pub(in crate::web) name: &'static str,
    pub(in crate::web) label: &'static str,
    pub(in crate::web) hint: &'static str,
    pub(in crate::web) required: bool,
    /// `line`, `text`, `long`, `tick` or `choice`.
    pub(in crate::web) kind: &'static str,
    /// Whose names are offered.
    pub(in crate::web) list: &'static str,
    pub(in crate::web) value: String,
    /// What can be chosen: groups of words, each with whether it is chosen.
    pub(in crate::web) groups: Vec<(&'static str, Vec<(&'static str, bool)>)>,
    /// What is wrong with it.
    pub(in crate::web) wrong: Option<String>,
    /// What the book holds now, where somebody else has changed it meanwhile.
    pub(in crate::web) now: Option<String>,
}

impl Shown {
    /// The form of a path about something; `entry` is the newest entry of the history of the claim that it is about.
    ///
    /// # Errors
    /// Those of the book.
    pub(in crate::web) fn of(
        path: &str,
        id: i64,
        request: &HttpRequest,
        store: &Store,
        entry: Option<i64>,
    ) -> Result<Self> {
        let Some(form) = at(path) else {
            return Err(crate::error::Error::not_found(format!("no such form: {path}")).hint("the claims are on /"));
        };
        let action = path.replace("{id}", &id.to_string());
        let tried = request.submitted.as_ref().filter(|tried| tried.action == action);
        let present = form.edits.map_or(Ok(Vec::new()), |edits| edits(store, id))?;
        let entry = if form.is_about_a_claim() { entry } else { form.newest(id, store)? };
        let mut shown = Self {
            id: form.id(),
            action,
            heading: form.heading,
            does: form.does,
            open: tried.is_some(),
            fields: Vec::new(),
            more: Vec::new(),
            hidden: entry.map(|entry| (super::SEEN, entry.to_string())).into_iter().collect(),
        };
        if form.instead.is_some() {
            // So that it can be sent as a statement as well.
            shown.hidden.push((super::fields::STANCE.name, Stance::Asserts.to_string()));
        }
        for field in form.fields {
            let known = present.iter().find(|(name, _)| *name == field.name).map_or("", |(_, value)| value.as_str());
            shown.add(form, field, tried, known);
        }
        Ok(shown)
    }

    fn add(&mut self, form: &Form, field: &Field, tried: Option<&SubmittedForm>, known: &str) {
        let refused = tried.and_then(|tried| tried.error.as_ref());
        let typed = tried.and_then(|tried| tried.values.raw_value(field.name));
        let value = typed.unwrap_or(if refused.is_some() { "" } else { known }).to_string();
        let now = refused.is_some_and(|refused| refused.is_conflict) && super::plain(known) != super::plain(&value);
        if matches!(field.kind, Kind::Hidden) {
            self.hidden.push((field.name, value));
            return;
        }
        let said = |wrong: &FormError| match &wrong.empty_fields[..] {
            [] => (wrong.field == field.name && !wrong.is_conflict).then(|| wrong.message.plain()),
            empty => {
                empty.iter().find(|(name, ..)| *name == field.name).map(|(_, label, _)| format!("“{label}” is empty"))
            }
        };
        let shown = ShownField {
            id: form.id_of(field),
            name: field.name,
            label: field.label,
            hint: field.hint,
            required: field.required,
            kind: match field.kind {
                Kind::Text => "text",
                Kind::Long => "long",
                Kind::Tick => "tick",
                Kind::Choice(_) | Kind::Set(_) => "choice",
                _ => "line",
            },
            list: match field.kind {
                Kind::Speaker => "known-speakers",
                Kind::Document => "known-documents",
                Kind::Claim => "known-claims",
                _ => "",
            },
            groups: match field.kind {
                Kind::Choice(groups) => chosen(groups(), &value, field.required),
                Kind::Set(groups) => chosen(groups(), &value, false),
                _ => Vec::new(),
            },
            value,
            wrong: refused.and_then(said),
            now: (now && !matches!(field.kind, Kind::Long)).then(|| known.to_string()),
        };
        if field.more { self.more.push(shown) } else { self.fields.push(shown) }
    }

    /// With a value in a field, unless something was typed there.
    pub(in crate::web) fn with(mut self, name: &str, value: &str) -> Self {
        for (known, old) in &mut self.hidden {
            if *known == name {
                *old = value.to_string();
            }
        }
        for field in self.fields.iter_mut().filter(|field| field.name == name && field.value.is_empty()) {
            field.value = value.to_string();
            for (_, words) in &mut field.groups {
                words.iter_mut().for_each(|(word, chosen)| *chosen = *word == value);
            }
        }
        self
    }

    /// Whether what is seldom needed is shown: something of it was typed, or is wrong.
    pub(in crate::web) fn more_is_open(&self) -> bool {
        self.open
            && self.more.iter().any(|field| !field.value.is_empty() || field.wrong.is_some() || field.now.is_some())
    }
}

fn chosen(groups: Vec<super::Group>, value: &str, asks: bool) -> Vec<(&'static str, Vec<(&'static str, bool)>)> {
    let blank = asks.then(|| ("", vec![("", value.is_empty())]));
    let words =
        groups.into_iter().map(|(name, words)| (name, words.into_iter().map(|word| (word, word == value)).collect()));
    blank.into_iter().chain(words).collect()
}

impl ShownField {
    /// What describes it, for those who do not see the page.
    pub(in crate::web) fn described(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("hint-{}", self.id) };
        let wrong = if self.wrong.is_some() { format!("error-{}", self.id) } else { String::new() };
        format!("{hint} {wrong}").trim().to_string()
    }

    /// A word as it is read: `declines to deny`.
    pub(in crate::web) fn read(word: &str) -> String {
        if word.is_empty() { "–".to_string() } else { word.replace('-', " ") }
    }
}
