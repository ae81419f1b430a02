//! `gainsay whoami`: under which name the history records what is done.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use etcetera::BaseStrategy as _;
use serde_json::json;

use super::session::{Run, Session};
use crate::error::{Error, Result};
use crate::model::Right;
use crate::output::Reply;
use crate::store::{Store, write_atomically};

/// Say who you are: the name under which the history records what you do
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay whoami\n  gainsay whoami \"Ann Smith\"",
    after_help = "Without a name it says who you are, and why. The name is that of --as, else of $GAINSAY_USER, else the one that was set here, else that of your account."
)]
pub struct Whoami {
    /// Your name from now on, in all books
    #[arg(value_name = "MEMBER")]
    name: Option<String>,
    /// Forget the name that was set
    #[arg(long, conflicts_with = "name")]
    none: bool,
}

impl Session {
    /// Returns who does what this command does, and what says so.
    pub(super) fn member(&self) -> Option<(String, &'static str)> {
        let trimmed = |name: &String| Some(name.trim().to_string()).filter(|name| !name.is_empty());
        let named = |name: &Option<String>, why| name.as_ref().and_then(trimmed).map(|name| (name, why));
        named(&self.named, "--as")
            .or_else(|| named(&self.env_name, "$GAINSAY_USER"))
            .or_else(|| named(&configured(), "gainsay whoami"))
            .or_else(|| named(&self.account, "the name of your account"))
    }
}

impl Run for Whoami {
    fn run(self, session: &Session) -> Result<Reply> {
        if self.none || self.name.is_some() {
            self.configure()?;
        }
        let Some((name, why)) = session.member() else {
            return Err(Error::not_found("nobody knows who you are").hint("gainsay whoami NAME says it"));
        };
        let path = session.path()?;
        let author = if Store::is_free(&path) { None } else { Some(session.open()?.author(Some(&name), Right::Look)?) };
        let (name, role) = match author {
            Some(author) => (author.name.unwrap_or(name), author.role.map(|_| author.member.zip(author.role))),
            None => (name, None),
        };
        let told = match role {
            None => String::new(),
            Some(Some((_, role))) => format!(", {role} of this book"),
            Some(None) => ", who is no member of this book".to_string(),
        };
        let role = role.flatten().map(|(_, role)| role.as_str());
        let value = json!({ "name": name, "by": why, "role": role });
        Ok(Reply::text("").replace_body(format!("you are {name}{told} (as {why} says)"), value))
    }
}

impl Whoami {
    /// Keeps or forgets the name.
    fn configure(&self) -> Result<()> {
        let path = config_file().ok_or_else(|| {
            Error::failure("there is no home folder to keep your name in").hint("set $GAINSAY_USER instead")
        })?;
        let Some(name) = &self.name else {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    Err(Error::from(error).at(path.display()))
                }
                _ => Ok(()),
            };
        };
        if name.trim().is_empty() || name.contains(['\n', '\r']) {
            return Err(Error::usage("that is no name").hint("gainsay whoami \"Ann Smith\""));
        }
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder).map_err(|error| Error::from(error).at(folder.display()))?;
        write_atomically(&path, true, |out| Ok(writeln!(out, "{}", name.trim())?))
    }
}

/// The file with the name that was set.
fn config_file() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("gainsay").join("name"))
}

/// The name that was set.
fn configured() -> Option<String> {
    let text = fs::read_to_string(config_file()?).ok()?;
    text.lines().next().map(str::to_string)
}
