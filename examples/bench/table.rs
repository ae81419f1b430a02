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

/// Prints rows as they are measured.
pub struct Table {
    met: usize,
    missed: usize,
}

impl Table {
    /// Prints the head.
    pub fn new() -> Self {
        println!("| operation | claims | against | ratio | goal | met | gainsay | peer | runs |");
        println!("|---|---|---|---|---|---|---|---|---|");
        Self { met: 0, missed: 0 }
    }

    /// How long two commands took.
    pub fn times(&mut self, what: &str, claims: usize, against: &str, goal: Goal, ours: Taken, peer: Taken) {
        let told = [seconds(ours.seconds), seconds(peer.seconds)];
        self.row(what, claims, against, goal, [ours.seconds, peer.seconds], told, ours.runs.min(peer.runs));
    }

    /// Two sizes in MiB, of files or memory; the second may be a limit.
    pub fn sizes(&mut self, what: &str, claims: usize, against: &str, goal: Goal, [ours, peer]: [f64; 2]) {
        self.row(what, claims, against, goal, [ours, peer], [ours, peer].map(|size| format!("{size:.1} MiB")), 1);
    }

    /// Two shares, of which ours should not be less than the other by more than `within`.
    pub fn shares(&mut self, what: &str, claims: usize, against: &str, within: f64, [ours, peer]: [f64; 2]) {
        let met = ours >= peer - within;
        self.count(met);
        let met = if met { "yes" } else { "**no**" };
        println!("| {what} | {} | {against} | | within {within} | {met} | {ours:.2} | {peer:.2} | 1 |", number(claims));
    }

    #[allow(clippy::too_many_arguments)] // the cells of a row
    fn row(
        &mut self,
        what: &str,
        claims: usize,
        against: &str,
        goal: Goal,
        [ours, peer]: [f64; 2],
        told: [String; 2],
        runs: usize,
    ) {
        let (ratio, goal, met) = match goal {
            Goal::AtMost(most) => (format!("{:.2}×", ours / peer), format!("≤ {most}×"), Some(ours / peer <= most)),
            Goal::Faster(least) => {
                (format!("{:.1}× faster", peer / ours), format!("≥ {least}×"), Some(peer / ours >= least))
            }
            Goal::None => (format!("{:.2}×", ours / peer), String::new(), None),
        };
        met.into_iter().for_each(|met| self.count(met));
        let met = met.map_or("", |met| if met { "yes" } else { "**no**" });
        let [ours, peer] = told;
        println!("| {what} | {} | {against} | {ratio} | {goal} | {met} | {ours} | {peer} | {runs} |", number(claims));
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
