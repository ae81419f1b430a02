//! The file of a book: opening, creating and upgrading it, its schema, its integrity, and copies of it.

pub(crate) mod atomic_write;
pub(crate) mod backup;
pub(crate) mod backup_dir;
pub(crate) mod checkpoint;
pub(crate) mod clean_copy;
pub(crate) mod connect;
pub(crate) mod deferred_indexes;
mod functions;
pub(crate) mod integrity;
pub(crate) mod last_seen;
pub(crate) mod log_names;
pub(crate) mod logs;
pub(crate) mod open;
pub(crate) mod restore;
pub(crate) mod schema;
pub(crate) mod temporary;
pub(crate) mod upgrade;
pub(crate) mod work_limit;
