//! In which way somebody was asked to reply, and what became of it.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::text::suggest::did_you_mean;

vocabulary! {
    /// In which way somebody was asked to reply.
    Channel ("way of asking") {
        /// By e-mail.
        Email = "email",
        /// On the telephone.
        Phone = "phone",
        /// In a letter.
        Letter = "letter",
        /// In a post on a social network.
        Post = "post",
        /// In person.
        Visit = "visit",
    }
}

impl Channel {
    /// Returns it in a sentence: "was asked by email".
    pub fn words(self) -> &'static str {
        match self {
            Self::Email => "by email",
            Self::Phone => "by phone",
            Self::Letter => "by letter",
            Self::Post => "in a post",
            Self::Visit => "in person",
            Self::Unknown => "in a way that is not known",
        }
    }
}

vocabulary! {
    /// What became of a request for a reply.
    RequestState ("state of a request") {
        /// The day by which a reply was due has passed.
        Overdue = "overdue",
        /// The reply is due today.
        DueToday = "due-today",
        /// There is no reply yet.
        Open = "open",
        /// There is a reply.
        Answered = "answered",
        /// It was closed without a reply.
        NoReply = "no-reply",
    }
}
