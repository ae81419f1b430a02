//! Importing on the page: a file is uploaded, the page shows how it was understood and what an import would do, and only then
//! is it imported. Each step runs the import command.

pub(super) mod attach;
pub(super) mod handlers;
mod import;
mod options;
mod page;
pub(super) mod pending;
pub(super) mod receive;
pub(super) mod receive_form;
mod wording;
