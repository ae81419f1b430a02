//! The integration tests, linked once. `cargo test --test it forms::` runs those of one file, `cargo test transcript_search`
//! replays one document.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::many_single_char_names,
    clippy::manual_is_multiple_of,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests panic, print, and are documented by their names"
)]

mod actions;
mod addresses;
mod api;
mod appearances;
mod architecture;
mod as_recorded;
mod attachments;
mod claimreview;
mod colours;
mod command_line;
mod common;
mod contradictions;
mod days;
mod desk;
mod desk_days;
mod desk_doors;
mod drafts;
mod duplicates;
mod exchange;
mod filters;
mod forms;
mod hostile_texts;
mod import;
mod import_tables;
mod joins;
mod laws;
mod lists;
mod maintenance;
mod merge;
#[cfg(all(unix, feature = "mirror"))]
mod mirror;
mod named_lists;
mod names;
mod other_programs;
mod page;
mod page_access;
mod page_import;
mod page_read;
mod page_wording;
mod program;
mod quoted_places;
mod read_articles;
mod regressions;
mod relays;
mod reliability;
mod repeats;
mod report;
mod retractions;
mod search;
mod spreadsheet;
mod suggestions;
mod together;
mod transcripts;
mod trust;
mod verdicts;
