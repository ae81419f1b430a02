//! Speakers who dispute each other, and how many claims stand between them.

use std::collections::BTreeMap;

/// A speaker who disputes another, or is disputed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpponentRow {
    /// The number people type.
    pub id: i64,
    /// The name.
    pub name: String,
    /// How many claims stand between the two.
    pub claims: i64,
}

/// Who disputes whom: speakers who dispute, speakers who are disputed, and how many claims stand between each two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opponents {
    /// Those who dispute most, with the number of disputes of `between`; most first.
    pub disputing: Vec<OpponentRow>,
    /// Those who are disputed most, with the number of disputes of `between`; most first.
    pub disputed: Vec<OpponentRow>,
    /// How many claims the first disputes of the second, by their numbers.
    pub between: BTreeMap<(i64, i64), i64>,
    /// Whether there are more disputed claims than were looked at.
    pub more: bool,
}
