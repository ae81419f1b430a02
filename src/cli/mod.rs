//! The command line: one file a command, its flags and what it does.

mod add;
mod aside;
mod backup;
mod columns;
mod completions;
mod counts;
mod demo;
mod desk;
mod dispute;
mod doctor;
mod document;
mod edit;
mod evidence;
mod export;
mod filter;
mod find;
mod help;
mod import;
mod list;
mod log;
mod man;
mod rate;
mod read_in;
mod receipt;
mod rejected;
mod remove;
mod repeats;
mod report;
mod respond;
mod restore;
mod retract;
mod saved;
mod say;
mod saying;
mod search;
mod serve;
mod session;
mod show;
mod speaker;
mod stage;
mod tag;
mod targets;
mod undo;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue};
use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_only, terminal_or_page};
use crate::model::Stance;
use crate::output::{Format, Reply, Terminal};

pub use session::{Brought, Session};

/// A book of claims: who made each, who disputed it, in which words, and where it stands
#[derive(Debug, Parser)]
#[command(
    name = "gainsay",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    infer_subcommands = false,
    after_help = "gainsay help COMMAND says the same as --help; gainsay help filters tells how claims are found.",
    before_help = "  gainsay add \"Crime has fallen\" --by \"Jane Doe\" --url https://example.org/a\n  gainsay list --disputed"
)]
pub struct Cli {
    /// The book
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help_heading = "For every command",
        help = "The book [default: $GAINSAY_DB, else claims.db in the user's data folder]"
    )]
    pub db: Option<PathBuf>,

    /// How the answer is written: table, json, jsonl, csv or md [default: table]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::WORDS),
          hide_possible_values = true, help_heading = "For every command")]
    pub format: Option<String>,

    /// Whole texts on a terminal, however wide they are
    #[arg(long, global = true, help_heading = "For every command")]
    pub wide: bool,

    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

#[expect(missing_docs, reason = "flattened; see the commands")]
/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Claims(Claims),
    #[command(flatten)]
    Book(Book),
}

#[expect(missing_docs, reason = "a command is documented where its flags are")]
/// Commands that speak of claims.
#[derive(Debug, Subcommand)]
pub enum Claims {
    Add(add::Add),
    Say(say::Say),
    Dispute(dispute::Dispute),
    Respond(respond::Respond),
    Retract(retract::Retract),
    Rate(rate::Rate),
    Evidence(evidence::Evidence),
    Stage(stage::Stage),
    Tag(tag::Tag),
    Edit(edit::Edit),
    Remove(remove::Remove),
    List(list::List),
    Disputed(list::Disputed),
    Show(show::Show),
    Search(search::Search),
    Match(find::Match),
    Repeats(repeats::Repeats),
    Counts(counts::Counts),
    Saved(saved::Saved),
}

#[expect(missing_docs, reason = "a command is documented where its flags are")]
/// Commands that speak of everything else.
#[derive(Debug, Subcommand)]
pub enum Book {
    Speaker(speaker::Speaker),
    Document(document::Document),
    Export(export::Export),
    Report(report::Report),
    Import(import::Import),
    Serve(serve::Serve),
    Log(log::Log),
    Undo(undo::Undo),
    Redo(undo::Redo),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Doctor(doctor::Doctor),
    Demo(demo::Demo),
    Completions(completions::Completions),
    Man(man::Man),
    Help(help::Help),
}

impl Cli {
    /// Reads a command line, the program first.
    ///
    /// # Errors
    /// What is wrong with it; or that its help was asked for.
    pub fn read(line: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        // Left to itself, clap paints its help on a dumb terminal too, where `CI` is set.
        let colours = if Terminal::of_stdout(false).colour { ColorChoice::Always } else { ColorChoice::Never };
        let mut command = Self::command().color(colours);
        let mut said = command.try_get_matches_from_mut(filter::without_minus(line))?;
        Self::from_arg_matches_mut(&mut said).map_err(|error| error.format(&mut command))
    }

    /// What is wrong with a command line, in the words of this program.
    pub fn usage(error: &clap::Error) -> Error {
        let text = error.to_string();
        let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty() && !line.starts_with('['));
        let first_line = lines.collect::<Vec<_>>().join(" ");
        let error_text = first_line.strip_prefix("error: ").unwrap_or(&first_line);
        let words = |kind| match error.get(kind) {
            Some(ContextValue::String(word)) => vec![word.clone()],
            Some(ContextValue::Strings(words)) => words.clone(),
            Some(ContextValue::StyledStrs(words)) => words.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        let like = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .into_iter()
            .flat_map(words)
            .next();
        let valid = words(ContextKind::ValidValue);
        let stance = words(ContextKind::InvalidValue).first().and_then(|word| word.parse::<Stance>().ok());
        let hint = match like {
            _ if stance.is_some() => Suggestion::Respond + " records any stance",
            Some(word) => Sentence::from(format!("did you mean {word}?")),
            None if !valid.is_empty() => Sentence::from(format!("one of: {}", valid.join(", "))),
            None if words(ContextKind::Suggested).iter().any(|tip| tip.contains("as a value")) => {
                "in a filter, not WORD leaves a word out; what stands behind -- is never a flag".into()
            }
            None if !words(ContextKind::Suggested).is_empty() => {
                terminal_only(words(ContextKind::Suggested).join("; "))
            }
            None => terminal_only("gainsay --help, and gainsay COMMAND --help, say what can be asked"),
        };
        let named = [ContextKind::InvalidArg, ContextKind::PriorArg].into_iter().flat_map(words);
        let named: Vec<_> = named.collect();
        let message = match error_text.split_once("not provided: ") {
            Some((before, rest)) => {
                terminal_or_page(format!("{before}not provided: "), "needed as well: ") + naming_flags(rest, &named)
            }
            None => naming_flags(error_text, &named),
        };
        Error::usage(message).hint(hint)
    }

    /// The format that was asked for; a table where none was.
    pub fn format(&self) -> Format {
        self.format.as_deref().and_then(Format::of).unwrap_or(Format::Table)
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// Those of the command.
    pub fn run(self, session: &Session) -> Result<Reply> {
        match self.command {
            Command::Claims(command) => command.run(session),
            Command::Book(command) => command.run(session),
        }
    }
}

/// What clap says, with the arguments that it names as flags: `'--by <SPEAKER>'`.
fn naming_flags(text: &str, arguments: &[String]) -> Sentence {
    let found = arguments.iter().filter_map(|argument| {
        let name = argument.split([' ', '=', '[']).next().filter(|name| name.starts_with("--"))?;
        Some((text.find(argument.as_str())?, argument.as_str(), name))
    });
    let Some((at, argument, name)) = found.min() else { return text.into() };
    let (before, after) = (&text[..at], &text[at + argument.len()..]);
    let (before, after, mark) = match (before.strip_suffix('\''), after.strip_prefix('\'')) {
        (Some(before), Some(after)) => (before, after, "'"),
        _ => (before, after, ""),
    };
    let rest = argument.strip_prefix(name).unwrap_or_default();
    Sentence::from(before)
        + terminal_only(mark)
        + flag(name.to_string())
        + terminal_only(rest)
        + terminal_only(mark)
        + naming_flags(after, arguments)
}

impl Claims {
    fn run(self, session: &Session) -> Result<Reply> {
        match self {
            Self::Add(command) => command.run(session),
            Self::Say(command) => command.run(session),
            Self::Dispute(command) => command.run(session),
            Self::Respond(command) => command.run(session),
            Self::Retract(command) => command.run(session),
            Self::Rate(command) => command.run(session),
            Self::Evidence(command) => command.run(session),
            Self::Stage(command) => command.run(session),
            Self::Tag(command) => command.run(session),
            Self::Edit(command) => command.run(session),
            Self::Remove(command) => command.run(session),
            Self::List(command) => command.run(session),
            Self::Disputed(command) => command.run(session),
            Self::Show(command) => command.run(session),
            Self::Search(command) => command.run(session),
            Self::Match(command) => command.run(session),
            Self::Repeats(command) => command.run(session),
            Self::Counts(command) => command.run(session),
            Self::Saved(command) => command.run(session),
        }
    }
}

impl Book {
    fn run(self, session: &Session) -> Result<Reply> {
        match self {
            Self::Speaker(command) => command.run(session),
            Self::Document(command) => command.run(session),
            Self::Export(command) => command.run(session),
            Self::Report(command) => command.run(session),
            Self::Import(command) => command.run(session),
            Self::Serve(command) => command.run(session),
            Self::Log(command) => command.run(session),
            Self::Undo(command) => command.run(session),
            Self::Redo(command) => command.run(session),
            Self::Backup(command) => command.run(session),
            Self::Restore(command) => command.run(session),
            Self::Doctor(command) => command.run(session),
            Self::Demo(command) => command.run(session),
            Self::Completions(command) => command.run(session),
            Self::Man(command) => command.run(session),
            Self::Help(command) => command.run(session),
        }
    }
}
