//! The members of the desk, and who makes an entry of the history.

use rusqlite::params;

use super::rows::{first, insert, read_all, set, update, value};
use crate::error::{Error, Result, Sentence, flag, terminal_only, terminal_or_page};
use crate::model::records::{MemberEdit, MemberRow, NewMember, WriteColumn};
use crate::model::{Right, Role};
use crate::store::journal::author::Author;
use crate::store::{Store, Writer};
use crate::text::suggest::did_you_mean;

/// Members, with the names of their speakers and the number of their claims.
const MEMBERS: &str = "(select m.id, m.uid, m.name, m.role, m.speaker_id,
        (select name from canonical_speaker where speaker_id = m.speaker_id) as speaker,
        exists (select 1 from member_password where member_id = m.id) as has_password,
        (select count(*) from assignment where member_id = m.id) as claims
     from member m) r";

impl Store {
    /// The members of the desk, by name.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn members(&self) -> Result<Vec<MemberRow>> {
        let sql = format!("select {} from {MEMBERS} order by r.name collate nocase, r.id", MemberRow::SELECT);
        read_all(&self.conn, &sql, [], |columns| MemberRow::read(columns))
    }

    /// Whether the desk has members.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn has_members(&self) -> Result<bool> {
        value(&self.conn, "select exists (select 1 from member)", [])
    }

    /// The member of a number, if there is one.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn member(&self, id: i64) -> Result<Option<MemberRow>> {
        let sql = format!("select {} from {MEMBERS} where r.id = ?1", MemberRow::SELECT);
        Ok(read_all(&self.conn, &sql, [id], |columns| MemberRow::read(columns))?.pop())
    }

    /// The member whom a number or a name means: the whole name, or the first word of it where one member has it, in any case.
    ///
    /// # Errors
    /// No such member; several of them.
    pub fn member_named(&self, typed: &str) -> Result<MemberRow> {
        let (members, wanted) = (self.members()?, typed.trim().to_lowercase());
        if let Some(member) = wanted.parse().ok().and_then(|id: i64| members.iter().find(|member| member.id == id)) {
            return Ok(member.clone());
        }
        let is_whole = |member: &&MemberRow| member.name.to_lowercase() == wanted;
        let begins = |member: &&MemberRow| {
            let name = member.name.to_lowercase();
            !wanted.is_empty() && name.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(' '))
        };
        let mut found: Vec<_> = members.iter().filter(is_whole).collect();
        if found.is_empty() {
            found = members.iter().filter(begins).collect();
        }
        let names = || members.iter().map(|member| member.name.as_str());
        match found[..] {
            [member] => Ok(member.clone()),
            [] if members.is_empty() => Err(Error::not_found("this book has no members yet").hint(terminal_or_page(
                "gainsay member add NAME --role editor adds the first one",
                "the first one is added under Members",
            ))),
            [] => Err(Error::not_found(format!("no member of the desk is called {}", typed.trim())).hint(
                match did_you_mean(typed, names()) {
                    Some(name) => format!("did you mean {name}?"),
                    None => format!("the members are {}", names().collect::<Vec<_>>().join(", ")),
                },
            )),
            ref several => {
                let names: Vec<_> = several.iter().map(|member| member.name.as_str()).collect();
                Err(Error::usage(format!("{} may be {}", typed.trim(), names.join(" or ")))
                    .hint("write the whole name"))
            }
        }
    }

    /// Who somebody of this name is. In a book without members that is its owner, whatever the name.
    ///
    /// # Errors
    /// A name of no member, where the right is more than to look.
    pub fn author(&self, name: Option<&str>, needs: Right) -> Result<Author> {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        if !self.has_members()? {
            return Ok(Author { name: name.map(str::to_string), ..Author::default() });
        }
        let editors = self.members()?.into_iter().filter(|member| member.role() == Role::Editor);
        let editors: Vec<_> = editors.map(|member| member.name).collect();
        let found = match name {
            Some(name) => self.member_named(name),
            None => Err(Error::refused("this book has members, and nobody knows which of them you are")),
        };
        match found {
            Ok(member) => {
                let role = Some(member.role());
                Ok(Author { name: Some(member.name), member: Some(member.id), role, editors })
            }
            Err(error) if needs > Right::Look => {
                let names: Vec<_> = self.members()?.into_iter().map(|member| member.name).collect();
                let error = if name.is_some() { error } else { error.hint("say who you are") };
                Err(error.hint(
                    terminal_or_page(
                        "say who you are with --as NAME, or once and for all with gainsay whoami NAME; ",
                        "say who you are, at the top of the page; ",
                    ) + format!("the members are {}", names.join(", ")),
                ))
            }
            Err(_) => Ok(Author { name: name.map(str::to_string), member: None, role: Some(Role::Unknown), editors }),
        }
    }

    /// The hash of the password of a member, if there is one.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn password_hash(&self, member: i64) -> Result<Option<String>> {
        first(&self.conn, "select hash from member_password where member_id = ?1", [member])
    }

    /// Refuses a desk without an editor. It is checked at the end of each entry.
    pub(in crate::store) fn refuse_without_editor(&self) -> Result<()> {
        let sql = "select exists (select 1 from member) and not exists (select 1 from member where role = 'editor')";
        if !value::<bool>(&self.conn, sql, [])? {
            return Ok(());
        }
        Err(Error::refused("a desk with members needs an editor: nobody else could add members, or remove anything")
            .hint(Sentence::from("make somebody an editor first: ") + flag("--role") + terminal_only(" editor"))
            .about("role"))
    }
}

impl Writer<'_> {
    /// Records a member.
    ///
    /// # Errors
    /// A name that another member has.
    pub fn add_member(&self, new: &NewMember) -> Result<i64> {
        self.refuse_member_name(&new.name, None)?;
        let uid = self.uid(new.uid.as_deref())?;
        let mut values = new.columns();
        set(&mut values, "uid", uid.write());
        insert(&self.conn, "member", &values)
    }

    /// Changes a member.
    ///
    /// # Errors
    /// A name that another member has.
    pub fn edit_member(&self, id: i64, edit: &MemberEdit) -> Result<()> {
        if let Some(name) = &edit.name {
            self.refuse_member_name(name, Some(id))?;
        }
        update(&self.conn, "member", id, &edit.columns())
    }

    fn refuse_member_name(&self, name: &str, own: Option<i64>) -> Result<()> {
        if name.trim().is_empty() {
            return Err(Error::usage("a member needs a name").hint("as in Ann Smith").about("name"));
        }
        if name.contains(['@', ';', ',']) || name.trim().parse::<i64>().is_ok() {
            return Err(Error::usage(format!("a member cannot be called {name}"))
                .hint("a name has a letter, and no @, comma or semicolon: comments and filters read those otherwise")
                .about("name"));
        }
        let known = first(&self.conn, "select id from member where name = ?1 collate nocase", [name.trim()])?;
        match known.filter(|known| Some(*known) != own) {
            None => Ok(()),
            Some(id) => Err(Error::refused(format!("member {id} is called {} already", name.trim()))
                .hint("name the new one otherwise, perhaps with the family name")
                .about("name")),
        }
    }

    /// Removes a member. Nobody has their claims any more, and their comments stay under their name.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn remove_member(&self, id: i64) -> Result<usize> {
        let freed = self.conn.execute("delete from assignment where member_id = ?1", [id])?;
        self.conn.execute("update comment set member_id = null where member_id = ?1", [id])?;
        self.conn.execute("delete from member where id = ?1", [id])?;
        self.forget_passwords()?;
        Ok(freed)
    }

    /// Removes the passwords of those who are no members.
    pub(in crate::store) fn forget_passwords(&self) -> Result<()> {
        let sql = "delete from member_password where member_id not in (select id from member)";
        self.conn.execute(sql, [])?;
        Ok(())
    }

    /// Sets the password of a member, by its hash. The history has when, and not what.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn set_password(&self, member: i64, hash: &str) -> Result<()> {
        let sql = "insert into member_password (member_id, hash) values (?1, ?2)
                   on conflict (member_id) do update set hash = excluded.hash";
        self.conn.execute(sql, params![member, hash])?;
        self.conn.execute("update member set password = coalesce(password, 0) + 1 where id = ?1", [member])?;
        Ok(())
    }
}
