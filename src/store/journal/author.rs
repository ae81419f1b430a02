//! Who makes an entry of the history.

use crate::error::{Error, Result, Sentence, terminal_only};
use crate::model::{Right, Role};

/// Who makes an entry of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The name; none where nobody knows it.
    pub name: Option<String>,
    /// The number of the member; none in a book without members.
    pub member: Option<i64>,
    /// The role; none in a book without members, whose owner may do everything.
    pub role: Option<Role>,
    /// The names of the editors.
    pub editors: Vec<String>,
}

impl Author {
    /// Whether the author has a right.
    pub fn has(&self, right: Right) -> bool {
        self.role.is_none_or(|role| role.has(right))
    }

    /// Errors if the author has not a right; `what` is the command that needs it, or empty.
    ///
    /// # Errors
    /// The role has not the right.
    pub fn require(&self, right: Right, what: &str) -> Result<()> {
        if self.has(right) {
            return Ok(());
        }
        let command = if what.is_empty() {
            Sentence::default()
        } else {
            terminal_only(format!(": gainsay {}", what.trim_start_matches("gainsay ")))
        };
        let (name, role) = (self.name.as_deref().unwrap_or("you"), self.role.unwrap_or(Role::Unknown));
        Err(Error::refused(Sentence::from(format!("{name} is a {role}, and {} may do that", right.whose())) + command)
            .hint(format!("ask an editor: {}", self.editors.join(", "))))
    }
}
