//! The kinds of input, and what is done with each.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use gainsay::error::Result;
use gainsay::import::{ImportOptions, ReadEvent, SourceFile, read_file};
use gainsay::model::filter::FilterReader;
use gainsay::model::{Date, DateError, Filter};
use gainsay::store::Store;
use gainsay::store::exchange::{OnDuplicate, Rejected};
use gainsay::text::{html, normalize, quantity, quotes, safe, sentences};

use crate::common::stamp;
use crate::common::texts::every_kind;

/// One kind of input, and the code under test.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// The first inputs, beside those in `corpus`.
    pub seeds: &'static [&'static str],
    /// Runs the code under test on an input, and returns a summary of its result.
    pub run: fn(&TestBook, &[u8]) -> Result<String>,
}

/// A book, and a file to write inputs into.
pub struct TestBook {
    store: Store,
    file: PathBuf,
}

impl TestBook {
    /// Makes one in a folder.
    pub fn new(folder: &Path) -> Self {
        let path = folder.join("book.db");
        Store::create(&path, |store| {
            store.record(&stamp("gainsay add"), |writer| every_kind(writer, "the ferry to Northport is free").map(drop))
        })
        .unwrap()
        .unwrap();
        Self { store: Store::open(&path).unwrap(), file: folder.join("input") }
    }

    fn filter(&self, text: &str) -> Result<Filter> {
        let saved = |name: &str| self.store.saved_filter(name).map(|saved| saved.filter);
        Ok(FilterReader::new(now(), &saved).text(text)?.into())
    }

    /// Takes a file into a book, and back out.
    fn imported(&self, bytes: &[u8], ask: &ImportOptions) -> Result<String> {
        std::fs::write(&self.file, bytes)?;
        let mut reasons = String::new();
        let done = self.store.dry_run(&stamp("gainsay import"), |writer| {
            let mut reject = |piece: Rejected| {
                reasons.push_str(&piece.reason);
                Ok(())
            };
            let mut importer = writer.importer(OnDuplicate::Skip, &mut reject)?;
            read_file(&SourceFile::of(&self.file)?, ask, &mut |event| match event {
                ReadEvent::Item(piece) => importer.take(piece),
                _ => Ok(()),
            })?;
            importer.settle()?;
            importer.finish()
        })?;
        let counts = done.counts;
        Ok(format!("{} {} {} {reasons}", counts.claims.min(3), counts.statements.min(3), counts.rejected.min(3)))
    }
}

fn now() -> NaiveDateTime {
    "2021-11-19T12:00:00".parse().unwrap()
}

/// A law that was broken, which is worse than an error.
fn broken(law: &str, by: &dyn Debug) -> ! {
    panic!("{law}: {by:?}")
}

fn filters(book: &TestBook, bytes: &[u8]) -> Result<String> {
    let filter = book.filter(&String::from_utf8_lossy(bytes))?;
    let mut found = 0;
    book.store.claims(&filter, &mut |_| {
        found += 1;
        Ok(())
    })?;
    Ok(format!("{found} {:?}", filter.predicate))
}

fn dates(_: &TestBook, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let read = [Date::parse(&text), Date::from_input(&text, now()), Date::from_import(&text, None)];
    for date in read.iter().flatten() {
        if Date::parse(date.as_str()).as_ref() != Ok(date) {
            broken("a date that was read cannot be read again", date);
        }
        // What comes after a vague date is no longer vague.
        if !date.is_vague()
            && let Some(next) = date.next()
            && next.previous().as_ref() != Some(date)
        {
            broken("the date before the next one is another", date);
        }
    }
    let kind = |date: &Result<Date, DateError>| match date {
        Ok(date) => date.as_str().len().to_string().replace(|c: char| c.is_ascii_digit(), "d"),
        Err(DateError::Unreadable { .. }) => "unreadable".to_string(),
        Err(error) => error.to_string(),
    };
    Ok(read.iter().map(kind).collect())
}

fn amounts(_: &TestBook, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let found = quantity::quantities(&text);
    if quantity::compare(&found, &found).agree.len() < found.len() {
        broken("a text does not agree with itself", &found);
    }
    for quantity in &found {
        if text.get(quantity.range.clone()).is_none() {
            broken("a quantity that is not in the text", quantity);
        }
    }
    let all = sentences::sentences(&text);
    let (from, to) = (text.len() / 3, text.len() * 2 / 3);
    if let Some(quote) = text.get(from..to) {
        for anchor in quotes::QuotableText::new(text.to_string()).find(quote) {
            if quotes::slice(&text, anchor.start, anchor.end).is_none() {
                broken("a quote that was found is not in the text", &anchor);
            }
        }
    }
    Ok(format!("{:?} {}", found.iter().map(|quantity| quantity.value).collect::<Vec<_>>(), all.len().min(5)))
}

fn lines(book: &TestBook, bytes: &[u8]) -> Result<String> {
    book.imported(bytes, &ImportOptions::default())
}

fn tables(book: &TestBook, bytes: &[u8]) -> Result<String> {
    book.imported(bytes, &ImportOptions { delimiter: Some(b','), ..ImportOptions::default() })
}

fn markup(book: &TestBook, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let plain = html::plain(&text);
    let _ = normalize::fold(&plain);
    for shown in [safe::for_terminal(&text), safe::one_line(&text)] {
        if shown.chars().any(|c| c == '\u{1b}' || c == '\u{202e}') {
            broken("a terminal would obey it", &shown);
        }
    }
    Ok(format!("{} {}", plain.len().min(9), book.imported(bytes, &ImportOptions::default())?))
}

fn searches(book: &TestBook, bytes: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(bytes);
    let found = book.store.search(&book.filter(&text)?.predicate, 20, 0)?;
    let mut matcher = book.store.matcher(gainsay::model::Predicate::default())?;
    let alike = matcher.matches_by_sentence(&text, 5, 0.0)?;
    let (found, alike) = (found.rows.len(), format!("{alike:?}"));
    Ok(format!("{} {alike}", "+".repeat(found)))
}

/// All kinds of input.
pub const TARGETS: &[Target] = &[
    Target {
        name: "filters",
        seeds: &[
            "status:disputed,not-denied by:\"Ann Lee\" said:2021-11..2022 -stage:dropped \"free ferry\"",
            "is:disputed (tag:talks or verdict:none) not word* @saved",
        ],
        run: filters,
    },
    Target {
        name: "dates",
        seeds: &[
            "2021-11-18T09:30",
            "18 November 2021 at 4pm",
            "last friday",
            "Nov. 18, 2021",
            "18.11.2021",
            "3 weeks ago",
        ],
        run: dates,
    },
    Target {
        name: "numbers",
        seeds: &[
            "It costs £100,000 a year, or two and a half million dollars; one in five, 12.5 % of 3,000 people by 5 May 2021.",
            "Rs 1,00,000 crore and 1 234,50 € for a dozen.",
        ],
        run: amounts,
    },
    Target {
        name: "json-lines",
        seeds: &[
            "{\"text\":\"It rains\",\"statements\":[{\"key\":\"k\",\"speaker\":\"Ann Lee\",\"stance\":\"asserts\",\"said_on\":\"2021\"},{\"speaker\":\"The Echo\",\"stance\":\"reports\",\"target_statement\":\"k\",\"quote\":\"it rains\"}],\"verdicts\":[{\"label\":\"false\",\"rationale\":\"dry\",\"reviewer\":\"Desk\"}]}\n{\"type\":\"speaker\",\"name\":\"Ann Lee\",\"kind\":\"person\"}\n",
        ],
        run: lines,
    },
    Target {
        name: "csv",
        seeds: &[
            "claim,made by,date,verdict,url,tags\n\"It rains, he said\",Ann Lee,18/11/2021,Mostly False,https://desk.example/a,a;b\nIt snows,Facebook posts,2021,Pants on Fire,,\n",
            "id,claim,disputed_by\n1,\"a \"\"b\"\"\nc\",x; y\n",
        ],
        run: tables,
    },
    Target {
        name: "claimreview",
        seeds: &[
            "{\"@context\":\"https://schema.org\",\"@type\":\"ClaimReview\",\"claimReviewed\":\"It rains\",\"author\":{\"name\":\"Desk\"},\"itemReviewed\":{\"author\":{\"name\":\"Ann Lee\"},\"datePublished\":\"2021\",\"appearance\":\"https://desk.example\"},\"reviewRating\":{\"ratingValue\":\"2\",\"bestRating\":5,\"worstRating\":1,\"alternateName\":\"False\"}}",
            "{\"@graph\":[{\"@id\":\"#a\",\"@type\":\"ClaimReview\",\"claimReviewed\":\"x\",\"itemReviewed\":{\"@id\":\"#b\"}},{\"@id\":\"#b\",\"@type\":\"Claim\",\"author\":\"Bo\"}]}",
        ],
        run: lines,
    },
    Target {
        name: "html",
        seeds: &[
            "<html><body><script type=\"application/ld+json\">{\"@type\":\"ClaimReview\",\"claimReviewed\":\"It &amp;amp; rains\"}</script><div itemscope itemtype=\"https://schema.org/ClaimReview\"><span itemprop=claimReviewed>It <b>snows</b></span></div></body></html>",
            "<div vocab=\"https://schema.org/\" typeof=\"ClaimReview\"><p property=\"claimReviewed\">x</p></div>",
        ],
        run: markup,
    },
    Target {
        name: "searches",
        seeds: &["ferry \"is free\" north*", "NEAR(a b) OR \"x", "free -ferry (a or b)"],
        run: searches,
    },
];
