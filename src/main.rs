//! The program: parse, run, say, exit code; nothing else.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use chrono::{DateTime, Local, NaiveDateTime, SubsecRound, Utc};
use clap::Parser;
use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
use gainsay::answer::{self, Format, Terminal};
use gainsay::commands::{Cli, Session};
use gainsay::error::{Error, Kind};
use gainsay::store::Stamp;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && error.kind() != DisplayHelpOnMissingArgumentOrSubcommand => {
            return fail(&Cli::usage(&error));
        }
        Err(help) => help.exit(),
    };
    let format = cli.format();
    let terminal = Terminal { width: width().filter(|_| !cli.wide), obeys: stdout().is_terminal(), colour: colours() };
    let session = session(&cli);
    let mut out = BufWriter::new(stdout().lock());
    let said = cli.run(&session).and_then(|answer| {
        let said = answer.say(format, &terminal, &mut out, &mut stderr());
        said.map_err(
            |error| if error.kind == Kind::Failure { error.at("the answer could not be written") } else { error },
        )
    });
    match said {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind == Kind::Silent => ExitCode::SUCCESS,
        Err(error) => {
            out.flush().unwrap_or_default();
            fail(&error)
        }
    }
}

/// Says what is wrong; where even that cannot be said, the exit code does.
fn fail(error: &Error) -> ExitCode {
    answer::say_error(error, &mut stderr()).unwrap_or_default();
    ExitCode::from(error.exit_code())
}

fn session(cli: &Cli) -> Session {
    let (local, utc) = clock();
    let words: Vec<_> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let typed = shlex::try_join(words.iter().map(String::as_str)).unwrap_or_else(|_| words.join(" "));
    Session {
        db: cli.db.clone(),
        env_db: std::env::var_os("GAINSAY_DB").filter(|path| !path.is_empty()).map(Into::into),
        format: cli.format.as_deref().and_then(Format::of),
        now: local,
        stamp: Stamp { now: utc, command: format!("gainsay {typed}") },
    }
}

/// The local time, and UTC as it is recorded. `GAINSAY_NOW`, in UTC, sets both for tests.
fn clock() -> (NaiveDateTime, String) {
    let fixed = std::env::var("GAINSAY_NOW").ok().and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let utc = fixed.unwrap_or_else(Utc::now).trunc_subsecs(0);
    let local = fixed.map_or_else(|| Local::now().naive_local(), |fixed| fixed.naive_utc());
    (local, utc.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The width of the terminal that standard output is, if it is one. `GAINSAY_WIDTH` makes it one of that width for tests.
fn width() -> Option<u16> {
    if let Some(width) = std::env::var("GAINSAY_WIDTH").ok().and_then(|text| text.parse().ok()) {
        return Some(width);
    }
    let size = stdout().is_terminal().then(|| terminal_size::terminal_size_of(stdout())).flatten();
    size.map(|(width, _)| width.0).filter(|width| *width > 0).or_else(|| stdout().is_terminal().then_some(80))
}

/// Whether to use colours (no-color.org, bixense.com/clicolors).
fn colours() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !set("NO_COLOR") && (set("CLICOLOR_FORCE") || (stdout().is_terminal() && !dumb))
}
