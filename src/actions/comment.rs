//! `gainsay comment`: what the people of the desk say to each other about a claim.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::Outcome;
use crate::error::{AboutField as _, Error, Result, terminal_only};
use crate::model::Right;
use crate::model::records::{CommentRow, NewComment};
use crate::store::Writer;

/// Say something to the desk about a claim; @Ann in it lists it for Ann
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay comment 2 \"@Ann the ministry calls back at five\"\n  gainsay comment --edit 4 \"@Ann the ministry calls back at six\"",
    after_help = "Comments are part of the book, and of its export as JSON Lines. No report, no spreadsheet and no publication has them. Who wrote one, and an editor, may change and remove it. gainsay mine lists those with your name until you comment on that claim yourself."
)]
pub struct Comment {
    /// The claim, and what to say
    #[arg(value_name = "CLAIM WORDS", num_args = 0..)]
    words: Vec<String>,
    /// Change this comment instead
    #[arg(long, value_name = "COMMENT", conflicts_with = "remove")]
    edit: Option<i64>,
    /// Remove this comment instead
    #[arg(long, value_name = "COMMENT", conflicts_with = "words")]
    remove: Option<i64>,
}

impl Action for Comment {
    const COMMAND: &'static str = "comment";
    const NEEDS: Right = Right::Record;
    const ADDS: &'static str = "comment";

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        if let Some(id) = self.remove {
            let comment = own_comment(writer, id)?;
            writer.remove_comment(id)?;
            outcome.became("comment", id, format!("removed: {}", comment.text));
            return Ok(outcome);
        }
        if let Some(id) = self.edit {
            own_comment(writer, id)?;
            let text = text_of(&self.words)?;
            if writer.edit_comment(id, &text)? {
                outcome.changed("comment", id, told(writer, &text)?);
            }
            return Ok(outcome);
        }
        let Some((claim, words)) = self.words.split_first() else {
            return Err(Error::usage("which claim, and what about it?")
                .hint(terminal_only("gainsay comment 2 \"…\""))
                .about("words"));
        };
        let number = claim.trim_start_matches('#').parse().map_err(|_| {
            Error::usage(format!("“{claim}” is not the number of a claim")).hint("the claim comes first, as in 2")
        });
        let claim = writer.claim_id(number.about("words")?).about("words")?;
        let text = text_of(words)?;
        let author = writer.author();
        let id = writer.add_comment(&NewComment {
            claim,
            writer: author.name.clone(),
            member: author.member,
            text: text.clone(),
            ..NewComment::default()
        })?;
        outcome.added("comment", id, format!("on claim {claim}, {}", told(writer, &text)?));
        Ok(outcome)
    }
}

/// Returns a comment that the author may change.
fn own_comment(writer: &Writer, id: i64) -> Result<CommentRow> {
    let (comment, author) = (writer.comment(id)?, writer.author());
    let is_own = comment.member_id.is_some() && comment.member_id == author.member;
    if !is_own && !author.has(Right::Edit) {
        let whose = comment.writer.as_deref().unwrap_or("somebody else");
        return Err(Error::refused(format!("comment {id} is by {whose}, and only they and an editor may change it"))
            .hint("write another one below it"));
    }
    Ok(comment)
}

fn text_of(words: &[String]) -> Result<String> {
    let text = words.join(" ").trim().to_string();
    if text.is_empty() {
        return Err(Error::usage("the comment is empty").hint("write it behind the number").about("words"));
    }
    Ok(text)
}

/// Returns the text, with whom it is for.
fn told(writer: &Writer, text: &str) -> Result<String> {
    let comment = CommentRow { text: text.to_string(), ..CommentRow::default() };
    let meant: Vec<_> = writer
        .members()?
        .into_iter()
        .filter(|member| comment.mentions(&member.name))
        .map(|member| member.name)
        .collect();
    Ok(if meant.is_empty() { text.to_string() } else { format!("for {}: {text}", meant.join(" and ")) })
}
