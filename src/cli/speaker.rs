//! `gainsay speaker`: who says things.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::session::Session;
use crate::error::{Error, Result, flag, terminal_only};
use crate::model::SpeakerKind;
use crate::model::display::{Block, Display, fields};
use crate::model::records::NewSpeaker;
use crate::model::records::Record;
use crate::model::records::StatementRow;
use crate::output::Reply;
use crate::store::SpeakerEdit;

/// List, show, add, edit and join speakers
#[derive(Args, Debug)]
#[command(before_help = "  gainsay speaker list\n  gainsay speaker join \"Dominic Raab\" 4")]
pub struct Speaker {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the speakers
    #[command(before_help = "  gainsay speaker list\n  gainsay speaker list --format csv")]
    List,
    /// Show a speaker and everything he said
    #[command(before_help = "  gainsay speaker show Qirko\n  gainsay speaker show 3")]
    Show {
        /// A name, some words of one, or a number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
    },
    /// Record a speaker
    #[command(
        before_help = "  gainsay speaker add \"Qirjako Qirko\"\n  gainsay speaker add \"The Times\" --kind outlet --wikidata Q50008"
    )]
    Add {
        /// The name
        name: String,
        #[command(flatten)]
        more: More,
        /// Add it although there is one of that name
        #[arg(long)]
        force: bool,
    },
    /// Correct a speaker; a name that is replaced stays as an alias
    #[command(
        before_help = "  gainsay speaker edit Xhacka --name \"Olta Xhaçka\"\n  gainsay speaker edit 4 --kind organisation"
    )]
    Edit {
        /// A name, some words of one, or a number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
        /// The name
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        more: More,
    },
    /// Add another name under which a speaker is found
    #[command(
        before_help = "  gainsay speaker alias \"Home Office\" \"the ministry\"\n  gainsay speaker alias 3 \"Mr Qirko\""
    )]
    Alias {
        /// A name, some words of one, or a number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
        /// The other names
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
    },
    /// Say that two speakers are one; nothing that was recorded is rewritten
    #[command(before_help = "  gainsay speaker join \"Dominic Raab\" 4\n  gainsay speaker join 3 9")]
    Join {
        /// The speaker it is: a name or number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
        /// The speakers who were found to be the same: a name or number
        #[arg(value_name = "OTHER", required = true)]
        others: Vec<String>,
    },
    /// Take a join back
    #[command(before_help = "  gainsay speaker part 4\n  gainsay speaker part \"an unnamed minister\"")]
    Part {
        /// The speaker who stands for himself again: a name or number
        #[arg(value_name = "SPEAKER")]
        speaker: String,
    },
}

#[derive(Args, Debug)]
struct More {
    /// person, organisation or outlet
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(SpeakerKind::WORDS))]
    kind: Option<String>,
    /// The id in Wikidata, such as Q42
    #[arg(long, value_name = "ID")]
    wikidata: Option<String>,
    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl More {
    fn kind(&self) -> Result<Option<SpeakerKind>> {
        self.kind.as_deref().map(str::parse).transpose()
    }
}

impl Speaker {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        match self.what {
            What::List => {
                let store = session.open()?;
                Ok(Reply::records("no speaker is recorded yet", move |each| store.speakers(None, each)))
            }
            What::Show { speaker } => show(session, &speaker),
            What::Add { name, more, force } => add(session, &name, &more, force),
            What::Edit { speaker, name, more } => session.change(|writer, receipt| {
                let id = writer.speaker(&speaker)?;
                let edit = SpeakerEdit {
                    name: name.clone(),
                    kind: more.kind()?,
                    external_id: more.wikidata.clone(),
                    note: more.note.clone(),
                };
                if edit == SpeakerEdit::default() {
                    return Err(Error::usage(format!("what is to change in speaker {id}?"))
                        .hint(terminal_only("--name, --kind, --wikidata or --note")));
                }
                writer.edit_speaker(id, &edit)?;
                let row = writer.speaker_by_id(id)?;
                receipt.did("speaker", id, format!("{} ({})", row.name, row.kind));
                Ok(())
            }),
            What::Alias { speaker, names } => session.change(|writer, receipt| {
                let id = writer.speaker(&speaker)?;
                for name in &names {
                    writer.add_alias(id, name)?;
                }
                let row = writer.speaker_by_id(id)?;
                receipt.did("speaker", id, format!("{}, also known as {}", row.name, row.aliases.join(", ")));
                Ok(())
            }),
            What::Join { speaker, others } => session.change(|writer, receipt| {
                let id = writer.speaker(&speaker)?;
                for other in &others {
                    let other = writer.speaker(other)?;
                    writer.join_speakers(id, other)?;
                    let names = [writer.speaker_by_id(other)?.name, writer.speaker_by_id(id)?.name];
                    receipt.did("speaker", other, format!("“{}” is {}", names[0], names[1]));
                }
                Ok(())
            }),
            What::Part { speaker } => session.change(|writer, receipt| {
                let id = writer.speaker(&speaker)?;
                writer.part_speaker(id)?;
                receipt.did("speaker", id, format!("“{}” stands for itself again", writer.speaker_by_id(id)?.name));
                Ok(())
            }),
        }
    }
}

fn add(session: &Session, name: &str, more: &More, force: bool) -> Result<Reply> {
    session.record(|writer, receipt| {
        let kind = more.kind()?.unwrap_or(SpeakerKind::Person);
        if let (Ok(Some(known)), false) = (writer.find_speaker(name), force) {
            let row = writer.speaker_by_id(known)?;
            let called = |other: &String| other.trim().eq_ignore_ascii_case(name.trim());
            if called(&row.name) || row.aliases.iter().any(called) {
                return Err(Error::refused(format!("that is speaker {known} already: {}", row.name))
                    .hint(flag("--force") + " adds another one of that name"));
            }
        }
        let new =
            NewSpeaker { external_id: more.wikidata.clone(), note: more.note.clone(), ..NewSpeaker::named(name, kind) };
        let id = writer.add_speaker(&new)?;
        receipt.did("speaker", id, format!("{} ({kind})", new.name));
        Ok(())
    })
}

fn show(session: &Session, typed: &str) -> Result<Reply> {
    let store = session.open()?;
    let row = store.speaker_by_id(store.speaker(typed)?)?;
    let said = store.said_by(row.same_as_id.unwrap_or(row.id))?;
    let mut blocks = vec![Block::Title(format!("Speaker {}: {}", row.id, row.name))];
    blocks.push(Block::Fields(fields(&row, &["id", "name"])));
    blocks.push(Block::Heading(format!("Said ({})", said.len())));
    if said.is_empty() {
        blocks.push(Block::Text("nothing is recorded".into()));
    } else {
        blocks.push(Block::Table(StatementRow::heads(), said.iter().map(Record::owned_cells).collect()));
    }
    let mut value = row.json();
    value["said"] = said.iter().map(Record::json).collect();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&said);
    Ok(Reply::page(page))
}
