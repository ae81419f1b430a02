//! The command line: one file for each command that reads; those that record are in `actions`.

mod annotate;
mod asked;
mod attachment_files;
mod backup;
mod claim;
mod completions;
mod conflicts;
mod contradictions;
mod correction;
mod counts;
mod demo;
mod doctor;
mod document;
mod duplicates;
mod editor;
mod export;
mod filter;
mod help;
mod lines;
mod list;
mod log;
mod man;
mod match_text;
mod member;
mod mine;
#[cfg(feature = "mirror")]
mod mirror;
mod output_file;
mod publish;
mod read;
mod repeats;
mod report;
mod request;
mod restore;
mod saved;
mod search;
mod serve;
mod session;
mod show;
mod speaker;
mod whoami;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::actions::{AcceptSuggestions, ClaimAction, Import, Merge, Redo, RunBatch, Undo, usage_error};
use crate::error::{Error, Result};
use crate::output::{Format, Reply, Terminal};
use crate::store::Store;
use session::Run as _;

pub use completions::VARIABLE as COMPLETION_VARIABLE;
pub use session::Session;

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
    after_help = "gainsay help COMMAND prints the same as --help; gainsay help filters explains how to select claims.",
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

    /// Who does it
    #[arg(
        id = "acting_member",
        long = "as",
        global = true,
        value_name = "MEMBER",
        help_heading = "For every command",
        help = "Who does it, as the history records it [default: $GAINSAY_USER, else as gainsay whoami says]"
    )]
    pub member: Option<String>,
    /// Look at the book as it was recorded at the end of a day, or after an entry of the history
    #[arg(long, global = true, value_name = "DATE|ENTRY", help_heading = "For every command")]
    pub at: Option<String>,

    /// How the answer is written: table, json, jsonl, csv or md [default: table]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::WORDS.iter().chain(&[read::BATCH])),
          hide_possible_values = true, help_heading = "For every command")]
    pub format: Option<String>,

    /// Do not shorten texts to the width of the terminal
    #[arg(long, global = true, help_heading = "For every command")]
    pub wide: bool,

    /// Print nothing but errors and what was asked for
    #[arg(long, short, global = true, help_heading = "For every command")]
    pub quiet: bool,

    /// Do not show long output in $PAGER
    #[arg(long, global = true, help_heading = "For every command")]
    pub no_pager: bool,

    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

#[expect(missing_docs, reason = "a command is documented where its flags are")]
/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Action(ClaimAction),
    List(list::List),
    Disputed(list::Disputed),
    Asked(asked::AskedRequests),
    Show(show::Show),
    Search(search::Search),
    Match(match_text::Match),
    Read(read::ReadArticle),
    Lines(lines::Lines),
    Annotate(annotate::Annotate),
    Accept(AcceptSuggestions),
    Repeats(repeats::Repeats),
    Duplicates(duplicates::Duplicates),
    Contradictions(contradictions::Contradictions),
    Counts(counts::CountClaims),
    Saved(saved::Saved),
    Claim(claim::Claim),
    Request(request::Request),
    Correction(correction::Correction),
    Speaker(speaker::Speaker),
    Document(document::Document),
    Member(member::Member),
    Mine(mine::MyClaims),
    Export(export::Export),
    Report(report::WriteReport),
    Publish(publish::Publish),
    #[cfg(feature = "mirror")]
    Mirror(mirror::MirrorBook),
    Import(Import),
    Merge(Merge),
    Conflicts(conflicts::Conflicts),
    Batch(RunBatch),
    Serve(serve::Serve),
    Whoami(whoami::Whoami),
    Log(log::Log),
    Undo(Undo),
    Redo(Redo),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Doctor(doctor::Doctor),
    Demo(demo::Demo),
    Completions(completions::Completions),
    Man(man::Man),
    Help(help::Help),
}

impl Command {
    /// Whether it looks at the book and leaves it as it is; of commands with sub-commands, whether one of them does. Actions are asked
    /// one by one, where they run.
    fn only_reads(&self) -> bool {
        #[cfg(feature = "mirror")]
        if matches!(self, Self::Mirror(_)) {
            return false;
        }
        !matches!(
            self,
            Self::Accept(_)
                | Self::Import(_)
                | Self::Merge(_)
                | Self::Batch(_)
                | Self::Serve(_)
                | Self::Undo(_)
                | Self::Redo(_)
                | Self::Backup(_)
                | Self::Restore(_)
                | Self::Doctor(_)
                | Self::Demo(_)
                | Self::Completions(_)
                | Self::Man(_)
                | Self::Help(_)
        )
    }
}

impl Cli {
    /// Reads a command line, the program first.
    ///
    /// # Errors
    /// What is wrong with it; or its help, if that is requested.
    pub fn read(line: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        // Left to itself, clap paints its help on a dumb terminal too, where `CI` is set.
        let colours = if Terminal::of_stdout(false).colour { ColorChoice::Always } else { ColorChoice::Never };
        let mut command = Self::command().color(colours);
        let line = filter::without_minus(&command, line);
        let mut matches = command.try_get_matches_from_mut(line)?;
        Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
    }

    /// Returns the command line whose arguments a shell completes out of the book that is named in a line or, if it names none,
    /// in `env_db`.
    pub fn completing(line: &[OsString], env_db: Option<PathBuf>) -> clap::Command {
        let mut words = line.iter().skip_while(|word| *word != "--");
        let mut db = None;
        while let Some(word) = words.next() {
            if word == "--db" {
                db = words.next().map(PathBuf::from);
            } else if let Some(path) = word.to_str().and_then(|word| word.strip_prefix("--db=")) {
                db = Some(path.into());
            }
        }
        let book = db.or(env_db).or_else(|| session::default_book().ok()).unwrap_or_default();
        completions::with_completions(Self::command(), &std::sync::Arc::new(book))
    }

    /// Returns what is wrong with a command line, in the words of this program.
    pub fn usage(error: &clap::Error) -> Error {
        usage_error(error, &Self::command())
    }

    /// Whether the command ends by itself when a signal stops it.
    pub fn stops_by_itself(&self) -> bool {
        matches!(self.command, Command::Serve(_))
    }

    /// Returns the format of `--format`; a table if none is given.
    pub fn format(&self) -> Format {
        self.format.as_deref().and_then(Format::of).unwrap_or(Format::Table)
    }

    /// Runs the command.
    ///
    /// # Errors
    /// Errors of the command.
    pub fn run(self, session: &Session) -> Result<Reply> {
        let is_batch = self.format.as_deref() == Some(read::BATCH);
        if is_batch && !matches!(self.command, Command::Read(_)) {
            return Err(
                Error::usage("only gainsay read writes a batch file").hint("gainsay read article.html --format batch")
            );
        }
        if !self.command.only_reads() {
            session.refuse_past()?;
        }
        match self.command {
            Command::Action(action) => session.perform(&*editor::with_text(action, session)?.into_action()),
            Command::List(command) => command.run(session),
            Command::Disputed(command) => command.run(session),
            Command::Asked(command) => command.run(session),
            Command::Show(command) => command.run(session),
            Command::Search(command) => command.run(session),
            Command::Match(command) => command.run(session),
            Command::Read(command) => command.run_as(session, is_batch),
            Command::Lines(command) => command.run(session),
            Command::Annotate(command) => command.run(session),
            Command::Repeats(command) => command.run(session),
            Command::Duplicates(command) => command.run(session),
            Command::Contradictions(command) => command.run(session),
            Command::Counts(command) => command.run(session),
            Command::Saved(command) => command.run(session),
            Command::Claim(command) => command.run(session),
            Command::Request(command) => command.run(session),
            Command::Correction(command) => command.run(session),
            Command::Speaker(command) => command.run(session),
            Command::Document(command) => command.run(session),
            Command::Member(command) => command.run(session),
            Command::Mine(command) => command.run(session),
            Command::Export(command) => command.run(session),
            Command::Report(command) => command.run(session),
            Command::Publish(command) => command.run(session),
            #[cfg(feature = "mirror")]
            Command::Mirror(command) => command.run(session),
            Command::Import(import) if import.dry_run && Store::is_free(&session.path()?) => {
                import.rehearse_in_new_book(&session.context())
            }
            Command::Import(import) => import.run(session),
            Command::Merge(merge) => merge.run(session),
            Command::Conflicts(command) => command.run(session),
            Command::Accept(accept) => accept.run(session),
            Command::Batch(batch) => batch.run(session),
            Command::Undo(undo) => undo.run(session),
            Command::Redo(redo) => redo.run(session),
            Command::Serve(command) => command.run(session),
            Command::Whoami(command) => command.run(session),
            Command::Log(command) => command.run(session),
            Command::Backup(command) => command.run(session),
            Command::Restore(command) => command.run(session),
            Command::Doctor(command) => command.run(session),
            Command::Demo(command) => command.run(session),
            Command::Completions(command) => command.run(),
            Command::Man(command) => command.run(Self::command()),
            Command::Help(command) => command.run(Self::command()),
        }
    }
}
