//! The session of a command: the book, the time, and how replies are written.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use etcetera::BaseStrategy as _;

use crate::actions::{Action, ActionContext, AnyAction, read_text};
use crate::error::{Error, Result, terminal_only};
use crate::model::Moment;
use crate::output::{Format, Progress, Reply, print_notice};
use crate::store::{Patience, Store};

/// A command of the command line.
pub(super) trait Run {
    /// Runs the command, and returns its reply.
    ///
    /// # Errors
    /// Errors of the book; arguments that do not fit.
    fn run(self, session: &Session) -> Result<Reply>;
}

impl<A: Action> Run for A {
    fn run(self, session: &Session) -> Result<Reply> {
        session.perform(&self)
    }
}

/// The session of a command.
pub struct Session {
    /// The book given with `--db`.
    pub db: Option<PathBuf>,
    /// The book given with `GAINSAY_DB`.
    pub env_db: Option<PathBuf>,
    /// The name given with `--as`.
    pub named: Option<String>,
    /// The name given with `GAINSAY_USER`.
    pub env_name: Option<String>,
    /// The name of the account.
    pub account: Option<String>,
    /// The moment given with `--at`, at which the book is looked at.
    pub at: Option<String>,
    /// The format given with `--format`.
    pub format: Option<Format>,
    /// The name by which the program was called.
    pub program: String,
    /// The local time, by which "yesterday" is understood.
    pub now: NaiveDateTime,
    /// Returns the local time, and UTC as it is recorded.
    pub clock: fn() -> (NaiveDateTime, String),
    /// Shows the progress of long work.
    pub progress: Progress,
    /// The time in UTC, as the history records it.
    pub recorded_at: String,
    /// Whether a person types and reads.
    pub is_typed: bool,
}

impl Session {
    /// Returns the path of the book.
    ///
    /// # Errors
    /// No home folder to keep it in, and none named.
    pub fn path(&self) -> Result<PathBuf> {
        if let Some(path) = self.db.as_ref().or(self.env_db.as_ref()) {
            return Ok(path.clone());
        }
        default_book()
    }

    /// Refuses `--at` where something would be recorded, or the file itself is meant.
    ///
    /// # Errors
    /// A moment was given.
    pub(super) fn refuse_past(&self) -> Result<()> {
        match &self.at {
            None => Ok(()),
            Some(_) => {
                Err(Error::usage("--at looks at the book as it was recorded then, and this command does not only look")
                    .hint(terminal_only(
                        "leave out --at; it goes with list, show, search, export, report and whatever else only reads",
                    )))
            }
        }
    }

    /// Opens the book, which must be there.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(&self) -> Result<Store> {
        let path = self.path()?;
        let Some(at) = &self.at else { return self.open_at(&path) };
        let store = Store::open_as_recorded(&path, &Moment::read(at, self.now)?)?;
        self.set_names(&store);
        if let Some(state) = store.recorded_state() {
            self.progress.message(&format!("the book {state}"));
        }
        Ok(store)
    }

    /// Returns the local time by which the dates of an open book are understood: now, or that of the moment at which it is looked at.
    pub(super) fn time_of(&self, store: &Store) -> NaiveDateTime {
        let moment = self.at.as_ref().and_then(|at| Moment::read(at, self.now).ok());
        moment.zip(store.recorded_state()).map_or(self.now, |(moment, state)| moment.local_time(&state.at, self.now))
    }

    /// Opens the book at a path, and says so if it was upgraded or is not as this program makes it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(super) fn open_at(&self, path: &Path) -> Result<Store> {
        let mut store = Store::open(path)?;
        store.set_patience(Patience { notice: Some(print_notice), ..Patience::default() });
        if let Some(upgraded) = store.upgraded() {
            self.progress.message(&format!(
                "upgraded {} from format {} to {}; as it was, it is kept in {}",
                path.display(),
                upgraded.from,
                upgraded.to,
                upgraded.kept.display()
            ));
        }
        self.set_names(&store);
        if let Some(foreign) = store.foreign() {
            self.progress.message(&foreign.to_string());
        }
        Ok(store)
    }

    fn set_names(&self, store: &Store) {
        store.tell_names_apart(matches!(self.format, None | Some(Format::Table | Format::Md)));
    }

    /// Returns the path of the book and whether the book is new. Starts a book if there is none.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::create`].
    pub fn started(&self) -> Result<(PathBuf, bool)> {
        let path = self.path()?;
        let free = Store::is_free(&path);
        if free {
            self.make_default_folder(&path)?;
        }
        let made = free && Store::create(&path, |_| Ok(()))?.is_some();
        self.open_at(&path)?;
        Ok((path, made))
    }

    /// Runs an action as one entry of the history, and returns the reply. If there is no book, some actions start one.
    ///
    /// # Errors
    /// Errors of the action and of the book; then no book is started.
    pub fn perform(&self, action: &dyn AnyAction) -> Result<Reply> {
        if self.at.is_some() && action.only_looks() {
            let store = self.open()?;
            return action.perform(&store, &self.context())?.into_reply(&store);
        }
        self.refuse_past()?;
        let path = self.path()?;
        let mut is_read = false;
        let with_texts = action.with_texts(&mut |text| text_elsewhere(text, &mut is_read))?;
        let action = with_texts.as_deref().unwrap_or(action);
        let perform = |store: &Store| {
            self.set_names(store);
            action.perform(store, &self.context())?.into_reply(store)
        };
        if action.definition().starts_book && Store::is_free(&path) {
            self.make_default_folder(&path)?;
            if let Some(reply) = Store::create(&path, perform)? {
                return Ok(reply.note(format!("started a new book: {}", path.display())));
            }
        }
        perform(&self.open_at(&path)?)
    }

    /// Returns the context of an action.
    pub(super) fn context(&self) -> ActionContext<'_> {
        let member = self.member().map(|(name, _)| name);
        ActionContext { member, ..ActionContext::at_terminal(self.now, self.recorded_at.clone(), &self.progress) }
    }

    /// Makes the folder of the default book, readable by its owner only.
    fn make_default_folder(&self, path: &Path) -> Result<()> {
        let Some(folder) =
            path.parent().filter(|folder| self.db.is_none() && self.env_db.is_none() && !folder.is_dir())
        else {
            return Ok(());
        };
        let mut make = std::fs::DirBuilder::new();
        make.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
        make.create(folder).map_err(|error| Error::from(error).at(folder.display()))
    }
}

/// Returns the path of the book where none is named.
///
/// # Errors
/// No home folder to keep it in.
pub(super) fn default_book() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|_| {
        Error::failure("there is no home folder to keep a book in")
            .hint(terminal_only("name the book with --db or $GAINSAY_DB"))
    })?;
    Ok(base.data_dir().join("gainsay").join("claims.db"))
}

/// Returns the text that a text on the command line names: `-` is standard input, `@FILE` a file that is there.
fn text_elsewhere(text: &str, is_read: &mut bool) -> Result<Option<String>> {
    let path = match text.strip_prefix('@') {
        _ if text == "-" && *is_read => {
            return Err(Error::usage("- is standard input, which can be read only once")
                .hint(terminal_only("put one of the texts into a file, and name it with @FILE")));
        }
        _ if text == "-" => Path::new("-"),
        Some(path) if Path::new(path).is_file() => Path::new(path),
        _ => return Ok(None),
    };
    *is_read |= text == "-";
    let read = read_text(path)?;
    if read.trim().is_empty() {
        let name = if text == "-" { "standard input" } else { text };
        return Err(Error::usage(format!("{name} has no text")).hint(terminal_only("write the text instead")));
    }
    Ok(Some(read.trim_end().to_string()))
}
