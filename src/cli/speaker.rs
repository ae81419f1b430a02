//! `gainsay speaker`: lists, shows and records speakers.

use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::SpeakerAction;
use crate::error::Result;
use crate::model::display::{Block, Display, fields};
use crate::model::records::Record;
use crate::model::records::StatementRow;
use crate::output::Reply;

/// List, show, add, edit and join speakers
#[derive(Args, Debug)]
#[command(before_help = "  gainsay speaker list\n  gainsay speaker join \"Dominic Raab\" 4")]
pub struct Speaker {
    #[command(subcommand)]
    command: SpeakerCommand,
}

#[derive(Debug, Subcommand)]
enum SpeakerCommand {
    /// List the speakers
    #[command(before_help = "  gainsay speaker list\n  gainsay speaker list --format csv")]
    List,
    /// Show a speaker and all statements of the speaker
    #[command(before_help = "  gainsay speaker show Qirko\n  gainsay speaker show 3")]
    Show {
        /// A name, some words of one, or a number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
    },
    #[command(flatten)]
    Action(SpeakerAction),
}

impl Run for Speaker {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            SpeakerCommand::List => {
                let store = session.open()?;
                Ok(Reply::records("no speaker is recorded yet", move |each| store.speakers(None, each)))
            }
            SpeakerCommand::Show { speaker } => show(session, &speaker),
            SpeakerCommand::Action(action) => session.perform(&*action.into_action()),
        }
    }
}

fn show(session: &Session, typed: &str) -> Result<Reply> {
    let store = session.open()?;
    let row = store.speaker_by_id(store.speaker(typed)?)?;
    let statements = store.said_by(row.same_as_id.unwrap_or(row.id))?;
    let mut blocks = vec![Block::Title(format!("Speaker {}: {}", row.id, row.name))];
    blocks.push(Block::Fields(fields(&row, &["id", "name"])));
    blocks.push(Block::Heading(format!("Said ({})", statements.len())));
    if statements.is_empty() {
        blocks.push(Block::Text("nothing is recorded".into()));
    } else {
        blocks.push(Block::Table(StatementRow::heads(), statements.iter().map(Record::owned_cells).collect()));
    }
    let mut value = row.json();
    value["said"] = statements.iter().map(Record::json).collect();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&statements);
    Ok(Reply::page(page))
}
