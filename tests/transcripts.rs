//! The manual, replayed: every `$` line of every `console` block in `docs`, `docs/guide` and the README is run, and what
//! it prints is compared. `UPDATE=1 cargo test transcript_` writes down what is printed now.
//!
//! Each file has a folder of its own. A block that begins with ```` ```text name ```` is a file of that name. A uid is
//! shown as `[uid]`, a hash as `[hash]`; a command that fails is followed by `[exit N]`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{folder, text};

/// A test for each document, and one that all documents are among them.
macro_rules! transcripts {
    ($($name:ident: $path:literal,)*) => {
        $(#[test]
        fn $name() {
            is_true($path);
        })*

        #[test]
        fn every_transcript_has_a_test() {
            assert_eq!(BTreeSet::from([DASHBOARD.to_string(), $($path.to_string()),*]), documents());
        }
    };
}

/// The page whose commands need a database; `$NEWS` is its address.
const DASHBOARD: &str = "docs/guide/29-the-newsrooms-dashboard.md";

#[test]
#[cfg(all(unix, feature = "mirror"))]
fn transcript_the_newsrooms_dashboard() {
    use crate::{common::measures::skipped, mirror::server::PostgresServer};
    let Some(server) = PostgresServer::start() else { return skipped("PostgreSQL is not installed") };
    is_true_with(DASHBOARD, &[("NEWS", &server.address())]);
}

transcripts! {
    transcript_ask_for_a_reply: "docs/guide/24-ask-for-a-reply.md",
    transcript_batch: "docs/guide/18-batch.md",
    transcript_check_a_claim: "docs/guide/02-check-a-claim.md",
    transcript_contradictions: "docs/guide/22-contradictions.md",
    transcript_two_of_us_worked_on_copies: "docs/guide/28-two-of-us-worked-on-copies.md",
    transcript_a_desk: "docs/guide/23-a-desk.md",
    transcript_corrections: "docs/guide/25-corrections.md",
    transcript_correct_and_undo: "docs/guide/05-correct-and-undo.md",
    transcript_errors: "docs/guide/17-errors.md",
    transcript_export_and_import: "docs/guide/13-export-and-import.md",
    transcript_filters: "docs/guide/09-filters.md",
    transcript_how_do_i_record: "docs/guide/06-how-do-i-record.md",
    transcript_import_a_spreadsheet: "docs/guide/14-import-a-spreadsheet.md",
    transcript_join_and_relate: "docs/guide/19-join-and-relate.md",
    transcript_keep_the_file_safe: "docs/guide/16-keep-the-file-safe.md",
    transcript_match: "docs/guide/11-match.md",
    transcript_publish: "docs/guide/27-publish.md",
    transcript_published_reviews: "docs/guide/15-published-reviews.md",
    transcript_what_did_we_know_then: "docs/guide/26-what-did-we-know-then.md",
    transcript_quotes: "docs/guide/03-quotes.md",
    transcript_read_an_article: "docs/guide/20-read-an-article.md",
    transcript_check_a_draft: "docs/guide/21-check-a-draft.md",
    transcript_readme: "README.md",
    transcript_record_a_story: "docs/guide/01-record-a-story.md",
    transcript_reference: "docs/reference.md",
    transcript_repeated_claims: "docs/guide/07-repeated-claims.md",
    transcript_report: "docs/guide/12-report.md",
    transcript_saved_filters: "docs/guide/10-saved-filters.md",
    transcript_search: "docs/guide/08-search.md",
    transcript_speakers: "docs/guide/04-speakers.md",
}

#[test]
fn the_index_of_the_guide_names_every_page_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let index = fs::read_to_string(folder.join("README.md")).unwrap();
    let pages = documents().into_iter().filter_map(|path| path.strip_prefix("docs/guide/").map(str::to_string));
    let places: Vec<_> = pages.map(|page| index.find(&format!("]({page})")).expect(&page)).collect();
    assert!(places.is_sorted(), "the pages are numbered in another order than in docs/guide/README.md");
}

/// The documents that have commands in them.
fn documents() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = BTreeSet::new();
    for folder in ["", "docs", "docs/guide"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_replayed = |text: String| text.lines().any(|line| line == "```console");
            if path.extension().is_some_and(|ending| ending == "md") && is_replayed(fs::read_to_string(&path).unwrap())
            {
                documents.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_string());
            }
        }
    }
    documents
}

/// Replays a document and compares; with `UPDATE` set, writes down what is printed now.
fn is_true(document: &str) {
    is_true_with(document, &[]);
}

/// The same, with more variables of the environment.
fn is_true_with(document: &str, variables: &[(&str, &str)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let written = fs::read_to_string(&path).unwrap();
    let (replayed, commands) = replay(&written, variables);
    assert!(commands > 0, "{document} has no commands");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &replayed).unwrap();
        return;
    }
    let first = written.lines().zip(replayed.lines()).position(|(a, b)| a != b).unwrap_or_default();
    let around = |text: &str| text.lines().skip(first).take(12).collect::<Vec<_>>().join("\n");
    let (old, new) = (around(&written), around(&replayed));
    assert!(replayed == written, "{document}:{}\n--- written\n{old}\n--- printed\n{new}\n", first + 1);
}

/// Runs the commands of a document; gives it as it would have to be written, and how many commands there were.
fn replay(document: &str, variables: &[(&str, &str)]) -> (String, usize) {
    let folder = folder();
    for sample in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples")).unwrap() {
        let sample = sample.unwrap();
        fs::copy(sample.path(), folder.path().join(sample.file_name())).unwrap();
    }
    let (mut out, mut commands) = (String::new(), 0);
    let mut lines = document.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(name) = line.strip_prefix("```text ") {
            let mut content = String::new();
            for line in lines.by_ref().take_while(|line| *line != "```") {
                content.push_str(line);
                content.push('\n');
            }
            fs::write(folder.path().join(name.trim()), &content).unwrap();
            out.push_str(&content);
            out.push_str("```\n");
        } else if line == "```console" {
            while let Some(line) = lines.next_if(|line| *line != "```") {
                let Some(command) = line.strip_prefix("$ ") else { continue };
                let mut command = command.to_string();
                out.push_str(line);
                out.push('\n');
                while command.ends_with('\\') {
                    let Some(more) = lines.next() else { break };
                    command.pop();
                    command.push_str(more);
                    out.push_str(more);
                    out.push('\n');
                }
                commands += 1;
                out.push_str(&printed(&command, folder.path(), variables));
            }
        }
    }
    (out, commands)
}

fn printed(command: &str, folder: &Path, variables: &[(&str, &str)]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_gainsay")).parent().unwrap();
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.display());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .env_clear()
        .envs([("PATH", path.as_str()), ("HOME", folder.to_str().unwrap()), ("TZ", "UTC"), ("LC_ALL", "C.UTF-8")])
        .env("GAINSAY_NOW", "2021-11-19T12:00:00Z")
        .env("GAINSAY_DB", "claims.db")
        .envs(variables.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let mut shown = hide_uids(&text(&output.stdout).replace(folder.to_str().unwrap(), "[dir]"));
    if !shown.is_empty() && !shown.ends_with('\n') {
        shown.push('\n');
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => writeln!(shown, "[exit {code}]").unwrap(),
        None => shown.push_str("[killed]\n"),
    }
    shown
}

/// Replaces every run of exactly twenty hexadecimal digits, and of sixty-four.
fn hide_uids(text: &str) -> String {
    let mut shown = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, shown: &mut String| {
        shown.push_str(match run.len() {
            20 => "[uid]",
            64 => "[hash]",
            _ => run,
        });
        run.clear();
    };
    for character in text.chars() {
        if character.is_ascii_hexdigit() && !character.is_ascii_uppercase() {
            run.push(character);
        } else {
            flush(&mut run, &mut shown);
            shown.push(character);
        }
    }
    flush(&mut run, &mut shown);
    shown
}
