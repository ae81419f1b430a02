//! Writes made-up books of any size, always the same ones, to measure with.
//!
//! ```text
//! cargo run --release --example generate -- 100000 > book.jsonl        JSON Lines, with every statement
//! cargo run --release --example generate -- 100000 csv > book.csv      a table as a desk keeps it
//! ```
//!
//! About 20 words a claim, as common and as rare as words are (Zipf); 5,000 speakers, the first of whom speak most; every
//! claim made by one of them in one of as many documents as there are fifty claims, three in ten disputed by one to three
//! others.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::{BufWriter, Write};

const WORDS: usize = 60_000;
const SPEAKERS: usize = 5_000;
const OUTLETS: usize = 200;

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let Some(claims) = words.next().and_then(|word| word.parse().ok()) else {
        eprintln!("error: how many claims?\nhint: cargo run --release --example generate -- 100000 [csv]");
        std::process::exit(2);
    };
    let out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let made = Made { random: Random(1), out };
    match words.next().as_deref() {
        None => made.lines(claims),
        Some("csv") => made.table(claims),
        Some(other) => {
            eprintln!("error: no such form: {other}\nhint: csv, or nothing for JSON Lines");
            std::process::exit(2);
        }
    }
}

/// Numbers that only look random (`SplitMix64`: Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of so many, all as likely.
    #[allow(clippy::cast_possible_truncation)] // smaller than `many`
    fn of(&mut self, many: usize) -> usize {
        (self.next() % many as u64) as usize
    }

    /// One of so many, the first far likelier than the last: the rank of a word in a text (Zipf).
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a rank is small and not negative
    fn rank(&mut self, many: usize) -> usize {
        let share = self.next() as f64 / u64::MAX as f64;
        ((many as f64).powf(share) as usize).saturating_sub(1).min(many - 1)
    }
}

struct Made<W: Write> {
    random: Random,
    out: W,
}

/// A claim, and who says what of it.
struct Claim {
    text: String,
    made_by: usize,
    document: usize,
    on: String,
    disputed_by: Vec<usize>,
}

impl<W: Write> Made<W> {
    fn lines(mut self, claims: usize) -> std::io::Result<()> {
        for document in 0..documents(claims) {
            let (outlet, url) = (outlet(document % OUTLETS), url(document));
            writeln!(
                self.out,
                r#"{{"type":"document","key":"d{document}","kind":"article","title":"Article {document}","publisher":"{outlet}","url":"{url}","published_on":"2021-11-18"}}"#
            )?;
        }
        for at in 0..claims {
            let claim = self.claim(claims);
            let disputed = claim.disputed_by.iter().map(|speaker| {
                let (speaker, quote) = (speaker_name(*speaker), self.random.of(1_000));
                format!(
                    r#",{{"speaker":"{speaker}","stance":"denies","quote":"That is wrong, says number {quote}","document":"d{}"}}"#,
                    claim.document
                )
            });
            let disputed: String = disputed.collect();
            writeln!(
                self.out,
                r#"{{"ref":"g{at}","text":"{}","statements":[{{"speaker":"{}","stance":"asserts","document":"d{}","said_on":"{}"}}{disputed}]}}"#,
                claim.text,
                speaker_name(claim.made_by),
                claim.document,
                claim.on
            )?;
        }
        self.out.flush()
    }

    fn table(mut self, claims: usize) -> std::io::Result<()> {
        writeln!(self.out, "ref,claim,made_by,said_on,document,publisher,url,disputed_by")?;
        for at in 0..claims {
            let claim = self.claim(claims);
            let disputed: Vec<_> = claim.disputed_by.iter().map(|speaker| speaker_name(*speaker)).collect();
            writeln!(
                self.out,
                "g{at},{},{},{},Article {},{},{},{}",
                claim.text,
                speaker_name(claim.made_by),
                claim.on,
                claim.document,
                outlet(claim.document % OUTLETS),
                url(claim.document),
                disputed.join("; ")
            )?;
        }
        self.out.flush()
    }

    fn claim(&mut self, claims: usize) -> Claim {
        let random = &mut self.random;
        let length = 12 + random.of(17);
        let text: Vec<_> = (0..length).map(|_| word(random.rank(WORDS))).collect();
        let disputers = if random.of(10) < 3 { 1 + random.of(3) } else { 0 };
        Claim {
            text: text.join(" "),
            made_by: random.rank(SPEAKERS),
            document: random.of(documents(claims)),
            on: format!("20{:02}-{:02}-{:02}", 10 + random.of(15), 1 + random.of(12), 1 + random.of(28)),
            disputed_by: (0..disputers).map(|_| random.rank(SPEAKERS)).collect(),
        }
    }
}

fn documents(claims: usize) -> usize {
    (claims / 50).max(1)
}

/// A word of its own for every rank, short for the commonest.
fn word(rank: usize) -> String {
    const PARTS: [&str; 24] = [
        "ka", "lo", "mi", "ra", "te", "su", "no", "ve", "da", "pi", "ro", "ne", "gu", "fa", "ti", "be", "mo", "se",
        "hu", "la", "co", "ja", "wi", "po",
    ];
    let (mut word, mut rest) = (String::new(), rank + PARTS.len());
    while rest > 0 {
        word.push_str(PARTS[rest % PARTS.len()]);
        rest /= PARTS.len();
    }
    word
}

fn speaker_name(at: usize) -> String {
    let [first, last] = [word(at * 7 + 400), word(at * 13 + 9_000)].map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    format!("{first} {last} {at}")
}

fn outlet(at: usize) -> String {
    format!("Outlet {at}")
}

fn url(document: usize) -> String {
    format!("https://outlet{}.example/{document}", document % OUTLETS)
}
