//! What is known of a sentence of a text that is checked.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::suggest::did_you_mean;

vocabulary! {
    /// What is known of a sentence of a text that is checked.
    SentenceState ("state of a sentence") {
        /// A claim was recorded there.
        Recorded = "recorded",
        /// The program suggests claims there, on which nobody has decided.
        Suggested = "suggested",
        /// Somebody said that nothing there has to be checked.
        NothingToCheck = "nothing-to-check",
        /// Nothing is recorded or suggested there, and nobody has said that nothing has to be checked.
        Undecided = "undecided",
    }
}
