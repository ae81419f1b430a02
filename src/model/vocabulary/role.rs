//! What members of the desk may do.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::suggest::did_you_mean;

vocabulary! {
    /// The role of a member of the desk.
    Role ("role") {
        /// Looks, and records nothing.
        Reader = "reader",
        /// Records, and undoes what they recorded themselves.
        Checker = "checker",
        /// Does everything: also removes, joins, imports, undoes what others did, and says who the members are.
        Editor = "editor",
    }
}

/// What an action needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// To look; everybody has it.
    Look,
    /// To record something.
    Record,
    /// To remove, join or import something, and to say who the members are.
    Edit,
}

impl Role {
    /// Whether members of the role have a right.
    pub fn has(self, right: Right) -> bool {
        let most = match self {
            Self::Reader | Self::Unknown => Right::Look,
            Self::Checker => Right::Record,
            Self::Editor => Right::Edit,
        };
        right <= most
    }

    /// Returns what members of the role do, as in "a reader looks".
    pub fn does(self) -> &'static str {
        match self {
            Self::Reader | Self::Unknown => "looks, and changes nothing",
            Self::Checker => "records, and undoes their own",
            Self::Editor => "does everything",
        }
    }
}

impl Right {
    /// Returns who may do what needs it, as the subject of a sentence.
    pub fn whose(self) -> &'static str {
        match self {
            Self::Look => "everybody",
            Self::Record => "a checker or an editor",
            Self::Edit => "only an editor",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_the_one_before_may() {
        for (role, rights) in [
            (Role::Reader, [true, false, false]),
            (Role::Checker, [true, true, false]),
            (Role::Editor, [true, true, true]),
            (Role::Unknown, [true, false, false]),
        ] {
            assert_eq!([Right::Look, Right::Record, Right::Edit].map(|right| role.has(right)), rights, "{role}");
        }
    }
}
