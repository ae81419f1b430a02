//! The program: parses the command line, runs the command, prints, and exits.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, Local, NaiveDateTime, SubsecRound, Utc};
use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
use clap_complete::CompleteEnv;
use gainsay::cli::{COMPLETION_VARIABLE, Cli, Session};
use gainsay::error::{Error, ErrorKind, on_panic};
use gainsay::output::{self, Format, Paged, Progress, Terminal};
#[cfg(unix)]
use gainsay::store::remove_temporary_files;

/// The exit code after a fault in the program itself.
const FAULT: u8 = 1;

fn main() -> ExitCode {
    on_panic(|place| {
        let fault = Error::failure(format!("gainsay has a fault in itself, at {place}"))
            .hint("what this command was to record was not recorded; please report the fault, with the command");
        fail(&fault);
    });
    std::panic::catch_unwind(run).unwrap_or(ExitCode::from(FAULT))
}

/// Runs the command line.
fn run() -> ExitCode {
    let line: Vec<_> = std::env::args_os().collect();
    let named = std::env::var_os("GAINSAY_DB").filter(|path| !path.is_empty()).map(PathBuf::from);
    CompleteEnv::with_factory(|| Cli::completing(&line, named.clone())).var(COMPLETION_VARIABLE).complete();
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && error.kind() != DisplayHelpOnMissingArgumentOrSubcommand => {
            return fail(&Cli::usage(&error));
        }
        Err(help) => help.exit(),
    };
    #[cfg(unix)]
    if !cli.stops_by_itself() {
        clean_up_when_stopped();
    }
    let format = cli.format();
    let terminal = Terminal::of_stdout(cli.wide);
    let session = session(&cli);
    let (is_quiet, has_pager) = (cli.quiet, !cli.no_pager && !cli.stops_by_itself());
    // Notes come after what a pager shows.
    let (mut held, mut at_once) = (Vec::new(), stderr());
    let notes: &mut dyn Write = if has_pager { &mut held } else { &mut at_once };
    let mut out = BufWriter::with_capacity(1 << 16, Paged::to_stdout(has_pager));
    let result = cli.run(&session).and_then(|answer| {
        session.progress.finish();
        let answer = if is_quiet { answer.quiet(format) } else { answer };
        if answer.manual_page().is_some_and(|page| has_pager && session.is_typed && output::show_manual(page)) {
            return Ok(());
        }
        let written = answer.write(format, &terminal, &mut out, notes);
        written.map_err(|error| {
            if error.kind == ErrorKind::Failure { error.at("the answer could not be written") } else { error }
        })
    });
    let ended = out.flush().and_then(|()| out.get_mut().finish()).and_then(|()| stderr().write_all(&held));
    match result.and_then(|()| Ok(ended?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind == ErrorKind::Silent => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// Lets Ctrl-C and the signals SIGTERM and SIGHUP remove the temporary files before they end the program. Nothing else is left to
/// do: what is written is written as a whole or not at all.
#[cfg(unix)]
fn clean_up_when_stopped() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let stops: &[i32] = if output::is_hangup_ignored() { &[SIGINT, SIGTERM] } else { &[SIGINT, SIGTERM, SIGHUP] };
    let Ok(mut signals) = signal_hook::iterator::Signals::new(stops) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            remove_temporary_files();
            std::process::exit(128 + signal);
        }
    });
}

/// Prints an error. If that fails too, only the exit code tells.
fn fail(error: &Error) -> ExitCode {
    output::write_error(error, &mut stderr()).unwrap_or_default();
    ExitCode::from(error.exit_code())
}

fn session(cli: &Cli) -> Session {
    let (local, utc) = clock();
    Session {
        db: cli.db.clone(),
        env_db: std::env::var_os("GAINSAY_DB").filter(|path| !path.is_empty()).map(Into::into),
        named: cli.member.clone(),
        env_name: variable("GAINSAY_USER"),
        account: ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(variable),
        at: cli.at.clone(),
        format: cli.format.as_deref().and_then(Format::of),
        program: std::env::args().next().unwrap_or_else(|| "gainsay".to_string()),
        now: local,
        clock,
        progress: if cli.quiet { Progress::default() } else { Progress::to_stderr() },
        is_typed: stdin().is_terminal() && stdout().is_terminal(),
        recorded_at: utc,
    }
}

/// A variable of the environment, if it is set.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The local time, and UTC as it is recorded. `GAINSAY_NOW`, in UTC, sets both for tests.
fn clock() -> (NaiveDateTime, String) {
    let fixed = std::env::var("GAINSAY_NOW").ok().and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let utc = fixed.unwrap_or_else(Utc::now).trunc_subsecs(0);
    let local = fixed.map_or_else(|| Local::now().naive_local(), |fixed| fixed.naive_utc());
    (local, utc.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
