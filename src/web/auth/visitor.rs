//! Who sends a request, and what they may do.

use crate::error::Result;
use crate::model::{Right, Role};
use crate::store::Author;

/// Who sends a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Visitor {
    /// The name under which the history records what they do; none where nobody knows it.
    pub(crate) name: Option<String>,
    /// The number of the member; none for others.
    pub(crate) member: Option<i64>,
    /// The role; none in a book without members, whose owner may do everything.
    pub(crate) role: Option<Role>,
    /// The names of the members, where the page asks which of them somebody at this machine is.
    pub(crate) choices: Vec<String>,
    /// The names of the editors, whom somebody asks who may not do something.
    pub(crate) editors: Vec<String>,
    /// Whether they signed in with a name and a password.
    pub(crate) is_signed_in: bool,
    /// The newest entry of the history when the request came; none where that is not known.
    pub(crate) newest: Option<i64>,
}

/// Returns the right that somebody needs to whom a page is offered, by its address.
pub(in crate::web) fn right_of_page(address: &str) -> Right {
    match address {
        "/import" => Right::Edit,
        "/read" | "/claims" => Right::Record,
        _ => Right::Look,
    }
}

impl Visitor {
    /// Returns somebody of whom nothing is known, and who may only look.
    pub(crate) fn unknown() -> Self {
        Self { role: Some(Role::Unknown), ..Self::default() }
    }

    /// Whether they have a right.
    pub(crate) fn has(&self, right: Right) -> bool {
        self.role.is_none_or(|role| role.has(right))
    }

    /// Errors if they have not a right: who they are, who may, and whom to ask.
    ///
    /// # Errors
    /// The role has not the right.
    pub(crate) fn require(&self, right: Right) -> Result<()> {
        let editors = self.editors.clone();
        Author { name: self.name.clone(), member: self.member, role: self.role, editors }.require(right, "")
    }

    /// Whether they may record something.
    pub(crate) fn records(&self) -> bool {
        self.has(Right::Record)
    }

    /// Whether the page has to ask who they are.
    pub(crate) fn is_asked(&self) -> bool {
        self.member.is_none() && !self.choices.is_empty()
    }

    /// Whether that is their name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }

    /// Returns the name of a member, with the role.
    pub(crate) fn member_in_words(&self) -> Option<String> {
        let role = self.role.filter(|_| self.member.is_some())?;
        Some(format!("{}, {role}", self.name.as_deref().unwrap_or_default()))
    }
}
