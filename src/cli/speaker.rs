//! `gainsay speaker`: lists, shows and records speakers.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::{SpeakerAction, speaker_page};
use crate::error::Result;
use crate::model::SpeakerKind;
use crate::model::filter::{SpeakerFilter, SpeakerSort};
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
    #[command(
        before_help = "  gainsay speaker list\n  gainsay speaker list ministry --kind organisation --sort claims --limit 10"
    )]
    List(SpeakerList),
    /// Show what a speaker said and what became of it: statuses, verdicts, months, disputes
    #[command(before_help = "  gainsay speaker show Qirko\n  gainsay speaker show 3")]
    Show {
        /// A name, some words of one, or a number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
    },
    #[command(flatten)]
    Action(SpeakerAction),
}

/// Which speakers are listed.
#[derive(Args, Debug)]
struct SpeakerList {
    /// Words of the name or an alias
    #[arg(value_name = "WORD")]
    words: Vec<String>,

    /// person, organisation, outlet or unnamed
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(SpeakerKind::WORDS))]
    kind: Option<String>,

    /// name, id, statements, claims, disputes or last-said
    #[arg(long, value_name = "ORDER", hide_possible_values = true, value_parser = PossibleValuesParser::new(SpeakerSort::WORDS))]
    sort: Option<String>,

    /// Maximum number of speakers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// Number of speakers to skip at the start
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u64,
}

impl Run for Speaker {
    fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            SpeakerCommand::List(list) => list.run(session),
            SpeakerCommand::Show { speaker } => show(session, &speaker),
            SpeakerCommand::Action(action) => session.perform(&*action.into_action()),
        }
    }
}

impl Run for SpeakerList {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let which = SpeakerFilter {
            words: self.words,
            kind: self.kind.map(|kind| kind.parse()).transpose()?,
            sort: self.sort.as_deref().and_then(SpeakerSort::of).unwrap_or_default(),
            limit: self.limit,
            offset: self.offset,
        };
        let is_narrow = !which.words.is_empty() || which.kind.is_some();
        let none = if is_narrow { "no speaker fits" } else { "no speaker is recorded yet" };
        Ok(Reply::records(none, move |each| store.speakers(&which, each)))
    }
}

fn show(session: &Session, typed: &str) -> Result<Reply> {
    let store = session.open()?;
    let id = store.speaker(typed)?;
    Ok(Reply::page(speaker_page(&store, id)?))
}
