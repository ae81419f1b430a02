//! Who a browser is that was let in, as the book knows them now.

use std::sync::LazyLock;

use super::sessions::BrowserSession;
use super::visitor::Visitor;
use crate::actions::{hash_password, is_password};
use crate::error::Result;
use crate::model::Right;
use crate::store::Store;

/// How browsers are let in.
#[derive(Clone, Debug)]
pub(crate) enum Entrance {
    /// Browsers of this machine, by the key in the printed address. Whoever serves the book has this name.
    Key {
        /// The name of who serves the book.
        owner: Option<String>,
    },
    /// Browsers of a network: each member by name and password, or all by the one password with this hash.
    Password {
        /// The hash of the one password; none where members have their own.
        hash: Option<String>,
    },
}

/// A hash of no password, which is compared where a name is not that of a member: that takes as long as with one.
static NO_PASSWORD: LazyLock<String> = LazyLock::new(|| hash_password("nobody has this password").unwrap_or_default());

impl Entrance {
    /// Whether a password lets in.
    pub(crate) fn has_password(&self) -> bool {
        matches!(self, Self::Password { .. })
    }

    /// Returns who a browser with a session is; none where it is let in no more.
    ///
    /// # Errors
    /// Errors of the book.
    pub(crate) fn identify(&self, session: &BrowserSession, store: &Store) -> Result<Option<Visitor>> {
        let members = store.members()?;
        let known = members.iter().find(|member| Some(&member.uid) == session.member.as_ref());
        let visitor = |name: Option<String>, choices: Vec<String>, is_signed_in: bool| {
            let author = store.author(name.as_deref(), Right::Look)?;
            let newest = Some(store.newest_entry()?);
            let (name, member, role, editors) = (author.name, author.member, author.role, author.editors);
            Ok(Visitor { name, member, role, choices, editors, is_signed_in, newest })
        };
        match self {
            Self::Key { .. } if session.password.is_some() => Ok(None),
            Self::Key { owner } => {
                let name = known.map(|member| member.name.clone()).or_else(|| owner.clone());
                visitor(name, members.into_iter().map(|member| member.name).collect(), false).map(Some)
            }
            Self::Password { hash } if members.is_empty() => {
                let is_in = hash.as_ref().is_some_and(|hash| session.is_of(hash)) && session.member.is_none();
                is_in.then(|| visitor(None, Vec::new(), false)).transpose()
            }
            Self::Password { .. } => {
                let Some(member) = known else { return Ok(None) };
                let is_in = store.password_hash(member.id)?.is_some_and(|hash| session.is_of(&hash));
                is_in.then(|| visitor(Some(member.name.clone()), Vec::new(), true)).transpose()
            }
        }
    }

    /// Returns the session for a name and a password; none where they are wrong. The name counts in a book with members only.
    ///
    /// # Errors
    /// Errors of the book.
    pub(crate) fn admit(&self, name: &str, password: &str, store: &Store) -> Result<Option<BrowserSession>> {
        let Self::Password { hash } = self else { return Ok(None) };
        if !store.has_members()? {
            let hash = hash.as_ref().filter(|hash| is_password(password, hash));
            return Ok(hash.map(|hash| BrowserSession::of_password(hash, None)));
        }
        let member = store.member_named(name).ok();
        let known = member.as_ref().map(|member| store.password_hash(member.id)).transpose()?.flatten();
        let is_right = is_password(password, known.as_deref().unwrap_or(&NO_PASSWORD));
        let admitted = member.zip(known).filter(|_| is_right);
        Ok(admitted.map(|(member, hash)| BrowserSession::of_password(&hash, Some(member.uid))))
    }
}
