//! The one error of the program: a sentence in the user's words, its cause, a hint, and an exit code.

mod act;
mod words;

use std::fmt;

pub use act::Act;
pub use words::{Flag, Piece, Words, either, flag, say, typed};

/// What a caller can do about an error; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something outside our hands failed: a disk, a file. Exit code 1.
    Failure,
    /// The request cannot be understood. Exit code 2.
    Usage,
    /// What was named is not there. Exit code 3.
    NotFound,
    /// The request is understood and refused, because it would break a rule of the book. Exit code 4.
    Refused,
    /// The file is not a sound book. Exit code 5.
    Integrity,
    /// The reader of our output went away; silent success. Exit code 0.
    Silent,
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// What a caller can do about it.
    pub kind: Kind,
    message: Words,
    hint: Option<Box<Words>>,
    field: Option<Box<str>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What to do about a book that is damaged.
fn damaged() -> Words {
    say("nothing was written; ")
        + either(
            "gainsay doctor says what is wrong with it, gainsay restore FILE goes back to a backup",
            "in a terminal, doctor says what is wrong with it, and restore goes back to a backup",
        )
}

/// What everything that can fail returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(kind: Kind, message: impl Into<Words>) -> Self {
        Self { kind, message: message.into(), hint: None, field: None, source: None }
    }

    /// Something outside our hands failed.
    pub fn failure(message: impl Into<Words>) -> Self {
        Self::new(Kind::Failure, message)
    }

    /// The request cannot be understood.
    pub fn usage(message: impl Into<Words>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// What was named is not there.
    pub fn not_found(message: impl Into<Words>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// The request would break a rule of the book.
    pub fn refused(message: impl Into<Words>) -> Self {
        Self::new(Kind::Refused, message)
    }

    /// The file is not a sound book.
    pub fn integrity(message: impl Into<Words>) -> Self {
        Self::new(Kind::Integrity, message)
    }

    /// Adds what the user can do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(Box::new(hint.into()));
        self
    }

    /// Puts where it happened (a file and line) before the sentence.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.message = say(format!("{place}: ")) + self.message;
        self
    }

    /// Says which field of an action it is about, unless that is known already.
    #[must_use]
    pub fn about(mut self, field: &str) -> Self {
        self.field.get_or_insert_with(|| field.into());
        self
    }

    /// The field of an action that it is about, by its name there; nothing where it is about none, or several.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Whether it is about the file or the machine, not about what was asked: to ask again, or for less, does not help.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self.kind, Kind::Failure | Kind::Integrity)
    }

    /// Whether the database refused it because it breaks one of its rules.
    pub(crate) fn breaks_a_rule(&self) -> bool {
        let cause = self.source.as_ref().and_then(|source| source.downcast_ref::<rusqlite::Error>());
        cause.and_then(rusqlite::Error::sqlite_error_code) == Some(rusqlite::ErrorCode::ConstraintViolation)
    }

    /// What is wrong, in pieces.
    pub fn message(&self) -> &Words {
        &self.message
    }

    /// What can be done about it, in pieces; nothing where there is no hint.
    pub fn advice(&self) -> Words {
        self.hint.as_deref().cloned().unwrap_or_default()
    }

    /// The hint as a terminal says it, if there is one.
    pub fn hint_text(&self) -> Option<String> {
        self.hint.as_ref().map(ToString::to_string)
    }

    /// The exit code of the program: 0 ok, 1 failure, 2 usage, 3 not found, 4 refused, 5 integrity.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Silent => 0,
            Kind::Failure => 1,
            Kind::Usage => 2,
            Kind::NotFound => 3,
            Kind::Refused => 4,
            Kind::Integrity => 5,
        }
    }
}

/// Says of what fails which field of an action it is about.
pub trait About {
    /// As [`Error::about`].
    #[must_use]
    fn about(self, field: &str) -> Self;
}

impl<T> About for Result<T> {
    fn about(self, field: &str) -> Self {
        self.map_err(|error| error.about(field))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let said = match error.kind() {
            Io::BrokenPipe => Self::new(Kind::Silent, "the reader went away"),
            Io::StorageFull | Io::QuotaExceeded => Self::failure("the disk is full")
                .hint(either("make room on it, then run the command again", "make room on it, then try again")),
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
        said.because(error)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let said = match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::failure("the disk is full; nothing was written")
                .hint(either("make room on it, then run the command again", "make room on it, then try again")),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
                Self::failure("another program has kept the book locked for too long")
                    .hint(either("close it, then run the command again", "close it, then try again"))
            }
            Some(Code::ReadOnly) => Self::refused("the book is read-only; nothing was written")
                .hint(say("make the file and its folder writable") + typed(", or name another book with --db")),
            Some(Code::CannotOpen) => Self::failure("the book cannot be opened or written there")
                .hint(say("look at the folder and its permissions") + typed(", or name another book with --db")),
            Some(Code::PermissionDenied) => Self::failure("permission denied for the book"),
            Some(Code::NotADatabase) => Self::integrity("the file is not a book of gainsay")
                .hint(typed("name another file with --db; ") + "this one was not changed"),
            Some(Code::DatabaseCorrupt) => Self::integrity("the book is damaged").hint(damaged()),
            Some(Code::SystemIoFailure) => Self::failure("the disk failed while the book was read or written")
                .hint("is the disk full or gone? nothing of this command was kept"),
            Some(Code::ConstraintViolation) => Self::refused("that breaks a rule of the book; nothing was written")
                .hint(either(
                    "schema.sql has the rules; gainsay COMMAND --help says what fits",
                    "look at what was given, and at what is there already",
                )),
            _ => Self::integrity("the book is damaged, or was changed by another program").hint(damaged()),
        };
        said.because(error)
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
        Self::usage(error.to_string())
    }
}
