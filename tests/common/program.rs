//! The program without a process: a command line is read and done as `main` does it.

use std::path::Path;

use gainsay::cli::{Cli, Session};
use gainsay::error::Result;
use gainsay::output::{Format, Progress, Terminal};

use super::stamp;

/// What a command says on standard output, then on standard error.
pub fn said(words: &[&str]) -> Result<(String, String)> {
    let line = std::iter::once("gainsay").chain(words.iter().copied());
    let cli = Cli::read(line.map(Into::into)).map_err(|error| Cli::usage(&error))?;
    let clock = || ("2021-11-19T12:00:00".parse().unwrap(), stamp("").now);
    let session = Session {
        at: cli.at.clone(),
        db: cli.db.clone(),
        env_db: None,
        named: cli.member.clone(),
        env_name: Some(super::MEMBER.to_string()),
        account: None,
        format: cli.format.as_deref().and_then(Format::of),
        program: "gainsay".to_string(),
        now: clock().0,
        clock,
        progress: Progress::default(),
        is_typed: false,
        recorded_at: clock().1,
    };
    let format = cli.format();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    cli.run(&session)?.write(format, &Terminal::default(), &mut out, &mut err)?;
    Ok((super::text(&out), super::text(&err)))
}

/// A path as a word of a command line.
pub fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}
