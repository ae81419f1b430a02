//! The editor of whoever types: `edit` without a change opens it with the present text.

use std::fs;
use std::io::Write as _;
use std::process::Command;

use super::session::Session;
use crate::actions::ClaimAction;
use crate::error::{Error, Result, terminal_only};

/// Returns the action with the text that a person wrote in an editor, if it is an edit that changes nothing yet and somebody types.
///
/// # Errors
/// No such claim or statement; an editor that cannot be started or failed; a text that was left as it was.
pub(super) fn with_text(mut action: ClaimAction, session: &Session) -> Result<ClaimAction> {
    if let ClaimAction::Edit(edit) = &mut action
        && session.is_typed
        && edit.changes_nothing()
        && let Some(editor) = editor()
    {
        session.refuse_past()?;
        let store = session.open()?;
        if let Some(present) = edit.present_text(&store)? {
            let written = edited(&editor, &present)?;
            if written.trim() == present.trim() {
                return Err(Error::usage("the text was left as it was; nothing is changed"));
            }
            edit.set_text(written.trim().to_string());
        }
    }
    Ok(action)
}

/// Returns the editor with its arguments: `$VISUAL` or `$EDITOR`.
fn editor() -> Option<Vec<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    named.filter_map(|command| shlex::split(&command)).find(|words| !words.is_empty())
}

/// Returns what a person made of a text.
fn edited(editor: &[String], text: &str) -> Result<String> {
    let mut file = tempfile::Builder::new().prefix("gainsay-").suffix(".txt").tempfile()?;
    writeln!(file, "{text}")?;
    file.flush()?;
    let named = editor.join(" ");
    let status = Command::new(&editor[0]).args(&editor[1..]).arg(file.path()).status().map_err(|_| {
        Error::failure(format!("the editor {named} could not be started"))
            .hint(terminal_only("$EDITOR names the editor"))
    })?;
    if !status.success() {
        return Err(Error::failure(format!("the editor {named} failed; nothing is changed")));
    }
    Ok(fs::read_to_string(file.path())?)
}
