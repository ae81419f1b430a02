//! Texts that files like to harm, and a book that has one of everything.

use gainsay::error::Result;
use gainsay::model::records::{
    NewClaim, NewDocument, NewEvidence, NewSpeaker, NewStatement, NewVerdict, QuotePlace, Target,
};
use gainsay::model::{Access, Date, DocumentKind, Rating, Relation, SpeakerKind, Stage, Stance};
use gainsay::store::Writer;

/// Texts that files like to harm.
pub const HARMFUL: &[&str] = &[
    "a plain text",
    // What a spreadsheet runs, or takes for a number, a date or an error.
    "=1+1",
    "+44",
    "-5.2",
    "- so he said",
    "@x",
    "'=x",
    "'",
    "''x",
    "=cmd|' /C calc'!A0",
    "＝1",
    "\t=x",
    "\r=x",
    "0012",
    "1e5",
    "1.0",
    "1,000",
    "2021-11-18",
    "18/11/2021",
    "TRUE",
    "false",
    "NULL",
    "#N/A",
    "12345678901234567890",
    // What parts cells, names and lines.
    "a,b",
    "a;b; c",
    ";",
    "a\tb",
    "\"",
    "\"\"",
    "say \"so\"",
    "\"so\"; x",
    "a\r\nb",
    "a\nb",
    "a\rb",
    "\n",
    "a\u{85}b\u{2028}c\u{2029}",
    "",
    " ",
    "  spaces around  ",
    "\u{a0}x\u{3000}",
    // What XML, JSON and HTML write otherwise.
    "<b>x</b>",
    "&amp; &lt;",
    "]]>",
    "_x0041_",
    "_x005F_x0041_",
    "\\ud83d",
    "\\u0000",
    "{\"text\": 1}",
    // Characters that are no letters.
    "x\u{0}y",
    "\u{0}",
    "\u{1}\u{1f}\u{7f}\u{9f}",
    "\u{feff}x",
    "x\u{feff}y",
    "\u{202e}x\u{2066}y",
    "x\u{200b}\u{200d}y",
    "😀 👩‍👩‍👧 🇦🇱",
    "e\u{301}",
    "\u{fffd}\u{ffff}\u{fffe}",
    "\u{10ffff}",
    "اَلْعَرَبِيَّةُ",
    "https://desk.example/?q=\"x\"&y#z",
    "mailto:x@desk.example",
];

/// Records one of everything in the words of a text, and gives the claim.
pub fn every_kind(writer: &Writer, text: &str) -> Result<i64> {
    let words = Some(text.to_string());
    let one = Everything { writer, text, words };
    let outlet = one.speaker(SpeakerKind::Outlet)?;
    let read = one.document(outlet, None)?;
    let secondhand = one.document(outlet, Some(read))?;
    let person = one.speaker(SpeakerKind::Person)?;
    let source = writer.add_speaker(&NewSpeaker::unnamed(&format!("a source {text}"), secondhand))?;
    let minister = writer
        .add_speaker(&NewSpeaker::unnamed(text, read))
        .or_else(|_| writer.add_speaker(&NewSpeaker::unnamed("a minister", read)))?;
    writer.join_speakers(person, minister)?;
    let claim = one.claim()?;
    let made = one.says(source, Stance::Asserts, Target::Claim(claim), secondhand)?;
    let relayed = one.says(outlet, Stance::Reports, Target::Statement(made), secondhand)?;
    let again = one.says(person, Stance::Reports, Target::Statement(relayed), read)?;
    one.says(minister, Stance::Asserts, Target::Claim(claim), read)?;
    for stance in Stance::ALL.iter().filter(|stance| **stance != Stance::Reports && **stance != Stance::Retracts) {
        one.says(outlet, *stance, Target::Claim(claim), read)?;
    }
    writer.add_statement(&NewStatement {
        for_speaker: Some(outlet),
        ..NewStatement::of(person, Stance::Questions, Target::Claim(claim))
    })?;
    one.says(source, Stance::Denies, Target::Statement(again), read)?;
    for stance in [Stance::Denies, Stance::CallsMisleading, Stance::Corrects, Stance::Comments] {
        one.says(source, stance, Target::Document(secondhand), read)?;
    }
    one.says(outlet, Stance::Retracts, Target::Claim(claim), read)?;
    one.says(person, Stance::Retracts, Target::Statement(again), read)?;
    writer.add_appearance(claim, secondhand)?;
    one.finds(claim, outlet, secondhand)?;
    Ok(claim)
}

struct Everything<'a> {
    writer: &'a Writer<'a>,
    text: &'a str,
    words: Option<String>,
}

impl Everything<'_> {
    fn claim(&self) -> Result<i64> {
        let claim = |text: String| NewClaim {
            text,
            stage: Some(Stage::AwaitingReply),
            note: self.words.clone(),
            reference: self.words.clone().filter(|text| text.len() < 1_000),
            recorded_at: Some("2021-11-18T09:30:00Z".to_string()),
            tags: vec!["a tag".to_string(), format!("tag {}", self.text), format!("{} tag", self.text)],
            ..NewClaim::default()
        };
        let other = NewClaim { reference: None, ..claim("no words".to_string()) };
        self.writer.add_claim(&claim(self.text.to_string())).or_else(|_| self.writer.add_claim(&other))
    }

    fn speaker(&self, kind: SpeakerKind) -> Result<i64> {
        let speaker = |name: &str| NewSpeaker {
            external_id: self.words.clone(),
            note: self.words.clone(),
            ..NewSpeaker::named(name, kind)
        };
        let named = self.writer.add_speaker(&speaker(self.text));
        let id = named.or_else(|_| self.writer.add_speaker(&speaker(&format!("Ann {}Lee", self.text))))?;
        self.writer.add_alias(id, &format!("{} alias", self.text))?;
        self.writer.add_alias(id, &format!("alias {}", self.text))?;
        Ok(id)
    }

    fn document(&self, publisher: i64, through: Option<i64>) -> Result<i64> {
        let document = |title: &str| NewDocument {
            publisher: Some(publisher),
            url: self.words.clone(),
            archive_url: self.words.clone(),
            language: self.words.clone(),
            published_on: Date::parse("2021-11-18").ok(),
            access: if through.is_some() { Access::Secondhand } else { Access::Read },
            through,
            text: through.is_none().then(|| format!("He said: {}. She left: {0}", self.text)),
            note: self.words.clone(),
            ..NewDocument::titled(title, DocumentKind::Letter)
        };
        let titled = self.writer.add_document(&document(self.text));
        titled.or_else(|_| self.writer.add_document(&document("untitled")))
    }

    fn says(&self, speaker: i64, stance: Stance, target: Target, document: i64) -> Result<i64> {
        let said = |quote: Option<String>| NewStatement {
            document: Some(document),
            role: self.words.clone(),
            occasion: self.words.clone(),
            said_on: Date::parse("2021-11-18T09:30").ok(),
            note: self.words.clone(),
            quote,
            ..NewStatement::of(speaker, stance, target)
        };
        let quoted = self.writer.add_statement(&said(self.words.clone()));
        quoted.or_else(|_| self.writer.add_statement(&said(Some("She left".to_string()))))
    }

    fn finds(&self, claim: i64, reviewer: i64, document: i64) -> Result<()> {
        let label = if self.text.trim().is_empty() { "no label" } else { self.text };
        for (label, numbers, decided_on) in [
            (label, [Some("2"), Some("1"), Some("5")], "2021-11-18"),
            ("false", [None; 3], "2021-11"),
            ("true", [None; 3], "2021"),
        ] {
            let verdict = NewVerdict {
                id: None,
                uid: None,
                claim,
                rating: Rating::new(label, numbers, None)?,
                rationale: self.words.clone(),
                reviewer: Some(reviewer),
                decided_on: Date::parse(decided_on).ok(),
                review_url: self.words.clone(),
                review_title: self.words.clone(),
                recorded_at: None,
            };
            self.writer.add_verdict(&verdict)?;
        }
        for relation in Relation::ALL {
            let evidence = |quote: Option<String>| NewEvidence {
                id: None,
                uid: None,
                claim,
                document,
                relation: *relation,
                quote,
                place: QuotePlace::Find,
                note: self.words.clone(),
            };
            let quoted = self.writer.add_evidence(&evidence(self.words.clone()));
            quoted.or_else(|_| self.writer.add_evidence(&evidence(Some("He said".to_string()))))?;
        }
        Ok(())
    }
}
