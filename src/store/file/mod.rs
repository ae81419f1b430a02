//! The file of a book: opening, making and upgrading it, its schema, and copies of it.

pub(crate) mod backup;
pub(crate) mod backup_dir;
pub(crate) mod connect;
pub(crate) mod integrity;
pub(crate) mod naming;
pub(crate) mod open;
pub(crate) mod restore;
pub(crate) mod schema;
pub(crate) mod upgrade;
