//! What somebody of the desk has to do.

use serde_json::json;

use crate::model::display::{Block, Display};
use crate::model::records::{AssignmentRow, CommentRow, Record};
use crate::text::counted;

/// The claims of a member, and the comments for them.
#[derive(Clone, Debug, Default)]
pub struct Mine {
    /// The name of the member.
    pub name: String,
    /// The day.
    pub today: String,
    /// The claims, those that are due first at the top.
    pub claims: Vec<AssignmentRow>,
    /// The comments, the newest first.
    pub comments: Vec<CommentRow>,
}

impl Mine {
    /// What is to be done as a page: what people read, and what programs do.
    pub fn page(&self) -> Display {
        let overdue = self.claims.iter().filter(|claim| claim.is_overdue(&self.today)).count();
        let told = if overdue == 0 { String::new() } else { format!(", {overdue} overdue") };
        let mut blocks = vec![Block::Title(format!("{}: {}{told}", self.name, counted(self.claims.len(), "claim")))];
        blocks.extend(self.claims.iter().map(|claim| {
            let due = match &claim.due_on {
                Some(due) if claim.is_overdue(&self.today) => format!("{due}, overdue"),
                Some(due) => due.clone(),
                None => "no day set".to_string(),
            };
            Block::Item(format!("{due} · claim {} · {}", claim.claim_id, claim.stage), vec![claim.text.clone()])
        }));
        if !self.comments.is_empty() {
            blocks.push(Block::Heading("For you".to_string()));
            blocks.extend(self.comments.iter().map(|comment| {
                let first = format!("claim {} · {}", comment.claim_id, comment.by_line());
                Block::Item(first, vec![comment.text.clone()])
            }));
        }
        let claim = |claim: &AssignmentRow| {
            let mut value = claim.json();
            value["overdue"] = claim.is_overdue(&self.today).into();
            value
        };
        let mut page = Display {
            value: json!({ "member": self.name, "claims": self.claims.iter().map(claim).collect::<Vec<_>>(),
                           "comments": self.comments.iter().map(Record::json).collect::<Vec<_>>() }),
            blocks,
            ..Display::default()
        };
        page.records(&self.claims);
        page
    }
}
