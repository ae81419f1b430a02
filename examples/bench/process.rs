//! Running a command and seeing what it takes. Each runs below a small process of its own, because the system tells the peak
//! memory of children together.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A command to measure. `{n}` in it is a number that is never the same.
#[derive(Clone, Default)]
pub struct Task {
    /// The program and its arguments.
    pub words: Vec<String>,
    /// A file as its standard input.
    pub input: Option<String>,
    /// A file for its standard output; otherwise that goes nowhere.
    pub output: Option<String>,
    /// A file that must not be there when it begins.
    pub makes: Option<String>,
    /// What stands in the environment.
    pub env: Vec<(String, String)>,
}

/// What one run, or the median of several, took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// Seconds from start to end.
    pub seconds: f64,
    /// Those of the fastest run, which a busy machine disturbs least.
    pub fastest: f64,
    /// Peak memory in MiB.
    pub memory: f64,
    /// How many runs it is the median of.
    pub runs: usize,
}

impl Task {
    /// A command in words that are parted by spaces, behind a program.
    pub fn of(program: impl AsRef<Path>, words: &[&str]) -> Self {
        let program = program.as_ref().display().to_string();
        Self {
            words: std::iter::once(program).chain(words.iter().map(ToString::to_string)).collect(),
            ..Self::default()
        }
    }

    /// The same with a file as its input.
    pub fn reads(self, file: impl AsRef<Path>) -> Self {
        Self { input: Some(file.as_ref().display().to_string()), ..self }
    }

    /// The same with a file that is taken away before it begins.
    pub fn makes(self, file: impl AsRef<Path>) -> Self {
        Self { makes: Some(file.as_ref().display().to_string()), ..self }
    }

    /// The same with its output in a file.
    pub fn writes(self, file: impl AsRef<Path>) -> Self {
        Self { output: Some(file.as_ref().display().to_string()), ..self }
    }

    /// The same with a variable of the environment.
    pub fn with(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.env.push((name.to_string(), value.as_ref().display().to_string()));
        self
    }

    /// Runs it once; a command that fails ends everything, because its time would mean nothing.
    pub fn once(&self, number: usize) -> Taken {
        if let Some(file) = &self.makes {
            for ending in ["", "-wal", "-shm", "-journal"] {
                std::fs::remove_file(format!("{file}{ending}")).ok();
            }
        }
        let words = self.words.iter().map(|word| word.replace("{n}", &number.to_string()));
        let done = Command::new(std::env::current_exe().expect("this program has a path"))
            .args(["measure", self.input.as_deref().unwrap_or("-"), self.output.as_deref().unwrap_or("-"), "--"])
            .args(words)
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("this program can start itself");
        let said = String::from_utf8_lossy(&done.stdout);
        let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [micros, kib, code] = numbers[..] else {
            panic!("{:?} {}", self.words, String::from_utf8_lossy(&done.stderr))
        };
        assert!(code == 0.0, "{:?} failed: {}", self.words, String::from_utf8_lossy(&done.stderr));
        Taken { seconds: micros / 1e6, fastest: micros / 1e6, memory: kib / 1024.0, runs: 1 }
    }
}

impl Task {
    /// Runs it once and says whether it succeeded.
    pub fn status(&self, number: usize) -> bool {
        let words = self.words.iter().map(|word| word.replace("{n}", &format!("{} {number}", unique())));
        let words: Vec<_> = words.collect();
        let done = Command::new(&words[0]).args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success())
    }
}

/// Seconds that quick commands are repeated for.
const ENOUGH: f64 = 2.0;
/// No command runs oftener.
const MOST: usize = 41;
/// Seconds a round may take before it is run three times only.
const LONG: f64 = 60.0;

/// Runs commands in turn, at least `rounds` times, and gives the median of each.
pub fn compare(tasks: &[&Task], rounds: usize) -> Vec<Taken> {
    let mut runs: Vec<Vec<Taken>> = vec![Vec::new(); tasks.len()];
    let (mut round, mut wanted) = (0, rounds);
    while round < wanted {
        for (task, runs) in tasks.iter().zip(&mut runs) {
            runs.push(task.once(unique()));
        }
        if round == 0 {
            let took: f64 = runs.iter().map(|runs| runs[0].seconds).sum();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small count
            let quick = (ENOUGH / took) as usize;
            wanted = if took > LONG { rounds.min(3) } else { rounds.max(quick.min(MOST)) };
        }
        round += 1;
    }
    runs.iter().map(|runs| middle(runs)).collect()
}

fn middle(runs: &[Taken]) -> Taken {
    let sorted = |value: fn(&Taken) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let of = |value| sorted(value)[runs.len() / 2];
    Taken {
        seconds: of(|run| run.seconds),
        fastest: sorted(|run| run.seconds)[0],
        memory: of(|run| run.memory),
        runs: runs.len(),
    }
}

/// A number that no other call gives, nor an earlier run of this program.
fn unique() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let begin = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    usize::try_from(begin).unwrap_or_default() * 1000 + NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Runs a command and prints what it took: the small process below which each is measured.
pub fn run(input: &str, output: &str, words: &[String]) {
    let stdin = if input == "-" { Stdio::null() } else { File::open(input).expect("the input is there").into() };
    let stdout = if output == "-" { Stdio::null() } else { File::create(output).expect("a file can be made").into() };
    let begin = Instant::now();
    let status = Command::new(&words[0]).args(&words[1..]).stdin(stdin).stdout(stdout).status();
    let micros = begin.elapsed().as_micros();
    let code = status.ok().and_then(|status| status.code()).unwrap_or(-1);
    println!("{micros} {} {code}", peak());
}

/// The peak memory of the one child there was, in KiB.
#[cfg(unix)]
fn peak() -> i64 {
    use nix::sys::resource::{UsageWho, getrusage};
    getrusage(UsageWho::RUSAGE_CHILDREN).map_or(0, |usage| usage.max_rss())
}

#[cfg(not(unix))]
fn peak() -> i64 {
    0
}
