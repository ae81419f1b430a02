//! `gainsay speaker add`, `edit`, `alias`, `join` and `part`.

use clap::Args;
use serde::{Deserialize, Serialize};

use super::action::Action;
use super::context::ActionContext;
use super::outcome::{Outcome, with_given};
use super::words::one_of;
use crate::error::{AboutField as _, Error, Result, Sentence, Suggestion, flag, terminal_only};
use crate::model::records::NewSpeaker;
use crate::model::{Right, SpeakerKind};
use crate::store::{SpeakerEdit, Writer};

/// Record a speaker
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay speaker add \"Qirjako Qirko\"\n  gainsay speaker add \"The Times\" --kind outlet --wikidata Q50008"
)]
pub struct AddSpeaker {
    /// The name
    name: String,
    #[command(flatten)]
    #[serde(flatten)]
    details: SpeakerArgs,
    /// Add it even if there is one of that name
    #[arg(long)]
    force: bool,
}

/// Correct a speaker; a name that is replaced stays as an alias
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay speaker edit Xhacka --name \"Olta Xhaçka\"\n  gainsay speaker edit 4 --kind organisation"
)]
pub struct EditSpeaker {
    /// A name, some words of one, or a number
    #[arg(value_name = "SPEAKER")]
    speaker: String,
    /// The name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    details: SpeakerArgs,
    /// Take a name that another speaker has
    #[arg(long)]
    force: bool,
}

/// Add another name under which a speaker is found
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(
    before_help = "  gainsay speaker alias \"Home Office\" \"the ministry\"\n  gainsay speaker alias 3 \"Mr Qirko\""
)]
pub struct AddAlias {
    /// A name, some words of one, or a number
    #[arg(value_name = "SPEAKER")]
    speaker: String,
    /// The other names
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
    /// Take a name that another speaker has
    #[arg(long)]
    force: bool,
}

/// Say that two speakers are one; nothing that was recorded is rewritten
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay speaker join \"Dominic Raab\" 4\n  gainsay speaker join 3 9")]
pub struct JoinSpeakers {
    /// The speaker it is: a name or number
    #[arg(value_name = "SPEAKER")]
    speaker: String,
    /// The speakers who were found to be the same: a name or number
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<String>,
}

/// Undo a join of speakers
#[derive(Args, Debug, Deserialize, Serialize)]
#[command(before_help = "  gainsay speaker part 4\n  gainsay speaker part \"an unnamed minister\"")]
pub struct PartSpeaker {
    /// The speaker who is not the same after all: a name or number
    #[arg(value_name = "SPEAKER")]
    speaker: String,
}

/// The properties of a speaker beside the name.
#[derive(Args, Debug, Deserialize, Serialize)]
struct SpeakerArgs {
    /// person, organisation or outlet
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = one_of::<SpeakerKind>(SpeakerKind::WORDS))]
    kind: Option<SpeakerKind>,
    /// The id in Wikidata, such as Q42
    #[arg(long, value_name = "ID")]
    wikidata: Option<String>,
    /// A note of the desk
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Action for AddSpeaker {
    const COMMAND: &'static str = "speaker add";
    const NEEDS: Right = Right::Record;
    const STARTS_BOOK: bool = true;
    const ADDS: &'static str = "speaker";

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let kind = self.details.kind.unwrap_or_else(|| SpeakerKind::of_name(&self.name, SpeakerKind::Person));
        if !self.force {
            refuse_taken(writer, &self.name, None).about("name")?;
        }
        let new = NewSpeaker {
            external_id: self.details.wikidata.clone(),
            note: self.details.note.clone(),
            ..NewSpeaker::named(&self.name, kind)
        };
        let id = writer.add_speaker(&new).about("name")?;
        let mut outcome = Outcome::default();
        outcome.added("speaker", id, format!("{} ({kind})", new.name));
        Ok(outcome)
    }
}

/// Refuses a name that another speaker than `but` has.
fn refuse_taken(writer: &Writer, name: &str, but: Option<i64>) -> Result<()> {
    let Some(known) = writer.name_taken(name, but)? else { return Ok(()) };
    let force = flag("--force") + " gives it to both";
    let hint = match but {
        Some(id) => {
            Sentence::from("if they are the same: ")
                + Suggestion::Join(id)
                + terminal_only(format!(" {known}"))
                + "; "
                + force
        }
        None => flag("--force") + " adds another one of that name",
    };
    Err(Error::refused(format!("that is speaker {known} already: {}", writer.speaker_by_id(known)?.name)).hint(hint))
}

impl Action for EditSpeaker {
    const COMMAND: &'static str = "speaker edit";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let id = writer.speaker(&self.speaker).about("speaker")?;
        let edit = SpeakerEdit {
            name: self.name.clone(),
            kind: self.details.kind,
            external_id: self.details.wikidata.clone(),
            note: self.details.note.clone(),
        };
        if edit == SpeakerEdit::default() {
            return Err(Error::usage(format!("what is to change in speaker {id}?"))
                .hint(terminal_only("--name, --kind, --wikidata or --note")));
        }
        if let (Some(name), false) = (&self.name, self.force) {
            refuse_taken(writer, name, Some(id)).about("name")?;
        }
        writer.edit_speaker(id, &edit).about("name")?;
        let row = writer.speaker_by_id(id)?;
        let mut outcome = Outcome::default();
        let given = [("Wikidata", self.details.wikidata.as_deref()), ("note", self.details.note.as_deref())];
        outcome.changed("speaker", id, with_given(format!("{} ({})", row.name, row.kind), &given));
        Ok(outcome)
    }
}

impl Action for AddAlias {
    const COMMAND: &'static str = "speaker alias";
    const NEEDS: Right = Right::Record;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let id = writer.speaker(&self.speaker).about("speaker")?;
        for name in &self.names {
            if !self.force {
                refuse_taken(writer, name, Some(id)).about("names")?;
            }
            writer.add_alias(id, name).about("names")?;
        }
        let row = writer.speaker_by_id(id)?;
        let mut outcome = Outcome::default();
        outcome.changed("speaker", id, format!("{}, also known as {}", row.name, row.aliases.join(", ")));
        Ok(outcome)
    }
}

impl Action for JoinSpeakers {
    const COMMAND: &'static str = "speaker join";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let id = writer.speaker(&self.speaker).about("speaker")?;
        for other in &self.others {
            let other = writer.speaker(other).about("others")?;
            writer.join_speakers(id, other).about("others")?;
            let names = [writer.speaker_by_id(other)?.name, writer.speaker_by_id(id)?.name];
            outcome.changed("speaker", other, format!("“{}” is {}", names[0], names[1]));
        }
        Ok(outcome)
    }
}

impl Action for PartSpeaker {
    const COMMAND: &'static str = "speaker part";
    const NEEDS: Right = Right::Edit;

    fn run(&self, writer: &Writer, _: &ActionContext) -> Result<Outcome> {
        let id = writer.speaker(&self.speaker).about("speaker")?;
        writer.part_speaker(id)?;
        let mut outcome = Outcome::default();
        outcome.changed("speaker", id, format!("“{}” stands for itself again", writer.speaker_by_id(id)?.name));
        Ok(outcome)
    }
}
