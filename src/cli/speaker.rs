//! `gainsay speaker`: lists, shows and records speakers.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::session::{Run, Session};
use crate::actions::SpeakerAction;
use crate::error::Result;
use crate::model::display::{Block, Display, fields};
use crate::model::filter::{SpeakerFilter, SpeakerSort};
use crate::model::records::Record;
use crate::model::results::opponents::OpponentRow;
use crate::model::results::scorecard::Scorecard;
use crate::model::{SpeakerKind, Status};
use crate::output::Reply;
use crate::text::counted;

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
        before_help = "  gainsay speaker list\n  gainsay speaker list ministry --kind organisation --sort statements --limit 10"
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

    /// name, id or statements
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
    let row = store.speaker_by_id(store.speaker(typed)?)?;
    let person = row.same_as_id.unwrap_or(row.id);
    let card = store.scorecard(person)?;
    let mut blocks = vec![Block::Title(format!("Speaker {}: {}", row.id, row.name))];
    blocks.push(Block::Fields(fields(&row, &["id", "name"])));
    blocks.extend(totals(&card));
    blocks.push(Block::Heading(format!("Said ({})", card.said.len())));
    if card.said.is_empty() {
        blocks.push(Block::Text("nothing is recorded".into()));
    } else {
        blocks.push(table(&card.said));
    }
    if !card.verdicts.is_empty() {
        blocks.push(Block::Heading(format!("Verdicts given ({})", card.verdicts.len())));
        blocks.push(table(&card.verdicts));
    }
    let mut statements = store.said_by(person)?;
    let place = |id: i64| card.said.iter().position(|said| said.statement == id);
    statements.sort_by_key(|statement| place(statement.id));
    let mut value = row.json();
    value["said"] = statements
        .iter()
        .zip(&card.said)
        .map(|(statement, said)| {
            let mut value = statement.json();
            value["status"] = said.status.clone().into();
            value["verdict"] = said.verdict.clone().into();
            value
        })
        .collect();
    for (what, total) in card.totals() {
        value["totals"][what] =
            total.into_iter().map(|(word, claims)| (word, serde_json::Value::from(claims))).collect();
    }
    value["verdicts"] = card.verdicts.iter().map(Record::json).collect();
    for (name, rows) in [("disputed_by", &card.disputed_by), ("disputes", &card.disputes)] {
        let pair = |row: &OpponentRow| serde_json::json!({ "id": row.id, "name": row.name, "claims": row.claims });
        value[name] = rows.iter().map(pair).collect();
    }
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&statements);
    Ok(Reply::page(page))
}

/// The totals of a scorecard, and who stands against whom.
fn totals(card: &Scorecard) -> Vec<Block> {
    let made = card.claims_made();
    let mut lines = Vec::new();
    if made > 0 {
        let listed = |words: Vec<(String, usize)>| {
            words.into_iter().map(|(word, claims)| format!("{word} {claims}")).collect::<Vec<_>>().join("; ")
        };
        lines.push(("claims made".to_string(), counted(made, "claim")));
        let [(_, status), (_, bucket), (_, month)] = card.totals();
        let status = status.into_iter().map(|(word, claims)| (Status::for_people(&word).to_string(), claims)).collect();
        lines.push(("status".to_string(), listed(status)));
        lines.push(("verdicts".to_string(), listed(bucket)));
        lines.push(("months".to_string(), listed(month)));
    }
    for (name, rows) in [("disputed by", &card.disputed_by), ("disputes", &card.disputes)] {
        let all: Vec<_> = rows.iter().map(|row| format!("{} ({})", row.name, row.claims)).collect();
        if !all.is_empty() {
            lines.push((name.to_string(), all.join("; ")));
        }
    }
    if lines.is_empty() { Vec::new() } else { vec![Block::Heading("Record".to_string()), Block::Fields(lines)] }
}

fn table<R: Record>(rows: &[R]) -> Block {
    Block::Table(R::heads(), rows.iter().map(Record::owned_cells).collect())
}
