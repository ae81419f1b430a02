//! The desk: whatever the page writes is a command of the command line, so that one set of rules holds for both, and the
//! history shows the line that would have done it.

use std::sync::Arc;

use crate::answer::Answer;
use crate::error::Result;
use crate::model::new::Watched;

/// A command that the page gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Its words, as they would be typed after the name of the program.
    pub words: Vec<String>,
    /// What stands in place of standard input.
    pub input: Option<String>,
    /// Whether somebody is there who can be asked before something doubtful is done.
    pub asks: bool,
    /// What is changed, and the newest entry of its history that whoever gives the command has seen.
    pub seen: Option<(Watched, i64)>,
}

/// Does what the page orders.
pub type Desk = Arc<dyn Fn(&Order) -> Result<Answer> + Send + Sync>;
