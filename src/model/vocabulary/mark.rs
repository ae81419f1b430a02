//! What a person says of a passage of a document.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::suggest::did_you_mean;

vocabulary! {
    /// What a person says of a passage of a stored text.
    PassageMark ("mark") {
        /// What is suggested there was recorded.
        Recorded = "recorded",
        /// What is suggested there is not to be suggested again.
        Dismissed = "dismissed",
        /// Nothing there has to be checked.
        NothingToCheck = "nothing-to-check",
    }
}
