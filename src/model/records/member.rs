//! A member of the desk.

use super::Cell;
use super::declare::record;
use crate::model::Role;

record! {
    {
        /// A member of the desk.
        row MemberRow("r", "id");
        /// A member to record.
        new NewMember(MemberLine);
        /// What to change in a member; nothing where nothing is given.
        edit MemberEdit();
        /// A member as a line, without the password.
        line MemberLine(MemberRow);
    }
    {
        /// The name.
        name: row(String, "name") new(name: String) edit(name: String) line(String) in_table(|m| (&m.name).into());
        /// `reader`, `checker` or `editor`.
        role: row(String, "role") new(role: Role) edit(role: Role) line(String) in_table(|m| (&m.role).into());
        /// The speaker who the member is.
        speaker_id: row(Option<i64>) new(speaker: Option<i64>) edit(speaker: Option<i64>);
        /// The name of that speaker.
        speaker: row(Option<String>, "speaker");
        /// That speaker, by uid or name.
        speaker: line(Option<String>) in_table(|m| (&m.speaker).into());
        /// Whether there is a password.
        has_password: row(bool);
        /// The same in a table.
        has_password: table(|m| if m.has_password { "set".into() } else { Cell::Nothing }, "password");
        /// The number of claims that are assigned to the member.
        claims: row(i64, "claims");
    }
}

impl MemberRow {
    /// Returns the role.
    pub fn role(&self) -> Role {
        Role::stored(&self.role)
    }
}
