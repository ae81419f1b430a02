//! `gainsay member add`, `edit`, `remove` and `password`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::lookup::speaker_named;
use super::outcome::Outcome;
use super::password::{checked_password, hash_password, new_password};
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Sentence, flag, terminal_only, terminal_or_page};
use crate::model::records::{MemberEdit, NewMember};
use crate::model::{Right, Role, SpeakerKind};
use crate::store::{Store, Writer};
use crate::text::counted;

/// Add a member of the desk
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay member add \"Ann Smith\" --role editor\n  gainsay member add Bob",
    after_help = "A reader looks. A checker records, and undoes what they recorded. An editor does everything: also removes, joins and imports, undoes what others did, and says who the members are. The first member is an editor: nobody else could add further ones. From then on every command says who does it: gainsay whoami NAME once, $GAINSAY_USER, or --as NAME."
)]
pub struct AddMember {
    /// The name
    name: String,
    /// reader, checker or editor [default: checker; editor for the first member]
    #[arg(long, value_name = "ROLE", hide_possible_values = true, value_parser = one_of::<Role>(Role::WORDS))]
    role: Option<Role>,
    /// The speaker who this member is, where the book has them as one
    #[arg(long, value_name = "SPEAKER")]
    speaker: Option<String>,
}

/// Change the name, the role or the speaker of a member
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay member edit Bob --role editor\n  gainsay member edit Ann --name \"Ann Smith\"")]
pub struct EditMember {
    /// The name of the member
    #[arg(value_name = "MEMBER")]
    member: String,
    /// The new name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// reader, checker or editor
    #[arg(long, value_name = "ROLE", hide_possible_values = true, value_parser = one_of::<Role>(Role::WORDS))]
    role: Option<Role>,
    /// The speaker who this member is; an empty text forgets it
    #[arg(long, value_name = "SPEAKER")]
    speaker: Option<String>,
}

/// Remove a member; what they recorded stays
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay member remove Bob\n  gainsay member remove \"Ann Smith\"",
    after_help = "Nobody has their claims then, and their password is gone for good. The history and their comments keep their name."
)]
pub struct RemoveMember {
    /// The name of the member
    #[arg(value_name = "MEMBER")]
    member: String,
}

/// Give a member a password; everybody may set their own
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay member password Bob\n  gainsay member password --file password.txt",
    after_help = "Without --file it makes a password and shows it once: pass it on, and have it changed on the page. Every browser in which the member is signed in is signed out. The book has only a hash of it, and neither the history nor any export has that, so an undo brings no old password back."
)]
pub struct SetPassword {
    /// The name of the member [default: yours]
    #[arg(value_name = "MEMBER")]
    member: Option<String>,
    /// A file whose first line is the password; - is standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Action for AddMember {
    const COMMAND: &'static str = "member add";
    const NEEDS: Right = Right::Edit;
    const STARTS_BOOK: bool = true;
    const ADDS: &'static str = "member";

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let is_first = !writer.has_members()?;
        let role = self.role.unwrap_or(if is_first { Role::Editor } else { Role::Checker });
        let speaker = speaker(writer, self.speaker.as_deref(), &mut outcome)?;
        let name = self.name.trim().to_string();
        let id = writer.add_member(&NewMember { name: name.clone(), role, speaker, ..NewMember::default() })?;
        outcome.added("member", id, format!("{name}, {role}: {}", role.does()));
        if is_first {
            outcome.note(terminal_or_page(
                format!(
                    "from now on each command says who does it: gainsay whoami \"{name}\" once, or --as \"{name}\""
                ),
                "from now on the page asks everybody who they are",
            ));
        }
        Ok(outcome)
    }
}

impl Action for EditMember {
    const COMMAND: &'static str = "member edit";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let member = writer.member_named(&self.member).about("member")?;
        let mut outcome = Outcome::default();
        let speaker = match self.speaker.as_deref() {
            None => None,
            given => Some(speaker(writer, given, &mut outcome)?),
        };
        let name = self.name.as_deref().map(|name| name.trim().to_string());
        let edit = MemberEdit { name, role: self.role, speaker };
        if edit == MemberEdit::default() {
            return Err(Error::usage("nothing to change was given")
                .hint(Sentence::from("give ") + flag("--name") + ", " + flag("--role") + " or " + flag("--speaker")));
        }
        writer.edit_member(member.id, &edit)?;
        let now = writer.member(member.id)?.unwrap_or(member.clone());
        if (&now.name, &now.role, now.speaker_id) != (&member.name, &member.role, member.speaker_id) {
            let was = if now.name == member.name { String::new() } else { format!(", until now {}", member.name) };
            outcome.changed("member", now.id, format!("{}{was}, {}: {}", now.name, now.role, now.role().does()));
        }
        Ok(outcome)
    }
}

impl Action for RemoveMember {
    const COMMAND: &'static str = "member remove";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let member = writer.member_named(&self.member).about("member")?;
        let freed = writer.remove_member(member.id)?;
        let mut outcome = Outcome::default();
        outcome.became("member", member.id, format!("removed: {}", member.name));
        if freed > 0 {
            let (was, is) = if freed == 1 { ("was", "is") } else { ("were", "are") };
            outcome.note(format!("{} {was} {}'s, and {is} nobody's now", counted(freed, "claim"), member.name));
        }
        Ok(outcome)
    }
}

impl Action for SetPassword {
    const COMMAND: &'static str = "member password";
    // Of others only an editor may.
    const NEEDS: Right = Right::Look;

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        let given = self.file.as_deref().map(|file| first_line(file, context)).transpose().about("file")?;
        let password = given.clone().map_or_else(new_password, Ok)?;
        let hash = hash_password(checked_password(&password).about("file")?)?;
        store.record(&self.stamp(context)?, |writer| {
            let name = self.member.as_deref().or(writer.author().name.as_deref());
            let name = name.ok_or_else(|| {
                Error::usage("whose password?").hint(terminal_only("gainsay member password NAME")).about("member")
            })?;
            let member = writer.member_named(name).about("member")?;
            if writer.author().member != Some(member.id) {
                writer.require(Right::Edit, Self::COMMAND)?;
            }
            writer.set_password(member.id, &hash)?;
            let mut outcome = Outcome::default();
            let whose = format!("{} has a new password", member.name);
            let shown = if given.is_some() { whose } else { format!("{whose}, shown this once: {password}") };
            outcome.changed("member", member.id, shown);
            Ok(outcome)
        })
    }
}

/// Returns the speaker of a name; none for an empty text.
fn speaker(writer: &Writer, typed: Option<&str>, outcome: &mut Outcome) -> Result<Option<i64>> {
    match typed.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => speaker_named(writer, ("speaker", name), SpeakerKind::Person, outcome).map(Some),
        None => Ok(None),
    }
}

fn first_line(file: &Path, context: &ActionContext) -> Result<String> {
    Ok(context.read_text(file)?.lines().next().unwrap_or_default().to_string())
}
