//! The error type of the program: a sentence for the user, a cause, a hint and an exit code.

mod json;
mod panic;
mod sentence;
mod suggestion;

use std::fmt;

pub(crate) use json::json_fault;
pub use panic::{catch_panic, on_panic};
pub use sentence::{Flag, Sentence, SentencePart, flag, terminal_only, terminal_or_page};
pub use suggestion::Suggestion;

/// The kind of an error. It decides the exit code of the program and the HTTP status of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The file system or the machine failed. Exit code 1.
    Failure,
    /// Another command writes to the book. Exit code 1.
    Busy,
    /// The arguments are wrong. Exit code 2.
    Usage,
    /// Something that was named does not exist. Exit code 3.
    NotFound,
    /// The arguments are understood, but would break a rule of the book. Exit code 4.
    Refused,
    /// The file is not a book, or is damaged. Exit code 5.
    Integrity,
    /// The program that reads our output has closed it. Nothing is printed. Exit code 0.
    Silent,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The kind of error.
    pub kind: ErrorKind,
    message: Sentence,
    hint: Option<Box<Sentence>>,
    field: Option<Box<str>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Returns the hint for a damaged book.
fn damaged() -> Sentence {
    Sentence::from("nothing was written; ")
        + terminal_or_page(
            "gainsay doctor says what is wrong with it, gainsay restore FILE goes back to a backup",
            "in a terminal, doctor says what is wrong with it, and restore goes back to a backup",
        )
}

/// The result of everything in the program that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(kind: ErrorKind, message: impl Into<Sentence>) -> Self {
        Self { kind, message: message.into(), hint: None, field: None, source: None }
    }

    /// Makes an error of [`ErrorKind::Failure`].
    pub fn failure(message: impl Into<Sentence>) -> Self {
        Self::new(ErrorKind::Failure, message)
    }

    /// Makes an error of [`ErrorKind::Busy`].
    pub fn busy(message: impl Into<Sentence>) -> Self {
        Self::new(ErrorKind::Busy, message)
    }

    /// Makes an error of [`ErrorKind::Usage`].
    pub fn usage(message: impl Into<Sentence>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// Makes an error of [`ErrorKind::NotFound`].
    pub fn not_found(message: impl Into<Sentence>) -> Self {
        Self::new(ErrorKind::NotFound, message)
    }

    /// Makes an error of [`ErrorKind::Refused`].
    pub fn refused(message: impl Into<Sentence>) -> Self {
        Self::new(ErrorKind::Refused, message)
    }

    /// Makes an error of [`ErrorKind::Integrity`].
    pub fn integrity(message: impl Into<Sentence>) -> Self {
        Self::new(ErrorKind::Integrity, message)
    }

    /// Adds what the user can do next; replaces an earlier hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Sentence>) -> Self {
        self.hint = Some(Box::new(hint.into()));
        self
    }

    /// Puts the place of the error, such as a file and line, before the sentence.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.message = Sentence::from(format!("{place}: ")) + self.message;
        self
    }

    /// Sets the field of an action that the error is about, unless one is set.
    #[must_use]
    pub fn about(mut self, field: &str) -> Self {
        self.field.get_or_insert_with(|| field.into());
        self
    }

    /// Returns the name of the field of an action that the error is about; `None` if it is about no field, or several.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Whether the file or the machine is the reason, so that other arguments would not help.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self.kind, ErrorKind::Failure | ErrorKind::Busy | ErrorKind::Integrity)
    }

    /// Whether a constraint of the database was violated.
    pub(crate) fn violates_constraint(&self) -> bool {
        let cause = self.source.as_ref().and_then(|source| source.downcast_ref::<rusqlite::Error>());
        cause.and_then(rusqlite::Error::sqlite_error_code) == Some(rusqlite::ErrorCode::ConstraintViolation)
    }

    /// Returns the sentence that says what is wrong.
    pub fn message(&self) -> &Sentence {
        &self.message
    }

    /// Returns the hint; an empty message if there is none.
    pub fn hint_sentence(&self) -> Sentence {
        self.hint.as_deref().cloned().unwrap_or_default()
    }

    /// Returns the hint as the terminal shows it, if there is one.
    pub fn hint_text(&self) -> Option<String> {
        self.hint.as_ref().map(ToString::to_string)
    }

    /// Returns the exit code of the program: 0 ok, 1 failure, 2 usage, 3 not found, 4 refused, 5 integrity.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            ErrorKind::Silent => 0,
            ErrorKind::Failure | ErrorKind::Busy => 1,
            ErrorKind::Usage => 2,
            ErrorKind::NotFound => 3,
            ErrorKind::Refused => 4,
            ErrorKind::Integrity => 5,
        }
    }
}

/// Sets the field that the error of a result is about.
pub trait AboutField {
    /// As [`Error::about`].
    #[must_use]
    fn about(self, field: &str) -> Self;
}

impl<T> AboutField for Result<T> {
    fn about(self, field: &str) -> Self {
        self.map_err(|error| error.about(field))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let converted = match error.kind() {
            Io::BrokenPipe => Self::new(ErrorKind::Silent, "the reader went away"),
            Io::StorageFull | Io::QuotaExceeded => Self::failure("the disk is full").hint(terminal_or_page(
                "make room on it, then run the command again",
                "make room on it, then try again",
            )),
            Io::PermissionDenied => Self::failure("permission denied").hint("ls -l shows who may read and write it"),
            Io::NotFound => Self::failure("no such file or folder").hint("is the name right? ls shows what is there"),
            Io::IsADirectory => Self::failure("that is a folder, not a file").hint("name a file in it"),
            Io::InvalidData => Self::failure("that is not UTF-8 text").hint("save it as UTF-8, then try again"),
            _ => {
                let text = error.to_string();
                Self::failure(text.split(" (os error").next().unwrap_or_default().to_lowercase())
                    .hint("look at the disk, the folder and its permissions")
            }
        };
        converted.caused_by(error)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let converted = match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::failure("the disk is full; nothing was written").hint(terminal_or_page(
                "make room on it, then run the command again",
                "make room on it, then try again",
            )),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
                Self::busy("another program has kept the book locked for too long")
                    .hint(terminal_or_page("close it, then run the command again", "close it, then try again"))
            }
            Some(Code::ReadOnly) => Self::refused("the book is read-only; nothing was written").hint(
                Sentence::from("make the file and its folder writable")
                    + terminal_only(", or name another book with --db"),
            ),
            Some(Code::CannotOpen) => Self::failure("the book cannot be opened or written there").hint(
                Sentence::from("look at the folder and its permissions")
                    + terminal_only(", or name another book with --db"),
            ),
            Some(Code::PermissionDenied) => Self::failure("permission denied for the book"),
            Some(Code::NotADatabase) => Self::integrity("the file is not a book of gainsay")
                .hint(terminal_only("name another file with --db; ") + "this one was not changed"),
            Some(Code::DatabaseCorrupt) => Self::integrity("the book is damaged").hint(damaged()),
            Some(Code::OperationInterrupted) => {
                Self::integrity("this took more work than a book of its size may take, so it was stopped")
                    .hint(damaged())
            }
            Some(Code::SystemIoFailure) => Self::failure("the disk failed while the book was read or written")
                .hint("is the disk full or gone? nothing of this command was kept"),
            Some(Code::ConstraintViolation) => Self::refused("that breaks a rule of the book; nothing was written")
                .hint(terminal_or_page(
                    "schema.sql has the rules; gainsay COMMAND --help says what fits",
                    "look at what was given, and at what is there already",
                )),
            _ => Self::integrity("the book is damaged, or was changed by another program").hint(damaged()),
        };
        converted.caused_by(error)
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            _ => Self::failure("the CSV could not be written"),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() {
            return std::io::Error::from(error).into();
        }
        Self::usage(json_fault(&error))
    }
}
