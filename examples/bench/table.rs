//! The table of ratios.

use super::process::Taken;

/// What a ratio should be.
#[derive(Clone, Copy)]
pub enum Goal {
    /// Ours is at most so many times the peer's.
    AtMost(f64),
    /// Ours is at least so many times faster.
    Faster(f64),
    /// Only told.
    None,
}

const YES: &str = "yes";
const NO: &str = "**no**";

impl Goal {
    /// The goal in words.
    fn words(self) -> String {
        match self {
            Self::AtMost(most) => format!("≤ {most}×"),
            Self::Faster(least) => format!("≥ {least}×"),
            Self::None => String::new(),
        }
    }

    /// The ratio in words, and whether it is what it should be.
    fn told(self, ours: f64, peer: f64) -> [String; 2] {
        let says = |met| if met { YES } else { NO };
        let (ratio, met) = match self {
            Self::AtMost(most) => (format!("{:.2}×", ours / peer), says(ours / peer <= most)),
            Self::Faster(least) => (format!("{:.1}× faster", peer / ours), says(peer / ours >= least)),
            Self::None => (format!("{:.2}×", ours / peer), ""),
        };
        [ratio, met.to_string()]
    }
}

/// Prints rows as they are measured.
pub struct Table {
    met: usize,
    missed: usize,
}

impl Table {
    /// Prints the head.
    pub fn new() -> Self {
        println!("| operation | claims | against | ratio | of the fastest | goal | met | gainsay | peer | runs |");
        println!("|---|---|---|---|---|---|---|---|---|---|");
        Self { met: 0, missed: 0 }
    }

    /// How long two commands took.
    pub fn times(&mut self, what: &str, claims: usize, against: &str, goal: Goal, ours: Taken, peer: Taken) {
        let [ratio, met] = goal.told(ours.seconds, peer.seconds);
        let [fastest, _] = goal.told(ours.fastest, peer.fastest);
        let told = format!("{} | {} | {}", seconds(ours.seconds), seconds(peer.seconds), ours.runs.min(peer.runs));
        self.row(&format!("{what} | {} | {against} | {ratio} | {fastest}", number(claims)), goal, &met, &told);
    }

    /// Two sizes in MiB, of files or memory; the second may be a limit.
    pub fn sizes(&mut self, what: &str, claims: usize, against: &str, goal: Goal, [ours, peer]: [f64; 2]) {
        let [ratio, met] = goal.told(ours, peer);
        let told = format!("{ours:.1} MiB | {peer:.1} MiB | 1");
        self.row(&format!("{what} | {} | {against} | {ratio} | ", number(claims)), goal, &met, &told);
    }

    /// Two shares, of which ours should not be less than the other by more than `within`.
    pub fn shares(&mut self, what: &str, claims: usize, against: &str, within: f64, [ours, peer]: [f64; 2]) {
        let met = ours >= peer - within;
        self.count(met);
        let met = if met { YES } else { NO };
        println!(
            "| {what} | {} | {against} | | | within {within} | {met} | {ours:.2} | {peer:.2} | 1 |",
            number(claims)
        );
    }

    fn row(&mut self, begin: &str, goal: Goal, met: &str, end: &str) {
        if !met.is_empty() {
            self.count(met == YES);
        }
        println!("| {begin} | {} | {met} | {end} |", goal.words());
    }

    fn count(&mut self, met: bool) {
        if met { self.met += 1 } else { self.missed += 1 }
    }

    /// Says how many goals were met.
    pub fn end(&self) {
        println!("\n{} goals met, {} missed", self.met, self.missed);
    }
}

/// A number as people read it: 1,000,000.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let parts: Vec<_> =
        digits.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    parts.join(",")
}

/// Seconds as people read them.
pub fn seconds(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}
