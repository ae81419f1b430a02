//! Terminals of every width, pipes that close, no input: no panic, no escape codes where nobody asked, never a prompt.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use super::{is_plain, within};
use crate::common::measures::{in_full, tell};
use crate::common::{folder, gainsay, run, text};

/// Commands that print; each form of answer is among them.
const PRINT: &[&str] = &[
    "list",
    "list --disputed --wide",
    "disputed --format md",
    "list --format csv",
    "list --format json",
    "list --format jsonl",
    "show 1",
    "show --statement 1",
    "show --document 1",
    "counts",
    "search albania",
    "match 'talks with Albania are under way'",
    "repeats",
    "repeats 1",
    "speaker list",
    "speaker show 1",
    "document list",
    "document show 1",
    "saved",
    "log",
    "doctor",
    "export - --format csv",
    "help filters",
    "help columns",
    "man",
    "completions bash",
    "list --help",
    "--version",
    "list nonsense:x",
    "show 99",
    "--help",
];
const WIDTHS: [&str; 5] = ["0", "20", "60", "80", "200"];
/// Environment variables about colours, and whether the output may be coloured when it is not a terminal.
const COLOURS: [(&str, &str, bool); 4] =
    [("LANG", "C", false), ("NO_COLOR", "1", false), ("CLICOLOR_FORCE", "1", true), ("TERM", "dumb", false)];

/// The same on a terminal, and whether the output must not be coloured.
const ON_A_TERMINAL: [(&str, &str, bool); 3] = [("LANG", "C", false), ("NO_COLOR", "1", true), ("TERM", "dumb", true)];

/// Each width in the first environment and each environment at one width; with `--full`, each width in each environment.
fn combinations<T: Copy, const N: usize>(environments: [T; N]) -> Vec<(&'static str, T)> {
    let all =
        WIDTHS.iter().flat_map(|width| environments.map(|environment| (*width, environment)).into_iter().enumerate());
    all.filter(|(at, (width, _))| in_full() || *at == 0 || *width == "60").map(|(_, one)| one).collect()
}

fn book(folder: &Path) -> std::path::PathBuf {
    assert!(run(folder, "demo").status.success());
    folder.join("gainsay-demo.db")
}

fn command(folder: &Path, line: &str) -> Command {
    let mut command = gainsay(folder);
    command.args(["--db", "gainsay-demo.db"]).args(shlex::split(line).unwrap());
    command
}

fn sees_to(line: &str, output: &Output, may_be_coloured: bool) {
    assert!(is_plain(output), "{line}: {}", text(&output.stderr));
    let coloured = [&output.stdout, &output.stderr].into_iter().any(|bytes| bytes.contains(&0x1b));
    assert!(may_be_coloured || !coloured, "{line}: {}", text(&output.stdout));
}

#[test]
fn off_a_terminal() {
    let folder = folder();
    book(folder.path());
    for line in PRINT {
        for (width, (name, value, may_be_coloured)) in combinations(COLOURS) {
            let mut command = command(folder.path(), line);
            command.env("GAINSAY_WIDTH", width).env(name, value);
            sees_to(line, &within(&mut command, Duration::from_secs(60)), may_be_coloured);
        }
        let piped = |ends: &str| {
            let words = format!("set -o pipefail; exec < /dev/null; \"$0\" --db gainsay-demo.db {line} {ends}");
            let mut shell = Command::new("bash");
            shell.args(["-c", &words, env!("CARGO_BIN_EXE_gainsay")]).current_dir(folder.path());
            within(&mut shell, Duration::from_secs(60))
        };
        let whole = piped("");
        let cut = piped("2>&1 | head -c 1 > /dev/null");
        assert_eq!(cut.status.code(), whole.status.code(), "{line}: the reader went away");
        assert!(cut.stderr.is_empty(), "{line}: {}", text(&cut.stderr));
        for ends in ["<&-", "<&- >&-", "<&- >&- 2>&-"] {
            let closed = piped(ends);
            assert_eq!(closed.status.code(), whole.status.code(), "{line} {ends}: {}", text(&closed.stderr));
        }
    }
    tell(
        "off a terminal: widths 0 to 200, NO_COLOR, CLICOLOR_FORCE, TERM=dumb, closed input and output, a reader who leaves",
        &format!(
            "{} commands × {} surroundings: no panic, no codes, no prompt",
            PRINT.len(),
            combinations(COLOURS).len() + 5
        ),
    );
}

/// On a real terminal (one that `script` makes).
#[test]
fn on_a_terminal() {
    let folder = folder();
    book(folder.path());
    if Command::new("script").arg("--version").stdout(Stdio::null()).status().is_err() {
        tell("on a terminal", "not tried: there is no `script` (Debian: bsdutils)");
        return;
    }
    let mut seen = 0;
    for line in PRINT {
        for (width, (name, value, plain)) in combinations(ON_A_TERMINAL) {
            let words = format!(
                "stty cols {width} rows 24; {} --db gainsay-demo.db {line} < /dev/null",
                shlex::try_quote(env!("CARGO_BIN_EXE_gainsay")).unwrap()
            );
            let mut command = Command::new("script");
            command.args(["-qec", &words, "/dev/null"]).current_dir(folder.path());
            command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("TERM", "xterm");
            command.env("CI", "1").env(name, value);
            let output = within(&mut command, Duration::from_secs(60));
            assert!(is_plain(&output), "{line}: {}", text(&output.stdout));
            let printed = text(&output.stdout);
            assert!(!printed.contains("panicked"), "{line}: {printed}");
            assert!(!(plain && printed.contains("\u{1b}[")), "{name}={value} {line}: {printed:?}");
            seen += usize::from(printed.contains("\u{1b}["));
        }
    }
    assert!(seen > 0, "nothing is coloured on a terminal");
    tell(
        "on a terminal: the same widths, with and without NO_COLOR and TERM=dumb",
        &format!(
            "{} commands × {} surroundings: no panic, no prompt, codes only where they may be",
            PRINT.len(),
            combinations(ON_A_TERMINAL).len()
        ),
    );
}
