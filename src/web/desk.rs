//! The desk: whatever the page writes is a command of the command line, so that one set of rules holds for both, and the
//! history shows the line that would have done it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::error::Result;
use crate::model::import::report::ImportedFile;
use crate::model::records::EditedRecord;
use crate::output::Reply;

/// A command that the page gives.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Its words, as they would be typed after the name of the program.
    pub words: Vec<String>,
    /// What stands in place of standard input.
    pub input: Option<String>,
    /// Whether somebody is there who can be asked before something doubtful is done.
    pub asks: bool,
    /// What is changed, and the newest entry of its history that whoever gives the command has seen.
    pub seen: Option<(EditedRecord, i64)>,
    /// A file that comes with it; no other one can be named.
    pub file: Option<Handed>,
}

/// A file that is handed over with a command.
#[derive(Clone, Debug)]
pub struct Handed {
    /// What the command and the history call it; `-` where it has no name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// The folder for what the command writes beside it.
    pub folder: PathBuf,
    /// What it was taken for, told while the command works: also where that fails in the end.
    pub taken: Arc<Mutex<Vec<ImportedFile>>>,
}

/// Does what the page orders.
pub type Desk = Arc<dyn Fn(&Order) -> Result<Reply> + Send + Sync>;
