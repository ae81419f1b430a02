//! What is said, in pieces: a person at a terminal types what another one clicks, and each is told in words of their own.

use std::borrow::Cow;
use std::fmt;
use std::ops::Add;

use super::Act;

/// A sentence in pieces. As a text it is what is said on a terminal; a page says the same with links and labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Piece>);

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words that are the same everywhere.
    Text(String),
    /// Something that can be done: a command to type, or a link.
    Act(Act),
    /// Something that is given: a flag to type, or a field of a form.
    Flag(Flag),
    /// Words that are not the same for whoever types and whoever clicks.
    Either {
        /// On a terminal.
        typed: String,
        /// On a page.
        clicked: String,
    },
}

/// A flag by its name: `--by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag(Cow<'static, str>);

/// A flag of that name.
pub fn flag(name: impl Into<Cow<'static, str>>) -> Flag {
    Flag(name.into())
}

/// Words that are the same everywhere.
pub fn say(text: impl Into<String>) -> Words {
    Words(vec![Piece::Text(text.into())])
}

/// Words for a terminal, and others for a page.
pub fn either(typed: impl Into<String>, clicked: impl Into<String>) -> Words {
    Words(vec![Piece::Either { typed: typed.into(), clicked: clicked.into() }])
}

/// Words for whoever types, which nobody needs who clicks.
pub fn typed(text: impl Into<String>) -> Words {
    either(text, "")
}

impl Words {
    /// The pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The flags that it names, in their order.
    pub fn flags(&self) -> impl Iterator<Item = &Flag> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Text(text) | Piece::Either { typed: text, .. } => f.write_str(text),
            Piece::Act(act) => act.fmt(f),
            Piece::Flag(flag) => flag.fmt(f),
        })
    }
}

impl Flag {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Act> for Words {
    fn from(act: Act) -> Self {
        Self(vec![Piece::Act(act)])
    }
}

impl From<Flag> for Words {
    fn from(flag: Flag) -> Self {
        Self(vec![Piece::Flag(flag)])
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        say(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        say(text)
    }
}

impl<W: Into<Words>> Add<W> for Words {
    type Output = Self;

    fn add(mut self, more: W) -> Self {
        self.0.extend(more.into().0);
        self
    }
}

impl<W: Into<Words>> Add<W> for Act {
    type Output = Words;

    fn add(self, more: W) -> Words {
        Words::from(self) + more
    }
}

impl<W: Into<Words>> Add<W> for Flag {
    type Output = Words;

    fn add(self, more: W) -> Words {
        Words::from(self) + more
    }
}
