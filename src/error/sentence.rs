//! Sentences for users, in parts: the terminal shows a command or a flag where a page shows a link or the name of a field.

use std::borrow::Cow;
use std::fmt;
use std::ops::Add;

use super::suggestion::Suggestion;

/// A sentence in parts. [`fmt::Display`] writes it as the terminal shows it; a page renders the parts as links and labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(Vec<SentencePart>);

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentencePart {
    /// Text that is the same everywhere.
    Text(String),
    /// Something the user can do: a command on the terminal, a link on a page.
    Suggestion(Suggestion),
    /// A value the user can give: a flag on the terminal, a field of a form on a page.
    Flag(Flag),
    /// Text that differs between the terminal and a page.
    PerMedium {
        /// Text for the terminal.
        terminal: String,
        /// Text for a page.
        page: String,
    },
}

/// The name of a flag, such as `--by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag(Cow<'static, str>);

/// Returns the flag with this name.
pub fn flag(name: impl Into<Cow<'static, str>>) -> Flag {
    Flag(name.into())
}

/// Returns a sentence with one text for the terminal and another for a page.
pub fn terminal_or_page(terminal: impl Into<String>, page: impl Into<String>) -> Sentence {
    Sentence(vec![SentencePart::PerMedium { terminal: terminal.into(), page: page.into() }])
}

/// Returns a sentence that only the terminal shows.
pub fn terminal_only(text: impl Into<String>) -> Sentence {
    terminal_or_page(text, "")
}

impl Sentence {
    /// Returns the parts.
    pub fn parts(&self) -> &[SentencePart] {
        &self.0
    }

    /// Returns the flags in it, in order.
    pub fn flags(&self) -> impl Iterator<Item = &Flag> {
        self.0.iter().filter_map(|part| match part {
            SentencePart::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    /// Whether the sentence has no parts.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            SentencePart::Text(text) | SentencePart::PerMedium { terminal: text, .. } => f.write_str(text),
            SentencePart::Suggestion(suggestion) => suggestion.fmt(f),
            SentencePart::Flag(flag) => flag.fmt(f),
        })
    }
}

impl Flag {
    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Suggestion> for Sentence {
    fn from(suggestion: Suggestion) -> Self {
        Self(vec![SentencePart::Suggestion(suggestion)])
    }
}

impl From<Flag> for Sentence {
    fn from(flag: Flag) -> Self {
        Self(vec![SentencePart::Flag(flag)])
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        text.to_string().into()
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self(vec![SentencePart::Text(text)])
    }
}

impl<M: Into<Sentence>> Add<M> for Sentence {
    type Output = Self;

    fn add(mut self, more: M) -> Self {
        self.0.extend(more.into().0);
        self
    }
}

impl<M: Into<Sentence>> Add<M> for Suggestion {
    type Output = Sentence;

    fn add(self, more: M) -> Sentence {
        Sentence::from(self) + more
    }
}

impl<M: Into<Sentence>> Add<M> for Flag {
    type Output = Sentence;

    fn add(self, more: M) -> Sentence {
        Sentence::from(self) + more
    }
}
