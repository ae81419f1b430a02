//! The parser of arguments that take one of some words.

use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::error::Error;

/// Returns the parser of an argument that takes one of `words`.
pub(super) fn one_of<T>(words: impl Into<PossibleValuesParser>) -> impl TypedValueParser<Value = T>
where
    T: Clone + FromStr<Err = Error> + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse())
}
