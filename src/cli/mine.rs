//! `gainsay mine`: what somebody of the desk has to do.

use clap::Args;

use super::session::{Run, Session};
use crate::error::{Error, Result};
use crate::model::Right;
use crate::output::Reply;

/// Show your claims, what is due first at the top, and the comments for you
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay mine\n  gainsay mine --as Ann",
    after_help = "A comment is listed until you comment on that claim yourself, or the claim is checked or dropped after it. Claims that are checked or dropped are not listed."
)]
pub struct MyClaims {
    /// Also the claims that are checked or dropped
    #[arg(long)]
    all: bool,
}

impl Run for MyClaims {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let name = session.member().map(|(name, _)| name);
        let author = store.author(name.as_deref(), Right::Look)?;
        let (member, name) = match (author.member, author.name) {
            (Some(member), Some(name)) => (member, name),
            (_, Some(name)) => return Err(store.member_named(&name).err().unwrap_or_else(nobody)),
            _ => return Err(nobody()),
        };
        let today = session.time_of(&store).date().to_string();
        Ok(Reply::page(store.mine((member, name), today, self.all)?.page()))
    }
}

fn nobody() -> Error {
    Error::not_found("nobody knows who you are").hint("gainsay whoami NAME says it, or --as NAME")
}
