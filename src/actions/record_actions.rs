//! The list of the actions that record something. To add one, write its struct in a file of its own and name it here.

use clap::Subcommand;

use super::action::{AnyAction, Definition};
use super::add_claim::AddClaim;
use super::add_evidence::AddEvidence;
use super::answer::{Answer, CloseRequest};
use super::appears::Appears;
use super::ask::{Ask, EditRequest};
use super::assign::{Assign, Unassign};
use super::attach::{AttachFiles, DetachFiles};
use super::comment::Comment;
use super::correction::{AddCorrection, EditCorrection, RemoveCorrection, SetCauses};
use super::desk::SetDesk;
use super::dispute::Dispute;
use super::document::{AddDocument, EditDocument, JoinDocuments};
use super::edit::Edit;
use super::join_claims::JoinClaims;
use super::member::{AddMember, EditMember, RemoveMember};
use super::not_same::NotSame;
use super::nothing_to_check::{NothingToCheck, StillStands};
use super::rate::Rate;
use super::relate::Relate;
use super::relay::Relay;
use super::remove::Remove;
use super::respond::Respond;
use super::retract::Retract;
use super::saved_filter::{RemoveFilter, SaveFilter};
use super::say::Say;
use super::settle::Settle;
use super::speaker::{AddAlias, AddSpeaker, EditSpeaker, JoinSpeakers, PartSpeaker};
use super::stage::SetStage;
use super::suggestions::DismissSuggestions;
use super::tag::Tag;

/// Declares the groups of actions, each with the names of its subcommands.
macro_rules! actions {
    ($($(#[$doc:meta])* $group:ident { $($name:ident($action:ty),)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Subcommand)]
            #[expect(missing_docs, reason = "an action is documented where its struct is")]
            pub enum $group { $($name($action),)+ }

            impl $group {
                /// Returns the action.
                pub fn into_action(self) -> Box<dyn AnyAction> {
                    match self { $(Self::$name(action) => Box::new(action),)+ }
                }
            }
        )+

        /// Every action that records something, and so every action of a batch.
        pub const ACTIONS: &[Definition] = &[$($(Definition::of::<$action>(),)+)+];
    };
}

actions! {
    /// Actions on claims and statements.
    ClaimAction {
        Add(AddClaim),
        Say(Say),
        Dispute(Dispute),
        Respond(Respond),
        Ask(Ask),
        Answer(Answer),
        Close(CloseRequest),
        Relay(Relay),
        Retract(Retract),
        Rate(Rate),
        Evidence(AddEvidence),
        Appears(Appears),
        Stage(SetStage),
        Assign(Assign),
        Unassign(Unassign),
        Comment(Comment),
        Tag(Tag),
        Relate(Relate),
        NotSame(NotSame),
        Edit(Edit),
        Remove(Remove),
        Dismiss(DismissSuggestions),
        NothingToCheck(NothingToCheck),
        StillStands(StillStands),
        Desk(SetDesk),
        Settle(Settle),
    }

    /// The sub-commands of `gainsay claim`.
    JoinAction {
        Join(JoinClaims),
    }

    /// Actions on requests.
    RequestAction {
        Edit(EditRequest),
    }

    /// Actions on corrections.
    CorrectionAction {
        Add(AddCorrection),
        Edit(EditCorrection),
        Remove(RemoveCorrection),
        Causes(SetCauses),
    }

    /// Actions on members of the desk.
    MemberAction {
        Add(AddMember),
        Edit(EditMember),
        Remove(RemoveMember),
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
        Join(JoinDocuments),
        Attach(AttachFiles),
        Detach(DetachFiles),
    }
}
