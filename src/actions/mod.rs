//! Everything that a person can do to the record: one file and one typed struct for each action. The command line, the
//! forms of the page, the API and batch files share them.
//!
//! To add an action: write its struct in a file of its own, and name it in [`actions!`] below.

mod action;
mod add_claim;
mod add_evidence;
mod batch;
mod batch_line;
mod command_line;
mod context;
mod demo;
mod dispute;
mod document;
mod edit;
mod import;
mod import_reply;
mod lookup;
mod outcome;
mod rate;
mod rejected_file;
mod remove;
mod reply;
mod respond;
mod retract;
mod saved_filter;
mod say;
mod source_args;
mod speaker;
mod stage;
mod statement_args;
mod table_args;
mod tag;
mod target_args;
mod undo;
mod usage;
mod values;

use clap::Subcommand;

pub use action::{Action, AnyAction, Definition};
pub use add_claim::AddClaim;
pub use add_evidence::AddEvidence;
pub use batch::Batch;
pub use context::{Context, UploadedFile, read_text};
pub use demo::LoadDemo;
pub use dispute::Dispute;
pub use document::{AddDocument, EditDocument};
pub use edit::Edit;
pub use import::Import;
pub use outcome::{Change, Detail, Outcome, describe_document, describe_statement};
pub use rate::Rate;
pub use remove::Remove;
pub use respond::Respond;
pub use retract::Retract;
pub use saved_filter::{FILTER, RemoveFilter, SaveFilter};
pub use say::Say;
pub use speaker::{AddAlias, AddSpeaker, EditSpeaker, JoinSpeakers, PartSpeaker};
pub use stage::SetStage;
pub use table_args::{TableArgs, delimiter};
pub use tag::Tag;
pub use undo::{Redo, Undo};
pub use usage::usage_error;

/// Declares the groups of actions, each with the names of its subcommands.
macro_rules! actions {
    ($($(#[$doc:meta])* $group:ident { $($name:ident($action:ty),)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Subcommand)]
            #[expect(missing_docs, reason = "an action is documented where its struct is")]
            pub enum $group { $($name($action),)+ }

            impl $group {
                /// The action itself.
                pub fn into_action(self) -> Box<dyn AnyAction> {
                    match self { $(Self::$name(action) => Box::new(action),)+ }
                }
            }
        )+

        /// Every action.
        pub const ACTIONS: &[Definition] = &[$($(Definition::of::<$action>(),)+)+];
    };
}

actions! {
    /// Actions on claims and on what is said of them.
    ClaimAction {
        Add(AddClaim),
        Say(Say),
        Dispute(Dispute),
        Respond(Respond),
        Retract(Retract),
        Rate(Rate),
        Evidence(AddEvidence),
        Stage(SetStage),
        Tag(Tag),
        Edit(Edit),
        Remove(Remove),
    }

    /// Actions on saved filters.
    FilterAction {
        Add(SaveFilter),
        Remove(RemoveFilter),
    }

    /// Actions on speakers.
    SpeakerAction {
        Add(AddSpeaker),
        Edit(EditSpeaker),
        Alias(AddAlias),
        Join(JoinSpeakers),
        Part(PartSpeaker),
    }

    /// Actions on documents.
    DocumentAction {
        Add(AddDocument),
        Edit(EditDocument),
    }

    /// Actions that read a file.
    FileAction {
        Import(Import),
        Batch(Batch),
    }

    /// Actions on the history.
    HistoryAction {
        Undo(Undo),
        Redo(Redo),
    }

    /// Actions that only the page names so.
    PageAction {
        Demo(LoadDemo),
    }
}
