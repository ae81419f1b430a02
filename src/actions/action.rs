//! What all actions have in common: arguments, command, and how they run.

use std::fmt::Debug;

use clap::{ArgAction, Args, Command};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::command_line;
use super::context::ActionContext;
use super::outcome::Outcome;
use super::usage::usage_error;
use super::values::typed_values;
use crate::error::{Error, Result};
use crate::model::Right;
use crate::store::{EntryMeta, Store, Writer};
use crate::text::counted;

/// Something that a user can do to the record. Its fields are the flags of the command and the fields of the API.
pub trait Action: Args + Debug + DeserializeOwned + Serialize + 'static {
    /// The command, without the name of the program: `speaker add`.
    const COMMAND: &'static str;
    /// The right that it needs.
    const NEEDS: Right;
    /// Whether it starts a book if there is none.
    const STARTS_BOOK: bool = false;
    /// The kind of row that it adds, as an outcome names it; empty if it adds none.
    const ADDS: &'static str = "";

    /// Reads slow input, before the book is locked for writing.
    ///
    /// # Errors
    /// Errors of standard input.
    fn prepare(&self, _context: &ActionContext) -> Result<()> {
        Ok(())
    }

    /// Whether it only shows what it would do.
    fn is_dry_run(&self) -> bool {
        false
    }

    /// Whether it records nothing, and only says what is set.
    fn only_looks(&self) -> bool {
        false
    }

    /// Runs the action as a part of an entry of the history.
    ///
    /// # Errors
    /// What the record refuses, with the field that is wrong; an action that cannot be part of a batch.
    fn run(&self, _writer: &Writer, _context: &ActionContext) -> Result<Outcome> {
        Err(Error::usage(format!("{} cannot be part of a batch", Self::COMMAND))
            .hint(format!("gainsay {} is a command of its own", Self::COMMAND)))
    }

    /// Runs the action in a book, as one entry of its history.
    ///
    /// # Errors
    /// As [`Action::run`], and those of the book.
    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        self.prepare(context)?;
        if self.is_dry_run() {
            let mut outcome = store.dry_run(&self.stamp(context)?, |writer| self.run(writer, context))?;
            outcome.claims.clear();
            outcome.note(format!("{} would be written; nothing was", counted(outcome.changes.len(), "change")));
            return Ok(outcome);
        }
        store.record(&self.stamp(context)?, |writer| {
            context.refuse_if_changed(writer)?;
            self.run(writer, context)
        })
    }

    /// Returns what the history records of it beside its changes.
    ///
    /// # Errors
    /// As [`Action::line`].
    fn stamp(&self, context: &ActionContext) -> Result<EntryMeta> {
        Ok(context.stamp(self.line()?, Self::NEEDS))
    }

    /// Returns the action as a command line.
    ///
    /// # Errors
    /// A text with a null character, which no command line can have.
    fn line(&self) -> Result<String> {
        let values = values_of(self)?;
        command_line::join(Self::COMMAND, &command_line::words(&arguments::<Self>(), &values))
    }
}

/// An action of any kind.
pub trait AnyAction: Debug {
    /// Returns its kind.
    fn definition(&self) -> Definition;
    /// As [`Action::only_looks`].
    fn only_looks(&self) -> bool;
    /// As [`Action::run`].
    ///
    /// # Errors
    /// As [`Action::run`].
    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome>;
    /// As [`Action::perform`].
    ///
    /// # Errors
    /// As [`Action::perform`].
    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome>;
    /// As [`Action::line`].
    ///
    /// # Errors
    /// As [`Action::line`].
    fn line(&self) -> Result<String>;
    /// Returns the action with other texts, if `read` returns one for any of its texts.
    ///
    /// # Errors
    /// Errors of `read`; texts that the action cannot have.
    fn with_texts(&self, read: &mut dyn FnMut(&str) -> Result<Option<String>>) -> Result<Option<Box<dyn AnyAction>>>;
}

impl<A: Action> AnyAction for A {
    fn definition(&self) -> Definition {
        Definition::of::<A>()
    }

    fn only_looks(&self) -> bool {
        Action::only_looks(self)
    }

    fn run(&self, writer: &Writer, context: &ActionContext) -> Result<Outcome> {
        writer.require(A::NEEDS, A::COMMAND)?;
        Action::run(self, writer, context)
    }

    fn perform(&self, store: &Store, context: &ActionContext) -> Result<Outcome> {
        Action::perform(self, store, context)
    }

    fn line(&self) -> Result<String> {
        Action::line(self)
    }

    fn with_texts(&self, read: &mut dyn FnMut(&str) -> Result<Option<String>>) -> Result<Option<Box<dyn AnyAction>>> {
        let mut values = values_of(self)?;
        let mut is_changed = false;
        for argument in arguments::<A>().get_arguments() {
            let is_text = argument.get_value_names().is_some_and(|names| names.iter().any(|name| name == "TEXT"));
            let texts = match values.get_mut(argument.get_id().as_str()).filter(|_| is_text) {
                Some(Value::Array(several)) => several.iter_mut().collect(),
                Some(one) => vec![one],
                None => Vec::new(),
            };
            for value in texts {
                let Value::String(text) = value else { continue };
                if let Some(other) = read(text).map_err(|error| error.about(argument.get_id().as_str()))? {
                    *text = other;
                    is_changed = true;
                }
            }
        }
        if is_changed { Ok(Some(Box::new(read_action::<A>(values)?))) } else { Ok(None) }
    }
}

/// Reads an action from words, with the arguments of its kind.
type FromWords = fn(&mut Command, &[String]) -> Result<Box<dyn AnyAction>, clap::Error>;
/// Reads an action from values by the names of its fields.
type FromValues = fn(Map<String, Value>) -> Result<Box<dyn AnyAction>>;

/// A kind of action.
#[derive(Clone, Copy)]
pub struct Definition {
    /// As [`Action::COMMAND`].
    pub command: &'static str,
    /// As [`Action::NEEDS`].
    pub needs: Right,
    /// As [`Action::STARTS_BOOK`].
    pub starts_book: bool,
    /// As [`Action::ADDS`].
    pub adds: &'static str,
    /// Its arguments.
    pub arguments: fn() -> Command,
    /// Reads one from the words behind the command.
    pub from_words: FromWords,
    /// Reads one from values by the names of its fields.
    pub from_values: FromValues,
}

impl Definition {
    /// Returns the kind of an action.
    pub const fn of<A: Action>() -> Self {
        Self {
            command: A::COMMAND,
            needs: A::NEEDS,
            starts_book: A::STARTS_BOOK,
            adds: A::ADDS,
            arguments: arguments::<A>,
            from_words: from_words::<A>,
            from_values: |values| Ok(Box::new(read_action::<A>(values)?)),
        }
    }

    /// Returns an argument by its name.
    pub fn argument(&self, name: &str) -> Option<Argument> {
        let arguments = (self.arguments)();
        let found = arguments.get_arguments().find(|argument| argument.get_id() == name)?;
        Some(Argument {
            is_switch: matches!(found.get_action(), ArgAction::SetTrue),
            value_name: found
                .get_value_names()
                .and_then(|names| names.first())
                .map_or_else(String::new, ToString::to_string),
            help: found.get_help().map_or_else(String::new, ToString::to_string),
        })
    }
}

/// An argument of an action.
#[derive(Default)]
pub struct Argument {
    /// Whether it is a switch.
    pub is_switch: bool,
    /// The name of its value in the help, such as `SPEAKER`; empty for a switch.
    pub value_name: String,
    /// Its help.
    pub help: String,
}

fn arguments<A: Action>() -> Command {
    let command = Command::new(A::COMMAND).bin_name(format!("gainsay {}", A::COMMAND)).no_binary_name(true);
    A::augment_args(command)
}

fn from_words<A: Action>(arguments: &mut Command, words: &[String]) -> Result<Box<dyn AnyAction>, clap::Error> {
    let mut matches = arguments.try_get_matches_from_mut(words)?;
    Ok(Box::new(A::from_arg_matches_mut(&mut matches).map_err(|error| error.format(arguments))?))
}

/// Reads an action from values by the names of its fields. Checks also which arguments need or exclude others.
///
/// # Errors
/// A name that is no field; a value that its field cannot have; fields that exclude or need each other.
pub fn read_action<A: Action>(values: Map<String, Value>) -> Result<A> {
    let mut arguments = arguments::<A>();
    let values = typed_values(&arguments, values)?;
    let words = command_line::words(&arguments, &values);
    command_line::join(A::COMMAND, &words)?;
    arguments.try_get_matches_from_mut(words).map_err(|error| usage_error(&error, &arguments))?;
    Ok(serde_json::from_value(values.into())?)
}

fn values_of(action: &impl Action) -> Result<Map<String, Value>> {
    match serde_json::to_value(action)? {
        Value::Object(values) => Ok(values),
        _ => Ok(Map::new()),
    }
}
