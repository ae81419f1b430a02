//! Everything that a person can do to the record: one file and one typed struct for each action. The command line, the
//! forms of the page, the API and batch files share them.
//!
//! To add an action: write its struct in a file of its own, and name it in `record_actions`.

mod action;
mod add_claim;
mod add_evidence;
mod appears;
mod article_batch;
mod attach;
mod batch;
mod batch_line;
mod batch_words;
mod command_line;
mod context;
mod demo;
mod desk;
mod dispute;
mod document;
mod edit;
mod filter_args;
mod import;
mod import_reply;
mod join_claims;
mod known_suggestions;
mod lookup;
mod not_same;
mod on_targets;
mod outcome;
mod rate;
mod reading;
mod record_actions;
mod rejected_file;
mod relate;
mod relay;
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
mod statement_notes;
mod statement_speaker;
mod suggestions;
mod table_args;
mod tag;
mod target_args;
#[cfg(test)]
mod tests;
mod undo;
mod usage;
mod values;
mod words;

pub use action::{Action, AnyAction, Argument, Definition, read_action};
pub use add_claim::AddClaim;
pub use add_evidence::AddEvidence;
pub use appears::Appears;
pub use article_batch::ArticleBatch;
pub use attach::{AttachFiles, DetachFiles, describe_attachment};
pub use batch::RunBatch;
pub use context::{ActionContext, UploadedFile, read_text};
pub use demo::LoadDemo;
pub use desk::SetDesk;
pub use dispute::Dispute;
pub use document::{AddDocument, EditDocument, JoinDocuments};
pub use edit::Edit;
pub use filter_args::{ConditionArgs, FilterArgs};
pub use import::Import;
pub use join_claims::JoinClaims;
pub use known_suggestions::find_known;
pub use not_same::NotSame;
pub use outcome::{Detail, Outcome, RecordChange, describe_document, describe_statement};
pub use rate::Rate;
pub use reading::ArticleArgs;
pub use record_actions::{ACTIONS, ClaimAction, DocumentAction, FilterAction, JoinAction, SpeakerAction};
pub use relate::Relate;
pub use relay::Relay;
pub use remove::Remove;
pub use respond::Respond;
pub use retract::Retract;
pub use saved_filter::{FILTER, RemoveFilter, SaveFilter};
pub use say::Say;
pub use speaker::{AddAlias, AddSpeaker, EditSpeaker, JoinSpeakers, PartSpeaker};
pub use stage::SetStage;
pub use suggestions::{
    AcceptSuggestions, DismissSuggestions, DocumentSuggestions, MarkedSuggestion, marked, stored_article,
};
pub use table_args::{TableArgs, delimiter};
pub use tag::Tag;
pub use undo::{Redo, Undo};
pub use usage::usage_error;
